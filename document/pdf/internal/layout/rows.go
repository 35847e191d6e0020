package layout

import (
	"math"
)

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
