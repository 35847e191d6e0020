package finance_test

import (
	"fmt"
	"math"
	"math/bits"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// plainTotal adds the lines one after another, the way that Total must be identical to.
func plainTotal(lines []finance.Line) finance.Line {
	var t finance.Line
	for _, l := range lines {
		t.Budget, t.Forecast, t.Reserves = t.Budget.Add(l.Budget), t.Forecast.Add(l.Forecast), t.Reserves.Add(l.Reserves)
	}
	return t
}

func assertIdentical(t *testing.T, want, got decimal.Decimal) {
	t.Helper()
	assert.True(t, want.Equal(got), "want %s, got %s", want, got)
	assert.Equal(t, want.Exponent(), got.Exponent(), "the exponent of %s", want)
}

func TestStatement_Total_Overflow(t *testing.T) {
	biggest, smallest := decimal.New(math.MaxInt64, -2), decimal.New(math.MinInt64, -2)
	long := dec("12345678901234567890123456789.0123456789")
	nines := decimal.New(999999999999999999, 0)
	for name, amounts := range map[string][]decimal.Decimal{
		"past the largest int64":     {biggest, biggest, decimal.New(1, -2)},
		"past the smallest int64":    {smallest, smallest, decimal.New(-1, -2)},
		"eighteen nines, over again": {nines, nines, nines, nines, nines, nines, nines, nines, nines, nines, nines},
		"up and down again":          {biggest, decimal.New(1, -2), biggest.Neg(), decimal.New(-1, -2)},
		"more digits than fit":       {long, long.Neg(), long},
		"exponents without bucket":   {decimal.New(1, -30), decimal.New(1, 30), decimal.New(5, 4), decimal.New(5, 5), decimal.New(7, -8), decimal.New(7, -9)},
		"zero of a small kind":       {decimal.New(0, -6), decimal.New(5, 0)},
		"nothing":                    nil,
	} {
		t.Run(name, func(t *testing.T) {
			var s finance.Statement
			for i, a := range amounts {
				s.Lines = append(s.Lines, finance.Line{Group: fmt.Sprint(i % 2), Budget: a, Forecast: a.Neg(), Reserves: a})
			}
			want, got := plainTotal(s.Lines), s.Total()
			assertIdentical(t, want.Budget, got.Budget)
			assertIdentical(t, want.Forecast, got.Forecast)
			assertIdentical(t, want.Reserves, got.Reserves)
			assertSameTotal(t, want, s.Ledger().Total())
		})
	}
}

func assertSameTotal(t *testing.T, want, got finance.Line) {
	t.Helper()
	assert.True(t, want.Budget.Equal(got.Budget), "budget: want %s, got %s", want.Budget, got.Budget)
	assert.True(t, want.Forecast.Equal(got.Forecast), "forecast: want %s, got %s", want.Forecast, got.Forecast)
	assert.True(t, want.Reserves.Equal(got.Reserves), "reserves: want %s, got %s", want.Reserves, got.Reserves)
}

// A pound into a column of pence, then a fraction of a penny, then more digits than an int64 holds.
func TestLedger_FallsBack(t *testing.T) {
	var l finance.Ledger
	want := decimal.Zero
	for _, text := range []string{"12.34", "5", "0.0001", "9e17", "-9e17", "12345678901234567890.12", "-0.01", "1e30"} {
		l.Add("", dec(text), decimal.Zero, dec(text))
		want = want.Add(dec(text))
		assert.True(t, want.Equal(l.Total().Budget), "after %s", text)
	}
	assert.Equal(t, 8, l.Len())
	assert.Empty(t, (&finance.Ledger{}).GroupTotals())
}

func TestStatement_Total_OptionalAmounts(t *testing.T) {
	with := finance.Line{Actual: decimal.NewNullDecimal(dec("3.50")), OriginalBudget: decimal.NewNullDecimal(dec("1"))}
	without := finance.Line{Actual: decimal.NewNullDecimal(dec("1.5"))}
	total := finance.Statement{Lines: []finance.Line{with, without, with}}.Total()
	assert.False(t, total.OriginalBudget.Valid, "a line does not give it")
	require.True(t, total.Actual.Valid)
	assert.True(t, dec("8.5").Equal(total.Actual.Decimal))
	assert.False(t, finance.Statement{}.Total().Actual.Valid)
}

// Total and GroupTotals are the decimals that adding line by line gives.
func FuzzStatement_Total(f *testing.F) {
	f.Add(int64(math.MaxInt64), int64(math.MaxInt64), int64(-1), int8(-2), int8(-2), uint8(40))
	f.Add(int64(4130000), int64(5338700), int64(-31500), int8(-2), int8(0), uint8(7))
	f.Add(int64(math.MinInt64), int64(1), int64(0), int8(-30), int8(30), uint8(3))
	f.Fuzz(func(t *testing.T, a, b, c int64, x, y int8, n uint8) {
		exponents := [...]int32{int32(x % 31), int32(y % 31)}
		var s finance.Statement
		byGroup := map[string][]finance.Line{}
		state := uint64(a) ^ uint64(b)<<1 ^ 0x9e3779b97f4a7c15
		for i := range int(n % 64) {
			state = state*6364136223846793005 + 1442695040888963407
			shift := state >> 59 // coefficients of every length
			l := finance.Line{
				Group:    fmt.Sprint(state >> 40 % 3),
				Budget:   decimal.New(a>>shift, exponents[i%2]),
				Forecast: decimal.New(b>>shift, exponents[0]),
				Reserves: decimal.New(c, exponents[1]).Mul(decimal.New(int64(state), 0)),
			}
			s.Lines = append(s.Lines, l)
			byGroup[l.Group] = append(byGroup[l.Group], l)
		}
		want, got := plainTotal(s.Lines), s.Total()
		assertIdentical(t, want.Budget, got.Budget)
		assertIdentical(t, want.Forecast, got.Forecast)
		assertIdentical(t, want.Reserves, got.Reserves)
		for _, g := range s.GroupTotals() {
			want := plainTotal(byGroup[g.Group])
			assertIdentical(t, want.Budget, g.Budget)
			assertIdentical(t, want.Forecast, g.Forecast)
			assertIdentical(t, want.Reserves, g.Reserves)
		}
		ledger := s.Ledger()
		assertSameTotal(t, want, ledger.Total())
		for _, g := range ledger.GroupTotals() {
			assertSameTotal(t, plainTotal(byGroup[g.Group]), g)
		}
		half := len(s.Lines) / 2
		merged := finance.Statement{Lines: s.Lines[:half]}.Ledger()
		merged.Merge(finance.Statement{Lines: s.Lines[half:]}.Ledger())
		assertSameTotal(t, want, merged.Total())
		assert.Equal(t, len(s.Lines), merged.Len())
	})
}

const (
	benchLines  = 1_000_000
	benchGroups = 50
)

// BenchmarkTotals adds 1,000,000 lines into a total and 50 group totals: as int64 pence checked for overflow, and as a
// ledger does it.
func BenchmarkTotals(b *testing.B) {
	type row struct {
		group                      int
		budget, forecast, reserves int64
	}
	rows := make([]row, benchLines)
	lines := make([]finance.Line, benchLines)
	state := uint64(1)
	for i := range rows {
		state = state*6364136223846793005 + 1442695040888963407
		group, pence := int(state>>33)%benchGroups, int64(state>>20&0xffffff)
		rows[i] = row{group, pence, pence + int64(i%1000), -int64(i % 10)}
		lines[i] = finance.Line{
			Group: fmt.Sprintf("Group %02d", group), Budget: decimal.New(pence, -2),
			Forecast: decimal.New(rows[i].forecast, -2), Reserves: decimal.New(rows[i].reserves, -2),
		}
	}
	perRow := func(b *testing.B) {
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchLines, "ns/row")
	}
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			var totals [benchGroups][3]int64
			for i := range rows {
				r := &rows[i]
				g := &totals[r.group]
				g[0], g[1], g[2] = checkedAdd(g[0], r.budget), checkedAdd(g[1], r.forecast), checkedAdd(g[2], r.reserves)
			}
			if totals[0][0] == 0 {
				b.Fatal("nothing was added")
			}
		}
		perRow(b)
	})
	b.Run("scrutineer", func(b *testing.B) {
		ledger := finance.Statement{Lines: lines}.Ledger()
		for b.Loop() {
			if len(ledger.GroupTotals()) != benchGroups {
				b.Fatal("a group is missing")
			}
		}
		perRow(b)
	})
	b.Run("statement", func(b *testing.B) { // without the columns: two allocated integers are followed an amount
		s := finance.Statement{Lines: lines}
		for b.Loop() {
			if len(s.GroupTotals()) != benchGroups {
				b.Fatal("a group is missing")
			}
		}
		perRow(b)
	})
}

// checkedAdd adds in 128 bits and panics when the sum does not fit.
func checkedAdd(a, b int64) int64 {
	low, carry := bits.Add64(uint64(a), uint64(b), 0)
	high := uint64(a>>63) + uint64(b>>63) + carry
	if high != uint64(int64(low)>>63) {
		panic("overflow")
	}
	return int64(low)
}
