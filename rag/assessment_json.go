package rag

import (
	"encoding/json"
	"strings"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

// ratedJSON is what every assessment says in JSON, on its own and as a line of a list. What is empty is null.
type ratedJSON struct {
	Rating          Rating     `json:"rating"`
	State           *State     `json:"state"`
	Reason          string     `json:"reason"`
	Possible        []Rating   `json:"possible"`
	Band            *string    `json:"band"`
	Position        *string    `json:"position"`
	Short           *Direction `json:"direction"`
	Long            *Direction `json:"direction_long"`
	MetButWorsening bool       `json:"met_but_worsening"`
	Rule            RuleRef    `json:"rule"`
	Notes           []Note     `json:"notes"`
}

// ratedJSON copies what it points to: a pointer into the assessment would keep all of it.
func (a *Assessment) ratedJSON() ratedJSON {
	j := ratedJSON{
		Rating: a.Rating, State: a.State.orNull(), Reason: a.Reason(), Possible: a.Possible, MetButWorsening: a.MetButWorsening, Rule: a.Rule, Notes: a.Notes,
		Short: a.Short.orNull(), Long: a.Long.orNull(),
	}
	if a.Band != "" {
		band := strings.Clone(a.Band)
		j.Band = &band
	}
	if a.Position.Defined() {
		position := a.Position.String()
		j.Position = &position
	}
	return j
}

// orNull is nil, and null in JSON, for a state that is simply current.
func (s State) orNull() *State {
	if s == Current {
		return nil
	}
	return &s
}

// orNull is nil, and null in JSON, for a direction that is not stated.
func (d Direction) orNull() *Direction {
	if d == NotStated {
		return nil
	}
	return &d
}

// assessmentJSON is an assessment as its JSON has it: the position to two places, and as it is exactly.
type assessmentJSON struct {
	Name string `json:"name"`
	ratedJSON
	Exactly    Ratio     `json:"position_exactly,omitzero"`
	Margin     Margin    `json:"margin"`
	Basis      Basis     `json:"basis"`
	Confidence string    `json:"confidence,omitempty"`
	Working    []Working `json:"working"`
	Reading    Reading   `json:"reading"`
}

// JSONShape is an empty value of the form that MarshalJSON writes, from which a schema is made.
func (a Assessment) JSONShape() any { return assessmentJSON{} }

// MarshalJSON writes the assessment with its reason, its working and the reading that was rated.
func (a Assessment) MarshalJSON() ([]byte, error) {
	return marshal.JSON(assessmentJSON{
		Name: a.Name, ratedJSON: a.ratedJSON(), Exactly: a.Position, Margin: a.Margin, Basis: a.Basis, Confidence: a.Confidence,
		Working: append([]Working{}, a.Working()...), Reading: a.reading,
	})
}

// UnmarshalJSON reads what MarshalJSON wrote: an assessment that says the same, for the same reason and by the same working. It
// is not rated again, since the rule is only named.
func (a *Assessment) UnmarshalJSON(data []byte) error {
	var j assessmentJSON
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	*a = Assessment{
		Name: j.Name, Rating: j.Rating, Possible: j.Possible, Position: j.Exactly, Margin: j.Margin, MetButWorsening: j.MetButWorsening,
		Basis: j.Basis, Confidence: j.Confidence, Rule: j.Rule, Notes: j.Notes, reading: j.Reading, said: j.Reason,
	}
	if len(j.Working) > 0 {
		a.worked = j.Working
	}
	if j.State != nil {
		a.State = *j.State
	}
	if j.Band != nil {
		a.Band = *j.Band
	}
	if j.Short != nil {
		a.Short = *j.Short
	}
	if j.Long != nil {
		a.Long = *j.Long
	}
	return nil
}
