package rag

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Kind is a family of rules.
type Kind string

// The families, as the "kind" of a rule's JSON.
const (
	KindDelivery       Kind = "delivery"
	KindTrajectory     Kind = "trajectory"
	KindTolerance      Kind = "tolerance"
	KindToleranceTrend Kind = "tolerance_trend"
	KindTargetFloor    Kind = "target_floor"
	KindBudget         Kind = "budget"
	KindRange          Kind = "range"
	KindQuartile       Kind = "quartile"
)

// Rule colours a reading, or an action. It is data: it is read from and written as JSON, and is a pure function of what
// it rates, without memory of the colour before.
type Rule struct {
	// ID names the rule through all its versions.
	ID string
	// Version tells apart the rules of one ID.
	Version string
	// Since is the day from which the version applies. Defaults to always.
	Since Date
	// Source is the document that sets the rule, with its paragraph.
	Source string
	// Title is what people call it.
	Title string
	// Polarity is that of every measure the rule rates which does not state its own.
	Polarity Polarity
	// Round is the number of decimal places to which a value is rounded, half away from zero, before it is rated: needed
	// where bands are published in whole numbers. A budget rule rounds the variance in per cent. Defaults to not rounding.
	Round *int
	// NoChange is the change from one period to another that counts as no material change. Defaults to none at all.
	NoChange Allowance
	// Method is the family and its settings.
	Method Method
}

// Method is one family of rules with its settings: [Delivery], [TrajectoryRule], [Tolerance], [ToleranceTrend],
// [TargetFloor], [Budget], [Range] or [Quartile].
type Method interface {
	// Kind is the family.
	Kind() Kind
	// judge rates the value x, which is known and rounded, of a reading.
	judge(r *Rule, reading *Reading, x decimal.Decimal, p Polarity) judgement
	// cuts are the values at which the colour may change, for the reading.
	cuts(r *Rule, reading *Reading, p Polarity) []decimal.Decimal
	// reason says why, in one sentence.
	reason(a *Assessment) string
	// validate finds what is wrong with the settings.
	validate(r *Rule) Faults
}

// judgement is what a method makes of a value.
type judgement struct {
	rating Rating
	state  State
	band   string
	lines  lines
	lined  bool
	notes  []Note
	// also is the colour that it would be with a value that nobody gave; Unrated for none.
	also Rating
	// units is what is in doubt about the units of the values, where nothing was rated for it.
	units string
}

func unrated(s State) judgement { return judgement{state: s} }

// doubtful is the judgement of values whose units are in doubt.
func doubtful(units string) judgement { return judgement{state: NotComparable, units: units} }

// held is the judgement of a miss against two lines.
func held(l lines) judgement { return judgement{rating: l.rating(), lines: l, lined: true} }

// RuleRef names the rule that fired.
type RuleRef struct {
	ID      string `json:"id"`
	Version string `json:"version,omitempty"`
	Since   Date   `json:"since,omitzero"`
	Source  string `json:"source,omitempty"`
	Kind    Kind   `json:"kind"`
}

// String is the id and version of the rule, or its kind.
func (r RuleRef) String() string {
	switch {
	case r.ID == "":
		return string(r.Kind)
	case r.Version == "":
		return r.ID
	}
	return r.ID + " " + r.Version
}

// Ref is the rule's name.
func (r Rule) Ref() RuleRef {
	ref := RuleRef{ID: r.ID, Version: r.Version, Since: r.Since, Source: r.Source}
	if r.Method != nil {
		ref.Kind = r.Method.Kind()
	}
	return ref
}

// String is the id and version of the rule, or its kind.
func (r Rule) String() string { return r.Ref().String() }

// Rate is the colour of a reading, and why it has none. [Rule.Assess] gives the same with reason and working.
func (r Rule) Rate(x Reading) (Rating, State) {
	j := r.judge(&x, x.Actual.number)
	return j.rating, j.state
}

func (r *Rule) judge(x *Reading, value decimal.Decimal) judgement {
	if !x.Actual.Known() {
		return unrated(x.Actual.State())
	}
	if r.Method == nil {
		return unrated(NotApplicable)
	}
	return r.Method.judge(r, x, r.rounded(value), r.polarity(x))
}

// rounded is a value as the rule looks at it. A budget rule rounds later.
func (r *Rule) rounded(x decimal.Decimal) decimal.Decimal {
	if r.Round == nil || r.Method.Kind() == KindBudget {
		return x
	}
	return x.Round(int32(*r.Round))
}

