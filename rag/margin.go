package rag

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Margin is how far a value is from the next colours, in the unit of the measure. A colour of Unrated is one that does
// not exist: nothing is better than Green.
type Margin struct {
	Better   Rating `json:"better"`
	ToBetter Ratio  `json:"to_better"`
	Worse    Rating `json:"worse"`
	ToWorse  Ratio  `json:"to_worse"`
}

// Equal reports whether two margins lead to the same colours over the same distances.
func (m Margin) Equal(n Margin) bool {
	return m.Better == n.Better && m.Worse == n.Worse && m.ToBetter.Equal(n.ToBetter) && m.ToWorse.Equal(n.ToWorse)
}

// margin is how far the miss is from the next better and the next worse colour.
func (l lines) margin() (m Margin) {
	switch l.rating() {
	case Green:
		m.Worse, m.ToWorse = Amber, NewRatio(l.green.Sub(l.miss), l.scale)
		if l.red.Equal(l.green) {
			m.Worse = Red
		}
	case Amber:
		m.Better, m.ToBetter = Green, NewRatio(l.miss.Sub(l.green), l.scale)
		m.Worse, m.ToWorse = Red, NewRatio(l.red.Sub(l.miss), l.scale)
	case Red:
		m.Better, m.ToBetter = Amber, NewRatio(l.miss.Sub(l.red), l.scale)
		if l.red.Equal(l.green) {
			m.Better = Green
		}
	}
	return m
}

// margin finds the nearest better and worse colour under a rule without a green and a red line, by trying every value at
// which the colour may change, on it and just beyond.
func (r *Rule) margin(x *Reading) (m Margin) {
	here := r.judge(x, x.Actual.number).rating
	cuts := slices.Clone(r.Method.cuts(r, x, r.polarity(x)))
	slices.SortFunc(cuts, func(a, b decimal.Decimal) int { return a.Cmp(b) })
	one, two := decimal.NewFromInt(1), decimal.NewFromInt(2)
	for i, cut := range cuts {
		below, above := cut.Sub(one), cut.Add(one)
		if i > 0 {
			below = cut.Add(cuts[i-1]).Div(two)
		}
		if i+1 < len(cuts) {
			above = cut.Add(cuts[i+1]).Div(two)
		}
		beyond := above
		if x.Actual.number.GreaterThan(cut) {
			beyond = below
		}
		tries := []decimal.Decimal{cut, beyond}
		if cut.Equal(x.Actual.number) {
			tries = []decimal.Decimal{below, above}
		}
		for _, try := range tries {
			m.nearer(here, r.judge(x, try).rating, NewRatio(cut.Sub(x.Actual.number).Abs(), one))
		}
	}
	return m
}

// nearer keeps a colour that is nearer than the one known.
func (m *Margin) nearer(here, there Rating, distance Ratio) {
	switch {
	case there == Unrated || there == here:
	case there < here && distance.Cmp(m.ToBetter) < 0:
		m.Better, m.ToBetter = there, distance
	case there > here && distance.Cmp(m.ToWorse) < 0:
		m.Worse, m.ToWorse = there, distance
	}
}
