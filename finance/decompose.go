package finance

import (
	"fmt"
	"math/big"
	"slices"
)

// Decompose splits the difference of cost between two positions into number, mix and price, and calendar when both have
// days. Eighty children at £500 and 20 at £5,000 becoming 84 at £520 and 26 at £5,500 is +46,680 a week: number 15,441.82,
// mix 18,098.18, price 13,140.00, nested.
//
// A type without a price on one side takes the other's, so it has no price part. When nobody is in care at one end, the
// whole difference is number, at the mix and prices of the other end. Parts have 16 places and add exactly; Round them
// for print. The parts of two steps do not add to the parts of the whole (see [DecomposeChain]). The error is a
// [*PositionError].
func Decompose(from, to Position, method Decomposition) (Bridge, error) {
	m, err := newMixModel(from, to)
	if err != nil {
		return Bridge{}, err
	}
	parts, prices := m.parts(method)
	b := Bridge{Method: method, From: from.Cost(), To: to.Cost()}
	whole := roundToTotal(parts, b.Total().Round(exactPlaces), exactPlaces)
	b.Number, b.Calendar, b.Mix, b.Price = whole[0], whole[1], whole[2], whole[3]
	for i, price := range roundToTotal(prices, b.Price, exactPlaces) {
		b.PriceByType = append(b.PriceByType, TypePart{m.types[i], price})
	}
	return b, nil
}

// mixModel is two positions as number × weeks × Σ share × price. Index 0 is from, 1 is to.
type mixModel struct {
	types         []string
	number, weeks [2]*big.Rat
	shares        [2][]*big.Rat
	prices        [2][]*big.Rat
}

// The factors of a mixModel, as bits of a mask of what has changed.
const (
	numberBit = 1 << iota
	calendarBit
	mixBit
	priceBit
)

func newMixModel(from, to Position) (mixModel, error) {
	ends := [2]Position{from, to}
	if (from.Days == 0) != (to.Days == 0) || from.Days < 0 || to.Days < 0 {
		return mixModel{}, &PositionError{"", fmt.Sprintf("the positions have %d and %d days: give both their days, or neither", from.Days, to.Days)}
	}
	m := mixModel{}
	for _, end := range ends {
		for i, t := range end.Types {
			if err := t.check(); err != nil {
				return mixModel{}, err
			}
			if end.find(t.Type) != i {
				return mixModel{}, &PositionError{t.Type, "it stands twice in one position"}
			}
			if !slices.Contains(m.types, t.Type) {
				m.types = append(m.types, t.Type)
			}
		}
	}
	for e, end := range ends {
		m.weeks[e] = big.NewRat(1, 1)
		if end.Days > 0 {
			m.weeks[e] = big.NewRat(int64(end.Days), 7)
		}
		m.number[e] = end.Number().Rat()
		for _, name := range m.types {
			m.shares[e] = append(m.shares[e], end.share(name))
			m.prices[e] = append(m.prices[e], price(end, ends[1-e], name))
		}
	}
	for e := range ends {
		if m.number[e].Sign() == 0 {
			m.shares[e] = m.shares[1-e]
		}
	}
	return m, nil
}

// price is the price of a type at one end, or at the other where this one has none.
func price(end, other Position, name string) *big.Rat {
	for _, p := range [...]Position{end, other} {
		if i := p.find(name); i >= 0 && p.Types[i].Price.Valid {
			return p.Types[i].Price.Decimal.Rat()
		}
	}
	return new(big.Rat)
}

// worth is the cost of one type when the factors in the mask have changed.
func (m mixModel) worth(changed uint, i int) *big.Rat {
	end := func(bit uint) int {
		if changed&bit != 0 {
			return 1
		}
		return 0
	}
	cost := new(big.Rat).Mul(m.number[end(numberBit)], m.weeks[end(calendarBit)])
	cost.Mul(cost, m.shares[end(mixBit)][i])
	return cost.Mul(cost, m.prices[end(priceBit)][i])
}

// parts are number, calendar, mix and price, and the price of each type.
func (m mixModel) parts(method Decomposition) (parts, prices []*big.Rat) {
	parts = []*big.Rat{new(big.Rat), new(big.Rat), new(big.Rat), new(big.Rat)}
	for i := range m.types {
		of := m.partsOf(i, method)
		for f := range parts {
			parts[f].Add(parts[f], of[f])
		}
		prices = append(prices, of[3])
	}
	return parts, prices
}

// partsOf are the parts of one type: every method is a sum over types.
func (m mixModel) partsOf(i int, method Decomposition) []*big.Rat {
	switch method {
	case Flat:
		return shapley(4, func(changed uint) *big.Rat { return m.worth(changed, i) })
	case Textbook:
		var parts []*big.Rat
		for f := range 4 {
			before, after := uint(1)<<f-1, uint(1)<<(f+1)-1
			parts = append(parts, new(big.Rat).Sub(m.worth(after, i), m.worth(before, i)))
		}
		return parts
	}
	volume := shapley(3, func(changed uint) *big.Rat { // at the mean of both prices
		return mean(m.worth(changed, i), m.worth(changed|priceBit, i))
	})
	const allVolume = numberBit | calendarBit | mixBit
	price := mean(
		new(big.Rat).Sub(m.worth(priceBit, i), m.worth(0, i)),
		new(big.Rat).Sub(m.worth(allVolume|priceBit, i), m.worth(allVolume, i)),
	)
	return append(volume, price)
}

func mean(a, b *big.Rat) *big.Rat {
	sum := new(big.Rat).Add(a, b)
	return sum.Mul(sum, big.NewRat(1, 2))
}
