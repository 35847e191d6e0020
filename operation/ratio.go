package operation

import "github.com/shopspring/decimal"

// ratio is a number to so many places, and empty where there is none.
func ratio(d decimal.NullDecimal, places int32) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.StringFixed(places)
}
