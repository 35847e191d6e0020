package finance

import (
	"strings"

	"github.com/shopspring/decimal"
)

// BudgetBuild is how the revised budget of a service came about, in pounds. The zero value is no budget.
type BudgetBuild struct {
	Service string
	// Original is the budget approved before the year.
	Original decimal.Decimal
	// Virements are transfers within or between budget heads: over the whole council they come to nil.
	Virements decimal.Decimal
	// Supplementary is budget added in the year, from balances: it comes to more than nil.
	Supplementary decimal.Decimal
	// CarriedForward is budget of last year that was not spent.
	CarriedForward decimal.Decimal
	// PrintedRevised is the revised budget as printed, where given.
	PrintedRevised decimal.NullDecimal
	// Step is one unit in the last printed place of every amount, in pounds; zero when they are exact.
	Step decimal.Decimal
}

// Revised is original + virements + supplementary + carried forward.
func (b BudgetBuild) Revised() decimal.Decimal {
	return b.Original.Add(b.Virements).Add(b.Supplementary).Add(b.CarriedForward)
}

// TotalBudget is the sum of all builds. Its printed revised budget is not given.
func TotalBudget(builds []BudgetBuild) BudgetBuild {
	total := BudgetBuild{Service: "Total"}
	for _, b := range builds {
		total.Original, total.Virements = total.Original.Add(b.Original), total.Virements.Add(b.Virements)
		total.Supplementary = total.Supplementary.Add(b.Supplementary)
		total.CarriedForward = total.CarriedForward.Add(b.CarriedForward)
	}
	return total
}

// ReconcileBudgets holds each printed revised budget against what it is built of, and the virements of all services
// together against zero: a transfer from one head to another adds nothing, so virements that do not come to nil are a
// finding. The amounts of the findings are in unit.
func ReconcileBudgets(builds []BudgetBuild, unit Unit) Findings {
	var findings Findings
	var virements, steps decimal.Decimal
	var terms []string
	s := Statement{Unit: unit}
	for _, b := range builds {
		virements, steps = virements.Add(b.Virements), steps.Add(b.Step)
		terms = append(terms, s.term(b.Virements, len(terms) == 0))
		if !b.PrintedRevised.Valid {
			continue
		}
		f := s.finding(BudgetTie, b.Service, "revised budget", b.PrintedRevised.Decimal, b.Step, b.Revised(), b.Step.Mul(decimal.NewFromInt(4)), same)
		parts := []string{s.term(b.Original, true), s.term(b.Virements, false), s.term(b.Supplementary, false), s.term(b.CarriedForward, false)}
		f.Working = strings.Join(parts, " ") + f.outcome()
		findings = append(findings, f)
	}
	if len(builds) == 0 {
		return nil
	}
	f := s.finding(VirementsNil, "Total", "virements", decimal.Zero, decimal.Zero, virements, steps, same)
	f.Working = strings.Join(terms, " ") + " = " + plain(f.Computed) + ", and should be nil"
	return append(findings, f)
}

func same(d decimal.Decimal) decimal.Decimal { return d }
