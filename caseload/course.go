package caseload

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"
)

// Course is what happens to a service month by month: who joins and leaves, which cases open and end. Months asks it when
// the average reaches what is aimed at.
type Course struct {
	Staffing
	// Aim is the average, in cases per FTE, to be at or under. Defaults to 15, the optimum of Oldham's report of 10 September 2019, 7.2.
	Aim decimal.Decimal
	// Start is the day from which months are counted; the zero time gives no dates.
	Start time.Time
	// Joining is the FTE that joins each month, of whom NewlyQualified are protected for ProtectedMonths.
	Joining, NewlyQualified decimal.Decimal
	// Protection is the share of a full load that they carry. Defaults to 1.
	Protection Protection
	// ProtectedMonths defaults to 12, the assessed and supported year.
	ProtectedMonths int
	// TurnoverPercent is leavers in a year over FTE in post, in per cent, 0 to 100: a twelfth leaves each month.
	TurnoverPercent decimal.Decimal
	// Opening is the number of new cases each month.
	Opening decimal.Decimal
	// Ending is the number of cases that end each month, EndingPercent the share of the open ones that do, 0 to 100. Both may be
	// stated; together they end no more cases than there are.
	Ending, EndingPercent decimal.Decimal
	// Returning is FTE that comes back when a reduction runs out.
	Returning []Return
	// Most is how many months are looked at. Defaults to 120, and is at most 1,200.
	Most int
}

// Return is FTE that comes back after so many months: a reduction that runs out, a worker back from leave.
type Return struct {
	Month int
	FTE   decimal.Decimal
}

// CourseMonth is the service at the end of a month; month 0 is the start. Numbers are kept to 12 places from month to month,
// because a turnover in per cent would add digits with each.
type CourseMonth struct {
	Month int
	Date  time.Time
	// FTE counts the newly qualified at their protected share.
	FTE, Cases decimal.Decimal
}

// Average is cases per FTE at the end of the month.
func (m CourseMonth) Average() Ratio {
	return Ratio{Definition: "cases / FTE", Numerator: m.Cases, Denominator: m.FTE}
}

// Equal reports whether two months are the same.
func (m CourseMonth) Equal(other CourseMonth) bool {
	return m.Month == other.Month && m.Date.Equal(other.Date) && m.FTE.Equal(other.FTE) && m.Cases.Equal(other.Cases)
}

// Arrival is when the average is reached.
type Arrival struct {
	Reached bool
	// Month counts from the start: 0 when the average is already reached.
	Month int
	// Date is Month months after the start; zero without a start.
	Date time.Time
	// Path is every month up to the arrival, or up to the last one looked at.
	Path []CourseMonth
	// Note says how the course ends when the average is not reached.
	Note string
}

// coursePlaces is how many places are kept from month to month.
const coursePlaces = 12

// cohort is newly qualified workers who joined in one month.
type cohort struct {
	fte    decimal.Decimal
	months int
}

// Months is when the average aimed at is reached. In each month the turnover leaves, then joiners and returners come, then
// cases open and end. The error is [ErrPlan].
func (c Course) Months() (Arrival, error) {
	c, err := c.withDefaults()
	if err != nil {
		return Arrival{}, err
	}
	full, cases, protected := c.FTE, count(c.Cases), []cohort(nil)
	var a Arrival
	for month := 0; ; month++ {
		at := CourseMonth{Month: month, Date: c.on(month), FTE: effective(full, protected, c.Protection), Cases: cases}
		a.Path = append(a.Path, at)
		if order, ok := at.Average().Cmp(c.Aim); ok && order <= 0 || cases.IsZero() {
			a.Reached, a.Month, a.Date = true, month, at.Date
			return a, nil
		}
		if month == c.Most {
			a.Note = c.note(a.Path)
			return a, nil
		}
		full, protected = c.staff(month+1, full, protected)
		cases = c.caseflow(cases)
	}
}

