package finance_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func typed(name, quantity, price string) finance.TypePosition {
	t := finance.TypePosition{Type: name, Quantity: dec(quantity)}
	if price != "" {
		t.Price = decimal.NewNullDecimal(dec(price))
	}
	return t
}

var (
	hundred    = finance.Position{Types: []finance.TypePosition{typed("fostering", "80", "500"), typed("residential", "20", "5000")}}
	hundredTen = finance.Position{Types: []finance.TypePosition{typed("fostering", "84", "520"), typed("residential", "26", "5500")}}
)

// Issue 5: +46,680 is number 15,441.82, mix 18,098.18 and price 13,140.00; METHODS I4 has the flat and the textbook
// splits.
func TestDecompose(t *testing.T) {
	for method, want := range map[finance.Decomposition][3]string{
		finance.Nested:   {"15441.82", "18098.18", "13140.00"},
		finance.Flat:     {"15456.36", "18112.73", "13110.91"},
		finance.Textbook: {"14000.00", "18000.00", "14680.00"},
	} {
		b, err := finance.Decompose(hundred, hundredTen, method)
		require.NoError(t, err)
		r := b.Round(2)
		assert.Equal(t, want, [3]string{r.Number.StringFixed(2), r.Mix.StringFixed(2), r.Price.StringFixed(2)}, method)
		decimaltest.Equal(t, "46680", r.Total())
		assert.True(t, r.Calendar.IsZero())
	}
	b, err := finance.Decompose(hundred, hundredTen, finance.Nested)
	require.NoError(t, err)
	decimaltest.Equal(t, "1640", b.PriceByType[0].Price)
	decimaltest.Equal(t, "11500", b.PriceByType[1].Price)
	assert.Equal(t, "from £140k to £187k: number £16k, mix £18k, price £13k (nested)", b.Working(finance.Thousands))
}

// Seen from the other end every part has the other sign, but for the textbook order.
func TestDecompose_FavoursNoEnd(t *testing.T) {
	for _, method := range []finance.Decomposition{finance.Nested, finance.Flat} {
		there, err := finance.Decompose(hundred, hundredTen, method)
		require.NoError(t, err)
		back, err := finance.Decompose(hundredTen, hundred, method)
		require.NoError(t, err)
		assert.True(t, there.Round(10).Number.Equal(back.Round(10).Number.Neg()))
		assert.True(t, there.Round(10).Price.Equal(back.Round(10).Price.Neg()))
	}
}

func TestDecompose_Edges(t *testing.T) {
	empty := finance.Position{}
	for _, method := range []finance.Decomposition{finance.Nested, finance.Flat, finance.Textbook} {
		b, err := finance.Decompose(empty, hundredTen, method)
		require.NoError(t, err)
		decimaltest.Equal(t, "186680", b.Number, "from nobody it is all number")
		b, err = finance.Decompose(hundredTen, empty, method)
		require.NoError(t, err)
		decimaltest.Equal(t, "-186680", b.Number, "to nobody too")
		b, err = finance.Decompose(empty, empty, method)
		require.NoError(t, err)
		assert.True(t, b.Total().IsZero())
		b, err = finance.Decompose(hundred, hundred, method)
		require.NoError(t, err)
		assert.True(t, b.Number.IsZero() && b.Mix.IsZero() && b.Price.IsZero())
	}
}

// With the days of both years the calendar has a part of its own, here without any other change: one day of 14,000/7 a
// hundred children.
func TestDecompose_Calendar(t *testing.T) {
	from, to := hundred, hundred
	from.Days, to.Days = 365, 366
	b, err := finance.Decompose(from, to, finance.Nested)
	require.NoError(t, err)
	assert.Equal(t, "20000", b.Calendar.Round(2).String()) // 140,000 a week / 7
	assert.True(t, b.Number.IsZero() && b.Mix.IsZero() && b.Price.IsZero())
}

func TestDecompose_Refuses(t *testing.T) {
	leap := hundred
	leap.Days = 366
	for name, p := range map[string]finance.Position{
		"children without a price": {Types: []finance.TypePosition{typed("a", "1", "")}},
		"fewer than nobody":        {Types: []finance.TypePosition{typed("a", "-1", "5")}},
		"a type twice":             {Types: []finance.TypePosition{typed("a", "1", "5"), typed("a", "1", "5")}},
		"days on one side":         leap,
	} {
		_, err := finance.Decompose(hundred, p, finance.Nested)
		var fault *finance.PositionError
		assert.ErrorAs(t, err, &fault, name)
		_, err = finance.Decompose(p, hundred, finance.Nested)
		assert.ErrorAs(t, err, &fault, name)
	}
}

