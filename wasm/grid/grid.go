// Package grid is the table that a page lets a person work in: text in rows and columns, with paste, rows added and
// removed, sorting, and one history of undo and redo. It knows nothing of the browser and nothing of what the text
// means: package form reads it, package ui draws it.
//
// Every change is one step of the history. Typing on in the same cell belongs to the step that began it, so that one
// undo takes back a figure, not a digit.
package grid

import (
	"slices"
	"strconv"
	"strings"
)

// Kind says how a column is drawn and sorted. The zero value is text.
type Kind int

const (
	// Text is words.
	Text Kind = iota
	// Figure is a printed figure: set to the right, sorted by its value.
	Figure
	// Short is a date or a word of few letters: its column is narrow.
	Short
)

// Column is one column of a table.
type Column struct {
	_        [0]func() // no comparing: the compiler would write a function of its own for every length of list
	ID       string    // as in the header of its CSV file, "budget"
	Label    string    // as a person reads it, "Revised budget"
	Kind     Kind
	Optional bool // may stay blank
}

// Position is a cell: row and column from 0.
type Position struct{ Row, Col int }

// MaxRows is the longest table a page takes: longer files are for the command line.
const MaxRows = 100_000

// historyLength bounds the undo history. A step shares every row that it did not change.
const historyLength = 200

// Table is the text of a table and its history. Make one with [New].
type Table struct {
	columns    []Column
	rows       [][]string
	undo, redo [][][]string
	typing     Position // the cell whose typing the last step holds
	isTyping   bool
	generation int
	steps      int
}

// New is a table of the columns with the rows in it. Short rows are filled with blanks, long ones are cut.
func New(columns []Column, rows [][]string) *Table {
	t := &Table{columns: slices.Clone(columns)}
	t.rows = t.shape(rows)
	return t
}

func (t *Table) shape(rows [][]string) [][]string {
	shaped := make([][]string, 0, len(rows))
	for _, row := range rows {
		cells := make([]string, len(t.columns))
		copy(cells, row)
		shaped = append(shaped, cells)
	}
	return shaped
}

// Columns are the columns in their order.
func (t *Table) Columns() []Column { return t.columns }

// Len is the number of rows.
func (t *Table) Len() int { return len(t.rows) }

// Generation grows with every change that typing did not make, so that who draws the table knows when the cells on
// screen no longer show what the table holds.
func (t *Table) Generation() int { return t.generation }

// Rows is a copy of the text.
func (t *Table) Rows() [][]string {
	rows := make([][]string, len(t.rows))
	for i, row := range t.rows {
		rows[i] = slices.Clone(row)
	}
	return rows
}

// Filled are the rows that have something in them.
func (t *Table) Filled() [][]string {
	var rows [][]string
	for i, row := range t.rows {
		if !t.Blank(i) {
			rows = append(rows, slices.Clone(row))
		}
	}
	return rows
}

// Cell is the text of a cell, blank outside the table.
func (t *Table) Cell(at Position) string {
	if !t.holds(at) {
		return ""
	}
	return t.rows[at.Row][at.Col]
}

// Get is the text of a row under the column of that id.
func (t *Table) Get(row int, id string) string {
	return t.Cell(Position{Row: row, Col: t.ColumnOf(id)})
}

// ColumnOf is the place of the column of that id, or -1.
func (t *Table) ColumnOf(id string) int {
	return slices.IndexFunc(t.columns, func(c Column) bool { return c.ID == id })
}

// ColumnAt is the column at a place that counts from 1, the first where the place is not known.
func ColumnAt(place int) int { return max(0, place-1) }

// Blank reports whether a row has nothing in it.
func (t *Table) Blank(row int) bool {
	return !slices.ContainsFunc(t.rows[row], func(s string) bool { return strings.TrimSpace(s) != "" })
}

// Empty reports whether the whole table has nothing in it.
func (t *Table) Empty() bool {
	for row := range t.rows {
		if !t.Blank(row) {
			return false
		}
	}
	return true
}

func (t *Table) holds(at Position) bool {
	return at.Row >= 0 && at.Row < len(t.rows) && at.Col >= 0 && at.Col < len(t.columns)
}

