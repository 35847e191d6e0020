package layout

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is the words of one line that stand in one column, or in several that they span.
type piece struct {
	words    []Word
	from, to int // columns, to excluded
	x0, x1   float64
}

func (p piece) text() string { return text(p.words) }

func (p piece) bold() bool { return Line{Words: p.words}.Bold() }

// row is a line of a table cut into its pieces.
type row struct {
	line   Line
	pieces []piece
}

// piece is that of a column, nil where the line has none there.
func (r *row) piece(column int) *piece {
	for i := range r.pieces {
		if p := &r.pieces[i]; p.from <= column && column < p.to {
			return p
		}
	}
	return nil
}

// figures counts the pieces of one column that are figures.
func (r *row) figures() int {
	n := 0
	for _, p := range r.pieces {
		if p.to-p.from == 1 && numeric(p.text()) {
			n++
		}
	}
	return n
}

// cut cuts a line into pieces. What crosses from one column to another without wide white space is one piece that spans them,
// unless it is figures, which each stand in a column of their own.
func cut(l Line, at []float64, ems float64) row {
	r := row{line: l}
	for _, c := range chunks(l, ems) {
		for _, p := range place(c, at) {
			if n := len(r.pieces); n > 0 && r.pieces[n-1].from == p.from && r.pieces[n-1].to == p.to {
				last := &r.pieces[n-1]
				last.words = append(last.words[:len(last.words):len(last.words)], p.words...)
				last.x1 = math.Max(last.x1, p.x1)
				continue
			}
			r.pieces = append(r.pieces, p)
		}
	}
	return r
}

func place(c chunk, at []float64) []piece {
	whole := piece{words: c.words, from: columnAt(at, c.words[0]), to: columnAt(at, c.words[len(c.words)-1]) + 1, x0: c.x0, x1: c.x1}
	if whole.to-whole.from <= 1 {
		whole.to = whole.from + 1
		return []piece{whole}
	}
	digits := 0
	for _, w := range c.words {
		if numeric(w.Text) {
			digits++
		}
	}
	if digits*2 < len(c.words) {
		return []piece{whole}
	}
	var pieces []piece
	for _, w := range c.words {
		column := columnAt(at, w)
		if n := len(pieces); n > 0 && pieces[n-1].from == column {
			pieces[n-1].words = append(pieces[n-1].words[:len(pieces[n-1].words):len(pieces[n-1].words)], w)
			pieces[n-1].x1 = math.Max(pieces[n-1].x1, w.X1)
			continue
		}
		pieces = append(pieces, piece{words: []Word{w}, from: column, to: column + 1, x0: w.X0, x1: w.X1})
	}
	return pieces
}

func columnAt(at []float64, w Word) int {
	x, _ := w.Middle()
	for i := 1; i < len(at)-1; i++ {
		if x < at[i] {
			return i - 1
		}
	}
	return len(at) - 2
}

// cue is what the words of two pieces, one above the other, say of whether the lower goes on with the upper.
type cue int

const (
	nothing cue = iota
	goesOn      // "… of the" or a word in lower case
	begins      // another weight, or a colon before it
)

// cueOf reads the words. Where most of a column begins in lower case, that says nothing.
func cueOf(above, below piece, lower bool) cue {
	a, b := above.text(), below.text()
	if a == "" || b == "" || above.bold() != below.bold() {
		return begins
	}
	first, _ := utf8.DecodeRuneInString(b)
	last, _ := utf8.DecodeLastRuneInString(a)
	switch {
	case unicode.IsLower(first) && !lower, strings.ContainsRune(",-–&/(", last), strings.HasPrefix(b, "("), strings.HasPrefix(b, "&"):
		return goesOn
	case last == ':', strings.HasSuffix(b, ":"):
		return begins
	}
	for _, word := range []string{" and", " of", " the", " for", " in", " to", " with", " or", " by", " from", " on", " at", " a", " per"} {
		if strings.HasSuffix(a, word) {
			return goesOn
		}
	}
	return nothing
}

// follows says whether a piece goes on with the sentence of the one above it: the words say so, or its first word had no room there.
// Right is how far the column reaches.
func follows(above, below piece, right float64, lower bool) bool {
	switch cueOf(above, below, lower) {
	case goesOn:
		return true
	case begins:
		return false
	}
	w := below.words[0]
	return w.X1-w.X0+0.25*w.Size > right-above.x1
}
