package operation

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// DemandFlow is the children in care of the months to come.
func DemandFlow() Operation {
	return Operation{
		Group: "demand", Verb: "flow",
		Title: "Children in care", Question: "How many children will be in care, by age and placement, and how sure is that?",
		Doc: "children in care by age band and placement type in the months to come, from SSDA903 returns or from rates and a stock",
		Inputs: []Input{{
			Name: "tables", File: "FILE …", Table: true, Many: true, Label: "Returns, or rates and a stock", Schema: flow.Schema(flow.StockTable),
			Doc: "SSDA903 header (child, dob) and episodes (child, decom, dec, place, ls), of several years in their order; or rates (band, from, to, per_day) and a stock (placement, children, band or born): told by their columns",
		}},
		Settings: append([]Setting{
			{Name: "from", Label: "Rates from", Kind: Date, Value: "day", Doc: "first day of the window that the rates come from"},
			{Name: "to", Label: "Returns reach to", Kind: Date, Value: "day", Doc: "the day to which the returns reach: the window ends before it and the projection starts on it"},
			{Name: "start", Label: "Day of the stock", Kind: Date, Value: "day", Doc: "the day of a stock given by hand"},
			{Name: "months", Label: "Months", Kind: Whole, Default: "12", Value: "months", Doc: "how many months to project"},
			{Name: "test", Label: "Months to test on", Kind: Whole, Default: "0", Value: "months", Doc: "hold these last months before the end of the returns back and test the model on them"},
			{Name: "scenario", Label: "Scenario", Many: true, Doc: "change a rate, as in flow=entries,band=10 to 15,to=residential,multiply=0.9,since=2026-04-01; may be given more than once"},
			{Name: "runs", Label: "Futures to play", Kind: Whole, Default: "0", Value: "number", Doc: "number of futures to play beside the exact answer"},
			{Name: "uncertain", Label: "Uncertain rates", Kind: Yes, Default: "false", Doc: "widen the intervals by what the events behind estimated rates leave open"},
			{Name: "seed", Label: "Seed of the futures", Kind: Whole, Default: "1", Doc: "the seed of those futures"},
		}, TableSettings()...),
		Example: Example{
			Settings: map[string]string{"start": "2025-04-01"},
			Inputs:   map[string]string{"tables": "placement,band,children\nfostering,5 to 9,40\nresidential,10 to 15,9\n"},
		},
		Zero: flow.Outlook{},
		Slow: true,
		Run: func(ctx context.Context, call Call) (Result, error) {
			s, err := flowSettingsOf(call)
			if err != nil {
				return Result{}, err
			}
			outlook, err := s.project(ctx, call)
			if err != nil {
				return Result{}, err
			}
			return Result{Value: outlook, View: flowView(outlook)}, nil
		},
	}
}

// flowSettings are the settings of a projection.
type flowSettings struct {
	from, to, start time.Time
	months, test    int
	scenario        []flow.Adjustment
	runs            int
	uncertain       bool
	seed            uint64
}

func flowSettingsOf(call Call) (s flowSettings, err error) {
	for _, d := range [...]struct {
		name string
		into *time.Time
	}{{"from", &s.from}, {"to", &s.to}, {"start", &s.start}} {
		if *d.into, err = ParseGiven(call, d.name, flow.ParseDate); err != nil {
			return s, err
		}
	}
	for _, n := range [...]struct {
		name        string
		into        *int
		least, most int
	}{{"months", &s.months, 1, 240}, {"test", &s.test, 0, 240}, {"runs", &s.runs, 0, 1_000_000}} {
		if *n.into, err = Parse(call, n.name, parseFrom(n.least, n.most)); err != nil {
			return s, err
		}
	}
	for _, text := range lines(call.Text("scenario")) {
		adjustment, err := flow.ParseAdjustment(text)
		if err != nil {
			return s, settingFault(call, "scenario", err)
		}
		s.scenario = append(s.scenario, adjustment)
	}
	s.uncertain = call.Text("uncertain") == "true"
	s.seed, err = Parse(call, "seed", func(text string) (uint64, error) {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			err = fmt.Errorf("%s: use a whole number of 0 to %d", quoted(text), uint64(math.MaxUint64))
		}
		return n, err
	})
	return s, err
}

// project reads the tables and carries the stock forward.
func (s flowSettings) project(ctx context.Context, call Call) (flow.Outlook, error) {
	var inputs flow.Inputs
	var notes []string
	for one := range call.each("tables") {
		_, more, err := readNoted(ctx, one, "tables", func(g *table.Grid, o table.Options) (flow.Kind, []string, error) { return inputs.Add(g, o) })
		if err != nil {
			return flow.Outlook{}, err
		}
		notes = append(notes, more...)
	}
	m, err := s.model(call, inputs)
	if err != nil {
		return flow.Outlook{}, err
	}
	end := m.start.AddDate(0, s.months, 0)
	settings := flow.Settings{Start: m.start, Days: int(end.Sub(m.start).Hours() / 24), Scenario: s.scenario, UncertainRates: s.uncertain}
	projection, err := m.Project(m.stock, settings)
	if err != nil {
		return flow.Outlook{}, flowFault(call, err)
	}
	outlook := flow.NewOutlook(m.Model, projection)
	if s.runs > 0 {
		simulated, err := m.Simulate(m.stock, flow.SimulationSettings{Settings: settings, Runs: s.runs, Seed: s.seed})
		if err != nil {
			return flow.Outlook{}, flowFault(call, err)
		}
		outlook.Simulate(simulated)
	}
	if m.test != nil {
		outlook.Test(*m.test)
	}
	outlook.Problems = m.problems
	outlook.Notes = slices.Concat(notes, inputs.Return.Notes(), outlook.Notes)
	return outlook, nil
}

