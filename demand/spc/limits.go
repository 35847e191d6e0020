package spc

import (
	"errors"
	"fmt"
	"math"
)

// Constants of the XmR chart.
const (
	// nhsFactor is 3/d2 for moving ranges of two, d2 = 1.128, as Making Data Count rounds it.
	nhsFactor = 2.66
	// screening is D4 for moving ranges of two: a range from there on is an outlier (Nelson 1982).
	screening = 3.267
	// fewPoints is where a chart stops saying that it has few points: NHSRplotthedots tests n < 13.
	fewPoints = 13
)

// ErrTooFew is a series, or a part of one after rebasing, of fewer than two points.
var ErrTooFew = errors.New("too few points: a chart needs at least two in each part")

// ValueError is a value that is not a finite number, or so large that its sums are not.
type ValueError struct {
	// Index is the position of the value in the series, from 0; −1 for a target or a line that was given.
	Index int
	Value float64
}

// Error names the point, counting from 1.
func (e *ValueError) Error() string {
	if e.Index < 0 {
		return fmt.Sprintf("the target or line is %v: give a finite number below 1e100", e.Value)
	}
	return fmt.Sprintf("point %d is %v: a chart needs finite numbers below 1e100; leave a missing point out", e.Index+1, e.Value)
}

// Limits are the natural process limits of a run of points. (Four numbers and no more: a larger struct would not travel
// in registers, and cost the limits of many series half their speed.)
type Limits struct {
	// Centre is the mean of the points.
	Centre float64
	// MeanRange is the mean moving range, after screening when that was asked for.
	MeanRange float64
	// Lower and Upper are Centre ∓ factor × MeanRange.
	Lower, Upper float64
}

// around are the limits by centre and mean range.
func around(centre, meanRange, factor float64) Limits {
	width := factor * meanRange
	return Limits{Centre: centre, MeanRange: meanRange, Lower: centre - width, Upper: centre + width}
}

// ProcessLimits computes the limits of values with the factor 2.66 of Making Data Count. With screen, moving ranges of
// 3.267 times their mean and more are left out once; the centre stays. It is the fast way to limits of many series: it
// allocates nothing and sums once, so that its centre may differ from that of [XmR] in the last binary digit. Errors are
// [ErrTooFew] and [*ValueError].
func ProcessLimits(values []float64, screen bool) (Limits, error) {
	if len(values) < 2 {
		return Limits{}, ErrTooFew
	}
	sum, ranges := sums(values)
	centre, meanRange := sum/float64(len(values)), ranges/float64(len(values)-1)
	if !bounded(centre, meanRange) {
		return Limits{}, valueError(values)
	}
	if screen {
		meanRange, _ = screened(values, meanRange)
	}
	return around(centre, meanRange, nhsFactor), nil
}

// bounded is false for NaN and for what is too large to calculate with.
func bounded(centre, meanRange float64) bool {
	return math.Abs(centre) < 1e100 && meanRange < 1e100
}

// sums adds up the values and the moving ranges. A processor waits for each addition before it can begin the next on the
// same sum, so two sums of each run side by side.
func sums(values []float64) (sum, ranges float64) {
	var s0, s1, r0, r1 float64
	v0 := values[0]
	rest := values[1:]
	for len(rest) >= 2 {
		v1, v2 := rest[0], rest[1]
		s0, r0 = s0+v0, r0+math.Abs(v1-v0)
		s1, r1 = s1+v1, r1+math.Abs(v2-v1)
		v0, rest = v2, rest[2:]
	}
	if len(rest) == 1 {
		return s0 + s1 + v0 + rest[0], r0 + r1 + math.Abs(rest[0]-v0)
	}
	return s0 + s1 + v0, r0 + r1
}

// refine adds the mean of what is left over. It makes the mean of ten values of 0.1 exactly 0.1, which a plain sum does
// not, so that a point on the line is on the line; R's mean does the same.
func refine(values []float64, mean float64) float64 {
	var a, b, c, d float64
	rest := values
	for len(rest) >= 4 {
		a += rest[0] - mean
		b += rest[1] - mean
		c += rest[2] - mean
		d += rest[3] - mean
		rest = rest[4:]
	}
	for _, v := range rest {
		a += v - mean
	}
	return mean + (a+b+(c+d))/float64(len(values))
}

// screened is the mean of the moving ranges below the cut, and how many are not. A constant series has none to leave out.
func screened(values []float64, mean float64) (float64, int) {
	if mean == 0 {
		return 0, 0
	}
	cut, sum, kept := screening*mean, 0.0, 0
	for i, v := range values[1:] {
		if r := math.Abs(v - values[i]); r < cut {
			sum += r
			kept++
		}
	}
	// The smallest range is at most the mean, so at least one is kept.
	return sum / float64(kept), len(values) - 1 - kept
}

// valueError finds the value to blame.
func valueError(values []float64) error {
	if err := finite(values); err != nil {
		return err
	}
	return &ValueError{Value: values[0]}
}
