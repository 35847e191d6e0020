package finance

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Sign is how a negative amount is marked. The zero value is [Hyphen].
type Sign int

const (
	// Hyphen is -145.
	Hyphen Sign = iota
	// Minus is −145, with the minus sign U+2212.
	Minus
	// EnDash is –145, which word processors make of a hyphen.
	EnDash
	// Brackets is (279).
	Brackets
)

var signNames = enum.Of("Sign", "hyphen", "minus", "en_dash", "brackets")

// String is the name of the sign: hyphen, minus, en_dash or brackets.
func (s Sign) String() string { return signNames.String(int(s)) }

// MarshalText writes the name of the sign.
func (s Sign) MarshalText() ([]byte, error) { return signNames.Marshal(int(s)) }

// UnmarshalText reads the name of a sign; empty text is [Hyphen].
func (s *Sign) UnmarshalText(text []byte) error { return enum.UnmarshalOrZero(signNames, text, s) }

// MoneyStyle is how an amount is printed: enough to print another amount the same way. The zero value prints whole
// pounds without any mark: "-145".
type MoneyStyle struct {
	// Unit is what one printed unit stands for. Defaults to Pounds.
	Unit Unit
	// Places is the number of decimal places. Defaults to 0.
	Places int32
	// Sign marks a negative amount. Defaults to Hyphen.
	Sign Sign
	// SignAfter puts the sign after the pound sign: "£-145k". Defaults to before it.
	SignAfter bool
	// Plus marks a positive amount with "+". Defaults to no mark.
	Plus bool
	// Pound prints the pound sign. Defaults to none, as in a column headed £k.
	Pound bool
	// Grouped separates thousands with commas. Defaults to none.
	Grouped bool
	// Suffix is printed after the digits, with its space: "m", "k", " millions". Defaults to none.
	Suffix string
	// NilDash prints zero as "-". Defaults to the digit.
	NilDash bool
	// exponent is the power of ten printed as e±n, which only figures copied out of a spreadsheet have.
	exponent int32
	// signBehind, separator and decimalComma are as in [figure.Style]: only figures that were read so print so.
	signBehind   bool
	separator    string
	decimalComma bool
}

// TableStyle is how most council tables print: grouped thousands, a minus for a negative amount, no unit in the cell.
func TableStyle(u Unit) MoneyStyle {
	s := MoneyStyle{Unit: u, Grouped: true}
	if u == Millions || u == Billions {
		s.Places = 3
	}
	return s
}

// TextStyle is how reports print an amount in a sentence: "£12,087k", "£12.087m", "£464,599".
func TextStyle(u Unit) MoneyStyle {
	s := TableStyle(u)
	s.Pound = true
	switch u {
	case Thousands:
		s.Suffix = "k"
	case Millions:
		s.Suffix = "m"
	case Billions:
		s.Suffix = "bn"
	}
	return s
}

// Print writes an amount of pounds in the style, rounded half away from zero once, to the places of the style.
func (s MoneyStyle) Print(pounds decimal.Decimal) string {
	printed := s.Unit.FromPounds(pounds)
	if s.NilDash && printed.IsZero() {
		return "-"
	}
	f := figure.Figure{Places: s.Places, Style: figure.Style{
		Sign: figure.Sign(s.Sign), Pound: s.Pound, Plus: s.Plus, SignAfter: s.SignAfter,
		Grouped: s.Grouped, Suffix: s.Suffix, Exponent: s.exponent,
		SignBehind: s.signBehind, Separator: s.separator, DecimalComma: s.decimalComma,
	}}
	return f.Print(printed)
}

// Money is one printed amount: how much, how precisely and in what style. The zero value is no amount.
type Money struct {
	// Text is the amount as printed.
	Text string
	// Pounds is the amount; zero when Missing.
	Pounds decimal.Decimal
	// Step is one unit in the last printed place, in pounds: 1,000 for "£12.261m" and for "12,087" in a £k table. The
	// true amount lies within half of it, on either side.
	Step decimal.Decimal
	// Missing says why there is no amount ("blank", "confidential" …); empty when there is one.
	Missing string
	// Style prints another amount the same way.
	Style MoneyStyle
}

// MoneyError is a text that is not an amount of money.
type MoneyError struct {
	Input   string // as found
	Problem string // a sentence that says what to do
}

func (e *MoneyError) Error() string { return e.Problem }

// ParseMoney reads an amount as councils print it, in a table or column headed with unit: "£12.261m", "£1,152k", "(279)",
// "-145", "−145", "-" for nil, "£4.262M", "£464,599.00", "£6.6 millions". An amount that carries a scale of its own keeps
// it; a bare one, with or without the pound sign, is in the unit of its table. A blank cell or a symbol such as "c" or
// "[x]" is Missing, not an error. A percentage, a range, a word and a "4.13E+07" that hides whole pounds are refused with a
// [*MoneyError]; see [Money.Doubt] for an amount that has probably lost its unit.
func ParseMoney(text string, unit Unit) (Money, error) {
	f, err := figure.Parse(text)
	if err != nil {
		return Money{}, &MoneyError{Input: text, Problem: err.Error()}
	}
	own := f.Unit.Power != 0
	f = f.In(unit.figure())
	m := Money{Text: f.Text, Style: moneyStyle(f, unit)}
	switch f.Kind {
	case figure.Missing:
		m.Missing = f.Reason.String()
		return m, nil
	case figure.Range:
		return Money{}, &MoneyError{Input: text, Problem: fmt.Sprintf("%q is a range: give one amount", f.Text)}
	case figure.Nil:
		m.Step = decimal.New(1, unit.power())
		return m, nil
	}
	if f.Unit.Measure != figure.Pounds && !(own && f.Unit.Measure == figure.Plain) {
		return Money{}, &MoneyError{Input: text, Problem: fmt.Sprintf("%q is a percentage: an amount of money is needed", f.Text)}
	}
	if f.Places < 0 {
		return Money{}, &MoneyError{Input: text, Problem: fmt.Sprintf("%q has lost its last digits, as a number does in a narrow column: widen the column and copy the amount in full", f.Text)}
	}
	m.Pounds, m.Step = f.Base(), f.Step()
	return m, nil
}

// moneyStyle is the style of a parsed figure.
func moneyStyle(f figure.Figure, unit Unit) MoneyStyle {
	s := MoneyStyle{
		Unit: Unit(f.Unit.Power / 3), Places: f.Places, Sign: Sign(f.Style.Sign), SignAfter: f.Style.SignAfter,
		Plus: f.Style.Plus, Pound: f.Style.Pound, Grouped: f.Style.Grouped, Suffix: f.Style.Suffix, exponent: f.Style.Exponent,
		signBehind: f.Style.SignBehind, separator: f.Style.Separator, decimalComma: f.Style.DecimalComma,
	}
	if f.Kind != figure.Number {
		s.Unit, s.NilDash = unit, f.Kind == figure.Nil
	}
	return s
}

// HasAmount reports whether there is an amount.
func (m Money) HasAmount() bool { return m.Text != "" && m.Missing == "" }

// String prints the amount in its own style.
func (m Money) String() string {
	if !m.HasAmount() {
		return m.Text
	}
	return m.Style.Print(m.Pounds)
}

// Equal reports whether two amounts are the same number of pounds, or are both missing, however they are printed.
func (m Money) Equal(o Money) bool {
	return m.HasAmount() == o.HasAmount() && m.Pounds.Equal(o.Pounds)
}
