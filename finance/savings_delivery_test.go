package finance_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// programme is £1,000k: 300 achieved, 400 on track, 100 delayed, 120 at risk and 80 not achievable.
func programme(rates string, t *testing.T) finance.Savings {
	t.Helper()
	k := func(n int64) decimal.Decimal { return decimal.NewFromInt(1000 * n) }
	s := finance.Savings{Unit: finance.Thousands, Items: []finance.Saving{
		{Name: "Fostering", Target: k(600), Achieved: k(300), OnTrack: k(200), Delayed: k(100)},
		{Name: "Transport", Target: k(400), OnTrack: k(200), AtRisk: k(120), NotAchievable: k(80)},
	}}
	var err error
	s.Rates, err = finance.ParseDeliveryRates(rates)
	require.NoError(t, err)
	return s
}

func TestSavings_ExpectedDeliveryIsTheSumOverTheStates(t *testing.T) {
	d := programme("on_track=95, delayed=40%, at risk=25", t).Delivery()
	// 300 + 400 × 0.95 + 100 × 0.4 + 120 × 0.25 = 750
	require.True(t, d.Expected.Valid)
	assert.Equal(t, "750000", d.Expected.Decimal.String())
	assert.Equal(t, "80000", d.CertainShortfall.String())
	assert.Equal(t, "700000", d.LargestShortfall.String())
	assert.Equal(
		t, "By the rates given £750k of £1,000k is expected: £250k short, £80k for certain and £700k at most.",
		programme("on_track=95,delayed=40,at_risk=25", t).Expectation(),
	)
}

func TestSavings_NoRateIsSupposedForAStateThatHoldsMoney(t *testing.T) {
	s := programme("on_track=95", t)
	d := s.Delivery()
	assert.False(t, d.Expected.Valid)
	assert.Equal(t, "no rate of delivery is given for delayed, at_risk", d.Reason())
	assert.Equal(t, "What is expected in all cannot be said: no rate of delivery is given for delayed, at_risk.", s.Expectation())
	assert.Empty(t, programme("", t).Expectation())
}

func TestSavings_ARateGoesBeforeTheMeaningOfItsState(t *testing.T) {
	d := programme("achieved=90,on_track=100,delayed=0,at_risk=0,not_achievable=50", t).Delivery()
	assert.Equal(t, "710000", d.Expected.Decimal.String(), "270 + 400 + 40")
}

func TestParseDeliveryRates_Refuses(t *testing.T) {
	for text, want := range map[string]string{
		"on_track":                "write on_track=95",
		"soon=50":                 "write on_track=95",
		"on_track=101":            "a per cent from 0 to 100",
		"on_track=-1":             "a per cent from 0 to 100",
		"on_track=£5":             "a per cent from 0 to 100",
		"on_track=most":           "a per cent from 0 to 100",
		"on_track=90,on track=95": "two rates of delivery",
	} {
		_, err := finance.ParseDeliveryRates(text)
		assert.ErrorContains(t, err, want, text)
	}
	for _, edge := range []string{"on_track=0", "on_track=100", "on_track=95.5%"} {
		_, err := finance.ParseDeliveryRates(edge)
		assert.NoError(t, err, edge)
	}
}

func TestSavings_RatesOfDeliveryReadBackEqual(t *testing.T) {
	s := programme("on_track=95,delayed=40,at_risk=25", t)
	text, err := json.Marshal(s)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"delivery":{"expected":"750","certain_shortfall":"80","largest_shortfall":"700","rates":{`)
	var back finance.Savings
	require.NoError(t, json.Unmarshal(text, &back))
	assert.True(t, s.Equal(back))
	assert.False(t, s.Equal(programme("on_track=94,delayed=40,at_risk=25", t)))
}
