package plan

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Price is what a provider of a type of placement charges a week from a day on, in pounds.
type Price struct {
	Placement, Provider string
	// From is the first day. Defaults to always.
	From   time.Time
	Weekly decimal.Decimal
	// Income is what others contribute a week, unsigned.
	Income decimal.Decimal
	// SDPercent is how uncertain the price is: one standard deviation, as per cent of it. Defaults to certain.
	SDPercent decimal.Decimal
}

// Share is the per cent of the children of a type that are with a provider from a day on.
type Share struct {
	Placement, Provider string
	// From is the first day. Defaults to always.
	From    time.Time
	Percent decimal.Decimal
}

// Uplift raises prices from a day on by so many per cent; a cut is negative, and above −100.
type Uplift struct {
	On      time.Time
	Percent decimal.Decimal
	// Placement and Provider say whose prices. They default to all.
	Placement, Provider string
}

func (u Uplift) meets(l Line) bool {
	return (u.Placement == "" || u.Placement == l.Placement) && (u.Provider == "" || u.Provider == l.Provider)
}

// Line is a type of placement with a provider.
type Line struct {
	Placement string `json:"placement"`
	Provider  string `json:"provider,omitempty"`
}

func (l Line) String() string {
	if l.Provider == "" {
		return l.Placement
	}
	return l.Placement + "/" + l.Provider
}

// Book is the prices, the mix and the uplifts of a plan, made with [NewBook].
type Book struct {
	prices map[Line][]Price // by day, raised
	shares map[string]map[string][]Share
	// lines are in the order in which the prices name them.
	lines     []Line
	questions []string
}

// Lines are the lines that have a price, in the order of the prices.
func (b Book) Lines() []Line { return slices.Clone(b.lines) }

// Questions are what has to be asked of the prices.
func (b Book) Questions() []string { return slices.Clone(b.questions) }

var (
	hundred = decimal.NewFromInt(100)
	seven   = decimal.NewFromInt(7)
)

// NewBook puts prices, mix and uplifts together. The error is [figure.Faults]; a fault has the path of its row: prices[2].
func NewBook(prices []Price, mix []Share, uplifts []Uplift) (Book, error) {
	b := Book{prices: map[Line][]Price{}, shares: map[string]map[string][]Share{}}
	var faults figure.Faults
	refuse := func(code, path, problem, remedy string) {
		faults = append(faults, &figure.Fault{Code: code, Path: path, Problem: problem, Remedy: remedy})
	}
	for i, p := range prices {
		path, line := fmt.Sprintf("prices[%d]", i), Line{p.Placement, p.Provider}
		switch {
		case p.Weekly.IsNegative() || p.Income.IsNegative():
			refuse("negative", path, fmt.Sprintf("the price or the income of %s is negative", line), "use 0 or more; income has no sign")
		case p.SDPercent.IsNegative():
			refuse("negative", path, fmt.Sprintf("the standard deviation of %s is negative", line), "use 0 or more")
		case slices.ContainsFunc(b.prices[line], func(o Price) bool { return o.From.Equal(p.From) }):
			refuse("twice", path, fmt.Sprintf("%s has two prices from one day", line), "leave one out")
		}
		if _, known := b.prices[line]; !known {
			b.lines = append(b.lines, line)
		}
		b.prices[line] = append(b.prices[line], p)
	}
	for i, s := range mix {
		path := fmt.Sprintf("mix[%d]", i)
		if b.shares[s.Placement] == nil {
			b.shares[s.Placement] = map[string][]Share{}
		}
		of := b.shares[s.Placement]
		if s.Percent.IsNegative() {
			refuse("negative", path, fmt.Sprintf("the share of %s is negative", Line{s.Placement, s.Provider}), "use 0 to 100")
		}
		if slices.ContainsFunc(of[s.Provider], func(o Share) bool { return o.From.Equal(s.From) }) {
			refuse("twice", path, fmt.Sprintf("%s has two shares from one day", Line{s.Placement, s.Provider}), "leave one out")
		}
		of[s.Provider] = append(of[s.Provider], s)
	}
	for _, of := range b.prices {
		slices.SortFunc(of, func(a, b Price) int { return a.From.Compare(b.From) })
	}
	for _, providers := range b.shares {
		for _, of := range providers {
			slices.SortFunc(of, func(a, b Share) int { return a.From.Compare(b.From) })
		}
	}
	b.askUnits(prices)
	b.raise(uplifts, refuse)
	return b, faults.Err()
}

// raise applies the uplifts in the order of their dates.
func (b *Book) raise(uplifts []Uplift, refuse func(code, path, problem, remedy string)) {
	order := make([]int, len(uplifts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return uplifts[i].On.Compare(uplifts[j].On) })
	raised := map[Line]time.Time{}
	for _, i := range order {
		u, path := uplifts[i], fmt.Sprintf("uplifts[%d]", i)
		if u.Percent.LessThanOrEqual(hundred.Neg()) {
			refuse("uplift", path, fmt.Sprintf("an uplift of %s %% leaves no price", u.Percent), "a cut is above -100")
			continue
		}
		met := false
		for _, line := range b.lines {
			if !u.meets(line) {
				continue
			}
			met = true
			if last, twice := raised[line]; twice && last.Equal(u.On) {
				refuse("two_uplifts", path, fmt.Sprintf("two uplifts of %s meet the price of %s", u.On.Format(time.DateOnly), line), "say one, with the per cent that they make together")
				continue
			}
			raised[line] = u.On
			b.prices[line] = b.uplifted(line, u)
		}
		if !met {
			refuse("unknown_line", path, fmt.Sprintf("the uplift is of %s, which has no price", Line{u.Placement, u.Provider}), "name a placement and a provider of the prices")
		}
	}
}

