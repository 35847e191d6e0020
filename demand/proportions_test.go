package demand_test

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
)

func TestCompareShares_PublishedInterval(t *testing.T) {
	// Newcombe's interval of 7 of 34 against 1 of 34: 0.019 to 0.340 (Fagerland and others 2015).
	got, err := demand.CompareShares(demand.Share{Part: 7, Whole: 34}, demand.Share{Part: 1, Whole: 34}, 0)
	require.NoError(t, err)
	assert.Equal(t, "0.019", got.Lower.Round(3).String())
	assert.Equal(t, "0.34", got.Upper.Round(3).String())
	assert.True(t, got.Small, "four were to be expected in either")
	assert.True(t, got.P.Equal(got.FisherP))
}

func TestCompareShares_SmallBeginsUnderAnExpectedFive(t *testing.T) {
	for _, c := range []struct {
		first, second demand.Share
		small         bool
	}{
		{demand.Share{Part: 4, Whole: 20}, demand.Share{Part: 6, Whole: 20}, false}, // 5 of 20 expected
		{demand.Share{Part: 4, Whole: 20}, demand.Share{Part: 5, Whole: 20}, true},  // 4.5
		{demand.Share{Part: 15, Whole: 20}, demand.Share{Part: 16, Whole: 20}, true},
	} {
		got, err := demand.CompareShares(c.first, c.second, 0.95)
		require.NoError(t, err)
		assert.Equal(t, c.small, got.Small)
		z, ok := got.ZP.Decimal()
		require.True(t, ok)
		assert.Equal(t, !c.small, got.P.Equal(z))
	}
}

func TestCompareShares_Edges(t *testing.T) {
	none, err := demand.CompareShares(demand.Share{Part: 0, Whole: 5}, demand.Share{Part: 0, Whole: 9}, 0)
	require.NoError(t, err)
	want(t, "", none.Z)
	assert.Equal(t, "1", none.P.String())
	assert.False(t, none.Significant())
	same, err := demand.CompareShares(demand.Share{Part: 1, Whole: 3}, demand.Share{Part: 10, Whole: 30}, 0)
	require.NoError(t, err)
	assert.True(t, same.Difference.IsZero(), "equal shares differ by exactly nothing")
	for _, s := range []demand.Share{{1, 0}, {-1, 5}, {6, 5}} {
		_, err := demand.CompareShares(s, demand.Share{Part: 1, Whole: 2}, 0)
		var fault *demand.RateError
		require.ErrorAs(t, err, &fault)
	}
	_, err = demand.CompareShares(demand.Share{Part: 1, Whole: 2}, demand.Share{Part: 1, Whole: 2}, 95)
	require.Error(t, err)
}

// FuzzFisher holds the recurrence against the definition in exact fractions.
func FuzzFisher(f *testing.F) {
	f.Add(uint8(3), uint8(10), uint8(9), uint8(12))
	f.Add(uint8(0), uint8(20), uint8(5), uint8(20))
	f.Add(uint8(16), uint8(57), uint8(3), uint8(57))
	f.Fuzz(func(t *testing.T, x1, n1, x2, n2 uint8) {
		a, b := demand.Share{Part: int(x1), Whole: int(n1)}, demand.Share{Part: int(x2), Whole: int(n2)}
		if a.Whole == 0 || b.Whole == 0 || a.Part > a.Whole || b.Part > b.Whole {
			t.Skip("no share: a part is at most its whole")
		}
		got, err := demand.CompareShares(a, b, 0)
		require.NoError(t, err)
		ways := func(x int) *big.Int {
			first := new(big.Int).Binomial(int64(a.Whole), int64(x))
			return first.Mul(first, new(big.Int).Binomial(int64(b.Whole), int64(a.Part+b.Part-x)))
		}
		seen, tail, all := ways(a.Part), new(big.Int), new(big.Int)
		for x := max(0, a.Part+b.Part-b.Whole); x <= min(a.Whole, a.Part+b.Part); x++ {
			w := ways(x)
			all.Add(all, w)
			if w.Cmp(seen) <= 0 {
				tail.Add(tail, w)
			}
		}
		exact, _ := new(big.Rat).SetFrac(tail, all).Float64()
		assert.InDelta(t, exact, got.FisherP.InexactFloat64(), 1e-6*exact+1e-12)
		assert.True(t, got.Lower.LessThanOrEqual(got.Difference) && got.Difference.LessThanOrEqual(got.Upper))
	})
}

func TestCompareAll(t *testing.T) {
	// R's help page of prop.test: smokers 83, 90, 129, 70 of 86, 93, 136, 82 patients; chi-squared 12.6, 3 df, p = 0.005585.
	smokers := []demand.Share{{83, 86}, {90, 93}, {129, 136}, {70, 82}}
	all, err := demand.CompareAll(smokers)
	require.NoError(t, err)
	assert.Equal(t, []string{"12.6004", "0.005585"}, []string{all.ChiSquared.Round(4).String(), all.P.Round(6).String()})
	assert.Equal(t, 3, all.DF)
	// The same page of prop.trend.test: chi-squared 8.2249, p = 0.004132.
	trend, err := demand.TrendInShares(smokers)
	require.NoError(t, err)
	assert.Equal(t, []string{"8.2249", "0.004132"}, []string{trend.ChiSquared.Round(4).String(), trend.P.Round(6).String()})
	two, err := demand.CompareAll([]demand.Share{{15, 25}, {5, 20}})
	require.NoError(t, err)
	assert.Equal(t, "5.5125", two.ChiSquared.Round(6).String(), "two shares: the square of z")

	_, err = demand.CompareAll([]demand.Share{{0, 5}, {0, 6}})
	require.ErrorIs(t, err, demand.ErrDegenerate)
	_, err = demand.TrendInShares([]demand.Share{{5, 5}, {6, 6}})
	require.ErrorIs(t, err, demand.ErrDegenerate)
	_, err = demand.CompareAll(smokers[:1])
	require.Error(t, err)
	_, err = demand.TrendInShares([]demand.Share{{1, 2}, {1, 0}})
	require.Error(t, err)
}

func TestAdjust(t *testing.T) {
	p := []decimal.Decimal{dec("0.01"), dec("0.04"), dec("0.03"), dec("0.005")}
	for a, wanted := range map[demand.Adjustment][]string{
		// By hand: sorted 0.005, 0.01, 0.03, 0.04 times 4, 3, 2, 1, none below the one before.
		demand.Holm:              {"0.03", "0.06", "0.06", "0.02"},
		demand.BenjaminiHochberg: {"0.02", "0.04", "0.04", "0.02"},
		demand.Bonferroni:        {"0.04", "0.16", "0.12", "0.02"},
	} {
		for i, d := range demand.Adjust(p, a) {
			assert.True(t, d.Equal(dec(wanted[i])), "%s %d: %s", a, i, d)
		}
	}
	assert.Empty(t, demand.Adjust(nil, demand.Holm))
	assert.True(t, demand.Adjust([]decimal.Decimal{dec("0.6"), dec("0.7")}, demand.Bonferroni)[0].Equal(dec("1")))
}
