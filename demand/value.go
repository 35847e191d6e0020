package demand

import (
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Missing says why a published cell holds no number. None of the reasons can become one: a suppressed count is between
// 1 and 5, a "low" one rounds to zero but is not zero, and an unavailable one may be anything.
//
// Source: DfE analysts' guide, "Data symbols" (statistics-production/ud, read 2026); the older GSS symbols are still
// found in files and are read too.
type Missing int

const (
	// Blank is an empty cell, and the zero value: a [Value] nobody filled is missing, not zero.
	Blank Missing = iota
	// Confidential is c (or *): suppressed, so that nobody can be identified.
	Confidential
	// NotApplicable is z (or n/a).
	NotApplicable
	// Unavailable is x (or :, .., ., -, NA, NULL).
	Unavailable
	// Unreliable is u: there is a figure, too unreliable to print.
	Unreliable
	// Low is low, k or ~: rounds to zero, but is not zero.
	Low
)

var missingNames = enum.Of("Missing", "blank", "confidential", "not applicable", "unavailable", "unreliable", "rounds to zero but is not zero")

var missingSymbols = [...]string{"", "c", "z", "x", "u", "low"}

// String is the reason in words.
func (m Missing) String() string { return missingNames.String(int(m)) }

// Symbol is the reason as today's data standard writes it: c, z, x, u, low, or nothing for a blank.
func (m Missing) Symbol() string {
	if m < 0 || int(m) >= len(missingSymbols) {
		return m.String()
	}
	return missingSymbols[m]
}

// MissingNamed is the reason whose words [Missing.String] gives.
func MissingNamed(words string) (Missing, error) {
	for m := range Missing(missingNames.Len()) {
		if m.String() == words {
			return m, nil
		}
	}
	return Blank, fmt.Errorf("%q is no reason for a missing figure", words)
}

// said is the reason as a sentence has it: "is suppressed".
func (m Missing) said() string {
	switch m {
	case Confidential:
		return "suppressed"
	case Blank:
		return "not given"
	}
	return m.String()
}

// MarshalText writes the symbol.
func (m Missing) MarshalText() ([]byte, error) {
	if m < 0 || int(m) >= len(missingSymbols) {
		return nil, fmt.Errorf("missing reason %d does not exist", int(m))
	}
	return []byte(missingSymbols[m]), nil
}

// UnmarshalText reads a symbol.
func (m *Missing) UnmarshalText(text []byte) error {
	reason, ok := ParseMissing(string(text))
	if !ok {
		return fmt.Errorf("%q is not a symbol for a missing value: use c, z, x, u or low", text)
	}
	*m = reason
	return nil
}

// ParseMissing reads a symbol that stands for a missing value, in either case and with or without the square brackets
// that the Government Statistical Service recommends. A lone dash is a missing value, as DfE's bulk files use it; in a
// council's finance table it is nil, which is why this is not the reader of those.
func ParseMissing(text string) (Missing, bool) {
	text = strings.TrimSpace(text)
	if text == "-" || text == "−" || text == "–" || text == "[-]" {
		return Unavailable, true
	}
	reason, ok := figure.ParseReason(text)
	if !ok {
		return Blank, false
	}
	switch reason {
	case figure.Confidential:
		return Confidential, true
	case figure.NotApplicable:
		return NotApplicable, true
	case figure.Unavailable, figure.SpreadsheetError:
		return Unavailable, true
	case figure.Unreliable:
		return Unreliable, true
	case figure.Low:
		return Low, true
	}
	return Blank, true
}

// Value is a number, or the reason why there is none. The zero value is missing ([Blank]). It answers for every figure
// here that may not exist: a published cell, a mean of no neighbours, an interval without a lower end.
type Value struct {
	number  decimal.Decimal
	present bool
	missing Missing
}

// Number is the value d.
func Number(d decimal.Decimal) Value { return Value{number: d, present: true} }

// Whole is the value n.
func Whole(n int) Value { return Number(decimal.NewFromInt(int64(n))) }

// Absent is a missing value and why.
func Absent(m Missing) Value { return Value{missing: m} }

// ValueError is a text that is neither a number nor a symbol for a missing one.
type ValueError struct {
	Input   string
	Problem string
}

func (e *ValueError) Error() string { return e.Problem }

// ParseValue reads a published cell: a number, with or without separators of thousands, or a symbol. Numbers of more than
// 40 digits or with an exponent beyond ±30 are refused. The error is a [*ValueError].
func ParseValue(text string) (Value, error) {
	if m, ok := ParseMissing(text); ok {
		return Absent(m), nil
	}
	d, err := figure.ParseDecimal(strings.TrimSpace(text))
	if err != nil {
		return Value{}, &ValueError{Input: text, Problem: err.Error()}
	}
	return Number(d), nil
}

// Decimal is the number; ok is false for a missing value.
func (v Value) Decimal() (d decimal.Decimal, ok bool) { return v.number, v.present }

// Missing is why there is no number; ok is false when there is one.
func (v Value) Missing() (m Missing, ok bool) { return v.missing, !v.present }

// Equal reports whether two values are the same number, or missing for the same reason.
func (v Value) Equal(other Value) bool {
	if v.present != other.present {
		return false
	}
	if v.present {
		return v.number.Equal(other.number)
	}
	return v.missing == other.missing
}

// Round rounds a number half away from zero, as DfE does, and leaves a missing value as it is.
func (v Value) Round(places int32) Value {
	if v.present {
		v.number = v.number.Round(places)
	}
	return v
}

// String is the number, or the symbol of the reason.
func (v Value) String() string {
	if v.present {
		return v.number.String()
	}
	return v.missing.Symbol()
}

// MarshalText writes the number or the symbol.
func (v Value) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a number or a symbol.
func (v *Value) UnmarshalText(text []byte) error {
	read, err := ParseValue(string(text))
	if err != nil {
		return err
	}
	*v = read
	return nil
}
