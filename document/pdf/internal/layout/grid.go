package layout

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// region is a part of a page that holds one table, and the ruling lines that lie in it.
type region struct {
	lines []Line
	rules rules
	// cuts are where ruling lines part columns.
	cuts []float64
	// ems is how wide white space within a cell may be.
	ems float64
}

// grid makes rows and columns of a region: columns by valleys of white space and ruling lines, rows by what stands in them.
type grid struct {
	region
	at      []float64 // borders of the columns
	columns []column
	rows    []row
	body    int // the first row of figures
	// leading is the distance of the lines within a cell, in parts of their size.
	leading float64
	parted  bool // white space parts the rows
}

// newGrid finds the columns; nil where there are not two.
func newGrid(r region) *grid {
	found := valleys(r.lines, r.ems, r.cuts)
	if len(found) == 0 {
		return nil
	}
	g := &grid{region: r}
	b := extent(r.lines)
	g.at = edges(found, b.x0, b.x1)
	g.cut()
	if g.mergeUnits() || g.mergeHeadings() {
		g.cut()
	}
	g.body = len(g.rows)
	for i := range g.rows {
		if n := g.figuresIn(i); n >= 1 && n*2 >= g.figureColumns() && !g.headings(i) {
			g.body = i
			break
		}
	}
	for g.body > 0 && g.body < len(g.rows) && g.leads(g.body-1) {
		g.body--
	}
	if g.body == len(g.rows) {
		g.body = g.underHeading()
	} else {
		g.body = g.bandTop(g.body)
	}
	return g
}

// bandTop is the first line of the row to which the first line of figures belongs, where white space or ruling lines part it from the
// headings: its label may begin above its figures.
func (g *grid) bandTop(first int) int {
	g.body = 0
	for _, band := range g.bands() {
		if band[0] == 0 || band[0] > first || !slices.Contains(band, first) {
			continue
		}
		for _, i := range band {
			for _, p := range g.rows[i].pieces {
				if i < first && (p.to-p.from > 1 || g.columns[p.from].figures) {
					return first
				}
			}
		}
		return band[0]
	}
	return first
}

// underHeading is the first row of a table without figures: the one below the first ruling line, or the second.
func (g *grid) underHeading() int {
	for i := 0; i+1 < len(g.rows) && i < mostHeadings; i++ {
		if g.ruleBelow(i) {
			return i + 1
		}
	}
	return min(1, len(g.rows))
}

// leads says whether a label by itself, directly above the first figures, is the beginning of theirs or heads their group, and no
// heading of the column.
func (g *grid) leads(i int) bool {
	r, next := &g.rows[i], g.rows[i+1].piece(0)
	if len(r.pieces) != 1 || r.pieces[0].from != 0 || r.pieces[0].to != 1 || g.columns[0].figures || next == nil || g.ruled(r.line, g.rows[i+1].line) {
		return false
	}
	if i > 0 && (g.ruled(g.rows[i-1].line, r.line) || len(g.rows[i-1].pieces) > 1) {
		return true
	}
	return g.follows(r.pieces[0], *next, g.columns[0].x1)
}

// follows says whether a label goes on in the next line. One that is set in as other rows of figures are does not.
func (g *grid) follows(above, below piece, right float64) bool {
	if g.columns[below.from].short || !follows(above, below, right, g.columns[below.from].lower) {
		return false
	}
	size := below.words[0].Size
	if below.from == 0 && below.x0 < above.x0-0.4*size {
		return false
	}
	if below.from != 0 || math.Abs(below.x0-above.x0) < 0.4*size {
		return true
	}
	alike := 0
	for i := range g.rows {
		if p := g.rows[i].piece(0); p != nil && g.rows[i].figures() > 0 && math.Abs(p.x0-below.x0) < 0.2*size {
			alike++
		}
	}
	return alike < 3
}

// cut cuts all lines at the borders, and says of each column where it lies and whether it holds figures.
func (g *grid) cut() {
	g.rows = g.rows[:0]
	g.columns = make([]column, len(g.at)-1)
	for i := range g.columns {
		g.columns[i] = column{x0: math.Inf(1), x1: math.Inf(-1)}
	}
	n := len(g.columns)
	number, all, lower, short := make([]int, n), make([]int, n), make([]int, n), make([]int, n)
	for _, l := range g.lines {
		r := cut(l, g.at, g.ems)
		g.rows = append(g.rows, r)
		for _, p := range r.pieces {
			if p.to-p.from > 1 {
				continue
			}
			c := &g.columns[p.from]
			c.x0, c.x1 = math.Min(c.x0, p.x0), math.Max(c.x1, p.x1)
			all[p.from]++
			if numeric(p.text()) {
				number[p.from]++
			}
			if utf8.RuneCountInString(p.text()) <= 4 {
				short[p.from]++
			}
			if first, _ := utf8.DecodeRuneInString(p.text()); unicode.IsLower(first) {
				lower[p.from]++
			}
		}
	}
	for i := range g.columns {
		g.columns[i].figures = number[i] >= 1 && number[i]*2 >= all[i]
		g.columns[i].lower = lower[i]*3 > 2*all[i]
		g.columns[i].short = short[i]*5 >= 4*all[i]
	}
}

