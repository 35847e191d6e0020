package spc

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"gonum.org/v1/gonum/stat/distuv"
)

// Runs is the Anhøj test of a series around a line: unusually long runs or unusually few crossings are a shift.
type Runs struct {
	// Useful is the number of points not on the line.
	Useful int
	// Longest is the longest run on one side, LongestMax the longest that chance explains.
	Longest, LongestMax int
	// Crossings is how often the series crosses the line, CrossingsMin the fewest that chance explains.
	Crossings, CrossingsMin int
	// Signal says that Longest is above LongestMax or Crossings below CrossingsMin.
	Signal bool
}

// AnhoejThresholds are the longest run and the fewest crossings that chance explains among n useful points: log2 n + 3,
// rounded, and the 5 % quantile of the binomial distribution of n − 1 trials (Anhøj and Olesen 2014). Without points both
// are 0.
func AnhoejThresholds(n int) (longest, crossings int) {
	if n < 1 {
		return 0, 0
	}
	coin := distuv.Binomial{N: float64(n - 1), P: 0.5}
	crossings = sort.Search(n-1, func(k int) bool { return coin.CDF(float64(k)) >= 0.05 })
	return int(math.Round(math.Log2(float64(n)))) + 3, crossings
}

// runsAround tests the sides of a line on which points lie: −1, 0 and 1.
func runsAround(sides []int) Runs {
	var r Runs
	run, previous := 0, 0
	for _, side := range sides {
		if side == 0 {
			continue
		}
		r.Useful++
		if previous != 0 && side != previous {
			r.Crossings++
			run = 0
		}
		run++
		r.Longest = max(r.Longest, run)
		previous = side
	}
	if r.Useful == 0 {
		return r
	}
	r.LongestMax, r.CrossingsMin = AnhoejThresholds(r.Useful)
	r.Signal = r.Longest > r.LongestMax || r.Crossings < r.CrossingsMin
	return r
}

// RunSettings say how a run chart is made.
type RunSettings struct {
	// Baseline is the number of points, from the start, whose median is the centre. Defaults to all.
	Baseline int
	// Exclude are the positions, from 0, of points left out of the median and the runs. Defaults to none.
	Exclude []int
	// Centre replaces the median, where a target or an earlier median is the line. Defaults to none.
	Centre *float64
}

// RunChart is a series around its median.
type RunChart struct {
	// Centre is the median, or the line that was given.
	Centre float64
	Values []float64
	Runs   Runs
	Method string
	Notes  []string
}

// RunChartOf draws a run chart and tests it with the Anhøj rules. Errors are [ErrTooFew], [*ValueError] and
// [*SettingError].
func RunChartOf(values []float64, s RunSettings) (RunChart, error) {
	if err := (Settings{Baseline: s.Baseline, Exclude: s.Exclude, Target: s.Centre}).check(len(values)); err != nil {
		return RunChart{}, err
	}
	if err := finite(values); err != nil {
		return RunChart{}, err
	}
	var base, used []float64
	for i, v := range values {
		if slices.Contains(s.Exclude, i) {
			continue
		}
		used = append(used, v)
		if s.Baseline == 0 || i < s.Baseline {
			base = append(base, v)
		}
	}
	if len(used) < 2 || len(base) == 0 {
		return RunChart{}, ErrTooFew
	}
	chart := RunChart{Centre: median(base), Values: slices.Clone(values), Method: "run chart around the median, Anhøj rules"}
	if s.Centre != nil {
		chart.Centre, chart.Method = *s.Centre, "run chart around a given line, Anhøj rules"
	}
	sides := make([]int, len(used))
	for i, v := range used {
		sides[i] = sign(v - chart.Centre)
	}
	chart.Runs = runsAround(sides)
	if chart.Runs.Useful < 10 {
		chart.Notes = append(chart.Notes, fmt.Sprintf("%d points are off the line: with fewer than 10 the rules have little power", chart.Runs.Useful))
	}
	return chart, nil
}

func finite(values []float64) error {
	for i, v := range values {
		if !(math.Abs(v) < 1e100) {
			return &ValueError{Index: i, Value: v}
		}
	}
	return nil
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	if n%2 == 1 {
		return sorted[n/2]
	}
	return sorted[n/2-1]/2 + sorted[n/2]/2
}