// flowModel is the model that is projected, and where it came from.
type flowModel struct {
	flow.Model
	stock    []flow.Children
	start    time.Time
	problems []flow.Problem
	test     *flow.BackTested
}

// model is the flow of the returns, or the one given by hand.
func (s flowSettings) model(call Call, inputs flow.Inputs) (m flowModel, err error) {
	missing := func(setting, problem, remedy string) error {
		return &figure.Fault{Code: "setting", Path: setting, Problem: problem, Remedy: remedy}
	}
	if len(inputs.Return.Episodes) == 0 {
		switch {
		case s.start.IsZero():
			return m, missing("start", "say on which day the stock stands", "write 2026-04-01")
		case len(inputs.Stock) == 0 && len(inputs.Model.Entries) == 0:
			return m, call.about("tables", errors.New("there is nobody to project: give a stock, entries or SSDA903 episodes"))
		}
		return flowModel{Model: inputs.Model, stock: inputs.Stock, start: s.start}, nil
	}
	for _, d := range [...]struct {
		name string
		day  time.Time
	}{{"from", s.from}, {"to", s.to}} {
		if d.day.IsZero() {
			return m, missing(d.name, "say from and to which day the rates come", "write from 2023-04-01 to 2025-04-01")
		}
	}
	histories, problems := inputs.Return.Histories(flow.HistorySettings{})
	m.problems = problems
	if s.test > 0 {
		fit := flow.Window{From: s.from, To: s.to.AddDate(0, -s.test, 0)}
		tested, err := flow.BackTest(histories, flow.BackTestSettings{Fit: fit, Months: s.test, UncertainRates: s.uncertain})
		if err != nil {
			return m, settingFault(call, "test", err)
		}
		m.test = &tested
	}
	m.Model, err = flow.Estimate(histories, flow.Window{From: s.from, To: s.to}, nil)
	m.stock, m.start = flow.StockOn(histories, s.to), s.to
	return m, call.about("tables", err)
}

// flowFault says what stands against a projection as the fault of the scenario or of the tables.
func flowFault(call Call, err error) error {
	var model *flow.ModelError
	if errors.As(err, &model) && call.Text("scenario") != "" {
		return settingFault(call, "scenario", errors.New(model.Problem))
	}
	return call.about("tables", err)
}

func flowView(o flow.Outlook) View {
	view := View{Answer: o.Answer(), Spoken: true}
	months := Section{
		ID: "months", Title: "Children in care from " + o.Start.Format(time.DateOnly), Notes: slices.Clone(o.Notes),
		Columns: []Column{
			word("month", "Month"), word("placement", "Placement"), number("child-days", "Child-days"), number("children at its end", "Children at its end"),
			number("lower95", "Lower 95 %"), number("upper95", "Upper 95 %"),
		},
		Rows: func(yield func(Row) bool) {
			for _, month := range o.Months {
				for _, p := range append(slices.Clone(month.Placements), month.Total) {
					lower, upper := p.End.Interval95()
					cells := Cells(month.Label, p.Placement, shortFloat(p.ChildDays, 2), shortFloat(p.End.Mean, 2), shortFloat(lower, 2), shortFloat(upper, 2))
					if !yield(Row{Cells: cells}) {
						return
					}
				}
			}
		},
	}
	for _, m := range o.Months {
		months.Count += len(m.Placements) + 1
	}
	reported := o.Reported()
	for _, code := range slices.Sorted(maps.Keys(reported)) {
		months.Notes = append(months.Notes, fmt.Sprintf("episodes reported: %d %s", reported[code], code))
	}
	if s := o.Simulated; s != nil {
		months.Notes = append(months.Notes, fmt.Sprintf("%d futures, seed %d: %s children on the last day, variance %s", s.Runs, s.Seed, shortFloat(s.Children.Mean, 2), shortFloat(s.Children.Variance, 2)))
	}
	view.Sections = []Section{months}
	if o.BackTest != nil {
		view.Sections = append(view.Sections, flowTest(*o.BackTest))
	}
	return view
}

// flowTest is the model held against the past.
func flowTest(b flow.BackTested) Section {
	return Section{
		ID: "test", Title: "Tested from " + b.Start.Format(time.DateOnly), Count: len(b.Rows),
		Columns: []Column{
			word("date", "Date"), word("placement", "Placement"), number("expected", "Expected"), number("lower95", "Lower 95 %"), number("upper95", "Upper 95 %"), number("actual", "Actual"),
		},
		Rows: func(yield func(Row) bool) {
			for _, r := range b.Rows {
				if !yield(Row{Cells: Cells(
					r.Date.Format(time.DateOnly), r.Placement, shortFloat(r.Expected.Mean, 2), shortFloat(r.Lower95, 2), shortFloat(r.Upper95, 2), strconv.Itoa(r.Actual),
				)}) {
					return
				}
			}
		},
		Notes: []string{fmt.Sprintf(
			"mean error %s children a type and month (unchanged stock: %s), %s %% within the 95 %% interval", shortFloat(b.MAE, 2), shortFloat(b.Unchanged, 2), shortFloat(b.Covered95, 2),
		)},
	}
}
