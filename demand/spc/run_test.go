package spc_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/spc"
)

func TestAnhoejThresholds(t *testing.T) {
	// qicharts2 0.8.1: 24 points, longest 8 and 8 crossings; the others by R's round(log2(n)) + 3 and qbinom(.05, n-1, .5).
	for _, c := range []struct{ n, longest, crossings int }{
		{0, 0, 0}, {1, 3, 0}, {2, 4, 0}, {10, 6, 2}, {24, 8, 8}, {197, 11, 86}, {1000, 13, 474},
	} {
		longest, crossings := spc.AnhoejThresholds(c.n)
		assert.Equal(t, c.longest, longest, "n = %d", c.n)
		assert.Equal(t, c.crossings, crossings, "n = %d", c.n)
	}
}

func TestTheLongestRunAtItsLimitIsNoSignal(t *testing.T) {
	// 24 useful points allow a run of 8.
	build := func(run int) []float64 {
		values := slices.Repeat([]float64{2}, run)
		for len(values) < 24 {
			values = append(values, float64(len(values)%2)*2)
		}
		return values
	}
	for run, signal := range map[int]bool{8: false, 9: true} {
		values := build(run)
		chart, err := spc.RunChartOf(values, spc.RunSettings{Centre: new(1.0)})
		require.NoError(t, err)
		assert.Equal(t, signal, chart.Runs.Longest > chart.Runs.LongestMax, "run of %d: %+v", run, chart.Runs)
		assert.Equal(t, signal, chart.Runs.Signal)
	}
}

func TestPointsOnTheMedianAreNotUseful(t *testing.T) {
	chart, err := spc.RunChartOf([]float64{1, 2, 2, 2, 3}, spc.RunSettings{})
	require.NoError(t, err)
	assert.Equal(t, 2.0, chart.Centre)
	assert.Equal(t, 2, chart.Runs.Useful)
	assert.Equal(t, 1, chart.Runs.Crossings)
	assert.NotEmpty(t, chart.Notes)

	constant, err := spc.RunChartOf([]float64{2, 2, 2}, spc.RunSettings{})
	require.NoError(t, err)
	assert.False(t, constant.Runs.Signal)
	assert.Zero(t, constant.Runs.Useful)
}

func TestBaselineAndExclusionOfARunChart(t *testing.T) {
	chart, err := spc.RunChartOf([]float64{1, 100, 3, 9, 9}, spc.RunSettings{Baseline: 3, Exclude: []int{1}})
	require.NoError(t, err)
	assert.Equal(t, 2.0, chart.Centre)
	assert.Equal(t, 4, chart.Runs.Useful)
	_, err = spc.RunChartOf([]float64{1, 2, 3}, spc.RunSettings{Exclude: []int{0, 1}})
	require.ErrorIs(t, err, spc.ErrTooFew)
	_, err = spc.RunChartOf([]float64{1, math.NaN()}, spc.RunSettings{})
	var fault *spc.ValueError
	require.ErrorAs(t, err, &fault)
}

func TestPChart(t *testing.T) {
	// 10 and 30 of 100: centre 0.2, sd 0.04, limits 0.08 and 0.32.
	chart, err := spc.Attributes([]spc.AttributePoint{{10, 100}, {30, 100}}, spc.Proportions, spc.AttributeSettings{})
	require.NoError(t, err)
	assert.InDelta(t, 0.2, chart.Centre, 1e-15)
	assert.InDelta(t, 0.08, chart.Points[0].Lower, 1e-15)
	assert.InDelta(t, 0.32, chart.Points[0].Upper, 1e-15)
	assert.False(t, chart.Points[1].Outside)
	assert.NotEmpty(t, chart.Notes)

	// Limits stay within 0 and 1, and follow the denominator.
	chart, err = spc.Attributes([]spc.AttributePoint{{1, 4}, {3, 4}, {50, 100}}, spc.Proportions, spc.AttributeSettings{})
	require.NoError(t, err)
	assert.Zero(t, chart.Points[0].Lower)
	assert.Equal(t, 1.0, chart.Points[0].Upper)
	assert.InDelta(t, 0.65, chart.Points[2].Upper, 1e-15)
}

func TestUAndCCharts(t *testing.T) {
	// 8 events in 2 and 8 in 2: centre 4, sd √(4/2).
	u, err := spc.Attributes([]spc.AttributePoint{{8, 2}, {8, 2}}, spc.Rates, spc.AttributeSettings{})
	require.NoError(t, err)
	assert.InDelta(t, 4+3*math.Sqrt2, u.Points[0].Upper, 1e-14)
	assert.Zero(t, u.Points[0].Lower, "4 − 4.24 is below nothing")
	c, err := spc.Attributes([]spc.AttributePoint{{Count: 16}, {Count: 16}, {Count: 29}}, spc.Counts, spc.AttributeSettings{Baseline: 2})
	require.NoError(t, err)
	assert.InDelta(t, 28, c.Points[0].Upper, 1e-14)
	assert.True(t, c.Points[2].Outside)
}

func TestLaneysFactor(t *testing.T) {
	// z = ∓2.5 in turn: moving ranges of 5, σz = 5/1.128.
	points := []spc.AttributePoint{{10, 100}, {30, 100}, {10, 100}, {30, 100}}
	chart, err := spc.Attributes(points, spc.Proportions, spc.AttributeSettings{Prime: true, Screen: true})
	require.NoError(t, err)
	assert.InDelta(t, 5/1.128, chart.SigmaZ, 1e-12)
	// Nothing happened at all: a centre of 0 has no spread to divide by.
	none, err := spc.Attributes([]spc.AttributePoint{{0, 10}, {0, 20}}, spc.Rates, spc.AttributeSettings{Prime: true})
	require.NoError(t, err)
	assert.Equal(t, 1.0, none.SigmaZ)
	assert.Zero(t, none.Points[1].Upper)
}

func TestWhatHasNoAttributeChart(t *testing.T) {
	var fault *spc.AttributeError
	for name, bad := range map[string]spc.AttributePoint{
		"negative": {-1, 10}, "of nothing": {1, 0}, "more than all": {11, 10}, "not a number": {math.NaN(), 10}, "infinite": {1, math.Inf(1)},
	} {
		_, err := spc.Attributes([]spc.AttributePoint{{1, 10}, bad}, spc.Proportions, spc.AttributeSettings{})
		require.ErrorAs(t, err, &fault, name)
		assert.Equal(t, 1, fault.Index)
	}
	_, err := spc.Attributes([]spc.AttributePoint{{1, 10}}, spc.Proportions, spc.AttributeSettings{})
	require.ErrorIs(t, err, spc.ErrTooFew)
	_, err = spc.Attributes([]spc.AttributePoint{{1, 10}, {1, 10}}, spc.AttributeKind(7), spc.AttributeSettings{})
	require.Error(t, err)
}
