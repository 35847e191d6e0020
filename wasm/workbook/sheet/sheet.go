// Package sheet is the language between the page and the program that reads and writes workbooks: neither brings the other's
// code with it.
package sheet

// Task is what the page asks.
type Task struct {
	// Kind is "open" for the sheets of a workbook, which is then held, "read" for one of them as CSV, and "write" for a
	// workbook of tables.
	Kind   string
	Name   string  `json:",omitempty"` // of the sheet to read
	Tables []Table `json:",omitempty"` // to write
}

// Sheet is one sheet and how it begins.
type Sheet struct {
	Name   string
	Hidden bool
	// First are its first rows, blank ones among them.
	First [][]string
}

// Text is what is said of a sheet that was read; its CSV comes as a file.
type Text struct {
	// Rows are those that hold something.
	Rows int
	// Notes say what a reader of the text should know of the sheet.
	Notes []string
}

// Table is one sheet to be written.
type Table struct {
	Name    string
	Columns []Column
	Rows    [][]string
}

// Column is a column of a sheet. Of a column of numbers, what is a plain number or a percentage is written as one.
type Column struct {
	Name   string
	Number bool
}
