package form

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// WorkersTable is the id of the table of the caseload page.
const WorkersTable = "workers"

// WorkerColumns are the columns of workers.csv.
func WorkerColumns() []grid.Column {
	return []grid.Column{
		{ID: "worker", Label: "Worker"},
		{ID: "team", Label: "Team", Optional: true},
		{ID: "fte", Label: "FTE", Kind: grid.Figure},
		{ID: "cases", Label: "Cases", Kind: grid.Figure},
		{ID: "asye", Label: "ASYE", Optional: true},
		{ID: "agency", Label: "Agency", Optional: true},
	}
}

// CaseloadExample is thirty made-up workers whose caseloads give the figures that Oldham printed in September 2019 (7.1 to
// 7.3): an average of 17, 30 % high and 3 % very high. The report prints no caseload of any worker.
func CaseloadExample() Inputs {
	teams := map[string][]int{
		"Assessment":       {31, 25, 24, 24, 23, 22, 20, 19, 16, 14},
		"Fieldwork":        {22, 21, 21, 21, 18, 17, 16, 15, 13, 12},
		"Children in care": {15, 14, 14, 13, 12, 11, 10, 10, 9, 8},
	}
	var rows [][]string
	for _, team := range []string{"Assessment", "Fieldwork", "Children in care"} {
		for i, cases := range teams[team] {
			rows = append(rows, []string{team + " " + string("ABCDEFGHIJ"[i]), team, "1", strconv.Itoa(cases), "", ""})
		}
	}
	return Inputs{Page: "caseload", Settings: map[string]string{"limit": "18", "optimum": "15", "bands": "oldham"}, Tables: map[string][][]string{WorkersTable: rows}}
}

// ReadCaseload describes the workers of the table.
func ReadCaseload(table *grid.Table, settings map[string]string) Result {
	limits, problems := limitsOf(settings)
	bands, ok := caseload.PresetBands(settings["bands"])
	if !ok {
		problems = append(problems, Problem{Field: "bands", Label: "Bands", Text: "choose one of the bands"})
	}
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	if table.Empty() {
		return Result{Problems: []Problem{emptyTable(WorkersTable, "a worker, their FTE and their cases")}}
	}
	text, rowOf := table.Records()
	roster, err := caseload.ReadWorkers(strings.NewReader(text))
	if err != nil {
		return Result{Problems: []Problem{{Table: WorkersTable, At: grid.Position{Row: -1}, Text: err.Error()}}}
	}
	for _, fault := range roster.Faults {
		at := grid.Position{Row: rowOf[fault.At.Line], Col: max(0, table.ColumnOf(fault.At.Header))}
		problems = append(problems, Problem{Table: WorkersTable, At: at, Label: table.Place(at), Text: cellText(fault.At.Value, fault.At.Problem)})
	}
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	profile, err := caseload.NewProfile(roster, caseload.Settings{Bands: bands, Limits: limits})
	if err != nil {
		return Result{Problems: []Problem{{Table: WorkersTable, At: grid.Position{Row: -1}, Text: err.Error()}}}
	}
	over, _, err := caseload.Overloads(roster.Workers, bands.Basis(), profile.Limits)
	if err != nil {
		over = nil // bands over points or utilisation name nobody by cases
	}
	return caseloadOf(roster, profile, over)
}

func limitsOf(settings map[string]string) (caseload.Limits, []Problem) {
	var limits caseload.Limits
	var problems []Problem
	for _, s := range []struct {
		field, label string
		into         *decimal.Decimal
	}{{"limit", "Limit", &limits.Ordinary}, {"optimum", "Optimum", &limits.Optimum}} {
		value, problem := positiveNumber(settings[s.field])
		if problem != "" {
			problems = append(problems, Problem{Field: s.field, Label: s.label, Text: problem})
		}
		*s.into = value
	}
	return limits, problems
}

// positiveNumber reads a number above nought from a setting.
func positiveNumber(text string) (decimal.Decimal, string) {
	text = strings.TrimSpace(text)
	bad := strconv.Quote(text) + " is not a number above 0: write 18, or 17.5"
	if text == "" || len(text) > maxNumber || strings.Trim(text, "0123456789.") != "" {
		return decimal.Decimal{}, bad
	}
	value, err := decimal.NewFromString(text)
	if err != nil || !value.IsPositive() {
		return decimal.Decimal{}, bad
	}
	return value, ""
}

// maxNumber bounds the digits of a setting.
const maxNumber = 12

