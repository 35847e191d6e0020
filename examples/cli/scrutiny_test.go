package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// checkReport has a claim of each verdict. The figures are of Oldham's reports; the last is made up.
const checkReport = `{"title": "t", "source": {"date": "2024-10-02"}, "claims": [
	{"id": "agrees", "where": "2.3", "label": "Conversion", "printed": "19%", "inputs": {"referrals": {"value": "428", "exact": true}, "contacts": {"value": "2,202", "exact": true}}, "formula": "referrals / contacts * 100"},
	{"id": "within", "where": "8.1", "printed": "267", "inputs": {"f": "10,045", "r": "(279)", "b": "9,500"}, "formula": "f + r - b"},
	{"id": "differs", "where": "1.3", "printed": "-£0.019m", "inputs": {"demand": "£1.442m", "mitigated": "£1.458m"}, "formula": "demand - mitigated"},
	{"id": "cannot", "printed": "5", "inputs": {"a": "c"}, "formula": "a"}]}`

func runCheck(args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	input := args[len(args)-1]
	code = run(append([]string{"check"}, args[:len(args)-1]...), strings.NewReader(input), &out, &errs)
	return code, out.String(), errs.String()
}

func TestCheck_JSONAsTheDesignFixesIt(t *testing.T) {
	code, stdout, stderr := runCheck("-format", "json", checkReport)
	assert.Equal(t, exitFindings, code)
	assert.Empty(t, stderr)
	var got struct {
		Findings []map[string]any
		Summary  map[string]any
		Record   map[string]any
	}
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	require.Len(t, got.Findings, 4)
	first := got.Findings[0]
	assert.Equal(t, "differs", first["id"], "worst first")
	for key, want := range map[string]any{"where": "1.3", "label": "differs", "printed": "-£0.019m", "computed": "-0.016", "low": "-0.017", "high": "-0.015", "verdict": "differs"} {
		assert.Equal(t, want, first[key], key)
	}
	assert.Contains(t, first["working"], "£1.442m − £1.458m = −£0.016m")
	for _, key := range []string{"agrees", "within_rounding", "differs", "cannot_check"} {
		assert.Equal(t, 1.0, got.Summary[key], key)
	}
	for _, f := range got.Findings {
		if f["id"] == "cannot" {
			assert.Nil(t, f["computed"], "what is not known is null, never 0")
			assert.Nil(t, f["low"])
		}
	}
	assert.Len(t, got.Record["input_sha256"], 64)
	_, again, _ := runCheck("-format", "json", checkReport)
	assert.Equal(t, stdout, again, "the same bytes on every run")
}

func TestCheck_ExitCodeSaysWhetherSomethingDiffers(t *testing.T) {
	within := `{"claims": [{"printed": "3", "inputs": {"a": "1", "b": "1"}, "formula": "a + b"}]}`
	for _, tc := range []struct {
		name string
		args []string
		code int
	}{
		{"within rounding passes", []string{within}, exitDone},
		{"unless it is asked for", []string{"-fail-on", "within_rounding", within}, exitFindings},
		{"a difference fails", []string{checkReport}, exitFindings},
		{"an unknown threshold is refused", []string{"-fail-on", "agrees", within}, exitUsage},
	} {
		t.Run(tc.name, func(t *testing.T) {
			code, _, _ := runCheck(tc.args...)
			assert.Equal(t, tc.code, code)
		})
	}
}

func TestCheck_BadInputIsOneLineAndNothingIsPrinted(t *testing.T) {
	for name, document := range map[string]string{
		"empty":              "",
		"no JSON":            "{",
		"a word":             `{"claims": [{"printed": "1", "inputs": {"a": "twelve"}, "formula": "a"}]}`,
		"an unknown column":  `{"tables": [{"columns": [{"id": "a", "formula": "b"}]}]}`,
		"a number too large": `{"claims": [{"printed": "1e999999999", "formula": "1"}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			code, stdout, stderr := runCheck("-format", "json", document)
			assert.Equal(t, exitUsage, code)
			assert.Empty(t, stdout)
			assert.Equal(t, 1, strings.Count(stderr, "\n"), stderr)
			assert.Contains(t, stderr, "standard input")
		})
	}
}

func TestCheck_OneTableAsCSV(t *testing.T) {
	code, stdout, stderr := runCheck("Service,Budget (£k),Forecast (£k),Variance (£k)\nCare,\"41,300\",\"53,387\",\"12,087\"\nFieldwork,\"11,615\",\"12,288\",673\nTotal,\"52,915\",\"65,675\",\"12,706\"\n")
	assert.Equal(t, exitFindings, code, stderr)
	assert.Contains(t, stdout, "this column is column 3 less column 2 in 2 of ")
	assert.Contains(t, stdout, "this row is the sum of rows 2 and 3 in 2 of 3 columns; here it misses by 54")
	assert.Contains(t, stdout, "two digits are changed round")
}

func TestCheck_ATableInWhichNothingFollowsIsNotPassed(t *testing.T) {
	for name, text := range map[string]string{
		"a heading alone":   "a,b\n",
		"text only":         "Area,Lead\nNorth,Ms A\nSouth,Mr B\n",
		"one row":           "Area,2023\nNorth,17\n",
		"one column":        "17\n23\n5\n",
		"nothing to add":    "Area,Median days\nNorth,30\nSouth,41\nTotal,36\n",
		"all is withheld":   "Area,n\nNorth,c\nSouth,c\nTotal,c\n",
		"an error of Excel": "Area,n\nNorth,3\nSouth,#N/A\nTotal,9\n",
	} {
		t.Run(name, func(t *testing.T) {
			code, stdout, _ := runCheck(text)
			assert.Equal(t, exitUntested, code)
			assert.Contains(t, stdout, "0 agree, 0 within rounding, 0 differ")
		})
	}
}

func TestCheck_TheProposalIsWrittenOutAndChecksTheSame(t *testing.T) {
	table := "Area,2023,2024\nNorth,310,420\nSouth,290,330\nTotal,600,770\n"
	code, report, stderr := runCheck("-propose", "-format", "json", table)
	assert.Equal(t, exitDone, code, stderr)
	assert.Contains(t, report, "this row is the sum of rows 2 and 3")
	_, direct, _ := runCheck("-format", "csv", table)
	code, again, stderr := runCheck("-format", "csv", report)
	assert.Equal(t, exitFindings, code, stderr)
	assert.Equal(t, direct, again)
}

func TestCheck_EveryFormatShowsTheWorking(t *testing.T) {
	for _, format := range []string{"table", "markdown", "csv", "json"} {
		_, stdout, _ := runCheck("-format", format, checkReport)
		assert.Contains(t, stdout, "10,045 + (−279) − 9,500 = 266, printed 267", format)
	}
}
