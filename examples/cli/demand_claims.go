package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/disclosure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// files are the values of a flag that may be given again.
type files []string

func (f *files) String() string { return strings.Join(*f, ",") }

func (f *files) Set(text string) error {
	*f = append(*f, text)
	return nil
}

type claimRow struct {
	List       string  `json:"list"`
	Statistic  string  `json:"statistic"`
	Value      *string `json:"value"`
	Comparator *string `json:"comparator"`
	Difference *string `json:"difference"`
	N          int     `json:"n"`
	Outcome    string  `json:"outcome"`
	Working    string  `json:"working"`
}

func setupClaims(flags *flag.FlagSet) func(input) (output, error) {
	var c comparisonFlags
	var lists files
	c.declare(flags)
	flags.Var(&lists, "neighbours", "`FILE` with a list of statistical neighbours; may be given again")
	wording := flags.String("claim", "", "what the report says: below, above, `in line with`, or 3 points higher (lower)")
	count := flags.String("count", "", "`column` with the count behind the rate, for the neighbours' pooled rate")
	population := flags.String("population", "", "`column` with the population behind the rate")
	per := flags.Int("per", 10_000, "base of the pooled `rate`")
	return func(in input) (output, error) {
		claim, err := demand.ParseClaim(*wording)
		if err != nil {
			return output{}, err
		}
		if len(areas(c.area)) != 1 || len(several(c.period)) != 1 || len(several(c.indicator)) != 1 {
			return output{}, fmt.Errorf("a claim is about one figure: give one -area, one -period and one -indicator")
		}
		if (*count == "") != (*population == "") {
			return output{}, fmt.Errorf("the pooled rate needs both -count and -population")
		}
		if len(lists) == 0 {
			return output{}, fmt.Errorf("-neighbours is missing: name a file with a list of statistical neighbours")
		}
		q, data, err := c.question(in, *count, *population)
		if err != nil {
			return output{}, err
		}
		q.Per = *per
		against, err := c.lists(in, lists)
		if err != nil {
			return output{}, err
		}
		for i := range against {
			if against[i], err = data.Neighbours(against[i]); err != nil {
				return output{}, err
			}
		}
		return claimOutput(demand.CheckClaim(claim, q, against...)), nil
	}
}

// question reads the figures and asks for the one the claim is about.
func (c *comparisonFlags) question(in input, count, population string) (demand.Question, *dfe.Data, error) {
	columns := []string{c.indicator}
	if count != "" {
		columns = append(columns, count, population)
	}
	var data *dfe.Data
	err := in.read(func(r io.Reader) (err error) {
		data, err = dfe.Read(r, dfe.Options{Indicators: columns, Filters: c.filters})
		return err
	})
	if err != nil {
		return demand.Question{}, nil, err
	}
	q, err := data.Question(c.area, c.indicator, c.period)
	if err != nil || count == "" {
		return q, data, err
	}
	q.Parts, err = data.Parts(count, population, c.period)
	return q, data, err
}

