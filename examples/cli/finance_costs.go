package main

import (
	"flag"
	"fmt"
	"strings"
	"time"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/shopspring/decimal"
)

const (
	pence         = 2 // places of the costs of placements
	outturnPlaces = 4 // places of a forecast, in its unit
)

type costJSON struct {
	Nights int             `json:"nights"`
	Gross  decimal.Decimal `json:"gross"`
	Income decimal.Decimal `json:"income"`
	Net    decimal.Decimal `json:"net"`
}

func jsonCost(c finance.Cost) costJSON {
	return costJSON{c.Nights, c.Gross(pence), c.Income(pence), c.Net(pence)}
}

type typeJSON struct {
	Type string `json:"type"`
	costJSON
	ChildWeeks    decimal.Decimal  `json:"child_weeks"`
	AverageWeekly *decimal.Decimal `json:"average_weekly"`
	Months        []costJSON       `json:"months"`
	Quarters      []costJSON       `json:"quarters"`
}

func jsonType(t finance.TypeCost) typeJSON {
	year := t.Year()
	out := typeJSON{Type: t.Type, costJSON: jsonCost(year), ChildWeeks: year.ChildWeeks(pence)}
	if weekly, ok := year.AverageWeekly(pence); ok {
		out.AverageWeekly = &weekly
	}
	for _, m := range t.Months {
		out.Months = append(out.Months, jsonCost(m))
	}
	for q := 1; q <= 4; q++ {
		out.Quarters = append(out.Quarters, jsonCost(t.Quarter(q)))
	}
	return out
}

// placementFlags are the settings of finance placements.
type placementFlags struct {
	year, payDay, uplift, change, price, method *string
}

func placementsVerb(flags *flag.FlagSet) func(in input) (output, error) {
	settings := placementFlags{
		year:   flags.String("year", "", "financial `year`: 2024/25"),
		payDay: flags.String("pay-day", "", "`weekday` of the weekly pay run, to see cash beside cost"),
		uplift: flags.String("uplift", "", "prices raised from a day on: `DATE:PERCENT` for all types, DATE:PERCENT:TYPE for one, joined by commas"),
		change: flags.String("change", "", "scenario, children more or fewer for the whole year: `residential=-1,fostering=1`"),
		price:  flags.String("price", "", "scenario, prices raised by so many per cent: `residential=5`"),
		method: flags.String("method", "nested", "how the scenario's difference is split: nested, flat or textbook"),
	}
	return func(in input) (output, error) { return settings.run(in) }
}

func (f placementFlags) run(in input) (output, error) {
	year, err := finance.ParseFinancialYear(*f.year)
	if err != nil {
		return output{}, fmt.Errorf("-year: %w", err)
	}
	uplifts, err := parseUplifts(*f.uplift)
	if err != nil {
		return output{}, fmt.Errorf("-uplift: %w", err)
	}
	var notes []string
	placements, err := readTable(in, func(g *table.Grid, o table.Options) (placements []finance.Placement, err error) {
		placements, notes, err = finance.PlacementsOf(g, o)
		return placements, err
	})
	if err != nil {
		return output{}, err
	}
	for i := range placements {
		for _, u := range uplifts {
			placements[i] = placements[i].Uplifted(u)
		}
	}
	costs, err := finance.CostYear(placements, year)
	if err != nil {
		return output{}, err
	}
	out := costsOutput(costs, notes)
	if err := f.addPayRuns(&out, placements, year); err != nil {
		return output{}, err
	}
	return out, f.addScenario(&out, costs)
}

