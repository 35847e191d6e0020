package disclosure

import (
	"slices"
)

// Options say how to suppress.
type Options struct {
	// Rule defaults to DfE's, 1 to 5.
	Rule Rule
	// ZerosMayHide says that a hidden cell may be 0 for all an attacker knows. Defaults to false: true zeros are printed,
	// so that everybody knows a hidden cell to be at least 1, and the table is made safe against that.
	ZerosMayHide bool
}

// Result is a table that can be published.
type Result struct {
	Published Table
	// Primary are the cells the rule hides, Secondary those hidden so that nobody can work the primary ones out.
	Primary, Secondary []Cell
	// Exposures are what the audit could find out about each.
	Exposures []Exposure
}

// Suppress hides the counts that the rule finds too small, and then what [Protect] hides.
func Suppress(c Counts, o Options) (Result, error) {
	if err := c.check(); err != nil {
		return Result{}, err
	}
	var small []Cell
	for i, row := range c.Cells {
		for j, n := range row {
			if o.Rule.Hides(n) {
				small = append(small, Cell{i, j})
			}
		}
	}
	return Protect(c, small, o)
}

// Protect hides the named cells, and as few and as small others as it takes that none of the hidden can be recovered from
// the totals, all of which are printed. The choice of the others is by the cheapest closed path through an exposed cell:
// good, not always the least there is. A zero is never hidden for another's sake. A table that is wrong, and a cell that
// is not in it, are a [*TableError]; a table that cannot be made safe is [ErrUnprotected].
func Protect(c Counts, primary []Cell, o Options) (Result, error) {
	if _, err := c.Hide(primary...); err != nil {
		return Result{}, err
	}
	known := Knowledge{AtLeast: 1}
	if o.ZerosMayHide {
		known.AtLeast = 0
	}
	hidden := c.mask()
	for _, cell := range primary {
		if c.Cells[cell.Row][cell.Column] < known.AtLeast {
			return Result{}, &TableError{Row: c.Rows[cell.Row], Column: c.Columns[cell.Column], Problem: "a zero is to be hidden while every zero is known to be printed: set ZerosMayHide"}
		}
		hidden[cell.Row][cell.Column] = true
	}
	result := Result{Primary: primary}
	for {
		result.Published = c.publish(hidden)
		exposures, err := Audit(result.Published, known)
		if err != nil {
			return Result{}, err
		}
		found := Recovered(exposures)
		if len(found) == 0 {
			result.Exposures = exposures
			return result, nil
		}
		more := c.cheapest(hidden, found[0].Cell, known.AtLeast)
		if len(more) == 0 {
			return Result{}, ErrUnprotected
		}
		for _, cell := range more {
			hidden[cell.Row][cell.Column] = true
		}
		result.Secondary = append(result.Secondary, more...)
	}
}

// cheapest is the printed cells, of the least sum, that must be hidden so that an exposed one can vary: those on the
// cheapest closed path through it. Along such a path cells rise and fall in turn, so the ones that fall must be above
// their floor.
func (c Counts) cheapest(hidden [][]bool, exposed Cell, floor int) []Cell {
	rows := len(c.Rows)
	rise := c.path(hidden, exposed, floor, rows+exposed.Column, exposed.Row)
	if c.Cells[exposed.Row][exposed.Column] <= floor {
		return rise.cells
	}
	fall := c.path(hidden, exposed, floor, exposed.Row, rows+exposed.Column)
	if len(rise.cells) == 0 || len(fall.cells) > 0 && fall.cost < rise.cost {
		return fall.cells
	}
	return rise.cells
}

// route is a path and the sum of the printed cells on it.
type route struct {
	cells []Cell
	cost  int
}

// path finds the cheapest way between a row's node and a column's by Dijkstra's method. From a row to a column a cell
// rises; from a column to a row it falls. A hidden cell costs nothing; a zero cannot be used.
func (c Counts) path(hidden [][]bool, exposed Cell, floor, from, to int) route {
	rows, columns := len(c.Rows), len(c.Columns)
	const far = int(^uint(0) >> 1)
	cost, by, done := make([]int, rows+columns), make([]int, rows+columns), make([]bool, rows+columns)
	for i := range cost {
		cost[i], by[i] = far, -1
	}
	cost[from] = 0
	for {
		node := -1
		for i := range cost {
			if !done[i] && cost[i] < far && (node < 0 || cost[i] < cost[node]) {
				node = i
			}
		}
		if node < 0 || node == to {
			break
		}
		done[node] = true
		others, base := columns, rows
		if node >= rows {
			others, base = rows, 0
		}
		for k := range others {
			cell := Cell{node, k}
			if node >= rows {
				cell = Cell{k, node - rows}
			}
			n := c.Cells[cell.Row][cell.Column]
			if cell == exposed || n == 0 || node >= rows && n <= floor {
				continue
			}
			price := n
			if hidden[cell.Row][cell.Column] {
				price = 0
			}
			if next := base + k; cost[node]+price < cost[next] {
				cost[next], by[next] = cost[node]+price, node
			}
		}
	}
	if by[to] < 0 {
		return route{}
	}
	var r route
	r.cost = cost[to]
	for node := to; node != from; node = by[node] {
		cell := Cell{by[node], node - rows}
		if node < rows {
			cell = Cell{node, by[node] - rows}
		}
		if !hidden[cell.Row][cell.Column] {
			r.cells = append(r.cells, cell)
		}
	}
	slices.SortFunc(r.cells, func(a, b Cell) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		return a.Column - b.Column
	})
	return r
}
