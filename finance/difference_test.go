package finance_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// FuzzVariance_AsSums holds that sums of amounts of any size are those of plain subtraction.
func FuzzVariance_AsSums(f *testing.F) {
	f.Add(int64(4130000), int8(-2), int64(5338700), int8(-2), int64(-35400), int8(-2))
	f.Add(int64(999999999999999999), int8(3), int64(-999999999999999999), int8(-3), int64(1), int8(-5))
	f.Add(int64(-9223372036854775808), int8(0), int64(9223372036854775807), int8(0), int64(-1), int8(0))
	f.Fuzz(func(t *testing.T, a int64, aExponent int8, b int64, bExponent int8, c int64, cExponent int8) {
		x, y, z := decimal.New(a, int32(aExponent)/4), decimal.New(b, int32(bExponent)/4), decimal.New(c, int32(cExponent)/4)
		same := func(want, got decimal.Decimal) {
			t.Helper()
			assert.True(t, want.Equal(got) && want.Exponent() == got.Exponent(), "%s, not %s", want, got)
		}
		same(y.Add(z).Sub(x), finance.Line{Budget: x, Forecast: y, Reserves: z}.Variance().Amount)
		same(x.Sub(y).Sub(z), finance.Saving{Target: x, Achieved: y, Pressures: z}.NetAtRisk())
		same(x.Sub(y).Sub(z).Sub(y).Sub(decimal.Decimal{}), finance.Saving{Target: x, Achieved: y, OnTrack: z, Delayed: y}.Unstated())
		p := finance.Percentage{Part: x, Whole: y}
		if value, ok := p.Value(1); ok {
			want := value.StringFixed(1) + "%"
			if y.IsNegative() {
				want += " of a negative base"
			}
			assert.Equal(t, want, p.String())
		}
	})
}
