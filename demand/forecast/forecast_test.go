package forecast_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/forecast"
)

// oil is fpp2's oil production of Saudi Arabia, 1996 to 2007, in million tonnes.
func oil() []float64 {
	return []float64{446.6565229, 454.4733065, 455.662974, 423.6322388, 456.2713279, 440.5880501, 425.3325201, 485.1494479, 506.0481621, 526.7919833, 514.268889, 494.2110193}
}

// seasonal is a line with a season of four and a little noise.
func seasonal(n int, multiply bool) []float64 {
	random := rand.New(rand.NewPCG(4, 2))
	values := make([]float64, n)
	for i := range values {
		season := []float64{-8, 3, 9, -4}[i%4]
		values[i] = 100 + 0.5*float64(i) + season
		if multiply {
			values[i] = (100 + 0.5*float64(i)) * (1 + season/50)
		}
		values[i] += random.NormFloat64()
	}
	return values
}

func predict(t *testing.T, values []float64, m forecast.Method, s forecast.Settings) forecast.Forecast {
	t.Helper()
	f, err := forecast.Predict(values, m, s)
	require.NoError(t, err)
	return f
}

func TestNaiveByHand(t *testing.T) {
	// Changes 2, −1, 3: mean square 14/3. Two steps on, the last value ∓ 1.96 √(2 · 14/3).
	f := predict(t, []float64{10, 12, 11, 14}, forecast.Naive, forecast.Settings{Horizon: 2})
	assert.Equal(t, 14.0, f.Points[1].Mean)
	assert.InDelta(t, 14+1.959963984540054*math.Sqrt(28.0/3), f.Points[1].Upper95, 1e-12)
	assert.InDelta(t, 14-1.2815515655446004*math.Sqrt(28.0/3), f.Points[1].Lower80, 1e-12)
	assert.True(t, math.IsNaN(f.Fitted[0]))
}

func TestDriftByHand(t *testing.T) {
	// 10 to 16 in three steps: 2 a step. Errors 0, −3, 3: mse 18/1, as n − 2 = 2, so 9; slope variance 9/3.
	f := predict(t, []float64{10, 12, 11, 16}, forecast.Drift, forecast.Settings{Horizon: 3})
	assert.Equal(t, 22.0, f.Points[2].Mean)
	assert.InDelta(t, 22+1.959963984540054*math.Sqrt(9*3+9*3), f.Points[2].Upper95, 1e-12)
}

func TestMeanByHand(t *testing.T) {
	// 1, 2, 3: sd 1; for two degrees of freedom t(0.975) = 0.95 √(2 / (1 − 0.95²)) = 4.3027.
	f := predict(t, []float64{1, 2, 3}, forecast.Mean, forecast.Settings{})
	assert.Equal(t, 2.0, f.Points[0].Mean)
	assert.InDelta(t, 2+0.95*math.Sqrt(2/(1-0.9025))*math.Sqrt(4.0/3), f.Points[0].Upper95, 1e-12)
}

func TestSeasonalNaiveRepeatsTheLastSeason(t *testing.T) {
	f := predict(t, []float64{1, 2, 3, 4, 2, 3, 4, 5}, forecast.SeasonalNaive, forecast.Settings{Horizon: 5, Season: 4})
	assert.Equal(t, []float64{2, 3, 4, 5, 2}, means(f))
	// All changes are 1: σ = 1 for the first season ahead, √2 for the second.
	assert.InDelta(t, 5+1.959963984540054, f.Points[3].Upper95, 1e-12)
	assert.InDelta(t, 2+1.959963984540054*math.Sqrt2, f.Points[4].Upper95, 1e-12)
}

func means(f forecast.Forecast) []float64 {
	var out []float64
	for _, p := range f.Points {
		out = append(out, p.Mean)
	}
	return out
}

