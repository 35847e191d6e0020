package caseload

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

// ReadPointsTables reads a CSV file with the columns since, type and points, and source where it has it: the points of one
// case of a type from a date on, as 2025-04-01. Rows of one date make one table, and the tables are in the order of their
// dates. The error is a [figure.Fault].
func ReadPointsTables(r io.Reader) ([]PointsTable, error) {
	t, err := table.Read(r, table.Columns{Required: []string{"since", "type", "points"}, Optional: []string{"source"}})
	if err != nil {
		return nil, err
	}
	var tables []PointsTable
	for _, row := range t.Rows() {
		since, err := time.Parse(time.DateOnly, row.Get("since"))
		if err != nil {
			return nil, fault(row, "since", fmt.Sprintf("%q is not a date: write it as 2025-04-01", row.Get("since")))
		}
		points, bad := decimalCell(row, "points")
		if bad != nil {
			return nil, bad
		}
		i := slices.IndexFunc(tables, func(p PointsTable) bool { return p.Since.Equal(since) })
		if i < 0 {
			i = len(tables)
			tables = append(tables, PointsTable{Since: since, Weights: map[string]decimal.Decimal{}, Source: row.Get("source")})
		}
		kind := row.Get("type")
		switch _, twice := tables[i].Weights[kind]; {
		case kind == "":
			return nil, fault(row, "type", "type is blank: write the type of case")
		case twice:
			return nil, fault(row, "type", fmt.Sprintf("%q stands twice in the table of %s", kind, row.Get("since")))
		case points.IsNegative():
			return nil, fault(row, "points", fmt.Sprintf("%q counts %s points: a case cannot count less than nothing", kind, points))
		}
		tables[i].Weights[kind] = points
	}
	if len(tables) == 0 {
		return nil, &figure.Fault{Code: "no_rows", Problem: "the file has a header and no type of case"}
	}
	slices.SortFunc(tables, func(a, b PointsTable) int { return a.Since.Compare(b.Since) })
	return tables, nil
}
