package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
)

func demandOperations() []operation {
	polarity := parameter{name: "polarity", otherwise: "none", among: []string{"higher", "lower", "none"}, doc: "which way is better"}
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
