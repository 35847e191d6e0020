package demand

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// StockFlow is a number of children and what came and went: start + started − ended = end. Any one may be missing.
// In DfE's child protection figures it holds exactly: plans at any point less plans ended are the plans at 31 March.
type StockFlow struct {
	Start, Started, Ended, End Value
}

// FlowError is a stock and flow that cannot be worked out.
type FlowError struct {
	Problem string
}

func (e *FlowError) Error() string { return e.Problem }

// Gap is start + started − ended − end: 0 when the figures agree. It is missing when one of them is. A gap is not always an
// error: a child who left and came back within the period may be counted once among the started and twice among the ended.
func (s StockFlow) Gap() Value {
	for _, v := range []Value{s.Start, s.Started, s.Ended, s.End} {
		if !v.present {
			return v
		}
	}
	return Number(s.Start.number.Add(s.Started.number).Sub(s.Ended.number).Sub(s.End.number))
}

// AnyPoint is how many were there at any point of the period: start + started.
func (s StockFlow) AnyPoint() Value {
	if !s.Start.present {
		return s.Start
	}
	if !s.Started.present {
		return s.Started
	}
	return Number(s.Start.number.Add(s.Started.number))
}

// Complete fills the one figure that is missing from the other three. More than one missing, a negative figure, and three
// that leave a negative fourth are a [*FlowError]; four figures are returned as they are (see [StockFlow.Gap]).
func (s StockFlow) Complete() (StockFlow, error) {
	figures := []*Value{&s.Start, &s.Started, &s.Ended, &s.End}
	names := []string{"start", "started", "ended", "end"}
	signs := []int64{1, 1, -1, -1}
	absent, sum := -1, decimal.Decimal{}
	for i, v := range figures {
		switch {
		case !v.present && absent >= 0:
			return s, &FlowError{fmt.Sprintf("%s and %s are both missing: three of start, started, ended and end are needed", names[absent], names[i])}
		case !v.present:
			absent = i
		case v.number.IsNegative():
			return s, &FlowError{fmt.Sprintf("%s is %s: a count cannot be negative", names[i], v.number)}
		default:
			sum = sum.Add(v.number.Mul(decimal.NewFromInt(signs[i])))
		}
	}
	if absent < 0 {
		return s, nil
	}
	missing := sum.Mul(decimal.NewFromInt(-signs[absent]))
	if missing.IsNegative() {
		return s, &FlowError{fmt.Sprintf("the other three would make %s %s: a count cannot be negative", names[absent], missing)}
	}
	*figures[absent] = Number(missing)
	return s, nil
}
