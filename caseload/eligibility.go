package caseload

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// Eligibility is a list of who may take whose cases. The zero value allows nobody anything.
type Eligibility struct {
	pairs map[[2]string]bool
}

// May reports whether to may take cases from from.
func (e Eligibility) May(from, to string) bool {
	return e.pairs[[2]string{identity(from), identity(to)}]
}

// ReadEligibility reads a CSV file with the columns from and to, a row for each pair. The error is a [figure.Fault].
func ReadEligibility(r io.Reader) (Eligibility, error) {
	t, err := table.Read(r, table.Columns{Required: []string{"from", "to"}})
	if err != nil {
		return Eligibility{}, err
	}
	e := Eligibility{pairs: map[[2]string]bool{}}
	for _, row := range t.Rows() {
		for _, header := range []string{"from", "to"} {
			if row.Get(header) == "" {
				return Eligibility{}, fault(row, header, header+" is blank: write the worker's name")
			}
		}
		e.pairs[[2]string{identity(row.Get("from")), identity(row.Get("to"))}] = true
	}
	return e, nil
}
