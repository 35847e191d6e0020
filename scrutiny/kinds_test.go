package scrutiny_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// judge is the finding of one claim in the document format.
func judge(t *testing.T, claim string) scrutiny.Finding {
	t.Helper()
	report, err := scrutiny.ReadReport(strings.NewReader(`{"source": {"date": "2024-10-02"}, "claims": [` + claim + `]}`))
	require.NoError(t, err)
	return only(t, report)
}

func TestCheck_Kinds(t *testing.T) {
	for _, tc := range []struct {
		name, claim string
		verdict     scrutiny.Verdict
		says        string // a part of the working, the reason, the explanation or a note
	}{
		// overall: Oldham 2019, 5.4
		{"amber overall by plurality", `{"printed": "Amber", "tally": {"green": 1, "amber": 22, "red": 2}}`, scrutiny.Agrees, "2 red behind an overall amber"},
		{"the worst is red", `{"printed": "amber", "tally": {"green": 1, "amber": 22, "red": 2}, "policy": "worst"}`, scrutiny.Differs, "give red"},
		{"a phrase names its colour", `{"printed": "Amber overall", "tally": {"green": 1, "amber": 22, "red": 2}}`, scrutiny.Agrees, ""},
		{"no items, no overall", `{"kind": "overall", "printed": "amber"}`, scrutiny.CannotCheck, "no rated item"},
		{"an unknown policy", `{"printed": "amber", "tally": {"green": 1, "amber": 0, "red": 0}, "policy": "guess"}`, scrutiny.CannotCheck, "guess"},

		// period: Oldham 2024, 1.1
		{"an outturn before its year has ended", `{"kind": "period", "period": "2024/25 outturn", "printed": "£12.123m"}`, scrutiny.Differs, "a year too late"},
		{"the outturn of last year", `{"kind": "period", "period": "2023/24 outturn"}`, scrutiny.Agrees, "had ended"},
		{"a forecast outturn", `{"kind": "period", "period": "2024/25 forecast outturn"}`, scrutiny.Agrees, "at any time"},
		{"a month to come", `{"kind": "period", "period": "2024/25 month 9"}`, scrutiny.Differs, ""},
		{"a period in words", `{"kind": "period", "period": "the other day"}`, scrutiny.CannotCheck, "not understood"},

		// band: the cut points of Oldham 2019, section 7
		{"20.9 is manageable", `{"kind": "band", "printed": "manageable", "value": {"value": "20.9", "exact": true}}`, scrutiny.Agrees, ""},
		{"21 is high", `{"kind": "band", "printed": "high", "value": {"value": "21", "exact": true}}`, scrutiny.Agrees, ""},
		{"21 printed may be 20.5", `{"kind": "band", "printed": "manageable", "value": "21"}`, scrutiny.WithinRounding, ""},
		{"30 is very high", `{"kind": "band", "printed": "very high", "value": {"value": "30", "exact": true}}`, scrutiny.Agrees, ""},
		{"25 is not manageable", `{"kind": "band", "printed": "manageable", "value": "25"}`, scrutiny.Differs, "is high"},
		{"bands by the words of reports", `{"printed": "good", "value": "5", "bands": [{"name": "good", "below": 10}, {"name": "bad", "from": 10}]}`, scrutiny.Agrees, ""},
		{"a name that is no band", `{"kind": "band", "printed": "awful", "value": "25"}`, scrutiny.CannotCheck, "not the name of a band"},

		// compare
		{"74 is above 70", `{"printed": "above", "value": "74", "against": {"value": "70", "exact": true}}`, scrutiny.Agrees, "74 is above 70"},
		{"70 may be above 70", `{"printed": "above", "value": "70", "against": {"value": "70", "exact": true}}`, scrutiny.WithinRounding, ""},
		{"60 is not above 70", `{"printed": "above", "value": "60", "against": "70"}`, scrutiny.Differs, "do not bear out"},
		{"the polarity slip: 14.8 is no increase on 18", `{"printed": "an increase on", "value": "14.8", "against": "18"}`, scrutiny.Differs, ""},
		{"improved needs a polarity", `{"printed": "improved", "value": "14.8", "against": "18"}`, scrutiny.CannotCheck, "polarity"},
		{"lower is better, so it improved", `{"printed": "improved", "value": "14.8", "against": "18", "polarity": "lower"}`, scrutiny.Agrees, ""},
		{"a target met", `{"printed": "met", "value": "17", "against": {"value": "18", "exact": true}, "polarity": "lower"}`, scrutiny.Agrees, ""},
		{"a target missed", `{"printed": "met", "value": "19", "against": {"value": "18", "exact": true}, "polarity": "lower"}`, scrutiny.Differs, ""},
		{"in line within a stated tolerance", `{"printed": "in line with", "value": "11.0%", "against": "10.9%", "tolerance": "0.5"}`, scrutiny.Agrees, ""},
		{"in line without one is a question", `{"printed": "in line with", "value": "31.4%", "against": "36.7%"}`, scrutiny.CannotCheck, "not stated"},
		{"the sign of a formula", `{"printed": "above", "formula": "average - limit", "inputs": {"average": "74", "limit": "70"}}`, scrutiny.Agrees, ""},

		// set and share: METHODS F5, worked
		{"101 is correct rounding", `{"kind": "set", "items": [{"value": "71%"}, {"value": "8%"}, {"value": "22%"}]}`, scrutiny.WithinRounding, ""},
		{"and possible from 51", `{"kind": "set", "whole": true, "items": [{"value": "71%"}, {"value": "8%"}, {"value": "22%"}]}`, scrutiny.WithinRounding, "from a base of 51"},
		{"but not of 114", `{"kind": "set", "whole": true, "base": {"value": "114", "exact": true}, "items": [{"value": "71%"}, {"value": "8%"}, {"value": "22%"}]}`, scrutiny.Differs, "No whole counts"},
		{"34, 34 and 34 are too much", `{"kind": "set", "items": [{"value": "34%"}, {"value": "34%"}, {"value": "34%"}]}`, scrutiny.Differs, ""},
		{"an open set leaves room", `{"kind": "set", "open": true, "items": [{"value": "34%"}, {"value": "34%"}]}`, scrutiny.Agrees, ""},
		{"23, 72 and 5 of 57 are 13, 41 and 3", `{"kind": "set", "whole": true, "base": {"value": "57", "exact": true}, "items": [{"value": "23%"}, {"value": "72%"}, {"value": "5%"}]}`, scrutiny.Agrees, "13, 41, 3"},
		{"8 % of 35 is impossible", `{"kind": "share", "whole": true, "printed": "8%", "base": {"value": "35", "exact": true}}`, scrutiny.Differs, "2 prints 6% and 3 prints 9%"},
		{"24 % of 45 is 11", `{"kind": "share", "whole": true, "printed": "24%", "base": {"value": "45", "exact": true}}`, scrutiny.Agrees, "11 of 45"},
		{"from 100 up nothing can fail", `{"kind": "share", "whole": true, "printed": "55%", "base": {"value": "114", "exact": true}}`, scrutiny.CannotCheck, "could have failed"},
		{"an exact base is a count", `{"kind": "share", "printed": "8%", "base": {"value": "35", "exact": true}}`, scrutiny.Differs, "2 prints 6%"},
		{"only where whole things were counted", `{"kind": "share", "printed": "8%", "base": "35"}`, scrutiny.CannotCheck, "whole things"},
		{"55 % beside 64 of 114", `{"printed": "55%", "formula": "part / base * 100", "inputs": {"part": {"value": "64", "exact": true}, "base": {"value": "114", "exact": true}}}`, scrutiny.Differs, "56.14"},

		// sums of periods and groups
		{"sub-periods add to the period", `{"kind": "sum", "printed": "30", "inputs": {"april": "10", "may": "9", "june": "11"}}`, scrutiny.Agrees, "10 + 11 + 9"},
		{"movement", `{"kind": "movement", "printed": "-£1.225m", "inputs": {"earlier": "£13.348m", "later": "£12.123m"}}`, scrutiny.Agrees, ""},
		{"change", `{"kind": "change", "printed": "46.7%", "inputs": {"earlier": {"value": "334", "exact": true}, "later": {"value": "490", "exact": true}}}`, scrutiny.Agrees, ""},
		{"stock and flow", `{"kind": "stock_flow", "printed": "490", "inputs": {"opening": "500", "started": "120", "ended": "130"}}`, scrutiny.Agrees, ""},
		{"cohorts apart", `{"kind": "cohort", "printed": "1538", "inputs": {"cin": {"value": "1538", "exact": true}, "cp": {"value": "490", "exact": true}}, "contains": {"cin": ["cp"]}}`, scrutiny.Agrees, ""},
		{"a cohort counted twice", `{"kind": "cohort", "printed": {"value": "2,028", "exact": true}, "inputs": {"cin": {"value": "1538", "exact": true}, "cp": {"value": "490", "exact": true}}, "contains": {"cin": ["cp"]}}`, scrutiny.Differs, "counted twice"},

		// of which
		{"a part within its whole", `{"kind": "of_which", "value": "490", "inputs": {"boys": "260"}}`, scrutiny.Agrees, ""},
		{"a part above its whole", `{"kind": "of_which", "value": "490", "inputs": {"boys": "560"}}`, scrutiny.Differs, "more than the whole"},
		{"pressures may exceed the variance they explain", `{"kind": "of_which", "unit": "£k", "value": "12,087", "inputs": {"listed": "12,267"}}`, scrutiny.CannotCheck, "no contradiction"},

		// rank
		{"the highest", `{"kind": "rank", "printed": "highest", "value": "91", "items": [{"value": "70"}, {"value": "85"}]}`, scrutiny.Agrees, "number 1 of 3"},
		{"not the lowest", `{"kind": "rank", "printed": "lowest", "value": "91", "items": [{"value": "70"}, {"value": "85"}]}`, scrutiny.Differs, ""},
		{"third of three", `{"kind": "rank", "printed": "3rd of 3", "value": "60", "items": [{"value": "70"}, {"value": "85"}]}`, scrutiny.Agrees, ""},
		{"a tie shares its place", `{"kind": "rank", "printed": "joint 1st", "value": "85", "items": [{"value": "85"}, {"value": "70"}]}`, scrutiny.Agrees, ""},
		{"the best where lower is better", `{"kind": "rank", "printed": "best", "polarity": "lower", "value": "60", "items": [{"value": "70"}]}`, scrutiny.Agrees, ""},
		{"the best of nobody knows what", `{"kind": "rank", "printed": "best", "value": "60", "items": [{"value": "70"}]}`, scrutiny.CannotCheck, "polarity"},

		// weighted averages
		{"an average by weights", `{"kind": "weighted", "printed": "14.0", "items": [{"value": "10.0", "weight": {"value": "1", "exact": true}}, {"value": "16.0", "weight": {"value": "2", "exact": true}}]}`, scrutiny.Agrees, ""},
		{"not the mean of the means", `{"kind": "weighted", "printed": "13.0", "items": [{"value": "10.0", "weight": {"value": "1", "exact": true}}, {"value": "16.0", "weight": {"value": "2", "exact": true}}]}`, scrutiny.Differs, ""},
		{"an average outside its members", `{"kind": "weighted", "printed": "18", "items": [{"value": "10"}, {"value": "16"}]}`, scrutiny.Differs, ""},
		{"an average inside them", `{"kind": "weighted", "printed": "12", "items": [{"value": "10"}, {"value": "16"}]}`, scrutiny.Agrees, ""},

		// one population: Oldham's 64,069 children (DfE, 31 March 2025), 582 looked after printed 91
		{"one population behind all rates", `{"kind": "population", "items": [{"label": "looked after", "count": {"value": "582", "exact": true}, "value": "91"}, {"label": "plans", "count": {"value": "490", "exact": true}, "value": "76.5"}]}`, scrutiny.Agrees, "a population of"},
		{"and one rate that does not fit", `{"kind": "population", "items": [{"label": "a", "count": {"value": "582", "exact": true}, "value": "90.8"}, {"label": "b", "count": {"value": "490", "exact": true}, "value": "76.5"}, {"label": "c", "count": {"value": "300", "exact": true}, "value": "64.0"}]}`, scrutiny.Differs, "c gives"},

		// rag and variance
		{"green within tolerance", `{"kind": "rag", "printed": "amber", "value": "82%", "target": "85%", "tolerance": "5", "polarity": "higher"}`, scrutiny.Agrees, ""},
		{"red beyond it", `{"kind": "rag", "printed": "green", "value": "70%", "target": "85%", "tolerance": "5", "polarity": "higher"}`, scrutiny.Differs, "red"},
		{"overspends positive", `{"kind": "variance", "convention": "overspend_positive", "printed": "12,087", "inputs": {"forecast": "53,387", "budget": "41,300"}}`, scrutiny.Agrees, ""},
		{"underspends positive", `{"kind": "variance", "convention": "underspend_positive", "printed": "(12,087)", "inputs": {"forecast": "53,387", "budget": "41,300"}}`, scrutiny.Agrees, ""},
		{"the sign says nothing by itself", `{"kind": "variance", "printed": "12,087", "inputs": {"forecast": "53,387", "budget": "41,300"}}`, scrutiny.CannotCheck, "convention"},

		// what reports put around a figure
		{"a footnote mark", `{"printed": "12,087*", "formula": "f - b", "inputs": {"f": "53,387[1]", "b": "41,300¹"}}`, scrutiny.Agrees, ""},
		{"an approximate figure is not accused", `{"printed": "about 50%", "formula": "a / b * 100", "inputs": {"a": "53", "b": "100"}}`, scrutiny.CannotCheck, "approximate"},
		{"money by the week", `{"printed": "£7.9m", "unit": "£ per week", "formula": "cost * 52", "inputs": {"cost": "£152k per week"}}`, scrutiny.Agrees, ""},
		{"a kind not known is judged by its formula", `{"kind": "ratio", "printed": "5", "formula": "a", "inputs": {"a": "5"}}`, scrutiny.Agrees, ""},
		{"and without one is not judged", `{"kind": "guess", "printed": "5"}`, scrutiny.CannotCheck, "not a kind of claim"},
		{"nothing printed", `{"formula": "a", "inputs": {"a": "5"}}`, scrutiny.CannotCheck, "blank"},
		{"one input and no formula", `{"printed": "£5k", "inputs": {"a": "£5,000"}}`, scrutiny.Agrees, ""},

		// one-sided figures
		{"under 5 may be 4", `{"printed": "under 5", "formula": "a - b", "inputs": {"a": {"value": "10", "exact": true}, "b": {"value": "6", "exact": true}}}`, scrutiny.Agrees, ""},
		{"under 5 is not 5", `{"printed": "under 5", "formula": "a - b", "inputs": {"a": {"value": "10", "exact": true}, "b": {"value": "5", "exact": true}}}`, scrutiny.Differs, ""},
		{"at least 5 may be 5", `{"printed": "5 or more", "formula": "a - b", "inputs": {"a": {"value": "10", "exact": true}, "b": {"value": "5", "exact": true}}}`, scrutiny.Agrees, ""},
		{"an input under 5 bounds a total", `{"printed": "120", "formula": "a + b", "inputs": {"a": {"value": "100", "exact": true}, "b": "<5"}}`, scrutiny.Differs, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := judge(t, tc.claim)
			assert.Equal(t, tc.verdict, f.Verdict, f.Working)
			said := strings.Join(append(f.Notes, f.Working, f.Reason, f.Explanation, f.Material), " ")
			assert.Contains(t, said, tc.says)
		})
	}
}

