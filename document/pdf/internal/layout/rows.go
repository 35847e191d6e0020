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

// table makes the cells: of the headings by their columns, of the body by its rows.
func (g *grid) table() *Table {
	b := extent(g.lines)
	t := &Table{Columns: len(g.columns), X0: b.x0, Y0: b.y0, X1: b.x1, Y1: b.y1, Edges: g.at}
	t.Rows = g.headingCells(t)
	for _, band := range g.bands() {
		if !g.mixed(band) {
			g.bodyRow(t, band)
			t.Rows++
			continue
		}
		for start := 0; start < len(band); {
			end := g.rowEnd(band, start)
			g.bodyRow(t, band[start:end])
			t.Rows++
			start = end
		}
	}
	t.tidy()
	return t
}

// mixed says whether the lines of a band may be several rows: figures stand below each other in a column, or the band reaches over
// lines in which the first column begins anew.
func (g *grid) mixed(band []int) bool {
	if len(band) < 2 {
		return false
	}
	for c := range g.columns {
		n, lines := 0, 0
		for _, i := range band {
			if p := g.rows[i].piece(c); p != nil && p.to-p.from == 1 {
				lines++
				if g.columns[c].figures && numeric(p.text()) {
					n++
				}
			}
		}
		if n > 1 {
			return true
		}
	}
	return !g.parted || g.anew(band)
}

// anew says whether most lines of a band begin something in the first column: they are rows set as close as lines are.
func (g *grid) anew(band []int) bool {
	begun := 0
	for k := 1; k < len(band); k++ {
		r := &g.rows[band[k]]
		if r.piece(0) != nil && len(r.pieces) > 1 && g.lastPiece(band[:k], 0) != nil && !g.wraps(band[:k], r) {
			begun++
		}
	}
	return begun >= 2 && 2*begun >= len(band)-1
}

// wraps says whether each piece of a line goes on with the last one of its column in the lines above. Where the line has a piece in
// every column, which whole rows have, the words of one must say so.
func (g *grid) wraps(above []int, r *row) bool {
	said := false
	for _, p := range r.pieces {
		over := g.lastPiece(above, p.from)
		if over == nil || !g.follows(*over, p, g.right(p)) {
			return false
		}
		said = said || cueOf(*over, p, g.columns[p.from].lower) == goesOn
	}
	return len(r.pieces) > 0 && (said || len(r.pieces) < 2 || len(r.pieces) < len(g.rows[above[0]].pieces))
}

// bodyRow makes one row of some lines.
func (g *grid) bodyRow(t *Table, lines []int) {
	byColumn := map[[2]int][]Word{}
	var order [][2]int
	for _, i := range lines {
		for _, p := range g.rows[i].pieces {
			key := [2]int{p.from, p.to}
			for k := range order {
				// A wrapped line that spans more, or fewer, columns than the one before it is of the same cell.
				if o := order[k]; o[0] == p.from && o != key {
					key = o
				}
			}
			if byColumn[key] == nil {
				order = append(order, key)
			}
			byColumn[key] = append(byColumn[key], p.words...)
		}
	}
	taken := map[int]bool{}
	for _, key := range order {
		c := Cell{Row: t.Rows, Column: key[0], Rows: 1, Columns: 1}
		for k := key[0] + 1; k < key[1] && !taken[k] && byColumn[[2]int{k, k + 1}] == nil; k++ {
			c.Columns++
		}
		for k := range c.Columns {
			taken[key[0]+k] = true
		}
		c.fill(byColumn[key])
		t.Cells = append(t.Cells, c)
	}
}

// rowEnd is the place in a band behind the last line of the row that begins at a place.
func (g *grid) rowEnd(band []int, start int) int {
	end := start + 1
	hasFigures := g.figuresIn(band[start]) > 0
	for end < len(band) && g.continues(band, start, end, hasFigures) {
		hasFigures = hasFigures || g.figuresIn(band[end]) > 0
		end++
	}
	return end
}

// continues says whether a line of a band is of the row that began at another.
func (g *grid) continues(band []int, start, at int, hasFigures bool) bool {
	above, below := &g.rows[band[at-1]], &g.rows[band[at]]
	if g.ruled(above.line, below.line) {
		return false
	}
	pitch := (below.line.Y - above.line.Y) / math.Max(above.line.Size, below.line.Size)
	if pitch > 2 || pitch > 1.25*g.leading && pitch > 1.3 {
		return false
	}
	figuresBelow := g.figuresIn(band[at]) > 0
	if figuresBelow && hasFigures {
		return false
	}
	label, next := above.piece(0), below.piece(0)
	if figuresBelow {
		if next == nil {
			// Figures beside the middle of a label of several lines.
			return pitch < 0.9
		}
		return label != nil && len(above.pieces) == 1 && g.follows(*label, *next, g.columns[0].x1)
	}
	first := g.rows[band[start]].piece(0)
	if next == nil && first != nil && !g.columns[0].figures {
		// Nothing begins in the first column: the cells beside it go on.
		return g.reach(band[:at], below)
	}
	return g.wraps(band[start:at], below)
}

// reach says whether each piece stands below one of the same column.
func (g *grid) reach(band []int, r *row) bool {
	for _, p := range r.pieces {
		if g.lastPiece(band[max(0, len(band)-12):], p.from) == nil {
			return false
		}
	}
	return true
}

func (g *grid) lastPiece(band []int, column int) *piece {
	for k := len(band) - 1; k >= 0; k-- {
		if p := g.rows[band[k]].piece(column); p != nil {
			return p
		}
	}
	return nil
}

// right is how far to the right a piece may go.
func (g *grid) right(p piece) float64 {
	if p.to-p.from > 1 {
		return math.Max(p.x1, g.columns[p.to-1].x1)
	}
	return g.columns[p.from].x1
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
	return g.centred(p, i)
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
			if to-from > 1 && g.headed(from, to, i) && off(from, to)+0.3*line(p).Size < off(best.from, best.to) {
				best.from, best.to = from, to
			}
		}
	}
	return best
}

func line(p piece) Word { return p.words[0] }

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
