package form_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/calculate"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

func TestMain(m *testing.M) {
	form.Know(calculate.Descriptions())
	os.Exit(m.Run())
}

// example is the example of a page.
func example(page string) form.Inputs {
	tool, _ := form.ToolOf(page)
	return tool.Example
}

func statement() form.Inputs { return example("finance/statement") }

func check(t *testing.T, name string, change func(map[string]*grid.Table)) form.Check {
	t.Helper()
	report, err := form.ReadReport(form.CheckExample(name).Text)
	require.NoError(t, err)
	tables := map[string]*grid.Table{}
	for _, part := range form.ReportTables(report) {
		tables[part.ID] = grid.New(part.Columns, part.Rows)
	}
	if change != nil {
		change(tables)
	}
	return form.ReadCheck(report, tables, form.ReportSettings(report))
}

// Going through the tables of the page changes nothing of what a report says.
func TestReadCheck_FindsThroughTheTablesWhatTheReportsPrint(t *testing.T) {
	c := check(t, "oldham-2024", nil)
	require.Empty(t, c.Problems)
	assert.Equal(t, 2, c.Result.Summary.Differs)
	assert.Equal(t, "differs", c.Findings[0].Verdict)
	c = check(t, "oldham-2019", nil)
	require.Empty(t, c.Problems)
	assert.Equal(t, 0, c.Result.Summary.Differs)
	assert.Equal(t, 2, c.Result.Summary.WithinRounding)
}

func TestReadCheck_BadInputIsTold(t *testing.T) {
	for name, test := range map[string]struct {
		table string
		at    grid.Position
		text  string
		told  string
	}{
		"a row without a name":     {"table0", grid.Position{Row: 0, Col: 0}, "", "name the row"},
		"an input without a name":  {form.ClaimsTable, grid.Position{Row: 1, Col: 4}, "428", "is no input"},
		"a formula that names nil": {form.ClaimsTable, grid.Position{Row: 1, Col: 5}, "nobody + 1", "nobody"},
		"a total of no row":        {"table0", grid.Position{Row: 4, Col: 1}, "Nobody", "Nobody"},
	} {
		t.Run(name, func(t *testing.T) {
			c := check(t, "oldham-2024", func(tables map[string]*grid.Table) { tables[test.table].Type(test.at, test.text) })
			require.NotEmpty(t, c.Problems)
			assert.Contains(t, c.Problems[0].Text, test.told)
		})
	}
}

func TestLink_CarriesTheInputsAndRefusesADamagedOne(t *testing.T) {
	in := statement()
	back, ok, err := form.ReadLink("#" + in.Link())
	require.NoError(t, err)
	require.True(t, ok)
	assert.Equal(t, in, back)
	_, ok, err = form.ReadLink("statement-0-1")
	assert.False(t, ok)
	require.NoError(t, err)
	for _, damaged := range []string{"in=", "in=AAAA", "in=%%%", in.Link()[:20]} {
		_, ok, err = form.ReadLink(damaged)
		assert.True(t, ok)
		assert.ErrorIs(t, err, form.ErrLink, damaged)
	}
}

func TestReadFile_OpensWhatThePageSaved(t *testing.T) {
	in := statement()
	back, _, err := form.ReadFile("finance/statement", "finance.json", []byte(in.JSON()))
	require.NoError(t, err)
	assert.Equal(t, in, back)
	_, _, err = form.ReadFile("rag/actions", "finance.json", []byte(in.JSON()))
	assert.Error(t, err)
}
