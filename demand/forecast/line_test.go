package forecast_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/forecast"
)

func TestALineByHand(t *testing.T) {
	// 1, 3, 2, 4: slope 4/5, intercept 1/2; residual squares 1.8, σ² 0.9; se of the slope √(0.9/5). With two degrees of freedom
	// t(0.975) = 0.95 √(2/(1 − 0.95²)), and p = 1 − t/√(2 + t²) for t = 0.8/√0.18.
	l, err := forecast.LinearTrend([]float64{1, 3, 2, 4})
	require.NoError(t, err)
	q, se := 0.95*math.Sqrt(2/(1-0.9025)), math.Sqrt(0.18)
	assert.InDelta(t, 0.8, l.Slope, 1e-12)
	assert.InDelta(t, 0.5, l.Intercept, 1e-12)
	assert.InDelta(t, 0.8-q*se, l.SlopeLower, 1e-12)
	assert.InDelta(t, 0.64, l.R2, 1e-12)
	ratio := 0.8 / se
	assert.InDelta(t, 1-ratio/math.Sqrt(2+ratio*ratio), l.P, 1e-12)
	assert.InDelta(t, 0.8, l.Spearman, 1e-12)
	assert.InDelta(t, 4.0/6, l.KendallTauB, 1e-12)
	mean, lower, upper := l.Predict(1)
	assert.InDelta(t, 4.5, mean, 1e-12)
	assert.InDelta(t, q*math.Sqrt(0.9)*math.Sqrt(1+0.25+2.5*2.5/5), upper-mean, 1e-12)
	assert.InDelta(t, mean-lower, upper-mean, 1e-12)
}

func TestTiesInRankCorrelations(t *testing.T) {
	// 1, 1, 2: ranks 1.5, 1.5, 3, correlation 1.5/√(2·1.5); two of three pairs untied, tau-b 2/√6.
	l, err := forecast.LinearTrend([]float64{1, 1, 2})
	require.NoError(t, err)
	assert.InDelta(t, 1.5/math.Sqrt(3), l.Spearman, 1e-12)
	assert.InDelta(t, 2/math.Sqrt(6), l.KendallTauB, 1e-12)
}

func TestALineThroughWhatHasNone(t *testing.T) {
	constant, err := forecast.LinearTrend([]float64{5, 5, 5})
	require.NoError(t, err)
	assert.Zero(t, constant.Slope)
	assert.False(t, constant.HasP)
	assert.True(t, math.IsNaN(constant.R2))
	assert.True(t, math.IsNaN(constant.Spearman))
	var short *forecast.TooShortError
	_, err = forecast.LinearTrend([]float64{1, 2})
	require.ErrorAs(t, err, &short)
	_, err = forecast.LinearTrend(make([]float64, 10_001))
	require.Error(t, err)
}
