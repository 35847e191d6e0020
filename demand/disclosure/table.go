package disclosure

import (
	"errors"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// Counts is a table of true counts, before publication.
type Counts struct {
	Rows, Columns []string
	// Cells are the counts, row by row.
	Cells [][]int
}

// Table is a table as published: a hidden cell is missing. A total that is missing is not published.
type Table struct {
	Rows, Columns []string
	Cells         [][]demand.Value
	// RowTotals and ColumnTotals may be nil: then none is published.
	RowTotals, ColumnTotals []demand.Value
	Total                   demand.Value
}

// TableError is a table that cannot be worked with.
type TableError struct {
	Row, Column string
	Problem     string
}

func (e *TableError) Error() string { return e.Problem }

// ErrUnprotected is the error of a table in which a small count can be recovered whatever else is hidden, as long as the
// totals are published: leave a total out, or join rows or columns.
var ErrUnprotected = errors.New("a small count follows from the totals whatever else is hidden: leave a total out, or join rows or columns")

func (c Counts) check() error {
	if len(c.Rows) == 0 || len(c.Columns) == 0 {
		return &TableError{Problem: "the table has no rows or no columns"}
	}
	if len(c.Cells) != len(c.Rows) {
		return &TableError{Problem: fmt.Sprintf("the table has %d rows of counts and %d labels", len(c.Cells), len(c.Rows))}
	}
	for i, row := range c.Cells {
		if len(row) != len(c.Columns) {
			return &TableError{Row: c.Rows[i], Problem: fmt.Sprintf("row %q has %d counts, the table %d columns", c.Rows[i], len(row), len(c.Columns))}
		}
		for j, n := range row {
			if n < 0 || n > most {
				return &TableError{Row: c.Rows[i], Column: c.Columns[j], Problem: fmt.Sprintf("%s, %s is %d: a count must be 0 to 1,000,000,000", c.Rows[i], c.Columns[j], n)}
			}
		}
	}
	return nil
}

// publish is the table with some cells hidden and every total printed.
func (c Counts) publish(hidden [][]bool) Table {
	t := Table{Rows: c.Rows, Columns: c.Columns, RowTotals: make([]demand.Value, len(c.Rows)), ColumnTotals: make([]demand.Value, len(c.Columns))}
	columns := make([]int, len(c.Columns))
	all := 0
	for i, row := range c.Cells {
		cells, total := make([]demand.Value, len(row)), 0
		for j, n := range row {
			total += n
			columns[j] += n
			cells[j] = demand.Whole(n)
			if hidden[i][j] {
				cells[j] = demand.Absent(demand.Confidential)
			}
		}
		t.Cells = append(t.Cells, cells)
		t.RowTotals[i] = demand.Whole(total)
		all += total
	}
	for j, n := range columns {
		t.ColumnTotals[j] = demand.Whole(n)
	}
	t.Total = demand.Whole(all)
	return t
}

// Hide is the table with the named cells hidden and every total printed, whatever any rule says. A name that is not in
// the table is a [*TableError].
func (c Counts) Hide(cells ...Cell) (Table, error) {
	if err := c.check(); err != nil {
		return Table{}, err
	}
	hidden := c.mask()
	for _, cell := range cells {
		if cell.Row < 0 || cell.Row >= len(c.Rows) || cell.Column < 0 || cell.Column >= len(c.Columns) {
			return Table{}, &TableError{Problem: fmt.Sprintf("there is no cell in row %d, column %d of the table", cell.Row, cell.Column)}
		}
		hidden[cell.Row][cell.Column] = true
	}
	return c.publish(hidden), nil
}

func (c Counts) mask() [][]bool {
	hidden := make([][]bool, len(c.Rows))
	for i := range hidden {
		hidden[i] = make([]bool, len(c.Columns))
	}
	return hidden
}

// Cell is a place in a table, counted from 0.
type Cell struct{ Row, Column int }
