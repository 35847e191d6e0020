package rag

import (
	"encoding/json"
	"iter"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// ratingsJSON is a roll-up as its JSON has it. What follows from the items is not read back.
type ratingsJSON struct {
	rollingJSON
	State    *State           `json:"state"`
	Reason   string           `json:"reason"`
	Tally    Tally            `json:"tally"`
	Areas    map[string]Tally `json:"areas"`
	Percent  *Percentages     `json:"percent"`
	To100    *Percentages     `json:"percent_to_100"`
	Coverage *string          `json:"coverage"`
	Mean     *string          `json:"mean_score"`
	Unrated  []StateCount     `json:"unrated_by"`
	Places   int32            `json:"places"`
	Items    []Item           `json:"items"`
	Notes    []string         `json:"notes,omitempty"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (r Ratings) JSONShape() any { return ratingsJSON{} }

// MarshalJSON writes the overall under every policy, the tally by area, the shares and the items.
func (r Ratings) MarshalJSON() ([]byte, error) {
	out := r.frame()
	out.Items = append([]Item{}, r.Items...)
	return marshal.JSON(out)
}

// JSONStream is what MarshalJSON writes, in parts: the items are made as they are written.
func (r Ratings) JSONStream() (frame any, lists map[string]iter.Seq[any]) {
	return r.frame(), map[string]iter.Seq[any]{"items": func(yield func(any) bool) {
		for i := range r.Items {
			if !yield(&r.Items[i]) {
				return
			}
		}
	}}
}

// frame is the roll-up without its items.
func (r Ratings) frame() ratingsJSON {
	every, overall := underEvery(r.Items, r.Policy, r.Settings)
	out := ratingsJSON{
		rollingJSON: rollingJSONOf(every, overall, orPlurality(r.Policy), r.Settings),
		State:       overall.State.orNull(), Reason: overall.Reason, Tally: overall.Tally, Areas: map[string]Tally{}, Unrated: overall.Unrated,
		Percent: percentages(overall.Tally.Percent(r.Places)), To100: percentages(overall.Tally.PercentTo100(r.Places)), Places: r.Places, Notes: r.Notes,
	}
	for _, area := range ByArea(r.Items) {
		out.Areas[area.Area] = area.Tally
	}
	if covered, ok := overall.Covered.Round(1); ok {
		text := covered.String()
		out.Coverage = &text
	}
	if mean, ok := MeanScore(r.Items).Round(10); ok {
		text := mean.String()
		out.Mean = &text
	}
	return out
}

// percentages are nil, and null in JSON, where nothing is rated.
func percentages(p Percentages, ok bool) *Percentages {
	if !ok {
		return nil
	}
	return &p
}

// UnmarshalJSON reads what MarshalJSON wrote, and rolls the items up anew.
func (r *Ratings) UnmarshalJSON(data []byte) error {
	var in ratingsJSON
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	policy, settings, err := in.read()
	if err != nil {
		return err
	}
	*r = Ratings{Items: in.Items, Policy: policy, Settings: settings, Places: in.Places, Notes: in.Notes}
	return nil
}
