package form_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// money is the finance page: its tables, its settings.
type money struct {
	tables   form.Tables
	settings map[string]string
}

func financePage() money {
	example := form.FinanceExample()
	m := money{form.Tables{}, example.Settings}
	for id, columns := range map[string][]grid.Column{
		form.StatementTable: form.StatementColumns(), form.EarlierTable: form.StatementColumns(), form.PlacementsTable: form.PlacementColumns(),
		form.SavingsTable: form.SavingColumns(), form.ActualsTable: form.ActualColumns(),
	} {
		m.tables[id] = grid.New(columns, example.Tables[id])
	}
	return m
}

func (m money) typed(table string, row, col int, text string) money {
	m.tables[table].Type(grid.Position{Row: row, Col: col}, text)
	return m
}

func texts(row form.Row) []string {
	var list []string
	for _, cell := range row.Cells {
		list = append(list, strings.TrimSpace(cell.Text+" "+cell.Word))
	}
	return list
}

// Earlier total: 52,640 + 12,250 + 2,830 + 3,290 + 190 - 215 - 59,242 = 11,743; now 12,261 (Oldham, 2 October 2024, 1.2).
func TestReadStatementMovement_SaysWhatMovedAndNamesWhatVanished(t *testing.T) {
	m := financePage()
	r := form.ReadStatementMovement(m.tables, m.settings)
	require.Empty(t, r.Problems)
	assert.Equal(t, "From 2024/25 M3 to 2024/25 M4 the position got worse by £518k: from £11,743k adverse to £12,261k adverse.", r.Answer)
	assert.Equal(t, "Most moved Children in Care, £747k adverse; then Children's Services - Integration, £104k favourable.", r.More)
	rows := r.Sections[0].Rows
	require.Len(t, rows, 6)
	assert.Equal(t, []string{"Fieldwork & Family Support", "735", "673", "-62 better", "38", "0", "100"}, texts(rows[1]), "a virement of 100 apart from the forecast")
	assert.Equal(t, []string{"Family Group Conferencing (no longer there)", "-10", "0", "10 worse", "-190", "0", "-200"}, texts(rows[4]))
	assert.Equal(t, []string{"Total", "11,743", "12,261", "518 worse", "618", "-100", "0"}, texts(rows[5]))
	require.Len(t, r.Notes, 1)
	assert.Contains(t, r.Notes[0], "Family Group Conferencing is no longer there")
	assert.Contains(t, r.Sections[0].Working, "Children in Care: 12,087 − 11,340 = 747; 747 + 0 − 0 = 747")
}

func TestReadStatementMovement_ANewServiceIsNamed(t *testing.T) {
	m := financePage()
	m.tables[form.EarlierTable].RemoveRow(1)
	r := form.ReadStatementMovement(m.tables, m.settings)
	assert.Equal(t, "Fieldwork & Family Support (new)", r.Sections[0].Rows[1].Cells[0].Text)
	assert.Contains(t, r.Notes[0], "Fieldwork & Family Support is new")
	assert.Contains(t, strings.Join(r.Notes, " "), "The total budget changed")
}

func TestReadStatementMovement_ProblemsStandWhereTheyBelong(t *testing.T) {
	m := financePage().typed(form.StatementTable, 0, 1, "lots")
	r := form.ReadStatementMovement(m.tables, m.settings)
	assert.Empty(t, r.Problems, "the first part tells them")
	assert.Contains(t, r.Answer, "is needed")

	m = financePage().typed(form.EarlierTable, 0, 1, "lots")
	r = form.ReadStatementMovement(m.tables, m.settings)
	require.Len(t, r.Problems, 1)
	assert.Equal(t, form.EarlierTable, r.Problems[0].Table)

	m = financePage()
	m.settings["earlier_period"] = "2024/25 month 5"
	assert.Equal(t, "earlier_period", form.ReadStatementMovement(m.tables, m.settings).Problems[0].Field, "later than the later one")
	m.tables[form.EarlierTable].Replace(nil)
	r = form.ReadStatementMovement(m.tables, m.settings)
	assert.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "Give the same statement")
}

// Two children from 1 October, 26 weeks each, 52 child-weeks in all.
func TestReadPlacements_AScenarioWithItsWorking(t *testing.T) {
	m := financePage()
	r := form.ReadPlacements(m.tables, m.settings)
	require.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "With 2 children moved from External residential to Internal fostering from 1 October 2024")
	assert.Contains(t, r.Answer, "less")
	assert.Contains(t, r.More, "against the budget of £1,600,000")
	require.Equal(t, []string{"scenario", "costs", "sensitivity"}, []string{r.Sections[0].ID, r.Sections[1].ID, r.Sections[2].ID})
	assert.Equal(t, "2 from 1 October 2024 to the end of 2024/25: 52.00 child-weeks", r.Sections[0].Working[0])
	assert.Contains(t, strings.Join(r.Sections[1].Working, "\n"), "Semi-independent: 709 nights", "D1 the whole year of 365, D2 344 from 22 April")
	assert.Greater(t, len(r.Sections[2].Rows), 8)
}

