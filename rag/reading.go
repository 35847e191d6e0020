package rag

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Basis says of what a rating is. A green forecast and an amber position stand side by side; a tally holds one basis.
type Basis int

const (
	// Now is the position at the date of the reading.
	Now Basis = iota
	// YearEnd is the forecast for the end of the financial year.
	YearEnd
)

var basisNames = enum.Of("Basis", "now", "year_end")

// String is now or year_end.
func (b Basis) String() string { return basisNames.String(int(b)) }

// MarshalText writes now or year_end.
func (b Basis) MarshalText() ([]byte, error) { return basisNames.Marshal(int(b)) }

// UnmarshalText reads now or year_end; empty text is Now.
func (b *Basis) UnmarshalText(text []byte) error { return enum.UnmarshalOrZero(basisNames, text, b) }

// Reading is one value of a measure and what it may be held against. Only the value is always needed; a rule says what
// else it uses. What the reading states for itself goes before what the rule states for all.
type Reading struct {
	// Name is the measure.
	Name string `json:"name"`
	// Unit is what it counts, for people.
	Unit string `json:"unit,omitempty"`
	// Source is the document it comes from.
	Source string `json:"source,omitempty"`
	// Polarity is which way it gets better. Defaults to that of the rule.
	Polarity Polarity `json:"polarity,omitzero"`
	// Actual is the value. Under a budget rule it is the spending, or the forecast of it.
	Actual Value `json:"actual"`
	// Date is the day of the measurement, or the last day of its period: a pack picks the rule in force on it.
	Date Date `json:"date,omitzero"`
	// Target is what it should reach, or the budget. Defaults to that of the rule.
	Target Value `json:"target,omitzero"`
	// Floor is the standard below which it is red, or the lower line of a range. Defaults to that of the rule.
	Floor Value `json:"floor,omitzero"`
	// Tolerance is the miss allowed for this measure. Defaults to that of the rule.
	Tolerance Allowance `json:"tolerance,omitzero"`
	// Previous is the value of the period before, YearAgo that of the same period last year.
	Previous Value `json:"previous,omitzero"`
	YearAgo  Value `json:"year_ago,omitzero"`
	// PreviousTarget is the target of the period before, when it was another one: then the two are not comparable.
	PreviousTarget Value `json:"previous_target,omitzero"`
	// Break says why the value cannot be compared with earlier ones: "definition changed in April 2019".
	Break string `json:"break,omitempty"`
	// Trajectory is the measure's own. Defaults to that of the rule.
	Trajectory Trajectory `json:"trajectory,omitzero"`
	// Quartiles are those of the authorities it is placed among. Default to those of the rule.
	Quartiles Quartiles `json:"quartiles,omitzero"`
	// Basis says of what the value is. Defaults to Now.
	Basis Basis `json:"basis"`
	// Confidence is the officers' own, in their words; it changes no rating.
	Confidence string `json:"confidence,omitempty"`
}
