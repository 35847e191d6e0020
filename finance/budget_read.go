package finance

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// ReadBudgets reads budgets.csv: service, original and, where given, virements, supplementary, carried_forward and revised,
// the revised budget as printed. Bare amounts are in unit; a blank cell is nil, a blank original an error. The error is
// a [*figure.Fault].
func ReadBudgets(r io.Reader, unit Unit) ([]BudgetBuild, error) {
	t, err := table.Read(r, table.Columns{
		Required: []string{"service", "original"}, Optional: []string{"virements", "supplementary", "carried_forward", "revised"},
	})
	if err != nil {
		return nil, err
	}
	var builds []BudgetBuild
	for _, row := range t.Rows() {
		b, err := readBudget(row, unit)
		if err != nil {
			return nil, err
		}
		builds = append(builds, b)
	}
	if len(builds) == 0 {
		return nil, &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Problem: "the file has no lines under its header: give one row a service"}
	}
	return builds, nil
}

func readBudget(row table.Row, unit Unit) (BudgetBuild, error) {
	b := BudgetBuild{Service: row.Get("service")}
	if b.Service == "" || looksLikeTotal(b.Service) {
		return b, fault(row, "service", quoted(b.Service)+": name a service, and leave the total row out")
	}
	original, err := needed(row, "original", unit)
	if err != nil {
		return b, err
	}
	b.Original, b.Step = original.Pounds, original.Step
	virements, _, err := cell(row, "virements", unit)
	if err != nil {
		return b, err
	}
	supplementary, _, err := cell(row, "supplementary", unit)
	if err != nil {
		return b, err
	}
	carried, _, err := cell(row, "carried_forward", unit)
	if err != nil {
		return b, err
	}
	b.Virements, b.Supplementary, b.CarriedForward = virements.Pounds, supplementary.Pounds, carried.Pounds
	b.PrintedRevised, _, err = optional(row, "revised", unit)
	return b, err
}
