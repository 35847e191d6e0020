package fixed_test

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

func TestOf_TakesEighteenDigits(t *testing.T) {
	for text, ok := range map[string]bool{
		"0": true, "-12.50": true, "999999999999999999": true, "1000000000000000000": false, "-0.1234567890123456789": false,
	} {
		d := decimal.RequireFromString(text)
		n, fits := fixed.Of(d)
		assert.Equal(t, ok, fits, text)
		if ok {
			assert.True(t, d.Equal(n.Decimal()), text)
			assert.Equal(t, d.Exponent(), n.Exponent, text)
		}
	}
	zero, ok := fixed.Of(decimal.Decimal{})
	assert.True(t, ok)
	assert.Equal(t, fixed.Number{}, zero)
}

func TestNumber_RefusesWhatWouldOverflow(t *testing.T) {
	large := fixed.Number{Units: math.MaxInt64}
	for name, ok := range map[string]bool{
		"sum":           second(large.Plus(fixed.Number{Units: 1})),
		"difference":    second(fixed.Number{Units: -math.MaxInt64}.Minus(fixed.Number{Units: 2})),
		"product":       second(large.Times(fixed.Number{Units: 2})),
		"finer unit":    second(large.At(-1)),
		"coarser unit":  second(fixed.Number{Units: 15}.At(1)),
		"far unit":      second(fixed.Number{Units: 1}.At(-40)),
		"zero division": second(large.Quotient(fixed.Number{}, 0)),
		"far quotient":  second(large.Quotient(fixed.Number{Units: 1, Exponent: -30}, 5)),
	} {
		assert.False(t, ok, name)
	}
	_, ok := fixed.Number{Units: 1}.Append(nil, -1, false)
	assert.False(t, ok)
}

func second(_ fixed.Number, ok bool) bool { return ok }

// FuzzNumber holds that whatever could be done gives what decimals give.
func FuzzNumber(f *testing.F) {
	f.Add(int64(125), int8(-1), int64(-3), int8(2), uint8(2))
	f.Add(int64(5), int8(-1), int64(1), int8(0), uint8(0))
	f.Add(int64(-1234567), int8(-2), int64(7), int8(-3), uint8(4))
	f.Add(int64(999999999999999999), int8(-6), int64(999999999999999999), int8(-6), uint8(10))
	f.Add(int64(0), int8(3), int64(-15), int8(-1), uint8(0))
	f.Fuzz(func(t *testing.T, a int64, aExponent int8, b int64, bExponent int8, places uint8) {
		const most = 999_999_999_999_999_999
		x := fixed.Number{Units: a % most, Exponent: int32(aExponent) % 20}
		y := fixed.Number{Units: b % most, Exponent: int32(bExponent) % 20}
		p := int32(places % 20)
		same := func(want decimal.Decimal, got fixed.Number, ok bool) {
			t.Helper()
			if ok {
				require.True(t, want.Equal(got.Decimal()), "%s, not %s", want, got.Decimal())
				if want.Exponent() != got.Exponent {
					require.True(t, want.IsZero() || got.Units == 0, "exponent %d, not %d", want.Exponent(), got.Exponent)
				}
			}
		}
		dx, dy := x.Decimal(), y.Decimal()
		n, ok := x.Plus(y)
		same(dx.Add(dy), n, ok)
		n, ok = x.Minus(y)
		same(dx.Sub(dy), n, ok)
		n, ok = x.Times(y)
		same(dx.Mul(dy), n, ok)
		n, ok = x.Round(p)
		same(dx.Round(p), n, ok)
		if !dy.IsZero() {
			n, ok = x.Quotient(y, p)
			same(dx.DivRound(dy, p), n, ok)
		}
		if order, ok := x.Cmp(y); ok {
			require.Equal(t, dx.Cmp(dy), order)
		}
		if order, ok := fixed.CmpRatio(x, fixed.Number{Units: 7}, y, fixed.Number{Units: 3, Exponent: y.Exponent - x.Exponent}); ok {
			require.Equal(t, dx.Mul(decimal.New(3, y.Exponent-x.Exponent)).Cmp(dy.Mul(decimal.NewFromInt(7))), order)
		}
		if text, ok := x.Append(nil, p, false); ok {
			want := dx.StringFixed(p)
			if strings.Trim(want, "-0.") == "" {
				want = strings.TrimPrefix(want, "-")
			}
			require.Equal(t, want, string(text))
		}
		if text, ok := x.AppendShort(nil); ok {
			require.Equal(t, dx.String(), string(text))
		}
	})
}

func TestNumber_AppendGroupsThousands(t *testing.T) {
	for want, n := range map[string]fixed.Number{
		"0.00": {}, "999.99": {Units: 99999, Exponent: -2}, "1,000.00": {Units: 1, Exponent: 3}, "-1,234,567.90": {Units: -12345679, Exponent: -1},
	} {
		text, ok := n.Append(nil, 2, true)
		assert.True(t, ok)
		assert.Equal(t, want, string(text))
	}
}

func TestNumber_AppendHasAllDigitsAtEveryPowerOfTen(t *testing.T) {
	for power := range int32(19) {
		for _, off := range []int64{-1, 0, 1} {
			whole, ok := fixed.Number{Units: 1, Exponent: power}.At(0)
			require.True(t, ok)
			for places := range int32(19) {
				n := fixed.Number{Units: whole.Units + off, Exponent: -places}
				text, ok := n.Append([]byte("x"), places, false)
				require.True(t, ok)
				require.Equal(t, "x"+n.Decimal().StringFixed(places), string(text))
				grouped, ok := n.Append(nil, places, true)
				require.True(t, ok)
				require.Equal(t, string(text[1:]), strings.ReplaceAll(string(grouped), ",", ""))
			}
		}
	}
}
