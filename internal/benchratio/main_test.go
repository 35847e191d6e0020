package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReport_SetsEachBenchmarkBesideItsFloor(t *testing.T) {
	var out strings.Builder
	require.NoError(t, report(strings.NewReader(`goos: linux
BenchmarkProfile/floor-2         	      10	   2000000 ns/op	         2.000 ns/row
BenchmarkProfile/floor-2         	      10	   9000000 ns/op	         9.000 ns/row
BenchmarkProfile/floor-2         	      10	   3000000 ns/op	         3.000 ns/row
BenchmarkProfile/scrutineer-2    	      10	  24000000 ns/op	        24.00 ns/row
BenchmarkCheck-2                 	      10	  24000000 ns/op
BenchmarkTotals/mixed/floor-2    	      10	  100 ns/op
BenchmarkTotals/mixed/scrutineer-2 	      10	  250 ns/op	  16 B/op
BenchmarkTotals/mixed/plain-2 	      10	  1000 ns/op
PASS
`), &out, false))
	rows := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, rows, 4)
	assert.Equal(t, []string{"Profile", "24", "3", "8.0", "11.8", "row", "band"}, strings.Fields(rows[1])[:7])
	assert.Equal(t, []string{"Totals/mixed/plain", "1e+03", "100", "10.0", "op"}, strings.Fields(rows[2]))
	assert.Equal(t, []string{"Totals/mixed", "250", "100", "2.5", "op"}, strings.Fields(rows[3]))
}

func TestReport_AFailedBenchmarkIsAnError(t *testing.T) {
	require.Error(t, report(strings.NewReader("--- FAIL: BenchmarkProfile\n"), &strings.Builder{}, false))
}

func TestReport_AWorkloadThatDidNotRunIsMissed(t *testing.T) {
	ran := ""
	for _, name := range []string{"Profile", "Totals", "Tally", "Compare", "Limits", "Nearest"} {
		assert.ErrorContains(t, report(strings.NewReader(ran), &strings.Builder{}, true), name)
		ran += "Benchmark" + name + "/floor-2 1 10 ns/row\nBenchmark" + name + "/scrutineer-2 1 20 ns/row\n"
	}
	assert.NoError(t, report(strings.NewReader(ran), &strings.Builder{}, true))
}
