package caseload

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// InputError is a fault in a file. Line counts from 1 and is 0 when the whole file is meant; Column is the position of the
// field in its row, 0 when the whole row is meant; Header is the name of the column.
type InputError struct {
	Line, Column  int
	Header, Value string
	Problem       string
}

// Error names the line, the column and what to do.
func (e *InputError) Error() string { return (*table.Error)(e).Error() }

// inputError turns a fault of the file reader into the public type.
func inputError(err error) error {
	var fault *table.Error
	if errors.As(err, &fault) {
		return (*InputError)(fault)
	}
	return err
}

// fault is an error at a cell of a row.
func fault(row table.Row, header, problem string) *InputError {
	return (*InputError)(row.Fault(header, problem))
}

// decimalCell reads a number from a cell that must not be blank.
func decimalCell(row table.Row, header string) (decimal.Decimal, *InputError) {
	text := row.Get(header)
	if text == "" {
		return decimal.Decimal{}, fault(row, header, header+" is blank: write a number, 0 for none")
	}
	value, err := figure.ParseDecimal(text)
	if err != nil {
		return decimal.Decimal{}, fault(row, header, err.Error())
	}
	return value, nil
}

// wholeCell reads a whole number from a cell that must not be blank.
func wholeCell(row table.Row, header string) (int, *InputError) {
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
func flagCell(row table.Row, header string) (bool, *InputError) {
	switch strings.ToLower(row.Get(header)) {
	case "", "no", "n", "false", "0":
		return false, nil
	case "yes", "y", "true", "1":
		return true, nil
	}
	return false, fault(row, header, fmt.Sprintf("%q is neither yes nor no", row.Get(header)))
}
