package rag

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Polarity says which way a measure gets better. It is always stated, never inferred from a label, and a measure
// without one is not rated.
type Polarity int

const (
	// Neutral is a measure of which neither more nor less is better, or whose polarity nobody stated.
	Neutral Polarity = iota
	// HigherBetter is a measure such as the share of audits judged good.
	HigherBetter
	// LowerBetter is a measure such as the average caseload.
	LowerBetter
	// CloserBetter is a measure that should be close to its target.
	CloserBetter
)

var polarityNames = enum.Of("Polarity", "none", "higher", "lower", "close")

// String is the polarity as files and the command line write it: none, higher, lower or close.
func (p Polarity) String() string { return polarityNames.String(int(p)) }

// MarshalText writes the name of the polarity.
func (p Polarity) MarshalText() ([]byte, error) { return polarityNames.Marshal(int(p)) }

// UnmarshalText reads higher, lower, close or none, and how scorecards say it, in any case: "Higher is better", "High" and
// "Low" (DfE's dictionary of measures), "bigger is better", "maximise", "decrease", "close to target". Empty text, a dash
// and "n/a" are [Neutral].
func (p *Polarity) UnmarshalText(text []byte) error {
	s := strings.Join(strings.FieldsFunc(strings.ToLower(string(text)), func(r rune) bool { return r == ' ' || r == '_' || r == '-' }), " ")
	for _, ending := range [...]string{" is better", " is best", " is good", " better", " the better"} {
		s = strings.TrimSuffix(s, ending)
	}
	switch s {
	case "", "none", "neutral", "n/a", "na", "not applicable", "neither", "no polarity", "–":
		*p = Neutral
	case "higher", "high", "bigger", "big", "larger", "more", "increase", "increasing", "maximise", "max":
		*p = HigherBetter
	case "lower", "low", "smaller", "small", "less", "fewer", "decrease", "decreasing", "reduce", "minimise", "min":
		*p = LowerBetter
	case "close", "closer", "close to target", "closer to target", "on target", "nearer", "near target", "in range", "within range", "target":
		*p = CloserBetter
	default:
		return fmt.Errorf("polarity %q: use higher, lower, close or none", text)
	}
	return nil
}
