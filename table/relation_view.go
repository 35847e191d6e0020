package table

// view is a table seen along one axis. Across, positions are columns and lines are rows: a relation says that one column
// follows from others, row for row. Down, positions are rows and lines are columns.
type view struct {
	n      *numbers
	labels *labels
	grid   *Grid
	across bool
	// positions and lines are how many there are of each.
	positions, lines int
	// active are the positions that hold an amount anywhere.
	active []int32
	// blanks counts the positions before each that hold nothing at all.
	blanks []int32
	// negative says which lines hold a figure below zero, so that a sum along them may shrink again.
	negative []bool
	// probe are the lines by which candidates are tried first: all, where they are few.
	probe []int32
	// heads remembers the words above a column's cell, which differ from block to block.
	heads map[uint64]label
	// seen is scratch of trials: tuples met before.
	seen map[uint64]int
	work *allowance
	// dashes says that a dash for nil is a target as well: not while relations are looked for, where it says nothing.
	dashes bool
}

// allowance bounds the work on one table, so that none runs away: candidates beyond it are not tried.
type allowance struct{ left int }

func (a *allowance) take(n int) bool {
	if a.left < n {
		return false
	}
	a.left -= n
	return true
}

// probeLines is how many lines a candidate is tried by before all lines are.
const probeLines = 384

func newView(g *Grid, n *numbers, l *labels, across bool, work *allowance) *view {
	v := &view{n: n, labels: l, grid: g, across: across, positions: n.rows, lines: n.columns, heads: map[uint64]label{}, seen: map[uint64]int{}, work: work}
	if across {
		v.positions, v.lines = n.columns, n.rows
	}
	held := make([]uint8, v.positions)
	v.negative = make([]bool, v.lines)
	amounts := make([]int, v.lines)
	for r := range n.rows {
		for c := range n.columns {
			i := r*n.columns + c
			if n.content[i] == cellBlank {
				continue
			}
			p, l := r, c
			if across {
				p, l = c, r
			}
			held[p] |= 1
			if n.amount(i) {
				held[p] |= 2
				amounts[l]++
				if n.value[i] < 0 {
					v.negative[l] = true
				}
			}
		}
	}
	v.blanks = make([]int32, v.positions+1)
	for p, h := range held {
		v.blanks[p+1] = v.blanks[p]
		if h == 0 {
			v.blanks[p+1]++
		}
		if h&2 != 0 {
			v.active = append(v.active, int32(p))
		}
	}
	var lines []int32
	for l, count := range amounts {
		if count >= 2 {
			lines = append(lines, int32(l))
		}
	}
	v.probe = lines
	if len(lines) > probeLines {
		// Blocks of neighbours, so that a relation that holds in one part of a table alone is still met.
		v.probe = nil
		const blocks = 12
		for b := range blocks {
			from := (len(lines) - probeLines/blocks) * b / (blocks - 1)
			v.probe = append(v.probe, lines[from:from+probeLines/blocks]...)
		}
	}
	return v
}

// cell is the index of the cell at a position of a line.
func (v *view) cell(p, l int32) int {
	if v.across {
		return int(l)*v.n.columns + int(p)
	}
	return int(p)*v.n.columns + int(l)
}

// label is what heads a position. The words above a column are those above the line at which a relation begins.
func (v *view) label(p, line int32) label {
	if !v.across {
		return v.labels.row[p]
	}
	key := key(int(p), int(line))
	if l, ok := v.heads[key]; ok {
		return l
	}
	text := textAbove(v.grid, v.n, int(p), int(line))
	l := v.labels.column[p]
	if text != "" {
		l = readLabel(text)
	}
	if len(v.heads) < 1<<16 {
		v.heads[key] = l
	}
	return l
}

// labelOf is what heads a position where it first matters.
func (v *view) labelOf(p int32) label {
	line := int32(0)
	if len(v.probe) > 0 {
		line = v.probe[0]
	}
	return v.label(p, line)
}
