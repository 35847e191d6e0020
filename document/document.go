package document

import (
	"fmt"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Document is what stands in a file, in reading order, whatever its format.
type Document struct {
	// Name is the file's name, and Format what its content proved to be: "docx", "csv".
	Name   string
	Format string
	Title  string
	Blocks []Block
	// Sheets are the sheets of a workbook whole, as they stand, for a reader that looks for its table itself; the Blocks hold the
	// same cells parted into tables and text. It is nil for a document without sheets.
	Sheets []*table.Grid
	// Faults are what could not be read of a document that could otherwise be: a page that is a picture, a sheet that is
	// hidden.
	Faults figure.Faults
}

// Tables are the tables of the document in reading order; Place.Table counts them from 1.
func (d Document) Tables() []*table.Grid {
	var tables []*table.Grid
	for _, b := range d.Blocks {
		if b.Kind == Table {
			tables = append(tables, b.Table)
		}
	}
	return tables
}

// Block is one piece of a document.
type Block struct {
	Kind Kind
	// Text is the words of a block that is no table, with one space between them.
	Text string
	// Level is that of a heading or a list item, from 1.
	Level int
	// Label is the number shown before the text and no part of it: "1.4", "(b)", the mark of a note.
	Label string
	Place figure.Place
	// Table is the cells of a block of kind [Table].
	Table *table.Grid
}

// Kind says what a block is.
type Kind int

const (
	// Paragraph is running text, and the zero value.
	Paragraph Kind = iota
	// Heading is the title of what follows.
	Heading
	// List is one item of a list.
	List
	// Note is a footnote, an endnote or a comment.
	Note
	// Table is a table.
	Table
	// Furniture is what a page repeats: a header, a footer, a page number. No figure in it is judged.
	Furniture
)

var kindNames = [...]string{Paragraph: "paragraph", Heading: "heading", List: "list", Note: "note", Table: "table", Furniture: "furniture"}

func (k Kind) String() string {
	if k >= 0 && int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", int(k))
}

// MarshalText writes the word that [Kind.String] gives.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }
