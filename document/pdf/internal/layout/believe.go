package layout

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// believable says whether a grid is a table: two columns of figures that do not just count, or one beside ruling lines.
func (f *finder) believable(g *grid) bool {
	columns := 0
	for c := range g.columns {
		if g.columns[c].figures && g.figuresOf(c) >= 2 && !g.ordinal(c) {
			columns++
		}
	}
	counted := 0
	for i := range g.rows {
		if g.rows[i].figures() > 0 {
			counted++
		}
	}
	if counted*5 < len(g.rows)*2 {
		return false
	}
	if g.listsPages() {
		return false
	}
	return columns >= 2 || columns == 1 && f.ruledAcross(g) >= 2 && counted >= 2
}

// drawn says whether the figures are the labels of a chart: bars stand among them, filled boxes with no words in them that are narrower
// than a row.
func (f *finder) drawn(g *grid) bool {
	const many = 4
	b := extent(g.lines)
	bars := 0
	for _, bar := range f.rules.boxes {
		x, y := (bar.x0+bar.x1)/2, (bar.y0+bar.y1)/2
		narrow := bar.x1-bar.x0 < 0.25*(b.x1-b.x0)
		if !narrow || !b.holds(x, y) || bar.y1-bar.y0 < 2 {
			continue
		}
		labelled := slices.ContainsFunc(g.lines, func(l Line) bool {
			return l.Top() < bar.y1 && l.Bottom() > bar.y0 && slices.ContainsFunc(l.Words, func(w Word) bool { return bar.holds(w.Middle()) })
		})
		if !labelled {
			bars++
		}
	}
	return bars >= many
}

// listsPages says whether a grid is a list of contents: titles, with their numbers or without, and pages.
func (g *grid) listsPages() bool {
	if !g.pages() {
		return false
	}
	for c := range g.columns[:len(g.columns)-1] {
		if _, counts := g.counting(c); g.columns[c].figures && !counts && g.figuresOf(c) > 1 {
			return false
		}
	}
	return true
}

// pages says whether the last column is like that of a list of contents: whole numbers that never fall.
func (g *grid) pages() bool {
	last, n := 0, 0
	for i := range g.rows {
		p := g.rows[i].piece(len(g.columns) - 1)
		if p == nil || !numeric(p.text()) {
			continue
		}
		value, err := strconv.Atoi(p.text())
		if err != nil || value < last {
			return false
		}
		last = value
		n++
	}
	return n >= 3
}

// figuresOf counts the figures of a column.
func (g *grid) figuresOf(c int) int {
	n := 0
	for i := range g.rows {
		if p := g.rows[i].piece(c); p != nil && p.to-p.from == 1 && numeric(p.text()) {
			n++
		}
	}
	return n
}

// ordinal says whether a column counts: 1, 2, 3, as the numbers of lines, paragraphs and pages do, or 1.9, 1.10, 2.1 in one of the
// first columns, as those of sections do.
func (g *grid) ordinal(c int) bool {
	const few = 3
	n, counts := g.counting(c)
	return counts && n >= few
}

// counting says whether a column counts, and how far.
func (g *grid) counting(c int) (figures int, counts bool) {
	var last []int
	n, points := 0, false
	for i := range g.rows {
		p := g.rows[i].piece(c)
		if p == nil || p.to-p.from > 1 || !numeric(p.text()) {
			continue
		}
		number, ok := outline(p.text())
		if !ok || n > 0 && slices.Compare(number, last) < 0 || n > 0 && c > 1 && number[0] > last[0]+1 {
			return n, false
		}
		points = points || len(number) > 1
		last = number
		n++
	}
	return n, !points || c <= 1
}

// outline reads the number of a section: 3, (3), 3.1.2, A.1.
func outline(text string) (number []int, ok bool) {
	text = strings.TrimLeft(strings.Trim(text, "(). "), "ABCDEFGH.")
	for part := range strings.SplitSeq(text, ".") {
		n, err := strconv.Atoi(part)
		if err != nil || n > 999 {
			return nil, false
		}
		number = append(number, n)
	}
	return number, len(number) > 0
}

// ruledAcross counts the horizontal lines over most of a table's width.
func (f *finder) ruledAcross(g *grid) int {
	b := extent(g.lines)
	n := 0
	for _, h := range f.rules.horizontal {
		if h.at > b.y0-1.5*g.lines[0].Size && h.at < b.y1+1.5*g.lines[0].Size && math.Min(h.to, b.x1)-math.Max(h.from, b.x0) > 0.7*(b.x1-b.x0) {
			n++
		}
	}
	return n
}
