package demand

import (
	"fmt"
)

// Stage is one step of the way through children's social care and how many came to it in a period: contacts, referrals,
// assessments, section 47 enquiries, initial conferences, plans.
type Stage struct {
	Name  string
	Count int
}

// Step is how many of one stage there were for those of the stage before. It is a flow ratio: both are counts of one
// period, and a referral in March may come to its assessment in April.
type Step struct {
	From, To Stage
	// Ratio is the conversion in per cent with its 95 % interval: Wilson, or where there are more of To than of From (then
	// one is not part of the other) that of a rate.
	Ratio Interval
	// FromFirst is the same against the first stage of the chain.
	FromFirst Interval
	Notes     []Note
}

// NoteExceeds is the code of the note that a stage has more than the one before it.
const NoteExceeds = "exceeds"

// StageError is a chain that cannot be worked out.
type StageError struct {
	Stage   string
	Problem string
}

func (e *StageError) Error() string { return e.Problem }

// Conversion works out the chain, step by step. Fewer than two stages, a stage named twice, a negative count, and a stage
// after one of 0 are a [*StageError].
func Conversion(stages []Stage) ([]Step, error) {
	if err := checkStages(stages); err != nil {
		return nil, err
	}
	steps := make([]Step, 0, len(stages)-1)
	for i := 1; i < len(stages); i++ {
		step := Step{From: stages[i-1], To: stages[i]}
		var err error
		if step.Ratio, err = flow(step.To.Count, step.From.Count); err != nil {
			return nil, err
		}
		if step.FromFirst, err = flow(step.To.Count, stages[0].Count); err != nil {
			return nil, err
		}
		if step.To.Count > step.From.Count {
			step.Notes = append(step.Notes, Note{NoteExceeds, fmt.Sprintf(
				"there are more %s (%s) than %s (%s): the one is not part of the other, and the ratio is of two flows",
				step.To.Name, thousands(step.To.Count), step.From.Name, thousands(step.From.Count))})
		}
		steps = append(steps, step)
	}
	return steps, nil
}

func checkStages(stages []Stage) error {
	if len(stages) < 2 {
		return &StageError{Problem: fmt.Sprintf("there is %d stage: a conversion needs two", len(stages))}
	}
	seen := map[string]bool{}
	for i, s := range stages {
		switch {
		case s.Count < 0:
			return &StageError{s.Name, fmt.Sprintf("%s is %d: a count cannot be negative", s.Name, s.Count)}
		case s.Count == 0 && i < len(stages)-1:
			return &StageError{s.Name, fmt.Sprintf("%s is 0: nothing can be converted from it", s.Name)}
		case seen[s.Name]:
			return &StageError{s.Name, fmt.Sprintf("stage %q stands twice: keep one", s.Name)}
		}
		seen[s.Name] = true
	}
	return nil
}

// flow is to over from in per cent.
func flow(to, from int) (Interval, error) {
	kind := Proportion
	if to > from {
		kind = RateKind
	}
	return Count(to, from, kind, 100).Interval()
}

// ReReferrals are referrals within 12 months of an earlier one, which DfE publishes both ways: 22.6 % of referrals and
// 21.0 % of children in 2025. A report must say which it quotes.
type ReReferrals struct {
	Referrals, ReReferrals int
	// Children referred, and children referred again, each counted once.
	Children, ChildrenAgain int
}

// PerReferral is re-referrals in per cent of referrals, with its 95 % interval. The error is a [*SampleError].
func (r ReReferrals) PerReferral() (Interval, error) {
	return Count(r.ReReferrals, r.Referrals, Proportion, 100).Interval()
}

// PerChild is children referred again in per cent of children referred, with its 95 % interval. The error is a
// [*SampleError].
func (r ReReferrals) PerChild() (Interval, error) {
	return Count(r.ChildrenAgain, r.Children, Proportion, 100).Interval()
}
