package scrutiny

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
)

// The small fractions give what big.Rat gives, also where they overflow into it.
func FuzzRatio_AgreesWithBigRat(f *testing.F) {
	f.Add(int64(1), int64(2), int64(3), int64(4))
	f.Add(int64(math.MaxInt64), int64(3), int64(math.MaxInt64), int64(2))
	f.Add(int64(math.MinInt64+1), int64(7), int64(math.MaxInt64), int64(math.MaxInt64))
	f.Add(int64(-5), int64(1), int64(0), int64(9))
	f.Fuzz(func(t *testing.T, an, ad, bn, bd int64) {
		if ad == 0 || bd == 0 || min(an, ad, bn, bd) == math.MinInt64 {
			return
		}
		a, b := newRatio(an, ad), newRatio(bn, bd)
		ra, rb := big.NewRat(an, ad), big.NewRat(bn, bd)
		same := func(got *ratio, want *big.Rat) {
			t.Helper()
			require.Zero(t, want.Cmp(got.rat()), "%s and %s: %s, want %s", ra, rb, got.rat(), want)
			require.Equal(t, want.Sign(), got.Sign())
			require.Equal(t, want.IsInt(), got.IsInt())
			require.Zero(t, want.Num().Cmp(got.Num()))
			require.Zero(t, want.Denom().Cmp(got.Denom()))
		}
		same(new(ratio).Add(a, b), new(big.Rat).Add(ra, rb))
		same(new(ratio).Sub(a, b), new(big.Rat).Sub(ra, rb))
		same(new(ratio).Mul(a, b), new(big.Rat).Mul(ra, rb))
		same(new(ratio).Abs(a), new(big.Rat).Abs(ra))
		if bn != 0 {
			same(new(ratio).Quo(a, b), new(big.Rat).Quo(ra, rb))
			same(new(ratio).Inv(b), new(big.Rat).Inv(rb))
		}
		big1 := new(ratio).Mul(new(ratio).Mul(a, a), a)
		same(new(ratio).Add(big1, b), new(big.Rat).Add(new(big.Rat).Mul(new(big.Rat).Mul(ra, ra), ra), rb))
		require.Equal(t, ra.Cmp(rb), a.Cmp(b))
		for _, step := range []*ratio{newRatio(1, 1), newRatio(1, 10), newRatio(1000, 1)} {
			for rule := Nearest; rule <= Floor; rule++ {
				v := rule.round(a, step)
				require.True(t, rule.span(v, step).contains(a), "%s by %s is %s", ra, rule, v.rat())
			}
		}
	})
}
