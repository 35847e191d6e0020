package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// ragCalculation rates the actions of an improvement plan.
func ragCalculation() calculation {
	return calculation{
		page: "rag", path: "/rag", name: "Ratings", heading: "What is red, what is amber, and why?",
		table: form.ActionsTable, label: "Action plan",
		intro:   "One row is one action. Dates are written 2019-10-31, or 31 October 2019. Status is not_started, in_progress, awaiting_sign_off or complete. A measured action says which way is better (higher or lower), its baseline, and what it must reach and when: 2019-10-31:55;2020-06-30:70.",
		columns: form.ActionColumns, example: form.RAGExample, read: form.ReadRAG,
		options: func(s *sheet) []app.UI {
			return []app.UI{
				s.field("on", "Rated on", "A date, as 2019-08-31"),
				s.choice("policy", "Overall by", "", form.PolicyChoices()...),
			}
		},
		file: "actions", hint: "CSV with the columns area, action and status, or a JSON file saved here",
		definitions: []string{
			"In this order: a complete action is green. One past its due date and not complete is red. A measured one is red when it is worse than the way to its milestones requires on the day of measurement. One not started after its start date is red. A measured one at or better than required is green. One in progress or awaiting sign-off is amber. Before its start an action is not yet due, and unrated.",
			"Plurality gives the rating that most rated items have; a tie takes the worse. Whatever the policy, every red item is named.",
		},
		source: "Example: Oldham Council, Getting to Good, report of 10 September 2019, appendix 2 and paragraph 5.3. The report prints its ratings by area only (table 1: 1 green, 22 amber, 2 red); what the printed facts give under the rule of 5.3 is another tally, and each reason says why.",
	}
}