func TestCheck_NamesTheSlipOfAClaim(t *testing.T) {
	for _, tc := range []struct {
		name, claim string
		slip        scrutiny.Slip
	}{
		{"a factor of ten", `{"printed": "232.9", "formula": "count / population * 10000", "inputs": {"count": {"value": "14,922", "exact": true}, "population": {"value": "64,069", "exact": true}}}`, scrutiny.SlipScale},
		{"a lost m", `{"printed": "£12.087", "unit": "£", "formula": "f - b", "inputs": {"f": "£53.387m", "b": "£41.300m"}}`, scrutiny.SlipScale},
		{"a sign", `{"printed": "12,087", "formula": "b - f", "inputs": {"f": "53,387", "b": "41,300"}}`, scrutiny.SlipSign},
		{"two digits changed round", `{"printed": "12,807", "formula": "f - b", "inputs": {"f": "53,387", "b": "41,300"}}`, scrutiny.SlipTransposed},
		{"one digit", `{"printed": "12,387", "formula": "f - b", "inputs": {"f": "53,387", "b": "41,300"}}`, scrutiny.SlipDigit},
		{"points for per cent", `{"kind": "change", "printed": "4%", "inputs": {"earlier": "32%", "later": "36%"}}`, scrutiny.SlipPoints},
		{"per cent for points", `{"kind": "movement", "printed": "12.5%", "inputs": {"earlier": "32.0%", "later": "36.0%"}}`, scrutiny.SlipPoints},
		{"cut, not rounded", `{"printed": "19%", "formula": "a / b * 100", "inputs": {"a": {"value": "438", "exact": true}, "b": {"value": "2,202", "exact": true}}}`, scrutiny.SlipTruncated},
		{"a row left out", `{"kind": "sum", "printed": "12,087", "inputs": {"a": "5,433", "b": "6,654", "c": "2,918"}}`, scrutiny.SlipOmitted},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := judge(t, tc.claim)
			assert.Equal(t, scrutiny.Differs, f.Verdict, f.Working)
			assert.Equal(t, tc.slip, f.Slip, "%s. %s", f.Working, f.Explanation)
			assert.NotContains(t, f.Sentence(), "wrong", "a finding says differs, never wrong")
		})
	}
}

