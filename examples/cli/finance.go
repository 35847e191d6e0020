package main

import (
	"flag"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/shopspring/decimal"
)

func financeVerbs() []verb {
	return append(operationVerbs(operation.Finance()), []verb{
		{
			group: "finance", name: "budget", reads: "budgets.csv", table: true,
			short:   "revised budgets from what they are built of, and virements that must come to nil; exit 1 when one differs",
			example: "finance budget -unit £k budgets.csv",
			setup:   budgetVerb,
		},
		{
			group: "finance", name: "movement", reads: "EARLIER LATER", table: true,
			short:   "movement between two statements, changes of budget apart from changes of forecast",
			example: "finance movement -unit £k -from M2 -to M3 may.csv june.csv",
			setup:   movementVerb,
		},
		{
			group: "finance", name: "savings", reads: "savings.csv", table: true,
			short:   "savings by state, net at risk, rating, and what is in no state",
			example: "finance savings -unit £k savings.csv",
			setup:   savingsVerb,
		},
		{
			group: "finance", name: "placements", reads: "placements.csv", table: true,
			short:   "cost of placements by type, month and quarter, by days and by pay runs, and a scenario",
			example: "finance placements -year 2024/25 -change residential=-1,fostering=1 placements.csv",
			setup:   placementsVerb,
		},
		{
			group: "finance", name: "outturn", reads: "actuals.csv", table: true,
			short:   "forecast outturn by every method, side by side",
			example: "finance outturn -unit £k -year 2024/25 -budget 41,300 actuals.csv",
			setup:   outturnVerb,
		},
	}...)
}

// financeFlags are what every statement is read with.
type financeFlags struct{ unit, convention, period *string }

func addFinanceFlags(flags *flag.FlagSet) financeFlags {
	return financeFlags{
		unit:       flags.String("unit", "£", "`unit` of bare amounts: £, £k, £m or £bn"),
		convention: flags.String("convention", "", "how the table signs its money: overspend_positive, underspend_positive or two_columns; with a comma income_positive, reserves_positive"),
		period:     flags.String("period", "", "what the table reports: 2024/25 M4, 2024/25 outturn"),
	}
}

func (f financeFlags) format() (finance.StatementFormat, error) {
	unit, err := finance.ParseUnit(*f.unit)
	if err != nil {
		return finance.StatementFormat{}, fmt.Errorf("-unit: %w", err)
	}
	convention, err := finance.ParseConvention(*f.convention)
	if err != nil {
		return finance.StatementFormat{}, fmt.Errorf("-convention: %w", err)
	}
	format := finance.StatementFormat{Unit: unit, Convention: convention}
	if *f.period != "" {
		if format.Period, err = finance.ParsePeriod(*f.period); err != nil {
			return finance.StatementFormat{}, fmt.Errorf("-period: %w", err)
		}
	}
	return format, nil
}

// statementOf reads a statement in a format.
func statementOf(format finance.StatementFormat) func(*table.Grid, table.Options) (finance.Statement, error) {
	return func(g *table.Grid, o table.Options) (finance.Statement, error) {
		format.Options = o
		return finance.StatementOf(g, format)
	}
}

// percentPlaces is how precisely percentages reach a program; people are shown one place.
const percentPlaces = 10

// listed is a list that is never null.
func listed(sentences []string) []string { return append([]string{}, sentences...) }

// percentJSON is nil, and null in JSON, for a percentage that is undefined.
func percentJSON(p finance.Percentage) *decimal.Decimal {
	value, ok := p.Value(percentPlaces)
	if !ok {
		return nil
	}
	return &value
}

// findingsOutput lists findings and counts them by verdict.
func findingsOutput(findings []finance.Finding, notes []string) output {
	all := finance.Findings(findings)
	shown := printable{Title: "Printed figures held against their sums", Header: []string{"verdict", "check", "row", "column", "working"}, Notes: notes}
	for _, f := range all {
		shown.Rows = append(shown.Rows, []string{f.Verdict.String(), f.Check.String(), f.Row, f.Column, f.Working})
	}
	return output{
		JSON:   map[string]any{"findings": append([]finance.Finding{}, all...), "summary": all.Summary()},
		Tables: []printable{shown}, Found: all.Count(finance.Differs) > 0,
		Untested: all.Count(finance.CannotCheck) == len(all),
	}
}

type budgetJSON struct {
	Service        string           `json:"service"`
	Original       decimal.Decimal  `json:"original"`
	Virements      decimal.Decimal  `json:"virements"`
	Supplementary  decimal.Decimal  `json:"supplementary"`
	CarriedForward decimal.Decimal  `json:"carried_forward"`
	Revised        decimal.Decimal  `json:"revised"`
	Printed        *decimal.Decimal `json:"printed_revised"`
}

