package scrutiny

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Interval is the values that a printed figure may stand for.
type Interval = figure.Interval

// Exactly is the interval of a figure that is not rounded.
func Exactly(x decimal.Decimal) Interval { return figure.Exact(x) }

// Values is the interval of a figure printed as text: its last place rounded to the nearest, a tie either way.
func Values(text string) (Interval, error) { return Print(text).Values(Nearest) }

// Values is the interval of a printed figure in base units (pounds, per cent, children). One-sided figures and missing
// ones have none: the error says so, quoting the input.
func (in Input) Values(rounding Rounding) (Interval, error) {
	q := newQuantity(in, setting{rounding: rounding})
	switch {
	case !q.usable():
		return Interval{}, &figure.Fault{Code: figure.BadValue, Value: in.Value, Problem: "the figure " + q.problem}
	case q.oneSided():
		return Interval{}, &figure.Fault{Code: figure.BadValue, Value: in.Value, Problem: "the figure is open to one side"}
	}
	return q.span.interval(q.places() + 12), nil
}

func (s span) interval(places int32) Interval {
	return Interval{Low: toDecimal(s.lo.v, places), High: toDecimal(s.hi.v, places), LowOpen: s.lo.open, HighOpen: s.hi.open}
}
