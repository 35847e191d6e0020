package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// demandTime runs a verb on text and gives what it wrote.
func demandTime(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(append([]string{"demand"}, args...), strings.NewReader(stdin), &out, &errs)
	return code, out.String(), errs.String()
}

func seriesCSV(values ...string) string {
	var b strings.Builder
	b.WriteString("period,value\n")
	for i, v := range values {
		b.WriteString(string(rune('a'+i)) + "," + v + "\n")
	}
	return b.String()
}

func TestDemandSPC(t *testing.T) {
	// The series of NHSRplotthedots, vignettes/deviations.Rmd: mean 35/18, screened limits 35/18 ∓ 2.66.
	series := seriesCSV(strings.Split("1 2 1 2 10 1 2 1 2 1 2 1 2 1 2 1 2 1", " ")...)
	code, out, errs := demandTime(t, series, "spc", "-screen", "-polarity", "lower", "-target", "12.5", "-format", "json")
	require.Equal(t, exitDone, code, errs)
	var chart struct {
		Centre, Lower, Upper string
		Points               []struct{ Period, Value, Rule, Type string }
		Variation            string
		Assurance            *string
	}
	require.NoError(t, json.Unmarshal([]byte(out), &chart))
	assert.Equal(t, "1.9444444444444444", chart.Centre)
	assert.Len(t, chart.Points, 18)
	assert.Equal(t, "outside_limits", chart.Points[4].Rule)
	assert.Equal(t, "special_cause_concern", chart.Points[4].Type)
	assert.Equal(t, "10", chart.Points[4].Value)
	assert.Equal(t, "none", chart.Points[0].Rule)
	assert.Equal(t, "common_cause", chart.Variation)
	assert.Equal(t, "consistent_pass", *chart.Assurance)

	code, out, _ = demandTime(t, series, "spc", "-format", "json")
	require.Equal(t, exitDone, code)
	assert.Contains(t, out, `"assurance": null`)
}

func TestDemandSPCOnBadInputSaysWhereAndPrintsNothing(t *testing.T) {
	for name, c := range map[string]struct{ series, want string }{
		"empty":           {"", "the file is empty"},
		"header only":     {"period,value\n", "no rows"},
		"no value column": {"period,number\n1,2\n", "the column value is missing"},
		"missing value":   {"period,value\n1,2\n2,c\n3,4\n", "line 3"},
		"words":           {"period,value\n1,two\n", "line 2, column 2 (value)"},
		"huge exponent":   {"period,value\n1,1e999999999\n", "exponent"},
		"one point":       {"period,value\n1,2\n", "too few points"},
		"period twice":    {"period,value\n1,2\n1,3\n", "stands twice"},
		"in two writings": {"period,value\n2024-02,2\nFeb 2024,3\n", "are one period"},
		"NaN":             {"period,value\n1,NaN\n2,3\n", "line 2"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errs := demandTime(t, c.series, "spc")
			assert.Equal(t, exitUsage, code)
			assert.Empty(t, out)
			assert.Contains(t, errs, c.want)
			assert.Equal(t, 1, strings.Count(errs, "\n"))
		})
	}
}

func TestDemandSPCOfOtherCharts(t *testing.T) {
	// 10 and 30 of 100: centre 0.2, limits 0.2 ∓ 3 · 0.04.
	counts := "period,count,denominator\n1,10,100\n2,30,100\n3,40,100\n"
	code, out, errs := demandTime(t, counts, "spc", "-chart", "p", "-baseline", "2", "-format", "json")
	require.Equal(t, exitDone, code, errs)
	var chart struct {
		Centre string
		Points []struct {
			Lower, Upper string
			Outside      bool
		}
		Runs struct{ Useful int }
	}
	require.NoError(t, json.Unmarshal([]byte(out), &chart))
	assert.Equal(t, "0.2", chart.Centre)
	assert.Equal(t, "0.32", chart.Points[0].Upper)
	assert.False(t, chart.Points[1].Outside)
	assert.True(t, chart.Points[2].Outside)
	assert.Equal(t, 3, chart.Runs.Useful)

	for _, c := range []struct{ chart, text, want string }{
		{"u", counts, "U′ chart"}, {"c", "period,count\n1,16\n2,16\n", "C′ chart"}, {"run", seriesCSV("1", "3", "1", "3"), "crossings 3"},
	} {
		code, out, errs := demandTime(t, c.text, "spc", "-chart", c.chart, "-prime")
		require.Equal(t, exitDone, code, errs)
		assert.Contains(t, out, c.want)
	}
	for _, c := range []struct{ chart, text, want string }{
		{"pie", counts, "use xmr, run, p, u, c, t or g"},
		{"p", "period,count,denominator\n1,c,10\n2,1,10\n", "line 2"},
		{"p", "period,count,denominator\n1,11,10\n2,1,10\n", "no proportion"},
		{"u", "period,count,denominator\n1,1,0\n2,1,10\n", "denominator is 0"},
		{"run", seriesCSV("1"), "too few points"},
	} {
		code, out, errs := demandTime(t, c.text, "spc", "-chart", c.chart)
		assert.Equal(t, exitUsage, code)
		assert.Empty(t, out)
		assert.Contains(t, errs, c.want)
	}
}

