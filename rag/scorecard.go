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
	columns  *scoredColumns // in place of the readings, where they still stand in their table
}

// Scorecard rates indicators by the rule.
func (r Rule) Scorecard(readings []Reading) Scorecard { return Scorecard{Rule: r, readings: readings} }

// Len is how many indicators there are.
func (s Scorecard) Len() int {
	if s.columns != nil {
		return s.columns.len()
	}
	return len(s.readings)
}

// Assessments are the indicators in their order, each rated. An assessment is good until the next: one that is kept is copied.
func (s Scorecard) Assessments() iter.Seq2[int, *Assessment] {
	return func(yield func(int, *Assessment) bool) {
		var a Assessment
		read := s.each()
		for i := range s.Len() {
			s.Rule.assess(&a, read(i))
			a.said = a.why()
			if !yield(i, &a) {
				return
			}
		}
	}
}

// each gives the readings, each good until the next.
func (s Scorecard) each() func(i int) *Reading {
	if s.columns == nil {
		return func(i int) *Reading { return &s.readings[i] }
	}
	reader, x := s.columns.reader(), Reading{}
	return func(i int) *Reading {
		x = s.columns.reading(&reader, i)
		return &x
	}
}

// ScorecardRow is one indicator of a scorecard as it is shown.
type ScorecardRow struct {
	Name, Reason string
	Rating       Rating
	State        State
	// Short is the direction since the previous period.
	Short Direction
}

// Rows are the indicators in their order, with what is shown of each: much less work than [Scorecard.Assessments] where there are
// very many.
func (s Scorecard) Rows() iter.Seq[ScorecardRow] {
	return func(yield func(ScorecardRow) bool) {
		var a Assessment
		read := s.each()
		q, fast := s.quick()
		var text []byte
		for i := range s.Len() {
			if fast {
				if m, ok := q.rate(i); ok {
					var name int
					if text, name, ok = q.say(text[:0], i, m); ok {
						said := string(text) // one for both
						if !yield(ScorecardRow{Name: said[:name], Reason: said[name:], Rating: m.rating, Short: m.short}) {
							return
						}
						continue
					}
				}
			}
			s.Rule.assess(&a, read(i))
			if !yield(ScorecardRow{Name: a.Name, Reason: a.why(), Rating: a.Rating, State: a.State, Short: a.Short}) {
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
func (s Scorecard) Tally() Tally { return s.counts().tally }

// counts counts the indicators, without a reason for any.
func (s Scorecard) counts() (c counts) {
	read := s.each()
	q, fast := s.quick()
	for i := range s.Len() {
		if fast {
			if m, ok := q.rate(i); ok {
				c.add(m.rating, Current, s.Settings.Missing)
				continue
			}
		}
		x := read(i)
		j := s.Rule.judge(x, x.Actual.number)
		c.add(j.rating, j.state, s.Settings.Missing)
	}
	return c
}

// Overall is their one rating by the policy.
func (s Scorecard) Overall() Overall { return RollUp(s.Items(), orPlurality(s.Policy), s.Settings) }

// Brief is [Scorecard.Overall] without the red items and without what is unrated by its reason: where a policy looks at the tally
// alone, as most do, no list of items is made.
func (s Scorecard) Brief() Overall {
	c, policy := s.counts(), orPlurality(s.Policy)
	if w, is := policy.(Weighted); is {
		policy = weightless(w) // no indicator has a weight
	}
	if _, _, known := byTally(policy, c.counted); known {
		return gatheredOf(c, s.Settings).overall(policy)
	}
	_, o, _ := s.underEvery()
	return o
}

// weightless is the weighted mean of items without weights.
type weightless Average

// Name is that of the policy in whose place it stands.
func (weightless) Name() string { return Weighted{}.Name() }

func (w weightless) Overall(items []Item) (Rating, string) { return Average(w).Overall(items) }

func (w weightless) ofTally(t Tally) (Rating, string) { return Average(w).ofTally(t) }

// Comparison is their one rating under every policy.
func (s Scorecard) Comparison() Comparison {
	every, _ := underEvery(s.Items(), s.Policy, s.Settings)
	return every
}

// Bases are the tallies of each basis, where the indicators have more than one: a tally holds one.
func (s Scorecard) Bases() []BasisTally {
	if s.columns != nil && !s.columns.yearEnds {
		return nil
	}
	return basesOf(s.Items())
}

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
	policies, known := policiesWith(policy)
	every = UnderEvery(items, settings, policies...)
	if known {
		chosen, _ = every.Under(policy.Name())
		return every, chosen
	}
	return every, RollUp(items, policy, settings)
}

// policiesWith are all policies, one of them as it is set; known is false for one of a caller's own.
func policiesWith(policy Policy) (policies []Policy, known bool) {
	policies = Policies()
	for i, p := range policies {
		if p.Name() == policy.Name() {
			policies[i], known = policy, true
		}
	}
	return policies, known
}

// sameRolling reports whether ratings are rolled up in the same way.
func sameRolling(p Policy, s Settings, q Policy, t Settings) bool {
	p, q = orPlurality(p), orPlurality(q)
	return policyJSONOf(p).equal(policyJSONOf(q)) && s.Missing == t.Missing && s.Coverage.Equal(t.Coverage)
}
