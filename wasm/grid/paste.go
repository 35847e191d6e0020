package grid

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Block reads text as a spreadsheet puts it on the clipboard: tab-separated, CRLF or LF, quotes around cells that hold
// a tab or a line break, a final newline. A quote that no spreadsheet wrote is kept as it stands.
func Block(text string) [][]string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.TrimSuffix(text, "\n")
	var rows [][]string
	for len(text) > 0 || len(rows) == 0 {
		var row []string
		row, text = blockRow(text)
		rows = append(rows, row)
	}
	return rows
}

func blockRow(text string) (row []string, rest string) {
	for {
		cell, end, after := blockCell(text)
		row = append(row, cell)
		text = after
		if end != '\t' {
			return row, text
		}
	}
}

// blockCell takes one cell, the mark that ended it ('\t', '\n' or 0) and what follows.
func blockCell(text string) (cell string, end byte, rest string) {
	if strings.HasPrefix(text, `"`) {
		if cell, after, ok := quoted(text); ok {
			return split(cell, after)
		}
	}
	i := strings.IndexAny(text, "\t\n")
	if i < 0 {
		return text, 0, ""
	}
	return text[:i], text[i], text[i+1:]
}

func split(cell, after string) (string, byte, string) {
	if after == "" {
		return cell, 0, ""
	}
	return cell, after[0], after[1:]
}

// quoted reads a cell in quotes; ok only when the closing quote stands before a tab, a line break or the end.
func quoted(text string) (cell, after string, ok bool) {
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		if text[i] != '"' {
			b.WriteByte(text[i])
			continue
		}
		if i+1 < len(text) && text[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		after = text[i+1:]
		return b.String(), after, after == "" || after[0] == '\t' || after[0] == '\n'
	}
	return "", "", false
}

// Paste puts a block with its first cell at the given one, and adds the rows it needs. What stands beyond the last
// column is left out, and counted, so that the page can say so.
func (t *Table) Paste(at Position, block [][]string) (cut int) {
	if !t.holds(at) || len(block) == 0 {
		return 0
	}
	t.step()
	t.rows = slices.Clone(t.rows)
	for i, cells := range block {
		row := at.Row + i
		if row >= MaxRows {
			cut += len(cells)
			continue
		}
		if row == len(t.rows) {
			t.rows = append(t.rows, make([]string, len(t.columns)))
		}
		for j, cell := range cells {
			if at.Col+j >= len(t.columns) {
				cut++
				continue
			}
			t.put(Position{Row: row, Col: at.Col + j}, strings.TrimSpace(cell))
		}
	}
	t.generation++
	return cut
}

// FileError is a file that does not fit the table: what was found and what is needed.
type FileError struct {
	Line    int // 0 when the file as a whole is meant
	Problem string
}

func (e *FileError) Error() string {
	if e.Line == 0 {
		return e.Problem
	}
	return fmt.Sprintf("line %d: %s", e.Line, e.Problem)
}

// headerWithin is how many rows may stand above the names of the columns: a title, a date, a note.
const headerWithin = 20

// Head is the first rows of a file, to tell what it is by. The file may be cut off anywhere.
func Head(data []byte) ([][]string, error) {
	const enough = 64 << 10
	text, err := decode(data[:min(len(data), enough)])
	if err != nil {
		return nil, err
	}
	reader := records(text)
	var head [][]string
	for len(head) < headerWithin {
		record, err := reader.Read()
		if err != nil {
			break
		}
		head = append(head, record)
	}
	return head, nil
}

// Fit finds the row that names the columns among the first ones of a file: it has all that may not stay blank. row is -1
// where none has, and matched then is what the best of them has.
func Fit(columns []Column, head [][]string) (row, matched int) {
	row = -1
	for i, record := range head[:min(len(head), headerWithin)] {
		places, _, err := match(columns, record)
		n := 0
		for _, place := range places {
			if place >= 0 {
				n++
			}
		}
		if err == nil {
			return i, n
		}
		matched = max(matched, n)
	}
	return -1, matched
}

