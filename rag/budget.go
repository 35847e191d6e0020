package rag

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Sides says whether a budget rule looks at overspending alone.
type Sides int

const (
	// OneSided rates overspending; any underspend is green.
	OneSided Sides = iota
	// TwoSided rates the size of the variance, whichever way it goes.
	TwoSided
)

var sidesNames = enum.Of("Sides", "one", "two")

// String is one or two.
func (s Sides) String() string { return sidesNames.String(int(s)) }

// MarshalText writes one or two.
func (s Sides) MarshalText() ([]byte, error) { return sidesNames.Marshal(int(s)) }

// UnmarshalText reads one or two; empty text is one.
func (s *Sides) UnmarshalText(text []byte) error { return enum.UnmarshalOrZero(sidesNames, text, s) }

// Budget rates spending, or the forecast of it, against a budget by the variance as a share of the size of the budget.
// Oxfordshire 2016: two-sided, 2% green, 5% amber. Oxford City: one-sided, up to 100% of budget green, to 105% amber,
// which is 0% and 5% here. A measure is spending unless its polarity is higher: then it is income, and a shortfall is
// what an overspend is otherwise. Against a budget of 0 every share is 0, so any overspend is beyond it.
type Budget struct {
	// Sides defaults to OneSided.
	Sides Sides `json:"sides,omitzero"`
	// GreenWithin is the variance that is still green. Defaults to 0.
	GreenWithin Allowance `json:"green_within,omitzero"`
	// AmberWithin is the variance that is still amber. Defaults to GreenWithin: no amber.
	AmberWithin Allowance `json:"amber_within,omitzero"`
	// Edges default to the better side.
	Edges Edges `json:"edges,omitzero"`
}

// Kind is budget.
func (Budget) Kind() Kind { return KindBudget }

func (b Budget) amber(x *Reading) Allowance { return x.Tolerance.or(b.AmberWithin).or(b.GreenWithin) }

func (b Budget) judge(r *Rule, x *Reading, value decimal.Decimal, p Polarity) judgement {
	budget, ok := x.Target.Decimal()
	if !ok {
		return unrated(NoTarget)
	}
	if problem := clash(x.Actual, x.Target); problem != "" {
		return doubtful(problem)
	}
	if problem := unlikeMoney(x.Actual, b.GreenWithin, b.amber(x)); problem != "" {
		return doubtful(problem)
	}
	variance := b.variance(value, budget, p)
	green, amber := b.GreenWithin.Of(budget), b.amber(x).Of(budget)
	if r.Round != nil && !budget.IsZero() {
		percent := variance.Shift(2).DivRound(budget.Abs(), int32(*r.Round))
		variance = percent.Mul(budget.Abs()).Shift(-2)
	}
	return held(newLines(variance, green, amber, b.Edges))
}

// variance is how far the value is on the wrong side of the budget; its size alone under a two-sided rule.
func (b Budget) variance(value, budget decimal.Decimal, p Polarity) decimal.Decimal {
	over := value.Sub(budget)
	if p == HigherBetter {
		over = over.Neg()
	}
	if b.Sides == TwoSided {
		return over.Abs()
	}
	return over
}

func (b Budget) cuts(r *Rule, x *Reading, _ Polarity) []decimal.Decimal {
	budget := x.Target.number
	cuts := aroundTarget(budget, b.GreenWithin.Of(budget), b.amber(x).Of(budget))
	if r.Round != nil {
		half := decimal.New(5, -int32(*r.Round)-1).Mul(budget.Abs()).Shift(-2)
		for _, cut := range cuts[1:5] {
			cuts = append(cuts, cut.Add(half), cut.Sub(half))
		}
	}
	return cuts
}

func (b Budget) reason(a *Assessment) string {
	budget, ok := a.reading.Target.Decimal()
	if !ok {
		return "no budget is stated"
	}
	x, l := a.reading.Actual, a.judged.lines
	variance := x.number.Sub(budget)
	size := printLike(x, variance.Abs())
	if percent, ok := NewRatio(variance.Abs().Shift(2), budget.Abs()).Round(2); ok {
		size += fmt.Sprintf(" (%s%% of budget)", percent)
	}
	said := fmt.Sprintf("%s against a budget of %s: ", x, a.reading.Target)
	switch variance.Sign() {
	case 0:
		return said + "on budget"
	case 1:
		said += size + " over"
	default:
		said += size + " under"
	}
	if a.Rating == Green && !l.miss.IsPositive() {
		return said
	}
	return said + ", " + a.allowed(b.GreenWithin, b.amber(&a.reading), budget)
}

func (b Budget) validate(r *Rule) Faults {
	faults := append(allowanceFaults(b.GreenWithin, b.AmberWithin), b.Edges.faults()...)
	if b.Sides < OneSided || b.Sides > TwoSided {
		faults = append(faults, fault(Unknown, "sides", "%v: give one or two", b.Sides))
	}
	if r.Polarity == CloserBetter {
		faults = append(faults, fault(WrongPolarity, "polarity", `a budget has no close to target: set "sides": "two"`))
	}
	return faults
}
