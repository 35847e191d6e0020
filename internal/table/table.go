// Package table reads the small CSV files of section 9 of the design (actions.csv, workers.csv, statement.csv …): columns
// are matched by name in any order, comma, semicolon and tab are recognised, a byte-order mark is skipped, and every
// fault names its line, its column and what to do.
//
// National files of hundreds of thousands of rows have a reader of their own in package demand.
package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// Limits that keep a hostile file from taking the memory of whoever embeds us.
const (
	MaxBytes = 64 << 20 // of one file
	MaxLine  = 1 << 20  // of one line
)

// Columns names what a file must and may hold.
type Columns struct {
	Required, Optional []string
}

// Table is a file read whole.
type Table struct {
	header map[string]int
	known  []string
	rows   []Row
}

// Ignored are the columns that nobody asked for, in the order of the file: a misspelt optional column is among them.
func (t *Table) Ignored() []string {
	ignored := make([]string, 0, len(t.header))
	for name := range t.header {
		if name != "" && !slices.Contains(t.known, name) {
			ignored = append(ignored, name)
		}
	}
	order.Stable(ignored, func(a, b string) int { return t.header[a] - t.header[b] })
	return ignored
}

// Row is one record and where it stands.
type Row struct {
	Line   int
	header map[string]int
	cells  []string
}

// Rows are the records in the order of the file, without blank lines.
func (t *Table) Rows() []Row { return t.rows }

// Has reports whether the file has a column.
func (t *Table) Has(name string) bool { _, ok := t.header[name]; return ok }

// Get is the cell under a column, without surrounding space; empty when the file does not have the column.
func (r Row) Get(name string) string {
	i, ok := r.header[name]
	if !ok {
		return ""
	}
	return r.cells[i]
}

// Fault is an error at the cell under a column.
func (r Row) Fault(name, problem string) *figure.Fault {
	i, ok := r.header[name]
	if !ok {
		return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: r.Line}, Heading: name, Problem: problem}
	}
	return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: r.Line, Column: i + 1}, Heading: name, Value: r.cells[i], Problem: problem}
}

// Refuse is the error of a value's own reader at the cell under a column, with its code and its remedy where it has them.
func (r Row) Refuse(name string, err error) *figure.Fault {
	fault := r.Fault(name, err.Error())
	said, ok := err.(*figure.Fault)
	if refusal, ofFigure := err.(*figure.Error); ofFigure {
		said, ok = refusal.Fault(), true
	}
	if ok {
		fault.Code, fault.Problem, fault.Remedy, fault.Question = said.Code, said.Problem, said.Remedy, said.Question
	}
	return fault
}

// Dates is how the dates under some columns are read, as all of them together settle it. A spreadsheet's day counts are
// dates there.
func (t *Table) Dates(columns ...string) (figure.DateReading, error) {
	reading, err := figure.SettleDates(func(yield func(string) bool) {
		for _, row := range t.rows {
			for _, name := range columns {
				if !yield(row.Get(name)) {
					return
				}
			}
		}
	})
	if fault, ok := err.(*figure.Fault); ok {
		fault.Place.Line, fault.Heading = 1, strings.Join(columns, ", ")
	}
	reading.Serials = true
	return reading, err
}

// Read reads a whole file. The error is a [*figure.Fault], or what the reader itself returned.
func Read(r io.Reader, columns Columns) (*Table, error) {
	text, err := readAll(r)
	if err != nil {
		return nil, err
	}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.Comma = delimiter(text)
	reader.FieldsPerRecord = -1
	header, err := reader.Read()
	if err != nil {
		return nil, readError(err, "the file is empty: the first line must name the columns "+strings.Join(columns.Required, ", "))
	}
	t := &Table{known: slices.Concat(columns.Required, columns.Optional)}
	if t.header, err = mapHeader(header, columns); err != nil {
		return nil, err
	}
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return t, t.tested()
		}
		if err != nil {
			return nil, readError(err, "")
		}
		line, _ := reader.FieldPos(0)
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		if blank(cells) {
			continue
		}
		if len(cells) != len(header) {
			return nil, &figure.Fault{Code: "ragged", Place: figure.Place{Line: line}, Problem: fmt.Sprintf("the row has %d fields, the header has %d: give every row the same number", len(cells), len(header))}
		}
		t.rows = append(t.rows, Row{Line: line, header: t.header, cells: cells})
	}
}

