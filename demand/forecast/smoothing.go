package forecast

import (
	"math"
	"slices"
)

// State is the level, trend and seasons of a smoothing method at one moment.
type State struct {
	Level float64
	// Trend is the change of level in a step; of HoltExponential, the factor.
	Trend float64
	// Season are the seasons of the next values, in their order. (R's ets lists its initial seasons last first; its β is α
	// times ours.)
	Season []float64
}

// Fit is a fitted smoothing method.
type Fit struct {
	// Alpha, Beta and Gamma smooth level, trend and season; those that the method does not have are 0.
	Alpha, Beta, Gamma float64
	// Start says how Initial was found, and Initial is the state before value number From (counting from 0).
	Start   Start
	Initial State
	From    int
	// Final is the state after the last value.
	Final State
	// SSE is the sum of squared one-step errors.
	SSE float64
	// Sigma is the standard deviation of the one-step errors: SSE over their number less Estimated.
	Sigma float64
	// Estimated is the number of parameters, starts included, that were fitted.
	Estimated int
}

// smoother is a method with its parameters. follow tells whether the season follows the new level, as in R's
// HoltWinters, or the forecast.
type smoother struct {
	method             Method
	alpha, beta, gamma float64
	followLevel        bool
}

// track is a state on its way: the season is a ring, so that a step moves an index and not the values.
type track struct {
	level, trend float64
	season       []float64
	at           int
}

func newTrack(s State) track {
	return track{level: s.Level, trend: s.Trend, season: slices.Clone(s.Season)}
}

func (t track) state() State {
	s := State{Level: t.level, Trend: t.trend}
	for i := range t.season {
		s.Season = append(s.Season, t.season[(t.at+i)%len(t.season)])
	}
	return s
}

// base is the level of the next step, before the season.
func (k smoother) base(t *track) float64 {
	switch {
	case k.method == SES:
		return t.level
	case k.method == HoltExponential:
		return t.level * t.trend
	}
	return t.level + t.trend
}

// step takes one value in and gives the forecast that stood before it.
func (k smoother) step(t *track, y float64) (forecast float64) {
	base := k.base(t)
	level := k.alpha * y
	forecast = base
	switch k.method {
	case HoltWinters:
		forecast = base + t.season[t.at]
		level = k.alpha * (y - t.season[t.at])
	case HoltWintersMultiplicative:
		forecast = base * t.season[t.at]
		level = k.alpha * (y / t.season[t.at])
	}
	level += (1 - k.alpha) * base
	switch {
	case k.method == HoltExponential:
		t.trend = k.beta*(level/t.level) + (1-k.beta)*t.trend
	case k.method != SES:
		t.trend = k.beta*(level-t.level) + (1-k.beta)*t.trend
	}
	t.level = level
	if len(t.season) == 0 {
		return forecast
	}
	reference := base
	if k.followLevel {
		reference = level
	}
	s := &t.season[t.at]
	if k.method == HoltWintersMultiplicative {
		*s = k.gamma*(y/reference) + (1-k.gamma)**s
	} else {
		*s = k.gamma*(y-reference) + (1-k.gamma)**s
	}
	t.at++
	if t.at == len(t.season) {
		t.at = 0
	}
	return forecast
}

// smooth fits the method and forecasts with it.
func (f *Forecast) smooth(values []float64, s Settings, near *Fit) {
	fit, k := fit(values, f.Method, s, near)
	t := newTrack(fit.Initial)
	for range fit.From {
		f.Fitted = append(f.Fitted, math.NaN())
	}
	for _, v := range values[fit.From:] {
		p := k.step(&t, v)
		f.Fitted = append(f.Fitted, p)
		fit.SSE += (v - p) * (v - p)
	}
	fit.Final = t.state()
	errors := len(values) - fit.From
	fit.Sigma = math.Sqrt(fit.SSE / float64(max(errors-fit.Estimated, 1)))
	if errors <= fit.Estimated {
		f.Notes = append(f.Notes, "there are no more errors than fitted parameters: the interval is too narrow")
	}
	f.Fit = &fit
	f.Points = k.ahead(t, s.Horizon, fit.Sigma)
}

// ahead forecasts from t. The spread h steps on is σ √(1 + Σ c²), c the effect on it of a surprise of σ at each earlier
// step: the recursion itself, run once more with the surprise, tells it.
func (k smoother) ahead(t track, horizon int, sigma float64) []Point {
	points := make([]Point, horizon)
	means := k.path(t, horizon)
	spread := make([]float64, horizon) // Σ c²
	now := newTrack(t.state())
	for i := range horizon - 1 {
		shocked := newTrack(now.state())
		// A surprise of σ; of 1 where the fit is perfect and σ is 0.
		size := sigma
		if size == 0 {
			size = 1
		}
		k.step(&shocked, means[i]+size)
		for h, m := range k.path(shocked, horizon-i-1) {
			c := (m - means[i+1+h]) / size
			spread[i+1+h] += c * c
		}
		k.step(&now, means[i])
		if !k.method.multiplies() {
			// The effect depends on the distance alone: the first run tells all of them.
			accumulate(spread)
			break
		}
	}
	for h := range points {
		points[h] = point(h+1, means[h], sigma*math.Sqrt(1+spread[h]))
	}
	return points
}

func accumulate(v []float64) {
	for i := 1; i < len(v); i++ {
		v[i] += v[i-1]
	}
}

// path is the forecast of the next steps when nothing surprises.
func (k smoother) path(t track, horizon int) []float64 {
	out := make([]float64, horizon)
	growth := t.trend
	for h := range out {
		b := t.level
		switch {
		case k.method == HoltExponential:
			b = t.level * growth
			growth *= t.trend
		case k.method.trended():
			b += float64(h+1) * t.trend
		}
		if n := len(t.season); n > 0 {
			s := t.season[(t.at+h)%n]
			if k.method == HoltWintersMultiplicative {
				b *= s
			} else {
				b += s
			}
		}
		out[h] = b
	}
	return out
}
