package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// spacing is how wide white space within a cell may be, in ems: a third more than the spaces between the words of the page.
func spacing(lines []Line) float64 {
	const least, most, usual = 0.36, 0.9, 0.28
	var gaps []float64
	for _, l := range lines {
		for i := 1; i < len(l.Words); i++ {
			if g := gap(l.Words[i-1], l.Words[i]) / l.Size; g > 0.12 && g < 1 {
				gaps = append(gaps, g)
			}
		}
	}
	if len(gaps) < 10 {
		return least
	}
	slices.Sort(gaps)
	space := math.Max(usual, gaps[len(gaps)/2])
	// Mostly tables: the median gap would be one between columns.
	if low := gaps[len(gaps)/4]; low < 0.4 {
		space = math.Max(usual, low)
	}
	return math.Max(least, math.Min(most, 1.35*space))
}

// withoutLeaders leaves out the dots that lead from a label to its figure.
func withoutLeaders(all []Word) []Word {
	kept := make([]Word, 0, len(all))
	for i, w := range all {
		dots := strings.Trim(w.Text, ".…·_") == "" && w.Text != ""
		if dots && (len(w.Text) >= 3 || near(all, i, -1) || near(all, i, 1)) {
			continue
		}
		if !dots {
			if stem := strings.TrimRight(w.Text, ".…·_"); len(w.Text)-len(stem) >= 4 {
				w.X1 -= (w.X1 - w.X0) * float64(len(w.Text)-len(stem)) / float64(len(w.Text)) * 0.6
				w.Text = stem
			}
		}
		kept = append(kept, w)
	}
	return kept
}

// near says whether the neighbour of a dot is one as well.
func near(all []Word, i, step int) bool {
	k := i + step
	return k >= 0 && k < len(all) && strings.Trim(all[k].Text, ".…·_") == "" && math.Abs(all[k].Y-all[i].Y) < 1
}

// column is where the words of a column lie, from one valley of white space to the next.
type column struct {
	x0, x1  float64
	figures bool // most of what stands in it is figures
	lower   bool // most of it begins in lower case
	short   bool // most of it is yes, no, x or the like, which never wraps
}

// valley is white space from top to bottom, and the place in it that the fewest lines cross.
type valley struct {
	x0, x1 float64
	at     float64

	clear   float64 // how wide the clearest part is
	crossed int     // how many lines cross that
}

// widen adds the interval up to x, which so many lines cross.
func (v *valley) widen(x float64, crossed int) {
	from := v.x1
	v.x1 = x
	if crossed < v.crossed || crossed == v.crossed && x-from > v.clear {
		v.clear, v.crossed, v.at = x-from, crossed, (from+x)/2
	}
}

// valleys are the white spaces that at most a share of the lines of figures cross, and no more than half of the others. Hard cuts,
// which ruling lines make, part columns in any case.
func valleys(lines []Line, ems float64, cuts []float64) []valley {
	type edge struct {
		x    float64
		step int
		kind int // 0 a line of figures, 1 another
	}
	var edges []edge
	counts := [2]int{}
	left, right := math.Inf(1), math.Inf(-1)
	size := 0.0
	for _, l := range lines {
		parts := chunks(l, ems)
		kind := 1
		if figures(parts) >= 2 && !years(parts) {
			kind = 0
		} else if len(parts) < 2 {
			continue // a heading over all columns, or a label alone, parts nothing
		}
		counts[kind]++
		size = math.Max(size, l.Size)
		for _, p := range parts {
			edges = append(edges, edge{p.x0, 1, kind}, edge{p.x1, -1, kind})
			left, right = math.Min(left, p.x0), math.Max(right, p.x1)
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.step, b.step)) })
	crossing := tolerance(counts)
	var found []valley
	cover := [2]int{}
	for i, e := range edges {
		cover[e.kind] += e.step
		if i+1 == len(edges) {
			break
		}
		from, to := e.x, edges[i+1].x
		if cover[0] > crossing[0] || cover[1] > crossing[1] || to <= from {
			continue
		}
		if n := len(found); n == 0 || found[n-1].x1 < from-0.01 {
			found = append(found, valley{x0: from, x1: from, crossed: math.MaxInt})
		}
		found[len(found)-1].widen(to, cover[0]+cover[1])
	}
	found = slices.DeleteFunc(found, func(v valley) bool { return v.x1-v.x0 < 0.3*size || v.x0 <= left || v.x1 >= right })
	return withCuts(found, cuts, left, right)
}

// tolerance is how many lines of figures, and how many others, may cross a valley. Beside figures those are the headings that span
// columns; where no figures show the columns, next to none.
func tolerance(counts [2]int) [2]int {
	const spanning = 3
	switch {
	case counts[0] >= 3:
		return [2]int{counts[0] / 25, max(spanning, counts[1]/2)}
	case counts[0] == 2:
		return [2]int{0, max(1, counts[1]/3)}
	}
	return [2]int{0, counts[1] / 10}
}

// withCuts makes a valley of each hard cut that lies in none.
func withCuts(found []valley, cuts []float64, left, right float64) []valley {
	for _, x := range cuts {
		if x <= left || x >= right {
			continue
		}
		inside := slices.IndexFunc(found, func(v valley) bool { return x >= v.x0-1 && x <= v.x1+1 })
		if inside >= 0 {
			found[inside].at = x
		} else {
			found = append(found, valley{x0: x, x1: x, at: x})
		}
	}
	slices.SortFunc(found, func(a, b valley) int { return cmp.Compare(a.x0, b.x0) })
	return found
}

// figures counts the parts of a line that stand in columns of figures.
func figures(parts []chunk) int {
	n := 0
	for _, p := range parts {
		if numeric(text(p.words)) {
			n++
		}
	}
	return n
}

// years says whether a line has nothing but years, as headings have.
func years(parts []chunk) bool {
	for _, p := range parts {
		if !year(text(p.words)) {
			return false
		}
	}
	return true
}

// edges are the borders of columns: the middles of the valleys, and the ends.
func edges(found []valley, left, right float64) []float64 {
	at := []float64{left - 1}
	for _, v := range found {
		at = append(at, v.at)
	}
	return append(at, right+1)
}

// extent is how far lines reach.
func extent(lines []Line) box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, l := range lines {
		b = b.with(box{l.X0, l.Top(), l.X1, l.Bottom()})
	}
	return b
}
