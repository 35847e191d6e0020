package operation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// planAmounts are the settings of a plan that are numbers, and in what they are counted. Those of a change at once come before those
// of a month.
var planAmounts = [...]struct{ name, label, value, doc string }{
	{"joining", "FTE joining", "FTE", "FTE that joins at once"},
	{"leaving", "FTE leaving", "FTE", "FTE that leaves at once; their cases stay with the service"},
	{"newly_qualified", "Of those joining, newly qualified", "FTE", "FTE of those joining at once who are newly qualified"},
	{"opening", "Cases that open", "cases", "cases that open at once"},
	{"ending", "Cases that end", "cases", "cases that end at once"},
	{"joining_monthly", "FTE joining each month", "FTE", "FTE that joins each month"},
	{"newly_qualified_monthly", "Of them newly qualified", "FTE", "FTE of those joining each month who are newly qualified"},
	{"turnover", "Turnover in a year, per cent", "per cent", "leavers in a year over in post, in per cent"},
	{"opening_monthly", "Cases that open each month", "cases", "cases that open each month"},
	{"ending_monthly", "Cases that end each month", "cases", "cases that end each month"},
	{"ending_percent", "Of the open cases, ending each month, per cent", "per cent", "per cent of open cases that end each month"},
}

// CaseloadPlan is the staff that an average takes, what follows from a change, and when the average is reached.
func CaseloadPlan() Operation {
	settings := []Setting{
		{Name: "aim", Label: "Average aimed at", Kind: Number, Default: "15", Value: "cases", Doc: "average cases per FTE to be at or under"},
		asyeSetting("1"),
	}
	for _, a := range planAmounts {
		settings = append(settings, Setting{Name: a.name, Label: a.label, Kind: Number, Value: a.value, Doc: a.doc})
	}
	return Operation{
		Group: "caseload", Verb: "plan",
		Title: "Recruiting", Question: "How many workers does an average take, and when is it reached?",
		Method: "The staff for an average is the cases over the average. New workers are found on whole numbers, so that no rounding asks for one too many. Newly qualified workers count at their share of a full load. Cases of those who leave stay with the service. " +
			"In each month the turnover leaves, then joiners come, then cases open and end. Recruiting moves no case by itself: who is still over until cases are handed on is a question of transfers.",
		Doc:    "workers needed for an average, the average after a change, months until it is reached",
		Inputs: []Input{workersInput()},
		Settings: slices.Concat(settings, []Setting{
			{Name: "months", Label: "Months to look ahead", Kind: Whole, Default: "120", Value: "months", Doc: "how many months to look ahead"},
			{Name: "start", Label: "Months count from", Kind: Date, Value: "date", Doc: "date from which months are counted, as 2025-09-30"},
			leaveOutSetting(),
		}, TableSettings()),
		Example: Example{
			Settings: map[string]string{"aim": "15", "joining": "4", "newly_qualified": "2", "asye": "0.6", "joining_monthly": "1", "turnover": "15", "opening_monthly": "60", "ending_monthly": "62"},
			Inputs:   map[string]string{"workers": caseloadExample()}, Source: caseloadExampleSource,
		},
		Zero: caseload.Plan{},
		Run:  runCaseloadPlan,
	}
}

func runCaseloadPlan(ctx context.Context, call Call) (Result, error) {
	aim, err := Parse(call, "aim", parsePositiveNumber)
	if err != nil {
		return Result{}, settingFault(call, "aim", fmt.Errorf("the average: %w", errors.Unwrap(err)))
	}
	asye, err := Parse(call, "asye", parsePositiveNumber)
	if err != nil {
		return Result{}, err
	}
	amounts := map[string]decimal.Decimal{}
	for _, a := range planAmounts {
		if amounts[a.name], err = ParseGiven(call, a.name, parseAmount); err != nil {
			return Result{}, err
		}
	}
	change, err := planChange(call, amounts, asye)
	if err != nil {
		return Result{}, err
	}
	course, err := planCourse(call, amounts)
	if err != nil {
		return Result{}, err
	}
	roster, err := readRoster(ctx, call)
	if err != nil {
		return Result{}, err
	}
	profile, err := caseload.NewProfile(roster, caseload.Settings{})
	if err != nil {
		return Result{}, aboutWorkers(call, err)
	}
	now := caseload.Staffing{Cases: profile.Cases, FTE: profile.HoldingFTE}
	p, err := now.Plan(aim, caseload.Protection{Factor: asye}, change, course)
	if err != nil {
		return Result{}, aboutWorkers(call, err)
	}
	p.Notes = roster.Notes
	return Result{Value: p, View: caseloadPlanView(p)}, nil
}

// asked says whether any of some settings is given.
func (c Call) asked(settings ...string) bool {
	return slices.ContainsFunc(settings, func(name string) bool { return c.Text(name) != "" })
}

// planChange is the change at once; nil where none was asked for.
func planChange(call Call, amounts map[string]decimal.Decimal, asye decimal.Decimal) (*caseload.Change, error) {
	if !call.asked("joining", "leaving", "opening", "ending") {
		return nil, nil
	}
	c := caseload.Change{
		Joining: amounts["joining"], Leaving: amounts["leaving"], NewlyQualified: amounts["newly_qualified"], Protection: caseload.Protection{Factor: asye},
	}
	var err error
	if c.Opening, err = ParseGiven(call, "opening", parseWhole); err != nil {
		return nil, err
	}
	c.Ending, err = ParseGiven(call, "ending", parseWhole)
	return &c, err
}

