package demand

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Display is how DfE's dashboards write a number for reading (dfeR, pretty_num).
type Display struct {
	// Places is the number of decimal places to round to, half away from zero; negative rounds to tens or hundreds.
	// Defaults to 2 for a number in millions or billions and to 0 otherwise, unless Fixed.
	Places int32
	// Fixed says that Places is meant even when it is 0.
	Fixed bool
	// AtLeast is the least number of decimal places written. Defaults to Places.
	AtLeast int32
	// Plus writes a plus before a positive number.
	Plus bool
	// Pounds writes the pound sign.
	Pounds bool
	// Full writes millions and billions out. Defaults to "1.20 million".
	Full bool
	// Suffix follows the number.
	Suffix string
}

// Write gives the number as text: "£2.358 billion", "-1.00", "12.29%".
func (o Display) Write(d decimal.Decimal) string {
	scaled, word := d.Abs(), ""
	places := o.Places
	if !o.Full {
		switch {
		case scaled.GreaterThanOrEqual(decimal.New(1, 9)):
			scaled, word = scaled.Shift(-9), " billion"
		case scaled.GreaterThanOrEqual(decimal.New(1, 6)):
			scaled, word = scaled.Shift(-6), " million"
		}
	}
	if word != "" && places == 0 && !o.Fixed {
		places = 2
	}
	digits := commas(scaled.Round(places).StringFixed(max(0, places, o.AtLeast)))
	sign := ""
	switch {
	case d.IsNegative():
		sign = "-"
	case o.Plus && d.IsPositive():
		sign = "+"
	}
	if o.Pounds {
		sign += "£"
	}
	return sign + digits + word + o.Suffix
}

// commas separates the thousands of an unsigned number.
func commas(digits string) string {
	whole, fraction, point := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + fraction
	}
	return whole
}
