package flow_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
)

// day reads an ISO date.
func day(t testing.TB, text string) time.Time {
	t.Helper()
	d, err := flow.ParseDate(text)
	require.NoError(t, err)
	return d
}

// everyone is all children in care.
func everyone(flow.State) bool { return true }

// twoStates is the closed chain of METHODS part C: 0.1 a day one way, 0.05 back, 100 children in the first.
func twoStates() flow.Chain {
	return flow.Chain{
		States:      []string{"a", "b"},
		Transitions: []flow.Transition{{From: "a", To: "b", Rate: 0.1}, {From: "b", To: "a", Rate: 0.05}},
	}
}

// twoTypes is the same as a model of children young enough to stay in their band.
func twoTypes() flow.Model {
	return flow.Model{
		Bands: []flow.Band{{Name: "0 to 17", From: 0, To: 18}}, Placements: []string{"a", "b"},
		Rates: []flow.Rate{{Band: "0 to 17", From: "a", To: "b", PerDay: 0.1}, {Band: "0 to 17", From: "b", To: "a", PerDay: 0.05}},
	}
}

func TestTheVarianceOfATwoStateChainIsTheBinomialOne(t *testing.T) {
	// In the long run each child is in b with chance 2/3: 100 · 1/3 · 2/3 = 22.22. The peer's formula gives 2,269.7.
	moments, notes, err := twoStates().Project(map[string]float64{"a": 100}, 365, 365)
	require.NoError(t, err)
	assert.Empty(t, notes)
	last := moments[len(moments)-1]
	assert.InDelta(t, 100.0/3, last.Mean[0], 1e-9)
	assert.InDelta(t, 200.0/9, last.Covariance[0][0], 1e-9)
	assert.InDelta(t, -200.0/9, last.Covariance[0][1], 1e-9)
	assert.Zero(t, moments[0].Covariance[0][0])
}

func TestTheModelOfChildrenAgreesWithTheChain(t *testing.T) {
	start := day(t, "2025-04-01")
	stock := []flow.Children{{Placement: "a", Born: day(t, "2020-02-29"), Number: 60}, {Placement: "a", Born: day(t, "2015-01-01"), Number: 40}}
	m := twoTypes()
	m.Rates = append(m.Rates, flow.Rate{Band: "0 to 17", From: "b", PerDay: 0.002})
	m.Entries = []flow.Entry{{Band: "0 to 17", To: "a", PerDay: 0.3, AgesInDays: []int{100, 2000}}}
	p, err := m.Project(stock, flow.Settings{Start: start, Days: 365, Every: 73})
	require.NoError(t, err)
	chain := twoStates()
	chain.Transitions = append(chain.Transitions, flow.Transition{From: "b", Rate: 0.002}, flow.Transition{To: "a", Number: 0.3})
	moments, _, err := chain.Project(map[string]float64{"a": 100}, 365, 73)
	require.NoError(t, err)
	require.Len(t, p.Moments, 6)
	for i, want := range moments {
		for a := range want.Mean {
			assert.InDelta(t, want.Mean[a], p.Moments[i].Mean[a], 1e-9)
			for b := range want.Mean {
				assert.InDelta(t, want.Covariance[a][b], p.Moments[i].Covariance[a][b], 1e-9)
			}
		}
	}
}

func TestTheStepLengthDoesNotChangeTheAnswer(t *testing.T) {
	// csdm gives 185.22, 184.75, 183.69 and 180.40 foster placements at steps of 1, 10, 30 and 90 days.
	start := day(t, "2025-04-01")
	m := twoTypes()
	m.Entries = []flow.Entry{{Band: "0 to 17", To: "a", PerDay: 0.2}}
	stock := []flow.Children{{Placement: "a", Band: "0 to 17", Number: 100}}
	var want flow.Moment
	for i, every := range []int{1, 10, 30, 90} {
		p, err := m.Project(stock, flow.Settings{Start: start, Days: 90, Every: every})
		require.NoError(t, err)
		last := p.Moments[len(p.Moments)-1]
		if i == 0 {
			want = last
			continue
		}
		assert.Equal(t, want, last, "every %d days", every)
	}
	var chain flow.ChainMoment
	for i, every := range []int{1, 10, 30, 90} {
		moments, _, err := twoStates().Project(map[string]float64{"a": 100}, 90, every)
		require.NoError(t, err)
		if i == 0 {
			chain = moments[len(moments)-1]
		}
		assert.Equal(t, chain, moments[len(moments)-1])
	}
}

