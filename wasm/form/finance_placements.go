package form

import (
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// PlacementsTable is the id of the placements of the finance page.
const PlacementsTable = "placements"

// PlacementColumns are the columns of placements.csv.
func PlacementColumns() []grid.Column {
	return []grid.Column{
		{ID: "id", Label: "Placement", Kind: grid.Short, Optional: true},
		{ID: "type", Label: "Type"},
		{ID: "start", Label: "Start", Kind: grid.Short},
		{ID: "end", Label: "End", Kind: grid.Short, Optional: true},
		{ID: "weekly", Label: "Cost a week, £", Kind: grid.Figure},
		{ID: "income", Label: "Contributions a week, £", Kind: grid.Figure, Optional: true},
	}
}

// placementsExample is made-up placements: no report prints the cost of a single one.
func placementsExample(in *Inputs) {
	for name, value := range map[string]string{
		"year": "2024/25", "placement_budget": "1,600,000", "move_children": "2", "move_from": "External residential", "move_to": "Internal fostering",
		"move_on": "2024-10-01", "rise": "0", "rise_type": AllTypes,
	} {
		in.Settings[name] = value
	}
	in.Tables[PlacementsTable] = [][]string{
		{"A1", "External residential", "2023-11-06", "", "6,150", "1,200"},
		{"A2", "External residential", "2024-02-19", "", "5,480", ""},
		{"A3", "External residential", "2024-06-03", "", "5,900", "850"},
		{"A4", "External residential", "2023-05-15", "2024-08-30", "6,720", ""},
		{"B1", "Independent fostering", "2022-09-12", "", "985", ""},
		{"B2", "Independent fostering", "2023-07-24", "", "1,020", ""},
		{"B3", "Independent fostering", "2024-05-20", "", "1,060", ""},
		{"C1", "Internal fostering", "2021-04-19", "", "460", ""},
		{"C2", "Internal fostering", "2022-01-10", "", "475", ""},
		{"C3", "Internal fostering", "2023-10-02", "2025-01-17", "475", ""},
		{"C4", "Internal fostering", "2024-07-08", "", "490", ""},
		{"D1", "Semi-independent", "2024-01-29", "", "1,850", ""},
		{"D2", "Semi-independent", "2024-04-22", "", "2,140", ""},
	}
}

// PlacementTypes are the types that stand in the table, in its order.
func PlacementTypes(table *grid.Table) []string {
	var types []string
	seen := map[string]bool{"": true}
	for row := range table.Len() {
		if kind := strings.TrimSpace(table.Get(row, "type")); !seen[kind] {
			seen[kind] = true
			types = append(types, kind)
		}
	}
	return types
}

// Choices that are no type of placement: an option needs a value.
const (
	OutsideCare = "outside"
	AllTypes    = "all"
)

// placementScenario is what changes.
type placementScenario struct {
	year   finance.FinancialYear
	budget decimal.NullDecimal
	move   finance.PlacementMove
	uplift finance.Uplift
}

// changed reports whether the scenario differs from what stands.
func (x placementScenario) changed() bool { return x.move.Children > 0 || !x.uplift.Percent.IsZero() }

// ReadPlacements costs the placements of the table over a year, and the scenario beside them.
func ReadPlacements(tables Tables, settings map[string]string) Result {
	table := tables[PlacementsTable]
	if table.Empty() {
		return Result{Answer: "Give one row for each placement to see what the year costs."}
	}
	x, problems := placementSettings(settings)
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	var placements []finance.Placement
	problems = rowProblems(PlacementsTable, table, func(r io.Reader) (err error) {
		placements, err = finance.ReadPlacements(r)
		return err
	})
	if len(problems) > 0 {
		return Result{Problems: problems}
	}
	costs, err := finance.CostYear(placements, x.year)
	if err != nil {
		return Result{Problems: []Problem{{Table: PlacementsTable, At: grid.Position{Row: -1}, Text: err.Error()}}}
	}
	base := costs.Position()
	r := Result{Sections: []Section{typeCosts(costs)}, Notes: []string{
		"A placement is charged for the night it starts and not for the day it ends, a seventh of its weekly cost a night, to 31 March where no end is given.",
	}}
	r.Answer, r.More = placementAnswer(costs, x)
	if !x.changed() {
		return r
	}
	changed, err := positionOf(placements, x)
	if err != nil {
		return Result{Problems: []Problem{scenarioProblem(err)}}
	}
	bridge, err := finance.Decompose(base, changed, finance.Nested)
	if err != nil {
		return Result{Problems: []Problem{scenarioProblem(err)}}
	}
	r.Answer, r.More = scenarioAnswer(x, bridge, changed), r.Answer
	r.Sections = append([]Section{scenarioOf(x, base, bridge)}, r.Sections...)
	r.Sections = append(r.Sections, sensitivity(placements, x, base))
	r.Notes = append(r.Notes, "The children who move are taken to cost the average of their type over the year, before and after. The difference is split by the nested Shapley value: price type by type, then number and mix; no order of the changes is favoured.")
	return r
}

func scenarioProblem(err error) Problem {
	return Problem{Field: "move_children", Label: "Scenario", Text: err.Error()}
}

// positionOf is the year's position with the scenario.
func positionOf(placements []finance.Placement, x placementScenario) (finance.Position, error) {
	if x.move.Children > 0 {
		if err := x.move.Check(placements); err != nil {
			return finance.Position{}, err
		}
	}
	var raised []finance.Placement
	for _, p := range placements {
		if x.uplift.Type == "" || x.uplift.Type == p.Type {
			p = p.Uplifted(x.uplift)
		}
		raised = append(raised, p)
	}
	costs, err := finance.CostYear(raised, x.year)
	if err != nil {
		return finance.Position{}, err
	}
	return costs.Position().With(x.move.Changes(x.year)...)
}

func placementSettings(settings map[string]string) (placementScenario, []Problem) {
	var x placementScenario
	var problems []Problem
	bad := func(field, label, text string) {
		problems = append(problems, Problem{Field: field, Label: label, Text: text})
	}
	var err error
	if x.year, err = finance.ParseFinancialYear(settings["year"]); err != nil {
		bad("year", "Financial year", err.Error())
	}
	budget, err := finance.ParseMoney(settings["placement_budget"], finance.Pounds)
	if err != nil {
		bad("placement_budget", "Budget", err.Error())
	}
	x.budget = decimal.NullDecimal{Decimal: budget.Pounds, Valid: budget.HasAmount()}
	children := strings.TrimSpace(settings["move_children"])
	if x.move.Children, err = strconv.Atoi(children); children != "" && (err != nil || x.move.Children < 0 || x.move.Children > mostChildren) {
		bad("move_children", "Children who move", strconv.Quote(children)+" is no number of children: write 0 to 999")
	}
	x.move.From, x.move.To = typeOf(settings["move_from"], OutsideCare), typeOf(settings["move_to"], OutsideCare)
	if x.move.On, err = time.Parse(time.DateOnly, strings.TrimSpace(settings["move_on"])); err != nil {
		bad("move_on", "From the day", strconv.Quote(settings["move_on"])+" is not a date: write 2024-10-01")
	} else if x.year != 0 && finance.FinancialYearOf(x.move.On) != x.year {
		bad("move_on", "From the day", x.move.On.Format("2 January 2006")+" is not in "+x.year.String())
	}
	x.uplift.On, x.uplift.Type = x.move.On, typeOf(settings["rise_type"], AllTypes)
	if rise := strings.TrimSuffix(strings.TrimSpace(settings["rise"]), "%"); rise != "" {
		if x.uplift.Percent, err = figure.ParseDecimal(rise); err != nil {
			bad("rise", "Prices rise by", err.Error())
		} else if x.uplift.Percent.LessThan(decimal.NewFromInt(-mostPercent)) || x.uplift.Percent.GreaterThan(decimal.NewFromInt(mostPercent)) {
			bad("rise", "Prices rise by", strconv.Quote(rise)+" per cent: write a number from -100 to 100")
		}
	}
	return x, problems
}

// typeOf is the type of a choice; empty for that which is none.
func typeOf(choice, none string) string {
	if choice == none {
		return ""
	}
	return choice
}

// Limits of a scenario.
const (
	mostChildren = 999
	mostPercent  = 100
)

func pounds(amount decimal.Decimal) string { return finance.TableStyle(finance.Pounds).Print(amount) }

func poundsInText(amount decimal.Decimal) string {
	return finance.MoneyStyle{Pound: true, Grouped: true}.Print(amount)
}

// typeCosts is what each type costs in the year, and by quarter.
func typeCosts(costs finance.YearCost) Section {
	s := Section{
		ID: "costs", Title: "Cost of the placements as they stand, " + costs.Year.String() + ", £", By: []string{"finance.care_days"},
		Columns: headings(1, "Type", "Child-weeks", "Average a week", "April to June", "July to September", "October to December", "January to March", "Year, gross", "Contributions", "Year, net"),
		Working: []string{"Cost = nights × weekly cost ÷ 7; child-weeks = nights ÷ 7; the year has " + strconv.Itoa(costs.Year.Days()) + " nights"},
	}
	for _, t := range append(append([]finance.TypeCost(nil), costs.Types...), costs.Total()) {
		year := t.Year()
		average := "undefined"
		if weekly, ok := year.AverageWeekly(2); ok {
			average = finance.MoneyStyle{Grouped: true, Places: 2}.Print(weekly)
		}
		s.Rows = append(s.Rows, textRow(t.Type, year.ChildWeeks(1).StringFixed(1), average,
			pounds(t.Quarter(1).Gross(0)), pounds(t.Quarter(2).Gross(0)), pounds(t.Quarter(3).Gross(0)), pounds(t.Quarter(4).Gross(0)),
			pounds(year.Gross(0)), pounds(year.Income(0)), pounds(year.Net(0))))
		s.Working = append(s.Working, t.Type+": "+strconv.Itoa(year.Nights)+" nights = "+year.ChildWeeks(2).StringFixed(2)+" child-weeks, at "+average+" a week on average: "+pounds(year.Gross(0)))
	}
	s.Rows[len(costs.Types)].Total = true
	return s
}

// placementAnswer is what the placements cost as they stand, and against the budget.
func placementAnswer(costs finance.YearCost, x placementScenario) (string, string) {
	year := costs.Total().Year()
	first := "As they stand the placements cost " + poundsInText(year.Gross(0)) + " gross in " + costs.Year.String()
	if !x.budget.Valid {
		return first + ".", poundsInText(year.Net(0)) + " after contributions of " + poundsInText(year.Income(0)) + "."
	}
	return first + ", " + againstBudget(x, year.Net(0)), ""
}

// againstBudget holds a net cost against the budget.
func againstBudget(x placementScenario, net decimal.Decimal) string {
	line := finance.Line{Budget: x.budget.Decimal, Forecast: net}
	return poundsInText(net) + " after contributions: " + line.Variance().Describe(finance.Pounds) + " against the budget of " + poundsInText(x.budget.Decimal) + "."
}

func scenarioAnswer(x placementScenario, b finance.Bridge, changed finance.Position) string {
	difference := finance.Variance{Amount: b.Printed(finance.Pounds).Total()} // as the table below has it
	word := map[finance.Direction]string{finance.Adverse: " more", finance.Favourable: " less", finance.Nil: " more or less"}[difference.Direction()]
	return "With " + scenarioText(x) + " the year costs " + poundsInText(changed.Cost()) + " gross, " + poundsInText(difference.Size()) + word + "."
}

// scenarioText says what changes.
func scenarioText(x placementScenario) string {
	var parts []string
	if x.move.Children > 0 {
		children := strconv.Itoa(x.move.Children) + " children"
		if x.move.Children == 1 {
			children = "1 child"
		}
		switch {
		case x.move.From == "":
			parts = append(parts, children+" more in "+x.move.To)
		case x.move.To == "":
			parts = append(parts, children+" fewer in "+x.move.From)
		default:
			parts = append(parts, children+" moved from "+x.move.From+" to "+x.move.To)
		}
	}
	if !x.uplift.Percent.IsZero() {
		of := "all prices"
		if x.uplift.Type != "" {
			of = "the prices of " + x.uplift.Type
		}
		parts = append(parts, of+" changed by "+x.uplift.Percent.String()+"%")
	}
	return strings.Join(parts, " and ") + " from " + x.move.On.Format("2 January 2006")
}

// scenarioOf is the difference and what it is made of.
func scenarioOf(x placementScenario, base finance.Position, b finance.Bridge) Section {
	shown := b.Printed(finance.Pounds)
	parts := []struct {
		label  string
		amount decimal.Decimal
	}{
		{"Number of children", shown.Number}, {"Mix of types", shown.Mix}, {"Prices", shown.Price},
	}
	s := Section{ID: "scenario", Title: "What the change does to the year, £", By: []string{"finance.decomposition"}, Columns: headings(1, "Part", "Amount"), Rows: []Row{textRow("As they stand", pounds(shown.From))}}
	var drawn []chart.Part
	for _, p := range parts {
		if p.amount.IsZero() {
			continue
		}
		s.Rows = append(s.Rows, textRow(p.label, pounds(p.amount)))
		drawn = append(drawn, chart.Part{Label: p.label, Amount: p.amount, Printed: pounds(p.amount)})
	}
	s.Rows = append(s.Rows, Row{Cells: []Cell{{Text: "With the change"}, {Text: pounds(shown.To)}}, Total: true})
	if x.move.Children > 0 {
		s.Working = x.move.Working(base, x.year)
	}
	for _, p := range shown.PriceByType {
		if !p.Price.IsZero() {
			s.Working = append(s.Working, "Prices of "+p.Type+": "+pounds(p.Price))
		}
	}
	s.Working = append(s.Working, "In all "+b.Working(finance.Pounds))
	picture := chart.Bridge("From the cost as it stands to the cost with the change", "The cost of the year as it stands, what each part of the change adds or takes away, and the cost with the change; the table below has the same figures.",
		"£", chart.Part{Label: "As they stand", Amount: shown.From, Printed: pounds(shown.From)}, drawn, chart.Part{Label: "With the change", Amount: shown.To, Printed: pounds(shown.To)})
	s.Chart = &picture
	return s
}

// sensitivity asks how the year answers to other changes from the same day.
func sensitivity(placements []finance.Placement, x placementScenario, base finance.Position) Section {
	s := Section{
		ID: "sensitivity", Title: "What if it were otherwise?",
		Intro:   "Each row is a change of its own from " + x.move.On.Format("2 January 2006") + ", beside the placements as they stand. What cannot be (more children moved than are there) is left out.",
		Columns: headings(1, "Change", "Year, £", "Difference, £"),
	}
	try := func(y placementScenario) {
		changed, err := positionOf(placements, y)
		if err != nil {
			return
		}
		bridge, err := finance.Decompose(base, changed, finance.Nested)
		if err != nil {
			return
		}
		difference := bridge.Printed(finance.Pounds).Total()
		text := strings.TrimSuffix(scenarioText(y), " from "+y.move.On.Format("2 January 2006"))
		s.Rows = append(s.Rows, Row{Cells: []Cell{{Text: capital(text)}, {Text: pounds(changed.Cost())}, {
			Text: pounds(difference), Tag: finance.Variance{Amount: difference}.Direction().String(),
			Word: map[finance.Direction]string{finance.Adverse: "more", finance.Favourable: "less", finance.Nil: "the same"}[finance.Variance{Amount: difference}.Direction()],
		}}})
	}
	other := placementScenario{year: x.year}
	other.uplift.On = x.move.On
	for _, children := range []int{1, 2, 3, 5} {
		y := other
		y.move = x.move
		y.move.Children = children
		if x.move.From != x.move.To {
			try(y)
		}
	}
	for _, t := range base.Types {
		y := other
		y.move = finance.PlacementMove{Children: 1, To: t.Type, On: x.move.On}
		try(y)
	}
	for _, percent := range []int64{1, 5} {
		y := other
		y.move.On = x.move.On
		y.uplift.Percent = decimal.NewFromInt(percent)
		try(y)
	}
	return s
}
