package compare

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// trend is the authority, its neighbours' averages and England over time.
func (v *view) trend() form.Section {
	s := section("trend", "Over time")
	first, latest := v.rows[0], last(v.rows)
	s.Intro = v.subject() + ": " + v.area.Name + " went from " + exact(first.Value()) + " (" + first.Period.Text + ") to " + exact(latest.Value()) + " (" + latest.Period.Text + "). The neighbours of every year are those of " + v.listName() + "."
	s.Columns = columns(1, "Period", v.area.Name, "Neighbours’ median", "Neighbours’ mean", "Neighbours with data", "Region", "England")
	var periods []string
	lines := []chart.Line{{Name: v.area.Name}, {Name: "Neighbours’ median"}, {Name: "Neighbours’ mean"}, {Name: "England"}}
	for i := range v.rows {
		r := &v.rows[i]
		s.Rows = append(s.Rows, cells(r.Period.Text, exact(r.Value()), short(r.Median()), short(r.Mean()), whole(r.N)+" of "+whole(r.In), exact(r.Region()), exact(r.England())))
		periods = append(periods, r.Period.Text)
		for at, value := range []demand.Value{r.Value(), r.Median(), r.Mean(), r.England()} {
			lines[at].Points = append(lines[at].Points, chart.LinePoint{Period: r.Period.Text, Value: nullable(value)})
		}
	}
	if len(v.rows) > 1 {
		made := chart.Lines(v.subject(), v.area.Name+", the median and the mean of its neighbours, and England, period by period; the table has the same figures.", v.source.unit(v.indicator), periods, lines)
		s.Chart = &made
	}
	return s
}

func (v *view) listName() string {
	if v.list == nil {
		return "no list"
	}
	return v.list.Name
}

func nullable(value demand.Value) decimal.NullDecimal {
	d, ok := value.Decimal()
	return decimal.NullDecimal{Decimal: d, Valid: ok}
}

// changes are the steps from year to year, and the five-point trend where there are counts.
func (v *view) changes() []form.Section {
	series := years(v.rows)
	if len(series) < 2 {
		return nil
	}
	s := section("changes", "Change from year to year")
	unit := pick(v.source.isPercentage(v.indicator), "in percentage points", "in the units of the figure")
	s.Intro = v.fivePoints()
	s.Columns = columns(1, "From, to", "Earlier", "Later", "Change "+unit, "Per cent")
	for _, c := range demand.YearlyChanges(series, demand.ChangeSettings{Percentage: v.source.isPercentage(v.indicator)}) {
		percent := "–"
		if p, ok := c.Percent(1); ok {
			percent = signed(demand.Number(p)) + " %"
		}
		s.Rows = append(s.Rows, cells(whole(c.From)+" to "+whole(c.To), exact(demand.Number(c.Earlier)), exact(demand.Number(c.Later)), signed(demand.Number(c.Absolute)), percent))
	}
	if len(s.Rows) == 0 {
		s.Intro = "No two years that follow one another both have a figure, and a change is not taken across a gap."
	}
	return []form.Section{s}
}

// years are rows as a series of years; periods that are no years are left out.
func years(rows []dfe.Row) []demand.YearValue {
	var series []demand.YearValue
	for i := range rows {
		if year, ok := yearOf(rows[i].Period); ok {
			series = append(series, demand.YearValue{Year: year, Value: nullable(rows[i].Value())})
		}
	}
	return series
}

// fivePoints is the trend marker in words.
func (v *view) fivePoints() string {
	if !v.hasBase {
		return "Whether five years show a trend cannot be tested: the file does not have the counts behind the figure."
	}
	kind := demand.TrendRate
	if v.kind() == demand.Proportion {
		kind = demand.TrendProportion
	}
	marker, err := demand.FivePointTrend(v.trendPoints(), kind, v.polarity)
	if err != nil {
		return "Whether five years show a trend cannot be tested: " + err.Error() + "."
	}
	judged := map[demand.TrendJudgement]string{demand.TrendGettingBetter: ", getting better", demand.TrendGettingWorse: ", getting worse"}[marker.Judgement]
	switch marker.Direction {
	case demand.TrendIncreasing:
		return "The five years " + span(marker) + " show a rise that chance does not explain" + judged + "."
	case demand.TrendDecreasing:
		return "The five years " + span(marker) + " show a fall that chance does not explain" + judged + "."
	case demand.TrendNoChange:
		return "The five years " + span(marker) + " show no trend that chance would not explain, or one that hangs on a single year."
	}
	words := "Five years that follow one another are needed to test for a trend."
	for _, note := range marker.Notes {
		words = upper(note)
	}
	return words
}

func span(m demand.TrendMarker) string { return whole(m.From) + " to " + whole(m.To) }

// trendPoints are the counts behind the authority's figures, year by year; years without counts are left out.
func (v *view) trendPoints() []demand.TrendPoint {
	counts, populations := v.own(v.base.Count), v.own(v.base.Population)
	var points []demand.TrendPoint
	for i := range v.rows {
		year, ok := yearOf(v.rows[i].Period)
		x, counted := counts[v.rows[i].Period].Decimal()
		n, based := populations[v.rows[i].Period].Decimal()
		if ok && counted && based {
			points = append(points, demand.TrendPoint{Year: year, Count: int(x.IntPart()), Denominator: int(n.IntPart())})
		}
	}
	return points
}

// own are the authority's figures under another indicator, by period.
func (v *view) own(indicator string) map[dfe.Period]demand.Value {
	values := map[dfe.Period]demand.Value{}
	rows, err := v.source.data.Compare(dfe.Query{Areas: []string{v.area.Code}, Indicators: []string{indicator}})
	if err != nil {
		return values
	}
	for i := range rows {
		if equalTexts(rows[i].Filters, v.now.Filters) {
			values[rows[i].Period] = rows[i].Value()
		}
	}
	return values
}
