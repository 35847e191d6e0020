package caseload

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// readDelimited reads delimited text and hands its table on.
func readDelimited[T any](r io.Reader, of func(*table.Grid, table.Options) (T, error)) (value T, err error) {
	g, err := table.ReadDelimited(r, figure.Place{}, table.Limits{})
	if err != nil {
		return value, err
	}
	return of(g, table.Options{})
}
