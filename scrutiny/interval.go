package scrutiny

import (
	"github.com/shopspring/decimal"
)

// Interval is the values that a printed figure may stand for. The zero value is exactly zero.
type Interval struct {
	Low, High decimal.Decimal
	// LowOpen and HighOpen say that the end itself is not possible, as the far end of a figure whose digits were cut.
	LowOpen, HighOpen bool
}

// Exactly is the interval of a figure that is not rounded.
func Exactly(x decimal.Decimal) Interval { return Interval{Low: x, High: x} }

// Values is the interval of a figure printed as text: its last place rounded to the nearest, a tie either way.
func Values(text string) (Interval, error) { return Print(text).Values(Nearest) }

// Values is the interval of a printed figure in base units (pounds, per cent, children). One-sided figures and missing
// ones have none: the error says so, quoting the input.
func (in Input) Values(rounding Rounding) (Interval, error) {
	q := newQuantity(in, setting{rounding: rounding})
	switch {
	case !q.usable():
		return Interval{}, &InputError{Value: in.Value, Problem: "the figure " + q.problem}
	case q.oneSided():
		return Interval{}, &InputError{Value: in.Value, Problem: "the figure is open to one side"}
	}
	return q.span.interval(q.places() + 12), nil
}

func (s span) interval(places int32) Interval {
	return Interval{Low: toDecimal(s.lo.v, places), High: toDecimal(s.hi.v, places), LowOpen: s.lo.open, HighOpen: s.hi.open}
}

// Add is the interval of the sum: an end is possible only if both are.
func (i Interval) Add(j Interval) Interval {
	return Interval{i.Low.Add(j.Low), i.High.Add(j.High), i.LowOpen || j.LowOpen, i.HighOpen || j.HighOpen}
}

// Scale is the interval times a weight. A negative weight swaps the ends, and their open marks with them.
func (i Interval) Scale(weight decimal.Decimal) Interval {
	switch weight.Sign() {
	case 0:
		return Interval{}
	case -1:
		return Interval{i.High.Mul(weight), i.Low.Mul(weight), i.HighOpen, i.LowOpen}
	}
	return Interval{i.Low.Mul(weight), i.High.Mul(weight), i.LowOpen, i.HighOpen}
}

// Meet is what two intervals share; ok is false when they share nothing.
func (i Interval) Meet(j Interval) (shared Interval, ok bool) {
	m := i
	if c := j.Low.Cmp(m.Low); c > 0 || (c == 0 && j.LowOpen) {
		m.Low, m.LowOpen = j.Low, j.LowOpen
	}
	if c := j.High.Cmp(m.High); c < 0 || (c == 0 && j.HighOpen) {
		m.High, m.HighOpen = j.High, j.HighOpen
	}
	if c := m.Low.Cmp(m.High); c > 0 || (c == 0 && (m.LowOpen || m.HighOpen)) {
		return Interval{}, false
	}
	return m, true
}

// Contains reports whether x is possible.
func (i Interval) Contains(x decimal.Decimal) bool {
	_, ok := i.Meet(Exactly(x))
	return ok
}

// Equal reports whether two intervals hold the same values.
func (i Interval) Equal(j Interval) bool {
	return i.Low.Equal(j.Low) && i.High.Equal(j.High) && i.LowOpen == j.LowOpen && i.HighOpen == j.HighOpen
}

// String is the interval with round brackets at open ends: "[150, 155)".
func (i Interval) String() string {
	left, right := "[", "]"
	if i.LowOpen {
		left = "("
	}
	if i.HighOpen {
		right = ")"
	}
	return left + i.Low.String() + ", " + i.High.String() + right
}
