package plan

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
)

// Nights are the children of a type of placement on each night from the first day of a plan.
type Nights struct {
	Placement string
	Children  []decimal.Decimal
}

// Move puts children from one line into another from a night on: a scenario. An empty placement is outside of care.
type Move struct {
	On       time.Time
	Children decimal.Decimal
	From, To Line
}

// Amounts are exact sums over nights: child-days, and sevenths of pounds.
type Amounts struct {
	ChildDays             decimal.Decimal
	grossDays, incomeDays decimal.Decimal // weekly price × children × nights
}

func (a Amounts) add(o Amounts) Amounts {
	return Amounts{a.ChildDays.Add(o.ChildDays), a.grossDays.Add(o.grossDays), a.incomeDays.Add(o.incomeDays)}
}

// Gross is the cost to so many places, Income what others contribute, and Net their difference, each rounded once.
func (a Amounts) Gross(places int32) decimal.Decimal { return a.grossDays.DivRound(seven, places) }

// Income is what others contribute, to so many places.
func (a Amounts) Income(places int32) decimal.Decimal { return a.incomeDays.DivRound(seven, places) }

// Net is gross − income, to so many places.
func (a Amounts) Net(places int32) decimal.Decimal {
	return a.grossDays.Sub(a.incomeDays).DivRound(seven, places)
}

// Weekly is the average gross price of a week, undefined without child-days.
func (a Amounts) Weekly() figure.Ratio { return figure.NewRatio(a.grossDays, a.ChildDays) }

// Cost is a plan's cost by line and night, from which any period is summed.
type Cost struct {
	// Start is the first day, and Days the number of nights.
	Start time.Time
	Days  int
	Lines []Line
	// days are the amounts of each line, by day.
	days [][]Amounts
}

// NewCost prices children. Every type has the same number of nights, from start on. The error is [figure.Faults]: each type is
// refused once.
func NewCost(b Book, start time.Time, nights []Nights, moves ...Move) (Cost, error) {
	c := Cost{Start: start, Lines: b.Lines()}
	for i, n := range nights {
		if i > 0 && len(n.Children) != c.Days {
			return Cost{}, &figure.Fault{Code: "nights", Path: "children", Value: n.Placement, Problem: fmt.Sprintf("%s has %d nights and %s %d", n.Placement, len(n.Children), nights[0].Placement, c.Days), Remedy: "give all types the same nights"}
		}
		c.Days = len(n.Children)
	}
	c.days = make([][]Amounts, len(c.Lines))
	for i := range c.days {
		c.days[i] = make([]Amounts, c.Days)
	}
	var faults figure.Faults
	for _, n := range nights {
		if err := c.price(b, n); err != nil {
			faults = append(faults, err)
		}
	}
	for i, m := range moves {
		if err := c.move(b, i, m); err != nil {
			faults = append(faults, err)
		}
	}
	return c, faults.Err()
}

func (c *Cost) price(b Book, n Nights) *figure.Fault {
	for t, children := range n.Children {
		if children.IsNegative() {
			return &figure.Fault{Code: "negative", Path: "children", Value: n.Placement, Problem: fmt.Sprintf("%s has %s children on a night", n.Placement, children), Remedy: "use 0 or more"}
		}
		if children.IsZero() {
			continue
		}
		parts, err := b.partsOn(n.Placement, c.day(t))
		if err != nil {
			return err.(*figure.Fault)
		}
		for _, p := range parts {
			c.put(p.line, t, children.Mul(p.percent).Shift(-2), p.weekly, p.income)
		}
	}
	return nil
}

// day is a day of the plan, from 0.
func (c Cost) day(t int) time.Time { return c.Start.AddDate(0, 0, t) }

func (c *Cost) put(l Line, t int, children, weekly, income decimal.Decimal) {
	i := slices.Index(c.Lines, l)
	c.days[i][t] = c.days[i][t].add(Amounts{children, children.Mul(weekly), children.Mul(income)})
}

// move applies a scenario's move from its night on.
func (c *Cost) move(b Book, at int, m Move) *figure.Fault {
	path := fmt.Sprintf("moves[%d]", at)
	refuse := func(code, problem, remedy string) *figure.Fault {
		return &figure.Fault{Code: code, Path: path, Problem: problem, Remedy: remedy}
	}
	if m.Children.IsNegative() {
		return refuse("negative", "fewer than no children move", "swap the two placements")
	}
	if m.From == m.To {
		return refuse("move", "the children move to where they are", "name two placements or providers")
	}
	first := max(0, int(m.On.Sub(c.Start)/(24*time.Hour)))
	for t := first; t < c.Days; t++ {
		for _, end := range [...]struct {
			line  Line
			moved decimal.Decimal
		}{{m.From, m.Children.Neg()}, {m.To, m.Children}} {
			if end.line.Placement == "" {
				continue
			}
			price, ok := b.priceOn(end.line, c.day(t))
			if !ok {
				return refuse("price_missing", fmt.Sprintf("%s has no price on %s", end.line, c.day(t).Format(time.DateOnly)), "give a price from that day on or earlier")
			}
			c.put(end.line, t, end.moved, price.Weekly, price.Income)
			if left := c.days[slices.Index(c.Lines, end.line)][t].ChildDays; left.IsNegative() {
				return refuse("too_many", fmt.Sprintf("%s of %s children leave %s on %s", m.Children, left.Add(m.Children), end.line, c.day(t).Format(time.DateOnly)), "move no more children than are there on that night")
			}
		}
	}
	return nil
}

