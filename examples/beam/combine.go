package main

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/finance"
)

// Caseloads is what is known of some workers, as Beam carries it: the workers themselves while they are few, and then the
// library's accumulator. A Caseloads is never changed: a runner may keep what it hands in.
type Caseloads struct {
	*caseload.Accumulator
	few []held
}

// held is one worker.
type held struct {
	cases int
	fte   decimal.Decimal
}

// few is how many workers are carried as they are. The state of an accumulator is as large as about this many.
const few = 64

// add counts workers into an accumulator.
func add(a *caseload.Accumulator, workers []held) error {
	for _, w := range workers {
		if err := a.Add(w.cases, w.fte); err != nil {
			return err
		}
	}
	return nil
}

// whole is the accumulator of all that is known, which the caller may change.
func (c Caseloads) whole() (*caseload.Accumulator, error) {
	a, err := caseload.NewAccumulator(caseload.Settings{})
	if err != nil {
		return nil, err
	}
	if c.Accumulator != nil {
		if err := a.Merge(c.Accumulator); err != nil {
			return nil, err
		}
	}
	return a, add(a, c.few)
}

// describe accumulates workers.
type describe struct{}

func (*describe) CreateAccumulator() Caseloads { return Caseloads{} }

func (*describe) AddInput(c Caseloads, w Worker) (Caseloads, error) {
	fte, err := number(w.FTE)
	if err != nil {
		return c, err
	}
	// Within a part the accumulator is this function's own.
	if c.Accumulator == nil {
		c.few = append(c.few, held{w.Cases, fte})
		if len(c.few) <= few {
			return c, nil
		}
		c.Accumulator, err = c.whole()
		c.few = nil
		return c, err
	}
	return c, c.Add(w.Cases, fte)
}

func (*describe) MergeAccumulators(a, b Caseloads) (Caseloads, error) { return merge(a, b) }

func (*describe) ExtractOutput(c Caseloads) Caseloads { return c }

// mergeCaseloads merges accumulators.
type mergeCaseloads struct{}

func (*mergeCaseloads) CreateAccumulator() Caseloads { return Caseloads{} }

func (*mergeCaseloads) MergeAccumulators(a, b Caseloads) (Caseloads, error) { return merge(a, b) }

func merge(a, b Caseloads) (Caseloads, error) {
	if a.Accumulator == nil && b.Accumulator == nil && len(a.few)+len(b.few) <= few {
		return Caseloads{few: append(append(make([]held, 0, len(a.few)+len(b.few)), a.few...), b.few...)}, nil
	}
	own, err := a.whole()
	if err != nil {
		return Caseloads{}, err
	}
	if b.Accumulator != nil {
		if err := own.Merge(b.Accumulator); err != nil {
			return Caseloads{}, err
		}
	}
	return Caseloads{Accumulator: own}, add(own, b.few)
}

// Money is a sum of lines as Beam carries it. A line is its own accumulator: the total of totals is the total.
type Money struct{ finance.Line }

func sum(a, b Money) Money {
	return Money{finance.Statement{Lines: []finance.Line{a.Line, b.Line}}.Total()}
}

// addUp adds lines.
type addUp struct{}

func (*addUp) CreateAccumulator() Money { return Money{} }

func (*addUp) AddInput(m Money, s Service) (Money, error) {
	var line finance.Line
	for _, part := range []struct {
		text string
		into *decimal.Decimal
	}{{s.Budget, &line.Budget}, {s.Forecast, &line.Forecast}, {s.Reserves, &line.Reserves}} {
		var err error
		if *part.into, err = number(part.text); err != nil {
			return m, err
		}
	}
	return sum(m, Money{line}), nil
}

func (*addUp) MergeAccumulators(a, b Money) Money { return sum(a, b) }

func (*addUp) ExtractOutput(m Money) Money { return m }

// mergeMoney adds sums.
type mergeMoney struct{}

func (*mergeMoney) MergeAccumulators(a, b Money) Money { return sum(a, b) }

// addCounts adds children and populations.
type addCounts struct{}

func (*addCounts) MergeAccumulators(a, b Count) Count {
	return Count{Children: a.Children + b.Children, Population: a.Population + b.Population}
}
