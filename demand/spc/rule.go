package spc

import "github.com/scrutineer-dev/scrutineer/internal/enum"

// Rule is why a point is special cause variation.
type Rule int

const (
	// NoRule is a point of common cause variation.
	NoRule Rule = iota
	// OutsideLimits is a point beyond a process limit.
	OutsideLimits
	// Trend is a point in a run of [Settings.Run] that rise, or fall, every time.
	Trend
	// TwoOfThree is a point beyond a near limit, one of two among three on that side; see [Edition].
	TwoOfThree
	// Shift is a point in a run of [Settings.Run] on one side of the centre.
	Shift
)

// Edition is a set of rules as one tool had it at one time: tools that call themselves Making Data Count mark different
// points, and a chart says by which it was made.
type Edition int

const (
	// NHSR022 are the rules of NHSRplotthedots 0.2.2, and of the NHS workbook until 2023: two of three counts points between
	// a near limit and the process limit, and not those beyond it. It is the zero value.
	NHSR022 Edition = iota
	// MDC2023 are those of the Making Data Count tools since the end of 2023: two of three counts a point beyond the process
	// limit too, which superseded the rule above (nhs-r-community/NHSRplotthedots, issue 194, 6 November 2023).
	MDC2023
)

var editionNames = enum.Of("Edition", "nhsr_0.2.2", "mdc_2023")

// String is nhsr_0.2.2 or mdc_2023.
func (e Edition) String() string { return editionNames.String(int(e)) }

// MarshalText writes the name of the edition.
func (e Edition) MarshalText() ([]byte, error) { return editionNames.Marshal(int(e)) }

// UnmarshalText reads the name of an edition.
func (e *Edition) UnmarshalText(text []byte) error { return enum.Unmarshal(editionNames, text, e) }

var ruleNames = enum.Of("Rule", "none", "outside_limits", "trend", "two_of_three", "shift")

// String is the name of the rule as files write it.
func (r Rule) String() string { return ruleNames.String(int(r)) }

// MarshalText writes the name of the rule.
func (r Rule) MarshalText() ([]byte, error) { return ruleNames.Marshal(int(r)) }

// UnmarshalText reads the name of a rule.
func (r *Rule) UnmarshalText(text []byte) error { return enum.Unmarshal(ruleNames, text, r) }

// Variation is the kind of variation that a point, or the latest point of a chart, shows.
type Variation int

const (
	// CommonCause is a point within what the process does anyway.
	CommonCause Variation = iota
	// Improvement is special cause variation in the better direction.
	Improvement
	// Concern is special cause variation in the worse direction.
	Concern
	// NeutralHigh is special cause variation upwards of a measure without a better direction.
	NeutralHigh
	// NeutralLow is special cause variation downwards of a measure without a better direction.
	NeutralLow
)

var variationNames = enum.Of("Variation",
	"common_cause", "special_cause_improvement", "special_cause_concern", "special_cause_neutral_high", "special_cause_neutral_low",
)

// String is the name of the variation as files write it.
func (v Variation) String() string { return variationNames.String(int(v)) }

// MarshalText writes the name of the variation.
func (v Variation) MarshalText() ([]byte, error) { return variationNames.Marshal(int(v)) }

// UnmarshalText reads the name of a variation.
func (v *Variation) UnmarshalText(text []byte) error {
	return enum.Unmarshal(variationNames, text, v)
}

// Assurance says whether the process, left as it is, will meet its target.
type Assurance int

const (
	// NoAssurance is given without a target or without a better direction.
	NoAssurance Assurance = iota
	// ConsistentPass is a target that every point within the limits meets.
	ConsistentPass
	// ConsistentFail is a target that no point within the limits meets.
	ConsistentFail
	// Inconsistent is a target within the limits, met or missed by chance.
	Inconsistent
)

var assuranceNames = enum.Of("Assurance", "", "consistent_pass", "consistent_fail", "inconsistent")

// String is the name of the assurance as files write it; empty for [NoAssurance].
func (a Assurance) String() string { return assuranceNames.String(int(a)) }

// MarshalText writes the name of the assurance.
func (a Assurance) MarshalText() ([]byte, error) { return assuranceNames.Marshal(int(a)) }

// UnmarshalText reads the name of an assurance.
func (a *Assurance) UnmarshalText(text []byte) error {
	return enum.Unmarshal(assuranceNames, text, a)
}
