package main

import (
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/rag"
)

func demandVerbs() []verb {
	return []verb{
		{
			group: "demand", name: "compare", reads: "figures.csv",
			short:   "set authorities beside their statistical neighbours, in a DfE file of figures",
			example: "demand compare -area 353 -neighbours sn_model_2025_wide.csv -indicator rate_per_10000 -filter population_type='Children looked after on 31 March each year' -period all figures.csv",
			setup:   setupCompare,
		},
		{
			group: "demand", name: "claims", reads: "figures.csv",
			short:   "try a claim about statistical neighbours under every average and every list; exit 1 when it depends or fails",
			example: "demand claims -claim above -area 353 -period 2025 -indicator rate_per_10000 -filter population_type='Children looked after on 31 March each year' -count children_count -population population_estimate -neighbours sn_model_2025_wide.csv figures.csv",
			setup:   setupClaims,
		},
		{
			group: "demand", name: "suppress", reads: "table.csv", table: true,
			short:   "hide small counts so that nobody can work them out; with -audit, try to recover the hidden ones; exit 1 when one is",
			example: "demand suppress table.csv",
			setup:   setupSuppress,
		},
	}
}

// filters are -filter COLUMN=VALUE, given as often as needed.
type filters []dfe.Filter

func (f *filters) String() string { return "" }

func (f *filters) Set(text string) error {
	column, value, ok := strings.Cut(text, "=")
	if !ok || strings.TrimSpace(column) == "" {
		return fmt.Errorf("%q: write COLUMN=VALUE", text)
	}
	*f = append(*f, dfe.Filter{Column: column, Value: value})
	return nil
}

// polarityFlag reads a polarity in any of the words that scorecards have for it.
type polarityFlag struct{ rag.Polarity }

func (p *polarityFlag) Set(text string) error {
	return p.UnmarshalText([]byte(strings.TrimSpace(text)))
}

// comparisonFlags choose the figures that compare and claims look at.
type comparisonFlags struct {
	area, indicator, period string
	list                    string
	filters                 filters
	polarity                polarityFlag
}

func (c *comparisonFlags) declare(flags *flag.FlagSet) {
	flags.StringVar(&c.area, "area", "all", "three-digit `code` or name of the authority, several separated by commas, or all")
	flags.StringVar(&c.indicator, "indicator", "", "`column` of figures, or measure of a LAIT file; all for every one")
	flags.StringVar(&c.period, "period", "all", "`period` as the file writes it, several separated by commas, or all")
	flags.StringVar(&c.list, "list", "", "`name` of the list, or which of several lists in the file of neighbours (defaults to the file's name)")
	flags.Var(&c.filters, "filter", "keep rows where `COLUMN=VALUE`; may be given again")
	flags.Var(&c.polarity, "polarity", "which way is better: higher, lower or none (`P`); without it there is no rank and no quartile")
}

// several are the items of a flag that may be "all".
func several(text string) []string {
	if text == "" || strings.EqualFold(text, "all") {
		return nil
	}
	items := strings.Split(text, ",")
	for i := range items {
		items[i] = strings.TrimSpace(items[i])
	}
	return items
}

// areas are the items of a list of authorities. The comma of "Bristol, City of" is part of a name.
func areas(text string) []string {
	var names []string
	for _, part := range several(text) {
		if last := len(names) - 1; last >= 0 && (strings.EqualFold(part, "City of") || strings.EqualFold(part, "County of")) {
			names[last] += ", " + part
			continue
		}
		names = append(names, part)
	}
	return names
}

// indicators are the items of a list of indicators. The comma of a thousand, as in LAIT's CPP_Total_Rateper10,000, is
// part of a name.
func indicators(text string) []string {
	var names []string
	before, after := regexp.MustCompile(`[0-9]$`), regexp.MustCompile(`^[0-9]{3}([^0-9]|$)`)
	for _, part := range several(text) {
		if last := len(names) - 1; last >= 0 && before.MatchString(names[last]) && after.MatchString(part) {
			names[last] += "," + part
			continue
		}
		names = append(names, part)
	}
	return names
}

// data reads the file of figures.
func (c *comparisonFlags) data(in input, rates ...dfe.RateColumn) (data *dfe.Data, err error) {
	err = in.read(func(r io.Reader) error {
		data, err = dfe.Read(r, dfe.Options{Indicators: indicators(c.indicator), Filters: c.filters, Rates: rates})
		return err
	})
	return data, err
}

// neighbours reads a list, which takes the file's name when neither the file nor a flag names it.
func (c *comparisonFlags) neighbours(in input, file string) (list *demand.List, err error) {
	name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	err = in.readNamed(file, func(r io.Reader) error {
		list, err = dfe.ReadNeighbours(r, dfe.ListOptions{Name: c.list, Model: c.list, Default: name})
		return err
	})
	return list, err
}

