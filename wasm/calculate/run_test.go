package calculate_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny/definitions"
	"github.com/scrutineer-dev/scrutineer/wasm/calculate"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// tool is the description of a page.
func tool(t *testing.T, page string) form.Tool {
	t.Helper()
	all := calculate.Descriptions()
	i := slices.IndexFunc(all, func(tool form.Tool) bool { return tool.Page == page })
	require.GreaterOrEqual(t, i, 0, page)
	return all[i]
}

// worked is a page with its example changed.
func worked(t *testing.T, page string, change func(*form.Inputs, map[string]*grid.Table)) form.Result {
	t.Helper()
	described := tool(t, page)
	in := described.Example
	tables := map[string]*grid.Table{}
	for _, input := range described.Inputs {
		tables[input.Name] = input.Table(in)
	}
	if change != nil {
		change(&in, tables)
	}
	for name, table := range tables {
		in.Tables[name] = table.Rows()
	}
	r, err := calculate.Run(in, false)
	require.NoError(t, err)
	return r
}

func cell(table *grid.Table, row int, column, text string) {
	table.Type(grid.Position{Row: row, Col: table.ColumnOf(column)}, text)
}

// Oldham, report of 2 October 2024, 1.2: a total variance of 12,261 on a budget of 59,242 (£k).
func TestRun_OldhamsStatement(t *testing.T) {
	r := worked(t, "finance/statement", nil)
	require.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "£12,261k, 20.7% of the revised budget")
	lines := r.Sections[0]
	total := lines.Rows[len(lines.Rows)-1]
	assert.True(t, total.Total)
	assert.Equal(t, "12,261", total.Cells[4].Text)
	assert.Equal(t, form.Cell{Text: "adverse", Tag: "adverse"}, total.Cells[6])
	assert.Contains(t, lines.Working, "Children in Care: 53,387 + 0 - 41,300 = 12,087")
	require.Len(t, r.Sections, 3, "what drives it and whether the printed figures add up stand below")
	require.NotNil(t, r.Sections[1].Chart)
	assert.Contains(t, r.Sections[1].Chart.Spec, "12,087")
	for _, row := range r.Sections[2].Rows {
		assert.Equal(t, form.Cell{Text: "agrees", Tag: "agrees"}, row.Cells[0])
	}
}

func TestRun_TellsEveryBadCellAtOnce(t *testing.T) {
	r := worked(t, "finance/statement", func(_ *form.Inputs, tables map[string]*grid.Table) {
		s := tables["statement"]
		s.AddRow(0) // a blank row between does not move the places
		cell(s, 0, "budget", "lots")
		cell(s, 2, "forecast", "")
		cell(s, 3, "service", " ")
		cell(s, 4, "forecast", "c")
	})
	require.Len(t, r.Problems, 4)
	var rows []int
	for _, p := range r.Problems {
		assert.Equal(t, "statement", p.Table)
		rows = append(rows, p.At.Row)
	}
	assert.Equal(t, []int{0, 2, 3, 4}, rows)
	assert.Equal(t, "Row 1, Revised budget", r.Problems[0].Label)
	assert.Contains(t, r.Problems[1].Text, "blank")
	assert.Len(t, form.Cells(r.Problems, "statement"), 4)
}

// An optional column that nobody filled is none: the faults of those after it stand in their own.
func TestRun_ABlankOptionalColumnMovesNoFault(t *testing.T) {
	described := tool(t, "finance/statement")
	in := described.Example
	in.Columns = map[string][]string{"statement": {"service", "group", "budget", "forecast"}}
	in.Tables["statement"] = [][]string{{"Fostering", "", "1", "x"}}
	r, err := calculate.Run(in, false)
	require.NoError(t, err)
	require.Len(t, r.Problems, 1)
	assert.Equal(t, grid.Position{Row: 0, Col: 3}, r.Problems[0].At)
	assert.Equal(t, "Row 1, Forecast outturn", r.Problems[0].Label)
}

