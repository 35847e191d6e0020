package rag

import (
	"fmt"
	"io"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// ReadActions reads actions.csv: area, action and status are needed; lead, start, due, polarity, baseline,
// baseline_date, milestones ("2019-10-31:55;2020-06-30:70"), actual, actual_date and progress may be left out. Dates are
// as people write them, in the order that any of them tells, and otherwise with the day first. The error is a [*figure.Fault] for anything wrong in the file.
func ReadActions(r io.Reader) ([]Action, error) {
	t, err := table.Read(r, table.Columns{
		Required: []string{"area", "action", "status"},
		Optional: []string{"lead", "start", "due", "polarity", "baseline", "baseline_date", "milestones", "actual", "actual_date", "progress"},
	})
	if err != nil {
		return nil, err
	}
	dates, err := t.Dates("start", "due", "baseline_date", "actual_date")
	if err != nil {
		return nil, err
	}
	actions := make([]Action, 0, len(t.Rows()))
	for _, row := range t.Rows() {
		c := cells{row: row, dates: dates}
		x := Action{
			Area: c.text("area"), Name: c.needed("action"), Lead: c.text("lead"), Start: c.date("start"), Due: c.date("due"),
			Actual: c.value("actual"), ActualDate: c.date("actual_date"), Progress: c.value("progress"),
			Trajectory: Trajectory{Baseline: Milestone{Date: c.date("baseline_date"), Value: c.value("baseline")}, Milestones: c.milestones("milestones")},
		}
		c.decode("status", &x.Status)
		c.decode("polarity", &x.Polarity)
		if !x.Start.IsZero() && !x.Due.IsZero() && x.Due < x.Start {
			c.fail("due", fmt.Sprintf("due on %s, before it starts on %s", x.Due, x.Start))
		}
		if c.fault != nil {
			return nil, c.fault
		}
		actions = append(actions, x)
	}
	return actions, nil
}

// cells takes values out of a row and keeps the first fault.
type cells struct {
	row   table.Row
	dates figure.DateReading
	fault error
}

func (c *cells) fail(column, problem string) {
	if c.fault == nil {
		c.fault = c.row.Fault(column, problem)
	}
}

func (c *cells) text(column string) string { return c.row.Get(column) }

func (c *cells) needed(column string) string {
	text := c.row.Get(column)
	if text == "" {
		c.fail(column, "the cell is empty: give the row a name")
	}
	return text
}

func (c *cells) date(column string) (d Date) {
	text := c.row.Get(column)
	if text == "" {
		return 0
	}
	d, err := c.dates.Parse(text)
	if err != nil && c.fault == nil {
		c.fault = c.row.Refuse(column, err)
	}
	return d
}

func (c *cells) value(column string) Value {
	v, err := Printed(c.row.Get(column))
	if err != nil {
		c.fail(column, err.Error())
	}
	return v
}

func (c *cells) allowance(column string) Allowance {
	a, err := ParseAllowance(c.row.Get(column))
	if err != nil {
		c.fail(column, err.Error())
	}
	if a.Negative() {
		c.fail(column, fmt.Sprintf("the tolerance %s is below 0: give the miss that is allowed", a))
	}
	return a
}

// decode reads an enumeration, in any case.
func (c *cells) decode(column string, into interface{ UnmarshalText([]byte) error }) {
	if err := into.UnmarshalText([]byte(strings.ToLower(c.row.Get(column)))); err != nil {
		c.fail(column, err.Error())
	}
}

// milestones reads "2019-10-31:55;2020-06-30:70".
func (c *cells) milestones(column string) (milestones []Milestone) {
	text := c.row.Get(column)
	if text == "" {
		return nil
	}
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		day, value, ok := strings.Cut(part, ":")
		date, err := c.dates.Parse(day)
		if !ok || err != nil {
			c.fail(column, fmt.Sprintf("%q is not a milestone: write date:value, as in 2019-10-31:55", part))
			return nil
		}
		v, err := Printed(value)
		if err != nil || !v.Known() {
			c.fail(column, fmt.Sprintf("%q is not a milestone: its value is not a number", part))
			return nil
		}
		if n := len(milestones); n > 0 && date <= milestones[n-1].Date {
			c.fail(column, fmt.Sprintf("%s is not after %s: list the milestones in order of date, one a day", date, milestones[n-1].Date))
			return nil
		}
		milestones = append(milestones, Milestone{Date: date, Value: v})
	}
	return milestones
}
