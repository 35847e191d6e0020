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

func TestFurtherParts_WithoutATableSayWhatToType(t *testing.T) {
	in := form.CaseloadExample()
	for id := range in.Tables {
		in.Tables[id] = nil
	}
	for _, read := range []func(form.Tables, map[string]string) form.Result{form.ReadHistogram, form.ReadStandards, form.ReadWorkforce} {
		r := read(exampleTables(in), in.Settings)
		assert.Empty(t, r.Problems)
		assert.True(t, strings.HasPrefix(r.Answer, "Type "), r.Answer)
		assert.Empty(t, r.Sections)
	}
}

func TestSections_NameDefinitionsThatStandInTheRegister(t *testing.T) {
	in := form.CaseloadExample()
	further, err := form.FurtherParts(in)
	require.NoError(t, err)
	results := slices.AppendSeq([]form.Result{form.ReadCaseload(exampleTables(in), in.Settings)}, maps.Values(further))
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
	assert.Greater(t, named, 10)
}

func TestReadFile_IsReadIntoTheTableThatHasItsColumns(t *testing.T) {
	for text, want := range map[string][2]string{
		"area,action,status\nA,x,complete\n":           {"rag/actions", "actions"},
		"Indicator;Actual;Target\nx;1;2\n":             {"rag/kpis", "kpis"},
		"Area,Action,Rating,State,Reason\nA,x,red,,\n": {"rag/rollup", "ratings"},
		"worker,fte,cases\na,1,2\n":                    {"caseload", form.WorkersTable},
		"cases,workers\n1,2\n":                         {"caseload", form.HistogramTable},
		"area,in_post,vacancies,agency,agency_covering,leavers,cases,case_holders\nO,1,1,1,1,1,1,1\n": {"caseload", form.WorkforceTable},
	} {
		in, _, err := form.ReadFile(want[0], "file.csv", []byte(text))
		require.NoError(t, err, text)
		require.Len(t, in.Tables, 1)
		assert.Len(t, in.Tables[want[1]], 1, text)
	}
	_, _, err := form.ReadFile("rag/kpis", "file.csv", []byte("colour,shape\n1,2\n"))
	require.Error(t, err)
	assert.Contains(t, err.Error(), "colour, shape")
	assert.Contains(t, err.Error(), "indicators, needs the columns name, actual")
	_, _, err = form.ReadFile("rag/kpis", "file.csv", []byte("name,actual\n1,2,3\n"))
	require.ErrorContains(t, err, "line 2", "it is a file of indicators, with a fault")
}
