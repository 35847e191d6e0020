package table

import (
	"strings"
	"sync"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// Grid is a rectangle of cells as they stand in what a person gave, before anything is understood of it. Rows and columns
// count from 0 here; the [figure.Place] of a cell counts from 1, in the coordinates of its source.
//
// A grid costs its text and four bytes a cell, so that a file of a million cells fits. One of delimited text costs four bytes a
// row beside the text itself until somebody asks for a cell: [Schema.Read] reads such a text without taking it apart first.
type Grid struct {
	// Source is where the table stands: its file, sheet, page and number. Its Row and Column are those of the first cell, 1
	// unless the table begins further down or to the right.
	Source figure.Place
	// Title is what stands above the table outside of it (a caption, the sentence that introduces it), and Notes what stands
	// below it.
	Title string
	Notes []string
	// Encoding and Delimiter are those of the text that the grid was read from; the delimiter is 0 where it has none.
	Encoding  Encoding
	Delimiter byte

	cells
	uncut *uncut           // delimited text whose cells nobody has asked for yet; they are those of the grid
	lined bool             // rows begin on lines of a text
	lines []int32          // the line on which each row begins, where that is not its number
	marks map[uint64]Mark  // cells of which more is known than their text
	hides map[int]struct{} // hidden rows
	folds map[int]struct{} // hidden columns
	// places is where the cells of a turned table stand in the one that was given; none otherwise.
	places func(row, column int) figure.Place
}

// cells are the texts of a grid.
type cells struct {
	text  string
	ends  []uint32 // where each cell ends in text; the first begins at 0
	rows  []uint32 // the index in ends of each row's first cell, and one more for the end
	width int
}

// uncut is a text that is taken apart when its cells are asked for.
type uncut struct {
	text *column.Text
	cut  func() cells
	once sync.Once
	cells
}

// all are the cells.
func (g *Grid) all() *cells {
	if g.uncut == nil {
		return &g.cells
	}
	g.uncut.once.Do(func() { g.uncut.cells = g.uncut.cut() })
	return &g.uncut.cells
}

// Mark is what is known of a cell beside its text. The zero value is a plain cell.
type Mark struct {
	Bold    bool
	Heading bool // a heading cell by its format: th, scope, a repeated heading row
	// Indent is how far the text is set in, in steps of the source.
	Indent int
	// Rows and Columns are how many the cell spans; 0 and 1 are a cell of its own. The cells that it covers are empty.
	Rows, Columns int
	// Stored is the value that stands behind what is shown, where a workbook has both.
	Stored string
	// Formula is the formula of which the cell shows the value.
	Formula string
	// Date is the ISO date that the cell stands for, where its format is that of a date.
	Date string
}

// Size is how many rows and columns the grid has; the columns are those of its widest row.
func (g *Grid) Size() (rows, columns int) {
	c := g.all()
	return max(0, len(c.rows)-1), c.width
}

// Width is how many cells a row has: a ragged row has fewer, or more, than the others.
func (g *Grid) Width(row int) int {
	c := g.all()
	if row < 0 || row+1 >= len(c.rows) {
		return 0
	}
	return int(c.rows[row+1] - c.rows[row])
}

// Text is the text of a cell as it stands; empty where the row has no such cell.
func (g *Grid) Text(row, column int) string {
	c := g.all()
	if column < 0 || column >= g.Width(row) {
		return ""
	}
	i := c.rows[row] + uint32(column)
	start := uint32(0)
	if i > 0 {
		start = c.ends[i-1]
	}
	return c.text[start:c.ends[i]]
}

// Mark is what is known of a cell beside its text.
func (g *Grid) Mark(row, column int) Mark { return g.marks[key(row, column)] }

// Hidden says whether the row, or the column, of a cell is hidden: such cells are named and not judged.
func (g *Grid) Hidden(row, column int) bool {
	_, hidden := g.hides[row]
	_, folded := g.folds[column]
	return hidden || folded
}

// Place is where a cell stands. A row of -1 or a column of -1 is the whole column or row.
func (g *Grid) Place(row, column int) figure.Place {
	if g.places != nil {
		return g.places(row, column)
	}
	p := g.Source
	first := max(1, p.Row)
	if p.Row = 0; row >= 0 {
		p.Row = first + row
	}
	first = max(1, p.Column)
	if p.Column = 0; column >= 0 {
		p.Column = first + column
	}
	switch {
	case row < 0:
	case row < len(g.lines):
		p.Line = int(g.lines[row])
	case g.lined:
		p.Line = p.Row
	}
	return p
}

// Row is the cells of a row, without space around them, as many as the grid is wide.
func (g *Grid) Row(row int) []string {
	cells := make([]string, g.all().width)
	for i := range g.Width(row) {
		cells[i] = strings.TrimSpace(g.Text(row, i))
	}
	return cells
}

func key(row, column int) uint64 { return uint64(uint32(row))<<32 | uint64(uint32(column)) }

// Builder makes a [Grid] cell by cell, as a reader meets them.
type Builder struct {
	grid Grid
	text strings.Builder
}

// NewBuilder begins a grid that stands at a place.
func NewBuilder(source figure.Place) *Builder {
	return &Builder{grid: Grid{Source: source, cells: cells{rows: []uint32{0}}}}
}

// Cell adds a cell to the row in hand.
func (b *Builder) Cell(text string) {
	b.text.WriteString(text)
	b.grid.ends = append(b.grid.ends, uint32(b.text.Len()))
}

// Marked adds a cell of which more is known than its text.
func (b *Builder) Marked(text string, mark Mark) {
	if mark != (Mark{}) {
		row, column := len(b.grid.rows)-1, len(b.grid.ends)-int(b.grid.rows[len(b.grid.rows)-1])
		if b.grid.marks == nil {
			b.grid.marks = map[uint64]Mark{}
		}
		b.grid.marks[key(row, column)] = mark
	}
	b.Cell(text)
}

// EndRow ends the row in hand, which may be empty. Line is the line of the file on which it began, 0 where that is not known.
func (b *Builder) EndRow(line int) {
	g := &b.grid
	g.width = max(g.width, len(g.ends)-int(g.rows[len(g.rows)-1]))
	row := len(g.rows) - 1
	g.lined = g.lined || line > 0
	if line > 0 && (g.lines != nil || line != max(1, g.Source.Row)+row) {
		for len(g.lines) < row {
			g.lines = append(g.lines, int32(max(1, g.Source.Row)+len(g.lines)))
		}
		g.lines = append(g.lines, int32(line))
	}
	g.rows = append(g.rows, uint32(len(g.ends)))
}

// HideRow and HideColumn say that the source does not show one, counted from 0.
func (b *Builder) HideRow(row int) {
	if b.grid.hides == nil {
		b.grid.hides = map[int]struct{}{}
	}
	b.grid.hides[row] = struct{}{}
}

// HideColumn says that the source does not show a column, counted from 0.
func (b *Builder) HideColumn(column int) {
	if b.grid.folds == nil {
		b.grid.folds = map[int]struct{}{}
	}
	b.grid.folds[column] = struct{}{}
}

// Grid is what was built; the builder is not used again.
func (b *Builder) Grid() *Grid {
	g := b.grid
	g.text = b.text.String()
	return &g
}

// FromRows is a grid of bare cells, as a program has them.
func FromRows(rows [][]string) *Grid {
	b := NewBuilder(figure.Place{})
	for _, row := range rows {
		for _, text := range row {
			b.Cell(text)
		}
		b.EndRow(0)
	}
	return b.Grid()
}