func TestDemandForecast(t *testing.T) {
	// By hand: changes 2, −1, 3, mean square 14/3; two steps on, 14 ∓ 1.96 √(28/3).
	code, out, errs := demandTime(t, seriesCSV("10", "12", "11", "14"), "forecast", "-method", "naive", "-h", "2", "-format", "json")
	require.Equal(t, exitDone, code, errs)
	var made struct {
		Points []struct {
			Step                                     int
			Mean, Lower80, Upper80, Lower95, Upper95 string
		}
		Method string
		MASE   *string
		Notes  []string
	}
	require.NoError(t, json.Unmarshal([]byte(out), &made))
	require.Len(t, made.Points, 2)
	assert.Equal(t, 2, made.Points[1].Step)
	assert.Equal(t, "14", made.Points[1].Mean)
	upper, err := strconv.ParseFloat(made.Points[1].Upper95, 64)
	require.NoError(t, err)
	assert.InDelta(t, 14+1.959963984540054*math.Sqrt(28.0/3), upper, 1e-12)
	assert.Equal(t, "naive", made.Method)
	assert.Nil(t, made.MASE, "four values leave no past to test on")
	assert.NotEmpty(t, made.Notes)
}

func TestDemandForecastOfEveryMethod(t *testing.T) {
	values := strings.Split("10 14 12 9 11 15 13 10 12 16 14 11 13 17 15 12", " ")
	for _, method := range []string{"mean", "naive", "snaive", "drift", "ses", "holt", "holt_exponential", "hw", "auto"} {
		code, out, errs := demandTime(t, seriesCSV(values...), "forecast", "-method", method, "-h", "4", "-season", "4", "-format", "json")
		require.Equal(t, exitDone, code, errs)
		var made struct {
			Points []struct{ Mean string }
			Method string
			MASE   *string
		}
		require.NoError(t, json.Unmarshal([]byte(out), &made))
		assert.Len(t, made.Points, 4, method)
		assert.NotNil(t, made.MASE, method)
		if method != "auto" {
			assert.Equal(t, method, made.Method)
		}
	}
	code, out, _ := demandTime(t, seriesCSV(values...), "forecast", "-method", "hw", "-seasonal", "multiplicative", "-start", "statsmodels", "-h", "1", "-season", "4", "-alpha", "0.5", "-beta", "0.1", "-gamma", "0.2")
	require.Equal(t, exitDone, code)
	assert.Contains(t, out, "hw_multiplicative")
}

func TestDemandForecastOnBadInput(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"unknown method":  {[]string{"-method", "guess"}, "use mean, naive"},
		"no steps":        {[]string{"-h", "0"}, "-h: 0 is not within what can be: use 1 to 3660"},
		"no season":       {[]string{"-method", "hw"}, "season"},
		"season below 1":  {[]string{"-season", "0"}, "-season: 0 is not within"},
		"alpha above 1":   {[]string{"-method", "ses", "-alpha", "2"}, "alpha"},
		"too short":       {[]string{"-method", "hw", "-season", "12"}, "the series has 4 values"},
		"unknown seasons": {[]string{"-method", "hw", "-seasonal", "x"}, "additive or multiplicative"},
		"unknown start":   {[]string{"-start", "x"}, "start"},
	} {
		code, out, errs := demandTime(t, seriesCSV("10", "12", "11", "14"), append([]string{"forecast"}, c.args...)...)
		assert.Equal(t, exitUsage, code, name)
		assert.Empty(t, out, name)
		assert.Contains(t, errs, c.want, name)
		assert.Equal(t, 1, strings.Count(errs, "\n"), name)
	}
}

func TestDemandTrend(t *testing.T) {
	// Chi-square 25 by hand: see the trend's own test.
	text := "period,count,denominator\n2020-21,160,1000\n2021-22,180,1000\n2022-23,200,1000\n2023-24,220,1000\n2024-25,240,1000\n"
	code, out, errs := demandTime(t, text, "trend", "-polarity", "lower", "-format", "json")
	require.Equal(t, exitDone, code, errs)
	var marker struct {
		Trend, Judgement string
		Significant      bool
		ChiSquare        string `json:"chi_square"`
		From, To         int
	}
	require.NoError(t, json.Unmarshal([]byte(out), &marker))
	assert.Equal(t, "increasing", marker.Trend)
	assert.Equal(t, "getting_worse", marker.Judgement)
	assert.True(t, marker.Significant)
	assert.Equal(t, 2025, marker.To)
	chi, err := strconv.ParseFloat(marker.ChiSquare, 64)
	require.NoError(t, err)
	assert.InDelta(t, 25, chi, 1e-9)

	code, out, _ = demandTime(t, "period,value,lower,upper\n2021,5,4,6\n", "trend", "-kind", "interval", "-format", "json")
	require.Equal(t, exitDone, code)
	assert.Contains(t, out, `"chi_square": null`)
	assert.Contains(t, out, "cannot_be_calculated")

	for name, bad := range map[string]string{
		"not a year": "period,count,denominator\nQ1,1,2\n", "missing": "period,count,denominator\n2021,c,2\n", "more than all": "period,count,denominator\n2021,3,2\n",
	} {
		code, out, errs := demandTime(t, bad, "trend")
		assert.Equal(t, exitUsage, code, name)
		assert.Empty(t, out, name)
		assert.NotEmpty(t, errs, name)
	}
}

