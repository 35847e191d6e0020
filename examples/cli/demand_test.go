package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	demandFigures = "time_period,time_identifier,geographic_level,country_code,region_name,old_la_code,la_name,population_type,population_estimate,children_count,rate_per_10000\n" +
		"2025,Reporting year,National,E92000001,,,,On 31 March,12183016,81770,67\n" +
		"2025,Reporting year,Regional,E92000001,North West,,,On 31 March,1627558,14620,90\n" +
		"2025,Reporting year,Local authority,E92000001,North West,353,Oldham,On 31 March,64069,582,91\n" +
		"2025,Reporting year,Local authority,E92000001,North West,354,Rochdale,On 31 March,58087,594,102\n" +
		"2025,Reporting year,Local authority,E92000001,North West,350,Bolton,On 31 March,75599,590,78\n" +
		"2025,Reporting year,Local authority,E92000001,North West,889,Blackburn with Darwen,On 31 March,41804,c,c\n" +
		"2024,Reporting year,Local authority,E92000001,North West,353,Oldham,On 31 March,63000,580,93\n" +
		"2025,Reporting year,Local authority,E92000001,North West,353,Oldham,Starting,64069,197,31\n"
	demandList = "old_la_code,la_name,SN_1,SN_1P,SN_2,SN_2P,SN_3,SN_3P\n353,Oldham,354,Close ,350,Close,889,Not close\n"
)

// runDemand runs a verb with files by the names NEIGHBOURS and so on, and gives what it printed.
func runDemand(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	folder := t.TempDir()
	for name, text := range map[string]string{"list.csv": demandList, "other.csv": "old_la_code,SN_1\n353,350\n", "wrong.csv": demandFigures} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
	}
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "DIR", folder)
	}
	var out, errs bytes.Buffer
	code = run(args, strings.NewReader(stdin), &out, &errs)
	return code, out.String(), errs.String()
}

func decode(t *testing.T, text string) map[string]any {
	t.Helper()
	var out map[string]any
	require.NoError(t, json.Unmarshal([]byte(text), &out), text)
	return out
}

func TestDemandCompare_JSON(t *testing.T) {
	code, out, errs := runDemand(t, demandFigures, "demand", "compare", "-area", "353", "-neighbours", "DIR/list.csv", "-indicator", "rate_per_10000",
		"-period", "2025", "-filter", "population_type=On 31 March", "-polarity", "lower", "-format", "json")
	require.Equal(t, exitDone, code, errs)
	rows := decode(t, out)["rows"].([]any)
	require.Len(t, rows, 1)
	row := rows[0].(map[string]any)
	for key, want := range map[string]any{
		"area": "353", "period": "2025", "indicator": "rate_per_10000", "value": "91", "mean": "90", "median": "90", "n": 2.0, "rank": 2.0, "of": 3.0,
		"quartile": "B", "list": "list", "sum": "180", "england": "67", "region": "90", "missing": nil,
	} {
		assert.Equal(t, want, row[key], key)
	}
}

func TestDemandCompare_MissingIsNull(t *testing.T) {
	code, out, _ := runDemand(t, demandFigures, "demand", "compare", "-area", "889", "-neighbours", "DIR/list.csv", "-indicator", "rate_per_10000", "-period", "2025", "-format", "json")
	require.Equal(t, exitDone, code)
	row := decode(t, out)["rows"].([]any)[0].(map[string]any)
	for _, key := range []string{"value", "mean", "median", "rank", "quartile"} {
		value, there := row[key]
		assert.True(t, there, key)
		assert.Nil(t, value, key)
	}
	assert.Equal(t, "confidential", row["missing"])
}

func TestDemandCompare_AllAreasAndPeriods(t *testing.T) {
	code, out, _ := runDemand(t, demandFigures, "demand", "compare", "-area", "all", "-period", "all", "-indicator", "rate_per_10000", "-neighbours", "DIR/list.csv", "-format", "json")
	require.Equal(t, exitDone, code)
	var got []string
	for _, r := range decode(t, out)["rows"].([]any) {
		row := r.(map[string]any)
		got = append(got, row["period"].(string)+" "+row["area"].(string)+" "+row["filters"].(map[string]any)["population_type"].(string))
	}
	assert.Equal(t, []string{"2024 353 On 31 March", "2025 350 On 31 March", "2025 353 On 31 March", "2025 354 On 31 March", "2025 889 On 31 March", "2025 353 Starting"}, got)

	code, out, _ = runDemand(t, demandFigures, "demand", "compare", "-area", "353,354", "-indicator", "all", "-period", "2025")
	require.Equal(t, exitDone, code)
	assert.Contains(t, out, "Rochdale")
}

