package document

import (
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Rows makes a grid of the cells of a table as Word, HTML and OpenDocument write them: row after row, a cell that spans
// several standing once. What a cell covers is empty in the grid.
type Rows struct {
	builder *table.Builder
	// Columns is the most that a row may have: a span beyond it is cut. Defaults to [MaxColumns].
	Columns int
	// Cells counts what was built, covered cells among them.
	Cells int
	// Cut is true where a row has had more cells than Columns, and lost them: a reader says so.
	Cut bool

	down   []int32 // how many rows more a column is covered from above
	column int
	row    int
}

// MaxColumns is how wide a table may be: as wide as a sheet.
const MaxColumns = 16_384

// NewRows begins a table.
func NewRows(source figure.Place) *Rows {
	return &Rows{builder: table.NewBuilder(source), Columns: MaxColumns}
}

// Add puts a cell into the next free place of the row in hand. Mark.Rows and Mark.Columns are what it spans.
func (r *Rows) Add(text string, mark table.Mark) {
	r.cover()
	if r.column >= r.Columns {
		r.Cut = true
		r.Cells++
		return
	}
	mark.Columns = min(max(1, mark.Columns), r.Columns-r.column)
	wide, deep := mark.Columns, max(1, mark.Rows)
	if mark.Rows = deep; wide == 1 && deep == 1 {
		mark.Rows, mark.Columns = 0, 0
	}
	r.builder.Marked(text, mark)
	for i := range wide {
		if i > 0 {
			r.builder.Cell("")
		}
		if deep > 1 {
			for len(r.down) <= r.column+i {
				r.down = append(r.down, 0)
			}
			r.down[r.column+i] = int32(min(deep-1, 1<<30))
		}
	}
	r.column += wide
	r.Cells += wide
}

// cover passes over the places that a cell of an earlier row covers.
func (r *Rows) cover() {
	for r.column < min(len(r.down), r.Columns) && r.down[r.column] > 0 {
		r.down[r.column]--
		r.builder.Cell("")
		r.column++
		r.Cells++
	}
}

// Column is the place, from 0, of the next cell of the row in hand.
func (r *Rows) Column() int {
	r.cover()
	return r.column
}

// EndRow ends the row in hand. Line is the line of the file on which it began, 0 where that is not known.
func (r *Rows) EndRow(line int) {
	r.cover()
	for column := r.column; column < len(r.down); column++ {
		r.down[column] = max(0, r.down[column]-1)
	}
	r.builder.EndRow(line)
	r.column = 0
	r.row++
}

// HideRow says that the row in hand is not shown.
func (r *Rows) HideRow() { r.builder.HideRow(r.row) }

// Grid is the table; the rows are not used again.
func (r *Rows) Grid() *table.Grid { return r.builder.Grid() }
