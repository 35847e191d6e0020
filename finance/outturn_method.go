package finance

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// OutturnMethod is a way to forecast what a year will have cost. The zero value is [StraightLine].
type OutturnMethod int

const (
	// StraightLine is actual × 12 / months.
	StraightLine OutturnMethod = iota
	// ByDays is actual × days of the year / days elapsed.
	ByDays
	// Profiled is actual / the profile's share to date: budget / CPI with the profile as what is earned.
	Profiled
	// RemainingBudget is actual + budget × (1 − the profile's share to date): the rest of the year costs what was
	// budgeted.
	RemainingBudget
	// RunRate is actual + the mean of the last months × the months left.
	RunRate
	// LatestMonth is the run rate of the last month alone.
	LatestMonth
	// KnownCommitments is actual + what open placements will cost to the earlier of their planned end and 31 March +
	// starts known to come − ends known to come.
	KnownCommitments
	// ActivityAtBudgetPrice is actual + remaining child-weeks × the budgeted price: earned value, flexed by activity, with
	// the remainder at budget.
	ActivityAtBudgetPrice
	// ActivityAtActualPrice is actual + remaining child-weeks × the budgeted price / CPI, that is, × what a child-week has
	// cost so far: earned value, flexed by activity, at the cost rate.
	ActivityAtActualPrice
)

var outturnMethodNames = enum.Of("OutturnMethod",
	"straight_line", "by_days", "profiled", "remaining_budget", "run_rate", "latest_month", "commitments",
	"activity_at_budget_price", "activity_at_actual_price",
)

var outturnFormulas = [...]string{
	"actual × 12 / months", "actual × days of the year / days elapsed", "actual / share of the profile to date",
	"actual + budget × (1 − share of the profile to date)", "actual + mean of the last months × months left",
	"actual + last month × months left", "actual + open placements to 31 March + stated starts − stated ends",
	"actual + remaining child-weeks × budgeted price", "actual + remaining child-weeks × actual / child-weeks to date",
}

// Formula is how the method works, in words.
func (m OutturnMethod) Formula() string {
	if m < 0 || int(m) >= len(outturnFormulas) {
		return m.String()
	}
	return outturnFormulas[m]
}

// OutturnMethods are all methods.
func OutturnMethods() []OutturnMethod {
	methods := make([]OutturnMethod, outturnMethodNames.Len())
	for i := range methods {
		methods[i] = OutturnMethod(i)
	}
	return methods
}

// String is the name of the method: straight_line, by_days …
func (m OutturnMethod) String() string { return outturnMethodNames.String(int(m)) }

// MarshalText writes the name of the method.
func (m OutturnMethod) MarshalText() ([]byte, error) { return outturnMethodNames.Marshal(int(m)) }

// UnmarshalText reads the name of a method.
func (m *OutturnMethod) UnmarshalText(text []byte) error {
	return enum.Unmarshal(outturnMethodNames, text, m)
}

// forecast is the outturn by one method.
func (y YearToDate) forecast(method OutturnMethod, places int32) (decimal.Decimal, error) {
	months, actual := len(y.Actuals), sum(y.Actuals)
	if months == 12 {
		return actual.Round(places), nil
	}
	if months == 0 && method != KnownCommitments && method != ActivityAtBudgetPrice {
		return refuse(method, "no month is in")
	}
	switch method {
	case StraightLine:
		return actual.Mul(decimal.NewFromInt(12)).DivRound(decimal.NewFromInt(int64(months)), places), nil
	case ByDays:
		elapsed := nights(y.Year.Start(), y.Year.month(months+1))
		return actual.Mul(decimal.NewFromInt(int64(y.Year.Days()))).DivRound(decimal.NewFromInt(int64(elapsed)), places), nil
	case Profiled, RemainingBudget:
		return y.byProfile(method, actual, places)
	case RunRate:
		return y.runRate(method, actual, y.runRateMonths(), places)
	case LatestMonth:
		return y.runRate(method, actual, 1, places)
	case KnownCommitments:
		return y.committed(actual, places)
	case ActivityAtBudgetPrice:
		return actual.Add(y.Activity.Remaining.Mul(y.Activity.BudgetPrice)).Round(places), nil
	case ActivityAtActualPrice:
		if y.Activity.ToDate.IsZero() {
			return refuse(method, "no child-weeks are in, so a child-week has no price")
		}
		return actual.Mul(y.Activity.ToDate.Add(y.Activity.Remaining)).DivRound(y.Activity.ToDate, places), nil
	}
	return refuse(method, "there is no such method")
}

func refuse(method OutturnMethod, why string) (decimal.Decimal, error) {
	return decimal.Decimal{}, fmt.Errorf("%s: %s: %w", method, why, ErrUndefined)
}

// byProfile is the two methods that use the share of the profile to date.
func (y YearToDate) byProfile(method OutturnMethod, actual decimal.Decimal, places int32) (decimal.Decimal, error) {
	weights := y.profile()
	toDate, whole := sum(weights[:len(y.Actuals)]), sum(weights)
	if whole.IsZero() {
		return refuse(method, "the weights of the profile come to zero")
	}
	left := whole.Sub(toDate)
	if whole.IsNegative() { // a profile of income: the share is the same with both signs turned
		toDate, left, whole = toDate.Neg(), left.Neg(), whole.Neg()
	}
	switch {
	case toDate.IsNegative() || left.IsNegative():
		return refuse(method, "the share of the profile to date is negative or above 1")
	case method == Profiled && toDate.IsZero():
		return refuse(method, "the profile has nothing to date")
	case method == Profiled:
		return actual.Mul(whole).DivRound(toDate, places), nil
	}
	return actual.Mul(whole).Add(y.Budget.Mul(left)).DivRound(whole, places), nil
}

func (y YearToDate) runRate(method OutturnMethod, actual decimal.Decimal, last int, places int32) (decimal.Decimal, error) {
	months := len(y.Actuals)
	if last > months {
		return refuse(method, fmt.Sprintf("the run rate is of %d months and %d are in", last, months))
	}
	k := decimal.NewFromInt(int64(last))
	recent := sum(y.Actuals[months-last:]).Mul(decimal.NewFromInt(int64(12 - months)))
	return actual.Mul(k).Add(recent).DivRound(k, places), nil
}

func (y YearToDate) committed(actual decimal.Decimal, places int32) (decimal.Decimal, error) {
	c := *y.Commitments
	if c.AsOf.IsZero() {
		return refuse(KnownCommitments, "the day that the actuals run to is not stated")
	}
	var open Cost
	for _, p := range c.Open {
		open = open.Add(p.between(day(c.AsOf), y.Year.End()))
	}
	stated := actual.Add(c.Starts).Sub(c.Ends).Mul(decimal.NewFromInt(7))
	return seventh(stated.Add(open.GrossWeekly).Sub(open.IncomeWeekly), places), nil
}
