package rag_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/rag"
)

func TestDelivery_InTheOrderOfTheDesign(t *testing.T) {
	day := rag.MustParseDate("2019-08-31")
	before, after := day-1, day+1
	way := plans() // requires 46.12 on the day
	for _, tc := range []struct {
		name   string
		action rag.Action
		want   rag.Rating
		state  rag.State
	}{
		{"complete, though past due and behind", rag.Action{Status: rag.StatusComplete, Due: before, Trajectory: way, Actual: number("1"), Polarity: rag.HigherBetter}, rag.Green, rag.Complete},
		{"past due", rag.Action{Status: rag.InProgress, Due: before}, rag.Red, rag.Current},
		{"past due, though ahead", rag.Action{Status: rag.InProgress, Due: before, Trajectory: way, Actual: number("99"), Polarity: rag.HigherBetter}, rag.Red, rag.Current},
		{"past due, awaiting sign-off", rag.Action{Status: rag.AwaitingSignOff, Due: before}, rag.Red, rag.Current},
		{"on its due date", rag.Action{Status: rag.InProgress, Due: day}, rag.Amber, rag.Current},
		{"below the required rate", rag.Action{Status: rag.InProgress, Trajectory: way, Actual: number("46.12"), Polarity: rag.HigherBetter}, rag.Red, rag.Current},
		{"not started, below the required rate", rag.Action{Status: rag.NotStarted, Start: after, Trajectory: way, Actual: number("24"), Polarity: rag.HigherBetter}, rag.Red, rag.Current},
		{"at the required rate", rag.Action{Status: rag.InProgress, Trajectory: way, Actual: number("46.13"), Polarity: rag.HigherBetter}, rag.Green, rag.Current},
		{"measured earlier, at that day's rate", rag.Action{Status: rag.InProgress, Trajectory: way, Actual: number("24"), ActualDate: rag.MustParseDate("2019-04-01"), Polarity: rag.HigherBetter}, rag.Green, rag.Current},
		{"not started after its start date", rag.Action{Status: rag.NotStarted, Start: before}, rag.Red, rag.Current},
		{"not started after its start date, though ahead", rag.Action{Status: rag.NotStarted, Start: before, Trajectory: way, Actual: number("99"), Polarity: rag.HigherBetter}, rag.Red, rag.Current},
		{"not started on its start date", rag.Action{Status: rag.NotStarted, Start: day}, rag.Unrated, rag.NotYetDue},
		{"before its start", rag.Action{Status: rag.NotStarted, Start: after}, rag.Unrated, rag.NotYetDue},
		{"before its start, ahead of what is required", rag.Action{Status: rag.NotStarted, Start: after, Trajectory: way, Actual: number("99"), Polarity: rag.HigherBetter}, rag.Green, rag.Current},
		{"not started, without dates", rag.Action{Status: rag.NotStarted}, rag.Unrated, rag.NotYetDue},
		{"in progress", rag.Action{Status: rag.InProgress, Due: after}, rag.Amber, rag.Current},
		{"awaiting sign-off", rag.Action{Status: rag.AwaitingSignOff}, rag.Amber, rag.Current},
		{"measured after the day", rag.Action{Status: rag.InProgress, Trajectory: way, Actual: number("1"), ActualDate: after, Polarity: rag.HigherBetter}, rag.Amber, rag.Current},
		{"measured without polarity", rag.Action{Status: rag.InProgress, Trajectory: way, Actual: number("1")}, rag.Amber, rag.Current},
		{"measured without a trajectory", rag.Action{Status: rag.InProgress, Actual: number("1"), Polarity: rag.HigherBetter}, rag.Amber, rag.Current},
		{"deferred, though past due", rag.Action{Status: rag.StatusDeferred, Due: before}, rag.Unrated, rag.Deferred},
		{"discontinued", rag.Action{Status: rag.StatusDiscontinued, Due: before}, rag.Unrated, rag.Discontinued},
		{"ongoing", rag.Action{Status: rag.StatusOngoing, Due: before}, rag.Unrated, rag.Ongoing},
		{"ongoing and measured", rag.Action{Status: rag.StatusOngoing, Trajectory: way, Actual: number("24"), Polarity: rag.HigherBetter}, rag.Red, rag.Current},
		{"nobody said", rag.Action{}, rag.Unrated, rag.NoData},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := rag.DeliveryRule().AssessAction(tc.action, day)
			assert.Equal(t, tc.want, a.Rating, a.Reason())
			assert.Equal(t, tc.state, a.State)
			assert.NotEmpty(t, a.Reason())
		})
	}
}

func TestDelivery_SaysWhyInTheReportsWords(t *testing.T) {
	x := rag.Action{Status: rag.InProgress, Polarity: rag.HigherBetter, Trajectory: plans(), Actual: rag.MustPrinted("24%")}
	a := rag.DeliveryRule().AssessAction(x, rag.MustParseDate("2019-08-31"))
	assert.Equal(t, "24% on 31 August 2019; the line from 24 on 1 April 2019 to 55 on 31 October 2019 requires 46.1%: below the required rate", a.Reason())
	step := rule(t, `{"kind":"delivery","by":"step"}`)
	a = step.AssessAction(x, rag.MustParseDate("2019-08-31"))
	assert.Equal(t, rag.Green, a.Rating, "by step only the baseline is required before October")
	assert.Equal(t, "24% on 31 August 2019; the step of 1 April 2019 requires 24%: on track", a.Reason())
	a = rule(t, `{"kind":"tolerance"}`).AssessAction(x, rag.MustParseDate("2019-08-31"))
	assert.Equal(t, rag.NotApplicable, a.State)
}

func TestDelivery_ElapsedJudgesWorkAgainstTime(t *testing.T) {
	camms := rule(t, `{"kind":"delivery","elapsed":{"green_at":"90","red_below":"70"}}`)
	x := rag.Action{Status: rag.InProgress, Start: rag.MustParseDate("2019-04-01"), Due: rag.MustParseDate("2019-07-10")} // 100 days
	// After 50 of 100 days the time requires 50%: green from 45%, red below 35%.
	for done, want := range map[string]rag.Rating{"45": rag.Green, "44.99": rag.Amber, "35": rag.Amber, "34.99": rag.Red} {
		x.Progress = number(done)
		assert.Equal(t, want, camms.AssessAction(x, rag.MustParseDate("2019-05-21")).Rating, done)
	}
	x.Progress = number("0")
	assert.Equal(t, rag.Amber, camms.AssessAction(x, x.Start).Rating, "no time is gone on the start day: by its status")
	x.Status = rag.NotStarted
	assert.Equal(t, rag.NotYetDue, camms.AssessAction(x, x.Start).State)
	x.Status = rag.InProgress
	assert.Equal(t, "0% done with 50 of 100 days gone: 0% of what the time requires (green from 90%, red below 70%)", camms.AssessAction(x, rag.MustParseDate("2019-05-21")).Reason())
	x.Due = x.Start
	assert.Equal(t, rag.Red, camms.AssessAction(x, x.Start+1).Rating, "a day's work is past due the day after")
}
