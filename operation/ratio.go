package operation

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// ratio is a number to so many places, and empty where there is none.
func ratio(d decimal.NullDecimal, places int32) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.StringFixed(places)
}

// short is a number to so many places at most.
func short(d decimal.Decimal, places int32) string {
	if n, small := fixed.Of(d); small {
		if n, done := n.Round(places); done {
			if text, done := n.AppendShort(nil); done {
				return string(text)
			}
		}
	}
	return d.Round(places).String()
}

// shortFloat is a computed number to so many places.
func shortFloat(v float64, places int) string { return strconv.FormatFloat(v, 'f', places, 64) }

// significant is a computed number to four significant digits.
func significant(v float64) string { return strconv.FormatFloat(v, 'g', 4, 64) }
