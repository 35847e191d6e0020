package table_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// services is a schema such as a statement has.
var services = table.Schema{
	Name: "services.csv", Label: "service", Group: "group", Kind: "kind",
	Columns: []table.Column{
		{ID: "service", Label: "Service", Synonyms: []string{"Service area", "Directorate"}, Need: "name the service"},
		{ID: "group", Optional: true, Blank: true},
		{ID: "budget", Label: "Revised budget", Kind: table.KindMoney, Unit: figure.Unit{Measure: figure.Pounds}},
		{ID: "forecast", Label: "Forecast outturn", Kind: table.KindMoney, Unit: figure.Unit{Measure: figure.Pounds}},
		{ID: "reserves", Kind: table.KindMoney, Optional: true, Blank: true, Unit: figure.Unit{Measure: figure.Pounds}},
		{ID: "since", Kind: table.KindDate, Optional: true, Blank: true},
		{ID: "agreed", Kind: table.KindYesNo, Optional: true, Blank: true},
		{ID: "kind", Kind: table.KindChoice, Optional: true, Blank: true, Choices: []table.Choice{{Value: "line"}, {Value: "income"}, {Value: "total"}}},
	},
}

func records(t *testing.T, text string, o table.Options) *table.Records {
	t.Helper()
	r, err := readServices(text, o)
	require.NoError(t, err)
	require.NoError(t, r.Err())
	return r
}

func readServices(text string, o table.Options) (*table.Records, error) {
	g, err := table.ReadDelimited(strings.NewReader(text), figure.Place{}, table.Limits{})
	if err != nil {
		return nil, err
	}
	return services.Read(g, o)
}

// shown is the lines of a table: service, group, budget and forecast.
func shown(r *table.Records) (lines []string) {
	service, group, budget, forecast := r.Column("service"), r.Column("group"), r.Column("budget"), r.Column("forecast")
	for _, i := range r.Lines() {
		lines = append(lines, strings.Join([]string{service.Text(i), group.Text(i), budget.Decimal(i).String(), forecast.Decimal(i).String()}, "|"))
	}
	return lines
}

func TestSchema_FindsItsColumns(t *testing.T) {
	for name, text := range map[string]string{
		"by their names":                    "service,budget,forecast\nA,1000,2000\n",
		"in any order":                      "forecast,budget,service\n2000,1000,A\n",
		"by their labels":                   "Service,Revised Budget,Forecast_outturn\nA,1000,2000\n",
		"by a synonym":                      "Service area,budget,forecast\nA,1000,2000\n",
		"with a unit in brackets":           "service,Budget (£000),Forecast Outturn (£000)\nA,1,2\n",
		"with a unit behind":                "service,Budget £000,Forecast £k\nA,1,2\n",
		"with a unit apart":                 "service,Budget £ '000,Forecast in £k\nA,1,2\n",
		"with a note mark":                  "service,Budget [note 1],Forecast¹\nA,1000,2000\n",
		"with a year":                       "service,Budget 2024/25,2024-25 Forecast\nA,1000,2000\n",
		"below title rows":                  "\"Children's services: month 4\"\nPrinted 31 July\n\nservice,budget,forecast\nA,1000,2000\n",
		"below a title that states a unit":  "\"Budget monitoring (£000)\"\n\nservice,budget,forecast\nA,1,2\n",
		"above a row of units":              "service,budget,forecast\n,£000,£000\nA,1,2\n",
		"with the unit in the corner":       "Service (£000),budget,forecast\nA,1,2\n",
		"with an empty corner":              ",budget,forecast\nA,1000,2000\n",
		"below merged groups":               ",2024/25,,\nservice,budget,forecast,notes\nA,1000,2000,x\n",
		"with two rows that make a heading": "service,Revised,Forecast\n,budget,outturn\nA,1000,2000\n",
		"above a source line":               "service,budget,forecast\nA,1000,2000\n\"Source: ledger, 31 July\"\n",
		"above a unit in a note":            "service,budget,forecast\nA,1,2\nAll figures in £000\n",
		"with empty cells more":             "service,budget,forecast\nA,1000,2000,,\n",
		"with blank rows":                   "service,budget,forecast\n\n,,\nA,1000,2000\n\n",
		"with the heading repeated":         "service,budget,forecast\nA,1000,2000\nservice,budget,forecast\n",
		"printed as pounds in pounds":       "service,budget,forecast\nA,£1k,\"£2,000\"\n",
		"a workbook's binary fractions":     "service,budget,forecast\nA,999.9999999999999999,2000.0000000000000002\n",
	} {
		t.Run(name, func(t *testing.T) {
			r := records(t, text, table.Options{})
			assert.Equal(t, []string{"A||1000|2000"}, shown(r))
		})
	}
}

