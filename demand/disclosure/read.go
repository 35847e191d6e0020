package disclosure

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/checked"
	"github.com/scrutineer-dev/scrutineer/table"
)

// ReadTable reads delimited text as [TableOf] reads a table.
func ReadTable(r io.Reader) (Table, error) {
	read, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		return Table{}, err
	}
	return TableOf(read)
}

// TableOf reads a table as published: the first column has the labels of the rows, the others counts or symbols (c for
// hidden), below any titles and above any notes. Which rows and columns are totals and subtotals, its figures and words tell:
// a margin is found by what it is and not by its name, and [Table.Notes] say which were. A column of percentages (a per cent
// sign in its heading or its cells) is read as what it says of the counts. A total that is not there is not known. The error
// is a [*figure.Fault] or a [*TableError].
func TableOf(read *table.Grid) (Table, error) {
	p, err := publishedOf(read)
	if err != nil {
		return Table{}, err
	}
	var g grid
	for j, name := range p.columns {
		g.columns = append(g.columns, name)
		if p.isShare(j) {
			g.shares = append(g.shares, j)
		}
	}
	for i, row := range p.rows {
		g.rows = append(g.rows, strings.TrimSpace(read.Text(row, 0)))
		line := make([]demand.Value, len(p.columns))
		for j := range p.columns {
			if slices.Contains(g.shares, j) {
				continue
			}
			v, err := demand.ParseValue(p.text(i, j))
			if err != nil {
				return Table{}, p.refuse(i, j, err.Error())
			}
			if d, ok := v.Decimal(); ok && (!d.IsInteger() || d.IsNegative()) {
				return Table{}, p.refuse(i, j, fmt.Sprintf("%s is not a count: use a whole number of 0 or more, or c for hidden", d))
			}
			line[j] = v
		}
		g.cells = append(g.cells, line)
	}
	return g.table(func(i, j int) (figure.Figure, error) {
		f, err := figure.Parse(p.text(i, j))
		if err != nil {
			return f, p.refuse(i, j, err.Error())
		}
		return f, nil
	})
}

// published is where a table has its heading and its rows: the heading is the first row of two cells or more, and rows of
// one cell are titles and notes.
type published struct {
	read    *table.Grid
	heading int
	columns []string
	rows    []int
}

func publishedOf(read *table.Grid) (p published, err error) {
	p.read, p.heading = read, -1
	size, _ := read.Size()
	empty := true
	for row := range size {
		filled := 0
		for at := range read.Width(row) {
			if strings.TrimSpace(read.Text(row, at)) != "" {
				filled++
			}
		}
		empty = empty && filled == 0
		switch {
		case filled < 2:
		case p.heading < 0:
			p.heading, p.columns = row, read.Row(row)[1:read.Width(row)]
		default:
			if err := p.whole(row); err != nil {
				return p, err
			}
			p.rows = append(p.rows, row)
		}
	}
	place := read.Place(max(0, p.heading), -1)
	switch {
	case empty:
		return p, &figure.Fault{Code: "empty", Problem: "the file is empty: the first line must name the columns, the first of them the labels of the rows"}
	case p.heading < 0:
		return p, &figure.Fault{Code: figure.BadValue, Place: place, Problem: "the table needs a column of labels and a column of counts"}
	case len(p.rows) == 0:
		return p, &figure.Fault{Code: "no_rows", Place: place, Problem: "the table has a header and no rows"}
	}
	return p, p.apart()
}

// whole refuses a row that is longer than the heading.
func (p published) whole(row int) error {
	for at := len(p.columns) + 1; at < p.read.Width(row); at++ {
		if strings.TrimSpace(p.read.Text(row, at)) != "" {
			return &figure.Fault{
				Code: "ragged", Place: p.read.Place(row, -1),
				Problem: fmt.Sprintf("the row has %d fields, the heading has %d", p.read.Width(row), len(p.columns)+1), Remedy: "give every row as many, and quote a figure that has a comma",
			}
		}
	}
	return nil
}

// apart refuses two columns of one name: a cell could not be said.
func (p published) apart() error {
	seen := map[string]int{}
	for j, name := range p.columns {
		key := strings.ToLower(name)
		if first, twice := seen[key]; twice && name != "" {
			return &figure.Fault{
				Code: "duplicate_column", Place: p.read.Place(p.heading, j+1), Heading: name,
				Problem: fmt.Sprintf("the column %q stands twice, first as column %d", name, first+2), Remedy: "remove one, or give each a name of its own",
			}
		}
		seen[key] = j
	}
	return nil
}

func (p published) text(i, j int) string { return strings.TrimSpace(p.read.Text(p.rows[i], j+1)) }

func (p published) refuse(i, j int, problem string) *figure.Fault {
	return &figure.Fault{
		Code: figure.BadValue, Place: p.read.Place(p.rows[i], j+1), Heading: p.columns[j], Label: strings.TrimSpace(p.read.Text(p.rows[i], 0)),
		Value: p.text(i, j), Problem: problem,
	}
}

// isShare reports whether a column holds percentages: its heading or a cell carries the sign.
func (p published) isShare(j int) bool {
	words := strings.ToLower(p.columns[j])
	if strings.Contains(words, "%") || strings.Contains(words, "per cent") || strings.Contains(words, "percent") {
		return true
	}
	for i := range p.rows {
		if strings.HasSuffix(p.text(i, j), "%") {
			return true
		}
	}
	return false
}

// ReadCounts reads delimited text as [CountsOf] reads a table.
func ReadCounts(r io.Reader) (Counts, error) {
	read, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		return Counts{}, err
	}
	return CountsOf(read)
}

// CountsOf reads a table of true counts, before publication. Totals may be there or not; those that are must be the sum
// of their counts. The error is a [*figure.Fault] or a [*TableError].
func CountsOf(read *table.Grid) (Counts, error) {
	t, err := TableOf(read)
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
