package flow_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/flow"
)

// sharedFile is a path in the shared folder, or a skip.
func sharedFile(t *testing.T, parts ...string) string {
	t.Helper()
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	return filepath.Join(append([]string{shared}, parts...)...)
}

func readVectors(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(sharedFile(t, "vectors", name))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, into))
}

// flows are rows of [from, to, number].
type flows [][3]any

func (f flows) transitions(rate bool) []flow.Transition {
	var out []flow.Transition
	for _, row := range f {
		t := flow.Transition{From: row[0].(string), To: row[1].(string)}
		if v := row[2].(float64); rate {
			t.Rate = v
		} else {
			t.Number = v
		}
		out = append(out, t)
	}
	return out
}

func TestClosedFormCasesOfCSDM(t *testing.T) {
	var file struct {
		Cases []struct {
			Name       string
			Population map[string]float64
			Rates      flows `json:"daily_rates"`
			Numbers    flows `json:"daily_numbers"`
			Checks     []struct {
				Steps         int
				StepDays      int `json:"step_days"`
				Expect        map[string]float64
				Tol           float64
				Approximation bool                 `json:"peer_step_approximation"`
				Conserves     float64              `json:"conserves_total"`
				Rounded       map[string][]float64 `json:"rounded_series"`
			}
		}
		Ageing struct {
			Brackets   map[string]float64   `json:"brackets_days"`
			Population map[string]float64   `json:"population"`
			Tol        float64              `json:"tol"`
			Fostering  map[string][]float64 `json:"fostering_after_days"`
		}
	}
	readVectors(t, "csdm_unit_tests.json", &file)
	require.Len(t, file.Cases, 11)
	checked, approximations := 0, 0
	for _, c := range file.Cases {
		t.Run(c.Name, func(t *testing.T) {
			chain := flow.Chain{Transitions: append(c.Rates.transitions(true), c.Numbers.transitions(false)...)}
			for s := range c.Population {
				chain.States = append(chain.States, s)
			}
			slices.Sort(chain.States)
			for _, check := range c.Checks {
				if check.Approximation {
					// The peer's own step error; a daily recursion gives the answer of its one-day steps.
					approximations++
					continue
				}
				days := check.Steps * check.StepDays
				moments, _, err := chain.Project(c.Population, days, 1)
				require.NoError(t, err)
				total := 0.0
				for i, state := range chain.States {
					if want, ok := check.Expect[state]; ok {
						assert.InDelta(t, want, moments[days].Mean[i], check.Tol+1e-9, "%s after %d days", state, days)
						checked++
					}
					total += moments[days].Mean[i]
					for day, want := range check.Rounded[state] {
						assert.Equal(t, want, math.Round(moments[day].Mean[i]), "%s after %d days", state, day)
						checked++
					}
				}
				if check.Conserves > 0 {
					assert.InDelta(t, check.Conserves, total, 1e-9)
				}
			}
		})
	}
	t.Run("ageing", func(t *testing.T) {
		names := []string{"BIRTH_TO_ONE", "ONE_TO_FIVE", "FIVE_TO_TEN", "TEN_TO_SIXTEEN"}
		chain := flow.Chain{States: names}
		for i := range len(names) - 1 {
			chain.Transitions = append(chain.Transitions, flow.Transition{From: names[i], To: names[i+1], Rate: 1 / file.Ageing.Brackets[names[i]]})
		}
		for text, want := range file.Ageing.Fostering {
			var days int
			_, err := fmt.Sscan(text, &days)
			require.NoError(t, err)
			moments, _, err := chain.Project(map[string]float64{names[0]: 100}, days, days)
			require.NoError(t, err)
			for i, w := range want {
				assert.InDelta(t, w, moments[1].Mean[i], file.Ageing.Tol, "%s after %d days", names[i], days)
				checked++
			}
		}
	})
	t.Logf("%d figures checked, %d of the peer's step approximations left out", checked, approximations)
}

func TestExactVarianceAndNotThePeers(t *testing.T) {
	var cases []struct {
		Case     string
		Days     int
		Mean     []float64
		Variance []float64 `json:"var_exact"`
	}
	readVectors(t, "variance_exact_vs_peer.json", &cases)
	require.Len(t, cases, 5)
	compared := 0
	for _, c := range cases {
		if c.Case != "two-state closed" {
			// The vectors do not give the rates of the case with entrants; TestTheModelOfChildrenAgreesWithTheChain and the
			// simulation cover entries.
			continue
		}
		moments, _, err := twoStates().Project(map[string]float64{"a": 100}, c.Days, c.Days)
		require.NoError(t, err)
		for i := range c.Mean {
			assert.InEpsilon(t, c.Mean[i], moments[1].Mean[i], 1e-9)
			assert.InEpsilon(t, c.Variance[i], moments[1].Covariance[i][i], 1e-9)
		}
		compared++
	}
	assert.Equal(t, 3, compared)
}