func TestSchema_MapSettlesWhichColumnIsMeant(t *testing.T) {
	const text = "service,2023/24,,2024/25,\n,Budget,Forecast,Budget,Forecast\nA,1,2,1000,2000\n"
	_, err := readServices(text, table.Options{})
	var fault *figure.Fault
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "duplicate_column", fault.Code)
	assert.True(t, fault.Question)
	assert.Contains(t, fault.Remedy, `-map budget="2023/24 Budget"`)
	for name, m := range map[string]map[string]string{
		"by the whole heading": {"budget": "2024/25 Budget", "forecast": "2024/25 forecast"},
		"by place":             {"budget": "4", "forecast": "5"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, []string{"A||1000|2000"}, shown(records(t, text, table.Options{Map: m})))
		})
	}
}

func TestSchema_Faults(t *testing.T) {
	for name, tc := range map[string]struct {
		text    string
		options table.Options
		code    string
		line    int
	}{
		"empty":               {"", table.Options{}, "empty", 0},
		"blank lines":         {"\n,,\n", table.Options{}, "empty", 0},
		"missing column":      {"service,forecast\nA,1\n", table.Options{}, "missing_column", 1},
		"column twice":        {"service,budget,budget,forecast\nA,1,2,3\n", table.Options{}, "duplicate_column", 1},
		"a figure too many":   {"service,budget,forecast\nA,1,300,400\n", table.Options{}, "ragged", 2},
		"a word":              {"service,budget,forecast\nA,1,lots\n", table.Options{}, "not_a_number", 2},
		"a blank":             {"service,budget,forecast\nA,1,\nB,1,2\n", table.Options{}, "blank", 2},
		"a short row":         {"service,budget,forecast\nA,1\nB,1,2\n", table.Options{}, "blank", 2},
		"no label":            {"service,budget,forecast\n,1,2\n", table.Options{}, "blank", 2},
		"a suppressed figure": {"service,budget,forecast\nA,1,c\n", table.Options{}, "not_shown", 2},
		"per cent of money":   {"service,budget,forecast\nA,1,5%\n", table.Options{}, "wrong_unit", 2},
		"a choice unknown":    {"service,budget,forecast,kind\nA,1,2,sum\n", table.Options{}, "not_a_choice", 2},
		"neither yes nor no":  {"service,budget,forecast,agreed\nA,1,2,soon\n", table.Options{}, "not_yes_or_no", 2},
		"no day":              {"service,budget,forecast,since\nA,1,2,31/02/2024\n", table.Options{}, "no_such_day", 2},
		"days of two orders":  {"service,budget,forecast,since\nA,1,2,31/03/2024\nB,1,2,03/31/2024\n", table.Options{}, "ambiguous_date", 1},
		"header only":         {"service,budget,forecast\n", table.Options{}, "no_rows", 1},
		"map of no column":    {"service,budget,forecast\nA,1,2\n", table.Options{Map: map[string]string{"bugdet": "x"}}, "unknown_column", 0},
		"map to no heading":   {"service,budget,forecast\nA,1,2\n", table.Options{Map: map[string]string{"budget": "x"}}, "unknown_heading", 1},
		"total of no row":     {"service,budget,forecast\nA,1,2\n", table.Options{Totals: []string{"Z"}}, "unknown_row", 0},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := readServices(tc.text, tc.options)
			if err == nil {
				err = r.Err()
			}
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tc.code, fault.Code)
			assert.Equal(t, tc.line, fault.Place.Line)
			assert.NotEmpty(t, fault.Remedy)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

func TestSchema_TellsAllFaultsAtOnce(t *testing.T) {
	r, err := readServices("service,budget,forecast\nA,x,1\nB,1,y\nC,1,2\n", table.Options{})
	require.NoError(t, err)
	require.Len(t, r.Faults, 2)
	assert.Equal(t, figure.Place{Row: 2, Column: 2, Line: 2}, r.Faults[0].Place)
	assert.Equal(t, "budget", r.Faults[0].Heading)
	assert.Equal(t, "A", r.Faults[0].Label)
	assert.Equal(t, "x", r.Faults[0].Value)
	assert.Equal(t, figure.Place{Row: 3, Column: 3, Line: 3}, r.Faults[1].Place)
}

// Rows of 100 and 200, 120 and 260 unless a case says otherwise.
func TestSchema_TellsLinesFromTotals(t *testing.T) {
	const head = "service,budget,forecast\n"
	const two = head + "A,100,120\nB,200,260\n"
	for name, tc := range map[string]struct {
		text string
		want []string // the services that are lines; nil where it is a question
	}{
		"a total":                                      {two + "Total,300,380\n", []string{"A", "B"}},
		"a total with a note mark":                     {two + "Total¹,300,380\n", []string{"A", "B"}},
		"a subtotal within":                            {two + "Sub-total,300,380\nC,400,410\nTotal,700,790\n", []string{"A", "B", "C"}},
		"a subtotal and a total of the same":           {two + "Subtotal,300,380\nTotal,300,380\n", []string{"A", "B"}},
		"a total of something within":                  {two + "Total placements,300,380\nC,400,410\nTotal,700,790\n", []string{"A", "B", "C"}},
		"a total of the last rows":                     {head + "X,50,60\nA,100,120\nB,200,260\nTotal placements,300,380\n", []string{"X", "A", "B"}},
		"a service called so":                          {two + "Total Place programme,77,80\n", []string{"A", "B", "Total Place programme"}},
		"lump sums":                                    {two + "Lump sum payments,300,380\n", nil},
		"lump sums of their own":                       {two + "Lump sum payments,30,38\n", []string{"A", "B", "Lump sum payments"}},
		"all savings":                                  {two + "All savings,300,380\n", []string{"A", "B"}},
		"a name before the word":                       {two + "Children's Services total,300,380\n", []string{"A", "B"}},
		"a name before the word that does not add":     {two + "Children's Services total,310,380\n", nil},
		"a total that nearly adds up":                  {two + "Total placements,300,385\nC,1,2\n", nil},
		"a total first":                                {head + "Total,300,380\nA,100,120\nB,200,260\n", []string{"A", "B"}},
		"a total in words that does not add up":        {two + "Total,300,390\n", []string{"A", "B"}},
		"a row that adds up all others in silence":     {head + "A,100,120\nB,200,260\nC,33,71\nNorth,333,451\n", nil},
		"a region that adds up all":                    {head + "A,100,120\nB,200,260\nC,33,71\nNorth West,333,451\n", []string{"A", "B", "C"}},
		"an average":                                   {two + "Average,150,190\n", []string{"A", "B"}},
		"an average in the name of a service":          {two + "Average attendance team,15,19\n", []string{"A", "B", "Average attendance team"}},
		"a part of the row above":                      {two + "of which agency,20,30\n", []string{"A", "B"}},
		"a row of percentages":                         {two + "% spent,50%,60%\n", []string{"A", "B"}},
		"a total of a group":                           {"service,group,budget,forecast\nA,G,100,120\nB,G,200,260\nTotal,G,300,380\nC,H,1,2\nTotal,H,1,2\nTotal,,301,382\n", []string{"A", "B", "C"}},
		"three of which the last, of a group, adds up": {"service,group,budget,forecast\nA,P,100,120\nB,P,200,190\nC,S,300,310\n", []string{"A", "B", "C"}},
		"kind says line":                               {"service,budget,forecast,kind\nA,100,120,\nB,200,260,\nTotal,300,380,line\n", []string{"A", "B", "Total"}},
		"kind says total":                              {"service,budget,forecast,kind\nA,100,120,line\nB,200,260,line\nC,300,380,total\n", []string{"A", "B"}},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := readServices(tc.text, table.Options{})
			if tc.want == nil {
				var fault *figure.Fault
				require.ErrorAs(t, err, &fault)
				assert.Equal(t, "total_or_line", fault.Code)
				assert.True(t, fault.Question)
				assert.Contains(t, fault.Remedy, "-total")
				return
			}
			require.NoError(t, err)
			require.NoError(t, r.Err())
			var got []string
			for _, i := range r.Lines() {
				got = append(got, r.Column("service").Text(i))
			}
			assert.Equal(t, tc.want, got)
			if r.Len() > len(got) && !r.Has("kind") {
				assert.NotEmpty(t, r.Notes, "what is left out is said")
			}
		})
	}
}

