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

	"github.com/scrutineer-dev/scrutineer/rag"
)

// ragFile writes a file for a verb to read.
func ragFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

// ragRun runs a verb with standard input.
func ragRun(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(args, strings.NewReader(stdin), &out, &errs)
	return code, out.String(), errs.String()
}

// ragJSON runs a verb that succeeds and reads its JSON.
func ragJSON(t *testing.T, stdin string, args ...string) (result map[string]any) {
	t.Helper()
	code, stdout, stderr := ragRun(stdin, append(args, "-format", "json")...)
	require.Zero(t, code, stderr)
	require.NoError(t, json.Unmarshal([]byte(stdout), &result))
	return result
}

const planCSV = `area,action,lead,start,due,status,polarity,baseline,baseline_date,milestones,actual,actual_date
Practice,Plans,Director,2019-04-01,2020-09-30,in_progress,higher,24,2019-04-01,2019-10-31:55;2020-06-30:70,24,2019-08-31
Practice,Structure,Director,2019-04-01,2019-08-30,complete,,,,,,
Learning,Hub,Director,2019-09-01,,not_started,,,,,,
Learning,Training,Director,2019-04-01,2020-03-31,in_progress,,,,,,
`

func TestRagActions_JSON(t *testing.T) {
	got := ragJSON(t, planCSV, "rag", "actions", "-on", "2019-08-31")
	assert.Equal(t, map[string]any{"green": 1.0, "amber": 1.0, "red": 1.0, "unrated": 1.0, "complete": 1.0}, got["tally"])
	assert.Equal(t, map[string]any{
		"Practice": map[string]any{"green": 1.0, "amber": 0.0, "red": 1.0, "unrated": 0.0, "complete": 1.0},
		"Learning": map[string]any{"green": 0.0, "amber": 1.0, "red": 0.0, "unrated": 1.0},
	}, got["areas"])
	assert.Equal(t, "red", got["overall"], "a tie takes the worse")
	items := got["items"].([]any)
	require.Len(t, items, 4)
	var said []string
	for _, item := range items {
		i := item.(map[string]any)
		state, _ := i["state"].(string)
		said = append(said, strings.Join([]string{i["area"].(string), i["action"].(string), i["rating"].(string), state, i["reason"].(string)}, "|"))
	}
	assert.Equal(t, []string{
		"Practice|Plans|red||24 on 31 August 2019; the line from 24 on 1 April 2019 to 55 on 31 October 2019 requires 46.1: below the required rate",
		"Practice|Structure|green|complete|complete",
		"Learning|Hub|unrated|not_yet_due|not yet due: starts on 1 September 2019",
		"Learning|Training|amber||in progress, due by 31 March 2020",
	}, said)
	assert.Nil(t, items[0].(map[string]any)["state"], "absent is null")
	assert.Equal(t, map[string]any{
		// 24 + 31 × 152 / 213; and 46 points to 70 in the 304 days to June 2020.
		"required": "46.1221", "present_per_month": "0", "needed_per_month": "4.6057", "progress": "0",
		"course": "will not meet", "met_on": nil, "in_time": false,
	}, items[0].(map[string]any)["pace"])
}

func TestRagActions_TablesAndRules(t *testing.T) {
	code, stdout, _ := ragRun(planCSV, "rag", "actions", "-on", "2019-08-31")
	assert.Zero(t, code)
	assert.Contains(t, stdout, "Plan Area  Rated Green  Rated Amber  Rated Red  Unrated\nPractice   1            0            1          0\n")
	assert.Contains(t, stdout, "Red: Practice: Plans")
	step := ragFile(t, "rule.json", `{"kind":"delivery","by":"step"}`)
	assert.Equal(t, 2.0, ragJSON(t, planCSV, "rag", "actions", "-on", "2019-08-31", "-rule", step)["tally"].(map[string]any)["green"])
	assert.Equal(t, "amber", ragJSON(t, planCSV, "rag", "actions", "-on", "2019-08-31", "-policy", "average")["overall"])
	code, stdout, _ = ragRun("area,action,status\n", "rag", "actions", "-on", "2019-08-31")
	assert.Equal(t, exitUsage, code, "a plan without actions is no plan")
	assert.Empty(t, stdout)
}