// ReadFile reads a comma, semicolon or tab separated file that names the columns by id or label, in any order and in either
// case, in its first line or below a title. Columns that the table does not have are named in ignored. UTF-8 with or without
// a byte-order mark, UTF-16 with one, and Windows-1252 are read.
func ReadFile(columns []Column, data []byte) (rows [][]string, ignored []string, err error) {
	return ReadRows(columns, data, MaxRows)
}

// ReadRows is [ReadFile] with another bound on the rows.
func ReadRows(columns []Column, data []byte, most int) (rows [][]string, ignored []string, err error) {
	text, err := decode(data)
	if err != nil {
		return nil, nil, err
	}
	reader, header, places, ignored, err := findHeader(columns, text)
	if err != nil {
		return nil, nil, err
	}
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return rows, ignored, nil
		}
		if err != nil {
			return nil, nil, &FileError{Problem: err.Error() + ": look for a quotation mark that is not closed"}
		}
		line, _ := reader.FieldPos(0)
		if len(record) != len(header) {
			return nil, nil, &FileError{Line: line, Problem: fmt.Sprintf("the row has %d fields, the header has %d: give every row the same number", len(record), len(header))}
		}
		if len(rows) == most {
			return nil, nil, &FileError{Line: line, Problem: fmt.Sprintf("more than %d rows: use the command line for a file this long", most)}
		}
		rows = append(rows, arrange(columns, places, record))
	}
}

// findHeader reads up to the row that names the columns. Where none does, the error is about the first.
func findHeader(columns []Column, text string) (reader *csv.Reader, header []string, places []int, ignored []string, err error) {
	reader = records(text)
	var first error
	for range headerWithin {
		record, err := reader.Read()
		if err != nil {
			break
		}
		if places, ignored, err = match(columns, record); err == nil {
			return reader, record, places, ignored, nil
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		first = &FileError{Problem: "the file is empty: its first line must name the columns " + names(columns)}
	}
	return nil, nil, nil, nil, first
}

func records(text string) *csv.Reader {
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = separator(text)
	reader.FieldsPerRecord = -1
	return reader
}

// match finds each column of the table in the header.
func match(columns []Column, header []string) (places []int, ignored []string, err error) {
	places = make([]int, len(columns))
	for i := range places {
		places[i] = -1
	}
	labels := make([]string, len(columns))
	for i, c := range columns {
		labels[i] = plainName(c.Label)
	}
	for j, name := range header {
		plain := plainName(name)
		i := slices.IndexFunc(columns, func(c Column) bool { return plain == c.ID })
		if i < 0 {
			i = slices.Index(labels, plain)
		}
		if i < 0 {
			if strings.TrimSpace(name) != "" {
				ignored = append(ignored, strings.TrimSpace(name))
			}
			continue
		}
		if places[i] >= 0 {
			return nil, nil, &FileError{Line: 1, Problem: fmt.Sprintf("two columns are named %q: keep one", strings.TrimSpace(name))}
		}
		places[i] = j
	}
	for i, c := range columns {
		if places[i] < 0 && !c.Optional {
			return places, nil, &FileError{Line: 1, Problem: fmt.Sprintf("no column is named %q. Found: %s. Needed: %s", c.ID, strings.Join(header, ", "), names(columns))}
		}
	}
	return places, ignored, nil
}

// plainName is a name as columns are compared by it: "Revised budget " as "revised_budget".
func plainName(name string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), " ", "_")
}

func names(columns []Column) string {
	var needed []string
	for _, c := range columns {
		if !c.Optional {
			needed = append(needed, c.ID)
		}
	}
	return strings.Join(needed, ", ")
}

func arrange(columns []Column, places []int, record []string) []string {
	row := make([]string, len(columns))
	for i, j := range places {
		if j >= 0 {
			row[i] = Live(strings.TrimSpace(record[j]))
		}
	}
	return row
}

