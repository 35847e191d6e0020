package rag_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/rag"
)

func TestTravel_ByPolarityNeverBySign(t *testing.T) {
	for _, tc := range []struct {
		name, from, to string
		by             rag.Comparing
		want           rag.Direction
	}{
		{"higher, up", "10", "11", rag.Comparing{Polarity: rag.HigherBetter}, rag.Improving},
		{"higher, down", "11", "10", rag.Comparing{Polarity: rag.HigherBetter}, rag.Worsening},
		{"lower, up", "10", "11", rag.Comparing{Polarity: rag.LowerBetter}, rag.Worsening},
		{"lower, down", "11", "10", rag.Comparing{Polarity: rag.LowerBetter}, rag.Improving},
		{"same", "10", "10", rag.Comparing{Polarity: rag.LowerBetter}, rag.NoMaterialChange},
		// Kent 2019: members complained that a change of 0.2 turned the arrow.
		{"on the tolerance", "10", "10.2", rag.Comparing{Polarity: rag.LowerBetter, NoChange: rag.MustParseAllowance("0.2")}, rag.NoMaterialChange},
		{"beyond the tolerance", "10", "10.21", rag.Comparing{Polarity: rag.LowerBetter, NoChange: rag.MustParseAllowance("0.2")}, rag.Worsening},
		// Defra: a change of less than 3% of the baseline is little or none.
		{"within 3%", "100", "102.9", rag.Comparing{Polarity: rag.HigherBetter, NoChange: rag.MustParseAllowance("3%")}, rag.NoMaterialChange},
		{"beyond 3%", "100", "103.1", rag.Comparing{Polarity: rag.HigherBetter, NoChange: rag.MustParseAllowance("3%")}, rag.Improving},
		{"a share of a negative value", "-100", "-103", rag.Comparing{Polarity: rag.HigherBetter, NoChange: rag.MustParseAllowance("3%")}, rag.NoMaterialChange},
		{"close, nearer", "80", "95", rag.Comparing{Polarity: rag.CloserBetter, Target: number("90")}, rag.Improving},
		{"close, as near on the other side", "85", "95", rag.Comparing{Polarity: rag.CloserBetter, Target: number("90")}, rag.NoMaterialChange},
		{"close without a target", "85", "95", rag.Comparing{Polarity: rag.CloserBetter}, rag.NotStated},
		{"no polarity", "10", "11", rag.Comparing{}, rag.NotStated},
		{"nothing earlier", "", "11", rag.Comparing{Polarity: rag.HigherBetter}, rag.NotStated},
		{"nothing now", "10", "", rag.Comparing{Polarity: rag.HigherBetter}, rag.NotStated},
		{"another definition", "10", "11", rag.Comparing{Polarity: rag.HigherBetter, Break: "definition changed"}, rag.CannotCompare},
	} {
		assert.Equal(t, tc.want, rag.Travel(number(tc.from), number(tc.to), tc.by), tc.name)
	}
}

func TestTravelFromMean_IsTheLongTrend(t *testing.T) {
	// The mean of 10, 11 and 13 is 11.33.
	earlier := []rag.Value{number("10"), {}, number("11"), number("13")}
	by := rag.Comparing{Polarity: rag.HigherBetter}
	assert.Equal(t, rag.Worsening, rag.TravelFromMean(earlier, number("11.33"), by))
	assert.Equal(t, rag.Improving, rag.TravelFromMean(earlier, number("11.34"), by))
	by.NoChange = rag.MustParseAllowance("0.5")
	assert.Equal(t, rag.NoMaterialChange, rag.TravelFromMean(earlier, number("11.83"), by))
	assert.Equal(t, rag.Improving, rag.TravelFromMean(earlier, number("11.84"), by))
	by.NoChange = rag.MustParseAllowance("3%") // 0.34
	assert.Equal(t, rag.NoMaterialChange, rag.TravelFromMean(earlier, number("11.67"), by))
	assert.Equal(t, rag.Improving, rag.TravelFromMean(earlier, number("11.68"), by))
	assert.Equal(t, rag.NotStated, rag.TravelFromMean([]rag.Value{{}}, number("1"), by))
	close := rag.Comparing{Polarity: rag.CloserBetter, Target: number("12")}
	assert.Equal(t, rag.Improving, rag.TravelFromMean(earlier, number("12.5"), close))
}

