package rag_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/rag"
)

func TestMargin_IsTheDistanceToTheNextColours(t *testing.T) {
	const bands = `{"kind":"range","bands":[{"rating":"green","above":125},{"rating":"green","above":100,"at_most":125},{"rating":"amber","above":50,"at_most":100},{"rating":"red","at_most":50}]}`
	const lines = `{"kind":"range","low":100,"high":120,"amber_within":10}`
	const quartile = `{"kind":"quartile","polarity":"lower","quartiles":{"min":0,"lower":25,"median":50,"upper":75,"max":100}}`
	const trend = `{"kind":"tolerance_trend","polarity":"higher","target":90}`
	for _, tc := range []struct {
		rule, actual string
		better       rag.Rating
		toBetter     string
		worse        rag.Rating
		toWorse      string
	}{
		{bands, "110", rag.Unrated, "undefined", rag.Amber, "10"},
		{bands, "60", rag.Green, "40", rag.Red, "10"},
		{bands, "100", rag.Green, "0", rag.Red, "50"},
		{bands, "40", rag.Amber, "10", rag.Unrated, "undefined"},
		{lines, "104", rag.Unrated, "undefined", rag.Amber, "4"},
		{lines, "118", rag.Unrated, "undefined", rag.Amber, "2"},
		{lines, "125", rag.Green, "5", rag.Red, "5"},
		{quartile, "30", rag.Green, "5", rag.Red, "45"},
		{trend, "80", rag.Green, "10", rag.Red, "2"},
	} {
		x := reading(0, tc.actual, "")
		x.Previous = number("78")
		m := rule(t, tc.rule).Assess(x).Margin
		assert.Equal(t, tc.better, m.Better, "%s %s", tc.rule, tc.actual)
		assert.Equal(t, tc.toBetter, m.ToBetter.String(), "%s %s", tc.rule, tc.actual)
		assert.Equal(t, tc.worse, m.Worse, "%s %s", tc.rule, tc.actual)
		assert.Equal(t, tc.toWorse, m.ToWorse.String(), "%s %s", tc.rule, tc.actual)
	}
}

func TestMeanScore_OfUnlikeFractionsStaysSmall(t *testing.T) {
	var items []rag.Item
	for i := range 5000 {
		items = append(items, rag.Item{Rating: rag.Red, Position: rag.NewRatio(decimal.NewFromInt(1), decimal.NewFromInt(int64(2*i+1)))})
	}
	began := time.Now()
	mean, ok := rag.MeanScore(items).Round(20)
	assert.Less(t, time.Since(began), 2*time.Second)
	assert.True(t, ok)
	// By harmonic numbers: 10/3 × (1 + (1/5000) Σ 1/(2i+1)).
	sum := 0.0
	for i := range 5000 {
		sum += 1 / float64(2*i+1)
	}
	assert.InDelta(t, 10.0/3*(1+sum/5000), mean.InexactFloat64(), 1e-12)
}

func TestOfBasis_KeepsForecastsApart(t *testing.T) {
	now, forecast := reading(rag.HigherBetter, "80", "90"), reading(rag.HigherBetter, "95", "90")
	forecast.Basis = rag.YearEnd
	r := rule(t, `{"kind":"tolerance"}`)
	items := []rag.Item{r.Assess(now).Item("A"), r.Assess(forecast).Item("A")}
	assert.Equal(t, "0 green, 0 amber, 1 red", rag.TallyOf(rag.OfBasis(items, rag.Now)).String())
	assert.Equal(t, "1 green, 0 amber, 0 red", rag.TallyOf(rag.OfBasis(items, rag.YearEnd)).String())
	assert.Equal(t, "80", r.Assess(now).Reading().Actual.String())
}