func jsonBudget(unit finance.Unit, b finance.BudgetBuild) budgetJSON {
	out := budgetJSON{
		Service: b.Service, Original: unit.FromPounds(b.Original), Virements: unit.FromPounds(b.Virements),
		Supplementary: unit.FromPounds(b.Supplementary), CarriedForward: unit.FromPounds(b.CarriedForward), Revised: unit.FromPounds(b.Revised()),
	}
	if b.PrintedRevised.Valid {
		printed := unit.FromPounds(b.PrintedRevised.Decimal)
		out.Printed = &printed
	}
	return out
}

func budgetVerb(flags *flag.FlagSet) func(in input) (output, error) {
	unitText := flags.String("unit", "£", "`unit` of bare amounts: £, £k, £m or £bn")
	return func(in input) (output, error) {
		unit, err := finance.ParseUnit(*unitText)
		if err != nil {
			return output{}, fmt.Errorf("-unit: %w", err)
		}
		var notes []string
		builds, err := readTable(in, func(g *table.Grid, o table.Options) (builds []finance.BudgetBuild, err error) {
			builds, notes, err = finance.BudgetsOf(g, unit, o)
			return builds, err
		})
		if err != nil {
			return output{}, err
		}
		out := findingsOutput(finance.ReconcileBudgets(builds, unit), notes)
		rows := []budgetJSON{}
		for _, b := range builds {
			rows = append(rows, jsonBudget(unit, b))
		}
		checks := out.JSON.(map[string]any)
		checks["rows"], checks["total"], checks["notes"] = rows, jsonBudget(unit, finance.TotalBudget(builds)), listed(notes)
		return out, nil
	}
}

type changeJSON struct {
	Service   string            `json:"service"`
	Group     string            `json:"group,omitempty"`
	Presence  finance.Presence  `json:"presence"`
	From      decimal.Decimal   `json:"from"`
	To        decimal.Decimal   `json:"to"`
	Movement  decimal.Decimal   `json:"movement"`
	Percent   *decimal.Decimal  `json:"percent"`
	Budget    decimal.Decimal   `json:"change_of_budget"`
	Forecast  decimal.Decimal   `json:"change_of_forecast"`
	Reserves  decimal.Decimal   `json:"change_of_reserves"`
	Direction finance.Direction `json:"direction"`
}

// jsonChange gives a movement in the unit and the convention of its statements.
func jsonChange(format finance.StatementFormat, m finance.LineMovement) changeJSON {
	variance := func(amount decimal.Decimal) decimal.Decimal {
		if format.Convention.Variance == finance.UnderspendPositive {
			amount = amount.Neg()
		}
		return format.Unit.FromPounds(amount)
	}
	return changeJSON{
		Service: m.Service, Group: m.Group, Presence: m.Presence,
		From: variance(m.Variance.From), To: variance(m.Variance.To), Movement: variance(m.Variance.Amount()),
		Percent: percentJSON(m.Variance.Percent()), Budget: format.Unit.FromPounds(m.Budget.Amount()),
		Forecast: format.Unit.FromPounds(m.Forecast.Amount()), Reserves: format.Unit.FromPounds(m.Reserves.Amount()),
		Direction: m.Direction(),
	}
}

func movementVerb(flags *flag.FlagSet) func(in input) (output, error) {
	settings := addFinanceFlags(flags)
	from := flags.String("from", "", "`period` of the earlier statement: 2024/25 M2")
	to := flags.String("to", "", "`period` of the later statement: 2024/25 M3")
	return func(in input) (output, error) {
		format, err := settings.format()
		if err != nil {
			return output{}, err
		}
		if len(in.files) != 2 {
			return output{}, fmt.Errorf("a movement reads two files, the earlier statement and the later, and %d were named", len(in.files))
		}
		var statements [2]finance.Statement
		for i, period := range []string{*from, *to} {
			if err := format.Period.UnmarshalText([]byte(period)); err != nil {
				return output{}, fmt.Errorf("-%s: %w", [...]string{"from", "to"}[i], err)
			}
			if statements[i], err = readTableOf(in, in.files[i], statementOf(format)); err != nil {
				return output{}, err
			}
		}
		m, err := finance.Move(statements[0], statements[1])
		if err != nil {
			return output{}, err
		}
		return movementOutput(format, m), nil
	}
}

func movementOutput(format finance.StatementFormat, m finance.Movement) output {
	lines := []changeJSON{}
	cell := finance.TableStyle(format.Unit)
	show := func(amount decimal.Decimal) string { return cell.Print(format.Unit.ToPounds(amount)) }
	shown := printable{
		Title:  fmt.Sprintf("Movement, %s", format.Unit),
		Header: []string{"service", "from", "to", "movement", "percent", "of budget", "of forecast", "of reserves", "direction", "line"},
		Notes:  m.Notes,
	}
	for _, l := range append(append([]finance.LineMovement(nil), m.Lines...), m.Total) {
		c := jsonChange(format, l)
		lines = append(lines, c)
		shown.Rows = append(shown.Rows, []string{
			c.Service, show(c.From), show(c.To), show(c.Movement), l.Variance.Percent().String(),
			show(c.Budget), show(c.Forecast), show(c.Reserves), c.Direction.String(), c.Presence.String(),
		})
	}
	return output{
		JSON: map[string]any{
			"from": m.From, "to": m.To, "unit": format.Unit,
			"lines": lines[:len(lines)-1], "total": lines[len(lines)-1], "notes": listed(m.Notes),
		},
		Tables: []printable{shown},
	}
}

