package scrutiny

import (
	"math"
	"math/big"
	"math/bits"
)

// ratio is an exact fraction. Nearly every printed figure and every sum of them fits in two machine words; only what does
// not is kept as a big.Rat, so that a whole budget book is checked in a tenth of a second. The methods are those of big.Rat:
// the receiver takes the result. The zero value is 0.
type ratio struct {
	n, d int64 // in lowest terms, d positive; d of 0 stands for 1
	b    *big.Rat
}

func newRatio(n, d int64) *ratio { return new(ratio).reduce(n, d) }

// den is the denominator of a small fraction.
func (x *ratio) den() int64 {
	if x.d == 0 {
		return 1
	}
	return x.d
}

// reduce sets x to n/d in lowest terms. Neither is the least int64, whose sign cannot be turned.
func (x *ratio) reduce(n, d int64) *ratio {
	if d < 0 {
		n, d = -n, -d
	}
	if d != 1 {
		if g := gcd64(n, d); g > 1 {
			n, d = n/g, d/g
		}
	}
	x.n, x.d, x.b = n, d, nil
	return x
}

func gcd64(a, b int64) int64 {
	if a < 0 {
		a = -a
	}
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// rat is the fraction as a big.Rat.
func (x *ratio) rat() *big.Rat {
	if x.b != nil {
		return x.b
	}
	return big.NewRat(x.n, x.den())
}

// take sets x to a big result, as a small fraction where it fits.
func (x *ratio) take(r *big.Rat) *ratio {
	if r.Num().IsInt64() && r.Denom().IsInt64() && r.Num().Int64() != math.MinInt64 {
		x.n, x.d, x.b = r.Num().Int64(), r.Denom().Int64(), nil
		return x
	}
	x.n, x.d, x.b = 0, 0, r
	return x
}

func mul64(a, b int64) (int64, bool) {
	negative := (a < 0) != (b < 0)
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	if high != 0 || low > math.MaxInt64 {
		return 0, false
	}
	if negative {
		return -int64(low), true
	}
	return int64(low), true
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return uint64(-a)
	}
	return uint64(a)
}

func add64(a, b int64) (int64, bool) {
	sum := a + b
	if (a > 0 && b > 0 && sum < 0) || (a < 0 && b < 0 && sum >= 0) || sum == math.MinInt64 {
		return 0, false
	}
	return sum, true
}

// Add sets x to a + b.
func (x *ratio) Add(a, b *ratio) *ratio {
	if a.b == nil && b.b == nil {
		if a.den() == b.den() {
			if sum, ok := add64(a.n, b.n); ok {
				return x.reduce(sum, a.den())
			}
		} else if left, ok := mul64(a.n, b.den()); ok {
			right, ok1 := mul64(b.n, a.den())
			d, ok2 := mul64(a.den(), b.den())
			if sum, ok3 := add64(left, right); ok1 && ok2 && ok3 {
				return x.reduce(sum, d)
			}
		}
	}
	return x.take(new(big.Rat).Add(a.rat(), b.rat()))
}

// Sub sets x to a − b.
func (x *ratio) Sub(a, b *ratio) *ratio { return x.Add(a, new(ratio).Neg(b)) }

// Mul sets x to a × b.
func (x *ratio) Mul(a, b *ratio) *ratio {
	if a.b == nil && b.b == nil {
		n, ok1 := mul64(a.n, b.n)
		d, ok2 := mul64(a.den(), b.den())
		if ok1 && ok2 {
			return x.reduce(n, d)
		}
	}
	return x.take(new(big.Rat).Mul(a.rat(), b.rat()))
}

// Quo sets x to a ÷ b. Callers refuse a b of 0 first.
func (x *ratio) Quo(a, b *ratio) *ratio {
	if a.b == nil && b.b == nil && b.n != 0 {
		n, ok1 := mul64(a.n, b.den())
		d, ok2 := mul64(a.den(), b.n)
		if ok1 && ok2 {
			return x.reduce(n, d)
		}
	}
	return x.take(new(big.Rat).Quo(a.rat(), b.rat()))
}

// Inv sets x to 1 ÷ a. Callers refuse an a of 0 first.
func (x *ratio) Inv(a *ratio) *ratio { return x.Quo(&ratio{n: 1}, a) }

// Neg sets x to −a.
func (x *ratio) Neg(a *ratio) *ratio {
	if a.b != nil {
		return x.take(new(big.Rat).Neg(a.b))
	}
	x.n, x.d, x.b = -a.n, a.d, nil
	return x
}

// Abs sets x to the size of a.
func (x *ratio) Abs(a *ratio) *ratio {
	if a.Sign() < 0 {
		return x.Neg(a)
	}
	return x.Set(a)
}

// Set sets x to a.
func (x *ratio) Set(a *ratio) *ratio {
	*x = *a
	return x
}

// SetInt sets x to a whole number.
func (x *ratio) SetInt(a *big.Int) *ratio {
	if a.IsInt64() && a.Int64() != math.MinInt64 {
		x.n, x.d, x.b = a.Int64(), 1, nil
		return x
	}
	return x.take(new(big.Rat).SetInt(a))
}

// SetFrac sets x to a ÷ b.
func (x *ratio) SetFrac(a, b *big.Int) *ratio { return x.take(new(big.Rat).SetFrac(a, b)) }

// Cmp is −1, 0 or 1 as x is below, at or above a.
func (x *ratio) Cmp(a *ratio) int {
	if x.b == nil && a.b == nil {
		if x.den() == a.den() {
			return order64(x.n, a.n)
		}
		left, ok1 := mul64(x.n, a.den())
		right, ok2 := mul64(a.n, x.den())
		if ok1 && ok2 {
			return order64(left, right)
		}
	}
	return x.rat().Cmp(a.rat())
}

func order64(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Sign is −1, 0 or 1.
func (x *ratio) Sign() int {
	if x.b != nil {
		return x.b.Sign()
	}
	return order64(x.n, 0)
}

// IsInt reports whether x is whole.
func (x *ratio) IsInt() bool {
	if x.b != nil {
		return x.b.IsInt()
	}
	return x.den() == 1
}

// isOne reports whether x is 1.
func (x *ratio) isOne() bool { return x.b == nil && x.n == 1 && x.den() == 1 }

// Num is the numerator, a copy.
func (x *ratio) Num() *big.Int {
	if x.b != nil {
		return new(big.Int).Set(x.b.Num())
	}
	return big.NewInt(x.n)
}

// Denom is the denominator, a copy.
func (x *ratio) Denom() *big.Int {
	if x.b != nil {
		return new(big.Int).Set(x.b.Denom())
	}
	return big.NewInt(x.den())
}

// Float64 is the nearest float, for ordering findings by size only.
func (x *ratio) Float64() (float64, bool) { return x.rat().Float64() }
