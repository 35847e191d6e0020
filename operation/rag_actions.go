package operation

import (
	"context"
	"iter"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// RAGActions rates the actions of an improvement plan on a day.
func RAGActions() Operation {
	settings := append([]Setting{
		{Name: "on", Label: "Rated on", Kind: Date, Value: "date", Required: true, Doc: "date of the rating, as in 2019-08-31"},
	}, rollingSettings()...)
	return Operation{
		Group: "rag", Verb: "actions", Title: "Action plan", Question: "What is red, what is amber, and why?",
		Doc: "rate the actions of an improvement plan on a day, and tally them",
		Method: "In this order: a complete action is green. One past its due date and not complete is red. A measured one is red when it is worse than " +
			"the way to its milestones requires on the day of measurement. One not started after its start date is red. A measured one at or better than " +
			"required is green. One in progress or awaiting sign-off is amber. Before its start an action is not yet due, and unrated. Plurality gives the " +
			"rating that most rated items have; a tie takes the worse. Whatever the policy, every red item is named.",
		Inputs: []Input{
			{
				Name: "actions", File: "actions.csv", Table: true, Label: "Action plan", Schema: rag.ActionsSchema(),
				Doc: "columns area, action and status, and those that go doc rag.ActionsOf names",
			},
			{Name: "rule", File: "rule.json", Optional: true, Label: "Rule of its own", Doc: "file with a rule of kind delivery; that of the Oldham plan when left out"},
		},
		Settings: append(settings, TableSettings()...),
		Example: Example{
			Settings: map[string]string{"on": "2019-08-31"},
			Inputs:   map[string]string{"actions": oldhamActions},
			Source: "Oldham Council, Getting to Good, report of 10 September 2019, appendix 2 and paragraph 5.3. The report prints its ratings by area only " +
				"(table 1: 1 green, 22 amber, 2 red); what the printed facts give under the rule of 5.3 is another tally, and each reason says why.",
		},
		Zero: rag.Plan{},
		Keys: []string{
			"items[].area", "items[].action", "items[].rating", "items[].state", "items[].reason",
			"tally.green", "tally.amber", "tally.red", "tally.unrated", "areas{}.green", "overall",
		},
		Run: runRAGActions,
	}
}

func runRAGActions(ctx context.Context, call Call) (Result, error) {
	var p rag.Plan
	var err error
	if p.On, err = Parse(call, "on", rag.ParseDate); err != nil {
		return Result{}, err
	}
	if p.Policy, p.Settings, err = rolling(call); err != nil {
		return Result{}, err
	}
	p.Rule = rag.DeliveryRule()
	if call.Given("rule") {
		if p.Rule, err = readRule(call, "rule", true); err != nil {
			return Result{}, err
		}
	}
	if p.Actions, p.Notes, err = readNoted(ctx, call, "actions", rag.ActionsOf); err != nil {
		return Result{}, err
	}
	return Result{Value: p, View: ratedPlanView(p)}, nil
}

func ratedPlanView(p rag.Plan) View {
	items, every, overall := p.Items(), p.Comparison(), p.Overall()
	areas := rag.ByArea(items)
	ratings := Section{
		ID: "ratings", Title: "Every action and why", Count: len(p.Actions), Definitions: []string{"rag.delivery", "rag.trajectory"}, Notes: p.Notes,
		Columns: []Column{word("Area", "Area"), word("Action", "Action"), word("Rating", "Rating"), word("State", "State"), word("Reason", "Why")},
		Rows: func(yield func(Row) bool) {
			for i, a := range p.Assessments() {
				x := &p.Actions[i]
				if !yield(Row{Cells: []Cell{{Text: x.Area}, {Text: x.Name}, ratingCell(a.Rating), {Text: stateWords(a.State)}, {Text: a.Reason()}}}) {
					return
				}
			}
		},
		Working: workedOut(p.Assessments()), Beneath: notesOf(p.Assessments()),
	}
	return View{
		Answer:   overallAnswer(overall, "on "+p.On.Long()),
		More:     redsNamed(overall.Tally, func() []rag.Item { return overall.Reds }),
		Sections: []Section{ratings, tallySection(areas, overallNotes(every, overall))},
		Further: func() []Section {
			return []Section{policiesSection(every), sharesSection(overall.Tally, 1), paceSection(p)}
		},
	}
}

// paceSection is how fast the measures of a plan move and should.
func paceSection(p rag.Plan) Section {
	paces := func(yield func(rag.Action, rag.Pace) bool) {
		for _, x := range p.Actions {
			if _, pace, ok := p.Pace(x); ok && !yield(x, pace) {
				return
			}
		}
	}
	count := 0
	for range iter.Seq2[rag.Action, rag.Pace](paces) {
		count++
	}
	show := func(q rag.Ratio) string {
		if !q.Defined() {
			return ""
		}
		return q.String()
	}
	return Section{
		ID: "pace", Title: "How fast the measures move, and should", Count: count, Definitions: []string{"rag.trajectory"},
		Intro: "Changes are a month, by a straight line.",
		Columns: []Column{
			word("action", "Action"), number("measured", "Measured"), number("present", "Change so far"), number("needed", "Change needed"), word("course", "At the present rate"), word("met", "Met on"),
		},
		Rows: func(yield func(Row) bool) {
			for x, pace := range iter.Seq2[rag.Action, rag.Pace](paces) {
				met := ""
				if !pace.MetOn.IsZero() {
					met = pace.MetOn.Long()
				}
				if !yield(Row{Cells: Cells(x.Name, x.Actual.String(), show(pace.Present), show(pace.Required), pace.Course.String(), met)}) {
					return
				}
			}
		},
	}
}
