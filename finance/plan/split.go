package plan

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// TimeMeaning is what the part of time measures. The two cannot be mixed. The zero value is [Calendar].
type TimeMeaning int

const (
	// Calendar takes the average number of children, each for the days of the period / 7 weeks: time is a leap day.
	Calendar TimeMeaning = iota
	// Duration takes the children placed at any time in the period, and their average weeks: time is longer stays.
	Duration
)

var timeNames = enum.Of("TimeMeaning", "calendar", "duration")

// String is calendar or duration.
func (m TimeMeaning) String() string { return timeNames.String(int(m)) }

// MarshalText writes the name.
func (m TimeMeaning) MarshalText() ([]byte, error) { return timeNames.Marshal(int(m)) }

// UnmarshalText reads the name.
func (m *TimeMeaning) UnmarshalText(text []byte) error { return enum.Unmarshal(timeNames, text, m) }

// Position is a cost as children × weeks each × price.
type Position struct {
	// Children is their number, by the meaning of time.
	Children figure.Ratio
	Types    []TypePosition
}

// TypePosition is the child-weeks of a type and their price.
type TypePosition struct {
	Type       string
	ChildWeeks figure.Ratio
	// Weekly is the average price of a week. Undefined, it is taken from the other position, so that a type which is new or has
	// vanished has no price part.
	Weekly figure.Ratio
}

// Parts is a difference of cost and what it is made of, to the places of [Split.Round] or exact to 16.
type Parts struct {
	Method      string          `json:"method"`
	TimeMeaning TimeMeaning     `json:"time_meaning"`
	From        decimal.Decimal `json:"from"`
	To          decimal.Decimal `json:"to"`
	Difference  decimal.Decimal `json:"difference"`
	Price       decimal.Decimal `json:"price"`
	Number      decimal.Decimal `json:"number"`
	Time        decimal.Decimal `json:"time"`
	Mix         decimal.Decimal `json:"mix"`
	PriceByType []TypeAmount    `json:"price_by_type"`
}

// TypeAmount is an amount of one type.
type TypeAmount struct {
	Type   string          `json:"type"`
	Amount decimal.Decimal `json:"amount"`
}

// Method is the name of the split.
const Method = "nested Shapley (Owen): price against volume, then number, time and mix"

// exactPlaces are those of a part before it is printed.
const exactPlaces = 16

// Split divides the difference of cost between two positions. With q the child-weeks of a type and p its price, the price part of a
// type is (p1 − p0)(q0 + q1)/2; number, time and mix share the volume at the mean of the two prices by the Shapley value. Parts
// sum exactly to the difference, and a pure change of one has nothing in the others. The error is a [*figure.Fault].
func Split(from, to Position, meaning TimeMeaning) (Parts, error) {
	s := splitting{}
	if err := s.fill(from, to); err != nil {
		return Parts{}, err
	}
	parts, prices := s.parts()
	cost := [2]*big.Rat{s.cost(0), s.cost(1)}
	out := Parts{
		Method: Method, TimeMeaning: meaning, From: rounded(cost[0], exactPlaces), To: rounded(cost[1], exactPlaces), PriceByType: []TypeAmount{},
		Difference: rounded(new(big.Rat).Sub(cost[1], cost[0]), exactPlaces),
		Price:      rounded(parts[0], exactPlaces), Number: rounded(parts[1], exactPlaces), Time: rounded(parts[2], exactPlaces), Mix: rounded(parts[3], exactPlaces),
	}
	for i, name := range s.types {
		out.PriceByType = append(out.PriceByType, TypeAmount{name, rounded(prices[i], exactPlaces)})
	}
	return out, nil
}

// Print rounds the parts so that they still add to the rounded difference: units left over go to the parts that lost most.
func (p Parts) Print(places int32) Parts {
	p.From, p.To, p.Difference = p.From.Round(places), p.To.Round(places), p.Difference.Round(places)
	set := finance.RoundToTotal([]decimal.Decimal{p.Price, p.Number, p.Time, p.Mix}, places)
	p.Price, p.Number, p.Time, p.Mix = set[0], set[1], set[2], set[3]
	p.PriceByType = slices.Clone(p.PriceByType)
	for i := range p.PriceByType {
		p.PriceByType[i].Amount = p.PriceByType[i].Amount.Round(places)
	}
	return p
}

// Equal reports whether two splits have the same amounts.
func (p Parts) Equal(o Parts) bool {
	return p.Method == o.Method && p.TimeMeaning == o.TimeMeaning && p.From.Equal(o.From) && p.To.Equal(o.To) && p.Difference.Equal(o.Difference) && p.Price.Equal(o.Price) &&
		p.Number.Equal(o.Number) && p.Time.Equal(o.Time) && p.Mix.Equal(o.Mix) &&
		slices.EqualFunc(p.PriceByType, o.PriceByType, func(a, b TypeAmount) bool { return a.Type == b.Type && a.Amount.Equal(b.Amount) })
}

