package form

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// markedRows bounds how many rows are marked at once.
const markedRows = 100

// rowProblems reads a table, and when that fails row by row, so that all rows with a fault are told at once.
func rowProblems(id string, t *grid.Table, read func(io.Reader) error) []Problem {
	text, rowOf := t.Records()
	whole := read(strings.NewReader(text))
	if whole == nil {
		return nil
	}
	var problems []Problem
	rows := t.Rows()
	for row := range t.Len() {
		if t.Blank(row) || len(problems) == markedRows {
			continue
		}
		text, _ := grid.New(t.Columns(), rows[row:][:1]).Records()
		if err := read(strings.NewReader(text)); err != nil {
			problems = append(problems, rowProblem(id, t, row, err))
		}
	}
	if len(problems) > 0 {
		return problems
	}
	return []Problem{inputProblem(t, id, rowOf, whole)} // no row by itself, but all together: a name that stands twice
}

// inputProblem puts a reader's error beside the cell it means.
func inputProblem(t *grid.Table, id string, rowOf map[int]int, err error) Problem {
	row := -1
	var fault *figure.Fault
	if errors.As(err, &fault) {
		if at, known := rowOf[fault.Place.Line]; known {
			row = at
		}
	}
	return rowProblem(id, t, row, err)
}

// rowProblem is the fault of one row at its cell; a row of -1 is the whole table.
func rowProblem(id string, t *grid.Table, row int, err error) Problem {
	p := Problem{Table: id, At: grid.Position{Row: row}, Text: err.Error()}
	var fault *figure.Fault
	if errors.As(err, &fault) {
		p.At.Col, p.Text = columnOf(t, fault), cellText(fault.Value, fault.Detail())
	}
	if row >= 0 {
		p.Label = t.Place(p.At)
	}
	return p
}

// columnOf is the column of a fault: that of its name, or of its place where the table has another name for it.
func columnOf(t *grid.Table, fault *figure.Fault) int {
	if column := t.ColumnOf(fault.Heading); column >= 0 {
		return column
	}
	return grid.ColumnAt(fault.Place.Column)
}

// cellProblem is a problem of one cell, which it quotes.
func cellProblem(id string, t *grid.Table, row int, column, text string) Problem {
	at := grid.Position{Row: row, Col: t.ColumnOf(column)}
	return Problem{Table: id, At: at, Label: t.Place(at), Text: cellText(t.Cell(at), text)}
}

// cellText quotes what was found before what is the matter with it, unless the sentence already does.
func cellText(value, problem string) string {
	if value == "" || strings.Contains(problem, value) {
		return problem
	}
	return strconv.Quote(value) + ": " + problem
}

// emptyTable says what to do with a table that has nothing in it.
func emptyTable(table, what string) Problem {
	return Problem{Table: table, At: grid.Position{Row: -1}, Text: "The table is empty: type " + what + ", paste rows from a spreadsheet, or open a CSV file"}
}

// waiting is a further part of a page that has nothing to work on yet: that is no error.
func waiting(what string) Result { return Result{Answer: what} }

// sentence gives a text a capital and a full stop.
func sentence(text string) string {
	if text == "" {
		return text
	}
	text = strings.TrimSuffix(text, ".")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}
