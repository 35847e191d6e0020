package caseload_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// check holds a plan against what every plan must be.
func check(t *testing.T, holders []caseload.Holder, may func(from, to string) bool, p caseload.TransferPlan) {
	t.Helper()
	load, limit, excess := map[string]int{}, map[string]int{}, 0
	for _, h := range holders {
		load[h.Name], limit[h.Name] = h.Load, h.Limit
		excess += max(0, h.Load-h.Limit)
	}
	before := load
	after := map[string]int{}
	total := 0
	for name, n := range before {
		after[name] = n
		total += n
	}
	moved := 0
	for _, m := range p.Moves {
		require.Positive(t, m.Cases)
		require.True(t, may == nil || may(m.From, m.To), "%+v", m)
		after[m.From] -= m.Cases
		after[m.To] += m.Cases
		moved += m.Cases
	}
	sum, over := 0, 0
	for name, n := range after {
		sum += n
		over += max(0, n-limit[name])
		require.True(t, n >= min(before[name], limit[name]), "%s gave more than was over", name)
		require.True(t, n <= max(before[name], limit[name]), "%s took more than there was room", name)
	}
	require.Equal(t, total, sum, "cases are conserved")
	require.Equal(t, moved, p.Moved)
	require.Equal(t, over, p.Unplaced)
	require.Equal(t, p.Unplaced == 0, p.Feasible)
	require.Equal(t, excess, p.Moved+p.Unplaced)
	if p.Feasible {
		require.Zero(t, p.Proof.Excess)
		return
	}
	// The proof: those over can send only to the takers, who have less room. That is max flow = min cut.
	require.Equal(t, p.Unplaced, p.Proof.Excess-p.Proof.Room)
	takers, cutExcess, cutRoom := map[string]bool{}, 0, 0
	for _, name := range p.Proof.Takers {
		takers[name] = true
		cutRoom += limit[name] - before[name]
	}
	for _, from := range p.Proof.Over {
		cutExcess += before[from] - limit[from]
		for _, h := range holders {
			if h.Load < h.Limit && (may == nil || may(from, h.Name)) {
				require.True(t, takers[h.Name], "%s may send to %s, who is not in the cut", from, h.Name)
			}
		}
	}
	require.Equal(t, []int{cutExcess, cutRoom}, []int{p.Proof.Excess, p.Proof.Room})
}

func TestTheFewestMovesAreTheCasesOverTheLimits(t *testing.T) {
	holders := []caseload.Holder{{"a", 25, 18}, {"b", 12, 18}, {"c", 16, 18}, {"d", 10, 18}}
	p, err := caseload.Transfers(holders, nil)
	require.NoError(t, err)
	check(t, holders, nil, p)
	assert.Equal(t, []caseload.Move{{"a", "b", 6}, {"a", "c", 1}}, p.Moves, "in the order of names")
}

func TestNoPlanComesWithItsProof(t *testing.T) {
	holders := []caseload.Holder{{"a", 22, 18}, {"b", 16, 18}, {"c", 15, 18}}
	onlyB := func(from, to string) bool { return from == "a" && to == "b" }
	p, err := caseload.Transfers(holders, onlyB)
	require.NoError(t, err)
	check(t, holders, onlyB, p)
	assert.Equal(t, 2, p.Unplaced)
	assert.Equal(t, "a hold 4 cases above their limits, and who may take from them, b, have room for 2", p.Proof.String())
	nobody, err := caseload.Transfers(holders, func(string, string) bool { return false })
	require.NoError(t, err)
	assert.Contains(t, nobody.Proof.String(), "nobody may take from them")
}

