package docx

import (
	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// cell is one of a table as Word writes it.
type cell struct {
	text    string
	columns int
	begins  bool // it covers those below it that go on
	goesOn  bool // one above covers it
	bold    bool
	indent  int
	blocks  []document.Block // of the cell, where it stands for itself
	inner   []document.Block // tables within it, its notes and text boxes
}

// row is one of a table.
type row struct {
	cells   []cell
	before  int // places that are left free at its start
	heading bool
	deleted bool
}

// table reads a table: its grid, and behind it what stood inside its cells and is no text. A table of one cell is a frame.
func (r *reader) table(s *markup.Scanner) []document.Block {
	var rows []row
	for range s.Elements() {
		if r.stopped != nil {
			continue
		}
		if string(s.Name) != "tr" {
			passOver(s)
			continue
		}
		if row := r.row(s); !row.deleted {
			if len(rows) > 0 {
				for i := range row.cells {
					row.cells[i].blocks = nil
				}
			}
			rows = append(rows, row)
		}
	}
	if len(rows) == 1 && len(rows[0].cells) == 1 {
		return rows[0].cells[0].blocks
	}
	if len(rows) == 0 {
		return nil
	}
	blocks := []document.Block{{Kind: document.Table, Table: r.grid(rows)}}
	for _, row := range rows {
		for _, c := range row.cells {
			blocks = append(blocks, c.inner...)
		}
	}
	return blocks
}

func (r *reader) row(s *markup.Scanner) row {
	var w row
	for range s.Elements() {
		if r.stopped != nil {
			continue
		}
		switch string(s.Name) {
		case "trPr":
			w.settings(s)
		case "tc":
			r.cells++
			if c, deleted := r.cell(s); !deleted {
				if len(w.cells) > 0 {
					c.blocks = nil
				}
				w.cells = append(w.cells, c)
			}
			r.watch(0)
		default:
			passOver(s)
		}
	}
	return w
}

func (w *row) settings(s *markup.Scanner) {
	for range s.Elements() {
		switch string(s.Name) {
		case "tblHeader":
			w.heading = s.On("val")
		case "gridBefore":
			w.before = min(max(0, s.Int("val", 0)), document.MaxColumns)
		case "del":
			w.deleted = true
		case "trPrChange":
			s.Skip()
		}
	}
}

func (r *reader) cell(s *markup.Scanner) (c cell, deleted bool) {
	c.columns = 1
	bold, plain := false, false
	var text []byte
	for range s.Elements() {
		if r.stopped != nil {
			continue
		}
		switch string(s.Name) {
		case "tcPr":
			deleted = c.settings(s) || deleted
		case "p":
			p := r.paragraph(s, nil)
			if words := document.OneSpace(string(p.text)); words != "" {
				if len(text) == 0 {
					c.indent = max(0, p.indent+140) / 280
				} else {
					text = append(text, ' ')
				}
				text = append(text, words...)
				bold, plain = bold || p.bold, plain || p.plain
			}
			blocks := r.finish(p)
			c.blocks = append(c.blocks, blocks...)
			if len(blocks) > 0 && blocks[0].Kind != document.Note && len(p.text) > 0 {
				blocks = blocks[1:]
			}
			c.inner = append(c.inner, blocks...)
		case "tbl":
			inner := r.table(s)
			c.blocks = append(c.blocks, inner...)
			c.inner = append(c.inner, inner...)
		default:
			passOver(s)
		}
	}
	c.text, c.bold = string(text), bold && !plain
	return c, deleted
}

func (c *cell) settings(s *markup.Scanner) (deleted bool) {
	for range s.Elements() {
		switch string(s.Name) {
		case "gridSpan":
			c.columns = min(max(1, s.Int("val", 1)), document.MaxColumns)
		case "vMerge":
			c.begins = s.Attr("val") == "restart"
			c.goesOn = !c.begins
		case "cellDel":
			deleted = true
		case "tcPrChange":
			s.Skip()
		}
	}
	return deleted
}

// grid lays the cells of a table out. A cell goes on downwards while the rows below have one that goes on in its column.
func (r *reader) grid(rows []row) *table.Grid {
	b := table.NewBuilder(figure.Place{})
	starts := make([]map[int]cell, len(rows))
	for i, w := range rows {
		column := w.before
		for _, c := range w.cells {
			if c.begins || c.goesOn {
				if starts[i] == nil {
					starts[i] = map[int]cell{}
				}
				starts[i][column] = c
			}
			column += c.columns
		}
	}
	for i, w := range rows {
		column := 0
		for ; column < w.before; column++ {
			b.Cell("")
		}
		r.cells += column
		for _, c := range w.cells {
			if column+c.columns > document.MaxColumns || r.cells > r.mostCells() {
				break
			}
			mark := table.Mark{Bold: c.bold && c.text != "", Heading: w.heading, Indent: c.indent}
			text := c.text
			if c.goesOn && i > 0 && covered(starts, i, column) {
				text, mark = "", table.Mark{}
			} else if rows := down(starts, i, column, c); rows > 1 || c.columns > 1 {
				mark.Rows, mark.Columns = rows, c.columns
			}
			b.Marked(text, mark)
			for range c.columns - 1 {
				b.Cell("")
			}
			column += c.columns
			r.cells += c.columns - 1
		}
		b.EndRow(0)
	}
	return b.Grid()
}

// covered says whether a cell that goes on has one above it that it goes on from.
func covered(starts []map[int]cell, i, column int) bool {
	above, ok := starts[i-1][column]
	return ok && (above.begins || above.goesOn)
}

// down is how many rows a cell covers.
func down(starts []map[int]cell, i, column int, c cell) int {
	if !c.begins {
		return 1
	}
	n := 1
	for i+n < len(starts) && starts[i+n][column].goesOn {
		n++
	}
	return n
}
