package caseload

import "github.com/shopspring/decimal"

// RatioInterval is what a ratio can be, given that its inputs were rounded before they were printed.
type RatioInterval struct {
	Low Ratio
	// High is not defined when the ratio has no upper end, because the base may be zero.
	High Ratio
}

// Interval is the range of a ratio when the figures in FTE and the days lost were rounded to a step, 0.1 in what DfE
// publishes. Headcounts and cases are exact. ok is false when a figure is missing.
func (w Workforce) Interval(k WorkforceRatio, step decimal.Decimal) (interval RatioInterval, ok bool) {
	p := w.parts(k)
	if !p.part.Valid || !p.base.Valid {
		return interval, false
	}
	half := step.Div(decimal.NewFromInt(2))
	if w.Measure == Headcount {
		half = decimal.Zero
	}
	partHalf := half
	if p.wholeCount {
		partHalf = decimal.Zero
	}
	atLeast := func(d decimal.Decimal) decimal.Decimal { return decimal.Max(d, decimal.Zero) }
	part, base := p.part.Decimal, p.base.Decimal
	// Every one of these ratios rises with its part and falls with its base.
	interval.Low = p.ratio(atLeast(part.Sub(partHalf)), base.Add(half), w.Measure)
	interval.High = p.ratio(part.Add(partHalf), atLeast(base.Sub(half)), w.Measure)
	return interval, interval.Low.Defined()
}

// Allows reports whether a ratio printed to a step can be right: whether some value in the interval rounds to it. The ends
// are allowed, because a half may have been rounded either way.
func (i RatioInterval) Allows(printed, step decimal.Decimal) bool {
	half := step.Div(decimal.NewFromInt(2))
	if order, ok := i.Low.Cmp(printed.Add(half)); ok && order > 0 {
		return false
	}
	order, ok := i.High.Cmp(printed.Sub(half))
	return !ok || order >= 0
}