// Type puts what a person types into a cell. Outside the table it does nothing.
func (t *Table) Type(at Position, text string) {
	if !t.holds(at) || t.rows[at.Row][at.Col] == text {
		return
	}
	if !t.isTyping || t.typing != at {
		t.step()
		t.typing, t.isTyping = at, true
	}
	t.put(at, text)
}

// put writes one cell without touching the rows that the history shares.
func (t *Table) put(at Position, text string) {
	row := slices.Clone(t.rows[at.Row])
	row[at.Col] = text
	t.rows[at.Row] = row
}

// step remembers the table as it is, and forgets what had been undone.
func (t *Table) step() {
	t.steps++
	t.undo = append(t.undo, slices.Clone(t.rows))
	if len(t.undo) > historyLength {
		t.undo = slices.Delete(t.undo, 0, 1)
	}
	t.redo = nil
	t.isTyping = false
}

// AddRow puts a blank row after the given one, and says where it stands. After the last row, or a row that is not
// there, it goes to the end.
func (t *Table) AddRow(after int) int {
	t.step()
	at := after + 1
	if after < 0 || at > len(t.rows) {
		at = len(t.rows)
	}
	t.rows = slices.Insert(slices.Clone(t.rows), at, make([]string, len(t.columns)))
	t.generation++
	return at
}

// AppendRow adds a row with some cells at the end, in one step.
func (t *Table) AppendRow(cells []string) {
	t.AddRow(-1)
	t.rows[len(t.rows)-1] = t.shape([][]string{cells})[0]
}

// LastCell is the cell of the last row under a column.
func (t *Table) LastCell(id string) Position {
	return Position{Row: max(0, len(t.rows)-1), Col: max(0, t.ColumnOf(id))}
}

// RemoveRow takes a row away.
func (t *Table) RemoveRow(row int) {
	if row < 0 || row >= len(t.rows) {
		return
	}
	t.step()
	t.rows = slices.Delete(slices.Clone(t.rows), row, row+1)
	t.generation++
}

// Replace puts other rows in place of all there are, as one step.
func (t *Table) Replace(rows [][]string) {
	t.step()
	t.rows = t.shape(rows)
	t.generation++
}

// Steps counts the steps that were ever made, whether undone or not, so that a page can tell that another was made.
func (t *Table) Steps() int { return t.steps }

// CanUndo reports whether there is a step to take back.
func (t *Table) CanUndo() bool { return len(t.undo) > 0 }

// CanRedo reports whether there is a step that was taken back.
func (t *Table) CanRedo() bool { return len(t.redo) > 0 }

// Undo takes the last step back.
func (t *Table) Undo() { t.travel(&t.undo, &t.redo) }

// Redo makes the step again that was last taken back.
func (t *Table) Redo() { t.travel(&t.redo, &t.undo) }

func (t *Table) travel(from, to *[][][]string) {
	steps := *from
	if len(steps) == 0 {
		return
	}
	*to = append(*to, t.rows)
	t.rows = steps[len(steps)-1]
	*from = steps[:len(steps)-1]
	t.isTyping = false
	t.generation++
}

// Place names a cell as a person counts: "Row 2, Forecast".
func (t *Table) Place(at Position) string {
	place := "Row " + strconv.Itoa(at.Row+1)
	if at.Col >= 0 && at.Col < len(t.columns) {
		place += ", " + t.columns[at.Col].Label
	}
	return place
}

// Under are the rows of the table under other columns: what stands under a column of the same id, and blanks.
func (t *Table) Under(columns []Column) [][]string {
	ids := make([]string, len(t.columns))
	for i, c := range t.columns {
		ids[i] = c.ID
	}
	return New(columns, nil).Arranged(ids, t.rows)
}

// Arranged are rows under the columns of the given ids as the table has its columns. Without ids they have them already.
func (t *Table) Arranged(ids []string, rows [][]string) [][]string {
	if ids == nil {
		return rows
	}
	arranged := make([][]string, len(rows))
	for i, row := range rows {
		arranged[i] = make([]string, len(t.columns))
		for j, cell := range row {
			if at := t.ColumnOf(ids[j]); at >= 0 {
				arranged[i][at] = cell
			}
		}
	}
	return arranged
}
