package disclosure

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/demand"
)

// Audited is a table as it was published, with what can be found out about each hidden cell. The errors are those of
// [Audit].
func Audited(t Table, known Knowledge) (Result, error) {
	exposures, err := Audit(t, known)
	return Result{Published: t, Exposures: exposures}, err
}

// Headings are the columns of a table and their subtotals, in the order of [Table.Lines]; the total of a row stands behind
// them.
func (t Table) Headings() []string {
	headings := slices.Clone(t.Columns)
	for _, g := range t.ColumnGroups {
		headings = append(headings, g.Label)
	}
	return headings
}

// Lines walks the rows of a table, their subtotals, and the total where it is published, each with its label and, behind
// its figures, its own total.
func (t Table) Lines() iter.Seq2[string, []demand.Value] {
	return func(yield func(string, []demand.Value) bool) {
		for i, label := range t.Rows {
			line := slices.Clone(t.Cells[i])
			for _, g := range t.ColumnGroups {
				line = append(line, g.Cells[i])
			}
			if !yield(label, append(line, at(t.RowTotals, i))) {
				return
			}
		}
		for _, g := range t.Groups {
			if !yield(g.Label, append(slices.Clone(g.Cells), g.Total)) {
				return
			}
		}
		if t.ColumnTotals == nil {
			return
		}
		line := slices.Clone(t.ColumnTotals)
		for _, g := range t.ColumnGroups {
			line = append(line, g.Total)
		}
		yield("total", append(line, t.Total))
	}
}

// at is one of some values, which may not be published at all.
func at(values []demand.Value, i int) demand.Value {
	if i >= len(values) {
		return demand.Value{}
	}
	return values[i]
}

// Answer says in a sentence whether a hidden cell can be recovered.
func (r Result) Answer() string {
	recovered := len(Recovered(r.Exposures))
	switch hidden := len(r.Exposures); {
	case hidden == 0:
		return "No cell is hidden: there was nothing to recover."
	case recovered == 0 && hidden == 1:
		return "1 cell is hidden and cannot be recovered from the totals."
	case recovered == 0:
		return fmt.Sprintf("%d cells are hidden and none can be recovered from the totals.", hidden)
	default:
		return fmt.Sprintf("%d of the %d hidden cells can be recovered from the totals.", recovered, hidden)
	}
}

// Equal reports whether two results publish the same table, hide the same cells for the same reason and give the same away.
func (r Result) Equal(o Result) bool {
	return r.Published.Equal(o.Published) && slices.Equal(sorted(r.Primary), sorted(o.Primary)) && slices.Equal(sorted(r.Secondary), sorted(o.Secondary)) &&
		slices.Equal(r.Exposures, o.Exposures)
}

func sorted(cells []Cell) []Cell {
	return slices.SortedFunc(slices.Values(cells), func(a, b Cell) int { return cmp.Or(a.Row-b.Row, a.Column-b.Column) })
}

// Equal reports whether two tables are the same, notes included.
func (t Table) Equal(o Table) bool {
	values := func(a, b []demand.Value) bool { return slices.EqualFunc(a, b, demand.Value.Equal) }
	group := func(a, b Group) bool {
		return a.Label == b.Label && slices.Equal(a.Of, b.Of) && values(a.Cells, b.Cells) && a.Total.Equal(b.Total)
	}
	return slices.Equal(t.Rows, o.Rows) && slices.Equal(t.Columns, o.Columns) && slices.EqualFunc(t.Cells, o.Cells, values) && values(t.RowTotals, o.RowTotals) &&
		values(t.ColumnTotals, o.ColumnTotals) && t.Total.Equal(o.Total) && slices.EqualFunc(t.Groups, o.Groups, group) && slices.EqualFunc(t.ColumnGroups, o.ColumnGroups, group) &&
		slices.Equal(t.Notes, o.Notes) && slices.EqualFunc(t.Shares, o.Shares, func(a, b Share) bool {
		return a.Label == b.Label && a.Column == b.Column && slices.EqualFunc(a.Low, b.Low, decimal.Decimal.Equal) && slices.EqualFunc(a.High, b.High, decimal.Decimal.Equal) && slices.Equal(a.Known, b.Known)
	})
}
