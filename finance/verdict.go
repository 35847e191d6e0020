package finance

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Verdict is what the check of a printed figure found. The zero value is [CannotCheck], so that silence never looks like
// agreement.
type Verdict int

const (
	// CannotCheck is a figure with nothing to hold it against.
	CannotCheck Verdict = iota
	// Agrees is a figure that its inputs, as printed, give.
	Agrees
	// WithinRounding is a figure that they do not give as printed, but that some amounts which print the same do.
	WithinRounding
	// Differs is a figure that no amounts printed so can give.
	Differs
)

var verdictNames = enum.Of("Verdict", "cannot_check", "agrees", "within_rounding", "differs")

// String is cannot_check, agrees, within_rounding or differs.
func (v Verdict) String() string { return verdictNames.String(int(v)) }

// MarshalText writes the name of the verdict.
func (v Verdict) MarshalText() ([]byte, error) { return verdictNames.Marshal(int(v)) }

// UnmarshalText reads the name of a verdict.
func (v *Verdict) UnmarshalText(text []byte) error { return enum.Unmarshal(verdictNames, text, v) }

// judge holds a printed figure, one unit in whose last place is step, against a computed one whose inputs are known to
// half of steps, their sum: the printed figure stands for every value within half its step, both ends included, and the
// computed one for every value within half of steps (XBRL Calculations 1.1; METHODS F1).
func judge(printed, step, computed, steps decimal.Decimal) (verdict Verdict, allowed decimal.Decimal) {
	allowed = half(step.Add(steps))
	gap := printed.Sub(computed).Abs()
	switch {
	case roundTo(computed, step).Equal(printed):
		return Agrees, allowed
	case gap.LessThanOrEqual(allowed):
		return WithinRounding, allowed
	}
	return Differs, allowed
}

// roundTo rounds half away from zero to a multiple of step, a power of ten; a step of zero leaves the number exact.
func roundTo(d, step decimal.Decimal) decimal.Decimal {
	if step.IsZero() {
		return d
	}
	return d.Round(-step.Normalize().Exponent())
}
