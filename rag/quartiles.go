package rag

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/quantile"
)

// Quartiles are the lowest value, the three quartiles and the highest value of the authorities that have one. Where one
// is not known, a value that needs it is not placed.
type Quartiles struct {
	Min    Value `json:"min"`
	Lower  Value `json:"lower"`
	Median Value `json:"median"`
	Upper  Value `json:"upper"`
	Max    Value `json:"max"`
}

// IsZero reports whether none is known.
func (q Quartiles) IsZero() bool {
	return !q.Min.Known() && !q.Lower.Known() && !q.Median.Known() && !q.Upper.Known() && !q.Max.Known()
}

// QuartilesOf are the quartiles of values by R's type 7, as the DfE's local authority interactive tool takes them
// (Excel's QUARTILE.INC). ok is false without values.
func QuartilesOf(values []decimal.Decimal) (q Quartiles, ok bool) {
	sorted := append([]decimal.Decimal(nil), values...)
	quantile.Sort(sorted)
	into := []*Value{&q.Min, &q.Lower, &q.Median, &q.Upper, &q.Max}
	for i, v := range into {
		at, ok := quantile.Of(sorted, decimal.New(int64(25*i), -2))
		if !ok {
			return Quartiles{}, false
		}
		*v = Exact(at)
	}
	return q, true
}

// Letter is the band of a value, as the DfE's tool gives it: A for the best quarter, D for the worst, by polarity. The
// lowest band includes both its ends, every other the upper one only. ok is false outside the bounds, between bounds
// that are not known, and without a polarity of higher or lower.
func (q Quartiles) Letter(x decimal.Decimal, p Polarity) (letter string, ok bool) {
	letters := "ABCD"
	switch p {
	case LowerBetter:
	case HigherBetter:
		letters = "DCBA"
	default:
		return "", false
	}
	bounds := [...]Value{q.Min, q.Lower, q.Median, q.Upper, q.Max}
	for i := range 4 {
		from, to := bounds[i], bounds[i+1]
		if !from.Known() || !to.Known() || x.GreaterThan(to.number) {
			continue
		}
		if x.GreaterThan(from.number) || i == 0 && x.Equal(from.number) {
			return letters[i : i+1], true
		}
	}
	return "", false
}