// Whether a row is a line or a total is asked beside the row, and each answer settles it.
func TestRun_ATotalThatAddsUpNothingIsAsked(t *testing.T) {
	rows := [][]string{{"Fostering", "100", "120", ""}, {"Residential", "200", "260", ""}, {"Lump sum payments", "300", "380", ""}}
	in := form.Inputs{Page: "finance/statement", Settings: map[string]string{}, Tables: map[string][][]string{"statement": rows}, Columns: map[string][]string{"statement": {"service", "budget", "forecast", "reserves"}}}
	r, err := calculate.Run(in, false)
	require.NoError(t, err)
	require.Len(t, r.Problems, 1)
	require.Len(t, r.Problems[0].Ask, 2)
	assert.Equal(t, 2, r.Problems[0].At.Row)
	assert.NotContains(t, r.Problems[0].Text, "-total", "a page has no flags")
	for _, answer := range r.Problems[0].Ask {
		in.Settings = map[string]string{answer.Setting: answer.Settled("")}
		settled, err := calculate.Run(in, false)
		require.NoError(t, err)
		assert.Empty(t, settled.Problems, answer.Text)
	}
}

// The sign of a printed variance is never inferred: it is asked, with its answers beside it.
func TestRun_ASignThatNobodyStatedIsAsked(t *testing.T) {
	for _, page := range []string{"finance/statement", "finance/reconcile"} {
		in := tool(t, page).Example
		in.Settings["convention"] = ""
		r, err := calculate.Run(in, false)
		require.NoError(t, err)
		require.Len(t, r.Problems, 1, page)
		require.Len(t, r.Problems[0].Ask, 3, page)
		in.Settings["convention"] = r.Problems[0].Ask[0].Settled("")
		r, err = calculate.Run(in, false)
		require.NoError(t, err)
		assert.Empty(t, r.Problems, page)
	}
}

func TestRun_BadSettingsAreToldAtTheirFields(t *testing.T) {
	for setting, text := range map[string]string{"unit": "pints", "convention": "up", "period": "soon"} {
		r := worked(t, "finance/statement", func(in *form.Inputs, _ map[string]*grid.Table) { in.Settings[setting] = text })
		require.Len(t, r.Problems, 1, setting)
		assert.Equal(t, setting, r.Problems[0].Field)
		assert.NotEmpty(t, r.Problems[0].Label)
	}
}

func TestRun_AnEmptyTableSaysWhatItNeeds(t *testing.T) {
	for _, described := range calculate.Descriptions() {
		if len(described.Inputs)+len(described.Texts) == 0 {
			continue // its settings are all it needs
		}
		r, err := calculate.Run(form.Inputs{Page: described.Page, Settings: map[string]string{}}, false)
		require.NoError(t, err)
		assert.True(t, r.Unfed, described.Page)
		assert.Contains(t, r.Answer, "to see the answer", described.Page)
		assert.Empty(t, r.Sections)
	}
	_, err := calculate.Run(form.Inputs{Page: "finance/nothing"}, false)
	assert.Error(t, err)
}

// A page shows no name that is for programs alone, and links to definitions that there are.
func TestTools_ResultsAreForPeople(t *testing.T) {
	tools, err := calculate.Tools()
	require.NoError(t, err)
	for _, described := range tools {
		for _, s := range described.Result.Sections {
			assert.NotEmpty(t, s.Title, described.Page)
			for _, id := range s.By {
				_, known := definitions.Of(id)
				assert.True(t, known, "%s: %s", described.Page, id)
			}
			for _, row := range s.Rows {
				for i, c := range row.Cells {
					if !s.Columns[i].Number {
						assert.NotRegexp(t, `^[a-z]+(_[a-z]+)+$`, c.Text, "%s, %s", described.Page, s.Title)
					}
				}
			}
		}
	}
}

func TestRun_LongTablesAreShortenedUnlessAllIsWanted(t *testing.T) {
	in := form.Inputs{Page: "finance/statement", Settings: map[string]string{}, Tables: map[string][][]string{}, Columns: map[string][]string{"statement": {"service", "budget", "forecast"}}}
	for i := range 300 {
		in.Tables["statement"] = append(in.Tables["statement"], []string{"Service " + string(rune('A'+i%26)) + string(rune('a'+i/26)), "1", "2"})
	}
	short, err := calculate.Run(in, false)
	require.NoError(t, err)
	require.Len(t, short.Sections[0].Rows, 101, "a hundred and the total")
	assert.Equal(t, 200, short.Sections[0].Left)
	whole, err := calculate.Run(in, true)
	require.NoError(t, err)
	assert.Len(t, whole.Sections[0].Rows, 301)
	assert.Zero(t, whole.Sections[0].Left)
}
