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
	// Groups are the subtotals of rows, ColumnGroups those of columns, that are published too; their figures are worked out.
	// Only one side may have them. Default to none.
	Groups, ColumnGroups []Group
	// Notes say what a reader of a file took for a margin.
	Notes []string
}

// Table is a table as published: a hidden cell is missing. A total that is missing is not published.
type Table struct {
	Rows, Columns []string
	Cells         [][]demand.Value
	// RowTotals and ColumnTotals may be nil: then none is published.
	RowTotals, ColumnTotals []demand.Value
	Total                   demand.Value
	// Groups are subtotals of rows, ColumnGroups of columns; only one side may have them. Default to none.
	Groups, ColumnGroups []Group
	// Shares are percentages printed beside the counts. Default to none.
	Shares []Share
	// Notes say what a reader of a file took for a margin.
	Notes []string
}

// checkGroups refuses groups that do not nest, and groups on both sides.
func checkGroups(rows []Group, n int, columns []Group, m int) error {
	if len(rows) > 0 && len(columns) > 0 {
		return &TableError{Problem: "rows and columns both have subtotals: such a table is no network, and what follows from it is not worked out"}
	}
	for side, groups := range [...][]Group{rows, columns} {
		leaves := [...]int{n, m}[side]
		taken := map[int]bool{}
		for g, group := range groups {
			for _, member := range group.Of {
				if member < 0 || member >= leaves+g || taken[member] {
					return &TableError{Problem: fmt.Sprintf("the subtotal %q has a member that is not there, or that another subtotal has", group.Label)}
				}
				taken[member] = true
			}
		}
	}
	return nil
}

// transpose turns rows and columns over.
func (t Table) transpose() Table {
	u := Table{
		Rows: t.Columns, Columns: t.Rows, RowTotals: t.ColumnTotals, ColumnTotals: t.RowTotals, Total: t.Total,
		Groups: t.ColumnGroups, ColumnGroups: t.Groups, Cells: make([][]demand.Value, len(t.Columns)),
	}
	for j := range t.Columns {
		for i := range t.Rows {
			u.Cells[j] = append(u.Cells[j], t.Cells[i][j])
		}
	}
	return u
}

func (c Counts) transpose() Counts {
	u := Counts{Rows: c.Columns, Columns: c.Rows, Groups: c.ColumnGroups, ColumnGroups: c.Groups, Cells: make([][]int, len(c.Columns))}
	for j := range c.Columns {
		for i := range c.Rows {
			u.Cells[j] = append(u.Cells[j], c.Cells[i][j])
		}
	}
	return u
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
	if err := checkGroups(c.Groups, len(c.Rows), c.ColumnGroups, len(c.Columns)); err != nil {
		return err
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

// hiddenCells are the figures that are not published, margins among them.
type hiddenCells map[Cell]bool

// sums are the counts with their margins: of row i < len(Rows) the row itself, then the groups, then all rows; column
// len(Columns) is the total of the row. Groups are those of rows.
func (c Counts) sums() [][]int {
	rows, columns := len(c.Rows), len(c.Columns)
	all := make([][]int, rows+len(c.Groups)+1)
	for r := range all {
		all[r] = make([]int, columns+1)
	}
	for i, row := range c.Cells {
		for j, n := range row {
			all[i][j] = n
			all[i][columns] += n
			all[len(all)-1][j] += n
			all[len(all)-1][columns] += n
		}
	}
	for g, group := range c.Groups {
		for _, member := range group.Of {
			for j, n := range all[member] {
				all[rows+g][j] += n
			}
		}
	}
	return all
}

// publish is the table with some figures hidden and all others printed.
func (c Counts) publish(hidden hiddenCells) Table {
	if len(c.ColumnGroups) > 0 {
		turned := hiddenCells{}
		for cell := range hidden {
			turned[Cell{cell.Column, cell.Row}] = true
		}
		t := c.transpose().publish(turned).transpose()
		t.Notes = c.Notes
		return t
	}
	sums, rows, columns := c.sums(), len(c.Rows), len(c.Columns)
	figures := func(r int) (cells []demand.Value, total demand.Value) {
		line := make([]demand.Value, columns+1)
		for j, n := range sums[r] {
			line[j] = demand.Whole(n)
			if hidden[Cell{r, j}] {
				line[j] = demand.Absent(demand.Confidential)
			}
		}
		return line[:columns], line[columns]
	}
	t := Table{Rows: c.Rows, Columns: c.Columns, Notes: c.Notes}
	for i := range rows {
		cells, total := figures(i)
		t.Cells, t.RowTotals = append(t.Cells, cells), append(t.RowTotals, total)
	}
	for g, group := range c.Groups {
		cells, total := figures(rows + g)
		t.Groups = append(t.Groups, Group{Label: group.Label, Of: group.Of, Cells: cells, Total: total})
	}
	t.ColumnTotals, t.Total = figures(len(sums) - 1)
	return t
}

// Hide is the table with the named cells hidden and every total printed, whatever any rule says. A name that is not in
// the table is a [*TableError].
func (c Counts) Hide(cells ...Cell) (Table, error) {
	if err := c.check(); err != nil {
		return Table{}, err
	}
	hidden := hiddenCells{}
	for _, cell := range cells {
		if cell.Row < 0 || cell.Row >= len(c.Rows) || cell.Column < 0 || cell.Column >= len(c.Columns) {
			return Table{}, &TableError{Problem: fmt.Sprintf("there is no cell in row %d, column %d of the table", cell.Row, cell.Column)}
		}
		hidden[cell] = true
	}
	return c.publish(hidden), nil
}

// Cell is a place in a table, counted from 0. Behind the rows stand their groups, and behind those the total of all rows;
// the same of columns.
type Cell struct{ Row, Column int }
