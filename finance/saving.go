package finance

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// Saving is one approved saving and how far it has come, in pounds. Every amount is part of the target but Pressures.
// The zero value is a saving of zero.
type Saving struct {
	Name, Group string
	// Target is the saving approved in the budget.
	Target decimal.Decimal
	// Achieved, OnTrack, Delayed, AtRisk and NotAchievable are the parts of the target in each state.
	Achieved, OnTrack, Delayed, AtRisk, NotAchievable decimal.Decimal
	// Pressures are the in-year pressures of the service, negative when they eat into its savings, as Brighton & Hove
	// prints them.
	Pressures decimal.Decimal
	// FullYearEffect marks the rest of a year's worth of a saving made in an earlier year: it is no new saving.
	FullYearEffect bool
	// PrintedAtRisk is the net saving at risk as printed, where given.
	PrintedAtRisk decimal.NullDecimal
	// Step is one unit in the last printed place of every amount, in pounds; zero when they are exact.
	Step decimal.Decimal
}

// In is the part of the target in a state.
func (s Saving) In(state SavingState) decimal.Decimal {
	switch state {
	case Achieved:
		return s.Achieved
	case OnTrack:
		return s.OnTrack
	case Delayed:
		return s.Delayed
	case AtRisk:
		return s.AtRisk
	case NotAchievable:
		return s.NotAchievable
	case Unstated:
		return s.Unstated()
	}
	return decimal.Zero
}

// Unstated is the part of the target that is in no state: a question to ask. Negative, the states hold more than the
// target.
func (s Saving) Unstated() decimal.Decimal {
	return difference(s.Target, s.Achieved, s.OnTrack, s.Delayed, s.AtRisk, s.NotAchievable)
}

// NetAtRisk is approved − achieved − in-year pressures. Achieved and at risk are no complements: a service with 99 per
// cent of its savings achieved had 68 per cent at risk, because new pressures had eaten them (table of 2022/23, 2,674
// approved, 2,637 achieved, pressures of (1,781), 1,818 at risk).
func (s Saving) NetAtRisk() decimal.Decimal { return difference(s.Target, s.Achieved, s.Pressures) }

// Delivered is what is achieved as per cent of the target.
func (s Saving) Delivered() Percentage { return Percentage{Part: s.Achieved, Whole: s.Target} }

// AtRiskShare is the net saving at risk as per cent of the target.
func (s Saving) AtRiskShare() Percentage { return Percentage{Part: s.NetAtRisk(), Whole: s.Target} }

// Rating is that of the worst state that holds money; in-year pressures that eat into the saving count as at risk. It is
// Unrated when nothing is worse than on track and part of the target is in no state: nobody said what becomes of it.
func (s Saving) Rating() rag.Rating {
	worst := rag.Unrated
	for _, state := range SavingStates() {
		if s.In(state).IsPositive() {
			worst = max(worst, state.Rating())
		}
	}
	switch {
	case worst == rag.Red:
	case s.Pressures.IsNegative():
		return rag.Amber
	case worst == rag.Green && s.Unstated().IsPositive():
		return rag.Unrated
	}
	return worst
}

// Equal reports whether two savings have the same name and hold the same amounts.
func (s Saving) Equal(o Saving) bool {
	same := s.Name == o.Name && s.Group == o.Group && s.FullYearEffect == o.FullYearEffect && s.Target.Equal(o.Target) &&
		s.Pressures.Equal(o.Pressures) && equalNull(s.PrintedAtRisk, o.PrintedAtRisk)
	for _, state := range SavingStates() {
		same = same && s.In(state).Equal(o.In(state))
	}
	return same
}
