package finance

import (
	"errors"
	"fmt"
	"time"

	"github.com/shopspring/decimal"
)

// YearToDate is what is known of a financial year part-way through, in pounds.
type YearToDate struct {
	Year FinancialYear
	// Unit is what the year is printed in; its amounts are pounds. Defaults to Pounds.
	Unit   Unit
	Budget decimal.Decimal
	// Actuals are the months from April, with accruals: one figure a month, at most 12.
	Actuals []decimal.Decimal
	// Profile is the weights of the twelve months. Defaults to the days of the months.
	Profile []decimal.Decimal
	// RunRateMonths is how many of the last months the run rate is of. Defaults to 3, or fewer when there are fewer.
	RunRateMonths int
	// Commitments is what is known to come. Defaults to not known, which leaves the method out.
	Commitments *Commitments
	// Activity is the children that the money pays for. Defaults to not known, which leaves the methods out.
	Activity *Activity
}

// Commitments is what a placement budget is known to spend after the actuals.
type Commitments struct {
	// AsOf is the first day that the actuals do not contain.
	AsOf time.Time
	// Open are the placements in force; their end, where planned, is not charged.
	Open []Placement
	// Starts and Ends are the stated cost of placements that will begin and the stated saving of those that will end
	// beyond what is planned in Open, unsigned.
	Starts, Ends decimal.Decimal
}

// Activity is the activity that the actuals and the rest of the year pay for.
type Activity struct {
	// BudgetPrice is the budgeted price of a child-week.
	BudgetPrice decimal.Decimal
	// ToDate and Remaining are child-weeks.
	ToDate, Remaining decimal.Decimal
}

// Flexed is the budget that the actual activity would have had: budgeted price × actual child-weeks. It is what is
// earned, for [EarnedValue].
func (a Activity) Flexed() decimal.Decimal { return a.BudgetPrice.Mul(a.ToDate) }

// OutturnForecast is the forecast of one method.
type OutturnForecast struct {
	Method OutturnMethod
	// Name is the method's name with its settings: "run_rate_3".
	Name string
	// Outturn is the forecast, in pounds, unless Refused; Variance is it less the budget.
	Outturn  decimal.Decimal
	Variance Variance
	// Refused says why the method cannot use these figures; nil when it can. It wraps [ErrUndefined].
	Refused error
}

// OutturnRange is all methods side by side, because none alone can be trusted: one month 4 spans 44,726 to 53,230.
type OutturnRange struct {
	Year FinancialYear
	// Unit is what the range is printed in; its amounts are pounds. Defaults to Pounds.
	Unit      Unit
	Budget    decimal.Decimal
	Months    int
	Forecasts []OutturnForecast
	// Low and High are the ends of the range; OK is false when every method refused.
	Low, High decimal.Decimal
	OK        bool
}

// Of is the forecast of one method; ok is false when the method refused, or was left out.
func (r OutturnRange) Of(method OutturnMethod) (f OutturnForecast, ok bool) {
	for _, f := range r.Forecasts {
		if f.Method == method {
			return f, f.Refused == nil
		}
	}
	return OutturnForecast{}, false
}

// Outturn forecasts the year by every method whose facts are given, to so many places, each rounded once. A method
// refuses what it cannot use: no months, a share of the profile to date that is zero, negative or above 1 (an income or
// grant profile). With twelve months in, every method gives the actual.
//
// Nothing is ever divided by a schedule index: in a demand-led budget more activity is more cost, not progress.
func (y YearToDate) Outturn(places int32) (OutturnRange, error) {
	if err := y.check(); err != nil {
		return OutturnRange{}, err
	}
	r := OutturnRange{Year: y.Year, Unit: y.Unit, Budget: y.Budget, Months: len(y.Actuals)}
	for _, method := range OutturnMethods() {
		if !y.has(method) {
			continue
		}
		f := OutturnForecast{Method: method, Name: y.name(method)}
		f.Outturn, f.Refused = y.forecast(method, places)
		if f.Refused == nil {
			f.Variance = Variance{f.Outturn.Sub(y.Budget)}
			r.widen(f.Outturn)
		}
		r.Forecasts = append(r.Forecasts, f)
	}
	return r, nil
}

// has reports whether the facts that a method is about are given at all.
func (y YearToDate) has(method OutturnMethod) bool {
	switch method {
	case KnownCommitments:
		return y.Commitments != nil
	case ActivityAtBudgetPrice, ActivityAtActualPrice:
		return y.Activity != nil
	case LatestMonth:
		return y.runRateMonths() != 1 // otherwise it is the run rate itself
	}
	return true
}

func (r *OutturnRange) widen(outturn decimal.Decimal) {
	if !r.OK {
		r.Low, r.High, r.OK = outturn, outturn, true
	}
	r.Low, r.High = decimal.Min(r.Low, outturn), decimal.Max(r.High, outturn)
}

func (y YearToDate) check() error {
	switch {
	case len(y.Actuals) > 12:
		return fmt.Errorf("%d months of actuals: a year has 12", len(y.Actuals))
	case len(y.Profile) != 0 && len(y.Profile) != 12:
		return fmt.Errorf("the profile has %d weights: give one for each of the 12 months", len(y.Profile))
	case y.RunRateMonths < 0 || y.RunRateMonths > 12:
		return fmt.Errorf("a run rate of %d months: use 1 to 12", y.RunRateMonths)
	case y.Year == 0:
		return errors.New("the financial year is not stated: its days are needed")
	}
	if y.Activity != nil && (y.Activity.ToDate.IsNegative() || y.Activity.Remaining.IsNegative()) {
		return errors.New("child-weeks are negative: give them without a sign")
	}
	if y.Commitments != nil {
		return checkPlacements(y.Commitments.Open)
	}
	return nil
}

func (y YearToDate) name(method OutturnMethod) string {
	switch method {
	case RunRate:
		return fmt.Sprintf("run_rate_%d", y.runRateMonths())
	case LatestMonth:
		return "run_rate_1"
	}
	return method.String()
}

func (y YearToDate) runRateMonths() int {
	if y.RunRateMonths == 0 {
		return max(1, min(3, len(y.Actuals)))
	}
	return y.RunRateMonths
}

// profile is the weights of the months.
func (y YearToDate) profile() []decimal.Decimal {
	if len(y.Profile) == 0 {
		return DayProfile(y.Year)
	}
	return y.Profile
}
