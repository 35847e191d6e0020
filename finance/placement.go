package finance

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// Price is a weekly price that applies from a day on.
type Price struct {
	From   time.Time
	Weekly decimal.Decimal
}

// Placement is one child's placement. The zero value has no start and is refused by the calculations.
type Placement struct {
	// ID tells placements apart for the reader; nothing is computed from it.
	ID string
	// Type is "residential", "fostering": costs are totalled by it.
	Type string
	// Start is the first night charged.
	Start time.Time
	// End is the day of leaving, whose night is not charged. The zero time is a placement still open.
	End time.Time
	// Weekly is the gross price a week from Start, in pounds.
	Weekly decimal.Decimal
	// Prices are later prices a week, each from its day on, in any order.
	Prices []Price
	// Income is what others contribute a week (health, education, another council), unsigned, in pounds.
	Income decimal.Decimal
}

// PlacementError is a placement that cannot be costed.
type PlacementError struct {
	Placement Placement
	// Row is its position in the list, from 1; 0 when it stands alone.
	Row     int
	Problem string
}

func (e *PlacementError) Error() string {
	where := "placement"
	if e.Row > 0 {
		where = fmt.Sprintf("placement %d", e.Row)
	}
	if e.Placement.ID != "" {
		where += " " + quoted(e.Placement.ID)
	}
	return where + ": " + e.Problem
}

// Check reports what keeps the placement from being costed: no start, an end before it, a negative price. The error is a
// [*PlacementError].
func (p Placement) Check() error {
	if problem := p.problem(); problem != "" {
		return &PlacementError{Placement: p, Problem: problem}
	}
	return nil
}

// checkPlacements is the first fault of a list, with its row.
func checkPlacements(placements []Placement) error {
	for i, p := range placements {
		if problem := p.problem(); problem != "" {
			return &PlacementError{Placement: p, Row: i + 1, Problem: problem}
		}
	}
	return nil
}

// problem is what keeps the placement from being costed; empty when nothing does.
func (p Placement) problem() string {
	switch {
	case p.Start.IsZero():
		return "it has no start"
	case !p.End.IsZero() && day(p.End).Before(day(p.Start)):
		return fmt.Sprintf("it ends on %s, before it starts on %s", p.End.Format("2 January 2006"), p.Start.Format("2 January 2006"))
	case p.Weekly.IsNegative() || slices.ContainsFunc(p.Prices, func(c Price) bool { return c.Weekly.IsNegative() }):
		return "its price is negative"
	case p.Income.IsNegative():
		return "its income is negative: give contributions without a sign"
	}
	return ""
}

// Uplift is a change of price by so many per cent from a day on, for one type or for all.
type Uplift struct {
	On      time.Time
	Percent decimal.Decimal
	// Type is the type whose price changes; empty for all.
	Type string
}

// Uplifted is the placement with an uplift: the price in force on the day, and every later one, is raised, to the penny.
// Contributions stay as they are.
func (p Placement) Uplifted(u Uplift) Placement {
	if u.Type != "" && u.Type != p.Type {
		return p
	}
	raise := func(weekly decimal.Decimal) decimal.Decimal {
		return weekly.Mul(decimal.NewFromInt(100).Add(u.Percent)).Shift(-2).Round(2)
	}
	on, prices := day(u.On), []Price(nil)
	for _, c := range p.steps() {
		if !c.From.Before(on) {
			c.Weekly = raise(c.Weekly)
		}
		prices = append(prices, c)
	}
	if on.After(day(p.Start)) && !slices.ContainsFunc(prices, func(c Price) bool { return c.From.Equal(on) }) {
		prices = append(prices, Price{on, raise(p.weeklyOn(on))})
	}
	p.Weekly, p.Prices = prices[0].Weekly, prices[1:]
	return p
}

// steps are the prices of the placement in order, the first from its start. A price from before the start, or on it,
// replaces the first one.
func (p Placement) steps() []Price {
	later := slices.Clone(p.Prices)
	order.Stable(later, func(a, b Price) int { return a.From.Compare(b.From) })
	steps := []Price{{day(p.Start), p.Weekly}}
	for _, c := range later {
		c.From = day(c.From)
		if last := &steps[len(steps)-1]; !c.From.After(last.From) {
			last.Weekly = c.Weekly
			continue
		}
		steps = append(steps, c)
	}
	return steps
}

