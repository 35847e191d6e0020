package operation

import (
	"context"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/table"
)

// FinanceBudget is how revised budgets came about.
func FinanceBudget() Operation {
	return Operation{
		Group: "finance", Verb: "budget",
		Title: "Revised budgets", Question: "How did the budgets come to be what they are?",
		Method: "A revised budget is what was first approved and every change since: virements, growth, savings, and whatever else the table has. Virements only move money, so over all services they come to zero.",
		Doc:    "revised budgets from what they are built of, and virements that must come to nil; exit 1 when one differs",
		Inputs: []Input{{
			Name: "budgets", File: "budgets.csv", Table: true, Label: "Budgets and their changes", Schema: finance.BudgetsSchema(finance.Pounds),
			Doc: "columns service and original, and those that go doc finance.ReadBudgets names",
		}},
		Settings: append([]Setting{unitSetting()}, TableSettings()...),
		Example: Example{
			Source:   "The budgets are made up.",
			Settings: map[string]string{"unit": "£k"},
			Inputs:   map[string]string{"budgets": "service,original,virements,revised\nFostering,400,-20,380\nResidential,900,20,920\n"},
		},
		Zero: finance.Budgets{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			unit, err := Parse(call, "unit", finance.ParseUnit)
			if err != nil {
				return Result{}, err
			}
			var notes []string
			builds, err := ReadTable(ctx, call, "budgets", func(g *table.Grid, o table.Options) (builds []finance.BudgetBuild, err error) {
				builds, notes, err = finance.BudgetsOf(g, unit, o)
				return builds, err
			})
			if err != nil {
				return Result{}, err
			}
			b := finance.Budgets{Unit: unit, Builds: builds}
			findings := b.Reconcile()
			return Result{Value: b, View: View{Answer: findingsAnswer(findings), Sections: []Section{findingsSection(findings)}, Notes: notes}, Found: findings.Count(finance.Differs) > 0, Untested: untested(findings)}, nil
		},
	}
}
