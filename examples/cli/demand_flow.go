package main

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
	"github.com/scrutineer-dev/scrutineer/table"
)

// flowFlags are the settings of demand flow.
type flowFlags struct {
	from, to, start flowDate
	months, test    int
	scenario        adjustments
	runs            int
	uncertain       bool
	seed            uint64
}

// flowDate is a flag that is a date.
type flowDate struct{ time.Time }

func (d *flowDate) String() string {
	if d == nil || d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}

func (d *flowDate) Set(text string) (err error) {
	d.Time, err = flow.ParseDate(text)
	return err
}

// adjustments is a flag that may be given more than once: flow=entries,band=10 to 15,multiply=0.9,since=2026-04-01.
type adjustments []flow.Adjustment

func (a *adjustments) String() string { return "" }

func (a *adjustments) Set(text string) error {
	adjustment, err := flow.ParseAdjustment(text)
	if err != nil {
		return err
	}
	*a = append(*a, adjustment)
	return nil
}

func setupFlow(flags *flag.FlagSet) func(input) (output, error) {
	var f flowFlags
	flags.Var(&f.from, "from", "first `day` of the window that the rates come from")
	flags.Var(&f.to, "to", "the `day` to which the returns reach: the window ends before it and the projection starts on it")
	flags.Var(&f.start, "start", "the `day` of a stock given by hand")
	flags.IntVar(&f.months, "months", 12, "how many `months` to project")
	flags.IntVar(&f.test, "test", 0, "hold these last `months` before -to back and test the model on them")
	flags.Var(&f.scenario, "scenario", "change a rate, as in flow=entries,band=10 to 15,to=residential,multiply=0.9,since=2026-04-01; may be given more than once")
	flags.IntVar(&f.runs, "runs", 0, "play so many futures beside the exact answer")
	flags.BoolVar(&f.uncertain, "uncertain", false, "widen the intervals by what the events behind estimated rates leave open")
	flags.Uint64Var(&f.seed, "seed", 1, "the seed of those futures")
	return func(in input) (output, error) { return f.run(in) }
}

func (f flowFlags) run(in input) (output, error) {
	if f.months < 1 || f.months > 240 {
		return output{}, fmt.Errorf("-months %d: use 1 to 240", f.months)
	}
	var inputs flow.Inputs
	var notes []string
	names := in.files
	if len(names) == 0 {
		names = []string{"-"}
	}
	for _, name := range names {
		_, more, err := readNotedOf(in, name, func(g *table.Grid, o table.Options) (flow.Kind, []string, error) { return inputs.Add(g, o) })
		notes = append(notes, more...)
		if err != nil {
			return output{}, err
		}
	}
	out := flowJSON{Problems: []problemJSON{}, LeftOut: map[string]int{}, Notes: append(notes, inputs.Return.Notes()...)}
	model, stock, start, err := f.model(inputs, &out)
	if err != nil {
		return output{}, err
	}
	end := start.AddDate(0, f.months, 0)
	settings := flow.Settings{Start: start, Days: int(end.Sub(start).Hours() / 24), Scenario: f.scenario, UncertainRates: f.uncertain}
	projection, err := model.Project(stock, settings)
	if err != nil {
		return output{}, err
	}
	var simulated *flow.Simulation
	if f.runs > 0 {
		s, err := model.Simulate(stock, flow.SimulationSettings{Settings: settings, Runs: f.runs, Seed: f.seed})
		if err != nil {
			return output{}, err
		}
		simulated = &s
	}
	return out.fill(model, projection, simulated), nil
}

