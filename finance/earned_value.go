package finance

import (
	"errors"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// ErrUndefined is a figure that its inputs do not define: a division by zero.
var ErrUndefined = errors.New("undefined")

// EarnedValue is a budget against what was planned, earned and spent to date, in pounds (earned value management). For a
// council's year: Budget is the revised budget, Planned its profile to date, Earned the flexed budget (budgeted price ×
// actual child-weeks, see [Activity]), Actual what was spent. Without a measure of activity Earned is Planned. Any of them
// may be negative: an accrual reversed, an income line. The zero value has no budget.
type EarnedValue struct {
	Budget, Planned, Earned, Actual decimal.Decimal
}

// Estimate is a formula for the estimate at completion. The zero value is [AtBudget].
type Estimate int

const (
	// AtBudget has the remainder cost what was budgeted: actual + budget − earned ("atypical").
	AtBudget Estimate = iota
	// AtCostRate has the cost rate continue: budget / CPI ("typical").
	AtCostRate
	// AtCostAndScheduleRate divides the remainder by CPI × SPI ("combined").
	AtCostAndScheduleRate
	// AtScheduleRate divides the remainder by SPI. Not for demand-led budgets: more activity is more cost, not progress.
	AtScheduleRate
	// AtWeightedRate divides the remainder by 0.8 CPI + 0.2 SPI.
	AtWeightedRate
)

var estimateNames = enum.Of("Estimate", "at_budget", "at_cost_rate", "at_cost_and_schedule_rate", "at_schedule_rate", "at_weighted_rate")

var estimateFormulas = [...]string{
	"actual + budget − earned", "budget / CPI", "actual + (budget − earned) / (CPI × SPI)", "actual + (budget − earned) / SPI",
	"actual + (budget − earned) / (0.8 CPI + 0.2 SPI)",
}

// Formula is the formula in words.
func (e Estimate) Formula() string {
	if e < 0 || int(e) >= len(estimateFormulas) {
		return e.String()
	}
	return estimateFormulas[e]
}

// Estimates are all formulas.
func Estimates() []Estimate {
	return []Estimate{AtBudget, AtCostRate, AtCostAndScheduleRate, AtScheduleRate, AtWeightedRate}
}

// String is at_budget, at_cost_rate, at_cost_and_schedule_rate, at_schedule_rate or at_weighted_rate.
func (e Estimate) String() string { return estimateNames.String(int(e)) }

// MarshalText writes the name of the formula.
func (e Estimate) MarshalText() ([]byte, error) { return estimateNames.Marshal(int(e)) }

// UnmarshalText reads the name of a formula.
func (e *Estimate) UnmarshalText(text []byte) error { return enum.Unmarshal(estimateNames, text, e) }

// CostVariance is earned − actual: the value of the work less its cost. Negative is adverse, the opposite of a [Variance].
func (v EarnedValue) CostVariance() decimal.Decimal { return v.Earned.Sub(v.Actual) }

// ScheduleVariance is earned − planned.
func (v EarnedValue) ScheduleVariance() decimal.Decimal { return v.Earned.Sub(v.Planned) }

// CPI is the cost performance index, earned / actual, rounded to so many places. Against a flexed budget it is an index of
// price and mix. Without spending it is [ErrUndefined].
func (v EarnedValue) CPI(places int32) (decimal.Decimal, error) {
	return quotient("CPI = earned / actual", v.Earned, v.Actual, places)
}

// SPI is the schedule performance index, earned / planned, rounded to so many places. Without a plan it is [ErrUndefined].
func (v EarnedValue) SPI(places int32) (decimal.Decimal, error) {
	return quotient("SPI = earned / planned", v.Earned, v.Planned, places)
}

// EAC is the estimate at completion by a formula, rounded to so many places. When the whole budget is earned it is the
// actual by every formula. A formula that divides by zero (nothing earned, nothing spent or, for those with SPI,
// nothing planned) is [ErrUndefined]; AtBudget is always defined.
func (v EarnedValue) EAC(formula Estimate, places int32) (decimal.Decimal, error) {
	left := v.Budget.Sub(v.Earned)
	if left.IsZero() {
		return v.Actual.Round(places), nil
	}
	// Each formula is actual + left × numerator / denominator: CPI and SPI are fractions themselves.
	var numerator, denominator decimal.Decimal
	switch formula {
	case AtBudget:
		return v.Actual.Add(left).Round(places), nil
	case AtCostRate:
		numerator, denominator = v.Actual, v.Earned
	case AtCostAndScheduleRate:
		numerator, denominator = v.Actual.Mul(v.Planned), v.Earned.Mul(v.Earned)
	case AtScheduleRate:
		numerator, denominator = v.Planned, v.Earned
	case AtWeightedRate: // 1 / (0.8 E/A + 0.2 E/P) = AP / E(0.8 P + 0.2 A)
		numerator = v.Actual.Mul(v.Planned)
		denominator = v.Earned.Mul(v.Planned.Mul(decimal.New(8, -1)).Add(v.Actual.Mul(decimal.New(2, -1))))
	default:
		return decimal.Decimal{}, fmt.Errorf("estimate %d does not exist", int(formula))
	}
	needsPlan := formula != AtCostRate
	needsCost := formula != AtScheduleRate
	switch {
	case needsCost && v.Actual.IsZero():
		return decimal.Decimal{}, fmt.Errorf("%s: nothing is spent, so there is no CPI: %w", formula, ErrUndefined)
	case needsPlan && v.Planned.IsZero():
		return decimal.Decimal{}, fmt.Errorf("%s: nothing is planned to date, so there is no SPI: %w", formula, ErrUndefined)
	case denominator.IsZero():
		return decimal.Decimal{}, fmt.Errorf("%s: nothing is earned: %w", formula, ErrUndefined)
	}
	return v.Actual.Mul(denominator).Add(left.Mul(numerator)).DivRound(denominator, places), nil
}

// EACLast is the estimate at completion at the cost rate of the last periods: their earned by their actual, a ratio of
// sums and never a mean of indices.
func (v EarnedValue) EACLast(earned, actual []decimal.Decimal, places int32) (decimal.Decimal, error) {
	left := v.Budget.Sub(v.Earned)
	if left.IsZero() {
		return v.Actual.Round(places), nil
	}
	e, a := sum(earned), sum(actual)
	if e.IsZero() || a.IsZero() {
		return decimal.Decimal{}, fmt.Errorf("nothing is earned or spent in the last %d periods: %w", len(earned), ErrUndefined)
	}
	return v.Actual.Mul(e).Add(left.Mul(a)).DivRound(e, places), nil
}

// EACBottomUp is the estimate at completion when the rest has been estimated anew: actual + the new estimate to complete.
func (v EarnedValue) EACBottomUp(toComplete decimal.Decimal) decimal.Decimal {
	return v.Actual.Add(toComplete)
}

// ToComplete is an estimate to complete: the estimate at completion less what is spent.
func (v EarnedValue) ToComplete(atCompletion decimal.Decimal) decimal.Decimal {
	return atCompletion.Sub(v.Actual)
}

// TCPI is the cost performance that the rest needs to end at a target (the budget itself, or an estimate at completion):
// (budget − earned) / (target − actual). It is negative when more than the target is spent already, and [ErrUndefined]
// when exactly the target is.
func (v EarnedValue) TCPI(target decimal.Decimal, places int32) (decimal.Decimal, error) {
	return quotient("TCPI = (budget - earned) / (target - actual)", v.Budget.Sub(v.Earned), target.Sub(v.Actual), places)
}

// VAC is the variance at completion, budget − estimate. A positive one is favourable, the opposite of a [Variance]; see
// [EarnedValue.AtCompletion].
func (v EarnedValue) VAC(atCompletion decimal.Decimal) decimal.Decimal {
	return v.Budget.Sub(atCompletion)
}

// AtCompletion is the variance at completion as this package signs it: adverse is positive.
func (v EarnedValue) AtCompletion(atCompletion decimal.Decimal) Variance {
	return Variance{atCompletion.Sub(v.Budget)}
}

func quotient(what string, a, b decimal.Decimal, places int32) (decimal.Decimal, error) {
	if b.IsZero() {
		return decimal.Decimal{}, fmt.Errorf("%s divides by zero: %w", what, ErrUndefined)
	}
	return a.DivRound(b, places), nil
}
