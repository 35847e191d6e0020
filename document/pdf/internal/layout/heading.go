package layout

import (
	"math"
	"slices"
)

// block is lines of one column that are one cell.
type block struct {
	words    []Word
	from, to int
	first    int // the first and the last line
	last     int
}

// headingCells makes the cells above the body, and returns how many rows they take.
func (g *grid) headingCells(t *Table) int {
	var blocks []block
	for i := range g.body {
		for _, p := range g.rows[i].pieces {
			p = g.spanOf(p, i)
			if k := g.goesOn(blocks, p, i); k >= 0 {
				b := &blocks[k]
				b.words, b.last = append(b.words, p.words...), i
				b.from, b.to = min(b.from, p.from), max(b.to, p.to)
				continue
			}
			blocks = append(blocks, block{slices.Clone(p.words), p.from, p.to, i, i})
		}
	}
	depth := tiers(blocks)
	tallest := 0
	for _, d := range depth {
		tallest = max(tallest, d)
	}
	for k, b := range blocks {
		c := Cell{Row: tallest - depth[k], Column: b.from, Rows: 1, Columns: b.to - b.from, Heading: true}
		c.fill(b.words)
		t.Cells = append(t.Cells, c)
	}
	return tallest
}

// goesOn is the block that a piece of a heading goes on with, -1 for none: one that ends on the line above, over the same columns,
// with no ruling line between.
func (g *grid) goesOn(blocks []block, p piece, i int) int {
	for k := len(blocks) - 1; k >= 0; k-- {
		b := blocks[k]
		over := b.from < p.to && p.from < b.to
		if !over || b.last == i {
			continue
		}
		same := b.from == p.from && b.to == p.to
		above, below := g.rows[b.last].line, g.rows[i].line
		near := below.Y-above.Y < 1.9*math.Max(above.Size, below.Size)
		if same && near && !g.ruledOver(above, below, p.x0, p.x1) {
			return k
		}
		return -1
	}
	return -1
}

// tiers is how many blocks stand below each one, itself included.
func tiers(blocks []block) []int {
	depth := make([]int, len(blocks))
	for k := len(blocks) - 1; k >= 0; k-- {
		depth[k] = 1
		for m := k + 1; m < len(blocks); m++ {
			if blocks[m].first > blocks[k].last && blocks[m].from < blocks[k].to && blocks[k].from < blocks[m].to {
				depth[k] = max(depth[k], 1+depth[m])
			}
		}
	}
	return depth
}

// spanOf is how many columns a heading stands over: those above which a ruling line below it goes, or those whose middle it has.
func (g *grid) spanOf(p piece, i int) piece {
	line := g.rows[i].line
	width := extent(g.lines)
	for _, s := range g.rules.horizontal {
		below := s.at > line.Y-0.2*line.Size && s.at < line.Y+1.1*line.Size
		if !below || s.from > p.x0+2 || s.to < p.x1-2 || s.to-s.from > 0.85*(width.x1-width.x0) || g.shared(s, p, i) {
			continue
		}
		from, to := -1, -1
		for c, column := range g.columns {
			if middle := (column.x0 + column.x1) / 2; middle > s.from && middle < s.to {
				if from < 0 {
					from = c
				}
				to = c + 1
			}
		}
		if from >= 0 && to-from >= p.to-p.from {
			p.from, p.to = from, to
			return p
		}
	}
	if from, to := g.tile(p, i); to > 0 {
		p.from, p.to = from, to
		return p
	}
	return g.centred(p, i)
}

// tile is the columns of a heading of a line whose headings, each over the middle of two columns or more, cover all columns of figures
// between them; to is 0 where they do not.
func (g *grid) tile(p piece, i int) (from, to int) {
	start := 1
	for _, o := range g.rows[i].pieces {
		if o.to == 1 {
			continue
		}
		middle, end := (o.x0+o.x1)/2, 0
		for e := start + 2; e <= len(g.columns) && end == 0; e++ {
			if math.Abs((g.columns[start].x0+g.columns[e-1].x1)/2-middle) < 0.8*o.words[0].Size && g.headed(start, e, i) {
				end = e
			}
		}
		if end == 0 {
			return 0, 0
		}
		if o.x0 == p.x0 {
			from, to = start, end
		}
		start = end
	}
	if start != len(g.columns) {
		return 0, 0
	}
	return from, to
}

// shared says whether a ruling line goes below another heading of the same line as well.
func (g *grid) shared(s span, p piece, i int) bool {
	return slices.ContainsFunc(g.rows[i].pieces, func(o piece) bool { return o.x0 != p.x0 && o.x0 < s.to-2 && o.x1 > s.from+2 })
}

// centred widens a heading to columns beside it that have nothing on its line, where it stands over the middle of them together.
func (g *grid) centred(p piece, i int) piece {
	if i+1 >= len(g.rows) || p.from == 0 {
		return p
	}
	low, high := 1, len(g.columns)
	for _, other := range g.rows[i].pieces {
		if other.to <= p.from {
			low = max(low, other.to)
		}
		if other.from >= p.to {
			high = min(high, other.from)
		}
	}
	middle := (p.x0 + p.x1) / 2
	off := func(from, to int) float64 { return math.Abs((g.columns[from].x0+g.columns[to-1].x1)/2 - middle) }
	best := p
	for from := low; from <= p.from; from++ {
		for to := p.to; to <= high; to++ {
			if to-from > 1 && g.headed(from, to, i) && off(from, to)+0.3*p.words[0].Size < off(best.from, best.to) {
				best.from, best.to = from, to
			}
		}
	}
	return best
}

// headed says whether each of some columns has a heading of its own below a line.
func (g *grid) headed(from, to, i int) bool {
	for c := from; c < to; c++ {
		found := false
		for k := i + 1; k < g.body && !found; k++ {
			p := g.rows[k].piece(c)
			found = p != nil && p.to-p.from == 1
		}
		if !found {
			return false
		}
	}
	return true
}
