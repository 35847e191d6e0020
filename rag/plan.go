package rag

import (
	"iter"
	"slices"
)

// Plan is the actions of an improvement plan rated on a day, and what they come to together.
type Plan struct {
	// Rule rates every action. Defaults to DeliveryRule.
	Rule Rule
	// On is the day of the rating.
	On Date
	// Actions are those of the plan.
	Actions []Action
	// Policy makes one rating of them. Defaults to Plurality.
	Policy   Policy
	Settings Settings
	// Notes are what was supposed when the plan was read.
	Notes []string
}

func (p Plan) rule() Rule {
	if p.Rule.Method == nil {
		return DeliveryRule()
	}
	return p.Rule
}

// Assessments are the actions in their order, each rated. An assessment is good until the next.
func (p Plan) Assessments() iter.Seq2[int, *Assessment] {
	return func(yield func(int, *Assessment) bool) {
		rule := p.rule()
		for i, x := range p.Actions {
			if a := rule.AssessAction(x, p.On); !yield(i, &a) {
				return
			}
		}
	}
}

// Items are the rated actions, for a roll-up or a movement.
func (p Plan) Items() []Item {
	items := make([]Item, 0, len(p.Actions))
	for i, a := range p.Assessments() {
		item := a.Item(p.Actions[i].Area)
		item.Weight, item.Priority = p.Actions[i].Weight, p.Actions[i].Priority
		items = append(items, item)
	}
	return items
}

// Overall is their one rating by the policy.
func (p Plan) Overall() Overall { return RollUp(p.Items(), orPlurality(p.Policy), p.Settings) }

// Comparison is their one rating under every policy.
func (p Plan) Comparison() Comparison {
	every, _ := underEvery(p.Items(), p.Policy, p.Settings)
	return every
}

// Pace is how fast the measure of an action moves and should, and what is required on the day of its measurement; ok is false
// for an action without a measurement or milestones.
func (p Plan) Pace(x Action) (required Ratio, pace Pace, ok bool) {
	on := x.measuredOn(p.On)
	if pace, ok = x.Trajectory.Pace(x.Actual, on, x.Polarity); !ok {
		return Ratio{}, Pace{}, false
	}
	required, _ = x.Trajectory.Required(on)
	return required, pace, true
}

// Equal reports whether two plans have the same actions rated to the same result.
func (p Plan) Equal(q Plan) bool {
	if len(p.Actions) != len(q.Actions) || p.On != q.On || !slices.Equal(p.Notes, q.Notes) || !sameRolling(p.Policy, p.Settings, q.Policy, q.Settings) {
		return false
	}
	next, stop := iter.Pull2(q.Assessments())
	defer stop()
	for i, a := range p.Assessments() {
		if _, b, _ := next(); !a.Equal(*b) || !p.Actions[i].Equal(q.Actions[i]) {
			return false
		}
	}
	return true
}

// Equal reports whether two actions are the same.
func (x Action) Equal(y Action) bool {
	return x.Area == y.Area && x.Name == y.Name && x.Lead == y.Lead && x.Start == y.Start && x.Due == y.Due && x.Status == y.Status &&
		x.Polarity == y.Polarity && x.ActualDate == y.ActualDate && x.Priority == y.Priority && x.Trajectory.Equal(y.Trajectory) &&
		x.Actual.Equal(y.Actual) && x.Progress.Equal(y.Progress) && x.Weight.Equal(y.Weight)
}

// Equal reports whether two trajectories run the same way.
func (t Trajectory) Equal(u Trajectory) bool {
	same := func(a, b Milestone) bool { return a.Date == b.Date && a.Value.Equal(b.Value) }
	return t.By == u.By && same(t.Baseline, u.Baseline) && slices.EqualFunc(t.Milestones, u.Milestones, same)
}
