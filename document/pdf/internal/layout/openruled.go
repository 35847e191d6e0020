package layout

import (
	"cmp"
	"math"
	"slices"
)

// shortestRule is how long, in ems, a ruling line over a whole table is at least.
const shortestRule = 12

// ruledStretches are the lines between horizontal ruling lines of one length at one place, and those of headings above the first.
func (f *finder) ruledStretches() []stretch {
	var found []stretch
	for _, group := range f.stacks() {
		for _, s := range f.partsOf(group) {
			if !slices.ContainsFunc(found, func(o stretch) bool { return s.from < o.to && o.from < s.to }) {
				found = append(found, s)
			}
		}
	}
	return found
}

// stacks are the horizontal ruling lines that begin and end at the same places, from the top.
func (f *finder) stacks() [][]span {
	if len(f.lines) == 0 {
		return nil
	}
	const same = 6.0
	size := f.lines[0].Size
	var stacks [][]span
	for _, h := range f.rules.horizontal {
		if h.to-h.from < shortestRule*size {
			continue
		}
		k := slices.IndexFunc(stacks, func(s []span) bool { return math.Abs(s[0].from-h.from) < same && math.Abs(s[0].to-h.to) < same })
		if k < 0 {
			stacks = append(stacks, nil)
			k = len(stacks) - 1
		}
		stacks[k] = append(stacks[k], h)
	}
	slices.SortStableFunc(stacks, func(a, b []span) int { return len(b) - len(a) })
	return stacks
}

// partsOf parts a stack where running text stands below one of its lines, and gives the lines of text of each part. A part has two
// ruling lines, or one below headings.
func (f *finder) partsOf(stack []span) []stretch {
	var found []stretch
	for i := 0; i < len(stack); {
		part := stretch{f.below(stack[i]), f.below(stack[i])}
		count := 0
		for ; i < len(stack); i++ {
			end := len(f.lines)
			if i+1 < len(stack) {
				end = f.below(stack[i+1])
			}
			count++
			stop := f.tabular(stretch{part.to, end})
			part.to = stop
			if stop < end {
				i++
				break
			}
		}
		top := f.headingsAbove(part)
		if part.to > part.from && (count >= 2 || top < part.from) {
			part.from = top
			found = append(found, part)
		}
	}
	return found
}

// below is the first line of text below a ruling line.
func (f *finder) below(s span) int {
	at, _ := slices.BinarySearchFunc(f.lines, s.at, func(l Line, y float64) int { return cmp.Compare(l.Y-0.3*l.Size, y) })
	return at
}

// tabular is where, in a stretch, the lines stop looking like rows: at running text, which goes from the left over where other columns
// begin, or at wide white space.
func (f *finder) tabular(s stretch) int {
	const words, many = 6, 8
	var columns []chunk // of the last line with white space
	for i := s.from; i < s.to; i++ {
		if i > s.from && f.between(i-1) > 4 {
			return i
		}
		l := f.lines[i]
		if f.kinds[i] != single {
			columns = chunks(l, f.ems)[1:]
			continue
		}
		if caption(l) {
			return i
		}
		if l.X0 > f.width.x0+2*l.Size || len(l.Words) < words {
			continue
		}
		crossed := 0
		for _, c := range columns {
			if c.x0 < l.X1-l.Size {
				crossed++
			}
		}
		wide := l.X1-l.X0 > 0.55*(f.width.x1-f.width.x0)
		if columns == nil && wide || columns != nil && crossed == len(columns) || crossed >= 2 && len(l.Words) >= many {
			return i
		}
	}
	return s.to
}

// headingsAbove is the first line above a stretch that belongs to it as headings do: parted by white space, and close.
func (f *finder) headingsAbove(s stretch) int {
	top := s.from
	near := 3.2 // the ruling line and the space around it lie between
	for k := s.from - 1; k >= 0 && k+1 < len(f.lines) && s.from-k <= 4 && f.between(k) < near && f.kinds[k] != single; k-- {
		top, near = k, 2.2
	}
	return top
}

// ruledTable makes a table of the lines between ruling lines, where its rows are filled.
func (f *finder) ruledTable(s stretch) *Table {
	g := newGrid(f.region(s))
	if g == nil {
		return nil
	}
	t := g.table()
	if !t.worth() || t.Rows < 3 || !t.full() || g.contents() {
		return nil
	}
	return t
}

// contents says whether a grid is a list of contents below the line that a page has under its head: titles, numbered or not, and the
// pages on which they stand. A table of the same look has lines between its rows.
func (g *grid) contents() bool {
	const lines = 4
	return len(g.rules.horizontal) < lines && g.listsPages()
}