type compareRow struct {
	Area      string  `json:"area"`
	Period    string  `json:"period"`
	Indicator string  `json:"indicator"`
	Value     *string `json:"value"`
	Mean      *string `json:"mean"`
	Median    *string `json:"median"`
	Sum       *string `json:"sum"`
	N         int     `json:"n"`
	Rank      *int    `json:"rank"`
	Of        int     `json:"of"`
	Quartile  *string `json:"quartile"`
	Quarter   *int    `json:"quarter"`
	List      *string `json:"list"`
	Region    *string `json:"region"`
	England   *string `json:"england"`
	Missing   *string `json:"missing"`
	Name      string  `json:"name"`
	// Filters tells rows of one area and period apart. It is made of split when it is asked for.
	Filters map[string]string `json:"filters"`

	split        []string // in the order of the columns
	mean, median string   // to two places, as people read them
}

func setupCompare(flags *flag.FlagSet) func(input) (output, error) {
	var c comparisonFlags
	c.declare(flags)
	file := flags.String("neighbours", "", "`FILE` with the list of statistical neighbours; without it only rank and quartile are made")
	return func(in input) (output, error) {
		if c.indicator == "" {
			return output{}, fmt.Errorf("-indicator is missing: name a column of the file, or all")
		}
		var list *demand.List
		if *file != "" {
			var err error
			if list, err = c.neighbours(in, *file); err != nil {
				return output{}, err
			}
		}
		data, err := c.data(in)
		if err != nil {
			return output{}, err
		}
		rows := []compareRow{}
		err = data.Each(dfe.Query{Areas: areas(c.area), Periods: several(c.period), Neighbours: list, Polarity: c.polarity.Polarity}, func(r *dfe.Row) error {
			rows = append(rows, rowOf(r))
			return nil
		})
		if err != nil {
			return output{}, err
		}
		if len(rows) == 0 {
			return output{}, fmt.Errorf("no row of the file has that area, period and filter: run with -area all -period all to see what it has")
		}
		return output{Value: func() any {
			for i := range rows {
				rows[i].Filters = make(map[string]string, len(data.Filters))
				for j, column := range data.Filters {
					rows[i].Filters[column] = rows[i].split[j]
				}
			}
			return map[string]any{"rows": rows}
		}, Tables: []printable{compareTable(rows, data.Filters)}}, nil
	}
}

func rowOf(r *dfe.Row) compareRow {
	row := compareRow{
		Area: r.Area.Code, Name: r.Area.Name, Period: r.Period.Text, Indicator: r.Indicator, N: r.N, Of: r.Of,
		Value: text(r.Value()), Mean: text(r.Mean()), Median: text(r.Median()), Sum: text(r.Sum()),
		Region: text(r.Region()), England: text(r.England()), split: slices.Clone(r.Filters), mean: toPlaces(r.Mean(), 2), median: toPlaces(r.Median(), 2),
	}
	if r.Rank > 0 {
		rank := r.Rank
		row.Rank = &rank
	}
	if r.Quarter > 0 {
		quarter := r.Quarter
		row.Quarter = &quarter
	}
	if r.Band != demand.Unbanded {
		band := r.Band.String()
		row.Quartile = &band
	}
	if name := r.List(); name != "" {
		row.List = &name
	}
	if reason, missing := r.Value().Missing(); missing {
		words := reason.String()
		row.Missing = &words
	}
	return row
}

// text is a decimal as JSON holds it, nil for a missing one.
func text(v demand.Value) *string {
	d, ok := v.Decimal()
	if !ok {
		return nil
	}
	s := ""
	if n, small := fixed.Of(d); small {
		if digits, done := n.AppendShort(nil); done {
			s = string(digits)
			return &s
		}
	}
	s = d.String()
	return &s
}

// compareTable has the columns that split the figures behind the indicator: without them rows of one area and period
// could not be told apart.
func compareTable(rows []compareRow, filters []string) printable {
	t := printable{Header: slices.Concat(
		[]string{"area", "name", "period", "indicator"}, filters, []string{"value", "mean", "median", "n", "rank", "of", "quartile", "region", "england"})}
	t.Walk = func(yield func([]string) bool) {
		var line []string
		for i := range rows {
			r := &rows[i]
			line = append(append(line[:0], r.Area, r.Name, r.Period, r.Indicator), r.split...)
			line = append(line, shown(r.Value), r.mean, r.median, strconv.Itoa(r.N), shownInt(r.Rank), strconv.Itoa(r.Of), shown(r.Quartile), shown(r.Region), shown(r.England))
			if !yield(line) {
				return
			}
		}
	}
	if len(rows) > 0 && rows[0].List != nil {
		t.Notes = append(t.Notes, fmt.Sprintf("Neighbours: %s. Mean (DfE's LAIT) and median (DfE's dashboard) of the n neighbours that have data, the authority itself never among them.", *rows[0].List))
	}
	return t
}

func shown(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func shownInt(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// toPlaces is a number as people read it, to so many places at most, and nothing for a missing one; JSON has it unrounded.
func toPlaces(v demand.Value, places int32) string {
	d, ok := v.Decimal()
	if !ok {
		return ""
	}
	return shortest(d, places)
}

// shortest is a number to so many places at most.
func shortest(d decimal.Decimal, places int32) string {
	if n, small := fixed.Of(d); small {
		if n, done := n.Round(places); done {
			if text, done := n.AppendShort(nil); done {
				return string(text)
			}
		}
	}
	return d.Round(places).String()
}
