package operation

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// ratio is a number to so many places, and empty where there is none.
func ratio(d decimal.NullDecimal, places int32) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.StringFixed(places)
}

// question is what has to be settled before an answer can be relied on.
func question(code, text string) *figure.Fault {
	return &figure.Fault{Code: code, Problem: text, Question: true}
}
