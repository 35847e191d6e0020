package caseload_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

// Oldham, report of 10 September 2019, 7.1 and 7.2: the average is 17, the target 18 and met, 21 the year before, the
// optimum 15. Report on month 4 of 2024/25, 5.1: an average of 19 is called manageable.
func TestOldhamsAveragesAgainstItsTargetAndOptimum(t *testing.T) {
	target := caseload.Standard{Name: "target", Ordinary: dec("18")}
	optimum := caseload.Standard{Name: "optimum", Ordinary: dec("15")}
	for _, test := range []struct {
		average, overTarget, overOptimum string
		target                           caseload.Standing
	}{
		{"17", "0", "2", caseload.WithinStandard},
		{"21", "3", "6", caseload.OverStandard},
		{"19", "1", "4", caseload.OverStandard},
	} {
		standing, over := target.Judge(dec(test.average))
		assert.Equal(t, test.target, standing, test.average)
		decimaltest.Equal(t, test.overTarget, over)
		_, over = optimum.Judge(dec(test.average))
		decimaltest.Equal(t, test.overOptimum, over)
		assert.Equal(t, "manageable", caseload.OldhamBands().Name(dec("19")))
	}
}

// DfE printed 19.2 for Oldham at 30 September 2024, 2,727 children on 141.9 FTE: the "average of 19" of the report, 5.1.
func TestTheAverageOf19IsTheOneThatDfEPublished(t *testing.T) {
	average := caseload.Staffing{Cases: 2727, FTE: dec("141.9")}
	ratio(t, "19", average.Average(), 0)
	need, err := average.Need(dec("18"), caseload.Protection{})
	require.NoError(t, err)
	assert.Equal(t, []int{10, 173}, []int{need.More, need.ToClose}, "2727 − 18 × 141.9 = 172.8")
}