// staff is one month of leavers, joiners, returners and the end of protection.
func (c Course) staff(month int, full decimal.Decimal, protected []cohort) (decimal.Decimal, []cohort) {
	stay := decimal.NewFromInt(1200).Sub(c.TurnoverPercent)
	left := func(fte decimal.Decimal) decimal.Decimal {
		return fte.Mul(stay).DivRound(decimal.NewFromInt(1200), coursePlaces)
	}
	full = left(full).Add(c.Joining.Sub(c.NewlyQualified))
	for _, r := range c.Returning {
		if r.Month == month {
			full = full.Add(r.FTE)
		}
	}
	next := make([]cohort, 0, len(protected)+1)
	for _, p := range protected {
		p = cohort{left(p.fte), p.months - 1}
		if p.months == 0 {
			full = full.Add(p.fte)
			continue
		}
		next = append(next, p)
	}
	if c.NewlyQualified.IsPositive() {
		next = append(next, cohort{c.NewlyQualified, c.ProtectedMonths})
	}
	return full, next
}

// caseflow is one month of cases opening and ending.
func (c Course) caseflow(cases decimal.Decimal) decimal.Decimal {
	ending := cases.Mul(c.EndingPercent).DivRound(decimal.NewFromInt(100), coursePlaces).Add(c.Ending)
	return decimal.Max(cases.Add(c.Opening).Sub(ending), decimal.Zero)
}

// effective is FTE with the newly qualified at their share.
func effective(full decimal.Decimal, protected []cohort, p Protection) decimal.Decimal {
	for _, c := range protected {
		full = full.Add(c.fte.Mul(p.factor()))
	}
	return full
}

func (c Course) on(month int) time.Time {
	if c.Start.IsZero() {
		return time.Time{}
	}
	return monthsAfter(date(c.Start), month)
}

// monthsAfter keeps the day of the month, or the last day of a shorter one: a month after 31 January is 28 or 29 February.
func monthsAfter(day time.Time, months int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1)
}

// note says what the last months tell.
func (c Course) note(path []CourseMonth) string {
	last := path[len(path)-1]
	value, ok := last.Average().Round(1)
	if !ok {
		return fmt.Sprintf("after %d months nobody is left", last.Month)
	}
	trend := "still falls"
	if before := path[max(0, len(path)-2)]; before.FTE.IsPositive() &&
		last.Cases.Mul(before.FTE).GreaterThanOrEqual(before.Cases.Mul(last.FTE)) {
		trend = "no longer falls"
	}
	return fmt.Sprintf("after %d months the average is %s and %s", last.Month, value, trend)
}

func (c Course) withDefaults() (Course, error) {
	if c.Aim.IsZero() {
		c.Aim = decimal.NewFromInt(15)
	}
	if c.ProtectedMonths == 0 {
		c.ProtectedMonths = 12
	}
	if c.Most == 0 {
		c.Most = 120
	}
	if err := c.check(); err != nil {
		return c, err
	}
	hundred := decimal.NewFromInt(100)
	for _, f := range []struct {
		name  string
		value decimal.Decimal
		most  decimal.NullDecimal
	}{
		{"the average aimed at", c.Aim, decimal.NullDecimal{}},
		{"joining", c.Joining, decimal.NullDecimal{}},
		{"newly qualified", c.NewlyQualified, decimal.NewNullDecimal(c.Joining)},
		{"turnover per cent", c.TurnoverPercent, decimal.NewNullDecimal(hundred)},
		{"opening", c.Opening, decimal.NullDecimal{}},
		{"ending", c.Ending, decimal.NullDecimal{}},
		{"ending per cent", c.EndingPercent, decimal.NewNullDecimal(hundred)},
	} {
		if f.value.IsNegative() || f.most.Valid && f.value.GreaterThan(f.most.Decimal) {
			return c, fmt.Errorf("%w: %s is %s", ErrPlan, f.name, f.value)
		}
	}
	if c.Most < 0 || c.Most > 1200 || c.ProtectedMonths < 0 {
		return c, fmt.Errorf("%w: %d months: look at 1 to 1,200", ErrPlan, c.Most)
	}
	for _, r := range c.Returning {
		if r.FTE.IsNegative() || r.Month < 1 {
			return c, fmt.Errorf("%w: %s FTE returns in month %d: months count from 1", ErrPlan, r.FTE, r.Month)
		}
	}
	return c, c.Protection.check()
}
