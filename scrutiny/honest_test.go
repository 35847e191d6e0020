package scrutiny_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// Tables as councils print them, none of which contradicts itself: to accuse one is the worst that a check can do.
func TestNoHonestTableIsAccused(t *testing.T) {
	for name, document := range map[string]string{
		"a percentage without its sign in a table of £k": `{"tables": [{"unit": "£k",
			"columns": [{"id": "budget"}, {"id": "variance"}, {"id": "percent", "formula": "variance / budget * 100"}],
			"rows": [{"label": "Children in Care", "cells": {"budget": "41,300", "variance": "12,087", "percent": "29.3"}}]}]}`,
		"percentages of different wholes do not add up": `{"tables": [{
			"columns": [{"id": "n"}, {"id": "pct"}],
			"rows": [{"label": "A", "cells": {"n": "1", "pct": "29.3"}}, {"label": "B", "cells": {"n": "2", "pct": "5.1"}}],
			"totals": [{"label": "All", "of": ["*"], "cells": {"n": "3", "pct": "13.2"}}]}]}`,
		"a service above its budget is no share of a whole": `{"tables": [{
			"columns": [{"id": "n"}, {"id": "spent", "unit": "%"}],
			"rows": [{"label": "A", "cells": {"n": "1", "spent": "108%"}}, {"label": "B", "cells": {"n": "1", "spent": "0%"}}],
			"totals": [{"label": "All", "of": ["*"], "cells": {"n": "2", "spent": "100%"}}]}]}`,
		"the mean of exact counts is rounded": `{"tables": [{"exact": true,
			"columns": [{"id": "a"}, {"id": "b"}, {"id": "mean", "formula": "(a + b) / 2"}],
			"rows": [{"label": "x", "cells": {"a": "10", "b": "13", "mean": "12"}}]}]}`,
		"a bare figure repeats one of a table of £k": `{"tables": [{"id": "t", "unit": "£k", "columns": [{"id": "v"}], "rows": [{"label": "A", "cells": {"v": "12,261"}}]}],
			"claims": [{"printed": "12,261", "same_as": "t/A/v"}, {"printed": "12,261", "formula": "a", "inputs": {"a": {"value": "12,261", "same_as": "t/A/v"}}, "unit": "£k"}]}`,
		"a percentage without its sign in a report of £k": `{"unit": "£k", "claims": [{"printed": "29.3", "formula": "v / b * 100", "inputs": {"v": "12,087", "b": "41,300"}},
			{"kind": "change", "printed": "29.3", "inputs": {"later": "53,387", "earlier": "41,300"}}]}`,
		"a dash in a total printed more coarsely": `{"tables": [{"columns": [{"id": "a"}, {"id": "b"}],
			"rows": [{"label": "x", "cells": {"a": "0.2", "b": "1.5"}}],
			"totals": [{"label": "All", "of": ["*"], "cells": {"a": "-", "b": "2"}}]}]}`,
		"a row named beside all rows is one row": `{"tables": [{"columns": [{"id": "n"}],
			"rows": [{"label": "A", "cells": {"n": "10"}}, {"label": "B", "cells": {"n": "11"}}],
			"totals": [{"label": "All", "of": ["*", "A"], "cells": {"n": "21"}}]}]}`,
		"a forecast looks ahead":                            `{"source": {"date": "2024-10-02"}, "claims": [{"kind": "period", "period": "March 2025 forecast"}]}`,
		"a report of October may know October":              `{"source": {"date": "October 2024"}, "claims": [{"kind": "period", "period": "October 2024"}]}`,
		"a bracket may close before the unit":               `{"claims": [{"printed": "£(1.2)m", "formula": "a - b", "inputs": {"a": "£1.3m", "b": "£2.5m"}}]}`,
		"a share printed under one per cent in an open set": `{"claims": [{"kind": "set", "open": true, "inputs": {"a": "34%", "b": "<1%"}}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			report, err := scrutiny.ReadReport(strings.NewReader(document))
			require.NoError(t, err)
			result := scrutiny.Check(report, scrutiny.Options{})
			assert.NotEmpty(t, result.Findings)
			for _, f := range result.Findings {
				assert.Contains(t, []scrutiny.Verdict{scrutiny.Agrees, scrutiny.WithinRounding}, f.Verdict, "%s: %s", f.ID, f.Working)
			}
		})
	}
}

func TestAVulgarFractionIsNoFootnote(t *testing.T) {
	_, err := scrutiny.ReadReport(strings.NewReader(`{"claims": [{"printed": "12½", "formula": "a", "inputs": {"a": "12"}}]}`))
	require.Error(t, err)
}

func TestAColumnOfRatingsIsNotAddedUp(t *testing.T) {
	report, err := scrutiny.ReadReport(strings.NewReader(`{"tables": [{"columns": [{"id": "n"}, {"id": "rag"}],
		"rows": [{"label": "A", "cells": {"n": "5", "rag": "G"}}, {"label": "B", "cells": {"n": "6", "rag": "R"}}],
		"totals": [{"label": "All", "of": ["*"], "cells": {"n": "11", "rag": "A"}}]}]}`))
	require.NoError(t, err)
	assert.Equal(t, 1, scrutiny.Check(report, scrutiny.Options{}).Summary.Agrees)
}

func TestAFigureSaysNothingThatTheFormatDoesNotKnow(t *testing.T) {
	_, err := scrutiny.ReadReport(strings.NewReader(`{"claims": [{"printed": "5", "formula": "a", "inputs": {"a": {"value": "5", "colour": "red"}}}]}`))
	assert.ErrorContains(t, err, "claims[0].inputs.a.colour")
}

func TestAFigureTwiceInALeastAndAGreatestVariesTogether(t *testing.T) {
	for printed, want := range map[string]scrutiny.Verdict{"0.0": scrutiny.Agrees, "0.3": scrutiny.Differs} {
		report := scrutiny.Report{Claims: []scrutiny.Claim{{
			Printed: scrutiny.Print(printed), Formula: "max(a, c) - min(b, c)",
			Inputs: map[string]scrutiny.Input{"a": scrutiny.Print("13.29"), "b": scrutiny.Print("38"), "c": scrutiny.Print("35")},
		}, {
			Printed: scrutiny.Print(printed), Formula: "abs(c) - c",
			Inputs: map[string]scrutiny.Input{"c": scrutiny.Print("35")},
		}}}
		for _, f := range scrutiny.Check(report, scrutiny.Options{}).Findings {
			assert.Equal(t, want, f.Verdict, f.Working)
		}
	}
}

func TestAnAverageAtTheFootIsNoWrongSum(t *testing.T) {
	for _, tt := range []struct {
		name, total, sums string
		want              scrutiny.Verdict
	}{
		{"between the rows", "17.7", ``, scrutiny.CannotCheck},
		{"beyond the rows", "30.1", ``, scrutiny.Differs},
		{"the sum of the rows", "35.5", ``, scrutiny.Agrees},
		{"said to be a sum", "17.7", `, "sums": true`, scrutiny.Differs},
		{"in pounds", "£17.7", ``, scrutiny.Differs},
	} {
		t.Run(tt.name, func(t *testing.T) {
			report, err := scrutiny.ReadReport(strings.NewReader(`{"tables": [{"columns": [{"id": "caseload"` + tt.sums + `}],
				"rows": [{"label": "A", "cells": {"caseload": "17.1"}}, {"label": "B", "cells": {"caseload": "18.4"}}],
				"totals": [{"label": "All", "of": ["*"], "cells": {"caseload": "` + tt.total + `"}}]}]}`))
			require.NoError(t, err)
			assert.Equal(t, tt.want, scrutiny.Check(report, scrutiny.Options{}).Findings[0].Verdict)
		})
	}
}

func TestAPoundSignWithoutItsUnitStaysALostUnit(t *testing.T) {
	report, err := scrutiny.ReadReport(strings.NewReader(`{"tables": [{"id": "t", "unit": "£k", "columns": [{"id": "v"}], "rows": [{"label": "A", "cells": {"v": "12,261"}}]}],
		"claims": [{"printed": "£12,261", "same_as": "t/A/v"}]}`))
	require.NoError(t, err)
	assert.Equal(t, scrutiny.Differs, scrutiny.Check(report, scrutiny.Options{}).Findings[0].Verdict)
}

func TestTheMonthOfTheReportIsAQuestion(t *testing.T) {
	for period, want := range map[string]scrutiny.Verdict{
		"July 2024": scrutiny.CannotCheck, "August 2024": scrutiny.Differs, "2024/25 month 4": scrutiny.Differs, "June 2024": scrutiny.Agrees,
	} {
		report := scrutiny.Report{Source: scrutiny.Source{Date: "2024-07-18"}, Claims: []scrutiny.Claim{{Kind: scrutiny.KindPeriod, Period: period}}}
		assert.Equal(t, want, scrutiny.Check(report, scrutiny.Options{}).Findings[0].Verdict, period)
	}
}

func TestAUnitNotStatedIsAQuestionAndAStatedOneIsJudged(t *testing.T) {
	document := func(children, printed string) string {
		return `{"tables": [{"unit": "£k", "columns": [{"id": "cost"}, ` + children + `, {"id": "unit_cost", "unit": "£", "formula": "cost / children"}],
			"rows": [{"label": "Residential", "cells": {"cost": "1,152", "children": "6", "unit_cost": "` + printed + `"}}]}]}`
	}
	for _, tc := range []struct {
		children, printed string
		want              scrutiny.Verdict
		question          bool
	}{
		{`{"id": "children"}`, "192,000", scrutiny.CannotCheck, true},
		{`{"id": "children", "unit": "children", "exact": true}`, "192,000", scrutiny.Agrees, false},
		{`{"id": "children", "unit": "children", "exact": true}`, "182,000", scrutiny.Differs, false},
	} {
		report, err := scrutiny.ReadReport(strings.NewReader(document(tc.children, tc.printed)))
		require.NoError(t, err)
		finding := scrutiny.Check(report, scrutiny.Options{}).Findings[0]
		assert.Equal(t, tc.want, finding.Verdict, finding.Working)
		assert.Equal(t, tc.question, finding.Question)
	}
}
