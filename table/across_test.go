package table_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

func readText(t *testing.T, s table.Schema, o table.Options, lines ...string) (*table.Records, error) {
	t.Helper()
	g, err := table.ReadDelimited(strings.NewReader(strings.Join(lines, "\n")), figure.Place{File: "months.csv"}, table.Limits{})
	require.NoError(t, err)
	return s.Read(g, o)
}

// monthly is a series by months, with counts beside it where they are given.
func monthly() table.Schema {
	return table.Schema{
		Name: "monthly.csv", Label: "month", Across: &table.Across{Column: "month", Is: table.IsMonthName},
		Columns: []table.Column{{ID: "month"}, {ID: "value", Kind: table.KindNumber, Blank: true}, {ID: "target", Kind: table.KindNumber, Optional: true}},
	}
}

func TestSchema_ReadsMonthsThatStandAcrossAsRows(t *testing.T) {
	r, err := readText(t, monthly(), table.Options{},
		"Referrals 2024/25", "Measure,Apr,May,Sept,Total", "Value,210,225,198,633", "Target,200,200,200,600", "Source: monthly return")
	require.NoError(t, err)
	require.NoError(t, r.Err())
	require.Equal(t, 3, r.Len())
	assert.Equal(t, "Sept", r.Column("month").Text(2))
	assert.Equal(t, 198, r.Column("value").Int(2))
	assert.Equal(t, 200, r.Column("target").Int(2))
	assert.Equal(t, figure.Place{File: "months.csv", Line: 3, Row: 3, Column: 4}, r.Place(2, "value"), "the place is that of the file")
	assert.Equal(t, []string{"the periods stand across: the table was read with a row for each"}, r.Notes)
}

func TestSchema_TakesTheOnlySeriesOfMonthsAcrossWhateverItIsCalled(t *testing.T) {
	r, err := readText(t, monthly(), table.Options{}, "Team,Measure,April,May,June", "North,Referrals received,3,,4")
	require.NoError(t, err)
	assert.Equal(t, 3, r.Len())
	assert.True(t, r.Column("value").Blank(1), "a month without a figure stays one")

	_, err = readText(t, monthly(), table.Options{}, "Measure,April,May", "Referrals,3,5", "Assessments,2,4")
	require.ErrorContains(t, err, "the table has month, Referrals, Assessments")

	r, err = readText(t, monthly(), table.Options{Map: map[string]string{"value": "Assessments"}}, "Measure,April,May", "Referrals,3,5", "Assessments,2,4")
	require.NoError(t, err)
	assert.Equal(t, 4, r.Column("value").Int(1))
}

func TestSchema_PlacesAFaultBelowAMonthInItsOwnCell(t *testing.T) {
	r, err := readText(t, monthly(), table.Options{}, "Measure,April,May", "Referrals,3,many")
	require.NoError(t, err)
	require.Len(t, r.Faults, 1)
	assert.Equal(t, figure.Place{File: "months.csv", Line: 2, Row: 2, Column: 3}, r.Faults[0].Place)
}

func TestSchema_ReadsEachCellBelowADayAsARecord(t *testing.T) {
	balances := table.Schema{
		Name: "balances.csv", Label: "reserve",
		Across: &table.Across{Column: "on", Value: "balance", Is: func(heading string) bool {
			_, err := figure.ParseISODate(heading)
			return err == nil
		}},
		Columns: []table.Column{{ID: "reserve"}, {ID: "on", Kind: table.KindDate}, {ID: "balance", Kind: table.KindMoney, Blank: true}},
	}
	r, err := readText(t, balances, table.Options{}, "Reserve,2024-03-31,2025-03-31", "General fund,12,11", "DSG,(3),(5)", "Total,9,6")
	require.NoError(t, err)
	require.NoError(t, r.Err())
	require.Equal(t, []int{0, 1, 3, 4}, r.Lines(), "each day has its own total")
	assert.Equal(t, "DSG", r.Column("reserve").Text(4))
	assert.Equal(t, "2025-03-31", r.Column("on").Day(4).String())
	assert.Equal(t, "-5", r.Column("balance").Decimal(4).String())
	assert.Equal(t, 3, r.Place(4, "balance").Column)
}

func TestSchema_LeavesATableWithARowAPeriodAsItIs(t *testing.T) {
	r, err := readText(t, monthly(), table.Options{}, "Month,Value,May", "April,3,x", "May,4,y")
	require.NoError(t, err)
	assert.Equal(t, 2, r.Len())
	assert.Equal(t, []string{"columns not read: May"}, r.Notes)
}
