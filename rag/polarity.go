package rag

import (
	"fmt"

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

// UnmarshalText reads higher, lower, close or none; empty text is [Neutral].
func (p *Polarity) UnmarshalText(text []byte) error {
	switch s := string(text); s {
	case "", "none", "neutral":
		*p = Neutral
	case "higher":
		*p = HigherBetter
	case "lower":
		*p = LowerBetter
	case "close":
		*p = CloserBetter
	default:
		return fmt.Errorf("polarity %q: use higher, lower, close or none", s)
	}
	return nil
}
