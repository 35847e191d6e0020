package caseload

import (
	"github.com/scrutineer-dev/scrutineer/internal/order"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// withColumns gives the faults that [Check] found the place of their cell in the file.
func withColumns(faults []Fault, rows []table.Row) []Fault {
	if len(faults) == 0 {
		return nil
	}
	byLine := make(map[int]table.Row, len(rows))
	for _, row := range rows {
		byLine[row.Line] = row
	}
	for i := range faults {
		at := &faults[i].At
		*at = *fault(byLine[at.Place.Line], at.Heading, at.Problem)
	}
	return faults
}

// byLine puts faults in the order of the file.
func byLine(faults []Fault) []Fault {
	order.Stable(faults, func(a, b Fault) int { return a.At.Place.Line - b.At.Place.Line })
	return faults
}
