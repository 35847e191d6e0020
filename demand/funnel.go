package demand

import (
	"fmt"
	"math"

	"github.com/scrutineer-dev/scrutineer/internal/enum"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// Limits are the control limits of a funnel plot at one size: where an authority that is truly average would lie at least
// 95 and 99.8 times in a hundred. A lower limit of 0, and an upper one of the whole, are limits that nobody passes. They
// are computed in binary floating point.
type Limits struct {
	Lower95, Upper95, Lower998, Upper998 decimal.Decimal
}

// FunnelPoint is an authority in a funnel: x events or cases of n.
type FunnelPoint struct {
	Name string
	X, N decimal.Decimal
	// Absent says that the count or the base is not known, for the Reason given: a suppressed count, for one. Such a point
	// is not placed and takes no part in the average. Defaults to false.
	Absent bool
	Reason Missing
}

// FunnelMethod is how the limits are made.
type FunnelMethod int

const (
	// ScoreLimits are, for a proportion, the shares whose Wilson interval touches the average (PHEindicatormethods,
	// R/utils.R, sigma_adjustment); for a rate, the counts that the Poisson distribution of the events expected passes no
	// more often than the tail (the closed form of PHEindicatormethods' bisection). It is the zero value.
	ScoreLimits FunnelMethod = iota
	// ArcSineLimits are made on the scale of the arc sine of the root, which can be widened for over-dispersion
	// (FunnelPlotR, data type PR). For proportions only.
	ArcSineLimits
	// WilsonLimits are the Wilson interval of the average at the authority's size (Fingertips' SPC for proportions). For
	// proportions only.
	WilsonLimits
)

// Whatever the method of a proportion, where fewer than 10 are expected in the part or outside it the limits are those of
// the exact binomial distribution.

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
	// Target is the value that everybody is held to, in units of the multiplier: 1 for standardised ratios, whose X are
	// the observed and N the expected counts of kind rate. Defaults to 0, the average of all points together.
	Target decimal.Decimal
	// Overdispersed widens the limits by the variance between authorities, estimated from winsorised z-scores (Spiegelhalter
	// 2012), and never makes them narrower than the exact ones. It needs [ArcSineLimits] for proportions. Defaults to false.
	Overdispersed bool
	// Trim is the share of z-scores winsorised at either end. Defaults to 0.1.
	Trim float64
	// Polarity turns a signal into better or worse. Defaults to neutral: higher or lower.
	Polarity rag.Polarity
}

// FunnelResult is the funnel with every authority in it.
type FunnelResult struct {
	// Average is all events over all of the base, times the multiplier; Target is what the points were held to.
	Average, Target decimal.Decimal
	// NotPlaced are the points without a count or a base, in the order given.
	NotPlaced []FunnelPoint
	// Notes say which were not placed, and why.
	Notes []Note
	// Dispersion is how the z-scores scatter; it is made for proportions by arc sine and for rates by the root of
	// observed over expected.
	Dispersion Dispersion
	Method     string

	places  []FunnelPlace
	columns *funnelColumns // in the place of places, for very many
}

// The codes of the notes about funnels.
const (
	NoteNotPlaced = "not_placed" // an authority without a count or a base is not in the funnel
	NoteTable     = "table"      // what a reader of the table supposed
)

