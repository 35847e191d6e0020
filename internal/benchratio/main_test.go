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
`), &out))
	rows := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, rows, 4)
	assert.Equal(t, []string{"Profile", "3", "24", "8.0", "ns/row"}, strings.Fields(rows[1]))
	assert.Equal(t, []string{"Totals/mixed/plain", "100", "1e+03", "10.0", "ns/op"}, strings.Fields(rows[2]))
	assert.Equal(t, []string{"Totals/mixed", "100", "250", "2.5", "ns/op"}, strings.Fields(rows[3]))
}

func TestReport_AFailedBenchmarkIsAnError(t *testing.T) {
	require.Error(t, report(strings.NewReader("--- FAIL: BenchmarkProfile\n"), &strings.Builder{}))
}
