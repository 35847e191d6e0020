package grid_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// Oldham's two tables as their reports give them to whoever copies: 2 October 2024, 1.2, and 10 September 2019, 8.1.
const (
	copied2024 = "Children's Social Care  \n\nRevised \nBudget  \n\nForecast  \nUse of \nReserves  \n\nVariance \nM04 \n\n£k  £k  £k  £k  \n\n" +
		"Children in Care   41,300  53,387  0  12,087  \n\nFieldwork & Family Support  11,615  12,288  0  673  \n\n" +
		"Children's Safeguarding   2,902  2,757  0  -145  \n\nChildren's Services- Integration  3,425  3,386  -315  -354  \n\nTotal Children's Social Care  59,242  71,818  -315  12,261  \n"
	copied2019 = "2019/20 Month 3\n\nRevised\n\nBudget\n\n£000\n\nForecast\n\n£000\n\nUse of \n\nReserves \n\n£000\n\nVariance\n\n£000\n\n" +
		"Children in Care 24,681      24,886      -             205            \n\nChildrens Safeguarding 1,476         1,476         -             -             \n\n" +
		"Fieldwork & Family Support 9,500         10,045      (279)           267            \n\nChildren's Social Care Total 35,657      36,407      (279)           471            \n"
)

func TestPrinted_ReadsOldhamsTablesAsTheyAreCopied(t *testing.T) {
	cells, named, ok, err := grid.Printed(copied2024)
	require.NoError(t, err)
	require.True(t, ok)
	assert.True(t, named)
	assert.Equal(t, [][]string{
		{"Children's Social Care", "Revised Budget", "Forecast", "Use of Reserves", "Variance M04"},
		{"", "£k", "£k", "£k", "£k"},
		{"Children in Care", "41,300", "53,387", "0", "12,087"},
	}, cells[:3])
	assert.Equal(t, []string{"Total Children's Social Care", "59,242", "71,818", "-315", "12,261"}, cells[6])

	cells, named, ok, err = grid.Printed(copied2019)
	require.NoError(t, err)
	require.True(t, ok)
	assert.True(t, named)
	assert.Equal(t, []string{"", "2019/20 Month 3 Revised Budget £000", "Forecast £000", "Use of Reserves £000", "Variance £000"}, cells[0])
	assert.Equal(t, []string{"Fieldwork & Family Support", "9,500", "10,045", "(279)", "267"}, cells[3])
}

func TestPrinted_TellsCellsApart(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want [][]string
	}{
		"one line of headings":        {"Service  Budget  Forecast\nCare  1  2\nOther  3  4", [][]string{{"Service", "Budget", "Forecast"}, {"Care", "1", "2"}, {"Other", "3", "4"}}},
		"a name that ends in a digit": {"Ward  A  B\nWard 1  10  20\nWard 2  30  40\nAll  40  60", [][]string{{"Ward", "A", "B"}, {"Ward 1", "10", "20"}, {"Ward 2", "30", "40"}, {"All", "40", "60"}}},
		"one space before figures":    {"Service  Budget  Forecast\nIn care 1 2\nOther 3 4", [][]string{{"Service", "Budget", "Forecast"}, {"In care", "1", "2"}, {"Other", "3", "4"}}},
		"a heading between the rows":  {"S  A\nCare  1\nAdults\nHomes  2\nDay  3", [][]string{{"S", "A"}, {"Care", "1"}, {"Adults", ""}, {"Homes", "2"}, {"Day", "3"}}},
		"no headings":                 {"Care  1  2\nOther  3  4", [][]string{{"", "Column 2", "Column 3"}, {"Care", "1", "2"}, {"Other", "3", "4"}}},
		"suppressed and per cent":     {"S  A  B\nCare  c  5%\nHomes  [x]  6%\n", [][]string{{"S", "A", "B"}, {"Care", "c", "5%"}, {"Homes", "[x]", "6%"}}},
	} {
		t.Run(name, func(t *testing.T) {
			cells, _, ok, err := grid.Printed(test.text)
			require.NoError(t, err)
			require.True(t, ok)
			assert.Equal(t, test.want, cells)
		})
	}
}

func TestPrinted_LeavesOtherTextAlone(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": "", "words": "no table\nat all", "tabs": "a\tb\nx\t1\ny\t2", "markdown": "| a | b |\n| x | 1 |", "csv": "a,b\nx,1\ny,2", "semicolons": "a;b;c\nx 1;1;2", "one row": "Care  1  2",
	} {
		_, _, ok, err := grid.Printed(text)
		assert.False(t, ok, name)
		assert.NoError(t, err, name)
	}
}

func TestPrinted_ARowWithACellMissingIsToldAndNotGuessed(t *testing.T) {
	_, _, ok, err := grid.Printed("S  A  B\nCare  1  2\nHomes  3  4\nDay  5\n")
	assert.True(t, ok)
	var fault *grid.FileError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, 4, fault.Line)
	assert.Contains(t, fault.Problem, "1 figures, others have 2")
}

func FuzzPrinted_GivesAsManyCellsInEveryRow(f *testing.F) {
	for _, text := range []string{copied2024, copied2019, "a  1\nb  2", "1 2\n3 4\n-  -", "\u00a0\u00a0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cells, _, ok, err := grid.Printed(text)
		if !ok || err != nil {
			return
		}
		for _, row := range cells {
			assert.Len(t, row, len(cells[0]))
		}
	})
}
