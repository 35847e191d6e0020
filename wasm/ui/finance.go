package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// financeCalculation gives the variance of each service of a budget statement and in all, how it moved, and what stands
// behind it: placements, savings, the months to date.
func financeCalculation() calculation {
	return calculation{
		page: "finance", path: "/finance", name: "Finance", heading: "Is this service over budget, by how much, and why?",
		example: form.FinanceExample,
		parts: []part{
			{
				id: form.StatementTable, label: "Budget statement",
				intro:   "Type over the figures, paste rows from a spreadsheet, or open a CSV file with the columns service, budget, forecast, reserves and, where it is printed, variance. A row whose service begins with “Total” is held against the sum of the others.",
				columns: form.StatementColumns, read: form.ReadFinance, answer: form.AnswerFinance, file: "statement",
				options: func(s *sheet) []app.UI {
					return []app.UI{
						s.unit("unit"),
						s.choice("convention", "Printed variances show", "", [2]string{"overspend_positive", "an overspend as positive"}, [2]string{"underspend_positive", "an underspend as positive"}),
						s.field("period", "Period", ""),
					}
				},
			},
			{
				id: form.EarlierTable, title: "How has it moved?", label: "The earlier statement",
				intro:   "The same services at an earlier period, in the unit and with the signs of the statement above. “Keep the statement above as the earlier one” takes it over before you open the next month's. The example's month 3 is made up: Oldham's report prints no service at an earlier period.",
				columns: form.StatementColumns, file: "earlier",
				options: func(s *sheet) []app.UI {
					return []app.UI{s.field("earlier_period", "Earlier period", ""), s.tool("roll", "Keep the statement above as the earlier one", s.rollForward)}
				},
			},
			{
				id: form.PlacementsTable, title: "What do placements cost, and what if children move?", label: "Placements",
				intro:   "One row for each placement: its type, the day it starts, the day it ends (blank while it is open), its cost a week before contributions, and what others contribute a week. Columns of a CSV file: type, start, weekly and, where given, end, income, id. The example is made up.",
				columns: form.PlacementColumns, file: "placements", options: placementOptions,
			},
			{
				id: form.SavingsTable, title: "Are the savings delivered?", label: "Savings programme",
				intro:   "One row for each saving. Whatever of the target stands in no column is asked about. Columns of a CSV file: saving, target, achieved and, where given, on_track, delayed, at_risk, not_achievable, pressures, net_at_risk. The example is made up.",
				columns: form.SavingColumns, file: "savings",
				options: func(s *sheet) []app.UI { return []app.UI{s.unit("savings_unit")} },
			},
			{
				id: form.ActualsTable, title: "Where may the year end?", label: "Months to date",
				intro:   "What each month has cost, with accruals, from April; months to come stay blank. The profile is optional: the weight of each of the twelve months, else their days. The budget of the example is Oldham's for children in care (report of 2 October 2024, 1.2); its months are made up.",
				columns: form.ActualColumns, file: "actuals",
				options: func(s *sheet) []app.UI {
					return []app.UI{s.unit("outturn_unit"), s.field("outturn_year", "Financial year", ""), s.field("outturn_budget", "Budget of the year", "")}
				},
			},
		},
		hint: "CSV, or a JSON file saved here; a CSV file goes to the table whose columns it has",
		definitions: []string{
			"Variance = forecast + use of reserves − revised budget. The use of reserves is negative when reserves are drawn. A variance above zero is adverse (an overspend), below zero favourable. The percentage is of the revised budget, and undefined where that is zero. Amounts are exact; a percentage is rounded once, half away from zero.",
			"Movement = variance now − variance before, service by service; a service that stands in one statement only is named, and counted from or to zero. A change of budget is kept apart from a change of forecast.",
			"Cost of a placement = nights × weekly cost ÷ 7. The night of the first day is charged and that of the last is not (Carmarthenshire's charging policy, paragraph 9, the only explicit rule found). A year is 1 April to 31 March. What a change does is split into number, mix and price by the nested Shapley value, whose parts add exactly and which favours no order.",
			"Net saving at risk = target − achieved − in-year pressures (negative where they eat into the saving), as Brighton & Hove prints it. The rating is that of the worst state that holds money.",
			"Forecast outturn: each method stands with its formula under “How this was worked out”. Nothing is divided by a schedule index, because in a demand-led budget more activity is more cost and not progress.",
		},
		source: "Example: Oldham Council, Financial position of children's services, month 4 of 2024/25, report of 2 October 2024, 1.2. What is made up is said beside it.",
	}
}

// unit is the choice of what amounts are in.
func (s *sheet) unit(name string) app.UI {
	return s.choice(name, "Amounts are in", "", [2]string{"£", "£"}, [2]string{"£k", "£k (thousands)"}, [2]string{"£m", "£m (millions)"})
}

// rollForward makes the statement the earlier one.
func (s *sheet) rollForward(ctx app.Context, _ app.Event) {
	from, to := s.tableOf(form.StatementTable), s.tableOf(form.EarlierTable)
	before := s.moment()
	to.table.Replace(from.table.Rows())
	s.settings["earlier_period"] = s.settings["period"]
	s.stepped(before, "")
	s.syncSettings()
	s.said = "The statement now stands as the earlier one too. Open or type the next one above."
	s.tableChanged(ctx)
}

func placementOptions(s *sheet) []app.UI {
	var types [][2]string
	for _, kind := range form.PlacementTypes(s.tableOf(form.PlacementsTable).table) {
		types = append(types, [2]string{kind, kind})
	}
	with := func(value, text string) [][2]string { return append([][2]string{{value, text}}, types...) }
	return []app.UI{
		s.field("year", "Financial year", ""),
		s.field("placement_budget", "Budget, £", "May stay blank."),
		s.field("move_children", "Children who move", "Zero for none."),
		s.choice("move_from", "They move from", "", with(form.OutsideCare, "outside care")...),
		s.choice("move_to", "They move to", "", with(form.OutsideCare, "outside care")...),
		s.field("move_on", "From the day", "As 2024-10-01."),
		s.field("rise", "Prices rise by, per cent", "From the same day."),
		s.choice("rise_type", "Prices of", "", with(form.AllTypes, "all types")...),
	}
}
