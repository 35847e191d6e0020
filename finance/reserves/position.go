package reserves

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
)

// places are those of a quotient.
const places = 16

// Position is what reserves are on a day and how long they last. Amounts are in its unit.
type Position struct {
	Unit finance.Unit `json:"unit"`
	On   figure.Date  `json:"on"`
	// Minimum is the stated minimum, absent where none is stated.
	Minimum  decimal.NullDecimal `json:"minimum"`
	Balances []Balance           `json:"balances"`
	Cover    []Cover             `json:"cover"`
	// Path is the planned years after the day, of the usable reserves; empty without plans.
	Path []PathYear `json:"path"`
	// FirstMonthBelowMinimum and FirstMonthBelowNil are months as 2027-07; empty where there is none within the plan.
	FirstMonthBelowMinimum string `json:"first_month_below_minimum,omitempty"`
	FirstMonthBelowNil     string `json:"first_month_below_nil,omitempty"`
	Apart                  Apart  `json:"apart"`
	// Overspends says that every past draw is an overspend and nothing else.
	Overspends bool     `json:"draws_are_overspends"`
	Notes      []string `json:"notes"`
	Questions  []string `json:"questions"`
}

// Balance is what a reading comes to. Forecast says that one of its reserves is a forecast.
type Balance struct {
	Reading  Reading         `json:"reading"`
	Balance  decimal.Decimal `json:"balance"`
	Forecast bool            `json:"forecast,omitempty"`
	// Change is the per cent by which it changed since the first day given, absent with one day or a first balance that is not
	// above zero.
	Change decimal.NullDecimal `json:"change_percent"`
}

// Apart is what counts in no reading.
type Apart struct {
	// DSG is the reserve under the override, negative where it is a deficit; absent where none is given.
	DSG decimal.NullDecimal `json:"dsg"`
	// UsableLessDSG is the usable reserves with it.
	UsableLessDSG decimal.NullDecimal `json:"usable_less_dsg"`
	RingFenced    decimal.NullDecimal `json:"ring_fenced"`
}

// Settings decide how a position is read.
type Settings struct {
	// On is the day of the balances. Defaults to the latest of the table.
	On figure.Date
	// Minimum is the stated minimum, in pounds. Defaults to none.
	Minimum decimal.NullDecimal
	// Years is how many of the last past draws the mean is of. Defaults to all.
	Years int
}

// New works out a position from reserves and draws in pounds, printed in a unit. The error is [figure.Faults] or a
// [*figure.Fault].
func New(unit finance.Unit, reserves []Reserve, draws []Draw, s Settings) (Position, error) {
	p := Position{Unit: unit, On: s.On, Minimum: s.Minimum, Balances: []Balance{}, Cover: []Cover{}, Path: []PathYear{}, Notes: []string{}, Questions: []string{}}
	if p.Minimum.Valid {
		p.Minimum.Decimal = unit.FromPounds(s.Minimum.Decimal)
	}
	for _, r := range reserves {
		if s.On.IsZero() {
			p.On = max(p.On, r.On)
		}
	}
	days := p.days(reserves)
	if len(days) == 0 || days[len(days)-1] != p.On {
		return Position{}, &figure.Fault{Code: "no_balance", Path: "on", Value: p.On.String(), Problem: "no reserve has a balance of this day", Remedy: "name a day that the table has"}
	}
	if p.Minimum.Valid && p.Minimum.Decimal.IsNegative() {
		return Position{}, &figure.Fault{Code: "minimum", Path: "minimum", Value: p.Minimum.Decimal.String(), Problem: "a minimum below nil is none", Remedy: "use 0 or more"}
	}
	p.balances(reserves, days)
	p.apart(reserves)
	if err := p.draws(reserves, days, draws, s); err != nil {
		return Position{}, err
	}
	if p.Minimum.Valid {
		p.Questions = append(p.Questions, "of which reserves is the minimum stated: the unallocated ones alone, or all that are usable?")
	}
	return p, nil
}

