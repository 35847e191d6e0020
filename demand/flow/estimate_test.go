package flow_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
)

func TestARateIsEventsOverChildDays(t *testing.T) {
	// Child 1 is 9 and 10: fostered from 1 April 2020, 10 on 15 June, moved on 1 July, home on 11 July. So 75 child-days of
	// fostering at 9, 16 at 10 with one move, 10 of residential with one exit.
	histories, _ := returns(t, "1,01/04/2020,01/07/2020,U1", "1,01/07/2020,11/07/2020,K2").Histories(flow.HistorySettings{})
	m, err := flow.Estimate(histories, flow.Window{From: day(t, "2020-03-01"), To: day(t, "2020-08-01")}, nil)
	require.NoError(t, err)
	assert.Equal(t, []string{"fostering", "residential"}, m.Placements)
	assert.Equal(t, []flow.Rate{
		{Band: "10 to 15", From: "fostering", To: "residential", PerDay: 1.0 / 16, Events: 1, ChildDays: 16},
		{Band: "10 to 15", From: "residential", PerDay: 0.1, Events: 1, ChildDays: 10},
	}, m.Rates)
	require.Len(t, m.Entries, 1)
	assert.Equal(t, 1.0/153, m.Entries[0].PerDay, "one entry in 153 days")
	assert.Equal(t, "5 to 9", m.Entries[0].Band)
	assert.Equal(t, []int{3578}, m.Entries[0].AgesInDays, "15 June 2010 to 1 April 2020")
	require.NoError(t, m.Check())
}

func TestOneMoveFromAStockOfOneIsNotTheMeanOfDailyRatios(t *testing.T) {
	// csdm makes one move of a single child in a window of 185 days a rate of 1/185, however few days the child was there.
	histories, _ := returns(t, "1,01/04/2021,11/04/2021,H5", "1,11/04/2021,11/04/2022,U1").Histories(flow.HistorySettings{})
	m, err := flow.Estimate(histories, flow.Window{From: day(t, "2021-04-01"), To: day(t, "2021-10-03")}, nil)
	require.NoError(t, err)
	require.Len(t, m.Rates, 1)
	assert.Equal(t, 0.1, m.Rates[0].PerDay, "one move in ten child-days at risk")
}

func TestEventsOnTheEdgesOfTheWindow(t *testing.T) {
	// An entry on the window's first day is stock; an exit on its last counts, as the day before was at risk.
	window := flow.Window{From: day(t, "2020-04-01"), To: day(t, "2020-05-01")}
	for _, c := range []struct {
		name           string
		row            string
		entries, exits int
		days           int
	}{
		{"enters on the first day, leaves on the last", "1,01/04/2020,01/05/2020,U1", 0, 1, 30},
		{"enters a day later, leaves a day later", "1,02/04/2020,02/05/2020,U1", 1, 0, 29},
		{"leaves on the first day", "1,01/03/2020,01/04/2020,U1", 0, 0, 0},
		{"leaves on the second", "1,01/03/2020,02/04/2020,U1", 0, 1, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			histories, _ := returns(t, c.row).Histories(flow.HistorySettings{})
			m, err := flow.Estimate(histories, window, nil)
			if c.days == 0 {
				require.ErrorIs(t, err, flow.ErrNoHistory)
				return
			}
			require.NoError(t, err)
			assert.Len(t, m.Entries, c.entries)
			require.Len(t, m.Rates, c.exits)
			if c.exits > 0 {
				assert.Equal(t, c.days, m.Rates[0].ChildDays)
			}
		})
	}
}

func TestTurning18IsNoExitRate(t *testing.T) {
	histories, _ := returns(t, "2,2024-01-01,,U1").Histories(flow.HistorySettings{})
	m, err := flow.Estimate(histories, flow.Window{From: day(t, "2024-04-01"), To: day(t, "2026-04-01")}, nil)
	require.NoError(t, err)
	assert.Empty(t, m.Rates)
}

func TestWindowsAndModelsThatCannotBe(t *testing.T) {
	histories, _ := returns(t, "1,01/04/2020,01/07/2020,U1").Histories(flow.HistorySettings{})
	_, err := flow.Estimate(histories, flow.Window{From: day(t, "2020-05-01"), To: day(t, "2020-05-01")}, nil)
	require.Error(t, err)
	_, err = flow.Estimate(nil, flow.Window{From: day(t, "2020-05-01"), To: day(t, "2021-05-01")}, nil)
	require.ErrorIs(t, err, flow.ErrNoHistory)

	gap := []flow.Band{{Name: "young", From: 0, To: 10}, {Name: "old", From: 11, To: 18}}
	_, err = flow.Estimate(histories, flow.Window{From: day(t, "2020-05-01"), To: day(t, "2021-05-01")}, gap)
	var fault *flow.ModelError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "band_gap", fault.Code)
}