// First come would give b's room to a, and leave c, whom only b may help, with cases over: the flow takes it back.
func TestAFlowTakesBackWhatItSent(t *testing.T) {
	holders := []caseload.Holder{{"a", 20, 18}, {"b", 16, 18}, {"c", 20, 18}, {"d", 16, 18}}
	may := func(from, to string) bool { return from == "a" || to == "b" }
	p, err := caseload.Transfers(holders, may)
	require.NoError(t, err)
	check(t, holders, may, p)
	assert.Equal(t, []caseload.Move{{"a", "d", 2}, {"c", "b", 2}}, p.Moves)
}

func TestHoldersThatCannotBe(t *testing.T) {
	for name, holders := range map[string][]caseload.Holder{
		"blank": {{"", 1, 1}}, "twice": {{"a", 1, 1}, {"a", 2, 2}}, "load below zero": {{"a", -1, 1}}, "limit below zero": {{"a", 1, -1}},
	} {
		_, err := caseload.Transfers(holders, nil)
		assert.ErrorIs(t, err, caseload.ErrHolder, name)
	}
	p, err := caseload.Transfers(nil, nil)
	require.NoError(t, err)
	assert.True(t, p.Feasible)
	assert.Equal(t, 10, caseload.WholeLimit(dec("10.8")))
	assert.Equal(t, 0, caseload.WholeLimit(dec("-1")))
	assert.Equal(t, caseload.Holder{Name: "new", Load: 13, Limit: 10}, caseload.HolderOf(caseload.Worker{Name: "new", FTE: dec("1"), Cases: 13, ASYE: true}, caseload.Limits{ASYE: caseload.Protection{Factor: dec("0.6")}}))
}

func TestEligibilityFromAFile(t *testing.T) {
	e, err := caseload.ReadEligibility(strings.NewReader("from,to\nAnn,Ben\n"))
	require.NoError(t, err)
	assert.True(t, e.May("ann", "Ben "))
	assert.False(t, e.May("Ben", "Ann"))
	assert.False(t, caseload.Eligibility{}.May("Ann", "Ben"))
	for _, text := range []string{"", "from\nAnn\n", "from,to\nAnn,\n"} {
		_, err := caseload.ReadEligibility(strings.NewReader(text))
		assert.True(t, errors.As(err, new(*figure.Fault)), text)
	}
}

func FuzzTransfersConserveAndProve(f *testing.F) {
	f.Add(uint64(1), uint8(4), false)
	f.Add(uint64(2), uint8(30), true)
	f.Add(uint64(77), uint8(60), true)
	f.Fuzz(func(t *testing.T, seed uint64, n uint8, rules bool) {
		random := rand.New(rand.NewPCG(seed, 3))
		var holders []caseload.Holder
		for i := range int(n % 80) {
			holders = append(holders, caseload.Holder{Name: fmt.Sprint("w", i), Load: random.IntN(30), Limit: random.IntN(25)})
		}
		var may func(from, to string) bool
		if rules {
			pairs := map[[2]string]bool{}
			for range len(holders) * 2 {
				pairs[[2]string{fmt.Sprint("w", random.IntN(80)), fmt.Sprint("w", random.IntN(80))}] = true
			}
			may = func(from, to string) bool { return pairs[[2]string{from, to}] }
		}
		p, err := caseload.Transfers(holders, may)
		require.NoError(t, err)
		check(t, holders, may, p)
		again, err := caseload.Transfers(holders, may)
		require.NoError(t, err)
		require.Equal(t, p, again, "the same input gives the same plan")
	})
}

func holder(name, limit string, points ...string) caseload.PointsHolder {
	h := caseload.PointsHolder{Name: name, Limit: dec(limit)}
	for i, p := range points {
		h.Cases = append(h.Cases, caseload.PointsCase{ID: fmt.Sprint(name, i+1), Points: dec(p)})
	}
	return h
}

