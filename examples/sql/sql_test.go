package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// killed names the database that a child process of TestNightly works on; see halfWay.
const killed = "SQL_EXAMPLE_KILLED"

func TestMain(m *testing.M) {
	if name := os.Getenv(killed); name != "" {
		halfWay(name)
	}
	os.Exit(m.Run())
}

// everywhere runs a test on SQLite and, where there is a server, on PostgreSQL.
func everywhere(t *testing.T, test func(t *testing.T, name string)) {
	t.Run("SQLite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "council.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, fresh(t, startPostgres(t), "council")) })
}

func open(t *testing.T, name string) *Database {
	t.Helper()
	db, err := Open(t.Context(), name)
	require.NoError(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

func demo(t *testing.T, name string) *Database {
	t.Helper()
	db := open(t, name)
	require.NoError(t, db.Demo(t.Context()))
	return db
}

// said is everything that the library says of a database, as text.
func said(t *testing.T, db *Database) string {
	t.Helper()
	var b strings.Builder
	for _, print := range []func() error{
		func() error { return printStatement(t.Context(), db, &b) },
		func() error { return printProfile(t.Context(), db, &b) },
	} {
		require.NoError(t, print())
	}
	c, err := db.Compare(t.Context(), "353", 2025, rag.LowerBetter)
	require.NoError(t, err)
	fmt.Fprintln(&b, c.Value, c.Mean, c.Median, c.N, c.Rank, c.Of, c.Band, c.List)
	tally, err := db.Nightly(t.Context(), rag.MustParseDate("2024-10-31"), nil)
	require.NoError(t, err)
	fmt.Fprintln(&b, tally)
	ratings, err := db.Ratings(t.Context(), rag.MustParseDate("2024-10-31"))
	require.NoError(t, err)
	fmt.Fprintln(&b, ratings)
	return b.String()
}

func TestBothDatabasesSayTheSame(t *testing.T) {
	server := startPostgres(t)
	lite := said(t, demo(t, filepath.Join(t.TempDir(), "council.db")))
	assert.Equal(t, lite, said(t, demo(t, fresh(t, server, "council"))))
	assert.Contains(t, lite, "100 green, 60 amber, 40 red")
}

// What the database groups and the library judges is what the library says of the records themselves.
func TestGroupedInTheDatabaseOrInProcessIsTheSame(t *testing.T) {
	everywhere(t, func(t *testing.T, name string) {
		db := open(t, name)
		lines := []finance.Line{
			{Service: "B", Budget: decimal.RequireFromString("0.10"), Forecast: decimal.RequireFromString("12345678901234.56")},
			{Service: "A", Budget: decimal.RequireFromString("-0.01"), Forecast: decimal.RequireFromString("0.02"), Reserves: decimal.RequireFromString("-7.77")},
		}
		for centre := range 300 {
			require.NoError(t, db.AddLines(t.Context(), fmt.Sprint(centre), lines))
		}
		s, err := db.Statement(t.Context())
		require.NoError(t, err)
		require.Len(t, s.Lines, 2)
		times := decimal.NewFromInt(300)
		for i, l := range []finance.Line{lines[1], lines[0]} {
			want := finance.Line{Service: l.Service, Budget: l.Budget.Mul(times), Forecast: l.Forecast.Mul(times), Reserves: l.Reserves.Mul(times)}
			assert.True(t, want.Equal(s.Lines[i]), "%v", s.Lines[i])
		}

		var workers []caseload.Worker
		for i := range 200 {
			workers = append(workers, caseload.Worker{Name: fmt.Sprint(i), Team: fmt.Sprint(i % 3), FTE: decimal.New(int64(2_501+i*37), -4), Cases: i * 11 % 37})
		}
		require.NoError(t, db.AddWorkers(t.Context(), workers))
		all, teams, err := db.Profile(t.Context())
		require.NoError(t, err)
		want, err := caseload.Describe(workers, caseload.Settings{})
		require.NoError(t, err)
		require.Len(t, teams, 3)
		assert.True(t, want.FTE.Equal(all.FTE), all.FTE.String())
		assert.Equal(t, want.Cases, all.Cases)
		assert.True(t, want.Median.Decimal.Equal(all.Median.Decimal))
		assert.Equal(t, want.OverLimit, all.OverLimit)
		for i, c := range want.Banding.Counts {
			assert.Equal(t, c.Workers, all.Banding.Counts[i].Workers, c.Band.Name)
		}
		for i, team := range teams {
			assert.Equal(t, want.Teams[i].Name, team.Name)
			assert.Equal(t, want.Teams[i].Cases, team.Cases)
			assert.True(t, want.Teams[i].FTE.Equal(team.FTE))
		}
	})
}

func TestExact_TheDigitsThatGoInComeOut(t *testing.T) {
	everywhere(t, func(t *testing.T, name string) {
		db := open(t, name)
		for i, text := range []string{"0", "0.1", "-0.01", "90071992547409.93", "-92233720368547758.08", "92233720368547758.07"} {
			amount := decimal.RequireFromString(text)
			service := fmt.Sprint(i)
			require.NoError(t, db.AddLines(t.Context(), "x", []finance.Line{{Service: service, Budget: amount}}), text)
			back := db.exact(decimal.Zero, pence)
			require.NoError(t, db.QueryRowContext(t.Context(), db.bind(`select budget from statement_line where service = ?`), service).Scan(back))
			assert.True(t, amount.Equal(back.Decimal), "%s came back as %s", text, back.Decimal)
		}
		for _, text := range []string{"0.001", "1e30", "99999999999999999999"} {
			assert.Error(t, db.AddLines(t.Context(), "y", []finance.Line{{Service: "z", Budget: decimal.RequireFromString(text)}}), text)
		}
	})
	var e Exact
	assert.Error(t, e.Scan(0.1), "a float has lost its digits already")
	assert.Error(t, e.Scan(nil))
	assert.Error(t, e.Scan("NaN"))
}

func TestSQLite_ASumBeyond64BitsIsAnErrorAndNoFigure(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "council.db"))
	for _, centre := range []string{"1", "2"} {
		require.NoError(t, db.AddLines(t.Context(), centre, []finance.Line{{Service: "A", Budget: decimal.RequireFromString("92233720368547758.07")}}))
	}
	_, err := db.Statement(t.Context())
	assert.ErrorContains(t, err, "overflow")
}