func TestRagKPIs_JSON(t *testing.T) {
	rule := ragFile(t, "rule.json", `{"kind":"tolerance","id":"kpi"}`)
	got := ragJSON(t, "name,actual,target,previous,polarity,tolerance,floor\nVisits,89.9%,90%,91%,higher,5%,\nCases,21,20,,lower,0,\nAudits,c,90,,higher,,\nTurnover,12,15,,,,\n", "rag", "kpis", "-rule", rule)
	var said []string
	for _, item := range got["items"].([]any) {
		i := item.(map[string]any)
		state, _ := i["state"].(string)
		said = append(said, strings.Join([]string{i["name"].(string), i["rating"].(string), state}, "|"))
	}
	assert.Equal(t, []string{"Visits|amber|", "Cases|red|", "Audits|unrated|suppressed", "Turnover|unrated|no_polarity"}, said)
	visits := got["items"].([]any)[0].(map[string]any)
	assert.Equal(t, "worsening", visits["direction"])
	assert.Equal(t, "0.98", visits["position"])
	assert.Nil(t, visits["possible"])
	assert.Equal(t, map[string]any{"id": "kpi", "kind": "tolerance"}, visits["rule"])
}

func TestRagKPIs_TrajectoryTakesTheDateOfTheFlag(t *testing.T) {
	rule := ragFile(t, "rule.json", `{"kind":"trajectory","polarity":"higher","baseline":{"date":"2019-04-01","value":24},"milestones":[{"date":"2019-10-31","value":55}]}`)
	got := ragJSON(t, "name,actual\nPlans,46.1\nAudits,46.2\n", "rag", "kpis", "-rule", rule, "-on", "2019-08-31")
	assert.Equal(t, map[string]any{"green": 1.0, "amber": 0.0, "red": 1.0, "unrated": 0.0}, got["tally"])
}

func TestRagRollup_JSON(t *testing.T) {
	ratings := "area,name,rating,state,weight,priority\nA,one,green,,1,\nA,two,green,,1,\nB,three,red,,5,yes\nB,four,unrated,no_data,,\n"
	got := ragJSON(t, ratings, "rag", "rollup", "-policy", "cap", "-places", "1")
	assert.Equal(t, "amber", got["overall"])
	assert.Equal(t, []any{"three"}, got["reds"])
	assert.Equal(t, map[string]any{"green": "66.7", "amber": "0", "red": "33.3"}, got["percent"])
	assert.Equal(t, "75", got["coverage"])
	assert.Equal(t, []any{map[string]any{"state": "no_data", "count": 1.0}}, got["unrated_by"])
	assert.Equal(t, false, got["survives"])
	assert.Equal(t, "red", got["policies"].(map[string]any)["worst"])
	blocked := ragJSON(t, ratings, "rag", "rollup", "-missing", "block")
	assert.Equal(t, "unrated", blocked["overall"])
	assert.Equal(t, "blocked", blocked["state"])
	covered := ragJSON(t, ratings, "rag", "rollup", "-coverage", "80")
	assert.Equal(t, "blocked", covered["state"])
}

func TestRagMovement_JSON(t *testing.T) {
	before := ragFile(t, "a.csv", "area,name,rating\nA,one,red\nA,two,green\nA,gone,red\n")
	after := ragFile(t, "b.csv", "area,action,rating\nA,one,amber\nA,two,green\nA,new,green\n")
	got := ragJSON(t, "", "rag", "movement", before, after)
	assert.Equal(t, 1.0, got["improved"])
	assert.Equal(t, 1.0, got["matrix"].(map[string]any)["red"].(map[string]any)["amber"])
	assert.Equal(t, []any{map[string]any{"area": "A", "name": "one", "from": "red", "to": "amber", "movement": "improved to Amber from Red"}}, got["changed"])
	assert.Equal(t, []any{map[string]any{"area": "A", "name": "gone", "rating": "red"}}, got["vanished"])
	code, stdout, _ := ragRun("", "rag", "movement", before, after)
	assert.Zero(t, code)
	assert.Contains(t, stdout, "vanished, was Red")
}

