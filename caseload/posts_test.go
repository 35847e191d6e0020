package caseload_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
)

// How many posts does it take so that nobody is above 18?
func ExampleRoster_Posts() {
	roster, err := caseload.ReadWorkers(strings.NewReader(`worker,team,fte,cases
Ann,North,1,24
Bob,North,1,19
Cat,North,0.6,22
Dan,South,1,12
unallocated,,,5
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	posts, err := roster.Posts(caseload.Limits{}) // 18 for everyone; PerFTE gives half time half
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("cases and places:", posts.Cases, posts.Places)
	fmt.Println("more posts:", posts.More)
	fmt.Println("with the unallocated:", posts.MoreWithUnallocated)
	fmt.Println("when cases stay in their team:", posts.MoreWithinTeams)
	// Output:
	// cases and places: 77 72
	// more posts: 1
	// with the unallocated: 1
	// when cases stay in their team: 1
}

func TestPostsAtTheirEdges(t *testing.T) {
	worker := func(fte string, cases int) caseload.Worker {
		return caseload.Worker{Name: fmt.Sprint(fte, " ", cases), FTE: dec(fte), Cases: cases}
	}
	for name, tc := range map[string]struct {
		workers []caseload.Worker
		limits  caseload.Limits
		more    int
	}{
		"at the limit is within it":                         {[]caseload.Worker{worker("1", 18), worker("1", 18)}, caseload.Limits{}, 0},
		"one above, and room beside it":                     {[]caseload.Worker{worker("1", 19), worker("1", 17)}, caseload.Limits{}, 0},
		"one case above all places":                         {[]caseload.Worker{worker("1", 19), worker("1", 18)}, caseload.Limits{}, 1},
		"eighteen above all places":                         {[]caseload.Worker{worker("1", 36)}, caseload.Limits{}, 1},
		"nineteen above all places":                         {[]caseload.Worker{worker("1", 37)}, caseload.Limits{}, 2},
		"a limit of 10.8 is ten whole cases":                {[]caseload.Worker{worker("0.6", 11)}, caseload.Limits{PerFTE: true}, 1},
		"whoever is on leave has no place":                  {[]caseload.Worker{worker("1", 18), worker("0", 0)}, caseload.Limits{}, 0},
		"the average may be under the limit and not enough": {[]caseload.Worker{worker("0.5", 9), worker("0.5", 9), worker("0.6", 10), worker("0.6", 11)}, caseload.Limits{PerFTE: true}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := caseload.Roster{Workers: tc.workers}.Posts(tc.limits)
			require.NoError(t, err)
			assert.Equal(t, tc.more, p.More)
		})
	}
	_, err := caseload.Roster{}.Posts(caseload.Limits{Ordinary: dec("0.5")})
	assert.ErrorIs(t, err, caseload.ErrLimits, "a new worker could hold no whole case")
}

// With the posts there is a plan of transfers that leaves nobody over, and with one fewer there is none.
func TestPosts_AreTheFewestThatAPlanOfTransfersNeeds(t *testing.T) {
	for seed := range uint64(200) {
		roster := caseload.Roster{Workers: made(seed, 12)}
		good, _ := caseload.Check(roster.Workers)
		roster.Workers = good
		for _, l := range []caseload.Limits{{}, {Ordinary: dec("7"), PerFTE: true}} {
			p, err := roster.Posts(l)
			require.NoError(t, err)
			feasible := func(n int) bool {
				var more []caseload.Holder
				for i := range n {
					more = append(more, caseload.Holder{Name: fmt.Sprint("post ", i), Limit: p.Limit})
				}
				plan, err := roster.Transfers(l, nil, more...)
				require.NoError(t, err)
				return plan.Feasible
			}
			assert.True(t, feasible(p.More), "seed %d", seed)
			if p.More > 0 {
				assert.False(t, feasible(p.More-1), "seed %d", seed)
			}
		}
	}
}
