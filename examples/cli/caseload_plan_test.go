package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCaseloadLimitsJSON(t *testing.T) {
	got := caseloadJSON(t, caseloadWorkers, "limits", "-asye", "0.6")
	rows := got["rows"].([]any)
	require.Len(t, rows, 3)
	assert.Equal(t, map[string]any{
		"worker": "Cy", "team": "South", "cases": 30.0, "limit": "10.8", "over": "19.2", "to_move": 20.0, "percent": "277.777778", "standing": "over",
		"role": "SW", "fte": "1", "asye": true, "agency": false, "own_limit": nil, "load": "30", "line": 4.0,
	}, rows[0])
	assert.Equal(t, "24.2", got["excess"])
	assert.Equal(t, 25.0, got["to_move"])
	assert.Equal(t, 3.0, got["over_limit"])
	assert.Equal(t, 0.0, caseloadJSON(t, caseloadWorkers, "limits", "-limit", "30")["over_limit"], "at the limit is within it")
}

func TestCaseloadPlanJSON(t *testing.T) {
	// 71 cases on 2.5 FTE; an average of 15 takes 4.73 FTE.
	got := caseloadJSON(t, caseloadWorkers, "plan")
	for key, want := range map[string]any{
		"cases": 71.0, "fte": "2.5", "average": "28.4", "fte_needed": "4.733333", "workers_needed": 5.0, "more": 3.0, "to_close": 34.0,
		"after": nil, "months": nil,
	} {
		assert.Equal(t, want, got[key], key)
	}
	got = caseloadJSON(t, caseloadWorkers, "plan", "-joining", "3", "-newly-qualified", "1", "-asye", "0.6", "-leaving", "0.5", "-ending", "6")
	assert.Equal(t, map[string]any{
		"cases": 65.0, "fte": "4.6", "average": "14.130435",
		"fte_needed": "4.333333", "workers_needed": 5.0, "more": 0.0, "more_newly_qualified": 0.0, "to_close": 0.0, "spare_fte": "0.266666666667",
	}, got["after"])
	got = caseloadJSON(t, caseloadWorkers, "plan", "-joining-monthly", "1", "-start", "2024-11-30")
	months := got["months"].(map[string]any)
	assert.Equal(t, 3.0, months["month"])
	assert.Equal(t, "2025-02-28", months["date"])
	assert.Len(t, months["path"], 4)
	got = caseloadJSON(t, caseloadWorkers, "plan", "-opening-monthly", "1", "-months", "12")
	months = got["months"].(map[string]any)
	assert.Equal(t, false, months["reached"])
	assert.Nil(t, months["month"])
	assert.Contains(t, months["note"], "no longer falls")
}

func TestCaseloadRoomJSON(t *testing.T) {
	got := caseloadJSON(t, caseloadWorkers+"Eve,South,,0,0,,\nFay,South,,1,16,,\n", "room", "-children", "2")
	ranked, refused := got["ranked"].([]any), got["refused"].([]any)
	require.Len(t, ranked, 2)
	assert.Equal(t, "Dee", ranked[0].(map[string]any)["worker"])
	assert.Equal(t, "100", ranked[1].(map[string]any)["after"], "at the limit is within it")
	require.Len(t, refused, 4)
	eve := refused[3].(map[string]any)
	assert.Equal(t, "Eve", eve["worker"])
	assert.Nil(t, eve["after"], "no capacity is not a percentage")
	assert.Contains(t, eve["reasons"], "has no capacity")
}

func TestCaseloadTransfersJSON(t *testing.T) {
	got := caseloadJSON(t, caseloadWorkers, "transfers")
	assert.Equal(t, true, got["feasible"])
	assert.Equal(t, 17.0, got["moved"])
	assert.Len(t, got["moves"], 3)
	assert.Nil(t, got["proof"])

	got = caseloadJSON(t, caseloadWorkers, "transfers", "-same-team")
	assert.Equal(t, false, got["feasible"])
	assert.Nil(t, got["moved"])
	assert.Equal(t, 5.0, got["unplaced"])
	assert.Equal(t, []any{"Ann", "Ben"}, got["proof"].(map[string]any)["over"])

	rules := filepath.Join(t.TempDir(), "may.csv")
	require.NoError(t, os.WriteFile(rules, []byte("from,to\nCy,Dee\nAnn,Dee\n"), 0o600))
	got = caseloadJSON(t, caseloadWorkers, "transfers", "-may", rules)
	assert.Equal(t, 3.0, got["unplaced"], "nobody may take Ben's")
}

