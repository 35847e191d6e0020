package grid

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// headerWithin is how many rows may stand above the names of the columns: a title, a date, a note.
const headerWithin = 20

// Parse takes a file of text apart. The error is a [*FileError].
func Parse(data []byte) (*table.Grid, error) {
	g, err := table.ParseDelimited(data, figure.Place{}, table.Limits{})
	if err != nil {
		return nil, Faulted(err)
	}
	return g, nil
}

// Faulted is a fault of a reader as the page tells it.
func Faulted(err error) error {
	var fault *figure.Fault
	if !errors.As(err, &fault) {
		return &FileError{Problem: err.Error()}
	}
	return &FileError{Line: max(fault.Place.Line, fault.Place.Row), Problem: fault.Detail()}
}

// Head is the first rows of a file, to tell what it is by. The file may be cut off anywhere.
func Head(data []byte) ([][]string, error) {
	const enough = 64 << 10
	if len(data) > enough {
		data = data[:enough]
		data = data[:bytes.LastIndexByte(data, '\n')+1]
	}
	g, err := Parse(data)
	if err != nil {
		return nil, err
	}
	rows, _ := g.Size()
	head := make([][]string, 0, headerWithin)
	for row := range min(rows, headerWithin) {
		head = append(head, g.Row(row)[:g.Width(row)])
	}
	return head, nil
}

// Fit finds the row that names the columns among the first ones of a file: it has all that may not stay blank. row is -1
// where none has, and matched then is what the best of them has.
func Fit(columns []Column, head [][]string) (row, matched int) {
	row = -1
	for i, record := range head[:min(len(head), headerWithin)] {
		places, _, err := match(columns, record)
		n := 0
		for _, place := range places {
			if place >= 0 {
				n++
			}
		}
		if err == nil {
			return i, n
		}
		matched = max(matched, n)
	}
	return -1, matched
}

// ReadFile reads a delimited file that names the columns by id or label, in any order and in either case, in its first line or
// below a title. Columns that the table does not have are named in ignored.
func ReadFile(columns []Column, data []byte) (rows [][]string, ignored []string, err error) {
	return ReadRows(columns, data, MaxRows)
}

// ReadRows is [ReadFile] with another bound on the rows.
func ReadRows(columns []Column, data []byte, most int) (rows [][]string, ignored []string, err error) {
	g, err := Parse(data)
	if err != nil {
		return nil, nil, err
	}
	header, places, ignored, err := findHeader(columns, g)
	if err != nil {
		return nil, nil, err
	}
	count, _ := g.Size()
	for row := header + 1; row < count; row++ {
		record := g.Row(row)
		if !slices.ContainsFunc(record, func(cell string) bool { return cell != "" }) {
			continue
		}
		if beyond := record[g.Width(header):]; slices.ContainsFunc(beyond, func(cell string) bool { return cell != "" }) {
			return nil, nil, &FileError{Line: lineOf(g, row), Problem: fmt.Sprintf("the row has %d fields, the header has %d: give every row the same number", g.Width(row), g.Width(header))}
		}
		if len(rows) == most {
			return nil, nil, &FileError{Line: lineOf(g, row), Problem: fmt.Sprintf("more than %d rows: use the command line for a file this long", most)}
		}
		rows = append(rows, arrange(columns, places, record))
	}
	return rows, ignored, nil
}

func lineOf(g *table.Grid, row int) int {
	place := g.Place(row, -1)
	return max(place.Line, place.Row)
}

// findHeader finds the row that names the columns. Where none does, the error is about the first.
func findHeader(columns []Column, g *table.Grid) (header int, places []int, ignored []string, err error) {
	rows, _ := g.Size()
	var first error
	for row := range min(rows, headerWithin) {
		if places, ignored, err = match(columns, g.Row(row)[:g.Width(row)]); err == nil {
			return row, places, ignored, nil
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		first = &FileError{Problem: "the file is empty: its first line must name the columns " + names(columns)}
	}
	return 0, nil, nil, first
}

// match finds each column of the table in the header.
func match(columns []Column, header []string) (places []int, ignored []string, err error) {
	places = make([]int, len(columns))
	for i := range places {
		places[i] = -1
	}
	labels := make([]string, len(columns))
	for i, c := range columns {
		labels[i] = plainName(c.Label)
	}
	for j, name := range header {
		plain := plainName(name)
		i := slices.IndexFunc(columns, func(c Column) bool { return plain == c.ID })
		if i < 0 {
			i = slices.Index(labels, plain)
		}
		if i < 0 {
			if strings.TrimSpace(name) != "" {
				ignored = append(ignored, strings.TrimSpace(name))
			}
			continue
		}
		if places[i] >= 0 {
			return nil, nil, &FileError{Line: 1, Problem: fmt.Sprintf("two columns are named %q: keep one", strings.TrimSpace(name))}
		}
		places[i] = j
	}
	for i, c := range columns {
		if places[i] < 0 && !c.Optional {
			return places, nil, &FileError{Line: 1, Problem: fmt.Sprintf("no column is named %q. Found: %s. Needed: %s", c.ID, strings.Join(header, ", "), names(columns))}
		}
	}
	return places, ignored, nil
}

// plainName is a name as columns are compared by it: "Revised budget " as "revised_budget".
func plainName(name string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), " ", "_")
}

func names(columns []Column) string {
	var needed []string
	for _, c := range columns {
		if !c.Optional {
			needed = append(needed, c.ID)
		}
	}
	return strings.Join(needed, ", ")
}

func arrange(columns []Column, places []int, record []string) []string {
	row := make([]string, len(columns))
	for i, j := range places {
		if j >= 0 {
			row[i] = Live(strings.TrimSpace(record[j]))
		}
	}
	return row
}
