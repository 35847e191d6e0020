package figure

import "github.com/shopspring/decimal"

// Interval is the values that a printed figure may stand for, in base units. The zero value is exactly zero.
type Interval struct {
	Low  decimal.Decimal `json:"low"`
	High decimal.Decimal `json:"high"`
	// LowOpen and HighOpen say that the end itself is not possible, as the far end of a figure whose digits were cut.
	LowOpen  bool `json:"low_open,omitempty"`
	HighOpen bool `json:"high_open,omitempty"`
}

// Exact is the interval of a figure that is not rounded.
func Exact(x decimal.Decimal) Interval { return Interval{Low: x, High: x} }

// Interval is all values that print as the figure does: half a unit of its last place on either side, both ends
// included, because a tie may have been rounded either way. "£12.261m" is 12,260,500 to 12,261,500. ok is false where
// there is no figure.
func (f Figure) Interval() (i Interval, ok bool) { return f.IntervalTo(f.Step()) }

// IntervalTo is the interval of a figure that was rounded to a step of its own, in base units: 10 for national counts of
// children, 0 for a count that is exact.
func (f Figure) IntervalTo(step decimal.Decimal) (i Interval, ok bool) {
	if !f.HasValue() {
		return Interval{}, false
	}
	half := step.Abs().Mul(decimal.New(5, -1))
	low, high := f.Base(), f.Base()
	if f.Kind == Range {
		high = f.High.Shift(f.Unit.Power)
	}
	return Interval{Low: low.Sub(half), High: high.Add(half)}, true
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
	_, ok := i.Meet(Exact(x))
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
