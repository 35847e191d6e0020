// Package fixed calculates with decimals whose coefficient fits an int64, as whole numbers of their last place. A
// decimal.Decimal stands behind a pointer, and each sum or comparison of two makes new ones on the heap: that was half of what
// a table of some hundred thousand rows cost. Every function here says whether it could do its work; where it could not, the
// caller does it with the decimals themselves, to the same result.
package fixed

import (
	"math/bits"

	"github.com/shopspring/decimal"
)

// Digits is how many decimal digits always fit an int64.
const Digits = 18

// Number is Units × 10^Exponent.
type Number struct {
	Units    int64
	Exponent int32
}

// Of is a decimal as a number; ok is false for one of more than eighteen digits.
func Of(d decimal.Decimal) (n Number, ok bool) {
	if d.NumDigits() > Digits {
		return n, false
	}
	return Number{d.CoefficientInt64(), d.Exponent()}, true
}

// Decimal is the number as a decimal.
func (n Number) Decimal() decimal.Decimal { return decimal.New(n.Units, n.Exponent) }

// powers are those of ten that an int64 holds.
var powers = [...]int64{
	1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}

// At is the number in units of another power of ten, as exactly as before; ok is false where that is no whole number or
// needs more than an int64.
func (n Number) At(exponent int32) (Number, bool) {
	shift := int64(n.Exponent) - int64(exponent)
	switch {
	case shift == 0:
		return n, true
	case n.Units == 0:
		return Number{0, exponent}, true
	case shift < 0 && -shift < int64(len(powers)):
		by := powers[-shift]
		return Number{n.Units / by, exponent}, n.Units%by == 0
	case shift > 0 && shift < int64(len(powers)):
		units, ok := times(n.Units, powers[shift])
		return Number{units, exponent}, ok
	}
	return Number{}, false
}

// times is a product, unless it leaves 63 bits.
func times(a, b int64) (int64, bool) {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	if high != 0 || low > 1<<63-1 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(low), true
	}
	return int64(low), true
}

// Plus is a sum, at the finer of the two exponents, as decimal.Decimal.Add gives it.
func (n Number) Plus(m Number) (Number, bool) {
	n, m, ok := level(n, m)
	sum := n.Units + m.Units
	return Number{sum, n.Exponent}, ok && (sum > n.Units) == (m.Units > 0)
}

// Minus is a difference.
func (n Number) Minus(m Number) (Number, bool) { return n.Plus(Number{-m.Units, m.Exponent}) }

// Times is a product, as decimal.Decimal.Mul gives it.
func (n Number) Times(m Number) (Number, bool) {
	units, ok := times(n.Units, m.Units)
	return Number{units, n.Exponent + m.Exponent}, ok
}

// Cmp compares two numbers.
func (n Number) Cmp(m Number) (order int, ok bool) {
	n, m, ok = level(n, m)
	return compare(n.Units, m.Units), ok
}

// level brings two numbers to the finer exponent.
func level(n, m Number) (Number, Number, bool) {
	ok := true
	switch {
	case n.Exponent < m.Exponent:
		m, ok = m.At(n.Exponent)
	case n.Exponent > m.Exponent:
		n, ok = n.At(m.Exponent)
	}
	return n, m, ok
}

// CmpRatio compares a/b with c/d for b and d above zero, by a product of 128 bits on each side. It cannot where the two
// products stand at different powers of ten.
func CmpRatio(a, b, c, d Number) (order int, ok bool) {
	if a.Exponent+d.Exponent != c.Exponent+b.Exponent || b.Units <= 0 || d.Units <= 0 {
		return 0, false
	}
	if signs := compare(sign(a.Units), sign(c.Units)); signs != 0 || a.Units == 0 {
		return signs, true
	}
	leftHigh, leftLow := bits.Mul64(magnitude(a.Units), uint64(d.Units))
	rightHigh, rightLow := bits.Mul64(magnitude(c.Units), uint64(b.Units))
	order = compare(leftHigh, rightHigh)
	if order == 0 {
		order = compare(leftLow, rightLow)
	}
	if a.Units < 0 {
		order = -order
	}
	return order, true
}

// Quotient is n/m to so many decimal places, half away from zero, as decimal.Decimal.DivRound gives it.
func (n Number) Quotient(m Number, places int32) (Number, bool) {
	if m.Units == 0 {
		return Number{}, false
	}
	// The quotient in units of 10^-places is (n.Units / m.Units) × 10^shift.
	shift := int64(n.Exponent) - int64(m.Exponent) + int64(places)
	over, under := magnitude(n.Units), magnitude(m.Units)
	high, ok := uint64(0), true
	if shift >= 0 && shift < 6 && over < 1<<43 {
		// Nearly all quotients fit 64 bits, whose division takes a third of the time.
		over *= uint64(powers[shift])
		quotient := over / under
		if rest := over - quotient*under; rest >= under-rest {
			quotient++
		}
		return signed(quotient, n.Units, m.Units, places), true
	}
	switch {
	case shift >= int64(len(powers)) || shift <= -int64(len(powers)):
		return Number{}, false
	case shift >= 0:
		high, over = bits.Mul64(over, uint64(powers[shift]))
	default:
		var above uint64
		above, under = bits.Mul64(under, uint64(powers[-shift]))
		ok = above == 0
	}
	if !ok || high >= under || under > 1<<63 {
		return Number{}, false
	}
	quotient, rest := bits.Div64(high, over, under)
	if rest >= under-rest {
		quotient++
	}
	if quotient > 1<<62 {
		return Number{}, false
	}
	return signed(quotient, n.Units, m.Units, places), true
}

// signed is the quotient of two numbers of which the size is known.
func signed(size uint64, n, m int64, places int32) Number {
	units := int64(size)
	if (n < 0) != (m < 0) {
		units = -units
	}
	return Number{units, -places}
}

// Round is the number to so many decimal places, half away from zero, as decimal.Decimal.Round gives it.
func (n Number) Round(places int32) (Number, bool) {
	drop := int64(-places) - int64(n.Exponent)
	switch {
	case drop <= 0:
		return n.At(-places)
	case drop >= int64(len(powers)):
		return n.Quotient(Number{1, 0}, places)
	}
	over, under := magnitude(n.Units), uint64(powers[drop])
	quotient := over / under
	if over-quotient*under >= under/2 {
		quotient++
	}
	return signed(quotient, n.Units, 1, places), true
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func sign(n int64) int { return compare(n, 0) }

func compare[T int | int64 | uint64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