func costsOutput(costs finance.YearCost, notes []string) output {
	types := []typeJSON{}
	shown := printable{
		Title:  fmt.Sprintf("Cost of placements in %s by days, £", costs.Year),
		Header: []string{"type", "nights", "child-weeks", "Q1", "Q2", "Q3", "Q4", "gross", "income", "net"},
		Notes:  append([]string{fmt.Sprintf("%d days; the first day of a placement is charged, the last is not", costs.Year.Days())}, notes...),
	}
	style := finance.MoneyStyle{Grouped: true, Places: pence}
	for _, t := range append(append([]finance.TypeCost(nil), costs.Types...), costs.Total()) {
		types = append(types, jsonType(t))
		year := t.Year()
		row := []string{t.Type, fmt.Sprint(year.Nights), year.ChildWeeks(1).StringFixed(1)}
		for q := 1; q <= 4; q++ {
			row = append(row, style.Print(t.Quarter(q).Gross(pence)))
		}
		shown.Rows = append(shown.Rows, append(row, style.Print(year.Gross(pence)), style.Print(year.Income(pence)), style.Print(year.Net(pence))))
	}
	return output{
		JSON: map[string]any{
			"year": costs.Year, "days": costs.Year.Days(), "annual_factor": finance.AnnualFactorOf(costs.Year),
			"types": types[:len(types)-1], "total": types[len(types)-1], "notes": listed(notes),
		},
		Tables: []printable{shown},
	}
}

func (f placementFlags) addPayRuns(out *output, placements []finance.Placement, year finance.FinancialYear) error {
	if *f.payDay == "" {
		return nil
	}
	weekday, err := parseWeekday(*f.payDay)
	if err != nil {
		return fmt.Errorf("-pay-day: %w", err)
	}
	runs, err := finance.PayByWeek(placements, year, weekday)
	if err != nil {
		return err
	}
	out.JSON.(map[string]any)["pay_runs"] = map[string]any{
		"weekday": strings.ToLower(weekday.String()), "pay_days": runs.PayDays,
		"cash": jsonCost(runs.Cash), "by_days": jsonCost(runs.ByDays), "timing": jsonCost(runs.Timing()),
	}
	style := finance.MoneyStyle{Grouped: true, Places: pence}
	out.Tables = append(out.Tables, printable{
		Title:  fmt.Sprintf("Cash by %d %s pay runs beside cost by days, £", runs.PayDays, weekday),
		Header: []string{"cash", "by days", "timing"},
		Rows:   [][]string{{style.Print(runs.Cash.Gross(pence)), style.Print(runs.ByDays.Gross(pence)), style.Print(runs.Timing().Gross(pence))}},
	})
	return nil
}

// addScenario compares the year with one in which children and prices are changed.
func (f placementFlags) addScenario(out *output, costs finance.YearCost) error {
	if *f.change == "" && *f.price == "" {
		return nil
	}
	var method finance.Decomposition
	if err := method.UnmarshalText([]byte(*f.method)); err != nil {
		return fmt.Errorf("-method: %w", err)
	}
	changes, err := f.changes(costs.Year)
	if err != nil {
		return err
	}
	base := costs.Position()
	scenario, err := base.With(changes...)
	if err != nil {
		return err
	}
	bridge, err := finance.Decompose(base, scenario, method)
	if err != nil {
		return err
	}
	b := bridge.Round(pence)
	byType := map[string]decimal.Decimal{}
	for _, t := range b.PriceByType {
		byType[t.Type] = t.Price
	}
	out.JSON.(map[string]any)["scenario"] = map[string]any{
		"method": b.Method, "from": b.From, "to": b.To, "difference": b.Total(),
		"number": b.Number, "mix": b.Mix, "price": b.Price, "price_by_type": byType,
	}
	style := finance.MoneyStyle{Grouped: true, Places: pence}
	out.Tables = append(out.Tables, printable{
		Title:  fmt.Sprintf("Scenario against the year, £ (%s)", b.Method),
		Header: []string{"from", "to", "difference", "number", "mix", "price"},
		Rows: [][]string{{
			style.Print(b.From), style.Print(b.To), style.Print(b.Total()), style.Print(b.Number), style.Print(b.Mix), style.Print(b.Price),
		}},
	})
	return nil
}

