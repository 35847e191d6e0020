package rag

import (
	"encoding/json"
	"iter"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// kpiJSON is one indicator of a scorecard: what was read, and what it is rated.
type kpiJSON struct {
	Reading
	ratedJSON
}

// scorecardJSON is a scorecard as its JSON has it. What follows from the readings and the rule is not read back.
type scorecardJSON struct {
	Items []kpiJSON `json:"items"`
	Tally Tally     `json:"tally"`
	rollingJSON
	Bases   map[string]Tally `json:"bases,omitempty"`
	RatedBy ruleJSON         `json:"rated_by"`
	Notes   []string         `json:"notes,omitempty"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (s Scorecard) JSONShape() any { return scorecardJSON{} }

// MarshalJSON writes every indicator with its reason, the tally and the overall under every policy.
func (s Scorecard) MarshalJSON() ([]byte, error) {
	out := s.frame()
	out.Items = make([]kpiJSON, 0, s.Len())
	for _, a := range s.Assessments() {
		out.Items = append(out.Items, kpiJSON{a.reading, a.ratedJSON()})
	}
	return marshal.JSON(out)
}

// JSONStream is what MarshalJSON writes, in parts: the indicators are made as they are written.
func (s Scorecard) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	return s.frame(), map[string]iter.Seq[any]{"items": func(yield func(any) bool) {
		var made kpiJSON
		for _, a := range s.Assessments() {
			if made = (kpiJSON{a.reading, a.ratedJSON()}); !yield(&made) {
				return
			}
		}
	}}
}

// frame is the scorecard without its indicators.
func (s Scorecard) frame() scorecardJSON {
	items := s.Items()
	every, overall := underEvery(items, s.Policy, s.Settings)
	out := scorecardJSON{
		Tally: overall.Tally, rollingJSON: rollingJSONOf(every, overall, orPlurality(s.Policy), s.Settings), RatedBy: ruleJSON{s.Rule}, Notes: s.Notes,
	}
	for _, b := range basesOf(items) {
		if out.Bases == nil {
			out.Bases = map[string]Tally{}
		}
		out.Bases[b.Basis.String()] = b.Tally
	}
	return out
}

// UnmarshalJSON reads what MarshalJSON wrote, and rates the indicators anew.
func (s *Scorecard) UnmarshalJSON(data []byte) error {
	var in scorecardJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	policy, settings, err := in.read()
	if err != nil {
		return err
	}
	*s = Scorecard{Rule: in.RatedBy.Rule, Policy: policy, Settings: settings, Notes: in.Notes}
	for _, item := range in.Items {
		s.readings = append(s.readings, item.Reading)
	}
	return nil
}