func TestRagValidate_ExitsOneOnFaults(t *testing.T) {
	code, stdout, _ := ragRun(`{"kind":"range","bands":[{"rating":"green","at_least":90},{"rating":"red","at_most":89}]}`, "rag", "validate", "-format", "json")
	assert.Equal(t, exitFindings, code)
	var got rag.Validation
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	assert.False(t, got.Valid)
	assert.Equal(t, "gap", string(got.Faults[0].Code))
	code, stdout, _ = ragRun(`{"kind":"tolerance","polarity":"lower","target":0,"amber_within":"5%"}`, "rag", "validate")
	assert.Zero(t, code, "a warning is no fault")
	assert.Contains(t, stdout, "share_of_zero (warning)")
}

func TestRag_BadUseIsOneLineAndNothingPrinted(t *testing.T) {
	delivery, tolerance := ragFile(t, "delivery.json", `{"kind":"delivery"}`), ragFile(t, "tolerance.json", `{"kind":"tolerance"}`)
	gap := ragFile(t, "gap.json", `{"kind":"range","bands":[{"rating":"green","at_least":90},{"rating":"red","at_most":89}]}`)
	for _, tc := range []struct {
		stdin, want string
		args        []string
	}{
		{planCSV, `-on: it is missing: date of the rating`, []string{"actions"}},
		{planCSV, `-on: "31 August" is not a date`, []string{"actions", "-on", "31 August"}},
		{"area,action,status\nA,b,closed\n", `rag actions: standard input, line 2, column 3 (status): status "closed"`, []string{"actions", "-on", "2019-08-31"}},
		{planCSV, `does not rate actions`, []string{"actions", "-on", "2019-08-31", "-rule", tolerance}},
		{planCSV, `-policy: "best" is none of its values: use plurality`, []string{"actions", "-on", "2019-08-31", "-policy", "best"}},
		{"", `-rule: it is missing: name the file`, []string{"kpis"}},
		{"", `use rag actions`, []string{"kpis", "-rule", delivery}},
		{"", `values between 89 and 90 are in no band`, []string{"kpis", "-rule", gap}},
		{"", `the file is empty`, []string{"kpis", "-rule", tolerance}},
		{"name,actual,tolerance\nx,1,-5\n", `line 2, column 3 (tolerance): the tolerance -5 is below 0`, []string{"kpis", "-rule", tolerance}},
		{"name,actual\nx,1\n", `-on: "x" is not a date`, []string{"kpis", "-rule", tolerance, "-on", "x"}},
		{"name,rating\nx,blue\n", `line 2, column 2 (rating): rating "blue"`, []string{"rollup"}},
		{"", `-missing: "ignore" is none of its values`, []string{"rollup", "-missing", "ignore"}},
		{"", `-coverage: "most"`, []string{"rollup", "-coverage", "most"}},
		{"", `-places: "9": use 0 to 6`, []string{"rollup", "-places", "9"}},
		{"", `-policy: "best" is none`, []string{"rollup", "-policy", "best"}},
		{"", `2 files are read (earlier, later), and 0 were named`, []string{"movement"}},
		{"{", `line 1, column 2: the JSON is broken`, []string{"validate"}},
	} {
		code, stdout, stderr := ragRun(tc.stdin, append([]string{"rag"}, tc.args...)...)
		assert.Equal(t, exitUsage, code, tc.want)
		assert.Empty(t, stdout)
		assert.Contains(t, stderr, tc.want)
		assert.Equal(t, 1, strings.Count(stderr, "\n"), stderr)
	}
}