func TestExponentialSmoothingWithGivenAlphaIsFpp2(t *testing.T) {
	// fpp2 section 7.1: with α = 0.2 from the first value, 484.80; with 0.6, 501.84. R's start is the same for SES.
	for alpha, want := range map[float64]float64{0.2: 484.802468, 0.6: 501.837461} {
		for _, start := range []forecast.Start{forecast.StartR, forecast.StartStatsmodels} {
			f := predict(t, oil(), forecast.SES, forecast.Settings{Alpha: &alpha, Start: start})
			assert.InDelta(t, want, f.Points[0].Mean, 1e-6)
		}
	}
}

func TestIntervalsOfSmoothingAreTheClosedForms(t *testing.T) {
	// SES: σ²(1 + (h−1)α²); Holt: σ²(1 + Σ (α + αβj)²), Hyndman et al. 2008, table 6.1.
	alpha, beta := 0.4, 0.3
	ses := predict(t, oil(), forecast.SES, forecast.Settings{Horizon: 4, Alpha: &alpha})
	holt := predict(t, oil(), forecast.Holt, forecast.Settings{Horizon: 4, Alpha: &alpha, Beta: &beta})
	sum := 0.0
	for h := range 4 {
		assert.InEpsilon(t, ses.Fit.Sigma*math.Sqrt(1+float64(h)*alpha*alpha), (ses.Points[h].Upper95-ses.Points[h].Mean)/1.959963984540054, 1e-9)
		assert.InEpsilon(t, holt.Fit.Sigma*math.Sqrt(1+sum), (holt.Points[h].Upper95-holt.Points[h].Mean)/1.959963984540054, 1e-9)
		c := alpha * (1 + beta*float64(h+1))
		sum += c * c
	}
}

func TestAGivenStateContinuesAModelFittedElsewhere(t *testing.T) {
	// Level 10, trend 1, season +1 −1: the first forecast is 12, and 12 comes.
	f := predict(t, []float64{12, 11, 14, 13, 16, 15, 18, 17}, forecast.HoltWinters, forecast.Settings{
		Horizon: 2, Season: 2, Alpha: new(0.5), Beta: new(0.5), Gamma: new(0.5), Start: forecast.StartStatsmodels,
		From: &forecast.State{Level: 10, Trend: 1, Season: []float64{1, -1}},
	})
	assert.InDelta(t, 0, f.Fit.SSE, 1e-20)
	assert.InDelta(t, 20, f.Points[0].Mean, 1e-12)
	assert.InDelta(t, 19, f.Points[1].Mean, 1e-12)
}

func TestFittedParametersBeatAnyGrid(t *testing.T) {
	for _, m := range []forecast.Method{forecast.SES, forecast.Holt, forecast.HoltWinters, forecast.HoltWintersMultiplicative} {
		for _, start := range []forecast.Start{forecast.StartR, forecast.StartStatsmodels} {
			values := seasonal(32, m == forecast.HoltWintersMultiplicative)
			best := predict(t, values, m, forecast.Settings{Season: 4, Start: start}).Fit
			for a := 0.0; a <= 1; a += 0.25 {
				for b := 0.0; b <= 1; b += 0.25 {
					for g := 0.0; g <= 1; g += 0.25 {
						other := predict(t, values, m, forecast.Settings{Season: 4, Start: start, Alpha: &a, Beta: &b, Gamma: &g}).Fit
						assert.LessOrEqual(t, best.SSE, other.SSE*(1+1e-9), "%s %s %v %v %v", m, start, a, b, g)
					}
				}
			}
			estimated := predict(t, values, m, forecast.Settings{Season: 4, Start: forecast.StartEstimated}).Fit
			assert.LessOrEqual(t, estimated.Alpha+estimated.Gamma, 1+1e-12)
		}
	}
}

func TestEstimatedStartsAreWrittenWithSeasonsAroundTheirCentre(t *testing.T) {
	additive := predict(t, seasonal(32, false), forecast.HoltWinters, forecast.Settings{Season: 4, Start: forecast.StartEstimated}).Fit
	sum := 0.0
	for _, s := range additive.Initial.Season {
		sum += s
	}
	assert.InDelta(t, 0, sum, 1e-9)
	multiplied := predict(t, seasonal(32, true), forecast.HoltWintersMultiplicative, forecast.Settings{Season: 4, Start: forecast.StartEstimated}).Fit
	sum = 0
	for _, s := range multiplied.Initial.Season {
		sum += s
	}
	assert.InDelta(t, 4, sum, 1e-9)
}

