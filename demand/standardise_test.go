package demand_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/rag"
)

func stratum(count, people, standard int64) demand.Stratum {
	return demand.Stratum{Count: decimal.NewFromInt(count), Population: decimal.NewFromInt(people), Standard: decimal.NewFromInt(standard)}
}

// By hand: (2,000 · 10/1,000 + 3,000 · 40/2,000) / 5,000 = 80 / 5,000 = 0.016; variance (10 · 2² + 40 · 1.5²) / 5,000² =
// 130 / 25,000,000 = 5.2e-6; √(5.2e-6 / 50) = 3.2249e-4. Byar's limits of 50 at 95 % are 37.1085 and 65.9211.
func TestDirectlyStandardised(t *testing.T) {
	strata := []demand.Stratum{stratum(10, 1000, 2000), stratum(40, 2000, 3000)}
	r, err := demand.DirectlyStandardised(strata, 10_000, 0)
	require.NoError(t, err)
	close := func(want float64, v demand.Value) {
		t.Helper()
		d, ok := v.Decimal()
		require.True(t, ok)
		assert.InDelta(t, want, d.InexactFloat64(), 0.01)
	}
	close(160, r.Value)
	scale := math.Sqrt(5.2e-6/50) * 10_000
	close(160+scale*(37.1085-50), r.Lower)
	close(160+scale*(65.9211-50), r.Upper)

	_, err = demand.DirectlyStandardised([]demand.Stratum{stratum(4, 1000, 1), stratum(6, 1000, 1)}, 1000, 0)
	require.NoError(t, err, "ten events are enough")
	for name, s := range map[string][]demand.Stratum{
		"nine events": {stratum(9, 1000, 1)}, "no people": {stratum(20, 0, 1)}, "no standard": {stratum(20, 10, 0)}, "negative": {stratum(-20, 10, 1)}, "none": nil,
	} {
		_, err := demand.DirectlyStandardised(s, 1000, 0)
		var fault *demand.SampleError
		require.ErrorAs(t, err, &fault, name)
	}
	_, err = demand.DirectlyStandardised(strata, 0, 0)
	require.Error(t, err)
	_, err = demand.DirectlyStandardised(strata, 1, 95)
	require.Error(t, err)
}

// By hand: 100/10,000 · 1,000 + 300/20,000 · 2,000 = 10 + 30 = 40 expected of 50 seen; the reference's crude rate is 400 of
// 30,000.
func TestIndirectlyStandardised(t *testing.T) {
	band := func(count, people, refCount, refPeople int64) demand.Stratum {
		s := stratum(count, people, 0)
		s.ReferenceCount, s.ReferencePopulation = decimal.NewFromInt(refCount), decimal.NewFromInt(refPeople)
		return s
	}
	strata := []demand.Stratum{band(10, 1000, 100, 10_000), band(40, 2000, 300, 20_000)}
	s, err := demand.IndirectlyStandardised(strata, 10_000, 0)
	require.NoError(t, err)
	assert.Equal(t, "40", s.Expected.String())
	assert.Equal(t, "1.25", s.Ratio.Value.String())
	assert.Equal(t, "166.67", s.Rate.Value.Round(2).String())
	assert.Equal(t, "0.928 (Byars)", fmt.Sprint(s.Ratio.Lower.Round(3), " (", s.Ratio.Method, ")"))
	for name, wrong := range map[string][]demand.Stratum{"no reference": {band(1, 1, 1, 0)}, "nothing expected": {band(1, 1, 0, 10)}, "none": nil} {
		_, err := demand.IndirectlyStandardised(wrong, 1000, 0)
		var fault *demand.SampleError
		require.ErrorAs(t, err, &fault, name)
	}
}

// The examples of R's help page of poisson.test: 11 of 800 against 21 of 3,011, and 137 where 24.19893 are expected.
func TestCompareRates_AsRsPoissonTest(t *testing.T) {
	r, err := demand.CompareRates(demand.Events{Count: 11, Base: dec("800")}, demand.Events{Count: 21, Base: dec("3011")}, 0)
	require.NoError(t, err)
	assert.Equal(t, "0.07967", r.P.Round(5).String())
	assert.Equal(t, "1.971488", r.Ratio.Value.Round(6).String())
	assert.Equal(t, "0.8584264", r.Ratio.Lower.Round(7).String())
	assert.Equal(t, "4.2772659", r.Ratio.Upper.Round(7).String())

	none, err := demand.CompareRates(demand.Events{Count: 3, Base: dec("10")}, demand.Events{Base: dec("10")}, 0)
	require.NoError(t, err)
	_, missing := none.Ratio.Value.Missing()
	assert.True(t, missing, "a ratio to no event is not a number")
	_, missing = none.Ratio.Upper.Missing()
	assert.True(t, missing)
	assert.Equal(t, "0.25", none.P.Round(10).String(), "three heads or three tails")
	for name, pair := range map[string][2]demand.Events{
		"no base": {{Count: 1}, {Count: 1, Base: dec("1")}}, "negative": {{Count: -1, Base: dec("1")}, {Count: 1, Base: dec("1")}}, "no event": {{Base: dec("1")}, {Base: dec("1")}},
	} {
		_, err := demand.CompareRates(pair[0], pair[1], 0)
		var fault *demand.SampleError
		require.ErrorAs(t, err, &fault, name)
	}
}

