package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

var update = flag.Bool("update", false, "rewrite the golden output; never the printed figures")

func TestRun_PrintsTheGoldenFindings(t *testing.T) {
	var got bytes.Buffer
	require.NoError(t, run(&got))
	const golden = "testdata/findings.txt"
	if *update {
		require.NoError(t, os.WriteFile(golden, got.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	if !bytes.Equal(want, got.Bytes()) {
		require.NoError(t, os.WriteFile(golden+".got", got.Bytes(), 0o644))
	}
	require.Equal(t, string(want), got.String(), "the output is left in %s.got; read the difference before -update", golden)
}

// What is expected stands beside each report, by the id of the finding: none may be missing, and none more.
func TestReports_GiveWhatIsExpectedBesideThem(t *testing.T) {
	for _, name := range names() {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile("reports/" + name + ".expected.json")
			require.NoError(t, err)
			var expected map[string]scrutiny.Verdict
			require.NoError(t, json.Unmarshal(data, &expected))
			report, err := load(name)
			require.NoError(t, err)
			result := scrutiny.Check(report, scrutiny.Options{})
			assert.Len(t, result.Findings, len(expected))
			for _, f := range result.Findings {
				want, listed := expected[f.ID]
				if assert.True(t, listed, "%s is not expected: %s", f.ID, f.Working) {
					assert.Equal(t, want, f.Verdict, "%s: %s", f.ID, f.Working)
				}
			}
		})
	}
}

// The five findings that the reports are known for.
func TestReports_TheFiveThatMustBeFound(t *testing.T) {
	old, err := load("oldham-2019")
	require.NoError(t, err)
	recent, err := load("oldham-2024")
	require.NoError(t, err)
	for _, tc := range []struct {
		report  scrutiny.Report
		id      string
		verdict scrutiny.Verdict
	}{
		{recent, "fin24-mitigation", scrutiny.Differs},                                 // 1.442 − 1.458 is −0.016, printed −0.019
		{recent, "fin24-outturn-year", scrutiny.Differs},                               // an outturn of 2024/25 in October 2024
		{old, "m3/Fieldwork & Family Support/variance", scrutiny.WithinRounding},       // 266, printed 267
		{old, "m3/Children's Social Care Total/variance/sum", scrutiny.WithinRounding}, // 472, printed 471
		{old, "rag-overall", scrutiny.Agrees},                                          // 1, 22 and 2 are amber
		{recent, "m4/Total Children's Social Care/variance", scrutiny.Agrees},          // 12,261
		{recent, "fin24-headline", scrutiny.Agrees},                                    // £12.261m
	} {
		f, found := scrutiny.Check(tc.report, scrutiny.Options{}).Finding(tc.id)
		require.True(t, found, tc.id)
		assert.Equal(t, tc.verdict, f.Verdict, "%s: %s", tc.id, f.Working)
	}
}
