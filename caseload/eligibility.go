package caseload

import (
	"io"

	"github.com/scrutineer-dev/scrutineer/table"
)

// Eligibility is a list of who may take whose cases. The zero value allows nobody anything.
type Eligibility struct {
	pairs map[[2]string]bool
}

// May reports whether to may take cases from from.
func (e Eligibility) May(from, to string) bool {
	return e.pairs[[2]string{identity(from), identity(to)}]
}

// EligibilitySchema is the columns of a list of who may take whose cases.
func EligibilitySchema() table.Schema {
	return table.Schema{
		Name: "eligible.csv",
		Columns: []table.Column{
			{ID: "from", Label: "From", Need: "write the worker's name", Doc: "who gives cases away"},
			{ID: "to", Label: "To", Need: "write the worker's name", Doc: "who may take them"},
		},
	}
}

// ReadEligibility reads delimited text as [EligibilityOf] reads a table.
func ReadEligibility(r io.Reader) (Eligibility, error) { return readDelimited(r, EligibilityOf) }

// EligibilityOf reads a table with the columns from and to, a row for each pair. The error is [figure.Faults].
func EligibilityOf(g *table.Grid, o table.Options) (Eligibility, error) {
	t, err := EligibilitySchema().Read(g, o)
	if err != nil {
		return Eligibility{}, err
	}
	from, to := t.Column("from"), t.Column("to")
	e := Eligibility{pairs: map[[2]string]bool{}}
	for i := range t.Len() {
		e.pairs[[2]string{identity(from.Text(i)), identity(to.Text(i))}] = true
	}
	return e, t.Err()
}