// separator is the mark that occurs most in the first line that has several, because a title may stand above the names of
// the columns. What stands in quotes does not count.
func separator(text string) rune {
	best, most := ',', 0
	for range headerWithin {
		line, rest, more := strings.Cut(text, "\n")
		for _, mark := range []rune{',', ';', '\t'} {
			if n := strings.Count(unquoted(line), string(mark)); n > most {
				best, most = mark, n
			}
		}
		if most > 1 || !more {
			break
		}
		text = rest
	}
	return best
}

func unquoted(line string) string {
	var b strings.Builder
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 0 {
			b.WriteString(part)
		}
	}
	return b.String()
}

// decode makes text of a file's bytes.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xef, 0xbb, 0xbf}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return decode16(data[2:], func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 }), nil
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return decode16(data[2:], func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 }), nil
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "", &FileError{Problem: "this is a workbook or another packed file: save the sheet as CSV, or copy its cells and paste them into the table"}
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return "", &FileError{Line: bytes.Count(data[:i], []byte("\n")) + 1, Problem: "the file holds a NUL character, so it is not text: save it as CSV UTF-8"}
	}
	if !utf8.Valid(data) && !cutOff(data) {
		return decode1252(data), nil
	}
	return strings.ToValidUTF8(string(data), "\uFFFD"), nil
}

// cutOff reports text whose only fault is that it ends within a character.
func cutOff(data []byte) bool {
	for n := 1; n < utf8.UTFMax && n <= len(data); n++ {
		if utf8.RuneStart(data[len(data)-n]) {
			return utf8.Valid(data[:len(data)-n])
		}
	}
	return false
}

// decode1252 reads what Excel on Windows saves as "CSV" without further words: a byte for a character, £ among them.
func decode1252(data []byte) string {
	const upper = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ" // of 0x80 to 0x9f; the others are as in Unicode
	letters := []rune(upper)
	var b strings.Builder
	b.Grow(len(data))
	for _, c := range data {
		switch {
		case c >= 0x80 && c < 0xa0:
			b.WriteRune(letters[c-0x80])
		default:
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

func decode16(data []byte, unit func([]byte) uint16) string {
	units := make([]uint16, 0, len(data)/2)
	for i := 0; i+1 < len(data); i += 2 {
		units = append(units, unit(data[i:]))
	}
	return string(utf16.Decode(units))
}

// CSV writes the table as a file with its header. A cell that a spreadsheet would take for a formula gets an
// apostrophe before it, unless it is a figure such as "-145".
func (t *Table) CSV() string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	header := make([]string, len(t.columns))
	for i, c := range t.columns {
		header[i] = c.ID
	}
	_ = w.Write(header) // a strings.Builder does not fail
	for i, row := range t.rows {
		if t.Blank(i) {
			continue
		}
		safe := make([]string, len(row))
		for j, cell := range row {
			safe[j] = Inert(cell)
		}
		_ = w.Write(safe)
	}
	w.Flush()
	return b.String()
}

// Records writes the table for a reader of package finance, rag or another: a header of ids and one line for each row that
// is not blank. rowOf gives the row of the table for each line of the text, since line breaks within a cell are written
// as spaces.
func (t *Table) Records() (text string, rowOf map[int]int) {
	var b strings.Builder
	w := csv.NewWriter(&b)
	header := make([]string, len(t.columns))
	for i, c := range t.columns {
		header[i] = c.ID
	}
	_ = w.Write(header) // a strings.Builder does not fail
	rowOf = map[int]int{}
	line := 1
	for i, row := range t.rows {
		if t.Blank(i) {
			continue
		}
		flat := make([]string, len(row))
		for j, cell := range row {
			flat[j] = strings.Join(strings.FieldsFunc(cell, func(r rune) bool { return r == '\n' || r == '\r' }), " ")
		}
		_ = w.Write(flat)
		line++
		rowOf[line] = i
	}
	w.Flush()
	return b.String(), rowOf
}
