package caseload

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Band is a named range. Without a From it has no lower end, without a To no upper one.
type Band struct {
	Name string              `json:"name"`
	From decimal.NullDecimal `json:"from"`
	To   decimal.NullDecimal `json:"to"`
	// FromExcluded leaves a value equal to From to the band below, as "over 110" does. Defaults to included.
	FromExcluded bool `json:"from_excluded,omitempty"`
	// ToIncluded takes a value equal to To into this band, as "100 to 110" may. Defaults to excluded: "under 21".
	ToIncluded bool `json:"to_included,omitempty"`
}

// Under is a band without a lower end, that excludes its upper edge.
func Under(name string, to decimal.Decimal) Band {
	return Band{Name: name, To: decimal.NewNullDecimal(to)}
}

// Between is a band that includes its lower edge and excludes its upper one.
func Between(name string, from, to decimal.Decimal) Band {
	return Band{Name: name, From: decimal.NewNullDecimal(from), To: decimal.NewNullDecimal(to)}
}

// AndOver is a band without an upper end, that includes its lower edge.
func AndOver(name string, from decimal.Decimal) Band {
	return Band{Name: name, From: decimal.NewNullDecimal(from)}
}

// Bands are ordered from the lowest and meet without gap or overlap; [NewBands] sees to it, and they do not change. The zero
// value has no bands.
type Bands struct {
	basis Basis
	bands []Band
}

// NewBands checks the bands, lowest first, and keeps a copy. The error is [figure.Faults], all of them at once.
func NewBands(basis Basis, bands ...Band) (Bands, error) {
	if err := checkBands(basis, bands).Err(); err != nil {
		return Bands{}, err
	}
	return Bands{basis: basis, bands: slices.Clone(bands)}, nil
}

// MustBands is [NewBands] for literals: it panics when the bands are wrong.
func MustBands(basis Basis, bands ...Band) Bands {
	b, err := NewBands(basis, bands...)
	if err != nil {
		panic(fmt.Sprintf("MustBands(%v, %v): %v", basis, bands, err))
	}
	return b
}

// Basis is what the bands count.
func (b Bands) Basis() Basis { return b.basis }

// Len is the number of bands.
func (b Bands) Len() int { return len(b.bands) }

// All are the bands, lowest first.
func (b Bands) All() []Band { return slices.Clone(b.bands) }

// Place is the index of the band that holds a value. ok is false when the value lies below the lowest or above the
// highest band.
func (b Bands) Place(value decimal.Decimal) (index int, ok bool) {
	return b.place(Ratio{Numerator: value, Denominator: one})
}

// Name is the name of the band that holds a value, and empty when none does.
func (b Bands) Name(value decimal.Decimal) string {
	if i, ok := b.Place(value); ok {
		return b.bands[i].Name
	}
	return ""
}

// PlaceRatio is [Bands.Place] for a ratio, exactly, without a division. ok is also false when the ratio is not defined.
func (b Bands) PlaceRatio(r Ratio) (index int, ok bool) {
	if !r.Defined() {
		return 0, false
	}
	return b.place(r)
}

func (b Bands) place(r Ratio) (index int, ok bool) {
	i := b.position(r)
	return i, i >= 0 && i < len(b.bands)
}

// position is the index of the band that holds the ratio, −1 below the lowest band and Len above the highest.
func (b Bands) position(r Ratio) int {
	for i, band := range b.bands {
		if band.From.Valid {
			order, _ := r.Cmp(band.From.Decimal)
			if order < 0 || order == 0 && band.FromExcluded {
				// Bands meet, so a value below this one and not in an earlier one lies below the lowest.
				return -1
			}
		}
		if !band.To.Valid {
			return i
		}
		if order, _ := r.Cmp(band.To.Decimal); order < 0 || order == 0 && band.ToIncluded {
			return i
		}
	}
	return len(b.bands)
}

// Equal reports whether two sets of bands are the same, name for name and edge for edge; 21 equals 21.0.
func (b Bands) Equal(other Bands) bool {
	return b.basis == other.basis && slices.EqualFunc(b.bands, other.bands, func(x, y Band) bool {
		return x.Name == y.Name && equalNull(x.From, y.From) && equalNull(x.To, y.To) &&
			x.FromExcluded == y.FromExcluded && x.ToIncluded == y.ToIncluded
	})
}

// String lists the bands: "manageable under 21, high 21 to under 30, very high 30 and over (cases)".
func (b Bands) String() string {
	var parts []string
	for _, band := range b.bands {
		parts = append(parts, band.String())
	}
	return fmt.Sprintf("%s (%v)", strings.Join(parts, ", "), b.basis)
}

// String is the name and the range: "high 21 to under 30". A name that is the range stands alone.
func (b Band) String() string {
	if within := b.Range(); within != b.Name {
		return b.Name + " " + within
	}
	return b.Name
}

// Range is the range in words, with the side of each edge: "under 21", "21 to under 30", "over 20 to 30", "30", "30 and over".
func (b Band) Range() string {
	over := ""
	if b.FromExcluded {
		over = "over "
	}
	switch {
	case !b.From.Valid && !b.To.Valid:
		return "any"
	case !b.From.Valid && b.ToIncluded:
		return fmt.Sprintf("up to %s", b.To.Decimal)
	case !b.From.Valid:
		return fmt.Sprintf("under %s", b.To.Decimal)
	case !b.To.Valid && b.FromExcluded:
		return fmt.Sprintf("over %s", b.From.Decimal)
	case !b.To.Valid:
		return fmt.Sprintf("%s and over", b.From.Decimal)
	case b.ToIncluded && !b.FromExcluded && b.From.Decimal.Equal(b.To.Decimal):
		return b.To.Decimal.String()
	case b.ToIncluded:
		return fmt.Sprintf("%s%s to %s", over, b.From.Decimal, b.To.Decimal)
	}
	return fmt.Sprintf("%s%s to under %s", over, b.From.Decimal, b.To.Decimal)
}

// bandsText is how bands stand in a JSON file.
type bandsText struct {
	Basis Basis  `json:"basis"`
	Bands []Band `json:"bands"`
}

// MarshalJSON writes {"basis":"cases","bands":[{"name":"manageable","from":null,"to":"21"}, …]}.
func (b Bands) MarshalJSON() ([]byte, error) { return json.Marshal(bandsText{b.basis, b.bands}) }