// Place works out the funnel. A point with a base of 0, with a negative count or, in a funnel of proportions, with a part
// beyond its whole is a [*SampleError], as are fewer than two points to place; [ErrDegenerate] is an average of 0 or of
// everything, or such a target.
func (f Funnel) Place() (FunnelResult, error) {
	f, err := f.checked()
	if err != nil {
		return FunnelResult{}, err
	}
	var x, n decimal.Decimal
	var result FunnelResult
	placed := make([]FunnelPoint, 0, len(f.Points))
	for i, p := range f.Points {
		if p.Absent {
			result.NotPlaced = append(result.NotPlaced, p)
			result.Notes = append(result.Notes, p.notPlaced())
			continue
		}
		x, n = x.Add(p.X), n.Add(p.N)
		placed = append(placed, p)
		result.places = append(result.places, FunnelPlace{name: p.Name, Index: i, n: p.N})
	}
	result.Average, result.Method = x.Mul(f.Multiplier).DivRound(n, precision), f.name()
	result.Target = result.Average
	average := x.InexactFloat64() / n.InexactFloat64()
	if f.Target.IsPositive() {
		result.Target, average = f.Target, f.Target.InexactFloat64()/f.Multiplier.InexactFloat64()
	}
	if average == 0 || f.Kind == Proportion && average >= 1 {
		return FunnelResult{}, ErrDegenerate
	}
	tau2 := 0.0
	result.Dispersion = dispersion(f.scores(placed, average), f.Trim)
	if f.Overdispersed {
		tau2 = result.Dispersion.tau2
	}
	for i, p := range placed {
		f.place(&result.places[i], p, f.limits(average, p.N.InexactFloat64(), tau2))
	}
	return result, nil
}

// notPlaced says that a point is not in the funnel, and why.
func (p FunnelPoint) notPlaced() Note {
	return Note{NoteNotPlaced, fmt.Sprintf("%s is not placed and takes no part in the average: its count or its base is %s", p.Name, p.Reason.said())}
}

func (f Funnel) name() string {
	name := f.Method.String() + " limits, exact binomial where fewer than 10 are expected in the part or outside it"
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
	known := 0
	for _, p := range f.Points {
		if !p.Absent {
			known++
		}
	}
	switch {
	case known == 0 && len(f.Points) > 0:
		return fail("n", "no authority has a count: a funnel needs two")
	case known < 2:
		return fail("n", "there is %d authority with a count: a funnel needs two", known)
	case f.Target.IsNegative():
		return fail("target", "the target is %s: it must be above 0", f.Target)
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
		if p.Absent {
			continue
		}
		s := Sample{X: p.X, N: p.N, Kind: f.Kind}
		if _, err := s.checked(); err != nil {
			return fail(err.(*SampleError).Field, "%s: %s", p.Name, err)
		}
	}
	return f, nil
}

// place sets a point against its limits, the stricter first.
func (f Funnel) place(place *FunnelPlace, p FunnelPoint, limits [4]float64) {
	place.value, place.limits = p.X.Mul(f.Multiplier).DivRound(p.N, precision), limits
	l := place.Limits()
	side := 0
	switch {
	case place.value.LessThan(l.Lower998):
		side, place.Confidence = -1, Confidence998
	case place.value.LessThan(l.Lower95):
		side, place.Confidence = -1, Confidence95
	case place.value.GreaterThan(l.Upper998):
		side, place.Confidence = 1, Confidence998
	case place.value.GreaterThan(l.Upper95):
		side, place.Confidence = 1, Confidence95
	}
	place.high = side > 0
	place.Verdict = verdictOf(side, f.Polarity)
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
	return limitsOf(Funnel{Kind: kind, Method: method, Multiplier: multiplier}.limits(a, n.InexactFloat64(), 0)), nil
}

// The places of the four limits.
const (
	atLower95 = iota
	atUpper95
	atLower998
	atUpper998
)

// limitsOf are four limits as decimals.
func limitsOf(l [4]float64) Limits {
	return Limits{
		Lower95: decimal.NewFromFloat(l[atLower95]), Upper95: decimal.NewFromFloat(l[atUpper95]),
		Lower998: decimal.NewFromFloat(l[atLower998]), Upper998: decimal.NewFromFloat(l[atUpper998]),
	}
}

// limits are the four limits at a size.
func (f Funnel) limits(average, n, tau2 float64) (l [4]float64) {
	m := f.Multiplier.InexactFloat64()
	return f.limitsBy(average, n, tau2, m, z95(), z998())
}

// z95 and z998 are the normal quantiles of the two confidences.
func z95() float64  { return Confidence95.z() }
func z998() float64 { return Confidence998.z() }