func (r *Rule) polarity(x *Reading) Polarity {
	if x.Polarity != Neutral {
		return x.Polarity
	}
	return r.Polarity
}

// Validate finds everything that is wrong with the rule. A rule whose lines depend on the target is tried with a positive
// target, a negative one and 0: what only the last two bring out is a warning. [Rule.ValidateFor] tries a reading's own.
func (r Rule) Validate() Faults {
	var faults Faults
	if r.Method == nil {
		return append(faults, fault(Missing, "kind", "the rule has no kind: give delivery, trajectory, tolerance, tolerance_trend, target_floor, budget, range or quartile"))
	}
	if r.Round != nil && (*r.Round < -30 || *r.Round > 30) {
		faults = append(faults, fault(OutOfRange, "round", "%d decimal places: give a number from -30 to 30", *r.Round))
	}
	if r.Polarity < Neutral || r.Polarity > CloserBetter {
		faults = append(faults, fault(Unknown, "polarity", "%v: give higher, lower or close", r.Polarity))
	}
	if r.NoChange.Negative() {
		faults = append(faults, fault(NegativeTolerance, "no_change", "%s: give 0 or more", r.NoChange))
	}
	return append(faults, r.Method.validate(&r)...)
}

// allowanceFaults are those that every family with two allowances can have.
func allowanceFaults(green, amber Allowance) (faults Faults) {
	if green.Negative() {
		faults = append(faults, fault(NegativeTolerance, "green_within", "%s: give 0 or more", green))
	}
	if amber.Negative() {
		faults = append(faults, fault(NegativeTolerance, "amber_within", "%s: give 0 or more", amber))
	}
	if !amber.IsZero() && amber.below(green) {
		faults = append(faults, fault(Unreachable, "amber_within", "amber is unreachable: %s is within the %s that is green", amber, green))
	}
	return faults
}

// shareOfZero warns when a tolerance is a share of a target that is known to be 0.
func shareOfZero(path string, a Allowance, target Value) Faults {
	if a.share && a.amount.IsPositive() && target.Known() && target.number.IsZero() {
		return Faults{warning(ShareOfZero, path, "%s of a target of 0 allows nothing: give the tolerance in points", a)}
	}
	return nil
}

// ValidateFor finds what is wrong when the rule meets a reading: bands that a negative target turns over, a tolerance
// in per cent of a target of 0, a floor on the better side of the target.
func (r Rule) ValidateFor(x Reading) Faults { return r.validateFor(&x) }

func (r *Rule) validateFor(x *Reading) Faults {
	if r.Method == nil {
		return r.Validate()
	}
	switch m := r.Method.(type) {
	case Tolerance:
		return shareOfZero("tolerance", m.amber(x), m.target(x))
	case ToleranceTrend:
		return shareOfZero("tolerance", m.amber(x), m.target(x))
	case TargetFloor:
		target, floor := m.lines(x)
		return floorBeyondTarget(target, floor, r.polarity(x))
	case Range:
		return m.bandsFor(x).validate(r)
	}
	return nil
}

func floorBeyondTarget(target, floor Value, p Polarity) Faults {
	if !target.Known() || !floor.Known() {
		return nil
	}
	if p == HigherBetter && floor.number.GreaterThan(target.number) || p == LowerBetter && floor.number.LessThan(target.number) {
		return Faults{fault(FloorBeyondTarget, "floor", "the floor of %s is better than the target of %s, where %s is better: exchange them or the polarity", floor, target, p)}
	}
	return nil
}

// faults finds edges that do not exist.
func (e Edges) faults() (faults Faults) {
	for i, edge := range [...]Edge{e.Green, e.Red} {
		if edge < Better || edge > Worse {
			faults = append(faults, fault(Unknown, [...]string{"edges.green", "edges.red"}[i], "%v: give better or worse", edge))
		}
	}
	return faults
}

// miss is how far a value is on the wrong side of a target; negative when it is better.
func miss(x, target decimal.Decimal, p Polarity) decimal.Decimal {
	switch p {
	case HigherBetter:
		return target.Sub(x)
	case LowerBetter:
		return x.Sub(target)
	}
	return x.Sub(target).Abs()
}

// MustRule is a checked rule for literals in code. It panics on a rule with faults.
func MustRule(r Rule) Rule {
	if err := r.Validate().Err(); err != nil {
		panic(fmt.Sprintf("rag.MustRule(%s): %v", r, err))
	}
	return r
}
