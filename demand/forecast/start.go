package forecast

import "math"

// start is the state before value number from (counting from 0), by rule.
func start(values []float64, m Method, s Settings) (state State, from int) {
	if s.From != nil {
		return *s.From, 0
	}
	seasonal := m == HoltWinters || m == HoltWintersMultiplicative
	switch {
	case s.Start == StartR && seasonal:
		return seasonalR(values, m, s.Season), s.Season
	case seasonal:
		return seasonalStatsmodels(values, m, s.Season), 0
	case m == SES && s.Start == StartR:
		return State{Level: values[0]}, 1
	case m == SES:
		return State{Level: values[0]}, 0
	case s.Start == StartR:
		return State{Level: values[1], Trend: firstChange(values, m)}, 2
	}
	return State{Level: values[0], Trend: firstChange(values, m)}, 0
}

func firstChange(values []float64, m Method) float64 {
	if m == HoltExponential {
		return values[1] / values[0]
	}
	return values[1] - values[0]
}

// seasonalR is the start of R's HoltWinters with start.periods = 2: the line through the moving average of two seasons,
// whose value one step before that average begins is the level, and the seasonal figure.
func seasonalR(values []float64, m Method, season int) State {
	d := decompose(values[:2*season], season, m == HoltWintersMultiplicative)
	var trend []float64
	for _, v := range d.Trend {
		if !math.IsNaN(v) {
			trend = append(trend, v)
		}
	}
	level, slope := line(trend)
	return State{Level: level, Trend: slope, Season: d.Figure}
}

// line is the least-squares line through values at 1, 2, 3 …: its value at 0 and its slope.
func line(values []float64) (at0, slope float64) {
	n := float64(len(values))
	if n < 2 {
		return values[0], 0
	}
	middle, m := (n+1)/2, mean(values)
	var xy, xx float64
	for i, v := range values {
		x := float64(i+1) - middle
		xy += x * (v - m)
		xx += x * x
	}
	slope = xy / xx
	return m - slope*middle, slope
}

// seasonalStatsmodels is the legacy heuristic of statsmodels.
func seasonalStatsmodels(values []float64, m Method, season int) State {
	var firsts []float64
	for i := 0; i < len(values); i += season {
		firsts = append(firsts, values[i])
	}
	s := State{Level: mean(firsts)}
	for i := range season {
		s.Trend += (values[season+i] - values[i]) / float64(season*season)
		s.Season = append(s.Season, without(values[i], s.Level, m == HoltWintersMultiplicative))
	}
	return s
}
