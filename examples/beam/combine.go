package main

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/finance"
)

// Caseloads is the library's accumulator as Beam carries it.
type Caseloads struct{ *caseload.Accumulator }

func encodeCaseloads(c Caseloads) ([]byte, error) { return json.Marshal(c.Accumulator) }

func decodeCaseloads(text []byte) (Caseloads, error) {
	c := Caseloads{new(caseload.Accumulator)}
	return c, json.Unmarshal(text, c.Accumulator)
}

func newCaseloads() (Caseloads, error) {
	a, err := caseload.NewAccumulator(caseload.Settings{})
	return Caseloads{a}, err
}

// describe accumulates workers.
type describe struct{}

func (*describe) CreateAccumulator() (Caseloads, error) { return newCaseloads() }

func (*describe) AddInput(c Caseloads, w Worker) (Caseloads, error) {
	fte, err := number(w.FTE)
	if err != nil {
		return c, err
	}
	return c, c.Add(w.Cases, fte)
}

func (*describe) MergeAccumulators(a, b Caseloads) (Caseloads, error) {
	return a, a.Merge(b.Accumulator)
}

func (*describe) ExtractOutput(c Caseloads) Caseloads { return c }

// mergeCaseloads merges accumulators.
type mergeCaseloads struct{}

func (*mergeCaseloads) CreateAccumulator() (Caseloads, error) { return newCaseloads() }

func (*mergeCaseloads) MergeAccumulators(a, b Caseloads) (Caseloads, error) {
	// A runner may hand in an accumulator that it keeps, so neither is changed.
	whole, err := newCaseloads()
	if err != nil {
		return whole, err
	}
	if err := whole.Merge(a.Accumulator); err != nil {
		return whole, err
	}
	return whole, whole.Merge(b.Accumulator)
}

// Money is a sum of lines as Beam carries it. A line is its own accumulator: the total of totals is the total.
type Money struct{ finance.Line }

func encodeMoney(m Money) ([]byte, error) {
	return json.Marshal([3]decimal.Decimal{m.Budget, m.Forecast, m.Reserves})
}

func decodeMoney(text []byte) (Money, error) {
	var amounts [3]decimal.Decimal
	err := json.Unmarshal(text, &amounts)
	return Money{finance.Line{Budget: amounts[0], Forecast: amounts[1], Reserves: amounts[2]}}, err
}

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
