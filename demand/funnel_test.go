package demand_test

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
)

func points(pairs ...int64) []demand.FunnelPoint {
	var all []demand.FunnelPoint
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, demand.FunnelPoint{Name: string(rune('a' + i/2)), X: decimal.NewFromInt(pairs[i]), N: decimal.NewFromInt(pairs[i+1])})
	}
	return all
}

func TestFunnel_ScoreLimitsAreWhereTheWilsonIntervalTouchesTheAverage(t *testing.T) {
	average := dec("0.2")
	// From 10 expected on; under that the limits are exact.
	for _, n := range []int64{50, 57, 400, 60_000} {
		l, err := demand.LimitsAt(average, decimal.NewFromInt(n), demand.Proportion, demand.ScoreLimits, decimal.Decimal{})
		require.NoError(t, err)
		size := decimal.NewFromInt(n)
		touch := func(limit decimal.Decimal, c demand.Confidence, upper bool) {
			i, err := demand.Sample{X: limit.Mul(size), N: size, Confidence: c}.Interval()
			require.NoError(t, err)
			end := i.Lower
			if upper {
				end = i.Upper
			}
			d, _ := end.Decimal()
			assert.InDelta(t, 0.2, d.InexactFloat64(), 1e-9)
		}
		touch(l.Upper95, demand.Confidence95, false)
		touch(l.Upper998, demand.Confidence998, false)
		if l.Lower95.IsPositive() {
			touch(l.Lower95, demand.Confidence95, true)
		}
		if l.Lower998.IsPositive() {
			touch(l.Lower998, demand.Confidence998, true)
		}
	}
}

// poissonAtMost and binomialAtMost add the probabilities up, term by term.
func poissonAtMost(k int, mean float64) float64 {
	term, sum := math.Exp(-mean), 0.0
	for i := range k + 1 {
		if i > 0 {
			term *= mean / float64(i)
		}
		sum += term
	}
	return sum
}