func TestAConstantSeriesStaysWhereItIs(t *testing.T) {
	values := []float64{7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7}
	for _, m := range forecast.Methods() {
		f := predict(t, values, m, forecast.Settings{Horizon: 3, Season: 4})
		for _, p := range f.Points {
			assert.InDelta(t, 7, p.Mean, 1e-9, m.String())
			assert.InDelta(t, 7, p.Upper95, 1e-6, m.String())
		}
		trial, err := forecast.BackTest(values, m, forecast.Settings{Season: 4})
		require.NoError(t, err)
		assert.False(t, trial.HasMASE, "nothing to scale by")
	}
	c, err := forecast.Choose(values, forecast.Settings{Season: 4})
	require.NoError(t, err)
	assert.Equal(t, forecast.Naive, c.Best, "of equals the simplest")
}

func TestDecomposeByHand(t *testing.T) {
	// A line 1, 2, 3 … with a season of +1, −1: the average over 2 of the ends halved gives the line back.
	d, err := forecast.Decompose([]float64{2, 1, 4, 3, 6, 5}, 2, false)
	require.NoError(t, err)
	assert.True(t, math.IsNaN(d.Trend[0]))
	assert.InDelta(t, 2, d.Trend[1], 1e-12)
	assert.InDelta(t, 1, d.Figure[0], 1e-12)
	assert.InDelta(t, -1, d.Figure[1], 1e-12)
	assert.InDelta(t, 0, d.Remainder[2], 1e-12)
	_, err = forecast.Decompose([]float64{1, 2, 3}, 2, false)
	require.Error(t, err)
	_, err = forecast.Decompose([]float64{1, 2, math.NaN(), 4}, 2, false)
	require.Error(t, err)
	_, err = forecast.Decompose([]float64{1, 2}, 1, false)
	require.Error(t, err)
}

func TestMeasuresByHand(t *testing.T) {
	// Errors 1 and −2; the training values change by 1, 3: scale 2.
	a := forecast.Measure([]float64{10, 20}, []float64{9, 22}, []float64{5, 6, 9}, 1)
	assert.Equal(t, 2, a.N)
	assert.InDelta(t, -0.5, a.ME, 1e-12)
	assert.InDelta(t, math.Sqrt(2.5), a.RMSE, 1e-12)
	assert.InDelta(t, 1.5, a.MAE, 1e-12)
	assert.InDelta(t, 0, a.MPE, 1e-12)
	assert.InDelta(t, 10, a.MAPE, 1e-12)
	assert.InDelta(t, 0.75, a.MASE, 1e-12)
	zero := forecast.Measure([]float64{0}, []float64{1}, []float64{1, 1}, 1)
	assert.False(t, zero.HasPercent)
	assert.False(t, zero.HasMASE)
	assert.True(t, math.IsNaN(zero.MASE))
	none := forecast.Measure(nil, nil, nil, 0)
	assert.Zero(t, none.N)
	assert.False(t, none.HasMASE)
}

func TestABackTestByHand(t *testing.T) {
	// Naive from the second value on: errors 2, 1, 4, 1 at one step over changes 3, 2, 1, 4, 1 of mean 11/5.
	trial, err := forecast.BackTest([]float64{10, 13, 15, 14, 18, 17}, forecast.Naive, forecast.Settings{})
	require.NoError(t, err)
	assert.Equal(t, 4, trial.Origins)
	assert.InDelta(t, 2.0/2.2, trial.MASE, 1e-12)
	assert.InDelta(t, math.Sqrt(22.0/4), trial.RMSE, 1e-12)
	assert.Len(t, trial.Steps, 1)
	// Two steps ahead compare 4 + 3 pairs.
	trial, err = forecast.BackTest([]float64{10, 13, 15, 14, 18, 17}, forecast.Naive, forecast.Settings{Horizon: 2})
	require.NoError(t, err)
	assert.Equal(t, 7, trial.Pairs)
	assert.Equal(t, 3, trial.Steps[1].Pairs)
}

