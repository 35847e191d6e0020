package scrutiny

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// NearestMeans are the printable means on either side of a printed one that n whole scores can have, to its places: where no
// sum of n prints as 3.47 of 20, 3.45 and 3.5 are what might have stood there. Where the mean itself is possible both are it.
// The errors are those of [MeanCounts].
func NearestMeans(mean string, n int, rounding Rounding) (below, above decimal.Decimal, err error) {
	counts, err := MeanCounts(mean, n, rounding)
	if err != nil {
		return below, above, err
	}
	s, err := ParseShare(mean)
	if err != nil {
		return below, above, err
	}
	if counts.Possible() {
		return s.Percent, s.Percent, nil
	}
	of := func(sum *big.Int) decimal.Decimal {
		return toDecimal(new(ratio).Quo(new(ratio).SetInt(sum), newRatio(int64(n), 1)), s.Places)
	}
	sum := floorWhole(new(ratio).Mul(fraction(s.Percent), newRatio(int64(n), 1)))
	return of(sum), of(new(big.Int).Add(sum, big.NewInt(1))), nil
}

// Deviation asks whether n whole scores can have a printed mean and a printed standard deviation together: the one of a sample,
// with n − 1. The sum of their squares is a whole number, odd when their sum is odd, and no less than the square of the sum
// over n: where none of those prints as the deviation, the two printed figures are not of n whole scores (the GRIMMER test of
// Anaya 2016, with the parity of Allard 2018, in exact numbers). A mean of which no sum is possible is not possible with any
// deviation. Fewer than two scores, and a figure that is no number or a negative deviation, are a [*figure.Fault].
func Deviation(mean, deviation string, n int, rounding Rounding) (possible bool, err error) {
	return deviates(mean, deviation, n, rounding, func(sum, squares *big.Int) bool {
		return squares.Cmp(new(big.Int).Abs(sum)) >= 0 && new(big.Int).Add(sum, squares).Bit(0) == 0
	})
}

// BinaryDeviation is [Deviation] of scores that are 0 or 1, whose squares are themselves, so that the mean fixes the
// deviation (the DEBIT test of Heathers and Brown 2019).
func BinaryDeviation(mean, deviation string, n int, rounding Rounding) (possible bool, err error) {
	return deviates(mean, deviation, n, rounding, func(sum, squares *big.Int) bool {
		return sum.Sign() >= 0 && sum.Cmp(squares) == 0 && sum.Cmp(big.NewInt(int64(n))) <= 0
	})
}

// deviates tries the sums behind a mean, and for each the sums of squares that print the deviation.
func deviates(mean, deviation string, n int, rounding Rounding, allowed func(sum, squares *big.Int) bool) (bool, error) {
	counts, err := MeanCounts(mean, n, rounding)
	if err != nil {
		return false, err
	}
	s, err := ParseShare(deviation)
	if err != nil {
		return false, err
	}
	if n < 2 || s.Percent.IsNegative() {
		return false, &figure.Fault{Code: figure.BadValue, Value: deviation, Problem: fmt.Sprintf("a standard deviation of %s of %d scores has no meaning: it needs two, and is not negative", deviation, n)}
	}
	span := s.span(rounding)
	if span.lo.v == nil || span.lo.v.Sign() < 0 {
		span.lo = end{v: new(ratio)}
	}
	// Σx² = variance · (n − 1) + (Σx)² / n.
	lessOne, scores := newRatio(int64(n-1), 1), newRatio(int64(n), 1)
	square := func(e end) *ratio { return new(ratio).Mul(new(ratio).Mul(e.v, e.v), lessOne) }
	low, high := square(span.lo), square(span.hi)
	const most = 1000 // sums and squares tried: beyond it the figures are too coarse to rule anything out
	tried := 0
	for sum := counts.Min; sum <= counts.Max; sum++ {
		whole := big.NewInt(int64(sum))
		middle := new(ratio).Quo(new(ratio).SetInt(new(big.Int).Mul(whole, whole)), scores)
		least, greatest := new(ratio).Add(low, middle), new(ratio).Add(high, middle)
		for squares := ceilWhole(least); ; squares.Add(squares, big.NewInt(1)) {
			at := new(ratio).SetInt(squares)
			if c := at.Cmp(greatest); c > 0 || c == 0 && span.hi.open {
				break
			}
			if tried++; tried > most {
				return true, nil
			}
			if span.lo.open && at.Cmp(least) == 0 {
				continue
			}
			if allowed(whole, squares) {
				return true, nil
			}
		}
	}
	return false, nil
}