func TestSchema_TheFlagSettlesTheQuestion(t *testing.T) {
	const text = "service,budget,forecast\nA,100,120\nB,200,260\nCare total,310,380\n"
	assert.Len(t, records(t, text, table.Options{Totals: []string{"Care total"}}).Lines(), 2)
	assert.Len(t, records(t, text, table.Options{Lines: []string{"care TOTAL"}}).Lines(), 3)
}

func TestSchema_MixedRowsNeverAddUp(t *testing.T) {
	mixed := table.Schema{
		Name: "kpis.csv", Label: "name", Mixed: true,
		Columns: []table.Column{{ID: "name"}, {ID: "actual", Kind: table.KindFigure, Gaps: true}},
	}
	for name, tc := range map[string]struct {
		last  string
		lines int
		asks  bool
	}{
		"an average that is one":           {"Average,79", 2, false},
		"an average that is none":          {"Average,80", 0, true},
		"an average in a name":             {"Average caseload,18", 3, false},
		"a total number of something":      {"Total number of in-house carers,158", 3, true},
		"a total number of something else": {"Total number of in-house carers,90", 3, false},
		"a total":                          {"Total,158", 2, false},
		"a total that adds nothing up":     {"Total,160", 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			g, err := table.ReadDelimited(strings.NewReader("name,actual\nA,88\nB,70\n"+tc.last+"\n"), figure.Place{}, table.Limits{})
			require.NoError(t, err)
			r, err := mixed.Read(g, table.Options{})
			if tc.asks {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			assert.Len(t, r.Lines(), tc.lines)
		})
	}
}

