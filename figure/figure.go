// Package figure reads figures as English councils and the Department for Education print them: "£12.261m", "(279)",
// "−145", "19%", "-" for nil, "522/3" for 522 to 523, "c" for suppressed. It keeps what was printed (unit, precision,
// style), so that a check can work out which true values would print the same, and so that Print gives it back.
//
// A number is read or refused: what is neither a number nor a known symbol for a missing one is an [*Error] with a code
// and a remedy, and no mark is skipped to make a number of the rest.
package figure

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// Kind says what a printed cell holds. The zero value is [Missing], so that a Figure nobody filled is never a number.
type Kind int

const (
	// Missing is a blank or a symbol that stands for a value not shown; Figure.Reason says why.
	Missing Kind = iota
	// Number is a value.
	Number
	// Nil is a dash that stands for zero, as council tables print it.
	Nil
	// Range is a pair of values printed as one, "522/3": Value is the low end, High the high end.
	Range
)

var kindNames = enum.Of("Kind", "missing", "number", "nil", "range")

// String is missing, number, nil or range.
func (k Kind) String() string { return kindNames.String(int(k)) }

// MarshalText is the name.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(int(k)) }

// UnmarshalText reads a name.
func (k *Kind) UnmarshalText(text []byte) error { return enum.Unmarshal(kindNames, text, k) }

// Sign is how a negative figure is marked.
type Sign int

const (
	// Hyphen is "-145".
	Hyphen Sign = iota
	// Minus is U+2212, "−145".
	Minus
	// EnDash is U+2013, "–145", which word processors make of a hyphen.
	EnDash
	// Brackets is "(279)".
	Brackets
)

var signNames = enum.Of("Sign", "hyphen", "minus", "en_dash", "brackets")

// String is hyphen, minus, en_dash or brackets.
func (s Sign) String() string { return signNames.String(int(s)) }

// MarshalText is the name.
func (s Sign) MarshalText() ([]byte, error) { return signNames.Marshal(int(s)) }

// UnmarshalText reads a name.
func (s *Sign) UnmarshalText(text []byte) error { return enum.Unmarshal(signNames, text, s) }

// Style is how a figure is printed: enough to print another value the same way.
type Style struct {
	Sign      Sign `json:"sign,omitempty"`
	Pound     bool `json:"pound,omitempty"`      // the pound sign is printed
	Plus      bool `json:"plus,omitempty"`       // a positive value carries "+"
	SignAfter bool `json:"sign_after,omitempty"` // the sign stands after the pound sign: "£-145k"
	// SignBehind is a minus behind the number and its unit: "1,234-".
	SignBehind bool `json:"sign_behind,omitempty"`
	Grouped    bool `json:"grouped,omitempty"` // thousands are separated
	// Separator stands between thousands where they are grouped. Defaults to a comma, and to a point under DecimalComma.
	Separator string `json:"separator,omitempty"`
	// DecimalComma puts a comma before the decimals.
	DecimalComma bool   `json:"decimal_comma,omitempty"`
	Suffix       string `json:"suffix,omitempty"`   // the unit as printed after the number, with its space: "m", " millions", "%"
	Exponent     int32  `json:"exponent,omitempty"` // the power of ten printed as e±n; 0 for none
}

// Figure is one printed figure.
type Figure struct {
	// Text is the figure as printed, without surrounding space.
	Text string
	Kind Kind
	// Value is the number in the printed unit: 12.261 for "£12.261m". Zero for Nil, and unset for Missing.
	Value decimal.Decimal
	// High is the upper end of a Range, and equals Value for a Number.
	High decimal.Decimal
	// Places is the number of decimal places printed; negative when an exponent hides whole digits (1.2e5 has −4).
	Places int32
	Unit   Unit
	Reason Reason
	Style  Style
	// Mark is the note mark behind the figure, with its space: " [r]" for revised, "¹". [Figure.Print] leaves it off.
	Mark string
}

// HasValue reports whether the figure is a number, a nil or a range.
func (f Figure) HasValue() bool { return f.Kind != Missing }

