package caseload_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// back is a value once it has been written as JSON and read again.
func back[T any](t *testing.T, value T) (again T) {
	t.Helper()
	text, err := json.Marshal(value)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &again), string(text))
	second, err := json.Marshal(again)
	require.NoError(t, err)
	assert.JSONEq(t, string(text), string(second))
	return again
}

// service is a made-up list of workers of every kind, some of whom cannot be counted.
func service(r *rand.Rand) caseload.Roster {
	var workers []caseload.Worker
	for i := range r.IntN(40) {
		w := caseload.Worker{
			Name: fmt.Sprintf("W%d", i), Team: []string{"", "North & <South>", "West"}[r.IntN(3)], Role: []string{"", "SW"}[r.IntN(2)],
			FTE: decimal.New(int64(r.IntN(17)), -1), Cases: r.IntN(45) - 1, ASYE: r.IntN(4) == 0, Agency: r.IntN(4) == 0, Line: i + 2,
		}
		if r.IntN(6) == 0 {
			w.Limit = decimal.NewNullDecimal(decimal.New(int64(r.IntN(250)), -1))
		}
		if r.IntN(5) == 0 {
			w.Points = decimal.New(int64(r.IntN(900)), -1)
		}
		workers = append(workers, w)
	}
	good, faults := caseload.Check(workers)
	return caseload.Roster{Workers: good, Faults: faults, Unallocated: []caseload.Unallocated{{Cases: r.IntN(5)}}, Notes: []string{"a note"}}
}

// limits are every kind of limit.
func limits(t *testing.T) map[string]caseload.Limits {
	t.Helper()
	caps, err := caseload.NewCaps(
		caseload.Cap{FTE: caseload.Under("", dec("0.5")), Limit: dec("6")}, caseload.Cap{FTE: caseload.AndOver("", dec("0.5")), Limit: dec("12.5")},
	)
	require.NoError(t, err)
	return map[string]caseload.Limits{
		"the defaults":  {},
		"all stated":    {Ordinary: dec("17.5"), Exceptional: dec("20"), Optimum: dec("12"), PerFTE: true, Over: caseload.Threshold{Percent: dec("110"), AtIsOver: true}},
		"protected":     {Ordinary: dec("18"), ASYE: caseload.Protection{Factor: dec("0.6"), By: caseload.ByFTE}},
		"a table":       {Caps: caps, ASYE: caseload.Protection{Factor: dec("0.9")}},
		"at is over":    {Over: caseload.Threshold{AtIsOver: true}},
		"in many cases": {Ordinary: dec("18446744073709551617")},
	}
}

