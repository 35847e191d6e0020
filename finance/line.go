package finance

import (
	"github.com/shopspring/decimal"
)

// Line is one service of a statement: what it may spend, what it will spend, and what of it reserves pay for. Amounts
// are pounds, net of income; a line of income has a negative budget and forecast. The zero value is a line without
// money.
type Line struct {
	Service string
	// Group is the directorate or block that the line is totalled in; empty for none.
	Group string
	// Budget is the revised budget, after virements.
	Budget decimal.Decimal
	// Forecast is the forecast outturn before the use of reserves.
	Forecast decimal.Decimal
	// Reserves is the use of reserves, negative when drawn.
	Reserves decimal.Decimal
	// ReserveKind is what the use of reserves means. Defaults to DrawnDown.
	ReserveKind ReserveKind
	// OriginalBudget is the budget approved before the year, where given.
	OriginalBudget decimal.NullDecimal
	// Actual is what has been spent to date, where given.
	Actual decimal.NullDecimal
	// Commitments is what has been ordered and not yet paid, where given.
	Commitments decimal.NullDecimal
	// PrintedVariance is the variance that the source prints, positive when adverse, where given. Nothing is computed
	// from it; [Statement.Reconcile] holds it against the rest.
	PrintedVariance decimal.NullDecimal
	// Income marks a line of income, which a table may print with the other sign.
	Income bool
	// Precision says how precisely the amounts were printed; nil when they are exact.
	Precision *Precision
	// Source says where the line stands ("1.2 table, row 3"); empty when not stated.
	Source string
}

// Precision is one unit in the last printed place of each amount of a line, in pounds: 1,000 for "12,087" in £k. Zero
// is an exact amount.
type Precision struct {
	Budget, Forecast, Reserves, Variance, OriginalBudget, Actual decimal.Decimal
}

// Variance is forecast + reserves − budget: what the service will spend, after what reserves pay for, beyond its budget.
func (l Line) Variance() Variance {
	if l.Reserves.IsZero() && l.Reserves.Exponent() >= l.Forecast.Exponent() {
		return Variance{difference(l.Forecast, l.Budget)}
	}
	return Variance{difference(l.Forecast, l.Reserves.Neg(), l.Budget)}
}

// Percent is the variance as per cent of the revised budget, undefined on a zero one and named on a negative one.
func (l Line) Percent() Percentage { return Percentage{Part: l.Variance().Amount, Whole: l.Budget} }

// Spent is the actual to date as per cent of the revised budget; ok is false when no actual is given.
func (l Line) Spent() (p Percentage, ok bool) {
	return Percentage{Part: l.Actual.Decimal, Whole: l.Budget}, l.Actual.Valid
}

// BudgetChange is the revised less the original budget: the virements and additions of the year. Members who are shown
// only the revised budget may object that the goalposts were moved. ok is false when no original budget is given.
func (l Line) BudgetChange() (change decimal.Decimal, ok bool) {
	if !l.OriginalBudget.Valid {
		return decimal.Decimal{}, false
	}
	return l.Budget.Sub(l.OriginalBudget.Decimal), true
}

// AgainstOriginal is the variance against the budget approved before the year. ok is false when it is not given.
func (l Line) AgainstOriginal() (v Variance, ok bool) {
	if !l.OriginalBudget.Valid {
		return Variance{}, false
	}
	return Variance{l.Forecast.Add(l.Reserves).Sub(l.OriginalBudget.Decimal)}, true
}

// Equal reports whether two lines name the same service and hold the same amounts, however precisely printed.
func (l Line) Equal(o Line) bool {
	return l.Service == o.Service && l.Group == o.Group && l.Income == o.Income && l.ReserveKind == o.ReserveKind && l.Source == o.Source &&
		l.Budget.Equal(o.Budget) && l.Forecast.Equal(o.Forecast) && l.Reserves.Equal(o.Reserves) &&
		equalNull(l.OriginalBudget, o.OriginalBudget) && equalNull(l.Actual, o.Actual) &&
		equalNull(l.Commitments, o.Commitments) && equalNull(l.PrintedVariance, o.PrintedVariance)
}

// precision is the precision of the line, exact when nobody stated it.
func (l Line) precision() Precision {
	if l.Precision == nil {
		return Precision{}
	}
	return *l.Precision
}

func equalNull(a, b decimal.NullDecimal) bool {
	return a.Valid == b.Valid && (!a.Valid || a.Decimal.Equal(b.Decimal))
}
