package scrutiny

import (
	"fmt"
	"math"
	"math/big"
)

// tellingWindow is how many steps to either side of the computed value are counted for a figure without natural bounds.
const tellingWindow = 100

// telling counts the printable values that would have passed. A figure drawn at random from them would have been caught
// in the rest of the cases; slips near the truth are likelier, so this is a bound and not a probability of error.
func (e equation) telling(o outcome) *Telling {
	q := e.printed
	if q.oneSided() || q.step == nil || !o.possible.bounded() {
		return nil
	}
	half := new(ratio).Quo(q.step, newRatio(2, 1))
	first := ceilWhole(new(ratio).Quo(new(ratio).Sub(o.possible.lo.v, half), q.step))
	last := floorWhole(new(ratio).Quo(new(ratio).Add(o.possible.hi.v, half), q.step))
	if q.percent() && o.possible.lo.v.Sign() >= 0 && o.possible.hi.v.Cmp(newRatio(100, 1)) <= 0 {
		all := floorWhole(new(ratio).Quo(newRatio(100, 1), q.step))
		if first.Sign() < 0 {
			first.SetInt64(0)
		}
		if last.Cmp(all) > 0 {
			last.Set(all)
		}
		return &Telling{Passing: count(first, last), Of: clampInt(all) + 1, Window: "from 0% to 100%"}
	}
	passing := count(first, last)
	if passing > 2*tellingWindow {
		return &Telling{Passing: passing, Of: passing, Window: "the values that the inputs allow"}
	}
	return &Telling{Passing: passing, Of: 2*tellingWindow + 1, Window: fmt.Sprintf("within %s", q.show(new(ratio).Mul(q.step, newRatio(tellingWindow, 1)), 0))}
}

// count is the number of whole numbers from first to last.
func count(first, last *big.Int) int {
	n := new(big.Int).Sub(last, first)
	return max(0, clampInt(n)+1)
}

// clampInt keeps a count that no report can need from overflowing, on machines of 32 bits too. What is negative is -1: none.
func clampInt(n *big.Int) int {
	const most = math.MaxInt32 - 1
	switch {
	case n.Sign() < 0:
		return -1
	case !n.IsInt64() || n.Int64() > most:
		return most
	}
	return int(n.Int64())
}

// gapChance is the share of honest columns of n items whose printed total misses the sum of the printed items by at least
// k units of the last place, items and total rounded alike: P(|E| ≥ k − ½) with E the sum of n uniform rounding errors
// (Irwin and Hall), exact.
func gapChance(n, k int) *ratio {
	if k <= 0 {
		return newRatio(1, 1)
	}
	// P(E ≥ k − ½) = P(S ≥ n/2 + k − ½) = P(S ≤ n/2 − k + ½) for S the sum of n uniforms on 0 to 1.
	x := newRatio(int64(n-2*k+1), 2)
	if x.Sign() <= 0 {
		return new(ratio)
	}
	total, choose, factorial := new(ratio), big.NewInt(1), big.NewInt(1)
	for j := 0; j <= n; j++ {
		y := new(ratio).Sub(x, newRatio(int64(j), 1))
		if y.Sign() <= 0 {
			break
		}
		term := new(ratio).Mul(power(y, n), new(ratio).SetInt(choose))
		if j%2 == 1 {
			term.Neg(term)
		}
		total.Add(total, term)
		choose.Mul(choose, big.NewInt(int64(n-j))).Quo(choose, big.NewInt(int64(j+1)))
	}
	for j := 2; j <= n; j++ {
		factorial.Mul(factorial, big.NewInt(int64(j)))
	}
	total.Quo(total, new(ratio).SetInt(factorial))
	return total.Mul(total, newRatio(2, 1))
}

func power(x *ratio, n int) *ratio {
	exponent := big.NewInt(int64(n))
	return new(ratio).SetFrac(new(big.Int).Exp(x.Num(), exponent, nil), new(big.Int).Exp(x.Denom(), exponent, nil))
}