// What a program is given reads back as it was, whatever the workers, the bands and the limits.
func TestEveryResult_ItsJSONReadsBackEqual(t *testing.T) {
	bands := map[string]caseload.Bands{"oldham": caseload.OldhamBands(), "dfe": caseload.DfEBands(), "utilisation": caseload.UtilisationBands()}
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 1))
		roster := service(r)
		for name, l := range limits(t) {
			at := fmt.Sprintf("seed %d, %s", seed, name)
			assert.True(t, l.Equal(back(t, l)), at)
			for _, b := range bands {
				p, err := caseload.NewProfile(roster, caseload.Settings{Bands: b, Limits: l})
				if err != nil {
					require.ErrorIs(t, err, caseload.ErrLimits, at) // points against a limit in cases
					continue
				}
				again := back(t, p)
				assert.True(t, p.Equal(again), at)
				assert.True(t, p.Limits.Equal(again.Limits), at)
				assert.Equal(t, p.Notes, again.Notes)
				assert.True(t, p.Permanent.Equal(back(t, p.Permanent)), at)
			}
			o, err := roster.OverLimits(caseload.Cases, l)
			require.NoError(t, err)
			assert.True(t, o.Equal(back(t, o)), at)
			n, err := roster.Room(dec("2"), l)
			require.NoError(t, err)
			assert.True(t, n.Equal(back(t, n)), at)
			sameTeam := func(from, to string) bool { return (len(from)+len(to))%2 == 0 }
			for _, may := range []func(string, string) bool{nil, sameTeam} {
				moves, err := roster.Transfers(l, may, caseload.Holder{Name: "new", Limit: 3})
				require.NoError(t, err)
				assert.True(t, moves.Equal(back(t, moves)), at)
			}
			posts, err := roster.Posts(l)
			require.NoError(t, err)
			assert.True(t, posts.Equal(back(t, posts)), at)
		}
		h, err := caseload.NewHistogram(roster.Held(), caseload.Settings{})
		require.NoError(t, err)
		assert.True(t, h.Equal(back(t, h)))
		plan, err := caseload.Staffing{Cases: r.IntN(300), FTE: decimal.New(int64(r.IntN(200)), -1)}.Plan(
			dec("15.5"), caseload.Protection{Factor: dec("0.6")}, &caseload.Change{Joining: dec("2"), Opening: 3},
			&caseload.Course{Joining: dec("0.5"), TurnoverPercent: dec("15"), Opening: dec("3"), Most: 1 + r.IntN(12), Start: []time.Time{{}, time.Date(2025, 1, 31, 0, 0, 0, 0, time.UTC)}[r.IntN(2)]},
		)
		require.NoError(t, err)
		assert.True(t, plan.Equal(back(t, plan)))
	}
}

func TestRatiosAndStandings_ReadBackEqual(t *testing.T) {
	some := func(text string) decimal.NullDecimal { return decimal.NewNullDecimal(dec(text)) }
	a := caseload.AreaRatios{Places: 1, Notes: []string{"a note"}, Areas: []caseload.Workforce{
		{Area: "Oldham", InPost: some("169.8"), Vacancies: some("107"), Agency: some("81"), AgencyCovering: some("75"), Leavers: some("31"), Cases: some("2727"), CaseHolders: some("141.9"), Line: 2},
		{Area: "X & Y", Measure: caseload.Headcount, InPost: some("0"), DaysLost: some("1.50")},
	}}
	assert.True(t, a.Equal(back(t, a)))
	s := caseload.Standings{Loads: []caseload.StandardLoad{{"officers", dec("74.0"), caseload.IROStandard()}, {"west", dec("17"), caseload.WesternAustralia()}}}
	assert.True(t, s.Equal(back(t, s)))
	exclusive, cumulative, err := caseload.ReadShares(dec("30"), dec("45"))
	require.NoError(t, err)
	shares := caseload.ShareReadings{Printed: []decimal.Decimal{dec("30"), dec("45")}, Exclusive: exclusive, Cumulative: cumulative}
	assert.True(t, shares.Equal(back(t, shares)))
}

func TestUndefinedAveragesAreNullWithTheirReason(t *testing.T) {
	p, err := caseload.Describe([]caseload.Worker{{Name: "Ann", FTE: dec("1")}}, caseload.Settings{})
	require.NoError(t, err)
	text, err := json.Marshal(p)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"mean_per_worker":null,"mean_per_fte":null,"reason":"nobody holds a case"`)
}

func TestResultsThatNobodyWroteAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"a huge limit": `{"limits":{"ordinary":"1e999999999","over_percent":"100"}}`,
		"a huge cap":   `{"limits":{"ordinary":"18","over_percent":"100","by_fte":[{"fte":"1","limit":"1e999999999","from":"1","to":"2"}]}}`,
		"a huge edge":  `{"bands":[{"name":"a","to":"1e999999999"},{"name":"b","from":"2"}]}`,
		"a gap":        `{"bands":[{"name":"a","to":"1"},{"name":"b","from":"2"}]}`,
	} {
		assert.Error(t, json.Unmarshal([]byte(text), new(caseload.Profile)), name)
		if name != "a gap" {
			assert.Error(t, json.Unmarshal([]byte(text), new(caseload.Histogram)), name)
		}
	}
}
