package layout

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// kind is what a line looks like.
type kind int

const (
	single  kind = iota // words without wide white space
	parted              // white space, and no figures
	counted             // white space, and figures
)

// finder looks for the tables of a column of text that ruling lines do not close.
type finder struct {
	lines []Line
	kinds []kind
	rules rules
	ems   float64
	width box
}

func newFinder(lines []Line, r rules, ems float64) *finder {
	f := &finder{rules: r, ems: ems}
	for _, l := range lines {
		if l.Words = withoutLeaders(l.Words); len(l.Words) == 0 {
			continue
		}
		f.lines = append(f.lines, l)
		f.kinds = append(f.kinds, kindOf(l, ems))
	}
	f.width = extent(f.lines)
	return f
}

func kindOf(l Line, ems float64) kind {
	const wide = 0.8
	parts := chunks(l, ems)
	if len(chunks(l, math.Max(wide, ems))) < 2 {
		return single
	}
	switch n := figures(parts); {
	case n >= 2, n == 1 && len(parts) == 2:
		return counted
	}
	return parted
}

// prose says whether a line is running text: many words over most of the width.
func (f *finder) prose(i int) bool {
	l := f.lines[i]
	const many, most = 8, 0.55
	if len(l.Words) < many || l.X1-l.X0 < most*(f.width.x1-f.width.x0) {
		return false
	}
	return f.kinds[i] == single
}

// caption says whether a line names a table.
func caption(l Line) bool {
	for _, word := range []string{"Table ", "Figure ", "Chart ", "Source", "Note", "Annex ", "Appendix "} {
		if strings.HasPrefix(l.Text(), word) {
			return true
		}
	}
	return false
}

// between is the distance of a line to the next, in parts of the size.
func (f *finder) between(i int) float64 {
	a, b := f.lines[i], f.lines[i+1]
	return (b.Y - a.Y) / math.Max(a.Size, b.Size)
}

// stretch is lines from a first to one behind the last.
type stretch struct{ from, to int }

// tables finds the stretches of lines that are tables, and makes them: first those between ruling lines over their whole width.
func (f *finder) tables() (found []*Table, at []stretch) {
	for _, s := range f.ruledStretches() {
		if t := f.ruledTable(s); t != nil {
			found, at = append(found, t), append(at, s)
		}
	}
	for i := 0; i < len(f.lines); {
		if k := holding(at, i); k >= 0 {
			i = at[k].to
			continue
		}
		if f.kinds[i] != counted {
			i++
			continue
		}
		floor, ceiling := around(at, i, len(f.lines))
		end := min(ceiling, f.run(i))
		if t, s := f.try(stretch{i, end}, floor, ceiling); t != nil {
			found, at = append(found, t), append(at, s)
			i = max(s.to, i+1)
			continue
		}
		i = end
	}
	order := make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return at[a].from - at[b].from })
	tables, stretches := make([]*Table, len(at)), make([]stretch, len(at))
	for i, k := range order {
		tables[i], stretches[i] = found[k], at[k]
	}
	return tables, stretches
}

// holding is the number of the stretch that holds a line, -1 for none.
func holding(at []stretch, i int) int {
	return slices.IndexFunc(at, func(s stretch) bool { return i >= s.from && i < s.to })
}

// around is where the stretch above a line ends, and where that below it begins.
func around(at []stretch, i, end int) (floor, ceiling int) {
	ceiling = end
	for _, s := range at {
		if s.to <= i {
			floor = max(floor, s.to)
		} else if s.from > i {
			ceiling = min(ceiling, s.from)
		}
	}
	return floor, ceiling
}

// run is where a run of lines with figures ends: before running text, wide white space or more than five lines without figures.
func (f *finder) run(start int) int {
	end := start + 1
	for i := start + 1; i < len(f.lines) && i-end < 6 && f.between(i-1) < 4 && !f.prose(i); i++ {
		if f.kinds[i] == counted {
			end = i + 1
		}
	}
	return end
}

// try makes a table of a run of lines with figures, with its headings above it.
func (f *finder) try(s stretch, floor, ceiling int) (*Table, stretch) {
	body := newGrid(f.region(s))
	if body == nil {
		return nil, s
	}
	s.from = f.top(s.from, floor, body)
	s.to = min(ceiling, f.bottom(s.to, body))
	g := newGrid(f.region(s))
	if g == nil || !f.believable(g) || f.drawn(g) {
		return nil, s
	}
	t := g.table()
	if !t.worth() {
		return nil, s
	}
	return t, s
}

