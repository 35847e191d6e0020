package scrutiny_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// claim is a report of one claim.
func claim(formula, printed string, inputs map[string]scrutiny.Input) scrutiny.Report {
	return scrutiny.Report{Claims: []scrutiny.Claim{{ID: "it", Printed: scrutiny.Print(printed), Inputs: inputs, Formula: formula}}}
}

// only is the finding of a report that has one.
func only(t *testing.T, r scrutiny.Report) scrutiny.Finding {
	t.Helper()
	result := scrutiny.Check(r, scrutiny.Options{})
	require.Len(t, result.Findings, 1)
	return result.Findings[0]
}

func printed(pairs ...string) map[string]scrutiny.Input {
	inputs := map[string]scrutiny.Input{}
	for i := 0; i+1 < len(pairs); i += 2 {
		inputs[pairs[i]] = scrutiny.Print(pairs[i+1])
	}
	return inputs
}

// The first figures are of Oldham's reports of 10 September 2019 (8.1) and 2 October 2024 (1.2, 1.3, 2.3).
func TestCheck_VerdictAndWorking(t *testing.T) {
	for _, tc := range []struct {
		name, formula, printed string
		inputs                 map[string]scrutiny.Input
		verdict                scrutiny.Verdict
		working                string
	}{
		{
			"agrees", "forecast + reserves - budget", "12,087", printed("forecast", "53,387", "reserves", "0", "budget", "41,300"), scrutiny.Agrees,
			"53,387 + 0 − 41,300 = 12,087, as printed",
		},
		{
			"a bracket is a minus", "forecast + reserves - budget", "267", printed("forecast", "10,045", "reserves", "(279)", "budget", "9,500"), scrutiny.WithinRounding,
			"10,045 + (−279) − 9,500 = 266, printed 267: within rounding, since the inputs as printed allow 264.5 to 267.5",
		},
		{
			"differs", "demand - mitigated", "-£0.019m", printed("demand", "£1.442m", "mitigated", "£1.458m"), scrutiny.Differs,
			"£1.442m − £1.458m = −£0.016m, printed −£0.019m: differs by £0.003m, and the inputs as printed allow −£0.017m to −£0.015m",
		},
		{
			"a share rounds", "referrals / contacts * 100", "19%",
			map[string]scrutiny.Input{"referrals": scrutiny.Count("428"), "contacts": scrutiny.Count("2,202")},
			scrutiny.Agrees,
			"428 ÷ 2,202 × 100 = 19.437%, which rounds to 19%, as printed",
		},
		{"a tie may go either way", "a / b * 100", "12%", map[string]scrutiny.Input{"a": scrutiny.Count("1"), "b": scrutiny.Count("8")}, scrutiny.WithinRounding, ""},
		{"a tie rounds away from zero", "a / b * 100", "13%", map[string]scrutiny.Input{"a": scrutiny.Count("1"), "b": scrutiny.Count("8")}, scrutiny.Agrees, ""},
		{"units scale", "total", "£12.261m", map[string]scrutiny.Input{"total": {Value: "12,261", Unit: "£k"}}, scrutiny.Agrees, "£12,261k = £12.261m, as printed"},
		{"an exact count is no interval", "a + b", "101", map[string]scrutiny.Input{"a": scrutiny.Count("50"), "b": scrutiny.Count("50")}, scrutiny.Differs, ""},
		{"two items may miss by one", "a + b", "3", printed("a", "1", "b", "1"), scrutiny.WithinRounding, ""},
		{"two items cannot miss by two", "a + b", "4", printed("a", "1", "b", "1"), scrutiny.Differs, ""},
		{"zero base", "a / b * 100", "12%", printed("a", "1", "b", "0"), scrutiny.CannotCheck, ""},
		{"a base that may be zero", "a / b * 100", "12%", map[string]scrutiny.Input{"a": scrutiny.Print("1"), "b": {Value: "10", Step: "20"}}, scrutiny.CannotCheck, ""},
		{"a percentage of a negative base, as the claim's own formula states it", "a / b * 100", "-3.1%", printed("a", "119", "b", "-3,810"), scrutiny.Agrees, "119 ÷ (−3,810) × 100 = −3.1234%, which rounds to −3.1%, as printed"},
		{"and its sign is the formula's", "a / b * 100", "3.1%", printed("a", "119", "b", "-3,810"), scrutiny.Differs, ""},
		{"suppressed", "a + b", "12", printed("a", "c", "b", "3"), scrutiny.CannotCheck, "Cannot be checked: a is missing: confidential."},
		{"more digits than stated", "a", "12", map[string]scrutiny.Input{"a": {Value: "12", Step: "10"}}, scrutiny.CannotCheck, ""},
		{"rounded to ten", "a + b", "100", map[string]scrutiny.Input{"a": {Value: "50", Step: "10"}, "b": {Value: "60", Step: "10"}}, scrutiny.WithinRounding, ""},
		{"an input used twice varies together", "x - x", "0", printed("x", "5"), scrutiny.Agrees, ""},
		{"and only so", "x - x + y", "3", map[string]scrutiny.Input{"x": scrutiny.Print("5"), "y": scrutiny.Count("2")}, scrutiny.Differs, ""},
		{"a change varies together", "(after - before) / before * 100", "46.7%", map[string]scrutiny.Input{"before": scrutiny.Count("334"), "after": scrutiny.Count("490")}, scrutiny.Agrees, ""},
		{"one-sided result holds", "a / b * 100", "over 90%", printed("a", "91", "b", "100"), scrutiny.Agrees, ""},
		{"one-sided result fails", "a / b * 100", "over 90%", printed("a", "80", "b", "100"), scrutiny.Differs, ""},
		{"a range printed as one", "a", "522/3", printed("a", "523"), scrutiny.Agrees, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := only(t, claim(tc.formula, tc.printed, tc.inputs))
			assert.Equal(t, tc.verdict, f.Verdict, f.Working)
			if tc.working != "" {
				assert.Equal(t, tc.working, f.Working)
			}
			assert.Equal(t, tc.verdict == scrutiny.CannotCheck, f.Reason != "")
		})
	}
}

