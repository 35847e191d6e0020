package trackrecord_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/finance/trackrecord"
)

// Was the month 2 forecast of past years any better than saying that the budget would be met, and what does that say of this
// year's?
func Example() {
	forecasts, err := trackrecord.Read(strings.NewReader(`year,month,variance
2021/22,2,900
2021/22,9,210
2021/22,12,150
2022/23,2,2400
2022/23,9,1900
2022/23,12,750
2023/24,2,1200
2023/24,9,300
2023/24,12,-400
2024/25,2,1500
`), finance.Thousands, trackrecord.OverspendPositive)
	if err != nil {
		fmt.Println(err)
		return
	}
	record, err := trackrecord.New(forecasts, trackrecord.Settings{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(record.Answer())
	// Output:
	// In each of three years the month 2 forecast was too high, by £1.3m on average: worse than simply expecting the budget to be met; by month 9 it was out by £0.6m. From month 2 of 2024/25, a variance of £1.5m, past errors lead to between -£0.2m and £0.8m in 50% of cases, if years are alike.
}

func read(t *testing.T, text string) trackrecord.Forecasts {
	t.Helper()
	f, err := trackrecord.Read(strings.NewReader(text), finance.Thousands, trackrecord.OverspendPositive)
	require.NoError(t, err)
	return f
}

func record(t *testing.T, text string, s trackrecord.Settings) trackrecord.Record {
	t.Helper()
	r, err := trackrecord.New(read(t, text), s)
	require.NoError(t, err)
	return r
}

func is(t *testing.T, want string, got decimal.Decimal) {
	t.Helper()
	assert.True(t, decimal.RequireFromString(want).Equal(got), "want %s, got %s", want, got)
}

func TestNew_VarianceIsCompared_NotOutturns(t *testing.T) {
	// Budget 900 and forecast 910; the budget moves to 800, and the outturn is 795: the error is −5 − 10.
	m, _ := record(t, "year,month,variance,budget\n2021/22,9,10,900\n2021/22,12,-5,800\n", trackrecord.Settings{}).Of(9)
	is(t, "-15", m.Errors[0].Error)
	is(t, "-1.875", m.Errors[0].Percent.Decimal)
	is(t, "1.875", m.WAPE.Decimal)
}

func TestNew_PercentagesNeedABudgetAboveZero(t *testing.T) {
	for budget, given := range map[string]bool{"": false, "0": false, "-5": false, "0.01": true} {
		m, _ := record(t, "year,month,variance,budget\n2021/22,9,10,900\n2021/22,12,-5,"+budget+"\n", trackrecord.Settings{}).Of(9)
		assert.Equal(t, given, m.MAPE.Valid, budget)
		assert.Equal(t, given, m.WAPE.Valid, budget)
	}
}

func TestNew_OutturnsOnBudgetHaveNoScale(t *testing.T) {
	m, _ := record(t, "year,month,variance\n2021/22,2,10\n2021/22,12,0\n2022/23,2,-4\n2022/23,12,0\n", trackrecord.Settings{}).Of(2)
	is(t, "-3", m.Bias)
	is(t, "7", m.MeanAbsoluteError)
	assert.False(t, m.RelativeToNoVariance.Valid)
	assert.False(t, m.RelativeToLastYear.Valid)
	assert.False(t, m.ChanceAllOneWay.Valid)
}

func TestNew_AnotherPerimeterIsNoPair(t *testing.T) {
	const text = "year,month,variance,perimeter\n2023/24,9,-1564,without libraries\n2023/24,12,-1564,with libraries\n"
	r := record(t, text, trackrecord.Settings{})
	assert.Empty(t, r.Months)
	require.Len(t, r.Refused, 1)
	r = record(t, text, trackrecord.Settings{AcrossPerimeters: true})
	assert.Len(t, r.Months, 1)
	assert.NotEmpty(t, r.Notes)
	m, _ := record(t, text+"2023/24,12,-1636,Without  Libraries\n", trackrecord.Settings{}).Of(9)
	is(t, "-72", m.Errors[0].Error)
}

func TestNew_TheFinalOutturnCountsBeforeTheProvisional(t *testing.T) {
	const text = "year,month,variance\n2023/24,9,10\n2023/24,12,20\n2023/24,13,25\n"
	m, _ := record(t, text, trackrecord.Settings{}).Of(9)
	is(t, "15", m.Bias)
	m, _ = record(t, text, trackrecord.Settings{Provisional: true}).Of(9)
	is(t, "10", m.Bias)
}

func TestThisYear_BandsCoverWhatTheNumberOfYearsAllows(t *testing.T) {
	for years, want := range map[int][]string{1: nil, 2: {"33.3"}, 3: {"50.0"}, 4: {"60.0", "20.0"}, 9: {"80.0", "60.0", "40.0", "20.0"}} {
		text := "year,month,variance\n2024/25,5,100\n"
		for y := range years {
			text += fmt.Sprintf("20%02d/%02d,5,%d\n20%02d/%02d,12,0\n", 10+y, 11+y, y+1, 10+y, 11+y)
		}
		r := record(t, text, trackrecord.Settings{})
		var got []string
		for _, b := range r.ThisYear.Bands {
			got = append(got, b.CoveragePercent.StringFixed(1))
		}
		assert.Equal(t, want, got, years)
		assert.Equal(t, years > 1, r.ThisYear.Centre.Valid)
		if years == 4 {
			is(t, "96", r.ThisYear.Bands[0].Lower)
			is(t, "99", r.ThisYear.Bands[0].Upper)
		}
	}
}

func TestThisYear_AMovementBeyondAllIsSaid(t *testing.T) {
	const past = "year,month,variance\n2021/22,7,288\n2021/22,9,9\n2022/23,7,3346\n2022/23,9,2763\n2023/24,7,0\n2023/24,9,-233\n2023/24,12,0\n2024/25,7,1000\n"
	for value, within := range map[string]bool{"416": false, "417": true, "767": true, "768": false} {
		m := record(t, past+"2024/25,9,"+value+"\n", trackrecord.Settings{}).ThisYear.Movement
		require.NotNil(t, m)
		assert.Equal(t, within, m.Within, value)
		assert.Equal(t, 3, m.Years)
		assert.Equal(t, !within, m.Chance.Valid)
	}
}

func TestThisYear_AnotherPerimeterIsAskedAbout(t *testing.T) {
	const text = "year,month,variance,perimeter\n2021/22,2,5,old\n2021/22,12,1,old\n2022/23,2,8,old\n2022/23,12,2,old\n2023/24,2,9,new\n"
	r := record(t, text, trackrecord.Settings{})
	assert.Empty(t, r.ThisYear.Bands)
	assert.Len(t, r.Questions, 1)
	r = record(t, text, trackrecord.Settings{AcrossPerimeters: true})
	assert.Len(t, r.ThisYear.Bands, 1)
	assert.Empty(t, r.Questions)
}

func TestRead_RefusesWithPlace(t *testing.T) {
	for name, tc := range map[string]struct{ text, code string }{
		"the same forecast twice": {"year,month,variance\n2021/22,2,5\n2021/22,2,6\n", "twice"},
		"a month 14":              {"year,month,variance\n2021/22,14,5\n", "month"},
		"a month 0":               {"year,month,variance\n2021/22,0,5\n", "month"},
		"no year":                 {"year,month,variance\nlast,2,5\n", "year"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := trackrecord.Read(strings.NewReader(tc.text), finance.Pounds, trackrecord.OverspendPositive)
			var fault *figure.Fault
			require.True(t, errors.As(err, &fault), "%v", err)
			assert.Equal(t, tc.code, fault.Code)
			assert.NotZero(t, fault.Place)
		})
	}
}

func TestRead_AnUnderspendMayBePositive(t *testing.T) {
	f, err := trackrecord.Read(strings.NewReader("year,month,variance\n2021/22,2,5\n"), finance.Thousands, trackrecord.UnderspendPositive)
	require.NoError(t, err)
	is(t, "-5000", f.Items[0].Variance)
}

func TestRecord_OrderOfRowsDoesNotMatterAndItReadsBackEqual(t *testing.T) {
	f := read(t, "year,month,variance\n2021/22,2,5\n2021/22,5,7\n2021/22,12,1\n2022/23,2,8\n2022/23,12,2\n2023/24,2,9\n")
	a, err := trackrecord.New(f, trackrecord.Settings{})
	require.NoError(t, err)
	slices.Reverse(f.Items)
	b, err := trackrecord.New(f, trackrecord.Settings{})
	require.NoError(t, err)
	assert.True(t, a.Equal(b))
	text, err := json.Marshal(a)
	require.NoError(t, err)
	var back trackrecord.Record
	require.NoError(t, json.Unmarshal(text, &back))
	assert.True(t, a.Equal(back))
}