func (f *finder) region(s stretch) region {
	r := region{lines: f.lines[s.from:s.to], ems: f.ems}
	b := extent(r.lines)
	for _, h := range f.rules.horizontal {
		if h.at > b.y0-4 && h.at < b.y1+4 && h.from < b.x1 && h.to > b.x0 {
			r.rules.horizontal = append(r.rules.horizontal, h)
		}
	}
	for _, v := range f.rules.vertical {
		if v.at > b.x0 && v.at < b.x1 && math.Min(v.to, b.y1)-math.Max(v.from, b.y0) > 0.5*(b.y1-b.y0) {
			r.rules.vertical = append(r.rules.vertical, v)
			r.cuts = append(r.cuts, v.at)
		}
	}
	return r
}

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

// mostHeadings is how many lines of headings a table may have.
const mostHeadings = 12

// top is the first line of the headings above a body: those whose parts stand above its columns, and those below a ruling line
// over the whole table. Lines of a label alone are taken in where they stand between the body and headings.
func (f *finder) top(first, floor int, body *grid) int {
	top := first
	for k := first - 1; k >= floor && first-k <= mostHeadings && f.between(k) <= 2.6; k-- {
		if f.heads(k, body) {
			top = k
			continue
		}
		if !f.labels(k, body) {
			break
		}
		if k < len(f.lines)-1 && f.follows(k, body) {
			top = k
		}
	}
	for range 3 {
		k := f.underRule(top, floor, body)
		if k == top {
			break
		}
		top = k
	}
	return top
}

// labels says whether a line has nothing but a label, which stands in the first column.
func (f *finder) labels(k int, body *grid) bool {
	l, label := f.lines[k], body.columns[0]
	right := math.Max(label.x1+2, body.columns[1].x0-0.3*l.Size)
	return !label.figures && len(chunks(l, f.ems)) == 1 && l.X0 > label.x0-2*l.Size && l.X1 < right && !caption(l)
}

// follows says whether the label of the line below a label goes on with it.
func (f *finder) follows(k int, body *grid) bool {
	below := cut(f.lines[k+1], body.at, f.ems)
	next := below.piece(0)
	l := f.lines[k]
	return next != nil && f.between(k) < 1.5 && follows(piece{words: l.Words, to: 1, x0: l.X0, x1: l.X1}, *next, body.columns[0].x1, body.columns[0].lower)
}

// heads says whether a line stands above the columns of figures as headings do.
func (f *finder) heads(k int, body *grid) bool {
	l := f.lines[k]
	if f.prose(k) || caption(l) || len(body.columns) == 0 {
		return false
	}
	parts := chunks(l, f.ems)
	label := body.columns[0]
	if len(parts) == 1 {
		return parts[0].x0 > label.x1-2 && !math.IsInf(label.x1, 0)
	}
	for _, p := range parts[1:] {
		if p.x0 > f.width.x1 || len(p.words) > 12 {
			return false
		}
	}
	return true
}

// underRule is the first line below the nearest ruling line that goes over the whole table and lies above a line, where all lines
// between are headings; the line itself where there is none.
func (f *finder) underRule(first, floor int, body *grid) int {
	b := extent(body.lines)
	best := math.Inf(-1)
	for _, h := range f.rules.horizontal {
		wide := math.Min(h.to, b.x1)-math.Max(h.from, b.x0) > 0.7*(b.x1-b.x0) && h.to-h.from < 1.6*(b.x1-b.x0)
		// The line directly above is the one below the headings; the one meant has text under it.
		above := first > 0 && h.at < f.lines[first-1].Y-0.3*f.lines[first-1].Size
		if wide && above && h.at > best {
			best = h.at
		}
	}
	if math.IsInf(best, -1) {
		return first
	}
	top := first
	for k := first - 1; k >= floor && f.lines[k].Y-0.3*f.lines[k].Size > best; k-- {
		if first-k > mostHeadings || f.between(k) > 3.2 || f.prose(k) || caption(f.lines[k]) {
			return first
		}
		top = k
	}
	return top
}

// bottom takes in the lines below a body that go on with its last row, and a last label that stands as the rows do.
func (f *finder) bottom(end int, body *grid) int {
	start := end
	for end < len(f.lines) && f.between(end-1) < 1.4 && f.labels(end, body) && f.lines[end].X0 > body.columns[0].x0-2 && !body.ruled(f.lines[end-1], f.lines[end]) {
		last := body.rows[len(body.rows)-1].piece(0)
		if end > start {
			p := cut(f.lines[end-1], body.at, f.ems)
			last = p.piece(0)
		}
		l := f.lines[end]
		if last == nil || last.to > 1 || !follows(*last, piece{words: l.Words, to: 1, x0: l.X0, x1: l.X1}, body.columns[0].x1, body.columns[0].lower) {
			break
		}
		end++
	}
	if end < len(f.lines) && len(body.rows) > 3 && f.labels(end, body) && f.lines[end].X0 > body.columns[0].x0-2 {
		pitch := f.between(end - 1)
		usual := f.between(end - 2)
		alone := end+1 == len(f.lines) || f.between(end) > 1.2*usual
		if alone && pitch < 1.04*usual && pitch > 0.96*usual {
			end++
		}
	}
	return end
}
