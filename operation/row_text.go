package operation

import (
	"iter"

	"github.com/scrutineer-dev/scrutineer/table"
)

// rowText is a row as one text, its cells one behind another: a long table has millions of cells, and a string and a place for each
// would be all that a calculation waits for. The zero value is an empty row.
type rowText struct {
	text []byte
	ends []int // where each cell ends
	// tagged is the cell, counted from 1, whose text is its own class; 0 is none.
	tagged int
	total  bool
	cells  []Cell
}

// add adds a cell.
func (r *rowText) add(text string) {
	r.text = append(r.text, text...)
	r.end()
}

// end ends the cell that was written behind the text.
func (r *rowText) end() { r.ends = append(r.ends, len(r.text)) }

// addTagged adds a cell whose text is its own class.
func (r *rowText) addTagged(text string) {
	r.add(text)
	r.tagged = len(r.ends)
}

// clear makes the row empty again.
func (r *rowText) clear() { r.text, r.ends, r.tagged = r.text[:0], r.ends[:0], 0 }

// row is the row as cells of one string, good until the next.
func (r *rowText) row() Row {
	text, from := string(r.text), 0
	r.cells = r.cells[:0]
	for i, to := range r.ends {
		cell := Cell{Text: text[from:to]}
		if i+1 == r.tagged {
			cell.Tag = cell.Text
		}
		r.cells = append(r.cells, cell)
		from = to
	}
	return Row{Cells: r.cells, Total: r.total}
}

// appendCSV writes the row as a line of a file.
func (r *rowText) appendCSV(line []byte) []byte {
	from := 0
	for i, to := range r.ends {
		if i > 0 {
			line = append(line, ',')
		}
		line = table.AppendCSV(line, r.text[from:to])
		from = to
	}
	return append(line, '\n')
}

// withTexts gives a section its rows as texts, which a file is written from.
func (s Section) withTexts(texts iter.Seq[*rowText]) Section {
	s.texts = texts
	s.Rows = func(yield func(Row) bool) {
		for text := range texts {
			if !yield(text.row()) {
				return
			}
		}
	}
	return s
}
