package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/internal/version"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/marked"
	"github.com/scrutineer-dev/scrutineer/scrutiny/sarif"
)

func scrutinyVerbs() []verb {
	return []verb{{
		name: "check", reads: "FILE…", forms: []string{"html", "sarif"},
		short:   "hold a report against its own arithmetic: a document of any form, or report.json; several files are one report",
		example: "check -format json report.docx",
		setup: func(flags *flag.FlagSet) func(input) (output, error) {
			var s checkSettings
			flags.StringVar(&s.failOn, "fail-on", "differs", "exit 1 from this `verdict` on: differs or within_rounding")
			flags.StringVar(&s.previous, "previous", "", "the last of the series, a `file` of any form that check takes: what is quoted from it, and what changed silently")
			flags.StringVar(&s.accepted, "accepted", "", "findings that were accepted, as a `file` with the columns id, reason, who and date")
			flags.BoolVar(&s.propose, "propose", false, "write the report.json that was read out of a document, to be corrected and checked again")
			s.neighbours.declareAll(flags)
			return func(in input) (output, error) { return check(in, s) }
		},
	}}
}

// checkSettings are the flags of check.
type checkSettings struct {
	failOn, previous, accepted string
	propose                    bool
	neighbours                 neighbourFlags
}

// checked is the JSON of a check: the result and how it came about.
type checked struct {
	scrutiny.Result
	Record scrutiny.Record `json:"record"`
	// Data are the files that claims about neighbours were tried by, and their SHA-256.
	Data map[string]string `json:"data_sha256,omitempty"`
}

func check(in input, s checkSettings) (output, error) {
	if s.failOn != "differs" && s.failOn != "within_rounding" {
		return output{}, fmt.Errorf("-fail-on %q: use differs or within_rounding", s.failOn)
	}
	e, err := examine(in)
	if err != nil {
		return output{}, err
	}
	var options scrutiny.Options
	var last examined
	if s.previous != "" {
		if last, err = e.examinePrevious(in, s.previous); err != nil {
			return output{}, err
		}
		if !last.natural() {
			options.Previous = &last.report
		}
	}
	if s.propose {
		return proposal(e.report)
	}
	data, hashes, err := s.neighbours.data(in, e.report)
	if err != nil {
		return output{}, err
	}
	options.Neighbours = data
	result := scrutiny.Check(e.report, options)
	if s.accepted != "" {
		var accepted []scrutiny.Acceptance
		if err := in.readNamed(s.accepted, readAccepted(&accepted)); err != nil {
			return output{}, err
		}
		result = result.Accept(accepted)
	}
	if e.natural() && len(e.report.Claims) == 0 {
		result.Notes = append(result.Notes, "Nothing could be tested: no figure of the file was seen to follow from others.")
	}
	result.Notes = append(result.Notes, e.notRead()...)
	result.Notes = append(result.Notes, lapsed(result)...)
	found := result.Summary.Differs > 0 || (s.failOn == "within_rounding" && result.Summary.WithinRounding > 0)
	record := scrutiny.RecordOf(e.content, last.content, e.report, result)
	return output{
		JSON: checked{result, record, hashes}, Tables: checkTables(result), Found: found, Untested: result.Summary.Tested() == 0,
		Forms: map[string]func(io.Writer) error{
			"html":  func(w io.Writer) error { return marked.HTML(w, e.documents, result) },
			"sarif": func(w io.Writer) error { return sarif.Write(w, result, in.name(), version.Version) },
		},
	}, nil
}

// proposal is the report that was read out of a document, as report.json whatever the form of output.
func proposal(report scrutiny.Report) (output, error) {
	var b bytes.Buffer
	err := writeJSON(&b, output{JSON: report})
	return output{Text: b.String()}, err
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
	for _, a := range result.Accepted {
		findings.Notes = append(findings.Notes, fmt.Sprintf("Accepted: %s, %s, %s (%s, %s): %s", a.Finding.Where, a.Finding.Label, a.Finding.Printed, a.Who, a.Date, a.Reason))
	}
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