func TestSchema_Groups(t *testing.T) {
	for name, tc := range map[string]struct {
		text string
		want []string
	}{
		"carried down":                     {"group,service,budget,forecast\nP,A,1,2\n,B,3,4\nS,C,5,6\n", []string{"A|P|1|2", "B|P|3|4", "C|S|5|6"}},
		"written for each":                 {"group,service,budget,forecast\nP,A,1,2\nP,B,3,4\n,C,5,6\n", []string{"A|P|1|2", "B|P|3|4", "C||5|6"}},
		"none at first":                    {"group,service,budget,forecast\n,A,1,2\nP,B,3,4\n,C,5,6\n", []string{"A||1|2", "B|P|3|4", "C||5|6"}},
		"carried down over a total":        {"group,service,budget,forecast\nP,A,1,2\n,B,3,4\n,Total,4,6\nS,C,5,6\n", []string{"A|P|1|2", "B|P|3|4", "C|S|5|6"}},
		"from a row that heads the others": {"service,budget,forecast\nPlacements,,\nA,1,2\nB,3,4\nSubtotal,4,6\nStaff,,\nC,5,6\n", []string{"A|Placements|1|2", "B|Placements|3|4", "C|Staff|5|6"}},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tc.want, shown(records(t, tc.text, table.Options{})))
		})
	}
}

func TestSchema_DecimalComma(t *testing.T) {
	for name, tc := range map[string]struct{ text, want string }{
		"semicolons and a comma that must be one": {"service;budget;forecast\nA;12,5;1,286\nB;0,435;1.234,5\n", "A||12.5|1.286;B||0.435|1234.5"},
		"semicolons and commas between thousands": {"service;budget;forecast\nA;41,300;1,286\n", "A||41300|1286"},
		"semicolons and a point that must be one": {"service;budget;forecast\nA;41,300;12.55\n", "A||41300|12.55"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, tc.want, strings.Join(shown(records(t, tc.text, table.Options{})), ";"))
		})
	}
	r, err := readServices("service,budget,forecast\nA,\"0,435\",1\n", table.Options{})
	require.NoError(t, err)
	var fault *figure.Fault
	require.ErrorAs(t, r.Err(), &fault)
	assert.Equal(t, "decimal_comma", fault.Code, "a file parted by commas has English figures")
}

