package form

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/wasm/chart"
)

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

// drawn is the number of rows of a result that are drawn unless every one is asked for.
const drawn = 100

// ShortenedNote says that Shorten has left rows out.
const ShortenedNote = "Of long tables the first 100 rows are shown."

// Shorten is a result with the first rows of its long tables and their totals, and whether any were left out.
func Shorten(r Result) (short Result, cut bool) {
	short = r
	short.Sections = nil
	for _, s := range r.Sections {
		if len(s.Rows) > drawn {
			s.Rows, cut = firstRows(s.Rows), true
		}
		if len(s.Working) > drawn {
			s.Working, cut = s.Working[:drawn], true
		}
		short.Sections = append(short.Sections, s)
	}
	return short, cut
}

func firstRows(rows []Row) []Row {
	var first []Row
	for i, row := range rows {
		if i < drawn || row.Total {
			first = append(first, row)
		}
	}
	return first
}

// newSection is a section with its columns, "Area|#Cases" where # sets a column of numbers, and the definitions it works by.
func newSection(id, title, columns, by string) *Section {
	s := &Section{ID: id, Title: title, By: strings.Fields(by)}
	for _, text := range strings.Split(columns, "|") {
		name, number := strings.CutPrefix(text, "#")
		s.Columns = append(s.Columns, Heading{Text: name, Number: number})
	}
	return s
}

// row adds a row of plain text.
func (s *Section) row(texts ...string) { s.Rows = append(s.Rows, textRow(texts...)) }

// work adds a line of working.
func (s *Section) work(line string) { s.Working = append(s.Working, line) }

// show adds sections to a result.
func (r *Result) show(sections ...*Section) {
	for _, s := range sections {
		r.Sections = append(r.Sections, *s)
	}
}

// rowsOf are rows written as text: a line for each, a bar between cells.
func rowsOf(text string) [][]string {
	var rows [][]string
	for _, line := range strings.Split(text, "\n") {
		rows = append(rows, strings.Split(line, "|"))
	}
	return rows
}

// settingsOf are settings written as text: a line for each, a bar before its value.
func settingsOf(text string) map[string]string {
	settings := map[string]string{}
	for _, pair := range rowsOf(text) {
		settings[pair[0]] = pair[1]
	}
	return settings
}

// wrong adds the problem of a setting.
func wrong(problems []Problem, field, label, text string) []Problem {
	return append(problems, Problem{Field: field, Label: label, Text: text})
}