// Between is the amounts of a line over the nights from one day of the plan up to and without another, from 0.
func (c Cost) Between(line, from, to int) (sum Amounts) {
	for _, a := range c.days[line][max(0, from):min(to, c.Days)] {
		sum = sum.add(a)
	}
	return sum
}

// Period is a month or a financial year of a plan.
type Period struct {
	// Name is 2027-04 or 2027/28; From its first day and To the day after its last, as the plan holds them.
	Name string      `json:"period"`
	From figure.Date `json:"from"`
	To   figure.Date `json:"to"`
	Days int         `json:"days"`
	// Whole is false where the plan begins or ends within the period.
	Whole      bool            `json:"whole"`
	Placements []PeriodLine    `json:"placements"`
	Gross      decimal.Decimal `json:"gross"`
	Income     decimal.Decimal `json:"income"`
	Net        decimal.Decimal `json:"net"`
	// SD is the standard deviation of the gross cost, and Lower and Upper hold it in 19 cases of 20; absent without an
	// interval.
	SD    decimal.NullDecimal `json:"sd"`
	Lower decimal.NullDecimal `json:"lower"`
	Upper decimal.NullDecimal `json:"upper"`
}

// PeriodLine is a line in a period.
type PeriodLine struct {
	Line
	ChildDays decimal.Decimal `json:"child_days"`
	// Children is the average number.
	Children decimal.Decimal `json:"children"`
	// Weekly is the average price, absent without child-days, as Reason then says.
	Weekly decimal.NullDecimal `json:"weekly"`
	Reason string              `json:"reason,omitempty"`
	Gross  decimal.Decimal     `json:"gross"`
	Income decimal.Decimal     `json:"income"`
	Net    decimal.Decimal     `json:"net"`
}

const pence = 2

// Months are the calendar months of the plan, and the parts of them at both ends.
func (c Cost) Months() []Period {
	return c.periods(func(day time.Time) (string, time.Time, time.Time) {
		first := time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
		return first.Format("2006-01"), first, first.AddDate(0, 1, 0)
	})
}

// Years are the financial years of the plan, and the parts of them at both ends.
func (c Cost) Years() []Period {
	return c.periods(func(day time.Time) (string, time.Time, time.Time) {
		year := finance.FinancialYearOf(day)
		return year.String(), year.Start(), year.End()
	})
}

// Range is where a period stands among the days of the plan, from 0.
func (c Cost) Range(p Period) (from, to int) {
	from = int(p.From.Time().Sub(c.Start) / (24 * time.Hour))
	return from, from + p.Days
}

func (c Cost) periods(of func(day time.Time) (name string, first, after time.Time)) []Period {
	periods := []Period{}
	for t := 0; t < c.Days; {
		name, first, after := of(c.day(t))
		end := min(c.Days, t+int(after.Sub(c.day(t))/(24*time.Hour)))
		p := Period{
			Name: name, From: figure.DateOf(c.day(t)), To: figure.DateOf(c.day(end)), Days: end - t, Placements: []PeriodLine{},
			Whole: first.Equal(c.day(t)) && after.Equal(c.day(end)),
		}
		var total Amounts
		for i, line := range c.Lines {
			sum := c.Between(i, t, end)
			total = total.add(sum)
			p.Placements = append(p.Placements, periodLine(line, sum, p.Days))
		}
		p.Gross, p.Income, p.Net = total.Gross(pence), total.Income(pence), total.Net(pence)
		periods = append(periods, p)
		t = end
	}
	return periods
}

func periodLine(line Line, sum Amounts, days int) PeriodLine {
	l := PeriodLine{
		Line: line, ChildDays: sum.ChildDays.Round(6), Children: sum.ChildDays.DivRound(decimal.NewFromInt(int64(days)), 6),
		Gross: sum.Gross(pence), Income: sum.Income(pence), Net: sum.Net(pence),
	}
	if weekly, ok := sum.Weekly().Round(pence); ok {
		l.Weekly = decimal.NewNullDecimal(weekly)
	} else {
		l.Reason = "no_child_days"
	}
	return l
}

// Total is the whole plan.
func (c Cost) Total() (total Amounts) {
	for i := range c.Lines {
		total = total.add(c.Between(i, 0, c.Days))
	}
	return total
}
