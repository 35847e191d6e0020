package form_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// page is the check page without a browser.
type page struct {
	report   scrutiny.Report
	tables   map[string]*grid.Table
	settings map[string]string
}

func pageOf(report scrutiny.Report, more map[string]string) page {
	p := page{report, map[string]*grid.Table{}, form.ReportSettings(report)}
	for name, value := range more {
		p.settings[name] = value
	}
	for _, t := range form.ReportTables(report) {
		p.tables[t.ID] = grid.New(t.Columns, t.Rows)
	}
	return p
}

func examplePage(t *testing.T, name string) page {
	t.Helper()
	report, err := form.ReadReport(form.CheckExample(name).Text)
	require.NoError(t, err)
	return pageOf(report, nil)
}

func (p page) check() form.Check { return form.ReadCheck(p.report, p.tables, p.settings) }

func TestReadCheck_TheTablesOfThePageAreTheReport(t *testing.T) {
	for _, name := range []string{"oldham-2024", "oldham-2019"} {
		p := examplePage(t, name)
		c := p.check()
		require.Empty(t, c.Problems)
		want, err := json.Marshal(p.report)
		require.NoError(t, err)
		assert.JSONEq(t, string(want), form.ReportText(c.Typed), "nothing is lost or added by going through the page")
	}
}

func TestSettings_TheUnitOfATableChangesTheVerdict(t *testing.T) {
	p := examplePage(t, "oldham-2024")
	before := p.check().Result.Summary.Differs
	p.settings["table0.unit"] = "£m"
	assert.Greater(t, p.check().Result.Summary.Differs, before, "the text prints £12.261m beside what would be 12,261 £m")
}

func TestSettings_AFormulaAndADateAreToldAtTheirFields(t *testing.T) {
	p := examplePage(t, "oldham-2024")
	p.settings["table0.c3.formula"], p.settings["date"] = "forecast - nobody", "soon"
	var fields []string
	for _, problem := range p.check().Problems {
		fields = append(fields, problem.Field)
	}
	assert.ElementsMatch(t, []string{"table0.c3.formula", "date"}, fields)
}

func TestReadCheck_FaultsStandAtTheirCells(t *testing.T) {
	p := examplePage(t, "oldham-2024")
	p.tables["table0"].Type(grid.Position{Row: 1, Col: 3}, "12,28x8")
	p.tables["table0"].Type(grid.Position{Row: 4, Col: 1}, "Nobody")
	p.tables[form.ClaimsTable].Type(grid.Position{Row: 1, Col: 5}, "-totl")
	var at []string
	for _, problem := range p.check().Problems {
		at = append(at, problem.Table+" "+problem.Label)
	}
	assert.ElementsMatch(t, []string{"table0 Row 2, Forecast", "table0 Row 5, Adds up", "claims Row 2, Formula"}, at)
}

func TestTables_ARowThatIsRenamedKeepsWhatIsKnownOfIt(t *testing.T) {
	report := scrutiny.Report{Tables: []scrutiny.Table{{
		Columns: []scrutiny.Column{{ID: "n"}}, Rows: []scrutiny.Row{{Label: "a", Cells: map[string]scrutiny.Input{"n": scrutiny.Count("3")}}},
	}}}
	p := pageOf(report, nil)
	p.tables["table0"].Type(grid.Position{}, "b")
	typed := p.check().Typed.Tables[0].Rows[0]
	assert.Equal(t, "b", typed.Label)
	assert.True(t, typed.Cells["n"].Exact)
}

func TestTables_ATotalCanTakeRowsAway(t *testing.T) {
	report := scrutiny.Report{Tables: []scrutiny.Table{{
		Columns: []scrutiny.Column{{ID: "n"}},
		Rows:    []scrutiny.Row{{Label: "Gross", Cells: map[string]scrutiny.Input{"n": scrutiny.Print("10")}}, {Label: "Income", Cells: map[string]scrutiny.Input{"n": scrutiny.Print("3")}}},
		Totals:  []scrutiny.Total{{Label: "Net", Of: []string{"Gross"}, Less: []string{"Income"}, Cells: map[string]scrutiny.Input{"n": scrutiny.Print("7")}}},
	}}}
	p := pageOf(report, nil)
	assert.Equal(t, "Gross; less Income", p.tables["table0"].Get(2, "total_of"))
	assert.Equal(t, report.Tables[0].Totals, p.check().Typed.Tables[0].Totals)
	assert.Equal(t, 1, p.check().Result.Summary.Agrees)
}

