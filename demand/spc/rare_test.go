package spc_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/spc"
)

func TestRareEvents_CasesHaveTheLimitsOfTheGeometricDistribution(t *testing.T) {
	// Mean 20: 20 + 3·√(20·21) = 81.482; the lower limit would be −41.
	c, err := spc.RareEvents([]float64{10, 30, 20, 20, 15, 25, 82, 0}, spc.CasesBetween, spc.AttributeSettings{Baseline: 6})
	require.NoError(t, err)
	assert.InDelta(t, 20, c.Centre, 1e-12)
	assert.InDelta(t, 81.482, c.Points[0].Upper, 1e-3)
	assert.Zero(t, c.Points[0].Lower)
	assert.True(t, c.Points[6].Outside)
	assert.False(t, c.Points[7].Outside, "no gap passes a limit of 0")
	assert.Contains(t, c.Notes[0], "fewer than 13")
}

func TestRareEvents_TimesAreChartedByTheirRoots(t *testing.T) {
	// Written out: the roots, their mean and mean moving range, 3/1.128 of it to each side, and back.
	days := []float64{12, 45, 3, 60, 20, 33, 8, 90}
	sum, ranges, last := 0.0, 0.0, 0.0
	for i, d := range days {
		root := math.Exp(math.Log(d) / 3.6)
		sum += root
		if i > 0 {
			ranges += math.Abs(root - last)
		}
		last = root
	}
	centre, width := sum/8, 3/1.128*ranges/7
	c, err := spc.RareEvents(days, spc.TimeBetween, spc.AttributeSettings{})
	require.NoError(t, err)
	assert.InDelta(t, math.Exp(3.6*math.Log(centre)), c.Centre, 1e-9)
	assert.InDelta(t, math.Exp(3.6*math.Log(centre+width)), c.Points[0].Upper, 1e-9)
	want := 0.0
	if centre > width {
		want = math.Exp(3.6 * math.Log(centre-width))
	}
	assert.InDelta(t, want, c.Points[0].Lower, 1e-9)
	_, err = spc.RareEvents([]float64{0, 4, 9}, spc.TimeBetween, spc.AttributeSettings{})
	require.NoError(t, err, "two events on one day")
}

func TestRareEvents_Refuses(t *testing.T) {
	for name, values := range map[string][]float64{"one gap": {4}, "a negative gap": {4, -1, 5}, "not finite": {4, math.NaN()}} {
		_, err := spc.RareEvents(values, spc.TimeBetween, spc.AttributeSettings{})
		assert.Error(t, err, name)
	}
	_, err := spc.RareEvents([]float64{1, 2.5, 3}, spc.CasesBetween, spc.AttributeSettings{})
	assert.Error(t, err, "half a case")
	_, err = spc.RareEvents([]float64{1, 2, 3}, spc.CasesBetween, spc.AttributeSettings{Baseline: 9})
	assert.Error(t, err)
	var k spc.RareKind
	require.NoError(t, k.UnmarshalText([]byte("cases_between")))
	assert.Equal(t, spc.CasesBetween, k)
}

// 200 days without a serious incident: is that more than usual?
func ExampleRareEvents() {
	c, err := spc.RareEvents([]float64{12, 9, 15, 7, 11, 20, 8, 13, 10, 16, 9, 12, 14, 200}, spc.TimeBetween, spc.AttributeSettings{Baseline: 13})
	if err != nil {
		fmt.Println(err)
		return
	}
	last := c.Points[len(c.Points)-1]
	fmt.Printf("%.0f days, usual up to %.0f: outside %v\n", last.Value, last.Upper, last.Outside)
	// Output:
	// 200 days, usual up to 35: outside true
}
