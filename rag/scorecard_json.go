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
	out, reds := s.frame()
	out.Items = make([]kpiJSON, 0, s.Len())
	for _, a := range s.Assessments() {
		out.Items = append(out.Items, kpiJSON{a.reading, a.ratedJSON()})
	}
	for name := range reds {
		out.Reds = append(out.Reds, string(name))
	}
	return marshal.JSON(out)
}

// JSONStream is what MarshalJSON writes, in parts: the indicators and the names of the reds are made as they are written.
func (s Scorecard) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	frame, reds := s.frame()
	return frame, map[string]iter.Seq[any]{
		"items": s.laidOut,
		"reds": func(yield func(any) bool) {
			var text marshal.Raw
			for name := range reds {
				if text = marshal.AppendString(text[:0], name); !yield(&text) {
					return
				}
			}
		},
	}
}

// laidOut are the indicators as JSON of the second depth: those that are plain as text already.
func (s Scorecard) laidOut(yield func(any) bool) {
	var a Assessment
	var made kpiJSON
	read := s.each()
	q, fast := s.quick()
	var text marshal.Raw
	writer, fast := newKPIWriter(s, fast)
	for i := range s.Len() {
		if fast {
			if m, ok := q.rate(i); ok {
				if text, ok = writer.append(text[:0], &q, i, m); ok {
					if !yield(&text) {
						return
					}
					continue
				}
			}
		}
		s.Rule.assess(&a, read(i))
		if made = (kpiJSON{a.reading, a.ratedJSON()}); !yield(&made) {
			return
		}
	}
}

// frame is the scorecard without its indicators, and without the names of its reds, which it gives beside.
func (s Scorecard) frame() (out scorecardJSON, reds iter.Seq[[]byte]) {
	every, overall, reds := s.underEvery()
	out = scorecardJSON{
		Tally: overall.Tally, rollingJSON: rollingJSONOf(every, overall, orPlurality(s.Policy), s.Settings), RatedBy: ruleJSON{s.Rule}, Notes: s.Notes,
	}
	for _, b := range s.Bases() {
		if out.Bases == nil {
			out.Bases = map[string]Tally{}
		}
		out.Bases[b.Basis.String()] = b.Tally
	}
	return out, reds
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
