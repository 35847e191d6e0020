package rag

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// State says why a thing is unrated, or that it is finished. It stands beside the [Rating] and never replaces it: a
// finished action is Green and Complete. The zero value is Current.
type State int

const (
	// Current is a thing that is rated and not finished.
	Current State = iota
	// NoData is a reading without a value.
	NoData
	// NoTarget is a reading without the line that its rule rates against.
	NoTarget
	// NoPolarity is a measure of which nobody said which way it gets better.
	NoPolarity
	// NotYetDue is an action that should not have started, or a measure before its first date.
	NotYetDue
	// Deferred is an action put off by decision.
	Deferred
	// Ongoing is an action without an end, and without a measure to judge it by.
	Ongoing
	// Discontinued is an action given up by decision.
	Discontinued
	// Complete is a finished action. Display schemes may show it blue.
	Complete
	// Suppressed is a value withheld so that nobody can be identified.
	Suppressed
	// NotApplicable is a value that the source says cannot exist.
	NotApplicable
	// NotComparable is a value outside the distribution or definition it should be rated by.
	NotComparable
	// Contradictory is a reading whose own figures cannot all be right, such as a floor above the target.
	Contradictory
	// Blocked is an overall that its policy for missing data, or its coverage floor, refuses to give.
	Blocked
)

var stateNames = enum.Of("State",
	"", "no_data", "no_target", "no_polarity", "not_yet_due", "deferred", "ongoing", "discontinued", "complete",
	"suppressed", "not_applicable", "not_comparable", "contradictory", "blocked",
)

// String is the state as files and JSON hold it, no_data or complete; Current is the empty string.
func (s State) String() string { return stateNames.String(int(s)) }

// MarshalText writes the name of the state.
func (s State) MarshalText() ([]byte, error) { return stateNames.Marshal(int(s)) }

// UnmarshalText reads the name of a state.
func (s *State) UnmarshalText(text []byte) error { return enum.Unmarshal(stateNames, text, s) }