func caseloadOf(roster caseload.Roster, p caseload.Profile, over []caseload.Overload) Result {
	r := Result{
		Answer: "The average caseload is " + ratioText(p.MeanPerWorker(), 1) + " per worker holding a case, " + ratioText(p.MeanPerFTE(), 1) + " per full-time equivalent.",
		More:   strconv.Itoa(p.OverLimit) + " of " + strconv.Itoa(p.Workers) + " workers hold more than their limit of " + p.Limits.Ordinary.String() + "; the largest caseload is " + strconv.Itoa(p.Largest) + ".",
		Notes:  p.Notes,
	}
	r.Sections = []Section{bandSection(roster, p), wholeSection(p), teamSection(p)}
	if len(over) > 0 {
		r.Sections = append(r.Sections, overSection(over))
	}
	return r
}

// ratioText is a ratio to so many places, or the word for one that is not defined.
func ratioText(r caseload.Ratio, places int32) string {
	value, ok := r.Round(places)
	if !ok {
		return "undefined"
	}
	return value.StringFixed(places)
}

func percentText(r caseload.Ratio) string {
	text := ratioText(r, 1)
	if text == "undefined" {
		return text
	}
	return text + "%"
}

func bandSection(roster caseload.Roster, p caseload.Profile) Section {
	s := Section{
		ID: "bands", Title: "Workers by band", Columns: headings(1, "Band", "Workers", "Share", "With all above", "Cases"),
		Intro: "A share is of the workers holding a case. “With all above” is the other way of printing it: high with the very high inside.",
	}
	var names []string
	for _, c := range p.Banding.Counts {
		names = append(names, c.Band.Name)
		s.Rows = append(s.Rows, textRow(c.Band.Name, strconv.Itoa(c.Workers), percentText(c.Share), percentText(c.Cumulative), strconv.Itoa(c.Cases)))
	}
	var counts []chart.Count
	for _, w := range roster.Workers {
		if band := p.Banding.Bands.Name(decimal.NewFromInt(int64(w.Cases))); band != "" && w.Cases > 0 {
			counts = append(counts, chart.Count{Cases: w.Cases, Workers: 1, Band: band})
		}
	}
	if p.Banding.Bands.Basis() == caseload.Cases && len(counts) > 0 {
		picture := chart.Histogram("Cases held", "How many workers hold how many cases, coloured by band; the table below has the numbers by band.", names, counts)
		s.Chart = &picture
	}
	return s
}

func wholeSection(p caseload.Profile) Section {
	median := "undefined"
	if p.Median.Valid {
		median = p.Median.Decimal.String()
	}
	return Section{ID: "whole", Title: "All workers", Columns: headings(1, "Figure", "Value"), Rows: []Row{
		textRow("Workers", strconv.Itoa(p.Workers)),
		textRow("Holding at least one case", strconv.Itoa(p.Holding)),
		textRow("With no case", strconv.Itoa(p.WithNone)),
		textRow("Full-time equivalent", p.FTE.String()),
		textRow("Cases", strconv.Itoa(p.Cases)),
		textRow("Median cases per worker holding one", median),
		textRow("Over the limit of "+p.Limits.Ordinary.String(), strconv.Itoa(p.OverLimit)),
		textRow("Over the optimum of "+p.Limits.Optimum.String(), strconv.Itoa(p.OverOptimum)),
		textRow("Cases above the limit in all", p.Excess.String()),
		textRow("Over their limit in teams that are within theirs", strconv.Itoa(p.OverInTeamsWithin)),
	}, Working: []string{
		"Average per worker = cases ÷ workers holding at least one: " + strconv.Itoa(p.Cases) + " ÷ " + strconv.Itoa(p.Holding) + " = " + ratioText(p.MeanPerWorker(), 1),
		"Average per full-time equivalent = cases ÷ FTE of workers holding at least one: " + strconv.Itoa(p.Cases) + " ÷ " + p.HoldingFTE.String() + " = " + ratioText(p.MeanPerFTE(), 1),
	}}
}

func teamSection(p caseload.Profile) Section {
	s := Section{ID: "teams", Title: "By team", Columns: headings(1, "Team", "Workers", "Cases", "Per FTE", "Over limit")}
	for _, g := range p.Teams {
		name := g.Name
		if name == "" {
			name = "No team named"
		}
		s.Rows = append(s.Rows, textRow(name, strconv.Itoa(g.Workers), strconv.Itoa(g.Cases), ratioText(g.MeanPerFTE(), 1), strconv.Itoa(g.OverLimit)))
	}
	return s
}

func overSection(over []caseload.Overload) Section {
	s := Section{ID: "over", Title: "Who is over their limit", Columns: headings(2, "Worker", "Team", "Cases", "Cases to move")}
	for _, o := range over {
		s.Rows = append(s.Rows, textRow(o.Worker.Name, o.Worker.Team, strconv.Itoa(o.Worker.Cases), strconv.Itoa(o.Whole)))
	}
	return s
}
