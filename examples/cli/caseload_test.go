package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const caseloadWorkers = `worker,team,role,fte,cases,asye,agency
Ann,North,SW,1,20,no,no
Ben,North,SW,0.5,21,no,yes
Cy,South,SW,1,30,yes,no
Dee,South,SP,1,0,,
unallocated,South,,,4,,
`

// caseloadRun runs a verb of the group on a text, and returns its exit code and what it wrote.
func caseloadRun(text string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(append([]string{"caseload"}, args...), strings.NewReader(text), &out, &err)
	return code, out.String(), err.String()
}

// caseloadJSON runs a verb that must succeed, and returns its JSON.
func caseloadJSON(t *testing.T, text string, args ...string) map[string]any {
	t.Helper()
	code, stdout, stderr := caseloadRun(text, append(args, "-format", "json")...)
	require.Equal(t, exitDone, code, stderr)
	var got map[string]any
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	return got
}

func TestCaseloadProfileJSON(t *testing.T) {
	got := caseloadJSON(t, caseloadWorkers, "profile")
	for key, want := range map[string]any{
		"workers": 4.0, "holding": 3.0, "fte": "3.5", "cases": 71.0, "mean_per_worker": "23.666667", "mean_per_fte": "28.4",
		"median": "21", "over_limit": 3.0, "unallocated": 4.0, "basis": "cases", "over_in_teams_within": 1.0,
	} {
		assert.Equal(t, want, got[key], key)
	}
	bands := got["bands"].([]any)
	require.Len(t, bands, 3)
	assert.Equal(t, "high", bands[1].(map[string]any)["name"])
	assert.Equal(t, 1.0, bands[1].(map[string]any)["count"])
	assert.Equal(t, "33.333333", bands[1].(map[string]any)["percent"])
	assert.Equal(t, "66.666667", bands[1].(map[string]any)["cumulative_percent"])
}

func TestCaseloadProfileOfNobodyIsRefused(t *testing.T) {
	code, stdout, stderr := caseloadRun("worker,team,role,fte,cases,asye,agency\n", "profile")
	assert.Equal(t, exitUsage, code)
	assert.Empty(t, stdout)
	assert.Contains(t, stderr, "no rows")
}

func TestCaseloadProfileOfNobodyWithACaseSaysNull(t *testing.T) {
	got := caseloadJSON(t, "worker,team,role,fte,cases,asye,agency\nAnn,North,,1,0,,\n", "profile")
	for _, key := range []string{"mean_per_worker", "mean_per_fte", "median"} {
		value, ok := got[key]
		assert.True(t, ok)
		assert.Nil(t, value, key)
	}
}

func TestCaseloadProfileFlags(t *testing.T) {
	got := caseloadJSON(t, caseloadWorkers, "profile", "-limit", "21", "-asye", "0.6")
	assert.Equal(t, 1.0, got["over_limit"], "Cy holds 30 with a protected limit of 12.6; 21 is within 21")
	got = caseloadJSON(t, caseloadWorkers, "profile", "-bands", "dfe", "-per-fte")
	assert.Equal(t, "cases_per_fte", got["basis"])
	got = caseloadJSON(t, caseloadWorkers+"Ann,North,,1,2,,\nEve,,,0,3,,\n", "profile", "-leave-out")
	assert.Len(t, got["left_out"], 2)
	assert.Equal(t, 6.0, got["records"])
	for _, format := range []string{"table", "csv", "markdown"} {
		code, stdout, _ := caseloadRun(caseloadWorkers, "profile", "-format", format)
		assert.Equal(t, exitDone, code)
		assert.Contains(t, stdout, "very high 30 and over")
	}
}

func TestCaseloadBadInputIsOneLineAndNothingPrinted(t *testing.T) {
	const header = "worker,team,role,fte,cases,asye,agency\n"
	tests := []struct {
		name, text, want string
		args             []string
	}{
		{"missing column", "worker,fte\n", "cases", []string{"profile"}},
		{"ragged row", header + "A,1\n", "line 2", []string{"profile"}},
		{"empty file", "", "empty", []string{"profile"}},
		{"a word", header + "A,,,half,3,,\n", "line 2, column 4 (fte)", []string{"profile"}},
		{"twice", header + "A,,,1,3,,\nA,,,1,3,,\n", "line 3, column 1 (worker)", []string{"profile"}},
		{"no FTE", header + "A,,,0,3,,\n", "line 2, column 4 (fte)", []string{"profile"}},
		{"limit in words", header, "-limit", []string{"profile", "-limit", "many"}},
		{"limit enormous", header, "-limit", []string{"profile", "-limit", "1e999999999"}},
		{"factor above 1", header, "factor", []string{"profile", "-asye", "60"}},
		{"no such bands", header, "nowhere.json", []string{"profile", "-bands", "nowhere.json"}},
		{"workforce below zero", "area,in_post,vacancies,agency,agency_covering,leavers,cases,case_holders\na,-1,,,,,,\n", "line 2, column 2 (in_post)", []string{"ratios"}},
		{"places", "", "-places", []string{"ratios", "-places", "99"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			code, stdout, stderr := caseloadRun(test.text, test.args...)
			assert.Equal(t, exitUsage, code)
			assert.Empty(t, stdout)
			assert.Contains(t, stderr, test.want)
			assert.Equal(t, 1, strings.Count(stderr, "\n"), stderr)
		})
	}
}

// DfE 2024, Oldham: printed 19.2, 18.3, 32.3, 38.7, 92.6.
func TestCaseloadRatiosJSON(t *testing.T) {
	const text = "area,in_post,vacancies,agency,agency_covering,leavers,cases,case_holders\nOldham,169.8,107,81,75,31,2727,141.9\nX,10,,low,z,0,5,0\n"
	rows := caseloadJSON(t, text, "ratios", "-places", "1")["rows"].([]any)
	assert.Equal(t, map[string]any{
		"area": "Oldham", "caseload": "19.2", "turnover": "18.3", "agency": "32.3", "vacancy": "38.7", "agency_cover": "92.6",
		"vacancies_covered": "70.1", "absence": nil, "measure": "fte", "why": map[string]any{"absence": "working days lost is missing"},
		"line": 2.0, "figures": map[string]any{
			"in_post": "169.8", "vacancies": "107", "agency": "81", "agency_covering": "75", "leavers": "31", "cases": "2727", "case_holders": "141.9", "days_lost": nil,
		},
	}, rows[0])
	missing := rows[1].(map[string]any)
	assert.Equal(t, "0", missing["turnover"])
	for _, key := range []string{"caseload", "agency", "vacancy", "agency_cover"} {
		assert.Nil(t, missing[key], key)
	}
	assert.Equal(t, "case holders is 0", missing["why"].(map[string]any)["caseload"])
	rows = caseloadJSON(t, text, "ratios")["rows"].([]any)
	assert.Equal(t, "19.217759", rows[0].(map[string]any)["caseload"])
}
