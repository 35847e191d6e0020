package rag

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// month is the mean length of a month in days, a twelfth of 365.25.
const month = "30.4375"

// Course says whether a measure that goes on as it has gone since its baseline meets its last milestone's value.
type Course int

const (
	// UnknownCourse is a measure without a dated baseline before the measurement, or without polarity.
	UnknownCourse Course = iota
	// AlreadyMet is a measure at or beyond the last milestone's value.
	AlreadyMet
	// WillMeet is a measure that gets there, on Pace.MetOn.
	WillMeet
	// WillNotMeet is a measure that stands still or moves away.
	WillNotMeet
)

var courseNames = enum.Of("Course", "unknown", "already met", "will meet", "will not meet")

// String is the course in words.
func (c Course) String() string { return courseNames.String(int(c)) }

// MarshalText writes the course in words.
func (c Course) MarshalText() ([]byte, error) { return courseNames.Marshal(int(c)) }

// UnmarshalText reads the course in words.
func (c *Course) UnmarshalText(text []byte) error { return enum.Unmarshal(courseNames, text, c) }

// Pace is how fast a measure moves and how fast it should. Rates are by straight line: compound growth fails at a base
// of 0 and no council uses it. A month is 30.4375 days.
type Pace struct {
	// Required is the change a month from the measurement to the last milestone; undefined on and after its date.
	Required Ratio `json:"needed_per_month"`
	// Present is the change a month from the baseline to the measurement; undefined without a dated baseline before it.
	Present Ratio `json:"present_per_month"`
	// Progress is (actual − baseline) / (required − baseline); undefined when the two are equal.
	Progress Ratio `json:"progress"`
	// Course is where the present rate leads.
	Course Course `json:"course"`
	// MetOn is the first day on which the present rate meets the last milestone's value, when the Course is WillMeet.
	MetOn Date `json:"met_on,omitzero"`
	// InTime reports whether that day is not after the last milestone.
	InTime bool `json:"in_time"`
}

// Equal reports whether two paces are the same.
func (pace Pace) Equal(other Pace) bool {
	return pace.Course == other.Course && pace.MetOn == other.MetOn && pace.InTime == other.InTime &&
		pace.Required.Equal(other.Required) && pace.Present.Equal(other.Present) && pace.Progress.Equal(other.Progress)
}

// Pace works out the rates for a measurement. ok is false without a value, a date or a milestone.
func (t Trajectory) Pace(actual Value, on Date, p Polarity) (pace Pace, ok bool) {
	goal, ok := t.last()
	x, known := actual.Decimal()
	if !ok || !known || on.IsZero() {
		return Pace{}, false
	}
	days := decimal.RequireFromString(month)
	left := goal.Value.number.Sub(x)
	if on < goal.Date {
		pace.Required = NewRatio(left.Mul(days), decimal.NewFromInt(int64(goal.Date-on)))
	}
	base, hasBase := t.Baseline.Value.Decimal()
	if required, ok := t.Required(on); ok && hasBase {
		pace.Progress = NewRatio(x.Sub(base).Mul(required.Denominator), required.Numerator.Sub(base.Mul(required.Denominator)))
	}
	gone := int64(on - t.Baseline.Date)
	if hasBase && !t.Baseline.Date.IsZero() && gone > 0 {
		pace.Present = NewRatio(x.Sub(base).Mul(days), decimal.NewFromInt(gone))
	}
	pace.arrive(p, left, x.Sub(base), gone, on)
	pace.InTime = pace.Course == WillMeet && pace.MetOn <= goal.Date
	return pace, true
}

// arrive finds the day on which the present rate covers what is left: on + left × days gone / change so far, up.
func (pace *Pace) arrive(p Polarity, left, change decimal.Decimal, gone int64, on Date) {
	short := left // how far short of the goal, positive when worse
	switch p {
	case HigherBetter:
	case LowerBetter:
		short = left.Neg()
	default:
		return
	}
	switch {
	case !short.IsPositive():
		pace.Course = AlreadyMet
	case !pace.Present.Defined():
	case change.Sign() != left.Sign():
		pace.Course = WillNotMeet
	default:
		whole, rest := left.Mul(decimal.NewFromInt(gone)).QuoRem(change, 0)
		if !rest.IsZero() {
			whole = whole.Add(decimal.NewFromInt(1))
		}
		pace.Course = WillNotMeet
		if end := whole.Add(decimal.NewFromInt(int64(on))); end.LessThanOrEqual(decimal.NewFromInt(int64(lastDate))) {
			pace.Course, pace.MetOn = WillMeet, Date(end.IntPart())
		}
	}
}

// lastDate is 31 December 9999. A measure that needs longer does not arrive.
const lastDate Date = 3_652_059
