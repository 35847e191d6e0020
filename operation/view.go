package operation

import (
	"cmp"
	"iter"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// View is an answer for people, whatever draws it.
type View struct {
	// Answer says the result in a sentence, and More what stands behind it.
	Answer, More string
	Sections     []Section
	// Further makes the sections that a page has besides: what drives a result, what would be otherwise. A command line leaves
	// them out. Defaults to none.
	Further func() []Section
	// Notes are what a reader should know: a row taken for a total, a column that was not read.
	Notes []string
	// Questions are what has to be settled before the answer can be relied on.
	Questions figure.Faults
	// Spoken is true where a skin that shows tables and notes alone says the answer before its notes and the questions after
	// them, because no table has what they say.
	Spoken bool
}

// Section is one part of an answer: a table and how it was worked out.
type Section struct {
	// ID is stable: the name of a sheet, the anchor on a page.
	ID string
	// Title and Intro are shown above it.
	Title, Intro string
	Columns      []Column
	// Rows is walked once for each time it is drawn. The cells of a row are good until the next is asked for; what they say stays.
	Rows iter.Seq[Row]
	// texts are the same rows as texts, each good until the next. Defaults to none.
	texts iter.Seq[*rowText]
	// Count is how many rows there are.
	Count int
	// Chart makes a picture of its figures. Defaults to none.
	Chart func() Chart
	// Working is the sums that were done, a line each, walked when they are asked for. Defaults to none.
	Working iter.Seq[string]
	// Definitions are the ids, in the register of package definitions, of what it was worked out by.
	Definitions []string
	// Notes stand under this section alone.
	Notes []string
	// Beneath are more notes, of which there may be very many: they follow Notes, and are walked when they are drawn. Defaults to
	// none.
	Beneath iter.Seq[string]
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

// Words is a cell as a sentence has it. The text is the name that files have, "very_high", where it is one of few.
func (c Cell) Words() string {
	if strings.Trim(c.Text, "abcdefghijklmnopqrstuvwxyz_") != "" {
		return c.Text
	}
	return strings.ReplaceAll(c.Text, "_", " ")
}

// Words is the heading of a column for people.
func (c Column) Words() string { return cmp.Or(c.Label, c.ID) }

// Cells are cells of plain text.
func Cells(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, text := range texts {
		cells[i].Text = text
	}
	return cells
}

// listed walks rows that are there already.
func listed(rows []Row) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for _, row := range rows {
			if !yield(row) {
				return
			}
		}
	}
}

// word is the head of a column of words, and number that of a column of figures.
func word(id, label string) Column { return Column{ID: id, Label: label} }

func number(id, label string) Column { return Column{ID: id, Label: label, Number: true} }