func TestSixteenAndOverEndsAt18OnTheBirthday(t *testing.T) {
	// csdm lets one in 5,110 leave a day. Here two children leave on their birthdays and one is too young to.
	m := flow.Model{Placements: []string{"fostering"}}
	start := day(t, "2025-04-01")
	stock := []flow.Children{
		{Placement: "fostering", Born: day(t, "2007-04-11"), Number: 1},
		{Placement: "fostering", Born: day(t, "2007-04-21"), Number: 1},
		{Placement: "fostering", Born: day(t, "2009-04-01"), Number: 1},
	}
	p, err := m.Project(stock, flow.Settings{Start: start, Days: 30, Every: 1})
	require.NoError(t, err)
	total := func(d int) flow.Expected { return p.Moments[d].In(p.States, everyone) }
	assert.Equal(t, 3.0, total(9).Mean)
	assert.Equal(t, 2.0, total(10).Mean, "the 18th birthday itself is not a day in care")
	assert.Equal(t, 2.0, total(19).Mean)
	assert.Equal(t, 1.0, total(20).Mean)
	assert.Zero(t, total(20).Variance, "a birthday is no chance")
}

func TestOneBornOn29FebruaryIs18On1March(t *testing.T) {
	m := flow.Model{Placements: []string{"fostering"}}
	stock := []flow.Children{{Placement: "fostering", Born: day(t, "2008-02-29"), Number: 1}}
	p, err := m.Project(stock, flow.Settings{Start: day(t, "2026-02-27"), Days: 3, Every: 1})
	require.NoError(t, err)
	assert.Equal(t, 1.0, p.Moments[1].In(p.States, everyone).Mean, "28 February 2026")
	assert.Equal(t, 0.0, p.Moments[2].In(p.States, everyone).Mean, "1 March 2026")
}

func TestAgeingFollowsTheTrueAges(t *testing.T) {
	// All children of a band born on one day leave it on one day; 1/length of band would move a 365th a day.
	m := flow.Model{Placements: []string{"fostering"}}
	start := day(t, "2025-04-01")
	p, err := m.Project([]flow.Children{{Placement: "fostering", Born: day(t, "2024-05-01"), Number: 10}}, flow.Settings{Start: start, Days: 60, Every: 30})
	require.NoError(t, err)
	under1 := func(s flow.State) bool { return s.Band == "under 1" }
	assert.Equal(t, 10.0, p.Moments[0].In(p.States, under1).Mean)
	assert.Equal(t, 0.0, p.Moments[1].In(p.States, under1).Mean, "30 days on is 1 May, their birthday")
	assert.Equal(t, 10.0, p.Moments[1].In(p.States, everyone).Mean)
}

func TestChildrenWithoutDatesOfBirthAreOfAnyAgeInTheirBand(t *testing.T) {
	// 365 children under 1 of any age: one has a birthday each day, with the variance of a number out of 365 that each are
	// in the band with chance (365 − d)/365.
	m := flow.Model{Placements: []string{"fostering"}}
	p, err := m.Project([]flow.Children{{Placement: "fostering", Band: "under 1", Number: 365}}, flow.Settings{Start: day(t, "2025-04-01"), Days: 73, Every: 73})
	require.NoError(t, err)
	e := p.Moments[1].In(p.States, func(s flow.State) bool { return s.Band == "under 1" })
	assert.InDelta(t, 292, e.Mean, 1e-9)
	assert.InDelta(t, 365*0.8*0.2, e.Variance, 1e-9)
	assert.InDelta(t, 365, p.Moments[1].In(p.States, everyone).Mean, 1e-9)
	assert.InDelta(t, 0, p.Moments[1].In(p.States, everyone).Variance, 1e-6)
	assert.Contains(t, p.Notes[0], "no date of birth")
}

func TestLeaversAreNotInTheTotal(t *testing.T) {
	// csdm keeps them in its result as a population: 579.94 children of whom 285.95 are in care.
	m := twoTypes()
	m.Rates = []flow.Rate{{Band: "0 to 17", From: "a", PerDay: 0.01}}
	p, err := m.Project([]flow.Children{{Placement: "a", Band: "0 to 17", Number: 100}}, flow.Settings{Start: day(t, "2025-04-01"), Days: 100})
	require.NoError(t, err)
	e := p.Moments[1].In(p.States, everyone)
	assert.Less(t, e.Mean, 100*0.37)
	lower, upper := e.Interval95()
	assert.Positive(t, lower)
	assert.Greater(t, upper, e.Mean)
}

func TestAnIntervalNeverGoesBelowZero(t *testing.T) {
	lower, upper := flow.Expected{Mean: 1, Variance: 4}.Interval95()
	assert.Zero(t, lower)
	assert.InDelta(t, 4.92, upper, 0.01)
}

