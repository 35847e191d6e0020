package rag

import (
	"iter"
	"slices"
)

// Scorecard is indicators rated by one rule, and what they come to together.
type Scorecard struct {
	// Rule rates every indicator.
	Rule Rule
	// Policy makes one rating of them. Defaults to Plurality.
	Policy   Policy
	Settings Settings
	// Notes are what was supposed when the indicators were read.
	Notes []string

	readings []Reading
}

// Scorecard rates indicators by the rule.
func (r Rule) Scorecard(readings []Reading) Scorecard { return Scorecard{Rule: r, readings: readings} }

// Len is how many indicators there are.
func (s Scorecard) Len() int { return len(s.readings) }

// Assessments are the indicators in their order, each rated. An assessment is good until the next: one that is kept is copied.
func (s Scorecard) Assessments() iter.Seq2[int, *Assessment] {
	return func(yield func(int, *Assessment) bool) {
		var a Assessment
		for i := range s.readings {
			s.Rule.assess(&a, &s.readings[i])
			a.said = a.why()
			if !yield(i, &a) {
				return
			}
		}
	}
}

// Items are the rated indicators, for a roll-up or a movement.
func (s Scorecard) Items() []Item {
	items := make([]Item, 0, s.Len())
	for _, a := range s.Assessments() {
		items = append(items, a.Item(""))
	}
	return items
}

// Tally counts the indicators by rating.
func (s Scorecard) Tally() Tally { return TallyOf(s.Items()) }

// Overall is their one rating by the policy.
func (s Scorecard) Overall() Overall { return RollUp(s.Items(), orPlurality(s.Policy), s.Settings) }

// Comparison is their one rating under every policy.
func (s Scorecard) Comparison() Comparison {
	every, _ := underEvery(s.Items(), s.Policy, s.Settings)
	return every
}

// Bases are the tallies of each basis, where the indicators have more than one: a tally holds one.
func (s Scorecard) Bases() []BasisTally { return basesOf(s.Items()) }

// Equal reports whether two scorecards rate the same indicators by the same rule to the same result.
func (s Scorecard) Equal(t Scorecard) bool {
	if s.Len() != t.Len() || !slices.Equal(s.Notes, t.Notes) || !sameRolling(s.Policy, s.Settings, t.Policy, t.Settings) {
		return false
	}
	next, stop := iter.Pull2(t.Assessments())
	defer stop()
	for _, a := range s.Assessments() {
		if _, b, _ := next(); !a.Equal(*b) {
			return false
		}
	}
	return true
}

// BasisTally is the tally of one basis.
type BasisTally struct {
	Basis Basis `json:"basis"`
	Tally Tally `json:"tally"`
}

// basesOf are the tallies of now and of the year end, where there are both.
func basesOf(items []Item) []BasisTally {
	now, end := TallyOf(OfBasis(items, Now)), TallyOf(OfBasis(items, YearEnd))
	if now.Items() == 0 || end.Items() == 0 {
		return nil
	}
	return []BasisTally{{Now, now}, {YearEnd, end}}
}

// underEvery rolls items up by every policy, the one that is chosen as it is set, and by that one.
func underEvery(items []Item, policy Policy, settings Settings) (every Comparison, chosen Overall) {
	policy = orPlurality(policy)
	policies, known := Policies(), false
	for i, p := range policies {
		if p.Name() == policy.Name() {
			policies[i], known = policy, true
		}
	}
	every = UnderEvery(items, settings, policies...)
	if known {
		chosen, _ = every.Under(policy.Name())
		return every, chosen
	}
	return every, RollUp(items, policy, settings)
}

// sameRolling reports whether ratings are rolled up in the same way.
func sameRolling(p Policy, s Settings, q Policy, t Settings) bool {
	p, q = orPlurality(p), orPlurality(q)
	return policyJSONOf(p).equal(policyJSONOf(q)) && s.Missing == t.Missing && s.Coverage.Equal(t.Coverage)
}