// mergeUnits joins columns that hold only a currency or per cent sign with that of their figures.
func (g *grid) mergeUnits() bool {
	merged := false
	for c := len(g.columns) - 1; c >= 0; c-- {
		only, before := true, false
		n := 0
		for i := range g.rows {
			if p := g.rows[i].piece(c); p != nil && p.to-p.from == 1 {
				t := p.text()
				n++
				only = only && (unit(t) || t == ")" || t == "(")
				before = before || t != "%" && t != ")"
			}
		}
		if n == 0 || !only {
			continue
		}
		border := c // to the left of the column
		if before {
			border = c + 1
		}
		if border > 0 && border < len(g.at)-1 {
			g.at = slices.Delete(g.at, border, border+1)
			g.columns = slices.Delete(g.columns, c, c+1)
			merged = true
		}
	}
	return merged
}

// mergeHeadings joins a column in which only headings stand, those that span others, with its neighbour.
func (g *grid) mergeHeadings() bool {
	first := len(g.rows)
	for i := range g.rows {
		if g.rows[i].figures() >= 2 && !g.allYears(i) {
			first = i
			break
		}
	}
	if first == len(g.rows) {
		return false
	}
	merged := false
	for c := len(g.columns) - 1; c > 0; c-- {
		filled := false
		for i := first; i < len(g.rows) && !filled; i++ {
			p := g.rows[i].piece(c)
			filled = p != nil && p.from == c
		}
		if !filled {
			g.at = slices.Delete(g.at, c, c+1)
			g.columns = slices.Delete(g.columns, c, c+1)
			merged = true
		}
	}
	return merged
}

func (g *grid) figureColumns() int {
	n := 0
	for _, c := range g.columns {
		if c.figures {
			n++
		}
	}
	return n
}

// figuresIn counts the figures of a row that stand in columns of figures.
func (g *grid) figuresIn(i int) int {
	n := 0
	for _, p := range g.rows[i].pieces {
		if p.to-p.from == 1 && g.columns[p.from].figures && numeric(p.text()) {
			n++
		}
	}
	return n
}

// headings says whether a row of figures is one of headings: years, or numbers of columns; beside a label only years above a ruling line
// or in the first line.
func (g *grid) headings(i int) bool {
	r := &g.rows[i]
	if p := r.piece(0); p != nil && !g.columns[0].figures && !figure(p.text()) {
		return g.allYears(i) && (i == 0 || g.ruleBelow(i))
	}
	return g.allYears(i) || g.counts(i)
}

// allYears says whether every figure of a row is a year: 2019, 2019/20, 2019-20.
func (g *grid) allYears(i int) bool {
	n := 0
	for _, p := range g.rows[i].pieces {
		if p.from == 0 && !g.columns[0].figures {
			continue
		}
		if t := p.text(); figure(t) && !year(t) {
			return false
		}
		n++
	}
	return n > 0
}

// counts says whether a row numbers the columns: 1, 2, 3 or (1), (2), (3).
func (g *grid) counts(i int) bool {
	last, n := -1, 0
	for _, p := range g.rows[i].pieces {
		value, ok := small(p.text())
		if !ok || last >= 0 && value != last+1 {
			return false
		}
		last = value
		n++
	}
	return n >= 3
}

// ruleBelow says whether a ruling line lies between a row and the next.
func (g *grid) ruleBelow(i int) bool {
	if i+1 >= len(g.rows) {
		return false
	}
	return g.ruled(g.rows[i].line, g.rows[i+1].line)
}

// ruled says whether a ruling line parts two lines over half of the table's width.
func (g *grid) ruled(above, below Line) bool {
	b := extent(g.lines)
	covered := 0.0
	for _, s := range g.rules.horizontal {
		if s.at > above.Y-0.3*above.Size && s.at < below.Y-0.3*below.Size {
			covered = math.Max(covered, math.Min(s.to, b.x1)-math.Max(s.from, b.x0))
		}
	}
	return covered >= 0.5*(b.x1-b.x0)
}

// ruledOver says whether a ruling line parts two lines over an interval.
func (g *grid) ruledOver(above, below Line, from, to float64) bool {
	for _, s := range g.rules.horizontal {
		if s.at > above.Y-0.3*above.Size && s.at < below.Y-0.3*below.Size && math.Min(s.to, to)-math.Max(s.from, from) > 0.5*(to-from) {
			return true
		}
	}
	return false
}
