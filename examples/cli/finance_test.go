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

func runFinance(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(append([]string{"finance"}, args...), strings.NewReader(stdin), &out, &errs)
	return code, out.String(), errs.String()
}

func runFinanceJSON(t *testing.T, stdin string, args ...string) map[string]any {
	t.Helper()
	code, stdout, stderr := runFinance(t, stdin, append(args, "-format", "json")...)
	require.NotEqual(t, exitUsage, code, stderr)
	var got map[string]any
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	return got
}

const oldham2024 = `service,budget,forecast,reserves,variance
Children in Care,"41,300","53,387",0,"12,087"
Fieldwork & Family Support,"11,615","12,288",0,673
Children's Safeguarding,"2,902","2,757",0,-145
Children's Services - Integration,"3,425","3,386",-315,-354
`

func TestFinanceStatement(t *testing.T) {
	got := runFinanceJSON(t, oldham2024, "statement", "-unit", "£k", "-convention", "overspend_positive")
	lines := got["lines"].([]any)
	require.Len(t, lines, 4)
	last := lines[3].(map[string]any)
	for key, want := range map[string]string{"service": "Children's Services - Integration", "budget": "3425", "forecast": "3386", "reserves": "-315", "variance": "-354", "direction": "favourable"} {
		assert.Equal(t, want, last[key], key)
	}
	total := got["total"].(map[string]any)
	for key, want := range map[string]string{"budget": "59242", "forecast": "71818", "reserves": "-315", "variance": "12261", "direction": "adverse"} {
		assert.Equal(t, want, total[key], key)
	}
}

func TestFinanceStatement_APercentageOfAZeroBudgetIsNull(t *testing.T) {
	got := runFinanceJSON(t, "service,budget,forecast,reserves\nNew,0,6,\n", "statement")
	line := got["lines"].([]any)[0].(map[string]any)
	assert.Nil(t, line["percent"])
	assert.Contains(t, line, "percent")
}

func TestFinanceStatement_BadInput(t *testing.T) {
	tests := []struct {
		name, stdin string
		args        []string
		want        string
	}{
		{"a word for a number", "service,budget,forecast,reserves\nA,1,lots,0\n", nil, `finance statement: standard input, line 2, column 3 (forecast): "lots" is not a number`},
		{"a sign not stated", oldham2024, nil, "their sign is never inferred"},
		{"the other sign", oldham2024, []string{"-convention", "underspend_positive"}, `4 rows contradict the stated convention underspend_positive and 0 support it: "Children in Care"`},
		{"an unknown unit", oldham2024, []string{"-unit", "k"}, `-unit: unit "k": use £, £k, £m or £bn`},
		{"an unknown convention", oldham2024, []string{"-convention", "positive"}, `-convention: convention "positive"`},
		{"an empty file", "", nil, "the file is empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := runFinance(t, tt.stdin, append([]string{"statement"}, tt.args...)...)
			assert.Equal(t, exitUsage, code)
			assert.Empty(t, stdout)
			assert.Contains(t, stderr, tt.want)
			assert.Equal(t, 1, strings.Count(stderr, "\n"), "one line")
		})
	}
}

func TestFinanceStatement_GroupsDriversAndGivenAmounts(t *testing.T) {
	got := runFinanceJSON(t, "service,group,budget,forecast,reserves,original_budget\nA,Care,100,130,,90\nB,Care,50,45,,\nC,Help,10,15,,\n", "statement")
	assert.Len(t, got["groups"], 2)
	assert.Equal(t, "25", got["groups"].([]any)[0].(map[string]any)["variance"])
	first := got["drivers"].([]any)[0].(map[string]any)
	assert.Equal(t, "A", first["service"])
	assert.Equal(t, "100", first["percent_of_total"])
	lines := got["lines"].([]any)
	assert.Equal(t, "90", lines[0].(map[string]any)["original_budget"])
	assert.Nil(t, lines[1].(map[string]any)["original_budget"])
	assert.Nil(t, lines[1].(map[string]any)["actual"])
	assert.Equal(t, "45 + 0 - 50 = -5", lines[1].(map[string]any)["working"])
}

