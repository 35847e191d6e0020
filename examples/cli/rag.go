package main

import (
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/scrutineer-dev/scrutineer/rag"
)

func ragVerbs() []verb {
	return []verb{
		{
			group: "rag", name: "actions", reads: "actions.csv", table: true,
			short:   "rate the actions of an improvement plan on a day, and tally them",
			example: "rag actions -on 2019-08-31 examples/oldham/plan/actions.csv",
			setup:   ragActions,
		},
		{
			group: "rag", name: "kpis", reads: "kpis.csv", table: true,
			short:   "rate indicators by a rule",
			example: "rag kpis -rule rule.json kpis.csv",
			setup:   ragKPIs,
		},
		{
			group: "rag", name: "rollup", reads: "ratings.csv", table: true,
			short:   "make one rating of many by a policy, name its reds, and compare every policy",
			example: "rag rollup -policy worst -missing block ratings.csv",
			setup:   ragRollup,
		},
		{
			group: "rag", name: "movement", reads: "A B", table: true,
			short:   "say what became of the ratings of one file in another",
			example: "rag movement q1.csv q2.csv",
			setup:   ragMovement,
		},
		{
			group: "rag", name: "validate", reads: "rule.json",
			short:   "find gaps, overlaps and other faults in a rule or a pack of rules",
			example: "rag validate rule.json",
			setup:   ragValidate,
		},
	}
}

// ratedItem is one line of `rag actions` and `rag kpis`. A state or a list that is empty is null.
type ratedItem struct {
	Area     *string      `json:"area,omitempty"`
	Action   *string      `json:"action,omitempty"`
	Name     *string      `json:"name,omitempty"`
	Rating   rag.Rating   `json:"rating"`
	State    *rag.State   `json:"state"`
	Reason   string       `json:"reason"`
	Possible []rag.Rating `json:"possible"`
	Band     *string      `json:"band"`
	Position *string      `json:"position"`
	Short    *string      `json:"direction"`
	Long     *string      `json:"direction_long"`
	Met      bool         `json:"met_but_worsening"`
	Basis    *rag.Basis   `json:"basis,omitempty"`
	Rule     rag.RuleRef  `json:"rule"`
	Notes    []rag.Note   `json:"notes"`
	Pace     *ragPace     `json:"pace,omitempty"`
}

// ragPace is how fast the measure of an action moves and should: changes are a month.
type ragPace struct {
	Required *string `json:"required"` // the value on the day of the measurement
	Present  *string `json:"present_per_month"`
	Needed   *string `json:"needed_per_month"`
	Progress *string `json:"progress"`
	Course   string  `json:"course"`
	MetOn    *string `json:"met_on"`
	InTime   bool    `json:"in_time"`
}

// ratedList is the whole of `rag actions` and `rag kpis`.
type ratedList struct {
	Items    []ratedItem           `json:"items"`
	Tally    rag.Tally             `json:"tally"`
	Areas    map[string]rag.Tally  `json:"areas,omitzero"`
	Overall  rag.Rating            `json:"overall"`
	Policy   string                `json:"policy"`
	Policies map[string]rag.Rating `json:"policies"`
	Survives bool                  `json:"survives"`
	Reds     []string              `json:"reds"`
	// Bases are the tallies of each basis, where the readings have more than one.
	Bases map[string]rag.Tally `json:"bases,omitempty"`
	Notes []string             `json:"notes,omitempty"`
}

func ragActions(flags *flag.FlagSet) func(input) (output, error) {
	on := flags.String("on", "", "`date` of the rating, as in 2019-08-31")
	ruleFile := flags.String("rule", "", "`file` with a rule of kind delivery; that of the Oldham plan when left out")
	policy := flags.String("policy", "plurality", "`name` of the policy for the overall rating")
	return func(in input) (output, error) {
		day, err := rag.ParseDate(*on)
		if err != nil {
			return output{}, fmt.Errorf("-on %w", err)
		}
		rule := rag.DeliveryRule()
		if *ruleFile != "" {
			if rule, err = readRule(in, *ruleFile); err != nil {
				return output{}, err
			}
			if rule.Method.Kind() != rag.KindDelivery {
				return output{}, fmt.Errorf("%s: a rule of kind %s does not rate actions: use kind delivery", *ruleFile, rule.Method.Kind())
			}
		}
		actions, notes, err := readNoted(in, rag.ActionsOf)
		if err != nil {
			return output{}, err
		}
		list := ratedList{Notes: notes}
		var items []rag.Item
		for _, x := range actions {
			a := rule.AssessAction(x, day)
			items = append(items, a.Item(x.Area))
			item := rated(&a)
			item.Area, item.Action, item.Pace = &x.Area, &x.Name, ragPaceOf(x, day)
			list.Items = append(list.Items, item)
		}
		list.Areas = map[string]rag.Tally{}
		for _, area := range rag.ByArea(items) {
			list.Areas[area.Area] = area.Tally
		}
		return list.output(items, *policy, "Area", func(i *ratedItem) []string { return []string{*i.Area, *i.Action} }, "Action")
	}
}

