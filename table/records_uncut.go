package table

import (
	"bytes"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// notedRows is how many rows at the end of a text are looked at for notes below a table.
const notedRows = 60

// readUncut is [Schema.Read] of a delimited text whose cells have not been taken apart: one walk over its rows fills the
// columns. Done is false, and nothing was read, where a row stands across the columns or the table says otherwise what only all
// of its cells tell; it is then read with care, to the same result.
func (s Schema) readUncut(g *Grid, o Options) (_ *Records, done bool, _ error) {
	text := g.uncut.text
	const most = headingRows + 3
	head := g.part(0, min(most, text.Len()))
	if rows, _ := head.Size(); rows == 0 || head.blankRow(firstFull(head)) {
		return nil, false, nil
	}
	h, err := s.findHeader(head, o)
	if err != nil {
		return nil, false, nil
	}
	r := &Records{schema: s, grid: g, header: h, values: make([]*Values, len(s.Columns))}
	first := h.first + h.rows
	if first < text.Len() && r.unitRow(head, first) {
		first++
	}
	from := max(first, text.Len()-notedRows)
	tail := g.part(from, text.Len())
	if tail.width > head.width {
		return nil, false, nil
	}
	tail.width = head.width
	last := from + r.beforeNotes(tail, 0)
	if last == from && from > first {
		return nil, false, nil
	}
	r.openColumns(head)
	if !r.fill(first, last, h.width(head)) || len(r.rows) == 0 || r.decimalMark() != (figure.Reading{}) {
		return nil, false, nil
	}
	if err := r.settle(o); err != nil {
		return nil, true, err
	}
	return r, true, nil
}

// part are some rows of a text as a grid of their own.
func (g *Grid) part(from, to int) *Grid {
	part := *g
	b := NewBuilder(g.Source)
	var fields [][]byte
	for row := from; row < to; row++ {
		fields = g.uncut.text.Fields(row, fields[:0])
		for _, cell := range fields {
			b.Cell(string(cell))
		}
		b.EndRow(0)
	}
	part.cells, part.uncut = b.Grid().cells, nil
	return &part
}

// fill reads the rows from first to before last into the columns.
func (r *Records) fill(first, last, width int) bool {
	text := r.uncut()
	rows := last - first
	r.rows = make([]int32, 0, rows)
	columns := make([]*filling, 0, len(r.values))
	for i, v := range r.values {
		if v != nil {
			c := &r.schema.Columns[i]
			columns = append(columns, v.filling(rows, c.Few || c.ID == r.schema.Group || c.ID == r.schema.Within))
			v.heard = c.ID == r.schema.Label && c.Kind == KindText
		}
	}
	var heading []byte // the first cell of the heading
	if r.header.rows == 1 {
		heading = []byte(r.header.headings[0].Text)
	}
	var fields [][]byte
	for row := first; row < last; row++ {
		fields = text.Fields(row, fields[:0])
		switch {
		case len(fields) > width && len(fields) > len(r.header.headings), len(fields) > width && !blankCells(fields[width:]):
			return false
		case len(fields) == 0, len(trimmed(fields[0])) == 0 && blankCells(fields):
			continue
		case r.header.rows == 1 && bytes.EqualFold(trimmed(fields[0]), heading) && r.saysHeading(fields):
			continue
		}
		for _, c := range columns {
			var cell []byte
			if c.v.at < len(fields) {
				cell = trimmed(fields[c.v.at])
			}
			c.take(c.v, len(r.rows), cell)
		}
		r.rows = append(r.rows, int32(row))
	}
	for _, c := range columns {
		c.v.filled = c.blanks == 0
	}
	return true
}

func blankCells(fields [][]byte) bool {
	for _, cell := range fields {
		if len(trimmed(cell)) > 0 {
			return false
		}
	}
	return true
}

// saysHeading says whether a row says the heading again.
func (r *Records) saysHeading(fields [][]byte) bool {
	for at, cell := range fields {
		if !bytes.EqualFold(bytes.TrimSpace(cell), []byte(r.header.headings[at].Text)) {
			return false
		}
	}
	return true
}

// filling is a column on its way.
type filling struct {
	v      *Values
	kind   Kind
	codes  bool
	days   dayReader
	blanks int
}

// filling prepares a column for so many rows.
func (v *Values) filling(rows int, few bool) *filling {
	f := &filling{v: v, kind: v.column.Kind, codes: few || v.column.Kind == KindChoice || v.column.Kind == KindYesNo, days: dayReader{v: v}}
	switch {
	case f.kind.numeric():
		v.numbers = column.NewNumbers(rows)
	case f.codes:
		v.codes = column.NewCodes(rows)
	case f.kind == KindDate:
		v.dates = make([]figure.Date, 0, rows)
	}
	return f
}

// take reads a cell, without space around it, into the column.
func (f *filling) take(v *Values, i int, cell []byte) {
	switch {
	case v.numbers != nil:
		if n, ok := quickNumber(cell, &v.column, v.unit); ok {
			v.numbers.Add(n.coefficient, n.Form)
			return
		}
		read, err := v.parse(string(cell), "")
		v.addFigure(i, read, err)
	case v.codes != nil:
		v.codes.Add(cell)
	case f.kind == KindDate:
		f.days.take(cell)
	}
	switch {
	case len(cell) == 0:
		f.blanks++
	case v.heard && !silent(cell):
		v.telling = append(v.telling, int32(i))
	}
}
