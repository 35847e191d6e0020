package layout

import (
	"math"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/structure"
)

// Tagged are the tables of a document's structure as far as a page shows them: the owner of a word, if it has one.
type Tagged struct {
	Tables structure.Tables
	Page   int // the number of the page's object
}

func (g Tagged) owner(w Word) (structure.Owner, bool) {
	o, ok := g.Tables.Owners[structure.Key{Page: g.Page, Mark: w.Mark}]
	return o, ok
}

// taggedTables are the tables that the structure gives to the words of a page. What the structure calls a table and the page does not
// show as one is left to the ruling lines and the white space.
func (g Tagged) tables(all []Word, taken []bool) []Block {
	byTable := map[int][]int{}
	var order []int
	for i, w := range all {
		if o, ok := g.owner(w); ok {
			if byTable[o.Table] == nil {
				order = append(order, o.Table)
			}
			byTable[o.Table] = append(byTable[o.Table], i)
		}
	}
	var blocks []Block
	for _, number := range order {
		t := g.table(number, all, byTable[number])
		if t == nil {
			continue
		}
		for _, i := range byTable[number] {
			taken[i] = true
		}
		blocks = append(blocks, tableBlock(t))
	}
	return blocks
}

func (g Tagged) table(number int, all []Word, members []int) *Table {
	shape := g.Tables.All[number]
	if shape.Rows < 2 || shape.Columns < 2 {
		return nil
	}
	words := map[int][]Word{}
	bounds := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, i := range members {
		w := all[i]
		o, _ := g.owner(w)
		words[o.Cell] = append(words[o.Cell], w)
		bounds = bounds.with(box{w.X0, w.Top(), w.X1, w.Bottom()})
	}
	t := &Table{
		Rows: shape.Rows, Columns: shape.Columns, Ruled: true, Tag: number + 1,
		X0: bounds.x0, Y0: bounds.y0, X1: bounds.x1, Y1: bounds.y1,
	}
	for k, c := range shape.Cells {
		if len(words[k]) == 0 {
			continue
		}
		cell := Cell{Row: c.Row, Column: c.Column, Rows: c.Rows, Columns: c.Columns, Heading: c.Heading}
		cell.fill(withoutLeaders(words[k]))
		if cell.Text != "" {
			t.Cells = append(t.Cells, cell)
		}
	}
	if !shown(t, words, shape) || !align(t, shape) {
		return nil
	}
	return t
}

// align moves the cells of rows that are short of some: writers leave empty cells out of the structure. They go to the columns that the
// full rows show them below. It is false where that cannot be told.
func align(t *Table, shape structure.Table) bool {
	width := make([]int, shape.Rows)
	for _, c := range shape.Cells {
		for i := range c.Rows {
			width[c.Row+i] += c.Columns
		}
	}
	columns := make([]column, shape.Columns)
	for i := range columns {
		columns[i] = column{x0: math.Inf(1), x1: math.Inf(-1)}
	}
	for _, c := range t.Cells {
		if k := &columns[c.Column]; width[c.Row] == shape.Columns && c.Columns == 1 {
			k.x0, k.x1 = math.Min(k.x0, c.x0), math.Max(k.x1, c.x1)
		}
	}
	row, free := -1, 0
	for i := range t.Cells {
		c := &t.Cells[i]
		if c.Row != row {
			row, free = c.Row, 0
		}
		if width[c.Row] < shape.Columns && c.Columns == 1 {
			to := under(columns, free, c)
			if to < 0 {
				return false
			}
			c.Column = to
		}
		free = c.Column + c.Columns
	}
	return true
}

// under is the column, from a first one on, that a cell stands in; -1 where it stands in none, or in two alike.
func under(columns []column, from int, c *Cell) int {
	best, most := -1, 0.0
	for k := from; k < len(columns); k++ {
		if over := math.Min(columns[k].x1, c.x1) - math.Max(columns[k].x0, c.x0); over > most {
			best, most = k, over
		}
	}
	return best
}

// shown says whether the cells stand on the page as the structure says: further to the right in later columns, further down in later
// rows, and no cells of stacked figures side by side, which are rows that the structure does not know.
func shown(t *Table, words map[int][]Word, shape structure.Table) bool {
	if len(t.Cells) < 2 {
		return false
	}
	right, wrong := 0, 0
	top := map[int]float64{}
	stacks := map[int]int{}
	for i, c := range t.Cells {
		if old, ok := top[c.Row]; !ok || c.y0 < old {
			top[c.Row] = c.y0
		}
		if i > 0 && t.Cells[i-1].Row == c.Row {
			if c.x0 > t.Cells[i-1].x0 {
				right++
			} else {
				wrong++
			}
		}
	}
	last, lowest := -1, math.Inf(-1)
	for row := range t.Rows {
		y, ok := top[row]
		if !ok {
			continue
		}
		if last >= 0 {
			if y > lowest {
				right++
			} else {
				wrong++
			}
		}
		last, lowest = row, y
	}
	for k, c := range shape.Cells {
		if len(words[k]) > 1 && c.Rows == 1 && stacked(Lines(words[k])) > 1 {
			stacks[c.Row]++
		}
	}
	for _, n := range stacks {
		if n > 1 {
			return false
		}
	}
	return wrong*10 <= right
}