// days are the days of the balances up to that of the position, in order.
func (p Position) days(reserves []Reserve) (days []figure.Date) {
	for _, r := range reserves {
		if r.On <= p.On {
			days = append(days, r.On)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// balance is what a reading comes to on a day, in the unit of the position; ok is false where no reserve of it has a balance.
func (p Position) balance(reserves []Reserve, reading Reading, on figure.Date) (b Balance, ok bool) {
	b.Reading = reading
	for _, r := range reserves {
		if r.On == on && reading.counts(r.Kind) {
			b.Balance = b.Balance.Add(p.Unit.FromPounds(r.Balance))
			b.Forecast, ok = b.Forecast || r.Forecast, true
		}
	}
	return b, ok
}

func (p *Position) balances(reserves []Reserve, days []figure.Date) {
	for reading := range Reading(readingNames.Len()) {
		now, ok := p.balance(reserves, reading, p.On)
		if !ok {
			continue
		}
		if first, ok := p.balance(reserves, reading, days[0]); ok && len(days) > 1 && first.Balance.IsPositive() {
			now.Change = decimal.NewNullDecimal(now.Balance.Sub(first.Balance).Mul(decimal.NewFromInt(100)).DivRound(first.Balance, places))
		}
		p.Balances = append(p.Balances, now)
		if now.Forecast && reading == Usable {
			p.Notes = append(p.Notes, "the balances of "+p.On.Long()+" are in part a forecast")
		}
	}
	names := map[string]bool{}
	for _, r := range reserves {
		if r.On == p.On {
			names[r.Name] = true
		}
	}
	missing := map[string]bool{}
	for _, r := range reserves {
		if r.On < p.On && !names[r.Name] && !missing[r.Name] {
			missing[r.Name] = true
			p.Questions = append(p.Questions, fmt.Sprintf("the reserve %q has a balance on an earlier day and none on %s: is it closed, or left out?", r.Name, p.On.Long()))
		}
	}
}

func (p *Position) apart(reserves []Reserve) {
	for _, r := range reserves {
		if r.On != p.On {
			continue
		}
		switch r.Kind {
		case Override:
			p.Apart.DSG = decimal.NewNullDecimal(p.Apart.DSG.Decimal.Add(p.Unit.FromPounds(r.Balance)))
		case RingFenced:
			p.Apart.RingFenced = decimal.NewNullDecimal(p.Apart.RingFenced.Decimal.Add(p.Unit.FromPounds(r.Balance)))
		}
	}
	if !p.Apart.DSG.Valid {
		return
	}
	if p.Apart.DSG.Decimal.IsPositive() {
		p.Questions = append(p.Questions, "the reserve under the override is above nil: is it a surplus, or a deficit printed without its sign?")
	}
	if usable, ok := p.of(Usable); ok {
		p.Apart.UsableLessDSG = decimal.NewNullDecimal(usable.Balance.Add(p.Apart.DSG.Decimal))
	}
}

// of is the balance of a reading.
func (p Position) of(reading Reading) (Balance, bool) {
	for _, b := range p.Balances {
		if b.Reading == reading {
			return b, true
		}
	}
	return Balance{}, false
}

// draws fills the cover and the path.
func (p *Position) draws(reserves []Reserve, days []figure.Date, draws []Draw, s Settings) error {
	draws = slices.Clone(draws)
	slices.SortFunc(draws, func(a, b Draw) int { return int(a.Year - b.Year) })
	var past, planned []Draw
	day := p.On.Time()
	for _, d := range draws {
		switch {
		// A balance of 31 March is that of the year's end, which the day after begins.
		case !d.Year.End().After(day.AddDate(0, 0, 1)):
			past = append(past, d)
		case !d.Year.Start().Before(day):
			planned = append(planned, d)
		default:
			p.Notes = append(p.Notes, fmt.Sprintf("%s has not ended on %s: its overspend is a forecast and no draw yet", d.Year, p.On.Long()))
		}
	}
	p.Overspends = len(past) > 0 && !slices.ContainsFunc(past, func(d Draw) bool { return !d.Overspend.Equal(d.Amount()) })
	bases := p.bases(past, planned, s.Years)
	for _, b := range p.Balances {
		for _, basis := range slices.Concat(bases, p.falls(reserves, days, b.Reading)) {
			p.Cover = append(p.Cover, coverOf(b, basis, decimal.Decimal{}, "nil"))
			if p.Minimum.Valid {
				p.Cover = append(p.Cover, coverOf(b, basis, p.Minimum.Decimal, "minimum"))
			}
		}
	}
	return p.path(planned)
}

// basis is a yearly draw and where it comes from.
type basis struct {
	name  string
	years int
	draw  decimal.Decimal
}

func (p *Position) bases(past, planned []Draw, years int) (all []basis) {
	if years > 0 && len(past) > years {
		past = past[len(past)-years:]
	}
	amounts := func(draws []Draw) (list []decimal.Decimal, mean decimal.Decimal) {
		for _, d := range draws {
			list = append(list, p.Unit.FromPounds(d.Amount()))
		}
		return list, decimal.Sum(decimal.Decimal{}, list...).DivRound(decimal.NewFromInt(int64(len(list))), places)
	}
	if len(past) > 0 {
		list, mean := amounts(past)
		all = append(all, basis{"mean", len(list), mean}, basis{"last", 1, list[len(list)-1]}, basis{"largest", 1, slices.MaxFunc(list, decimal.Decimal.Cmp)})
		if len(past) == 1 {
			p.Notes = append(p.Notes, "the draw is of one year, "+past[0].Year.String()+", only")
		}
		for i := 1; i < len(past); i++ {
			if past[i].Year != past[i-1].Year+1 {
				p.Notes = append(p.Notes, fmt.Sprintf("no draw is given between %s and %s: the mean leaves those years out", past[i-1].Year, past[i].Year))
			}
		}
	}
	if len(planned) > 0 {
		list, mean := amounts(planned)
		all = append(all, basis{"planned", len(list), mean})
	}
	return all
}

// falls are the yearly falls of the balances of a reading, where their days stand whole years apart.
func (p *Position) falls(reserves []Reserve, days []figure.Date, reading Reading) (all []basis) {
	between := func(from figure.Date) (fall decimal.Decimal, years int, ok bool) {
		first, known := p.balance(reserves, reading, from)
		last, _ := p.balance(reserves, reading, p.On)
		years = p.On.Time().Year() - from.Time().Year()
		return first.Balance.Sub(last.Balance), years, known && years > 0 && from.Time().AddDate(years, 0, 0).Equal(p.On.Time())
	}
	if len(days) < 2 {
		return nil
	}
	if fall, years, ok := between(days[0]); ok {
		all = append(all, basis{"mean_fall", years, fall.DivRound(decimal.NewFromInt(int64(years)), places)})
	}
	if fall, years, ok := between(days[len(days)-2]); ok && years == 1 {
		all = append(all, basis{"last_fall", 1, fall})
	}
	return all
}

// monthName is a month as 2027-07.
func monthName(t time.Time) string { return t.Format("2006-01") }

// Equal reports whether two positions say the same.
func (p Position) Equal(o Position) bool {
	return p.Unit == o.Unit && p.On == o.On && p.Overspends == o.Overspends && same(p.Minimum, o.Minimum) && p.FirstMonthBelowMinimum == o.FirstMonthBelowMinimum && p.FirstMonthBelowNil == o.FirstMonthBelowNil &&
		slices.EqualFunc(p.Balances, o.Balances, func(a, b Balance) bool {
			return a.Reading == b.Reading && a.Balance.Equal(b.Balance) && a.Forecast == b.Forecast && same(a.Change, b.Change)
		}) && slices.EqualFunc(p.Cover, o.Cover, Cover.equal) &&
		slices.EqualFunc(p.Path, o.Path, func(a, b PathYear) bool {
			return a.Year == b.Year && a.Draw.Equal(b.Draw) && a.Closing.Equal(b.Closing)
		}) && same(p.Apart.DSG, o.Apart.DSG) && same(p.Apart.UsableLessDSG, o.Apart.UsableLessDSG) && same(p.Apart.RingFenced, o.Apart.RingFenced) &&
		slices.Equal(p.Notes, o.Notes) && slices.Equal(p.Questions, o.Questions)
}

func same(a, b decimal.NullDecimal) bool {
	return a.Valid == b.Valid && (!a.Valid || a.Decimal.Equal(b.Decimal))
}

func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}
