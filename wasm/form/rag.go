package form

import (
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/examples/oldham/plan"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// ActionsTable is the id of the first table of the page of ratings.
const ActionsTable = "actions"

// ActionColumns are the columns of actions.csv, and two that only a roll-up looks at.
func ActionColumns() []grid.Column {
	return []grid.Column{
		{ID: "area", Label: "Area"},
		{ID: "action", Label: "Action"},
		{ID: "lead", Label: "Lead", Optional: true},
		{ID: "start", Label: "Start", Kind: grid.Short, Optional: true},
		{ID: "due", Label: "Due", Kind: grid.Short, Optional: true},
		{ID: "status", Label: "Status", Kind: grid.Short},
		{ID: "polarity", Label: "Better is", Kind: grid.Short, Optional: true},
		{ID: "baseline", Label: "Baseline", Kind: grid.Figure, Optional: true},
		{ID: "baseline_date", Label: "Baseline date", Kind: grid.Short, Optional: true},
		{ID: "milestones", Label: "Milestones", Optional: true},
		{ID: "actual", Label: "Measured", Kind: grid.Figure, Optional: true},
		{ID: "actual_date", Label: "Measured on", Kind: grid.Short, Optional: true},
		{ID: "weight", Label: "Weight", Kind: grid.Figure, Optional: true},
		{ID: "priority", Label: "Priority", Kind: grid.Short, Optional: true},
	}
}

// RAGExample is Oldham's improvement plan and indicators of August 2019, and the same plan rated a month before.
func RAGExample() Inputs {
	in := Inputs{Page: "rag", Settings: settingsOf("on|2019-08-31\npolicy|plurality\nmissing|leave_out\ncoverage|\nkpi_rule|tolerance\nkpi_green|0\nkpi_amber|10%\nkpi_json|\nmovement_of|actions")}
	rows, _, err := grid.ReadFile(ActionColumns(), []byte(plan.Actions))
	if err != nil {
		return in
	}
	in.Tables = map[string][][]string{ActionsTable: rows, KPITable: rowsOf(kpiExample)}
	month := rag.MustParseDate("2019-07-31")
	p, _ := readPlan(grid.New(ActionColumns(), rows))
	in.Tables[BeforeTable] = ratingRows(planItems(p, month))
	return in
}

// PolicyChoices are the policies for an overall rating, with what each takes.
func PolicyChoices() [][2]string {
	return [][2]string{
		{"plurality", "plurality: what most are; a tie takes the worse"},
		{"worst", "worst: the worst there is"},
		{"cap", "cap: plurality, and amber at best with any red"},
		{"priority", "priority: the worst of the priority items"},
		{"average", "average: the mean of 3, 2 and 1"},
		{"weighted", "weighted: the mean by weight"},
		{"scores", "scores: the mean position between the lines"},
		{"latest", "latest: the latest measurement"},
	}
}

// MissingChoices are what an unrated item can do to the overall rating.
func MissingChoices() [][2]string {
	return [][2]string{{"leave_out", "Left out of the overall"}, {"red", "Counted as red"}, {"block", "No overall while anything is unrated"}}
}

// rolling is how ratings are rolled up.
type rolling struct {
	policy   rag.Policy
	settings rag.Settings
}

func readRolling(settings map[string]string) (rolling, []Problem) {
	var r rolling
	var problems []Problem
	var err error
	if r.policy, err = rag.PolicyNamed(settings["policy"]); err != nil {
		problems = wrong(problems, "policy", "Overall by", err.Error())
	}
	if err := r.settings.Missing.UnmarshalText([]byte(settings["missing"])); err != nil {
		problems = wrong(problems, "missing", "What is unrated", err.Error())
	}
	if text := strings.TrimSpace(settings["coverage"]); text != "" {
		share, ok := percentage(text)
		if !ok {
			problems = wrong(problems, "coverage", "Rated at least", strconv.Quote(text)+": write a share from 0 to 100, as 80")
		}
		r.settings.Coverage = rag.Exact(share)
	}
	return r, problems
}

func (r rolling) up(items []rag.Item) rag.Overall { return rag.RollUp(items, r.policy, r.settings) }

// actionPlan is the plan as typed.
type actionPlan struct {
	actions []rag.Action
}

// ReadRAG rates the actions of the plan.
func ReadRAG(tables Tables, settings map[string]string) Result {
	table := tables[ActionsTable]
	on, problems := ratedOn(settings)
	rolling, more := readRolling(settings)
	if problems = append(problems, more...); len(problems) > 0 {
		return Result{Problems: problems}
	}
	if table.Empty() {
		return Result{Problems: []Problem{emptyTable(ActionsTable, "an area, an action and its status")}}
	}
	p, problems := readPlan(table)
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	return ragOf(p, on, rolling)
}

func ratedOn(settings map[string]string) (rag.Date, []Problem) {
	on, err := rag.ParseDate(isoDate(settings["on"]))
	if err != nil {
		return on, wrong(nil, "on", "Rated on", err.Error())
	}
	return on, nil
}

// readPlan reads the actions. Dates as a spreadsheet writes them, day first, and words in either case and with spaces, are
// read as what they mean.
func readPlan(table *grid.Table) (p actionPlan, problems []Problem) {
	table = tidied(table, map[string]func(string) string{
		"start": isoDate, "due": isoDate, "baseline_date": isoDate, "actual_date": isoDate, "status": plainWord, "polarity": plainWord, "priority": plainWord,
	})
	problems = rowProblems(ActionsTable, table, func(r io.Reader) (err error) {
		p.actions, err = rag.ReadActions(r)
		return err
	})
	return p, problems
}

// tidied is a copy of a table with the cells of some columns written as a reader takes them.
func tidied(table *grid.Table, columns map[string]func(string) string) *grid.Table {
	rows := table.Rows()
	for id, tidy := range columns {
		col := table.ColumnOf(id)
		for _, row := range rows {
			row[col] = tidy(row[col])
		}
	}
	return grid.New(table.Columns(), rows)
}

// isoDate is a date as a reader takes it: "31/10/2019" and "31 October 2019" are 2019-10-31. What is no date stays as it is.
func isoDate(text string) string {
	text = strings.TrimSpace(text)
	for _, layout := range []string{"2/1/2006", "2 January 2006", "2 Jan 2006"} {
		if day, err := time.Parse(layout, text); err == nil {
			return day.Format(time.DateOnly)
		}
	}
	return text
}

// plainWord is a word as files hold it: "Awaiting sign-off" is awaiting_sign_off.
func plainWord(text string) string {
	return strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(text)))
}