func TestMonthsAndQuartersCountCareDays(t *testing.T) {
	// Ten children who stay: 30 days of April are 300 child-days, the quarter to June 910. Quarters are those of the
	// financial year.
	m := flow.Model{Placements: []string{"fostering", "residential"}}
	stock := []flow.Children{{Placement: "fostering", Born: day(t, "2020-01-01"), Number: 10}}
	p, err := m.Project(stock, flow.Settings{Start: day(t, "2025-04-01"), Days: 365})
	require.NoError(t, err)
	require.Len(t, p.Months, 12)
	require.Len(t, p.Quarters, 4)
	assert.Equal(t, "2025-04", p.Months[0].Label)
	assert.Equal(t, "2025-26 Q1", p.Quarters[0].Label)
	assert.Equal(t, "2025-26 Q4", p.Quarters[3].Label)
	assert.InDelta(t, 300, p.Months[0].Placements[0].ChildDays, 1e-9)
	assert.InDelta(t, 910, p.Quarters[0].Total.ChildDays, 1e-9)
	assert.Zero(t, p.Months[0].Placements[1].ChildDays)
	assert.Equal(t, "300", p.Months[0].Placements[0].CareDays().String())
	assert.True(t, p.Months[11].Whole)
	assert.InDelta(t, 10, p.Months[11].Total.End.Mean, 1e-9)

	var sum, quarters float64
	for _, month := range p.Months {
		sum += month.Total.ChildDays
	}
	for _, q := range p.Quarters {
		quarters += q.Total.ChildDays
	}
	assert.InDelta(t, 3650, sum, 1e-9)
	assert.InDelta(t, sum, quarters, 1e-9)

	part, err := m.Project(stock, flow.Settings{Start: day(t, "2025-04-10"), Days: 10})
	require.NoError(t, err)
	require.Len(t, part.Months, 1)
	assert.False(t, part.Months[0].Whole)
	assert.Equal(t, 10, part.Months[0].Days)
	assert.InDelta(t, 100, part.Months[0].Total.ChildDays, 1e-9)
}

func TestScenarios(t *testing.T) {
	start := day(t, "2025-04-01")
	m := flow.Model{Placements: []string{"fostering", "residential"}, Entries: []flow.Entry{
		{Band: "5 to 9", To: "fostering", PerDay: 1}, {Band: "10 to 15", To: "residential", PerDay: 1},
	}}
	for _, c := range []struct {
		name     string
		scenario []flow.Adjustment
		want     float64
	}{
		{"as it is", nil, 200},
		{"a tenth fewer entries", []flow.Adjustment{{Flow: flow.EntryFlow, Multiply: new(0.9)}}, 180},
		{"of one band only", []flow.Adjustment{{Flow: flow.EntryFlow, Band: "5 to 9", Multiply: new(0.5)}}, 150},
		{"set to a number", []flow.Adjustment{{Flow: flow.EntryFlow, To: "residential", Set: new(0.25)}}, 125},
		{"from a day on", []flow.Adjustment{{Flow: flow.EntryFlow, Multiply: new(0.0), Since: start.AddDate(0, 0, 40)}}, 80},
		{"a new entry", []flow.Adjustment{{Flow: flow.EntryFlow, Band: "1 to 4", To: "fostering", Set: new(0.1)}}, 210},
		{"one after another", []flow.Adjustment{{Flow: flow.EntryFlow, Multiply: new(0.5)}, {Flow: flow.EntryFlow, Multiply: new(0.5)}}, 50},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := m.Project(nil, flow.Settings{Start: start, Days: 100, Scenario: c.scenario})
			require.NoError(t, err)
			assert.InDelta(t, c.want, p.Moments[1].In(p.States, everyone).Mean, 1e-9)
		})
	}
	assert.Equal(t, 1.0, m.Entries[0].PerDay, "the model itself is as it was")

	var fault *flow.ModelError
	for name, a := range map[string]flow.Adjustment{
		"fits nothing": {Flow: flow.ExitFlow, Multiply: new(0.5)}, "negative": {Flow: flow.EntryFlow, Multiply: new(-1.0)},
		"unknown band": {Flow: flow.EntryFlow, Band: "50 to 59", To: "fostering", Set: new(1.0)},
	} {
		_, err := m.Project(nil, flow.Settings{Start: start, Days: 1, Scenario: []flow.Adjustment{a}})
		require.ErrorAs(t, err, &fault, name)
	}
	// Exits and moves that the model did not have.
	with, err := m.With(flow.Adjustment{Flow: flow.ExitFlow, Band: "5 to 9", From: "fostering", Set: new(0.5)},
		flow.Adjustment{Flow: flow.MoveFlow, Band: "5 to 9", From: "fostering", To: "residential", Set: new(0.5)})
	require.NoError(t, err)
	assert.Len(t, with.Rates, 2)
	_, err = with.With(flow.Adjustment{Flow: flow.AllFlows, Band: "5 to 9", Multiply: new(1.5)})
	require.ErrorAs(t, err, &fault)
}

