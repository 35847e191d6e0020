package finance_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func decs(texts ...string) []decimal.Decimal {
	out := make([]decimal.Decimal, len(texts))
	for i, text := range texts {
		out[i] = dec(text)
	}
	return out
}

// METHODS I2: one month 4 spans 44,726 to 53,230.
func TestOutturn_MethodsSideBySide(t *testing.T) {
	y := finance.YearToDate{Year: 2024, Budget: dec("41300"), Actuals: decs("4100", "4350", "4280", "4500")}
	r, err := y.Outturn(2)
	require.NoError(t, err)
	want := map[string]string{
		"straight_line": "51690.00", "by_days": "51548.77", "profiled": "51548.77", "remaining_budget": "44725.62",
		"run_rate_3": "52243.33", "run_rate_1": "53230.00",
	}
	require.Len(t, r.Forecasts, len(want))
	for _, f := range r.Forecasts {
		require.NoError(t, f.Refused)
		assert.Equal(t, want[f.Name], f.Outturn.StringFixed(2), f.Name)
		assert.Equal(t, finance.Adverse, f.Variance.Direction())
	}
	require.True(t, r.OK)
	decimaltest.Equal(t, "44725.62", r.Low)
	decimaltest.Equal(t, "53230", r.High)
}

func TestOutturn_AtMonth12EveryMethodGivesTheActual(t *testing.T) {
	y := finance.YearToDate{
		Year: 2024, Budget: dec("41300"), Actuals: decs("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"),
		Profile:     decs("-1", "2", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"),
		Commitments: &finance.Commitments{Starts: dec("9")}, Activity: &finance.Activity{BudgetPrice: dec("5")},
	}
	r, err := y.Outturn(2)
	require.NoError(t, err)
	assert.Len(t, r.Forecasts, len(finance.OutturnMethods()))
	for _, f := range r.Forecasts {
		require.NoError(t, f.Refused, f.Name)
		decimaltest.Equal(t, "78", f.Outturn, f.Name)
	}
	assert.True(t, r.Low.Equal(r.High))
}

func TestOutturn_RefusesWhatItCannotUse(t *testing.T) {
	grant := decs("-3", "1", "1", "1", "1", "1", "1", "1", "1", "1", "1", "5") // paid back first: the share to date is negative
	tests := []struct {
		name    string
		year    finance.YearToDate
		refused []finance.OutturnMethod
	}{
		{"no months", finance.YearToDate{}, []finance.OutturnMethod{finance.StraightLine, finance.ByDays, finance.Profiled, finance.RemainingBudget, finance.RunRate}},
		{"a negative share", finance.YearToDate{Actuals: decs("1"), Profile: grant}, []finance.OutturnMethod{finance.Profiled, finance.RemainingBudget}},
		{"a share above 1", finance.YearToDate{Actuals: decs("1"), Profile: decs("12", "-1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0")}, []finance.OutturnMethod{finance.Profiled, finance.RemainingBudget}},
		{"a share of zero", finance.YearToDate{Actuals: decs("1"), Profile: decs("0", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0")}, []finance.OutturnMethod{finance.Profiled}},
		{"weights of zero", finance.YearToDate{Actuals: decs("1"), Profile: decs("1", "-1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0")}, []finance.OutturnMethod{finance.Profiled, finance.RemainingBudget}},
		{"a run rate of more months than are in", finance.YearToDate{Actuals: decs("1", "2"), RunRateMonths: 3}, []finance.OutturnMethod{finance.RunRate}},
		{"no child-weeks", finance.YearToDate{Actuals: decs("1"), Activity: &finance.Activity{BudgetPrice: dec("1")}}, []finance.OutturnMethod{finance.ActivityAtActualPrice}},
		{"no date of the actuals", finance.YearToDate{Actuals: decs("1"), Commitments: &finance.Commitments{}}, []finance.OutturnMethod{finance.KnownCommitments}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.year.Year, tt.year.Budget = 2024, dec("100")
			r, err := tt.year.Outturn(2)
			require.NoError(t, err)
			var refused []finance.OutturnMethod
			for _, f := range r.Forecasts {
				if f.Refused != nil {
					require.ErrorIs(t, f.Refused, finance.ErrUndefined)
					refused = append(refused, f.Method)
					_, ok := r.Of(f.Method)
					assert.False(t, ok)
				}
			}
			assert.ElementsMatch(t, tt.refused, refused)
		})
	}
}

// An income profile is negative throughout; its shares are as those of spending.
func TestOutturn_AnIncomeProfile(t *testing.T) {
	profile := make([]decimal.Decimal, 12)
	for i := range profile {
		profile[i] = dec("-1")
	}
	r, err := finance.YearToDate{Year: 2024, Budget: dec("-120"), Actuals: decs("-11", "-11", "-11"), Profile: profile}.Outturn(2)
	require.NoError(t, err)
	profiled, ok := r.Of(finance.Profiled)
	require.True(t, ok)
	decimaltest.Equal(t, "-132", profiled.Outturn)
	assert.Equal(t, finance.Favourable, profiled.Variance.Direction(), "more income than planned")
	remaining, ok := r.Of(finance.RemainingBudget)
	require.True(t, ok)
	decimaltest.Equal(t, "-123", remaining.Outturn)
}

// Flexed by activity: 400 child-weeks cost 440 where 400 were budgeted at £1 each; 900 are to come. At the budgeted price
// 440 + 900, at what a week has cost so far 440 + 900 × 1.10. More activity is more cost: nothing is divided by a
// schedule index.
func TestOutturn_ByActivity(t *testing.T) {
	activity := finance.Activity{BudgetPrice: dec("1"), ToDate: dec("400"), Remaining: dec("900")}
	r, err := finance.YearToDate{Year: 2024, Budget: dec("1200"), Actuals: decs("110", "110", "110", "110"), Activity: &activity}.Outturn(2)
	require.NoError(t, err)
	atBudget, _ := r.Of(finance.ActivityAtBudgetPrice)
	decimaltest.Equal(t, "1340", atBudget.Outturn)
	atActual, _ := r.Of(finance.ActivityAtActualPrice)
	decimaltest.Equal(t, "1430", atActual.Outturn)
	decimaltest.Equal(t, "400", activity.Flexed())
	eac, err := finance.EarnedValue{Budget: dec("1300"), Earned: activity.Flexed(), Actual: dec("440")}.EAC(finance.AtCostRate, 2)
	require.NoError(t, err)
	assert.True(t, eac.Equal(atActual.Outturn), "the same as the estimate at completion of the flexed budget")
}

func TestOutturn_BadSettings(t *testing.T) {
	for name, y := range map[string]finance.YearToDate{
		"no year":             {Actuals: decs("1")},
		"thirteen months":     {Year: 2024, Actuals: make([]decimal.Decimal, 13)},
		"a short profile":     {Year: 2024, Profile: decs("1", "2")},
		"a run rate of 13":    {Year: 2024, RunRateMonths: 13},
		"negative activity":   {Year: 2024, Activity: &finance.Activity{ToDate: dec("-1")}},
		"a placement undated": {Year: 2024, Commitments: &finance.Commitments{Open: []finance.Placement{{}}}},
	} {
		_, err := y.Outturn(2)
		assert.Error(t, err, name)
	}
}

func TestReadActuals(t *testing.T) {
	y, err := finance.ReadActuals(strings.NewReader("month,actual\nApril,\"4,100\"\nMay,4350\nJune,\n"), finance.Thousands)
	require.NoError(t, err)
	require.Len(t, y.Actuals, 2)
	decimaltest.Equal(t, "4100000", y.Actuals[0])
	profiled := "month,actual,profile\nM1,1,30\n2,2,31\n3,,30\n4,,31\n5,,31\n6,,30\n7,,31\n8,,30\n9,,31\n10,,31\n11,,28\n12,,31\n"
	y, err = finance.ReadActuals(strings.NewReader(profiled), finance.Pounds)
	require.NoError(t, err)
	assert.Len(t, y.Profile, 12)
	for name, text := range map[string]string{
		"empty":                  "",
		"the wrong order":        "month,actual\nMay,1\n",
		"a month twice":          "month,actual\nM1,1\nM1,1\n",
		"no month":               "month,actual\n,1\n",
		"a gap":                  "month,actual\n1,1\n2,\n3,1\n",
		"a word":                 "month,actual\n1,lots\n",
		"a profile of one month": "month,actual,profile\n1,1,1\n",
		"a blank in the profile": "month,actual,profile\n1,1,\n",
		"a thirteenth month":     strings.ReplaceAll(profiled, "12,,31\n", "12,,31\n13,,1\n"),
	} {
		_, err := finance.ReadActuals(strings.NewReader(text), finance.Pounds)
		var fault *figure.Fault
		assert.ErrorAs(t, err, &fault, name)
	}
}
