package spc

import (
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// RareKind is what lies between rare events, of which a count a month would be 0 and 1 and say nothing.
type RareKind int

const (
	// TimeBetween is a T chart: the days from one event to the next, as from one serious incident to the next.
	TimeBetween RareKind = iota
	// CasesBetween is a G chart: the cases from one event to the next, as placements between two breakdowns.
	CasesBetween
)

var rareNames = enum.Of("RareKind", "time_between", "cases_between")

// String is the name of the kind.
func (k RareKind) String() string { return rareNames.String(int(k)) }

// MarshalText writes the name of the kind.
func (k RareKind) MarshalText() ([]byte, error) { return rareNames.Marshal(int(k)) }

// UnmarshalText reads the name of a kind.
func (k *RareKind) UnmarshalText(text []byte) error { return enum.Unmarshal(rareNames, text, k) }

// rarePower makes times between events, which are exponential, nearly normal (Nelson 1994).
const rarePower = 3.6

// RareEvents charts what lies between rare events, each value from one event to the next: long gaps are good where the
// event is bad. Times are charted as individuals after taking the 3.6th root, and the limits taken back; numbers of cases
// have the limits of the geometric distribution, mean ∓ 3·√(mean·(mean + 1)), and a centre at the mean. A lower limit
// below 0 is 0, which no gap passes. The runs are tested around the centre, for cases around the median as their
// distribution leans. Errors are [ErrTooFew], [*AttributeError] for a negative gap, and [*SettingError]. (qicharts2 0.8.1;
// Benneyan 2001.)
func RareEvents(between []float64, kind RareKind, s AttributeSettings) (AttributeChart, error) {
	if len(between) < 2 {
		return AttributeChart{}, ErrTooFew
	}
	if err := (Settings{Baseline: s.Baseline, Exclude: s.Exclude}).check(len(between)); err != nil {
		return AttributeChart{}, err
	}
	if err := finite(between); err != nil {
		return AttributeChart{}, err
	}
	var base []float64
	for i, v := range between {
		switch {
		case v < 0:
			return AttributeChart{}, &AttributeError{Index: i, Problem: "a gap cannot be negative: give the events in order of time"}
		case kind == CasesBetween && v != math.Trunc(v):
			return AttributeChart{}, &AttributeError{Index: i, Problem: "a number of cases is whole"}
		case s.uses(i) && (s.Baseline == 0 || i < s.Baseline):
			base = append(base, v)
		}
	}
	if len(base) < 2 {
		return AttributeChart{}, ErrTooFew
	}
	chart := AttributeChart{SigmaZ: 1}
	var lower, upper, middle float64
	if kind == TimeBetween {
		chart.Method = "T chart of the time between events, individuals of the 3.6th root, Anhøj rules"
		chart.Centre, lower, upper = timeLimits(base, s.Screen)
		middle = chart.Centre
	} else {
		chart.Method = "G chart of the cases between events, limits of the geometric distribution, Anhøj rules around the median"
		chart.Centre = mean(base)
		width := 3 * math.Sqrt(chart.Centre*(chart.Centre+1))
		lower, upper = max(0, chart.Centre-width), chart.Centre+width
		middle = median(slices.Clone(base))
	}
	sides := make([]int, 0, len(between))
	for i, v := range between {
		chart.Points = append(chart.Points, AttributeValue{Value: v, Lower: lower, Upper: upper, Outside: v < lower || v > upper})
		if s.uses(i) {
			sides = append(sides, sign(v-middle))
		}
	}
	chart.Runs = runsAround(sides)
	if len(base) < fewPoints {
		chart.Notes = append(chart.Notes, "the limits rest on fewer than 13 gaps: they are a wide guess")
	}
	return chart, nil
}

// timeLimits are the centre and limits of an I chart of the roots, taken back.
func timeLimits(base []float64, screen bool) (centre, lower, upper float64) {
	roots := make([]float64, len(base))
	for i, v := range base {
		roots[i] = math.Pow(v, 1/rarePower)
	}
	sum, ranges := sums(roots)
	middle, meanRange := refine(roots, sum/float64(len(roots))), ranges/float64(len(roots)-1)
	if screen {
		meanRange, _ = screened(roots, meanRange)
	}
	l := around(middle, meanRange, IChart.value())
	back := func(v float64) float64 { return math.Pow(max(0, v), rarePower) }
	return back(l.Centre), back(l.Lower), back(l.Upper)
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return refine(values, sum/float64(len(values)))
}
