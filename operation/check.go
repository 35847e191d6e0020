package operation

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/scrutineer-dev/scrutineer/internal/version"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/marked"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
	"github.com/scrutineer-dev/scrutineer/scrutiny/sarif"
)

// Scrutiny lists the calculations over whole reports.
func Scrutiny() []Operation { return []Operation{Check(), Document()} }

// Check holds a report against its own arithmetic.
func Check() Operation {
	return Operation{
		Verb:  "check",
		Title: "Check a report", Question: "Do the figures of this report hold?",
		Method: "Every printed figure stands for all the values that print the same. What follows from others is worked out over all of them: a result that no such values give differs.",
		Doc:    "hold a report against its own arithmetic: a document of any form, or report.json; several files are one report",
		Inputs: append([]Input{
			{Name: "report", File: "FILE…", Document: true, Many: true, Label: "Report", Doc: "the report in the form of scrutiny/report.schema.json, or the document itself"},
			{Name: "previous", File: "last.docx", Document: true, Optional: true, Label: "The last report", Doc: "file with the last of the series, in any of the same forms: what is quoted from it is held to it, and what changed silently is asked about"},
			{Name: "accepted", File: "accepted.csv", Document: true, Optional: true, Label: "Accepted findings", Doc: "file of findings that were accepted, with the columns id, reason, who and date"},
		}, neighbourInputs()...),
		Settings: append([]Setting{
			{
				Name: "fail_on", Label: "Found from", Kind: One, Default: "differs", Value: "verdict", Doc: "exit 1 from this verdict on: differs or within_rounding",
				Choices: []Choice{{"differs", "Differs"}, {"within_rounding", "Within rounding"}},
			},
			{Name: "propose", Label: "Show the report that was read", Kind: Yes, Default: "false", Doc: "write the report.json that was read out of a document, to be corrected and checked again"},
		}, neighbourSettings()...),
		Example: Example{Inputs: map[string]string{
			"report": `{"title":"Month 4","claims":[{"id":"conversion","where":"2.3","printed":"19%","inputs":{"referrals":{"value":"428","exact":true},"contacts":{"value":"2,202","exact":true}},"formula":"referrals / contacts * 100"}]}`,
		}},
		Zero:  Checked{},
		Slow:  true,
		Forms: []string{"html", "sarif"},
		Run: func(ctx context.Context, call Call) (Result, error) {
			e, err := examine(ctx, call)
			if err != nil {
				return Result{}, err
			}
			last, err := e.after(ctx, call)
			if err != nil {
				return Result{}, err
			}
			if call.Text("propose") == "true" {
				return proposal(e.report), nil
			}
			return e.check(ctx, call, last)
		},
	}
}

// Checked is what a check found, and how it came about.
type Checked struct {
	scrutiny.Result
	Record scrutiny.Record `json:"record"`
	// Data are the files that claims about neighbours were tried by, and their SHA-256.
	Data map[string]string `json:"data_sha256,omitempty"`
}

// examined is what a check is made of: a report.json, or documents and what they claim.
type examined struct {
	report    scrutiny.Report
	documents []document.Document
	// content is the bytes of the files, one behind the other, for the record.
	content []byte
}

// natural says whether the report was read out of documents.
func (e examined) natural() bool { return len(e.documents) > 0 }

// examine reads the files that are checked. Several are one report.
func examine(ctx context.Context, call Call) (e examined, err error) {
	several := len(call.More["report"]) > 0
	for one := range call.each("report") {
		source := one.Sources["report"]
		if several {
			e.content = append(e.content, source.Content...)
		} else {
			e.content = source.Content
		}
		if isJSON(source.Content) {
			if several {
				return e, one.about("report", errors.New("a report.json is a report by itself: check it without other files"))
			}
			e.report, err = scrutiny.ReadReport(bytes.NewReader(source.Content))
			return e, one.about("report", err)
		}
		name := ""
		if several { // of a single file every place would say the same
			name = source.Name
		}
		d, err := document.Read(ctx, name, source.Content, call.Limits, call.Formats...)
		if err != nil {
			return e, one.about("report", err)
		}
		e.documents = append(e.documents, d)
	}
	whole := document.Join(e.documents...)
	if !hasFigures(whole) {
		return e, call.about("report", &figure.Fault{Code: "no_figures", Problem: "there is no figure in it", Remedy: "give the report that has the figures; a page that is a picture has none that can be read"})
	}
	e.report = propose.Document(whole)
	return e, nil
}

// hasFigures says whether there is anything in a document that could be a figure: a digit, or a table, whose figures may all be
// withheld.
func hasFigures(d document.Document) bool {
	for _, b := range d.Blocks {
		if b.Kind == document.Table || strings.ContainsAny(b.Text, "0123456789") {
			return true
		}
	}
	return false
}

// isJSON says whether a content is JSON: an object or a list of objects, whatever it is of. A CSV file may begin with a
// bracket or a quotation mark as well.
func isJSON(content []byte) bool {
	start := bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\uFEFF")))
	if len(start) == 0 {
		return false
	}
	if start[0] == '[' {
		return len(bytes.TrimSpace(start[1:])) > 0 && bytes.TrimSpace(start[1:])[0] == '{' || json.Valid(start)
	}
	return start[0] == '{' || start[0] == '"' && json.Valid(start)
}

