package forecast_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/forecast"
)

// vectors reads a file of expected results from the shared folder, or skips.
func vectors(t *testing.T, name string, into any) {
	t.Helper()
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	text, err := os.ReadFile(filepath.Join(shared, "vectors", name))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, into))
}

// near holds got to want within a part of its size, and counts what it compared.
func near(t *testing.T, want []float64, got func(i int) float64, relative float64, what string) int {
	t.Helper()
	for i, w := range want {
		assert.LessOrEqual(t, math.Abs(got(i)-w), relative*max(math.Abs(w), 1e-9), "%s %d: want %v, got %v", what, i, w, got(i))
	}
	return len(want)
}

func TestBaselinesOfRsForecastPackage(t *testing.T) {
	var file struct {
		Tolerance struct{ Value float64 }
		Cases     []struct {
			Name   string
			Inputs struct {
				Values    []float64
				Frequency float64 // 0.1 for a census every ten years: no season
				H         int
				Method    string
			}
			Expected struct{ Mean, Lower80, Upper80, Lower95, Upper95 []float64 }
		}
	}
	vectors(t, "forecast_naive_drift_mean.json", &file)
	require.Len(t, file.Cases, 66)
	compared := 0
	for _, c := range file.Cases {
		t.Run(c.Name, func(t *testing.T) {
			var m forecast.Method
			require.NoError(t, m.UnmarshalText([]byte(c.Inputs.Method)))
			f, err := forecast.Predict(c.Inputs.Values, m, forecast.Settings{Horizon: c.Inputs.H, Season: int(max(c.Inputs.Frequency, 1))})
			require.NoError(t, err)
			at := func(value func(forecast.Point) float64) func(int) float64 {
				return func(i int) float64 { return value(f.Points[i]) }
			}
			r := file.Tolerance.Value
			compared += near(t, c.Expected.Mean, at(func(p forecast.Point) float64 { return p.Mean }), r, "mean")
			compared += near(t, c.Expected.Lower80, at(func(p forecast.Point) float64 { return p.Lower80 }), r, "lower80")
			compared += near(t, c.Expected.Upper80, at(func(p forecast.Point) float64 { return p.Upper80 }), r, "upper80")
			compared += near(t, c.Expected.Lower95, at(func(p forecast.Point) float64 { return p.Lower95 }), r, "lower95")
			compared += near(t, c.Expected.Upper95, at(func(p forecast.Point) float64 { return p.Upper95 }), r, "upper95")
		})
	}
	assert.Positive(t, compared)
}

// R's own output for HoltWinters(AirPassengers), additive and multiplicative, R 4.2: parameters, coefficients a and b and,
// for the second, SSE 16570.78. An optimiser that stops elsewhere must not have a larger error.
func TestHoltWintersOfR(t *testing.T) {
	var file struct {
		Cases []struct {
			Inputs struct {
				Series string
				Values []float64
			}
		}
	}
	vectors(t, "forecast_naive_drift_mean.json", &file)
	require.Equal(t, "AirPassengers", file.Cases[0].Inputs.Series)
	values := file.Cases[0].Inputs.Values
	for _, c := range []struct {
		method                           forecast.Method
		alpha, beta, gamma, level, trend float64
	}{
		{forecast.HoltWinters, 0.2479595, 0.0345373, 1, 477.827781, 3.127627},
		{forecast.HoltWintersMultiplicative, 0.2755925, 0.03269295, 0.8707292, 469.3232206, 3.0215391},
	} {
		given, err := forecast.Predict(values, c.method, forecast.Settings{Season: 12, Alpha: &c.alpha, Beta: &c.beta, Gamma: &c.gamma})
		require.NoError(t, err)
		assert.InEpsilon(t, c.level, given.Fit.Final.Level, 1e-5, "the parameters are printed to seven digits")
		assert.InEpsilon(t, c.trend, given.Fit.Final.Trend, 1e-4)
		found, err := forecast.Predict(values, c.method, forecast.Settings{Season: 12})
		require.NoError(t, err)
		assert.LessOrEqual(t, found.Fit.SSE, given.Fit.SSE*(1+1e-9))
		assert.InDelta(t, c.alpha, found.Fit.Alpha, 1e-3)
		if c.method == forecast.HoltWintersMultiplicative {
			assert.InDelta(t, 16570.78, found.Fit.SSE, 0.01)
		}
	}
}

func TestHoltWintersOfStatsmodels(t *testing.T) {
	var file struct {
		Tolerance struct{ Value float64 }
		Cases     []struct {
			Name   string
			Inputs struct {
				Method       string
				Values       []float64
				Frequency, H int
				Alpha, Beta  *float64
				Estimate     bool
			}
			Expected struct {
				Forecast, Level, Fitted, Trend []float64
				Alpha                          *float64
				Initial                        *float64 `json:"initial_level"`
			}
			Tolerance *struct{ Value float64 }
		}
	}
	vectors(t, "statsmodels_holtwinters.json", &file)
	require.Len(t, file.Cases, 6)
	for _, c := range file.Cases {
		t.Run(c.Name, func(t *testing.T) {
			within := file.Tolerance.Value
			if c.Tolerance != nil {
				within = c.Tolerance.Value
			}
			var m forecast.Method
			require.NoError(t, m.UnmarshalText([]byte(c.Inputs.Method)))
			s := forecast.Settings{
				Horizon: c.Inputs.H, Season: c.Inputs.Frequency, Alpha: c.Inputs.Alpha, Beta: c.Inputs.Beta, Start: forecast.StartStatsmodels,
			}
			if c.Inputs.Estimate {
				s.Start = forecast.StartEstimated
			}
			f, err := forecast.Predict(c.Inputs.Values, m, s)
			require.NoError(t, err)
			t.Logf("alpha %v beta %v gamma %v SSE %v", f.Fit.Alpha, f.Fit.Beta, f.Fit.Gamma, f.Fit.SSE)
			for i, want := range c.Expected.Forecast {
				assert.InDelta(t, want, f.Points[i].Mean, within)
			}
			if c.Expected.Alpha != nil {
				assert.InDelta(t, *c.Expected.Alpha, f.Fit.Alpha, 1e-4)
				assert.InDelta(t, *c.Expected.Initial, f.Fit.Initial.Level, within)
			}
			for i, want := range c.Expected.Fitted {
				got := f.Points[0].Mean
				if i < len(f.Fitted) {
					got = f.Fitted[i]
				}
				assert.InDelta(t, want, got, within, "fitted %d", i)
			}
			if n := len(c.Expected.Trend); n > 0 {
				assert.InDelta(t, c.Expected.Trend[n-1], f.Fit.Final.Trend, within)
			}
			if n := len(c.Expected.Level); n > 0 {
				assert.InDelta(t, c.Expected.Level[n-1], f.Fit.Final.Level, within)
			}
		})
	}
}
