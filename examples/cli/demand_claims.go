package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

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

type funnelRow struct {
	Name         string `json:"name"`
	Value        string `json:"value"`
	Lower95      string `json:"lower95"`
	Upper95      string `json:"upper95"`
	Lower998     string `json:"lower998"`
	Upper998     string `json:"upper998"`
	Verdict      string `json:"verdict"`
	Significance string `json:"significance"`
}

// notPlacedRow is an authority without a count or a base.
type notPlacedRow struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

func setupFunnel(flags *flag.FlagSet) func(input) (output, error) {
	var kind demand.Kind
	var method demand.FunnelMethod
	var direction polarityFlag
	flags.TextVar(&kind, "kind", demand.Proportion, "rate or `proportion`")
	flags.TextVar(&method, "method", demand.ScoreLimits, "limits of proportions: `score`, arcsine or wilson")
	flags.Var(&direction, "polarity", "which way is better: higher, lower or none (`P`)")
	multiplier := flags.String("multiplier", "1", "what values and limits are `per`: 100, 10000")
	widened := flags.Bool("overdispersed", false, "widen the limits by the variance between authorities")
	target := flags.String("target", "", "`value` that all are held to, in the units of -multiplier: 1 for observed and expected counts of kind rate; without it their own average")
	return func(in input) (output, error) {
		m, err := demand.ParseValue(*multiplier)
		scale, ok := m.Decimal()
		if err != nil || !ok {
			return output{}, fmt.Errorf("-multiplier %q: use a number above 0", *multiplier)
		}
		f := demand.Funnel{Kind: kind, Method: method, Multiplier: scale, Overdispersed: *widened, Polarity: direction.Polarity}
		if *target != "" {
			v, err := demand.ParseValue(*target)
			if f.Target, ok = v.Decimal(); err != nil || !ok || !f.Target.IsPositive() {
				return output{}, fmt.Errorf("-target %q: use a number above 0", *target)
			}
		}
		points, notes, err := readNoted(in, demand.FunnelOf)
		if err != nil {
			return output{}, err
		}
		f.Points = points
		result, err := f.Place()
		if err != nil {
			return output{}, err
		}
		return funnelOutput(result, notes), nil
	}
}

func funnelOutput(result demand.FunnelResult, notes []string) output {
	t := printable{Header: []string{"name", "value", "lower 99.8", "lower 95", "upper 95", "upper 99.8", "verdict"}}
	t.Walk = func(yield func([]string) bool) {
		for i := range result.Points {
			p := &result.Points[i]
			l := &p.Limits
			if !yield([]string{p.Name, fourPlaces(p.Value), fourPlaces(l.Lower998), fourPlaces(l.Lower95), fourPlaces(l.Upper95), fourPlaces(l.Upper998), p.Verdict.String()}) {
				return
			}
		}
	}
	t.Notes = []string{fmt.Sprintf("Average %s; %s; phi %s.", result.Average.Round(4), result.Method, result.Dispersion.Phi.Round(3))}
	notes, notPlaced := append([]string{}, notes...), []notPlacedRow{}
	for _, n := range result.Notes {
		notes = append(notes, n.Text)
	}
	for _, p := range result.NotPlaced {
		notPlaced = append(notPlaced, notPlacedRow{p.Name, p.Reason.String()})
	}
	t.Notes = append(t.Notes, notes...)
	return output{Value: func() any {
		rows := make([]funnelRow, len(result.Points))
		for i, p := range result.Points {
			l := p.Limits
			rows[i] = funnelRow{p.Name, p.Value.String(), l.Lower95.String(), l.Upper95.String(), l.Lower998.String(), l.Upper998.String(), p.Verdict.String(), p.Significance}
		}
		return map[string]any{
			"average": result.Average.String(), "target": result.Target.String(), "method": result.Method, "points": rows,
			"not_placed": notPlaced, "notes": notes,
			"phi": result.Dispersion.Phi.String(), "tau2": result.Dispersion.Tau2.String(),
		}
	}, Tables: []printable{t}}
}

// fourPlaces is a number to four places at most.
func fourPlaces(d decimal.Decimal) string { return shortest(d, 4) }

type conversionRow struct {
	From      string  `json:"from"`
	To        string  `json:"to"`
	FromCount int     `json:"from_count"`
	ToCount   int     `json:"to_count"`
	Percent   *string `json:"percent"`
	Lower     *string `json:"lower"`
	Upper     *string `json:"upper"`
	Method    string  `json:"method"`
	FromFirst *string `json:"from_first"`
}

func setupConversion(*flag.FlagSet) func(input) (output, error) {
	return func(in input) (output, error) {
		stages, notes, err := readNoted(in, demand.StagesOf)
		if err != nil {
			return output{}, err
		}
		steps, err := demand.Conversion(stages)
		if err != nil {
			return output{}, err
		}
		rows := []conversionRow{}
		t := printable{Header: []string{"from", "to", "counts", "percent", "95 % interval", "of " + stages[0].Name}, Notes: notes}
		for _, s := range steps {
			rows = append(rows, conversionRow{
				s.From.Name, s.To.Name, s.From.Count, s.To.Count, text(s.Ratio.Value), text(s.Ratio.Lower), text(s.Ratio.Upper),
				s.Ratio.Method.String(), text(s.FromFirst.Value),
			})
			t.Rows = append(t.Rows, []string{
				s.From.Name, s.To.Name, fmt.Sprintf("%d of %d", s.To.Count, s.From.Count), s.Ratio.Value.Round(1).String(),
				fmt.Sprintf("%s to %s", s.Ratio.Lower.Round(1), s.Ratio.Upper.Round(1)), s.FromFirst.Value.Round(1).String(),
			})
			for _, note := range s.Notes {
				t.Notes = append(t.Notes, note.Text)
			}
		}
		return output{JSON: map[string]any{"rows": rows, "notes": listed(notes)}, Tables: []printable{t}}, nil
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
