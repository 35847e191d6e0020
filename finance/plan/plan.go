package plan

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Basis is what an interval holds. The zero value is [NoInterval].
type Basis int

const (
	// NoInterval is a cost of stated activity, with nothing left to chance.
	NoInterval Basis = iota
	// Chance is the play of chance alone: rates and prices are taken to be known.
	Chance
	// ChanceRates adds what the events behind estimated rates leave open.
	ChanceRates
	// ChanceRatesPrices adds the stated uncertainty of prices.
	ChanceRatesPrices
)

var basisNames = enum.Of("Basis", "none", "chance", "chance_rates", "chance_rates_prices")

// String is none, chance, chance_rates or chance_rates_prices.
func (b Basis) String() string { return basisNames.String(int(b)) }

// MarshalText writes the name.
func (b Basis) MarshalText() ([]byte, error) { return basisNames.Marshal(int(b)) }

// UnmarshalText reads the name.
func (b *Basis) UnmarshalText(text []byte) error { return enum.Unmarshal(basisNames, text, b) }

// Plan is what placements cost by month and year, what that is made of, and what a scenario would change. In pounds and pence.
type Plan struct {
	Start figure.Date `json:"start"`
	// End is the day after the last night.
	End    figure.Date  `json:"end"`
	Unit   finance.Unit `json:"unit"`
	Basis  Basis        `json:"basis"`
	Months []Period     `json:"months"`
	Years  []Period     `json:"years"`
	// Split is the difference of two years, or of the scenario and the plan; nil without either.
	Split          *Parts          `json:"split"`
	Scenario       []YearEffect    `json:"scenario"`
	Reconciliation *Reconciliation `json:"reconciliation"`
	Notes          []string        `json:"notes"`
	Questions      []string        `json:"questions"`
}

// YearEffect is what a scenario changes in a financial year: within it, and had the change been in force on all days of it at
// the prices of each day. Timing is the first less the second.
type YearEffect struct {
	Period   string          `json:"period"`
	PartYear decimal.Decimal `json:"part_year"`
	FullYear decimal.Decimal `json:"full_year"`
	Timing   decimal.Decimal `json:"timing"`
}

// New is the plan of a cost.
func New(c Cost, b Book) Plan {
	return Plan{
		Start: figure.DateOf(c.Start), End: figure.DateOf(c.day(c.Days)), Months: c.Months(), Years: c.Years(), Scenario: []YearEffect{},
		Notes: []string{}, Questions: append([]string{}, b.questions...),
	}
}

// PositionOf is the position of a period of a cost by the calendar meaning of time: the average number of children, and each line's
// child-weeks at its average price.
func (c Cost) PositionOf(p Period) Position {
	from, to := c.Range(p)
	var all decimal.Decimal
	position := Position{}
	for i, line := range c.Lines {
		sum := c.Between(i, from, to)
		all = all.Add(sum.ChildDays)
		position.Types = append(position.Types, TypePosition{line.String(), figure.NewRatio(sum.ChildDays, seven), sum.Weekly()})
	}
	position.Children = figure.NewRatio(all, decimal.NewFromInt(int64(p.Days)))
	return position
}

// Effects are what moves change in each financial year of a plan.
func Effects(b Book, start time.Time, nights []Nights, moves []Move) ([]YearEffect, error) {
	base, err := NewCost(b, start, nights)
	if err != nil {
		return nil, err
	}
	changed, err := NewCost(b, start, nights, moves...)
	if err != nil {
		return nil, err
	}
	effects := []YearEffect{}
	for _, year := range base.Years() {
		from, to := base.Range(year)
		var part, full decimal.Decimal
		for i := range base.Lines {
			part = part.Add(changed.Between(i, from, to).grossDays).Sub(base.Between(i, from, to).grossDays)
		}
		for _, m := range moves {
			for t := from; t < to; t++ {
				for _, end := range [...]struct {
					line  Line
					moved decimal.Decimal
				}{{m.From, m.Children.Neg()}, {m.To, m.Children}} {
					if price, ok := b.priceOn(end.line, base.day(t)); ok {
						full = full.Add(end.moved.Mul(price.Weekly))
					} else if end.line.Placement != "" {
						return nil, &figure.Fault{
							Code: "price_missing", Path: "prices", Value: end.line.String(), Problem: fmt.Sprintf("%s has no price on %s: the full-year effect needs one", end.line, base.day(t).Format(time.DateOnly)),
							Remedy: "give a price for all of the year",
						}
					}
				}
			}
		}
		effects = append(effects, YearEffect{year.Name, part.DivRound(seven, pence), full.DivRound(seven, pence), part.Sub(full).DivRound(seven, pence)})
	}
	return effects, nil
}