// One fewer in residential care, one more in fostering, and residential prices up by 3 per cent.
func TestPosition_With(t *testing.T) {
	scenario, err := hundred.With(
		finance.PositionChange{Type: "residential", Add: dec("-1"), Uplift: dec("3")},
		finance.PositionChange{Type: "fostering", Add: dec("1")},
	)
	require.NoError(t, err)
	decimaltest.Equal(t, "138350", scenario.Cost()) // 81 × 500 + 19 × 5,150
	decimaltest.Equal(t, "140000", hundred.Cost(), "the base stays as it is")
	b, err := finance.Decompose(hundred, scenario, finance.Nested)
	require.NoError(t, err)
	assert.True(t, b.Number.IsZero(), "as many children as before")
	decimaltest.Equal(t, "2925", b.Price) // 150 × (20 + 19)/2
	decimaltest.Equal(t, "-4575", b.Mix)

	var fault *finance.PositionError
	_, err = hundred.With(finance.PositionChange{Type: "secure", Add: dec("1")})
	require.ErrorAs(t, err, &fault, "a new type needs a price")
	_, err = hundred.With(finance.PositionChange{Type: "fostering", Add: dec("-81")})
	require.ErrorAs(t, err, &fault)
	added, err := hundred.With(finance.PositionChange{Type: "secure", Add: dec("1"), Price: decimal.NewNullDecimal(dec("12000"))})
	require.NoError(t, err)
	decimaltest.Equal(t, "152000", added.Cost())
}

// The chained parts of two steps are not the direct ones; the totals are equal.
func TestDecomposeChain(t *testing.T) {
	middle := finance.Position{Types: []finance.TypePosition{typed("fostering", "82", "500"), typed("residential", "24", "5400")}}
	c, err := finance.DecomposeChain([]finance.Position{hundred, middle, hundredTen}, finance.Nested)
	require.NoError(t, err)
	require.Len(t, c.Steps, 2)
	assert.True(t, c.Chained.Total().Equal(c.Direct.Total()))
	assert.False(t, c.Chained.Mix.Equal(c.Direct.Mix))
	parts := c.Chained.Number.Add(c.Chained.Calendar).Add(c.Chained.Mix).Add(c.Chained.Price)
	assert.True(t, parts.Equal(c.Direct.Total()))
	_, err = finance.DecomposeChain([]finance.Position{hundred}, finance.Nested)
	assert.Error(t, err)
}

func TestDecomposeFactors_Refuses(t *testing.T) {
	one := []decimal.Decimal{dec("1")}
	for name, ends := range map[string][2][][]decimal.Decimal{
		"none":      {},
		"unequal":   {{one}, {one, one}},
		"ragged":    {{one, {dec("1"), dec("2")}}, {one, one}},
		"very many": {make([][]decimal.Decimal, 13), make([][]decimal.Decimal, 13)},
	} {
		_, err := finance.DecomposeFactors(ends[0], ends[1])
		assert.ErrorIs(t, err, finance.ErrFactors, name)
	}
}

// Das Gupta's formula for two factors: the change of one at the mean of the other (METHODS I4).
func TestDecomposeFactors_TwoByHand(t *testing.T) {
	parts, err := finance.DecomposeFactors([][]decimal.Decimal{{dec("0.6")}, {dec("0.5")}}, [][]decimal.Decimal{{dec("0.3")}, {dec("0.45")}})
	require.NoError(t, err)
	decimaltest.Equal(t, "-0.1425", parts[0])
	decimaltest.Equal(t, "-0.0225", parts[1])
}

// The closed formulas of METHODS I4 for number, mix and price, worked in decimals, against the general method; the parts
// add exactly, and each type's nested price part is its own.
func FuzzDecompose(f *testing.F) {
	f.Add(uint16(80), uint16(20), uint16(84), uint16(26), uint32(50000), uint32(500000), uint32(52000), uint32(550000))
	f.Add(uint16(0), uint16(0), uint16(1), uint16(0), uint32(0), uint32(1), uint32(2), uint32(3))
	f.Fuzz(func(t *testing.T, q00, q01, q10, q11 uint16, p00, p01, p10, p11 uint32) {
		position := func(a, b uint16, x, y uint32) finance.Position {
			return finance.Position{Types: []finance.TypePosition{
				{Type: "a", Quantity: decimal.NewFromInt(int64(a)), Price: decimal.NewNullDecimal(decimal.New(int64(x), -2))},
				{Type: "b", Quantity: decimal.NewFromInt(int64(b)), Price: decimal.NewNullDecimal(decimal.New(int64(y), -2))},
			}}
		}
		from, to := position(q00, q01, p00, p01), position(q10, q11, p10, p11)
		for _, method := range []finance.Decomposition{finance.Nested, finance.Flat, finance.Textbook} {
			b, err := finance.Decompose(from, to, method)
			require.NoError(t, err)
			assert.True(t, b.Total().Equal(b.Number.Add(b.Mix).Add(b.Price)), "the parts add")
			types := decimal.Zero
			for _, p := range b.PriceByType {
				types = types.Add(p.Price)
			}
			assert.True(t, types.Equal(b.Price), "the types add")
			r := b.Round(2)
			assert.True(t, r.Total().Equal(r.Number.Add(r.Mix).Add(r.Price)))
			if from.Number().IsZero() || to.Number().IsZero() {
				continue
			}
			if method == finance.Nested {
				half := dec("0.5")
				for i := range from.Types {
					want := to.Types[i].Price.Decimal.Sub(from.Types[i].Price.Decimal).Mul(to.Types[i].Quantity.Add(from.Types[i].Quantity)).Mul(half)
					assert.True(t, want.Equal(b.PriceByType[i].Price))
				}
			}
			want := closedNumber(from, to, method)
			assert.True(t, want.Sub(b.Number).Abs().LessThan(dec("0.000001")), "%s number: want %s, got %s", method, want, b.Number)
		}
	})
}

