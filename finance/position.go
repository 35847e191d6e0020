package finance

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
)

// TypePosition is how many children, or child-weeks, are in one type of placement, and at what price.
type TypePosition struct {
	Type     string
	Quantity decimal.Decimal
	// Price is a week's, in pounds. It may be left out where there is nobody: then it is taken from the other position, so
	// that a type which is new or has vanished has no price part.
	Price decimal.NullDecimal
}

// Position is a set of placements at one time. The zero value is nobody in care.
type Position struct {
	Types []TypePosition
	// Days are the days of the year, 365 or 366, when the quantities are children and the cost is a year's: quantity ×
	// days / 7 × price. Zero when the quantities are child-weeks, or one week is meant; then there is no calendar part.
	Days int
}

// PositionChange is made on one type of a position by [Position.With].
type PositionChange struct {
	Type string
	// Add is added to the quantity; negative for fewer.
	Add decimal.Decimal
	// Price replaces the price, where given.
	Price decimal.NullDecimal
	// Uplift raises the price by so many per cent, after it was replaced.
	Uplift decimal.Decimal
}

// PositionError is a position that cannot be costed, or a change that cannot be made.
type PositionError struct {
	Type, Problem string
}

func (e *PositionError) Error() string { return fmt.Sprintf("type %s: %s", quoted(e.Type), e.Problem) }

// With is a scenario: the position after some changes, one fewer in residential care and one more in fostering. A type
// that does not stand yet is added; it needs a price. The position itself stays as it is. The error is a [*PositionError].
func (p Position) With(changes ...PositionChange) (Position, error) {
	p.Types = append([]TypePosition(nil), p.Types...)
	for _, c := range changes {
		at := p.find(c.Type)
		if at < 0 {
			at = len(p.Types)
			p.Types = append(p.Types, TypePosition{Type: c.Type})
		}
		t := &p.Types[at]
		t.Quantity = t.Quantity.Add(c.Add)
		if c.Price.Valid {
			t.Price = c.Price
		}
		t.Price.Decimal = t.Price.Decimal.Mul(decimal.NewFromInt(100).Add(c.Uplift)).Shift(-2)
		if err := t.check(); err != nil {
			return Position{}, err
		}
	}
	return p, nil
}

func (p Position) find(name string) int {
	for i, t := range p.Types {
		if t.Type == name {
			return i
		}
	}
	return -1
}

func (t TypePosition) check() error {
	switch {
	case t.Quantity.IsNegative():
		return &PositionError{t.Type, "fewer than nobody are in it"}
	case !t.Quantity.IsZero() && !t.Price.Valid:
		return &PositionError{t.Type, "it has children and no price"}
	}
	return nil
}

// Number is the sum of the quantities.
func (p Position) Number() decimal.Decimal {
	var n decimal.Decimal
	for _, t := range p.Types {
		n = n.Add(t.Quantity)
	}
	return n
}

// Cost is quantity × price over all types, and × days / 7 when the position has days, to 16 places.
func (p Position) Cost() decimal.Decimal {
	var cost decimal.Decimal
	for _, t := range p.Types {
		cost = cost.Add(t.Quantity.Mul(t.Price.Decimal))
	}
	if p.Days == 0 {
		return cost
	}
	return cost.Mul(decimal.NewFromInt(int64(p.Days))).DivRound(decimal.NewFromInt(7), exactPlaces)
}

// AveragePrice is the cost of a week by the number, rounded to so many places; ok is false without anybody. It rises when
// the mix changes and no price does.
func (p Position) AveragePrice(places int32) (average decimal.Decimal, ok bool) {
	n := p.Number()
	if n.IsZero() {
		return decimal.Decimal{}, false
	}
	p.Days = 0
	return p.Cost().DivRound(n, places), true
}

// share is the share of a type in the number, zero when nobody is in care.
func (p Position) share(name string) *big.Rat {
	i, n := p.find(name), p.Number().Rat()
	if i < 0 || n.Sign() == 0 {
		return new(big.Rat)
	}
	return new(big.Rat).Quo(p.Types[i].Quantity.Rat(), n)
}
