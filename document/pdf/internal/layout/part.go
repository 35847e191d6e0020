package layout

import (
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// parts are the columns of a page in the order in which they are read: what goes over the whole page stands between them.
func parts(all []Word, r rules, meter *object.Meter) [][]Word {
	lines := Lines(all)
	var out [][]Word
	var plain []Word
	flush := func() {
		if len(plain) > 0 {
			out = append(out, plain)
			plain = nil
		}
	}
	for start := 0; start < len(lines); {
		end, x := columnsFrom(lines, start, r, meter)
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
)

// columnsFrom is how far, from a line on, one valley goes down that parts two columns of running text, and where it lies. End is
// start where there is none.
func columnsFrom(lines []Line, start int, r rules, meter *object.Meter) (end int, x float64) {
	first := lines[start]
	best, at := start, 0.0
	for i := range first.Words {
		if i == 0 {
			continue
		}
		v := valley{x0: first.Words[i-1].X1, x1: first.Words[i].X0}
		if v.x1-v.x0 < columnGap*first.Size {
			continue
		}
		stop, narrowed := follow(lines, start, v)
		middle := (narrowed.x0 + narrowed.x1) / 2
		if !meter.Spend(10 * (stop - start)) {
			return start, 0
		}
		if stop > best && stop-start >= columnLines && !r.across(lines[start:stop], middle) && runningText(lines[start:stop], middle) {
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
func follow(lines []Line, start int, v valley) (int, valley) {
	for k := start + 1; k < len(lines); k++ {
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

// runningText says whether both sides of a valley are columns of sentences, and no labels beside figures.
func runningText(lines []Line, x float64) bool {
	left, right := split(lines, x)
	return sentences(Lines(left)) && sentences(Lines(right))
}

func sentences(lines []Line) bool {
	if len(lines) < columnLines {
		return false
	}
	b := extent(lines)
	words, filled, figures, broken := 0, 0, 0, 0
	for _, l := range lines {
		if len(chunks(l, 1.5)) > 1 {
			broken++
		}
		words += len(l.Words)
		if l.X1-l.X0 > columnFill*(b.x1-b.x0) {
			filled++
		}
		figures += len(slices.DeleteFunc(slices.Clone(l.Words), func(w Word) bool { return !numeric(w.Text) }))
	}
	return words >= 4*len(lines) && filled*2 > len(lines) && figures*3 < words && broken*4 < len(lines)
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