// closedNumber is the number part by the formulas of METHODS I4.
func closedNumber(from, to finance.Position, method finance.Decomposition) decimal.Decimal {
	average := func(mix, price finance.Position) decimal.Decimal { // A_jk
		sum := decimal.Zero
		for i := range mix.Types {
			sum = sum.Add(mix.Types[i].Quantity.Mul(price.Types[i].Price.Decimal))
		}
		return sum.DivRound(mix.Number(), 30)
	}
	a00, a01, a10, a11 := average(from, from), average(from, to), average(to, from), average(to, to)
	change := to.Number().Sub(from.Number())
	switch method {
	case finance.Flat:
		return change.Mul(a00.Add(a00).Add(a01).Add(a10).Add(a11).Add(a11)).DivRound(dec("6"), 20)
	case finance.Textbook:
		return change.Mul(a00)
	}
	return change.Mul(a00.Add(a01).Add(a10).Add(a11)).DivRound(dec("4"), 20)
}

func TestApportion(t *testing.T) {
	months, err := finance.Apportion(dec("1000000"), finance.DayProfile(2023), 2)
	require.NoError(t, err)
	assert.Equal(t, "79234.98", months[10].StringFixed(2), "February 2024") // METHODS I5
	months, err = finance.Apportion(dec("100000"), finance.Twelfths(), 2)
	require.NoError(t, err)
	assert.Equal(t, "8333.33 8333.34 8333.33", strings.Join([]string{months[0].String(), months[1].String(), months[2].String()}, " "))
	_, err = finance.Apportion(dec("1"), nil, 2)
	require.ErrorIs(t, err, finance.ErrNoWeight)
	_, err = finance.Apportion(dec("1"), []decimal.Decimal{dec("1"), dec("-1")}, 2)
	require.ErrorIs(t, err, finance.ErrNoWeight)
	_, err = finance.Apportion(dec("1.001"), finance.Twelfths(), 2)
	require.Error(t, err, "it could not add to the penny")
}

func TestBudgetBetween(t *testing.T) {
	year := finance.FinancialYear(2023) // 366 days, where a rule by calendar years gives 1,002,058.54
	whole := finance.BudgetBetween(dec("1000000"), year, day("2023-04-01"), day("2024-04-01"), 2)
	decimaltest.Equal(t, "1000000", whole)
	june := finance.BudgetBetween(dec("1000000"), year, day("2023-04-01"), day("2023-07-01"), 2)
	rest := finance.BudgetBetween(dec("1000000"), year, day("2023-07-01"), day("2030-01-01"), 2)
	assert.True(t, whole.Equal(june.Add(rest)))
	assert.True(t, finance.BudgetBetween(dec("1000000"), year, day("2020-01-01"), day("2023-04-01"), 2).IsZero())
}

// The parts of an amount add to it, and none is out by more than one unit in the last place.
func FuzzApportion(f *testing.F) {
	f.Add(int64(100000000), uint8(12), uint64(7))
	f.Add(int64(-10000), uint8(3), uint64(0))
	f.Fuzz(func(t *testing.T, pence int64, n uint8, seed uint64) {
		amount := decimal.New(pence, -2)
		var weights []decimal.Decimal
		whole := decimal.Zero
		for range int(n%40) + 1 {
			seed = seed*6364136223846793005 + 1442695040888963407
			weights = append(weights, decimal.NewFromInt(int64(seed>>33%1000)))
			whole = whole.Add(weights[len(weights)-1])
		}
		parts, err := finance.Apportion(amount, weights, 2)
		if whole.IsZero() {
			require.ErrorIs(t, err, finance.ErrNoWeight)
			return
		}
		require.NoError(t, err)
		sum := decimal.Zero
		for i, p := range parts {
			sum = sum.Add(p)
			exact := amount.Mul(weights[i]).DivRound(whole, 20)
			assert.True(t, p.Sub(exact).Abs().LessThanOrEqual(dec("0.01")))
		}
		assert.True(t, amount.Equal(sum))

		rounded := finance.RoundToTotal(parts, 0)
		total := decimal.Zero
		for _, p := range rounded {
			total = total.Add(p)
		}
		assert.True(t, amount.Round(0).Equal(total))
	})
}
