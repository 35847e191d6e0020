package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/forecast"
	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/demand/spc"
)

// A series of the length that people chart; a back-test takes time with the square of the length.
const seriesBody = 64 << 10

func demandOperations() []operation {
	polarity := parameter{name: "polarity", otherwise: "none", among: []string{"higher", "lower", "none"}, doc: "which way is better"}
	seriesInput := []inputOf{{name: "series", table: true, doc: "columns period and value, in order"}}
	const months = `[{"period":"2024-01","value":12},{"period":"2024-02","value":15},{"period":"2024-03","value":11},{"period":"2024-04","value":14},{"period":"2024-05","value":13},{"period":"2024-06","value":16}]`
	return []operation{
		{
			path: "/v1/demand/compare", id: "demandCompare", short: "Set authorities beside their statistical neighbours, in a DfE file of figures.",
			parameter: []parameter{
				{name: "indicator", required: true, doc: "column of figures, or measure of a LAIT file; all for every one"},
				{name: "area", otherwise: "all", doc: "three-digit code of the authority, several separated by commas, or all"},
				{name: "period", otherwise: "all", doc: "period as the file writes it, several separated by commas, or all"},
				{name: "filter", repeats: true, doc: "keep rows where COLUMN=VALUE; may be given again"},
				{name: "list", doc: "name of the list of neighbours, or which of several in the input"},
				polarity,
			},
			inputs: []inputOf{
				{name: "figures", table: true, doc: "a file of figures as DfE publishes it"},
				{name: "neighbours", table: true, optional: true, doc: "a list of statistical neighbours as DfE publishes it; without it only rank and quartile are made"},
			},
			example: example{
				query: "indicator=rate&area=353&polarity=lower",
				body: `{"figures":[` + figureRow("E08000004", "353", "Oldham", "91") + "," + figureRow("E08000005", "354", "Rochdale", "80") + "," + figureRow("E08000008", "357", "Tameside", "100") + `],` +
					`"neighbours":[{"la_code":"353","SN1":"354","SN2":"357"}]}`,
			},
			answer: compareAnswer{}, run: compare,
		},
		{
			path: "/v1/demand/spc", id: "demandSPC", short: "Chart a series with process limits and say which points are more than noise.",
			parameter: []parameter{polarity, {name: "target", doc: "the value to be reached"}, {name: "screen", otherwise: "false", among: []string{"true", "false"}, doc: "leave outlying moving ranges out of the limits"}},
			inputs:    seriesInput, maxBody: seriesBody,
			example: example{query: "polarity=lower&target=12", body: months},
			answer:  chartAnswer{}, run: chart,
		},
		{
			path: "/v1/demand/forecast", id: "demandForecast", short: "Carry a series forward with intervals, and show how the method did on its past.",
			parameter: []parameter{
				{name: "method", otherwise: "naive", among: []string{"mean", "naive", "snaive", "drift", "ses", "holt", "hw"}, doc: "how it is carried forward"},
				{name: "h", otherwise: "1", doc: "how many steps ahead, 1 to 120"},
				{name: "season", otherwise: "1", doc: "how many values make a year: 12 for months, 4 for quarters"},
			},
			inputs: seriesInput, maxBody: seriesBody, long: true,
			example: example{query: "method=naive&h=2", body: months},
			answer:  forecastAnswer{}, run: carryForward,
		},
	}
}

// figureRow is one row of the example of a comparison.
func figureRow(gss, code, name, rate string) string {
	return `{"time_period":"2025","time_identifier":"Calendar year","geographic_level":"Local authority","new_la_code":"` + gss + `","old_la_code":"` + code + `","la_name":"` + name + `","rate":"` + rate + `"}`
}

type compareAnswer struct {
	Rows []compareRow `json:"rows"`
}

type compareRow struct {
	Area      string            `json:"area"`
	Name      string            `json:"name"`
	Period    string            `json:"period"`
	Indicator string            `json:"indicator"`
	Filters   map[string]string `json:"filters"`
	Value     *string           `json:"value"`
	Mean      *string           `json:"mean"`
	Median    *string           `json:"median"`
	N         int               `json:"n"`
	Rank      *int              `json:"rank"`
	Of        int               `json:"of"`
	Quartile  *string           `json:"quartile"`
	List      *string           `json:"list"`
}

func compare(q query) (any, error) {
	var filters []dfe.Filter
	for _, text := range q.values["filter"] {
		column, value, ok := strings.Cut(text, "=")
		if !ok || column == "" {
			return nil, &parameterError{"filter", fmt.Errorf("%s: write COLUMN=VALUE", quoted(text))}
		}
		filters = append(filters, dfe.Filter{Column: column, Value: value})
	}
	ask := dfe.Query{Areas: several(q.get("area")), Periods: several(q.get("period"))}
	if err := ask.Polarity.UnmarshalText([]byte(q.get("polarity"))); err != nil {
		return nil, &parameterError{"polarity", err}
	}
	if q.given("neighbours") {
		list, err := read(q, "neighbours", func(r io.Reader) (*demand.List, error) {
			return dfe.ReadNeighbours(r, dfe.ListOptions{Name: q.get("list"), Model: q.get("list"), Default: "neighbours"})
		})
		if err != nil {
			return nil, err
		}
		ask.Neighbours = list
	}
	data, err := read(q, "figures", func(r io.Reader) (*dfe.Data, error) {
		return dfe.Read(r, dfe.Options{Indicators: several(q.get("indicator")), Filters: filters})
	})
	if err != nil {
		return nil, err
	}
	out := compareAnswer{Rows: []compareRow{}}
	err = data.Each(ask, func(r *dfe.Row) error {
		out.Rows = append(out.Rows, compareRowOf(data, r))
		return nil
	})
	return out, err
}

