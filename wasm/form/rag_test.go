package form_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny/definitions"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// exampleTables are the tables of an example, as the page makes them.
func exampleTables(in form.Inputs) form.Tables {
	tables := form.Tables{}
	for _, s := range form.Shapes() {
		if s.Page == in.Page {
			tables[s.Table] = grid.New(s.Columns, in.Tables[s.Table])
		}
	}
	return tables
}

func sectionOf(t *testing.T, r form.Result, id string) form.Section {
	t.Helper()
	for _, s := range r.Sections {
		if s.ID == id {
			return s
		}
	}
	require.Fail(t, "no section "+id)
	return form.Section{}
}

// rowOf is the text of the cells of the row of a name.
func rowOf(t *testing.T, s form.Section, name string) []string {
	t.Helper()
	for _, row := range s.Rows {
		if row.Cells[0].Text == name {
			var texts []string
			for _, c := range row.Cells {
				texts = append(texts, c.Text)
			}
			return texts
		}
	}
	require.Fail(t, "no row "+name)
	return nil
}

func at(table *grid.Table, row int, column string) grid.Position {
	return grid.Position{Row: row, Col: table.ColumnOf(column)}
}

// Oldham, report of 10 September 2019: appendix 2 (24% and 30% against 55%, 47% against 90%, 53.8% against 100%, 60% against
// the neighbours' 53%, turnover at its target of 12%), 7.1 to 7.3 (17 against 18, 21 the year before) and 7.5 (74 and 77 against 70).
func TestReadKPIs_OldhamsPrintedIndicators(t *testing.T) {
	example := form.RAGExample()
	r := form.ReadKPIs(exampleTables(example), example.Settings)
	require.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "3 green, 2 amber, 5 red, 3 unrated")
	s := sectionOf(t, r, "kpi-ratings")
	for name, want := range map[string]string{
		"Plans judged good or outstanding in audit": "Red", "Permanency plan at the second review": "Red", "Staying put with former foster carers": "Green",
		"Staff turnover": "Green", "Average caseload of a social worker": "Green", "Cases of a reviewing officer": "Amber", "Cases of a child protection chair": "Amber",
	} {
		assert.Equal(t, want, rowOf(t, s, name)[3], name)
	}
	assert.Equal(t, "↗ improving", rowOf(t, s, "Average caseload of a social worker")[4])
	assert.Contains(t, rowOf(t, s, "Cases of a child protection chair")[5], "as printed it may be Amber or Red", "7 is all that 10% of 70 allows")
	assert.NotNil(t, s.Chart)
}

func TestReadKPIs_WhatCannotBeRatedSaysWhy(t *testing.T) {
	example := form.RAGExample()
	tables := exampleTables(example)
	kpis := tables[form.KPITable]
	kpis.Type(at(kpis, 0, "actual"), "c")
	s := sectionOf(t, form.ReadKPIs(tables, example.Settings), "kpi-ratings")
	for name, why := range map[string]string{
		"Plans judged good or outstanding in audit": "suppressed", "Managers with supervision training": "no value is given",
		"Social workers with a high caseload": "no target is stated", "Children on a protection plan": "nobody states which way",
	} {
		row := rowOf(t, s, name)
		assert.Equal(t, "Unrated", row[3], name)
		assert.Contains(t, row[5], why)
	}
	assert.Equal(t, "suppressed", rowOf(t, s, "Plans judged good or outstanding in audit")[1])
	assert.Equal(t, "not stated", rowOf(t, s, "Children on a protection plan")[2])
}

func TestReadKPIs_TheChosenRuleDecides(t *testing.T) {
	for name, test := range map[string]struct {
		settings map[string]string
		want     string // of 74 against 70, lower is better
	}{
		"amber within 5%":         {map[string]string{"kpi_rule": "tolerance", "kpi_amber": "5%"}, "Red"},
		"green within 4 points":   {map[string]string{"kpi_rule": "tolerance", "kpi_green": "4"}, "Green"},
		"not improved":            {map[string]string{"kpi_rule": "tolerance_trend", "kpi_green": "0", "kpi_amber": "0"}, "Red"},
		"overspent by 5.7%":       {map[string]string{"kpi_rule": "budget_one", "kpi_green": "2%", "kpi_amber": "5%"}, "Red"},
		"a floor is missing":      {map[string]string{"kpi_rule": "target_floor"}, "Unrated"},
		"own rule":                {map[string]string{"kpi_rule": "own", "kpi_json": `{"kind": "tolerance", "green_within": "4"}`}, "Green"},
		"own rule with two lines": {map[string]string{"kpi_rule": "own", "kpi_json": `{"kind": "target_floor", "polarity": "lower", "target": "70", "floor": "75"}`}, "Amber"},
	} {
		t.Run(name, func(t *testing.T) {
			example := form.RAGExample()
			for k, v := range test.settings {
				example.Settings[k] = v
			}
			r := form.ReadKPIs(exampleTables(example), example.Settings)
			require.Empty(t, r.Problems)
			assert.Equal(t, test.want, rowOf(t, sectionOf(t, r, "kpi-ratings"), "Cases of a reviewing officer")[3])
		})
	}
}

