package operation_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/dfe"
	"github.com/scrutineer-dev/scrutineer/demand/flow"
	"github.com/scrutineer-dev/scrutineer/demand/spc"
	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/html"
	"github.com/scrutineer-dev/scrutineer/operation"
)

// asked runs an operation on texts.
func asked(t *testing.T, op operation.Operation, settings map[string]string, inputs map[string]string) (operation.Result, error) {
	t.Helper()
	call := operation.Call{Operation: op, Settings: settings, Formats: []document.Format{html.Format()}}
	for name, text := range inputs {
		call.Add(name, operation.Source{Name: name + ".csv", Content: []byte(text)})
	}
	require.NoError(t, call.Check())
	return op.Run(context.Background(), call)
}

func TestDemandCompare_TheSameFiguresInAnyFormGiveTheSame(t *testing.T) {
	op := operation.DemandCompare()
	example := op.Example
	want, err := asked(t, op, example.Settings, example.Inputs)
	require.NoError(t, err)
	page := func(text string) string {
		var b strings.Builder
		b.WriteString("<h1>Figures</h1><table>")
		for line := range strings.Lines(text) {
			b.WriteString("<tr><td>" + strings.ReplaceAll(strings.TrimSpace(line), ",", "</td><td>") + "</td></tr>")
		}
		return b.String() + "</table>"
	}
	for form, made := range map[string]func(string) string{
		"a web page": page, "tabs": func(s string) string { return strings.ReplaceAll(s, ",", "\t") }, "semicolons": func(s string) string { return strings.ReplaceAll(s, ",", ";") },
		"UTF-16": func(s string) string {
			var b strings.Builder
			b.WriteString("\xFF\xFE")
			for _, r := range []byte(s) {
				b.WriteByte(r)
				b.WriteByte(0)
			}
			return b.String()
		},
	} {
		got, err := asked(t, op, example.Settings, map[string]string{"figures": made(example.Inputs["figures"]), "neighbours": made(example.Inputs["neighbours"])})
		require.NoError(t, err, form)
		assert.True(t, want.Value.(dfe.Comparisons).Equal(got.Value.(dfe.Comparisons)), form)
	}
}

// stream is a source that is opened when it is read.
type stream struct {
	io.Reader
	closed *bool
}

func (s stream) Close() error {
	*s.closed = true
	return nil
}

func TestDemandCompare_AFileMayComeAsAStreamAndIsClosed(t *testing.T) {
	op := operation.DemandCompare()
	closed := false
	call := operation.Call{Operation: op, Settings: op.Example.Settings}
	call.Add("figures", operation.Source{Open: func() (io.ReadCloser, error) {
		return stream{strings.NewReader(op.Example.Inputs["figures"]), &closed}, nil
	}})
	result, err := op.Run(context.Background(), call)
	require.NoError(t, err)
	assert.Equal(t, 1, result.Value.(dfe.Comparisons).Count)
	assert.True(t, closed)

	call.Sources["figures"] = operation.Source{Open: func() (io.ReadCloser, error) { return nil, errors.New("gone") }}
	_, err = op.Run(context.Background(), call)
	assert.ErrorContains(t, err, "gone")
}

func TestDemandCompare_TheCommaOfAThousandAndOfANameArePartOfIt(t *testing.T) {
	figures := "Short Desc,Years,Values,LA Number,LA and Regions\n" +
		"\"CPP_Total_Rateper10,000\",2024,40,801,\"Bristol, City of\"\nturnover_fte,2024,12,801,\"Bristol, City of\"\nturnover_fte,2024,15,802,North Somerset\n"
	rows := func(indicator, area string) int {
		result, err := asked(t, operation.DemandCompare(), map[string]string{"indicator": indicator, "area": area}, map[string]string{"figures": figures})
		require.NoError(t, err)
		return result.Value.(dfe.Comparisons).Count
	}
	assert.Equal(t, 1, rows("CPP_Total_Rateper10,000", "all"))
	assert.Equal(t, 3, rows("CPP_Total_Rateper10,000,turnover_fte", "all"))
	assert.Equal(t, 3, rows("all", "Bristol, City of, North Somerset"))
	assert.Equal(t, 2, rows("turnover_fte", "Bristol City of,802"))
}

func TestDemandCompare_AListOfNoAuthorityIsTheFaultOfTheList(t *testing.T) {
	op := operation.DemandCompare()
	_, err := asked(t, op, op.Example.Settings, map[string]string{"figures": op.Example.Inputs["figures"], "neighbours": "local authority,SN1\nOldham,Nowhere\n"})
	var fault *operation.InputError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "neighbours", fault.Input)
}

