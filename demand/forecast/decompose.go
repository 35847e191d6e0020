package forecast

import "math"

// Decomposition splits a series into trend, season and remainder, as R's decompose does: additive values are their sum,
// multiplicative ones their product.
type Decomposition struct {
	// Trend is the centred moving average over a season; NaN in the first and last half season.
	Trend []float64
	// Figure is the mean deviation of each season from the trend, centred on 0 (multiplicative: on 1). The first belongs
	// to the first value.
	Figure []float64
	// Remainder is what trend and season leave; NaN where there is no trend.
	Remainder []float64
}

// Decompose splits values, of at least two seasons. The errors are [*ValueError], [*TooShortError] and [*SettingError].
func Decompose(values []float64, season int, multiplicative bool) (Decomposition, error) {
	m := HoltWinters
	if multiplicative {
		m = HoltWintersMultiplicative
	}
	if season < 2 || season > maxSeason {
		return Decomposition{}, &SettingError{Setting: "season", Value: float64(season), Problem: "use 2 to 366 values a year"}
	}
	if len(values) < 2*season {
		return Decomposition{}, &TooShortError{Method: m, Has: len(values), Needs: 2 * season, Season: season}
	}
	for i, v := range values {
		if !(math.Abs(v) < 1e100) {
			return Decomposition{}, &ValueError{Index: i, Value: v, Problem: "a decomposition needs finite numbers below 1e100"}
		}
	}
	return decompose(values, season, multiplicative), nil
}

func decompose(values []float64, season int, multiplicative bool) Decomposition {
	d := Decomposition{Trend: movingAverage(values, season), Figure: make([]float64, season), Remainder: make([]float64, len(values))}
	counts := make([]int, season)
	for i, v := range values {
		if math.IsNaN(d.Trend[i]) {
			continue
		}
		d.Figure[i%season] += without(v, d.Trend[i], multiplicative)
		counts[i%season]++
	}
	for i := range d.Figure {
		d.Figure[i] /= float64(counts[i])
	}
	centre := mean(d.Figure)
	for i := range d.Figure {
		d.Figure[i] = without(d.Figure[i], centre, multiplicative)
	}
	for i, v := range values {
		d.Remainder[i] = without(without(v, d.Trend[i], multiplicative), d.Figure[i%season], multiplicative)
	}
	return d
}

func without(v, part float64, multiplicative bool) float64 {
	if multiplicative {
		return v / part
	}
	return v - part
}

// movingAverage is centred: an even season takes half of the value at either end.
func movingAverage(values []float64, season int) []float64 {
	out := make([]float64, len(values))
	half := season / 2
	for i := range values {
		if i < half || i+half >= len(values) {
			out[i] = math.NaN()
			continue
		}
		var sum float64
		for j := i - half; j <= i+half; j++ {
			weight := 1.0
			if season%2 == 0 && (j == i-half || j == i+half) {
				weight = 0.5
			}
			sum += weight * values[j]
		}
		out[i] = sum / float64(season)
	}
	return out
}