func compareRowOf(data *dfe.Data, r *dfe.Row) compareRow {
	row := compareRow{
		Area: r.Area.Code, Name: r.Area.Name, Period: r.Period.Text, Indicator: r.Indicator, Filters: map[string]string{},
		Value: known(r.Value()), Mean: known(r.Mean()), Median: known(r.Median()), N: r.N, Of: r.Of,
	}
	for i, column := range data.Filters {
		row.Filters[column] = r.Filters[i]
	}
	if rank := r.Rank; rank > 0 {
		row.Rank = &rank
	}
	if r.Band != demand.Unbanded {
		row.Quartile = new(r.Band.String())
	}
	if list := r.List(); list != "" {
		row.List = &list
	}
	return row
}

// known is a value as JSON holds it, null for a missing one.
func known(v demand.Value) *string {
	d, ok := v.Decimal()
	if !ok {
		return nil
	}
	return new(d.String())
}

// number prints a float as the shortest decimal that reads back as the same float.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// readSeries reads a series of values without missing ones, and what is to be said about its rows. A method that counts
// seasons is given what follows the last gap.
func readSeries(q query, season int) (points []series.Point, values []float64, notes []string, err error) {
	values, err = read(q, "series", func(r io.Reader) ([]float64, error) {
		if points, err = series.Read(r, "value"); err != nil {
			return nil, err
		}
		var shorter []string
		notes = series.Notes(points)
		points, shorter = series.Regular(points, season)
		notes = append(notes, shorter...)
		return series.Values(points)
	})
	return points, values, notes, err
}

type chartAnswer struct {
	Centre    string         `json:"centre"`
	Lower     string         `json:"lower"`
	Upper     string         `json:"upper"`
	Points    []chartPoint   `json:"points"`
	Variation spc.Variation  `json:"variation"`
	Assurance *spc.Assurance `json:"assurance"`
	Notes     []string       `json:"notes"`
}

type chartPoint struct {
	Period string        `json:"period"`
	Value  string        `json:"value"`
	Rule   spc.Rule      `json:"rule"`
	Type   spc.Variation `json:"type"`
}

func chart(q query) (any, error) {
	var s spc.Settings
	var err error
	if err := s.Polarity.UnmarshalText([]byte(q.get("polarity"))); err != nil {
		return nil, &parameterError{"polarity", err}
	}
	if s.Screen, err = parse(q, "screen", yes); err != nil {
		return nil, err
	}
	if q.get("target") != "" {
		target, err := parse(q, "target", func(text string) (float64, error) {
			v, err := demand.ParseValue(text)
			d, ok := v.Decimal()
			if err != nil || !ok {
				return 0, fmt.Errorf("%s is not a number", quoted(text))
			}
			return d.InexactFloat64(), nil
		})
		if err != nil {
			return nil, err
		}
		s.Target = &target
	}
	points, values, notes, err := readSeries(q, 1)
	if err != nil {
		return nil, err
	}
	c, err := spc.XmR(values, s)
	if err != nil {
		return nil, err
	}
	last := c.Last()
	out := chartAnswer{
		Centre: number(last.Centre), Lower: number(last.Lower), Upper: number(last.Upper),
		Points: []chartPoint{}, Variation: c.Variation, Notes: append(append([]string{}, notes...), c.Notes...),
	}
	if c.Assurance != spc.NoAssurance {
		out.Assurance = &c.Assurance
	}
	for i, p := range c.Points {
		out.Points = append(out.Points, chartPoint{points[i].Period, points[i].Value.Decimal.String(), p.Rule, p.Type})
	}
	return out, nil
}

type forecastAnswer struct {
	Points []forecastPoint `json:"points"`
	Method forecast.Method `json:"method"`
	MASE   *string         `json:"mase"`
	Notes  []string        `json:"notes"`
}

type forecastPoint struct {
	Step    int    `json:"step"`
	Mean    string `json:"mean"`
	Lower80 string `json:"lower80"`
	Upper80 string `json:"upper80"`
	Lower95 string `json:"lower95"`
	Upper95 string `json:"upper95"`
}

func carryForward(q query) (any, error) {
	var method forecast.Method
	if err := method.UnmarshalText([]byte(q.get("method"))); err != nil {
		return nil, &parameterError{"method", err}
	}
	var s forecast.Settings
	var err error
	if s.Horizon, err = parse(q, "h", count); err != nil {
		return nil, err
	}
	if s.Season, err = parse(q, "season", count); err != nil {
		return nil, err
	}
	_, values, notes, err := readSeries(q, s.Season)
	if err != nil {
		return nil, err
	}
	made, err := forecast.Predict(values, method, s)
	if err != nil {
		return nil, err
	}
	out := forecastAnswer{Points: []forecastPoint{}, Method: made.Method, Notes: append(append([]string{}, notes...), made.Notes...)}
	trial, err := forecast.BackTest(values, method, s)
	var short *forecast.TooShortError
	switch {
	case errors.As(err, &short):
		out.Notes = append(out.Notes, "no back-test: "+short.Error())
	case err != nil:
		return nil, err
	case trial.HasMASE:
		out.MASE = new(number(trial.MASE))
	}
	for _, p := range made.Points {
		out.Points = append(out.Points, forecastPoint{p.Step, number(p.Mean), number(p.Lower80), number(p.Upper80), number(p.Lower95), number(p.Upper95)})
	}
	return out, nil
}

// count reads a whole number of 1 to 120: ten years of months.
func count(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 120 {
		return 0, fmt.Errorf("%s: write a whole number of 1 to 120", quoted(text))
	}
	return n, nil
}
