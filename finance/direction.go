package finance

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Direction is what a variance means for the council, whatever sign a table prints it with. The words positive and
// negative are avoided: they mean overspend in one council and underspend in the next. The zero value is [Nil].
type Direction int

const (
	// Nil is no variance.
	Nil Direction = iota
	// Adverse is an overspend, a pressure, or a shortfall of income.
	Adverse
	// Favourable is an underspend, a saving, or more income than planned.
	Favourable
)

var directionNames = enum.Of("Direction", "nil", "adverse", "favourable")

// String is the direction in lower case: nil, adverse or favourable.
func (d Direction) String() string { return directionNames.String(int(d)) }

// MarshalText writes the name of the direction.
func (d Direction) MarshalText() ([]byte, error) { return directionNames.Marshal(int(d)) }

// UnmarshalText reads nil, adverse or favourable.
func (d *Direction) UnmarshalText(text []byte) error { return enum.Unmarshal(directionNames, text, d) }

// Variance is the difference between what will be spent and what was budgeted. The zero value is nil.
type Variance struct {
	// Amount is in pounds, positive when adverse. Print it in the convention of a table with [Convention.Print].
	Amount decimal.Decimal
}

// Direction is Adverse when more is spent than budgeted, Favourable when less, Nil when neither.
func (v Variance) Direction() Direction {
	switch v.Amount.Sign() {
	case 1:
		return Adverse
	case -1:
		return Favourable
	}
	return Nil
}

// Size is the unsigned amount, in pounds.
func (v Variance) Size() decimal.Decimal { return v.Amount.Abs() }

// Equal reports whether two variances are the same amount.
func (v Variance) Equal(o Variance) bool { return v.Amount.Equal(o.Amount) }

// Describe is the variance in words, in a unit: "£12,087k adverse", "nil".
func (v Variance) Describe(u Unit) string {
	if v.Direction() == Nil {
		return "nil"
	}
	s := TextStyle(u)
	s.Places = max(s.Places, min(-u.FromPounds(v.Amount).Normalize().Exponent(), 6))
	return s.Print(v.Size()) + " " + v.Direction().String()
}