func TestRuleTravel_ComparesLikeWithLike(t *testing.T) {
	r := rule(t, `{"kind":"tolerance","polarity":"lower","no_change":"0.5"}`)
	before, after := reading(0, "10", "8"), reading(0, "9", "8")
	assert.Equal(t, rag.Improving, r.Travel(before, after))
	after.Basis = rag.YearEnd
	assert.Equal(t, rag.CannotCompare, r.Travel(before, after))
	after.Basis, after.Target = rag.Now, number("7")
	assert.Equal(t, rag.CannotCompare, r.Travel(before, after))
	after.Target, after.Break = number("8.0"), "counted anew"
	assert.Equal(t, rag.CannotCompare, r.Travel(before, after))
}

func TestMovement_CountsEveryItemOnce(t *testing.T) {
	before := []rag.Item{
		{Name: "a", Rating: rag.Red},
		{Name: "b", Rating: rag.Amber},
		{Name: "c", Rating: rag.Green},
		{Name: "d", Rating: rag.Red},
		{Name: "e"},
		{Name: "twin", Rating: rag.Red},
		{Name: "twin", Rating: rag.Green},
		{Name: "f", Rating: rag.Green, Rule: "kpi 1"},
	}
	after := []rag.Item{
		{Name: "a", Rating: rag.Amber},
		{Name: "b", Rating: rag.Red},
		{Name: "c", Rating: rag.Green},
		{Name: "new", Rating: rag.Green},
		{Name: "e", Rating: rag.Amber},
		{Name: "twin", Rating: rag.Red},
		{Name: "twin", Rating: rag.Amber},
		{Name: "f", Rating: rag.Green, Rule: "kpi 2"},
		{Area: "elsewhere", Name: "d", Rating: rag.Red},
	}
	m := rag.MovementOf(before, after)
	assert.Equal(t, 1, m.Matrix[rag.Red][rag.Amber])
	assert.Equal(t, 1, m.Improved())
	assert.Equal(t, 2, m.Worsened())
	assert.Equal(t, 1, m.RuleChanged)
	assert.Equal(t, "d", m.Vanished[0].Name, "a red that is dropped has not improved")
	assert.Len(t, m.New, 2)
	var said []string
	for _, c := range m.Changed {
		said = append(said, c.Name+" "+c.String())
	}
	assert.Equal(t, []string{"a improved to Amber from Red", "b worsened to Red from Amber", "e now rated Amber", "twin worsened to Amber from Green"}, said)
	assert.Equal(t, "no longer rated, was Green", rag.Move{From: rag.Green}.String())
	assert.Equal(t, "stays Green", rag.Move{From: rag.Green, To: rag.Green}.String())
}

func TestStability_IsIcingasFormula(t *testing.T) {
	// Twenty steps that all change: 5 × Σ (0.8 + 0.02 i) = 5 × (16 + 3.8) = 99.
	flapping := make([]rag.Rating, 21)
	for i := range flapping {
		flapping[i] = []rag.Rating{rag.Green, rag.Red}[i%2]
	}
	s := rag.StabilityOf(flapping, 20)
	assert.Equal(t, [2]int{20, 20}, [2]int{s.Changes, s.Of})
	assert.Equal(t, "99", s.Flapping.String())
	// One change in the newest of twenty: 5 × 1.18, where Icinga's page prints 1.15.
	once := make([]rag.Rating, 21)
	once[20] = rag.Red
	assert.Equal(t, "5.9", rag.StabilityOf(once, 20).Flapping.String())
	assert.Equal(t, 0, rag.StabilityOf(once[:20], 20).Changes)
	assert.Equal(t, rag.Stability{}, rag.StabilityOf(nil, 5))
	assert.Equal(t, 0, rag.StabilityOf([]rag.Rating{rag.Red}, 5).Of)
	assert.Equal(t, 20, rag.StabilityOf(flapping, 0).Of, "all of them")
	assert.Equal(t, 3, rag.StabilityOf(flapping, 3).Of)
}

