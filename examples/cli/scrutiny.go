package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

func scrutinyVerbs() []verb {
	return []verb{{
		name: "check", reads: "report.json",
		short:   "hold a published report, or one table of it as CSV or Markdown, against its own arithmetic",
		example: "check -format json report.json",
		setup: func(flags *flag.FlagSet) func(input) (output, error) {
			failOn := flags.String("fail-on", "differs", "exit 1 from this `verdict` on: differs or within_rounding")
			previous := flags.String("previous", "", "the last report of the series, as a `file` of the same format")
			var neighbours neighbourFlags
			neighbours.declareAll(flags)
			return func(in input) (output, error) { return check(in, *previous, *failOn, neighbours) }
		},
	}}
}

// checked is the JSON of a check: the result and how it came about.
type checked struct {
	scrutiny.Result
	Record scrutiny.Record `json:"record"`
	// Data are the files that claims about neighbours were tried by, and their SHA-256.
	Data map[string]string `json:"data_sha256,omitempty"`
}

func check(in input, previous, failOn string, neighbours neighbourFlags) (output, error) {
	if failOn != "differs" && failOn != "within_rounding" {
		return output{}, fmt.Errorf("-fail-on %q: use differs or within_rounding", failOn)
	}
	var report, last scrutiny.Report
	var document, lastDocument []byte
	var proposals []string
	if err := in.read(readReport(&report, &document, &proposals)); err != nil {
		return output{}, err
	}
	var options scrutiny.Options
	if previous != "" {
		if err := in.readNamed(previous, readReport(&last, &lastDocument, nil)); err != nil {
			return output{}, err
		}
		options.Previous = &last
	}
	data, hashes, err := neighbours.data(in, report)
	if err != nil {
		return output{}, err
	}
	options.Neighbours = data
	result := scrutiny.Check(report, options)
	result.Notes = append(proposals, result.Notes...)
	found := result.Summary.Differs > 0 || (failOn == "within_rounding" && result.Summary.WithinRounding > 0)
	record := scrutiny.RecordOf(document, lastDocument, report, result)
	return output{JSON: checked{result, record, hashes}, Tables: checkTables(result), Found: found, Untested: result.Summary.Tested() == 0}, nil
}

// readReport reads a report and keeps its bytes for the record. A file that is no JSON is read as one table: what is
// taken for a total or a formula of it is said in proposals.
func readReport(report *scrutiny.Report, document *[]byte, proposals *[]string) func(io.Reader) error {
	return func(r io.Reader) (err error) {
		// One byte more than is allowed, so that a document too large is refused and not cut.
		if *document, err = io.ReadAll(io.LimitReader(r, scrutiny.MaxReportBytes+1)); err != nil {
			return err
		}
		start := bytes.TrimSpace(bytes.TrimPrefix(*document, []byte("\uFEFF")))
		if proposals == nil || len(start) == 0 || start[0] == '{' || start[0] == '[' || start[0] == '"' {
			*report, err = scrutiny.ReadReport(bytes.NewReader(*document))
			return err
		}
		p, err := scrutiny.ReadTable(bytes.NewReader(*document))
		if err != nil {
			return err
		}
		*proposals = p.Notes
		for _, formula := range p.Formulas {
			*proposals = append(*proposals, "Proposed: "+formula.String()+".")
		}
		*report = scrutiny.Report{Tables: []scrutiny.Table{p.Accept()}}
		return nil
	}
}

func checkTables(result scrutiny.Result) []printable {
	findings := printable{Title: result.Title, Header: []string{"verdict", "where", "what", "printed", "computed", "working"}}
	for _, f := range result.Findings {
		working := f.Working
		if f.Explanation != "" {
			working += ". " + f.Explanation
		}
		findings.Rows = append(findings.Rows, []string{f.Verdict.String(), f.Where, f.Label, f.Printed, plain(f.Computed), working})
	}
	findings.Notes = append([]string{result.Summary.String()}, result.Notes...)
	return []printable{findings}
}

// plain is a decimal, or nothing where there is none.
func plain(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}
