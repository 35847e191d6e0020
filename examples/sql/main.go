// Command sql takes the library's figures from a database: the database groups, the library judges.
//
//	go run . demo
//	go run . statement
//	go run . profile
//	go run . compare -area 353
//	go run . nightly -on 2024-10-31
//
// It works on SQLite in a file (council.db, or -db FILE), and on PostgreSQL where -db is a URL
// (postgres://user@host/name).
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"text/tabwriter"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/rag"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "sql:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, w io.Writer) error {
	if len(args) == 0 {
		return errors.New("say what to do: demo, statement, profile, compare or nightly")
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	name := flags.String("db", "council.db", "a `file` for SQLite, or the URL of a PostgreSQL database")
	area := flags.String("area", "353", "three-digit `code` of the authority to compare")
	year := flags.Int("year", 2025, "`year` to compare")
	on := flags.String("on", "", "`date` of the nightly ratings, as 2024-10-31")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	db, err := Open(ctx, *name)
	if err != nil {
		return err
	}
	defer db.Close()
	switch args[0] {
	case "demo":
		return db.Demo(ctx)
	case "statement":
		return printStatement(ctx, db, w)
	case "profile":
		return printProfile(ctx, db, w)
	case "compare":
		c, err := db.Compare(ctx, *area, *year, rag.LowerBetter)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(w, "%s per 10,000 in %d: %s; mean of %d neighbours %s, median %s; rank %d of %d (%s)\n",
			c.Area, *year, c.Value.Round(2), c.N, c.Mean.Round(2), c.Median.Round(2), c.Rank, c.Of, c.List)
		return err
	case "nightly":
		day, err := rag.ParseDate(*on)
		if err != nil {
			return fmt.Errorf("-on %w", err)
		}
		tally, err := db.Nightly(ctx, day, nil)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(w, "%s: %d green, %d amber, %d red, %d unrated\n", day, tally.Green, tally.Amber, tally.Red, tally.Unrated)
		return err
	}
	return fmt.Errorf("%q: use demo, statement, profile, compare or nightly", args[0])
}

func printStatement(ctx context.Context, db *Database, w io.Writer) error {
	s, err := db.Statement(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, l := range append(s.Lines, s.Total()) {
		fmt.Fprintf(table, "%s\t%s\t%s of budget\n", l.Service, l.Variance().Describe(finance.Pounds), l.Percent())
	}
	return table.Flush()
}

func printProfile(ctx context.Context, db *Database, w io.Writer) error {
	all, teams, err := db.Profile(ctx)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, team := range append(teams, Team{Name: "all", Profile: all}) {
		var bands []string
		for _, c := range team.Banding.Counts {
			bands = append(bands, fmt.Sprintf("%d %s", c.Workers, c.Band.Name))
		}
		fmt.Fprintf(table, "%s\t%d workers\tmean %s\t%s\t%d over the limit\n", team.Name, team.Workers, team.MeanPerFTE().Working(1), strings.Join(bands, ", "), team.OverLimit)
	}
	return table.Flush()
}