func ragKPIs(flags *flag.FlagSet) func(input) (output, error) {
	ruleFile := flags.String("rule", "", "`file` with the JSON of one rule")
	on := flags.String("on", "", "`date` of readings that state none, as in 2019-08-31")
	policy := flags.String("policy", "plurality", "`name` of the policy for the overall rating")
	return func(in input) (output, error) {
		if *ruleFile == "" {
			return output{}, fmt.Errorf("-rule: name the file with the rule")
		}
		rule, err := readRule(in, *ruleFile)
		if err != nil {
			return output{}, err
		}
		if rule.Method.Kind() == rag.KindDelivery {
			return output{}, fmt.Errorf("%s: a delivery rule rates actions: use rag actions", *ruleFile)
		}
		var day rag.Date
		if err := day.UnmarshalText([]byte(*on)); err != nil {
			return output{}, fmt.Errorf("-on %w", err)
		}
		readings, notes, err := readNoted(in, rag.KPIsOf)
		if err != nil {
			return output{}, err
		}
		list := ratedList{Notes: notes, Items: make([]ratedItem, 0, len(readings))}
		items := make([]rag.Item, 0, len(readings))
		for i := range readings {
			if x := &readings[i]; x.Date.IsZero() {
				x.Date = day
			}
		}
		rule.AssessEach(readings, func(i int, a *rag.Assessment) {
			items = append(items, a.Item(""))
			item := rated(a)
			item.Name, item.Basis = &readings[i].Name, &readings[i].Basis
			list.Items = append(list.Items, item)
		})
		return list.output(items, *policy, "Indicator", func(i *ratedItem) []string { return []string{*i.Name} })
	}
}

// ragPaceOf is the pace of an action's measure, nil for one without measurement or milestones.
func ragPaceOf(x rag.Action, on rag.Date) *ragPace {
	if !x.ActualDate.IsZero() {
		on = x.ActualDate
	}
	p, ok := x.Trajectory.Pace(x.Actual, on, x.Polarity)
	if !ok {
		return nil
	}
	required, _ := x.Trajectory.Required(on)
	result := &ragPace{
		Required: ragRatio(required), Present: ragRatio(p.Present), Needed: ragRatio(p.Required), Progress: ragRatio(p.Progress),
		Course: p.Course.String(), InTime: p.InTime,
	}
	if !p.MetOn.IsZero() {
		result.MetOn = ragText(p.MetOn.String(), true)
	}
	return result
}

// ragRatio is a ratio to four places, nil for one that is undefined.
func ragRatio(q rag.Ratio) *string {
	d, ok := q.Round(4)
	return ragText(d.String(), ok)
}

// ragText is a text, or nil for JSON's null.
func ragText(text string, ok bool) *string {
	if !ok {
		return nil
	}
	return &text
}

func readRule(in input, name string) (rule rag.Rule, err error) {
	err = in.readNamed(name, func(r io.Reader) (err error) { rule, err = rag.ReadRule(r); return err })
	return rule, err
}

// rated is an assessment as JSON has it.
func rated(a *rag.Assessment) ratedItem {
	item := ratedItem{Rating: a.Rating, Reason: a.Reason(), Possible: a.Possible, Rule: a.Rule, Notes: a.Notes, Met: a.MetButWorsening}
	if a.State != rag.Current {
		state := a.State // a pointer into the assessment would keep all of it
		item.State = &state
	}
	item.Band = ragText(a.Band, a.Band != "")
	item.Position = ragText(a.Position.String(), a.Position.Defined())
	item.Short = ragText(a.Short.String(), a.Short != rag.NotStated)
	item.Long = ragText(a.Long.String(), a.Long != rag.NotStated)
	return item
}