func TestReadPlacements_WithoutAChangeThereIsNoScenario(t *testing.T) {
	m := financePage()
	m.settings["move_children"], m.settings["placement_budget"] = "0", ""
	r := form.ReadPlacements(m.tables, m.settings)
	require.Empty(t, r.Problems)
	require.Len(t, r.Sections, 1)
	assert.Contains(t, r.Answer, "As they stand the placements cost £")
	m.settings["rise"], m.settings["rise_type"] = "10", "Semi-independent"
	r = form.ReadPlacements(m.tables, m.settings)
	assert.Contains(t, r.Answer, "With the prices of Semi-independent changed by 10% from 1 October 2024")
	assert.Contains(t, strings.Join(r.Sections[0].Working, "\n"), "Prices of Semi-independent")
}

func TestReadPlacements_BadSettingsAreToldAtTheirFields(t *testing.T) {
	for field, bad := range map[string]string{
		"year": "next", "placement_budget": "lots", "move_children": "-1", "move_on": "soon", "rise": "101",
	} {
		m := financePage()
		m.settings[field] = bad
		r := form.ReadPlacements(m.tables, m.settings)
		require.NotEmpty(t, r.Problems, field)
		assert.Equal(t, field, r.Problems[0].Field)
	}
	m := financePage()
	m.settings["move_on"] = "2025-04-01"
	assert.Contains(t, form.ReadPlacements(m.tables, m.settings).Problems[0].Text, "is not in 2024/25")
	m = financePage()
	m.settings["move_children"] = "4"
	assert.Contains(t, form.ReadPlacements(m.tables, m.settings).Problems[0].Text, "3 are in it then", "A4 has left")
	m.settings["move_to"] = m.settings["move_from"]
	assert.Contains(t, form.ReadPlacements(m.tables, m.settings).Problems[0].Text, "choose two types")
}

func TestReadPlacements_EveryBadRowIsTold(t *testing.T) {
	m := financePage().typed(form.PlacementsTable, 0, 2, "6 November").typed(form.PlacementsTable, 2, 4, "dear").typed(form.PlacementsTable, 4, 3, "2020-01-01")
	r := form.ReadPlacements(m.tables, m.settings)
	require.Len(t, r.Problems, 3)
	assert.Equal(t, grid.Position{Row: 0, Col: 2}, r.Problems[0].At)
	assert.Equal(t, grid.Position{Row: 2, Col: 4}, r.Problems[1].At)
	assert.Equal(t, 4, r.Problems[2].At.Row)
	m.tables[form.PlacementsTable].Replace(nil)
	assert.Empty(t, form.ReadPlacements(m.tables, m.settings).Problems)
}

// 1,500 + 640 + 450 + 380 = 2,970; at risk 880 + 580 + 0 + 380 = 1,840.
func TestReadSavings_SaysWhatIsAchievedAndAtRisk(t *testing.T) {
	m := financePage()
	r := form.ReadSavings(m.tables, m.settings)
	require.Empty(t, r.Problems)
	assert.Equal(t, "Of savings of £2,970k, £1,280k is achieved (43.1%) and £1,840k is at risk net of in-year pressures (62.0%).", r.Answer)
	for _, row := range r.Sections[1].Rows {
		assert.Equal(t, "Agrees", row.Cells[1].Text, row.Cells[0].Text)
	}
	r = form.ReadSavings(m.typed(form.SavingsTable, 1, 1, "much").tables, m.settings)
	require.Len(t, r.Problems, 1)
	assert.Equal(t, grid.Position{Row: 1, Col: 1}, r.Problems[0].At)
}

func TestReadOutturn_EveryMethodSideBySide(t *testing.T) {
	m := financePage()
	r := form.ReadOutturn(m.tables, m.settings)
	require.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "After 4 months of 2024/25 the year may end between £")
	assert.Equal(t, []string{"Straight line", "52,500", "11,200 adverse"}, texts(r.Sections[0].Rows[0]), "17,500 × 12 / 4")
	for field, bad := range map[string]string{"outturn_unit": "pints", "outturn_year": "x", "outturn_budget": ""} {
		m := financePage()
		m.settings[field] = bad
		assert.Equal(t, field, form.ReadOutturn(m.tables, m.settings).Problems[0].Field)
	}
	r = form.ReadOutturn(m.typed(form.ActualsTable, 1, 1, "").tables, m.settings)
	require.Len(t, r.Problems, 1)
	assert.Equal(t, 2, r.Problems[0].At.Row, "a gap")
}

func TestReadFile_OpensAFinanceFileIntoTheTableWhoseColumnsItHas(t *testing.T) {
	for table, text := range map[string]string{
		form.StatementTable: "service,budget,forecast,reserves\nCare,1,2,0\n", form.PlacementsTable: "type,start,weekly\nfostering,2024-04-01,500\n",
		form.SavingsTable: "saving;target;achieved\nA;1;0\n", form.ActualsTable: "month,actual\nApril,1\n",
	} {
		in, _, err := form.ReadFile("finance", "x.csv", []byte(text))
		require.NoError(t, err, table)
		assert.Contains(t, in.Tables, table)
	}
	_, _, err := form.ReadFile("finance", "x.csv", []byte("a,b\n1,2\n"))
	assert.ErrorContains(t, err, "service")
}