func TestCompare_WithoutNeighboursOrPopulation(t *testing.T) {
	db := demo(t, filepath.Join(t.TempDir(), "council.db"))
	c, err := db.Compare(t.Context(), "354", 2025, rag.LowerBetter)
	require.NoError(t, err)
	assert.Zero(t, c.N)
	assert.NotZero(t, c.Rank)
	_, err = db.ExecContext(t.Context(), `update child_count set population = 0 where area = '354'`)
	require.NoError(t, err)
	_, err = db.Compare(t.Context(), "353", 2025, rag.LowerBetter)
	var rate *demand.RateError
	assert.ErrorAs(t, err, &rate)
}

// The night before stands whole until the new one is whole, whatever happens to the program in between.
func TestNightly_KilledHalfWayLeavesTheNightBeforeAndCanRunAgain(t *testing.T) {
	everywhere(t, func(t *testing.T, name string) {
		db := demo(t, name)
		night := rag.MustParseDate("2024-10-31")
		_, err := db.Nightly(t.Context(), night, nil)
		require.NoError(t, err)
		before, err := db.Ratings(t.Context(), night)
		require.NoError(t, err)
		require.Len(t, before, 200)
		_, err = db.ExecContext(t.Context(), `update indicator set actual = '10'`)
		require.NoError(t, err)

		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), killed+"="+name)
		out, err := child.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, child.Start())
		said := make([]byte, len(waiting))
		_, err = out.Read(said)
		require.NoError(t, err)
		require.Equal(t, waiting, string(said))

		during, err := db.Ratings(t.Context(), night)
		require.NoError(t, err)
		assert.Equal(t, before, during, "readers see the night before")
		require.NoError(t, child.Process.Kill())
		_ = child.Wait()

		db = open(t, name)
		after, err := db.Ratings(t.Context(), night)
		require.NoError(t, err)
		assert.Equal(t, before, after)

		tally, err := db.Nightly(t.Context(), night, nil)
		require.NoError(t, err)
		assert.Equal(t, 100, tally.Red, "10 is far below 88, and far better where lower is")
		again, err := db.Ratings(t.Context(), night)
		require.NoError(t, err)
		assert.Len(t, again, 200)
		assert.NotEqual(t, before, again)
	})
}

const waiting = "half-way"

// halfWay is the child process: it writes half of the ratings and waits to be killed.
func halfWay(name string) {
	db, err := Open(context.Background(), name)
	if err == nil {
		_, err = db.Nightly(context.Background(), rag.MustParseDate("2024-10-31"), func(written int) {
			if written == 100 {
				fmt.Print(waiting)
				select {}
			}
		})
	}
	fmt.Println(err)
	os.Exit(1)
}

func TestNightly_AnIndicatorThatCannotBeReadLeavesTheNightBefore(t *testing.T) {
	db := demo(t, filepath.Join(t.TempDir(), "council.db"))
	night := rag.MustParseDate("2024-10-31")
	_, err := db.Nightly(t.Context(), night, nil)
	require.NoError(t, err)
	_, err = db.ExecContext(t.Context(), `update indicator set actual = '1e999999999' where name = 'indicator 150'`)
	require.NoError(t, err)
	_, err = db.Nightly(t.Context(), night, nil)
	assert.ErrorContains(t, err, "indicator 150")
	ratings, err := db.Ratings(t.Context(), night)
	require.NoError(t, err)
	assert.Len(t, ratings, 200)
}

func TestRun_EveryCommandOfTheREADME(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a name with spaces?.db")
	for _, tc := range []struct{ args, want string }{
		{"demo", ""},
		{"statement", "Total"},
		{"profile", "600 workers"},
		{"compare -area 353", "rank 9 of 11"},
		{"nightly -on 2024-10-31", "100 green, 60 amber, 40 red, 0 unrated"},
	} {
		var out bytes.Buffer
		args := strings.Fields(tc.args)
		require.NoError(t, run(t.Context(), append(args, "-db", name), &out), tc.args)
		assert.Contains(t, out.String(), tc.want)
	}
	for _, args := range [][]string{nil, {"guess", "-db", name}, {"nightly", "-on", "soon", "-db", name}} {
		assert.Error(t, run(t.Context(), args, &bytes.Buffer{}))
	}
}
