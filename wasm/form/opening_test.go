package form_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/calculate"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
)

// headerOf is the first line of a file with the columns of a shape.
func headerOf(s form.Shape) string {
	var names []string
	for _, c := range s.Columns {
		names = append(names, c.ID)
	}
	return strings.Join(names, ",") + "\n"
}

func TestIdentify_EveryTableIsKnownByItsColumns(t *testing.T) {
	first := map[string]form.Shape{}
	for _, s := range form.Shapes() {
		// Several tools read a table of the same columns: a file opened elsewhere goes to the first of them.
		same := headerOf(s)
		if _, known := first[same]; !known {
			first[same] = s
		}
		t.Run(s.Page+" "+s.Table, func(t *testing.T) {
			for _, page := range []string{s.Page, "", "demand"} {
				want := first[same]
				switch {
				case page == s.Page:
					want = s
				case s.Page == "demand/combine" && s.Table == "figures":
					continue // periods and counts are a series too, and the page of demand reads those
				}
				found, err := form.Identify(page, []byte(same))
				require.NoError(t, err)
				assert.Equal(t, want.Page, found.Page, "opened on %q", page)
				assert.Contains(t, tables(found), want.Table)
			}
		})
	}
}

func tables(found form.Identity) []string {
	var ids []string
	for _, s := range found.Tables {
		ids = append(ids, s.Table)
	}
	return ids
}

func TestIdentify_FindsThePageOfAFile(t *testing.T) {
	for _, c := range []struct{ name, page, head, want string }{
		{"figures as published", "", "\ufefftime_period,time_identifier,geographic_level,country_code\n", "demand"},
		{"figures as published, opened on another page", "finance", "time_period,geographic_level\n", "demand"},
		{"the long file of LAIT", "", "Short Desc,Data Item,Years,LA and Regions,Values,LA Number\n", "demand"},
		{"what the columns mean", "", "col_name,col_type,label\n", "demand"},
		{"neighbours of 2025", "", "old_la_code,la_name,SN_1,SN_1P\n", "demand"},
		{"neighbours of 2021", "", "LA num,LA Name,SN1,SNP,SN2,SNP\n", "demand"},
		{"one's own series", "", "period,value\n", "demand"},
		{"a report", "", `{"title": "x", "tables": [`, "check"},
		{"figures saved here", "", `{` + "\n" + `  "page": "caseload",`, "caseload/profile"},
		{"figures saved on the page of demand", "", `{"page": "demand",`, "demand"},
		{"figures saved here, opened elsewhere", "rag", `{"page":"finance/savings"`, "finance/savings"},
		{"a table below a title", "", "Month 4\n\nService;Revised budget;Forecast;Use of reserves\n", "finance/statement"},
		{"tabs", "", "worker\tfte\tcases\n", "caseload/profile"},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := form.Identify(c.page, []byte(c.head))
			require.NoError(t, err)
			assert.Equal(t, c.want, found.Page)
		})
	}
}

func TestIdentify_SaysWhatWasFoundAndWhatIsNeeded(t *testing.T) {
	for _, c := range []struct{ name, page, head, says string }{
		{"nothing that is known", "", "colour,size\n1,2\n", "colour, size"},
		{"what each page needs", "", "colour,size\n", "service, budget, forecast"},
		{"near to a table", "finance/statement", "service,budget,reserves\n", "no column named forecast"},
		{"an empty file", "", " \n", "empty"},
		{"JSON of somebody else", "", `{"a": 1}`, "neither figures saved here nor a report"},
		{"not text", "", "a\x00b", "control character"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := form.Identify(c.page, []byte(c.head))
			assert.ErrorContains(t, err, c.says)
		})
	}
}

// Two tables with the same columns: the person says which.
func TestIdentify_AStatementFitsTwoTables(t *testing.T) {
	found, err := form.Identify("finance/movement", []byte("service,budget,forecast,reserves\n"))
	require.NoError(t, err)
	assert.Equal(t, []string{"earlier", "later"}, tables(found))
}