// check holds the report against itself, against the last one and against its neighbours' figures where those are given.
func (e examined) check(ctx context.Context, call Call, last *scrutiny.Report) (Result, error) {
	options := scrutiny.Options{MaxCost: call.MaxCost, Previous: last}
	var out Checked
	var err error
	if options.Neighbours, out.Data, err = neighbourData(ctx, call, e.report); err != nil {
		return Result{}, err
	}
	out.Result = scrutiny.Check(e.report, options)
	if call.Given("accepted") {
		accepted, err := scrutiny.ReadAccepted(call.Sources["accepted"].Content)
		if err != nil {
			return Result{}, call.about("accepted", err)
		}
		out.Result = out.Accept(accepted)
	}
	if e.natural() && len(e.report.Claims) == 0 {
		out.Notes = append(out.Notes, "Nothing could be tested: no figure of the file was seen to follow from others.")
	}
	out.Notes = append(append(out.Notes, e.notRead()...), lapsed(out.Result)...)
	out.Record = scrutiny.RecordOf(e.content, call.Sources["previous"].Content, e.report, out.Result)
	name := ""
	if len(call.More["report"]) == 0 {
		name = call.Sources["report"].file()
	}
	s := out.Summary
	return Result{
		Value: out, View: checkView(out.Result), Untested: s.Tested() == 0,
		Found: s.Differs > 0 || call.Text("fail_on") == "within_rounding" && s.WithinRounding > 0,
		Forms: map[string]func(io.Writer) error{
			"html":  func(w io.Writer) error { return marked.HTML(w, e.documents, out.Result) },
			"sarif": func(w io.Writer) error { return sarif.Write(w, out.Result, name, version.Version) },
		},
	}, nil
}

// after puts the report behind the last of its series: a report.json goes to the check as it is, and a document adds what the
// documents are held to by it.
func (e *examined) after(ctx context.Context, call Call) (*scrutiny.Report, error) {
	if !call.Given("previous") {
		return nil, nil
	}
	source := call.Sources["previous"]
	switch written := isJSON(source.Content); {
	case written && e.natural():
		return nil, call.about("previous", errors.New("a report.json is no predecessor of a document: give the last document itself"))
	case written:
		report, err := scrutiny.ReadReport(bytes.NewReader(source.Content))
		return &report, call.about("previous", err)
	case !e.natural():
		return nil, call.about("previous", errors.New("a document is no predecessor of a report.json: write its report.json with check -propose"))
	}
	d, err := document.Read(ctx, cmp.Or(source.file(), "previous"), source.Content, call.Limits, call.Formats...)
	if err != nil {
		return nil, call.about("previous", err)
	}
	e.report = propose.Previous(e.report, document.Join(e.documents...), d)
	return nil, nil
}

// notRead says what of the documents could not be read.
func (e examined) notRead() []string {
	var notes []string
	for _, d := range e.documents {
		for _, f := range d.Faults {
			notes = append(notes, "Not read: "+f.Error()+".")
		}
	}
	return notes
}

// lapsed are notes on acceptances that fit no finding.
func lapsed(result scrutiny.Result) []string {
	var notes []string
	for _, a := range result.Lapsed {
		notes = append(notes, fmt.Sprintf("Lapsed: %s, accepted by %s on %s (%s), is no finding now: its figures have changed, or it agrees.", a.ID, a.Who, a.Date, a.Reason))
	}
	return notes
}

// proposal is the report that was read out of a document, as report.json whatever the form of output.
func proposal(report scrutiny.Report) Result {
	text := func(w io.Writer) error { return marshal.Write(w, report) }
	return Result{Value: report, Forms: map[string]func(io.Writer) error{"table": text, "csv": text, "markdown": text}}
}

func checkView(result scrutiny.Result) View {
	notes := append([]string{result.Summary.String()}, result.Notes...)
	for _, a := range result.Accepted {
		notes = append(notes, fmt.Sprintf("Accepted: %s, %s, %s (%s, %s): %s", a.Finding.Where, a.Finding.Label, a.Finding.Printed, a.Who, a.Date, a.Reason))
	}
	for _, q := range result.Questions {
		notes = append(notes, "Question: "+q.Question)
	}
	return View{Answer: result.Paragraph(), Sections: []Section{{
		ID: "findings", Title: result.Title, Count: len(result.Findings), Notes: notes,
		Columns: []Column{word("verdict", "Verdict"), word("where", "Where"), word("what", "What"), word("printed", "Printed"), word("computed", "Computed"), word("working", "Working")},
		Rows: func(yield func(Row) bool) {
			for _, f := range result.Findings {
				working := f.Working
				if f.Why != "" {
					working += "; " + f.Why
				}
				if f.Explanation != "" {
					working += ". " + f.Explanation
				}
				verdict := f.Verdict.String()
				cells := Cells(verdict, f.Where, f.Label, f.Printed, given(f.Computed), working)
				cells[0].Tag = verdict
				if !yield(Row{Cells: cells}) {
					return
				}
			}
		},
	}}}
}

// given is a decimal, or nothing where there is none.
func given(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}
