package demand

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// TrendOf reads yearly points from a table with the columns period and, by kind, count and denominator, count, or value with
// lower and upper. The period is a year, or a financial one such as 2024-25, which counts by its end; the rows may stand in
// any order. A missing count is refused: the marker bridges no gap. The error is a [*figure.Fault] or [figure.Faults].
func TrendOf(g *table.Grid, kind TrendKind, o table.Options) (points []TrendPoint, notes []string, err error) {
	need := kind.columns()
	rows, notes, err := series.Of(g, o, need...)
	if err != nil {
		return nil, nil, err
	}
	for _, row := range rows {
		p, err := kind.point(row)
		if err != nil {
			return nil, nil, err
		}
		points = append(points, p)
	}
	return points, append(notes, series.Notes(rows)...), nil
}

// columns are those that a kind needs beside the period.
func (k TrendKind) columns() []string {
	switch k {
	case TrendCount:
		return []string{"count"}
	case TrendInterval:
		return []string{"value"}
	}
	return []string{"count", "denominator"}
}

// point is one year of a series.
func (k TrendKind) point(row series.Point) (TrendPoint, error) {
	fault := func(column, problem string) error {
		return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: row.Line}, Heading: column, Value: row.Period, Problem: problem}
	}
	year, err := series.Year(row.Period)
	if err != nil {
		return TrendPoint{}, fault("period", err.Error())
	}
	p := TrendPoint{Year: year, Value: row.Value, Lower: row.Lower, Upper: row.Upper}
	if k == TrendInterval {
		return p, nil
	}
	if !row.Count.Valid || k != TrendCount && !row.Denominator.Valid {
		return p, fault("count", "the count or denominator of "+row.Period+" is missing: the marker cannot bridge a gap; start the series after it")
	}
	if k == TrendCount {
		row.Denominator = row.Count // of nothing: it is only counted
	}
	counts, denominators, err := series.Counts([]series.Point{row})
	if err != nil {
		return p, err
	}
	p.Count = counts[0]
	if k != TrendCount {
		p.Denominator = denominators[0]
	}
	return p, nil
}

// Answer says in a sentence what the marker shows.
func (m TrendMarker) Answer() string {
	years := fmt.Sprintf("from %d to %d", m.From, m.To)
	switch m.Direction {
	case TrendCannotBeCalculated:
		return "The trend cannot be told."
	case TrendNoChange:
		return "No significant change " + years + "."
	}
	said := "A significant rise "
	if m.Direction == TrendDecreasing {
		said = "A significant fall "
	}
	switch m.Judgement {
	case TrendGettingBetter:
		return said + years + ": getting better."
	case TrendGettingWorse:
		return said + years + ": getting worse."
	}
	return said + years + "."
}
