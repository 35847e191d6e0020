package rag

import (
	"encoding/json"
	"iter"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// actionJSON is one action of a plan: what was read, what it is rated, and its pace.
type actionJSON struct {
	Action
	ratedJSON
	Pace *paceJSON `json:"pace,omitempty"`
}

// paceJSON is how fast the measure of an action moves and should, to four places: changes are a month.
type paceJSON struct {
	Required *string `json:"required"` // the value on the day of the measurement
	Present  *string `json:"present_per_month"`
	Needed   *string `json:"needed_per_month"`
	Progress *string `json:"progress"`
	Course   Course  `json:"course"`
	MetOn    *Date   `json:"met_on"`
	InTime   bool    `json:"in_time"`
}

// planJSON is a plan as its JSON has it. What follows from the actions, the rule and the day is not read back.
type planJSON struct {
	Items []actionJSON     `json:"items"`
	Tally Tally            `json:"tally"`
	Areas map[string]Tally `json:"areas"`
	rollingJSON
	On      Date     `json:"on"`
	RatedBy ruleJSON `json:"rated_by"`
	Notes   []string `json:"notes,omitempty"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (p Plan) JSONShape() any { return planJSON{} }

// MarshalJSON writes every action with its reason, the tally by area and the overall under every policy.
func (p Plan) MarshalJSON() ([]byte, error) {
	out := p.frame()
	out.Items = make([]actionJSON, 0, len(p.Actions))
	for i, a := range p.Assessments() {
		out.Items = append(out.Items, p.actionJSON(i, a))
	}
	return marshal.JSON(out)
}

// JSONStream is what MarshalJSON writes, in parts: the actions are made as they are written.
func (p Plan) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	return p.frame(), map[string]iter.Seq[any]{"items": func(yield func(any) bool) {
		for i, a := range p.Assessments() {
			if made := p.actionJSON(i, a); !yield(&made) {
				return
			}
		}
	}}
}

func (p Plan) actionJSON(i int, a *Assessment) actionJSON {
	out := actionJSON{Action: p.Actions[i], ratedJSON: a.ratedJSON()}
	required, pace, ok := p.Pace(p.Actions[i])
	if !ok {
		return out
	}
	out.Pace = &paceJSON{
		Required: fourPlaces(required), Present: fourPlaces(pace.Present), Needed: fourPlaces(pace.Required), Progress: fourPlaces(pace.Progress),
		Course: pace.Course, InTime: pace.InTime,
	}
	if !pace.MetOn.IsZero() {
		out.Pace.MetOn = &pace.MetOn
	}
	return out
}

// fourPlaces is a ratio to four places, nil for one that is undefined.
func fourPlaces(q Ratio) *string {
	d, ok := q.Round(4)
	if !ok {
		return nil
	}
	text := d.String()
	return &text
}

// frame is the plan without its actions.
func (p Plan) frame() planJSON {
	items := p.Items()
	every, overall := underEvery(items, p.Policy, p.Settings)
	out := planJSON{
		Tally: overall.Tally, Areas: map[string]Tally{}, rollingJSON: rollingJSONOf(every, overall, orPlurality(p.Policy), p.Settings),
		On: p.On, RatedBy: ruleJSON{p.rule()}, Notes: p.Notes,
	}
	for _, area := range ByArea(items) {
		out.Areas[area.Area] = area.Tally
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote, and rates the actions anew.
func (p *Plan) UnmarshalJSON(data []byte) error {
	var in planJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	policy, settings, err := in.read()
	if err != nil {
		return err
	}
	*p = Plan{Rule: in.RatedBy.Rule, On: in.On, Policy: policy, Settings: settings, Notes: in.Notes}
	for _, item := range in.Items {
		p.Actions = append(p.Actions, item.Action)
	}
	return nil
}
