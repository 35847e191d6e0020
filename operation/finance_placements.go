package operation

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/table"
)

// pence is how many places the cost of placements has.
const pence = 2

// FinancePlacements is what placements cost over a financial year, and what a change of them would.
func FinancePlacements() Operation {
	return Operation{
		Group: "finance", Verb: "placements",
		Title: "Placements", Question: "What do placements cost, and what if children move?",
		Method: "Cost of a placement = nights × weekly cost ÷ 7. The night of the first day is charged and that of the last is not (Carmarthenshire's charging policy, paragraph 9, the only explicit rule found). A year is 1 April to 31 March. What a change does is split into number, mix and price by the nested Shapley value, whose parts add exactly and which favours no order.",
		Doc:    "cost of placements by type, month and quarter, by days and by pay runs, and a scenario",
		Inputs: []Input{{
			Name: "placements", File: "placements.csv", Table: true, Label: "Placements", Schema: finance.PlacementsSchema(),
			Doc: "columns type, start and weekly, and where known end, income and id",
		}},
		Settings: append(append([]Setting{
			{Name: "year", Label: "Financial year", Doc: "financial year: 2024/25", Required: true},
			{Name: "pay_day", Label: "Pay day", Value: "weekday", Doc: "weekday of the weekly pay run, to see cash beside cost"},
			{Name: "uplift", Label: "Price uplift", Value: "DATE:PERCENT", Doc: "prices raised from a day on: DATE:PERCENT for all types, DATE:PERCENT:TYPE for one, joined by commas"},
		}, scenarioSettings()...), TableSettings()...),
		Example: Example{
			Settings: map[string]string{
				"year": "2024/25", "budget": "1,600,000", "move": "2", "move_from": "External residential", "move_to": "Internal fostering", "move_on": "2024-10-01",
			},
			Inputs: map[string]string{"placements": "id,type,start,end,weekly,income\n" +
				"A1,External residential,2023-11-06,,\"6,150\",\"1,200\"\n" +
				"A2,External residential,2024-02-19,,\"5,480\",\n" +
				"A3,External residential,2024-06-03,,\"5,900\",850\n" +
				"A4,External residential,2023-05-15,2024-08-30,\"6,720\",\n" +
				"B1,Independent fostering,2022-09-12,,985,\n" +
				"B2,Independent fostering,2023-07-24,,\"1,020\",\n" +
				"B3,Independent fostering,2024-05-20,,\"1,060\",\n" +
				"C1,Internal fostering,2021-04-19,,460,\n" +
				"C2,Internal fostering,2022-01-10,,475,\n" +
				"C3,Internal fostering,2023-10-02,2025-01-17,475,\n" +
				"C4,Internal fostering,2024-07-08,,490,\n" +
				"D1,Semi-independent,2024-01-29,,\"1,850\",\n" +
				"D2,Semi-independent,2024-04-22,,\"2,140\",\n"},
			Source: "The placements are made up: no report prints the cost of a single one.",
		},
		Zero: finance.PlacementYear{},
		Run:  runPlacements,
	}
}

