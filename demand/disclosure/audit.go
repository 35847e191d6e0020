package disclosure

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// Knowledge is what an attacker knows beside the printed figures.
type Knowledge struct {
	// AtLeast is a count below which no hidden cell is: 1 where zeros are always printed, as DfE prints them. Defaults to 0.
	AtLeast int
}

// Exposure is what the printed figures say about one hidden cell.
type Exposure struct {
	Cell        Cell
	Row, Column string
	// Low and High bound its value. Unbounded says that nothing bounds it from above; then High is 0.
	Low, High int
	Unbounded bool
}

// Recovered reports whether the cell's value follows exactly.
func (e Exposure) Recovered() bool { return !e.Unbounded && e.Low == e.High }

// String is the finding in words.
func (e Exposure) String() string {
	switch {
	case e.Unbounded:
		return fmt.Sprintf("%s, %s: %d or more", e.Row, e.Column, e.Low)
	case e.Recovered():
		return fmt.Sprintf("%s, %s: exactly %d", e.Row, e.Column, e.Low)
	}
	return fmt.Sprintf("%s, %s: %d to %d", e.Row, e.Column, e.Low, e.High)
}

// Audit tries to recover every hidden cell of a published table from what is printed, and gives the exact least and
// greatest value of each, row by row. A table whose printed figures contradict each other is a [*TableError]: its totals
// may have been rounded.
func Audit(t Table, known Knowledge) ([]Exposure, error) {
	n, err := t.network(int64(known.AtLeast))
	if err != nil {
		return nil, err
	}
	if !n.feasible() {
		return nil, &TableError{Problem: "the printed figures contradict each other: no counts add to these totals (are they rounded?)"}
	}
	var exposures []Exposure
	for i, e := range n.edges {
		if !e.isCell || !e.hidden {
			continue
		}
		low, high, unbounded := n.bounds(i)
		exposure := Exposure{Cell: e.cell, Row: t.Rows[e.cell.Row], Column: t.Columns[e.cell.Column], Low: int(low), Unbounded: unbounded}
		if !unbounded {
			exposure.High = int(high)
		}
		exposures = append(exposures, exposure)
	}
	return exposures, nil
}

// Recovered are the exposures that give a value away.
func Recovered(exposures []Exposure) []Exposure {
	var found []Exposure
	for _, e := range exposures {
		if e.Recovered() {
			found = append(found, e)
		}
	}
	return found
}

// network lays the table out as pipes.
func (t Table) network(least int64) (*network, error) {
	rows, columns := len(t.Rows), len(t.Columns)
	if rows == 0 || columns == 0 {
		return nil, &TableError{Problem: "the table has no rows or no columns"}
	}
	if least < 0 {
		return nil, &TableError{Problem: fmt.Sprintf("hidden cells are said to be at least %d: a count cannot be negative", least)}
	}
	if len(t.Cells) != rows || t.RowTotals != nil && len(t.RowTotals) != rows || t.ColumnTotals != nil && len(t.ColumnTotals) != columns {
		return nil, &TableError{Problem: "the table has not as many rows, columns and totals as labels"}
	}
	source, sink := rows+columns, rows+columns+1
	n := newNetwork(rows + columns + 2)
	pipe := func(from, to int, v demand.Value, least int64, where string) (edge, error) {
		e := edge{from: from, to: to, low: least, high: endless, hidden: true}
		d, printed := v.Decimal()
		if !printed {
			return e, nil
		}
		if !d.IsInteger() || d.IsNegative() || d.GreaterThan(decimal.NewFromInt(mostTotal)) {
			return e, &TableError{Problem: fmt.Sprintf("%s is %s: a count must be a whole number of 0 or more", where, d)}
		}
		e.low, e.high, e.hidden = d.IntPart(), d.IntPart(), false
		return e, nil
	}
	for i, row := range t.Cells {
		if len(row) != columns {
			return nil, &TableError{Row: t.Rows[i], Problem: fmt.Sprintf("row %q has %d cells, the table %d columns", t.Rows[i], len(row), columns)}
		}
		for j, v := range row {
			e, err := pipe(i, rows+j, v, least, t.Rows[i]+", "+t.Columns[j])
			if err != nil {
				return nil, err
			}
			e.cell, e.isCell = Cell{i, j}, true
			n.add(e)
		}
	}
	total := func(of []demand.Value, i int) demand.Value {
		if of == nil {
			return demand.Value{}
		}
		return of[i]
	}
	for i := range rows {
		e, err := pipe(source, i, total(t.RowTotals, i), 0, "the total of "+t.Rows[i])
		if err != nil {
			return nil, err
		}
		n.add(e)
	}
	for j := range columns {
		e, err := pipe(rows+j, sink, total(t.ColumnTotals, j), 0, "the total of "+t.Columns[j])
		if err != nil {
			return nil, err
		}
		n.add(e)
	}
	e, err := pipe(sink, source, t.Total, 0, "the grand total")
	if err != nil {
		return nil, err
	}
	n.add(e)
	return n, nil
}
