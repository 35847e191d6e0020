package main

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/table"
)

// output is what a verb has to say: the JSON that section 8 of the design fixes, and the same as tables for people.
type output struct {
	JSON any
	// Value makes the JSON when it is asked for, where there may be very much. Defaults to JSON.
	Value  func() any
	Tables []printable
	// Lay makes the tables when they are asked for, where there may be very many rows. Defaults to Tables.
	Lay func() []printable
	// View is what an operation has to show, made into tables when they are asked for. Defaults to Tables.
	View  *operation.View
	Found bool // a check found something: exit 1
	// Untested says that nothing could be tested: exit 3, whatever the form. A gate that tested nothing is not passed.
	Untested bool
	// Forms write the forms that the verb has beside those of every verb.
	Forms map[string]func(io.Writer) error
	// Text is all there is to say, whatever the form. Defaults to JSON and Tables.
	Text string
}

// value is the JSON to write.
func (out output) value() any {
	if out.Value != nil {
		return out.Value()
	}
	return out.JSON
}

// tables are the tables to write.
func (out output) tables() []printable {
	switch {
	case out.View != nil:
		return printables(*out.View)
	case out.Lay != nil:
		return out.Lay()
	}
	return out.Tables
}

// printable is one table. Notes are sentences under it.
type printable struct {
	Title  string
	Header []string
	Rows   [][]string
	// Walk gives more rows behind those, one after another, where there may be very many; none by default. A row is good
	// until the next.
	Walk  iter.Seq[[]string]
	Notes []string
	// Beneath gives more notes behind those, where there may be very many; none by default.
	Beneath iter.Seq[string]
}

// notes walks the sentences under the table.
func (t printable) notes() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, note := range t.Notes {
			if !yield(note) {
				return
			}
		}
		if t.Beneath != nil {
			t.Beneath(yield)
		}
	}
}

// all walks the header and the rows.
func (t printable) all() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		if !yield(t.Header) {
			return
		}
		for row := range t.body() {
			if !yield(row) {
				return
			}
		}
	}
}

// body walks the rows.
func (t printable) body() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, row := range t.Rows {
			if !yield(row) {
				return
			}
		}
		if t.Walk != nil {
			t.Walk(yield)
		}
	}
}

// writer writes an output in one form. Each form has one, and what a file says is text to all of them: it steers no
// terminal, opens no heading and runs no formula.
type writer func(io.Writer, output) error

// writers are the forms of output, by the name that -format takes.
var writers = map[string]writer{
	"json":     writeJSON,
	"csv":      writeCSV,
	"markdown": writeMarkdown,
	"table":    writeTable,
}

// whole hands write a buffer before w and reports the first write that failed, also where write looked at none of them.
func whole(w io.Writer, write func(io.Writer) error) error {
	buffer := bufio.NewWriterSize(w, 64<<10)
	if err := write(buffer); err != nil {
		return err
	}
	return buffer.Flush()
}

func writeJSON(w io.Writer, out output) error {
	return marshal.Write(asciiMarks{w}, out.value())
}

// asciiMarks writes the marks of JSON text that a terminal would obey as \u escapes, which read back as the same text.
// encoding/json escapes the others, and no character is parted between two pieces.
type asciiMarks struct{ io.Writer }

func (w asciiMarks) Write(text []byte) (int, error) {
	done := 0
	for at := 0; at < len(text); {
		if text[at] < 0x7F {
			at++
			continue
		}
		r, size := utf8.DecodeRune(text[at:])
		if table.IsMark(r) {
			if _, err := w.Writer.Write(text[done:at]); err != nil {
				return done, err
			}
			if _, err := fmt.Fprintf(w.Writer, `\u%04x`, r); err != nil {
				return at, err
			}
			done = at + size
		}
		at += size
	}
	if _, err := w.Writer.Write(text[done:]); err != nil {
		return done, err
	}
	return len(text), nil
}

func writeText(w io.Writer, out output) error {
	_, err := io.WriteString(w, out.Text)
	return err
}

func writeTable(w io.Writer, out output) error {
	for i, t := range out.tables() {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if t.Title != "" {
			fmt.Fprintf(w, "%s\n\n", table.PlainText(t.Title))
		}
		columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for row := range t.all() {
			for i, cell := range row {
				if i > 0 {
					io.WriteString(columns, "\t")
				}
				io.WriteString(columns, table.PlainText(cell))
			}
			io.WriteString(columns, "\n")
		}
		if err := columns.Flush(); err != nil {
			return err
		}
		for note := range t.notes() {
			fmt.Fprintln(w, table.PlainText(note))
		}
	}
	return nil
}

func writeMarkdown(w io.Writer, out output) error {
	row := func(cells []string) {
		for _, cell := range cells {
			fmt.Fprintf(w, "| %s ", table.Markdown(cell))
		}
		fmt.Fprintln(w, "|")
	}
	for i, t := range out.tables() {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if t.Title != "" {
			fmt.Fprintf(w, "## %s\n\n", table.Markdown(t.Title))
		}
		row(t.Header)
		fmt.Fprintln(w, strings.Repeat("| --- ", len(t.Header))+"|")
		for cells := range t.body() {
			row(cells)
		}
		for note := range t.notes() {
			fmt.Fprintf(w, "\n%s\n", table.MarkdownParagraph(note))
		}
	}
	return nil
}
