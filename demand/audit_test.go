package demand_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
)

func TestAudit_Shares(t *testing.T) {
	// The permanence team: 26 cases, 8 good, 10 requiring improvement, 8 inadequate (Oldham, action plan, 2019).
	a := demand.Audit{Name: "permanence", Good: 8, RequiresImprovement: 10, Inadequate: 8}
	assert.Equal(t, 26, a.Total())
	shares, err := a.Shares()
	require.NoError(t, err)
	require.Len(t, shares, 4)
	assert.Equal(t, demand.Good, shares[1].Grade)
	want(t, "31", shares[1].Percent.Value.Round(0))
	want(t, "17", shares[1].Percent.Lower.Round(0))
	want(t, "50", shares[1].Percent.Upper.Round(0))
	want(t, "0", shares[0].Percent.Lower)
	_, err = demand.Audit{}.Shares()
	require.Error(t, err)
	_, err = demand.Audit{Good: -1, Inadequate: 5}.Shares()
	require.Error(t, err)
}

func TestImpliedCounts_TheDisabilitiesTeam(t *testing.T) {
	counts, err := demand.ImpliedCounts(57, true, dec("23"), dec("72"), dec("5"))
	require.NoError(t, err)
	for i, n := range []int{13, 41, 3} {
		assert.True(t, counts[i].Determined())
		assert.Equal(t, n, counts[i].Low)
	}
}

func TestImpliedCounts_Edges(t *testing.T) {
	// 8 % of 35 is impossible: 2 is 5.71 and prints 6, 3 is 8.57 and prints 9.
	_, err := demand.ImpliedCounts(35, false, dec("8"))
	var fault *demand.SampleError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "8 % of 35 is impossible: 2 prints 6 and 3 prints 9", fault.Error())
	for name, make := range map[string]func() error{
		"no cases":                 func() error { _, err := demand.ImpliedCounts(0, false, dec("5")); return err },
		"beyond all":               func() error { _, err := demand.ImpliedCounts(10, false, dec("101")); return err },
		"negative":                 func() error { _, err := demand.ImpliedCounts(10, false, dec("-1")); return err },
		"seven places":             func() error { _, err := demand.ImpliedCounts(10, false, dec("1.0000000")); return err },
		"a set that is too much":   func() error { _, err := demand.ImpliedCounts(50, true, dec("60"), dec("60")); return err },
		"a set that is too little": func() error { _, err := demand.ImpliedCounts(50, true, dec("20"), dec("20")); return err },
	} {
		require.ErrorAs(t, make(), &fault, name)
	}
	// A tie may have been rounded either way: 1 of 8 is 12.5 and may print 12 or 13.
	for _, printed := range []string{"12", "13"} {
		c, err := demand.ImpliedCounts(8, false, dec(printed))
		require.NoError(t, err)
		assert.Equal(t, []int{1, 1}, []int{c[0].Low, c[0].High})
	}
	open, err := demand.ImpliedCounts(100, false, dec("60"), dec("30"))
	require.NoError(t, err)
	assert.Equal(t, 60, open[0].High)
}

// FuzzImpliedCounts holds the bounds against every count there is.
func FuzzImpliedCounts(f *testing.F) {
	f.Add(uint16(57), uint16(23), uint8(0))
	f.Add(uint16(35), uint16(8), uint8(0))
	f.Add(uint16(999), uint16(125), uint8(1))
	f.Fuzz(func(t *testing.T, n, digits uint16, places uint8) {
		if n == 0 || n > 2000 || places > 1 || int(digits) > []int{100, 1000}[places] {
			t.Skip("only shares of 0 to 100% of up to 2,000, printed to at most one place, are counted by hand")
		}
		printed := decimal.New(int64(digits), -int32(places))
		half := decimal.New(5, -int32(places)-1)
		low, high := -1, -1
		for k := range int(n) + 1 {
			gap := decimal.NewFromInt(int64(k)*100).DivRound(decimal.NewFromInt(int64(n)), 20).Sub(printed).Abs()
			if gap.LessThanOrEqual(half) {
				if low < 0 {
					low = k
				}
				high = k
			}
		}
		got, err := demand.ImpliedCounts(int(n), false, printed)
		if low < 0 {
			require.Error(t, err)
			return
		}
		require.NoError(t, err)
		assert.Equal(t, []int{low, high}, []int{got[0].Low, got[0].High})
	})
}

