package demand

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/quantile"
)

// Quantile is the p-th quantile, 0 to 1, of the values that have data, by one of the nine definitions of Hyndman and Fan
// (1996) but the third. Type 7 is what DfE, R and Excel's PERCENTILE.INC use; type 6 is Excel's PERCENTILE.EXC. It is
// exact up to 16 decimal places. It is missing without data, with p outside 0 to 1, and for an unknown type.
func Quantile(values []Value, p decimal.Decimal, kind int) Value {
	sorted := present(values)
	quantile.Sort(sorted)
	one := decimal.NewFromInt(1)
	if len(sorted) == 0 || p.IsNegative() || p.GreaterThan(one) {
		return Absent(Unavailable)
	}
	n := decimal.NewFromInt(int64(len(sorted)))
	third := func(numerator int64) decimal.Decimal {
		return decimal.NewFromInt(numerator).DivRound(decimal.NewFromInt(24), 30)
	}
	// The quantile stands at position np + m, counted from 1, between the order statistics on either side.
	var m decimal.Decimal
	switch kind {
	case 1, 2:
		return Number(step(sorted, n.Mul(p), kind))
	case 4:
	case 5:
		m = decimal.New(5, -1)
	case 6:
		m = p
	case 7:
		m = one.Sub(p)
	case 8:
		m = p.Add(one).Mul(third(8))
	case 9:
		m = p.Mul(decimal.New(25, -2)).Add(third(9))
	default:
		return Absent(NotApplicable)
	}
	h := n.Mul(p).Add(m)
	// A third written out in decimals must not push a whole position to the one below it.
	if whole := h.Round(0); h.Sub(whole).Abs().LessThan(decimal.New(1, -20)) {
		h = whole
	}
	i := int(h.Floor().IntPart())
	low, high := at(sorted, i), at(sorted, i+1)
	return Number(low.Add(h.Sub(h.Floor()).Mul(high.Sub(low))).Round(precision))
}

// step is the value of the inverse of the distribution at position h; type 2 takes the mean where it jumps.
func step(sorted []decimal.Decimal, h decimal.Decimal, kind int) decimal.Decimal {
	i := int(h.Floor().IntPart())
	if !h.Equal(h.Floor()) {
		return at(sorted, i+1)
	}
	if kind == 2 {
		return at(sorted, i).Add(at(sorted, i+1)).Mul(decimal.New(5, -1))
	}
	return at(sorted, i)
}

// at is the i-th order statistic, counted from 1, the ends standing for what lies beyond them.
func at(sorted []decimal.Decimal, i int) decimal.Decimal {
	return sorted[max(0, min(len(sorted)-1, i-1))]
}

// Categories are the bounds of k groups of values, from the least to the greatest: quintiles, quartiles. The inner bounds
// are type-7 quantiles rounded to 10 places. Fewer than four values have none, as in Fingertips.
func Categories(values []Value, k int) []decimal.Decimal {
	const fewest, places = 4, 10
	sorted := present(values)
	if len(sorted) < fewest || k < 1 {
		return nil
	}
	quantile.Sort(sorted)
	bounds := []decimal.Decimal{sorted[0]}
	for i := 1; i < k; i++ {
		h := (len(sorted) - 1) * i
		low := sorted[h/k]
		q := low
		if part := h % k; part > 0 {
			q = low.Add(decimal.NewFromInt(int64(part)).Mul(sorted[h/k+1].Sub(low)).DivRound(decimal.NewFromInt(int64(k)), precision))
		}
		bounds = append(bounds, q.Round(places))
	}
	return append(bounds, sorted[len(sorted)-1])
}

// Category is the first group whose upper bound v does not pass, counted from 1; 0 without a value or bounds, or beyond
// the last.
func Category(v Value, bounds []decimal.Decimal) int {
	if !v.present {
		return 0
	}
	for i := 1; i < len(bounds); i++ {
		if v.number.LessThanOrEqual(bounds[i]) {
			return i
		}
	}
	return 0
}

// HealthQuantile is the quantile, 1 to k, in which each value lies by its rank, as public-health profiles make it: the
// first holds the highest values unless ascending. This is not DfE's band (see [Quartiles.Band]). Missing values have
// none, and nobody has one when there are fewer than k. (PHEindicatormethods v2.1.0, R/Quantiles.R.)
func HealthQuantile(values []Value, k int, ascending bool) ([]Value, error) {
	if k < 1 {
		return nil, &SampleError{"k", fmt.Sprintf("the number of quantiles is %d: it must be 1 or more", k)}
	}
	groups := Ranks(values, !ascending, TiesBest)
	n := int64(len(present(values)))
	for i, rank := range groups {
		switch {
		case n < int64(k):
			groups[i] = Absent(Unavailable)
		case rank.present:
			// floor((k + 1) − ceil((n + 1 − rank)·k/n)), and 1 for 0.
			above := ceilDiv((n+1-rank.number.IntPart())*int64(k), n)
			groups[i] = Whole(int(max(1, int64(k)+1-above)))
		}
	}
	return groups, nil
}
