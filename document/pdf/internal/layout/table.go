package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Table is cells in rows and columns, as they stand on one page.
type Table struct {
	Rows, Columns  int
	Cells          []Cell
	X0, Y0, X1, Y1 float64
	// Ruled is true where ruling lines show the rows and columns.
	Ruled bool
	// Tag is the number of the table in the structure of the document, from 1; 0 for a table that was found by what is seen. Its rows
	// and columns are then those of the whole table.
	Tag int
	// Edges are where the columns begin and end, one more than there are columns; nil where that is not known.
	Edges []float64
}

// Cell is one cell. Rows and Columns are how many it spans, 1 for most.
type Cell struct {
	Row, Column, Rows, Columns int
	Text                       string
	Bold                       bool
	Heading                    bool

	x0, x1, y0 float64
}

// fill makes the text of a cell of its words.
func (c *Cell) fill(all []Word) {
	if len(all) == 0 {
		return
	}
	lines := Lines(all)
	parts := make([]string, 0, len(lines))
	c.Bold, c.x0, c.y0 = true, math.Inf(1), lines[0].Y
	for _, l := range lines {
		if t := l.Text(); t != "" {
			parts = append(parts, t)
		}
		c.Bold = c.Bold && l.Bold()
		c.x0, c.x1 = math.Min(c.x0, l.X0), math.Max(c.x1, l.X1)
	}
	c.Text = joinLines(parts)
	c.Bold = c.Bold && strings.ContainsFunc(c.Text, letter)
}

// Texts are the texts of the cells by row and column.
func (t *Table) Texts() map[[2]int]string {
	texts := make(map[[2]int]string, len(t.Cells))
	for _, c := range t.Cells {
		texts[[2]int{c.Row, c.Column}] = c.Text
	}
	return texts
}

// sort puts the cells in reading order.
func (t *Table) sort() {
	slices.SortFunc(t.Cells, func(a, b Cell) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column)) })
}

// tidy leaves out rows and columns in which nothing begins.
func (t *Table) tidy() {
	rows, columns := make([]bool, t.Rows), make([]bool, t.Columns)
	for _, c := range t.Cells {
		if c.Text != "" {
			rows[c.Row], columns[c.Column] = true, true
		}
	}
	newRow, newColumn := renumber(rows), renumber(columns)
	kept := t.Cells[:0]
	for _, c := range t.Cells {
		if c.Text == "" {
			continue
		}
		c.Rows = newRow[c.Row+c.Rows] - newRow[c.Row]
		c.Columns = newColumn[c.Column+c.Columns] - newColumn[c.Column]
		c.Row, c.Column = newRow[c.Row], newColumn[c.Column]
		kept = append(kept, c)
	}
	if len(t.Edges) == t.Columns+1 {
		var edges []float64
		for i, kept := range columns {
			if kept {
				edges = append(edges, t.Edges[i])
			}
		}
		t.Edges = append(edges, t.Edges[t.Columns])
	}
	t.Cells, t.Rows, t.Columns = kept, newRow[t.Rows], newColumn[t.Columns]
	t.sort()
}

// renumber is the new number of each place, the end included.
func renumber(kept []bool) []int {
	numbers := make([]int, len(kept)+1)
	for i, k := range kept {
		numbers[i+1] = numbers[i]
		if k {
			numbers[i+1]++
		}
	}
	return numbers
}

// worth says whether there is a table at all: something in two rows and two columns, and more than a form of two fields.
func (t *Table) worth() bool {
	return t.Rows >= 2 && t.Columns >= 2 && len(t.Cells) >= 4
}

// full says whether half of the rows, and two at least, have cells beside each other, and two columns are filled by a third.
func (t *Table) full() bool {
	rows, columns := make([]int, t.Rows), make([]int, t.Columns)
	for _, c := range t.Cells {
		for i := range min(c.Rows, t.Rows-c.Row) {
			rows[c.Row+i]++
		}
		columns[c.Column] += c.Rows
	}
	beside, filled := 0, 0
	for _, n := range rows {
		if n >= 2 {
			beside++
		}
	}
	for _, n := range columns {
		if n*3 >= t.Rows {
			filled++
		}
	}
	return beside >= 2 && beside*2 >= t.Rows && filled >= 2
}

// Join adds the part of a tagged table that stands on a further page. A cell that goes on there is one.
func (t *Table) Join(next *Table) {
	known := make(map[[2]int]int, len(t.Cells))
	for i, c := range t.Cells {
		known[[2]int{c.Row, c.Column}] = i
	}
	for _, c := range next.Cells {
		if i, ok := known[[2]int{c.Row, c.Column}]; ok {
			if t.Cells[i].Text != c.Text {
				t.Cells[i].Text += " " + c.Text
			}
			continue
		}
		t.Cells = append(t.Cells, c)
	}
}
