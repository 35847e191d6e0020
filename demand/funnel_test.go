package demand_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
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
	for _, n := range []int64{20, 57, 400, 60_000} {
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

func TestFunnel_RateLimitsAreExactPoisson(t *testing.T) {
	// 10 expected: 4.795 to 18.390 at 95 % (Garwood).
	l, err := demand.LimitsAt(dec("100"), dec("1000"), demand.RateKind, demand.ScoreLimits, dec("10000"))
	require.NoError(t, err)
	assert.Equal(t, []string{"47.95", "183.9"}, []string{l.Lower95.Round(2).String(), l.Upper95.Round(2).String()})
}

func TestFunnel_Place(t *testing.T) {
	f := demand.Funnel{Points: points(10, 100, 30, 100, 22, 200), Multiplier: dec("100"), Polarity: rag.LowerBetter}
	r, err := f.Place()
	require.NoError(t, err)
	assert.Equal(t, "15.5", r.Average.String())
	assert.Equal(t, []demand.Verdict{demand.Similar, demand.Worse, demand.Similar}, []demand.Verdict{r.Points[0].Verdict, r.Points[1].Verdict, r.Points[2].Verdict})
	assert.Equal(t, "High (0.001)", r.Points[1].Significance)
	assert.Equal(t, demand.Confidence998, r.Points[1].Confidence)

	f.Method = demand.ArcSineLimits
	plain, err := f.Place()
	require.NoError(t, err)
	f.Overdispersed = true
	wide, err := f.Place()
	require.NoError(t, err)
	assert.True(t, wide.Dispersion.Tau2.IsPositive())
	for i := range plain.Points {
		assert.True(t, wide.Points[i].Limits.Upper95.GreaterThan(plain.Points[i].Limits.Upper95))
		assert.True(t, wide.Points[i].Limits.Lower95.LessThan(plain.Points[i].Limits.Lower95))
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
		var fault *demand.InputError
		require.ErrorAs(t, err, &fault)
		assert.Contains(t, fault.Error(), phrase)
	}
}