func TestStructure_TablesAndColumnsComeAndGo(t *testing.T) {
	p := examplePage(t, "oldham-2024")
	wide := form.AddColumn(form.AddTable(p.report), 0)
	assert.Len(t, wide.Tables, 3)
	assert.Len(t, wide.Tables[0].Columns, 5)
	assert.Len(t, p.report.Tables[0].Columns, 4, "the report itself stays as it is")
	empty := pageOf(form.AddTable(scrutiny.Report{}), nil)
	assert.Empty(t, empty.check().Problems)
	narrow := form.RemoveColumn(wide, 0, "column")
	assert.JSONEq(t, form.ReportText(p.report), form.ReportText(form.RemoveTable(narrow, 2)))
}

func TestVarianceSign_IsReadFromTheFormulaAndTurned(t *testing.T) {
	for formula, sign := range map[string]string{
		"forecast - budget": "overspend_positive", "forecast + reserves - budget": "overspend_positive", "budget - forecast": "underspend_positive",
		"-(forecast - budget)": "underspend_positive", "(forecast - budget) / budget * 100": "", "a - b": "", "": "", "((": "",
	} {
		assert.Equal(t, sign, form.VarianceSign(formula), formula)
	}
	assert.Equal(t, "-(forecast - budget)", form.TurnSign("forecast - budget"))
	assert.Equal(t, "forecast - budget", form.TurnSign("-(forecast - budget)"))
}

func TestClaims_EveryKindCanBeBegunAndIsJudged(t *testing.T) {
	for _, kind := range form.ClaimKinds() {
		p := examplePage(t, "oldham-2024")
		row := p.tables[form.ClaimsTable].Append()
		for col, text := range form.NewClaim(string(kind.Kind)) {
			p.tables[form.ClaimsTable].Type(grid.Position{Row: row, Col: col}, text)
		}
		p.tables[form.ClaimsTable].Type(grid.Position{Row: row, Col: 3}, "12")
		c := p.check()
		assert.Empty(t, c.Problems, kind.Kind)
		assert.Len(t, c.Report.Claims, 17, kind.Kind)
		assert.Equal(t, kind.Kind, c.Report.Claims[16].Kind)
	}
}

func TestClaims_OneOfNeighboursSaysThatItNeedsOtherData(t *testing.T) {
	p := pageOf(scrutiny.Report{}, nil)
	p.tables[form.ClaimsTable].Replace([][]string{{"2", "Turnover", "neighbours", "below"}})
	c := p.check()
	require.Len(t, c.Findings, 1)
	assert.Equal(t, "Cannot be checked", c.Findings[0].Word)
	assert.Contains(t, c.Findings[0].Details[0], "needs their published data")
}

func TestClaims_WhatCannotBeReadIsToldAtItsCell(t *testing.T) {
	for name, test := range map[string]struct {
		column string
		text   string
		told   string
	}{
		"a kind":              {"kind", "guess", "is no kind of claim"},
		"an input":            {"inputs", "428", "is no input"},
		"a fact without name": {"facts", "17", "says nothing"},
		"an unknown fact":     {"facts", "colour = red", "is nothing that a claim holds"},
		"a tally of words":    {"facts", "green = many", "is no count"},
	} {
		t.Run(name, func(t *testing.T) {
			p := examplePage(t, "oldham-2024")
			claims := p.tables[form.ClaimsTable]
			claims.Type(grid.Position{Row: 0, Col: claims.ColumnOf(test.column)}, test.text)
			c := p.check()
			require.NotEmpty(t, c.Problems)
			assert.Equal(t, grid.Position{Row: 0, Col: claims.ColumnOf(test.column)}, c.Problems[0].At)
			assert.Contains(t, c.Problems[0].Text, test.told)
		})
	}
}

func TestClaims_AnAddedClaimIsChecked(t *testing.T) {
	p := pageOf(scrutiny.Report{}, nil)
	p.tables[form.ClaimsTable].Replace([][]string{{"2.3", "Conversion", "", "25%", "referrals = 428 exact; contacts = 2,202 exact", "referrals / contacts * 100"}})
	c := p.check()
	require.Empty(t, c.Problems)
	assert.Equal(t, 1, c.Result.Summary.Differs)
	assert.True(t, c.Report.Claims[0].Inputs["referrals"].Exact)
}

func TestReadCheck_AnEmptyReportSaysWhatToDo(t *testing.T) {
	c := pageOf(scrutiny.Report{}, nil).check()
	assert.True(t, c.Empty)
	assert.Contains(t, c.Answer, "paste its text")
}
