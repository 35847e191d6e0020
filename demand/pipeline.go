package demand

import (
	"fmt"
	"slices"
)

// Pipeline is a chain of stages worked out, as [Conversion] does.
type Pipeline struct {
	Steps []Step
	// Notes say what a reader of the stages supposed.
	Notes []string
}

// NewPipeline works out a chain. The error is a [*StageError].
func NewPipeline(stages []Stage) (Pipeline, error) {
	steps, err := Conversion(stages)
	return Pipeline{Steps: steps}, err
}

// Answer says in a sentence how many came from the first stage to the last.
func (p Pipeline) Answer() string {
	if len(p.Steps) == 0 {
		return ""
	}
	first, last := p.Steps[0].From, p.Steps[len(p.Steps)-1]
	return fmt.Sprintf("For %s %s there were %s %s: %s per cent.", thousands(first.Count), first.Name, thousands(last.To.Count), last.To.Name, last.FromFirst.Value.Round(1))
}

// Equal reports whether both hold the same steps in the same order.
func (p Pipeline) Equal(o Pipeline) bool {
	return slices.EqualFunc(p.Steps, o.Steps, func(a, b Step) bool {
		return a.From == b.From && a.To == b.To && a.Ratio.Equal(b.Ratio) && a.FromFirst.Equal(b.FromFirst) && slices.Equal(a.Notes, b.Notes)
	})
}