// tested refuses a file without rows: an answer about nothing reads as if all were well.
func (t *Table) tested() error {
	if len(t.rows) == 0 {
		return &figure.Fault{Code: "no_rows", Place: figure.Place{Line: 1}, Problem: "the file has a header but no rows: there is nothing to work out"}
	}
	return nil
}

// readAll takes the bytes in, within the limits, and refuses what is not text.
func readAll(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(text) > MaxBytes {
		return nil, &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the file is larger than %d MB", MaxBytes>>20)}
	}
	if bytes.HasPrefix(text, []byte{0xFF, 0xFE}) || bytes.HasPrefix(text, []byte{0xFE, 0xFF}) {
		return nil, &figure.Fault{Code: "encoding", Place: figure.Place{Line: 1}, Problem: "the file is UTF-16: save it as CSV UTF-8"}
	}
	if bytes.HasPrefix(text, []byte("PK\x03\x04")) {
		return nil, &figure.Fault{Code: "foreign_format", Place: figure.Place{Line: 1}, Problem: "the file is a workbook or a zip archive: save the sheet as CSV UTF-8"}
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	n := 0
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		n++
		switch {
		case len(line) > MaxLine:
			return nil, &figure.Fault{Code: "too_large", Place: figure.Place{Line: n}, Problem: "the line is longer than 1 MB: is a quote left open?"}
		case bytes.IndexFunc(line, control) >= 0:
			return nil, &figure.Fault{Code: "encoding", Place: figure.Place{Line: n}, Problem: "the line holds a control character: save the file as CSV UTF-8"}
		case !utf8.Valid(line):
			return nil, &figure.Fault{Code: "encoding", Place: figure.Place{Line: n}, Problem: "the line is not UTF-8 text: save the file as CSV UTF-8"}
		}
	}
	return text, nil
}

func control(r rune) bool { return r < ' ' && r != '\t' && r != '\r' }

// delimiter is the candidate that occurs most in the first line, outside quotes.
func delimiter(text []byte) rune {
	first, _ := bufio.NewReader(bytes.NewReader(text)).ReadString('\n')
	counts, quoted := map[rune]int{}, false
	for _, r := range first {
		if r == '"' {
			quoted = !quoted
		}
		if !quoted {
			counts[r]++
		}
	}
	best := ','
	for _, r := range []rune{';', '\t'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

func mapHeader(cells []string, columns Columns) (map[string]int, error) {
	header := map[string]int{}
	for i, cell := range cells {
		name := strings.ToLower(strings.TrimSpace(cell))
		if first, twice := header[name]; twice && name != "" {
			return nil, &figure.Fault{Code: "duplicate_column", Place: figure.Place{Line: 1, Column: i + 1}, Heading: name, Problem: fmt.Sprintf("the column stands twice, first as column %d: remove one", first+1)}
		}
		header[name] = i
	}
	var missing []string
	for _, name := range columns.Required {
		if _, ok := header[name]; !ok {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return nil, &figure.Fault{Code: "missing_column", Place: figure.Place{Line: 1}, Heading: strings.Join(missing, ", "), Problem: fmt.Sprintf("the column is missing; the file has %s", strings.Join(cells, ", "))}
	}
	return header, nil
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return c != "" })
}

// readError says what encoding/csv found in our words.
func readError(err error, empty string) error {
	if errors.Is(err, io.EOF) {
		return &figure.Fault{Code: "empty", Problem: empty}
	}
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return &figure.Fault{Code: "bad_quotes", Place: figure.Place{Line: parse.StartLine}, Problem: "a quotation mark is out of place or never closed: double it inside a quoted field"}
	}
	return err
}