func TestFinanceStatement_InAnotherConvention(t *testing.T) {
	got := runFinanceJSON(t, oldham2024, "statement", "-unit", "£k", "-convention", "overspend_positive", "-as", "underspend_positive")
	line := got["lines"].([]any)[0].(map[string]any)
	assert.Equal(t, "-12087", line["variance"])
	assert.Equal(t, "adverse", line["direction"])
}

func TestFinanceReconcile(t *testing.T) {
	code, stdout, _ := runFinance(t, oldham2024, "reconcile", "-unit", "£k", "-convention", "overspend_positive")
	assert.Equal(t, exitDone, code)
	assert.Contains(t, stdout, "53,387 + 0 - 41,300 = 12,087, as printed")

	wrong := strings.ReplaceAll(oldham2024, "-354", "-534")
	code, stdout, _ = runFinance(t, wrong, "reconcile", "-unit", "£k", "-convention", "overspend_positive", "-format", "json")
	assert.Equal(t, exitFindings, code)
	var got struct {
		Findings []map[string]any
		Summary  map[string]int
	}
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	assert.Equal(t, map[string]int{"agrees": 3, "within_rounding": 0, "differs": 1, "cannot_check": 0}, got.Summary)
	assert.Equal(t, "-354", got.Findings[3]["computed"])

	code, _, stderr := runFinance(t, "service,budget,forecast,reserves\nA,1,2,\n", "reconcile")
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, stderr, "nothing can be checked")
}

// write puts a file into a folder of the test.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestFinanceMovement(t *testing.T) {
	may := write(t, "may.csv", "service,budget,forecast,reserves\nCare,100,1252,\nGone,5,6,\n")
	june := write(t, "june.csv", "service,budget,forecast,reserves\nCare,110,581,\nNew,3,4,\n")
	got := runFinanceJSON(t, "", "movement", "-unit", "£k", "-from", "2019/20 M2", "-to", "2019/20 M3", may, june)
	lines := got["lines"].([]any)
	require.Len(t, lines, 3)
	care := lines[0].(map[string]any)
	for key, want := range map[string]string{"from": "1152", "to": "471", "movement": "-681", "change_of_budget": "10", "change_of_forecast": "-671", "direction": "favourable", "presence": "in_both"} {
		assert.Equal(t, want, care[key], key)
	}
	assert.True(t, strings.HasPrefix(care["percent"].(string), "-59.1"))
	assert.Equal(t, "new", lines[1].(map[string]any)["presence"])
	assert.Nil(t, lines[1].(map[string]any)["percent"], "from nil")
	assert.Equal(t, "vanished", lines[2].(map[string]any)["presence"])

	code, _, stderr := runFinance(t, "", "movement", "-from", "M3", "-to", "M2", may, june)
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, stderr, "swap the two")
	code, _, stderr = runFinance(t, "", "movement", may)
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, stderr, "and 1 was named")
	code, _, stderr = runFinance(t, "", "movement", may, write(t, "bad.csv", "service,budget,forecast,reserves\nA,x,1,\n"))
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, stderr, "bad.csv, line 2, column 2 (budget)")
}

func TestFinanceSavings(t *testing.T) {
	got := runFinanceJSON(t, "saving,target,achieved,pressures,net_at_risk\nChildren,\"2,674\",\"2,637\",\"(1,781)\",\"1,818\"\n", "savings", "-unit", "£k")
	row := got["rows"].([]any)[0].(map[string]any)
	assert.Equal(t, "1818", row["net_at_risk"])
	assert.Equal(t, "37", row["unstated"])
	assert.Equal(t, "amber", row["rating"])
	assert.Equal(t, "2674", got["total"].(map[string]any)["target"])

	code, _, _ := runFinance(t, "saving,target,achieved,net_at_risk\nA,10,4,9\n", "savings")
	assert.Equal(t, exitFindings, code, "6 are at risk, 9 are printed")
}