func TestASimulationAgreesWithTheExactMoments(t *testing.T) {
	// 2,000 futures: a variance of 22.22 has a standard error of 22.22 √(2/2000) = 0.7; three of them are allowed.
	start := day(t, "2025-04-01")
	stock := []flow.Children{{Placement: "a", Born: day(t, "2020-01-01"), Number: 100}}
	s, err := twoTypes().Simulate(stock, flow.SimulationSettings{Settings: flow.Settings{Start: start, Days: 365}, Runs: 2000, Seed: 1})
	require.NoError(t, err)
	last := s.Moments[len(s.Moments)-1]
	assert.InDelta(t, 100.0/3, last.Mean[0], 3*0.105)
	assert.InDelta(t, 22.22, last.Variance[0], 2.1)
	assert.InDelta(t, 100, last.Total.Mean, 1e-9)
	again, err := twoTypes().Simulate(stock, flow.SimulationSettings{Settings: flow.Settings{Start: start, Days: 365}, Runs: 2000, Seed: 1})
	require.NoError(t, err)
	assert.Equal(t, s, again, "a seed makes the same futures")

	// And with everything at once: ages unknown, birthdays, entries, exits, a change of rates.
	m := flow.Model{
		Placements: []string{"fostering", "residential"},
		Rates: []flow.Rate{
			{Band: "10 to 15", From: "fostering", To: "residential", PerDay: 0.002},
			{Band: "16 and over", From: "fostering", PerDay: 0.004},
			{Band: "10 to 15", From: "residential", PerDay: 0.003},
			{Band: "16 and over", From: "residential", To: "fostering", PerDay: 0.001},
		},
		Entries: []flow.Entry{{Band: "10 to 15", To: "residential", PerDay: 0.2}, {Band: "16 and over", To: "fostering", PerDay: 0.1, AgesInDays: []int{16 * 366, 17 * 366}}},
	}
	parts := []flow.Children{{Placement: "fostering", Band: "10 to 15", Number: 80}, {Placement: "residential", Band: "16 and over", Number: 30}}
	settings := flow.Settings{Start: start, Days: 500, Every: 250, Scenario: []flow.Adjustment{{Flow: flow.EntryFlow, Multiply: new(2.0), Since: start.AddDate(0, 0, 100)}}}
	p, err := m.Project(parts, settings)
	require.NoError(t, err)
	sim, err := m.Simulate(parts, flow.SimulationSettings{Settings: settings, Runs: 1000, Seed: 7})
	require.NoError(t, err)
	for i, moment := range p.Moments {
		exact := moment.In(p.States, everyone)
		assert.InDelta(t, exact.Mean, sim.Moments[i].Total.Mean, 0.1*exact.SD()+1e-9)
		assert.InDelta(t, exact.Variance, sim.Moments[i].Total.Variance, 0.15*exact.Variance+1e-6)
		for k := range moment.Mean {
			v := moment.Covariance[k][k]
			assert.InDelta(t, moment.Mean[k], sim.Moments[i].Mean[k], 0.1*flow.Expected{Variance: v}.SD()+0.02, "%v", p.States[k])
			assert.InDelta(t, v, sim.Moments[i].Variance[k], 0.15*v+0.05, "%v", p.States[k])
		}
	}
}

func TestUncertainRatesWidenTheSpread(t *testing.T) {
	m := twoTypes()
	m.Entries = []flow.Entry{{Band: "0 to 17", To: "a", PerDay: 0.1, AgesInDays: []int{3000}, Events: 10, Days: 100}}
	settings := flow.SimulationSettings{Settings: flow.Settings{Start: day(t, "2025-04-01"), Days: 365}, Runs: 1000, Seed: 3}
	plain, err := m.Simulate(nil, settings)
	require.NoError(t, err)
	settings.UncertainRates = true
	wide, err := m.Simulate(nil, settings)
	require.NoError(t, err)
	// Poisson 36.5; with a rate from ten events the variance gains 365² · 10.5/100² = 140 (by the prior; 10 by the delta
	// method: 133.2, on top of 36.5).
	assert.InDelta(t, 36.5, plain.Moments[1].Total.Variance, 8)
	assert.Greater(t, wide.Moments[1].Total.Variance, 120.0)
	p, err := m.Project(nil, settings.Settings)
	require.NoError(t, err)
	assert.InDelta(t, 36.5+365*365*10/1e4, p.Moments[1].In(p.States, everyone).Variance, 1e-6)
	last := p.Months[len(p.Months)-1]
	assert.InDelta(t, 36.5+365*365*10/1e4, last.Total.End.Variance, 1e-6)
	assert.InDelta(t, last.Total.End.Mean, 36.5, 1e-9)
	assert.Contains(t, p.Notes[0], "uncertainty of estimated rates")
}