// changes reads -change and -price. A child more for the whole year is its days in weeks.
func (f placementFlags) changes(year finance.FinancialYear) ([]finance.PositionChange, error) {
	var changes []finance.PositionChange
	children, err := parsePairs(*f.change)
	if err != nil {
		return nil, fmt.Errorf("-change: %w", err)
	}
	weeks := finance.Cost{Nights: year.Days()}.ChildWeeks(16)
	for _, c := range children {
		changes = append(changes, finance.PositionChange{Type: c.name, Add: c.value.Mul(weeks).Round(16)})
	}
	prices, err := parsePairs(*f.price)
	if err != nil {
		return nil, fmt.Errorf("-price: %w", err)
	}
	for _, c := range prices {
		changes = append(changes, finance.PositionChange{Type: c.name, Uplift: c.value})
	}
	return changes, nil
}

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
			return nil, fmt.Errorf("%q: write TYPE=NUMBER, as in residential=-1", item)
		}
		pairs = append(pairs, pair{strings.TrimSpace(name), amount.Pounds})
	}
	return pairs, nil
}

// parseUplifts reads "2025-04-01:5" and "2025-04-01:5:residential".
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
			return nil, fmt.Errorf("%q: write DATE:PERCENT or DATE:PERCENT:TYPE, as in 2025-04-01:5", item)
		}
		if percent.Pounds.LessThan(decimal.NewFromInt(-100)) {
			return nil, fmt.Errorf("%q: an uplift of less than -100 %% makes a price negative", item)
		}
		uplifts = append(uplifts, finance.Uplift{On: on, Percent: percent.Pounds, Type: parts[2]})
	}
	return uplifts, nil
}

func parseWeekday(text string) (time.Weekday, error) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(d.String(), text) {
			return d, nil
		}
	}
	return 0, fmt.Errorf("%q: use monday, tuesday …", text)
}

// outturnFlags are the settings of finance outturn.
type outturnFlags struct {
	unit, year, budget, asOf, placements *string
	runRate                              *int
	price, toDate, remaining             *string
}

func outturnVerb(flags *flag.FlagSet) func(in input) (output, error) {
	settings := outturnFlags{
		unit:       flags.String("unit", "£", "`unit` of bare amounts: £, £k, £m or £bn"),
		year:       flags.String("year", "", "financial `year`: 2024/25"),
		budget:     flags.String("budget", "", "the year's budget"),
		runRate:    flags.Int("run-rate", 0, "`months` of the run rate (default 3)"),
		placements: flags.String("placements", "", "`file` of open placements (placements.csv), for the method of known commitments"),
		asOf:       flags.String("as-of", "", "first `day` that the actuals do not contain (default the month after the last one)"),
		price:      flags.String("activity-price", "", "budgeted price of a child-week, for the methods by activity"),
		toDate:     flags.String("activity-to-date", "", "child-weeks to date"),
		remaining:  flags.String("activity-remaining", "", "child-weeks in the rest of the year"),
	}
	return func(in input) (output, error) { return settings.run(in) }
}

func (f outturnFlags) run(in input) (output, error) {
	unit, err := finance.ParseUnit(*f.unit)
	if err != nil {
		return output{}, fmt.Errorf("-unit: %w", err)
	}
	year, err := finance.ParseFinancialYear(*f.year)
	if err != nil {
		return output{}, fmt.Errorf("-year: %w", err)
	}
	budget, err := flagAmount("budget", *f.budget, unit)
	if err != nil {
		return output{}, err
	}
	var notes []string
	y, err := readTable(in, func(g *table.Grid, o table.Options) (y finance.YearToDate, err error) {
		y, notes, err = finance.ActualsOf(g, unit, o)
		return y, err
	})
	if err != nil {
		return output{}, err
	}
	y.Year, y.Budget, y.RunRateMonths = year, budget, *f.runRate
	if err := f.addActivity(&y); err != nil {
		return output{}, err
	}
	more, err := f.addCommitments(in, &y)
	if err != nil {
		return output{}, err
	}
	r, err := y.Outturn(unit.Places(outturnPlaces))
	if err != nil {
		return output{}, err
	}
	return outturnOutput(unit, y, r, append(notes, more...)), nil
}

func flagAmount(name, text string, unit finance.Unit) (decimal.Decimal, error) {
	m, err := finance.ParseMoney(text, unit)
	if err == nil && !m.HasAmount() {
		err = fmt.Errorf("%q: an amount is needed", text)
	}
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("-%s: %w", name, err)
	}
	return m.Pounds, nil
}