func TestDemandClaims_SeveralListsAreTried(t *testing.T) {
	op := operation.DemandClaims()
	call := operation.Call{Operation: op, Settings: op.Example.Settings}
	call.Add("figures", operation.Source{Content: []byte(op.Example.Inputs["figures"])})
	call.Add("neighbours", operation.Source{Name: "first.csv", Content: []byte("old_la_code,SN1,SN2\n353,354,357\n")})
	call.Add("neighbours", operation.Source{Name: "a/second.csv", Content: []byte("model,old_la_code,rank,neighbour_old_la_code\nold,353,1,354\nnew,353,1,357\n")})
	require.NoError(t, call.Check())
	result, err := op.Run(context.Background(), call)
	require.NoError(t, err)
	made := result.Value.(demand.ClaimResult)
	var lists []string
	for _, c := range made.Cases {
		if c.Statistic == demand.Mean {
			lists = append(lists, c.List)
		}
	}
	assert.Equal(t, []string{"first", "old", "new"}, lists)
	assert.Equal(t, demand.Depends, made.Robustness, "91 is above 90 and 80, and below 100")
	assert.True(t, result.Found)

	call.Add("figures", operation.Source{})
	assert.Error(t, call.Check(), "figures are given once")
}

func TestDemandFlow_ReadsReturnsInSeveralTables(t *testing.T) {
	op := operation.DemandFlow()
	call := operation.Call{Operation: op, Settings: map[string]string{"from": "2024-01-01", "to": "2025-01-01", "months": "2", "test": "2", "runs": "5"}}
	call.Add("tables", operation.Source{Name: "header.csv", Content: []byte("CHILD,DOB\n1,15/06/2012\n2,01/02/2014\n")})
	call.Add("tables", operation.Source{Name: "episodes.csv", Content: []byte("CHILD,DECOM,DEC,PLACE\n1,01/01/2024,01/08/2024,U1\n1,01/08/2024,,K2\n2,2024-02-01,,U4\n2,2024-02-01,,U4\n")})
	result, err := op.Run(context.Background(), call)
	require.NoError(t, err)
	made := result.Value.(flow.Outlook)
	assert.Len(t, made.Months, 2)
	require.NotNil(t, made.BackTest)
	require.NotNil(t, made.Simulated)
	assert.Equal(t, map[flow.ProblemCode]int{flow.Duplicate: 1}, made.LeftOut())

	call.More["tables"][0].Content = []byte("CHILD,DECOM,DEC,PLACE\n1,yesterday,,U1\n")
	_, err = op.Run(context.Background(), call)
	var fault *operation.InputError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, 1, fault.At, "the second table is the one that is wrong")
	assert.ErrorContains(t, err, "episodes.csv")
}

func TestDemandSPC_SaysWhichSettingAChartHasNoUseFor(t *testing.T) {
	result, err := asked(t, operation.DemandSPC(), map[string]string{"chart": "run", "target": "12", "screen": "false"}, operation.DemandSPC().Example.Inputs)
	require.NoError(t, err)
	assert.Contains(t, result.Value.(spc.Result).Notes(), "A chart of kind run has no use for target: it was left aside.")
}

func TestDemand_ASettingThatCannotBeIsTheFaultOfTheSetting(t *testing.T) {
	counts := "period,count,denominator\n2021,1,100\n2022,2,100\n"
	for name, c := range map[string]struct {
		op             operation.Operation
		setting, value string
		inputs         map[string]string
		says           string
	}{
		"a polarity":              {operation.DemandTrend(), "polarity", "up", map[string]string{"series": counts}, "use higher, lower"},
		"a target in words":       {operation.DemandSPC(), "target", "ten", operation.DemandSPC().Example.Inputs, "ten"},
		"a row beyond the last":   {operation.DemandSPC(), "exclude", "9", operation.DemandSPC().Example.Inputs, "there is no row 9: the series has 6 rows"},
		"a row 0":                 {operation.DemandSPC(), "rebase", "0", operation.DemandSPC().Example.Inputs, "13 or 13,25"},
		"a baseline beyond it":    {operation.DemandSPC(), "baseline", "9", operation.DemandSPC().Example.Inputs, "6 points"},
		"a season of none":        {operation.DemandForecast(), "season", "0", operation.DemandForecast().Example.Inputs, "use 1 to 366"},
		"an alpha above 1":        {operation.DemandForecast(), "alpha", "2", operation.DemandForecast().Example.Inputs, "from 0 to 1"},
		"a multiplier of 0":       {operation.DemandFunnel(), "multiplier", "0", operation.DemandFunnel().Example.Inputs, "above 0"},
		"a method of proportions": {operation.DemandFunnel(), "overdispersed", "true", operation.DemandFunnel().Example.Inputs, "arc sine"},
		"a scenario":              {operation.DemandFlow(), "scenario", "flow=exits,multiply=2", operation.DemandFlow().Example.Inputs, "no flow of exits"},
		"a day":                   {operation.DemandFlow(), "start", "04/31/2024", operation.DemandFlow().Example.Inputs, "is not a date"},
		"a filter":                {operation.DemandCompare(), "filter", "x", operation.DemandCompare().Example.Inputs, "COLUMN=VALUE"},
		"a claim":                 {operation.DemandClaims(), "claim", "roughly", operation.DemandClaims().Example.Inputs, "write below, above"},
		"a claim of all years":    {operation.DemandClaims(), "period", "all", operation.DemandClaims().Example.Inputs, "one figure"},
	} {
		settings := map[string]string{}
		for s, v := range c.op.Example.Settings {
			settings[s] = v
		}
		if name == "a method of proportions" {
			settings["kind"] = "proportion"
			c.inputs = map[string]string{"points": "name,x,n\na,1,20\nb,2,20\n"}
		}
		settings[c.setting] = c.value
		_, err := asked(t, c.op, settings, c.inputs)
		require.Error(t, err, name)
		assert.ErrorContains(t, err, c.says, name)
	}
}