// limitsBy is limits with what is the same at every size given.
func (f Funnel) limitsBy(average, n, tau2, multiplier, z95, z998 float64) (l [4]float64) {
	l[atLower95], l[atUpper95] = f.ends(average, n, tau2, Confidence95, z95)
	l[atLower998], l[atUpper998] = f.ends(average, n, tau2, Confidence998, z998)
	for i := range l {
		l[i] *= multiplier
	}
	return l
}

// ends are the limits of one confidence as shares of 1.
func (f Funnel) ends(average, n, tau2 float64, c Confidence, z float64) (l, u float64) {
	switch {
	case tau2 > 0:
		// An approximation that is widened may still be narrower than the exact limits where few are expected.
		l, u = f.exact(average, n, c)
		widened := arcSineLimits
		if f.Kind == RateKind {
			widened = rootLimits
		}
		low, high := widened(average, n, z, tau2)
		return min(l, low), max(u, high)
	case f.Kind == RateKind || few(average, n):
		return f.exact(average, n, c)
	case f.Method == ArcSineLimits:
		return arcSineLimits(average, n, z, tau2)
	case f.Method == WilsonLimits:
		return wilson(average*n, n, c)
	}
	return scoreLimits(average, n, z)
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

// RatioLimits are FunnelPlotR's limits of a standardised ratio at an expected count: the target times the exact Poisson
// interval of the expected count, over that count (unadjusted limits of SR). They are here to reproduce its charts: the
// interval of an expectation is not where a count would lie, and at small expectations its lower end is above 0, so that
// no case at all would be "low". [Funnel.Place] with Target 1 has limits that are right at any size. An expectation or
// target of 0 or less is a [*SampleError].
func RatioLimits(expected, target decimal.Decimal) (Limits, error) {
	if err := checkRatio(expected, target); err != nil {
		return Limits{}, err
	}
	e, t := expected.InexactFloat64(), target.InexactFloat64()
	ends := func(c Confidence) (lower, upper decimal.Decimal) {
		l, u := exactPoisson(e, c)
		return decimal.NewFromFloat(t * l / e), decimal.NewFromFloat(t * u / e)
	}
	var result Limits
	result.Lower95, result.Upper95 = ends(Confidence95)
	result.Lower998, result.Upper998 = ends(Confidence998)
	return result, nil
}

func checkRatio(expected, target decimal.Decimal) error {
	if expected.Sign() <= 0 || target.Sign() <= 0 {
		return &SampleError{"n", fmt.Sprintf("the expected count is %s and the target %s: both must be above 0", expected, target)}
	}
	return nil
}

// WidenedRatioLimits are FunnelPlotR's limits of a standardised ratio, widened for over-dispersion by the variance between
// authorities that [RatioDispersion] found on the same scale: target · exp(∓ z·√(1/E + τ²)) on the logarithmic scale of the
// Summary Hospital-level Mortality Indicator, target · (1 ∓ z·√(1/(4E) + τ²))² on the root scale of the Care Quality
// Commission, of which the lower is 0 where the bracket is negative. The errors are those of [RatioLimits].
func WidenedRatioLimits(expected, target decimal.Decimal, scale RatioScale, d Dispersion) (Limits, error) {
	if err := checkRatio(expected, target); err != nil {
		return Limits{}, err
	}
	e, t := expected.InexactFloat64(), target.InexactFloat64()
	ends := func(c Confidence) (lower, upper decimal.Decimal) {
		var l, u float64
		if scale == RootScale {
			l, u = rootLimits(1, e, c.z(), d.tau2)
		} else {
			half := c.z() * math.Sqrt(1/e+d.tau2)
			l, u = math.Exp(-half), math.Exp(half)
		}
		return decimal.NewFromFloat(t * l), decimal.NewFromFloat(t * u)
	}
	var result Limits
	result.Lower95, result.Upper95 = ends(Confidence95)
	result.Lower998, result.Upper998 = ends(Confidence998)
	return result, nil
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
