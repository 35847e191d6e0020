package layout

import (
	"math"
	"slices"
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
