package disclosure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// grid is a table before anybody knows which of its rows and columns are margins.
type grid struct {
	rows, columns []string
	cells         [][]demand.Value
	shares        []int // columns of percentages
}

// Share is a column of percentages: what a count is of the total of its row.
type Share struct {
	Label string
	// Column is the count that it is the share of, by its index.
	Column int
	// Low and High bound the share in each row, as a fraction of 1: every share between prints the same. Known says that the
	// row prints one.
	Low, High []decimal.Decimal
	Known     []bool
}

// table finds the margins and lays the grid out.
func (g grid) table(share func(i, j int) (figure.Figure, error)) (Table, error) {
	var counts []int
	for j := range g.columns {
		if !slices.Contains(g.shares, j) {
			counts = append(counts, j)
		}
	}
	names, lines := make([]string, len(counts)), make([][]demand.Value, len(g.rows))
	across := make([][]demand.Value, len(counts))
	for k, j := range counts {
		names[k] = g.columns[j]
		for i := range g.rows {
			lines[i] = append(lines[i], g.cells[i][j])
			across[k] = append(across[k], g.cells[i][j])
		}
	}
	columns, err := findMargins("column", names, lines)
	if err != nil {
		return Table{}, err
	}
	rows, err := findMargins("row", g.rows, across)
	if err != nil {
		return Table{}, err
	}
	if err := merge(lines, rows, columns, g.rows, names); err != nil {
		return Table{}, err
	}
	rowLeaves, columnLeaves := rows.leaves(len(g.rows)), columns.leaves(len(names))
	t := Table{Notes: slices.Concat(columns.notes, rows.notes)}
	pick := func(line int, items []int) []demand.Value {
		picked := make([]demand.Value, len(items))
		for k, i := range items {
			picked[k] = lines[line][i]
		}
		return picked
	}
	total := func(line int) demand.Value {
		if columns.total < 0 {
			return demand.Value{}
		}
		return lines[line][columns.total]
	}
	for _, j := range columnLeaves {
		t.Columns = append(t.Columns, names[j])
	}
	for _, i := range rowLeaves {
		t.Rows, t.Cells, t.RowTotals = append(t.Rows, g.rows[i]), append(t.Cells, pick(i, columnLeaves)), append(t.RowTotals, total(i))
	}
	if rows.total >= 0 {
		t.ColumnTotals, t.Total = pick(rows.total, columnLeaves), total(rows.total)
	}
	items, of := rows.groups(len(g.rows))
	for k, i := range items {
		t.Groups = append(t.Groups, Group{Label: g.rows[i], Of: of[k], Cells: pick(i, columnLeaves), Total: total(i)})
	}
	items, of = columns.groups(len(names))
	for k, j := range items {
		group := Group{Label: names[j], Of: of[k]}
		for _, i := range rowLeaves {
			group.Cells = append(group.Cells, lines[i][j])
		}
		if rows.total >= 0 {
			group.Total = lines[rows.total][j]
		}
		t.ColumnGroups = append(t.ColumnGroups, group)
	}
	if len(t.Groups) > 0 && len(t.ColumnGroups) > 0 {
		return Table{}, &TableError{Problem: fmt.Sprintf("rows and columns both have subtotals (%q and %q): such a table is no network, and what follows from it is not worked out; take those of one side out, and judge each side by itself", t.Groups[0].Label, t.ColumnGroups[0].Label)}
	}
	for _, j := range g.shares {
		s, err := g.share(j, t, rowLeaves, share)
		if err != nil {
			return Table{}, err
		}
		t.Shares = append(t.Shares, s)
	}
	return t, nil
}

// merge takes over what a repeated margin shows and the first does not.
func merge(lines [][]demand.Value, rows, columns margins, rowNames, columnNames []string) error {
	same := func(a *demand.Value, b demand.Value, where string) error {
		x, known := a.Decimal()
		y, again := b.Decimal()
		switch {
		case !known && again:
			*a = b
		case known && again && !x.Equal(y):
			return &TableError{Problem: fmt.Sprintf("%s is %s and, printed again, %s", where, x, y)}
		}
		return nil
	}
	for j, first := range columns.twin {
		for i := range lines {
			if err := same(&lines[i][first], lines[i][j], rowNames[i]+", "+columnNames[first]); err != nil {
				return err
			}
		}
	}
	for i, first := range rows.twin {
		for j := range columnNames {
			if err := same(&lines[first][j], lines[i][j], rowNames[first]+", "+columnNames[j]); err != nil {
				return err
			}
		}
	}
	return nil
}

// share reads a column of percentages and finds the count that it is of, by its name, and by its figures where the name does
// not tell. The total of the row is what a share is of.
func (g grid) share(j int, t Table, rowLeaves []int, read func(i, j int) (figure.Figure, error)) (Share, error) {
	s := Share{Label: g.columns[j], Column: -1}
	hundred := decimal.NewFromInt(100)
	for _, i := range rowLeaves {
		f, err := read(i, j)
		if err != nil {
			return s, err
		}
		half := f.Step().Div(decimal.NewFromInt(2))
		s.Known = append(s.Known, f.Kind == figure.Number)
		s.Low = append(s.Low, f.Base().Sub(half).Div(hundred))
		s.High = append(s.High, f.Base().Add(half).Div(hundred))
	}
	key := shareKey(s.Label)
	for k, name := range t.Columns {
		if key != "" && shareKey(name) == key {
			s.Column = k
		}
	}
	if s.Column >= 0 {
		return s, nil
	}
	var fitting []int
	for k := range t.Columns {
		if s.fits(k, t) {
			fitting = append(fitting, k)
		}
	}
	if len(fitting) != 1 {
		return s, &TableError{Column: s.Label, Problem: fmt.Sprintf("it cannot be told of which count the column %q is the percentage: call it \"%% \" and the name of the column", s.Label)}
	}
	s.Column = fitting[0]
	return s, nil
}

// shareKey is the name of a column without the words that make it a share.
func shareKey(label string) string {
	label = strings.NewReplacer("%", " ", "per cent", " ", "percent", " ", "(", " ", ")", " ").Replace(strings.ToLower(label))
	words := slices.DeleteFunc(strings.Fields(label), func(w string) bool { return w == "of" || w == "share" || w == "age" })
	return strings.Join(words, " ")
}

// fits reports whether the shares are those of a count in every row that shows all of it, and in one at least.
func (s Share) fits(column int, t Table) bool {
	seen := false
	for i, row := range t.Cells {
		sum, whole := decimal.Decimal{}, true
		for _, v := range row {
			d, ok := v.Decimal()
			sum, whole = sum.Add(d), whole && ok
		}
		x, ok := row[column].Decimal()
		if !s.Known[i] || !ok || !whole || sum.IsZero() {
			continue
		}
		if x.LessThan(s.Low[i].Mul(sum)) || x.GreaterThan(s.High[i].Mul(sum)) {
			return false
		}
		seen = true
	}
	return seen
}