// lists reads every list of every file.
func (c *comparisonFlags) lists(in input, names []string) ([]*demand.List, error) {
	var lists []*demand.List
	for _, name := range names {
		list, err := c.neighbours(in, name)
		var ask *dfe.AskError
		if errors.As(err, &ask) && ask.What == "model" && c.list == "" {
			for _, model := range ask.Have {
				one := comparisonFlags{list: model}
				if list, err = one.neighbours(in, name); err != nil {
					return nil, err
				}
				lists = append(lists, list)
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	return lists, nil
}

func claimOutput(r demand.ClaimResult) output {
	rows := []claimRow{}
	t := printable{Title: fmt.Sprintf("%q: %s", r.Claim, r.Robustness), Header: []string{"list", "statistic", "value", "neighbours", "difference", "n", "outcome"}}
	for _, c := range r.Cases {
		rows = append(rows, claimRow{c.List, c.Statistic.String(), text(c.Value), text(c.Comparator), text(c.Difference), c.N, c.Outcome.String(), c.Working})
		t.Rows = append(t.Rows, []string{c.List, c.Statistic.String(), c.Value.String(), c.Comparator.Round(2).String(), c.Difference.Round(2).String(), fmt.Sprint(c.N), c.Outcome.String()})
	}
	return output{
		JSON:   map[string]any{"claim": r.Claim.String(), "robustness": r.Robustness.String(), "rows": rows},
		Tables: []printable{t},
		Found:  r.Robustness == demand.Depends || r.Robustness == demand.HoldsUnderNone,
	}
}

type hiddenRow struct {
	Row    string `json:"row"`
	Column string `json:"column"`
	Kind   string `json:"kind"`
	Low    int    `json:"low"`
	High   *int   `json:"high"`
}

func setupSuppress(flags *flag.FlagSet) func(input) (output, error) {
	audit := flags.Bool("audit", false, "take the table as published, with c for hidden cells, and try to recover them")
	zeros := flags.Bool("zeros-may-hide", false, "suppose that a hidden cell may be 0; by default true zeros are known to be printed")
	return func(in input) (output, error) {
		if *audit {
			return auditTable(in, *zeros)
		}
		counts, err := readTable(in, func(g *table.Grid, _ table.Options) (disclosure.Counts, error) { return disclosure.CountsOf(g) })
		if err != nil {
			return output{}, err
		}
		result, err := disclosure.Suppress(counts, disclosure.Options{ZerosMayHide: *zeros})
		if err != nil {
			return output{}, err
		}
		kind := map[disclosure.Cell]string{}
		for _, c := range result.Primary {
			kind[c] = "primary"
		}
		for _, c := range result.Secondary {
			kind[c] = "secondary"
		}
		return disclosureOutput(result.Published, result.Exposures, kind), nil
	}
}

func auditTable(in input, zeros bool) (output, error) {
	t, err := readTable(in, func(g *table.Grid, _ table.Options) (disclosure.Table, error) { return disclosure.TableOf(g) })
	if err != nil {
		return output{}, err
	}
	known := disclosure.Knowledge{AtLeast: 1}
	if zeros {
		known.AtLeast = 0
	}
	exposures, err := disclosure.Audit(t, known)
	if err != nil {
		return output{}, err
	}
	out := disclosureOutput(t, exposures, nil)
	out.Untested = len(exposures) == 0
	return out, nil
}

func disclosureOutput(published disclosure.Table, exposures []disclosure.Exposure, kind map[disclosure.Cell]string) output {
	columns := slices.Clone(published.Columns)
	for _, g := range published.ColumnGroups {
		columns = append(columns, g.Label)
	}
	t := printable{Header: slices.Concat([]string{""}, columns, []string{"total"}), Notes: slices.Clone(published.Notes)}
	cells := map[string]map[string]string{}
	line := func(label string, values []demand.Value, total demand.Value) {
		row, named := []string{label}, map[string]string{"total": total.String()}
		for j, v := range values {
			row = append(row, v.String())
			named[columns[j]] = v.String()
		}
		t.Rows = append(t.Rows, append(row, total.String()))
		cells[label] = named
	}
	for i, label := range published.Rows {
		values := slices.Clone(published.Cells[i])
		for _, g := range published.ColumnGroups {
			values = append(values, g.Cells[i])
		}
		line(label, values, published.RowTotals[i])
	}
	for _, g := range published.Groups {
		line(g.Label, g.Cells, g.Total)
	}
	if published.ColumnTotals != nil {
		values := slices.Clone(published.ColumnTotals)
		for _, g := range published.ColumnGroups {
			values = append(values, g.Total)
		}
		line("total", values, published.Total)
	}
	hidden, recovered := []hiddenRow{}, []hiddenRow{}
	for _, e := range exposures {
		row := hiddenRow{Row: e.Row, Column: e.Column, Kind: kind[e.Cell], Low: e.Low}
		if row.Kind == "" {
			row.Kind = "hidden"
		}
		if !e.Unbounded {
			high := e.High
			row.High = &high
		}
		hidden = append(hidden, row)
		if e.Recovered() {
			recovered = append(recovered, row)
			t.Notes = append(t.Notes, "recovered: "+e.String())
		}
	}
	switch {
	case len(hidden) == 0:
		t.Notes = append(t.Notes, "no cell is hidden: there was nothing to recover.")
	case len(recovered) == 0:
		t.Notes = append(t.Notes, fmt.Sprintf("%d cells are hidden and none can be recovered from the totals.", len(hidden)))
	}
	return output{JSON: map[string]any{"table": cells, "hidden": hidden, "recovered": recovered, "notes": append([]string{}, published.Notes...)}, Tables: []printable{t}, Found: len(recovered) > 0}
}
