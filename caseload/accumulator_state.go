package caseload

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// accumulatorState is an accumulator on its way from one process to another: its settings, and what it saw.
type accumulatorState struct {
	Bands     Bands             `json:"bands"`
	Limits    Limits            `json:"limits"`
	Quantiles []decimal.Decimal `json:"quantiles"`
	// Counts are pairs of cases and workers, those without workers left out.
	Counts  [][2]int64   `json:"counts"`
	All     fteState     `json:"all"`
	None    fteState     `json:"none"`
	Absent  int64        `json:"absent"`
	Banded  []tallyState `json:"banded,omitempty"`
	Over    []tallyState `json:"over"`
	LeftOut []LeftOut    `json:"left_out,omitempty"`
}

type fteState struct {
	Micro int64           `json:"micro"`
	Rest  decimal.Decimal `json:"rest"`
}

type tallyState struct {
	Workers int64    `json:"workers"`
	Cases   int64    `json:"cases"`
	FTE     fteState `json:"fte"`
}

// MarshalJSON writes the settings and what was seen, so that parts of a stream may be counted in other processes and merged
// in this one. It is a form for programs: it may change with the version of this package.
func (a *Accumulator) MarshalJSON() ([]byte, error) {
	s := accumulatorState{
		Bands: a.settings.Bands, Limits: a.settings.Limits, Quantiles: a.settings.Quantiles, Counts: [][2]int64{},
		All: fteState{a.all.micro, a.all.rest}, None: fteState{a.none.micro, a.none.rest}, Absent: a.absent, Banded: statesOf(a.banded), Over: statesOf(a.over[:]),
	}
	for cases, n := range a.counts {
		if n > 0 {
			s.Counts = append(s.Counts, [2]int64{int64(cases), n})
		}
	}
	s.LeftOut = a.Profile().LeftOut
	return json.Marshal(s)
}

// UnmarshalJSON reads what [Accumulator.MarshalJSON] writes, in place of all that the accumulator was and saw. An error
// leaves it as it was.
func (a *Accumulator) UnmarshalJSON(text []byte) error {
	var s accumulatorState
	if err := json.Unmarshal(text, &s); err != nil {
		return fmt.Errorf("the state of an accumulator: %w", err)
	}
	if err := s.check(); err != nil {
		return fmt.Errorf("the state of an accumulator: %w", err)
	}
	made, err := NewAccumulator(Settings{Bands: s.Bands, Limits: s.Limits, Quantiles: s.Quantiles})
	if err != nil {
		return err
	}
	if len(s.Banded) != len(made.banded) || len(s.Over) != len(made.over) {
		return errors.New("the state of an accumulator: it has not as many tallies as bands and limits")
	}
	for _, pair := range s.Counts {
		made.grow(int(pair[0]) + 1)
		made.counts[pair[0]] += pair[1]
	}
	made.all, made.none, made.absent = fteSum{s.All.Micro, s.All.Rest}, fteSum{s.None.Micro, s.None.Rest}, s.Absent
	for i, t := range s.Banded {
		made.banded[i] = tally{t.Workers, t.Cases, fteSum{t.FTE.Micro, t.FTE.Rest}}
	}
	for i, t := range s.Over {
		made.over[i] = tally{t.Workers, t.Cases, fteSum{t.FTE.Micro, t.FTE.Rest}}
	}
	for _, l := range s.LeftOut {
		made.leftOut[l.Code] = l
	}
	*a = *made
	return nil
}

// check refuses what no accumulator could have written and what would eat the memory of who reads it.
func (s accumulatorState) check() error {
	for _, pair := range s.Counts {
		if pair[0] < 0 || pair[0] > MaxCases || pair[1] < 0 {
			return fmt.Errorf("%d workers with %d cases", pair[1], pair[0])
		}
	}
	l := s.Limits
	numbers := []decimal.Decimal{l.Ordinary, l.Exceptional, l.Optimum, l.ASYE.Factor, l.Over.Percent, s.All.Rest, s.None.Rest}
	numbers = append(numbers, s.Quantiles...)
	for _, t := range append(s.Banded, s.Over...) {
		if t.Workers < 0 || t.Cases < 0 {
			return fmt.Errorf("%d workers with %d cases", t.Workers, t.Cases)
		}
		numbers = append(numbers, t.FTE.Rest)
	}
	for _, left := range s.LeftOut {
		numbers = append(numbers, left.FTE)
	}
	for _, n := range numbers {
		if n.Exponent() < -60 || n.Exponent() > 30 {
			return errors.New("a number has an exponent that no FTE and no limit has")
		}
	}
	if s.Absent < 0 {
		return fmt.Errorf("%d workers without FTE", s.Absent)
	}
	return nil
}

func statesOf(tallies []tally) (states []tallyState) {
	for _, t := range tallies {
		states = append(states, tallyState{t.workers, t.cases, fteState{t.fte.micro, t.fte.rest}})
	}
	return states
}