func TestDemandInterval(t *testing.T) {
	code, out, errs := runDemand(t, "x,n,kind,multiplier,confidence\n582,64069,rate,10000,0.95\n8,26,proportion,100,95\n3,1000,rate,,0.998\n", "demand", "interval", "-format", "json")
	require.Equal(t, exitDone, code, errs)
	rows := decode(t, out)["rows"].([]any)
	require.Len(t, rows, 3)
	assert.Equal(t, "Byars", rows[0].(map[string]any)["method"])
	second := rows[1].(map[string]any)
	assert.Equal(t, "Wilson", second["method"])
	assert.True(t, strings.HasPrefix(second["lower"].(string), "16.5013155954"), second["lower"])
	assert.True(t, strings.HasPrefix(second["upper"].(string), "49.9882583221"), second["upper"])
	assert.Equal(t, "Exact", rows[2].(map[string]any)["method"])
}

func TestDemandClaims(t *testing.T) {
	code, out, errs := runDemand(t, demandFigures, "demand", "claims", "-claim", "1 point higher", "-area", "353", "-period", "2025", "-indicator", "rate_per_10000", "-filter", "population_type=On 31 March",
		"-count", "children_count", "-population", "population_estimate", "-neighbours", "DIR/list.csv", "-neighbours", "DIR/other.csv", "-format", "json")
	require.Equal(t, exitFindings, code, errs)
	got := decode(t, out)
	assert.Equal(t, "depends", got["robustness"])
	rows := got["rows"].([]any)
	require.Len(t, rows, 6)
	// Pooled: (594 + 590) / (58,087 + 75,599) × 10,000 = 88.57.
	assert.True(t, strings.HasPrefix(rows[2].(map[string]any)["comparator"].(string), "88.56"), rows[2])
	code, _, _ = runDemand(t, demandFigures, "demand", "claims", "-claim", "13 points higher", "-area", "353", "-period", "2025", "-indicator", "rate_per_10000", "-filter", "population_type=On 31 March", "-neighbours", "DIR/other.csv")
	assert.Equal(t, exitDone, code)
}

func TestDemandFunnel(t *testing.T) {
	code, out, errs := runDemand(t, "name,x,n\na,10,100\nb,30,100\nc,22,200\n", "demand", "funnel", "-multiplier", "100", "-polarity", "low", "-format", "json")
	require.Equal(t, exitDone, code, errs)
	got := decode(t, out)
	assert.Equal(t, "15.5", got["average"])
	assert.Equal(t, "worse", got["points"].([]any)[1].(map[string]any)["verdict"])
}

func TestDemandConversion(t *testing.T) {
	code, out, errs := runDemand(t, "stage,count\ncontacts,2202\nreferrals,428\n", "demand", "conversion", "-format", "json")
	require.Equal(t, exitDone, code, errs)
	assert.True(t, strings.HasPrefix(decode(t, out)["rows"].([]any)[0].(map[string]any)["percent"].(string), "19.43"), out)
}

func TestDemandSuppress(t *testing.T) {
	code, out, errs := runDemand(t, "name,a,b,c\nn,3,12,45\ns,20,7,9\nx,11,8,0\n", "demand", "suppress", "-format", "json")
	require.Equal(t, exitDone, code, errs)
	got := decode(t, out)
	assert.Len(t, got["hidden"], 4)
	assert.Empty(t, got["recovered"])
	assert.Equal(t, "c", got["table"].(map[string]any)["n"].(map[string]any)["a"])
	code, out, _ = runDemand(t, ",a,b,total\nn,c,12,15\ns,20,c,27\ntotal,23,19,42\n", "demand", "suppress", "-audit")
	require.Equal(t, exitFindings, code)
	assert.Contains(t, out, "recovered: n, a: exactly 3")
}

