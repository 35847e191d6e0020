package caseload_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// roster reads workers with what a person says about their table.
func roster(t *testing.T, rows string, o table.Options) (caseload.Roster, error) {
	t.Helper()
	g, err := table.ReadDelimited(strings.NewReader("worker,team,fte,cases\nAnn,North,1,10\nBob,North,0.5,20\n"+rows), figure.Place{}, table.Limits{})
	require.NoError(t, err)
	return caseload.RosterOf(g, o)
}

// Ann and Bob hold 30 cases in 1.5 FTE.
func TestReadWorkers_ATotalThatTheTeamColumnNames(t *testing.T) {
	for name, tc := range map[string]struct {
		rows    string
		options table.Options
		workers int
		asks    string
		fault   caseload.FaultCode
	}{
		"of a team, without a worker":               {rows: ",North total,1.5,30\nCy,South,1,9\n,South total,1,9\n", workers: 3},
		"of all, behind those of the teams":         {rows: ",North total,1.5,30\nCy,South,1,9\n,South total,1,9\n,Total,2.5,39\n", workers: 3},
		"with a code for a worker":                  {rows: "X1,North total,1.5,30\nCy,South,1,9\n", workers: 3},
		"that does not add up":                      {rows: ",North total,1.5,31\nCy,South,1,9\n", asks: `-total "North total"`},
		"that does not add up and is said to be":    {rows: ",North total,1.5,31\nCy,South,1,9\n", options: table.Options{Totals: []string{"North total"}}, workers: 3},
		"of a worker, adding up nothing":            {rows: "Dee,Overall,1,11\nCy,South,1,9\n", asks: `-line "Overall"`},
		"of a worker who is said to be one":         {rows: "Dee,Overall,1,11\nCy,South,1,9\n", options: table.Options{Lines: []string{"Overall"}}, workers: 4},
		"of many workers is a team":                 {rows: "Dee,All,1,11\nEd,All,0.5,19\nCy,South,1,9\n", workers: 5},
		"in the words of a region is a team":        {rows: "Dee,North West,1.5,30\nCy,South,1,9\n", workers: 4},
		"in no words: no worker, and no total":      {rows: ",North,1.5,30\nCy,South,1,9\n", workers: 3, fault: caseload.WorkerBlank},
		"in no words, and said to be one":           {rows: ",North,1.5,30\nCy,South,1,9\n", options: table.Options{Totals: []string{"North"}}, workers: 3},
		"where the label says what the row is best": {rows: "Total,North total,1.5,30\nCy,South,1,9\n", workers: 3},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := roster(t, tc.rows, tc.options)
			if tc.asks != "" {
				var fault *figure.Fault
				require.ErrorAs(t, err, &fault)
				assert.True(t, fault.Question)
				assert.Contains(t, fault.Error(), tc.asks)
				return
			}
			require.NoError(t, err)
			assert.Len(t, r.Workers, tc.workers)
			if tc.fault == "" {
				assert.Empty(t, r.Faults)
				return
			}
			require.Len(t, r.Faults, 1)
			assert.Equal(t, tc.fault, r.Faults[0].Code)
			assert.Contains(t, r.Faults[0].Error(), `-total "North"`)
		})
	}
}

// Who goes on without records is told whose they are and what they hold.
func TestProfile_NamesWhomItLeavesOut(t *testing.T) {
	r, err := roster(t, "Ann,South,1,31\nann,South,1,1\nDee,South,0,1\n", table.Options{})
	require.NoError(t, err)
	p, err := caseload.NewProfile(r, caseload.Settings{})
	require.NoError(t, err)
	require.Len(t, p.LeftOut, 2)
	assert.Contains(t, p.Notes, "left out (worker twice): Ann, ann, with 32 cases")
	assert.Contains(t, p.Notes, "left out (fte zero with cases): Dee, with 1 case")
}
