package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
)

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
func examine(in input) (examined, error) {
	var e examined
	names := in.files
	if len(names) == 0 {
		names = []string{"-"}
	}
	for _, name := range names {
		called := name
		if len(names) == 1 {
			// Of a single file every place would say the same.
			called = ""
		}
		err := in.readNamed(name, func(r io.Reader) error { return e.read(called, r, len(names)) })
		if err != nil {
			return examined{}, err
		}
	}
	if e.natural() {
		whole := document.Join(e.documents...)
		if !hasFigures(whole) {
			return examined{}, &figure.Fault{Code: "no_figures", Problem: "there is no figure in it", Remedy: "give the report that has the figures; a page that is a picture has none that can be read"}
		}
		e.report = propose.Document(whole)
	}
	return e, nil
}

// read reads one file. What is no JSON is read as a document, and what its tables and sentences claim is the report.
func (e *examined) read(name string, r io.Reader, of int) error {
	content, err := document.Unpack(r, document.DefaultLimits().Bytes)
	if err != nil {
		return err
	}
	e.content = append(e.content, content...)
	if jsonText(content) {
		if of > 1 {
			return errors.New("a report.json is a report by itself: check it without other files")
		}
		e.report, err = scrutiny.ReadReport(bytes.NewReader(content))
		return err
	}
	d, err := document.Read(context.Background(), name, content, document.Limits{}, documentFormats()...)
	var fault *figure.Fault
	if errors.As(err, &fault) {
		fault.Place.File = ""
	}
	if err != nil {
		return err
	}
	e.documents = append(e.documents, d)
	return nil
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

// examinePrevious reads the last of the series, a report.json beside a report.json and a document beside documents, and adds
// what a document is held to by it.
func (e *examined) examinePrevious(in input, name string) (last examined, err error) {
	if err := in.readNamed(name, func(r io.Reader) error { return last.read(name, r, 1) }); err != nil {
		return last, err
	}
	switch {
	case e.natural() && !last.natural():
		return last, fmt.Errorf("%s: a report.json is no predecessor of a document: give the last document itself", name)
	case last.natural() && !e.natural():
		return last, fmt.Errorf("%s: a document is no predecessor of a report.json: write its report.json with check -propose", name)
	case e.natural():
		e.report = propose.Previous(e.report, document.Join(e.documents...), last.documents[0])
	}
	return last, nil
}

// readAccepted reads the findings that somebody accepted.
func readAccepted(accepted *[]scrutiny.Acceptance) func(io.Reader) error {
	return func(r io.Reader) error {
		content, err := document.Unpack(r, document.DefaultLimits().Bytes)
		if err != nil {
			return err
		}
		*accepted, err = scrutiny.ReadAccepted(content)
		return err
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

// lapsed are notes on acceptances that fit no finding.
func lapsed(result scrutiny.Result) []string {
	var notes []string
	for _, a := range result.Lapsed {
		notes = append(notes, fmt.Sprintf("Lapsed: %s, accepted by %s on %s (%s), is no finding now: its figures have changed, or it agrees.", a.ID, a.Who, a.Date, a.Reason))
	}
	return notes
}
