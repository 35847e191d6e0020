package rag_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/rag"
)

func milestone(date, value string) rag.Milestone {
	return rag.Milestone{Date: rag.MustParseDate(date), Value: number(value)}
}

// plans is the trajectory of audits of written plans judged good or outstanding (seed report of 10 September 2019,
// appendix 2): 24% of the baseline audits from April 2019, 55% by October 2019, 70% by June 2020, 85% by September 2020.
func plans() rag.Trajectory {
	return rag.Trajectory{
		Baseline:   milestone("2019-04-01", "24"),
		Milestones: []rag.Milestone{milestone("2019-10-31", "55"), milestone("2020-06-30", "70"), milestone("2020-09-30", "85")},
	}
}

func TestTrajectory_RequiredOnADate(t *testing.T) {
	step := plans()
	step.By = rag.Step
	free := plans()
	free.Baseline = rag.Milestone{}
	for _, tc := range []struct {
		name string
		way  rag.Trajectory
		on   string
		want string // empty for none
	}{
		{"before the baseline", plans(), "2019-03-31", "24"},
		{"on the baseline", plans(), "2019-04-01", "24"},
		// 24 + 31 × 152 / 213.
		{"on 31 August 2019", plans(), "2019-08-31", "46.1221"},
		{"the day before a milestone", plans(), "2019-10-30", "54.8545"},
		{"on a milestone", plans(), "2019-10-31", "55"},
		// 55 + 15 × 1 / 243.
		{"the day after it", plans(), "2019-11-01", "55.0617"},
		{"on the last", plans(), "2020-09-30", "85"},
		{"after the last", plans(), "2021-09-30", "85"},
		{"step, before the first milestone", step, "2019-10-30", "24"},
		{"step, on it", step, "2019-10-31", "55"},
		{"step, after it", step, "2020-06-29", "55"},
		{"no baseline, before the first", free, "2019-10-30", ""},
		{"no baseline, on the first", free, "2019-10-31", "55"},
		{"no baseline, between", free, "2019-11-01", "55.0617"},
		{"no milestones", rag.Trajectory{Baseline: milestone("2019-04-01", "24")}, "2019-08-31", ""},
		{"nothing", rag.Trajectory{}, "2019-08-31", ""},
		{"a leap day", rag.Trajectory{Baseline: milestone("2020-02-28", "0"), Milestones: []rag.Milestone{milestone("2020-03-01", "10")}}, "2020-02-29", "5"},
		{"baseline and target equal", rag.Trajectory{Baseline: milestone("2019-04-01", "10"), Milestones: []rag.Milestone{milestone("2020-04-01", "10")}}, "2019-08-31", "10"},
		{"milestone before the baseline", rag.Trajectory{Baseline: milestone("2019-04-11", "20"), Milestones: []rag.Milestone{milestone("2019-04-01", "10"), milestone("2019-04-21", "30")}}, "2019-04-06", "15"},
		{"milestone on the day of the baseline", rag.Trajectory{Baseline: milestone("2019-04-01", "20"), Milestones: []rag.Milestone{milestone("2019-04-01", "30")}}, "2019-04-01", "30"},
		{"through zero and below", rag.Trajectory{Baseline: milestone("2019-04-01", "10"), Milestones: []rag.Milestone{milestone("2019-04-11", "-10")}}, "2019-04-06", "0"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			required, ok := tc.way.Required(rag.MustParseDate(tc.on))
			if !assert.Equal(t, tc.want != "", ok) || !ok {
				return
			}
			got, _ := required.Round(4)
			assert.Equal(t, decimal.RequireFromString(tc.want).String(), got.String())
		})
	}
}

func TestTrajectoryRule_ComparesExactFractions(t *testing.T) {
	// The line from 0 to 1 over 3 days requires 1/3 after one: 0.3333333333 is below it, 0.3333333334 is not.
	r := rag.MustRule(rag.Rule{Polarity: rag.HigherBetter, Method: rag.TrajectoryRule{Trajectory: rag.Trajectory{
		Baseline: milestone("2019-04-01", "0"), Milestones: []rag.Milestone{milestone("2019-04-04", "1")},
	}}})
	for actual, want := range map[string]rag.Rating{"0.3333333333": rag.Red, "0.3333333334": rag.Green} {
		x := reading(0, actual, "")
		x.Date = rag.MustParseDate("2019-04-02")
		got, _ := r.Rate(x)
		assert.Equal(t, want, got, actual)
	}
}

