package caseload

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// ReadWorkforce reads a CSV file with the columns area, in_post, vacancies, agency, agency_covering, leavers, cases and
// case_holders, and where it has them days_lost and measure (fte or headcount, blank for fte), in any order. A blank cell or
// one of the DfE's symbols (z, x, c, u, low) is a missing figure, so that the ratios that need it are not defined; a
// single dash is refused, because it is read both as nil and as missing. The error is a [figure.Fault].
func ReadWorkforce(r io.Reader) ([]Workforce, error) {
	t, err := table.Read(r, table.Columns{
		Required: []string{"area", "in_post", "vacancies", "agency", "agency_covering", "leavers", "cases", "case_holders"},
		Optional: []string{"days_lost", "measure"},
	})
	if err != nil {
		return nil, err
	}
	rows := make([]Workforce, 0, len(t.Rows()))
	for _, row := range t.Rows() {
		w, err := readArea(row)
		if err != nil {
			return nil, err
		}
		rows = append(rows, w)
	}
	if len(rows) == 0 {
		return nil, &figure.Fault{Code: "no_rows", Problem: "the file has a header and no area"}
	}
	return rows, nil
}

func readArea(row table.Row) (Workforce, error) {
	w := Workforce{Area: row.Get("area"), Line: row.Line}
	if w.Area == "" {
		return w, fault(row, "area", "area is blank: write its name or code")
	}
	if err := w.Measure.UnmarshalText([]byte(row.Get("measure"))); err != nil {
		return w, row.Refuse("measure", err)
	}
	cells := []struct {
		header string
		into   *decimal.NullDecimal
	}{
		{"in_post", &w.InPost},
		{"vacancies", &w.Vacancies},
		{"agency", &w.Agency},
		{"agency_covering", &w.AgencyCovering},
		{"leavers", &w.Leavers},
		{"cases", &w.Cases},
		{"case_holders", &w.CaseHolders},
		{"days_lost", &w.DaysLost},
	}
	for _, cell := range cells {
		var bad *figure.Fault
		if *cell.into, bad = publishedCell(row, cell.header); bad != nil {
			return w, bad
		}
	}
	return w, nil
}

// publishedCell reads a number, or a symbol for one that is missing.
func publishedCell(row table.Row, header string) (decimal.NullDecimal, *figure.Fault) {
	text := row.Get(header)
	if _, missing := figure.ParseReason(text); missing {
		return decimal.NullDecimal{}, nil
	}
	value, err := figure.ParseDecimal(text)
	switch {
	case err != nil:
		return decimal.NullDecimal{}, fault(row, header, fmt.Sprintf("%v; leave the cell blank when the figure is missing", err))
	case value.IsNegative():
		return decimal.NullDecimal{}, fault(row, header, fmt.Sprintf("%s is %s: a count cannot be below zero", header, text))
	}
	return decimal.NewNullDecimal(value), nil
}