func TestPointsTransfers(t *testing.T) {
	tests := []struct {
		name    string
		holders []caseload.PointsHolder
		outcome caseload.Outcome
		moves   int
	}{
		{"nothing to do", []caseload.PointsHolder{holder("a", "10", "7"), holder("b", "0")}, caseload.Fewest, 0},
		{"at the limit is within it", []caseload.PointsHolder{holder("a", "7.5", "7.5")}, caseload.Fewest, 0},
		{"more than all limits", []caseload.PointsHolder{holder("a", "10", "7", "7"), holder("b", "3")}, caseload.Impossible, 0},
		{"room in all, but no whole case fits", []caseload.PointsHolder{holder("a", "10", "7", "7"), holder("b", "10", "7"), holder("c", "10", "7")}, caseload.Impossible, 0},
		{"one move of 5", []caseload.PointsHolder{holder("a", "20", "8", "8", "5", "3"), holder("b", "20", "8", "7"), holder("c", "20", "9", "9")}, caseload.Fewest, 1},
		{"an exchange", []caseload.PointsHolder{holder("a", "15", "9", "9"), holder("b", "13", "4", "4")}, caseload.Fewest, 2},
		{"points with decimals", []caseload.PointsHolder{holder("a", "1.5", "0.75", "0.75", "0.1"), holder("b", "0.1")}, caseload.Fewest, 1},
		{"cases of no points move nowhere", []caseload.PointsHolder{holder("a", "0", "0", "0"), holder("b", "5", "4")}, caseload.Fewest, 0},
		{"nobody", nil, caseload.Fewest, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := caseload.PointsTransfers(test.holders, caseload.PointsRules{})
			require.NoError(t, err)
			assert.Equal(t, test.outcome, p.Outcome, p.Why)
			assert.Len(t, p.Moves, test.moves)
		})
	}
	_, err := caseload.PointsTransfers([]caseload.PointsHolder{holder("a", "10", "-1")}, caseload.PointsRules{})
	assert.ErrorIs(t, err, caseload.ErrHolder)
	_, err = caseload.PointsTransfers([]caseload.PointsHolder{holder("a", "1e15")}, caseload.PointsRules{})
	assert.ErrorIs(t, err, caseload.ErrHolder)
	_, err = caseload.PointsTransfers([]caseload.PointsHolder{holder("a", "1"), holder("a", "1")}, caseload.PointsRules{})
	assert.ErrorIs(t, err, caseload.ErrHolder)
}

func TestPointsTransfersFollowTheRules(t *testing.T) {
	holders := []caseload.PointsHolder{holder("a", "20", "8", "8", "5", "3"), holder("b", "20", "8", "7"), holder("c", "20", "3")}
	p, err := caseload.PointsTransfers(holders, caseload.PointsRules{May: func(_, to string, c caseload.PointsCase) bool { return to == "c" && c.ID != "a3" }})
	require.NoError(t, err)
	require.Len(t, p.Moves, 1)
	assert.Equal(t, "c", p.Moves[0].To)
	assert.NotEqual(t, "a3", p.Moves[0].Case.ID)
	p, err = caseload.PointsTransfers(holders, caseload.PointsRules{May: func(string, string, caseload.PointsCase) bool { return false }})
	require.NoError(t, err)
	assert.Equal(t, caseload.Impossible, p.Outcome)
}

func TestASearchThatReachesItsBoundSaysSo(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	var holders []caseload.PointsHolder
	for i := range 12 {
		h := caseload.PointsHolder{Name: fmt.Sprint("w", i), Limit: dec("60")}
		for k := range 11 {
			h.Cases = append(h.Cases, caseload.PointsCase{ID: fmt.Sprint(k), Points: dec(fmt.Sprintf("%d.%d", 4+random.IntN(3), random.IntN(10)))})
		}
		holders = append(holders, h)
	}
	holders[11].Limit, holders[10].Limit = dec("200"), dec("75")
	p, err := caseload.PointsTransfers(holders, caseload.PointsRules{Steps: 300})
	require.NoError(t, err)
	t.Logf("%v: %s, %d moves", p.Outcome, p.Why, len(p.Moves))
	assert.Contains(t, []caseload.Outcome{caseload.BestFound, caseload.Undecided, caseload.Fewest}, p.Outcome)
	if p.Outcome == caseload.BestFound {
		assert.LessOrEqual(t, p.AtLeast, len(p.Moves))
	}
}

