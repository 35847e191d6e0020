package finance

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// fault is an error at a cell.
func fault(row table.Row, column, problem string) *figure.Fault {
	return row.Fault(column, problem)
}

// cell reads the amount under a column. A blank one is nought with ok false; a symbol for a figure not shown is an error,
// because a total without it would be wrong.
func cell(row table.Row, column string, unit Unit) (m Money, ok bool, err error) {
	text := row.Get(column)
	if text == "" {
		return Money{}, false, nil
	}
	m, err = ParseMoney(text, unit)
	if err != nil {
		return Money{}, false, row.Refuse(column, err)
	}
	if m.Missing != "" {
		return Money{}, false, fault(row, column, quoted(text)+" stands for a figure that is not shown ("+m.Missing+"): give the amount, or leave the row out")
	}
	return m, true, nil
}

// needed reads an amount that may not be blank.
func needed(row table.Row, column string, unit Unit) (Money, error) {
	m, ok, err := cell(row, column, unit)
	if err == nil && !ok {
		err = fault(row, column, "the cell is blank: write 0 or - if the amount is nil")
	}
	return m, err
}

// optional reads an amount that may be blank.
func optional(row table.Row, column string, unit Unit) (decimal.NullDecimal, decimal.Decimal, error) {
	m, ok, err := cell(row, column, unit)
	if err != nil || !ok {
		return decimal.NullDecimal{}, decimal.Decimal{}, err
	}
	return decimal.NewNullDecimal(m.Pounds), m.Step, nil
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `'`) + `"` }