func TestCaseloadPlansThatCannotBeMade(t *testing.T) {
	tests := []struct {
		name, want string
		args       []string
	}{
		{"more leave than there are", "more leave", []string{"plan", "-leaving", "9"}},
		{"half a case opens", "-opening", []string{"plan", "-opening", "0.5"}},
		{"aim of zero", "average", []string{"plan", "-aim", "0"}},
		{"turnover above 100", "turnover", []string{"plan", "-turnover", "101"}},
		{"no such date", "-start", []string{"plan", "-turnover", "10", "-start", "2025-02-29"}},
		{"too many months", "months", []string{"plan", "-turnover", "10", "-months", "5000"}},
		{"no rules", "nowhere.csv", []string{"transfers", "-may", "nowhere.csv"}},
		{"children in words", "-children", []string{"room", "-children", "two"}},
		{"exceptional below ordinary", "exceptional", []string{"limits", "-exceptional", "9"}},
		{"factor of sixty", "factor", []string{"limits", "-asye", "60"}},
		{"factor of sixty for room", "factor", []string{"room", "-asye", "60"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			code, stdout, stderr := caseloadRun(caseloadWorkers, test.args...)
			assert.Equal(t, exitUsage, code)
			assert.Empty(t, stdout)
			assert.Contains(t, stderr, test.want)
			assert.Equal(t, 1, strings.Count(stderr, "\n"), stderr)
		})
	}
}

func TestCaseloadTables(t *testing.T) {
	for verb, want := range map[string]string{
		"limits": "277.8", "plan": "71 / 2.5 = 28.4", "room": "Has room", "transfers": "no plan moves fewer", "profile": "71 / 2.5 = 28.4",
	} {
		args := []string{verb}
		if verb == "limits" {
			args = append(args, "-asye", "0.6")
		}
		code, stdout, stderr := caseloadRun(caseloadWorkers, args...)
		assert.Equal(t, exitDone, code, stderr)
		assert.Contains(t, stdout, want)
	}
}

func TestCaseloadPosts_AndLimitsByATableOfFTE(t *testing.T) {
	got := caseloadJSON(t, caseloadWorkers, "posts", "-limit", "18")
	assert.Equal(t, 0.0, got["more"], "71 cases, and four have 18 places each")
	assert.Equal(t, 1.0, got["more_with_unallocated"])
	caps := filepath.Join(t.TempDir(), "caps.csv")
	require.NoError(t, os.WriteFile(caps, []byte("FTE,Cap\n1.0,18\n0.8 to under 1.0,14\nunder 0.8,9\n"), 0o600))
	got = caseloadJSON(t, caseloadWorkers, "limits", "-caps", caps)
	assert.Nil(t, got["limit"], "there is none for all")
	assert.Equal(t, "9", got["rows"].([]any)[0].(map[string]any)["limit"], "Ben works half time")
	assert.Equal(t, 1.0, caseloadJSON(t, caseloadWorkers, "posts", "-caps", caps)["more_within_teams"], "41 cases in the North, and 27 places")
	code, _, stderr := caseloadRun(caseloadWorkers, "limits", "-caps", caps, "-per-fte")
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, stderr, "-per-fte")
}

func TestCaseloadProfile_BandsAreAChoiceOrAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "bands.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"basis":"cases","bands":[{"name":"few","to":"21"},{"name":"many","from":"21"}]}`), 0o600))
	for choice, want := range map[string]int{"oldham": 3, "limits": 3, file: 2} {
		assert.Len(t, caseloadJSON(t, caseloadWorkers, "profile", "-bands", choice)["bands"], want, choice)
	}
}
