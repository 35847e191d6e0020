package finance

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/table"
)

// BudgetsSchema is the columns of the building of budgets, with bare amounts in unit.
func BudgetsSchema(unit Unit) table.Schema {
	return table.Schema{
		Name: "budgets.csv", Label: "service",
		Columns: []table.Column{
			{ID: "service", Label: "Service", Synonyms: []string{"Service area", "Budget area", "Budget heading", "Cost centre", "Description", "Directorate"}, Need: "name a service"},
			money(unit, table.Column{ID: "original", Label: "Original budget", Synonyms: []string{"Approved budget"}}),
			blankMoney(unit, "virements", "Virement"),
			blankMoney(unit, "supplementary", "Supplementary estimates"),
			blankMoney(unit, "carried_forward", "Carry forward", "Carry forwards", "Brought forward"),
			blankMoney(unit, "revised", "Revised budget", "Current budget"),
		},
	}
}

// ReadBudgets reads delimited text as [BudgetsOf] reads a table; the notes are left to that.
func ReadBudgets(r io.Reader, unit Unit) ([]BudgetBuild, error) {
	return readDelimited(r, func(g *table.Grid) ([]BudgetBuild, error) {
		builds, _, err := BudgetsOf(g, unit, table.Options{})
		return builds, err
	})
}

// BudgetsOf reads what budgets are built of from a table with the columns service, original and, where given, virements,
// supplementary, carried_forward and revised, the revised budget as printed. Bare amounts are in unit where the table does not
// say theirs; a blank cell is nil, a blank original an error. Totals are left out, and notes say so. The error is
// [figure.Faults].
func BudgetsOf(g *table.Grid, unit Unit, o table.Options) (builds []BudgetBuild, notes []string, err error) {
	t, err := BudgetsSchema(unit).Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	if err := t.Err(); err != nil {
		return nil, nil, err
	}
	service, original, virements := t.Column("service"), t.Column("original"), t.Column("virements")
	supplementary, carried, revised := t.Column("supplementary"), t.Column("carried_forward"), t.Column("revised")
	for _, i := range t.Lines() {
		builds = append(builds, BudgetBuild{
			Service: service.Text(i), Original: original.Decimal(i), Step: original.Step(i), Virements: virements.Decimal(i),
			Supplementary: supplementary.Decimal(i), CarriedForward: carried.Decimal(i), PrintedRevised: revised.Null(i),
		})
	}
	if len(builds) == 0 {
		return nil, nil, noLines(t, "service", "give one row a service")
	}
	return builds, t.Notes, nil
}
