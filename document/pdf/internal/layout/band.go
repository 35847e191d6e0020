package layout

import (
	"math"
	"slices"
)

// run is lines of one column that follow each other closely: one cell, or several of a table whose rows are set as close as lines are.
type run struct {
	first, last int
	top, bottom float64
}

// bands are the lines of the body in groups that nothing parts: the runs of all columns, those that overlap in height taken together.
func (g *grid) bands() [][]int {
	g.leading = g.usualPitch()
	var all []run
	for c := range g.columns {
		all = append(all, g.runs(c)...)
	}
	slices.SortFunc(all, func(a, b run) int {
		switch {
		case a.top < b.top:
			return -1
		case a.top > b.top:
			return 1
		}
		return 0
	})
	var bands [][]int
	bottom := math.Inf(-1)
	seen := map[int]bool{}
	for _, r := range all {
		// Letters of neighbouring rows may touch: what overlaps by less than a quarter of a line is apart.
		if len(bands) == 0 || r.top > bottom-0.25*g.lines[0].Size {
			bands = append(bands, nil)
		}
		last := &bands[len(bands)-1]
		for i := r.first; i <= r.last; i++ {
			if !seen[i] {
				seen[i] = true
				*last = append(*last, i)
			}
		}
		bottom = math.Max(bottom, r.bottom)
	}
	for _, band := range bands {
		slices.Sort(band)
	}
	g.parted = len(bands) > 1
	return bands
}

// runs are those of a column.
func (g *grid) runs(c int) []run {
	var all []run
	for i := g.body; i < len(g.rows); i++ {
		p := g.rows[i].piece(c)
		if p == nil || p.from != c {
			continue
		}
		l := g.rows[i].line
		if n := len(all); n > 0 {
			last := g.rows[all[n-1].last].line
			pitch := (l.Y - last.Y) / math.Max(l.Size, last.Size)
			if pitch <= 1.12*g.leading && !g.ruledOver(last, l, p.x0, p.x1) {
				all[n-1].last, all[n-1].bottom = i, l.Bottom()
				continue
			}
		}
		all = append(all, run{i, i, l.Top(), l.Bottom()})
	}
	return all
}

// usualPitch is the distance of the baselines of neighbouring lines of one column where they are close, in parts of their size.
func (g *grid) usualPitch() float64 {
	var all []float64
	for c := range g.columns {
		last := -1
		for i := g.body; i < len(g.rows); i++ {
			if p := g.rows[i].piece(c); p == nil || p.from != c {
				continue
			}
			if last >= 0 {
				all = append(all, (g.lines[i].Y-g.lines[last].Y)/math.Max(g.lines[i].Size, g.lines[last].Size))
			}
			last = i
		}
	}
	if len(all) == 0 {
		return 1.2
	}
	slices.Sort(all)
	return math.Max(1, all[len(all)/20])
}