func workers(n int) []byte {
	var b strings.Builder
	b.WriteString("worker,team,fte,cases\n")
	for i := range n {
		b.WriteString("w" + strconv.Itoa(i) + ",Team " + strconv.Itoa(i%7) + ",1," + strconv.Itoa(10+i%30) + "\n")
	}
	return []byte(b.String())
}

func TestReadLong_WorksOutWhatAPageCannot(t *testing.T) {
	settings := example("caseload/profile")
	var told []string
	step := func(words string) error { told = append(told, words); return nil }
	short, err := form.ReadLong("caseload/profile", "workers", "w.csv", workers(form.PageRows), settings, calculated, step)
	require.NoError(t, err)
	assert.Nil(t, short.Long)
	assert.Len(t, short.Inputs.Tables["workers"], form.PageRows)

	long, err := form.ReadLong("caseload/profile", "workers", "w.csv", workers(30_000), settings, calculated, step)
	require.NoError(t, err)
	require.NotNil(t, long.Long)
	assert.Empty(t, long.Inputs.Tables, "the rows stay in the worker")
	assert.Equal(t, "30000", long.Long.Rows)
	assert.Len(t, long.Long.First, 10)
	assert.Contains(t, told, "Working out 30000 rows")
	// Cases run from 10 to 39 and round again, 1,000 times each: 24.5 on average.
	assert.Contains(t, long.Long.Result.Answer, "24.5")
	for _, s := range long.Long.Result.Sections {
		assert.LessOrEqual(t, len(s.Rows), 26, s.Title)
		if s.Chart != nil {
			assert.LessOrEqual(t, len(s.Chart.Spec), 40_000, s.Title)
		}
	}

	bad := append(workers(5_000), "x,y,one,2\n"...)
	faulty, err := form.ReadLong("caseload/profile", "workers", "w.csv", bad, settings, calculated, step)
	require.NoError(t, err)
	assert.NotEmpty(t, faulty.Long.Result.Problems)

	stopped := assert.AnError
	_, err = form.ReadLong("caseload/profile", "workers", "w.csv", workers(5_000), settings, calculated, func(string) error { return stopped })
	assert.ErrorIs(t, err, stopped)
}

func TestReadLong_ReadsWhatIsNoTable(t *testing.T) {
	step := func(string) error { return nil }
	saved := statement()
	opened, err := form.ReadLong("finance/statement", "", "f.json", []byte(saved.JSON()), form.Inputs{}, calculated, step)
	require.NoError(t, err)
	assert.Equal(t, saved, opened.Inputs)
	_, err = form.ReadLong("finance/statement", "statement", "f.csv", []byte("service,budget\n"), form.Inputs{}, calculated, step)
	assert.Error(t, err)
}

// calculated works out a tool as the worker does.
func calculated(in form.Inputs) (form.Result, error) { return calculate.Run(in, false) }

func sheets(s ...sheet.Sheet) []sheet.Sheet { return s }

