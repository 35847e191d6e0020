package compare

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/figure"

	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// tableOf is the rows of a person's table with its columns.
func tableOf(id string, rows [][]string) *grid.Table { return grid.New(form.DemandColumns(id), rows) }

// problemAt puts the error of a reader at the cell that it means.
func problemAt(id string, t *grid.Table, rowOf map[int]int, err error) form.Problem {
	p := form.Problem{Table: id, At: grid.Position{Row: -1}, Text: err.Error()}
	var fault *figure.Fault
	if !errors.As(err, &fault) {
		return p
	}
	p.Text = fault.Detail()
	if fault.Value != "" && !strings.Contains(p.Text, fault.Value) {
		p.Text = strconv.Quote(fault.Value) + ": " + p.Text
	}
	if row, known := rowOf[fault.Place.Line]; known {
		p.At = grid.Position{Row: row, Col: max(0, t.ColumnOf(fault.Heading))}
		p.Label = t.Place(p.At)
	}
	return p
}

func failed(problems ...form.Problem) form.Result { return form.Result{Problems: problems} }

func emptyProblem(id, what string) form.Problem {
	return form.Problem{Table: id, At: grid.Position{Row: -1}, Text: "The table “" + tableNames()[id] + "” is empty: type " + what + ", paste rows from a spreadsheet, or open a CSV file"}
}

// Settings of a funnel that a page does not ask for: limits widened by how much the places differ, and the place that is named.
const (
	funnelWide = "funnel_wide"
	funnelOwn  = "funnel_own"
)

// funnelResult sets places of different size against what chance allows.
func funnelResult(rows [][]string, settings map[string]string) form.Result {
	t := tableOf(Funnel, rows)
	if t.Empty() {
		return failed(emptyProblem(Funnel, "a place, its numerator and its denominator"))
	}
	text, rowOf := t.Records()
	points, err := demand.ReadFunnel(strings.NewReader(text))
	if err != nil {
		return failed(problemAt(Funnel, t, rowOf, err))
	}
	f := demand.Funnel{Points: points, Kind: demand.RateKind, Multiplier: decimal.NewFromInt(10_000), Polarity: polarityOf(settings["funnel_better"])}
	unit := "Per 10,000"
	if settings["funnel_kind"] == "proportion" {
		f.Kind, f.Multiplier, unit = demand.Proportion, decimal.NewFromInt(100), "Per cent"
	}
	if settings[funnelWide] == "true" {
		f.Overdispersed, f.Method = true, demand.ArcSineLimits
		if f.Kind == demand.RateKind {
			f.Method = demand.ScoreLimits
		}
	}
	placed, err := f.Place()
	if err != nil {
		return failed(form.Problem{Table: Funnel, At: grid.Position{Row: -1}, Text: err.Error()})
	}
	s := section("funnel", "Each place within its limits")
	s.Intro = "The limits are where a place of that size would lie 95 and 99.8 times in a hundred if it were average. The smaller the place, the wider they are."
	if f.Overdispersed {
		s.Intro += " They are widened by how much authorities differ from one another anyway: a place outside differs by more than that."
	}
	s.Columns = []form.Heading{{Text: "Place"}, {Text: "Where it lies"}, {Text: unit, Number: true}, {Text: "95 % limits", Number: true}, {Text: "99.8 % limits", Number: true}}
	var outside []string
	var drawn []chart.FunnelPlace
	for _, p := range placed.Places() {
		kind := funnelKind(p)
		number := whole(t.Ordinal(p.Index))
		row := cells(number + " " + p.Name())
		row.Cells = append(row.Cells, form.Cell{Text: upperName(funnelWords(p)), Tag: p.Verdict.String()})
		row.Cells = append(row.Cells, cells(brief(p.Value()), brief(p.Limits().Lower95)+" to "+brief(p.Limits().Upper95), brief(p.Limits().Lower998)+" to "+brief(p.Limits().Upper998)).Cells...)
		s.Rows = append(s.Rows, row)
		if kind == chart.Outside998 {
			outside = append(outside, p.Name()+" ("+p.Verdict.String()+")")
		}
		name := ""
		if p.Name() == settings[funnelOwn] {
			name = p.Name()
		}
		drawn = append(drawn, chart.FunnelPlace{
			Number: number, Name: name, Size: p.N(), Value: p.Value(), Kind: kind,
			Lower95: p.Limits().Lower95, Upper95: p.Limits().Upper95, Lower998: p.Limits().Lower998, Upper998: p.Limits().Upper998,
		})
	}
	s.Working = []string{
		"Average of all places together: " + brief(placed.Average) + ". " + upper(placed.Method),
		"Dispersion φ = " + brief(placed.Dispersion.Phi) + " (about 1 when chance explains the scatter): " + pick(placed.Dispersion.Phi.GreaterThan(decimal.NewFromInt(2)), "the places differ by more than chance, so lying outside says that they differ, not that one does badly.", "chance explains most of the scatter."),
	}
	slices.SortStableFunc(drawn, func(a, b chart.FunnelPlace) int { return a.Size.Cmp(b.Size) })
	made := chart.Funnel("Places by size", "Each place by its denominator and its value, the average as a line, 95 % limits dashed, 99.8 % limits whole; the table has the same figures.", "Denominator", unit, placed.Average, drawn)
	s.Chart = &made
	r := form.Result{Sections: []form.Section{s}, Answer: "No place lies outside the 99.8 % limits."}
	if len(outside) > 0 {
		r.Answer = counted(len(outside), "place lies", "places lie") + " outside the 99.8 % limits: " + join(outside) + "."
	}
	for _, n := range placed.Notes {
		r.Notes = append(r.Notes, upper(n.Text))
	}
	r.More = "The average of the " + counted(len(placed.Places()), "place", "places") + " is " + brief(placed.Average) + "."
	return r
}

