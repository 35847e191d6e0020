package finance

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Check is what a finding held against what. The zero value is [RowTie].
type Check int

const (
	// RowTie holds the printed variance of a row against its budget, forecast and reserves.
	RowTie Check = iota
	// ColumnFoot holds a printed total against the lines above it.
	ColumnFoot
	// GroupFoot holds the printed total of a group against the lines of the group.
	GroupFoot
	// BudgetTie holds a printed revised budget against the original one and its changes.
	BudgetTie
	// VirementsNil holds the virements of the whole council against zero.
	VirementsNil
	// SavingTie holds a printed net saving at risk against the amounts of its row.
	SavingTie
)

var checkNames = enum.Of("Check", "row_tie", "column_foot", "group_foot", "budget_tie", "virements_nil", "saving_tie")

// String is row_tie, column_foot, group_foot, budget_tie, virements_nil or saving_tie.
func (c Check) String() string { return checkNames.String(int(c)) }

// MarshalText writes the name of the check.
func (c Check) MarshalText() ([]byte, error) { return checkNames.Marshal(int(c)) }

// UnmarshalText reads the name of a check.
func (c *Check) UnmarshalText(text []byte) error { return enum.Unmarshal(checkNames, text, c) }

// Finding is one printed figure held against the sum that should give it. Amounts are in the unit and with the signs of
// the table, as they are printed.
type Finding struct {
	Check       Check
	Row, Column string
	// Printed and Computed are the figure as printed and as its inputs give it.
	Printed, Computed decimal.Decimal
	// Gap is printed less computed; Allowed is the most by which rounding alone can part them.
	Gap, Allowed decimal.Decimal
	Verdict      Verdict
	// Working is the sum that was done: "10,045 - 279 - 9,500 = 266, printed 267".
	Working string
}

// Reconcile holds every printed variance and every printed total against the lines: row ties, column foots and group
// foots, each with its sum, in the order of the table. What agrees is listed too, so that it can be seen what was
// checked. A sum of n rounded cells may miss its total by (n + 1)/2 units (Isle of Wight prints three different totals
// of one cell, all legitimate); beyond that it differs.
//
// Lines whose Precision is nil are exact.
func (s Statement) Reconcile() Findings {
	var findings Findings
	for _, l := range s.Lines {
		findings = append(findings, s.rowTie(l)...)
	}
	for _, total := range s.PrintedTotals {
		findings = append(findings, s.rowTie(total)...)
		findings = append(findings, s.foots(total)...)
	}
	return findings
}

// rowTie checks the printed variance of a row, when it has one.
func (s Statement) rowTie(l Line) []Finding {
	if !l.PrintedVariance.Valid {
		return nil
	}
	p := l.precision()
	steps := p.Budget.Add(p.Forecast).Add(p.Reserves)
	f := s.finding(RowTie, l.Service, "variance", l.PrintedVariance.Decimal, p.Variance, l.Variance().Amount, steps, s.printVariance)
	f.Working = s.tieWorking(l) + f.outcome()
	return []Finding{f}
}

// printedColumn is one column of a statement: how to take it from a line, and how it is printed.
type printedColumn struct {
	name      string
	amount    func(Line) (decimal.Decimal, bool)
	step      func(Precision) decimal.Decimal
	asPrinted func(decimal.Decimal) decimal.Decimal
}

func (s Statement) columns() []printedColumn {
	always := func(amount func(Line) decimal.Decimal) func(Line) (decimal.Decimal, bool) {
		return func(l Line) (decimal.Decimal, bool) { return amount(l), true }
	}
	given := func(amount func(Line) decimal.NullDecimal) func(Line) (decimal.Decimal, bool) {
		return func(l Line) (decimal.Decimal, bool) { return amount(l).Decimal, amount(l).Valid }
	}
	return []printedColumn{
		{"budget", always(func(l Line) decimal.Decimal { return l.Budget }), func(p Precision) decimal.Decimal { return p.Budget }, same},
		{"forecast", always(func(l Line) decimal.Decimal { return l.Forecast }), func(p Precision) decimal.Decimal { return p.Forecast }, same},
		{"reserves", always(func(l Line) decimal.Decimal { return l.Reserves }), func(p Precision) decimal.Decimal { return p.Reserves }, s.Convention.readReserves},
		{"variance", given(func(l Line) decimal.NullDecimal { return l.PrintedVariance }), func(p Precision) decimal.Decimal { return p.Variance }, s.printVariance},
		{"original_budget", given(func(l Line) decimal.NullDecimal { return l.OriginalBudget }), func(p Precision) decimal.Decimal { return p.OriginalBudget }, same},
		{"actual", given(func(l Line) decimal.NullDecimal { return l.Actual }), func(p Precision) decimal.Decimal { return p.Actual }, same},
	}
}

