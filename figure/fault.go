package figure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Place says where something stands in what a person gave: a file, a sheet or a page of it, a table, a cell, a paragraph.
// All counts are from 1, and zero is "not stated" or "the whole of it". The zero value is no place at all.
type Place struct {
	File  string `json:"file,omitempty"`
	Sheet string `json:"sheet,omitempty"`
	Page  int    `json:"page,omitempty"`
	// Table counts the tables of the whole document in reading order, hidden sheets aside.
	Table int `json:"table,omitempty"`
	// Row and Column are those of the sheet for a workbook (A1 is 1, 1), of the records for a delimited file, and of the
	// table elsewhere; a heading is a row like any other.
	Row    int `json:"row,omitempty"`
	Column int `json:"column,omitempty"`
	// Paragraph counts the blocks of text of the document that are no tables.
	Paragraph int `json:"paragraph,omitempty"`
	// Line is the line of a text file, where that is not the row.
	Line int `json:"line,omitempty"`
}

// String is the place as a person would say it: "statement.csv, line 4, column 2".
func (p Place) String() string {
	var parts []string
	add := func(format string, value int) {
		if value > 0 {
			parts = append(parts, fmt.Sprintf(format, value))
		}
	}
	if p.File != "" {
		parts = append(parts, oneLine(p.File))
	}
	if p.Sheet != "" {
		parts = append(parts, fmt.Sprintf("sheet %q", p.Sheet))
	}
	add("page %d", p.Page)
	add("table %d", p.Table)
	add("paragraph %d", p.Paragraph)
	if p.Line > 0 {
		add("line %d", p.Line)
	} else {
		add("row %d", p.Row)
	}
	add("column %d", p.Column)
	return strings.Join(parts, ", ")
}

// BadValue is the code of what its column or its file cannot take, where no other code says more.
const BadValue = "bad_value"

// Fault is the one way in which an input is refused: what is wrong, where, and what to do about it. Every reader of the
// library returns it, alone or in [Faults], so that errors.As needs one type.
type Fault struct {
	// Code is stable, for callers and tests to match: "not_a_number", "missing_column".
	Code string `json:"code"`
	// Path is the place in a structured document, "tables[0].rows[2].cells.budget"; empty for a table or a text.
	Path  string `json:"path,omitempty"`
	Place Place  `json:"place,omitzero"`
	// Heading names the column, and Label the row, where they are known.
	Heading string `json:"heading,omitempty"`
	Label   string `json:"label,omitempty"`
	// Value is what stands there, as it was given.
	Value string `json:"value,omitempty"`
	// Problem says what is wrong and Remedy what to do, in words that begin in lower case and have no final stop.
	Problem string `json:"problem"`
	Remedy  string `json:"remedy,omitempty"`
	// Question is true where the input is sound and only its meaning has to be settled: Remedy then names how.
	Question bool `json:"question,omitempty"`
}

// Error is the fault in one line: `line 4, column 2 (budget): "x" is not a number: write digits, as in 12,087`.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.Place.String())
	// The heading is what a person sees above the cell; a structured document has paths instead.
	what := oneLine(cmp.Or(f.Heading, f.Path))
	switch {
	case what != "" && b.Len() > 0:
		fmt.Fprintf(&b, " (%s)", what)
	case what != "":
		b.WriteString(what)
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	b.WriteString(f.Detail())
	return b.String()
}

// Detail is the problem and the remedy without the place, for whoever shows it at the place.
func (f *Fault) Detail() string {
	if f.Remedy == "" {
		return f.Problem
	}
	return f.Problem + ": " + f.Remedy
}

// oneLine keeps a name that was given, such as a heading with a line break, within one line of a message, and free of the
// marks that steer a terminal or turn the direction of writing.
func oneLine(s string) string {
	clean := func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
	}
	if !strings.ContainsFunc(s, clean) {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return clean(r) || unicode.IsSpace(r) }), " ")
}

// Faults are all faults of one input, in reading order: a person mends a file once and not fault by fault.
type Faults []*Fault

// Error is the first fault and where the others stand, "…; and 3 more (lines 4, 7, 9)", in one line.
func (fs Faults) Error() string {
	switch len(fs) {
	case 0:
		return "no fault"
	case 1:
		return fs[0].Error()
	}
	text := fmt.Sprintf("%s; and %d more", fs[0].Error(), len(fs)-1)
	if where := fs[1:].lines(); where != "" {
		text += " (" + where + ")"
	}
	return text
}

// lines names the lines of faults, each once, and at most ten: "lines 4, 7, 9". Those of a workbook are rows.
func (fs Faults) lines() string {
	const most = 10
	noun := "row"
	var numbers []int
	for _, f := range fs {
		at := f.Place.Row
		if f.Place.Line > 0 {
			at, noun = f.Place.Line, "line"
		}
		if at > 0 && !slices.Contains(numbers, at) {
			numbers = append(numbers, at)
		}
		if len(numbers) > most {
			break
		}
	}
	var b strings.Builder
	for i, number := range numbers {
		switch {
		case i == 0 && len(numbers) == 1:
			fmt.Fprintf(&b, "%s %d", noun, number)
		case i == 0:
			fmt.Fprintf(&b, "%ss %d", noun, number)
		case i == most:
			b.WriteString(", …")
		default:
			fmt.Fprintf(&b, ", %d", number)
		}
	}
	return b.String()
}

// Unwrap gives errors.Is and errors.As every fault; errors.As finds the first.
func (fs Faults) Unwrap() []error {
	all := make([]error, len(fs))
	for i, f := range fs {
		all[i] = f
	}
	return all
}

// Err is nil where there is no fault, the fault itself where there is one, and all of them otherwise.
func (fs Faults) Err() error {
	switch len(fs) {
	case 0:
		return nil
	case 1:
		return fs[0]
	}
	return fs
}
