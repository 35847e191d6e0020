package operation

import (
	"context"

	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/table"
)

// seriesInput is a measure over time.
func seriesInput(doc string) Input {
	return Input{Name: "series", File: "series.csv", Table: true, Label: "Series", Schema: series.Schema("value"), Doc: doc}
}

// months is the example of a series.
const months = "period,value\n2024-01,12\n2024-02,15\n2024-03,11\n2024-04,14\n2024-05,13\n2024-06,16\n"

// timed is a series without missing values, and what is to be said about its table and its rows.
type timed struct {
	points []series.Point
	values []float64
	notes  []string
}

// readSeries reads a series of values. A method that counts seasons is given what follows the last gap.
func readSeries(ctx context.Context, call Call, season int) (timed, error) {
	return ReadTable(ctx, call, "series", func(g *table.Grid, o table.Options) (s timed, err error) {
		points, notes, err := series.Of(g, o, "value")
		if err != nil {
			return s, err
		}
		s.notes = append(notes, series.Notes(points)...)
		var shorter []string
		s.points, shorter = series.Regular(points, season)
		s.notes = append(s.notes, shorter...)
		s.values, err = series.Values(s.points)
		return s, err
	})
}