// The five yearly returns of the synthetic authority, as one analyst would read them: header, episodes and UASC of each
// year, rates from the first two years, a forecast of the next two against the actual stock.
func TestFiveYearlyReturnsEndToEnd(t *testing.T) {
	var returns flow.Return
	for year := 2017; year <= 2021; year++ {
		for _, table := range []string{"header", "episodes", "uasc"} {
			file, err := os.Open(sharedFile(t, "data", "child_level", fmt.Sprintf("csdm_%d_%s.csv", year, table)))
			require.NoError(t, err)
			kind, err := returns.Read(file)
			require.NoError(t, file.Close())
			require.NoError(t, err)
			assert.Equal(t, table == "episodes", kind == flow.EpisodeTable)
		}
	}
	assert.Len(t, returns.Episodes, 1460+974+648+402+253)
	histories, problems := returns.Histories(flow.HistorySettings{})
	counts := map[flow.ProblemCode]int{}
	for _, p := range problems {
		counts[p.Code]++
	}
	t.Logf("%d children, problems %v", len(histories), counts)
	for _, h := range histories {
		for i, s := range h.Stays {
			require.True(t, s.Start.Before(s.End), "child %s", h.Child)
			require.True(t, i == 0 || !s.Start.Before(h.Stays[i-1].End), "child %s", h.Child)
		}
	}
	back, err := flow.BackTest(histories, flow.BackTestSettings{Fit: flow.Window{From: day(t, "2017-04-01"), To: day(t, "2019-04-01")}, Months: 24})
	require.NoError(t, err)
	require.NoError(t, back.Model.Check())
	for _, row := range back.Rows {
		if row.Date.Equal(day(t, "2020-04-01")) || row.Date.Equal(day(t, "2021-04-01")) {
			t.Logf("%s %-12s expected %6.1f (%5.1f to %5.1f), actual %d", row.Date.Format("2006-01-02"), row.Placement, row.Expected.Mean, row.Lower95, row.Upper95, row.Actual)
		}
	}
	t.Logf("MAE %.2f (unchanged %.2f), total MAE %.2f (unchanged %.2f), %.0f %% within 95 %%", back.MAE, back.Unchanged, back.TotalMAE, back.TotalUnchanged, back.Covered95)
	assert.Len(t, back.Rows, 24*(len(back.Model.Placements)+1))

	wide, err := flow.BackTest(histories, flow.BackTestSettings{Fit: flow.Window{From: day(t, "2017-04-01"), To: day(t, "2019-04-01")}, Months: 24, UncertainRates: true})
	require.NoError(t, err)
	assert.Equal(t, back.MAE, wide.MAE)
	assert.GreaterOrEqual(t, wide.Covered95, back.Covered95)
	t.Logf("with uncertain rates %.0f %% within 95 %%", wide.Covered95)

	// The forecast and the same children played one by one agree.
	start := day(t, "2019-04-01")
	stock := flow.StockOn(histories, start)
	settings := flow.Settings{Start: start, Days: 365}
	p, err := back.Model.Project(stock, settings)
	require.NoError(t, err)
	sim, err := back.Model.Simulate(stock, flow.SimulationSettings{Settings: settings, Runs: 1000, Seed: 5})
	require.NoError(t, err)
	exact := p.Moments[1].In(p.States, everyone)
	assert.InDelta(t, exact.Mean, sim.Moments[1].Total.Mean, 0.15*exact.SD())
	assert.InDelta(t, exact.Variance, sim.Moments[1].Total.Variance, 0.2*exact.Variance)
	t.Logf("a year on: %.2f (variance %.2f), simulated %.2f (%.2f)", exact.Mean, exact.Variance, sim.Moments[1].Total.Mean, sim.Moments[1].Total.Variance)
}

func TestNationalSampleOpenEpisodes(t *testing.T) {
	// 5,050 episodes of 2,123 children.
	var returns flow.Return
	for _, name := range []string{"ssda903_header.csv", "ssda903_episodes.csv"} {
		file, err := os.Open(sharedFile(t, "data", "child_level", name))
		require.NoError(t, err)
		_, err = returns.Read(file)
		require.NoError(t, file.Close())
		require.NoError(t, err)
	}
	assert.Len(t, returns.Episodes, 5050)
	children := map[string]bool{}
	for _, e := range returns.Episodes {
		children[e.Child] = true
	}
	assert.Len(t, children, 2123)
	histories, problems := returns.Histories(flow.HistorySettings{})
	counts := map[flow.ProblemCode]int{}
	for _, p := range problems {
		counts[p.Code]++
	}
	t.Logf("%d histories, problems %v, in care on 31 March 2018: %d", len(histories), counts, len(flow.StockOn(histories, day(t, "2018-03-31"))))
}

func TestOpenOn31March2017InTheFirstYearlyReturn(t *testing.T) {
	// Counted beside us with another tool: 519 episodes of 513 children are open on 31 March 2017, none of them 18 yet. Of these
	// children 437 are in care: the others have a short break alone (legal status V3 or V4). A child is in one placement,
	// whatever its episodes say.
	var returns flow.Return
	for _, name := range []string{"csdm_2017_episodes.csv", "csdm_2017_header.csv"} {
		file, err := os.Open(sharedFile(t, "data", "child_level", name))
		require.NoError(t, err)
		_, err = returns.Read(file)
		require.NoError(t, file.Close())
		require.NoError(t, err)
	}
	for _, c := range []struct {
		date           string
		open, children int
	}{{"2017-03-31", 519, 437}, {"2018-03-31", 436, 367}} {
		date := day(t, c.date)
		open := 0
		for _, e := range returns.Episodes {
			if !e.Start.After(date) && (e.Open() || e.End.After(date)) {
				open++
			}
		}
		histories, _ := returns.Histories(flow.HistorySettings{})
		assert.Equal(t, c.open, open)
		assert.Len(t, flow.StockOn(histories, date), c.children)
	}
}
