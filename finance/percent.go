package finance

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/enum"
	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// Base says whether a percentage can be taken of an amount. The zero value is [ZeroBase].
type Base int

const (
	// ZeroBase is zero: no percentage of it exists.
	ZeroBase Base = iota
	// PositiveBase is the usual case.
	PositiveBase
	// NegativeBase is net income. The percentage exists, but its sign tells nothing: an adverse 119 on a budget of -3,810
	// has been printed as 3.1% and a favourable 104 on -4,214 as (2.5%). Read the direction, not the sign.
	NegativeBase
)

var baseNames = enum.Of("Base", "zero", "positive", "negative")

// String is zero, positive or negative.
func (b Base) String() string { return baseNames.String(int(b)) }

// MarshalText writes the word.
func (b Base) MarshalText() ([]byte, error) { return baseNames.Marshal(int(b)) }

// UnmarshalText reads the word.
func (b *Base) UnmarshalText(text []byte) error { return enum.Unmarshal(baseNames, text, b) }

// Percentage is a part of a whole, kept as both, so that it is rounded once, when it is read. The zero value is undefined.
type Percentage struct {
	Part  decimal.Decimal `json:"part"`
	Whole decimal.Decimal `json:"whole"`
}

// Ratio is the part over the whole, exactly.
func (p Percentage) Ratio() figure.Ratio {
	return figure.Ratio{Numerator: p.Part, Denominator: p.Whole}
}

// Base says whether the percentage is defined, and whether its sign can be trusted.
func (p Percentage) Base() Base {
	switch p.Whole.Sign() {
	case 1:
		return PositiveBase
	case -1:
		return NegativeBase
	}
	return ZeroBase
}

// Value is the number of per cent (29.3, never 0.293), rounded half away from zero to so many places; ok is false on a
// zero base.
func (p Percentage) Value(places int32) (value decimal.Decimal, ok bool) {
	return p.Ratio().Percent(places)
}

// String is the percentage to one place, "29.3%", with a word when the base is not positive.
func (p Percentage) String() string {
	behind := "%"
	if p.Base() == NegativeBase {
		behind = "% of a negative base"
	}
	part, small := fixed.Of(p.Part)
	if whole, fits := fixed.Of(p.Whole); small && fits {
		part.Exponent += 2 // hundredths
		if value, done := part.Quotient(whole, 1); done {
			var room [48]byte
			text, _ := value.Append(room[:0], 1, false)
			return string(append(text, behind...))
		}
	}
	value, ok := p.Value(1)
	if !ok {
		return "undefined on a zero base"
	}
	return value.StringFixed(1) + behind
}

// Equal reports whether two percentages are the same number, or are both undefined.
func (p Percentage) Equal(o Percentage) bool { return p.Ratio().Equal(o.Ratio()) }
