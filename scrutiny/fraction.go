package scrutiny

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// fraction is a decimal as an exact fraction. The decimals here come through the door of figure.Parse, so their
// exponents are small.
func fraction(d decimal.Decimal) *ratio {
	if e := d.Exponent(); e >= -18 && e <= 18 && d.NumDigits() <= 18 {
		whole := newRatio(d.CoefficientInt64(), 1)
		if e == 0 {
			return whole
		}
		return whole.Mul(whole, powerOfTen(e))
	}
	return new(ratio).take(d.Rat())
}

// powerOfTen is 10^n.
func powerOfTen(n int32) *ratio {
	if n >= -18 && n <= 18 {
		size, power := n, int64(1)
		if size < 0 {
			size = -size
		}
		for range size {
			power *= 10
		}
		if n < 0 {
			return &ratio{n: 1, d: power}
		}
		return &ratio{n: power, d: 1}
	}
	abs := n
	if abs < 0 {
		abs = -abs
	}
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(abs)), nil)
	if n < 0 {
		return new(ratio).SetFrac(big.NewInt(1), ten)
	}
	return new(ratio).SetInt(ten)
}

// roundTo is x at a multiple of step, half away from zero.
func roundTo(x, step *ratio) *ratio {
	units := new(ratio).Quo(x, step)
	if units.b == nil {
		return units.Mul(newRatio(roundSmall(units.n, units.den()), 1), step)
	}
	return new(ratio).Mul(new(ratio).SetInt(roundWhole(units)), step)
}

// roundSmall is n/d to the nearest whole number, half away from zero, for positive d.
func roundSmall(n, d int64) int64 {
	whole, rest := n/d, n%d
	switch {
	case rest >= 0 && rest >= d-rest:
		return whole + 1
	case rest < 0 && -rest >= d+rest:
		return whole - 1
	}
	return whole
}

// roundWhole is x to the nearest whole number, half away from zero.
func roundWhole(x *ratio) *big.Int {
	if x.b == nil {
		return big.NewInt(roundSmall(x.n, x.den()))
	}
	twice := new(big.Int).Lsh(new(big.Int).Abs(x.Num()), 1)
	twice.Add(twice, x.Denom())
	whole := twice.Quo(twice, new(big.Int).Lsh(x.Denom(), 1))
	if x.Sign() < 0 {
		whole.Neg(whole)
	}
	return whole
}

// floorWhole is the greatest whole number not above x.
func floorWhole(x *ratio) *big.Int {
	if x.b == nil {
		whole := x.n / x.den()
		if x.n%x.den() < 0 {
			whole--
		}
		return big.NewInt(whole)
	}
	return new(big.Int).Div(x.Num(), x.Denom())
}

// ceilWhole is the least whole number not below x.
func ceilWhole(x *ratio) *big.Int {
	return new(big.Int).Neg(floorWhole(new(ratio).Neg(x)))
}

// toDecimal is x to so many places, half away from zero; exactly when it ends before.
func toDecimal(x *ratio, places int32) decimal.Decimal {
	if exact, ok := x.decimal(places); ok {
		return exact
	}
	coefficient := roundWhole(new(ratio).Mul(x, powerOfTen(places)))
	return trimmed(decimal.NewFromBigInt(coefficient, -places))
}

// decimal is x where it ends within so many places, 18 at most.
func (x *ratio) decimal(places int32) (decimal.Decimal, bool) {
	if x.b != nil {
		return decimal.Decimal{}, false
	}
	for k, power := int32(0), int64(1); k <= min(places, 17); k, power = k+1, power*10 {
		if power%x.den() == 0 {
			coefficient, ok := mul64(x.n, power/x.den())
			return decimal.New(coefficient, -k), ok
		}
	}
	return decimal.Decimal{}, false
}

// trimmed is d without zeros after its last digit behind the point, so that 1.500 is written 1.5.
func trimmed(d decimal.Decimal) decimal.Decimal {
	for d.Exponent() < 0 {
		shorter := d.Truncate(-d.Exponent() - 1)
		if !shorter.Equal(d) {
			return d
		}
		d = shorter
	}
	return d
}
