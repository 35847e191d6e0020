package main

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/formats"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
)

// A report of the length that boards are given; a table judged whole takes time with the square of its size.
const reportBody = 1 << 20

// formulaCost is a quarter of a second of formulas in all: others wait.
const formulaCost = 25_000_000

func scrutinyOperations() []operation {
	return []operation{{
		path: "/v1/check", id: "check", short: "Hold a published report against its own arithmetic.",
		inputs: []inputOf{
			{name: "report", doc: "the report in the form of scrutiny/report.schema.json, or the document itself", document: true},
			{name: "previous", doc: "the last of the series, in the same form: what is quoted from it is held to it, and what changed silently is asked about", document: true, optional: true},
		},
		maxBody: reportBody, maxDocument: documentBody, long: true,
		example: example{body: `{"title":"Month 4","claims":[{"id":"conversion","where":"2.3","printed":"19%","inputs":{"referrals":{"value":"428","exact":true},"contacts":{"value":"2,202","exact":true}},"formula":"referrals / contacts * 100"}]}`},
		answer:  checkAnswer{}, run: checkReport,
	}}
}

// checkAnswer is the result and how it came about.
type checkAnswer struct {
	scrutiny.Result
	Record scrutiny.Record `json:"record"`
}

func checkReport(q query) (any, error) {
	now, err := read(q, "report", q.reportGiven("report"))
	if err != nil {
		return nil, err
	}
	options := scrutiny.Options{MaxCost: formulaCost}
	var last given
	if _, sent := q.inputs["previous"]; sent {
		if last, err = read(q, "previous", q.reportGiven("previous")); err != nil {
			return nil, err
		}
		switch {
		case now.natural != last.natural:
			return nil, &inputError{name: "previous", err: errors.New("a document and a report.json are no series: send both in one form")}
		case now.natural:
			now.report = propose.Previous(now.report, now.document, last.document)
		default:
			options.Previous = &last.report
		}
	}
	result := scrutiny.Check(now.report, options)
	return checkAnswer{result, scrutiny.RecordOf(now.content, last.content, now.report, result)}, nil
}

// given is a report as it was sent: its bytes, the document that they are unless they are a report.json, and what it claims.
type given struct {
	content  []byte
	natural  bool
	document document.Document
	report   scrutiny.Report
}

// reportGiven reads an input that is a report.json or a document.
func (q query) reportGiven(name string) func(io.Reader) (given, error) {
	return func(r io.Reader) (g given, err error) {
		if g.content, err = io.ReadAll(r); err != nil {
			return g, err
		}
		if g.natural = isDocument(q.inputs[name]); !g.natural {
			g.report, err = scrutiny.ReadReport(bytes.NewReader(g.content))
			return g, err
		}
		called := ""
		if name != "report" {
			called = name
		}
		g.document, err = document.Read(context.Background(), called, g.content, handlerLimits(), formats.All()...)
		if err == nil && name == "report" {
			g.report = propose.Document(g.document)
		}
		return g, err
	}
}