func TestDemand_TheValueOfEveryExampleReadsBackEqual(t *testing.T) {
	for _, op := range operation.Demand() {
		result, err := asked(t, op, op.Example.Settings, op.Example.Inputs)
		require.NoError(t, err, op.Name())
		text, err := json.Marshal(result.Value)
		require.NoError(t, err)
		switch made := result.Value.(type) {
		case dfe.Comparisons:
			var back dfe.Comparisons
			require.NoError(t, json.Unmarshal(text, &back))
			assert.True(t, made.Equal(back))
		case spc.Result:
			var back spc.Result
			require.NoError(t, json.Unmarshal(text, &back))
			assert.True(t, made.Equal(back))
		case flow.Outlook:
			var back flow.Outlook
			require.NoError(t, json.Unmarshal(text, &back))
			assert.True(t, made.Equal(back))
		}
	}
}

// divided is a file in which Oldshire was divided on 1 April 2023; see the tests of package dfe.
const divided = "time_period,geographic_level,old_la_code,la_name,group,population,children,rate\n" +
	"2023,Local authority,701,Oldshire,Looked after,90000,740,82\n2023,Local authority,301,Ashire,Looked after,45000,300,67\n2023,Local authority,302,Beeshire,Looked after,40000,200,50\n" +
	"2025,Local authority,702,East Oldshire,Looked after,52000,460,88\n2025,Local authority,703,West Oldshire,Looked after,39000,260,67\n" +
	"2025,Local authority,301,Ashire,Looked after,45000,306,68\n2025,Local authority,302,Beeshire,Looked after,40000,204,51\n"

func TestDemandCompare_ADividedNeighbourIsCombinedAndSaid(t *testing.T) {
	inputs := map[string]string{
		"figures": divided, "neighbours": "old_la_code,SN1,SN2\n301,701,302\n",
		"changes": "kind,from_code,to_code,on\nsplit,701,702,2023-04-01\nsplit,701,703,2023-04-01\n",
		"breaks":  "measure,period,comparable,reason,source\nlooked after,2024,partly,a new form,the guide\n",
	}
	settings := map[string]string{"area": "Ashire", "indicator": "rate", "period": "2025"}
	result, err := asked(t, operation.DemandCompare(), settings, inputs)
	require.NoError(t, err)
	const want = "Oldshire was divided in 2023; taken together its two successors look after 79 per 10,000, down from 82; without them the comparison of Ashire would rest on one council, not two."
	assert.Equal(t, want, result.View.Answer)
	assert.Contains(t, result.View.Notes, "looked after can be compared across 2024 only in part: a new form (the guide)")
	require.Len(t, result.View.Sections, 2)
	text, err := json.Marshal(result.Value)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"combined":[{"code":"701","used":["702","703"],"value":"79"}]`)

	// No change runs across a break that is "no".
	inputs["breaks"] = strings.ReplaceAll(inputs["breaks"], "partly", "no")
	result, err = asked(t, operation.DemandCompare(), settings, inputs)
	require.NoError(t, err)
	assert.NotContains(t, result.View.Answer, "down from")

	for name, wrong := range map[string]map[string]string{
		"a count alone":              {"count": "children"},
		"known and a file":           {"successions": "known"},
		"a base of 0":                {"per": "0"},
		"a column that is not there": {"count": "boys", "population": "population"},
	} {
		for k, v := range settings {
			wrong[k] = v
		}
		_, err := asked(t, operation.DemandCompare(), wrong, inputs)
		assert.Error(t, err, name)
	}
}

func TestDemandCompare_KnownReorganisationsNeedNoFile(t *testing.T) {
	inputs := map[string]string{"figures": strings.NewReplacer("701", "909", "702", "942", "703", "943").Replace(divided), "neighbours": "old_la_code,SN1,SN2\n301,909,302\n"}
	settings := map[string]string{"area": "Ashire", "indicator": "rate", "period": "2025"}
	result, err := asked(t, operation.DemandCompare(), settings, inputs)
	require.NoError(t, err)
	require.NotEmpty(t, result.View.Notes)
	assert.Contains(t, result.View.Notes[0], "was abolished in 2023 and has no figure since: the comparison leaves it out")
	settings["successions"] = "known"
	result, err = asked(t, operation.DemandCompare(), settings, inputs)
	require.NoError(t, err)
	assert.Contains(t, result.View.Answer, "taken together its two successors look after 79 per 10,000")
}
