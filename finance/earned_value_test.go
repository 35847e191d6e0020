package finance_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

// METHODS I1: BAC 100,000, PV 40,000, EV 35,000, AC 63,000.
var project = finance.EarnedValue{Budget: dec("100000"), Planned: dec("40000"), Earned: dec("35000"), Actual: dec("63000")}

func TestEarnedValue_EAC(t *testing.T) {
	for formula, want := range map[finance.Estimate]string{
		finance.AtCostRate:            "180000.00",
		finance.AtBudget:              "128000.00",
		finance.AtCostAndScheduleRate: "196714.29", // 1377000/7
		finance.AtScheduleRate:        "137285.71", // 961000/7
		finance.AtWeightedRate:        "167932.74", // 37449000/223
	} {
		eac, err := project.EAC(formula, 2)
		require.NoError(t, err)
		assert.Equal(t, want, eac.StringFixed(2), formula)
	}
	decimaltest.Equal(t, "-28000", project.CostVariance())
	decimaltest.Equal(t, "-5000", project.ScheduleVariance())
	cpi, err := project.CPI(4)
	require.NoError(t, err)
	decimaltest.Equal(t, "0.5556", cpi)
	spi, err := project.SPI(4)
	require.NoError(t, err)
	decimaltest.Equal(t, "0.875", spi)
	tcpi, err := project.TCPI(project.Budget, 2)
	require.NoError(t, err)
	decimaltest.Equal(t, "1.76", tcpi)
	tcpi, err = project.TCPI(dec("120482"), 2)
	require.NoError(t, err)
	decimaltest.Equal(t, "1.13", tcpi)
	decimaltest.Equal(t, "-80000", project.VAC(dec("180000")))
	assert.Equal(t, finance.Adverse, project.AtCompletion(dec("180000")).Direction())
	decimaltest.Equal(t, "150000", project.EACBottomUp(dec("87000")))
	decimaltest.Equal(t, "87000", project.ToComplete(dec("150000")))
}

// A ratio of sums, never a mean of indices: 10 of 10 and 10 of 30 are 20 of 40, a rate of a half, where the mean of 1 and
// a third would be two thirds.
func TestEarnedValue_EACLast(t *testing.T) {
	v := finance.EarnedValue{Budget: dec("100"), Earned: dec("40"), Actual: dec("60")}
	eac, err := v.EACLast([]decimal.Decimal{dec("10"), dec("10")}, []decimal.Decimal{dec("10"), dec("30")}, 2)
	require.NoError(t, err)
	decimaltest.Equal(t, "180", eac) // 60 + 60 × 2
	_, err = v.EACLast(nil, nil, 2)
	assert.ErrorIs(t, err, finance.ErrUndefined)
}

func TestEarnedValue_Edges(t *testing.T) {
	start := finance.EarnedValue{Budget: dec("100")}
	for _, formula := range finance.Estimates() {
		eac, err := start.EAC(formula, 2)
		if formula == finance.AtBudget {
			require.NoError(t, err)
			decimaltest.Equal(t, "100", eac)
			continue
		}
		require.ErrorIs(t, err, finance.ErrUndefined, formula)
	}
	_, err := start.CPI(2)
	require.ErrorIs(t, err, finance.ErrUndefined)
	_, err = start.SPI(2)
	require.ErrorIs(t, err, finance.ErrUndefined)
	_, err = finance.EarnedValue{Budget: dec("100"), Earned: dec("50"), Actual: dec("100")}.TCPI(dec("100"), 2)
	require.ErrorIs(t, err, finance.ErrUndefined, "exactly the target is spent")
	tcpi, err := finance.EarnedValue{Budget: dec("100"), Earned: dec("50"), Actual: dec("110")}.TCPI(dec("100"), 2)
	require.NoError(t, err)
	decimaltest.Equal(t, "-5", tcpi)

	done := finance.EarnedValue{Budget: dec("100"), Earned: dec("100"), Actual: dec("117")}
	for _, formula := range finance.Estimates() {
		eac, err := done.EAC(formula, 2)
		require.NoError(t, err)
		decimaltest.Equal(t, "117", eac, formula)
	}
	reversed := finance.EarnedValue{Budget: dec("100"), Earned: dec("20"), Actual: dec("-10")} // an accrual reversed
	eac, err := reversed.EAC(finance.AtBudget, 2)
	require.NoError(t, err)
	decimaltest.Equal(t, "70", eac)
	eac, err = reversed.EAC(finance.AtCostRate, 2)
	require.NoError(t, err)
	decimaltest.Equal(t, "-50", eac)
	_, err = project.EAC(finance.Estimate(99), 2)
	assert.Error(t, err)
}

// Every formula against AC + (BAC − EV)/index with the indices worked to thirty places.
func FuzzEarnedValue_EAC(f *testing.F) {
	f.Add(int32(100000), int32(40000), int32(35000), int32(63000))
	f.Fuzz(func(t *testing.T, budget, planned, earned, actual int32) {
		v := finance.EarnedValue{
			Budget: decimal.NewFromInt32(budget), Planned: decimal.NewFromInt32(planned),
			Earned: decimal.NewFromInt32(earned), Actual: decimal.NewFromInt32(actual),
		}
		cpi, noCPI := v.CPI(30)
		spi, noSPI := v.SPI(30)
		if noCPI != nil || noSPI != nil {
			return
		}
		for formula, index := range map[finance.Estimate]decimal.Decimal{
			finance.AtCostRate: cpi, finance.AtScheduleRate: spi, finance.AtCostAndScheduleRate: cpi.Mul(spi),
			finance.AtWeightedRate: cpi.Mul(dec("0.8")).Add(spi.Mul(dec("0.2"))),
		} {
			eac, err := v.EAC(formula, 6)
			if index.Abs().LessThan(dec("0.001")) {
				continue // ill-conditioned, or undefined
			}
			require.NoError(t, err)
			want := v.Actual.Add(v.Budget.Sub(v.Earned).DivRound(index, 12))
			assert.True(t, want.Sub(eac).Abs().LessThan(dec("0.00001")), "%s: want %s, got %s", formula, want, eac)
		}
	})
}