func TestCheck_OneFigurePrintedInSeveralPlaces(t *testing.T) {
	read := func(text string) scrutiny.Result {
		report, err := scrutiny.ReadReport(strings.NewReader(text))
		require.NoError(t, err)
		return scrutiny.Check(report, scrutiny.Options{})
	}
	t.Run("the most precise serves in later formulas", func(t *testing.T) {
		r := read(`{"claims": [{"id": "text", "printed": "£12.3m", "same_as": "table"}, {"id": "table", "printed": "£12,261k", "formula": "a", "inputs": {"a": "£12,261k"}},
			{"id": "later", "printed": "£12,261k", "formula": "x", "inputs": {"x": {"same_as": "text"}}}]}`)
		f, _ := r.Finding("later")
		assert.Equal(t, scrutiny.Agrees, f.Verdict, f.Working)
		f, _ = r.Finding("text")
		assert.Equal(t, scrutiny.Agrees, f.Verdict, f.Working)
	})
	t.Run("two at one precision must be equal, though their intervals touch", func(t *testing.T) {
		r := read(`{"claims": [{"id": "a", "printed": {"value": "150", "step": "10"}, "same_as": "b"}, {"id": "b", "printed": {"value": "140", "step": "10"}, "formula": "x", "inputs": {"x": "140"}}]}`)
		f, _ := r.Finding("a")
		assert.Equal(t, scrutiny.Differs, f.Verdict, f.Working)
		f, _ = r.Finding("b")
		assert.Equal(t, scrutiny.CannotCheck, f.Verdict, "what depends on it cannot be judged")
	})
	t.Run("a reference to nothing", func(t *testing.T) {
		f := read(`{"claims": [{"id": "a", "printed": "150", "same_as": "nowhere"}]}`).Findings[0]
		assert.Equal(t, scrutiny.CannotCheck, f.Verdict)
	})
}