// foots checks every column of a printed total against the lines that it is the total of.
func (s Statement) foots(total Line) []Finding {
	check, lines := ColumnFoot, s.Lines
	if total.Group != "" {
		check, lines = GroupFoot, nil
		for _, l := range s.Lines {
			if l.Group == total.Group {
				lines = append(lines, l)
			}
		}
	}
	if len(lines) == 0 {
		return []Finding{{Check: check, Row: total.Service, Working: "no line belongs to the group " + quoted(total.Group)}}
	}
	var findings []Finding
	for _, c := range s.columns() {
		if f, ok := s.foot(check, total, lines, c); ok {
			findings = append(findings, f)
		}
	}
	return findings
}

// foot checks one column. ok is false when the total does not print it, or when nobody prints anything but blanks; a
// column that a line leaves out cannot be checked.
func (s Statement) foot(check Check, total Line, lines []Line, c printedColumn) (f Finding, ok bool) {
	printed, ok := c.amount(total)
	if !ok {
		return Finding{}, false
	}
	var sum, steps decimal.Decimal
	var terms []string
	blank := printed.IsZero() && c.step(total.precision()).IsZero()
	for _, l := range lines {
		amount, ok := c.amount(l)
		if !ok {
			asPrinted := s.Unit.FromPounds(c.asPrinted(printed))
			return Finding{Check: check, Row: total.Service, Column: c.name, Printed: asPrinted, Working: quoted(l.Service) + " does not print its " + c.name}, true
		}
		step := c.step(l.precision())
		sum, steps = sum.Add(amount), steps.Add(step)
		terms = append(terms, s.term(c.asPrinted(amount), len(terms) == 0))
		blank = blank && amount.IsZero() && step.IsZero()
	}
	f = s.finding(check, total.Service, c.name, printed, c.step(total.precision()), sum, steps, c.asPrinted)
	f.Working = strings.Join(terms, " ") + f.outcome()
	return f, !blank
}

// finding judges one figure and puts it into the unit and the signs of the table.
func (s Statement) finding(check Check, row, column string, printed, step, computed, steps decimal.Decimal, asPrinted func(decimal.Decimal) decimal.Decimal) Finding {
	verdict, allowed := judge(printed, step, computed, steps)
	f := Finding{
		Check: check, Row: row, Column: column, Verdict: verdict, Allowed: s.Unit.FromPounds(allowed),
		Printed: s.Unit.FromPounds(asPrinted(printed)), Computed: s.Unit.FromPounds(asPrinted(computed)),
	}
	f.Gap = f.Printed.Sub(f.Computed)
	return f
}

// outcome is the end of a working: " = 266, printed 267".
func (f Finding) outcome() string {
	if f.Verdict == Agrees {
		return " = " + plain(f.Computed) + ", as printed"
	}
	return " = " + plain(f.Computed) + ", printed " + plain(f.Printed)
}

// printVariance is an amount of variance as the statement signs it. Two unsigned columns are worked with their sign: an
// overspend less an underspend.
func (s Statement) printVariance(amount decimal.Decimal) decimal.Decimal {
	if s.Convention.Variance == TwoColumns {
		return amount
	}
	return s.Convention.Print(Variance{amount})
}

// tieWorking is the sum of a row in the order in which its convention does it.
func (s Statement) tieWorking(l Line) string {
	budget, forecast, reserves := s.Unit.FromPounds(l.Budget), s.Unit.FromPounds(l.Forecast), s.Unit.FromPounds(l.Reserves)
	if s.Convention.Variance == UnderspendPositive {
		return termOf(budget, true) + " " + termOf(forecast.Neg(), false) + " " + termOf(reserves.Neg(), false)
	}
	return termOf(forecast, true) + " " + termOf(reserves, false) + " " + termOf(budget.Neg(), false)
}

func (s Statement) term(pounds decimal.Decimal, first bool) string {
	return termOf(s.Unit.FromPounds(pounds), first)
}

// termOf is an amount as a term of a sum: "41,300" first, then "+ 11,615" or "- 354".
func termOf(amount decimal.Decimal, first bool) string {
	switch {
	case first:
		return plain(amount)
	case amount.IsNegative():
		return "- " + plain(amount.Neg())
	}
	return "+ " + plain(amount)
}

// plain is a number with as many places as it has, and grouped thousands.
func plain(d decimal.Decimal) string {
	return MoneyStyle{Grouped: true, Places: max(0, -d.Normalize().Exponent())}.Print(d)
}