// file writes a file into the test's own folder.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestDemandFlowByHand(t *testing.T) {
	// Ten children of 5 to 9 who stay: 300 child-days in April. One entry every ten days to residential on top.
	stock := file(t, "a.csv", "placement,band,children\nfostering,5 to 9,10\n")
	rates := file(t, "b.csv", "band,from,to,per_day\n5 to 9,,residential,0.1\n")
	code, out, errs := demandTime(t, "", "flow", "-start", "2025-04-01", "-months", "12", "-format", "json", stock, rates)
	require.Equal(t, exitDone, code, errs)
	var flow struct {
		Start            string
		Months, Quarters []struct {
			Period     string
			Days       int
			Placements []struct {
				Placement string
				ChildDays string `json:"child_days"`
				Children  string
			}
			Total struct {
				ChildDays string `json:"child_days"`
			}
		}
		Rates    []struct{ From, To *string }
		BackTest *struct{} `json:"back_test"`
		Problems []struct{}
	}
	require.NoError(t, json.Unmarshal([]byte(out), &flow))
	assert.Equal(t, "2025-04-01", flow.Start)
	require.Len(t, flow.Months, 12)
	require.Len(t, flow.Quarters, 4)
	assert.Equal(t, "2025-26 Q1", flow.Quarters[0].Period)
	assert.Equal(t, "fostering", flow.Months[0].Placements[0].Placement)
	days, err := strconv.ParseFloat(flow.Months[0].Placements[0].ChildDays, 64)
	require.NoError(t, err)
	assert.InDelta(t, 300, days, 1e-9)
	entered, err := strconv.ParseFloat(flow.Months[11].Placements[1].Children, 64)
	require.NoError(t, err)
	assert.InDelta(t, 36.5, entered, 1e-9)
	assert.Nil(t, flow.Rates[0].From)
	assert.Nil(t, flow.BackTest)
	assert.Empty(t, flow.Problems)

	code, out, errs = demandTime(t, "", "flow", "-start", "2025-04-01", "-months", "1", "-scenario", "flow=entries,multiply=0", "-runs", "10", stock, rates)
	require.Equal(t, exitDone, code, errs)
	assert.Contains(t, out, "10 futures, seed 1")
	assert.Regexp(t, "residential +0.00 +0.00", out)
}

func TestDemandFlowFromReturns(t *testing.T) {
	header := file(t, "h.csv", "CHILD,DOB\n1,15/06/2012\n2,01/02/2014\n")
	episodes := file(t, "e.csv", "CHILD,DECOM,DEC,PLACE\n1,01/01/2024,01/08/2024,U1\n1,01/08/2024,,K2\n2,2024-02-01,,U4\n2,2024-02-01,,U4\n")
	code, out, errs := demandTime(t, "", "flow", "-from", "2024-01-01", "-to", "2025-01-01", "-months", "2", "-test", "2", header, episodes, "-format", "json")
	require.Equal(t, exitDone, code, errs)
	var flow struct {
		Rates []struct {
			From, To *string
			Events   *int
		}
		BackTest *struct{ Rows []struct{ Actual int } } `json:"back_test"`
		Problems []struct{ Code string }
	}
	require.NoError(t, json.Unmarshal([]byte(out), &flow))
	assert.Len(t, flow.BackTest.Rows, 6)
	require.Len(t, flow.Problems, 3, "a duplicate, and two children who are still looked after")
	assert.Equal(t, "duplicate", flow.Problems[1].Code)
	assert.Equal(t, 1, *flow.Rates[0].Events)

	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no window":       {[]string{header, episodes}, "-from: say from and to which day the rates come"},
		"no children":     {[]string{header}, "-start"},
		"nobody":          {[]string{"-start", "2025-04-01", header}, "nobody to project"},
		"a bad date":      {[]string{"-from", "04/31/2024", header}, "is not a date"},
		"a bad scenario":  {[]string{"-scenario", "fewer", header}, "name=value"},
		"a useless one":   {[]string{"-scenario", "flow=entries", header}, "changes nothing"},
		"no such file":    {[]string{"nowhere.csv"}, "nowhere.csv"},
		"too many months": {[]string{"-months", "1000", header}, "-months: 1000 is not within what can be: use 1 to 240"},
		"fits nothing":    {[]string{"-from", "2024-01-01", "-to", "2025-01-01", "-scenario", "flow=exits,multiply=2", header, episodes}, "no flow of exits"},
	} {
		code, out, errs := demandTime(t, "", append([]string{"flow"}, c.args...)...)
		assert.Equal(t, exitUsage, code, name)
		assert.Empty(t, out, name)
		assert.Contains(t, errs, c.want, name)
		assert.Equal(t, 1, strings.Count(errs, "\n"), name)
	}
}
