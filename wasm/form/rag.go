package form

import (
	"errors"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/examples/oldham/plan"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// ActionsTable is the id of the table of the page of ratings.
const ActionsTable = "actions"

// ActionColumns are the columns of actions.csv.
func ActionColumns() []grid.Column {
	return []grid.Column{
		{ID: "area", Label: "Area"},
		{ID: "action", Label: "Action"},
		{ID: "lead", Label: "Lead", Optional: true},
		{ID: "start", Label: "Start", Optional: true},
		{ID: "due", Label: "Due", Optional: true},
		{ID: "status", Label: "Status"},
		{ID: "polarity", Label: "Better is", Optional: true},
		{ID: "baseline", Label: "Baseline", Kind: grid.Figure, Optional: true},
		{ID: "baseline_date", Label: "Baseline date", Optional: true},
		{ID: "milestones", Label: "Milestones", Optional: true},
		{ID: "actual", Label: "Measured", Kind: grid.Figure, Optional: true},
		{ID: "actual_date", Label: "Measured on", Optional: true},
	}
}

// RAGExample is Oldham's improvement plan of August 2019.
func RAGExample() Inputs {
	rows, _, err := grid.ReadFile(ActionColumns(), []byte(plan.Actions))
	if err != nil {
		return Inputs{Page: "rag"}
	}
	return Inputs{Page: "rag", Settings: map[string]string{"on": "2019-08-31", "policy": "plurality"}, Tables: map[string][][]string{ActionsTable: rows}}
}

// PolicyChoices are the policies for an overall rating.
func PolicyChoices() [][2]string {
	var choices [][2]string
	for _, p := range rag.Policies() {
		choices = append(choices, [2]string{p.Name(), p.Name()})
	}
	return choices
}

// ReadRAG rates what stands in the table.
func ReadRAG(table *grid.Table, settings map[string]string) Result {
	on, err := rag.ParseDate(strings.TrimSpace(settings["on"]))
	if err != nil {
		return Result{Problems: []Problem{{Field: "on", Label: "Rated on", Text: err.Error()}}}
	}
	policy, err := rag.PolicyNamed(settings["policy"])
	if err != nil {
		return Result{Problems: []Problem{{Field: "policy", Label: "Overall by", Text: err.Error()}}}
	}
	if table.Empty() {
		return Result{Problems: []Problem{emptyTable(ActionsTable, "an area, an action and its status")}}
	}
	if problems := actionProblems(table); len(problems) > 0 {
		return Result{Problems: problems}
	}
	text, _ := table.Records()
	actions, err := rag.ReadActions(strings.NewReader(text))
	if err != nil {
		return Result{Problems: []Problem{{Table: ActionsTable, At: grid.Position{Row: -1}, Text: err.Error()}}}
	}
	return ragOf(actions, on, policy)
}

// actionProblems reads every row by itself, so that all rows with a fault are told at once.
func actionProblems(table *grid.Table) []Problem {
	var problems []Problem
	rows := table.Rows()
	for row := range table.Len() {
		if table.Blank(row) {
			continue
		}
		text, _ := grid.New(table.Columns(), rows[row:][:1]).Records()
		_, err := rag.ReadActions(strings.NewReader(text))
		if err == nil {
			continue
		}
		p := Problem{Table: ActionsTable, At: grid.Position{Row: row}, Text: err.Error()}
		var input *rag.InputError
		if errors.As(err, &input) {
			p.At.Col, p.Text = max(0, table.ColumnOf(input.Header)), cellText(input.Value, input.Problem)
		}
		p.Label = table.Place(p.At)
		problems = append(problems, p)
	}
	return problems
}

// cellText quotes what was found before what is the matter with it, unless the sentence already does.
func cellText(value, problem string) string {
	if value == "" || strings.Contains(problem, value) {
		return problem
	}
	return strconv.Quote(value) + ": " + problem
}

// emptyTable says what to do with a table that has nothing in it.
func emptyTable(table, what string) Problem {
	return Problem{Table: table, At: grid.Position{Row: -1}, Text: "The table is empty: type " + what + ", paste rows from a spreadsheet, or open a CSV file"}
}

func ragOf(actions []rag.Action, on rag.Date, policy rag.Policy) Result {
	rule := rag.DeliveryRule()
	var items []rag.Item
	rated := Section{ID: "ratings", Title: "Every action and why", Columns: headings(4, "Action", "Area", "Rating", "Why")}
	for _, x := range actions {
		a := rule.AssessAction(x, on)
		items = append(items, a.Item(x.Area))
		rated.Rows = append(rated.Rows, Row{Cells: []Cell{{Text: x.Name}, {Text: x.Area}, ratingCell(a.Rating), {Text: a.Reason()}}})
		for _, w := range a.Working() {
			rated.Working = append(rated.Working, x.Name+": "+w.Label+": "+w.Expression+" = "+w.Value)
		}
	}
	overall := rag.RollUp(items, policy, rag.Settings{})
	r := Result{
		Answer: "Overall " + overall.Rating.Title() + " by " + overall.Policy + " on " + on.Long() + ". " + sentence(overall.Reason),
		More:   redsText(overall.Reds),
	}
	r.Sections = []Section{areaSection(rag.ByArea(items), overall.Tally), policySection(rag.UnderEvery(items, rag.Settings{})), rated}
	return r
}

// sentence puts a full stop after a text that has none.
func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

func redsText(reds []rag.Item) string {
	if len(reds) == 0 {
		return "No item is red."
	}
	var names []string
	for _, red := range reds {
		names = append(names, red.Name)
	}
	return "Red whatever the policy: " + strings.Join(names, "; ") + "."
}

func ratingCell(r rag.Rating) Cell { return Cell{Text: r.Title(), Tag: r.String()} }

func areaSection(areas []rag.AreaTally, all rag.Tally) Section {
	s := Section{ID: "areas", Title: "Ratings by area", Columns: headings(1, "Area", "Green", "Amber", "Red", "Unrated")}
	var drawn []chart.AreaRatings
	for _, a := range areas {
		s.Rows = append(s.Rows, tallyRow(a.Area, a.Tally))
		drawn = append(drawn, chart.AreaRatings{Area: a.Area, Green: a.Tally.Green, Amber: a.Tally.Amber, Red: a.Tally.Red, Unrated: a.Tally.Unrated})
	}
	total := tallyRow("All", all)
	total.Total = true
	s.Rows = append(s.Rows, total)
	picture := chart.Ratings("Ratings by area", "A bar for each area, parted into red, amber, green and unrated; the table below has the same numbers.", drawn)
	s.Chart = &picture
	return s
}

func tallyRow(name string, t rag.Tally) Row {
	return textRow(name, strconv.Itoa(t.Green), strconv.Itoa(t.Amber), strconv.Itoa(t.Red), strconv.Itoa(t.Unrated))
}

func policySection(c rag.Comparison) Section {
	s := Section{ID: "policies", Title: "Overall under each policy", Columns: headings(3, "Policy", "Overall", "Why")}
	s.Intro = "The policies do not agree: say in the report which one is used."
	if c.Survives {
		s.Intro = "Every policy that gives a rating gives the same."
	}
	for _, o := range c.Overalls {
		s.Rows = append(s.Rows, Row{Cells: []Cell{{Text: o.Policy}, ratingCell(o.Rating), {Text: o.Reason}}})
	}
	return s
}