// uplifted is the prices of a line after an uplift: the one in force on its day and every later one are raised.
func (b *Book) uplifted(line Line, u Uplift) []Price {
	factor := hundred.Add(u.Percent).Shift(-2)
	var after []Price
	for i, p := range b.prices[line] {
		raised := p
		raised.Weekly = p.Weekly.Mul(factor).Round(2)
		next := i+1 < len(b.prices[line]) && !b.prices[line][i+1].From.After(u.On)
		switch {
		case next:
			after = append(after, p)
		case p.From.Before(u.On):
			after = append(after, p)
			raised.From = u.On
			after = append(after, raised)
		default:
			if i == 0 && p.From.After(u.On) {
				b.questions = append(b.questions, fmt.Sprintf(
					"the uplift of %s is dated before the first price of %s, from %s, and raises it: is it already in that price?",
					u.On.Format(time.DateOnly), line, p.From.Format(time.DateOnly),
				))
			}
			after = append(after, raised)
		}
	}
	return after
}

// Prices below cheap or above dear a week are asked about.
const (
	cheap = 50
	dear  = 100_000
)

// askUnits asks about prices that look daily or yearly.
func (b *Book) askUnits(prices []Price) {
	for _, p := range prices {
		line := Line{p.Placement, p.Provider}
		if p.Weekly.IsZero() {
			continue
		}
		if p.Weekly.LessThan(decimal.NewFromInt(cheap)) || p.Weekly.GreaterThan(decimal.NewFromInt(dear)) {
			b.questions = append(b.questions, fmt.Sprintf("the price of %s is £%s a week: is it a price of a week, and not of a day or a year?", line, p.Weekly))
			continue
		}
		for _, o := range prices {
			if o.Weekly.IsZero() || o.Weekly.Equal(p.Weekly) {
				continue
			}
			yearly := o.Weekly.Mul(decimal.NewFromInt(52)).Equal(p.Weekly) || o.Weekly.Mul(decimal.NewFromInt(365)).DivRound(seven, 2).Equal(p.Weekly.Round(2))
			if yearly || o.Weekly.Equal(p.Weekly.Mul(seven)) && (Line{o.Placement, o.Provider}) == line {
				b.questions = append(b.questions, fmt.Sprintf("the prices £%s of %s and £%s of %s look like those of a week and of another time: are both of a week?", p.Weekly, line, o.Weekly, Line{o.Placement, o.Provider}))
			}
		}
	}
}

// part is a line's part of the children of its type on a day, and its price then.
type part struct {
	line           Line
	percent        decimal.Decimal
	weekly, income decimal.Decimal
	sd             decimal.Decimal
}

// partsOn is how the children of a type are shared out on a day. The error is a [*figure.Fault].
func (b Book) partsOn(placement string, day time.Time) ([]part, error) {
	providers, mixed := b.shares[placement]
	var parts []part
	if !mixed {
		var of []Line
		for _, l := range b.lines {
			if l.Placement == placement {
				of = append(of, l)
			}
		}
		if len(of) > 1 {
			return nil, &figure.Fault{
				Code: "mix_missing", Path: "mix", Value: placement, Problem: fmt.Sprintf("%s has prices of %d providers and no mix", placement, len(of)), Remedy: "say in the mix how many per cent are with each",
			}
		}
		line := Line{Placement: placement}
		if len(of) == 1 {
			line = of[0]
		}
		parts = append(parts, part{line: line, percent: hundred})
	} else {
		var sum decimal.Decimal
		for provider, shares := range providers {
			for _, s := range slices.Backward(shares) {
				if !s.From.After(day) {
					if sum = sum.Add(s.Percent); !s.Percent.IsZero() {
						parts = append(parts, part{line: Line{placement, provider}, percent: s.Percent})
					}
					break
				}
			}
		}
		if !sum.Equal(hundred) {
			return nil, &figure.Fault{
				Code: "mix_not_whole", Path: "mix", Value: placement, Problem: fmt.Sprintf("the shares of %s make %s %% on %s", placement, sum, day.Format(time.DateOnly)),
				Remedy: "make them 100 on every day: they are never rescaled",
			}
		}
		slices.SortFunc(parts, func(x, y part) int { return b.rank(x.line) - b.rank(y.line) })
	}
	for i := range parts {
		price, ok := b.priceOn(parts[i].line, day)
		if !ok {
			return nil, &figure.Fault{
				Code: "price_missing", Path: "prices", Value: parts[i].line.String(), Problem: fmt.Sprintf("%s has children on %s and no price", parts[i].line, day.Format(time.DateOnly)),
				Remedy: "give a price from that day on or earlier",
			}
		}
		parts[i].weekly, parts[i].income, parts[i].sd = price.Weekly, price.Income, price.SDPercent
	}
	return parts, nil
}

// rank is the place of a line in the order of the prices.
func (b Book) rank(l Line) int {
	if i := slices.Index(b.lines, l); i >= 0 {
		return i
	}
	return len(b.lines)
}

// priceOn is the price of a line that is in force on a day.
func (b Book) priceOn(l Line, day time.Time) (Price, bool) {
	for _, p := range slices.Backward(b.prices[l]) {
		if !p.From.After(day) {
			return p, true
		}
	}
	return Price{}, false
}
