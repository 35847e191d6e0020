package rag

import "github.com/shopspring/decimal"

// Stability is how often a rating changed of late. It stands beside the rating and never holds it back: a rating has no
// memory.
type Stability struct {
	// Changes is how many of the last Of steps from one reading to the next changed the colour.
	Changes int `json:"changes"`
	Of      int `json:"of"`
	// Flapping weighs recent changes more, 0 to 98 or so: 100/n × Σ (0.8 + 0.4 i/n) over the steps i that are changes, the
	// oldest 0 (Icinga's formula for n of 20, whose documentation prints 1.15 for the newest weight of 1.18). Undefined
	// without a step.
	Flapping Ratio `json:"flapping"`
}

// StabilityOf looks at the last n steps of ratings, oldest first; at all of them when n is 0 or more than there are.
func StabilityOf(ratings []Rating, n int) Stability {
	steps := max(len(ratings)-1, 0)
	if n > 0 {
		steps = min(steps, n)
	}
	s := Stability{Of: steps}
	if steps == 0 {
		return s
	}
	last := ratings[len(ratings)-steps-1:]
	tenths := int64(0) // Σ (8 n + 4 i), ten times n times the weights
	for i := range steps {
		if last[i] != last[i+1] {
			s.Changes++
			tenths += int64(8*steps + 4*i)
		}
	}
	s.Flapping = NewRatio(decimal.NewFromInt(10*tenths), decimal.NewFromInt(int64(steps)*int64(steps)))
	return s
}
