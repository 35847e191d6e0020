package finance_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// METHODS I7, a table of 2022/23, £k: 99 per cent achieved and 68 per cent at risk at once.
func TestSaving_AchievedAndAtRiskAreNoComplements(t *testing.T) {
	s := finance.Saving{Target: dec("2674"), Achieved: dec("2637"), Pressures: dec("-1781")}
	decimaltest.Equal(t, "1818", s.NetAtRisk())
	assert.Equal(t, "98.6%", s.Delivered().String())
	assert.Equal(t, "68.0%", s.AtRiskShare().String())
	assert.Equal(t, rag.Amber, s.Rating(), "pressures eat into it")
}

func TestSaving_Rating(t *testing.T) {
	tests := []struct {
		name   string
		saving finance.Saving
		want   rag.Rating
	}{
		{"nothing", finance.Saving{}, rag.Unrated},
		{"all achieved", finance.Saving{Target: dec("5"), Achieved: dec("5")}, rag.Green},
		{"on track", finance.Saving{Target: dec("5"), Achieved: dec("2"), OnTrack: dec("3")}, rag.Green},
		{"a pound of which nobody said", finance.Saving{Target: dec("5"), Achieved: dec("4")}, rag.Unrated},
		{"a pound delayed", finance.Saving{Target: dec("5"), Achieved: dec("4"), Delayed: dec("1")}, rag.Amber},
		{"a pound at risk", finance.Saving{Target: dec("5"), Achieved: dec("4"), AtRisk: dec("1")}, rag.Amber},
		{"a pound not achievable", finance.Saving{Target: dec("5"), AtRisk: dec("4"), NotAchievable: dec("1"), Pressures: dec("-1")}, rag.Red},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.saving.Rating()) })
	}
	assert.Equal(t, "blue", finance.Achieved.BRAG())
	assert.Equal(t, "green", finance.OnTrack.BRAG())
	assert.Equal(t, "amber", finance.AtRisk.BRAG())
	assert.Equal(t, "red", finance.NotAchievable.BRAG())
	assert.Equal(t, "unrated", finance.Unstated.BRAG())
}

func TestReadSavings(t *testing.T) {
	s, err := finance.ReadSavings(strings.NewReader(`saving,target,achieved,on_track,at_risk,not_achievable,full_year_effect
Contracts,10,4,3,2,1,no
Fees,5,1,,,,yes
Agency,2,3,,,,
Total,17,8,3,2,1,
`), finance.Thousands)
	require.NoError(t, err)
	require.Len(t, s.Items, 3)
	require.NotNil(t, s.PrintedTotal)
	decimaltest.Equal(t, "17000", s.Total().Target)
	decimaltest.Equal(t, "12000", s.New().Target)
	decimaltest.Equal(t, "5000", s.FullYearEffects().Target)
	assert.Equal(t, []string{
		"Fees: £4k of the target is in no state: what becomes of it?",
		"Agency: the states hold £1k more than the target: is some of it counted twice?",
	}, s.Questions())
	money := s.ByRating()
	decimaltest.Equal(t, "11000", money[rag.Green])
	decimaltest.Equal(t, "2000", money[rag.Amber])
	decimaltest.Equal(t, "1000", money[rag.Red])
	decimaltest.Equal(t, "3000", money[rag.Unrated])
	for _, f := range s.Reconcile() {
		assert.Equal(t, finance.Agrees, f.Verdict, f.Working)
	}
}

func TestReadSavings_BadInput(t *testing.T) {
	for name, text := range map[string]string{
		"empty":       "",
		"header only": "saving,target,achieved\n",
		"a word":      "saving,target,achieved\nA,lots,1\n",
		"no name":     "saving,target,achieved\n,1,1\n",
		"two totals":  "saving,target,achieved\nA,1,1\nTotal,1,1\nTotal,9,1\n",
		"a bad flag":  "saving,target,achieved,full_year_effect\nA,1,1,perhaps\n",
		"a bad kind":  "saving,target,achieved,kind\nA,1,1,sum\n",
	} {
		_, err := finance.ReadSavings(strings.NewReader(text), finance.Pounds)
		var fault *figure.Fault
		assert.ErrorAs(t, err, &fault, name)
	}
}
