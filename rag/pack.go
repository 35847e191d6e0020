package rag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/scrutineer-dev/scrutineer/internal/jsontext"
)

// Pack is many rules, each in one or more versions with the date from which it applies.
type Pack struct {
	ID    string `json:"id,omitempty"`
	Title string `json:"title,omitempty"`
	Rules []Rule `json:"rules"`
}

// ReadPack reads a pack, or one rule as a pack of one, and validates it. The error is a [*figure.Fault] or [figure.Faults]
// where the JSON is neither, with its place, or [Faults]; then the pack is returned beside it.
func ReadPack(r io.Reader) (Pack, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxRuleBytes+1))
	if err != nil {
		return Pack{}, err
	}
	var names map[string]json.RawMessage
	_ = json.Unmarshal(bytes.TrimPrefix(text, []byte("\uFEFF")), &names) // what is wrong is found below, with its place
	if _, single := names["kind"]; single {
		rule, err := ReadRule(bytes.NewReader(text))
		if rule.Method == nil {
			return Pack{}, err
		}
		return Pack{Rules: []Rule{rule}}, err
	}
	var p Pack
	if err := jsontext.Decode(text, ruleFormat(), &p); err != nil {
		return Pack{}, err
	}
	return p, p.Validate().Err()
}

// Validate finds everything wrong with every rule, rules without an id in a pack of several, and two versions of one id
// from the same day.
func (p Pack) Validate() (faults Faults) {
	if len(p.Rules) == 0 {
		faults = append(faults, fault(Missing, "rules", "the pack holds no rule"))
	}
	type version struct {
		id    string
		since Date
	}
	first := map[version]int{}
	for i, r := range p.Rules {
		path := fmt.Sprintf("rules[%d]", i)
		if p.single() {
			return append(faults, r.Validate()...)
		}
		faults = append(faults, r.Validate().under(path)...)
		if r.ID == "" && len(p.Rules) > 1 {
			faults = append(faults, fault(Missing, path+".id", "a rule in a pack of several needs an id"))
		}
		key := version{r.ID, r.Since}
		if j, twice := first[key]; twice {
			faults = append(faults, fault(Duplicate, path+".since", "rule %q already has a version from %s, rules[%d]: give each a date of its own", r.ID, sinceWords(r.Since), j))
			continue
		}
		first[key] = i
	}
	return faults
}

// single reports a pack that is one rule and has no name of its own: its faults are those of the rule.
func (p Pack) single() bool { return len(p.Rules) == 1 && p.ID == "" && p.Title == "" }

func sinceWords(d Date) string {
	if d.IsZero() {
		return "the beginning"
	}
	return d.String()
}

// InForce is the version of a rule that applies on a day: the latest that does not start after it. ok is false when
// there is none.
func (p Pack) InForce(id string, on Date) (rule Rule, ok bool) {
	for _, r := range p.Rules {
		if r.ID == id && r.Since <= on && (!ok || r.Since > rule.Since) {
			rule, ok = r, true
		}
	}
	return rule, ok
}

// Assess rates a reading by the version in force on its date. Without one it is Unrated, not applicable.
func (p Pack) Assess(id string, x Reading) Assessment { return p.assess(id, x, x.Date) }

func (p Pack) assess(id string, x Reading, on Date) Assessment {
	rule, ok := p.InForce(id, on)
	if !ok {
		return Assessment{
			Name: x.Name, State: NotApplicable, reading: x, Basis: x.Basis, Confidence: x.Confidence,
			said: fmt.Sprintf("no version of rule %q is in force on %s", id, on.Long()),
		}
	}
	return rule.Assess(x)
}

// Series is the assessments of one measure through its periods.
type Series struct {
	// Label says under which rule the series is: "as rated at the time", or "re-rated under kpi 2, in force on 1 April 2019".
	Label string `json:"label"`
	// ReRated marks a series under one version for all periods.
	ReRated     bool         `json:"re_rated,omitempty"`
	Assessments []Assessment `json:"assessments"`
}

// Series rates each reading by the version in force in its own period.
func (p Pack) Series(id string, readings []Reading) Series {
	s := Series{Label: "as rated at the time"}
	for _, x := range readings {
		s.Assessments = append(s.Assessments, p.Assess(id, x))
	}
	return s
}

// ReRate rates every reading by the version in force on one day: a second series, labelled, never in place of the first.
func (p Pack) ReRate(id string, readings []Reading, on Date) Series {
	s := Series{Label: fmt.Sprintf("re-rated, but no version of %q is in force on %s", id, on.Long()), ReRated: true}
	if rule, ok := p.InForce(id, on); ok {
		s.Label = fmt.Sprintf("re-rated under %s, in force on %s", rule, on.Long())
	}
	for _, x := range readings {
		s.Assessments = append(s.Assessments, p.assess(id, x, on))
	}
	return s
}
