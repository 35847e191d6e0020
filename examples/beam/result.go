package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// profileLine is a line of profiles.jsonl.
type profileLine struct {
	Area          string              `json:"area"`
	Workers       int                 `json:"workers"`
	Holding       int                 `json:"holding"`
	FTE           decimal.Decimal     `json:"fte"`
	Cases         int                 `json:"cases"`
	MeanPerWorker decimal.NullDecimal `json:"mean_per_worker"`
	MeanPerFTE    decimal.NullDecimal `json:"mean_per_fte"`
	Median        decimal.NullDecimal `json:"median"`
	Bands         map[string]int      `json:"bands"`
	OverLimit     int                 `json:"over_limit"`
}

func printProfile(area string, c Caseloads) (string, error) {
	whole, err := c.whole()
	if err != nil {
		return "", err
	}
	p := whole.Profile()
	line := profileLine{Area: area, Workers: p.Workers, Holding: p.Holding, FTE: p.FTE, Cases: p.Cases, Median: p.Median, Bands: map[string]int{}, OverLimit: p.OverLimit}
	line.MeanPerWorker.Decimal, line.MeanPerWorker.Valid = p.MeanPerWorker().Round(6)
	line.MeanPerFTE.Decimal, line.MeanPerFTE.Valid = p.MeanPerFTE().Round(6)
	for _, c := range p.Banding.Counts {
		line.Bands[c.Band.Name] = c.Workers
	}
	return toJSON(line)
}

// statementLine is a line of statements.jsonl, in pounds.
type statementLine struct {
	Area      string              `json:"area"`
	Service   string              `json:"service"`
	Budget    decimal.Decimal     `json:"budget"`
	Forecast  decimal.Decimal     `json:"forecast"`
	Reserves  decimal.Decimal     `json:"reserves"`
	Variance  decimal.Decimal     `json:"variance"`
	Percent   decimal.NullDecimal `json:"percent"`
	Direction finance.Direction   `json:"direction"`
}

func printLine(key string, m Money) (string, error) {
	area, service, _ := strings.Cut(key, "\x01")
	variance := m.Variance()
	line := statementLine{
		Area: area, Service: service, Budget: m.Budget, Forecast: m.Forecast, Reserves: m.Reserves,
		Variance: variance.Amount, Direction: variance.Direction(),
	}
	line.Percent.Decimal, line.Percent.Valid = m.Percent().Value(10)
	return toJSON(line)
}

// comparisonLine is a line of comparisons.jsonl.
type comparisonLine struct {
	Area   string  `json:"area"`
	Value  *string `json:"value"`
	Mean   *string `json:"mean"`
	Median *string `json:"median"`
	N      int     `json:"n"`
	Rank   int     `json:"rank"`
	Of     int     `json:"of"`
}

// comparisonsOf compares the rate per 10,000 of each authority; counts stand in the order of their areas.
func comparisonsOf(counts []Count, neighbours string) (lines []string, err error) {
	figures := demand.Figures{}
	for _, c := range counts {
		rate, err := demand.Per10k(c.Children, c.Population)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", c.Area, err)
		}
		figures[c.Area] = demand.Number(rate)
	}
	list, err := listOf(counts, neighbours)
	if err != nil {
		return nil, err
	}
	for _, c := range counts {
		r := demand.Compare(demand.Question{Area: c.Area, Figures: figures, Neighbours: list, Polarity: rag.LowerBetter})
		line, err := toJSON(comparisonLine{Area: c.Area, Value: known(r.Value), Mean: known(r.Mean), Median: known(r.Median), N: r.N, Rank: r.Rank, Of: r.Of})
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// listOf is the list that was given, or all others as neighbours of each.
func listOf(counts []Count, neighbours string) (*demand.List, error) {
	if neighbours != "" {
		return dfe.ReadNeighbours(strings.NewReader(neighbours), dfe.ListOptions{Default: "neighbours"})
	}
	list := demand.NewList("all others", time.Time{}, "")
	for _, own := range counts {
		var set []demand.Neighbour
		for _, other := range counts {
			if other.Area != own.Area {
				set = append(set, demand.Neighbour{Code: other.Area})
			}
		}
		if err := list.Add(own.Area, set); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func known(v demand.Value) *string {
	d, ok := v.Decimal()
	if !ok {
		return nil
	}
	return new(d.String())
}

func toJSON(line any) (string, error) {
	text, err := json.Marshal(line)
	return string(text), err
}
