package figure

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Problem is why a text is not a figure: a stable code for callers to test.
type Problem string

const (
	// NotNumber is a word or a mark where a number is needed.
	NotNumber Problem = "not_a_number"
	// BadGrouping is a comma, space or apostrophe that does not separate thousands: "1,23,456", "41 30".
	BadGrouping Problem = "bad_grouping"
	// DecimalComma is a comma that can only stand before decimals, "0,435" or "1.234,5": no group of thousands begins
	// with 0. [Reading].DecimalComma reads a column that is written so.
	DecimalComma Problem = "decimal_comma"
	// TwoPoints is more than one decimal point, "12.2.1".
	TwoPoints Problem = "two_decimal_points"
	// TooManyDigits is more than [MaxDigits] digits.
	TooManyDigits Problem = "too_many_digits"
	// ExponentTooLarge is an exponent beyond ±[MaxExponent].
	ExponentTooLarge Problem = "exponent_too_large"
	// BadExponent is an exponent with a point, a comma or a group behind it: "1e1.", "3e0,,".
	BadExponent Problem = "bad_exponent"
	// NotFinite is NaN or an infinity.
	NotFinite Problem = "not_finite"
	// BadRange is a pair such as "12/10" that is not a range.
	BadRange Problem = "bad_range"
	// BadSign is a sign or bracket that is doubled, unclosed or misplaced.
	BadSign Problem = "bad_sign"
	// ForeignDigits are digits other than 0 to 9, such as the full-width "１２".
	ForeignDigits Problem = "foreign_digits"
)

// says is what is wrong and what to do, in words that follow the quoted text.
func (p Problem) says() (problem, remedy string) {
	switch p {
	case BadGrouping:
		return "has a mark that does not separate thousands", "write 123,456 or 123456"
	case DecimalComma:
		return "has a decimal comma", "write a point, as in 0.435, or say that the column has decimal commas"
	case TwoPoints:
		return "has more than one decimal point", "write 12.2 or 12,200"
	case TooManyDigits:
		return "has more than 40 digits", "write it shorter"
	case ExponentTooLarge:
		return "has an exponent beyond ±30", "write the number out"
	case BadExponent:
		return "has something behind its exponent", "write the number out"
	case NotFinite:
		return "is not a finite number", "leave the cell blank or use x for unavailable"
	case BadRange:
		return "is not a range", "write the low value, a slash and the digits that differ, as in 522/3"
	case BadSign:
		return "has a sign or bracket out of place", "write -145 or (145)"
	case ForeignDigits:
		return "has digits other than 0 to 9", "write 0 to 9"
	}
	return "is not a number", "write digits, as in 12,087 or £12.261m"
}

// Error is a text that is not a figure.
type Error struct {
	Input   string
	Problem Problem
}

func (e *Error) Error() string { return e.Fault().Error() }

// Fault is the refusal as a fault of an input: the reader adds where it stands.
func (e *Error) Fault() *Fault {
	problem, remedy := e.says()
	return &Fault{Code: string(e.Problem), Value: e.Input, Problem: fmt.Sprintf("%q %s", abbreviate(e.Input), problem), Remedy: remedy}
}

// says is the problem in the words that fit the text.
func (e *Error) says() (problem, remedy string) {
	problem, remedy = e.Problem.says()
	if e.Problem == BadGrouping && strings.ContainsRune(e.Input, ',') {
		problem = "has a comma that does not separate thousands"
	}
	return problem, remedy
}

// abbreviate keeps a message readable when a whole file lands in one cell.
func abbreviate(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
