package rag

import (
	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"
)

// Tolerance rates a value against a target by the miss: how far it is on the wrong side. The miss is a difference, never
// a ratio to the target, so that targets of 0 and below are legal. On or better than the target is always Green.
type Tolerance struct {
	// GreenWithin is the miss that is still green. Defaults to 0.
	GreenWithin Allowance `json:"green_within,omitzero"`
	// AmberWithin is the miss that is still amber. Defaults to GreenWithin: no amber.
	AmberWithin Allowance `json:"amber_within,omitzero"`
	// Column is what a reading's own tolerance stands for. Defaults to AmberColumn.
	Column Column `json:"tolerance_column,omitzero"`
	// Target is that of every reading which does not state its own.
	Target Value `json:"target,omitzero"`
	// Edges default to the better side.
	Edges Edges `json:"edges,omitzero"`
}

// Column says which line the tolerance of a single indicator moves.
type Column int

const (
	// DefaultColumn is the amber line under tolerance, and the green one under tolerance_trend.
	DefaultColumn Column = iota
	// AmberColumn takes the indicator's tolerance as the miss that is still amber.
	AmberColumn
	// GreenColumn takes it as the miss that is still green.
	GreenColumn
)

var columnNames = enum.Of("Column", "", "amber", "green")

// String is amber or green; empty for the default.
func (c Column) String() string { return columnNames.String(int(c)) }

// MarshalText writes amber or green.
func (c Column) MarshalText() ([]byte, error) { return columnNames.Marshal(int(c)) }

// UnmarshalText reads amber or green.
func (c *Column) UnmarshalText(text []byte) error { return enum.Unmarshal(columnNames, text, c) }

// Kind is tolerance.
func (Tolerance) Kind() Kind { return KindTolerance }

func (t Tolerance) green(x *Reading) Allowance {
	if t.Column == GreenColumn {
		return x.Tolerance.or(t.GreenWithin)
	}
	return t.GreenWithin
}

func (t Tolerance) amber(x *Reading) Allowance {
	if t.Column == GreenColumn {
		return t.AmberWithin.or(t.green(x))
	}
	return x.Tolerance.or(t.AmberWithin).or(t.GreenWithin)
}

func (t Tolerance) target(x *Reading) Value { return x.Target.or(t.Target) }

// or is the value, or another where nobody gave one.
func (v Value) or(w Value) Value {
	if v.Known() {
		return v
	}
	return w
}

func (t Tolerance) judge(_ *Rule, x *Reading, value decimal.Decimal, p Polarity) judgement {
	target := t.target(x)
	switch {
	case p == Neutral:
		return unrated(NoPolarity)
	case !target.Known():
		return unrated(NoTarget)
	}
	aim, amber := target.number, t.amber(x)
	if problem := clash(x.Actual, target); problem != "" {
		return doubtful(problem)
	}
	if problem := tooWide(x.Actual, aim, amber); problem != "" {
		return doubtful(problem)
	}
	green := t.green(x)
	if problem := unlikeMoney(x.Actual, green, amber); problem != "" {
		return doubtful(problem)
	}
	return held(newLines(miss(value, aim, p), green.Of(aim), amber.Of(aim), t.Edges))
}

func (t Tolerance) cuts(_ *Rule, x *Reading, _ Polarity) []decimal.Decimal {
	target, ok := t.target(x).Decimal()
	if !ok {
		return nil
	}
	return aroundTarget(target, t.green(x).Of(target), t.amber(x).Of(target))
}

// aroundTarget are the values on the two lines, to both sides of the target.
func aroundTarget(target, green, amber decimal.Decimal) []decimal.Decimal {
	return []decimal.Decimal{target, target.Sub(green), target.Add(green), target.Sub(amber), target.Add(amber)}
}

func (t Tolerance) reason(a *Assessment) string {
	x := &a.reading
	if a.State == NoTarget {
		return "no target is stated"
	}
	return a.missSentence("target", t.target(x), t.green(x), t.amber(x))
}

func (t Tolerance) validate(r *Rule) Faults {
	faults := append(allowanceFaults(t.GreenWithin, t.AmberWithin), t.Edges.faults()...)
	faults = append(faults, shareOfZero("amber_within", t.AmberWithin, t.Target)...)
	if t.Target.Known() && r.Polarity == Neutral {
		faults = append(faults, fault(MissingPolarity, "polarity", "the rule sets a target and no polarity: give higher, lower or close"))
	}
	return faults
}