// fewest tries every assignment of cases to workers: the independent way.
func fewest(holders []caseload.PointsHolder) (moves int, ok bool) {
	type held struct{ owner, points int }
	var cases []held
	limit := make([]int, len(holders))
	for i, h := range holders {
		limit[i] = int(h.Limit.IntPart())
		for _, c := range h.Cases {
			cases = append(cases, held{i, int(c.Points.IntPart())})
		}
	}
	best := -1
	load := make([]int, len(holders))
	var try func(k, moved int)
	try = func(k, moved int) {
		if best >= 0 && moved >= best {
			return
		}
		if k == len(cases) {
			best = moved
			return
		}
		for j := range holders {
			if load[j]+cases[k].points > limit[j] {
				continue
			}
			load[j] += cases[k].points
			step := 1
			if j == cases[k].owner {
				step = 0
			}
			try(k+1, moved+step)
			load[j] -= cases[k].points
		}
	}
	try(0, 0)
	return best, best >= 0
}

func FuzzPointsTransfersAreTheFewest(f *testing.F) {
	for seed := range uint64(60) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		random := rand.New(rand.NewPCG(seed, 4))
		var holders []caseload.PointsHolder
		for i := range 2 + random.IntN(3) {
			h := caseload.PointsHolder{Name: fmt.Sprint("w", i)}
			load := 0
			for k := range random.IntN(4) {
				points := 1 + random.IntN(9)
				load += points
				h.Cases = append(h.Cases, caseload.PointsCase{ID: fmt.Sprint(i, "-", k), Points: dec(fmt.Sprint(points))})
			}
			h.Limit = dec(fmt.Sprint(max(0, load-5+random.IntN(11))))
			holders = append(holders, h)
		}
		want, possible := fewest(holders)
		got, err := caseload.PointsTransfers(holders, caseload.PointsRules{})
		require.NoError(t, err)
		if !possible {
			require.Equal(t, caseload.Impossible, got.Outcome, "%+v", holders)
			return
		}
		require.Equal(t, caseload.Fewest, got.Outcome, "%+v: %s", holders, got.Why)
		require.Len(t, got.Moves, want, "%+v", holders)
		left := map[string]string{}
		for _, h := range holders {
			for _, c := range h.Cases {
				left[c.ID] = h.Name
			}
		}
		for _, m := range got.Moves {
			require.Equal(t, left[m.Case.ID], m.From, "a case moves once, from who holds it")
			left[m.Case.ID] = m.To
		}
		for _, h := range holders {
			load := 0
			for _, other := range holders {
				for _, c := range other.Cases {
					if left[c.ID] == h.Name {
						load += int(c.Points.IntPart())
					}
				}
			}
			require.LessOrEqual(t, load, int(h.Limit.IntPart()), "nobody is over")
		}
	})
}

func TestWholeLimit_IsNeverAnotherNumber(t *testing.T) {
	for limit, want := range map[string]int{
		"-1": 0, "0": 0, "10.8": 10, "999999999": 999_999_999, "1000000000": 1_000_000_000, "1000000001": 1_000_000_000,
		"18446744073709551617": 1_000_000_000, "1e30": 1_000_000_000,
	} {
		assert.Equal(t, want, caseload.WholeLimit(decimal.RequireFromString(limit)), limit)
	}
}

func TestTransfers_HoldersBeyondAllPeopleAreRefused(t *testing.T) {
	for _, h := range []caseload.Holder{{Name: "A", Load: 1_000_000_001}, {Name: "A", Limit: 1_000_000_001}} {
		_, err := caseload.Transfers([]caseload.Holder{h}, nil)
		assert.ErrorIs(t, err, caseload.ErrHolder)
	}
}