func funnelKind(p demand.FunnelPlace) string {
	switch p.Confidence {
	case demand.Confidence998:
		return chart.Outside998
	case demand.Confidence95:
		return chart.Outside95
	}
	return chart.WithinLimits
}

func funnelWords(p demand.FunnelPlace) string {
	if p.Verdict == demand.Similar {
		return "within the limits"
	}
	return p.Verdict.String() + ", " + funnelKind(p)
}

// stagesResult follows children along the system.
func stagesResult(rows [][]string) form.Result {
	t := tableOf(Stages, rows)
	if t.Empty() {
		return failed(emptyProblem(Stages, "a stage and how many came to it"))
	}
	text, rowOf := t.Records()
	stages, err := demand.ReadStages(strings.NewReader(text))
	if err != nil {
		return failed(problemAt(Stages, t, rowOf, err))
	}
	steps, err := demand.Conversion(stages)
	if err != nil {
		return failed(form.Problem{Table: Stages, At: grid.Position{Row: -1}, Text: err.Error()})
	}
	s := section("steps", "From stage to stage")
	s.Intro = "How many of one stage there were for those of the stage before. Both are counts of one period: a referral in March may come to its assessment in April."
	s.Columns = columns(1, "From, to", "Before", "After", "Per cent of the stage before", "95 % interval", "Per cent of the first stage")
	drawn := []chart.Stage{{Name: stages[0].Name, Printed: thousands(stages[0].Count), Count: stages[0].Count}}
	var told []string
	r := form.Result{}
	for _, step := range steps {
		percent := oneDecimal(step.Ratio.Value)
		s.Rows = append(s.Rows, cells(step.From.Name+" to "+step.To.Name, thousands(step.From.Count), thousands(step.To.Count), percent+" %", oneDecimal(step.Ratio.Lower)+" to "+oneDecimal(step.Ratio.Upper), oneDecimal(step.FromFirst.Value)+" %"))
		s.Working = append(s.Working, step.To.Name+" ÷ "+step.From.Name+" × 100: "+thousands(step.To.Count)+" ÷ "+thousands(step.From.Count)+" × 100 = "+percent+" (interval: "+step.Ratio.Method.String()+")")
		drawn = append(drawn, chart.Stage{Name: step.To.Name, Printed: thousands(step.To.Count) + ", " + percent + " % of " + strings.ToLower(step.From.Name), Count: step.To.Count})
		told = append(told, percent+" % of "+strings.ToLower(step.From.Name)+" came to "+strings.ToLower(step.To.Name))
		for _, n := range step.Notes {
			r.Notes = append(r.Notes, upper(n.Text))
		}
	}
	made := chart.Steps("From stage to stage", "A bar for each stage, with its share of the stage before; the table has the same figures.", drawn)
	s.Chart = &made
	r.Answer, r.Sections = upperName(strings.Join(told, "; "))+".", []form.Section{s}
	return r
}

func thousands(n int) string { return brief(decimal.NewFromInt(int64(n))) }

func oneDecimal(v demand.Value) string {
	d, ok := v.Decimal()
	if !ok {
		return exact(v)
	}
	return demand.Display{Places: 1, Fixed: true, Full: true}.Write(d)
}

// samplesResult gives opened samples their intervals.
func samplesResult(samples []demand.Sample) form.Result {
	s := section("intervals", "Intervals of the samples")
	s.Columns = columns(0, "Count", "Of", "Value", "Lower", "Upper", "Confidence")
	s.Columns = append(s.Columns, form.Heading{Text: "Method"})
	for _, x := range samples {
		i, err := x.Interval()
		if err != nil {
			continue // the reader refuses what has no interval
		}
		s.Rows = append(s.Rows, cells(brief(x.X), brief(x.N), short(i.Value), short(i.Lower), short(i.Upper), strconv.FormatFloat(float64(i.Confidence), 'g', -1, 64), i.Method.String()))
	}
	return form.Result{Answer: counted(len(samples), "sample", "samples") + " with " + pick(len(samples) == 1, "its interval", "their intervals") + ".", Sections: []form.Section{s}}
}
