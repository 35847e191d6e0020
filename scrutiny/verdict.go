package scrutiny

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Verdict is what a check has to say of one printed figure. The zero value is CannotCheck, so that a finding nobody
// filled never looks like agreement.
type Verdict int

const (
	// CannotCheck: an input is missing or suppressed, a base is zero or negative, a figure has more digits than its stated
	// precision, or no possible figure could have failed. The finding gives the reason.
	CannotCheck Verdict = iota
	// Agrees: the inputs as printed give the printed result, rounded half away from zero at its printed precision.
	Agrees
	// WithinRounding: not so, but some values that print as the inputs do give the printed result.
	WithinRounding
	// Differs: no values that print as the inputs give the printed result.
	Differs
)

var verdictNames = enum.Of("Verdict", "cannot_check", "agrees", "within_rounding", "differs")

// String is the verdict as files and JSON hold it.
func (v Verdict) String() string { return verdictNames.String(int(v)) }

// MarshalText writes the name of the verdict.
func (v Verdict) MarshalText() ([]byte, error) { return verdictNames.Marshal(int(v)) }

// UnmarshalText reads the name of a verdict.
func (v *Verdict) UnmarshalText(text []byte) error { return enum.Unmarshal(verdictNames, text, v) }
