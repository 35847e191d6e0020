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

	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// Limits that keep a hostile file from taking the memory of whoever embeds us.
const (
	MaxBytes = 64 << 20 // of one file
	MaxLine  = 1 << 20  // of one line
)

// Error is a fault in a file. Line counts from 1 and is 0 when the whole file is meant; Column is the position of the
// field in its row, from 1, 0 when the whole row is meant; Header is the name of the column.
type Error struct {
	Line, Column  int
	Header, Value string
	Problem       string
}

func (e *Error) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&b, "line %d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ", column %d", e.Column)
		}
		if e.Header != "" {
			fmt.Fprintf(&b, " (%s)", e.Header)
		}
		b.WriteString(": ")
	}
	b.WriteString(e.Problem)
	return b.String()
}

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
func (r Row) Fault(name, problem string) *Error {
	i, ok := r.header[name]
	if !ok {
		return &Error{Line: r.Line, Header: name, Problem: problem}
	}
	return &Error{Line: r.Line, Column: i + 1, Header: name, Value: r.cells[i], Problem: problem}
}

// Read reads a whole file. The error is an [*Error], or what the reader itself returned.
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
			return nil, &Error{Line: line, Problem: fmt.Sprintf("the row has %d fields, the header has %d: give every row the same number", len(cells), len(header))}
		}
		t.rows = append(t.rows, Row{Line: line, header: t.header, cells: cells})
	}
}

// tested refuses a file without rows: an answer about nothing reads as if all were well.
func (t *Table) tested() error {
	if len(t.rows) == 0 {
		return &Error{Line: 1, Problem: "the file has a header but no rows: there is nothing to work out"}
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
		return nil, &Error{Problem: fmt.Sprintf("the file is larger than %d MB", MaxBytes>>20)}
	}
	if bytes.HasPrefix(text, []byte{0xFF, 0xFE}) || bytes.HasPrefix(text, []byte{0xFE, 0xFF}) {
		return nil, &Error{Line: 1, Problem: "the file is UTF-16: save it as CSV UTF-8"}
	}
	if bytes.HasPrefix(text, []byte("PK\x03\x04")) {
		return nil, &Error{Line: 1, Problem: "the file is a workbook or a zip archive: save the sheet as CSV UTF-8"}
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	n := 0
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		n++
		switch {
		case len(line) > MaxLine:
			return nil, &Error{Line: n, Problem: "the line is longer than 1 MB: is a quote left open?"}
		case bytes.IndexFunc(line, control) >= 0:
			return nil, &Error{Line: n, Problem: "the line holds a control character: save the file as CSV UTF-8"}
		case !utf8.Valid(line):
			return nil, &Error{Line: n, Problem: "the line is not UTF-8 text: save the file as CSV UTF-8"}
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
			return nil, &Error{Line: 1, Column: i + 1, Header: name, Problem: fmt.Sprintf("the column stands twice, first as column %d: remove one", first+1)}
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
		return nil, &Error{Line: 1, Header: strings.Join(missing, ", "), Problem: fmt.Sprintf("the column is missing; the file has %s", strings.Join(cells, ", "))}
	}
	return header, nil
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return c != "" })
}

// readError says what encoding/csv found in our words.
func readError(err error, empty string) error {
	if errors.Is(err, io.EOF) {
		return &Error{Problem: empty}
	}
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return &Error{Line: parse.StartLine, Problem: "a quotation mark is out of place or never closed: double it inside a quoted field"}
	}
	return err
}