func TestChooseSheets(t *testing.T) {
	notes := sheet.Sheet{Name: "Notes", First: [][]string{{"About this workbook"}}}
	statement := sheet.Sheet{Name: "M4", First: [][]string{{"Month 4"}, nil, {"service", "budget", "forecast", "reserves"}}}
	other := sheet.Sheet{Name: "M3", First: [][]string{{"service", "budget", "forecast", "reserves"}}}
	staff := sheet.Sheet{Name: "Staff", First: [][]string{{"worker", "fte", "cases"}}}
	for _, c := range []struct {
		name, page string
		sheets     []sheet.Sheet
		want       form.Sheets
	}{
		{"the one that fits", "finance/statement", sheets(notes, statement, staff), form.Sheets{Page: "finance/statement", Read: []string{"M4"}}},
		{"several fit", "finance/statement", sheets(statement, other), form.Sheets{Page: "finance/statement", Ask: []string{"M4", "M3"}}},
		{"on the first page", "", sheets(notes, staff), form.Sheets{Page: "caseload/profile", Read: []string{"Staff"}}},
		{"that of another page", "rag", sheets(notes, staff), form.Sheets{Page: "caseload/profile", Read: []string{"Staff"}}},
		{"the only one", "finance/statement", sheets(notes), form.Sheets{Page: "finance/statement", Read: []string{"Notes"}}},
		{"any, where a page reads any table", "check", sheets(notes, sheet.Sheet{Name: "x", First: [][]string{{"a"}}}), form.Sheets{Page: "check", Ask: []string{"Notes", "x"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := form.ChooseSheets(c.page, c.sheets)
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
		})
	}
	_, err := form.ChooseSheets("finance/statement", sheets(notes, sheet.Sheet{Name: "x", First: [][]string{{"a", "b"}}}))
	assert.ErrorContains(t, err, "“x” begins with a, b")
	_, err = form.ChooseSheets("finance/statement", nil)
	assert.ErrorContains(t, err, "no sheet with anything")
}

// What a page saves as a workbook it knows again, table by table, with its settings.
func TestBook_IsKnownAgain(t *testing.T) {
	in := statement()
	tool, _ := form.ToolOf(in.Page)
	var named []form.NamedTable
	for _, input := range tool.Inputs {
		named = append(named, form.NamedTable{ID: input.Name, Table: input.Table(in)})
	}
	result, err := calculated(in)
	require.NoError(t, err)
	results := []form.NamedResult{{Name: "Result", Result: result}}
	book := form.Book(in, named, results)
	var found []sheet.Sheet
	names := map[string]bool{}
	for _, table := range book {
		names[table.Name] = true
		var head []string
		for _, c := range table.Columns {
			head = append(head, c.Name)
		}
		found = append(found, sheet.Sheet{Name: table.Name, First: append([][]string{head}, table.Rows...)})
		for _, row := range table.Rows {
			assert.LessOrEqual(t, len(row), len(table.Columns), table.Name)
		}
	}
	chosen, err := form.ChooseSheets("", found)
	require.NoError(t, err)
	assert.Equal(t, in.Page, chosen.Page)
	assert.Equal(t, in.Settings, chosen.Settings)
	assert.Equal(t, chosen.Tables, chosen.Read)
	assert.Contains(t, chosen.Read, "statement")
	assert.True(t, names["Variance, £k"], "the results are sheets too")
	other, err := form.ChooseSheets("rag", found)
	require.NoError(t, err)
	assert.Equal(t, in.Page, other.Page)
}

// A very long file goes to its tool as it is: its faults are told with their places in the file, and lines within quotation marks are no
// rows.
func TestReadLong_OfAVeryLongFile(t *testing.T) {
	step := func(string) error { return nil }
	settings := form.Inputs{Page: "caseload/profile", Settings: map[string]string{"limit": "30", "total": "Nobody"}}
	text := append(workers(12_000), "\"two\nlines\",Team 1,1,12\n"...)
	long, err := form.ReadLong("caseload/profile", "workers", "w.csv", text, settings, calculated, step)
	require.NoError(t, err)
	require.NotNil(t, long.Long)
	require.Empty(t, long.Long.Result.Problems)
	assert.Equal(t, "12001", long.Long.Rows)
	assert.Contains(t, long.Long.Result.More, "more than the limit of 30")
	faulty, err := form.ReadLong("caseload/profile", "workers", "w.csv", append(workers(12_000), "x,y,one,2\n"...), settings, calculated, step)
	require.NoError(t, err)
	require.NotEmpty(t, faulty.Long.Result.Problems)
	assert.Contains(t, faulty.Long.Result.Problems[0].Label, "ine 12002")
	under := append([]byte("Caseloads in June\n\n"), workers(12_000)...)
	titled, err := form.ReadLong("caseload/profile", "workers", "w.csv", under, settings, calculated, step)
	require.NoError(t, err)
	assert.Equal(t, "12000", titled.Long.Rows)
}