// output rolls the items up and lays them out. name gives the first cells of a row.
func (l ratedList) output(items []rag.Item, policyName, firstHeader string, name func(*ratedItem) []string, more ...string) (output, error) {
	policy, err := rag.PolicyNamed(policyName)
	if err != nil {
		return output{}, fmt.Errorf("-policy: %w", err)
	}
	every := rag.UnderEvery(items, rag.Settings{})
	overall, _ := every.Under(policy.Name())
	l.Tally, l.Overall, l.Policy, l.Survives = overall.Tally, overall.Rating, policy.Name(), every.Survives
	l.Policies = map[string]rag.Rating{}
	for _, o := range every.Overalls {
		l.Policies[o.Policy] = o.Rating
	}
	for _, red := range overall.Reds {
		l.Reds = append(l.Reds, red.Name)
	}
	if forecasts := rag.OfBasis(items, rag.YearEnd); len(forecasts) > 0 && len(forecasts) < len(items) {
		l.Bases = map[string]rag.Tally{
			rag.Now.String():     rag.TallyOf(rag.OfBasis(items, rag.Now)),
			rag.YearEnd.String(): rag.TallyOf(forecasts),
		}
	}
	if l.Items == nil {
		l.Items = []ratedItem{}
	}
	if l.Reds == nil {
		l.Reds = []string{}
	}
	return output{JSON: l, Lay: func() []printable {
		tally := tallyTable(items, overall, every)
		for _, basis := range []rag.Basis{rag.Now, rag.YearEnd} {
			if of, mixed := l.Bases[basis.String()]; mixed {
				tally.Notes = append(tally.Notes, fmt.Sprintf("Of basis %s: %s", basis, of))
			}
		}
		return []printable{l.table(name, append(append([]string{firstHeader}, more...), "Rating", "State", "Reason")), tally}
	}}, nil
}

// table is a row for each item. name gives its first cells.
func (l ratedList) table(name func(*ratedItem) []string, header []string) printable {
	list := printable{Header: header, Notes: l.Notes}
	list.Walk = func(yield func([]string) bool) {
		for i := range l.Items {
			item := &l.Items[i]
			state := ""
			if item.State != nil {
				state = strings.ReplaceAll(item.State.String(), "_", " ")
			}
			if !yield(append(name(item), item.Rating.Title(), state, item.Reason)) {
				return
			}
		}
	}
	for i := range l.Items {
		item := &l.Items[i]
		for _, note := range item.Notes {
			cells := name(item)
			list.Notes = append(list.Notes, cells[len(cells)-1]+": "+string(note))
		}
	}
	return list
}

// tallyTable is the tally in the form of the Oldham report's table 1, and what the overall rests on.
func tallyTable(items []rag.Item, overall rag.Overall, every rag.Comparison) printable {
	header, rows := rag.TallyTable(rag.ByArea(items), rag.RAG())
	t := printable{Title: "Tally", Header: header, Rows: rows}
	if overall.Rating == rag.Unrated {
		t.Notes = append(t.Notes, "Overall: unrated. "+overall.Reason)
	} else {
		t.Notes = append(t.Notes, fmt.Sprintf("Overall: %s by %s. %s", overall.Rating.Title(), overall.Policy, overall.Reason))
	}
	var others []string
	for _, o := range every.Overalls {
		if o.Rating != rag.Unrated {
			others = append(others, fmt.Sprintf("%s %s", o.Policy, o.Rating))
		}
	}
	if len(others) > 0 {
		t.Notes = append(t.Notes, "Under every policy that applies: "+strings.Join(others, ", "))
	}
	for _, red := range overall.Reds {
		t.Notes = append(t.Notes, "Red: "+strings.TrimPrefix(red.Area+": ", ": ")+red.Name)
	}
	for _, u := range overall.Unrated {
		t.Notes = append(t.Notes, fmt.Sprintf("Unrated: %d, %s", u.Count, strings.ReplaceAll(u.State.String(), "_", " ")))
	}
	return t
}