func TestReadReport_RoundTrips(t *testing.T) {
	const document = `{"title": "t", "source": {"date": "2024-10-02"}, "tables": [{"id": "m4", "unit": "£k", "columns": [{"id": "a"}, {"id": "b", "formula": "a"}],
		"rows": [{"label": "x", "cells": {"a": "1", "b": 1}}], "totals": [{"label": "T", "of": ["*"], "cells": {"a": {"value": "1", "exact": true}, "b": null}}]}]}`
	report, err := scrutiny.ReadReport(strings.NewReader(document))
	require.NoError(t, err)
	written, err := json.Marshal(report)
	require.NoError(t, err)
	again, err := scrutiny.ReadReport(strings.NewReader(string(written)))
	require.NoError(t, err)
	assert.Equal(t, report, again)
}

func TestReadReport_SaysWhereAndWhatToDo(t *testing.T) {
	for _, tc := range []struct{ name, document, message string }{
		{"empty", " ", "the document is empty"},
		{"not JSON", "{\"title\": \"t\",\n \"tables\": [}", "line 2, column 13"},
		{"ends in the middle", "{\"title\": \"t\"", "an object is never closed"},
		{"two documents", "{} {}", "something stands after the end"},
		{"a list for a text", "{\n\"title\": []}", "line 2"},
		{
			"a word in a number's place", "{\"tables\": [{\"id\": \"m\", \"columns\": [{\"id\": \"a\"}, {\"id\": \"b\", \"formula\": \"a\"}],\n \"rows\": [{\"label\": \"x\", \"cells\": {\"a\": \"twelve\"}}]}]}",
			"line 2, column 41 (tables[0].rows[0].cells.a): \"twelve\" is not a number",
		},
		{"a formula naming an unknown column", "{\"tables\": [{\"id\": \"m\", \"columns\": [{\"id\": \"a\",\n\"formula\": \"b + a\"}]}]}", "line 2, column 12 (tables[0].columns[0].formula): the formula names \"b\""},
		{"a formula that breaks off", "{\"claims\": [{\"id\": \"c\", \"printed\": \"1\", \"formula\": \"a + \", \"inputs\": {\"a\": \"1\"}}]}", "character 5"},
		{"two totals for one row", "{\"tables\": [{\"id\": \"m\", \"columns\": [{\"id\": \"a\"}], \"totals\": [{\"label\": \"T\", \"of\": [\"*\"]}, {\"label\": \"T\", \"of\": [\"*\"]}]}]}", "the total \"T\" is given twice"},
		{"a total of an unknown row", "{\"tables\": [{\"id\": \"m\", \"columns\": [{\"id\": \"a\"}], \"totals\": [{\"label\": \"T\", \"of\": [\"y\"]}]}]}", "adds up \"y\", which is not the label of a row"},
		{"1e999999999", "{\"claims\": [{\"printed\": \"1e999999999\", \"formula\": \"1\"}]}", "exponent beyond"},
		{"a misspelt section", "{\"tables\": [{\"id\": \"m\", \"columns\": [{\"id\": \"a\"}],\n\"total\": []}]}", "line 2, column 1 (tables[0].total): there is no key \"total\" here: write \"totals\""},
		{"a misspelt formula", "{\"claims\": [{\"printed\": \"1\", \"formla\": \"1\"}]}", "write \"formula\""},
		{"two values for one figure", "{\"claims\": [{\"printed\": \"9\", \"printed\": \"7\", \"formula\": \"7\"}]}", "the key \"printed\" stands twice"},
		{"an edge of a band misspelt", "{\"claims\": [{\"kind\": \"band\", \"bands\": [{\"name\": \"low\", \"belw\": 5}]}]}", "claims[0].bands[0].belw"},
		{"a truth value for a figure", "{\"claims\": [{\"printed\": true, \"formula\": \"7\"}]}", "line 1, column 25 (claims[0].printed)"},
		{"a list for a cell", "{\"tables\": [{\"columns\": [{\"id\": \"a\"}], \"rows\": [{\"label\": \"x\", \"cells\": {\"a\": [1]}}]}]}", "tables[0].rows[0].cells.a"},
		{"UTF-16", "\xff\xfe{\x00}\x00", "UTF-16"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := scrutiny.ReadReport(strings.NewReader(tc.document))
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Contains(t, err.Error(), tc.message)
			for _, word := range []string{"json:", "Go ", "scrutiny.", "unmarshal", "inputObject"} {
				assert.NotContains(t, err.Error(), word)
			}
		})
	}
}

// A percentage beside the amounts does not make them spell their unit.
func TestCheck_ARowShowsItsAmountsAsPrinted(t *testing.T) {
	cells := printed("budget", "41,300", "forecast", "53,387", "variance", "12,087", "share", "29.3%")
	result := scrutiny.Check(scrutiny.Report{Tables: []scrutiny.Table{{
		ID: "t", Unit: "£k",
		Columns: []scrutiny.Column{{ID: "budget"}, {ID: "forecast"}, {ID: "variance", Formula: "forecast - budget"}, {ID: "share", Unit: "%", Formula: "variance / budget * 100"}},
		Rows:    []scrutiny.Row{{Label: "Care", Cells: cells}},
	}}}, scrutiny.Options{})
	f, found := result.Finding("t/Care/variance")
	require.True(t, found)
	assert.Equal(t, "53,387 − 41,300 = 12,087, as printed", f.Working)
}
