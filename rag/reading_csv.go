package rag

import (
	"fmt"
	"io"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// ReadKPIs reads kpis.csv: name and actual are needed; target, previous, year_ago, previous_target, polarity (higher,
// lower, close, none), tolerance ("5" points or "5%" of target), floor, date, unit, source, basis, confidence and break may
// be left out. Values are read as printed, so that 89.9 is known to half a tenth. The error is a [*figure.Fault] for
// anything wrong in the file.
func ReadKPIs(r io.Reader) ([]Reading, error) {
	t, err := table.Read(r, table.Columns{
		Required: []string{"name", "actual"},
		Optional: []string{
			"target", "previous", "year_ago", "previous_target", "polarity", "tolerance", "floor",
			"date", "unit", "source", "basis", "confidence", "break",
		},
	})
	if err != nil {
		return nil, err
	}
	dates, err := t.Dates("date")
	if err != nil {
		return nil, err
	}
	readings := make([]Reading, 0, len(t.Rows()))
	for _, row := range t.Rows() {
		c := cells{row: row, dates: dates}
		x := Reading{
			Name: c.needed("name"), Unit: c.text("unit"), Source: c.text("source"), Break: c.text("break"), Confidence: c.text("confidence"),
			Actual: c.value("actual"), Target: c.value("target"), Floor: c.value("floor"), Tolerance: c.allowance("tolerance"),
			Previous: c.value("previous"), YearAgo: c.value("year_ago"), PreviousTarget: c.value("previous_target"), Date: c.date("date"),
		}
		c.decode("polarity", &x.Polarity)
		c.decode("basis", &x.Basis)
		if c.fault != nil {
			return nil, c.fault
		}
		readings = append(readings, x)
	}
	return readings, nil
}

// ReadItems reads ratings to roll up or compare: rating is needed, and name or action; area, state, weight, priority
// (yes), date and score may be left out. Two rows of one area and name are refused, because a movement between two files
// could not tell them apart. The error is a [*figure.Fault].
func ReadItems(r io.Reader) ([]Item, error) {
	t, err := table.Read(r, table.Columns{
		Required: []string{"rating"},
		Optional: []string{"name", "action", "area", "state", "weight", "priority", "date", "score", "reason"},
	})
	if err != nil {
		return nil, err
	}
	name := "name"
	if !t.Has("name") {
		name = "action"
	}
	if !t.Has(name) {
		return nil, &figure.Fault{Code: "missing_column", Place: figure.Place{Line: 1}, Heading: "name", Problem: "the column name, or action, is missing"}
	}
	seen := map[string]int{}
	dates, err := t.Dates("date")
	if err != nil {
		return nil, err
	}
	items := make([]Item, 0, len(t.Rows()))
	for _, row := range t.Rows() {
		c := cells{row: row, dates: dates}
		x := Item{Name: c.needed(name), Area: c.text("area"), Weight: c.value("weight"), Score: c.value("score"), Date: c.date("date")}
		c.decode("rating", &x.Rating)
		c.decode("state", &x.State)
		x.Priority = c.yes("priority")
		if x.Weight.Known() && x.Weight.number.IsNegative() {
			c.fail("weight", fmt.Sprintf("the weight %s is below 0", x.Weight))
		}
		if first, twice := seen[x.key()]; twice {
			c.fail(name, fmt.Sprintf("%q stands twice in area %q, first on line %d: give each a name of its own", x.Name, x.Area, first))
		}
		seen[x.key()] = row.Line
		if c.fault != nil {
			return nil, c.fault
		}
		items = append(items, x)
	}
	return items, nil
}

func (c *cells) yes(column string) bool {
	switch c.row.Get(column) {
	case "", "no", "false", "0":
		return false
	case "yes", "true", "1":
		return true
	}
	c.fail(column, fmt.Sprintf("%q: write yes or no", c.row.Get(column)))
	return false
}
