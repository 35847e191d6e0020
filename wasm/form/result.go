package form

import "github.com/scrutineer-dev/scrutineer/wasm/chart"

// Result is a page computed, as text to be drawn. With problems there is nothing else in it.
type Result struct {
	Problems []Problem
	// Answer says the result in a sentence, More what stands behind it.
	Answer, More string
	Sections     []Section
	Notes        []string
}

// Section is one part of a result: a table, its chart, and how it was worked out.
type Section struct {
	ID, Title, Intro string
	Chart            *chart.Chart
	Columns          []Heading
	Rows             []Row
	Working          []string
}

// Heading is the head of a column.
type Heading struct {
	Text   string
	Number bool
}

// Row is one row of a table of results; Total sets it apart.
type Row struct {
	Cells []Cell
	Total bool
}

// Cell is one cell: text, and where Tag is not empty a word with the class of its colour and shape.
type Cell struct{ Text, Tag string }

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
