package caseload

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// fault is an error at a cell of a row.
func fault(row table.Row, header, problem string) *figure.Fault {
	return row.Fault(header, problem)
}

// decimalCell reads a number from a cell that must not be blank.
func decimalCell(row table.Row, header string) (decimal.Decimal, *figure.Fault) {
	text := row.Get(header)
	if text == "" {
		return decimal.Decimal{}, fault(row, header, header+" is blank: write a number, 0 for none")
	}
	value, err := figure.ParseDecimal(text)
	if err != nil {
		return decimal.Decimal{}, row.Refuse(header, err)
	}
	return value, nil
}

// wholeCell reads a whole number from a cell that must not be blank.
func wholeCell(row table.Row, header string) (int, *figure.Fault) {
	value, bad := decimalCell(row, header)
	if bad != nil {
		return 0, bad
	}
	if !value.IsInteger() {
		return 0, fault(row, header, fmt.Sprintf("%s is %s: each child is one case, so write a whole number", header, value))
	}
	if value.Abs().Cmp(decimal.New(1, 9)) >= 0 {
		return 0, fault(row, header, fmt.Sprintf("%s is %s: that is more than there are people", header, row.Get(header)))
	}
	return int(value.IntPart()), nil
}

// flagCell reads yes or no; blank is no.
func flagCell(row table.Row, header string) (bool, *figure.Fault) {
	switch strings.ToLower(row.Get(header)) {
	case "", "no", "n", "false", "0":
		return false, nil
	case "yes", "y", "true", "1":
		return true, nil
	}
	return false, fault(row, header, fmt.Sprintf("%q is neither yes nor no", row.Get(header)))
}
