package demand

import (
	"fmt"
	"math"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// Limits are the control limits of a funnel plot at one size: where an authority that is truly average would lie 95 and
// 99.8 times in a hundred. They are computed in binary floating point.
type Limits struct {
	Lower95, Upper95, Lower998, Upper998 decimal.Decimal
}

// FunnelPoint is an authority in a funnel: x events or cases of n.
type FunnelPoint struct {
	Name string
	X, N decimal.Decimal
}

// FunnelMethod is how the limits are made.
type FunnelMethod int

const (
	// ScoreLimits are, for a proportion, the shares whose Wilson interval touches the average (PHEindicatormethods,
	// R/utils.R, sigma_adjustment); for a rate, the exact Poisson limits of the events expected. It is the zero value.
	ScoreLimits FunnelMethod = iota
	// ArcSineLimits are made on the scale of the arc sine of the root, which can be widened for over-dispersion
	// (FunnelPlotR, data type PR). For proportions only.
	ArcSineLimits
	// WilsonLimits are the Wilson interval of the average at the authority's size (Fingertips' SPC for proportions). For
	// proportions only.
	WilsonLimits
)

var funnelMethodNames = enum.Of("FunnelMethod", "score", "arcsine", "wilson")

// String is score, arcsine or wilson.
func (m FunnelMethod) String() string { return funnelMethodNames.String(int(m)) }

// MarshalText writes the name of the method.
func (m FunnelMethod) MarshalText() ([]byte, error) { return funnelMethodNames.Marshal(int(m)) }

// UnmarshalText reads the name of the method.
func (m *FunnelMethod) UnmarshalText(text []byte) error {
	return enum.Unmarshal(funnelMethodNames, text, m)
}

// Funnel is what a funnel plot is made of.
type Funnel struct {
	Points []FunnelPoint
	Kind   Kind
	// Multiplier scales values and limits: 100, 10,000. Defaults to 1.
	Multiplier decimal.Decimal
	// Method defaults to [ScoreLimits].
	Method FunnelMethod
	// Overdispersed widens the limits by the variance between authorities, estimated from winsorised z-scores (Spiegelhalter
	// 2012). It needs [ArcSineLimits] for proportions. Defaults to false.
	Overdispersed bool
	// Trim is the share of z-scores winsorised at either end. Defaults to 0.1.
	Trim float64
	// Polarity turns a signal into better or worse. Defaults to neutral: higher or lower.
	Polarity rag.Polarity
}

// FunnelResult is the funnel with every authority in it.
type FunnelResult struct {
	// Average is all events over all of the base, times the multiplier.
	Average decimal.Decimal
	Points  []FunnelPlace
	// Dispersion is how the z-scores scatter; it is made for proportions by arc sine and for rates by the root of
	// observed over expected.
	Dispersion Dispersion
	Method     string
}

// FunnelPlace is an authority with its limits.
type FunnelPlace struct {
	Name   string
	Value  decimal.Decimal
	Limits Limits
	// Verdict and Confidence say where it lies: outside the 99.8 % limits, outside those of 95 %, or Similar.
	Verdict    Verdict
	Confidence Confidence
	// Significance is the same in the words of the public-health tools: "Low (0.001)", "High (0.025)", "Not significant".
	Significance string
}

// Place works out the funnel. A point without a base, with a negative count or, in a funnel of proportions, with a part
// beyond its whole is a [*SampleError], as are fewer than two points; [ErrDegenerate] is an average of 0 or of everything.
func (f Funnel) Place() (FunnelResult, error) {
	f, err := f.checked()
	if err != nil {
		return FunnelResult{}, err
	}
	var x, n decimal.Decimal
	for _, p := range f.Points {
		x, n = x.Add(p.X), n.Add(p.N)
	}
	average := x.InexactFloat64() / n.InexactFloat64()
	if average == 0 || f.Kind == Proportion && average >= 1 {
		return FunnelResult{}, ErrDegenerate
	}
	result := FunnelResult{Average: x.Mul(f.Multiplier).DivRound(n, precision), Method: f.name()}
	tau2 := 0.0
	result.Dispersion = dispersion(f.scores(average), f.Trim)
	if f.Overdispersed {
		tau2 = result.Dispersion.tau2
	}
	for _, p := range f.Points {
		limits := f.limits(average, p.N.InexactFloat64(), tau2)
		result.Points = append(result.Points, f.place(p, limits))
	}
	return result, nil
}

func (f Funnel) name() string {
	name := f.Method.String() + " limits"
	if f.Kind == RateKind {
		name = "exact Poisson limits"
	}
	if f.Overdispersed {
		name += ", widened for over-dispersion (winsorised phi, additive tau²)"
	}
	return name
}

func (f Funnel) checked() (Funnel, error) {
	if f.Multiplier.IsZero() {
		f.Multiplier = decimal.NewFromInt(1)
	}
	if f.Trim == 0 {
		f.Trim = defaultTrim
	}
	fail := func(field, format string, args ...any) (Funnel, error) {
		return f, &SampleError{field, fmt.Sprintf(format, args...)}
	}
	switch {
	case len(f.Points) < 2:
		return fail("n", "there is %d authority: a funnel needs two", len(f.Points))
	case f.Multiplier.Sign() <= 0:
		return fail("multiplier", "the multiplier is %s: it must be above 0", f.Multiplier)
	case !(f.Trim > 0 && f.Trim < 0.5):
		return fail("trim", "the share to trim is %v: it must be above 0 and under 0.5", f.Trim)
	case f.Kind == RateKind && f.Method != ScoreLimits:
		return fail("method", "%s limits are for proportions: a rate has exact Poisson limits", f.Method)
	case f.Kind == Proportion && f.Overdispersed && f.Method != ArcSineLimits:
		return fail("method", "limits of proportions are widened for over-dispersion on the arc sine scale: choose arcsine")
	}
	for _, p := range f.Points {
		s := Sample{X: p.X, N: p.N, Kind: f.Kind}
		if _, err := s.checked(); err != nil {
			return fail(err.(*SampleError).Field, "%s: %s", p.Name, err)
		}
	}
	return f, nil
}

// place sets a point against its limits, the stricter first.
func (f Funnel) place(p FunnelPoint, l Limits) FunnelPlace {
	value := p.X.Mul(f.Multiplier).DivRound(p.N, precision)
	place := FunnelPlace{Name: p.Name, Value: value, Limits: l, Verdict: Similar, Significance: "Not significant"}
	at := func(side int, c Confidence, words string) FunnelPlace {
		place.Verdict, place.Confidence, place.Significance = verdictOf(side, f.Polarity), c, words
		return place
	}
	switch {
	case value.LessThan(l.Lower998):
		return at(-1, Confidence998, "Low (0.001)")
	case value.LessThan(l.Lower95):
		return at(-1, Confidence95, "Low (0.025)")
	case value.GreaterThan(l.Upper998):
		return at(1, Confidence998, "High (0.001)")
	case value.GreaterThan(l.Upper95):
		return at(1, Confidence95, "High (0.025)")
	}
	return place
}

// LimitsAt are the limits at a size n for an average, both in the units of the multiplier, without over-dispersion: the
// line of the funnel between its points. The errors are those of [Funnel.Place].
func LimitsAt(average, n decimal.Decimal, kind Kind, method FunnelMethod, multiplier decimal.Decimal) (Limits, error) {
	if multiplier.IsZero() {
		multiplier = decimal.NewFromInt(1)
	}
	a := average.InexactFloat64() / multiplier.InexactFloat64()
	switch {
	case multiplier.Sign() < 0:
		return Limits{}, &SampleError{"multiplier", fmt.Sprintf("the multiplier is %s: it must be above 0", multiplier)}
	case n.Sign() <= 0:
		return Limits{}, &SampleError{"n", fmt.Sprintf("the population is %s: it must be above 0", n)}
	case !(a > 0) || kind == Proportion && a >= 1:
		return Limits{}, ErrDegenerate
	}
	return Funnel{Kind: kind, Method: method, Multiplier: multiplier}.limits(a, n.InexactFloat64(), 0), nil
}

// limits are the four limits at a size.
func (f Funnel) limits(average, n, tau2 float64) Limits {
	m := f.Multiplier.InexactFloat64()
	ends := func(c Confidence) (lower, upper decimal.Decimal) {
		var l, u float64
		switch {
		case f.Kind == RateKind && tau2 > 0:
			l, u = rootLimits(average, n, c.z(), tau2)
		case f.Kind == RateKind:
			l, u = poissonLimits(average*n, c)
			l, u = l/n, u/n
		case f.Method == ArcSineLimits:
			l, u = arcSineLimits(average, n, c.z(), tau2)
		case f.Method == WilsonLimits:
			l, u = wilson(average*n, n, c)
		default:
			l, u = scoreLimits(average, n, c.z())
		}
		return decimal.NewFromFloat(l * m), decimal.NewFromFloat(u * m)
	}
	var result Limits
	result.Lower95, result.Upper95 = ends(Confidence95)
	result.Lower998, result.Upper998 = ends(Confidence998)
	return result
}

// scoreLimits are the shares of n whose Wilson limit is the average a, kept within 0 to 1.
func scoreLimits(a, n, z float64) (lower, upper float64) {
	// The numbers of cases on the two limits are the roots of a quadratic equation; middle and root are its terms as
	// PHEindicatormethods writes them, per its leading coefficient times n.
	z2 := z * z
	middle := a * (n/z2 + 1)
	root := math.Sqrt(max(0, (8*middle)*(8*middle)-64*(1/z2+1/n)*a*(n*(a*(n/z2+2)-1)+z2*(a-1)))) / 8
	per := (1/z2 + 1/n) * n
	return max(0, (middle-root)/per), min(1, (middle+root)/per)
}

// arcSineLimits stand z standard errors from the average on the scale of the arc sine of the root.
func arcSineLimits(a, n, z, tau2 float64) (lower, upper float64) {
	centre := math.Asin(math.Sqrt(a))
	half := z * math.Sqrt(1/(4*n)+tau2)
	back := func(angle float64) float64 {
		s := math.Sin(max(0, min(math.Pi/2, angle)))
		return s * s
	}
	return back(centre - half), back(centre + half)
}

// rootLimits stand z standard errors from the average on the scale of the root of observed over expected.
func rootLimits(a, n, z, tau2 float64) (lower, upper float64) {
	half := z * math.Sqrt(1/(4*a*n)+tau2)
	low, high := max(0, 1-half), 1+half
	return a * low * low, a * high * high
}

// poissonLimits are the exact limits of a count of which e are expected.
func poissonLimits(e float64, c Confidence) (lower, upper float64) {
	tail := c.tail()
	return gammaQuantile(e, tail, 1-tail), gammaQuantile(e+1, 1-tail, tail)
}

// RatioLimits are the funnel's limits of a standardised ratio at an expected count: target × exact Poisson limits over the
// expectation (FunnelPlotR, unadjusted limits of SR). An expectation or target of 0 or less is a [*SampleError].
func RatioLimits(expected, target decimal.Decimal) (Limits, error) {
	if expected.Sign() <= 0 || target.Sign() <= 0 {
		return Limits{}, &SampleError{"n", fmt.Sprintf("the expected count is %s and the target %s: both must be above 0", expected, target)}
	}
	return LimitsAt(target, expected.DivRound(target, precision), RateKind, ScoreLimits, decimal.Decimal{})
}

// ExpectedOnLimits are the expected counts at which an observed count lies exactly on each limit: the upper limits are met
// by the smallest expectation. Public-health funnels of rates and ratios are drawn by them: at the size where o events are
// expected so, the limit is o over it. Lower95 and Lower998 are the expectations for the lower limits. It is the closed
// form; PHEindicatormethods bisects, and strays from it by up to 4.7e-5.
func ExpectedOnLimits(observed int) (Limits, error) {
	if observed < 1 {
		return Limits{}, &SampleError{"x", fmt.Sprintf("the observed count is %d: it must be 1 or more", observed)}
	}
	o := float64(observed)
	at := func(shape, p, upper float64) decimal.Decimal {
		return decimal.NewFromFloat(gammaQuantile(shape, p, upper))
	}
	return Limits{
		Lower95: at(o+1, 0.975, 0.025), Upper95: at(o, 0.025, 0.975),
		Lower998: at(o+1, 0.999, 0.001), Upper998: at(o, 0.001, 0.999),
	}, nil
}
