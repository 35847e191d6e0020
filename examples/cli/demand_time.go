package main

import (
	"fmt"
	"math"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/table"
)

func demandTimeVerbs() []verb {
	return []verb{
		{
			group: "demand", name: "spc", reads: "series.csv", table: true,
			short:   "Chart a series with process limits and say which points are more than noise.",
			example: "demand spc -polarity lower -target 20 referrals.csv",
			setup:   setupSPC,
		},
		{
			group: "demand", name: "forecast", reads: "series.csv", table: true,
			short:   "Carry a series forward with intervals, and show how the method did on its past.",
			example: "demand forecast -method hw -season 12 -h 6 referrals.csv",
			setup:   setupForecast,
		},
		{
			group: "demand", name: "flow", reads: "FILE …", table: true,
			short:   "Project children in care by age band and placement type, from SSDA903 returns or from rates and a stock.",
			example: "demand flow -from 2023-04-01 -to 2025-04-01 -months 24 header.csv episodes.csv",
			setup:   setupFlow,
		},
	}
}

// number prints a float as the shortest decimal that reads back as the same float.
func number(v float64) string {
	if v == 0 {
		return "0" // and not -0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// optionalNumber is a flag that may be absent.
type optionalNumber struct{ value *float64 }

func (o *optionalNumber) String() string {
	if o == nil || o.value == nil {
		return ""
	}
	return number(*o.value)
}

func (o *optionalNumber) Set(text string) error {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return fmt.Errorf("%q is not a number", text)
	}
	o.value = &v
	return nil
}

// readSeries reads the file of a verb as a series of values without missing ones, and what is to be said about its rows. A
// method that counts seasons is given what follows the last gap.
func readSeries(in input, season int) (points []series.Point, values []float64, notes []string, err error) {
	points, notes, err = readPoints(in, "value")
	if err != nil {
		return nil, nil, nil, err
	}
	points, shorter := series.Regular(points, season)
	notes = append(notes, shorter...)
	values, err = series.Values(points)
	return points, values, notes, in.about(err)
}

// readPoints reads a series with the columns that it needs, and what is to be said about its table and its rows.
func readPoints(in input, need ...string) (points []series.Point, notes []string, err error) {
	points, notes, err = readNoted(in, func(g *table.Grid, o table.Options) ([]series.Point, []string, error) {
		return series.Of(g, o, need...)
	})
	return points, append(notes, series.Notes(points)...), err
}

// short prints a float for people, to two places.
func short(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// shorter is a number of the JSON as short prints it.
func shorter(text string) string {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	return short(v)
}
