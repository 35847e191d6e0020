// Package sheets parts a sheet of a workbook into the tables and the lines of text that stand on it.
//
// Rows with one cell of words above a table, below it or by themselves are text: titles, notes. An empty row ends a table where
// a heading follows it, a row of two cells or more without a figure; otherwise the table goes on, since a total or a group may
// stand behind an empty row. A table beside another, behind an empty column, is one of its own where it has labels of its own.
// Rows and columns keep their numbers of the sheet.
package sheets

import (
	"strings"
	"unicode"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Blocks are the tables and the lines of text of a sheet in reading order.
func Blocks(g *table.Grid) []document.Block {
	s := sheet{g: g}
	s.rows, s.columns = g.Size()
	for r := 0; r < s.rows; {
		if s.filled(r) == 0 {
			r++
			continue
		}
		r = s.region(r)
	}
	return s.blocks
}

type sheet struct {
	g             *table.Grid
	rows, columns int
	blocks        []document.Block
}

// has says whether a cell holds something: a text, or a formula that shows nothing.
func (s *sheet) has(row, column int) bool {
	return strings.TrimSpace(s.g.Text(row, column)) != "" || s.g.Mark(row, column).Formula != ""
}

// filled is how many cells of a row hold something, two at most.
func (s *sheet) filled(row int) int {
	n := 0
	for c := range s.g.Width(row) {
		if s.has(row, c) {
			if n++; n > 1 {
				break
			}
		}
	}
	return n
}

// region takes the text or the table that begins on a row, and gives the row behind it.
func (s *sheet) region(row int) int {
	if s.isText(row) {
		s.text(row)
		return row + 1
	}
	end := row + 1
	for end < s.rows {
		if s.filled(end) > 0 {
			if s.isSentence(end) {
				break
			}
			end++
			continue
		}
		next := end
		for next < s.rows && s.filled(next) == 0 {
			next++
		}
		if next >= s.rows || s.begins(next) {
			break
		}
		end = next + 1
	}
	last := end
	for last > row+1 && (s.filled(last-1) == 0 || s.isText(last-1)) {
		last--
	}
	s.tables(row, last)
	// What stands behind the last row of cells is notes, and is taken as text by itself.
	return last
}

// only is the one cell of a row that holds something.
func (s *sheet) only(row int) (column int, text string) {
	for c := range s.g.Width(row) {
		if text := strings.TrimSpace(s.g.Text(row, c)); text != "" {
			return c, text
		}
	}
	return 0, ""
}

// isText says whether a row is a line of words by itself: one cell, no figure, and not the heading of a group of columns, which
// stands further right than the words below it.
func (s *sheet) isText(row int) bool {
	if s.filled(row) != 1 {
		return false
	}
	column, text := s.only(row)
	if isFigure(text) {
		return false
	}
	for r := row + 1; r < s.rows && r < row+4; r++ {
		if s.filled(r) > 1 {
			if first, _ := s.only(r); column > first || column == first && s.grouping(row, column) {
				return false
			}
			break
		}
	}
	return true
}

// grouping says whether a cell alone in its row is merged over some but not all columns of the row below.
func (s *sheet) grouping(row, column int) bool {
	wide := max(1, s.g.Mark(row, column).Columns)
	return wide > 1 && column > 0 && wide < s.g.Width(row+1)-column
}

// isSentence says whether a row holds nothing but a sentence, which is in no table.
func (s *sheet) isSentence(row int) bool {
	if s.filled(row) != 1 {
		return false
	}
	_, text := s.only(row)
	words := len(strings.Fields(text))
	return words >= 8 && (strings.HasSuffix(text, ".") || words >= 15)
}

// begins says whether the row behind an empty one begins something new: text above a heading, or a heading.
func (s *sheet) begins(row int) bool {
	for ; row < s.rows && s.filled(row) > 0; row++ {
		if s.isSentence(row) {
			return true
		}
		cells, figures := 0, 0
		for c := range s.g.Width(row) {
			if text := strings.TrimSpace(s.g.Text(row, c)); text != "" {
				cells++
				if isFigure(text) && !isYear(text) {
					figures++
				}
			}
		}
		if figures > 0 {
			return false
		}
		if cells > 1 {
			return true
		}
	}
	// Words alone, up to the next empty row: a title of what follows, or a note.
	return true
}

func (s *sheet) text(row int) {
	column, text := s.only(row)
	b := document.Block{Kind: document.Paragraph, Text: document.OneSpace(text), Place: s.g.Place(row, column)}
	b.Place.Table = 0
	if !s.g.Hidden(row, column) {
		s.blocks = append(s.blocks, b)
	}
}

// tables are those of some rows, side by side or one.
func (s *sheet) tables(from, to int) {
	width := 0
	for r := from; r < to; r++ {
		width = max(width, s.g.Width(r))
	}
	used := make([]bool, width)
	for r := from; r < to; r++ {
		for c := range s.g.Width(r) {
			used[c] = used[c] || s.has(r, c)
		}
	}
	left := 0
	for left < width && !used[left] {
		left++
	}
	start := left
	for c := left; c < width; c++ {
		if !used[c] {
			continue
		}
		if c > start && !used[c-1] && s.labels(from, to, c, used) && s.wide(used[start:c]) {
			s.table(from, to, start, c-1)
			start = c
		}
	}
	for width > start && !used[width-1] {
		width--
	}
	s.table(from, to, start, width)
}

// wide says whether there are two columns or more.
func (s *sheet) wide(used []bool) bool {
	n := 0
	for _, u := range used {
		if u {
			n++
		}
	}
	return n > 1
}

// labels says whether a column holds the labels of a table that begins with it: words in most of its cells below the first,
// figures in the column beside it.
func (s *sheet) labels(from, to, column int, used []bool) bool {
	if column+1 >= len(used) || !used[column+1] {
		return false
	}
	words, cells, figures := 0, 0, 0
	for r := from + 1; r < to; r++ {
		if text := strings.TrimSpace(s.g.Text(r, column)); text != "" {
			if cells++; !isFigure(text) {
				words++
			}
		}
		if isFigure(strings.TrimSpace(s.g.Text(r, column+1))) {
			figures++
		}
	}
	return words > 1 && words*2 > cells && figures > 0
}

func (s *sheet) table(from, to, left, right int) {
	for from < to && s.bare(from, left, right) {
		from++
	}
	for to > from && s.bare(to-1, left, right) {
		to--
	}
	if from == to || left >= right {
		return
	}
	place := s.g.Place(from, left)
	place.Line, place.Table = 0, 0
	g := s.g
	if from > 0 || left > 0 || to < s.rows || right < s.columns {
		g = cut(s.g, place, from, to, left, right)
	}
	place.Row, place.Column = 0, 0
	s.blocks = append(s.blocks, document.Block{Kind: document.Table, Table: g, Place: place})
}

func (s *sheet) bare(row, left, right int) bool {
	for c := left; c < right; c++ {
		if s.has(row, c) {
			return false
		}
	}
	return true
}

// cut is a part of a grid as a grid of its own, whose cells stand where they stood.
func cut(g *table.Grid, place figure.Place, from, to, left, right int) *table.Grid {
	b := table.NewBuilder(place)
	for r := from; r < to; r++ {
		for c := left; c < min(right, g.Width(r)); c++ {
			b.Marked(g.Text(r, c), g.Mark(r, c))
		}
		if g.Hidden(r, -1) {
			b.HideRow(r - from)
		}
		b.EndRow(0)
	}
	for c := left; c < right; c++ {
		if g.Hidden(-1, c) {
			b.HideColumn(c - left)
		}
	}
	return b.Grid()
}

// isFigure says whether a cell is a figure, going by what it is made of. A unit such as £000 is none.
func isFigure(text string) bool {
	if strings.Contains(text, "£") && !strings.ContainsAny(text, "123456789") && strings.Contains(text, "000") {
		return false
	}
	digits, letters := 0, 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits > 0 && letters <= 1 && len(text) <= 40
}

func isYear(text string) bool {
	return len(text) == 4 && (strings.HasPrefix(text, "19") || strings.HasPrefix(text, "20")) || len(text) == 7 && (text[4] == '/' || text[4] == '-')
}
