package operation

import (
	"iter"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// View is an answer for people, whatever draws it.
type View struct {
	// Answer says the result in a sentence, and More what stands behind it.
	Answer, More string
	Sections     []Section
	// Notes are what a reader should know: a row taken for a total, a column that was not read.
	Notes []string
	// Questions are what has to be settled before the answer can be relied on.
	Questions figure.Faults
}

// Section is one part of an answer: a table and how it was worked out.
type Section struct {
	// ID is stable: the name of a sheet, the anchor on a page.
	ID string
	// Title and Intro are shown above it.
	Title, Intro string
	Columns      []Column
	// Rows is walked once for each time it is drawn. A row that it yields is its own: it may be kept.
	Rows iter.Seq[Row]
	// Count is how many rows there are.
	Count int
	// Working is the sums that were done, a line each, walked when they are asked for. Defaults to none.
	Working iter.Seq[string]
	// Definitions are the ids, in the register of package definitions, of what it was worked out by.
	Definitions []string
	// Notes stand under this section alone.
	Notes []string
}

// Column is the head of a column: its name in files and its heading for people.
type Column struct {
	ID, Label string
	// Number is true where the cells are figures and stand on the right.
	Number bool
}

// Row is one row. Total sets it apart.
type Row struct {
	Cells []Cell
	Total bool
}

// Cell is one cell. Where Tag is not empty it is the class of what the text says ("adverse", "red"), for colour and shape.
type Cell struct{ Text, Tag string }

// Cells are cells of plain text.
func Cells(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, text := range texts {
		cells[i].Text = text
	}
	return cells
}

// word is the head of a column of words, and number that of a column of figures.
func word(id, label string) Column { return Column{ID: id, Label: label} }

func number(id, label string) Column { return Column{ID: id, Label: label, Number: true} }