func TestOverride_StandsBesideTheCalculatedRating(t *testing.T) {
	x := reading(rag.HigherBetter, "47", "60")
	x.Date = rag.MustParseDate("2019-06-30")
	red := rule(t, `{"kind":"tolerance"}`).Assess(x)
	o := rag.Override{To: rag.Amber, Reason: "plan agreed in July", By: "M Joseph", On: rag.MustParseDate("2019-07-10"), Actual: number("47"), Until: rag.MustParseDate("2019-09-30")}
	on := rag.MustParseDate("2019-08-31")
	stands := red.Overridden(o, on)
	assert.True(t, stands.Stands && stands.Raised() && !stands.Lowered())
	assert.Equal(t, rag.Amber, stands.Rating)
	assert.Equal(t, rag.Red, stands.Calculated.Rating)

	lapsed := func(change func(*rag.Override), actual string, day rag.Date) rag.Overridden {
		p := o
		if change != nil {
			change(&p)
		}
		y := x
		y.Actual = number(actual)
		return rule(t, `{"kind":"tolerance"}`).Assess(y).Overridden(p, day)
	}
	for want, got := range map[string]rag.Overridden{
		"was overridden to Amber on 47; the value is now 52":                        lapsed(nil, "52", on),
		"was overridden to Amber on 47; the value is now no_data":                   lapsed(nil, "", on),
		"was overridden to Amber until 30 September 2019":                           lapsed(nil, "47", rag.MustParseDate("2019-10-01")),
		"not in force before 10 July 2019":                                          lapsed(nil, "47", rag.MustParseDate("2019-07-09")),
		"was overridden to Amber for 31 March 2019; the reading is of 30 June 2019": lapsed(func(p *rag.Override) { p.Period = rag.MustParseDate("2019-03-31") }, "47", on),
		"refused: reason: an override needs a reason, a name and a date":            lapsed(func(p *rag.Override) { p.Reason = "" }, "47", on),
		"refused: to: unrated: override to green, amber or red":                     lapsed(func(p *rag.Override) { p.To = rag.Unrated }, "47", on),
		"refused: until: 2019-07-09 is before 2019-07-10, when it was set":          lapsed(func(p *rag.Override) { p.Until = rag.MustParseDate("2019-07-09") }, "47", on),
	} {
		assert.Equal(t, want, got.Lapsed)
		assert.False(t, got.Stands || got.Raised() || got.Lowered())
		assert.Equal(t, got.Calculated.Rating, got.Rating)
	}
	last := lapsed(nil, "47", rag.MustParseDate("2019-09-30"))
	assert.True(t, last.Stands, "the last day counts")
	worse := lapsed(func(p *rag.Override) { p.To, p.Actual = rag.Red, number("60") }, "60", on)
	assert.True(t, worse.Lowered(), "members downgrade too")
	both := rag.TallyBoth([]rag.Overridden{stands, worse, lapsed(nil, "52", on)})
	assert.Equal(t, rag.BothTallies{Calculated: rag.Tally{Green: 1, Red: 2}, Shown: rag.Tally{Amber: 1, Red: 2}, Raised: 1, Lowered: 1}, both)
}

func TestProject_StraightWithTheGermanCutOffs(t *testing.T) {
	values := func(texts ...string) (list []rag.Value) {
		for _, text := range texts {
			list = append(list, number(text))
		}
		return list
	}
	up := values("50", "51", "52", "53", "54", "55") // 1 a period; five periods on 60
	for _, tc := range []struct {
		name   string
		values []rag.Value
		target string
		want   rag.Outlook
	}{
		{"gets there", up, "60", rag.OnCourse},
		// Misses x of 5 + x: 5% at 5/19, 20% at 1.25.
		{"misses less than 5%", up, "60.26", rag.OnCourse},
		{"misses 5% and more", up, "60.27", rag.SlightlyOff},
		{"misses 20%", up, "61.25", rag.SlightlyOff},
		{"misses more than 20%", up, "61.26", rag.OffCourse},
		{"moves away", values("55", "54", "53", "52", "51", "50"), "60", rag.WrongWay},
		{"stands still", values("50", "50", "50", "50"), "60", rag.OffCourse},
		{"met and holding", values("60", "60", "61", "62"), "60", rag.OnCourse},
		{"met but falling", values("66", "65", "64", "63", "62", "61"), "60", rag.MetWorsening},
		{"three values", values("50", "51", "52"), "60", rag.NoOutlook},
		{"missing ones are left out", append(values("50", "51", "52"), rag.Value{}, number("53")), "60", rag.OffCourse},
		{"only the last six count", append(values("90"), up...), "60", rag.OnCourse},
	} {
		assert.Equal(t, tc.want, rag.Project(tc.values, 5, number(tc.target), rag.HigherBetter).Outlook, tc.name)
	}
	assert.Equal(t, rag.NoOutlook, rag.Project(up, 5, number("60"), rag.CloserBetter).Outlook)
	assert.Equal(t, rag.NoOutlook, rag.Project(up, 5, rag.Value{}, rag.HigherBetter).Outlook)
	p := rag.Project(up, 5, number("61"), rag.HigherBetter)
	assert.Equal(t, "60", p.Value.String())
	assert.Equal(t, "16.67", p.Missed.String())
	lower := rag.Project(values("60", "59", "58", "57"), 3, number("54"), rag.LowerBetter)
	assert.Equal(t, rag.OnCourse, lower.Outlook)
	assert.Equal(t, "0", lower.Missed.String())
}
