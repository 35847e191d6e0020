package finance

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Unit is the unit that a table prints its money in. Amounts inside this package are always pounds; a unit matters only
// when they are read or written. The zero value is [Pounds].
type Unit int

const (
	// Pounds is £.
	Pounds Unit = iota
	// Thousands is £k, also headed £000, £000s or £'000.
	Thousands
	// Millions is £m.
	Millions
	// Billions is £bn.
	Billions
)

var unitNames = enum.Of("Unit", "£", "£k", "£m", "£bn")

// ParseUnit reads the unit in a heading: "£", "£k", "£000", "£000s", "£'000", "£m", "£ millions", "£bn". The pound sign
// is needed, so that a column of children in thousands is never taken for money.
func ParseUnit(text string) (Unit, error) {
	u, ok := figure.ParseUnit(text)
	if !ok || u.Measure != figure.Pounds {
		return Pounds, fmt.Errorf("unit %q: use £, £k, £m or £bn", strings.TrimSpace(text))
	}
	return Unit(u.Power / 3), nil
}

// String is the unit as a heading prints it: £, £k, £m or £bn.
func (u Unit) String() string { return unitNames.String(int(u)) }

// MarshalText writes the unit as [Unit.String] does.
func (u Unit) MarshalText() ([]byte, error) { return unitNames.Marshal(int(u)) }

// UnmarshalText reads what [ParseUnit] does.
func (u *Unit) UnmarshalText(text []byte) (err error) {
	*u, err = ParseUnit(string(text))
	return err
}

// ToPounds is an amount printed in u, in pounds: 12.261 in £m is 12,261,000. It is exact.
func (u Unit) ToPounds(printed decimal.Decimal) decimal.Decimal { return printed.Shift(u.power()) }

// FromPounds is an amount of pounds in u: 12,261,000 in £k is 12,261. It is exact; round it when it is printed.
func (u Unit) FromPounds(pounds decimal.Decimal) decimal.Decimal { return pounds.Shift(-u.power()) }

// Places are the decimal places of pounds that are so many places of u: 1 for four places of £k. A function that rounds
// pounds takes them to round what will be printed in u.
func (u Unit) Places(places int32) int32 { return places - u.power() }

// power is the power of ten that one unit stands for. A unit that does not exist counts as pounds.
func (u Unit) power() int32 {
	if u < 0 || int(u) >= unitNames.Len() {
		return 0
	}
	return 3 * int32(u)
}

func (u Unit) figure() figure.Unit { return figure.Unit{Measure: figure.Pounds, Power: u.power()} }
