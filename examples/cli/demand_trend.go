package main

import (
	"flag"
	"fmt"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// trendJSON is the output of demand trend.
type trendJSON struct {
	Trend       demand.TrendDirection `json:"trend"`
	Judgement   demand.TrendJudgement `json:"judgement"`
	Significant bool                  `json:"significant"`
	ChiSquare   *string               `json:"chi_square"`
	Slope       *string               `json:"slope"`
	Consistent  bool                  `json:"consistent"`
	From        *int                  `json:"from"`
	To          *int                  `json:"to"`
	Method      string                `json:"method"`
	Notes       []string              `json:"notes"`
}

func setupTrend(flags *flag.FlagSet) func(input) (output, error) {
	var polarity rag.Polarity
	var kind demand.TrendKind
	flags.TextVar(&polarity, "polarity", rag.Neutral, "which way is better: higher, lower or none")
	flags.TextVar(&kind, "kind", demand.TrendProportion, "what the figures are: proportion or rate (columns count, denominator), count (count) or interval (value, lower, upper)")
	return func(in input) (output, error) {
		points, notes, err := readTrend(in, kind)
		if err != nil {
			return output{}, err
		}
		marker, err := demand.FivePointTrend(points, kind, polarity)
		if err != nil {
			return output{}, err
		}
		marker.Notes = append(notes, marker.Notes...)
		return trendOutput(marker), nil
	}
}

// readTrend reads yearly points: the period is the year, or a financial year such as 2024-25, which counts by its end.
func readTrend(in input, kind demand.TrendKind) ([]demand.TrendPoint, []string, error) {
	need := []string{"count", "denominator"}
	switch kind {
	case demand.TrendCount:
		need = need[:1]
	case demand.TrendInterval:
		need = []string{"value"}
	}
	rows, notes, err := readPoints(in, need...)
	if err != nil {
		return nil, nil, err
	}
	var points []demand.TrendPoint
	for _, row := range rows {
		year, err := series.Year(row.Period)
		if err != nil {
			return nil, nil, in.about(&figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: row.Line}, Heading: "period", Value: row.Period, Problem: err.Error()})
		}
		p := demand.TrendPoint{Year: year, Value: row.Value, Lower: row.Lower, Upper: row.Upper}
		if kind != demand.TrendInterval {
			if !row.Count.Valid || kind != demand.TrendCount && !row.Denominator.Valid {
				return nil, nil, in.about(&figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: row.Line}, Heading: need[0], Problem: "the count or denominator of " + row.Period + " is missing: the marker cannot bridge a gap; start the series after it"})
			}
			if kind == demand.TrendCount {
				row.Denominator = row.Count // of nothing: it is only counted
			}
			counts, denominators, err := series.Counts([]series.Point{row})
			if err != nil {
				return nil, nil, in.about(err)
			}
			p.Count = counts[0]
			if kind != demand.TrendCount {
				p.Denominator = denominators[0]
			}
		}
		points = append(points, p)
	}
	return points, notes, nil
}

func trendOutput(m demand.TrendMarker) output {
	out := trendJSON{
		Trend: m.Direction, Judgement: m.Judgement, Significant: m.Significant, Consistent: m.Consistent,
		Method: m.Method, Notes: append([]string{}, m.Notes...),
	}
	row := []string{m.Direction.String(), m.Judgement.String(), "", "", ""}
	if m.From != 0 {
		out.From, out.To = &m.From, &m.To
		row[4] = fmt.Sprintf("%d to %d", m.From, m.To)
	}
	if m.ChiSquare != 0 || m.Slope != 0 {
		out.ChiSquare, out.Slope = new(number(m.ChiSquare)), new(number(m.Slope))
		row[2], row[3] = short(m.ChiSquare), strconv.FormatFloat(m.Slope, 'g', 4, 64)
	}
	return output{JSON: out, Tables: []printable{{
		Title: m.Method, Header: []string{"trend", "judgement", "chi-square", "slope a year", "years"}, Rows: [][]string{row}, Notes: m.Notes,
	}}}
}
