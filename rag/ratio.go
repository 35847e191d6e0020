package rag

import (
	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Ratio is an exact fraction: a position between two lines, a score, a share of progress.
type Ratio = figure.Ratio

// NewRatio is over / under; undefined when under is 0.
func NewRatio(over, under decimal.Decimal) Ratio { return figure.NewRatio(over, under) }

// Score is Spider Impact's score of a position, 0 to 10: 10/3 on the red line, 20/3 on the green one, the same slope
// beyond both until 0 and 10 (support.spiderstrategies.com, "Using KPI scoring types"). It is undefined where the position
// is.
func Score(position Ratio) Ratio {
	if !position.Defined() {
		return Ratio{}
	}
	one, three, ten := decimal.NewFromInt(1), decimal.NewFromInt(3), decimal.NewFromInt(10)
	score := NewRatio(ten.Mul(position.Denominator.Add(position.Numerator)), three.Mul(position.Denominator))
	switch {
	case score.CmpDecimal(decimal.Zero) < 0:
		return NewRatio(decimal.Zero, one)
	case score.CmpDecimal(ten) > 0:
		return NewRatio(ten, one)
	}
	return score
}

// Between is the position of a value between a red and a green line, p = (x − red) / (green − red): 0 on the red line, 1
// on the green one, not clamped. Lower is better when green is below red. It is undefined when the lines are equal.
func Between(x, red, green decimal.Decimal) Ratio { return NewRatio(x.Sub(red), green.Sub(red)) }