// Base is the value in base units: pounds, per cent, children. "£12.261m" is 12261000.
func (f Figure) Base() decimal.Decimal { return f.Value.Shift(f.Unit.Power) }

// Step is one unit in the last printed place, in base units: 1000 for "£12.261m", 1 for "12,087", 0.1 for "53.8%".
func (f Figure) Step() decimal.Decimal { return fixed.PowerOfTen(f.Unit.Power - f.Places) }

// In is the figure read in the unit of its table or column: "12,087", or "£12,087", in a £k table is £12,087k. A figure
// that prints a scale or a measure of its own keeps it: "£12.261m" stays what it says, and so does "19%".
func (f Figure) In(u Unit) Figure {
	bare := f.Unit.Measure == Plain || f.Unit.Measure == u.Measure
	if f.Kind != Missing && f.Unit.Power == 0 && bare {
		f.Unit = u
	}
	return f
}

// Equal reports whether two figures are the same: read from the same text, with the same value, precision, unit, reason,
// style and mark.
func (f Figure) Equal(g Figure) bool {
	return f.Text == g.Text && f.Kind == g.Kind && f.Value.Equal(g.Value) && f.High.Equal(g.High) && f.Places == g.Places &&
		f.Unit == g.Unit && f.Reason == g.Reason && f.Style == g.Style && f.Mark == g.Mark
}

// Print gives value in the style and with the decimal places of f: rounded half away from zero, once.
func (f Figure) Print(value decimal.Decimal) string {
	return f.Style.print(value, f.Places)
}

// String prints the figure as it was read, in canonical form.
func (f Figure) String() string {
	switch f.Kind {
	case Number:
		return f.Print(f.Value) + f.Mark
	case Nil:
		return "-" + f.Mark
	}
	return f.Text
}

// print writes v, in the printed unit, to so many decimal places.
func (s Style) print(v decimal.Decimal, places int32) string {
	if text, done := s.printPlain(v, places); done {
		return text
	}
	digits := s.group(v.Abs().Shift(-s.Exponent).StringFixed(places + s.Exponent))
	if s.Exponent != 0 {
		digits += fmt.Sprintf("e%d", s.Exponent)
	}
	pound := ""
	if s.Pound {
		pound = "£"
	}
	negative := v.IsNegative() && v.Round(places).Sign() != 0
	switch {
	case negative && s.Sign == Brackets && s.SignAfter:
		return pound + "(" + digits + s.Suffix + ")"
	case negative && s.Sign == Brackets:
		return "(" + pound + digits + s.Suffix + ")"
	case negative && s.SignBehind:
		return pound + digits + s.Suffix + signMarks[min(s.Sign, EnDash)]
	}
	mark := ""
	switch {
	case negative:
		mark = signMarks[min(s.Sign, EnDash)]
	case s.Plus:
		mark = "+"
	}
	if s.SignAfter {
		return pound + mark + digits + s.Suffix
	}
	return mark + pound + digits + s.Suffix
}

// printPlain is print for the cells of most tables, a small number with commas or without and a minus: a million of them cost
// one allocation each, not ten.
func (s Style) printPlain(v decimal.Decimal, places int32) (string, bool) {
	grouped := s.Grouped
	s.Grouped = false
	if s != (Style{}) {
		return "", false
	}
	n, small := fixed.Of(v)
	if !small {
		return "", false
	}
	var room [48]byte
	text, done := n.Append(room[:0], places, grouped)
	return string(text), done
}

// comma is what separates thousands where nothing else is said.
func (s Style) comma() string {
	if s.DecimalComma {
		return "."
	}
	return ","
}

// group puts the marks of the style into an unsigned number: between thousands, and before the decimals.
func (s Style) group(digits string) string {
	if !s.Grouped && !s.DecimalComma {
		return digits
	}
	separator, point := cmp.Or(s.Separator, s.comma()), byte('.')
	if s.DecimalComma {
		point = ','
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	var b strings.Builder
	for i := range len(whole) {
		if s.Grouped && i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(separator)
		}
		b.WriteByte(whole[i])
	}
	if fraction != "" {
		b.WriteByte(point)
		b.WriteString(fraction)
	}
	return b.String()
}