func TestPoissonP(t *testing.T) {
	// Against the sum written out: of 5 expected, 1 has probability 0.0337; no likelier are 0, 1 and 9 and more.
	p, err := demand.PoissonP(1, dec("5"))
	require.NoError(t, err)
	assert.InDelta(t, poissonAtMost(1, 5)+1-poissonAtMost(9, 5)+0, p.InexactFloat64(), 1e-12, "9 has probability 0.0363, 10 has 0.0181")
	p, err = demand.PoissonP(5, dec("5"))
	require.NoError(t, err)
	assert.InDelta(t, 1, p.InexactFloat64(), 1e-9)
	p, err = demand.PoissonP(137, dec("24.19893"))
	require.NoError(t, err)
	assert.True(t, p.LessThan(dec("2.2e-16")) && p.IsPositive())
	_, err = demand.PoissonP(1, dec("0"))
	require.Error(t, err)
	_, err = demand.PoissonP(-1, dec("1"))
	require.Error(t, err)
}

// Newcombe 1998 (Statistics in Medicine 17, 857), table I, method 4.
func TestWilsonCorrected_AsNewcombePrintsIt(t *testing.T) {
	for _, c := range []struct {
		x, n         int
		lower, upper string
	}{{81, 263, "0.2535", "0.3682"}, {15, 148, "0.0598", "0.1644"}, {0, 20, "0", "0.2005"}, {1, 29, "0.0018", "0.1963"}, {20, 20, "0.7995", "1"}} {
		s := demand.Count(c.x, c.n, demand.Proportion, 1)
		s.Method = demand.WilsonCorrected
		i, err := s.Interval()
		require.NoError(t, err)
		assert.Equal(t, []string{c.lower, c.upper}, []string{i.Lower.Round(4).String(), i.Upper.Round(4).String()}, "%d of %d", c.x, c.n)
	}
}

// Newcombe 1998 (Statistics in Medicine 17, 873), table II: 56 of 70 against 48 of 80 by Miettinen and Nurminen.
func TestCompareShares_ScoreInterval(t *testing.T) {
	r, err := demand.CompareShares(demand.Share{Part: 56, Whole: 70}, demand.Share{Part: 48, Whole: 80}, 0)
	require.NoError(t, err)
	assert.Equal(t, []string{"0.0528", "0.3382"}, []string{r.ScoreLower.Round(4).String(), r.ScoreUpper.Round(4).String()})
	same, err := demand.CompareShares(demand.Share{Part: 0, Whole: 10}, demand.Share{Part: 0, Whole: 10}, 0)
	require.NoError(t, err)
	assert.InDelta(t, 0, same.ScoreLower.Add(same.ScoreUpper).InexactFloat64(), 1e-9, "nothing against nothing is the same both ways")
	for _, pair := range [][4]int{{10, 10, 0, 10}, {0, 10, 10, 10}, {3, 7, 1, 90}, {1, 1, 0, 1}} {
		r, err := demand.CompareShares(demand.Share{Part: pair[0], Whole: pair[1]}, demand.Share{Part: pair[2], Whole: pair[3]}, 0)
		require.NoError(t, err)
		assert.True(t, r.ScoreLower.LessThanOrEqual(r.Difference) && r.Difference.LessThanOrEqual(r.ScoreUpper), "%v", pair)
		assert.True(t, r.ScoreLower.GreaterThanOrEqual(dec("-1")) && r.ScoreUpper.LessThanOrEqual(dec("1")), "%v", pair)
	}
}

func TestJudgeIntervals_TwoThatTouchAreSimilar(t *testing.T) {
	between := func(low, high string) demand.Interval {
		return demand.Interval{Lower: demand.Number(dec(low)), Upper: demand.Number(dec(high))}
	}
	for _, c := range []struct {
		a, b demand.Interval
		want demand.Verdict
	}{
		{between("10", "20"), between("20", "30"), demand.Similar},
		{between("10", "19.9"), between("20", "30"), demand.Better},
		{between("30.1", "40"), between("20", "30"), demand.Worse},
		{between("30", "40"), between("20", "30"), demand.Similar},
		{between("10", "40"), demand.Interval{Lower: demand.Number(dec("1"))}, demand.NoVerdict},
	} {
		assert.Equal(t, c.want, demand.JudgeIntervals(c.a, c.b, rag.LowerBetter))
	}
}

// How do 50 referrals of exploitation stand to what the ages of the area's children would let one expect?
func ExampleIndirectlyStandardised() {
	band := func(count, people, refCount, refPeople int64) demand.Stratum {
		d := decimal.NewFromInt
		return demand.Stratum{Count: d(count), Population: d(people), ReferenceCount: d(refCount), ReferencePopulation: d(refPeople)}
	}
	s, err := demand.IndirectlyStandardised([]demand.Stratum{band(10, 1000, 100, 10_000), band(40, 2000, 300, 20_000)}, 10_000, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s seen, %s expected: ratio %s\n", s.Observed, s.Expected, s.Ratio)
	// Output:
	// 50 seen, 40 expected: ratio 1.25 (0.9277 to 1.648, 95 %, Byars)
}
