package forecast

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// maxLine bounds the length of a series whose every pair is compared, for Kendall's tau.
const maxLine = 10_000

// Line is the least-squares line through a series at 1, 2, 3 …, and how closely the series follows time (R's lm, cor).
type Line struct {
	// Intercept is the line at 0, Slope its change a step.
	Intercept, Slope float64
	// SlopeLower and SlopeUpper are the 95 % t interval of the slope.
	SlopeLower, SlopeUpper float64
	// P is the two-sided p-value of a slope of zero. NaN, and HasP false, when the series lies on the line.
	P    float64
	HasP bool
	// R2 is the share of variation that the line explains; NaN for a constant series.
	R2 float64
	// Sigma is the residual standard deviation, with n − 2 degrees of freedom.
	Sigma float64
	// Spearman and KendallTauB are rank correlations with time; NaN for a constant series.
	Spearman, KendallTauB float64

	n      int
	mean   float64
	spread float64 // Σ (t − mean t)²
}

// LinearTrend fits a line to at least three values. Errors are [*ValueError], [*TooShortError] and [*SettingError].
func LinearTrend(values []float64) (Line, error) {
	if err := checkValues(values, Drift, 1); err != nil {
		return Line{}, err
	}
	n := len(values)
	if n > maxLine {
		return Line{}, &SettingError{Setting: "length", Value: float64(n), Problem: fmt.Sprintf("at most %d values are taken", maxLine)}
	}
	l := Line{n: n, mean: mean(values), spread: float64(n) * (float64(n)*float64(n) - 1) / 12}
	l.Intercept, l.Slope = line(values)
	var residual, total float64
	for i, v := range values {
		e := v - l.At(float64(i+1))
		residual += e * e
		total += (v - l.mean) * (v - l.mean)
	}
	l.Sigma = math.Sqrt(residual / float64(n-2))
	l.R2 = 1 - residual/total
	se := l.Sigma / math.Sqrt(l.spread)
	t := studentT(0.975, float64(n-2))
	l.SlopeLower, l.SlopeUpper = l.Slope-t*se, l.Slope+t*se
	l.P = math.NaN()
	if se > 0 {
		l.HasP = true
		l.P = 2 * distuv.StudentsT{Sigma: 1, Nu: float64(n - 2)}.CDF(-math.Abs(l.Slope/se))
	}
	l.Spearman = correlation(ranks(values))
	l.KendallTauB = kendall(values)
	return l, nil
}

// At is the line at a time, 1 being the first value.
func (l Line) At(t float64) float64 { return l.Intercept + l.Slope*t }

// Predict is the line so many steps on, with the 95 % interval of a new value.
func (l Line) Predict(step int) (mean, lower, upper float64) {
	t := float64(l.n + step)
	away := t - float64(l.n+1)/2
	se := l.Sigma * math.Sqrt(1+1/float64(l.n)+away*away/l.spread)
	q := studentT(0.975, float64(l.n-2))
	mean = l.At(t)
	return mean, mean - q*se, mean + q*se
}

// ranks are the places of values, ties sharing the mean of theirs.
func ranks(values []float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		below, equal := 0, 0
		for _, w := range values {
			if w < v {
				below++
			} else if w == v {
				equal++
			}
		}
		out[i] = float64(below) + float64(equal+1)/2
	}
	return out
}

// correlation is Pearson's, of values with their positions.
func correlation(values []float64) float64 {
	m, middle := mean(values), float64(len(values)-1)/2
	var xy, xx, yy float64
	for i, v := range values {
		x := float64(i) - middle
		xy += x * (v - m)
		xx += x * x
		yy += (v - m) * (v - m)
	}
	return xy / math.Sqrt(xx*yy)
}

// kendall is tau-b of values with time, which has no ties.
func kendall(values []float64) float64 {
	var score, untied, pairs float64
	for i := range values {
		for _, earlier := range values[:i] {
			pairs++
			switch {
			case values[i] > earlier:
				score++
				untied++
			case values[i] < earlier:
				score--
				untied++
			}
		}
	}
	return score / math.Sqrt(pairs*untied)
}
