package rag

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// policyJSON is a policy with what it is set to, which its name alone does not say.
type policyJSON struct {
	Name        string      `json:"name"`
	Then        *policyJSON `json:"then,omitempty"`
	UnlessGreen bool        `json:"unless_green,omitempty"`
	GreenFrom   Value       `json:"green_from,omitzero"`
	AmberFrom   Value       `json:"amber_from,omitzero"`
}

// orPlurality is the policy, or Plurality where there is none.
func orPlurality(p Policy) Policy {
	if p == nil {
		return Plurality{}
	}
	return p
}

// setJSON is how a policy is set, nil for one that stands at its defaults or is the caller's own.
func setJSON(p Policy) *policyJSON {
	if j := policyJSONOf(p); *j != (policyJSON{Name: j.Name}) {
		return j
	}
	return nil
}

func policyJSONOf(p Policy) *policyJSON {
	j := &policyJSON{Name: p.Name()}
	then := func(p Policy) {
		if p != nil {
			j.Then = policyJSONOf(p)
		}
	}
	switch p := p.(type) {
	case Cap:
		then(p.Then)
	case Priority:
		then(p.Then)
		j.UnlessGreen = p.UnlessGreen
	case Average:
		j.GreenFrom, j.AmberFrom = p.GreenFrom, p.AmberFrom
	case Weighted:
		j.GreenFrom, j.AmberFrom = p.GreenFrom, p.AmberFrom
	}
	return j
}

// policy is the policy that was written.
func (j policyJSON) policy() (Policy, error) {
	var then Policy
	if j.Then != nil {
		var err error
		if then, err = j.Then.policy(); err != nil {
			return nil, err
		}
	}
	switch j.Name {
	case Cap{}.Name():
		return Cap{Then: then}, nil
	case Priority{}.Name():
		return Priority{Then: then, UnlessGreen: j.UnlessGreen}, nil
	case Average{}.Name():
		return Average{j.GreenFrom, j.AmberFrom}, nil
	case Weighted{}.Name():
		return Weighted{j.GreenFrom, j.AmberFrom}, nil
	}
	return PolicyNamed(j.Name)
}

// rollingJSON is how ratings are rolled up and what comes of it, as the JSON of every list of them has it.
type rollingJSON struct {
	Overall  Rating            `json:"overall"`
	Policy   string            `json:"policy"`
	Set      *policyJSON       `json:"policy_set,omitempty"`
	Policies map[string]Rating `json:"policies"`
	Survives bool              `json:"survives"`
	Reds     []string          `json:"reds"`
	Missing  MissingData       `json:"missing,omitzero"`
	Floor    Value             `json:"coverage_floor,omitzero"`
}

func rollingJSONOf(every Comparison, overall Overall, policy Policy, settings Settings) rollingJSON {
	j := rollingJSON{
		Overall: overall.Rating, Policy: overall.Policy, Set: setJSON(policy), Policies: make(map[string]Rating, len(every.Overalls)),
		Survives: every.Survives, Reds: []string{}, Missing: settings.Missing, Floor: settings.Coverage,
	}
	for _, o := range every.Overalls {
		j.Policies[o.Policy] = o.Rating
	}
	for i := range overall.Reds {
		j.Reds = append(j.Reds, overall.Reds[i].Name)
	}
	return j
}

// read is the policy and the settings that were written.
func (j rollingJSON) read() (Policy, Settings, error) {
	set := policyJSON{Name: j.Policy}
	if j.Set != nil {
		set = *j.Set
	}
	p, err := set.policy()
	if err != nil {
		return nil, Settings{}, &figure.Fault{Code: "unknown_policy", Path: "policy", Value: j.Policy, Problem: err.Error()}
	}
	return p, Settings{Missing: j.Missing, Coverage: j.Floor}, nil
}

// ruleJSON is a rule within a result: null for the zero rule, which rates nothing.
type ruleJSON struct{ Rule }

func (r ruleJSON) MarshalJSON() ([]byte, error) {
	if r.Method == nil {
		return []byte("null"), nil
	}
	return r.Rule.MarshalJSON()
}

func (r *ruleJSON) UnmarshalJSON(data []byte) error {
	if bytes.Equal(bytes.TrimSpace(data), []byte("null")) {
		*r = ruleJSON{}
		return nil
	}
	if err := json.Unmarshal(data, &r.Rule); err != nil {
		return fmt.Errorf("rated_by: %w", err)
	}
	return nil
}

func (j *policyJSON) equal(k *policyJSON) bool {
	if j == nil || k == nil {
		return j == k
	}
	return j.Name == k.Name && j.UnlessGreen == k.UnlessGreen && j.GreenFrom.Equal(k.GreenFrom) && j.AmberFrom.Equal(k.AmberFrom) && j.Then.equal(k.Then)
}