// model is the flow of the returns, or the one given by hand.
func (f flowFlags) model(inputs flow.Inputs, out *flowJSON) (m flow.Model, stock []flow.Children, start time.Time, err error) {
	if len(inputs.Return.Episodes) == 0 {
		if f.start.IsZero() {
			return m, nil, start, errors.New("-start: say on which day the stock stands")
		}
		if len(inputs.Stock) == 0 && len(inputs.Model.Entries) == 0 {
			return m, nil, start, errors.New("there is nobody to project: give a stock, entries or SSDA903 episodes")
		}
		return inputs.Model, inputs.Stock, f.start.Time, nil
	}
	if f.from.IsZero() || f.to.IsZero() {
		return m, nil, start, errors.New("-from and -to: say which days the rates come from, as in -from 2023-04-01 -to 2025-04-01")
	}
	histories, problems := inputs.Return.Histories(flow.HistorySettings{})
	for _, p := range problems {
		out.Problems = append(out.Problems, problemJSON{string(p.Code), p.Child, p.Line, p.Text})
		if p.Code.LeftOut() {
			out.LeftOut[string(p.Code)]++
		}
	}
	if f.test > 0 {
		fit := flow.Window{From: f.from.Time, To: f.to.AddDate(0, -f.test, 0)}
		tested, err := flow.BackTest(histories, flow.BackTestSettings{Fit: fit, Months: f.test, UncertainRates: f.uncertain})
		if err != nil {
			return m, nil, start, fmt.Errorf("-test %d: %w", f.test, err)
		}
		out.BackTest = newBackTest(tested)
	}
	m, err = flow.Estimate(histories, flow.Window{From: f.from.Time, To: f.to.Time}, nil)
	return m, flow.StockOn(histories, f.to.Time), f.to.Time, err
}

// flowJSON is the output of demand flow.
type flowJSON struct {
	Start      string          `json:"start"`
	Months     []periodJSON    `json:"months"`
	Quarters   []periodJSON    `json:"quarters"`
	States     []stateJSON     `json:"states"`
	Rates      []rateJSON      `json:"rates"`
	Simulation *simulationJSON `json:"simulation"`
	BackTest   *backTestJSON   `json:"back_test"`
	Problems   []problemJSON   `json:"problems"`
	LeftOut    map[string]int  `json:"left_out"`
	Method     string          `json:"method"`
	Notes      []string        `json:"notes"`
}

type periodJSON struct {
	Period     string          `json:"period"`
	From       string          `json:"from"`
	To         string          `json:"to"`
	Days       int             `json:"days"`
	Whole      bool            `json:"whole"`
	Placements []placementJSON `json:"placements"`
	Total      placementJSON   `json:"total"`
}

type placementJSON struct {
	Placement string `json:"placement"`
	ChildDays string `json:"child_days"`
	Mean      string `json:"children"`
	Variance  string `json:"variance"`
	Lower95   string `json:"lower95"`
	Upper95   string `json:"upper95"`
}

// stateJSON is a band and a placement type on the last day.
type stateJSON struct {
	Band      string `json:"band"`
	Placement string `json:"placement"`
	Mean      string `json:"children"`
	Variance  string `json:"variance"`
}

type rateJSON struct {
	Band      string  `json:"band"`
	From      *string `json:"from"`
	To        *string `json:"to"`
	PerDay    string  `json:"per_day"`
	Events    *int    `json:"events"`
	ChildDays *int    `json:"child_days"`
}

type simulationJSON struct {
	Runs     int    `json:"runs"`
	Seed     uint64 `json:"seed"`
	Mean     string `json:"children"`
	Variance string `json:"variance"`
	Lower95  string `json:"lower95"`
	Upper95  string `json:"upper95"`
}

type backTestJSON struct {
	Start     string            `json:"start"`
	MAE       string            `json:"mae"`
	Unchanged string            `json:"mae_unchanged"`
	Total     string            `json:"total_mae"`
	TotalUn   string            `json:"total_mae_unchanged"`
	Covered95 string            `json:"covered95_percent"`
	Rows      []backTestRowJSON `json:"rows"`
}

type backTestRowJSON struct {
	Date      string `json:"date"`
	Placement string `json:"placement"`
	Expected  string `json:"expected"`
	Lower95   string `json:"lower95"`
	Upper95   string `json:"upper95"`
	Actual    int    `json:"actual"`
	Inside    bool   `json:"inside"`
}

type problemJSON struct {
	Code  string `json:"code"`
	Child string `json:"child"`
	Line  int    `json:"line"`
	Text  string `json:"text"`
}

func newBackTest(b flow.BackTested) *backTestJSON {
	out := &backTestJSON{
		Start: b.Start.Format(time.DateOnly), MAE: number(b.MAE), Unchanged: number(b.Unchanged),
		Total: number(b.TotalMAE), TotalUn: number(b.TotalUnchanged), Covered95: number(b.Covered95),
	}
	for _, r := range b.Rows {
		out.Rows = append(out.Rows, backTestRowJSON{
			Date: r.Date.Format(time.DateOnly), Placement: r.Placement, Expected: number(r.Expected.Mean),
			Lower95: number(r.Lower95), Upper95: number(r.Upper95), Actual: r.Actual, Inside: r.Inside,
		})
	}
	return out
}

