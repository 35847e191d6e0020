package fixed

import "github.com/shopspring/decimal"

// The powers of ten that printed steps are: a millionth of a penny to billions.
const (
	lowestPower  = -8
	highestPower = 9
)

var powersOfTen, zeros, fives = powersOf(1), powersOf(0), powersOf(5)

func powersOf(coefficient int64) (powers [highestPower - lowestPower + 1]decimal.Decimal) {
	for i := range powers {
		powers[i] = decimal.New(coefficient, lowestPower+int32(i))
	}
	return powers
}

// PowerOfTen is 1 at an exponent: 0.01 for −2. A decimal never changes, so that the usual ones are shared: each figure of a
// table has a step, and nearly all have the same.
func PowerOfTen(exponent int32) decimal.Decimal {
	if exponent >= lowestPower && exponent <= highestPower {
		return powersOfTen[exponent-lowestPower]
	}
	return decimal.New(1, exponent)
}

// Half is half of [PowerOfTen]: how far a figure printed to that place may be off.
func Half(exponent int32) decimal.Decimal {
	if exponent--; exponent >= lowestPower && exponent <= highestPower {
		return fives[exponent-lowestPower]
	}
	return decimal.New(5, exponent)
}

// Zero is 0 at an exponent, shared like [PowerOfTen].
func Zero(exponent int32) decimal.Decimal {
	if exponent >= lowestPower && exponent <= highestPower {
		return zeros[exponent-lowestPower]
	}
	return decimal.New(0, exponent)
}