func TestSchema_Dates(t *testing.T) {
	const head = "service,budget,forecast,since\n"
	for name, tc := range map[string]struct {
		cells []string
		want  []string
		noted bool
	}{
		"ISO":                           {[]string{"2024-07-30"}, []string{"2024-07-30"}, false},
		"ISO with midnight":             {[]string{"2024-07-30 00:00:00"}, []string{"2024-07-30"}, false},
		"British":                       {[]string{"31/03/2024", "03/04/2024"}, []string{"2024-03-31", "2024-04-03"}, false},
		"British, which cannot be told": {[]string{"03/04/2024"}, []string{"2024-04-03"}, true},
		"American, as one must be":      {[]string{"03/31/2024", "03/04/2024"}, []string{"2024-03-31", "2024-03-04"}, true},
		"two digits of a year":          {[]string{"30/7/24", "30.07.99"}, []string{"2024-07-30", "1999-07-30"}, false},
		"in words":                      {[]string{"30 July 2024", "30-Jul-24", "30th July 2024", "\"July 30, 2024\"", "Tue 30 Jul 2024"}, []string{"2024-07-30", "2024-07-30", "2024-07-30", "2024-07-30", "2024-07-30"}, false},
		"serials of Excel":              {[]string{"45503"}, []string{"2024-07-30"}, false},
		"29 February":                   {[]string{"29/02/2024"}, []string{"2024-02-29"}, false},
		"empty":                         {[]string{""}, []string{""}, false},
	} {
		t.Run(name, func(t *testing.T) {
			text := head
			for _, cell := range tc.cells {
				text += "A,1,2," + cell + "\n"
			}
			r := records(t, text, table.Options{})
			var got []string
			for _, i := range r.Lines() {
				got = append(got, r.Column("since").Day(i).String())
			}
			assert.Equal(t, tc.want, got)
			assert.Equal(t, tc.noted, len(r.Notes) > 0, r.Notes)
		})
	}
	for _, cell := range []string{"29/02/2023", "31/31/2024", "soon", "2024-13-01", "0/1/2024", "1/1/20245", "July", "30 July", "12", "2024"} {
		r, err := readServices(head+"A,1,2,"+cell+"\n", table.Options{})
		require.NoError(t, err)
		assert.Error(t, r.Err(), cell)
	}
}

func TestValues_OfAColumnThatIsNotThere(t *testing.T) {
	r := records(t, "service,budget,forecast\nA,1,2\n", table.Options{})
	v := r.Column("reserves")
	assert.False(t, v.Present())
	assert.False(t, v.Has(0))
	assert.True(t, v.Blank(0))
	assert.True(t, v.Decimal(0).IsZero())
	assert.True(t, v.Step(0).IsZero())
	assert.False(t, v.Null(0).Valid)
	assert.True(t, v.Date(0).IsZero())
	assert.False(t, v.Yes(0))
	assert.Equal(t, figure.Missing, v.Figure(0).Kind)
	assert.Equal(t, figure.Place{Row: 2, Line: 2}, r.Place(0, "reserves"))
	assert.False(t, r.Has("nothing"))
}

func TestValues_KeepWhatWasPrinted(t *testing.T) {
	r := records(t, "service,budget (£000),forecast\nA,12.50,(279)\nB,-,£1.2m\n", table.Options{})
	budget, forecast := r.Column("budget"), r.Column("forecast")
	assert.Equal(t, "12500", budget.Decimal(0).String())
	assert.Equal(t, "10", budget.Step(0).String(), "12.50 in thousands is known to ten pounds")
	assert.True(t, budget.Has(1))
	assert.True(t, budget.Decimal(1).IsZero())
	assert.Equal(t, "-279", forecast.Decimal(0).String())
	assert.Equal(t, "1200000", forecast.Decimal(1).String())
	assert.Equal(t, "100000", forecast.Step(1).String())
	assert.Equal(t, "£1.2m", forecast.Figure(1).Text)
}

func TestSchema_StoredValuesOfAWorkbookAreCalculatedWith(t *testing.T) {
	b := table.NewBuilder(figure.Place{})
	for _, row := range [][]string{{"service", "budget", "forecast"}, {"A", "41", "0.3"}} {
		for _, cell := range row {
			b.Cell(cell)
		}
		b.EndRow(0)
	}
	b.Cell("B")
	b.Marked("1,235", table.Mark{Stored: "1234.5600000000001"})
	b.Marked("12", table.Mark{Stored: "12345.6"})
	b.EndRow(0)
	r, err := services.Read(b.Grid(), table.Options{})
	require.NoError(t, err)
	assert.Equal(t, "1234.56", r.Column("budget").Decimal(1).String())
	assert.Equal(t, "12.3456", r.Column("forecast").Decimal(1).String(), "shown in thousands")
	assert.Equal(t, 3, r.Line(1), "a row where there are no lines")
}
