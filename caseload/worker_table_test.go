package caseload_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// messyTable is a made-up list of workers as people send them: names twice and in other case, blanks, totals, words for
// figures, columns that are there or not.
func messyTable(seed uint64, rows int) string {
	r := rand.New(rand.NewPCG(seed, 2))
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	headings := []string{"worker", "fte", "cases"}
	for _, optional := range []string{"team", "role", "asye", "agency", "limit", "points", "id"} {
		if r.IntN(2) == 0 {
			headings = append(headings, optional)
		}
	}
	r.Shuffle(len(headings), func(i, j int) { headings[i], headings[j] = headings[j], headings[i] })
	rising, messy := r.IntN(2) == 0, r.IntN(3) > 0
	var b strings.Builder
	b.WriteString(strings.Join(headings, ",") + "\n")
	for i := range rows {
		var cells []string
		for _, h := range headings {
			name := fmt.Sprintf("W%04d", i)
			if !rising {
				name = fmt.Sprintf("%c %d", 'A'+r.IntN(26), r.IntN(4*rows))
			}
			plain, odd := map[string]string{
				"worker": name, "fte": pick("1", "0.8", "0.5", "0.50", "1.0"), "cases": fmt.Sprint(r.IntN(40)), "team": pick("North", "South", ""), "role": pick("SW", "Senior"),
				"asye": pick("yes", "no", ""), "agency": pick("yes", "no"), "limit": pick("", "", "16", "12.5"), "points": pick("", "80.5"), "id": fmt.Sprint(i),
			}[h], map[string]string{
				"worker": pick("", "W0001", "w0001", " W0001 ", "Ann  Lee", "ann lee", "unallocated", "UNALLOCATED", "Éva", "éva", "Total"), "fte": pick("0", "", "-1", "1.6", "half", "0.123456789", "–", "12345678901234567890"),
				"cases": pick("0", "", "-2", "10000", "99999999999", "many", "12.5"), "team": pick("All", "North total", "Ü"), "role": "", "asye": "perhaps", "agency": "y", "limit": pick("-1", "0", "x", "1e5"), "points": pick("-3", "abc"), "id": "",
			}[h]
			if messy && r.IntN(25) == 0 {
				plain = odd
			}
			if r.IntN(30) == 0 {
				plain = `"` + plain + `"`
			}
			cells = append(cells, plain)
		}
		b.WriteString(strings.Join(cells, ",") + "\n")
	}
	return b.String()
}

// The table of workers says what a record of each would, of whatever table, bands and limits.
func TestAWorkerTableSaysWhatItsRosterDoes(t *testing.T) {
	caps, err := caseload.ReadCaps(strings.NewReader("fte,limit\n1,18\nunder 1,9\n"))
	require.NoError(t, err)
	settings := map[string]caseload.Settings{
		"none":      {},
		"dfe":       {Bands: caseload.DfEBands(), Limits: caseload.Limits{PerFTE: true, Exceptional: dec("22")}},
		"of limit":  {Bands: caseload.UtilisationBands(), Limits: caseload.Limits{Ordinary: dec("18"), ASYE: caseload.Protection{Factor: dec("0.6")}}},
		"protected": {Limits: caseload.Limits{Ordinary: dec("17.25"), ASYE: caseload.Protection{Factor: dec("0.9"), By: caseload.ByFTE}, PerFTE: true}},
		"caps":      {Limits: caseload.Limits{Caps: caps}},
		"enormous":  {Limits: caseload.Limits{Ordinary: dec("18446744073709551617")}},
		"wrong":     {Limits: caseload.Limits{Ordinary: dec("-1")}},
	}
	for seed := range uint64(150) {
		text := messyTable(seed, 1+int(seed)%60)
		grid := func() *table.Grid {
			g, err := table.ReadDelimited(strings.NewReader(text), figure.Place{}, table.Limits{})
			require.NoError(t, err)
			return g
		}
		roster, rosterErr := caseload.RosterOf(grid(), table.Options{})
		workers, err := caseload.WorkerTableOf(grid(), table.Options{})
		require.Equal(t, rosterErr, err, text)
		if err != nil {
			continue
		}
		require.Equal(t, roster.Err(), workers.Err(), text)
		require.Equal(t, roster.Held(), workers.Held(), text)
		require.Equal(t, roster.InPoints(), workers.InPoints(), text)
		for name, s := range settings {
			want, wantErr := caseload.NewProfile(roster, s)
			got, err := workers.Profile(s)
			require.Equal(t, wantErr, err, "%s\n%s", name, text)
			if err != nil {
				continue
			}
			require.True(t, want.Equal(got), "%s\n%s", name, text)
			one, err := json.Marshal(want)
			require.NoError(t, err)
			other, err := json.Marshal(got)
			require.NoError(t, err)
			assert.Equal(t, string(one), string(other), "%s\n%s", name, text)
		}
	}
}

// More classes than small numbers have, and names that rise for a while.
func TestAWorkerTableOfWorkersWhoAreAllDifferent(t *testing.T) {
	var b strings.Builder
	b.WriteString("worker,fte,cases,team,points\n")
	const rows = 66_000
	for i := range rows {
		name := fmt.Sprintf("W%06d", i)
		if i > rows/2 {
			name = fmt.Sprintf("A%06d", (i*7919)%rows)
		}
		fmt.Fprintf(&b, "%s,0.%02d,%d,Team %d,%d\n", name, 1+i%99, i%50, i%7, i)
	}
	b.WriteString("w000007,1,3,Team 1,5\nA000001,1,3,Team 1,5\n")
	g, err := table.ReadDelimited(strings.NewReader(b.String()), figure.Place{}, table.Limits{})
	require.NoError(t, err)
	roster, err := caseload.RosterOf(g, table.Options{})
	require.NoError(t, err)
	workers, err := caseload.WorkerTableOf(g, table.Options{})
	require.NoError(t, err)
	s := caseload.Settings{Limits: caseload.Limits{Ordinary: dec("17")}}
	want, err := caseload.NewProfile(roster, s)
	require.NoError(t, err)
	got, err := workers.Profile(s)
	require.NoError(t, err)
	require.NotEmpty(t, want.LeftOut, "two stand twice")
	assert.True(t, want.Equal(got))
	assert.Equal(t, roster.Err().Error(), workers.Err().Error())
}
