package operation

import (
	"context"
	"io"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// FinanceBudget is how revised budgets came about.
func FinanceBudget() Operation {
	return Operation{
		Group: "finance", Verb: "budget",
		Doc: "revised budgets from what they are built of, and virements that must come to nil; exit 1 when one differs",
		Inputs: []Input{{
			Name: "budgets", File: "budgets.csv", Table: true,
			Doc: "columns service and original, and those that go doc finance.ReadBudgets names",
		}},
		Settings: []Setting{unitSetting()},
		Example: Example{
			Settings: map[string]string{"unit": "£k"},
			Inputs:   map[string]string{"budgets": "service,original,virements,revised\nFostering,400,-20,380\nResidential,900,20,920\n"},
		},
		Zero: finance.Budgets{},
		Run: func(_ context.Context, call Call) (Result, error) {
			unit, err := Parse(call, "unit", finance.ParseUnit)
			if err != nil {
				return Result{}, err
			}
			builds, err := Read(call, "budgets", func(r io.Reader) ([]finance.BudgetBuild, error) { return finance.ReadBudgets(r, unit) })
			if err != nil {
				return Result{}, err
			}
			b := finance.Budgets{Unit: unit, Builds: builds}
			findings := b.Reconcile()
			return Result{Value: b, View: View{Sections: []Section{findingsSection(findings)}}, Found: findings.Count(finance.Differs) > 0, Untested: untested(findings)}, nil
		},
	}
}
