package caseload_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func TestStaffNeededForAnAverage(t *testing.T) {
	// 300 cases on 15 FTE are 20 each; an average of 18 takes 16.67 FTE, 15 takes 20.
	s := caseload.Staffing{Cases: 300, FTE: dec("15")}
	for _, test := range []struct {
		aim                             string
		workers, more, newly, mustClose int
	}{
		{"20", 15, 0, 0, 0}, {"19.99", 16, 1, 1, 1}, {"18", 17, 2, 3, 30}, {"15", 20, 5, 9, 75}, {"30", 10, 0, 0, 0},
	} {
		need, err := s.Need(dec(test.aim), caseload.Protection{Factor: dec("0.6")})
		require.NoError(t, err)
		assert.Equal(t, []int{test.workers, test.more, test.newly, test.mustClose}, []int{need.Workers, need.More, need.MoreNewlyQualified, need.ToClose}, test.aim)
	}
	need, err := s.Need(dec("18"), caseload.Protection{})
	require.NoError(t, err)
	decimaltest.Equal(t, "-1.666666666667", need.Spare)
	ratio(t, "16.67", need.FTE, 2)

	// One worker in three thirds: a rounded third must not ask for a worker too many.
	exact, err := caseload.Staffing{Cases: 1, FTE: dec("0.1")}.Need(dec("10"), caseload.Protection{})
	require.NoError(t, err)
	assert.Zero(t, exact.More)

	for _, bad := range []struct {
		s   caseload.Staffing
		aim string
	}{{s, "0"}, {s, "-1"}, {caseload.Staffing{Cases: -1}, "15"}, {caseload.Staffing{FTE: dec("-1")}, "15"}} {
		_, err := bad.s.Need(dec(bad.aim), caseload.Protection{})
		assert.ErrorIs(t, err, caseload.ErrPlan)
	}
}

func TestAverageAfterJoinersAndLeavers(t *testing.T) {
	s := caseload.Staffing{Cases: 300, FTE: dec("15")}
	after, err := s.After(caseload.Change{Joining: dec("5"), NewlyQualified: dec("2"), Protection: caseload.Protection{Factor: dec("0.6")}, Leaving: dec("1"), Opening: 12, Ending: 30})
	require.NoError(t, err)
	decimaltest.Equal(t, "18.2", after.FTE) // 15 + 3 + 2 × 0.6 − 1
	assert.Equal(t, 282, after.Cases)
	ratio(t, "15.5", after.Average(), 1)

	empty, err := s.After(caseload.Change{Leaving: dec("15")})
	require.NoError(t, err)
	assert.False(t, empty.Average().Defined())
	for name, c := range map[string]caseload.Change{
		"more leave than there are": {Leaving: dec("15.1")}, "more end than there are": {Ending: 301}, "below zero": {Joining: dec("-1")},
		"more newly qualified than joiners": {NewlyQualified: dec("1")},
	} {
		_, err := s.After(c)
		assert.ErrorIs(t, err, caseload.ErrPlan, name)
	}
	_, err = s.After(caseload.Change{Protection: caseload.Protection{Factor: dec("60")}})
	assert.ErrorIs(t, err, caseload.ErrProtection)
}

func TestMonthsUntilTheOptimum(t *testing.T) {
	// 300 cases on 15 FTE, one joins a month: 300/20 = 15 after five.
	a, err := caseload.Course{Staffing: caseload.Staffing{Cases: 300, FTE: dec("15")}, Joining: dec("1"), Start: day("2025-09-30")}.Months()
	require.NoError(t, err)
	assert.True(t, a.Reached)
	assert.Equal(t, 5, a.Month)
	assert.Equal(t, "2026-02-28", a.Date.Format(time.DateOnly), "five months after 30 September")
	require.Len(t, a.Path, 6)
	ratio(t, "15", a.Path[5].Average(), 3)
	ratio(t, "15.789", a.Path[4].Average(), 3)

	// Newly qualified at 0.5: five a year carry 2.5, and in full after twelve months.
	a, err = caseload.Course{
		Staffing: caseload.Staffing{Cases: 300, FTE: dec("15")}, Joining: dec("1"), NewlyQualified: dec("1"), Protection: caseload.Protection{Factor: dec("0.5")},
	}.Months()
	require.NoError(t, err)
	assert.Equal(t, 10, a.Month)
	a, err = caseload.Course{
		Staffing: caseload.Staffing{Cases: 300, FTE: dec("15")}, Aim: dec("10"), Joining: dec("1"), NewlyQualified: dec("1"), Protection: caseload.Protection{Factor: dec("0.5")}, ProtectedMonths: 2,
	}.Months()
	require.NoError(t, err)
	decimaltest.Equal(t, "15.5", a.Path[1].FTE)
	decimaltest.Equal(t, "16", a.Path[2].FTE)
	decimaltest.Equal(t, "17", a.Path[3].FTE, "the first two protected months are over: 15 + 1 + 2 × 0.5")
	assert.Equal(t, 16, a.Month)
}