// splitting is two positions by type. Index 0 is from, 1 is to.
type splitting struct {
	types  []string
	number [2]*big.Rat
	weeks  [2][]*big.Rat // child-weeks by type
	price  [2][]*big.Rat
}

func rat(q figure.Ratio) *big.Rat {
	if !q.Defined() {
		return new(big.Rat)
	}
	return new(big.Rat).Quo(q.Numerator.Rat(), q.Denominator.Rat())
}

func rounded(r *big.Rat, places int32) decimal.Decimal {
	return decimal.NewFromBigInt(r.Num(), 0).DivRound(decimal.NewFromBigInt(r.Denom(), 0), places)
}

func (s *splitting) fill(from, to Position) error {
	ends := [2]Position{from, to}
	refuse := func(name, problem string) error {
		return &figure.Fault{Code: "position", Path: "types", Value: name, Problem: problem, Remedy: "give each type once, with child-weeks of 0 or more and a price on one side at least"}
	}
	for _, end := range ends {
		for i, t := range end.Types {
			if slices.IndexFunc(end.Types, func(o TypePosition) bool { return o.Type == t.Type }) != i {
				return refuse(t.Type, fmt.Sprintf("%s stands twice in one position", t.Type))
			}
			if !slices.Contains(s.types, t.Type) {
				s.types = append(s.types, t.Type)
			}
		}
	}
	for e, end := range ends {
		s.number[e] = rat(end.Children)
		for _, name := range s.types {
			own, other := find(end, name), find(ends[1-e], name)
			price := own.Weekly
			if !price.Defined() {
				price = other.Weekly
			}
			weeks := rat(own.ChildWeeks)
			if weeks.Sign() < 0 || weeks.Sign() > 0 && !price.Defined() {
				return refuse(name, name+" has fewer than no child-weeks, or no price")
			}
			s.weeks[e], s.price[e] = append(s.weeks[e], weeks), append(s.price[e], rat(price))
		}
		if s.number[e].Sign() < 0 || s.number[e].Sign() == 0 && s.total(e).Sign() > 0 {
			return refuse("", "there are child-weeks and no children")
		}
	}
	return nil
}

func find(p Position, name string) TypePosition {
	for _, t := range p.Types {
		if t.Type == name {
			return t
		}
	}
	return TypePosition{}
}

func (s *splitting) total(e int) *big.Rat {
	sum := new(big.Rat)
	for _, w := range s.weeks[e] {
		sum.Add(sum, w)
	}
	return sum
}

func (s *splitting) cost(e int) *big.Rat {
	sum := new(big.Rat)
	for i, w := range s.weeks[e] {
		sum.Add(sum, new(big.Rat).Mul(w, s.price[e][i]))
	}
	return sum
}

// parts are price, number, time and mix, and the price part of each type.
func (s *splitting) parts() (parts [4]*big.Rat, prices []*big.Rat) {
	half := big.NewRat(1, 2)
	var average [2]*big.Rat // the cost of a week at the mean of both prices, by the mix of each end
	var weeks [2]*big.Rat   // of each child
	for e := range average {
		average[e], weeks[e] = new(big.Rat), new(big.Rat)
		total := s.total(e)
		if total.Sign() == 0 {
			continue
		}
		for i, w := range s.weeks[e] {
			mean := new(big.Rat).Add(s.price[0][i], s.price[1][i])
			mean.Mul(mean, half).Mul(mean, w)
			average[e].Add(average[e], mean.Quo(mean, total))
		}
		weeks[e].Quo(total, s.number[e])
	}
	for e := range average {
		if s.total(e).Sign() == 0 { // with nobody there, all is number at the other end's time and mix
			average[e], weeks[e] = average[1-e], weeks[1-e]
		}
	}
	parts[0] = new(big.Rat)
	for i := range s.types {
		p := new(big.Rat).Sub(s.price[1][i], s.price[0][i])
		p.Mul(p, new(big.Rat).Add(s.weeks[0][i], s.weeks[1][i])).Mul(p, half)
		prices = append(prices, p)
		parts[0].Add(parts[0], p)
	}
	parts[1] = shared(s.number, weeks, average)
	parts[2] = shared(weeks, s.number, average)
	parts[3] = shared(average, s.number, weeks)
	return parts, prices
}

// shared is the Shapley part of x in the product x y z: (x1 − x0)[(y0 z0 + y1 z1)/3 + (y0 z1 + y1 z0)/6].
func shared(x, y, z [2]*big.Rat) *big.Rat {
	product := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
	straight := new(big.Rat).Add(product(y[0], z[0]), product(y[1], z[1]))
	crossed := new(big.Rat).Add(product(y[0], z[1]), product(y[1], z[0]))
	sum := straight.Mul(straight, big.NewRat(1, 3)).Add(straight, crossed.Mul(crossed, big.NewRat(1, 6)))
	return sum.Mul(sum, new(big.Rat).Sub(x[1], x[0]))
}
