package disclosure

import (
	"fmt"
	"slices"

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

// Audit tries to recover every hidden figure of a published table from what is printed, and gives the exact least and
// greatest value of each, row by row: of cells that are missing, and of margins that are marked as suppressed. A table whose
// printed figures contradict each other is a [*TableError]: its totals may have been rounded.
func Audit(t Table, known Knowledge) ([]Exposure, error) {
	turned := len(t.ColumnGroups) > 0
	if err := t.check(); err != nil {
		return nil, err
	}
	if turned {
		shares := t.Shares
		t = t.transpose()
		t.Shares = shares
	}
	n, err := t.network(int64(known.AtLeast), turned)
	if err != nil {
		return nil, err
	}
	if !n.feasible() {
		return nil, &TableError{Problem: "the printed figures contradict each other: no counts add to these totals (are they rounded?)"}
	}
	var exposures []Exposure
	for i, e := range n.edges {
		if !e.audited {
			continue
		}
		low, high, unbounded := n.bounds(i)
		exposure := Exposure{Cell: e.cell, Row: t.rowLabel(e.cell.Row), Column: t.columnLabel(e.cell.Column), Low: int(low), Unbounded: unbounded}
		if !unbounded {
			exposure.High = int(high)
		}
		if turned {
			exposure.Cell, exposure.Row, exposure.Column = Cell{e.cell.Column, e.cell.Row}, exposure.Column, exposure.Row
		}
		exposures = append(exposures, exposure)
	}
	slices.SortStableFunc(exposures, func(a, b Exposure) int { return compareCells(a.Cell, b.Cell) })
	return exposures, nil
}

func (t Table) rowLabel(r int) string {
	switch {
	case r < len(t.Rows):
		return t.Rows[r]
	case r < len(t.Rows)+len(t.Groups):
		return t.Groups[r-len(t.Rows)].Label
	}
	return total
}

func (t Table) columnLabel(j int) string {
	if j < len(t.Columns) {
		return t.Columns[j]
	}
	return total
}

// total is what a margin of everything is called.
const total = "total"

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

// check refuses a table whose parts do not fit each other.
func (t Table) check() error {
	rows, columns := len(t.Rows), len(t.Columns)
	if rows == 0 || columns == 0 {
		return &TableError{Problem: "the table has no rows or no columns"}
	}
	fits := len(t.Cells) == rows && (t.RowTotals == nil || len(t.RowTotals) == rows) && (t.ColumnTotals == nil || len(t.ColumnTotals) == columns)
	for _, g := range t.Groups {
		fits = fits && len(g.Cells) == columns
	}
	for _, g := range t.ColumnGroups {
		fits = fits && len(g.Cells) == rows
	}
	if !fits {
		return &TableError{Problem: "the table has not as many rows, columns and totals as labels"}
	}
	for i, row := range t.Cells {
		if len(row) != columns {
			return &TableError{Row: t.Rows[i], Problem: fmt.Sprintf("row %q has %d cells, the table %d columns", t.Rows[i], len(row), columns)}
		}
	}
	for _, s := range t.Shares {
		if s.Column < 0 || s.Column >= columns || len(s.Known) != rows || len(s.Low) != rows || len(s.High) != rows {
			return &TableError{Problem: fmt.Sprintf("the percentages %q are of no column of the table, or not one a row", s.Label)}
		}
	}
	return checkGroups(t.Groups, rows, t.ColumnGroups, columns)
}

// network lays the table out as pipes. Rows nest: a cell of a row goes into the same column of the group that adds it up, a
// group's into that of the next, the last into all rows. A row's total is what comes out of its own cells, and goes the same
// way back. So every figure stands between two sums, once on each side, and what sums say is that at each as much comes in
// as goes out. turned says that the table's shares are of the columns of the rows as the caller has them.
func (t Table) network(least int64, turned bool) (*network, error) {
	rows, groups, columns := len(t.Rows), len(t.Groups), len(t.Columns)
	if least < 0 {
		return nil, &TableError{Problem: fmt.Sprintf("hidden cells are said to be at least %d: a count cannot be negative", least)}
	}
	root := rows + groups
	above := make([]int, root)
	for r := range above {
		above[r] = root
	}
	for g, group := range t.Groups {
		for _, member := range group.Of {
			above[member] = rows + g
		}
	}
	// A leaf row has one sum, over its cells; a group, and all rows, have one a column, the total's among them.
	sum := func(r, j int) int { return rows + (r-rows)*(columns+1) + j }
	across := sum(root, columns) + 1 // over all columns of all rows
	n := newNetwork(across + 1)
	for r := range root + 1 {
		for j := range columns + 1 {
			from, to := across, 0
			if r < root {
				from = sum(above[r], j)
			}
			if r < rows {
				to = r
			} else {
				to = sum(r, j)
			}
			if j == columns {
				from, to = to, from
			}
			v := t.figure(r, j)
			e := edge{from: from, to: to, high: endless, hidden: true, cell: Cell{r, j}}
			reason, missing := v.Missing()
			isCell := r < rows && j < columns
			e.audited = missing && (isCell || reason == demand.Confidential)
			if isCell || e.audited {
				e.low = least
			}
			if d, printed := v.Decimal(); printed {
				if !d.IsInteger() || d.IsNegative() || d.GreaterThan(decimal.NewFromInt(mostTotal)) {
					return nil, &TableError{Problem: fmt.Sprintf("%s, %s is %s: a count must be a whole number of 0 or more", t.rowLabel(r), t.columnLabel(j), d)}
				}
				e.low, e.high, e.hidden = d.IntPart(), d.IntPart(), false
			}
			n.add(e)
		}
	}
	for _, s := range t.Shares {
		if err := s.bound(n, t, turned); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// figure is one figure of the table: of a row, a group, or all rows (r), in a column or over all (j).
func (t Table) figure(r, j int) demand.Value {
	rows, columns := len(t.Rows), len(t.Columns)
	cells, total := t.ColumnTotals, t.Total
	switch {
	case r < rows:
		cells, total = t.Cells[r], demand.Value{}
		if t.RowTotals != nil {
			total = t.RowTotals[r]
		}
	case r < rows+len(t.Groups):
		cells, total = t.Groups[r-rows].Cells, t.Groups[r-rows].Total
	}
	switch {
	case j == columns:
		return total
	case cells == nil:
		return demand.Value{}
	}
	return cells[j]
}

// bound narrows the pipes by what printed percentages say: beside a printed count they bound the total that it is a share of,
// beside a printed total the count. Where both are hidden they say nothing that a sum could use, and are left out.
func (s Share) bound(n *network, t Table, turned bool) error {
	columns := len(t.Columns)
	at := func(r, j int) *edge { return &n.edges[r*(columns+1)+j] }
	for i, known := range s.Known {
		if !known {
			continue
		}
		count, whole := (*edge)(nil), (*edge)(nil)
		if turned {
			count, whole = at(s.Column, i), at(len(t.Rows)+len(t.Groups), i)
		} else {
			count, whole = at(i, s.Column), at(i, columns)
		}
		low, high := s.Low[i], s.High[i]
		switch {
		case whole.low == whole.high && count.hidden:
			total := decimal.NewFromInt(whole.low)
			count.low, count.high = max(count.low, low.Mul(total).Ceil().IntPart()), min(count.high, high.Mul(total).Floor().IntPart())
		case count.low == count.high && whole.hidden && high.IsPositive():
			x := decimal.NewFromInt(count.low)
			const places = 20
			whole.low = max(whole.low, x.DivRound(high, places).Sub(decimal.New(1, -10)).Ceil().IntPart())
			if low.IsPositive() {
				whole.high = min(whole.high, x.DivRound(low, places).Add(decimal.New(1, -10)).Floor().IntPart())
			}
		}
		if count.low > count.high || whole.low > whole.high {
			return &TableError{Problem: fmt.Sprintf("the percentage %q of row %d contradicts its counts", s.Label, i+1)}
		}
	}
	return nil
}
