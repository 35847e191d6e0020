package forecast_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/forecast"
)

// fitted is the sum of squared errors of a fit with an estimated start.
func fitted(t *testing.T, values []float64, m forecast.Method) (float64, forecast.Forecast) {
	t.Helper()
	f, err := forecast.Predict(values, m, forecast.Settings{Horizon: 1, Start: forecast.StartEstimated})
	require.NoError(t, err)
	return f.Fit.SSE, f
}

// smoothed are the one-step errors of Holt's method, or with trend false of simple smoothing, written out once more.
func smoothed(values []float64, alpha, beta, level, slope float64) []float64 {
	errors := make([]float64, len(values))
	for i, y := range values {
		ahead := level + slope
		errors[i] = y - ahead
		next := alpha*y + (1-alpha)*ahead
		slope = beta*(next-level) + (1-beta)*slope
		level = next
	}
	return errors
}

// onGrid is the least sum of squared errors over a grid of smoothing parameters, with the best start for each: by the
// normal equations of the errors' dependence on it, found by setting level and trend to 0 and 1.
func onGrid(values []float64, trend bool, steps int) float64 {
	best := math.Inf(1)
	betas := 0
	if trend {
		betas = steps
	}
	for i := range steps + 1 {
		for j := range betas + 1 {
			alpha, beta := float64(i)/float64(steps), float64(j)/float64(steps)
			a := smoothed(values, alpha, beta, 0, 0)
			l, s := smoothed(values, alpha, beta, 1, 0), smoothed(values, alpha, beta, 0, 1)
			var uu, uv, vv, ua, va float64
			for k := range a {
				u, v := a[k]-l[k], a[k]-s[k]
				uu, uv, vv, ua, va = uu+u*u, uv+u*v, vv+v*v, ua+u*a[k], va+v*a[k]
			}
			level, slope := ua/uu, 0.0
			if det := uu*vv - uv*uv; trend && det > 1e-12*uu*vv {
				level, slope = (ua*vv-va*uv)/det, (va*uu-ua*uv)/det
			}
			sum := 0.0
			for _, e := range smoothed(values, alpha, beta, level, slope) {
				sum += e * e
			}
			best = min(best, sum)
		}
	}
	return best
}

func TestAFitIsNotALocalMinimum(t *testing.T) {
	sse, f := fitted(t, []float64{584, 590, 593, 613, 590, 596, 630, 616}, forecast.SES)
	assert.InDelta(t, 1828, sse, 1e-6, "1,864.9 in another valley")
	assert.InDelta(t, 601.5, f.Points[0].Mean, 1e-6, "the mean of the eight: α is 0")
	sse, f = fitted(t, []float64{627, 610, 601, 606, 615, 629}, forecast.Holt)
	assert.InDelta(t, 301, sse, 1e-6, "628.5 in another valley")
	assert.InDelta(t, 643, f.Points[0].Mean, 1e-6)
}

func TestAFitIsNeverWorseThanAnExactGrid(t *testing.T) {
	random := rand.New(rand.NewPCG(23, 11))
	for k := range 300 {
		values := make([]float64, 5+random.IntN(12))
		level := 500 + 200*random.Float64()
		for i := range values {
			level += random.NormFloat64() * 8 * float64(k%4)
			values[i] = math.Round(level + random.NormFloat64()*15)
		}
		for _, m := range []forecast.Method{forecast.SES, forecast.Holt} {
			sse, _ := fitted(t, values, m)
			steps := 100
			if m == forecast.Holt {
				steps = 25
			}
			require.LessOrEqual(t, sse, 1.001*onGrid(values, m == forecast.Holt, steps)+1e-9, "%s of %v", m, values)
		}
	}
}
