package form_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// A budget sheet as councils have it: a title, a heading of two rows with a unit, subtotals, brackets, no reserves, a note.
const messySheet = "Children's services: budget monitoring, month 7\n\n" +
	"Service area\tRevised Budget £000\tForecast Outturn £000\tVariance £000\n" +
	"Fostering\t1,000\t1,200\t200\n" +
	"Residential\t1,500\t1,460\t(40)\n" +
	"Total\t2,500\t2,660\t160\n" +
	"Source: finance system, 31 October\n"

func TestIntake_ReadsABudgetSheetByItsHeadings(t *testing.T) {
	taken, ok, err := form.IntakePasted("finance/statement", "statement", messySheet)
	require.NoError(t, err)
	require.True(t, ok)
	assert.Equal(t, [][]string{
		{"Fostering", "1,000", "1,200", "", "200"},
		{"Residential", "1,500", "1,460", "", "(40)"},
		{"Total", "2,500", "2,660", "", "160"},
	}, taken.Rows)
	assert.Equal(t, "£k", taken.Settings["unit"], "the heading says £000")
}

func TestIntake_LeavesBareCellsToTheTable(t *testing.T) {
	_, ok, err := form.IntakePasted("finance/statement", "statement", "Fostering\t1,000\t1,200\n")
	require.NoError(t, err)
	assert.False(t, ok)
}

func TestReadFile_TakesAnyHeadingsThatAReaderKnows(t *testing.T) {
	in, _, err := form.ReadFile("caseload/profile", "team.csv", []byte("Social worker,Team,FTE,Caseload\nA Smith,North,1.0,18\nB Jones,North,0.6,9\n"))
	require.NoError(t, err)
	rows := in.Tables["workers"]
	require.Len(t, rows, 2)
	assert.Contains(t, rows[0], "A Smith")
	assert.Contains(t, rows[0], "18")
}

// No figure, date or period of the example stands beside a person's own.
func TestOwnSettings_KeepTheRulesAndLeaveTheExampleBehind(t *testing.T) {
	tool, ok := form.ToolOf("finance/statement")
	require.True(t, ok)
	own := tool.OwnSettings("2026-11-29")
	assert.Equal(t, "£", own["unit"])
	assert.Empty(t, own["period"])
	plan, _ := form.ToolOf("rag/actions")
	assert.Equal(t, "2026-11-29", plan.OwnSettings("2026-11-29")["on"], "the day of rating is today")
}
