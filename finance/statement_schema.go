package finance

import "github.com/scrutineer-dev/scrutineer/table"

// StatementSchema is the columns of a statement, with bare amounts in unit.
func StatementSchema(unit Unit) table.Schema {
	return table.Schema{
		Name: "statement.csv", Label: "service", Group: "group", Kind: "kind", KeepsTotals: true,
		Columns: []table.Column{
			{ID: "service", Label: "Service", Synonyms: []string{"Service area", "Budget area", "Budget heading", "Service heading", "Cost centre", "Description", "Directorate", "Area", "Heading"}, Need: "name the service", Doc: "the service, or the name of a total"},
			{ID: "group", Label: "Group", Synonyms: []string{"Block", "Division", "Department"}, Optional: true, Blank: true, Doc: "the directorate or block that the line is totalled in"},
			money(unit, table.Column{ID: "budget", Label: "Revised budget", Synonyms: []string{"Current budget", "Net budget", "Annual budget", "Full year budget", "Latest budget", "Working budget", "Approved budget"}, Doc: "the budget after virements"}),
			money(unit, table.Column{ID: "forecast", Label: "Forecast outturn", Synonyms: []string{"Outturn forecast", "Projected outturn", "Projection", "Full year forecast", "Forecast spend", "Forecast expenditure", "Projected spend", "Outturn"}, Doc: "the forecast outturn before the use of reserves"}),
			blankMoney(unit, "reserves", "Use of reserves", "Reserves use", "Reserve movement", "Planned use of reserves"),
			blankMoney(unit, "original_budget", "Original approved budget"),
			blankMoney(unit, "actual", "Actual to date", "Actuals to date", "Spend to date", "Expenditure to date", "YTD actual", "Actual YTD"),
			blankMoney(unit, "commitments", "Committed"),
			blankMoney(unit, "variance", "Forecast variance", "Outturn variance", "Projected variance", "Full year variance", "Over/(under) spend", "(Under)/over spend", "(Under)/overspend", "Over/(under)spend", "Variation"),
			blankMoney(unit, "overspend"),
			blankMoney(unit, "underspend"),
			{ID: "kind", Kind: table.KindChoice, Optional: true, Blank: true, Doc: "line, income or total", Choices: []table.Choice{
				{Value: "line", Words: []string{"expenditure"}}, {Value: "income"}, {Value: "total"}, {Value: "subtotal"},
			}},
			{ID: "source", Optional: true, Blank: true, Doc: "where the line stands in its report"},
			{ID: "reserves_kind", Kind: table.KindChoice, Optional: true, Blank: true, Doc: "what the use of reserves means", Choices: []table.Choice{
				{Value: "drawn_down"}, {Value: "contingency_released"}, {Value: "contribution_not_made"},
			}},
		},
	}
}