func TestReadKPIs_FaultsOfTheRuleAndOfTheTableAreToldAtOnce(t *testing.T) {
	example := form.RAGExample()
	example.Settings["kpi_green"], example.Settings["kpi_amber"] = "some", "-5"
	tables := exampleTables(example)
	kpis := tables[form.KPITable]
	kpis.Type(at(kpis, 0, "actual"), "lots")
	kpis.Type(at(kpis, 1, "polarity"), "up")
	kpis.Type(at(kpis, 2, "name"), "")
	r := form.ReadKPIs(tables, example.Settings)
	require.Len(t, r.Problems, 4, "the allowance that cannot be read hides the negative one; every row is told")
	assert.Equal(t, "kpi_green", r.Problems[0].Field)
	assert.Equal(t, at(kpis, 0, "actual"), r.Problems[1].At)
	assert.Equal(t, at(kpis, 1, "polarity"), r.Problems[2].At)
	assert.Equal(t, at(kpis, 2, "name"), r.Problems[3].At)
	example.Settings["kpi_green"] = "-1"
	var fields []string
	for _, p := range form.ReadKPIs(exampleTables(form.RAGExample()), example.Settings).Problems {
		fields = append(fields, p.Field)
	}
	assert.Subset(t, fields, []string{"kpi_green", "kpi_amber"})
}

func TestReadKPIs_FaultsOfARuleOfOnesOwnAreToldAtOnce(t *testing.T) {
	for text, told := range map[string][]string{
		"":                     {"paste a rule"},
		"{":                    {""},
		`{"kind": "delivery"}`: {"rates actions"},
		`{"kind": "guessing"}`: {"guessing"},
		`{"kind": "range", "bands": [{"rating": "green", "at_least": "90"}, {"rating": "red", "below": "50"}, {"rating": "amber", "at_least": "95"}]}`: {"bands", "bands"},
	} {
		example := form.RAGExample()
		example.Settings["kpi_rule"], example.Settings["kpi_json"] = "own", text
		problems := form.ReadKPIs(exampleTables(example), example.Settings).Problems
		require.GreaterOrEqual(t, len(problems), len(told), text)
		for i, want := range told {
			assert.Equal(t, "kpi_json", problems[i].Field)
			assert.Contains(t, problems[i].Text, want)
		}
	}
}

func TestReadRAG_WeightPriorityAndMissingCount(t *testing.T) {
	example := form.RAGExample()
	tables := exampleTables(example)
	actions := tables[form.ActionsTable]
	example.Settings["policy"] = "priority"
	actions.Type(at(actions, 9, "priority"), "yes") // the quality of plans, red
	assert.Contains(t, form.ReadRAG(tables, example.Settings).Answer, "Overall Red by priority")
	example.Settings["policy"] = "weighted"
	actions.Type(at(actions, 6, "weight"), "1000") // turnover, green
	assert.Contains(t, form.ReadRAG(tables, example.Settings).Answer, "Overall Green by weighted")
	example.Settings["missing"] = "block"
	assert.Contains(t, form.ReadRAG(tables, example.Settings).Answer, "Overall Green", "what is not yet due is never missing")
	example.Settings["coverage"] = "100"
	assert.Contains(t, form.ReadRAG(tables, example.Settings).Answer, "Overall Green", "nor does it count in the coverage")
	assert.Contains(t, form.ReadKPIs(tables, example.Settings).Answer, "Overall not rated", "three indicators have no rating")
}

