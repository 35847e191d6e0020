package finance

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// ErrNoWeight is an amount to be spread over weights that come to zero.
var ErrNoWeight = errors.New("the weights come to zero: an amount cannot be spread over them")

// Apportion spreads an amount over weights, rounded to so many places on the cumulative: a part is round(amount × weights
// so far) less what was rounded before it. So the parts always add to the amount, and none is out by more than one unit
// in the last place, where rounding each part by itself loses or finds pennies (100,000 in equal twelfths of three
// places comes to 99,999.996 in one well-known package). The amount itself must have no more places than that.
// Negative weights are taken as they are. Weights that come to zero are [ErrNoWeight].
func Apportion(amount decimal.Decimal, weights []decimal.Decimal, places int32) ([]decimal.Decimal, error) {
	whole := sum(weights)
	if whole.IsZero() {
		return nil, ErrNoWeight
	}
	if !amount.Round(places).Equal(amount) {
		return nil, fmt.Errorf("%s has more than %d decimal places: round it before it is spread", amount, places)
	}
	parts := make([]decimal.Decimal, len(weights))
	var soFar, given decimal.Decimal
	for i, w := range weights {
		soFar = soFar.Add(w)
		until := amount.Mul(soFar).DivRound(whole, places)
		parts[i], given = until.Sub(given), until
	}
	return parts, nil
}

// RoundToTotal rounds parts to so many places so that they add to their rounded sum, by largest remainder: each part is
// rounded down, and the units left over go to the parts that lost most, the first of equal ones. Seven in thirds is
// 2.34, 2.33 and 2.33.
func RoundToTotal(parts []decimal.Decimal, places int32) []decimal.Decimal {
	return roundToTotal(rats(parts), sum(parts).Round(places), places)
}

func rats(amounts []decimal.Decimal) []*big.Rat {
	exact := make([]*big.Rat, len(amounts))
	for i, a := range amounts {
		exact[i] = a.Rat()
	}
	return exact
}

// roundToTotal rounds parts so that they add to total, which has no more than so many places and lies within one unit in
// the last place a part of their exact sum.
func roundToTotal(parts []*big.Rat, total decimal.Decimal, places int32) []decimal.Decimal {
	rounded := make([]decimal.Decimal, len(parts))
	lost := make([]*big.Rat, len(parts))
	order := make([]int, len(parts))
	for i, p := range parts {
		rounded[i], order[i] = floor(p, places), i
		lost[i] = new(big.Rat).Sub(p, rounded[i].Rat())
	}
	slices.SortStableFunc(order, func(a, b int) int { return lost[b].Cmp(lost[a]) })
	left := total.Sub(sum(rounded)).Shift(places).IntPart()
	unit := decimal.New(1, -places)
	if left < 0 { // take from those that lost least
		slices.Reverse(order)
		unit, left = unit.Neg(), -left
	}
	for k := range int(min(left, int64(len(order)))) {
		rounded[order[k]] = rounded[order[k]].Add(unit)
	}
	return rounded
}

// floor is the largest number of so many places that is not above r.
func floor(r *big.Rat, places int32) decimal.Decimal {
	scaled := new(big.Rat).Mul(r, decimal.New(1, places).Rat())
	whole := new(big.Int).Div(scaled.Num(), scaled.Denom()) // Euclidean: down, the denominator being positive
	return decimal.NewFromBigInt(whole, -places)
}

// round is r rounded half away from zero.
func round(r *big.Rat, places int32) decimal.Decimal {
	return decimal.NewFromBigInt(r.Num(), 0).DivRound(decimal.NewFromBigInt(r.Denom(), 0), places)
}

func sum(amounts []decimal.Decimal) decimal.Decimal {
	var total decimal.Decimal
	for _, a := range amounts {
		total = total.Add(a)
	}
	return total
}

// DayProfile is the weights of the months of a financial year by their days: April 30, May 31, … February 28 or 29.
func DayProfile(year FinancialYear) []decimal.Decimal {
	days := year.MonthDays()
	weights := make([]decimal.Decimal, len(days))
	for i, d := range days {
		weights[i] = decimal.NewFromInt(int64(d))
	}
	return weights
}

// Twelfths is the same weight for each month.
func Twelfths() []decimal.Decimal {
	return slices.Repeat([]decimal.Decimal{decimal.NewFromInt(1)}, 12)
}

// BudgetBetween is the part of a year's budget for the days from one day up to, and without, another, rounded to so many
// places on the cumulative: consecutive ranges add up to the year's budget exactly. Days outside the year get nothing.
func BudgetBetween(budget decimal.Decimal, year FinancialYear, from, to time.Time, places int32) decimal.Decimal {
	until := func(d time.Time) decimal.Decimal {
		n := min(max(nights(year.Start(), d), 0), year.Days())
		return budget.Mul(decimal.NewFromInt(int64(n))).DivRound(decimal.NewFromInt(int64(year.Days())), places)
	}
	return until(to).Sub(until(from))
}
