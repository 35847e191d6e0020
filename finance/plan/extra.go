package plan

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Extra is cost of a line that the prices do not give: children who may come, and those whose price is their own.
type Extra struct {
	Line Line
	// Days are by day of the plan.
	Days []ExtraDay
	// Probability is that of a placement that may come, already in its days; not valid for other cost.
	Probability decimal.NullDecimal
}

// ExtraDay is what is added on a day: children, and weekly prices × children.
type ExtraDay struct{ Children, Gross, Income decimal.Decimal }

// With is the cost with more added to lines that it has.
func (c Cost) With(extra ...Extra) Cost {
	c.days = slices.Clone(c.days)
	for i := range c.days {
		c.days[i] = slices.Clone(c.days[i])
	}
	for _, x := range extra {
		i := slices.Index(c.Lines, x.Line)
		if i < 0 {
			i = slices.IndexFunc(c.Lines, func(l Line) bool { return l.Placement == x.Line.Placement })
		}
		if i < 0 {
			c.Lines = append(slices.Clone(c.Lines), x.Line)
			c.days = append(c.days, make([]Amounts, c.Days))
			i = len(c.Lines) - 1
		}
		for t, d := range x.Days {
			c.days[i][t] = c.days[i][t].add(Amounts{d.Children, d.Gross, d.Income})
		}
	}
	return c
}

// Average is the weekly price and income of a child of a type on a day, over its providers. The error is a [*figure.Fault].
func (b Book) Average(placement string, day time.Time) (weekly, income decimal.Decimal, err error) {
	parts, err := b.partsOn(placement, day)
	for _, p := range parts {
		weekly = weekly.Add(p.percent.Mul(p.weekly).Shift(-2))
		income = income.Add(p.percent.Mul(p.income).Shift(-2))
	}
	return weekly, income, err
}

// Weights are what a child of each type costs a night, by [day][type], in pounds.
type Weights struct {
	All [][]float64
	// Uncertain is one standard deviation of it where all prices move together, and ByLine that of each line that has one.
	Uncertain [][]float64
	ByLine    [][][]float64
}

// Weights are the costs of a night for types in their order. The error is a [*figure.Fault].
func (b Book) Weights(placements []string, start time.Time, days int) (w Weights, err error) {
	byLine := make([][][]float64, len(b.lines))
	empty := func() [][]float64 {
		rows := make([][]float64, days)
		for t := range rows {
			rows[t] = make([]float64, len(placements))
		}
		return rows
	}
	w.All, w.Uncertain = empty(), empty()
	for t := range days {
		for s, placement := range placements {
			parts, err := b.partsOn(placement, start.AddDate(0, 0, t))
			if err != nil {
				return w, err
			}
			for _, p := range parts {
				night := p.percent.Mul(p.weekly).InexactFloat64() / 700
				w.All[t][s] += night
				if p.sd.IsZero() {
					continue
				}
				sd := night * p.sd.InexactFloat64() / 100
				w.Uncertain[t][s] += sd
				i := slices.Index(b.lines, p.line)
				if byLine[i] == nil {
					byLine[i] = empty()
				}
				byLine[i][t][s] += sd
			}
		}
	}
	for _, rows := range byLine {
		if rows != nil {
			w.ByLine = append(w.ByLine, rows)
		}
	}
	return w, nil
}

// Known is a child with a price of its own.
type Known struct {
	ID, Placement, Provider string
	Born, Start             time.Time
	Weekly, Income          decimal.Decimal
}

// KnownSchema is the columns of a table of children with prices of their own.
func KnownSchema() table.Schema {
	return table.Schema{Name: "known.csv", Columns: []table.Column{
		words("id", "Reference", true), words("placement", "Placement", false), words("provider", "Provider", true), date("born", "Born", false), date("start", "Start", true),
		pounds("weekly", "Weekly price", false, true), pounds("income", "Weekly income", true, true),
	}}
}

// KnownOf reads children with prices of their own. The reference stays with the caller: no result holds it.
func KnownOf(g *table.Grid, o table.Options) (Rows[Known], error) {
	return rowsOf(KnownSchema(), g, o, func(t *table.Records, i int) (Known, *figure.Fault) {
		k := Known{
			ID: t.Column("id").Text(i), Placement: t.Column("placement").Text(i), Provider: t.Column("provider").Text(i), Born: t.Column("born").Date(i), Start: t.Column("start").Date(i),
			Weekly: t.Column("weekly").Decimal(i), Income: t.Column("income").Decimal(i),
		}
		if k.Weekly.IsNegative() || k.Income.IsNegative() {
			return k, t.Fault(i, "weekly", "negative", "the price or the income is negative", "use 0 or more")
		}
		return k, within(t, i, "born", "start")
	})
}

// Pipeline is a placement that may come.
type Pipeline struct {
	ID, Placement, Provider string
	// Start is the first night and End the day after the last; the zero time is open.
	Start, End  time.Time
	Weekly      decimal.Decimal
	Probability decimal.Decimal
}

// PipelineSchema is the columns of a table of placements that may come.
func PipelineSchema() table.Schema {
	return table.Schema{Name: "pipeline.csv", Columns: []table.Column{
		words("id", "Reference", true), words("placement", "Placement", false), words("provider", "Provider", true), date("start", "Start", false), date("end", "End", true),
		pounds("weekly", "Weekly price", false, true), numeric("probability", "Probability", false),
	}}
}

// PipelineOf reads placements that may come, with a probability from 0 to 1.
func PipelineOf(g *table.Grid, o table.Options) (Rows[Pipeline], error) {
	return rowsOf(PipelineSchema(), g, o, func(t *table.Records, i int) (Pipeline, *figure.Fault) {
		p := Pipeline{
			ID: t.Column("id").Text(i), Placement: t.Column("placement").Text(i), Provider: t.Column("provider").Text(i), Start: t.Column("start").Date(i), End: t.Column("end").Date(i),
			Weekly: t.Column("weekly").Decimal(i), Probability: t.Column("probability").Decimal(i),
		}
		switch {
		case p.Weekly.IsNegative():
			return p, t.Fault(i, "weekly", "negative", "the price is negative", "use 0 or more")
		case p.Probability.IsNegative() || p.Probability.GreaterThan(decimal.NewFromInt(1)):
			return p, t.Fault(i, "probability", "probability", "it is outside of 0 to 1", "write 0.8 for 80 %")
		case !p.End.IsZero() && p.End.Before(p.Start):
			return p, t.Fault(i, "end", "end", "it is before the start", "mend one of the two")
		}
		return p, within(t, i, "start", "end")
	})
}