func runPlacements(ctx context.Context, call Call) (Result, error) {
	year, err := Parse(call, "year", finance.ParseFinancialYear)
	if err != nil {
		return Result{}, err
	}
	uplifts, err := Parse(call, "uplift", parseUplifts)
	if err != nil {
		return Result{}, err
	}
	register, err := ReadTable(ctx, call, "placements", finance.PlacementRegisterOf)
	if err != nil {
		return Result{}, err
	}
	// Placements are made of the register where more than the cost of the year is asked for.
	made := func() []finance.Placement {
		placements := register.Placements()
		for i := range placements {
			for _, u := range uplifts {
				placements[i] = placements[i].Uplifted(u)
			}
		}
		return placements
	}
	var costs finance.YearCost
	if len(uplifts) > 0 {
		costs, err = finance.CostYear(made(), year)
	} else {
		costs, err = register.CostYear(year)
	}
	if err != nil {
		return Result{}, err
	}
	out := finance.PlacementYear{Cost: costs}
	if call.Text("pay_day") != "" {
		weekday, err := Parse(call, "pay_day", finance.ParseWeekday)
		if err != nil {
			return Result{}, err
		}
		runs, err := finance.PayByWeek(made(), year, weekday)
		if err != nil {
			return Result{}, err
		}
		out.PayRuns = &runs
	}
	x, err := readPlacementScenario(call, year)
	if err != nil {
		return Result{}, err
	}
	base := costs.Position()
	var bridge finance.Bridge
	if x.changed() {
		if bridge, err = x.bridge(made(), base); err != nil {
			return Result{}, err
		}
		shown := bridge.Round(pence)
		out.Scenario = &shown
	}
	view := placementsView(out)
	if view.More, err = againstBudget(call, costs); err != nil {
		return Result{}, err
	}
	if x.changed() {
		view.Answer, view.More = x.answer(bridge), strings.Join(nonEmpty(view.Answer, view.More), " ")
		scenario := &view.Sections[len(view.Sections)-1]
		scenario.Chart = func() Chart { return x.chart(bridge) }
		scenario.Working = x.working(base, bridge)
	}
	view.Further = func() []Section { return []Section{x.otherwise(made(), base)} }
	view.Notes = append(view.Notes, register.Notes...)
	return Result{Value: out, View: view}, nil
}

// readPlacements reads the placements of a call, and what is to be said of their table.
func readPlacements(ctx context.Context, call Call) (placements []finance.Placement, notes []string, err error) {
	placements, err = ReadTable(ctx, call, "placements", func(g *table.Grid, o table.Options) (placements []finance.Placement, err error) {
		placements, notes, err = finance.PlacementsOf(g, o)
		return placements, err
	})
	return placements, notes, err
}

// againstBudget holds the net cost of a year against its budget; it is empty where none is stated.
func againstBudget(call Call, costs finance.YearCost) (string, error) {
	budget, err := ParseGiven(call, "budget", amountIn(finance.Pounds))
	if err != nil || call.Text("budget") == "" {
		return "", err
	}
	line := finance.Line{Budget: budget, Forecast: costs.Total().Year().Net(0)}
	return "That is " + line.Variance().Describe(finance.Pounds) + " against the budget of " + finance.MoneyStyle{Pound: true, Grouped: true}.Print(budget) + ".", nil
}

func placementsView(y finance.PlacementYear) View {
	style := finance.MoneyStyle{Grouped: true, Places: pence}
	row := func(t finance.TypeCost) []Cell {
		year := t.Year()
		cells := Cells(t.Type, strconv.Itoa(year.Nights), year.ChildWeeks(1).StringFixed(1))
		for q := 1; q <= 4; q++ {
			cells = append(cells, Cell{Text: style.Print(t.Quarter(q).Gross(pence))})
		}
		return append(cells, Cells(style.Print(year.Gross(pence)), style.Print(year.Income(pence)), style.Print(year.Net(pence)))...)
	}
	total := y.Cost.Total()
	view := View{
		Answer: fmt.Sprintf("The placements cost £%s in %s, net of income.", style.Print(total.Year().Net(pence)), y.Cost.Year),
		Sections: []Section{{
			ID: "placements", Title: fmt.Sprintf("Cost of placements in %s by days, £", y.Cost.Year), Count: len(y.Cost.Types) + 1,
			Definitions: []string{"finance.care_days"},
			Columns: []Column{
				word("type", "Type"), number("nights", "Nights"), number("child-weeks", "Child-weeks"), number("Q1", "Q1"), number("Q2", "Q2"), number("Q3", "Q3"), number("Q4", "Q4"),
				number("gross", "Gross"), number("income", "Income"), number("net", "Net"),
			},
			Rows: func(yield func(Row) bool) {
				for _, t := range y.Cost.Types {
					if !yield(Row{Cells: row(t)}) {
						return
					}
				}
				yield(Row{Cells: row(total), Total: true})
			},
			Working: placementsWorking(y.Cost),
			Notes:   []string{fmt.Sprintf("%d days; the first day of a placement is charged, the last is not", y.Cost.Year.Days())},
		}},
	}
	if p := y.PayRuns; p != nil {
		view.Sections = append(view.Sections, one(
			"pay_runs", fmt.Sprintf("Cash by %d %s pay runs beside cost by days, £", p.PayDays, p.Weekday),
			[]Column{number("cash", "Cash"), number("by days", "By days"), number("timing", "Timing")},
			style.Print(p.Cash.Gross(pence)), style.Print(p.ByDays.Gross(pence)), style.Print(p.Timing().Gross(pence)),
		))
	}
	if b := y.Scenario; b != nil {
		view.Sections = append(view.Sections, one(
			"scenario", fmt.Sprintf("Scenario against the year, £ (%s)", b.Method),
			[]Column{number("from", "From"), number("to", "To"), number("difference", "Difference"), number("number", "Number"), number("mix", "Mix"), number("price", "Price")},
			style.Print(b.From), style.Print(b.To), style.Print(b.Total()), style.Print(b.Number), style.Print(b.Mix), style.Print(b.Price),
		))
	}
	return view
}

