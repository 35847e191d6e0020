package spc

import (
	"fmt"
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// Factor is how many mean moving ranges lie between the centre and a limit.
type Factor int

const (
	// NHS is 2.66, the factor of Making Data Count.
	NHS Factor = iota
	// IChart is 3/1.128 = 2.6596, the factor of qicharts2 and of most textbooks; an I chart differs from an XmR chart in
	// the fourth digit.
	IChart
)

var factorNames = enum.Of("Factor", "nhs", "i_chart")

// String is the name of the factor.
func (f Factor) String() string { return factorNames.String(int(f)) }

// MarshalText writes the name of the factor.
func (f Factor) MarshalText() ([]byte, error) { return factorNames.Marshal(int(f)) }

// UnmarshalText reads the name of a factor.
func (f *Factor) UnmarshalText(text []byte) error {
	return enum.Unmarshal(factorNames, text, f)
}

func (f Factor) value() float64 {
	if f == IChart {
		return 3 / 1.128
	}
	return nhsFactor
}

// Settings say how an XmR chart is made.
type Settings struct {
	// Polarity is which way the measure gets better. CloserBetter has no better direction and is charted as Neutral.
	// Defaults to Neutral.
	Polarity rag.Polarity
	// Target is the value to be reached. Defaults to none.
	Target *float64
	// Screen leaves outlying moving ranges (3.267 times their mean and more) out of the limits, once. Defaults to false,
	// as in the NHS workbook; NHSRplotthedots screens.
	Screen bool
	// Baseline is the number of points, from the start of each part, that fix its centre and limits. Defaults to all.
	Baseline int
	// Rebase are the positions, from 0, at which a new part with limits of its own begins: where the process is known
	// to have changed. Rules do not look across them. Defaults to none.
	Rebase []int
	// Exclude are the positions, from 0, of points that are charted but left out of centre and limits. Defaults to none.
	Exclude []int
	// Factor is the width of the limits in mean moving ranges. Defaults to NHS, 2.66.
	Factor Factor
	// Edition is whose rules mark the points. Defaults to NHSR022.
	Edition Edition
	// Run is the number of points that make a trend or a shift: 7, or 6 as the workbook of Making Data Count lets one choose
	// and the NHS run-chart guidance has it. Defaults to 7.
	Run int
}

// Chart is an XmR chart.
type Chart struct {
	// Points are the points of the series, in order.
	Points []Point
	// Parts are the stretches between rebasings, in order; one without rebasing.
	Parts []Part
	// Variation is the type of the last point.
	Variation Variation
	// Assurance compares the target with the limits of the last part.
	Assurance Assurance
	// Method says which chart and which options these are.
	Method string
	// Notes say what a reader should know before trusting the chart: few points, for one.
	Notes []string
}

// Point is one value of a chart and what the rules make of it.
type Point struct {
	Value float64
	Rule  Rule
	Type  Variation
	// Part is the position of the point's part in Chart.Parts.
	Part int
}

// Part is a stretch of the series under one set of limits.
type Part struct {
	// From is the position of its first point, and To the one after its last.
	From, To int
	// Based is the number of points that made the limits.
	Based int
	// Screened is the number of moving ranges left out as outliers.
	Screened int
	Limits
	// NearLower and NearUpper lie two thirds of the way from the centre to the limits.
	NearLower, NearUpper float64
}

// Last is the part whose limits hold now.
func (c Chart) Last() Part { return c.Parts[len(c.Parts)-1] }

// XmR charts values. Errors are [ErrTooFew], [*ValueError] and [*SettingError].
func XmR(values []float64, s Settings) (Chart, error) {
	if err := s.check(len(values)); err != nil {
		return Chart{}, err
	}
	if err := finite(values); err != nil {
		return Chart{}, err
	}
	chart := Chart{Points: make([]Point, len(values)), Method: s.method()}
	starts := append([]int{0}, s.Rebase...)
	slices.Sort(starts)
	starts = append(slices.Compact(starts), len(values))
	for i := range len(starts) - 1 {
		part, err := s.part(values, starts[i], starts[i+1])
		if err != nil {
			return Chart{}, fmt.Errorf("points %d to %d: %w", starts[i]+1, starts[i+1], err)
		}
		chart.Parts = append(chart.Parts, part)
		s.judge(chart.Points[part.From:part.To], values[part.From:part.To], part, i)
		if part.Based < fewPoints {
			chart.Notes = append(chart.Notes, fmt.Sprintf("the limits of points %d to %d rest on %d points: below 13 they are a wide guess", part.From+1, part.To, part.Based))
		}
	}
	chart.Variation = chart.Points[len(values)-1].Type
	chart.Assurance = Assure(chart.Last().Limits, s.Polarity, s.Target)
	chart.ask(s)
	return chart, nil
}

// SettingError is a setting that does not fit the series.
type SettingError struct {
	Setting string
	Value   int
	Problem string
}

// Error names the setting and its value.
func (e *SettingError) Error() string { return fmt.Sprintf("%s %d: %s", e.Setting, e.Value, e.Problem) }

func (s Settings) check(n int) error {
	if s.Baseline < 0 || s.Baseline == 1 {
		return &SettingError{Setting: "baseline", Value: s.Baseline, Problem: "use two points or more, or 0 for all"}
	}
	if s.Baseline > n {
		return &SettingError{Setting: "baseline", Value: s.Baseline, Problem: fmt.Sprintf("the series has %d points: use as many at most, or 0 for all", n)}
	}
	if s.Run != 0 && s.Run != 6 && s.Run != 7 {
		return &SettingError{Setting: "run", Value: s.Run, Problem: "a trend or shift is of 6 or of 7 points"}
	}
	for _, at := range s.Rebase {
		if at < 0 || at >= n {
			return &SettingError{Setting: "rebase", Value: at, Problem: fmt.Sprintf("the series has positions 0 to %d", n-1)}
		}
	}
	for _, at := range s.Exclude {
		if at < 0 || at >= n {
			return &SettingError{Setting: "exclude", Value: at, Problem: fmt.Sprintf("the series has positions 0 to %d", n-1)}
		}
	}
	if s.Target != nil && !(math.Abs(*s.Target) < 1e100) {
		return &ValueError{Index: -1, Value: *s.Target}
	}
	return nil
}

func (s Settings) method() string {
	method := "XmR, limits at 2.66 mean moving ranges (NHS Making Data Count)"
	if s.Factor == IChart {
		method = "I chart, limits at 3/1.128 mean moving ranges"
	}
	if s.Screen {
		method += ", outlying moving ranges screened once"
	}
	method += fmt.Sprintf(", rules %s, trends and shifts of %d points", s.Edition, s.run())
	if s.Baseline > 0 {
		method += fmt.Sprintf(", fixed on the first %d points", s.Baseline)
	}
	return method
}

// part computes the limits of the points from and before to.
func (s Settings) part(values []float64, from, to int) (Part, error) {
	base := values[from:to]
	if s.Baseline > 0 && s.Baseline < len(base) {
		base = base[:s.Baseline]
	}
	if len(s.Exclude) > 0 {
		var kept []float64
		for i, v := range base {
			if !slices.Contains(s.Exclude, from+i) {
				kept = append(kept, v)
			}
		}
		base = kept
	}
	part := Part{From: from, To: to, Based: len(base)}
	if len(base) < 2 {
		return part, ErrTooFew
	}
	sum, ranges := sums(base)
	centre, meanRange := refine(base, sum/float64(len(base))), ranges/float64(len(base)-1)
	if !bounded(centre, meanRange) {
		return part, valueError(base)
	}
	if s.Screen {
		meanRange, part.Screened = screened(base, meanRange)
	}
	factor := s.Factor.value()
	part.Limits = around(centre, meanRange, factor)
	near := 2 * (factor / 3) * meanRange
	part.NearLower, part.NearUpper = centre-near, centre+near
	return part, nil
}

// Assure compares a target with limits. A target on a limit is within it: a point there would meet it.
func Assure(l Limits, polarity rag.Polarity, target *float64) Assurance {
	if target == nil || (polarity != rag.HigherBetter && polarity != rag.LowerBetter) {
		return NoAssurance
	}
	above, below := *target > l.Upper, *target < l.Lower
	switch {
	case !above && !below:
		return Inconsistent
	case above == (polarity == rag.LowerBetter):
		return ConsistentPass
	}
	return ConsistentFail
}

// runLength is the number of points that make a trend or a shift, unless another is set.
const runLength = 7

func (s Settings) run() int {
	if s.Run == 0 {
		return runLength
	}
	return s.Run
}

// judge fills points with values and the first rule that matches each.
func (s Settings) judge(points []Point, values []float64, l Part, at int) {
	side := make([]int, len(values)) // of the centre
	near := make([]bool, len(values))
	for i, v := range values {
		side[i] = sign(v - l.Centre)
		near[i] = (s.Edition == MDC2023 || v >= l.Lower && v <= l.Upper) && (v < l.NearLower || v > l.NearUpper)
	}
	trends, pairs, shifts := trend(values, s.run()), twoOfThree(side, near), shift(side, s.run())
	for i, v := range values {
		rule, direction := NoRule, 0
		switch {
		case v > l.Upper || v < l.Lower:
			rule, direction = OutsideLimits, side[i]
		case trends[i] != 0:
			rule, direction = Trend, trends[i]
		case pairs[i]:
			rule, direction = TwoOfThree, side[i]
		case shifts[i]:
			rule, direction = Shift, side[i]
		}
		points[i] = Point{Value: v, Rule: rule, Type: s.variation(direction), Part: at}
	}
}

// trend is +1 for the points of a run of so many that rise every time, and −1 for one that falls. A point where a rise ends
// and a fall begins belongs to the later of the two.
func trend(values []float64, length int) []int {
	in := make([]int, len(values))
	rising, falling := 1, 1 // the points in the run that ends here
	for i := 1; i < len(values); i++ {
		switch sign(values[i] - values[i-1]) {
		case 1:
			rising, falling = rising+1, 1
		case -1:
			rising, falling = 1, falling+1
		default:
			rising, falling = 1, 1
		}
		for j := i - length + 1; rising >= length && j <= i; j++ {
			in[j] = 1
		}
		for j := i - length + 1; falling >= length && j <= i; j++ {
			in[j] = -1
		}
	}
	return in
}

// twoOfThree marks the near points of every three on one side of which two or more are near.
func twoOfThree(side []int, near []bool) []bool {
	in := make([]bool, len(side))
	for i := 2; i < len(side); i++ {
		if side[i] == 0 || side[i-1] != side[i] || side[i-2] != side[i] {
			continue
		}
		count := 0
		for j := i - 2; j <= i; j++ {
			if near[j] {
				count++
			}
		}
		for j := i - 2; count >= 2 && j <= i; j++ {
			in[j] = in[j] || near[j]
		}
	}
	return in
}

// shift marks the points of every run of so many or more on one side.
func shift(side []int, length int) []bool {
	in := make([]bool, len(side))
	run := 0
	for i := range side {
		if i == 0 || side[i] != side[i-1] {
			run = 0
		}
		run++
		for j := i - length + 1; side[i] != 0 && run >= length && j <= i; j++ {
			in[j] = true
		}
	}
	return in
}

func (s Settings) variation(direction int) Variation {
	switch {
	case direction == 0:
		return CommonCause
	case s.Polarity == rag.HigherBetter && direction > 0, s.Polarity == rag.LowerBetter && direction < 0:
		return Improvement
	case s.Polarity == rag.HigherBetter, s.Polarity == rag.LowerBetter:
		return Concern
	case direction > 0:
		return NeutralHigh
	}
	return NeutralLow
}

func sign(v float64) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}
