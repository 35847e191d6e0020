// Package checked makes machine integers of exact numbers and adds them without wrapping: what does not fit says so, and is
// never another number.
package checked

import (
	"math"

	"github.com/shopspring/decimal"
)

// Int is a whole number as an int. ok is false for a number that is not whole or does not fit the int of this machine, which
// has 32 bits on some.
func Int(d decimal.Decimal) (n int, ok bool) {
	if !d.IsInteger() || d.GreaterThan(decimal.NewFromInt(math.MaxInt)) || d.LessThan(decimal.NewFromInt(math.MinInt)) {
		return 0, false
	}
	return int(d.IntPart()), true
}

// Add is a + b; ok is false where that does not fit.
func Add(a, b int) (sum int, ok bool) {
	sum = a + b
	return sum, (b >= 0) == (sum >= a)
}
