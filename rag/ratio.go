package rag

import "github.com/shopspring/decimal"

// Ratio is an exact fraction of two decimals: a position between two lines, a score, a share of progress. The zero value
// is undefined.
type Ratio struct {
	over, under decimal.Decimal // under is positive, or the ratio is undefined
}

// NewRatio is over / under; undefined when under is 0.
func NewRatio(over, under decimal.Decimal) Ratio {
	if under.IsNegative() {
		over, under = over.Neg(), under.Neg()
	}
	return Ratio{over: over, under: under}
}

// Defined reports whether there is a ratio.
func (q Ratio) Defined() bool { return q.under.IsPositive() }

// Cmp compares two ratios exactly, by cross multiplication. An undefined ratio comes after every other.
func (q Ratio) Cmp(other Ratio) int {
	switch {
	case !q.Defined() && !other.Defined():
		return 0
	case !q.Defined():
		return 1
	case !other.Defined():
		return -1
	}
	return q.over.Mul(other.under).Cmp(other.over.Mul(q.under))
}

// Equal reports whether two ratios are the same number, or both undefined.
func (q Ratio) Equal(other Ratio) bool { return q.Cmp(other) == 0 }

// CmpDecimal compares the ratio with a number, exactly.
func (q Ratio) CmpDecimal(d decimal.Decimal) int { return q.Cmp(NewRatio(d, decimal.NewFromInt(1))) }

// Round is the ratio to so many decimal places, half away from zero; ok is false when it is undefined.
func (q Ratio) Round(places int32) (d decimal.Decimal, ok bool) {
	if !q.Defined() {
		return d, false
	}
	return q.over.DivRound(q.under, places), true
}

// String is the ratio to two decimal places, or "undefined".
func (q Ratio) String() string {
	d, ok := q.Round(2)
	if !ok {
		return "undefined"
	}
	return d.String()
}

// Score is Spider Impact's score of a position, 0 to 10: 10/3 on the red line, 20/3 on the green one, the same slope
// beyond both until 0 and 10 (support.spiderstrategies.com, "Using KPI scoring types").
func (q Ratio) Score() Ratio {
	if !q.Defined() {
		return Ratio{}
	}
	ten, three := decimal.NewFromInt(10), decimal.NewFromInt(3)
	score := NewRatio(ten.Mul(q.under.Add(q.over)), three.Mul(q.under))
	switch {
	case score.over.IsNegative():
		return NewRatio(decimal.Zero, decimal.NewFromInt(1))
	case score.CmpDecimal(ten) > 0:
		return NewRatio(ten, decimal.NewFromInt(1))
	}
	return score
}

// Between is the position of a value between a red and a green line, p = (x − red) / (green − red): 0 on the red line, 1
// on the green one, not clamped. Lower is better when green is below red. It is undefined when the lines are equal.
func Between(x, red, green decimal.Decimal) Ratio { return NewRatio(x.Sub(red), green.Sub(red)) }
