// Package quantile computes sample quantiles of exact decimals by R's type 7, which Excel calls PERCENTILE.INC: the
// definition behind every median and quartile that DfE publishes.
package quantile

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Sort puts values in ascending order, in place.
func Sort(values []decimal.Decimal) {
	slices.SortFunc(values, func(a, b decimal.Decimal) int { return a.Cmp(b) })
}

// Of is the p-th quantile, 0 to 1, of values in ascending order. It is exact: the position h = (n − 1)p and the
// interpolation between the two values beside it need no division. ok is false without values or with p outside 0 to 1.
func Of(sorted []decimal.Decimal, p decimal.Decimal) (q decimal.Decimal, ok bool) {
	if len(sorted) == 0 || p.IsNegative() || p.GreaterThan(decimal.NewFromInt(1)) {
		return q, false
	}
	h := p.Mul(decimal.NewFromInt(int64(len(sorted) - 1)))
	i := int(h.IntPart())
	if i == len(sorted)-1 {
		return sorted[i], true
	}
	between := h.Sub(decimal.NewFromInt(int64(i)))
	return sorted[i].Add(between.Mul(sorted[i+1].Sub(sorted[i]))), true
}

// Median is the middle value, or half way between the two in the middle.
func Median(sorted []decimal.Decimal) (decimal.Decimal, bool) { return Of(sorted, decimal.New(5, -1)) }