func binomialAtMost(k, n int, p float64) float64 {
	sum := 0.0
	for i := range k + 1 {
		lg := func(x int) float64 { v, _ := math.Lgamma(float64(x + 1)); return v }
		sum += math.Exp(lg(n) - lg(i) - lg(n-i) + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
	}
	return sum
}

func TestFunnel_ARateIsOutsideExactlyWhenItsTailProbabilityIs(t *testing.T) {
	for _, e := range []float64{0.02, 0.42, 1, 3.68, 3.69, 5, 6.9, 6.91, 10, 40.67, 300} {
		n := decimal.NewFromInt(1000)
		l, err := demand.LimitsAt(decimal.NewFromFloat(e), n, demand.RateKind, demand.ScoreLimits, n)
		require.NoError(t, err)
		low95, low998 := l.Lower95.InexactFloat64(), l.Lower998.InexactFloat64()
		up95, up998 := l.Upper95.InexactFloat64(), l.Upper998.InexactFloat64()
		assert.True(t, low998 <= low95 && low95 < e && e < up95 && up95 < up998, "%v: %v", e, l)
		for x := range int(2*e + 20) {
			atMost, atLeast := poissonAtMost(x, e), 1-poissonAtMost(x-1, e)
			assert.Equal(t, atMost < 0.025, float64(x) < low95, "%d of %v", x, e)
			assert.Equal(t, atMost < 0.001, float64(x) < low998, "%d of %v", x, e)
			if atLeast > 1e-9 { // the rest is lost by subtracting from 1
				assert.Equal(t, atLeast < 0.025, float64(x) > up95, "%d of %v", x, e)
				assert.Equal(t, atLeast < 0.001, float64(x) > up998, "%d of %v", x, e)
			}
		}
	}
}

func TestFunnel_WhereFewAreExpectedEveryMethodIsExact(t *testing.T) {
	for _, size := range []struct {
		n int
		p float64
	}{{10, 0.05}, {10, 0.95}, {60, 0.007}, {60, 0.993}, {19, 0.5}, {120, 0.08}, {400, 0.001}} {
		for _, method := range []demand.FunnelMethod{demand.ScoreLimits, demand.ArcSineLimits, demand.WilsonLimits} {
			l, err := demand.LimitsAt(decimal.NewFromFloat(size.p), decimal.NewFromInt(int64(size.n)), demand.Proportion, method, decimal.Decimal{})
			require.NoError(t, err)
			for x := range size.n + 1 {
				share := float64(x) / float64(size.n)
				atMost, atLeast := binomialAtMost(x, size.n, size.p), binomialAtMost(size.n-x, size.n, 1-size.p)
				assert.Equal(t, atMost < 0.025, share < l.Lower95.InexactFloat64(), "%s: %d of %v", method, x, size)
				assert.Equal(t, atMost < 0.001, share < l.Lower998.InexactFloat64(), "%s: %d of %v", method, x, size)
				assert.Equal(t, atLeast < 0.025, share > l.Upper95.InexactFloat64(), "%s: %d of %v", method, x, size)
				assert.Equal(t, atLeast < 0.001, share > l.Upper998.InexactFloat64(), "%s: %d of %v", method, x, size)
			}
		}
	}
}

func TestFunnel_TenExpectedOnEitherSideIsWhereTheApproximationBegins(t *testing.T) {
	// The Wilson interval of the average at 0.1 of 100 begins at 0.0552 (R, prop.test); the exact limit at 99 lies lower.
	for n, exact := range map[int64]bool{99: true, 100: false, 101: false} {
		l, err := demand.LimitsAt(dec("0.1"), decimal.NewFromInt(n), demand.Proportion, demand.WilsonLimits, decimal.Decimal{})
		require.NoError(t, err)
		assert.Equal(t, exact, l.Lower95.LessThan(dec("0.05")), "%d: %s", n, l.Lower95)
		high, err := demand.LimitsAt(dec("0.9"), decimal.NewFromInt(n), demand.Proportion, demand.WilsonLimits, decimal.Decimal{})
		require.NoError(t, err)
		assert.Equal(t, exact, high.Upper95.GreaterThan(dec("0.95")), "%d: %s", n, high.Upper95)
	}
}

func TestFunnel_WidenedLimitsAreNeverInsideTheExactOnes(t *testing.T) {
	for _, kind := range []demand.Kind{demand.RateKind, demand.Proportion} {
		f := demand.Funnel{Points: points(0, 60, 1, 60, 2, 300, 5, 300, 12, 1000, 60, 2000, 10, 3000), Kind: kind, Overdispersed: true}
		if kind == demand.Proportion {
			f.Method = demand.ArcSineLimits
		}
		wide, err := f.Place()
		require.NoError(t, err)
		require.True(t, wide.Dispersion.Tau2.IsPositive())
		f.Overdispersed = false
		plain, err := f.Place()
		require.NoError(t, err)
		for i, p := range plain.Places() {
			if kind == demand.Proportion && i > 4 {
				continue // 12 of 1,000 and more are not few
			}
			w := wide.Places()[i].Limits()
			assert.True(t, w.Lower95.LessThanOrEqual(p.Limits().Lower95) && w.Lower998.LessThanOrEqual(p.Limits().Lower998), "%s %s", kind, p.Name())
			assert.True(t, w.Upper95.GreaterThanOrEqual(p.Limits().Upper95) && w.Upper998.GreaterThanOrEqual(p.Limits().Upper998), "%s %s", kind, p.Name())
		}
	}
}

func TestFunnel_APlaceWithoutACountIsNotPlaced(t *testing.T) {
	all := points(10, 100, 30, 120, 12, 90)
	all = append(all[:1], append([]demand.FunnelPoint{{Name: "hidden", N: dec("110"), Absent: true, Reason: demand.Confidential}}, all[1:]...)...)
	r, err := demand.Funnel{Points: all}.Place()
	require.NoError(t, err)
	require.Len(t, r.Places(), 3)
	assert.Equal(t, []int{0, 2, 3}, []int{r.Places()[0].Index, r.Places()[1].Index, r.Places()[2].Index})
	assert.Equal(t, "120", r.Places()[1].N().String())
	assert.Equal(t, "hidden", r.NotPlaced[0].Name)
	assert.Equal(t, "0.1677", r.Average.Round(4).String(), "52 of 310: the hidden place takes no part")
	for _, few := range [][]demand.FunnelPoint{all[:2], {all[1]}} {
		_, err := demand.Funnel{Points: few}.Place()
		var fault *demand.SampleError
		require.ErrorAs(t, err, &fault)
	}
}

func TestFunnel_RatiosAreHeldToTheTargetAndNotToTheirAverage(t *testing.T) {
	// 20 where 12 are expected: 20 or more have probability 0.0213 (one less the Poisson sum to 19).
	f := demand.Funnel{Points: points(20, 12, 45, 30), Kind: demand.RateKind, Target: dec("1"), Polarity: rag.LowerBetter}
	r, err := f.Place()
	require.NoError(t, err)
	assert.Equal(t, "1", r.Target.String())
	assert.Equal(t, "1.55", r.Average.Round(2).String())
	assert.Equal(t, []demand.Verdict{demand.Worse, demand.Worse}, []demand.Verdict{r.Places()[0].Verdict, r.Places()[1].Verdict})
	f.Target = decimal.Decimal{}
	r, err = f.Place()
	require.NoError(t, err)
	assert.Equal(t, demand.Similar, r.Places()[0].Verdict)
	f.Target = dec("-1")
	_, err = f.Place()
	require.Error(t, err)
}

func TestWidenedRatioLimits(t *testing.T) {
	d, err := demand.RatioDispersion(points(20, 10, 5, 20, 40, 30, 18, 40, 90, 50, 33, 60), demand.LogScale, 0)
	require.NoError(t, err)
	tau2 := d.Tau2.InexactFloat64()
	require.Positive(t, tau2)
	l, err := demand.WidenedRatioLimits(dec("25"), dec("1"), demand.LogScale, d)
	require.NoError(t, err)
	assert.InDelta(t, math.Exp(-1.959963985*math.Sqrt(0.04+tau2)), l.Lower95.InexactFloat64(), 1e-9)
	assert.InDelta(t, math.Exp(3.090232306*math.Sqrt(0.04+tau2)), l.Upper998.InexactFloat64(), 1e-8)
	l, err = demand.WidenedRatioLimits(dec("25"), dec("2"), demand.RootScale, demand.Dispersion{})
	require.NoError(t, err)
	assert.InDelta(t, 2*math.Pow(1-0.1959963985, 2), l.Lower95.InexactFloat64(), 1e-9)
	l, err = demand.WidenedRatioLimits(dec("0.1"), dec("1"), demand.RootScale, demand.Dispersion{})
	require.NoError(t, err)
	assert.True(t, l.Lower95.IsZero(), "the bracket is negative: no square may turn it")
	_, err = demand.WidenedRatioLimits(dec("0"), dec("1"), demand.RootScale, demand.Dispersion{})
	require.Error(t, err)
}

func TestFunnel_Place(t *testing.T) {
	f := demand.Funnel{Points: points(10, 100, 30, 100, 22, 200), Multiplier: dec("100"), Polarity: rag.LowerBetter}
	r, err := f.Place()
	require.NoError(t, err)
	assert.Equal(t, "15.5", r.Average.String())
	assert.Equal(t, []demand.Verdict{demand.Similar, demand.Worse, demand.Similar}, []demand.Verdict{r.Places()[0].Verdict, r.Places()[1].Verdict, r.Places()[2].Verdict})
	assert.Equal(t, "High (0.001)", r.Places()[1].Significance())
	assert.Equal(t, demand.Confidence998, r.Places()[1].Confidence)

	f.Method = demand.ArcSineLimits
	plain, err := f.Place()
	require.NoError(t, err)
	f.Overdispersed = true
	wide, err := f.Place()
	require.NoError(t, err)
	assert.True(t, wide.Dispersion.Tau2.IsPositive())
	for i := range plain.Places() {
		assert.True(t, wide.Places()[i].Limits().Upper95.GreaterThan(plain.Places()[i].Limits().Upper95))
		assert.True(t, wide.Places()[i].Limits().Lower95.LessThan(plain.Places()[i].Limits().Lower95))
	}
	f.Method = demand.WilsonLimits
	f.Overdispersed = false
	_, err = f.Place()
	require.NoError(t, err)

	rates := demand.Funnel{Points: points(10, 100, 300, 100, 22, 200), Kind: demand.RateKind, Multiplier: dec("10000"), Overdispersed: true}
	_, err = rates.Place()
	require.NoError(t, err)
}

func TestFunnel_Refuses(t *testing.T) {
	for name, f := range map[string]demand.Funnel{
		"one authority":              {Points: points(1, 2)},
		"a part beyond its whole":    {Points: points(1, 2, 5, 4)},
		"no base":                    {Points: points(1, 2, 5, 0), Kind: demand.RateKind},
		"a negative count":           {Points: points(1, 2, -5, 5), Kind: demand.RateKind},
		"score limits widened":       {Points: points(1, 2, 3, 4), Overdispersed: true},
		"arc sine limits of rates":   {Points: points(1, 2, 3, 4), Kind: demand.RateKind, Method: demand.ArcSineLimits},
		"half of the scores trimmed": {Points: points(1, 2, 3, 4), Trim: 0.5},
		"a negative multiplier":      {Points: points(1, 2, 3, 4), Multiplier: dec("-1")},
	} {
		_, err := f.Place()
		var fault *demand.SampleError
		require.ErrorAs(t, err, &fault, name)
	}
	for _, f := range []demand.Funnel{{Points: points(0, 2, 0, 4)}, {Points: points(2, 2, 4, 4)}} {
		_, err := f.Place()
		require.ErrorIs(t, err, demand.ErrDegenerate)
	}
	_, err := demand.LimitsAt(dec("0"), dec("1"), demand.Proportion, demand.ScoreLimits, dec("1"))
	require.ErrorIs(t, err, demand.ErrDegenerate)
	_, err = demand.LimitsAt(dec("0.1"), dec("0"), demand.Proportion, demand.ScoreLimits, dec("1"))
	require.Error(t, err)
	_, err = demand.RatioLimits(dec("0"), dec("1"))
	require.Error(t, err)
	_, err = demand.RatioDispersion(points(0, 5), demand.LogScale, 0)
	require.Error(t, err)
	_, err = demand.RatioDispersion(points(1, 0), demand.RootScale, 0)
	require.Error(t, err)
}

func TestExpectedOnLimits_MeetTheObservedCount(t *testing.T) {
	for _, observed := range []int{1, 5, 20, 400} {
		e, err := demand.ExpectedOnLimits(observed)
		require.NoError(t, err)
		i, err := demand.Sample{X: decimal.NewFromInt(int64(observed)), N: dec("1"), Kind: demand.RateKind, Method: demand.ExactPoisson}.Interval()
		require.NoError(t, err)
		// The expectations at which o is just on a limit are the ends of o's own exact interval.
		low, _ := i.Lower.Decimal()
		high, _ := i.Upper.Decimal()
		assert.InEpsilon(t, high.InexactFloat64(), e.Lower95.InexactFloat64(), 1e-9)
		assert.InEpsilon(t, low.InexactFloat64(), e.Upper95.InexactFloat64(), 1e-9)
	}
	_, err := demand.ExpectedOnLimits(0)
	require.Error(t, err)
}

func TestReadFunnel(t *testing.T) {
	got, err := demand.ReadFunnel(strings.NewReader("n,name,x\n100,Oldham,7\n"))
	require.NoError(t, err)
	assert.Equal(t, "Oldham", got[0].Name)
	for text, phrase := range map[string]string{
		"name,x,n\na,many,1\n": "line 2, column 2 (x)", "name,x,n\na,1,0\n": "line 2, column 3 (n)", "name,x,n\na,-1,5\n": "cannot be negative", "name,x,n\na,1,NaN\n": "finite", "": "empty",
	} {
		_, err := demand.ReadFunnel(strings.NewReader(text))
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault)
		assert.Contains(t, fault.Error(), phrase)
	}
}
