package finance_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

// By hand: 6 of A at £10 and 4 of B at £20 make 9 after a tenth is lost. 70 of A at £11 and 50 of B at £19 made 99.
// Expected for 99: 110. Actual 120 in standard mix: 72 and 48. Mix (70 − 72) × 10 + (50 − 48) × 20 = 20 adverse; yield
// (120 − 110) × £14 = 140 adverse; usage 160; price 70 × 1 − 50 × 1 = 20 adverse; total 1,720 − 110 × 14 = 180.
func TestProcess_Variances(t *testing.T) {
	p := finance.Process{
		Inputs: []finance.Input{
			{Name: "A", StandardQuantity: dec("6"), StandardPrice: dec("10"), ActualQuantity: dec("70"), ActualPrice: dec("11")},
			{Name: "B", StandardQuantity: dec("4"), StandardPrice: dec("20"), ActualQuantity: dec("50"), ActualPrice: dec("19")},
		},
		StandardOutput: dec("9"), ActualOutput: dec("99"),
	}
	v, err := p.Variances()
	require.NoError(t, err)
	decimaltest.Equal(t, "20", v.Mix.Amount)
	decimaltest.Equal(t, "140", v.Yield.Amount)
	decimaltest.Equal(t, "160", v.Usage.Amount)
	decimaltest.Equal(t, "20", v.Price.Amount)
	decimaltest.Equal(t, "180", v.Total.Amount)
	assert.Equal(t, finance.Adverse, v.Yield.Direction())
	decimaltest.Equal(t, "-20", v.MixByInput[0].Amount)
	decimaltest.Equal(t, "40", v.MixByInput[1].Amount)

	p.StandardOutput = decimal.Zero
	_, err = p.Variances()
	require.ErrorIs(t, err, finance.ErrUndefined)
	_, err = finance.Process{StandardOutput: dec("1")}.Variances()
	require.ErrorIs(t, err, finance.ErrUndefined)
}

// METHODS I3: 1,000 at 10, 800 at 15 and 500 at 20 become 1,000 at 11, 700 at 15 and 800 at 23, where a published page
// calls the interaction of price and volume "mix". Right: quantity 2,782.61, mix 1,717.39, price 3,400.
func TestSales(t *testing.T) {
	v, err := finance.Sales([]finance.Product{
		{Name: "A", BudgetQuantity: dec("1000"), BudgetMargin: dec("10"), ActualQuantity: dec("1000"), ActualMargin: dec("11")},
		{Name: "B", BudgetQuantity: dec("800"), BudgetMargin: dec("15"), ActualQuantity: dec("700"), ActualMargin: dec("15")},
		{Name: "C", BudgetQuantity: dec("500"), BudgetMargin: dec("20"), ActualQuantity: dec("800"), ActualMargin: dec("23")},
	})
	require.NoError(t, err)
	assert.Equal(t, finance.Favourable, v.Quantity.Direction(), "more is sold")
	assert.Equal(t, "2782.61", v.Quantity.Size().StringFixed(2))
	assert.Equal(t, "1717.39", v.Mix.Size().StringFixed(2))
	decimaltest.Equal(t, "-4500", v.Volume.Amount)
	decimaltest.Equal(t, "-3400", v.Price.Amount)
	decimaltest.Equal(t, "-7900", v.Total.Amount)
	_, err = finance.Sales(nil)
	require.ErrorIs(t, err, finance.ErrUndefined)
}

// Mix by shares is mix by distance from the average: Σ (q1 − q0)(p0 − average p0). The parts add exactly.
func FuzzSales(f *testing.F) {
	f.Add(uint16(1000), uint16(800), uint16(500), uint16(1000), uint16(700), uint16(800), uint16(10), uint16(15), uint16(20))
	f.Fuzz(func(t *testing.T, a0, b0, c0, a1, b1, c1, x, y, z uint16) {
		products := []finance.Product{
			{BudgetQuantity: decimal.NewFromInt(int64(a0)), ActualQuantity: decimal.NewFromInt(int64(a1)), BudgetMargin: decimal.NewFromInt(int64(x)), ActualMargin: decimal.NewFromInt(int64(y))},
			{BudgetQuantity: decimal.NewFromInt(int64(b0)), ActualQuantity: decimal.NewFromInt(int64(b1)), BudgetMargin: decimal.NewFromInt(int64(y)), ActualMargin: decimal.NewFromInt(int64(y))},
			{BudgetQuantity: decimal.NewFromInt(int64(c0)), ActualQuantity: decimal.NewFromInt(int64(c1)), BudgetMargin: decimal.NewFromInt(int64(z)), ActualMargin: decimal.NewFromInt(int64(x))},
		}
		v, err := finance.Sales(products)
		if err != nil {
			return
		}
		number, value, mix := decimal.Zero, decimal.Zero, decimal.Zero
		for _, p := range products {
			number = number.Add(p.BudgetQuantity)
			value = value.Add(p.BudgetQuantity.Mul(p.BudgetMargin))
		}
		average := value.DivRound(number, 30)
		for _, p := range products {
			mix = mix.Add(p.ActualQuantity.Sub(p.BudgetQuantity).Mul(p.BudgetMargin.Sub(average)))
		}
		assert.True(t, mix.Add(v.Mix.Amount).Abs().LessThan(dec("0.000000001")))
		assert.True(t, v.Volume.Amount.Equal(v.Quantity.Amount.Add(v.Mix.Amount)))
		assert.True(t, v.Total.Amount.Equal(v.Volume.Amount.Add(v.Price.Amount)))
	})
}