func TestHonestIntervalsCoverWhatTheySay(t *testing.T) {
	// A random walk of 2,000 steps: naive is the true model, and 80 % intervals hold 80 %.
	random := rand.New(rand.NewPCG(9, 9))
	values := make([]float64, 2000)
	for i := 1; i < len(values); i++ {
		values[i] = values[i-1] + random.NormFloat64()
	}
	trial, err := forecast.BackTest(values, forecast.Naive, forecast.Settings{Horizon: 3})
	require.NoError(t, err)
	assert.InDelta(t, 80, trial.Covered80, 4)
	assert.InDelta(t, 95, trial.Covered95, 2)
}

func TestTheChoiceFollowsThePast(t *testing.T) {
	c, err := forecast.Choose(seasonal(40, false), forecast.Settings{Season: 4, Horizon: 2})
	require.NoError(t, err)
	assert.Equal(t, forecast.HoltWinters, c.Best)
	for _, trial := range c.Trials {
		assert.Equal(t, c.Trials[0].Origins, trial.Origins, "all from the same points")
	}
	// Six annual values bear mean, naive and drift, and nothing else.
	c, err = forecast.Choose([]float64{10, 11, 12, 13, 14, 15}, forecast.Settings{})
	require.NoError(t, err)
	assert.Equal(t, forecast.Drift, c.Best)
	assert.Len(t, c.Trials, 3)
	assert.Len(t, c.Left, 3, "SES and the two of Holt; the seasonal ones have no season to work with")
	_, err = forecast.Choose([]float64{1, 2, 3}, forecast.Settings{})
	require.ErrorIs(t, err, forecast.ErrNoMethod)
	_, err = forecast.Choose([]float64{1}, forecast.Settings{})
	require.ErrorIs(t, err, forecast.ErrNoMethod)
}

func TestShortSeriesAreRefusedOrNoted(t *testing.T) {
	for _, c := range []struct {
		method      forecast.Method
		least, good int
	}{
		{forecast.Naive, 2, 3},
		{forecast.Mean, 2, 3},
		{forecast.Drift, 3, 3},
		{forecast.SES, 3, 9},
		{forecast.Holt, 5, 9},
		{forecast.SeasonalNaive, 5, 8},
		{forecast.HoltWinters, 12, 12},
	} {
		values := make([]float64, 40)
		for i := range values {
			values[i] = float64(10 + i%3)
		}
		s := forecast.Settings{Season: 4}
		_, err := forecast.Predict(values[:c.least-1], c.method, s)
		var short *forecast.TooShortError
		require.ErrorAs(t, err, &short, c.method.String())
		assert.Equal(t, c.least, short.Needs)
		if c.least < c.good {
			assert.NotEmpty(t, predict(t, values[:c.good-1], c.method, s).Notes, c.method.String())
		}
		assert.Empty(t, predict(t, values[:c.good], c.method, s).Notes, c.method.String())
		_, err = forecast.BackTest(values[:c.least+2], c.method, s)
		require.ErrorAs(t, err, &short, c.method.String())
	}
}

