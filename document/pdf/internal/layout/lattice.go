package layout

import (
	"math"
	"slices"
)

// lattice is the rows and columns that ruling lines make: where they lie, and which sides of which cells are drawn.
type lattice struct {
	xs, ys []float64
	rules  rules
}

// newLattice takes the places of the lines of one frame. A table that is open at a side ends where its lines do.
func newLattice(r rules) lattice {
	l := lattice{xs: positions(r.vertical), ys: positions(r.horizontal), rules: r}
	b := r.bounds()
	const open = 6.0
	l.xs = outer(l.xs, b.x0, b.x1, open)
	l.ys = outer(l.ys, b.y0, b.y1, open)
	return l
}

func outer(at []float64, from, to, open float64) []float64 {
	if len(at) == 0 || from < at[0]-open {
		at = append([]float64{from}, at...)
	}
	if to > at[len(at)-1]+open {
		at = append(at, to)
	}
	return at
}

// crossed says whether a line of a set lies at a place over most of an interval.
func crossed(lines []span, at, from, to float64) bool {
	covered := 0.0
	for _, s := range lines {
		if math.Abs(s.at-at) <= twin {
			covered += math.Max(0, math.Min(s.to, to)-math.Max(s.from, from))
		}
	}
	return covered >= 0.6*(to-from)
}

// mostCells is how many base cells a lattice may have to be a table.
const mostCells = 100_000

// cells are the cells of the lattice: base cells without a line between them are one.
func (l lattice) cells() []Cell {
	rows, columns := len(l.ys)-1, len(l.xs)-1
	if rows < 1 || columns < 1 || rows*columns > mostCells {
		return nil
	}
	g := newGroups(rows * columns)
	for r := range rows {
		for c := range columns {
			if c+1 < columns && !crossed(l.rules.vertical, l.xs[c+1], l.ys[r], l.ys[r+1]) {
				g.union(r*columns+c, r*columns+c+1)
			}
			if r+1 < rows && !crossed(l.rules.horizontal, l.ys[r+1], l.xs[c], l.xs[c+1]) {
				g.union(r*columns+c, (r+1)*columns+c)
			}
		}
	}
	var cells []Cell
	for _, members := range g.sets() {
		cell := Cell{Row: rows, Column: columns}
		bottom, right := 0, 0
		for _, i := range members {
			cell.Row, cell.Column = min(cell.Row, i/columns), min(cell.Column, i%columns)
			bottom, right = max(bottom, i/columns+1), max(right, i%columns+1)
		}
		cell.Rows, cell.Columns = bottom-cell.Row, right-cell.Column
		if len(members) == cell.Rows*cell.Columns {
			cells = append(cells, cell)
			continue
		}
		// What is no rectangle is taken apart: a line is missing somewhere.
		for _, i := range members {
			cells = append(cells, Cell{Row: i / columns, Column: i % columns, Rows: 1, Columns: 1})
		}
	}
	return cells
}

// at is the number of the interval in which a value lies, -1 outside of all.
func at(edges []float64, x float64) int {
	i, _ := slices.BinarySearch(edges, x)
	if i == 0 || i == len(edges) {
		return -1
	}
	return i - 1
}
