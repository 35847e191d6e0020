package rag

import (
	"fmt"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
	"github.com/scrutineer-dev/scrutineer/internal/order"

	"github.com/shopspring/decimal"
)

// Milestone is the value that is due on a date.
type Milestone struct {
	Date  Date  `json:"date,omitzero"`
	Value Value `json:"value"`
}

// Path is how a trajectory runs from one milestone to the next.
type Path int

const (
	// Line is a straight line between dated points: half way in time, half way in value.
	Line Path = iota
	// Step holds the last value until the day of the next milestone.
	Step
)

var pathNames = enum.Of("Path", "line", "step")

// String is line or step.
func (p Path) String() string { return pathNames.String(int(p)) }

// MarshalText writes line or step.
func (p Path) MarshalText() ([]byte, error) { return pathNames.Marshal(int(p)) }

// UnmarshalText reads line or step; empty text is Line.
func (p *Path) UnmarshalText(text []byte) error { return enum.UnmarshalOrZero(pathNames, text, p) }

// Trajectory is a measure's way from a baseline through dated milestones: 24% in April 2019, 55% by October 2019, 70% by
// June 2020, 85% by September 2020 (seed report of 10 September 2019, appendix 2).
type Trajectory struct {
	// By is how the way runs between two points. Defaults to Line.
	By Path `json:"by,omitzero"`
	// Baseline is where the measure stood. Without a date the line starts at the first milestone.
	Baseline Milestone `json:"baseline,omitzero"`
	// Milestones are in order of date. A baseline dated after a milestone is one more point of the way.
	Milestones []Milestone `json:"milestones,omitempty"`
}

// IsZero reports whether there is nothing to hold a measure against.
func (t Trajectory) IsZero() bool {
	return len(t.Milestones) == 0 && t.Baseline == (Milestone{}) && t.By == Line
}

// points are the dated values in order of date. On one day the milestone follows the baseline, and so counts.
func (t Trajectory) points() []Milestone {
	points := make([]Milestone, 0, len(t.Milestones)+1)
	for _, m := range append([]Milestone{t.Baseline}, t.Milestones...) {
		if !m.Date.IsZero() && m.Value.Known() {
			points = append(points, m)
		}
	}
	order.Stable(points, func(a, b Milestone) int { return int(a.Date) - int(b.Date) })
	return points
}

// Required is the value due on a date, exactly. From the last milestone on it is that milestone's value; before a
// baseline it is the baseline's. ok is false without milestones, and before the first one when no dated baseline
// says where the way begins. A rule still rates a value that meets the first milestone already.
func (t Trajectory) Required(on Date) (required Ratio, ok bool) {
	before, after, ok := t.between(on)
	if !ok {
		return Ratio{}, false
	}
	span, gone := decimal.NewFromInt(int64(after.Date-before.Date)), decimal.NewFromInt(int64(on-before.Date))
	if t.By == Step || before.Date == after.Date {
		return NewRatio(before.Value.number, decimal.NewFromInt(1)), true
	}
	rise := after.Value.number.Sub(before.Value.number)
	return NewRatio(before.Value.number.Mul(span).Add(rise.Mul(gone)), span), true
}

// standard is what a value is held against on a date: the required value, or the first milestone where nothing says what
// is required before it and the value meets it already.
func (t Trajectory) standard(value decimal.Decimal, on Date, p Polarity) (required Ratio, ok bool) {
	if required, ok = t.Required(on); ok || len(t.Milestones) == 0 || p == Neutral {
		return required, ok
	}
	first := t.points()
	if len(first) == 0 || miss(value, first[0].Value.number, p).IsPositive() {
		return Ratio{}, false
	}
	return NewRatio(first[0].Value.number, decimal.NewFromInt(1)), true
}

// between is the point on or before a date and the one after it; the same point twice beyond either end.
func (t Trajectory) between(on Date) (before, after Milestone, ok bool) {
	points := t.points()
	if len(points) == 0 || len(t.Milestones) == 0 {
		return before, after, false
	}
	next, _ := slices.BinarySearchFunc(points, on, func(m Milestone, on Date) int {
		if m.Date <= on {
			return -1
		}
		return 1
	})
	switch {
	case next == len(points):
		return points[next-1], points[next-1], true
	case next > 0:
		return points[next-1], points[next], true
	}
	anchored := !t.Baseline.Date.IsZero() && t.Baseline.Value.Known()
	return points[0], points[0], anchored && points[0] == t.Baseline
}

// last is the final milestone: what the whole way leads to.
func (t Trajectory) last() (Milestone, bool) {
	points := t.points()
	if len(t.Milestones) == 0 || len(points) == 0 {
		return Milestone{}, false
	}
	return points[len(points)-1], true
}

// Validate finds milestones out of order, without a date or without a value. A milestone on or before the baseline's
// date is legal, and a warning.
func (t Trajectory) Validate() Faults {
	var faults Faults
	if len(t.Milestones) == 0 {
		faults = append(faults, fault(Missing, "milestones", "a trajectory needs at least one milestone"))
	}
	for i, m := range t.Milestones {
		path := fmt.Sprintf("milestones[%d]", i)
		switch {
		case m.Date.IsZero():
			faults = append(faults, fault(Missing, path+".date", "the milestone has no date"))
		case i > 0 && m.Date <= t.Milestones[i-1].Date:
			faults = append(faults, fault(MilestonesOutOfOrder, path+".date", "%s is not after %s: list the milestones in order of date, one a day", m.Date, t.Milestones[i-1].Date))
		case m.Date <= t.Baseline.Date:
			faults = append(faults, warning(MilestoneBeforeBaseline, path+".date", "%s is not after the baseline of %s", m.Date, t.Baseline.Date))
		}
		if !m.Value.Known() {
			faults = append(faults, fault(Missing, path+".value", "the milestone has no value"))
		}
	}
	return faults
}
