package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
)

func scrutinyVerbs() []verb {
	return []verb{{
		name: "check", reads: "report.json",
		short:   "hold a published report, or one table of it as CSV or Markdown, against its own arithmetic",
		example: "check -format json report.json",
		setup: func(flags *flag.FlagSet) func(input) (output, error) {
			failOn := flags.String("fail-on", "differs", "exit 1 from this `verdict` on: differs or within_rounding")
			previous := flags.String("previous", "", "the last report of the series, as a `file` of the same format")
			propose := flags.Bool("propose", false, "write the report that was read out of a document, to be corrected and checked again")
			var neighbours neighbourFlags
			neighbours.declareAll(flags)
			return func(in input) (output, error) { return check(in, *previous, *failOn, *propose, neighbours) }
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

func check(in input, previous, failOn string, proposed bool, neighbours neighbourFlags) (output, error) {
	if failOn != "differs" && failOn != "within_rounding" {
		return output{}, fmt.Errorf("-fail-on %q: use differs or within_rounding", failOn)
	}
	var report, last scrutiny.Report
	var content, lastContent []byte
	natural := false
	if err := in.read(readReport(&report, &content, &natural)); err != nil {
		return output{}, err
	}
	if proposed {
		return proposal(report), nil
	}
	var options scrutiny.Options
	if previous != "" {
		if err := in.readNamed(previous, readReport(&last, &lastContent, nil)); err != nil {
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
	if natural && len(report.Claims) == 0 {
		result.Notes = append(result.Notes, "Nothing could be tested: no figure of the file was seen to follow from others.")
	}
	found := result.Summary.Differs > 0 || (failOn == "within_rounding" && result.Summary.WithinRounding > 0)
	record := scrutiny.RecordOf(content, lastContent, report, result)
	return output{JSON: checked{result, record, hashes}, Tables: checkTables(result), Found: found, Untested: result.Summary.Tested() == 0}, nil
}

// readReport reads a report and keeps its bytes for the record. What is no JSON is read as a document, and what its tables and
// sentences claim is the report.
func readReport(report *scrutiny.Report, content *[]byte, natural *bool) func(io.Reader) error {
	return func(r io.Reader) (err error) {
		if *content, err = unpacked(r, document.DefaultLimits().Bytes); err != nil {
			return err
		}
		if natural == nil || jsonText(*content) {
			*report, err = scrutiny.ReadReport(bytes.NewReader(*content))
			return err
		}
		d, err := document.Read(context.Background(), "", *content, document.Limits{}, documentFormats()...)
		if err != nil {
			return err
		}
		*natural = true
		*report = propose.Document(d)
		return nil
	}
}

// jsonText says whether a content is JSON: an object or a list of objects, whatever it is of. A CSV file may begin with a
// bracket or a quotation mark as well.
func jsonText(content []byte) bool {
	start := bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\uFEFF")))
	if len(start) == 0 {
		return false
	}
	if start[0] == '[' {
		return len(bytes.TrimSpace(start[1:])) > 0 && bytes.TrimSpace(start[1:])[0] == '{' || json.Valid(start)
	}
	return start[0] == '{' || start[0] == '"' && json.Valid(start)
}

// proposal is the report that was read out of a document.
func proposal(report scrutiny.Report) output {
	claims := printable{Title: report.Title, Header: []string{"where", "what", "printed", "kind", "why"}}
	for _, c := range report.Claims {
		claims.Rows = append(claims.Rows, []string{c.Where, c.Label, c.Printed.Value, string(c.Relation), c.Why})
	}
	for _, q := range report.Questions {
		claims.Notes = append(claims.Notes, q.Question)
	}
	return output{JSON: report, Tables: []printable{claims}}
}

func checkTables(result scrutiny.Result) []printable {
	findings := printable{Title: result.Title, Header: []string{"verdict", "where", "what", "printed", "computed", "working"}}
	for _, f := range result.Findings {
		working := f.Working
		if f.Why != "" {
			working += "; " + f.Why
		}
		if f.Explanation != "" {
			working += ". " + f.Explanation
		}
		findings.Rows = append(findings.Rows, []string{f.Verdict.String(), f.Where, f.Label, f.Printed, plain(f.Computed), working})
	}
	findings.Notes = append([]string{result.Summary.String()}, result.Notes...)
	for _, q := range result.Questions {
		findings.Notes = append(findings.Notes, "Question: "+q.Question)
	}
	return []printable{findings}
}

// plain is a decimal, or nothing where there is none.
func plain(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}
