package layout

import (
	"cmp"
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// parts are the columns of a page in the order in which they are read: what goes over the whole page stands between them.
func parts(all []Word, r rules, meter *object.Meter) [][]Word {
	lines := Lines(all)
	if len(lines) > mostLines {
		return [][]Word{all}
	}
	tried := map[stretch]int{}
	var out [][]Word
	var plain []Word
	flush := func() {
		if len(plain) > 0 {
			out = append(out, plain)
			plain = nil
		}
	}
	for start := 0; start < len(lines); {
		end, x := columnsFrom(lines, start, r, tried, meter)
		if end == start {
			plain = append(plain, lines[start].Words...)
			start++
			continue
		}
		flush()
		left, right := split(lines[start:end], x)
		out = append(out, parts(left, r, meter)...)
		out = append(out, parts(right, r, meter)...)
		start = end
	}
	flush()
	return out
}

// The least that two columns of text have: so many lines, white space so wide, so much of their width filled.
const (
	columnLines = 6
	columnGap   = 0.9
	columnFill  = 0.55
	mostColumns = 8 // beside each other on one page
	mostLines   = 2000
)

// columnsFrom is how far, from a line on, one valley goes down that parts two columns of running text, and where it lies. End is
// start where there is none.
func columnsFrom(lines []Line, start int, r rules, tried map[stretch]int, meter *object.Meter) (end int, x float64) {
	first := lines[start]
	best, at, wide := start, 0.0, 0
	for i := range first.Words {
		if i == 0 {
			continue
		}
		v := valley{x0: first.Words[i-1].X1, x1: first.Words[i].X0}
		if v.x1-v.x0 < columnGap*first.Size {
			continue
		}
		if wide++; wide > mostColumns {
			break
		}
		stop, narrowed := follow(lines, start, v, meter)
		middle := (narrowed.x0 + narrowed.x1) / 2
		// The same valley is looked at from a few lines only: what makes it none is seldom its first lines.
		const often = 4
		key := stretch{int(middle), stop}
		if tried[key]++; tried[key] > often {
			continue
		}
		if !meter.Spend(400 * (stop - start)) {
			return start, 0
		}
		if stop > best && stop-start >= columnLines && !r.across(lines[start:stop], middle) && columned(lines[start:stop], middle) {
			best, at = stop, middle
		}
	}
	return best, at
}

// across says whether several horizontal lines go over a valley: rows of a table reach over it.
func (r rules) across(lines []Line, x float64) bool {
	b := extent(lines)
	n := 0
	for _, h := range r.horizontal {
		if h.at > b.y0 && h.at < b.y1 && h.from < x-20 && h.to > x+20 {
			n++
		}
	}
	return n >= 2
}

// follow narrows a valley line by line, and stops before the first line that crosses it.
func follow(lines []Line, start int, v valley, meter *object.Meter) (int, valley) {
	for k := start + 1; k < len(lines); k++ {
		if !meter.Spend(len(lines[k].Words)) {
			return k, v
		}
		next := v
		crossed := false
		for _, w := range lines[k].Words {
			switch middle := (w.X0 + w.X1) / 2; {
			case w.X0 < v.x0 && w.X1 > v.x1:
				crossed = true
			case middle < (v.x0+v.x1)/2:
				next.x0 = math.Max(next.x0, w.X1)
			default:
				next.x1 = math.Min(next.x1, w.X0)
			}
		}
		if crossed || next.x1-next.x0 < columnGap*lines[k].Size || lines[k].Y-lines[k-1].Y > 8*lines[k].Size {
			return k, v
		}
		v = next
	}
	return len(lines), v
}

// columned says whether what stands on the two sides of a valley is read one side after the other: running text on both, whose
// paragraphs do not begin beside each other as the cells of a row do; or running text beside lines on other baselines.
func columned(lines []Line, x float64) bool {
	leftWords, rightWords := split(lines, x)
	left, right := Lines(leftWords), Lines(rightWords)
	if len(left) < columnLines || len(right) < columnLines {
		return false
	}
	const few = 3
	if headless(right) {
		return false
	}
	a, b := sentences(left), sentences(right)
	if a >= few && b >= few && a*4 >= len(left) && b*4 >= len(right) {
		// Lines that all stand level with one of the other side, and are not all running text, are rows.
		rows := 20*level(left, right) > 17*min(len(left), len(right)) && (4*a < 3*len(left) || 4*b < 3*len(right))
		return !rows && !sideBySide(left, right)
	}
	return a+b >= 2*few && 5*level(left, right) < 2*min(len(left), len(right))
}

// headless says whether the lines of figures of a side begin with a figure: their labels stand on the other side.
func headless(lines []Line) bool {
	with, bare := 0, 0
	for _, l := range lines {
		if parts := chunks(l, 0.8); len(parts) > 1 && figures(parts) > 0 {
			with++
			if numeric(text(parts[0].words)) {
				bare++
			}
		}
	}
	return with >= 3 && bare*5 >= 4*with
}

// sentences counts the lines of running text: several words without wide white space over most of the width, few of them figures.
func sentences(lines []Line) int {
	b := extent(lines)
	n := 0
	for _, l := range lines {
		figures := 0
		for _, w := range l.Words {
			if numeric(w.Text) {
				figures++
			}
		}
		if len(l.Words) >= 4 && l.X1-l.X0 > columnFill*(b.x1-b.x0) && figures*3 < len(l.Words) && len(chunks(l, 1.5)) == 1 {
			n++
		}
	}
	return n
}

// sideBySide says whether the paragraphs of two sides begin at the same heights, three of them at least: they are rows of a table.
func sideBySide(left, right []Line) bool {
	a, b := beginnings(left), beginnings(right)
	same := 0
	for _, y := range a {
		if slices.ContainsFunc(b, func(o float64) bool { return math.Abs(y-o) < 0.35*left[0].Size }) {
			same++
		}
	}
	return same >= 3 && same*5 >= 3*min(len(a), len(b))
}

// beginnings are the baselines of the lines above which there is more white space than between most.
func beginnings(lines []Line) []float64 {
	pitch := make([]float64, 0, len(lines))
	for i := 1; i < len(lines); i++ {
		pitch = append(pitch, lines[i].Y-lines[i-1].Y)
	}
	slices.Sort(pitch)
	usual := pitch[len(pitch)/4]
	starts := []float64{lines[0].Y}
	for i := 1; i < len(lines); i++ {
		if lines[i].Y-lines[i-1].Y > 1.2*usual {
			starts = append(starts, lines[i].Y)
		}
	}
	return starts
}

// level counts the lines of one side that stand on the baseline of one of the other.
func level(left, right []Line) int {
	n := 0
	for _, l := range left {
		at, _ := slices.BinarySearchFunc(right, l.Y-0.12*l.Size, func(r Line, y float64) int { return cmp.Compare(r.Y, y) })
		if at < len(right) && right[at].Y < l.Y+0.12*l.Size {
			n++
		}
	}
	return n
}

func split(lines []Line, x float64) (left, right []Word) {
	for _, l := range lines {
		for _, w := range l.Words {
			if (w.X0+w.X1)/2 < x {
				left = append(left, w)
			} else {
				right = append(right, w)
			}
		}
	}
	return left, right
}
