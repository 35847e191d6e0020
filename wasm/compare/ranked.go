package compare

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// place is one row of the comparison.
type place struct {
	name, kind string
	closeness  string
	value      demand.Value
	interval   demand.Interval
	hasLimits  bool
	own        bool
}

// ranked is the authority beside each neighbour, the region and England, with both averages.
func (v *view) ranked() form.Section {
	c := v.comparison
	s := section("comparison", v.subject()+", "+v.now.Period.Text)
	s.Intro = v.standing()
	s.Columns = []form.Heading{{Text: "Place"}, {Text: "Figure", Number: true}, {Text: "95 % interval", Number: true}, {Text: "What it is"}, {Text: v.area.Name + " less this", Number: true}}
	places := v.places()
	for _, p := range places {
		limits := ""
		if p.hasLimits {
			limits = between(p.interval)
		}
		row := cells(p.name, exact(p.value), limits, pick(p.closeness == "", p.kind, p.kind+", "+strings.ToLower(p.closeness)), "")
		row.Total = p.own
		s.Rows = append(s.Rows, row)
	}
	for _, average := range []struct {
		words string
		of    demand.Statistic
		value demand.Value
	}{{"Median", demand.Median, c.Median}, {"Mean", demand.Mean, c.Mean}, {"Pooled rate", demand.PooledRate, c.Pooled}} {
		if _, ok := average.value.Decimal(); ok {
			s.Rows = append(s.Rows, cells(average.words, short(average.value), "", "of the "+counted(c.N, "neighbour", "neighbours")+" with data", signed(c.Difference(average.of))))
		}
	}
	s.Working = v.averaging()
	s.Chart = v.rankedChart(places)
	return s
}

// standing says the rank and the quarter, as far as there are any.
func (v *view) standing() string {
	c := v.comparison
	switch {
	case c.Rank > 0 && c.Band != demand.Unbanded:
		return "Rank " + whole(c.Rank) + " of " + whole(c.Of) + " authorities with a figure (1 is best, ties take the best place); quartile band " + c.Band.String() + " of A (best) to D."
	case c.Quarter > 0:
		return upperName(quarters()[c.Quarter]) + " of the " + counted(v.now.Of, "authority", "authorities") + " in the file that have a figure. It is not ranked, because neither more nor less is said to be better."
	}
	return "There is no figure to rank."
}

func quarters() []string {
	return []string{"no figure", "lowest quarter", "second-lowest quarter", "second-highest quarter", "highest quarter"}
}

// places are the authority, its neighbours nearest first, the region and England.
func (v *view) places() []place {
	c := v.comparison
	own := place{name: v.area.Name, kind: "the authority", value: c.Value, own: true}
	own.interval, own.hasLimits = v.interval(v.area.Code)
	list := []place{own}
	closeness := map[string]string{}
	if v.question.Neighbours != nil {
		set, _ := v.question.Neighbours.Of(v.area.Code)
		for _, n := range set {
			closeness[n.Code] = n.Closeness.String()
		}
	}
	for _, n := range c.Neighbours {
		p := place{name: v.name(n.Code), kind: "a neighbour", closeness: closeness[n.Code], value: n.Value}
		p.interval, p.hasLimits = v.interval(n.Code)
		list = append(list, p)
	}
	if _, missing := c.Region.Missing(); !missing {
		list = append(list, place{name: v.regionName(), kind: "the region", value: c.Region})
	}
	if _, missing := c.England.Missing(); !missing {
		list = append(list, place{name: "England", kind: "England", value: c.England})
	}
	return list
}

func (v *view) interval(code string) (demand.Interval, bool) {
	sample, ok := v.sample(code)
	if !ok {
		return demand.Interval{}, false
	}
	i, err := sample.Interval()
	return i, err == nil
}

// averaging shows how the averages were made.
func (v *view) averaging() []string {
	c := v.comparison
	var figures []decimal.Decimal
	var missing []string
	for _, n := range c.Neighbours {
		if d, ok := n.Value.Decimal(); ok {
			figures = append(figures, d)
			continue
		}
		missing = append(missing, v.name(n.Code)+": "+exact(n.Value))
	}
	if len(figures) == 0 {
		return nil
	}
	slices.SortFunc(figures, func(a, b decimal.Decimal) int { return a.Cmp(b) })
	var printed []string
	for _, d := range figures {
		printed = append(printed, exact(demand.Number(d)))
	}
	working := []string{
		"Mean: (" + strings.Join(printed, " + ") + ") ÷ " + whole(c.N) + " = " + short(c.Mean),
		"Median: the middle of " + join(printed) + " = " + short(c.Median),
	}
	if _, ok := c.Pooled.Decimal(); ok {
		working = append(working, "Pooled rate: all the neighbours’ children (“"+v.source.title(v.base.Count)+"”) over all of their population, as if they were one authority = "+short(c.Pooled))
	}
	if len(missing) > 0 {
		working = append(working, "Left out, because the figure is missing: "+join(missing))
	}
	if v.hasBase {
		working = append(working, "Intervals: "+v.source.title(v.base.Count)+" ÷ "+v.source.title(v.base.Population)+" × "+brief(decimal.NewFromInt(int64(v.base.Per)))+" at 95 % (Wilson for percentages; for rates exact Poisson under 10 events, Byar from 10)")
	}
	return working
}

func (v *view) rankedChart(places []place) *chart.Chart {
	var drawn []chart.Place
	for _, p := range places {
		d, ok := p.value.Decimal()
		if !ok {
			continue
		}
		bar := chart.Place{Name: p.name, Kind: pick(p.own, v.area.Name, p.kind), Printed: exact(p.value), Value: d}
		if lower, ok := p.interval.Lower.Decimal(); ok && p.hasLimits {
			if upper, ok := p.interval.Upper.Decimal(); ok {
				bar.Lower, bar.Upper = decimal.NewNullDecimal(lower), decimal.NewNullDecimal(upper)
			}
		}
		drawn = append(drawn, bar)
	}
	if len(drawn) == 0 {
		return nil
	}
	slices.SortStableFunc(drawn, func(a, b chart.Place) int { return b.Value.Cmp(a.Value) })
	kinds := []string{v.area.Name}
	for _, kind := range []string{"a neighbour", "the region", "England"} {
		if slices.ContainsFunc(drawn, func(p chart.Place) bool { return p.Kind == kind }) {
			kinds = append(kinds, kind)
		}
	}
	var averages []chart.Average
	c := v.comparison
	for _, a := range []struct {
		words string
		value demand.Value
	}{{"Neighbours’ median", c.Median}, {"Neighbours’ mean", c.Mean}} {
		if d, ok := a.value.Decimal(); ok {
			averages = append(averages, chart.Average{Name: a.words + ", " + short(a.value), Value: d})
		}
	}
	made := chart.Ranked(v.subject()+", "+v.now.Period.Text, "A bar for "+v.area.Name+", each of its neighbours, the region and England, highest first, with the neighbours’ median and mean as lines"+pick(v.hasBase, " and 95 % intervals", "")+"; the table has the same figures.", v.source.unit(v.indicator), kinds, drawn, averages)
	return &made
}
