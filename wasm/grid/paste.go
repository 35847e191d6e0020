package grid

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
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

// TakeRows puts whole rows from a row on, over what stands there, as one step.
func (t *Table) TakeRows(from int, rows [][]string) {
	if t.Empty() {
		from = 0
	}
	t.Paste(Position{Row: from}, rows)
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
