package fixed_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// FuzzSum holds that a sum is that of decimals added one after another.
func FuzzSum(f *testing.F) {
	f.Add(int64(4130000), int8(-2), 3, int64(5), int8(6), 7)
	f.Add(int64(9223372036854775807), int8(-8), 2, int64(-9223372036854775808), int8(-8), -4)
	f.Add(int64(999999999999999999), int8(0), 30, int64(1), int8(-9), 0)
	f.Fuzz(func(t *testing.T, a int64, aExponent int8, n int, b int64, bExponent int8, m int) {
		x, y := decimal.New(a, int32(aExponent)/8), decimal.New(b, int32(bExponent)/8)
		want := decimal.Decimal{}
		var got fixed.Sum
		for range 12 {
			want = want.Add(x).Add(y.Mul(decimal.NewFromInt(int64(m)))).Add(x.Mul(decimal.NewFromInt(int64(n))))
			got.Add(x)
			got.AddTimes(y, m)
			got.AddTimes(x, n)
		}
		require.True(t, want.Equal(got.Decimal()), "%s, not %s", want, got.Decimal())
		require.Equal(t, want.Exponent(), got.Decimal().Exponent())
	})
}
