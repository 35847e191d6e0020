package compare

import (
	"maps"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// Bounds of the view at a glance: more is a table nobody reads, and a chart nobody sees.
const (
	mostGlanced = 60 // indicators in the table
	mostDrawn   = 24 // indicators in the chart
	mostYears   = 5  // periods in the chart
)

// glanced is one indicator of the authority: its rows, oldest first.
type glanced struct {
	source    *source
	indicator string
	polarity  rag.Polarity
	rows      []dfe.Row
}

// glance is every indicator of the authority in its latest period: the "tartan rug", in words.
func (v *view) glance() []form.Section {
	all, counts := v.glances()
	if len(all) == 0 {
		return nil
	}
	name := v.settings["authority"]
	for _, a := range v.areas {
		if a[0] == name {
			name = a[1]
		}
	}
	s := section("glance", name+" at a glance")
	s.Intro = "Every figure that can be compared, in its latest period, with the median and the mean of the neighbours and the difference to each. The quarter is among the authorities of the file; a rank needs it to be said whether more or less is better, which is chosen figure by figure."
	if len(counts) > 0 {
		s.Intro += " " + upperName(counted(len(counts), "column that is a count is", "columns that are counts are")) + " left out: a count says how large an authority is."
	}
	if len(all) > mostGlanced {
		s.Intro += " The first " + whole(mostGlanced) + " of " + whole(len(all)) + " are shown."
		all = all[:mostGlanced]
	}
	s.Columns = []form.Heading{{Text: "Figure"}, {Text: "Latest", Number: true}, {Text: "Among the authorities"}, {Text: "Since the year before"}, {Text: "Median (difference)", Number: true}, {Text: "Mean (difference)", Number: true}, {Text: "Neighbours", Number: true}, {Text: "Rank", Number: true}, {Text: "Period"}}
	for _, g := range all {
		s.Rows = append(s.Rows, v.glanceRow(g))
	}
	s.Chart = v.glanceChart(name, all[:min(len(all), mostDrawn)])
	return []form.Section{s}
}

// glances are the authority's figures in every file, each combination of filters by itself where there are few.
func (v *view) glances() (all []glanced, counts []string) {
	const few = 12
	for _, s := range v.sources {
		for _, indicator := range s.indicators() {
			if s.counts[indicator] {
				counts = append(counts, indicator)
				continue
			}
			polarity := polarityOf(v.better(s, indicator))
			rows, err := s.data.Compare(dfe.Query{Areas: []string{v.settings["authority"]}, Indicators: []string{indicator}, Neighbours: v.neighbours(), Polarity: polarity})
			if err != nil {
				continue
			}
			var found []glanced
			for _, r := range rows {
				at := slices.IndexFunc(found, func(g glanced) bool { return equalTexts(g.rows[0].Filters, r.Filters) })
				if at < 0 {
					found = append(found, glanced{s, indicator, polarity, []dfe.Row{r}})
					continue
				}
				found[at].rows = append(found[at].rows, r)
			}
			if len(found) > few {
				found = found[:1]
			}
			all = append(all, found...)
		}
	}
	return all, counts
}

func equalTexts(a, b []string) bool { return slices.Equal(a, b) }

func (v *view) glanceRow(g glanced) form.Row {
	latest := last(g.rows)
	last := &latest
	c := last.Comparison()
	rank := "not ranked"
	if last.Rank > 0 {
		rank = whole(last.Rank) + " of " + whole(last.Of)
	}
	row := cells(subject(g.source, g.indicator, last.Filters), exact(last.Value()))
	row.Cells = append(row.Cells, quarterCell(last), sinceCell(g))
	row.Cells = append(row.Cells, cells(
		beside(last.Median(), c.Difference(demand.Median)), beside(last.Mean(), c.Difference(demand.Mean)), whole(last.N)+" of "+whole(last.In), rank, last.Period.Text,
	).Cells...)
	return row
}

// beside is an average with the difference to it.
func beside(average, difference demand.Value) string {
	if _, missing := average.Missing(); missing {
		return exact(average)
	}
	return short(average) + " (" + signed(difference) + ")"
}

// quarterCell is the band by polarity, or the quarter without one, in words.
func quarterCell(r *dfe.Row) form.Cell {
	switch r.Band {
	case demand.BandA:
		return form.Cell{Text: "A: best quarter", Tag: "green"}
	case demand.BandB:
		return form.Cell{Text: "B: second-best quarter", Tag: "nil"}
	case demand.BandC:
		return form.Cell{Text: "C: second-worst quarter", Tag: "nil"}
	case demand.BandD:
		return form.Cell{Text: "D: worst quarter", Tag: "red"}
	}
	return form.Cell{Text: quarters()[r.Quarter]}
}

// sinceCell is the change since the year before, where both years are there.
func sinceCell(g glanced) form.Cell {
	series := years(g.rows)
	if len(series) == 0 {
		return form.Cell{Text: "–"}
	}
	latest := last(series)
	for _, c := range demand.YearlyChanges(series, demand.ChangeSettings{Percentage: g.source.isPercentage(g.indicator)}) {
		if c.To != latest.Year {
			continue
		}
		words := "no change"
		switch {
		case c.Absolute.IsPositive():
			words = "rose by " + brief(c.Absolute)
		case c.Absolute.IsNegative():
			words = "fell by " + brief(c.Absolute.Abs())
		}
		return form.Cell{Text: strings.Join([]string{words, better(c, g.polarity)}, "")}
	}
	return form.Cell{Text: "not known: a year is missing"}
}

// better says by polarity what a change is.
func better(c demand.Change, polarity rag.Polarity) string {
	switch {
	case c.Absolute.IsZero():
		return ""
	case polarity == rag.HigherBetter:
		return pick(c.Absolute.IsPositive(), ", better", ", worse")
	case polarity == rag.LowerBetter:
		return pick(c.Absolute.IsNegative(), ", better", ", worse")
	}
	return ""
}

// usualPeriods are the latest of the periods that most indicators have: a figure of another kind of period, such as a
// financial year, stands in the table only.
func usualPeriods(all []glanced) []string {
	with := map[string][]string{}
	var periods []string
	for _, g := range all {
		for _, r := range g.rows {
			if with[r.Period.Text] == nil {
				periods = append(periods, r.Period.Text)
			}
			with[r.Period.Text] = append(with[r.Period.Text], g.indicator)
		}
	}
	most := 0
	for _, period := range periods {
		most = max(most, len(with[period]))
	}
	usual := slices.DeleteFunc(periods, func(period string) bool { return len(with[period]) < most })
	if len(usual) < mostYears { // they begin in different years
		usual = slices.DeleteFunc(slices.Collect(maps.Keys(with)), func(period string) bool { return len(period) != len(usual[0]) })
	}
	slices.Sort(usual)
	slices.Reverse(usual)
	usual = usual[:min(len(usual), mostYears)]
	slices.Reverse(usual)
	return usual
}

// glanceChart draws the quarters of the latest periods.
func (v *view) glanceChart(name string, all []glanced) *chart.Chart {
	periods := usualPeriods(all)
	var drawn []chart.GlanceCell
	for _, g := range all {
		for i := range g.rows {
			r := &g.rows[i]
			if !slices.Contains(periods, r.Period.Text) {
				continue
			}
			letter := whole(r.Quarter)
			switch {
			case r.Band != demand.Unbanded:
				letter = r.Band.String()
			case r.Quarter == 0:
				letter = "–"
			}
			drawn = append(drawn, chart.GlanceCell{Indicator: subject(g.source, g.indicator, r.Filters), Period: r.Period.Text, Quarter: r.Quarter, Letter: letter})
		}
	}
	if len(drawn) == 0 {
		return nil
	}
	made := chart.Glance(strings.TrimSpace(name)+" at a glance", "A row for each figure and a column for each period. The darker, the higher among the authorities of the file: 1 is the lowest quarter, 4 the highest; where better is known the letter is the band from A, best, to D, worst. What is measured over other kinds of period stands in the table only.", periods, drawn)
	return &made
}