// planCourse is what happens from month to month; nil where that was not asked for.
func planCourse(call Call, amounts map[string]decimal.Decimal) (*caseload.Course, error) {
	if !call.asked("joining_monthly", "turnover", "opening_monthly", "ending_monthly", "ending_percent") {
		return nil, nil
	}
	c := caseload.Course{
		Joining: amounts["joining_monthly"], NewlyQualified: amounts["newly_qualified_monthly"], TurnoverPercent: amounts["turnover"],
		Opening: amounts["opening_monthly"], Ending: amounts["ending_monthly"], EndingPercent: amounts["ending_percent"],
	}
	var err error
	if c.Most, err = Parse(call, "months", parseFrom(1, 1200)); err != nil {
		return nil, err
	}
	c.Start, err = ParseGiven(call, "start", parseDay)
	return &c, err
}

func caseloadPlanView(p caseload.Plan) View {
	aim := p.Aim.String()
	rows := [][3]string{
		{"average now", onePlace(p.Now.Average()), p.Now.Average().Working(caseload.DfEPlaces)},
		{"FTE needed for " + aim, onePlace(p.Need.FTE), p.Need.FTE.Working(caseload.DfEPlaces)},
		{"more full-time workers needed", strconv.Itoa(p.Need.More)},
		{"or more newly qualified ones", strconv.Itoa(p.Need.MoreNewlyQualified)},
		{"or cases that must close", strconv.Itoa(p.Need.ToClose)},
	}
	view := View{
		Answer: fmt.Sprintf("An average of %s takes %s FTE: %s more than now, or %s, or %s fewer.", aim, onePlace(p.Need.FTE),
			counted(p.Need.More, "full-time worker", "full-time workers"), counted(p.Need.MoreNewlyQualified, "newly qualified one", "newly qualified ones"), counted(p.Need.ToClose, "case", "cases")),
		Notes: p.Notes,
	}
	if s, need := p.After, p.NeedAfter; s != nil && need != nil {
		view.Answer = "After the change the average goes from " + onePlace(p.Now.Average()) + " to " + onePlace(s.Average()) + " cases per FTE. " + view.Answer
		rows = append(
			rows, [3]string{"average after the change", onePlace(s.Average()), s.Average().Working(caseload.DfEPlaces)},
			[3]string{"more full-time workers needed then", strconv.Itoa(need.More)},
			[3]string{"or more newly qualified ones then", strconv.Itoa(need.MoreNewlyQualified)},
			[3]string{"or cases that must close then", strconv.Itoa(need.ToClose)},
		)
	}
	if a := p.Arrival; a != nil {
		text := "not reached"
		view.More = sentence(a.Note)
		if a.Reached {
			text = strconv.Itoa(a.Month)
			view.More = fmt.Sprintf("An average of %s is reached after %s.", aim, counted(a.Month, "month", "months"))
		}
		if a.Reached && !a.Date.IsZero() {
			day := a.Date.Format(time.DateOnly)
			text += ", " + day
			view.More = fmt.Sprintf("An average of %s is reached after %s, on %s.", aim, counted(a.Month, "month", "months"), day)
		}
		rows = append(rows, [3]string{"months until " + aim + " is reached", text, a.Note})
	}
	s := valueSection("plan", "Plan", rows)
	s.Definitions = []string{"caseload.need", "caseload.protection", "caseload.mean_per_fte"}
	view.Sections = []Section{s}
	if p.Arrival != nil {
		view.Further = func() []Section { return []Section{courseSection(p)} }
	}
	return view
}

// courseSection is the service month by month.
func courseSection(p caseload.Plan) Section {
	path := p.Arrival.Path
	s := Section{
		ID: "course", Title: "Month by month", Count: len(path),
		Columns: []Column{number("month", "Month"), word("date", "Date"), number("FTE", "FTE"), number("cases", "Cases"), number("average", "Cases per FTE")},
		Rows: func(yield func(Row) bool) {
			for _, m := range path {
				day := ""
				if !m.Date.IsZero() {
					day = m.Date.Format(time.DateOnly)
				}
				if !yield(Row{Cells: Cells(strconv.Itoa(m.Month), day, short(m.FTE, 1), short(m.Cases, 1), onePlace(m.Average()))}) {
					return
				}
			}
		},
	}
	if len(path) > 1 {
		s.Chart = func() Chart { return courseChart(p) }
	}
	return s
}

func courseChart(p caseload.Plan) Chart {
	c := Chart{
		Kind: Lines, Title: "Cases per full-time equivalent", Unit: "Cases per FTE", Across: "Month", Description: "The average at the end of each month, and the one that is aimed at; the table below has the same figures.",
		Lines: []ChartLine{{Name: "Average"}}, Marks: []Mark{{Label: "aim " + p.Aim.String(), At: p.Aim}},
	}
	for _, m := range p.Arrival.Path {
		c.Periods = append(c.Periods, strconv.Itoa(m.Month))
		value, ok := m.Average().Round(caseload.DfEPlaces)
		c.Lines[0].Values = append(c.Lines[0].Values, decimal.NullDecimal{Decimal: value, Valid: ok})
	}
	return c
}
