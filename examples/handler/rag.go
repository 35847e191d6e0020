package main

import (
	"errors"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/rag"
)

func ragOperations() []operation {
	policy := parameter{name: "policy", otherwise: "plurality", among: policies(), doc: "how the overall rating is made: plurality, worst, cap, priority, average, weighted, scores or latest"}
	return []operation{
		{
			path: "/v1/rag/actions", id: "ragActions", short: "Rate the actions of a plan on a day, and tally them.",
			parameter: []parameter{{name: "on", required: true, doc: "the day of the rating, as 2019-08-31"}, policy},
			inputs: []inputOf{
				{name: "actions", table: true, doc: "columns area, action and status, and those that go doc rag.ReadActions names"},
				{name: "rule", optional: true, doc: "a rule of kind delivery; that of the Oldham plan when left out"},
			},
			example: example{
				query: "on=2019-08-31",
				body:  `{"actions":[{"area":"Leadership","action":"Publish the plan","status":"complete"},{"area":"Leadership","action":"Recruit","status":"in_progress","due":"2019-07-31"}]}`,
			},
			answer: actionsAnswer{}, run: rateActions,
		},
		{
			path: "/v1/rag/kpis", id: "ragKPIs", short: "Rate indicators by a rule.",
			parameter: []parameter{{name: "on", doc: "the day of readings that state none, as 2019-08-31"}, policy},
			inputs: []inputOf{
				{name: "kpis", table: true, doc: "columns name and actual, and those that go doc rag.ReadKPIs names"},
				{name: "rule", doc: "the JSON of one rule"},
			},
			example: example{
				body: `{"rule":{"id":"five-points","version":"1","kind":"tolerance","amber_within":"5"},"kpis":[{"name":"Visits in time","actual":"88","target":"90","polarity":"higher"}]}`,
			},
			answer: kpisAnswer{}, run: rateKPIs,
		},
	}
}

// rated is what every rated item says. State is null for a rating that is simply current.
type rated struct {
	Rating   rag.Rating   `json:"rating"`
	State    *rag.State   `json:"state"`
	Reason   string       `json:"reason"`
	Possible []rag.Rating `json:"possible"`
	Rule     rag.RuleRef  `json:"rule"`
}

type ratedAction struct {
	Area   string `json:"area"`
	Action string `json:"action"`
	rated
}

type ratedKPI struct {
	Name string `json:"name"`
	rated
}

// rollUp is the whole of what was rated. Reds are named whatever the policy makes of them.
type rollUp struct {
	Tally    rag.Tally  `json:"tally"`
	Overall  rag.Rating `json:"overall"`
	Policy   string     `json:"policy"`
	Survives bool       `json:"survives"`
	Reds     []string   `json:"reds"`
}

type actionsAnswer struct {
	Items []ratedAction        `json:"items"`
	Areas map[string]rag.Tally `json:"areas"`
	rollUp
}

type kpisAnswer struct {
	Items []ratedKPI `json:"items"`
	rollUp
}

func rateActions(q query) (any, error) {
	day, err := parse(q, "on", rag.ParseDate)
	if err != nil {
		return nil, err
	}
	rule := rag.DeliveryRule()
	if q.given("rule") {
		if rule, err = read(q, "rule", rag.ReadRule); err != nil {
			return nil, err
		}
		if rule.Method.Kind() != rag.KindDelivery {
			return nil, &inputError{name: "rule", err: fmt.Errorf("a rule of kind %s does not rate actions: use kind delivery", rule.Method.Kind())}
		}
	}
	actions, err := read(q, "actions", rag.ReadActions)
	if err != nil {
		return nil, err
	}
	out := actionsAnswer{Items: []ratedAction{}, Areas: map[string]rag.Tally{}}
	var items []rag.Item
	for _, x := range actions {
		a := rule.AssessAction(x, day)
		items = append(items, a.Item(x.Area))
		out.Items = append(out.Items, ratedAction{x.Area, x.Name, ratedOf(a)})
	}
	for _, area := range rag.ByArea(items) {
		out.Areas[area.Area] = area.Tally
	}
	out.rollUp, err = rollUpOf(q, items)
	return out, err
}

func rateKPIs(q query) (any, error) {
	var day rag.Date
	if err := day.UnmarshalText([]byte(q.get("on"))); err != nil {
		return nil, &parameterError{"on", err}
	}
	rule, err := read(q, "rule", rag.ReadRule)
	if err != nil {
		return nil, err
	}
	if rule.Method.Kind() == rag.KindDelivery {
		return nil, &inputError{name: "rule", err: errors.New("a delivery rule rates actions: use /v1/rag/actions")}
	}
	readings, err := read(q, "kpis", rag.ReadKPIs)
	if err != nil {
		return nil, err
	}
	out := kpisAnswer{Items: []ratedKPI{}}
	var items []rag.Item
	for _, x := range readings {
		if x.Date.IsZero() {
			x.Date = day
		}
		a := rule.Assess(x)
		items = append(items, a.Item(""))
		out.Items = append(out.Items, ratedKPI{x.Name, ratedOf(a)})
	}
	out.rollUp, err = rollUpOf(q, items)
	return out, err
}

func ratedOf(a rag.Assessment) rated {
	out := rated{Rating: a.Rating, Reason: a.Reason(), Possible: a.Possible, Rule: a.Rule}
	if a.State != rag.Current {
		out.State = &a.State
	}
	return out
}

func rollUpOf(q query, items []rag.Item) (rollUp, error) {
	policy, err := parse(q, "policy", rag.PolicyNamed)
	if err != nil {
		return rollUp{}, err
	}
	overall := rag.RollUp(items, policy, rag.Settings{})
	out := rollUp{
		Tally: overall.Tally, Overall: overall.Rating, Policy: policy.Name(), Reds: []string{},
		Survives: rag.UnderEvery(items, rag.Settings{}).Survives,
	}
	for _, red := range overall.Reds {
		out.Reds = append(out.Reds, red.Name)
	}
	return out, nil
}
