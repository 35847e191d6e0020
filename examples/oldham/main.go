// Command oldham holds the two reports of Oldham's children's services that this library grew up on against their own
// arithmetic, prints what it finds, worst first, and rates the improvement plan. Copy it to check a series of reports of
// your own.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/scrutineer-dev/scrutineer/examples/oldham/reports"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// names are the reports in the order of their dates.
func names() []string { return []string{"oldham-2019", "oldham-2024"} }

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run prints the findings of both reports, and then the improvement plan of 2019 rated.
func run(w io.Writer) error {
	for i, name := range names() {
		report, err := load(name)
		if err != nil {
			return err
		}
		if i > 0 {
			fmt.Fprintln(w)
		}
		tell(w, report, scrutiny.Check(report, scrutiny.Options{}))
	}
	fmt.Fprintln(w)
	return writePlan(w)
}

// load reads one of the reports.
func load(name string) (scrutiny.Report, error) {
	data, err := reports.Files.ReadFile(name + ".json")
	if err != nil {
		return scrutiny.Report{}, err
	}
	report, err := scrutiny.ReadReport(bytes.NewReader(data))
	if err != nil {
		return report, fmt.Errorf("%s.json: %w", name, err)
	}
	return report, nil
}

// tell prints the paragraph to read out, and every finding under its verdict.
func tell(w io.Writer, report scrutiny.Report, result scrutiny.Result) {
	fmt.Fprintf(w, "%s\n%s, %s\n\n%s\n", report.Title, report.Source.Document, report.Source.Date, result.Paragraph())
	var last scrutiny.Verdict = -1
	for _, f := range result.Findings {
		if f.Verdict != last {
			fmt.Fprintf(w, "\n%s\n", strings.ToUpper(strings.ReplaceAll(f.Verdict.String(), "_", " ")))
			last = f.Verdict
		}
		fmt.Fprintf(w, "  %s\n", f.Sentence())
	}
}