func TestWhatCannotBeForecast(t *testing.T) {
	var value *forecast.ValueError
	for _, bad := range []float64{math.NaN(), math.Inf(1), 1e300} {
		_, err := forecast.Predict([]float64{1, bad, 3}, forecast.Naive, forecast.Settings{})
		require.ErrorAs(t, err, &value)
		assert.Equal(t, 1, value.Index)
	}
	_, err := forecast.Predict([]float64{1, 2, 0, 3, 4, 5}, forecast.HoltExponential, forecast.Settings{})
	require.ErrorAs(t, err, &value, "growth from nothing")
	var setting *forecast.SettingError
	for name, s := range map[string]forecast.Settings{
		"horizon": {Horizon: -1}, "far": {Horizon: 1 << 30}, "season": {Season: -1}, "alpha": {Alpha: new(1.5)}, "beta": {Beta: new(math.NaN())}, "start": {Start: 9},
	} {
		_, err := forecast.Predict([]float64{1, 2, 3}, forecast.SES, s)
		require.ErrorAs(t, err, &setting, name)
	}
	_, err = forecast.Predict(make([]float64, 20), forecast.HoltWinters, forecast.Settings{})
	require.ErrorAs(t, err, &setting, "a season of 1 is none")
	_, err = forecast.Predict([]float64{1, 2, 3}, forecast.Method(99), forecast.Settings{})
	require.ErrorAs(t, err, &setting)
	_, err = forecast.Predict(make([]float64, 20), forecast.HoltWinters, forecast.Settings{Season: 4, From: &forecast.State{Season: []float64{1}}})
	require.ErrorAs(t, err, &setting)
}

func TestLongSeriesDoNotTakeForever(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	values := make([]float64, 20_000)
	for i := range values {
		values[i] = 100 + random.NormFloat64()
	}
	trial, err := forecast.BackTest(values, forecast.Naive, forecast.Settings{})
	require.NoError(t, err)
	assert.Equal(t, 200, trial.Origins, "4,000,000 values gone over, at most")
	var setting *forecast.SettingError
	_, err = forecast.Predict(values, forecast.HoltWinters, forecast.Settings{Season: 366, Start: forecast.StartEstimated})
	require.ErrorAs(t, err, &setting)
	_, err = forecast.BackTest(values, forecast.HoltWinters, forecast.Settings{Season: 366, Start: forecast.StartEstimated})
	require.ErrorAs(t, err, &setting)
	_, err = forecast.Predict(make([]float64, 100_001), forecast.Naive, forecast.Settings{})
	require.ErrorAs(t, err, &setting)
}

func TestNamesReadBack(t *testing.T) {
	for _, m := range forecast.Methods() {
		text, err := json.Marshal(m)
		require.NoError(t, err)
		var back forecast.Method
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, m, back)
	}
	var s forecast.Start
	require.NoError(t, s.UnmarshalText([]byte("estimated")))
	assert.Equal(t, forecast.StartEstimated, s)
	require.Error(t, s.UnmarshalText([]byte("guess")))
	assert.Equal(t, "Method(99)", forecast.Method(99).String())
	_, err := forecast.Start(9).MarshalText()
	require.Error(t, err)
}

// FuzzPredict holds what is always so: no panic, no NaN, intervals that hold their mean and each other.
func FuzzPredict(f *testing.F) {
	f.Add(uint64(1), 30, 4, 5)
	f.Add(uint64(2), 13, 12, 0)
	f.Add(uint64(3), 40, 12, 8)
	f.Add(uint64(4), 9, 1, 4)
	f.Fuzz(func(t *testing.T, seed uint64, n, season, method int) {
		if n < 0 || n > 60 || season < 1 || season > 12 || method < 0 || method > 8 {
			return
		}
		random := rand.New(rand.NewPCG(seed, 1))
		values := make([]float64, n)
		for i := range values {
			values[i] = float64(random.IntN(1000)) + 1
		}
		for _, start := range []forecast.Start{forecast.StartR, forecast.StartStatsmodels, forecast.StartEstimated} {
			made, err := forecast.Predict(values, forecast.Method(method), forecast.Settings{Horizon: 3, Season: season, Start: start})
			if err != nil {
				return
			}
			for _, p := range made.Points {
				if !(p.Lower95 <= p.Lower80 && p.Lower80 <= p.Mean && p.Mean <= p.Upper80 && p.Upper80 <= p.Upper95) {
					t.Fatalf("%s from %s of %v: %+v", made.Method, start, values, p)
				}
			}
		}
	})
}
