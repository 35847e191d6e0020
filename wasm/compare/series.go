package compare

import (
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/forecast"
	"github.com/scrutineer-dev/scrutineer/demand/series"
	"github.com/scrutineer-dev/scrutineer/demand/spc"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// own is a person's series and what is asked about it.
type own struct {
	name     string
	points   []series.Point
	values   []float64
	settings map[string]string
	polarity rag.Polarity
	target   *float64
	forecast forecast.Settings
	method   *forecast.Method // nil for the best on the past
}

// seriesResult charts a series, tests it, and carries it forward.
func seriesResult(rows [][]string, settings map[string]string) form.Result {
	t := tableOf(Series, rows)
	if t.Empty() {
		return failed(emptyProblem(Series, "a period and its value"))
	}
	o := own{name: strings.TrimSpace(settings["series_name"]), settings: settings, polarity: polarityOf(settings["series_better"])}
	if o.name == "" {
		o.name = "The series"
	}
	if problems := o.read(t); len(problems) > 0 {
		return failed(problems...)
	}
	controlled, err := spc.XmR(o.values, spc.Settings{Polarity: o.polarity, Target: o.target})
	if err != nil {
		return failed(form.Problem{Table: Series, At: grid.Position{Row: -1}, Text: err.Error()})
	}
	r := form.Result{Answer: o.variation(controlled), More: o.assurance(controlled)}
	r.Sections = append(r.Sections, o.xmr(controlled))
	r.Sections = append(r.Sections, o.runs()...)
	r.Sections = append(r.Sections, o.carriedForward()...)
	for _, note := range append(series.Notes(o.points), controlled.Notes...) {
		r.Notes = append(r.Notes, upper(note))
	}
	return r
}

// read takes the series and its settings, and says at once what is wrong with any of them.
func (o *own) read(t *grid.Table) []form.Problem {
	var problems []form.Problem
	text, rowOf := t.Records()
	var err error
	if o.points, err = series.Read(strings.NewReader(text), "value"); err == nil {
		o.values, err = series.Values(o.points)
	}
	if err != nil {
		problems = append(problems, problemAt(Series, t, rowOf, err))
	}
	if target := strings.TrimSpace(o.settings["target"]); target != "" {
		value, err := demand.ParseValue(target)
		number, ok := value.Decimal()
		if err != nil || !ok {
			problems = append(problems, form.Problem{Field: "target", Label: "Target", Text: strconv.Quote(target) + " is not a number: type one, or leave it blank"})
		}
		o.target = new(number.InexactFloat64())
	}
	const most = 24
	horizon, err := strconv.Atoi(strings.TrimSpace(o.settings["horizon"]))
	if err != nil || horizon < 1 || horizon > most {
		problems = append(problems, form.Problem{Field: "horizon", Label: "Periods ahead", Text: strconv.Quote(o.settings["horizon"]) + " is not a whole number from 1 to 24"})
	}
	season, err := strconv.Atoi(o.settings["season"])
	if err != nil || season < 1 {
		season = 1
	}
	o.forecast = forecast.Settings{Horizon: horizon, Season: season}
	if name := o.settings["method"]; name != "best" {
		var m forecast.Method
		if err := m.UnmarshalText([]byte(name)); err != nil {
			problems = append(problems, form.Problem{Field: "method", Label: "Forecast by", Text: err.Error()})
		}
		o.method = &m
	}
	return problems
}

// variation says what the latest point shows.
func (o *own) variation(c spc.Chart) string {
	latest := last(o.points)
	words := o.name + ", " + latest.Period + ": " + float(latest.Value.Decimal.InexactFloat64())
	switch c.Variation {
	case spc.Improvement:
		return words + " shows special cause variation for the better: more than the usual movement."
	case spc.Concern:
		return words + " shows special cause variation for the worse: more than the usual movement."
	case spc.NeutralHigh:
		return words + " is higher than the usual movement explains."
	case spc.NeutralLow:
		return words + " is lower than the usual movement explains."
	}
	return words + " is within the usual movement: no rule marks it."
}

// assurance says whether the target will be met as things stand.
func (o *own) assurance(c spc.Chart) string {
	limits := c.Last()
	words := "Left as it is, the series moves between " + float(limits.Lower) + " and " + float(limits.Upper) + " around " + float(limits.Centre) + "."
	if o.target == nil {
		return words
	}
	switch c.Assurance {
	case spc.ConsistentPass:
		return words + " It will meet the target of " + float(*o.target) + " time after time."
	case spc.ConsistentFail:
		return words + " It will miss the target of " + float(*o.target) + " time after time unless something changes."
	case spc.Inconsistent:
		return words + " The target of " + float(*o.target) + " lies within that, so it is met or missed by chance."
	}
	return words + " Say whether more or less is better to hold the target of " + float(*o.target) + " against it."
}

// xmr is the control chart and every point of it.
func (o *own) xmr(c spc.Chart) form.Section {
	s := section("xmr", "Variation over time")
	s.Intro = "A point is marked when it is more than the usual movement from one period to the next (rules of NHS England's “Making Data Count”): L beyond a limit, T seven in a row rising or falling, 2 two of three near a limit, S seven on one side of the mean."
	s.Columns = []form.Heading{{Text: "Period"}, {Text: "What it shows"}, {Text: "Rule"}, {Text: "Value", Number: true}, {Text: "Lower limit", Number: true}, {Text: "Mean", Number: true}, {Text: "Upper limit", Number: true}}
	var drawn []chart.Control
	for i, p := range c.Points {
		limits := c.Parts[p.Part].Limits
		kind, tag := variationWords(p.Type)
		row := cells(o.points[i].Period)
		row.Cells = append(row.Cells, form.Cell{Text: upperName(kind), Tag: tag})
		row.Cells = append(row.Cells, cells(ruleWords(p.Rule), float(p.Value), float(limits.Lower), float(limits.Centre), float(limits.Upper)).Cells...)
		s.Rows = append(s.Rows, row)
		drawn = append(drawn, chart.Control{
			Period: o.points[i].Period, Value: p.Value, Lower: limits.Lower, Centre: limits.Centre, Upper: limits.Upper, Kind: kind, Mark: ruleMark(p.Rule),
		})
	}
	for _, part := range c.Parts {
		s.Working = append(s.Working,
			"Mean of "+counted(part.Based, "point", "points")+" = "+float(part.Centre),
			"Mean moving range (the mean size of the steps from one point to the next) = "+float(part.MeanRange),
			"Limits: "+float(part.Centre)+" − 2.66 × "+float(part.MeanRange)+" = "+float(part.Lower)+"; "+float(part.Centre)+" + 2.66 × "+float(part.MeanRange)+" = "+float(part.Upper))
	}
	made := chart.XmR(o.name, "The values over time, their mean as a line and the limits of usual variation dashed; a marked point has a shape and the letter of its rule. The table has the same figures.", "Value", drawn, o.target)
	s.Chart = &made
	return s
}

func variationWords(v spc.Variation) (kind, tag string) {
	switch v {
	case spc.Improvement:
		return chart.Improvement, "better"
	case spc.Concern:
		return chart.Concern, "worse"
	case spc.NeutralHigh:
		return chart.High, "higher"
	case spc.NeutralLow:
		return chart.Low, "lower"
	}
	return chart.Usual, ""
}

func ruleWords(r spc.Rule) string {
	switch r {
	case spc.OutsideLimits:
		return "L: beyond a limit"
	case spc.Trend:
		return "T: in a run of seven, each further the same way"
	case spc.TwoOfThree:
		return "2: two of three near a limit"
	case spc.Shift:
		return "S: in a run of seven on one side of the mean"
	}
	return "none"
}

func ruleMark(r spc.Rule) string {
	if r == spc.NoRule {
		return ""
	}
	return ruleWords(r)[:1]
}

// runs is the run chart's test.
func (o *own) runs() []form.Section {
	c, err := spc.RunChartOf(o.values, spc.RunSettings{})
	if err != nil {
		return nil
	}
	s := section("runs", "Runs around the median")
	s.Intro = "The runs are no longer, and the crossings no fewer, than chance allows: no shift."
	if c.Runs.Signal {
		s.Intro = "The runs are longer, or the crossings fewer, than chance allows: the series has shifted."
	}
	s.Columns = columns(1, "Test (Anhøj)", "Found", "Chance allows")
	s.Rows = []form.Row{
		cells("Longest run on one side of the median "+float(c.Centre), whole(c.Runs.Longest), "at most "+whole(c.Runs.LongestMax)),
		cells("Crossings of the median", whole(c.Runs.Crossings), "at least "+whole(c.Runs.CrossingsMin)),
		cells("Points not on the median", whole(c.Runs.Useful), ""),
	}
	return []form.Section{s}
}

// carriedForward is the forecast with its intervals, and how each method did on the series' own past.
func (o *own) carriedForward() []form.Section {
	points, shorter := series.Regular(o.points, o.forecast.Season)
	values, _ := series.Values(points) // none is missing: the whole series was read
	choice, chooseErr := forecast.Choose(values, o.forecast)
	method := choice.Best
	if o.method != nil {
		method = *o.method
	}
	s := section("forecast", "Carried forward")
	if o.method == nil && chooseErr != nil {
		s.Intro = "No forecast: " + chooseErr.Error() + "."
		return []form.Section{s}
	}
	made, err := forecast.Predict(values, method, o.forecast)
	if err != nil {
		s.Intro = "No forecast: " + err.Error() + "."
		return []form.Section{s}
	}
	s.Intro = "By " + methodTitle(method) + pick(o.method == nil, ", which did best on the series’ own past", ", as chosen") + ". If the series goes on as it did, the value lies in the inner band 80 and in the outer one 95 times in a hundred. No interval covers a change in what is measured, in law or in practice."
	for _, note := range append(shorter, made.Notes...) {
		s.Intro += " " + upper(note)
	}
	s.Columns = columns(1, "Periods ahead", "Forecast", "80 % of the time", "95 % of the time")
	var steps []chart.Step
	for _, p := range made.Points {
		s.Rows = append(s.Rows, cells(whole(p.Step), float(p.Mean), float(p.Lower80)+" to "+float(p.Upper80), float(p.Lower95)+" to "+float(p.Upper95)))
		steps = append(steps, chart.Step{Period: "+" + whole(p.Step), Mean: p.Mean, Lower80: p.Lower80, Upper80: p.Upper80, Lower95: p.Lower95, Upper95: p.Upper95})
	}
	var past []chart.Observed
	for i, p := range o.points {
		past = append(past, chart.Observed{Period: p.Period, Value: o.values[i]})
	}
	picture := chart.Fan(o.name+", carried forward", "The values so far and the forecast with its 80 and 95 per cent bands; the table has the same figures.", "Value", past, steps)
	s.Chart = &picture
	if fit := made.Fit; fit != nil {
		s.Working = append(s.Working, "Smoothing: α = "+float(fit.Alpha)+", β = "+float(fit.Beta)+", γ = "+float(fit.Gamma)+"; standard deviation of the one-step errors "+float(fit.Sigma))
	}
	return append([]form.Section{s}, o.backTest(choice, chooseErr, method)...)
}

// backTest is how the methods did on the past.
func (o *own) backTest(choice forecast.Choice, err error, method forecast.Method) []form.Section {
	s := section("backtest", "How the methods did on the past")
	if err != nil {
		s.Intro = "No method could be tried on the past: " + err.Error() + "."
		return []form.Section{s}
	}
	s.Intro = "Each method forecast from every earlier point, and what came was held against it. MASE is the mean error over that of saying “as last time”: below 1 is better than that."
	s.Columns = columns(1, "Method", "MASE", "Root mean square error", "Within the 80 % band", "Within the 95 % band", "Forecasts")
	for _, t := range choice.Trials {
		mase := "–"
		if t.HasMASE {
			mase = float(t.MASE)
		}
		row := cells(upperName(methodTitle(t.Method)), mase, float(t.RMSE), float(t.Covered80)+" %", float(t.Covered95)+" %", whole(t.Pairs))
		row.Total = t.Method == method
		s.Rows = append(s.Rows, row)
	}
	for _, left := range choice.Left {
		s.Working = append(s.Working, "Not compared: "+upperName(methodTitle(left.Method))+": "+left.Reason.Error())
	}
	return []form.Section{s}
}

func methodTitle(m forecast.Method) string {
	switch m {
	case forecast.Mean:
		return "the mean of all values"
	case forecast.Naive:
		return "the last value (naive)"
	case forecast.SeasonalNaive:
		return "the last value of the same season"
	case forecast.Drift:
		return "drift (the line from first to last)"
	case forecast.SES:
		return "simple exponential smoothing"
	case forecast.Holt:
		return "Holt (level and trend)"
	case forecast.HoltExponential:
		return "Holt with a rate of growth"
	case forecast.HoltWinters:
		return "Holt-Winters (level, trend, season)"
	case forecast.HoltWintersMultiplicative:
		return "Holt-Winters with multiplied seasons"
	}
	return m.String()
}