func (f outturnFlags) addActivity(y *finance.YearToDate) error {
	if *f.price == "" && *f.toDate == "" && *f.remaining == "" {
		return nil
	}
	var amounts [3]decimal.Decimal
	for i, given := range []struct{ name, text string }{{"activity-price", *f.price}, {"activity-to-date", *f.toDate}, {"activity-remaining", *f.remaining}} {
		var err error
		if amounts[i], err = flagAmount(given.name, given.text, finance.Pounds); err != nil {
			return err
		}
	}
	y.Activity = &finance.Activity{BudgetPrice: amounts[0], ToDate: amounts[1], Remaining: amounts[2]}
	return nil
}

// addCommitments reads the open placements; the notes are those of their table.
func (f outturnFlags) addCommitments(in input, y *finance.YearToDate) (notes []string, err error) {
	if *f.placements == "" {
		return nil, nil
	}
	c := finance.Commitments{AsOf: time.Date(int(y.Year), time.April+time.Month(len(y.Actuals)), 1, 0, 0, 0, 0, time.UTC)}
	if *f.asOf != "" {
		asOf, err := time.Parse(time.DateOnly, *f.asOf)
		if err != nil {
			return nil, fmt.Errorf("-as-of %q: write a date as 2024-08-01", *f.asOf)
		}
		c.AsOf = asOf
	}
	y.Commitments = &c
	in.chosen = operation.Chosen{} // what is said of the table of actuals says nothing of this one
	open, err := readTableOf(in, *f.placements, func(g *table.Grid, o table.Options) (open []finance.Placement, err error) {
		open, notes, err = finance.PlacementsOf(g, o)
		return open, err
	})
	c.Open = open
	return notes, err
}

type outturnJSON struct {
	Name      string             `json:"name"`
	Outturn   *decimal.Decimal   `json:"outturn"`
	Variance  *decimal.Decimal   `json:"variance"`
	Direction *finance.Direction `json:"direction"`
	Refused   *string            `json:"refused"`
	Formula   string             `json:"formula"`
}

func outturnOutput(unit finance.Unit, y finance.YearToDate, r finance.OutturnRange, notes []string) output {
	methods := []outturnJSON{}
	style := finance.TableStyle(unit)
	shown := printable{
		Title:  fmt.Sprintf("Forecast outturn of %s after %d months, %s", y.Year, r.Months, unit),
		Header: []string{"method", "outturn", "variance", "direction", "formula"},
	}
	for _, f := range r.Forecasts {
		if f.Refused != nil {
			why := f.Refused.Error()
			methods = append(methods, outturnJSON{Name: f.Name, Refused: &why, Formula: f.Method.Formula()})
			shown.Rows = append(shown.Rows, []string{f.Name, "refused", "", "", why})
			continue
		}
		outturn, variance, direction := unit.FromPounds(f.Outturn), unit.FromPounds(f.Variance.Amount), f.Variance.Direction()
		methods = append(methods, outturnJSON{Name: f.Name, Outturn: &outturn, Variance: &variance, Direction: &direction, Formula: f.Method.Formula()})
		shown.Rows = append(shown.Rows, []string{f.Name, style.Print(f.Outturn), style.Print(f.Variance.Amount), direction.String(), f.Method.Formula()})
	}
	json := map[string]any{
		"year": y.Year, "unit": unit, "months": r.Months, "budget": unit.FromPounds(y.Budget), "methods": methods,
		"low": nil, "high": nil, "range": nil, "notes": listed(notes),
	}
	if r.OK {
		json["low"], json["high"], json["range"] = unit.FromPounds(r.Low), unit.FromPounds(r.High), unit.FromPounds(r.High.Sub(r.Low))
		shown.Notes = []string{fmt.Sprintf("the methods range from %s to %s: print them side by side, never one alone", style.Print(r.Low), style.Print(r.High))}
	}
	shown.Notes = append(shown.Notes, notes...)
	return output{JSON: json, Tables: []printable{shown}}
}
