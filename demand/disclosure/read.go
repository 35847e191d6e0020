package disclosure

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/checked"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// ReadTable reads a table as published: the first column has the labels of the rows, the others counts or symbols (c for
// hidden). Which rows and columns are totals and subtotals, its figures and words tell: a margin is found by what it is and
// not by its name, and [Table.Notes] say which were. A column of percentages (a per cent sign in its heading or its cells)
// is read as what it says of the counts. A total that is not there is not known. The error is a [*figure.Fault], a
// [*TableError] or what the reader returned.
func ReadTable(r io.Reader) (Table, error) {
	names, rows, err := readGrid(r)
	if err != nil {
		return Table{}, err
	}
	var g grid
	for j, name := range names[1:] {
		g.columns = append(g.columns, name)
		if isShare(name, rows) {
			g.shares = append(g.shares, j)
		}
	}
	for _, row := range rows {
		g.rows = append(g.rows, row.Get(strings.ToLower(names[0])))
		line := make([]demand.Value, len(names)-1)
		for j, name := range names[1:] {
			if slices.Contains(g.shares, j) {
				continue
			}
			v, err := demand.ParseValue(row.Get(strings.ToLower(name)))
			if err != nil {
				return Table{}, row.Refuse(strings.ToLower(name), err)
			}
			if d, ok := v.Decimal(); ok && (!d.IsInteger() || d.IsNegative()) {
				return Table{}, row.Fault(strings.ToLower(name), fmt.Sprintf("%s is not a count: use a whole number of 0 or more, or c for hidden", d))
			}
			line[j] = v
		}
		g.cells = append(g.cells, line)
	}
	return g.table(func(i, j int) (figure.Figure, error) {
		f, err := figure.Parse(rows[i].Get(strings.ToLower(names[1+j])))
		if err != nil {
			return f, rows[i].Refuse(strings.ToLower(names[1+j]), err)
		}
		return f, nil
	})
}

// isShare reports whether a column holds percentages: its heading or a cell carries the sign.
func isShare(name string, rows []table.Row) bool {
	words := strings.ToLower(name)
	if strings.Contains(words, "%") || strings.Contains(words, "per cent") || strings.Contains(words, "percent") {
		return true
	}
	return slices.ContainsFunc(rows, func(r table.Row) bool { return strings.HasSuffix(r.Get(strings.ToLower(name)), "%") })
}

// ReadCounts reads a table of true counts, before publication. Totals may be there or not; those that are must be the sum
// of their counts. The error is a [*figure.Fault], a [*TableError] or what the reader returned.
func ReadCounts(r io.Reader) (Counts, error) {
	t, err := ReadTable(r)
	if err != nil {
		return Counts{}, err
	}
	if len(t.Shares) > 0 {
		return Counts{}, &TableError{Problem: fmt.Sprintf("the column %q has percentages, which would give hidden counts away: leave it out, and work it out from what is published", t.Shares[0].Label)}
	}
	c := Counts{Rows: t.Rows, Columns: t.Columns, Groups: t.Groups, ColumnGroups: t.ColumnGroups, Notes: t.Notes}
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
	sums := c.publish(hiddenCells{})
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
	for side, groups := range [...][2][]Group{{t.Groups, sums.Groups}, {t.ColumnGroups, sums.ColumnGroups}} {
		for k, given := range groups[0] {
			for j, v := range given.Cells {
				other := [...][]string{c.Columns, c.Rows}[side][j]
				if err := differs(v, groups[1][k].Cells[j], given.Label+", "+other); err != nil {
					return err
				}
			}
			if err := differs(given.Total, groups[1][k].Total, given.Label); err != nil {
				return err
			}
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