func TestCoursesAtTheirEdges(t *testing.T) {
	now, err := caseload.Course{Staffing: caseload.Staffing{Cases: 30, FTE: dec("2")}}.Months()
	require.NoError(t, err)
	assert.True(t, now.Reached && now.Month == 0, "at the optimum is reached")

	never, err := caseload.Course{Staffing: caseload.Staffing{Cases: 300, FTE: dec("15")}, TurnoverPercent: dec("12"), Joining: dec("0.15"), Most: 24}.Months()
	require.NoError(t, err)
	assert.False(t, never.Reached)
	assert.Equal(t, "after 24 months the average is 20 and no longer falls", never.Note, "as many join as leave")
	assert.Len(t, never.Path, 25)

	back, err := caseload.Course{Staffing: caseload.Staffing{Cases: 300, FTE: dec("15")}, Returning: []caseload.Return{{Month: 3, FTE: dec("5")}}}.Months()
	require.NoError(t, err)
	assert.Equal(t, 3, back.Month)

	closed, err := caseload.Course{Staffing: caseload.Staffing{Cases: 10}, Ending: dec("6")}.Months()
	require.NoError(t, err)
	assert.Equal(t, 2, closed.Month, "without workers only no cases will do")

	falling, err := caseload.Course{Staffing: caseload.Staffing{Cases: 100, FTE: dec("1")}, EndingPercent: dec("10"), Opening: dec("1")}.Months()
	require.NoError(t, err)
	assert.True(t, falling.Reached)
	decimaltest.Equal(t, "91", falling.Path[1].Cases)

	s := caseload.Staffing{Cases: 300, FTE: dec("15")}
	for name, c := range map[string]caseload.Course{
		"aim below zero": {Staffing: s, Aim: dec("-1")}, "turnover above 100": {Staffing: s, TurnoverPercent: dec("101")},
		"more newly qualified than joiners": {Staffing: s, NewlyQualified: dec("1")}, "too many months": {Staffing: s, Most: 1201},
		"return in month 0": {Staffing: s, Returning: []caseload.Return{{FTE: dec("1")}}}, "ending below zero": {Staffing: s, Ending: dec("-1")},
	} {
		_, err := c.Months()
		assert.ErrorIs(t, err, caseload.ErrPlan, name)
	}
}

func TestRoomRanksByTheLoadAfterTheCase(t *testing.T) {
	ranked, refused := caseload.Room([]caseload.Candidate{
		{Name: "full", Used: dec("2100"), Available: dec("2176")},
		{Name: "half", Used: dec("900"), Available: dec("1088")},
		{Name: "none"},
		{Name: "asye", Used: dec("1500"), Available: dec("1740")},
		{Name: "over", Used: dec("990"), Available: dec("1000")},
		{Name: "barred", Available: dec("1000"), Unfit: "knows the family"},
		{Name: "leave", Used: dec("30")},
	}, dec("59"), caseload.Threshold{})
	var names []string
	for _, o := range ranked {
		names = append(names, o.Name+" "+o.After.Text(1))
	}
	assert.Equal(t, []string{"half 88.1 %", "asye 89.6 %", "full 99.2 %"}, names)
	reasons := map[string]string{}
	for _, o := range refused {
		require.Len(t, o.Reasons, 1)
		reasons[o.Name] = o.Reasons[0]
	}
	assert.Equal(t, map[string]string{
		"none": "has no capacity", "leave": "has no capacity", "barred": "knows the family",
		"over": "would be at 104.9 %, over 100 % of the limit of 1000",
	}, reasons)
}

// A held case that changes class: the old points come out, not the new ones.
func TestAHeldCaseChangesByTheDifference(t *testing.T) {
	before := caseload.Utilisation{Load: dec("500"), Capacity: dec("1000")}
	assert.Equal(t, "53.6 %", caseload.WhatIf(before, dec("23"), dec("59")).Text(1))
	ranked, _ := caseload.Room([]caseload.Candidate{{Name: "holder", Used: dec("500"), Available: dec("1000"), Held: null("23")}}, dec("59"), caseload.Threshold{})
	assert.Contains(t, ranked[0].Reasons, "already holds the case, at 23")
}

func TestSpread(t *testing.T) {
	assert.Equal(t, []int{4, 3, 3}, caseload.Spread(10, 3))
	assert.Equal(t, []int{1, 0}, caseload.Spread(1, 2), "what remains never goes below zero")
	assert.Empty(t, caseload.Spread(10, 0))
	assert.Empty(t, caseload.Spread(-1, 3))
}

