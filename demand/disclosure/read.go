package disclosure

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/checked"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// total is the label of a row or column of totals, in any case.
const total = "total"

// ReadTable reads a table as published: the first column has the labels of the rows, the others counts or symbols (c for
// hidden), and a column or row called total has the totals. A total that is not there is not known. The error is an
// [*figure.Fault] or what the reader returned.
func ReadTable(r io.Reader) (Table, error) {
	names, rows, err := readGrid(r)
	if err != nil {
		return Table{}, err
	}
	var t Table
	totalColumn := -1
	for j, name := range names[1:] {
		if strings.EqualFold(name, total) {
			totalColumn = j
			continue
		}
		t.Columns = append(t.Columns, name)
	}
	for _, row := range rows {
		cells := make([]demand.Value, 0, len(t.Columns))
		rowTotal := demand.Value{}
		for j, name := range names[1:] {
			v, err := demand.ParseValue(row.Get(strings.ToLower(name)))
			if err != nil {
				return Table{}, row.Refuse(strings.ToLower(name), err)
			}
			if d, ok := v.Decimal(); ok && (!d.IsInteger() || d.IsNegative()) {
				return Table{}, row.Fault(strings.ToLower(name), fmt.Sprintf("%s is not a count: use a whole number of 0 or more, or c for hidden", d))
			}
			if j == totalColumn {
				rowTotal = v
			} else {
				cells = append(cells, v)
			}
		}
		if strings.EqualFold(row.Get(strings.ToLower(names[0])), total) {
			t.ColumnTotals, t.Total = cells, rowTotal
			continue
		}
		t.Rows, t.Cells, t.RowTotals = append(t.Rows, row.Get(strings.ToLower(names[0]))), append(t.Cells, cells), append(t.RowTotals, rowTotal)
	}
	return t, nil
}

// ReadCounts reads a table of true counts, before publication. Totals may be there or not; those that are must be the sum
// of their counts. The error is a [*figure.Fault], a [*TableError] or what the reader returned.
func ReadCounts(r io.Reader) (Counts, error) {
	t, err := ReadTable(r)
	if err != nil {
		return Counts{}, err
	}
	c := Counts{Rows: t.Rows, Columns: t.Columns}
	for i, cells := range t.Cells {
		row := make([]int, len(cells))
		for j, v := range cells {
			d, ok := v.Decimal()
			if !ok {
				return Counts{}, &TableError{Row: t.Rows[i], Column: t.Columns[j], Problem: fmt.Sprintf("%s, %s has no count (%q): give the true counts, or audit the table as published", t.Rows[i], t.Columns[j], v.String())}
			}
			if row[j], ok = checked.Int(d); !ok {
				return Counts{}, &TableError{Row: t.Rows[i], Column: t.Columns[j], Problem: fmt.Sprintf("%s, %s is %s: a count is a whole number, and not more than there are people", t.Rows[i], t.Columns[j], d)}
			}
		}
		c.Cells = append(c.Cells, row)
	}
	if err := c.check(); err != nil {
		return Counts{}, err
	}
	return c, c.foots(t)
}

// foots compares the totals of a file with the sums.
func (c Counts) foots(t Table) error {
	sums := c.publish(c.mask())
	differs := func(given, sum demand.Value, what string) error {
		d, ok := given.Decimal()
		s, _ := sum.Decimal()
		if !ok || d.Equal(s) {
			return nil
		}
		return &TableError{Problem: fmt.Sprintf("the total of %s is %s, its counts add to %s", what, d, s)}
	}
	for i, name := range c.Rows {
		if err := differs(t.RowTotals[i], sums.RowTotals[i], name); err != nil {
			return err
		}
	}
	for j, name := range c.Columns {
		if t.ColumnTotals == nil {
			break
		}
		if err := differs(t.ColumnTotals[j], sums.ColumnTotals[j], name); err != nil {
			return err
		}
	}
	return differs(t.Total, sums.Total, "the table")
}

// readGrid reads a file whose columns are its own: the header is looked at first.
func readGrid(r io.Reader) (names []string, rows []table.Row, err error) {
	text, err := io.ReadAll(io.LimitReader(r, table.MaxBytes+1))
	if err != nil {
		return nil, nil, err
	}
	t, err := table.Read(strings.NewReader(string(text)), table.Columns{})
	if err != nil {
		var fault *figure.Fault
		if errors.As(err, &fault) {
			if fault.Place.Line == 0 && len(text) == 0 {
				fault.Problem = "the file is empty: the first line must name the columns, the first of them the labels of the rows"
			}
			return nil, nil, fault
		}
		return nil, nil, err
	}
	names = labels(string(text), t)
	if len(names) < 2 {
		return nil, nil, &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: 1}, Problem: "the table needs a column of labels and a column of counts"}
	}
	if len(t.Rows()) == 0 {
		return nil, nil, &figure.Fault{Code: "no_rows", Place: figure.Place{Line: 1}, Problem: "the table has a header and no rows"}
	}
	return names, t.Rows(), nil
}

// labels are the column names as the file writes them; the table knows them in lower case. The corner is often blank.
func labels(text string, t *table.Table) []string {
	first, _, _ := strings.Cut(strings.TrimPrefix(text, "\uFEFF"), "\n")
	for _, comma := range []rune{',', ';', '\t'} {
		reader := csv.NewReader(strings.NewReader(first))
		reader.Comma = comma
		cells, err := reader.Read()
		if err != nil || len(cells) < 2 {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		return cells
	}
	return t.Ignored()
}