func TestReadRAG_WrongChoicesAreToldAtTheirFields(t *testing.T) {
	example := form.RAGExample()
	tables := exampleTables(example)
	actions := tables[form.ActionsTable]
	actions.Type(at(actions, 0, "weight"), "-1")
	actions.Type(at(actions, 1, "priority"), "perhaps")
	problems := form.ReadRAG(tables, example.Settings).Problems
	require.Len(t, problems, 2)
	assert.Equal(t, at(actions, 0, "weight"), problems[0].At)
	assert.Equal(t, at(actions, 1, "priority"), problems[1].At)
	example.Settings = map[string]string{"on": "soon", "policy": "guess", "missing": "lost", "coverage": "101"}
	var fields []string
	for _, p := range form.ReadRAG(tables, example.Settings).Problems {
		fields = append(fields, p.Field)
	}
	assert.Equal(t, []string{"on", "policy", "missing", "coverage"}, fields)
}

// The example of last month is the same plan rated on 31 July 2019: three of its measurements are of August.
func TestReadMovement_OfTheExample(t *testing.T) {
	example := form.RAGExample()
	r := form.ReadRatingMovement(exampleTables(example), example.Settings)
	require.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "1 improved, 2 worsened, 0 new and 0 gone")
	moved := sectionOf(t, r, "moved")
	require.Len(t, moved.Rows, 3)
	assert.Equal(t, "↘ worsened to Red from Amber", moved.Rows[0].Cells[4].Text)
	assert.Equal(t, "↗ improved to Green from Amber", moved.Rows[2].Cells[4].Text)
	assert.Equal(t, []string{"Amber", "1", "21", "2", "0"}, rowOf(t, sectionOf(t, r, "matrix"), "Amber"))
}

func TestReadMovement_NamesWhatIsNewAndWhatIsGone(t *testing.T) {
	example := form.RAGExample()
	example.Settings["movement_of"] = "kpis"
	tables := exampleTables(example)
	tables[form.BeforeTable] = grid.New(form.BeforeColumns(), [][]string{{"", "Staff turnover", "R"}, {"", "Sickness", " Amber "}, {"", "Managers with supervision training", "green"}})
	r := form.ReadRatingMovement(tables, example.Settings)
	require.Empty(t, r.Problems)
	assert.Contains(t, r.Answer, "1 improved, 0 worsened, 11 new and 1 gone")
	moved := sectionOf(t, r, "moved")
	assert.Equal(t, "✕ gone, was Amber", rowOf(t, moved, "Sickness")[4])
	assert.Equal(t, "○ no longer rated, was Green", rowOf(t, moved, "Managers with supervision training")[4])
}

func TestReadMovement_BadRatingsAndNamesThatStandTwiceAreToldAtTheirCells(t *testing.T) {
	example := form.RAGExample()
	tables := exampleTables(example)
	before := grid.New(form.BeforeColumns(), [][]string{{"A", "x", "blue"}, {"A", "", "red"}})
	tables[form.BeforeTable] = before
	problems := form.ReadRatingMovement(tables, example.Settings).Problems
	require.Len(t, problems, 2)
	assert.Equal(t, at(before, 0, "rating"), problems[0].At)
	assert.Equal(t, at(before, 1, "action"), problems[1].At)
	tables[form.BeforeTable] = grid.New(form.BeforeColumns(), [][]string{{"A", "x", "red"}, {"", "", ""}, {"A", "x", "red"}})
	problems = form.ReadRatingMovement(tables, example.Settings).Problems
	require.Len(t, problems, 1)
	assert.Equal(t, 2, problems[0].At.Row)
	assert.Contains(t, problems[0].Text, "stands twice")
}

func TestRatingsNow_ReadBackMoveNothing(t *testing.T) {
	for _, of := range []string{"actions", "kpis"} {
		example := form.RAGExample()
		example.Settings["movement_of"] = of
		tables := exampleTables(example)
		tables[form.BeforeTable].Replace(form.RatingsNow(tables, example.Settings))
		assert.Contains(t, form.ReadRatingMovement(tables, example.Settings).Answer, "0 improved, 0 worsened, 0 new and 0 gone", of)
	}
}

