package rag

import (
	"fmt"
)

// Override is a rating that an officer sets in place of the calculated one. The calculated one is kept beside it, and the
// override lapses, visibly, when what it was set on changes.
type Override struct {
	To Rating `json:"to"`
	// Reason, By and On must be given.
	Reason string `json:"reason"`
	By     string `json:"by"`
	Role   string `json:"role,omitempty"`
	On     Date   `json:"on"`
	// Actual is the value it was set on: another value lapses it. Not known stands for a reading without a value.
	Actual Value `json:"actual"`
	// Period is the date of the reading it is for. Defaults to any.
	Period Date `json:"period,omitzero"`
	// Until is the last day on which it stands. Defaults to until the value changes.
	Until Date `json:"until,omitzero"`
}

// Validate finds what an override lacks: one without a reason, a name or a date never stands.
func (o Override) Validate() (faults Faults) {
	if o.To < Green || o.To > Red {
		faults = append(faults, fault(Unknown, "to", "%v: override to green, amber or red", o.To))
	}
	for _, must := range []struct{ path, text string }{{"reason", o.Reason}, {"by", o.By}, {"on", o.On.String()}} {
		if must.text == "" {
			faults = append(faults, fault(Missing, must.path, "an override needs a reason, a name and a date"))
		}
	}
	if !o.Until.IsZero() && o.Until < o.On {
		faults = append(faults, fault(OutOfRange, "until", "%s is before %s, when it was set", o.Until, o.On))
	}
	return faults
}

// Overridden is a calculated assessment with an override beside it.
type Overridden struct {
	Calculated Assessment `json:"calculated"`
	Override   Override   `json:"override"`
	// Rating is the one to show: the override's while it stands, the calculated one otherwise.
	Rating Rating `json:"rating"`
	// Stands reports whether the override is in force; Lapsed says why it is not, in one sentence.
	Stands bool   `json:"stands"`
	Lapsed string `json:"lapsed,omitempty"`
}

// Overridden sets an override beside the assessment, as it stands on a day.
func (a Assessment) Overridden(o Override, on Date) Overridden {
	result := Overridden{Calculated: a, Override: o, Rating: a.Rating}
	now := a.reading.Actual
	switch faults := o.Validate(); {
	case len(faults) > 0:
		result.Lapsed = "refused: " + faults.Error()
	case on < o.On:
		result.Lapsed = fmt.Sprintf("not in force before %s", o.On.Long())
	case !o.Until.IsZero() && on > o.Until:
		result.Lapsed = fmt.Sprintf("was overridden to %s until %s", o.To.Title(), o.Until.Long())
	case !o.Period.IsZero() && o.Period != a.reading.Date:
		result.Lapsed = fmt.Sprintf("was overridden to %s for %s; the reading is of %s", o.To.Title(), o.Period.Long(), a.reading.Date.Long())
	case o.Actual.Known() != now.Known() || !o.Actual.number.Equal(now.number):
		result.Lapsed = fmt.Sprintf("was overridden to %s on %s; the value is now %s", o.To.Title(), o.Actual, now)
	default:
		result.Rating, result.Stands = o.To, true
	}
	return result
}

// Raised reports whether the override stands and shows a better colour than the calculated one: list it like a red. An
// override that gives a colour to what had none raises nothing.
func (o Overridden) Raised() bool {
	return o.Stands && o.Calculated.Rating != Unrated && o.Rating < o.Calculated.Rating
}

// Lowered reports whether the override stands and shows a worse colour than the calculated one.
func (o Overridden) Lowered() bool {
	return o.Stands && o.Calculated.Rating != Unrated && o.Rating > o.Calculated.Rating
}

// BothTallies are the tally as calculated and as shown. An override never changes the first.
type BothTallies struct {
	Calculated Tally `json:"calculated"`
	Shown      Tally `json:"shown"`
	Raised     int   `json:"raised"`
	Lowered    int   `json:"lowered"`
}

// TallyBoth counts assessments in both forms.
func TallyBoth(list []Overridden) (both BothTallies) {
	for _, o := range list {
		both.Calculated.Add(o.Calculated.Rating, o.Calculated.State)
		both.Shown.Add(o.Rating, o.Calculated.State)
		if o.Raised() {
			both.Raised++
		}
		if o.Lowered() {
			both.Lowered++
		}
	}
	return both
}