// emptyTable says what to do with a table that has nothing in it.
func emptyTable(table, what string) Problem {
	return Problem{Table: table, At: grid.Position{Row: -1}, Text: "The table is empty: type " + what + ", paste rows from a spreadsheet, or open a CSV file"}
}

// waiting is a further part of a page that has nothing to work on yet: that is no error.
func waiting(what string) Result { return Result{Answer: what} }

// planItems are the actions rated on a day.
func planItems(p actionPlan, on rag.Date) []rag.Item {
	var items []rag.Item
	rule := rag.DeliveryRule()
	for i, x := range p.actions {
		items = append(items, p.item(i, rule.AssessAction(x, on)))
	}
	return items
}

func (p actionPlan) item(i int, a rag.Assessment) rag.Item {
	item := a.Item(p.actions[i].Area)
	item.Weight, item.Priority = p.actions[i].Weight, p.actions[i].Priority
	return item
}

func ragOf(p actionPlan, on rag.Date, rolling rolling) Result {
	rule := rag.DeliveryRule()
	var items []rag.Item
	rows := newSection("ratings", "Every action and why", "Action|Area|Rating|Why", "rag.delivery rag.trajectory")
	for i, x := range p.actions {
		a := rule.AssessAction(x, on)
		items = append(items, p.item(i, a))
		rows.add(rated(textRow(x.Name, x.Area, "", a.Reason()), 2, a.Rating))
		rows.worked(x.Name, a)
	}
	overall := rolling.up(items)
	r := overallResult(overall, "on "+on.Long())
	r.show(areaSection(rag.ByArea(items), overall.Tally), policySection("policies", items, rolling), rows)
	return r
}

// overallResult says an overall rating in words.
func overallResult(overall rag.Overall, when string) Result {
	rating := overall.Rating.Title()
	if overall.Rating == rag.Unrated {
		rating = "not rated"
	}
	return Result{
		Answer: "Overall " + rating + " by " + overall.Policy + " " + when + ": " + overall.Tally.String() + ". " + sentence(overall.Reason),
		More:   redsText(overall.Reds),
	}
}

// worked adds the working of an assessment.
func (s *Section) worked(name string, a rag.Assessment) {
	for _, w := range a.Working() {
		s.work(name + ": " + w.Label + ": " + w.Expression + " = " + w.Value)
	}
}

// sentence gives a text a capital and a full stop.
func sentence(text string) string {
	if text == "" {
		return text
	}
	text = strings.TrimSuffix(text, ".")
	return strings.ToUpper(text[:1]) + text[1:] + "."
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

// rated puts a rating into a cell of a row.
func rated(row Row, column int, r rag.Rating) Row {
	row.Cells[column].Text, row.Cells[column].Tag = r.Title(), r.String()
	return row
}

func areaSection(areas []rag.AreaTally, all rag.Tally) *Section {
	s := newSection("areas", "Ratings by area", "Area|#Green|#Amber|#Red|#Unrated", "")
	var drawn []chart.AreaRatings
	for _, a := range areas {
		s.add(tallyRow(a.Area, a.Tally))
		drawn = append(drawn, chart.AreaRatings{Area: a.Area, Green: a.Tally.Green, Amber: a.Tally.Amber, Red: a.Tally.Red, Unrated: a.Tally.Unrated})
	}
	total := tallyRow("All", all)
	total.Total = true
	s.add(total)
	picture := chart.Ratings("Ratings by area", "A bar for each area, parted into red, amber, green and unrated; the table below has the same numbers.", drawn)
	s.Chart = &picture
	return s
}

func tallyRow(name string, t rag.Tally) Row {
	return textRow(name, strconv.Itoa(t.Green), strconv.Itoa(t.Amber), strconv.Itoa(t.Red), strconv.Itoa(t.Unrated))
}

func policySection(id string, items []rag.Item, rolling rolling) *Section {
	c := rag.UnderEvery(items, rolling.settings)
	s := newSection(id, "Overall under each policy", "Policy|Overall|Why", "rag.plurality rag.policies")
	s.Intro = "The policies do not agree: say in the report which one is used."
	if c.Survives {
		s.Intro = "Every policy that gives a rating gives the same."
	}
	for _, o := range c.Overalls {
		s.add(rated(textRow(o.Policy, "", o.Reason), 1, o.Rating))
	}
	return s
}