func TestBothReadingsOfPrintedShares(t *testing.T) {
	// Oldham, report of 10 September 2019, 7.3: 30 % high and 3 % very high; the year before 50 % and 18 %.
	exclusive, cumulative, err := caseload.ReadShares(dec("30"), dec("3"))
	require.NoError(t, err)
	shares := func(r caseload.ShareReading) (text []string) {
		for _, s := range r.Shares {
			text = append(text, s.String())
		}
		return text
	}
	assert.Equal(t, []string{"67", "30", "3"}, shares(exclusive))
	assert.Equal(t, []string{"70", "27", "3"}, shares(cumulative))
	exclusive, cumulative, err = caseload.ReadShares(dec("50"), dec("18"))
	require.NoError(t, err)
	assert.Equal(t, []string{"32", "50", "18"}, shares(exclusive))
	assert.Equal(t, []string{"50", "32", "18"}, shares(cumulative))

	exclusive, cumulative, err = caseload.ReadShares(dec("90"), dec("20"))
	require.NoError(t, err)
	assert.False(t, exclusive.Possible(), "90 and 20 are more than 100")
	assert.True(t, cumulative.Possible())
	_, cumulative, err = caseload.ReadShares(dec("3"), dec("30"))
	require.NoError(t, err)
	assert.False(t, cumulative.Possible(), "30 cannot lie inside 3")
	_, _, err = caseload.ReadShares(dec("101"))
	assert.ErrorIs(t, err, caseload.ErrShares)
}

// 30 workers: 20 manageable, 9 high, 1 very high is 30 % and 3 % when the bands exclude each other.
func TestWhichReadingABandingMatches(t *testing.T) {
	var workers []caseload.Worker
	for i := range 30 {
		cases := 10
		if i >= 20 {
			cases = 25
		}
		if i == 29 {
			cases = 31
		}
		workers = append(workers, caseload.Worker{Name: string(rune('a' + i)), FTE: dec("1"), Cases: cases})
	}
	p, err := caseload.Describe(workers, caseload.Settings{})
	require.NoError(t, err)
	exclusive, cumulative := p.Banding.Matches(dec("1"), dec("30"), dec("3"))
	assert.True(t, exclusive)
	assert.False(t, cumulative)
	exclusive, cumulative = p.Banding.Matches(dec("1"), dec("33"), dec("3"))
	assert.False(t, exclusive)
	assert.True(t, cumulative)
	exclusive, cumulative = p.Banding.Matches(dec("1"), dec("30"))
	assert.False(t, exclusive || cumulative, "a share is missing")
}

func TestMovementBetweenTwoDates(t *testing.T) {
	before := caseload.Snapshot{Date: day("2024-09-30"), Profile: profile(t, "worker,fte,cases,agency\na,1,20,\nb,1,30,yes\nc,0.5,10,\n", caseload.Settings{})}
	after := caseload.Snapshot{Date: day("2025-09-30"), Profile: profile(t, "worker,fte,cases,agency\na,1,18,\nb,1,21,\nc,0.5,10,\nd,1,7,yes\n", caseload.Settings{})}
	m := before.Move(after)
	require.False(t, m.SeriesBreak, m.Why)
	lines := map[string]caseload.MovementLine{}
	for _, l := range m.Lines {
		lines[l.Name] = l
	}
	ratio(t, "-6", lines["mean per worker"].Change, 2) // 56/4 − 60/3
	ratio(t, "-8", lines["mean per FTE"].Change, 2)    // 56/3.5 − 60/2.5
	ratio(t, "-6", lines["median"].Change, 2)          // 14 − 20
	ratio(t, "-8.3", lines["agency"].Change, 1)        // 25 − 33.3 percentage points
	ratio(t, "-33.3", lines["very high"].Change, 1)
	assert.True(t, m.Lines[0].Equal(m.Lines[0]))

	for name, other := range map[string]caseload.Snapshot{
		"scope":      {Profile: after.Profile, Scope: "fieldwork teams"},
		"counting":   {Profile: after.Profile, Counting: "each family"},
		"limits":     {Profile: profile(t, smallTeam, caseload.Settings{Limits: caseload.Limits{ASYE: caseload.Protection{Factor: dec("0.6")}}})},
		"bands":      {Profile: profile(t, smallTeam, caseload.Settings{Bands: caseload.DfEBands()})},
		"band sides": {Profile: profile(t, smallTeam, caseload.Settings{Bands: caseload.MustBands(caseload.Cases, caseload.Under("manageable", dec("20")), caseload.Between("high", dec("20"), dec("30")), caseload.AndOver("very high", dec("30")))})},
	} {
		m := before.Move(other)
		assert.True(t, m.SeriesBreak, name)
		assert.NotEmpty(t, m.Why)
		for _, l := range m.Lines {
			assert.False(t, l.Change.Defined(), "%s: %s", name, l.Name)
		}
	}
}
