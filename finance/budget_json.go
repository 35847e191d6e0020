package finance

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// Budgets are the revised budgets of a set of services and what they are built of, in the unit in which they are printed.
type Budgets struct {
	Unit   Unit
	Builds []BudgetBuild
}

// Reconcile is [ReconcileBudgets].
func (b Budgets) Reconcile() Findings { return ReconcileBudgets(b.Builds, b.Unit) }

// Total is [TotalBudget].
func (b Budgets) Total() BudgetBuild { return TotalBudget(b.Builds) }

// Equal reports whether two sets hold equal budgets in the same order and unit.
func (b Budgets) Equal(o Budgets) bool {
	if b.Unit != o.Unit || len(b.Builds) != len(o.Builds) {
		return false
	}
	for i, x := range b.Builds {
		y := o.Builds[i]
		if x.Service != y.Service || !x.Original.Equal(y.Original) || !x.Virements.Equal(y.Virements) || !x.Supplementary.Equal(y.Supplementary) ||
			!x.CarriedForward.Equal(y.CarriedForward) || !equalNull(x.PrintedRevised, y.PrintedRevised) || !x.Step.Equal(y.Step) {
			return false
		}
	}
	return true
}

type budgetsJSON struct {
	Unit Unit `json:"unit"`
	findingsJSON
	Rows  []budgetJSON `json:"rows"`
	Total budgetJSON   `json:"total"`
}

type budgetJSON struct {
	Service        string           `json:"service"`
	Original       decimal.Decimal  `json:"original"`
	Virements      decimal.Decimal  `json:"virements"`
	Supplementary  decimal.Decimal  `json:"supplementary"`
	CarriedForward decimal.Decimal  `json:"carried_forward"`
	Revised        decimal.Decimal  `json:"revised"`
	Printed        *decimal.Decimal `json:"printed_revised"`
	Step           decimal.Decimal  `json:"step,omitzero"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (b Budgets) JSONShape() any { return budgetsJSON{} }

// MarshalJSON writes the budgets, their total and what a reconciliation finds of them, amounts in their unit.
func (b Budgets) MarshalJSON() ([]byte, error) {
	out := budgetsJSON{Unit: b.Unit, findingsJSON: b.Reconcile().json(), Rows: []budgetJSON{}, Total: b.buildJSON(b.Total())}
	for _, build := range b.Builds {
		out.Rows = append(out.Rows, b.buildJSON(build))
	}
	return marshal.JSON(out)
}

// UnmarshalJSON reads the budgets of what MarshalJSON wrote.
func (b *Budgets) UnmarshalJSON(data []byte) error {
	var in budgetsJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*b = Budgets{Unit: in.Unit}
	pounds := b.Unit.ToPounds
	for _, row := range in.Rows {
		build := BudgetBuild{
			Service: row.Service, Original: pounds(row.Original), Virements: pounds(row.Virements), Supplementary: pounds(row.Supplementary),
			CarriedForward: pounds(row.CarriedForward), Step: pounds(row.Step),
		}
		if row.Printed != nil {
			build.PrintedRevised = decimal.NewNullDecimal(pounds(*row.Printed))
		}
		b.Builds = append(b.Builds, build)
	}
	return nil
}

func (b Budgets) buildJSON(build BudgetBuild) budgetJSON {
	in := b.Unit.FromPounds
	out := budgetJSON{
		Service: build.Service, Original: in(build.Original), Virements: in(build.Virements), Supplementary: in(build.Supplementary),
		CarriedForward: in(build.CarriedForward), Revised: in(build.Revised()), Step: in(build.Step),
	}
	if build.PrintedRevised.Valid {
		printed := in(build.PrintedRevised.Decimal)
		out.Printed = &printed
	}
	return out
}
