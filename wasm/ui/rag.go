package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// ragCalculation rates the actions of an improvement plan and its indicators, and says what has moved.
func ragCalculation() calculation {
	return calculation{
		page: "rag", path: "/rag", name: "Ratings", heading: "What is red, what is amber, and why?",
		example: form.RAGExample,
		parts: []part{
			{
				id: form.ActionsTable, label: "Action plan",
				intro:   "One row is one action. Dates are written 2019-10-31, 31/10/2019 (the day first) or 31 October 2019. Status is not started, in progress, awaiting sign-off or complete. A measured action says which way is better (higher or lower), its baseline, and what it must reach and when: 2019-10-31:55;2020-06-30:70. Weight and priority (yes) count in the policies of those names alone.",
				columns: form.ActionColumns, read: form.ReadRAG, file: "actions", options: planOptions,
			},
			{
				id: form.KPITable, title: "Indicators against their targets", label: "Indicators",
				intro:   "One row is one indicator. Better is higher, lower, close (to the target) or none. Figures are typed as printed: 53.8%, 17, 1,240; c for a suppressed one, blank for none. A tolerance of its own (5 points, or 5% of the target) goes before that of the rule.",
				columns: form.KPIColumns, file: "kpis", options: kpiOptions,
			},
			{
				id: form.BeforeTable, title: "What has moved since last month", label: "Last month's ratings",
				intro:   "One row is one action or indicator as it was rated last month: red, amber, green or unrated, or the letter. Names must be those of this month. Keep this month's ratings for next month by saving them as CSV.",
				columns: form.BeforeColumns, file: "ratings", options: movementOptions,
			},
		},
		hint: "CSV of actions (area, action, status), indicators (name, actual) or last month's ratings (action, rating), or a JSON file saved here",
		definitions: []string{
			"In this order: a complete action is green. One past its due date and not complete is red. A measured one is red when it is worse than the way to its milestones requires on the day of measurement. One not started after its start date is red. A measured one at or better than required is green. One in progress or awaiting sign-off is amber. Before its start an action is not yet due, and unrated.",
			"An indicator is rated by its miss: how far it is on the wrong side of the target, in points or as a share of the target, never as a ratio to it. On the line is the better colour. Without a value, a target or a stated polarity it is unrated.",
			"Plurality gives the rating that most rated items have; a tie takes the worse. Whatever the policy, every red item is named.",
		},
		source: "Example: Oldham Council, Getting to Good, report of 10 September 2019. Actions: appendix 2 and paragraph 5.3. The report prints its ratings by area only (table 1: 1 green, 22 amber, 2 red); what the printed facts give under the rule of 5.3 is another tally, and each reason says why. Indicators: each with its place; the report states no tolerance for them, so that 10% of the target is this page's. Last month: the same plan rated on 31 July 2019, before its measurements of August; the report prints one month only.",
	}
}

func planOptions(s *sheet) []app.UI {
	return []app.UI{
		s.field("on", "Rated on", "A date, as 2019-08-31"),
		s.choice("policy", "Overall by", "", form.PolicyChoices()...),
		s.choice("missing", "What is unrated", "", form.MissingChoices()...),
		s.field("coverage", "Rated at least, in per cent", "Below it no overall is given; blank for any"),
	}
}

// kpiOptions are the rule and the settings that it has. Each keeps its place among its siblings, so that no input is made into
// that of another setting.
func kpiOptions(s *sheet) []app.UI {
	takes := func(setting string, field func() app.UI) app.UI {
		if !form.RuleTakes(s.settings["kpi_rule"], setting) {
			return html.Div().Class("hidden-text")
		}
		return html.Div().Body(field())
	}
	return []app.UI{
		s.choice("kpi_rule", "Rule", "", form.RuleChoices()...),
		takes("green", func() app.UI { return s.field("kpi_green", "Green within", "5 points, or 5% of the target") }),
		takes("amber", func() app.UI { return s.field("kpi_amber", "Amber within", "10 points, or 10% of the target") }),
		takes("json", func() app.UI {
			return s.field("kpi_json", "Rule as JSON", `As {"kind": "target_floor", "target": "90", "floor": "75", "polarity": "higher"}`)
		}),
	}
}

func movementOptions(s *sheet) []app.UI {
	return []app.UI{
		s.choice("movement_of", "Compare with", "", form.MovementChoices()...),
		html.Button().ID("rag-take").Class("button second").Text("Take this month's ratings into the table").OnClick(s.takeRatings),
	}
}

// takeRatings puts the ratings of now into the table of last month, as a step that undo takes back.
func (s *sheet) takeRatings(ctx app.Context, _ app.Event) {
	rows := s.partOf(form.BeforeTable).Rows
	if rows == nil {
		s.said = "The ratings are not worked out yet: wait a moment, or correct what is marked."
		return
	}
	s.tableOf(form.BeforeTable).table.Replace(rows)
	s.tableChanged(ctx)
	s.said = "This month's ratings are in the table. Undo brings back what was there."
}
