package finance

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// TypeCost is the cost of one type of placement over a financial year.
type TypeCost struct {
	Type string
	// Months are April to March.
	Months [12]Cost
}

// Quarter is the cost of a financial quarter, 1 to 4: 1 is April to June.
func (t TypeCost) Quarter(q int) Cost {
	var cost Cost
	for m := 3 * (q - 1); q >= 1 && q <= 4 && m < 3*q; m++ {
		cost = cost.Add(t.Months[m])
	}
	return cost
}

// Year is the cost of all months.
func (t TypeCost) Year() Cost {
	var cost Cost
	for _, m := range t.Months {
		cost = cost.Add(m)
	}
	return cost
}

// Position is the nights of the type as child-weeks and its average weekly price, for [Decompose]: over the year of the
// costs, exact to 16 places.
func (t TypeCost) Position() TypePosition {
	year := t.Year()
	p := TypePosition{Type: t.Type, Quantity: year.ChildWeeks(exactPlaces)}
	if weekly, ok := year.AverageWeekly(exactPlaces); ok {
		p.Price = decimal.NewNullDecimal(weekly)
	}
	return p
}

// YearCost is the cost of placements over a financial year, by type in the order of the alphabet.
type YearCost struct {
	Year  FinancialYear
	Types []TypeCost
}

// Total is the cost of all types, by month.
func (y YearCost) Total() TypeCost {
	total := TypeCost{Type: "Total"}
	for _, t := range y.Types {
		for m := range total.Months {
			total.Months[m] = total.Months[m].Add(t.Months[m])
		}
	}
	return total
}

// Position is the year as a position: for each type its child-weeks and its average weekly price.
func (y YearCost) Position() Position {
	var p Position
	for _, t := range y.Types {
		p.Types = append(p.Types, t.Position())
	}
	return p
}

// CostYear is the cost of placements over a financial year by type and month, by days. The error is a [*PlacementError]
// that names the first placement that cannot be costed.
func CostYear(placements []Placement, year FinancialYear) (YearCost, error) {
	at := map[string]int{}
	y := YearCost{Year: year}
	if err := checkPlacements(placements); err != nil {
		return YearCost{}, err
	}
	var months [13]time.Time // where they begin, the first of the next year too
	for m := range months {
		months[m] = year.month(m + 1)
	}
	var sums []*[12]costSum
	for i := range placements {
		p := &placements[i]
		t, known := at[p.Type]
		if !known {
			t = len(y.Types)
			at[p.Type] = t
			y.Types = append(y.Types, TypeCost{Type: p.Type})
			sums = append(sums, new([12]costSum))
		}
		p.costMonths(&months, sums[t])
	}
	for t := range sums {
		for m := range sums[t] {
			y.Types[t].Months[m] = sums[t][m].cost()
		}
	}
	order.Stable(y.Types, func(a, b TypeCost) int { return strings.Compare(a.Type, b.Type) })
	return y, nil
}

// costSum is the running cost of some nights.
type costSum struct {
	nights        int
	gross, income fixed.Sum
}

func (s *costSum) cost() Cost { return Cost{s.nights, s.gross.Decimal(), s.income.Decimal()} }

// costMonths adds the nights of a placement to the months that it has any in.
func (p *Placement) costMonths(months *[13]time.Time, sums *[12]costSum) {
	first, last := day(p.Start), months[12]
	if end := day(p.End); !p.End.IsZero() && end.Before(last) {
		last = end
	}
	for m := range sums {
		from, to := months[m], months[m+1]
		if !first.Before(to) || !from.Before(last) {
			continue
		}
		s := &sums[m]
		if len(p.Prices) > 0 {
			cost := p.between(from, to)
			s.nights += cost.Nights
			s.gross.Add(cost.GrossWeekly)
			s.income.Add(cost.IncomeWeekly)
			continue
		}
		if first.After(from) {
			from = first
		}
		if last.Before(to) {
			to = last
		}
		if n := nights(from, to); n > 0 {
			s.nights += n
			s.gross.AddTimes(p.Weekly, n)
			s.income.AddTimes(p.Income, n)
		}
	}
}

// PayRuns is what a year's weekly pay runs pay in cash, beside what its days cost.
type PayRuns struct {
	Year    FinancialYear
	Weekday time.Weekday
	// PayDays is 52 or 53.
	PayDays int
	// Cash is what the pay runs pay, each for the seven nights before it; ByDays is what the nights of the year cost.
	Cash, ByDays Cost
}

// Timing is cash less cost: the effect of the calendar, which an accrual by the day removes.
func (p PayRuns) Timing() Cost { return p.Cash.Sub(p.ByDays) }

// PayByWeek is the cash of a year in which placements are paid weekly, in arrears, on a weekday. The weekday of 1 April
// falls 53 times, and so does the next one in a year of 366 days: which year has 53 weeks depends on the pay day.
func PayByWeek(placements []Placement, year FinancialYear, weekday time.Weekday) (PayRuns, error) {
	runs := PayRuns{Year: year, Weekday: weekday}
	if err := checkPlacements(placements); err != nil {
		return PayRuns{}, err
	}
	for _, p := range placements {
		runs.ByDays = runs.ByDays.Add(p.between(year.Start(), year.End()))
	}
	first := year.Start()
	for first.Weekday() != weekday {
		first = first.AddDate(0, 0, 1)
	}
	last := first
	for payDay := first; payDay.Before(year.End()); payDay = payDay.AddDate(0, 0, 7) {
		runs.PayDays++
		last = payDay
	}
	// The runs pay for consecutive weeks, so together they pay for the nights from a week before the first to the last.
	for _, p := range placements {
		runs.Cash = runs.Cash.Add(p.between(first.AddDate(0, 0, -7), last))
	}
	return runs, nil
}

// LeapDay is what a year's 29 February adds: one day of a weekly cost, rounded to so many places. £10m of weekly
// placements a year of 365 days costs £27,397 more in one of 366.
func LeapDay(annual decimal.Decimal, places int32) decimal.Decimal {
	return annual.DivRound(decimal.NewFromInt(365), places)
}
