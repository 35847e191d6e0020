package layout

import (
	"math"
	"slices"
)

// ruledTable makes a table of ruling lines that cross and the words between them; nil where they make none. The words that it has are
// taken.
func (f frame) ruledTable(lines rules, taken []bool, ems float64) *Table {
	l := newLattice(lines)
	if len(l.xs) < 3 || len(l.ys) < 2 {
		return nil
	}
	b := box{l.xs[0] - 1, l.ys[0] - 1, l.xs[len(l.xs)-1] + 1, l.ys[len(l.ys)-1] + 1}
	var inside []Word
	var used []int
	for i, w := range f.words {
		if x, y := w.Middle(); !taken[i] && b.holds(x, y) {
			inside = append(inside, w)
			used = append(used, i)
		}
	}
	if len(inside) < 4 {
		return nil
	}
	upright := len(inside)
	for _, s := range f.aside {
		for _, i := range s.within(b) {
			inside = append(inside, s.words[i])
		}
	}
	t := l.table(inside)
	if t == nil {
		return nil
	}
	if finer := l.finer(t, inside[:upright], ems); finer != nil && upright == len(inside) {
		t = finer
	} else if !t.worth() || !t.full() {
		return nil
	}
	for _, i := range used {
		taken[i] = true
	}
	for _, s := range f.aside {
		for _, i := range s.within(b) {
			s.taken[i] = true
		}
	}
	return t
}

// finer is the table that white space makes of the cells of a lattice, where its lines leave rows or columns together; nil where they do
// not. Where few lines go across, white space may part the rows; cells whose rows are ruled are left whole.
func (l lattice) finer(t *Table, inside []Word, ems float64) *Table {
	coarse := l.coarse(inside, ems)
	if !coarse && len(l.ys) > 4 {
		return nil
	}
	g := newGrid(region{lines: Lines(withoutLeaders(inside)), rules: l.rules, cuts: l.xs[1 : len(l.xs)-1], ems: ems})
	if g == nil || len(g.rows) == 0 {
		return nil
	}
	finer := g.table()
	if !finer.worth() || !coarse && (!g.parted || finer.Rows <= t.Rows+1) {
		return nil
	}
	finer.Ruled = true
	return finer
}

// table is the cells of a lattice with the words in them.
func (l lattice) table(inside []Word) *Table {
	cells := l.cells()
	if len(cells) == 0 {
		return nil
	}
	columns := len(l.xs) - 1
	owner := make([]int, (len(l.ys)-1)*columns)
	for k, c := range cells {
		for r := range c.Rows {
			for i := range c.Columns {
				owner[(c.Row+r)*columns+c.Column+i] = k
			}
		}
	}
	words := make([][]Word, len(cells))
	for _, w := range inside {
		x, y := w.Middle()
		r, c := at(l.ys, clamp(y, l.ys)), at(l.xs, clamp(x, l.xs))
		if r >= 0 && c >= 0 {
			k := owner[r*columns+c]
			words[k] = append(words[k], w)
		}
	}
	filled := 0
	for k := range cells {
		cells[k].fill(withoutLeaders(words[k]))
		if cells[k].Text != "" {
			filled++
		}
	}
	// The axes and the grid of a chart make many cells with nothing in them.
	if filled*5 < len(cells) {
		return nil
	}
	t := &Table{
		Rows: len(l.ys) - 1, Columns: columns, Cells: cells, Ruled: true, Edges: l.xs,
		X0: l.xs[0], Y0: l.ys[0], X1: l.xs[columns], Y1: l.ys[len(l.ys)-1],
	}
	t.tidy()
	return t
}

func clamp(x float64, edges []float64) float64 {
	return math.Max(edges[0]+0.01, math.Min(edges[len(edges)-1]-0.01, x))
}

// coarse says whether the ruling lines leave rows or columns of figures together: two cells side by side with the same number of
// figures one under the other, or cells below each other with several figures in a line.
func (l lattice) coarse(inside []Word, ems float64) bool {
	columns := len(l.xs) - 1
	cells := make([][]Word, (len(l.ys)-1)*columns)
	for _, w := range inside {
		x, y := w.Middle()
		r, c := at(l.ys, clamp(y, l.ys)), at(l.xs, clamp(x, l.xs))
		if r >= 0 && c >= 0 {
			cells[r*columns+c] = append(cells[r*columns+c], w)
		}
	}
	wide := make([]int, columns)
	for r := range len(l.ys) - 1 {
		var stacks []int
		for c := range columns {
			lines := Lines(cells[r*columns+c])
			if n := stacked(lines); n > 1 {
				stacks = append(stacks, n)
			}
			for _, line := range lines {
				if parts := chunks(line, math.Max(0.8, 2*ems)); len(parts) > 1 && figures(parts) == len(parts) {
					wide[c]++
				}
			}
		}
		slices.Sort(stacks)
		if len(stacks) >= 2 && stacks[len(stacks)-1] == stacks[len(stacks)-2] {
			return true
		}
	}
	return slices.Max(wide) >= 2
}

// stacked is how many lines of figures a cell has; 0 where one of them is none.
func stacked(lines []Line) int {
	for _, l := range lines {
		if !numeric(l.Text()) {
			return 0
		}
	}
	return len(lines)
}
