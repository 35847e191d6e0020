package finance

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// Decomposition is the method that splits a difference of cost into number, mix and price. The zero value is [Nested].
type Decomposition int

const (
	// Nested is the nested Shapley (Owen) value: price against volume first, type by type, then volume into number,
	// calendar and mix. The price part of a type depends on that type alone, whatever other types do. The default.
	Nested Decomposition = iota
	// Flat is the Shapley value over number, calendar, mix and price at once. The price part of one type moves when
	// another type changes its number.
	Flat
	// Textbook changes number first, then calendar and mix, price last, as accountants are taught: quantity at the old
	// mix and price, mix at the old price, price at the new quantities. It depends on which end is called the first.
	Textbook
)

var decompositionNames = enum.Of("Decomposition", "nested", "flat", "textbook")

// String is nested, flat or textbook.
func (d Decomposition) String() string { return decompositionNames.String(int(d)) }

// MarshalText writes the name of the method.
func (d Decomposition) MarshalText() ([]byte, error) { return decompositionNames.Marshal(int(d)) }

// UnmarshalText reads nested, flat or textbook; empty text is [Nested].
func (d *Decomposition) UnmarshalText(text []byte) error {
	return enum.UnmarshalOrZero(decompositionNames, text, d)
}
