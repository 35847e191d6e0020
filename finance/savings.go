package finance

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// Savings is a programme of savings and its totals, in pounds.
type Savings struct {
	// Unit is what the programme is printed in. Defaults to Pounds.
	Unit  Unit
	Items []Saving
	// PrintedTotal is the total row as printed, nil when there is none.
	PrintedTotal *Saving
	// Rates are how much of the money in each state is expected to be delivered. Defaults to none, and to no such expectation.
	Rates DeliveryRates
	Notes []string
}

// Total is the sum of all savings.
func (s Savings) Total() Saving { return s.sum("Total", func(Saving) bool { return true }) }

// New is the sum of the savings approved for this year, and FullYearEffects that of earlier years' savings, which
// are often added to them: 11.2 new and 13.3 of earlier years made a programme of 24.5 (Enfield 2017/18, £m).
func (s Savings) New() Saving {
	return s.sum("New savings", func(i Saving) bool { return !i.FullYearEffect })
}

// FullYearEffects is the sum of the full-year effects of earlier years' savings.
func (s Savings) FullYearEffects() Saving {
	return s.sum("Full-year effects", func(i Saving) bool { return i.FullYearEffect })
}

func (s Savings) sum(name string, counts func(Saving) bool) Saving {
	var target, pressures, achieved, onTrack, delayed, atRisk, notAchievable fixed.Sum
	for _, i := range s.Items {
		if !counts(i) {
			continue
		}
		target.Add(i.Target)
		pressures.Add(i.Pressures)
		achieved.Add(i.Achieved)
		onTrack.Add(i.OnTrack)
		delayed.Add(i.Delayed)
		atRisk.Add(i.AtRisk)
		notAchievable.Add(i.NotAchievable)
	}
	return Saving{
		Name: name, Target: target.Decimal(), Pressures: pressures.Decimal(), Achieved: achieved.Decimal(), OnTrack: onTrack.Decimal(), Delayed: delayed.Decimal(),
		AtRisk: atRisk.Decimal(), NotAchievable: notAchievable.Decimal(),
	}
}

// ByRating is the money of the programme under each colour: what counts is pounds, not the number of savings.
func (s Savings) ByRating() map[rag.Rating]decimal.Decimal { return byRating(s.Total()) }

func byRating(total Saving) map[rag.Rating]decimal.Decimal {
	money := map[rag.Rating]decimal.Decimal{}
	for _, state := range SavingStates() {
		money[state.Rating()] = money[state.Rating()].Add(total.In(state))
	}
	return money
}

// Questions are what should be asked about the programme: money in no state, or in more states than there is money.
// A programme of which no saving states more than what is achieved has no states to ask about.
func (s Savings) Questions() []string {
	var questions []string
	given := statesGiven(s.Total())
	for _, i := range s.Items {
		unstated := i.Unstated()
		if over := unstated.IsNegative() && !i.Target.IsNegative(); over || given && unstated.IsPositive() {
			questions = append(questions, s.question(i, over))
		}
	}
	return questions
}

// question asks about one saving, whose states hold more than its target, or less.
func (s Savings) question(i Saving, over bool) string {
	amount := TextStyle(s.Unit).Print(i.Unstated().Abs())
	if over {
		return fmt.Sprintf("%s: the states hold %s more than the target: is some of it counted twice?", i.Name, amount)
	}
	return fmt.Sprintf("%s: %s of the target is in no state: what becomes of it?", i.Name, amount)
}

// statesGiven reports whether a programme says anything beyond what is achieved.
func statesGiven(total Saving) bool {
	return !(total.OnTrack.IsZero() && total.Delayed.IsZero() && total.AtRisk.IsZero() && total.NotAchievable.IsZero())
}
