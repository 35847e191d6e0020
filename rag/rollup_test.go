package rag_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// items are so many of each colour, in one area.
func items(green, amber, red, unrated int) (list []rag.Item) {
	for i, n := range []int{unrated, green, amber, red} {
		for j := range n {
			list = append(list, rag.Item{Area: "A", Name: fmt.Sprint(rag.Rating(i), j), Rating: rag.Rating(i), State: map[bool]rag.State{true: rag.NoData}[i == 0]})
		}
	}
	return list
}

// oldham is table 1 of the seed report: 1 green, 22 amber, 2 red.
func oldham() []rag.Item { return items(1, 22, 2, 0) }

func TestRollUp_TheReportsAmberIsPlurality(t *testing.T) {
	o := rag.RollUp(oldham(), rag.Plurality{}, rag.Settings{})
	assert.Equal(t, rag.Amber, o.Rating)
	assert.Equal(t, rag.Tally{Green: 1, Amber: 22, Red: 2}, o.Tally)
	assert.Len(t, o.Reds, 2, "the reds are named whatever the rating")
	assert.Equal(t, "22 of 25 rated items are amber, more than any other colour", o.Reason)
}

func TestPolicies(t *testing.T) {
	two, one := number("2"), number("1")
	for _, tc := range []struct {
		name   string
		items  []rag.Item
		policy rag.Policy
		want   rag.Rating
	}{
		{"plurality", items(3, 2, 2, 0), rag.Plurality{}, rag.Green},
		{"plurality, a tie takes the worse", items(3, 3, 0, 0), rag.Plurality{}, rag.Amber},
		{"plurality, a tie of three", items(2, 2, 2, 0), rag.Plurality{}, rag.Red},
		{"worst", items(9, 0, 1, 0), rag.Worst{}, rag.Red},
		{"worst without red", items(9, 1, 0, 0), rag.Worst{}, rag.Amber},
		{"cap: any red is at best amber", items(9, 0, 1, 0), rag.Cap{}, rag.Amber},
		{"cap without red", items(9, 1, 0, 0), rag.Cap{}, rag.Green},
		{"cap does not improve red", items(0, 0, 3, 0), rag.Cap{}, rag.Red},
		{"cap over worst", items(9, 0, 1, 0), rag.Cap{Then: rag.Worst{}}, rag.Red},
		{"priority", []rag.Item{{Rating: rag.Amber, Priority: true}, {Rating: rag.Green}, {Rating: rag.Green}}, rag.Priority{}, rag.Amber},
		{"priority, the worst of two", []rag.Item{{Rating: rag.Green, Priority: true}, {Rating: rag.Red, Priority: true}}, rag.Priority{}, rag.Red},
		{"priority green, then majority", []rag.Item{{Rating: rag.Green, Priority: true}, {Rating: rag.Red}, {Rating: rag.Red}}, rag.Priority{UnlessGreen: true}, rag.Red},
		{"priority, none", items(1, 0, 0, 0), rag.Priority{}, rag.Unrated},
		{"priority, none, then another", items(1, 0, 0, 0), rag.Priority{Then: rag.Worst{}}, rag.Green},
		// Wovex: (3 + 2) / 2 = 2.5 is green, (2 + 1) / 2 = 1.5 amber.
		{"average on its green line", items(1, 1, 0, 0), rag.Average{}, rag.Green},
		{"average below it", items(1, 2, 0, 0), rag.Average{}, rag.Amber},
		{"average on its amber line", items(0, 1, 1, 0), rag.Average{}, rag.Amber},
		{"average below that", items(0, 1, 2, 0), rag.Average{}, rag.Red},
		{"average with its own lines", items(1, 2, 0, 0), rag.Average{GreenFrom: two}, rag.Green},
		{"weighted", []rag.Item{{Rating: rag.Green, Weight: number("1")}, {Rating: rag.Red, Weight: number("9")}}, rag.Weighted{}, rag.Red},
		{"weighted as average without weights", items(1, 1, 0, 0), rag.Weighted{}, rag.Green},
		{"weighted with no weight at all", []rag.Item{{Rating: rag.Green, Weight: number("0")}}, rag.Weighted{}, rag.Unrated},
		{"average ignores weights", []rag.Item{{Rating: rag.Green, Weight: one}, {Rating: rag.Red, Weight: number("9")}}, rag.Average{}, rag.Amber},
		{"latest", []rag.Item{{Rating: rag.Green, Date: 5}, {Rating: rag.Red, Date: 4}}, rag.Latest{}, rag.Green},
		{"latest, two of one day", []rag.Item{{Rating: rag.Green, Date: 5}, {Rating: rag.Red, Date: 5}}, rag.Latest{}, rag.Red},
		{"latest, no dates", items(1, 0, 1, 0), rag.Latest{}, rag.Unrated},
		{"scores, none", items(1, 0, 1, 0), rag.Scores{}, rag.Unrated},
		{"nothing", nil, rag.Worst{}, rag.Unrated},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := rag.RollUp(tc.items, tc.policy, rag.Settings{})
			assert.Equal(t, tc.want, o.Rating, o.Reason)
			assert.NotEmpty(t, o.Reason)
		})
	}
}

