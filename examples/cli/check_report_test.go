package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const wrongTotal = "# Month 4\n\nSpend in £k.\n\n| Service | Budget | Forecast |\n|---|---:|---:|\n| Care | 41,300 | 53,387 |\n| Help | 11,615 | 12,288 |\n| Total | 52,915 | 65,765 |\n"

func fileOf(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func checkFiles(args ...string) (int, string, string) {
	var out, errs bytes.Buffer
	code := run(append([]string{"check"}, args...), strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

func TestCheck_SeveralFilesAreOneReport(t *testing.T) {
	one, two := fileOf(t, "one.md", wrongTotal), fileOf(t, "two.csv", "a,n\nx,3\ny,4\nTotal,7\n")
	code, out, errs := checkFiles("-format", "json", one, two)
	require.Equal(t, exitFindings, code, errs)
	assert.Contains(t, out, one)
	assert.Contains(t, out, two)
	code, _, errs = checkFiles(one, fileOf(t, "report.json", `{"title":"T"}`))
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, errs, "a report by itself")
}

func TestCheck_WhatIsAcceptedFailsNothingUntilItChanges(t *testing.T) {
	report := fileOf(t, "report.md", wrongTotal)
	code, out, _ := checkFiles("-format", "json", report)
	require.Equal(t, exitFindings, code)
	var result struct {
		Findings []struct{ ID, Verdict string }
	}
	require.NoError(t, json.Unmarshal([]byte(out), &result))
	require.Equal(t, "differs", result.Findings[0].Verdict)
	accepted := fileOf(t, "accepted.csv", "id,reason,who,date\n"+result.Findings[0].ID+",published so,J Smith,2024-10-02\n")

	code, out, errs := checkFiles("-accepted", accepted, report)
	assert.Equal(t, exitDone, code, errs)
	assert.Contains(t, out, "Accepted: ")

	changed := fileOf(t, "report.md", strings.Replace(wrongTotal, "53,387", "53,386", 1))
	code, out, _ = checkFiles("-accepted", accepted, changed)
	assert.Equal(t, exitFindings, code)
	assert.Contains(t, out, "Lapsed: ")

	code, _, errs = checkFiles("-accepted", fileOf(t, "accepted.csv", "id,reason,who,date\nx,,J Smith,2024-10-02\n"), report)
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, errs, "accepted.csv, line 2")
}

func TestCheck_OtherFormsOfOutput(t *testing.T) {
	report := fileOf(t, "report.md", wrongTotal)
	code, page, _ := checkFiles("-format", "html", report)
	assert.Equal(t, exitFindings, code)
	assert.Contains(t, page, "<!DOCTYPE html>")
	code, log, _ := checkFiles("-format", "sarif", report)
	assert.Equal(t, exitFindings, code)
	assert.Contains(t, log, `"startLine": 9`)
	assert.Contains(t, log, "report.md")
	code, _, errs := checkFiles("-format", "pdf", report)
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, errs, "html or sarif")
	assert.Equal(t, exitUsage, run([]string{"document", "-format", "html", report}, nil, io.Discard, io.Discard), "no other verb has it")
}

func TestCheck_ExitsByWhatCouldBeTested(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		code int
	}{
		"no figures":                {"# Title\n\nNothing is said of figures.\n", exitUsage},
		"figures, nothing testable": {"Spend was £5m in the year.\n", exitUntested},
		"nothing differs":           {"a,n\nx,3\ny,4\nTotal,7\n", exitDone},
		"a picture":                 {"\x89PNG\r\n", exitUsage},
		"empty":                     {"", exitUsage},
	} {
		t.Run(name, func(t *testing.T) {
			code, _, errs := checkFiles(fileOf(t, "report", test.text))
			assert.Equal(t, test.code, code)
			if test.code == exitUsage {
				assert.Equal(t, 1, strings.Count(errs, "\n"))
			}
		})
	}
}

func TestCheck_TheProposalIsReportJSONWhateverTheForm(t *testing.T) {
	code, out, errs := checkFiles("-propose", fileOf(t, "report.md", wrongTotal))
	require.Equal(t, exitDone, code, errs)
	proposal := fileOf(t, "report.json", out)
	code, again, errs := checkFiles("-format", "json", proposal)
	require.Equal(t, exitFindings, code, errs)
	assert.Contains(t, again, "65,765")
}

func TestCheck_ADocumentIsHeldAgainstTheLastOfItsSeries(t *testing.T) {
	last := fileOf(t, "month6.md", "# Month 6\n\n| Service | Variance |\n|---|---:|\n| Homes | 312 |\n| Fostering | 45 |\n| Transport | 87 |\n")
	now := fileOf(t, "month7.md", "# Month 7\n\n| Service | Month 6 variance | Month 7 variance |\n|---|---:|---:|\n| Homes | 312 | 330 |\n| Fostering | 54 | 61 |\n| Transport | 87 | 90 |\n")
	code, out, errs := checkFiles("-previous", last, "-format", "json", now)
	require.Equal(t, exitFindings, code, errs)
	assert.Contains(t, out, `"differs": 1`)
	assert.Contains(t, out, last)

	code, _, errs = checkFiles("-previous", fileOf(t, "report.json", `{"title":"T"}`), now)
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, errs, "give the last document itself")
	code, _, errs = checkFiles("-previous", last, fileOf(t, "report.json", `{"title":"T"}`))
	assert.Equal(t, exitUsage, code)
	assert.Contains(t, errs, "check -propose")
}