type savingJSON struct {
	Saving        string           `json:"saving"`
	Group         string           `json:"group,omitempty"`
	Target        decimal.Decimal  `json:"target"`
	Achieved      decimal.Decimal  `json:"achieved"`
	OnTrack       decimal.Decimal  `json:"on_track"`
	Delayed       decimal.Decimal  `json:"delayed"`
	AtRisk        decimal.Decimal  `json:"at_risk"`
	NotAchievable decimal.Decimal  `json:"not_achievable"`
	Unstated      decimal.Decimal  `json:"unstated"`
	Pressures     decimal.Decimal  `json:"pressures"`
	NetAtRisk     decimal.Decimal  `json:"net_at_risk"`
	Delivered     *decimal.Decimal `json:"achieved_percent"`
	RiskShare     *decimal.Decimal `json:"net_at_risk_percent"`
	Rating        rag.Rating       `json:"rating"`
	FullYear      bool             `json:"full_year_effect"`
}

func jsonSaving(unit finance.Unit, s finance.Saving) savingJSON {
	in := func(state finance.SavingState) decimal.Decimal { return unit.FromPounds(s.In(state)) }
	return savingJSON{
		Saving: s.Name, Group: s.Group, Target: unit.FromPounds(s.Target),
		Achieved: in(finance.Achieved), OnTrack: in(finance.OnTrack), Delayed: in(finance.Delayed),
		AtRisk: in(finance.AtRisk), NotAchievable: in(finance.NotAchievable), Unstated: in(finance.Unstated),
		Pressures: unit.FromPounds(s.Pressures), NetAtRisk: unit.FromPounds(s.NetAtRisk()),
		Delivered: percentJSON(s.Delivered()), RiskShare: percentJSON(s.AtRiskShare()),
		Rating: s.Rating(), FullYear: s.FullYearEffect,
	}
}

func savingsVerb(flags *flag.FlagSet) func(in input) (output, error) {
	unitText := flags.String("unit", "£", "`unit` of bare amounts: £, £k, £m or £bn")
	return func(in input) (output, error) {
		unit, err := finance.ParseUnit(*unitText)
		if err != nil {
			return output{}, fmt.Errorf("-unit: %w", err)
		}
		s, err := readTable(in, func(g *table.Grid, o table.Options) (finance.Savings, error) { return finance.SavingsOf(g, unit, o) })
		if err != nil {
			return output{}, err
		}
		return savingsOutput(s), nil
	}
}

func savingsOutput(s finance.Savings) output {
	rows := []savingJSON{}
	cell := finance.TableStyle(s.Unit)
	shown := printable{
		Title:  fmt.Sprintf("Savings, %s", s.Unit),
		Header: []string{"saving", "target", "achieved", "on track", "delayed", "at risk", "not achievable", "unstated", "pressures", "net at risk", "rating"},
		Notes:  append(append([]string(nil), s.Questions()...), s.Notes...),
	}
	total := s.Total()
	for _, item := range append(append([]finance.Saving(nil), s.Items...), total) {
		rows = append(rows, jsonSaving(s.Unit, item))
		cells := []string{item.Name, cell.Print(item.Target)}
		for _, state := range finance.SavingStates() {
			cells = append(cells, cell.Print(item.In(state)))
		}
		shown.Rows = append(shown.Rows, append(cells, cell.Print(item.Pressures), cell.Print(item.NetAtRisk()), item.Rating().String()))
	}
	byRating := map[rag.Rating]decimal.Decimal{}
	for rating, amount := range s.ByRating() {
		byRating[rating] = s.Unit.FromPounds(amount)
	}
	findings := findingsOutput(s.Reconcile(), nil)
	out := output{
		JSON: map[string]any{
			"unit": s.Unit, "rows": rows[:len(rows)-1], "total": rows[len(rows)-1], "by_rating": byRating,
			"new": jsonSaving(s.Unit, s.New()), "full_year_effects": jsonSaving(s.Unit, s.FullYearEffects()),
			"questions": listed(s.Questions()), "checks": findings.JSON, "notes": listed(s.Notes),
		},
		Tables: []printable{shown}, Found: findings.Found,
	}
	if len(s.Reconcile()) > 0 {
		out.Tables = append(out.Tables, findings.Tables...)
	}
	return out
}