func TestCompareAudits_TheSameCasesReviewedAgain(t *testing.T) {
	april, june := demand.Audit{RequiresImprovement: 41, Inadequate: 16}, demand.Audit{Good: 13, RequiresImprovement: 41, Inadequate: 3}
	c, err := demand.CompareAudits(april, june, demand.Inadequate, true)
	require.NoError(t, err)
	// At the fewest, 13 improved and none fell: p = 2 / 2^13. At the most, 16 improved and 3 fell: p = 2·1,160 / 2^19.
	assert.Equal(t, []string{"0.000244140625", "0.00442504882813"}, []string{c.LowP.String(), c.HighP.Round(14).String()})
	assert.True(t, c.Shown)
	assert.Equal(t, []string{demand.NoteSameCases}, codesOf(c.Notes))
	assert.Equal(t, "-22.8", c.Difference.Round(1).String())

	apart, err := demand.CompareAudits(april, june, demand.Inadequate, false)
	require.NoError(t, err)
	assert.True(t, apart.Shown)
	assert.Equal(t, "two-proportion z test", apart.Method)
	// Newcombe by hand, from the Wilson intervals 1.8 to 14.4 of 3 in 57 and 18.0 to 40.8 of 16 in 57:
	// −22.8 − √(3.5² + 12.7²) and −22.8 + √(9.1² + 10.0²).
	want(t, "-36", apart.Lower.Round(0))
	want(t, "-9.3", apart.Upper.Round(1))

	little, err := demand.CompareAudits(demand.Audit{Good: 8, Inadequate: 18}, demand.Audit{Good: 10, Inadequate: 16}, demand.Good, false)
	require.NoError(t, err)
	assert.False(t, little.Shown)
	assert.Contains(t, little.Summary, "chance alone could give this")

	_, err = demand.CompareAudits(demand.Audit{}, june, demand.Good, false)
	require.Error(t, err)
	_, err = demand.CompareAudits(demand.Audit{Good: 5}, june, demand.Good, true)
	require.Error(t, err)
}

func TestAgainstTarget(t *testing.T) {
	v, err := demand.AgainstTarget(demand.Share{Part: 8, Whole: 26}, dec("55"))
	require.NoError(t, err)
	assert.Equal(t, demand.Lower, v.Verdict)
	assert.Equal(t, "8 of 26 is 31 %, and anything from 17 to 50 % is compatible with it; the target is 55 %: the sample shows that the target is not reached", v.Summary)
	want(t, "20", v.Needed)
	within, err := demand.AgainstTarget(demand.Share{Part: 8, Whole: 26}, dec("45"))
	require.NoError(t, err)
	assert.Equal(t, demand.Similar, within.Verdict)
	passed, err := demand.AgainstTarget(demand.Share{Part: 26, Whole: 26}, dec("85"))
	require.NoError(t, err)
	assert.Equal(t, demand.Higher, passed.Verdict)
	hopeless, err := demand.AgainstTarget(demand.Share{Part: 5, Whole: 5}, dec("85"))
	require.NoError(t, err)
	assert.Equal(t, demand.Similar, hopeless.Verdict)
	want(t, "", hopeless.Needed)
	for _, target := range []string{"-1", "101"} {
		_, err := demand.AgainstTarget(demand.Share{Part: 1, Whole: 2}, dec(target))
		require.Error(t, err)
	}
	_, err = demand.AgainstTarget(demand.Share{}, dec("5"))
	require.Error(t, err)
}
