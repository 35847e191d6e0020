package main

import "github.com/scrutineer-dev/scrutineer/scrutiny"

// A report of the length that boards are given; a table judged whole takes time with the square of its size.
const reportBody = 1 << 20

func scrutinyOperations() []operation {
	return []operation{{
		path: "/v1/check", id: "check", short: "Hold a published report against its own arithmetic.",
		inputs: []inputOf{{name: "report", doc: "the report in the form of scrutiny/report.schema.json"}}, maxBody: reportBody,
		example: example{body: `{"title":"Month 4","claims":[{"id":"conversion","where":"2.3","printed":"19%","inputs":{"referrals":{"value":"428","exact":true},"contacts":{"value":"2,202","exact":true}},"formula":"referrals / contacts * 100"}]}`},
		answer:  scrutiny.Result{}, run: checkReport,
	}}
}

func checkReport(q query) (any, error) {
	report, err := read(q, "report", scrutiny.ReadReport)
	if err != nil {
		return nil, err
	}
	return scrutiny.Check(report, scrutiny.Options{}), nil
}
