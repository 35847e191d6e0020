package operation

import (
	"context"
	"fmt"
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
		Settings: append([]Setting{
			{Name: "year", Label: "Financial year", Doc: "financial year: 2024/25", Required: true},
			{Name: "pay_day", Label: "Pay day", Value: "weekday", Doc: "weekday of the weekly pay run, to see cash beside cost"},
			{Name: "uplift", Label: "Price uplift", Value: "DATE:PERCENT", Doc: "prices raised from a day on: DATE:PERCENT for all types, DATE:PERCENT:TYPE for one, joined by commas"},
			{Name: "change", Label: "Children more or fewer", Value: "residential=-1,fostering=1", Doc: "scenario, children more or fewer for the whole year: residential=-1,fostering=1"},
			{Name: "price", Label: "Prices raised by", Value: "residential=5", Doc: "scenario, prices raised by so many per cent: residential=5"},
			{
				Name: "method", Label: "Split by", Kind: One, Default: "nested", Doc: "how the scenario's difference is split: nested, flat or textbook",
				Choices: []Choice{{"nested", "Price by type, then number and mix"}, {"flat", "All parts alike"}, {"textbook", "The textbook order"}},
			},
		}, TableSettings()...),
		Example: Example{
			Settings: map[string]string{"year": "2024/25", "change": "residential=-1,fostering=1"},
			Inputs:   map[string]string{"placements": "type,start,end,weekly\nresidential,2024-04-01,,5200\nfostering,2024-04-01,2024-10-01,480\n"},
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
	placements, notes, err := readPlacements(ctx, call)
	if err != nil {
		return Result{}, err
	}
	for i := range placements {
		for _, u := range uplifts {
			placements[i] = placements[i].Uplifted(u)
		}
	}
	costs, err := finance.CostYear(placements, year)
	if err != nil {
		return Result{}, err
	}
	out := finance.PlacementYear{Cost: costs}
	if call.Text("pay_day") != "" {
		weekday, err := Parse(call, "pay_day", finance.ParseWeekday)
		if err != nil {
			return Result{}, err
		}
		runs, err := finance.PayByWeek(placements, year, weekday)
		if err != nil {
			return Result{}, err
		}
		out.PayRuns = &runs
	}
	if out.Scenario, err = placementScenario(call, costs); err != nil {
		return Result{}, err
	}
	view := placementsView(out)
	view.Notes = append(view.Notes, notes...)
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

// placementScenario compares the year with one in which children and prices are changed; it is nil when neither is.
func placementScenario(call Call, costs finance.YearCost) (*finance.Bridge, error) {
	children, err := Parse(call, "change", parsePairs)
	if err != nil {
		return nil, err
	}
	prices, err := Parse(call, "price", parsePairs)
	if err != nil || len(children)+len(prices) == 0 {
		return nil, err
	}
	method, err := Parse(call, "method", func(text string) (d finance.Decomposition, err error) { return d, d.UnmarshalText([]byte(text)) })
	if err != nil {
		return nil, err
	}
	// A child more for the whole year is its days in weeks.
	const places = 16
	weeks := finance.Cost{Nights: costs.Year.Days()}.ChildWeeks(places)
	var changes []finance.PositionChange
	for _, c := range children {
		changes = append(changes, finance.PositionChange{Type: c.name, Add: c.value.Mul(weeks).Round(places)})
	}
	for _, c := range prices {
		changes = append(changes, finance.PositionChange{Type: c.name, Uplift: c.value})
	}
	base := costs.Position()
	scenario, err := base.With(changes...)
	if err != nil {
		return nil, err
	}
	bridge, err := finance.Decompose(base, scenario, method)
	if err != nil {
		return nil, err
	}
	bridge = bridge.Round(pence)
	return &bridge, nil
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
			Definitions: []string{"finance.placement_cost"},
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
			Notes: []string{fmt.Sprintf("%d days; the first day of a placement is charged, the last is not", y.Cost.Year.Days())},
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