func TestScores_AnAverageIsGreenWith8Of25AtZero(t *testing.T) {
	scored := func(zero int) (list []rag.Item) {
		for i := range 25 {
			score, rating := "10", rag.Green
			if i < zero {
				score, rating = "0", rag.Red
			}
			list = append(list, rag.Item{Rating: rating, Score: number(score)})
		}
		return list
	}
	// 17 × 10 / 25 = 6.8 is above 20/3; 16 × 10 / 25 = 6.4 is not.
	o := rag.RollUp(scored(8), rag.Scores{}, rag.Settings{})
	assert.Equal(t, rag.Green, o.Rating)
	assert.Len(t, o.Reds, 8)
	assert.Equal(t, rag.Amber, rag.RollUp(scored(9), rag.Scores{}, rag.Settings{}).Rating)
	every := rag.UnderEvery(scored(8), rag.Settings{})
	assert.False(t, every.Survives)
	assert.Equal(t, [2]rag.Rating{rag.Green, rag.Red}, [2]rag.Rating{every.Best, every.Worst})
}

func TestRollUp_MissingData(t *testing.T) {
	list := items(3, 0, 0, 1)
	excused := append(items(3, 0, 0, 0), rag.Item{State: rag.NotYetDue})
	for _, tc := range []struct {
		name     string
		items    []rag.Item
		settings rag.Settings
		want     rag.Rating
		state    rag.State
	}{
		{"left out", list, rag.Settings{}, rag.Green, rag.Current},
		{"red", list, rag.Settings{Missing: rag.CountRed}, rag.Red, rag.Current},
		{"blocks", list, rag.Settings{Missing: rag.Block}, rag.Unrated, rag.Blocked},
		{"not yet due does not block", excused, rag.Settings{Missing: rag.Block}, rag.Green, rag.Current},
		{"not yet due is not red", excused, rag.Settings{Missing: rag.CountRed}, rag.Green, rag.Current},
		{"on the coverage floor", list, rag.Settings{Coverage: number("75")}, rag.Green, rag.Current},
		{"below the coverage floor", list, rag.Settings{Coverage: number("75.01")}, rag.Unrated, rag.Blocked},
		{"nothing", nil, rag.Settings{Coverage: number("80")}, rag.Unrated, rag.NoData},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := rag.RollUp(tc.items, rag.Worst{}, tc.settings)
			assert.Equal(t, tc.want, o.Rating, o.Reason)
			assert.Equal(t, tc.state, o.State)
			assert.Len(t, o.Reds, 0, "an unrated item counted as red is not named among the reds")
		})
	}
	assert.Equal(t, []rag.StateCount{{State: rag.NoData, Count: 2}, {State: rag.NotYetDue, Count: 1}},
		rag.RollUp(append(items(0, 0, 0, 2), excused...), rag.Worst{}, rag.Settings{}).Unrated)
}