func newPlacement(p flow.PlacementPeriod) placementJSON {
	lower, upper := p.End.Interval95()
	return placementJSON{
		Placement: p.Placement, ChildDays: number(p.ChildDays), Mean: number(p.End.Mean), Variance: number(p.End.Variance),
		Lower95: number(lower), Upper95: number(upper),
	}
}

func newPeriods(periods []flow.Period) []periodJSON {
	out := []periodJSON{}
	for _, p := range periods {
		row := periodJSON{
			Period: p.Label, From: p.From.Format(time.DateOnly), To: p.To.Format(time.DateOnly), Days: p.Days, Whole: p.Whole,
			Total: newPlacement(p.Total),
		}
		for _, placement := range p.Placements {
			row.Placements = append(row.Placements, newPlacement(placement))
		}
		out = append(out, row)
	}
	return out
}

func (out flowJSON) fill(m flow.Model, p flow.Projection, simulated *flow.Simulation) output {
	out.Start, out.Method, out.Notes = p.Start.Format(time.DateOnly), p.Method, append(out.Notes, p.Notes...)
	out.Months, out.Quarters = newPeriods(p.Months), newPeriods(p.Quarters)
	last := p.Moments[len(p.Moments)-1]
	for i, s := range p.States {
		out.States = append(out.States, stateJSON{s.Band, s.Placement, number(last.Mean[i]), number(max(last.Covariance[i][i], 0))})
	}
	for _, r := range m.Rates {
		row := rateJSON{Band: r.Band, From: &r.From, PerDay: number(r.PerDay)}
		if r.To != "" {
			row.To = &r.To
		}
		if r.Events > 0 {
			row.Events, row.ChildDays = &r.Events, &r.ChildDays
		}
		out.Rates = append(out.Rates, row)
	}
	for _, e := range m.Entries {
		row := rateJSON{Band: e.Band, To: &e.To, PerDay: number(e.PerDay)}
		if e.Events > 0 {
			row.Events = &e.Events
		}
		out.Rates = append(out.Rates, row)
	}
	if simulated != nil {
		end := simulated.Moments[len(simulated.Moments)-1]
		out.Simulation = &simulationJSON{
			Runs: simulated.Runs, Seed: simulated.Seed, Mean: number(end.Total.Mean), Variance: number(end.Total.Variance),
			Lower95: number(end.Lower95), Upper95: number(end.Upper95),
		}
	}
	return output{JSON: out, Tables: out.tables(p)}
}

func (out flowJSON) tables(p flow.Projection) []printable {
	months := printable{
		Title:  "Children in care from " + out.Start,
		Header: []string{"month", "placement", "child-days", "children at its end", "lower95", "upper95"}, Notes: slices.Clone(out.Notes),
	}
	for _, month := range p.Months {
		for _, placement := range append(slices.Clone(month.Placements), month.Total) {
			lower, upper := placement.End.Interval95()
			months.Rows = append(months.Rows, []string{
				month.Label, placement.Placement, short(placement.ChildDays), short(placement.End.Mean), short(lower), short(upper),
			})
		}
	}
	counts := map[string]int{}
	for _, problem := range out.Problems {
		counts[problem.Code]++
	}
	for _, code := range slices.Sorted(maps.Keys(counts)) {
		months.Notes = append(months.Notes, fmt.Sprintf("episodes reported: %d %s", counts[code], code))
	}
	if s := out.Simulation; s != nil {
		months.Notes = append(months.Notes, fmt.Sprintf("%d futures, seed %d: %s children on the last day, variance %s", s.Runs, s.Seed, shorter(s.Mean), shorter(s.Variance)))
	}
	tables := []printable{months}
	if b := out.BackTest; b != nil {
		test := printable{Title: "Tested from " + b.Start, Header: []string{"date", "placement", "expected", "lower95", "upper95", "actual"}}
		for _, r := range b.Rows {
			test.Rows = append(test.Rows, []string{r.Date, r.Placement, shorter(r.Expected), shorter(r.Lower95), shorter(r.Upper95), strconv.Itoa(r.Actual)})
		}
		test.Notes = append(test.Notes, fmt.Sprintf("mean error %s children a type and month (unchanged stock: %s), %s %% within the 95 %% interval", shorter(b.MAE), shorter(b.Unchanged), shorter(b.Covered95)))
		tables = append(tables, test)
	}
	return tables
}
