package flow_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
)

// outlookOf projects a stock for a year and plays futures.
func outlookOf(t *testing.T, m flow.Model, stock []flow.Children) flow.Outlook {
	t.Helper()
	settings := flow.Settings{Start: time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC), Days: 365}
	p, err := m.Project(stock, settings)
	require.NoError(t, err)
	o := flow.NewOutlook(m, p)
	s, err := m.Simulate(stock, flow.SimulationSettings{Settings: settings, Runs: 20, Seed: 7})
	require.NoError(t, err)
	o.Simulate(s)
	return o
}

func TestOutlook_ReadsBackEqual(t *testing.T) {
	day := func(text string) time.Time {
		d, err := flow.ParseDate(text)
		require.NoError(t, err)
		return d
	}
	r := flow.Return{Born: map[string]time.Time{"1": day("2012-06-15"), "2": day("2014-02-01"), "3": day("2010-02-01")}, Episodes: []flow.Episode{
		{Child: "1", Start: day("2024-01-01"), End: day("2024-08-01"), Place: "U1", Line: 2},
		{Child: "1", Start: day("2024-08-01"), Place: "K2", Line: 3},
		{Child: "2", Start: day("2024-02-01"), Place: "U4", Line: 4},
		{Child: "3", Start: day("2024-02-01"), End: day("2024-01-01"), Place: "U4", Line: 5},
		{Child: "4", Start: day("2024-02-01"), Place: "U4", Line: 6},
	}}
	histories, problems := r.Histories(flow.HistorySettings{})
	m, err := flow.Estimate(histories, flow.Window{From: day("2024-01-01"), To: day("2025-01-01")}, nil)
	require.NoError(t, err)
	tested, err := flow.BackTest(histories, flow.BackTestSettings{Fit: flow.Window{From: day("2024-01-01"), To: day("2024-11-01")}, Months: 2})
	require.NoError(t, err)
	o := outlookOf(t, m, flow.StockOn(histories, day("2025-01-01")))
	o.Test(tested)
	o.Problems, o.Notes = problems, append(o.Notes, "a note & <more>")
	for _, made := range []flow.Outlook{o, {Start: day("2025-01-01")}} {
		text, err := json.Marshal(made)
		require.NoError(t, err)
		var back flow.Outlook
		require.NoError(t, json.Unmarshal(text, &back))
		require.True(t, made.Equal(back), "%s", text)
		again, err := json.Marshal(back)
		require.NoError(t, err)
		assert.Equal(t, string(text), string(again))
	}
	assert.Equal(t, map[flow.ProblemCode]int{flow.EndBeforeStart: 1, flow.NoBirthDate: 1}, o.LeftOut())
	assert.Equal(t, 2, o.Reported()[flow.OpenEnd])
}

func TestOutlook_AnswersHowManyAtTheEnd(t *testing.T) {
	// Twelve children who stay and are too young to leave.
	m := flow.Model{Placements: []string{flow.Fostering}}
	o := outlookOf(t, m, []flow.Children{{Placement: flow.Fostering, Band: "1 to 4", Number: 12}})
	assert.Equal(t, "On 1 April 2026 there will be about 12 children in care, between 12 and 12 in 19 cases of 20 if the rates stay as they are.", o.Answer())
}
