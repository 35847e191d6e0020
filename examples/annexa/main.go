// Command annexa turns the child-level lists of an Ofsted Annex A workbook into the list of workers that package caseload
// reads, and prints their profile:
//
//	go run ./examples/annexa [-csv] [-roster FILE] WORKBOOK.xlsx
//
// With -csv it writes workers.csv instead, for "cli caseload" and its other verbs. Annex A does not say what anyone's
// full-time equivalent is: -roster names a CSV file with the columns worker and fte, and who is not in it counts as 1.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/scrutineer-dev/scrutineer/caseload"
	"github.com/shopspring/decimal"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "annexa:", err)
		os.Exit(2)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("annexa", flag.ContinueOnError)
	asCSV := flags.Bool("csv", false, "write workers.csv")
	rosterFile := flags.String("roster", "", "CSV `file` with the columns worker and fte")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("name one workbook: annexa [-csv] [-roster FILE] WORKBOOK.xlsx")
	}
	roster, err := readFiles(flags.Arg(0), *rosterFile)
	if err != nil {
		return err
	}
	if *asCSV {
		return writeWorkers(out, roster)
	}
	return writeProfile(out, roster)
}

func readFiles(workbook, rosterFile string) (caseload.Roster, error) {
	ftes := map[string]decimal.Decimal{}
	if rosterFile != "" {
		file, err := os.Open(rosterFile)
		if err != nil {
			return caseload.Roster{}, err
		}
		defer file.Close()
		if ftes, err = readFTEs(file); err != nil {
			return caseload.Roster{}, fmt.Errorf("%s: %w", rosterFile, err)
		}
	}
	file, err := os.Open(workbook)
	if err != nil {
		return caseload.Roster{}, err
	}
	defer file.Close()
	roster, err := Workers(file, ftes)
	if err != nil {
		return roster, fmt.Errorf("%s: %w", workbook, err)
	}
	return roster, nil
}

func writeProfile(out io.Writer, roster caseload.Roster) error {
	p, err := caseload.NewProfile(roster, caseload.Settings{})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "workers holding a case: %d\n", p.Holding)
	fmt.Fprintf(out, "children: %d, and %d allocated to nobody\n", p.Cases, p.UnallocatedCases)
	fmt.Fprintf(out, "mean per worker: %s\n", p.MeanPerWorker().Working(1))
	for _, c := range p.Banding.Counts {
		fmt.Fprintf(out, "%s: %d\n", c.Band, c.Workers)
	}
	for _, f := range roster.Faults {
		fmt.Fprintln(out, "left out:", f.Error())
	}
	return nil
}
