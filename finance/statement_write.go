package finance

import (
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/table"
)

// WriteCSV writes the statement as statement.csv, in its unit and with the signs of its convention, printed totals last.
// Amounts are written out in full, so that [ReadStatement] with the same unit and convention gives the same amounts; a
// column that no line fills is left out. A service or group that a spreadsheet would run as a formula is made inert; see
// [table.Inert].
func (s Statement) WriteCSV(w io.Writer) error {
	columns := s.writtenColumns()
	cells := make([]string, len(columns))
	return table.WriteCSV(w, func(yield func([]string) bool) {
		for i, c := range columns {
			cells[i] = c.name
		}
		if !yield(cells) {
			return
		}
		row := func(l Line, kind string) bool {
			for i, c := range columns {
				cells[i] = c.cell(l, kind)
			}
			return yield(cells)
		}
		for _, l := range s.Lines {
			if !row(l, lineKind(l)) {
				return
			}
		}
		for _, l := range s.PrintedTotals {
			if !row(l, "total") {
				return
			}
		}
	})
}

func lineKind(l Line) string {
	if l.Income {
		return "income"
	}
	return "line"
}

// writtenColumn is one column of a written statement.
type writtenColumn struct {
	name string
	cell func(l Line, kind string) string
}

// writtenColumns are the columns that every statement has, and those that some line fills.
func (s Statement) writtenColumns() []writtenColumn {
	c := s.Convention
	number := func(pounds decimal.Decimal) string { return s.Unit.FromPounds(pounds).String() }
	net := func(l Line, pounds decimal.Decimal) string {
		if l.Income {
			pounds = c.readIncome(pounds)
		}
		return number(pounds)
	}
	given := func(amount func(Line) decimal.NullDecimal, show func(Line, decimal.Decimal) string) func(Line, string) string {
		return func(l Line, _ string) string {
			if a := amount(l); a.Valid {
				return show(l, a.Decimal)
			}
			return ""
		}
	}
	printed := func(l Line) decimal.NullDecimal { return l.PrintedVariance }
	columns := []writtenColumn{
		{"service", func(l Line, _ string) string { return l.Service }},
		{"kind", func(_ Line, kind string) string { return kind }},
		{"budget", func(l Line, _ string) string { return net(l, l.Budget) }},
		{"forecast", func(l Line, _ string) string { return net(l, l.Forecast) }},
		{"reserves", func(l Line, _ string) string { return number(c.readReserves(l.Reserves)) }},
	}
	optional := []writtenColumn{
		{"group", func(l Line, _ string) string { return l.Group }},
		{"original_budget", given(func(l Line) decimal.NullDecimal { return l.OriginalBudget }, net)},
		{"actual", given(func(l Line) decimal.NullDecimal { return l.Actual }, net)},
		{"commitments", given(func(l Line) decimal.NullDecimal { return l.Commitments }, net)},
		{"reserves_kind", func(l Line, _ string) string {
			if l.ReserveKind == DrawnDown {
				return ""
			}
			return l.ReserveKind.String()
		}},
		{"source", func(l Line, _ string) string { return l.Source }},
	}
	switch c.Variance {
	case TwoColumns:
		optional = append(optional,
			writtenColumn{"overspend", given(printed, func(_ Line, v decimal.Decimal) string { return number(decimal.Max(v, decimal.Zero)) })},
			writtenColumn{"underspend", given(printed, func(_ Line, v decimal.Decimal) string { return number(decimal.Max(v.Neg(), decimal.Zero)) })})
	case OverspendPositive, UnderspendPositive:
		optional = append(optional, writtenColumn{"variance", given(printed, func(_ Line, v decimal.Decimal) string { return number(c.Print(Variance{v})) })})
	}
	for _, column := range optional {
		if s.fills(column) {
			columns = append(columns, column)
		}
	}
	return columns
}

// fills reports whether any line has something in a column.
func (s Statement) fills(c writtenColumn) bool {
	for _, lines := range [...][]Line{s.Lines, s.PrintedTotals} {
		for _, l := range lines {
			if c.cell(l, "") != "" {
				return true
			}
		}
	}
	return false
}
