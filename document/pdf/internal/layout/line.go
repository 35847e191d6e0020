package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/document"
)

// Line is words on one baseline, from left to right.
type Line struct {
	Words []Word
	X0    float64
	X1    float64
	Y     float64
	Size  float64 // of the largest words
	even  bool    // all characters are of one width, as those of a typewriter
}

func (l Line) Top() float64    { return l.Y - 0.75*l.Size }
func (l Line) Bottom() float64 { return l.Y + 0.22*l.Size }

// Bold says whether all of a line is bold.
func (l Line) Bold() bool {
	return !slices.ContainsFunc(l.Words, func(w Word) bool { return !w.Bold && strings.ContainsFunc(w.Text, letter) })
}

func letter(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0xC0 }

// Lines puts words on common baselines. Small words that stand within the height of a line, the marks of notes, are of it.
func Lines(all []Word) []Line {
	sorted := slices.Clone(all)
	// Large words first: a mark finds the line that it belongs to.
	slices.SortStableFunc(sorted, func(a, b Word) int { return cmp.Or(cmp.Compare(b.Size, a.Size), cmp.Compare(a.Y, b.Y)) })
	var lines []Line
	byBand := map[int][]int{} // lines by where their baseline is, in bands of band points
	const band = 8.0
	for _, w := range sorted {
		best, distance := -1, math.Inf(1)
		for b := int((w.Y - 2) / band); b <= int((w.Y+w.Size+band)/band)+1; b++ {
			for _, i := range byBand[b] {
				if l := &lines[i]; l.takes(w) && math.Abs(l.Y-w.Y) < distance {
					best, distance = i, math.Abs(l.Y-w.Y)
				}
			}
		}
		if best < 0 {
			lines = append(lines, Line{Y: w.Y, Size: w.Size, X0: w.X0, X1: w.X1})
			best = len(lines) - 1
			byBand[int(w.Y/band)] = append(byBand[int(w.Y/band)], best)
		}
		l := &lines[best]
		l.Words = append(l.Words, w)
		l.X0, l.X1 = math.Min(l.X0, w.X0), math.Max(l.X1, w.X1)
	}
	for i := range lines {
		slices.SortStableFunc(lines[i].Words, func(a, b Word) int { return cmp.Compare(a.X0, b.X0) })
		raise(lines[i].Words)
		lines[i].even = even(lines[i].Words)
	}
	slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(a.Y, b.Y) })
	return lines
}

// takes says whether a word, which is no larger than those of the line, stands on it.
func (l *Line) takes(w Word) bool {
	up := l.Y - w.Y // how far the word stands above the baseline
	if math.Abs(up) <= 0.25*w.Size {
		return true
	}
	if w.Size > 0.85*l.Size || up < -0.25*l.Size || up > 0.65*l.Size {
		return false
	}
	// A mark stands close to a word that is larger.
	for _, other := range l.Words {
		if other.Size > 1.15*w.Size && w.X0-other.X1 < 0.6*other.Size && other.X0-w.X1 < 0.6*other.Size {
			return true
		}
	}
	return false
}

// even says whether the characters of several words are all of one width, and as wide as those of a typewriter.
func even(words []Word) bool {
	least, most, n := math.Inf(1), 0.0, 0
	for _, w := range words {
		if count := utf8.RuneCountInString(w.Text); count > 1 {
			width := (w.X1 - w.X0) / float64(count) / w.Size
			least, most = math.Min(least, width), math.Max(most, width)
			n++
		}
	}
	return n >= 2 && most-least < 0.02 && least > 0.45
}

// raise marks the words that stand higher than a larger neighbour.
func raise(line []Word) {
	for i := range line {
		w := &line[i]
		for _, k := range []int{i - 1, i + 1} {
			if k < 0 || k >= len(line) || w.Raised {
				continue
			}
			other := line[k]
			up := other.Y - w.Y
			near := w.X0-other.X1 < 0.6*other.Size && other.X0-w.X1 < 0.6*other.Size
			w.Raised = near && w.Size <= 0.85*other.Size && up > 0.12*other.Size && len(w.Text) <= 8
		}
	}
}

// gap is the white space before a word that follows another.
func gap(a, b Word) float64 { return b.X0 - a.X1 }

// Text is the words of a line with single spaces.
func (l Line) Text() string { return text(l.Words) }

// text joins words that follow each other. A mark that is raised becomes a superscript, so that no figure takes it for a digit.
func text(words []Word) string {
	var b strings.Builder
	for i, w := range words {
		written := w.Text
		if w.Raised {
			written = superscript(w.Text)
		}
		if i > 0 && !joined(words[i-1], w) {
			b.WriteByte(' ')
		}
		b.WriteString(written)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// joined says whether no space stands between two words.
func joined(a, b Word) bool {
	size := math.Max(a.Size, b.Size)
	return gap(a, b) < wordGap*size && !b.Spaced || (a.Raised || b.Raised) && gap(a, b) < 0.1*size
}

// superscript writes what is raised as the mark of a note. The letters of "1st" stay as they are.
func superscript(text string) string {
	switch text {
	case "st", "nd", "rd", "th":
		return text
	}
	return document.Superscript(text)
}

// chunk is words of one line that stand together.
type chunk struct {
	words  []Word
	x0, x1 float64
}

// chunks cuts a line where the white space is wider than so many ems.
func chunks(l Line, ems float64) []chunk {
	// A space of a typewriter is as wide as a letter.
	if l.even {
		ems = math.Max(ems, 0.8)
	}
	var all []chunk
	for i, w := range l.Words {
		if i == 0 || gap(l.Words[i-1], w) > ems*math.Max(w.Size, l.Words[i-1].Size) {
			all = append(all, chunk{x0: w.X0, x1: w.X1})
		}
		c := &all[len(all)-1]
		c.words = append(c.words, w)
		c.x0, c.x1 = math.Min(c.x0, w.X0), math.Max(c.x1, w.X1)
	}
	return all
}