// placementsWorking is the cost of each type as nights at their average price.
func placementsWorking(costs finance.YearCost) iter.Seq[string] {
	return func(yield func(string) bool) {
		style := finance.MoneyStyle{Grouped: true, Places: pence}
		for _, t := range costs.Types {
			year := t.Year()
			average := "undefined"
			if weekly, ok := year.AverageWeekly(pence); ok {
				average = style.Print(weekly)
			}
			line := t.Type + ": " + strconv.Itoa(year.Nights) + " nights = " + year.ChildWeeks(2).StringFixed(2) + " child-weeks, at " + average + " a week on average: " + style.Print(year.Gross(pence))
			if !yield(line) {
				return
			}
		}
	}
}

// one is a section of one row.
func one(id, title string, columns []Column, texts ...string) Section {
	return Section{ID: id, Title: title, Columns: columns, Count: 1, Rows: func(yield func(Row) bool) { yield(Row{Cells: Cells(texts...)}) }}
}

// pair is a name and a number.
type pair struct {
	name  string
	value decimal.Decimal
}

// parsePairs reads "residential=-1,fostering=1".
func parsePairs(text string) ([]pair, error) {
	var pairs []pair
	for item := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(item) == "" {
			continue
		}
		name, number, ok := strings.Cut(item, "=")
		amount, err := finance.ParseMoney(strings.TrimSpace(number), finance.Pounds)
		if !ok || err != nil || !amount.HasAmount() {
			return nil, fmt.Errorf("%s: write TYPE=NUMBER, as in residential=-1", quoted(item))
		}
		pairs = append(pairs, pair{strings.TrimSpace(name), amount.Pounds})
	}
	return pairs, nil
}

// parseUplifts reads "2025-04-01:5" and "2025-04-01:5:residential", joined by commas.
func parseUplifts(text string) ([]finance.Uplift, error) {
	var uplifts []finance.Uplift
	for item := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(item) == "" {
			continue
		}
		parts := append(strings.SplitN(strings.TrimSpace(item), ":", 3), "", "")
		on, err := time.Parse(time.DateOnly, parts[0])
		percent, numberErr := finance.ParseMoney(strings.TrimSuffix(parts[1], "%"), finance.Pounds)
		if err != nil || numberErr != nil || !percent.HasAmount() {
			return nil, fmt.Errorf("%s: write DATE:PERCENT or DATE:PERCENT:TYPE, as in 2025-04-01:5", quoted(item))
		}
		if percent.Pounds.LessThan(decimal.NewFromInt(-100)) {
			return nil, fmt.Errorf("%s: an uplift of less than -100 %% makes a price negative", quoted(item))
		}
		uplifts = append(uplifts, finance.Uplift{On: on, Percent: percent.Pounds, Type: parts[2]})
	}
	return uplifts, nil
}