// Answer says what a councillor reads: the cost of the first whole year, its interval where there is one, and the split.
func (p Plan) Answer() string {
	var said []string
	if year, ok := p.year(); ok {
		when := "in the year"
		if !year.Whole {
			when = fmt.Sprintf("in %s of %s", counted(year.Days, "day", "days"), year.Name)
		} else if len(p.Years) > 1 {
			when = "in " + year.Name
		}
		sentence := fmt.Sprintf("Placements are expected to cost %s %s", millions(year.Gross), when)
		if year.Lower.Valid {
			sentence += fmt.Sprintf(": between %s and %s in 19 years of 20, if rates of entry and leaving and prices stay as they are", millions(year.Lower.Decimal), millions(year.Upper.Decimal))
		}
		said = append(said, sentence+".")
	}
	if p.Split != nil {
		said = append(said, p.Split.Answer())
	}
	return strings.Join(said, " ")
}

// year is the first whole year, or the longest part of one.
func (p Plan) year() (Period, bool) {
	for _, y := range p.Years {
		if y.Whole {
			return y, true
		}
	}
	if len(p.Years) == 0 {
		return Period{}, false
	}
	return slices.MaxFunc(p.Years, func(a, b Period) int { return a.Days - b.Days }), true
}

// Answer says what a difference is made of, in millions rounded together so that they add.
func (p Parts) Answer() string {
	const printed = -5
	if p.Difference.Round(2).IsZero() {
		return "There is no difference of cost."
	}
	places, print := int32(printed), func(pounds decimal.Decimal) string {
		style := finance.TextStyle(finance.Millions)
		style.Places = 1
		return style.Print(pounds)
	}
	if p.Difference.Abs().LessThan(decimal.NewFromInt(1_000_000)) {
		places, print = 0, wholePounds
	}
	set := p.Print(places)
	more, sign := "more", decimal.NewFromInt(1)
	if p.Difference.IsNegative() { // a part that makes it less then counts towards it
		more, sign = "less", decimal.NewFromInt(-1)
	}
	number, time := "more children", "longer stays"
	if set.Number.IsNegative() {
		number = "fewer children"
	}
	if p.TimeMeaning == Calendar {
		time = "days of the calendar"
	} else if set.Time.IsNegative() {
		time = "shorter stays"
	}
	mix := "a dearer mix"
	if set.Mix.IsNegative() {
		mix = "a cheaper mix"
	}
	return fmt.Sprintf(
		"Of %s %s, %s is price, %s %s, %s %s and %s %s.",
		print(set.Difference.Abs()), more, print(set.Price.Mul(sign)), print(set.Number.Mul(sign)), number, print(set.Time.Mul(sign)), time, print(set.Mix.Mul(sign)), mix,
	)
}

// Equal reports whether two plans have the same amounts.
func (p Plan) Equal(o Plan) bool {
	return p.Start == o.Start && p.End == o.End && p.Unit == o.Unit && p.Basis == o.Basis && slices.EqualFunc(p.Months, o.Months, Period.equal) && slices.EqualFunc(p.Years, o.Years, Period.equal) &&
		(p.Split == nil) == (o.Split == nil) && (p.Split == nil || p.Split.Equal(*o.Split)) &&
		slices.EqualFunc(p.Scenario, o.Scenario, func(a, b YearEffect) bool {
			return a.Period == b.Period && a.PartYear.Equal(b.PartYear) && a.FullYear.Equal(b.FullYear) && a.Timing.Equal(b.Timing)
		}) && (p.Reconciliation == nil) == (o.Reconciliation == nil) && (p.Reconciliation == nil || p.Reconciliation.Equal(*o.Reconciliation)) &&
		slices.Equal(p.Notes, o.Notes) && slices.Equal(p.Questions, o.Questions)
}

func (p Period) equal(o Period) bool {
	return p.Name == o.Name && p.From == o.From && p.To == o.To && p.Days == o.Days && p.Whole == o.Whole && p.Gross.Equal(o.Gross) && p.Income.Equal(o.Income) && p.Net.Equal(o.Net) &&
		same(p.SD, o.SD) && same(p.Lower, o.Lower) && same(p.Upper, o.Upper) &&
		slices.EqualFunc(p.Placements, o.Placements, func(a, b PeriodLine) bool {
			return a.Line == b.Line && a.ChildDays.Equal(b.ChildDays) && a.Children.Equal(b.Children) && same(a.Weekly, b.Weekly) && a.Reason == b.Reason && a.Gross.Equal(b.Gross) && a.Income.Equal(b.Income) && a.Net.Equal(b.Net)
		})
}
