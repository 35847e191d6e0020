package spc

import (
	"fmt"
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/internal/enum"
)

// AttributeKind is what an attribute chart counts.
type AttributeKind int

const (
	// Proportions is a P chart: cases of a number of children, as in visits on time of visits due.
	Proportions AttributeKind = iota
	// Rates is a U chart: events in an area of opportunity, as in referrals per child.
	Rates
	// Counts is a C chart: events in areas of opportunity of one size.
	Counts
)

var attributeNames = enum.Of("AttributeKind", "proportions", "rates", "counts")

// String is the name of the kind.
func (k AttributeKind) String() string { return attributeNames.String(int(k)) }

// MarshalText writes the name of the kind.
func (k AttributeKind) MarshalText() ([]byte, error) {
	return attributeNames.Marshal(int(k))
}

// UnmarshalText reads the name of a kind.
func (k *AttributeKind) UnmarshalText(text []byte) error {
	return enum.Unmarshal(attributeNames, text, k)
}

// AttributeSettings say how an attribute chart is made.
type AttributeSettings struct {
	// Prime widens the limits by the variation between periods that the counts do not explain (Laney's P′ and U′): for
	// large denominators, where plain limits call everything a signal. Defaults to false.
	Prime bool
	// Screen leaves outlying moving ranges out of that widening, once. Defaults to false.
	Screen bool
	// Baseline is the number of points, from the start, that fix the centre. Defaults to all.
	Baseline int
	// Exclude are the positions, from 0, of points left out of the centre and the runs. Defaults to none.
	Exclude []int
}

// AttributePoint is one period: Count of Of. A period with Of zero or less cannot be charted.
type AttributePoint struct {
	Count, Of float64
}

// AttributeChart is a P, U or C chart, or one of rare events.
type AttributeChart struct {
	// Kind is what a P, U or C chart counts; a chart of rare events ([RareEvents]) has none of them, and leaves it unset.
	Kind AttributeKind
	// Centre is the total count over the total denominator of the baseline.
	Centre float64
	// SigmaZ is Laney's factor; 1 without Prime.
	SigmaZ float64
	Points []AttributeValue
	// Runs is the Anhøj test around the centre.
	Runs   Runs
	Method string
	Notes  []string
}

// AttributeValue is a charted period. Limits lie three standard deviations from the centre, within 0 and, for
// proportions, 1.
type AttributeValue struct {
	Value, Lower, Upper float64
	// Outside says that the value is beyond a limit, not on it.
	Outside bool
}

// AttributeError is a period that cannot be charted.
type AttributeError struct {
	// Index is the position in the series, from 0.
	Index   int
	Problem string
}

// Error names the period, counting from 1.
func (e *AttributeError) Error() string { return fmt.Sprintf("point %d: %s", e.Index+1, e.Problem) }

// Attributes charts counts against what they are of. For [Counts] the denominators are not used. Errors are [ErrTooFew],
// [*AttributeError] and [*SettingError].
func Attributes(points []AttributePoint, kind AttributeKind, s AttributeSettings) (AttributeChart, error) {
	if len(points) < 2 {
		return AttributeChart{}, ErrTooFew
	}
	if err := (Settings{Baseline: s.Baseline, Exclude: s.Exclude}).check(len(points)); err != nil {
		return AttributeChart{}, err
	}
	points = slices.Clone(points)
	for i := range points {
		if kind == Counts {
			points[i].Of = 1
		}
		if problem := points[i].problem(kind); problem != "" {
			return AttributeChart{}, &AttributeError{Index: i, Problem: problem}
		}
	}
	chart := AttributeChart{Kind: kind, SigmaZ: 1, Method: attributeMethod(kind, s)}
	var count, of float64
	var base []AttributePoint
	for i, p := range points {
		if s.uses(i) && (s.Baseline == 0 || i < s.Baseline) {
			base = append(base, p)
			count, of = count+p.Count, of+p.Of
		}
	}
	if len(base) < 2 {
		return AttributeChart{}, ErrTooFew
	}
	chart.Centre = count / of
	if s.Prime {
		chart.widen(base, s.Screen)
	}
	var sides []int
	for i, p := range points {
		chart.Points = append(chart.Points, chart.place(p))
		if s.uses(i) {
			sides = append(sides, sign(p.Count/p.Of-chart.Centre))
		}
	}
	chart.Runs = runsAround(sides)
	if len(base) < fewPoints {
		chart.Notes = append(chart.Notes, fmt.Sprintf("the centre rests on %d points: below 13 it is a wide guess", len(base)))
	}
	return chart, nil
}

func (s AttributeSettings) uses(i int) bool { return !slices.Contains(s.Exclude, i) }

func attributeMethod(kind AttributeKind, s AttributeSettings) string {
	letter := [...]string{"P", "U", "C"}[kind]
	if s.Prime {
		letter += "′"
	}
	return letter + " chart, three standard deviations, Anhøj rules"
}

func (p AttributePoint) problem(kind AttributeKind) string {
	switch {
	case kind < Proportions || kind > Counts:
		return fmt.Sprintf("there is no attribute chart %d", int(kind))
	case !(p.Count >= 0 && p.Count < 1e100):
		return fmt.Sprintf("the count is %v: it must be 0 or more", p.Count)
	case !(p.Of > 0 && p.Of < 1e100):
		return fmt.Sprintf("the denominator is %v: a rate needs something to be a rate of", p.Of)
	case kind == Proportions && p.Count > p.Of:
		return fmt.Sprintf("%v of %v is no proportion", p.Count, p.Of)
	}
	return ""
}

// deviation is the standard deviation of a period's value by its denominator alone.
func (c AttributeChart) deviation(of float64) float64 {
	if c.Kind == Proportions {
		return math.Sqrt(c.Centre * (1 - c.Centre) / of)
	}
	return math.Sqrt(c.Centre / of)
}

// widen is Laney 2002: the mean moving range of the standardised values, over 1.128.
func (c *AttributeChart) widen(base []AttributePoint, screen bool) {
	z := make([]float64, len(base))
	for i, p := range base {
		d := c.deviation(p.Of)
		if d == 0 {
			// A centre of 0 or 1: every value is on it, and there is nothing to widen.
			return
		}
		z[i] = (p.Count/p.Of - c.Centre) / d
	}
	_, ranges := sums(z)
	mean := ranges / float64(len(z)-1)
	if screen {
		mean, _ = screened(z, mean)
	}
	c.SigmaZ = mean / 1.128
}

func (c AttributeChart) place(p AttributePoint) AttributeValue {
	width := 3 * c.deviation(p.Of) * c.SigmaZ
	v := AttributeValue{Value: p.Count / p.Of, Lower: max(c.Centre-width, 0), Upper: c.Centre + width}
	if c.Kind == Proportions {
		v.Upper = min(v.Upper, 1)
	}
	v.Outside = v.Value < v.Lower || v.Value > v.Upper
	return v
}
