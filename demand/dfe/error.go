package dfe

import "github.com/scrutineer-dev/scrutineer/internal/table"

// InputError is a fault in a file. Line counts from 1 and is 0 when the whole file is meant; Column is the position of the
// field in its row, from 1, and 0 when the whole row is meant; Header is the name of the column.
type InputError struct {
	Line, Column  int
	Header, Value string
	Problem       string
}

func (e *InputError) Error() string { return (*table.Error)(e).Error() }
