package rag

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// TrajectoryRule rates a value against what its trajectory requires on the date of the measurement.
type TrajectoryRule struct {
	// Trajectory is that of every reading which does not state its own.
	Trajectory
	// GreenWithin is the miss of the required value that is still green. Defaults to 0.
	GreenWithin Allowance `json:"green_within,omitzero"`
	// AmberWithin is the miss that is still amber. Defaults to GreenWithin: no amber.
	AmberWithin Allowance `json:"amber_within,omitzero"`
	// Edges default to the better side.
	Edges Edges `json:"edges,omitzero"`
}

// Kind is trajectory.
func (TrajectoryRule) Kind() Kind { return KindTrajectory }

func (t TrajectoryRule) way(x *Reading) Trajectory {
	if x.Trajectory.IsZero() {
		return t.Trajectory
	}
	return x.Trajectory
}

func (t TrajectoryRule) amber(x *Reading) Allowance {
	return x.Tolerance.or(t.AmberWithin).or(t.GreenWithin)
}

func (t TrajectoryRule) judge(_ *Rule, x *Reading, value decimal.Decimal, p Polarity) judgement {
	if p == Neutral {
		return unrated(NoPolarity)
	}
	required, ok := t.way(x).standard(value, x.Date, p)
	if !ok || x.Date.IsZero() {
		return unrated(NoTarget)
	}
	if problem := unlikeMoney(x.Actual, t.GreenWithin, t.amber(x)); problem != "" {
		return doubtful(problem)
	}
	return held(t.against(required, value, p, x))
}

// against holds a value against a required one, all multiplied by the days the line was divided by.
func (t TrajectoryRule) against(required Ratio, value decimal.Decimal, p Polarity, x *Reading) lines {
	l := newLines(miss(value.Mul(required.Denominator), required.Numerator, p), t.GreenWithin.ofRatio(required), t.amber(x).ofRatio(required), t.Edges)
	l.scale = required.Denominator
	return l
}

// cutPlaces is the precision to which a line that a division made is tried: far beyond any printed figure.
const cutPlaces = 40

func (t TrajectoryRule) cuts(_ *Rule, x *Reading, _ Polarity) []decimal.Decimal {
	required, ok := t.way(x).Required(x.Date)
	if !ok {
		return nil
	}
	at, _ := required.Round(cutPlaces)
	return aroundTarget(at, t.GreenWithin.Of(at), t.amber(x).Of(at))
}

func (t TrajectoryRule) reason(a *Assessment) string {
	x := &a.reading
	way := t.way(x)
	switch {
	case a.State == NoTarget && x.Date.IsZero():
		return "no date of the measurement is given"
	case a.State == NoTarget && len(way.Milestones) == 0:
		return "no milestones are given"
	case a.State == NoTarget:
		return "nothing is required on " + x.Date.Long() + ": no dated baseline or milestone comes before it"
	}
	required, _ := way.standard(x.Actual.number, x.Date, a.rule.polarity(x))
	end := "on or better than required"
	if a.judged.lines.miss.IsPositive() {
		at, _ := required.Round(x.Actual.places() + 2)
		end = "worse than required by " + difference(x.Actual, miss(x.Actual.number, at, a.rule.polarity(x))) + ", " + a.allowed(t.GreenWithin, t.amber(x), at)
	}
	return way.sentence(x.Actual, x.Date, end)
}

// places are the decimal places a value is printed with; those of its number when it is exact.
func (v Value) places() int32 {
	if v.text != "" {
		return v.digits
	}
	return max(0, -v.number.Exponent())
}

// sentence says what was measured and what was required: "24% on 31 August 2019; the line from 24 on 30 April 2019 to
// 55 on 31 October 2019 requires 44.7: below the required rate".
func (t Trajectory) sentence(actual Value, on Date, end string) string {
	required, ok := t.Required(on)
	before, after, _ := t.between(on)
	if !ok {
		first := t.points()[0]
		return fmt.Sprintf("%s on %s; the %s due on %s is met already: %s", actual, on.Long(), first.Value, first.Date.Long(), end)
	}
	way := fmt.Sprintf("the line from %s on %s to %s on %s", before.Value, before.Date.Long(), after.Value, after.Date.Long())
	switch {
	case before == after:
		way = "the milestone of " + before.Date.Long()
		if before == t.Baseline {
			way = "the baseline of " + before.Date.Long()
		}
	case t.By == Step:
		way = "the step of " + before.Date.Long()
	}
	places := actual.places()
	at, _ := required.Round(places)
	if exact := NewRatio(at, decimal.NewFromInt(1)); exact.Cmp(required) != 0 {
		at, _ = required.Round(places + 1)
	}
	return fmt.Sprintf("%s on %s; %s requires %s: %s", actual, on.Long(), way, printLike(actual, at), end)
}

func (t TrajectoryRule) validate(r *Rule) Faults {
	faults := append(allowanceFaults(t.GreenWithin, t.AmberWithin), t.Edges.faults()...)
	if t.Trajectory.IsZero() {
		return faults
	}
	if r.Polarity == Neutral {
		faults = append(faults, fault(MissingPolarity, "polarity", "the rule sets milestones and no polarity: give higher, lower or close"))
	}
	return append(faults, t.Trajectory.Validate()...)
}
