package form

import "github.com/scrutineer-dev/scrutineer/wasm/chart"

// Result is a page computed, as text to be drawn. With problems there is nothing else in it.
type Result struct {
	Problems []Problem
	// Answer says the result in a sentence, More what stands behind it.
	Answer, More string
	Sections     []Section
	Notes        []string
	// Questions are what has to be settled before the answer can be relied on.
	Questions []string `json:",omitempty"`
	// Unfed is true where a table is empty that there is no answer without.
	Unfed bool `json:",omitempty"`
	// Rows are what the table of the part would hold now, where the page offers to take it over.
	Rows [][]string `json:",omitempty"`
}

// Section is one part of a result: a table, its chart, and how it was worked out.
type Section struct {
	ID, Title, Intro string
	Chart            *chart.Chart
	Columns          []Heading
	Rows             []Row
	Working          []string
	By               []string // ids of the definitions that it was worked out by
	// Left is how many rows were left out of a long table, and Notes stand under it.
	Left  int      `json:",omitempty"`
	Notes []string `json:",omitempty"`
}

// Heading is the head of a column.
type Heading struct {
	_      [0]func() // no comparing: the compiler would write a function of its own for every length of list
	Text   string
	Number bool
}

// Row is one row of a table of results; Total sets it apart.
type Row struct {
	Cells []Cell
	Total bool
}

// Cell is one cell. Where Tag is not empty it is the class, for colour and shape, of the text itself, or of a Word beside it.
type Cell struct {
	_               [0]func()
	Text, Tag, Word string
}

// headings are columns of which the first n are words and the others numbers.
func headings(words int, texts ...string) []Heading {
	var list []Heading
	for i, text := range texts {
		list = append(list, Heading{Text: text, Number: i >= words})
	}
	return list
}

func textRow(texts ...string) Row {
	var row Row
	for _, text := range texts {
		row.Cells = append(row.Cells, Cell{Text: text})
	}
	return row
}

// ShortenedNote says that rows of a result were left out.
const ShortenedNote = "Of long tables the first 100 rows are shown."
