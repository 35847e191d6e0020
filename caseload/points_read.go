package caseload

import (
	"fmt"
	"io"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/table"
)

// PointsSchema is the columns of tables of points.
func PointsSchema() table.Schema {
	return table.Schema{
		Name: "points.csv",
		Columns: []table.Column{
			{ID: "since", Synonyms: []string{"From date", "Date"}, Kind: table.KindDate},
			{ID: "type", Synonyms: []string{"Type of case", "Case type"}, Need: "write the type of case"},
			{ID: "points", Synonyms: []string{"Weight", "Weighting"}, Kind: table.KindNumber, Rate: true},
			{ID: "source", Optional: true, Blank: true},
		},
	}
}

// ReadPointsTables reads delimited text as [PointsTablesOf] reads a table.
func ReadPointsTables(r io.Reader) ([]PointsTable, error) { return readDelimited(r, PointsTablesOf) }

// PointsTablesOf reads a table with the columns since, type and points, and source where it has it: the points of one
// case of a type from a date on. Rows of one date make one table, and the tables are in the order of their
// dates. The error is [figure.Faults].
func PointsTablesOf(g *table.Grid, o table.Options) ([]PointsTable, error) {
	t, err := PointsSchema().Read(g, o)
	if err != nil {
		return nil, err
	}
	since, kind, points, source := t.Column("since"), t.Column("type"), t.Column("points"), t.Column("source")
	faults := t.Faults
	var tables []PointsTable
	for row := range t.Len() {
		day := since.Date(row)
		i := slices.IndexFunc(tables, func(p PointsTable) bool { return p.Since.Equal(day) })
		if i < 0 {
			i = len(tables)
			tables = append(tables, PointsTable{Since: day, Weights: map[string]decimal.Decimal{}, Source: source.Text(row)})
		}
		name, weight := kind.Text(row), points.Decimal(row)
		switch _, twice := tables[i].Weights[name]; {
		case t.FaultOf(row) != nil:
		case twice:
			faults = append(faults, t.Fault(row, "type", "twice", fmt.Sprintf("%q stands twice in the table of %s", name, since.Text(row)), "remove one"))
		case weight.IsNegative():
			faults = append(faults, t.Fault(row, "points", "negative", fmt.Sprintf("%q counts %s points: a case cannot count less than nothing", name, weight), "give 0 or more"))
		}
		tables[i].Weights[name] = weight
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(tables, func(a, b PointsTable) int { return a.Since.Compare(b.Since) })
	return tables, nil
}