func TestFurtherParts_WithoutATableSayWhatToType(t *testing.T) {
	for page, parts := range map[string][]func(form.Tables, map[string]string) form.Result{
		"rag":      {form.ReadKPIs, form.ReadRatingMovement},
		"caseload": {form.ReadHistogram, form.ReadStandards, form.ReadWorkforce},
	} {
		in := map[string]form.Inputs{"rag": form.RAGExample(), "caseload": form.CaseloadExample()}[page]
		for id := range in.Tables {
			in.Tables[id] = nil
		}
		for _, read := range parts {
			r := read(exampleTables(in), in.Settings)
			assert.Empty(t, r.Problems, page)
			assert.True(t, strings.HasPrefix(r.Answer, "Type "), r.Answer)
			assert.Empty(t, r.Sections)
		}
	}
	in := form.RAGExample()
	in.Settings["on"] = "soon"
	assert.Contains(t, form.ReadRatingMovement(exampleTables(in), in.Settings).Answer, "Correct")
}

func TestSections_NameDefinitionsThatStandInTheRegister(t *testing.T) {
	ragIn := form.RAGExample()
	ragTables := exampleTables(ragIn)
	var results []form.Result
	for _, in := range []form.Inputs{ragIn, form.CaseloadExample()} {
		first := map[string]func(form.Tables, map[string]string) form.Result{"rag": form.ReadRAG, "caseload": form.ReadCaseload}[in.Page]
		further, err := form.FurtherParts(in)
		require.NoError(t, err)
		results = append(results, first(exampleTables(in), in.Settings))
		results = slices.AppendSeq(results, maps.Values(further))
	}
	for _, choice := range form.RuleChoices() {
		ragIn.Settings["kpi_rule"], ragIn.Settings["kpi_json"] = choice[0], `{"kind": "quartile", "quartiles": {"min": "0", "lower": "25", "median": "50", "upper": "75", "max": "100"}}`
		results = append(results, form.ReadKPIs(ragTables, ragIn.Settings))
	}
	named := 0
	for _, r := range results {
		require.Empty(t, r.Problems)
		for _, s := range r.Sections {
			for _, id := range s.By {
				_, ok := definitions.Of(id)
				assert.True(t, ok, "%s of %s", id, s.ID)
				named++
			}
		}
	}
	assert.Greater(t, named, 27)
}

func TestReadFile_IsReadIntoTheTableThatHasItsColumns(t *testing.T) {
	for text, want := range map[string][2]string{
		"area,action,status\nA,x,complete\n":           {"rag", form.ActionsTable},
		"Indicator;Actual;Target\nx;1;2\n":             {"rag", form.KPITable},
		"Area,Action,Rating,State,Reason\nA,x,red,,\n": {"rag", form.BeforeTable},
		"worker,fte,cases\na,1,2\n":                    {"caseload", form.WorkersTable},
		"cases,workers\n1,2\n":                         {"caseload", form.HistogramTable},
		"area,in_post,vacancies,agency,agency_covering,leavers,cases,case_holders\nO,1,1,1,1,1,1,1\n": {"caseload", form.WorkforceTable},
	} {
		in, _, err := form.ReadFile(want[0], "file.csv", []byte(text))
		require.NoError(t, err, text)
		require.Len(t, in.Tables, 1)
		assert.Len(t, in.Tables[want[1]], 1, text)
	}
	_, _, err := form.ReadFile("rag", "file.csv", []byte("colour,shape\n1,2\n"))
	require.Error(t, err)
	assert.Contains(t, err.Error(), "colour, shape")
	assert.Contains(t, err.Error(), "indicators, needs the columns name, actual")
	_, _, err = form.ReadFile("rag", "file.csv", []byte("name,actual\n1,2,3\n"))
	require.ErrorContains(t, err, "line 2", "it is a file of indicators, with a fault")
}

func TestReadRAG_DatesAndWordsAreReadAsPeopleWriteThem(t *testing.T) {
	example := form.RAGExample()
	want := form.ReadRAG(exampleTables(example), example.Settings)
	tables := exampleTables(example)
	actions := tables[form.ActionsTable]
	actions.Type(at(actions, 0, "status"), " Awaiting sign-off ")
	actions.Type(at(actions, 3, "status"), "In progress")
	actions.Type(at(actions, 3, "due"), "31/03/2020")
	actions.Type(at(actions, 9, "actual_date"), "31 August 2019")
	actions.Type(at(actions, 9, "polarity"), "Higher")
	example.Settings["on"] = "31 Aug 2019"
	assert.Equal(t, want, form.ReadRAG(tables, example.Settings))
	actions.Type(at(actions, 3, "due"), "31/02/2020")
	problems := form.ReadRAG(tables, example.Settings).Problems
	require.Len(t, problems, 1)
	assert.Equal(t, at(actions, 3, "due"), problems[0].At)
}