func TestUnderEvery_SaysWhetherTheOverallSurvives(t *testing.T) {
	assert.True(t, rag.UnderEvery(items(5, 0, 0, 0), rag.Settings{}).Survives)
	c := rag.UnderEvery(oldham(), rag.Settings{})
	assert.False(t, c.Survives, "worst gives red")
	assert.Len(t, c.Overalls, len(rag.Policies()))
	assert.False(t, rag.UnderEvery(nil, rag.Settings{}).Survives)
	assert.True(t, rag.UnderEvery(oldham(), rag.Settings{}, rag.Plurality{}, rag.Average{}).Survives)
	for _, p := range rag.Policies() {
		found, err := rag.PolicyNamed(p.Name())
		require.NoError(t, err)
		assert.Equal(t, p, found)
	}
	_, err := rag.PolicyNamed("best")
	assert.ErrorContains(t, err, `policy "best"`)
}

func TestReds_WorstFirstByPosition(t *testing.T) {
	r := rule(t, `{"kind":"target_floor","polarity":"higher","target":"90","floor":"75"}`)
	var list []rag.Item
	for _, actual := range []string{"70", "10", "74"} {
		x := reading(0, actual, "")
		x.Name = actual
		list = append(list, r.Assess(x).Item("A"))
	}
	list = append(list, rag.Item{Name: "without position", Rating: rag.Red})
	var names []string
	for _, i := range rag.Reds(list) {
		names = append(names, i.Name)
	}
	assert.Equal(t, []string{"10", "70", "74", "without position"}, names)
}

func TestTally_Percentages(t *testing.T) {
	percent := func(p rag.Percentages) string {
		return p.Green.String() + " " + p.Amber.String() + " " + p.Red.String()
	}
	// 36, 4 and 11 of 51 rated: 70.59, 7.84 and 21.57 print a sum of 101, and are right.
	p, ok := rag.Tally{Green: 36, Amber: 4, Red: 11, Unrated: 5}.Percent(0)
	require.True(t, ok)
	assert.Equal(t, "71 8 22", percent(p), "the base is the 51 that are rated")
	// Rounded down 70, 7 and 21; the two left over go to the remainders .84 and .59.
	p, _ = rag.Tally{Green: 36, Amber: 4, Red: 11}.PercentTo100(0)
	assert.Equal(t, "71 8 21", percent(p))
	// 1/3 each: 33 + 33 + 33 = 99.
	p, _ = rag.Tally{Green: 1, Amber: 1, Red: 1}.Percent(0)
	assert.Equal(t, "33 33 33", percent(p))
	p, _ = rag.Tally{Green: 1, Amber: 1, Red: 1}.PercentTo100(0)
	assert.Equal(t, "33 33 34", percent(p), "of equal remainders the worse colour takes the point")
	p, _ = rag.Tally{Green: 1, Amber: 1, Red: 1}.PercentTo100(1)
	assert.Equal(t, "33.3 33.3 33.4", percent(p))
	_, ok = rag.Tally{Unrated: 3}.Percent(0)
	assert.False(t, ok)
	_, ok = rag.Tally{Unrated: 3}.PercentTo100(0)
	assert.False(t, ok)
}

func TestByArea_KeepsTheirOrderAndAddsUp(t *testing.T) {
	list := []rag.Item{{Area: "B", Rating: rag.Red}, {Area: "A", Rating: rag.Green, State: rag.Complete}, {Area: "B", Rating: rag.Amber}, {Area: "A", Rating: rag.Rating(9)}}
	areas := rag.ByArea(list)
	assert.Equal(t, []rag.AreaTally{{Area: "B", Tally: rag.Tally{Amber: 1, Red: 1}}, {Area: "A", Tally: rag.Tally{Green: 1, Unrated: 1, Complete: 1}}}, areas)
	assert.Equal(t, rag.TallyOf(list), areas[0].Tally.Plus(areas[1].Tally))
	assert.Equal(t, 4, rag.TallyOf(list).Items())
}

func TestWeightOn_IsTheLatestThatHasBegun(t *testing.T) {
	weights := []rag.DatedWeight{{Since: rag.MustParseDate("2020-07-12"), Weight: decimal.NewFromInt(7)}, {Since: 1, Weight: decimal.NewFromInt(2)}}
	for day, want := range map[string]string{"2020-07-11": "2", "2020-07-12": "7"} {
		w, ok := rag.WeightOn(weights, rag.MustParseDate(day))
		require.True(t, ok)
		decimaltest.Equal(t, want, w)
	}
	_, ok := rag.WeightOn(weights[:1], 1)
	assert.False(t, ok)
}
