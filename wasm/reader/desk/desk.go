// Package desk answers what the check page asks of the worker that reads documents. It knows nothing of the browser.
package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/docx"
	"github.com/scrutineer-dev/scrutineer/document/html"
	"github.com/scrutineer-dev/scrutineer/document/ods"
	"github.com/scrutineer-dev/scrutineer/document/odt"
	"github.com/scrutineer-dev/scrutineer/document/pdf"
	"github.com/scrutineer-dev/scrutineer/document/xlsx"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/marked"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/worker/port"
)

// mostHTML is the longest page of a document that is handed over to be saved.
const mostHTML = 8 << 20

// mostClaims is how many claims of a document a person can work in.
const mostClaims = 300

// Do answers one task: see [port.Work]. A document comes in, and what was found of it goes out, with the document itself as it
// stands.
func Do(t port.Task) (reply any, file []byte, err error) {
	var task form.Task
	if err := json.Unmarshal(t.Text, &task); err != nil {
		return nil, nil, fmt.Errorf("the page asked in a way that is not understood: %w", err)
	}
	if task.Kind != "check" {
		return nil, nil, fmt.Errorf("nothing here answers %q", task.Kind)
	}
	ctx, stop := context.WithCancelCause(context.Background())
	defer stop(nil)
	step := func(share float64, words string) error {
		t.Progress(share, words)
		err := t.Pause()
		if err != nil {
			stop(err)
		}
		return err
	}
	content, err := document.Unpack(t.File, document.DefaultLimits().Bytes)
	if err != nil {
		return nil, nil, inWords(err)
	}
	if err := step(-1, "Reading its text and tables"); err != nil {
		return nil, nil, err
	}
	d, err := document.Read(ctx, task.Name, content, document.Limits{}, xlsx.Format(), docx.Format(), html.Format(), pdf.Format(), odt.Format(), ods.Format())
	if err != nil {
		return nil, nil, inWords(err)
	}
	if err := step(-1, "Looking for figures that follow from others"); err != nil {
		return nil, nil, err
	}
	report := propose.Document(d)
	if err := step(-1, "Working them out again"); err != nil {
		return nil, nil, err
	}
	return check(d, report), nil, nil
}

// check is a document with what was found of it.
func check(d document.Document, report scrutiny.Report) form.DocumentCheck {
	result := scrutiny.Check(report, scrutiny.Options{})
	out := form.CheckOfDocument(d.Name, d.Format, report, result)
	for i := range out.Check.Findings {
		out.Check.Findings[i].Number = i + 1
	}
	for i := range out.Check.Agreeing {
		out.Check.Agreeing[i].Number = len(out.Check.Findings) + i + 1
	}
	for _, fault := range d.Faults {
		out.Faults = append(out.Faults, fault.Error())
	}
	out.Blocks, out.Cut = shownBlocks(d, result, out.Check)
	if len(report.Claims) <= mostClaims {
		text, _ := json.Marshal(report) // a report always marshals
		out.Report = string(text)
	}
	text, _ := json.MarshalIndent(result, "", "  ") // a result always marshals
	out.JSON = string(text)
	var page bytes.Buffer
	if err := marked.HTML(&page, []document.Document{d}, result); err == nil && page.Len() <= mostHTML {
		out.HTML = page.String()
	}
	return out
}

// inWords is a fault without the name of the file, which the page says itself.
func inWords(err error) error {
	var fault *figure.Fault
	if !errors.As(err, &fault) {
		return err
	}
	said := *fault
	said.Place.File = ""
	return &said
}
