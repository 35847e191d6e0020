package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/scrutineer-dev/scrutineer/operation"
)

// output is what a verb has to say: the JSON that section 8 of the design fixes, and the same as tables for people.
type output struct {
	JSON   any
	Tables []printable
	// View is what an operation has to show, made into tables when they are asked for. Defaults to Tables.
	View  *operation.View
	Found bool // a check found something: exit 1
	// Text is all there is to say, whatever the form. Defaults to JSON and Tables.
	Text string
}

// tables are the tables to write.
func (out output) tables() []printable {
	if out.View != nil {
		return printables(*out.View)
	}
	return out.Tables
}

// printable is one table. Notes are sentences under it.
type printable struct {
	Title  string
	Header []string
	Rows   [][]string
	Notes  []string
}

// writers are the forms of output, by the name that -format takes.
var writers = map[string]func(io.Writer, output) error{
	"json":     writeJSON,
	"csv":      writeCSV,
	"markdown": writeMarkdown,
	"table":    writeTable,
}

func writeJSON(w io.Writer, out output) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out.JSON)
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
			fmt.Fprintf(w, "%s\n\n", t.Title)
		}
		columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, row := range slices.Concat([][]string{t.Header}, t.Rows) {
			fmt.Fprintln(columns, strings.Join(row, "\t"))
		}
		if err := columns.Flush(); err != nil {
			return err
		}
		for _, note := range t.Notes {
			fmt.Fprintln(w, note)
		}
	}
	return nil
}

// writeCSV writes the tables one after another, with an empty line between them. A cell that a spreadsheet would run as
// a formula is neutralised with an apostrophe; plain negative numbers are left as they are.
func writeCSV(w io.Writer, out output) error {
	for i, t := range out.tables() {
		if i > 0 {
			fmt.Fprintln(w)
		}
		writer := csv.NewWriter(w)
		for _, row := range slices.Concat([][]string{t.Header}, t.Rows) {
			safe := make([]string, len(row))
			for j, cell := range row {
				safe[j] = neutral(cell)
			}
			if err := writer.Write(safe); err != nil {
				return err
			}
		}
		writer.Flush()
		if err := writer.Error(); err != nil {
			return err
		}
	}
	return nil
}

// neutral is cell with an apostrophe in front when it begins like a formula and is neither a number nor a dash for nil.
func neutral(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if strings.Trim(cell[1:], "0123456789.,%") == "" {
		return cell
	}
	return "'" + cell
}

func writeMarkdown(w io.Writer, out output) error {
	escape := strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;")
	row := func(cells []string) {
		for _, cell := range cells {
			fmt.Fprintf(w, "| %s ", escape.Replace(cell))
		}
		fmt.Fprintln(w, "|")
	}
	for i, t := range out.tables() {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if t.Title != "" {
			fmt.Fprintf(w, "## %s\n\n", t.Title)
		}
		row(t.Header)
		fmt.Fprintln(w, strings.Repeat("| --- ", len(t.Header))+"|")
		for _, cells := range t.Rows {
			row(cells)
		}
		for _, note := range t.Notes {
			fmt.Fprintf(w, "\n%s\n", escape.Replace(note))
		}
	}
	return nil
}