func TestCheck_AgainstTheLastReport(t *testing.T) {
	last, err := scrutiny.ReadReport(strings.NewReader(`{"claims": [{"id": "agency", "label": "Agency rate", "printed": "36%", "formula": "a", "inputs": {"a": "36%"}}, {"id": "gone", "printed": "1", "formula": "1"}]}`))
	require.NoError(t, err)
	now, err := scrutiny.ReadReport(strings.NewReader(`{"claims": [{"id": "agency", "printed": "36%", "formula": "a", "inputs": {"a": "32%"}},
		{"id": "quoted", "printed": "35%", "same_as": "previous:agency"}]}`))
	require.NoError(t, err)
	result := scrutiny.Check(now, scrutiny.Options{Previous: &last})
	stale, _ := result.Finding("agency")
	assert.Equal(t, scrutiny.SlipStale, stale.Slip, stale.Explanation)
	quoted, _ := result.Finding("quoted")
	assert.Equal(t, scrutiny.Differs, quoted.Verdict, "the last report said 36%")
	gone, found := result.Finding("gone/vanished")
	require.True(t, found)
	assert.True(t, gone.Question, "a figure may be left out for good reason")
}

func TestCheck_ATableThatWasCutIsNotAccused(t *testing.T) {
	// 1.9 + 2.9 + 3.9 + 4.9 + 5.9 = 19.5, each cut: 1 2 3 4 5 and 19, a gap of 4 where rounding allows 3.
	row := func(label, a, b string) string {
		return `{"label": "` + label + `", "cells": {"a": "` + a + `", "b": "` + b + `"}}`
	}
	table := func(rounding string) string {
		return `{"tables": [{"id": "t", "rounding": "` + rounding + `", "columns": [{"id": "a"}, {"id": "b"}], "rows": [` +
			strings.Join([]string{row("p", "1", "1"), row("q", "2", "2"), row("r", "3", "3"), row("s", "4", "4"), row("u", "5", "5")}, ",") +
			`], "totals": [{"label": "T", "of": ["*"], "cells": {"a": "19", "b": "19"}}]}]}`
	}
	for _, rounding := range []string{"nearest", "truncated"} {
		report, err := scrutiny.ReadReport(strings.NewReader(table(rounding)))
		require.NoError(t, err)
		result := scrutiny.Check(report, scrutiny.Options{})
		assert.Zero(t, result.Summary.Differs, rounding)
		assert.Equal(t, 2, result.Summary.WithinRounding, rounding)
	}
}

func TestCheck_SaysHowTellingItWas(t *testing.T) {
	f := judge(t, `{"kind": "sum", "printed": "15", "inputs": {"a": "1", "b": "2", "c": "3", "d": "4", "e": "3"}}`)
	require.Equal(t, scrutiny.WithinRounding, f.Verdict)
	require.NotNil(t, f.Telling)
	assert.Equal(t, 7, f.Telling.Passing, "five items may miss by three to either side")
	assert.Equal(t, 201, f.Telling.Of)
	// Five items miss by two units or more in exactly 1 of 60 honest columns: the sum of five uniform errors (Irwin and Hall) is
	// beyond 1.5 with probability 1/120 to each side, and 200,000 simulations gave 0.0163.
	assert.Equal(t, "0.016667", f.Telling.Chance.String())
	assert.Contains(t, f.Notes[0], "1 in 60")
}
