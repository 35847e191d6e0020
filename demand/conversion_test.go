package demand_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/figure"
)

func TestConversion(t *testing.T) {
	// 428 referrals of 2,202 contacts, printed as 19 % (Oldham, 2019).
	steps, err := demand.Conversion([]demand.Stage{{"contacts", 2202}, {"referrals", 428}, {"assessments", 500}, {"plans", 0}})
	require.NoError(t, err)
	require.Len(t, steps, 3)
	want(t, "19", steps[0].Ratio.Value.Round(0))
	assert.Equal(t, demand.Wilson, steps[0].Ratio.Method)
	assert.Equal(t, demand.Byar, steps[1].Ratio.Method, "more assessments than referrals: a ratio of flows")
	assert.Equal(t, []string{demand.NoteExceeds}, codesOf(steps[1].Notes))
	want(t, "22.7", steps[1].FromFirst.Value.Round(1))
	want(t, "0", steps[2].Ratio.Value)
}

func TestConversion_Refuses(t *testing.T) {
	for name, stages := range map[string][]demand.Stage{
		"one stage":   {{"a", 1}},
		"negative":    {{"a", 1}, {"b", -1}},
		"after none":  {{"a", 0}, {"b", 1}},
		"named twice": {{"a", 1}, {"a", 1}},
	} {
		_, err := demand.Conversion(stages)
		var fault *demand.StageError
		require.ErrorAs(t, err, &fault, name)
	}
}

func TestReReferrals_PerReferralAndPerChild(t *testing.T) {
	// England 2025: 142,900 of 632,830 referrals (22.6 %), 116,950 of 557,810 children (21.0 %).
	r := demand.ReReferrals{Referrals: 632_830, ReReferrals: 142_900, Children: 557_810, ChildrenAgain: 116_950}
	referral, err := r.PerReferral()
	require.NoError(t, err)
	child, err := r.PerChild()
	require.NoError(t, err)
	want(t, "22.6", referral.Value.Round(1))
	want(t, "21", child.Value.Round(1))
	_, err = demand.ReReferrals{}.PerChild()
	require.Error(t, err)
}

func TestReadStages(t *testing.T) {
	stages, err := demand.ReadStages(strings.NewReader("stage,count\ncontacts,\"2,202\"\nreferrals,428\n"))
	require.NoError(t, err)
	assert.Equal(t, []demand.Stage{{"contacts", 2202}, {"referrals", 428}}, stages)
	for text, phrase := range map[string]string{
		"stage,count\na,c\n": "not shown (confidential)", "stage,count\na,1.5\n": "not a whole number", "stage,count\na,-1\n": "below zero",
		"stage,count\n,1\n": "name the stage", "stage,count\na,x1\n": "not a number", "count\n1\n": "missing", "": "empty",
		"stage,count\na,99999999999999999999\n": "too large",
	} {
		_, err := demand.ReadStages(strings.NewReader(text))
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault, text)
		assert.Contains(t, fault.Error(), phrase)
	}
}

func TestAddCohorts(t *testing.T) {
	// Children in need include those on a plan and those looked after by DfE's definition, and do not in other tables.
	dfe, err := demand.AddCohorts([]demand.Cohort{
		{Name: "in need", Count: 2653},
		{Name: "on a plan", Count: 441, Within: []string{"in need"}},
		{Name: "looked after", Count: 582, Within: []string{"in need"}},
	})
	require.NoError(t, err)
	assert.Equal(t, []int{2653, 2653, 3676}, []int{dfe.Low, dfe.High, dfe.Naive})
	assert.Equal(t, "in need 2,653 = 2,653; already inside: on a plan, looked after", dfe.Working)

	apart, err := demand.AddCohorts([]demand.Cohort{
		{Name: "in need only", Count: 100},
		{Name: "on a plan", Count: 40, Overlaps: []string{"looked after"}},
		{Name: "looked after", Count: 60},
	})
	require.NoError(t, err)
	assert.Equal(t, []int{160, 200}, []int{apart.Low, apart.High})
	simple, err := demand.AddCohorts([]demand.Cohort{{Name: "a", Count: 1}, {Name: "b", Count: 2}})
	require.NoError(t, err)
	assert.Equal(t, []int{3, 3}, []int{simple.Low, simple.High})

	for name, cohorts := range map[string][]demand.Cohort{
		"named twice":            {{Name: "a"}, {Name: "a"}},
		"negative":               {{Name: "a", Count: -1}},
		"larger than its holder": {{Name: "a", Count: 1}, {Name: "b", Count: 2, Within: []string{"a"}}},
		"in one not listed":      {{Name: "b", Count: 2, Within: []string{"a"}}},
		"within itself":          {{Name: "a", Within: []string{"b"}}, {Name: "b", Within: []string{"a"}}},
	} {
		_, err := demand.AddCohorts(cohorts)
		var fault *demand.CohortError
		require.ErrorAs(t, err, &fault, name)
	}
}

func TestStockFlow(t *testing.T) {
	full := demand.StockFlow{Start: num("100"), Started: num("40"), Ended: num("30"), End: num("110")}
	want(t, "0", full.Gap())
	want(t, "140", full.AnyPoint())
	for name, s := range map[string]demand.StockFlow{
		"start":   {Started: full.Started, Ended: full.Ended, End: full.End},
		"started": {Start: full.Start, Ended: full.Ended, End: full.End},
		"ended":   {Start: full.Start, Started: full.Started, End: full.End},
		"end":     {Start: full.Start, Started: full.Started, Ended: full.Ended},
		"none":    full,
	} {
		got, err := s.Complete()
		require.NoError(t, err, name)
		assert.True(t, got.Start.Equal(full.Start) && got.Started.Equal(full.Started) && got.Ended.Equal(full.Ended) && got.End.Equal(full.End), name)
	}
	want(t, "", demand.StockFlow{Start: num("1")}.Gap())
	want(t, "", demand.StockFlow{Start: num("1")}.AnyPoint())
	for name, s := range map[string]demand.StockFlow{
		"two missing":          {Start: num("1"), Started: num("2")},
		"negative":             {Start: num("-1"), Started: num("2"), Ended: num("1")},
		"more ended than were": {Start: num("1"), Started: num("2"), Ended: num("5")},
	} {
		_, err := s.Complete()
		var fault *demand.FlowError
		require.ErrorAs(t, err, &fault, name)
	}
}