func TestFinancePlacements(t *testing.T) {
	text := "type,start,end,weekly,income\nresidential,2024-04-01,,7000,700\nresidential,2024-04-01,,7000,\nfostering,2024-04-01,2024-07-01,700,\n"
	got := runFinanceJSON(t, text, "placements", "-year", "2024/25", "-pay-day", "Monday", "-change", "residential=-1,fostering=1")
	total := got["total"].(map[string]any)
	assert.Equal(t, "739100", total["gross"])
	assert.Equal(t, "702600", total["net"])
	fostering := got["types"].([]any)[0].(map[string]any)
	assert.Equal(t, float64(91), fostering["nights"])
	assert.Equal(t, "9100", fostering["quarters"].([]any)[0].(map[string]any)["gross"])
	assert.Equal(t, float64(53), got["pay_runs"].(map[string]any)["pay_days"])
	scenario := got["scenario"].(map[string]any)
	assert.Equal(t, "-328500", scenario["difference"]) // one fewer at 365,000, one more at 36,500
	assert.Equal(t, "0", scenario["number"])
	assert.Equal(t, "0", scenario["price"])

	raised := runFinanceJSON(t, text, "placements", "-year", "2024/25", "-uplift", "2024-10-01:10:residential")
	assert.Equal(t, "775500", raised["total"].(map[string]any)["gross"]) // 182 nights at £200 more

	for _, args := range [][]string{
		{},
		{"-year", "2024/25", "-pay-day", "payday"},
		{"-year", "2024/25", "-uplift", "soon"},
		{"-year", "2024/25", "-change", "residential"},
		{"-year", "2024/25", "-change", "secure=1"},
		{"-year", "2024/25", "-change", "residential=1", "-method", "best"},
		{"-year", "2024/25", "-price", "x=y"},
	} {
		code, stdout, stderr := runFinance(t, text, append([]string{"placements"}, args...)...)
		assert.Equal(t, exitUsage, code, args)
		assert.Empty(t, stdout)
		assert.Equal(t, 1, strings.Count(stderr, "\n"), stderr)
	}
}

func TestFinanceOutturn(t *testing.T) {
	text := "month,actual\nApril,4100\nMay,4350\nJune,4280\nJuly,4500\n"
	got := runFinanceJSON(t, text, "outturn", "-unit", "£k", "-year", "2024/25", "-budget", "41,300",
		"-activity-price", "1000", "-activity-to-date", "17000", "-activity-remaining", "34000")
	want := map[string]string{
		"straight_line": "51690", "by_days": "51548.7705", "profiled": "51548.7705", "remaining_budget": "44725.6164",
		"run_rate_3": "52243.3333", "run_rate_1": "53230", "activity_at_budget_price": "51230", "activity_at_actual_price": "51690",
	}
	for _, m := range got["methods"].([]any) {
		method := m.(map[string]any)
		assert.Equal(t, want[method["name"].(string)], method["outturn"], method["name"])
		assert.Nil(t, method["refused"])
	}
	assert.Len(t, got["methods"], len(want))
	assert.Equal(t, "8504.3836", got["range"])

	placements := write(t, "placements.csv", "type,start,end,weekly\nresidential,2024-01-01,,5750\nfostering,2024-01-01,2024-09-05,700\nfostering,2024-01-01,2025-06-01,700\n")
	got = runFinanceJSON(t, "month,actual\nM1,1000000\nM2,0\nM3,0\nM4,0\n", "outturn", "-year", "2024/25", "-budget", "1", "-placements", placements, "-as-of", "2024-08-01")
	methods := got["methods"].([]any)
	last := methods[len(methods)-1].(map[string]any)
	assert.Equal(t, "commitments", last["name"])
	assert.Equal(t, "1227407.1429", last["outturn"]) // 8591850/7, METHODS I2

	empty := runFinanceJSON(t, "month,actual\nApril,\n", "outturn", "-year", "2024/25", "-budget", "1")
	assert.Nil(t, empty["low"])
	assert.Nil(t, empty["methods"].([]any)[0].(map[string]any)["outturn"])
	assert.Contains(t, empty["methods"].([]any)[0].(map[string]any)["refused"], "no month is in")

	code, _, stderr := runFinance(t, text, "outturn", "-year", "2024/25")
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, stderr, "-budget")
}

func TestFinanceBudget(t *testing.T) {
	code, stdout, _ := runFinance(t, "service,original,virements,revised\nCare,100,-7,93\nHelp,50,5,55\n", "budget", "-unit", "£k", "-format", "json")
	assert.Equal(t, exitFindings, code, "virements of 2 that come from nowhere are more than rounding")
	var got map[string]any
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	assert.Equal(t, "148", got["total"].(map[string]any)["revised"])
	last := got["findings"].([]any)[2].(map[string]any)
	assert.Equal(t, "virements_nil", last["check"])
}