func TestTrajectoryRule_EdgesTolerancesAndReasons(t *testing.T) {
	r := rule(t, `{"kind":"trajectory","polarity":"lower","green_within":"1","amber_within":"10%",
		"baseline":{"date":"2019-04-01","value":60},"milestones":[{"date":"2019-04-11","value":40}]}`)
	on := func(date, actual string) rag.Assessment {
		x := reading(0, actual, "")
		x.Date = rag.MustParseDate(date)
		return r.Assess(x)
	}
	// On 6 April the line requires 50: green to 51, amber to 55.
	for actual, want := range map[string]rag.Rating{"51": rag.Green, "51.01": rag.Amber, "55": rag.Amber, "55.01": rag.Red} {
		assert.Equal(t, want, on("2019-04-06", actual).Rating, actual)
	}
	assert.Equal(t, "56 on 6 April 2019; the line from 60 on 1 April 2019 to 40 on 11 April 2019 requires 50: worse than required by 6, more than the 10% (5) allowed for amber", on("2019-04-06", "56").Reason())
	assert.Equal(t, "39 on 1 May 2019; the milestone of 11 April 2019 requires 40: on or better than required", on("2019-05-01", "39").Reason())
	assert.Equal(t, "60 on 1 March 2019; the baseline of 1 April 2019 requires 60: on or better than required", on("2019-03-01", "60").Reason())
	x := reading(0, "50", "")
	assert.Equal(t, rag.NoTarget, r.Assess(x).State, "a reading without a date")
	assert.Equal(t, "no date of the measurement is given", r.Assess(x).Reason())
	x.Date = rag.MustParseDate("2019-04-06")
	assert.Equal(t, "no milestones are given", rule(t, `{"kind":"trajectory","polarity":"lower"}`).Assess(x).Reason())
	free := rule(t, `{"kind":"trajectory","polarity":"lower","milestones":[{"date":"2019-04-11","value":40}]}`)
	x.Date = rag.MustParseDate("2019-04-06")
	assert.Equal(t, rag.NoTarget, free.Assess(x).State, "nothing says what is required before the first milestone")
	x.Actual = number("40")
	a := free.Assess(x)
	assert.Equal(t, rag.Green, a.Rating)
	assert.Equal(t, "40 on 6 April 2019; the 40 due on 11 April 2019 is met already: on or better than required", a.Reason())
}

func TestPace_RatesOfImprovement(t *testing.T) {
	way := plans()
	// Measured 34 on 31 August 2019, 152 days after the baseline: 10 points in 152 days, 2.0025 a month; 51 are left for 396
	// days, 3.92 a month. At the present rate the 85 comes after another 51 × 152 / 10 = 775.2 days.
	pace, ok := way.Pace(number("34"), rag.MustParseDate("2019-08-31"), rag.HigherBetter)
	require.True(t, ok)
	for want, got := range map[string]rag.Ratio{"2.0025": pace.Present, "3.92": pace.Required, "0.452": pace.Progress} {
		d, _ := got.Round(4)
		assert.Equal(t, want, d.String())
	}
	assert.Equal(t, rag.WillMeet, pace.Course)
	assert.Equal(t, "2021-10-15", pace.MetOn.String())
	assert.False(t, pace.InTime)
	still, _ := way.Pace(number("24"), rag.MustParseDate("2019-08-31"), rag.HigherBetter)
	assert.Equal(t, rag.WillNotMeet, still.Course, "standing still")
	back, _ := way.Pace(number("20"), rag.MustParseDate("2019-08-31"), rag.HigherBetter)
	assert.Equal(t, rag.WillNotMeet, back.Course, "moving away")
	met, _ := way.Pace(number("85"), rag.MustParseDate("2019-08-31"), rag.HigherBetter)
	assert.Equal(t, rag.AlreadyMet, met.Course)
	slow, _ := way.Pace(number("24.0001"), rag.MustParseDate("2019-08-31"), rag.HigherBetter)
	assert.Equal(t, rag.WillNotMeet, slow.Course, "not before the year 10000")
	fast, _ := way.Pace(number("80"), rag.MustParseDate("2019-08-31"), rag.HigherBetter)
	assert.True(t, fast.InTime)
	after, _ := way.Pace(number("80"), rag.MustParseDate("2020-09-30"), rag.HigherBetter)
	assert.False(t, after.Required.Defined(), "no time is left")
	way.Baseline.Date = 0
	unknown, _ := way.Pace(number("34"), rag.MustParseDate("2019-11-30"), rag.HigherBetter)
	assert.Equal(t, rag.UnknownCourse, unknown.Course)
	assert.False(t, unknown.Present.Defined())
	_, ok = way.Pace(rag.Value{}, rag.MustParseDate("2019-11-30"), rag.HigherBetter)
	assert.False(t, ok)
	flat := rag.Trajectory{Baseline: milestone("2019-04-01", "10"), Milestones: []rag.Milestone{milestone("2020-04-01", "10")}}
	even, _ := flat.Pace(number("11"), rag.MustParseDate("2019-08-31"), rag.HigherBetter)
	assert.False(t, even.Progress.Defined(), "baseline and requirement are equal")
	lower, _ := flat.Pace(number("11"), rag.MustParseDate("2019-08-31"), rag.LowerBetter)
	assert.Equal(t, rag.WillNotMeet, lower.Course)
}
