package forecast

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// baseline forecasts by the methods that fit no model.
func (f *Forecast) baseline(values []float64, s Settings) {
	switch f.Method {
	case Naive:
		f.seasonalNaive(values, 1, s.Horizon)
	case SeasonalNaive:
		f.seasonalNaive(values, s.Season, s.Horizon)
	case Drift:
		f.drift(values, s.Horizon)
	default:
		f.mean(values, s.Horizon)
	}
}

// mean has a t interval for a new value: sd √(1 + 1/n), n − 1 degrees of freedom.
func (f *Forecast) mean(values []float64, horizon int) {
	n := float64(len(values))
	m := mean(values)
	var squares float64
	for _, v := range values {
		squares += (v - m) * (v - m)
		f.Fitted = append(f.Fitted, m)
	}
	se := math.Sqrt(squares/(n-1)) * math.Sqrt(1+1/n)
	t80, t95 := studentT(0.9, n-1), studentT(0.975, n-1)
	for h := 1; h <= horizon; h++ {
		f.Points = append(f.Points, Point{
			Step: h, Mean: m,
			Lower80: m - t80*se, Upper80: m + t80*se, Lower95: m - t95*se, Upper95: m + t95*se,
		})
	}
}

// seasonalNaive repeats the last season; its variance grows with each whole season ahead.
func (f *Forecast) seasonalNaive(values []float64, season, horizon int) {
	n := len(values)
	var squares float64
	for i, v := range values {
		if i < season {
			f.Fitted = append(f.Fitted, math.NaN())
			continue
		}
		f.Fitted = append(f.Fitted, values[i-season])
		squares += (v - values[i-season]) * (v - values[i-season])
	}
	sigma := math.Sqrt(squares / float64(n-season))
	for h := 1; h <= horizon; h++ {
		seasons := (h-1)/season + 1
		f.Points = append(f.Points, point(h, values[n-season+(h-1)%season], sigma*math.Sqrt(float64(seasons))))
	}
}

// drift is a random walk with the mean change, whose own uncertainty widens the interval.
func (f *Forecast) drift(values []float64, horizon int) {
	n := len(values)
	slope := (values[n-1] - values[0]) / float64(n-1)
	f.Fitted = append(f.Fitted, math.NaN())
	var squares float64
	for i := 1; i < n; i++ {
		e := values[i] - values[i-1] - slope
		f.Fitted = append(f.Fitted, values[i-1]+slope)
		squares += e * e
	}
	// sd of the n − 1 changes and the mean squared error share a divisor of n − 2.
	mse := squares / float64(n-2)
	slopeVariance := mse / float64(n-1)
	for h := 1; h <= horizon; h++ {
		step := float64(h)
		f.Points = append(f.Points, point(h, values[n-1]+step*slope, math.Sqrt(mse*step+step*step*slopeVariance)))
	}
}

func mean(values []float64) float64 {
	var sum float64
	for _, v := range values {
		sum += v
	}
	m := sum / float64(len(values))
	var rest float64
	for _, v := range values {
		rest += v - m
	}
	return m + rest/float64(len(values))
}

// studentT is the p-quantile, p above a half, of Student's t. The library's quantile is good to about eight digits for
// few degrees of freedom; two Newton steps on its distribution function give the rest.
func studentT(p, degrees float64) float64 {
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: degrees}
	q := t.Quantile(p)
	for range 2 {
		q -= (t.CDF(q) - p) / t.Prob(q)
	}
	return q
}
