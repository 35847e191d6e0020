package table_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/table"
)

var columns = table.Columns{Required: []string{"service", "budget"}, Optional: []string{"group"}}

func TestRead_ColumnsByNameInAnyOrderAndDelimiter(t *testing.T) {
	for name, text := range map[string]string{
		"commas":        "service,budget\nCare,\"41,300\"\n",
		"other order":   "budget,Service \n\"41,300\",Care\n",
		"semicolons":    "service;budget\nCare;41,300\n",
		"tabs and CRLF": "service\tbudget\r\nCare\t41,300\r\n",
		"byte-order":    "\uFEFFservice,budget\nCare,\"41,300\"",
		"blank lines":   "service,budget\n\n,\nCare,\"41,300\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			file, err := table.Read(strings.NewReader(text), columns)
			require.NoError(t, err)
			require.Len(t, file.Rows(), 1)
			assert.Equal(t, "Care", file.Rows()[0].Get("service"))
			assert.Equal(t, "41,300", file.Rows()[0].Get("budget"))
			assert.False(t, file.Has("group"))
			assert.Empty(t, file.Rows()[0].Get("group"))
			assert.Empty(t, file.Ignored())
		})
	}
}

func TestRead_NamesColumnsItIgnores(t *testing.T) {
	file, err := table.Read(strings.NewReader("service,notes,budget,grp\nCare,x,1,A\n"), columns)
	require.NoError(t, err)
	assert.Equal(t, []string{"notes", "grp"}, file.Ignored())
}

func TestRead_FaultsNameTheirPlace(t *testing.T) {
	for name, tc := range map[string]struct {
		text         string
		line, column int
		says         string
	}{
		"empty file":     {"", 0, 0, "empty"},
		"missing column": {"service,forecast\nCare,1\n", 1, 0, "missing"},
		"column twice":   {"service,budget,budget\nCare,1,2\n", 1, 3, "twice"},
		"ragged row":     {"service,budget\nCare,1\nFieldwork\n", 3, 0, "1 fields, the header has 2"},
		"too many":       {"service,budget\nCare,1,2\n", 2, 0, "3 fields"},
		"open quote":     {"service,budget\n\"Care,1\n", 2, 0, "quotation mark"},
		"NUL":            {"service,budget\nCa\x00re,1\n", 2, 0, "control character"},
		"UTF-16":         {"\xff\xfes\x00", 1, 0, "UTF-16"},
		"Latin-1":        {"service,budget\nCaf\xe9,1\n", 2, 0, "not UTF-8"},
		"workbook":       {"PK\x03\x04...", 1, 0, "workbook"},
		"long line":      {"service,budget\n" + strings.Repeat("x", table.MaxLine+1), 2, 0, "longer than 1 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := table.Read(strings.NewReader(tc.text), columns)
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tc.line, fault.Place.Line)
			assert.Equal(t, tc.column, fault.Place.Column)
			assert.Contains(t, err.Error(), tc.says)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

func TestRow_FaultPointsAtItsCell(t *testing.T) {
	file, err := table.Read(strings.NewReader("service,budget\nCare,1\nFieldwork,lots\n"), columns)
	require.NoError(t, err)
	fault := file.Rows()[1].Fault("budget", `"lots" is not a number`)
	assert.EqualError(t, fault, `line 3, column 2 (budget): "lots" is not a number`)
	assert.EqualError(t, file.Rows()[0].Fault("group", "needed"), `line 2 (group): needed`)
}
