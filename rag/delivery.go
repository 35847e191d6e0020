package rag

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Delivery rates an action (seed report of 10 September 2019, 5.3: "a red rating will be applied where the activity is
// behind schedule or below the required rate of improvement", amber where it "is in the process of being delivered or is
// awaiting sign off and completion", green where it "is on track or has been completed"). The first that holds decides:
//
//  1. complete: Green, and the state says so;
//  2. deferred or discontinued: Unrated;
//  3. past its due date: Red. The due date itself is not past;
//  4. measured, and worse than its trajectory requires on the day of measurement: Red;
//  5. not started after its start date: Red. On the start date itself it is not yet due;
//  6. measured, and as required or better: Green;
//  7. with Elapsed, and the work done in per cent: by its share of the time gone;
//  8. in progress, or awaiting sign-off: Amber;
//  9. before its start: Unrated, not yet due. Ongoing without a measure: Unrated, ongoing.
//
// A measurement is judged where its polarity is stated and its trajectory says what was required on that day; otherwise,
// and when it was made after the day of the rating, the action is rated by its dates and status, and a note says why.
type Delivery struct {
	// By is how every action's trajectory runs. Defaults to the action's own, a straight line.
	By *Path `json:"by,omitempty"`
	// Elapsed judges the work done against the time gone. Defaults to not doing so.
	Elapsed *Elapsed `json:"elapsed,omitempty"`
}

// Elapsed judges an action by the work done as a share of the time gone: complete % divided by elapsed days over total
// days. Camms: on track from 90%, off track below 70%.
type Elapsed struct {
	// GreenAt is the share, in per cent, from which it is green.
	GreenAt Value `json:"green_at"`
	// RedBelow is the share below which it is red.
	RedBelow Value `json:"red_below"`
	// Edges default to the better side: 90 is green and 70 amber.
	Edges Edges `json:"edges,omitzero"`
}

// Kind is delivery.
func (Delivery) Kind() Kind { return KindDelivery }

// DeliveryRule is the rule of the seed report's plan, in force from its first review cycle.
func DeliveryRule() Rule {
	return Rule{
		ID: "delivery", Version: "2019-08", Since: MustParseDate("2019-04-01"), Title: "Improvement plan actions",
		Source: "Getting to Good: Children's Improvement Programme Update, 10 September 2019, paragraph 5.3", Method: Delivery{},
	}
}

// AssessAction rates an action on a day. Only a delivery rule rates actions: under any other kind it is Unrated, not
// applicable.
func (r Rule) AssessAction(x Action, on Date) Assessment {
	a := Assessment{Name: x.Name, Rule: r.Ref(), rule: r}
	d, ok := r.Method.(Delivery)
	if !ok {
		a.State, a.said = NotApplicable, fmt.Sprintf("rule %s does not rate actions: use kind delivery", r)
		return a
	}
	if d.By != nil {
		x.Trajectory.By = *d.By
	}
	a.judged = d.judgeAction(&a, &x, on)
	a.Rating, a.State, a.Notes = a.judged.rating, a.judged.state, append(a.Notes, a.judged.notes...)
	if a.judged.lined {
		a.Position, a.Margin = a.judged.lines.position(), a.judged.lines.margin()
	}
	return a
}

func (d Delivery) judgeAction(a *Assessment, x *Action, on Date) judgement {
	say := func(rating Rating, state State, format string, args ...any) judgement {
		a.said = fmt.Sprintf(format, args...)
		return judgement{rating: rating, state: state}
	}
	switch x.Status {
	case StatusComplete:
		return say(Green, Complete, "complete")
	case StatusDeferred:
		return say(Unrated, Deferred, "deferred")
	case StatusDiscontinued:
		return say(Unrated, Discontinued, "discontinued")
	}
	if !x.Due.IsZero() && on > x.Due && x.Status != StatusOngoing {
		return say(Red, Current, "behind schedule: due by %s and not complete on %s", x.Due.Long(), on.Long())
	}
	measured := d.measure(a, x, on)
	switch {
	case measured == Red:
		return say(Red, Current, "%s", x.Trajectory.sentence(x.Actual, x.measuredOn(on), "below the required rate"))
	case x.Status == NotStarted && !x.Start.IsZero() && on > x.Start:
		return say(Red, Current, "behind schedule: to start on %s and not started on %s", x.Start.Long(), on.Long())
	case measured == Green:
		return say(Green, Current, "%s", x.Trajectory.sentence(x.Actual, x.measuredOn(on), "on track"))
	}
	if j, ok := d.byElapsed(a, x, on); ok {
		return j
	}
	switch x.Status {
	case InProgress:
		return say(Amber, Current, "in progress%s", x.dueWords())
	case AwaitingSignOff:
		return say(Amber, Current, "awaiting sign-off%s", x.dueWords())
	case StatusOngoing:
		return say(Unrated, Ongoing, "ongoing, without a measure to judge it by")
	case StatusNotStated:
		return say(Unrated, NoData, "no status is given")
	}
	if x.Start.IsZero() {
		return say(Unrated, NotYetDue, "not started, and no start date is given")
	}
	return say(Unrated, NotYetDue, "not yet due: starts on %s", x.Start.Long())
}

func (x *Action) dueWords() string {
	if x.Due.IsZero() {
		return ""
	}
	return ", due by " + x.Due.Long()
}

func (x *Action) measuredOn(on Date) Date {
	if x.ActualDate.IsZero() {
		return on
	}
	return x.ActualDate
}

// measure is the colour of the measurement by its trajectory, Unrated when it cannot be judged.
func (d Delivery) measure(a *Assessment, x *Action, on Date) Rating {
	value, ok := x.Actual.Decimal()
	if !ok {
		return Unrated
	}
	note := func(format string, args ...any) Rating {
		a.Notes = append(a.Notes, Note(fmt.Sprintf(format, args...)))
		return Unrated
	}
	day := x.measuredOn(on)
	required, known := x.Trajectory.standard(value, day, x.Polarity)
	switch {
	case day > on:
		return note("%s was measured on %s, after the day of the rating, and is left out", x.Actual, day.Long())
	case x.Polarity == Neutral:
		return note("%s is not judged: nobody states which way the measure gets better", x.Actual)
	case !known:
		return note("%s is not judged: no dated baseline or milestone says what was required on %s", x.Actual, day.Long())
	}
	if within(miss(value.Mul(required.Denominator), required.Numerator, x.Polarity), decimal.Zero, Better) {
		return Green
	}
	return Red
}

// byElapsed judges progress × total days against green-at × elapsed days, so that nothing is divided.
func (d Delivery) byElapsed(a *Assessment, x *Action, on Date) (judgement, bool) {
	done, ok := x.Progress.Decimal()
	if d.Elapsed == nil || !ok || x.Start.IsZero() || x.Due <= x.Start || on <= x.Start {
		return judgement{}, false
	}
	gone, total := decimal.NewFromInt(int64(min(on, x.Due)-x.Start)), decimal.NewFromInt(int64(x.Due-x.Start))
	green, red := d.Elapsed.GreenAt.number, d.Elapsed.RedBelow.number
	l := newLines(green.Mul(gone).Sub(done.Mul(total)), decimal.Zero, green.Sub(red).Mul(gone), d.Elapsed.Edges)
	l.scale = gone
	share, _ := NewRatio(done.Mul(total), gone).Round(1)
	a.said = fmt.Sprintf("%s%% done with %s of %s days gone: %s%% of what the time requires (green from %s%%, red below %s%%)",
		done, gone, total, share, d.Elapsed.GreenAt, d.Elapsed.RedBelow)
	return held(l), true
}

func (Delivery) judge(_ *Rule, _ *Reading, _ decimal.Decimal, _ Polarity) judgement {
	return unrated(NotApplicable)
}

func (Delivery) cuts(*Rule, *Reading, Polarity) []decimal.Decimal { return nil }

func (Delivery) reason(*Assessment) string { return "a delivery rule rates actions, not values" }

func (d Delivery) validate(*Rule) (faults Faults) {
	if d.By != nil && (*d.By < Line || *d.By > Step) {
		faults = append(faults, fault(Unknown, "by", "%v: give line or step", *d.By))
	}
	if d.Elapsed == nil {
		return faults
	}
	e := d.Elapsed
	switch {
	case !e.GreenAt.Known():
		faults = append(faults, fault(Missing, "elapsed.green_at", "give the share of the time gone from which an action is green"))
	case !e.RedBelow.Known():
		faults = append(faults, fault(Missing, "elapsed.red_below", "give the share of the time gone below which an action is red"))
	case e.RedBelow.number.GreaterThan(e.GreenAt.number):
		faults = append(faults, fault(FloorBeyondTarget, "elapsed.red_below", "%s is above the %s that is green", e.RedBelow, e.GreenAt))
	}
	return append(faults, e.Edges.faults().under("elapsed")...)
}
