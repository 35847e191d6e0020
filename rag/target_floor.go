package rag

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// TargetFloor rates a value by two absolute lines: green from the target on, red beyond the floor standard, amber
// between (Kent). Thresholds such as "90 and above green, below 70 red" are the same with the lines in the rule. When
// the two are equal there is no amber. For a measure that is better close to its target the floor says how far away, to
// either side, red begins, and only the target itself is green.
type TargetFloor struct {
	// Target is the green line of every reading which does not state its own.
	Target Value `json:"target,omitzero"`
	// Floor is the red line of every reading which does not state its own.
	Floor Value `json:"floor,omitzero"`
	// Edges default to the better side.
	Edges Edges `json:"edges,omitzero"`
}

// Kind is target_floor.
func (TargetFloor) Kind() Kind { return KindTargetFloor }

func (t TargetFloor) lines(x *Reading) (target, floor Value) {
	return x.Target.or(t.Target), x.Floor.or(t.Floor)
}

func (t TargetFloor) judge(_ *Rule, x *Reading, value decimal.Decimal, p Polarity) judgement {
	target, floor := t.lines(x)
	switch {
	case p == Neutral:
		return unrated(NoPolarity)
	case !target.Known():
		return unrated(NoTarget)
	case floorBeyondTarget(target, floor, p) != nil:
		return unrated(Contradictory)
	}
	for _, line := range [...]Value{target, floor} {
		if problem := clash(x.Actual, line); problem != "" {
			return doubtful(problem)
		}
	}
	short := miss(value, target.number, p)
	if !floor.Known() {
		if within(short, decimal.Zero, t.Edges.Green) {
			return judgement{rating: Green}
		}
		return unrated(NoTarget)
	}
	return held(newLines(short, decimal.Zero, miss(floor.number, target.number, p), t.Edges))
}

func (t TargetFloor) cuts(_ *Rule, x *Reading, _ Polarity) []decimal.Decimal {
	target, floor := t.lines(x)
	if !floor.Known() {
		return []decimal.Decimal{target.number}
	}
	return aroundTarget(target.number, decimal.Zero, target.number.Sub(floor.number))
}

func (t TargetFloor) reason(a *Assessment) string {
	target, floor := t.lines(&a.reading)
	x := a.reading.Actual
	switch {
	case a.State == Contradictory:
		return fmt.Sprintf("the floor of %s is better than the target of %s", floor, target)
	case a.State == NoTarget && !target.Known():
		return "no target is stated"
	case a.State == NoTarget:
		return fmt.Sprintf("%s misses the target of %s, and no floor tells amber from red", x, target)
	case a.Rating == Green:
		return fmt.Sprintf("%s meets the target of %s", x, target)
	case a.Rating == Amber:
		return fmt.Sprintf("%s misses the target of %s and is not beyond the floor of %s", x, target, floor)
	}
	return fmt.Sprintf("%s is beyond the floor of %s (target %s)", x, floor, target)
}

func (t TargetFloor) validate(r *Rule) Faults {
	faults := append(t.Edges.faults(), floorBeyondTarget(t.Target, t.Floor, r.Polarity)...)
	if r.Polarity == Neutral && (t.Target.Known() || t.Floor.Known()) {
		faults = append(faults, fault(MissingPolarity, "polarity", "the rule sets its own lines and no polarity: give higher, lower or close"))
	}
	if t.Target.Known() && t.Floor.Known() && t.Target.number.Equal(t.Floor.number) && t.Edges.Green == Better && t.Edges.Red == Worse {
		faults = append(faults, fault(Overlap, "edges", "%s is both target and floor, green by one edge and red by the other", t.Target))
	}
	return faults
}