// weeklyOn is the price in force on a day.
func (p Placement) weeklyOn(on time.Time) decimal.Decimal {
	weekly := p.Weekly
	for _, c := range p.steps() {
		if !c.From.After(on) {
			weekly = c.Weekly
		}
	}
	return weekly
}

// Cost is the cost of some nights, exact until it is read: prices are a week's, so that a night is a seventh of one. The
// zero value is no nights and no cost.
type Cost struct {
	Nights int
	// GrossWeekly and IncomeWeekly are the weekly price and the weekly contribution summed over the nights: seven times
	// the cost and the income.
	GrossWeekly, IncomeWeekly decimal.Decimal
}

// Gross is the cost before contributions, in pounds, rounded half away from zero to so many places.
func (c Cost) Gross(places int32) decimal.Decimal { return seventh(c.GrossWeekly, places) }

// Income is what others contribute, unsigned.
func (c Cost) Income(places int32) decimal.Decimal { return seventh(c.IncomeWeekly, places) }

// Net is gross less income, rounded once.
func (c Cost) Net(places int32) decimal.Decimal {
	return seventh(c.GrossWeekly.Sub(c.IncomeWeekly), places)
}

// ChildWeeks is the nights in weeks, rounded to so many places.
func (c Cost) ChildWeeks(places int32) decimal.Decimal {
	return seventh(decimal.NewFromInt(int64(c.Nights)), places)
}

// AverageWeekly is the average gross price a week; ok is false without nights.
func (c Cost) AverageWeekly(places int32) (weekly decimal.Decimal, ok bool) {
	if c.Nights == 0 {
		return decimal.Decimal{}, false
	}
	return c.GrossWeekly.DivRound(decimal.NewFromInt(int64(c.Nights)), places), true
}

// Add is the cost of the nights of both.
func (c Cost) Add(o Cost) Cost {
	return Cost{c.Nights + o.Nights, c.GrossWeekly.Add(o.GrossWeekly), c.IncomeWeekly.Add(o.IncomeWeekly)}
}

// Sub is the cost of the nights of c without those of o.
func (c Cost) Sub(o Cost) Cost {
	return Cost{c.Nights - o.Nights, c.GrossWeekly.Sub(o.GrossWeekly), c.IncomeWeekly.Sub(o.IncomeWeekly)}
}

// Equal reports whether two costs are of as many nights and the same amounts.
func (c Cost) Equal(o Cost) bool {
	return c.Nights == o.Nights && c.GrossWeekly.Equal(o.GrossWeekly) && c.IncomeWeekly.Equal(o.IncomeWeekly)
}

func seventh(d decimal.Decimal, places int32) decimal.Decimal {
	return d.DivRound(decimal.NewFromInt(7), places)
}

// Between is the cost of the nights from one day up to, and without, another: weekly price / 7 × nights. The first day
// of a placement is charged and the last is not, so a placement that ends on the day it starts costs nothing, and a child
// who moves is charged once for the day (Carmarthenshire's charging policy, paragraph 9, the only explicit rule found). A
// change of price splits a week by the day.
func (p Placement) Between(from, to time.Time) (Cost, error) {
	if err := p.Check(); err != nil {
		return Cost{}, err
	}
	return p.between(day(from), day(to)), nil
}

// between is Between for a placement that has been checked.
func (p Placement) between(from, to time.Time) Cost {
	if !p.End.IsZero() && day(p.End).Before(to) {
		to = day(p.End)
	}
	var cost Cost
	steps := p.steps()
	for i, step := range steps {
		until := to
		if i+1 < len(steps) && steps[i+1].From.Before(to) {
			until = steps[i+1].From
		}
		first := step.From
		if first.Before(from) {
			first = from
		}
		if n := nights(first, until); n > 0 {
			count := decimal.NewFromInt(int64(n))
			cost = cost.Add(Cost{n, step.Weekly.Mul(count), p.Income.Mul(count)})
		}
	}
	return cost
}
