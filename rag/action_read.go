package rag

import (
	"fmt"
	"io"
	"strings"

	"github.com/scrutineer-dev/scrutineer/table"
)

// ActionsSchema is the columns of an improvement plan.
func ActionsSchema() table.Schema {
	return table.Schema{
		Name: "actions.csv", Label: "action", Group: "area", Mixed: true,
		Columns: []table.Column{
			{ID: "area", Label: "Area", Synonyms: []string{"Theme", "Priority area", "Workstream"}, Blank: true},
			{ID: "action", Label: "Action", Synonyms: []string{"Activity", "Milestone", "Task"}, Need: "give the row a name"},
			text("lead", "Lead", "who answers for it", "Owner", "Responsible officer"),
			day("start", "Start", "the first day", "Start date"),
			day("due", "Due", "the last day; without one it cannot be late", "Due date", "Target date", "Deadline", "End date"),
			{
				ID: "status", Label: "Status", Few: true, Synonyms: []string{"Progress status", "State"}, Blank: true,
				Doc: "not started, in progress, awaiting sign-off, complete, deferred, ongoing or discontinued",
			},
			few(text("polarity", "Better is", "higher or lower: which way its measure gets better")),
			printed("baseline", "Baseline", "where its measure stood"),
			day("baseline_date", "Baseline date", "when it stood there"),
			text("milestones", "Milestones", "what its measure must reach and when: 2019-10-31:55;2020-06-30:70"),
			printed("actual", "Measured", "the last measurement", "Current", "Latest"),
			day("actual_date", "Measured on", "the day of it; without one, the day of the rating"),
			printed("progress", "Work done", "in per cent; only a rule with elapsed looks at it", "Percent complete", "% complete"),
			printed("weight", "Weight", "counts in the policy weighted"),
			priority(),
		},
	}
}

// ReadActions reads delimited text as [ActionsOf] reads a table; the notes are left to that.
func ReadActions(r io.Reader) ([]Action, error) { return readDelimited(r, ActionsOf) }

// ActionsOf reads a plan from a table: area, action and status are needed; lead, start, due, polarity, baseline,
// baseline_date, milestones ("2019-10-31:55;2020-06-30:70"), actual, actual_date, progress, weight and priority (yes) may be left out. Dates are
// as people write them, in the order that any of them tells, and otherwise with the day first. The error is
// [figure.Faults], and the notes say what was supposed.
func ActionsOf(g *table.Grid, o table.Options) (actions []Action, notes []string, err error) {
	t, err := ActionsSchema().Read(g, o)
	if err != nil {
		return nil, nil, err
	}
	area, action, lead, status, polarity := t.Column("area"), t.Column("action"), t.Column("lead"), t.Column("status"), t.Column("polarity")
	start, due, baselineDate, actualDate := t.Column("start"), t.Column("due"), t.Column("baseline_date"), t.Column("actual_date")
	baseline, actual, progress, milestones := t.Column("baseline"), t.Column("actual"), t.Column("progress"), t.Column("milestones")
	weight, first := t.Column("weight"), t.Column("priority")
	statuses, polarities := decoderOf[Status](status), decoderOf[Polarity](polarity)
	c := cells{t: t, faults: t.Faults}
	for _, c.i = range t.Lines() {
		x := Action{
			Area: area.Text(c.i), Name: action.Text(c.i), Lead: lead.Text(c.i), Start: start.Day(c.i), Due: due.Day(c.i),
			Actual: c.value(actual), ActualDate: actualDate.Day(c.i), Progress: c.value(progress),
			Weight: c.weight(weight), Priority: first.Yes(c.i),
			Trajectory: Trajectory{Baseline: Milestone{Date: baselineDate.Day(c.i), Value: c.value(baseline)}, Milestones: c.milestones(milestones)},
		}
		x.Status, x.Polarity = statuses.of(&c), polarities.of(&c)
		if !x.Start.IsZero() && !x.Due.IsZero() && x.Due < x.Start {
			c.fail("due", fmt.Sprintf("due on %s, before it starts on %s", x.Due, x.Start), "correct one of the dates")
		}
		actions = append(actions, x)
	}
	if err := c.faults.Err(); err != nil {
		return nil, nil, err
	}
	return actions, t.Notes, nil
}

// milestones reads "2019-10-31:55;2020-06-30:70".
func (c *cells) milestones(v *table.Values) (milestones []Milestone) {
	for part := range strings.SplitSeq(v.Text(c.i), ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		day, value, ok := strings.Cut(part, ":")
		date, err := c.t.Dates().Parse(day)
		if !ok || err != nil {
			c.fail(v.ID(), fmt.Sprintf("%q is not a milestone", part), "write date:value, as in 2019-10-31:55")
			return nil
		}
		known, err := Printed(value)
		if err != nil || !known.Known() {
			c.fail(v.ID(), fmt.Sprintf("%q is not a milestone: its value is not a number", part), "write date:value, as in 2019-10-31:55")
			return nil
		}
		if n := len(milestones); n > 0 && date <= milestones[n-1].Date {
			c.fail(v.ID(), fmt.Sprintf("%s is not after %s", date, milestones[n-1].Date), "list the milestones in order of date, one a day")
			return nil
		}
		milestones = append(milestones, Milestone{Date: date, Value: known})
	}
	return milestones
}
