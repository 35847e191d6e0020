package layout

import (
	"math"
	"slices"
)

// ruledTable makes a table of a frame of ruling lines and the words within it; nil where they make none. Used are the numbers of the
// words that it takes.
func ruledTable(frame rules, all []Word, taken []bool, ems float64) (t *Table, used []int) {
	l := newLattice(frame)
	if len(l.xs) < 2 || len(l.ys) < 2 || len(l.xs) < 3 && len(l.ys) < 3 {
		return nil, nil
	}
	b := box{l.xs[0] - 1, l.ys[0] - 1, l.xs[len(l.xs)-1] + 1, l.ys[len(l.ys)-1] + 1}
	var inside []Word
	for i, w := range all {
		if x, y := w.Middle(); !taken[i] && b.holds(x, y) {
			inside = append(inside, w)
			used = append(used, i)
		}
	}
	if len(inside) < 4 || len(l.xs) < 3 {
		return nil, nil
	}
	t = l.table(inside)
	if t == nil {
		return nil, nil
	}
	coarse := l.coarse(inside, ems)
	if coarse || len(l.ys) <= 4 {
		r := region{lines: Lines(withoutLeaders(inside)), rules: frame, cuts: l.xs[1 : len(l.xs)-1], ems: ems}
		if g := newGrid(r); g != nil && len(g.rows) > 0 {
			// Where few lines go across, white space may part the rows. Cells whose rows are ruled are left whole.
			if finer := g.table(); finer.worth() && (coarse || g.parted && finer.Rows > t.Rows+1) {
				finer.Ruled = true
				return finer, used
			}
		}
	}
	if !t.worth() || !t.full() {
		return nil, nil
	}
	return t, used
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
