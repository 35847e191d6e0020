package main

import (
	"bytes"
	"io"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// A report of the length that boards are given; a table judged whole takes time with the square of its size.
const reportBody = 1 << 20

// formulaCost is a quarter of a second of formulas in all: others wait.
const formulaCost = 25_000_000

func scrutinyOperations() []operation {
	return []operation{{
		path: "/v1/check", id: "check", short: "Hold a published report against its own arithmetic.",
		inputs:  []inputOf{{name: "report", doc: "the report in the form of scrutiny/report.schema.json, or the document itself", document: true}},
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
	var given []byte
	report, err := read(q, "report", func(r io.Reader) (report scrutiny.Report, err error) {
		if given, err = io.ReadAll(r); err != nil {
			return report, err
		}
		if isDocument(q.inputs["report"]) {
			return reportOf(given)
		}
		return scrutiny.ReadReport(bytes.NewReader(given))
	})
	if err != nil {
		return nil, err
	}
	result := scrutiny.Check(report, scrutiny.Options{MaxCost: formulaCost})
	return checkAnswer{result, scrutiny.RecordOf(given, nil, report, result)}, nil
}
