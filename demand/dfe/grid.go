package dfe

import (
	"bytes"
	"fmt"
	"io"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// gridRows are the rows of a table that stands as cells already, in a workbook or a page.
type gridRows struct {
	grid   *table.Grid
	row    int // the row that was read last
	fields [][]byte
}

// mostTitles is how many rows may stand above the header.
const mostTitles = 40

// gridHeader finds the row that heads a table: the first that fits. Where none does it is the first with two cells, of which
// a message can say what is wrong.
func gridHeader(g *table.Grid, fits func(*header) bool, twice func(name string) bool) (*lines, *header, error) {
	l := &lines{grid: &gridRows{grid: g, row: -1}}
	rows, _ := g.Size()
	first := -1
	for row := range min(rows, mostTitles) {
		fields := l.grid.at(row)
		if filled(fields) < 2 {
			continue
		}
		h, err := headerOf(fields, l, twice)
		if err == nil && fits(h) {
			return l, h, nil
		}
		if first < 0 {
			first = row
		}
	}
	if first < 0 {
		return nil, nil, emptyOr(io.EOF)
	}
	h, err := headerOf(l.grid.at(first), l, twice)
	return l, h, err
}

// filled is how many fields are not blank.
func filled(fields [][]byte) (n int) {
	for _, field := range fields {
		if len(bytes.TrimSpace(field)) > 0 {
			n++
		}
	}
	return n
}

// at moves to a row and gives its fields.
func (r *gridRows) at(row int) [][]byte {
	r.row = row
	r.fields = r.fields[:0]
	for _, cell := range r.grid.Row(row) {
		r.fields = append(r.fields, []byte(cell))
	}
	return r.fields
}

func (r *gridRows) place(column int) figure.Place { return r.grid.Place(max(r.row, 0), column) }

// rows calls each with the fields of every row below the present one that is not blank. A row with one cell is a note below
// the table.
func (r *gridRows) rows(h *header, each func(fields [][]byte) error) error {
	rows, _ := r.grid.Size()
	for row := r.row + 1; row < rows; row++ {
		fields := r.at(row)
		for len(fields) < len(h.names) {
			fields = append(fields, nil)
		}
		r.fields = fields
		if extra := fields[len(h.names):]; filled(extra) > 0 {
			return &figure.Fault{Code: "ragged", Place: r.place(-1), Problem: fmt.Sprintf("the row has %d fields, the header has %d: give every row the same number", len(fields), len(h.names))}
		}
		fields = fields[:len(h.names)]
		if n := filled(fields); n == 0 || n == 1 && len(h.names) > 2 {
			continue
		}
		if err := each(fields); err != nil {
			return err
		}
	}
	return nil
}

// fields are the next records in fields, at most most of them, without moving on.
func (l *lines) fields(h *header, most int) (records [][][]byte) {
	if l.grid != nil {
		ahead := gridRows{grid: l.grid.grid, row: l.grid.row}
		rows, _ := l.grid.grid.Size()
		for row := ahead.row + 1; row < rows && len(records) < most; row++ {
			fields := ahead.at(row)
			ahead.fields = nil
			if len(fields) <= len(h.names) && filled(fields) > 1 {
				records = append(records, append(fields, make([][]byte, len(h.names)-len(fields))...))
			}
		}
		return records
	}
	for _, record := range l.sample(most) {
		record = bytes.Clone(bytes.TrimSuffix(record, []byte{'\r'}))
		fields, err := split(record, h.delimiter, bytes.IndexByte(record, '"') >= 0, nil)
		if err == nil && len(fields) == len(h.names) {
			records = append(records, fields)
		}
	}
	return records
}
