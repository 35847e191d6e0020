package form

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// maxNumber bounds the digits of a setting.
const maxNumber = 12

// plainNumber reads a number of 0 or more from a setting, of few digits and without a sign.
func plainNumber(text string) (decimal.Decimal, bool) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > maxNumber || strings.Trim(text, "0123456789.") != "" {
		return decimal.Decimal{}, false
	}
	value, err := decimal.NewFromString(text)
	return value, err == nil
}

// positiveNumber reads a number above zero from a setting.
func positiveNumber(text string) (decimal.Decimal, string) {
	value, ok := plainNumber(text)
	if !ok || !value.IsPositive() {
		return decimal.Decimal{}, strconv.Quote(strings.TrimSpace(text)) + " is not a number above 0: write 18, or 17.5"
	}
	return value, ""
}

// percentage reads a share from 0 to 100, with or without its sign.
func percentage(text string) (decimal.Decimal, bool) {
	value, ok := plainNumber(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	return value, ok && value.LessThanOrEqual(decimal.NewFromInt(100))
}

// mostWhole bounds a whole number that a person types.
const mostWhole = 100_000

// wholeNumber reads a whole number of 0 or more; blank is 0.
func wholeNumber(text string) (int, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, true
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 0 && n <= mostWhole && strings.Trim(text, "0123456789") == ""
}
