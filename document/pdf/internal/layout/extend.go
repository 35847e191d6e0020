package layout

import (
	"math"
)

// mostHeadings is how many lines of headings a table may have.
const mostHeadings = 12

// top is the first line of the headings above a body: those whose parts stand above its columns, and those below a ruling line
// over the whole table. Lines of a label alone are taken in where they stand between the body and headings.
func (f *finder) top(first, floor int, body *grid) int {
	top, label := first, false
	for k := first - 1; k >= floor && first-k <= mostHeadings && f.between(k) <= 2.6; k-- {
		// Above a label, which may be a title, one word alone is no heading: it may be the number of the page.
		if f.heads(k, body) && (!label || f.kinds[k] != single) {
			top, label = k, false
			continue
		}
		if !f.labels(k, body) {
			break
		}
		if label = !f.follows(k, body); !label {
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