func TestAModelGivesAllItsFaultsAtOnce(t *testing.T) {
	m := flow.Model{
		Placements: []string{"a", "a"},
		Rates: []flow.Rate{
			{Band: "5 to 9", From: "a", PerDay: 0.7}, {Band: "5 to 9", From: "a", PerDay: 0.7}, {Band: "x", From: "y", To: "z", PerDay: 2},
		},
		Entries: []flow.Entry{{Band: "5 to 9", To: "a", PerDay: -1, AgesInDays: []int{-1}}, {Band: "5 to 9", To: "a"}},
	}
	var found []string
	for _, err := range m.Check().(interface{ Unwrap() []error }).Unwrap() {
		var fault *flow.ModelError
		require.True(t, errors.As(err, &fault))
		found = append(found, fault.Code)
	}
	assert.Equal(t, []string{"placement_name", "rate_twice", "unknown_band", "unknown_placement", "unknown_placement", "rate_range", "rate_sum", "entry_range", "entry_age", "entry_twice"}, found)
	_, err := m.Project(nil, flow.Settings{Start: day(t, "2025-04-01")})
	require.Error(t, err)
}

func TestStocksAndSettingsThatCannotBe(t *testing.T) {
	m := flow.Model{Placements: []string{"fostering"}}
	start := day(t, "2025-04-01")
	var stock *flow.StockError
	for name, c := range map[string]flow.Children{
		"unknown type": {Placement: "x", Band: "5 to 9", Number: 1}, "negative": {Placement: "fostering", Band: "5 to 9", Number: -1},
		"no band": {Placement: "fostering", Number: 1}, "18 already": {Placement: "fostering", Born: day(t, "2007-04-01"), Number: 1},
		"not born": {Placement: "fostering", Born: day(t, "2025-04-02"), Number: 1},
	} {
		_, err := m.Project([]flow.Children{c}, flow.Settings{Start: start, Days: 1})
		require.ErrorAs(t, err, &stock, name)
	}
	var setting *flow.SettingError
	for name, s := range map[string]flow.Settings{
		"no start": {Days: 1}, "back in time": {Start: start, Days: -1}, "a thousand years": {Start: start, Days: 365_000}, "every −1": {Start: start, Days: 1, Every: -1},
	} {
		_, err := m.Project(nil, s)
		require.ErrorAs(t, err, &setting, name)
	}
	_, err := m.Simulate(nil, flow.SimulationSettings{Settings: flow.Settings{Start: start}, Runs: 1})
	require.ErrorAs(t, err, &setting)
	_, err = flow.BackTest(nil, flow.BackTestSettings{Months: -1})
	require.ErrorAs(t, err, &setting)
}

func TestChainsThatCannotBe(t *testing.T) {
	for name, c := range map[string]flow.Chain{
		"no states":     {},
		"a state twice": {States: []string{"a", "a"}},
		"unknown":       {States: []string{"a"}, Transitions: []flow.Transition{{From: "a", To: "b", Rate: 0.1}}},
		"nowhere":       {States: []string{"a"}, Transitions: []flow.Transition{{Rate: 0.1}}},
		"negative":      {States: []string{"a"}, Transitions: []flow.Transition{{From: "a", Rate: -0.1}}},
		"rate of entry": {States: []string{"a"}, Transitions: []flow.Transition{{To: "a", Rate: 0.1}}},
	} {
		_, _, err := c.Project(nil, 1, 1)
		assert.Error(t, err, name)
	}
	_, _, err := twoStates().Project(map[string]float64{"c": 1}, 1, 1)
	require.Error(t, err)
	_, _, err = twoStates().Project(nil, 1, 0)
	require.Error(t, err)
	_, _, err = twoStates().Project(nil, -1, 1)
	require.Error(t, err)
}

func TestRatesThatSumToMoreThanOneAreScaledWithANote(t *testing.T) {
	c := flow.Chain{States: []string{"a", "b", "c"}, Transitions: []flow.Transition{{From: "a", To: "b", Rate: 0.6}, {From: "a", To: "c", Rate: 0.7}}}
	moments, notes, err := c.Project(map[string]float64{"a": 100}, 1, 1)
	require.NoError(t, err)
	assert.InDelta(t, 100*0.6/1.3, moments[1].Mean[1], 1e-9)
	assert.Len(t, notes, 1)
}