func TestDemand_BadInputIsOneLineAndNothingPrinted(t *testing.T) {
	for name, c := range map[string]struct {
		stdin  string
		args   []string
		phrase string
	}{
		"no indicator":          {demandFigures, []string{"compare"}, "-indicator: it is missing"},
		"unknown indicator":     {demandFigures, []string{"compare", "-indicator", "rate"}, `no indicator "rate": it has population_estimate, children_count, rate_per_10000`},
		"unknown area":          {demandFigures, []string{"compare", "-indicator", "rate_per_10000", "-area", "999"}, `no local authority "999"`},
		"unknown period":        {demandFigures, []string{"compare", "-indicator", "rate_per_10000", "-period", "2031"}, `no period "2031"`},
		"a filter that is none": {demandFigures, []string{"compare", "-indicator", "rate_per_10000", "-filter", "x"}, "write COLUMN=VALUE"},
		"an unknown filter":     {demandFigures, []string{"compare", "-indicator", "rate_per_10000", "-filter", "sex=x"}, `no column "sex"`},
		"an empty choice":       {demandFigures, []string{"compare", "-indicator", "rate_per_10000", "-filter", "population_type=x"}, "no"},
		"an unknown polarity":   {demandFigures, []string{"compare", "-indicator", "rate_per_10000", "-polarity", "up"}, "use higher, lower"},
		"figures as list":       {demandFigures, []string{"compare", "-indicator", "rate_per_10000", "-neighbours", "DIR/wrong.csv"}, "looks like a file of figures"},
		"a list as figures":     {demandList, []string{"compare", "-indicator", "rate_per_10000"}, "looks like a list of statistical neighbours"},
		"a word":                {strings.Replace(demandFigures, ",91", ",ninety", 1), []string{"compare", "-indicator", "rate_per_10000"}, `line 4, column 11 (rate_per_10000): "ninety"`},
		"empty":                 {"", []string{"compare", "-indicator", "x"}, "standard input: the file is empty"},
		"intervals":             {"x,n,kind\n6,5,proportion\n", []string{"interval"}, "line 2, column 1 (x)"},
		"no claim":              {demandFigures, []string{"claims"}, "claim"},
		"a claim of all":        {demandFigures, []string{"claims", "-claim", "above", "-indicator", "rate_per_10000", "-neighbours", "DIR/list.csv"}, "one figure"},
		"a claim half pooled":   {demandFigures, []string{"claims", "-claim", "above", "-area", "353", "-period", "2025", "-indicator", "rate_per_10000", "-count", "children_count", "-neighbours", "DIR/list.csv"}, "both a count and a population"},
		"a claim without list":  {demandFigures, []string{"claims", "-claim", "above", "-area", "353", "-period", "2025", "-indicator", "rate_per_10000"}, "-neighbours: it is missing"},
		"a claim unfiltered":    {demandFigures, []string{"claims", "-claim", "above", "-area", "353", "-period", "2025", "-indicator", "rate_per_10000", "-neighbours", "DIR/list.csv"}, "population_type=VALUE"},
		"funnel":                {"name,x,n\na,1,0\n", []string{"funnel"}, "line 2, column 3 (n)"},
		"funnel of one":         {"name,x,n\na,1,2\n", []string{"funnel"}, "a funnel needs two"},
		"funnel multiplier":     {"name,x,n\na,1,2\n", []string{"funnel", "-multiplier", "many"}, "-multiplier"},
		"conversion":            {"stage,count\na,c\n", []string{"conversion"}, "line 2, column 2 (count)"},
		"conversion of one":     {"stage,count\na,1\n", []string{"conversion"}, "needs two"},
		"suppress":              {"a,b\nx,many\n", []string{"suppress"}, "line 2, column 2 (b)"},
		"suppress in vain":      {"name,a,b\nx,3,12\n", []string{"suppress"}, "leave a total out"},
		"audit":                 {"name,a,total\nx,9,5\n", []string{"suppress", "-audit"}, "contradict"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errs := runDemand(t, c.stdin, append([]string{"demand"}, c.args...)...)
			assert.Equal(t, exitUsage, code)
			assert.Empty(t, out)
			assert.Contains(t, errs, c.phrase)
			assert.Equal(t, 1, strings.Count(errs, "\n"), errs)
		})
	}
}
