package rag_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/rag"
)

func TestValuesOfTwoUnitsAreNotHeldAgainstEachOther(t *testing.T) {
	five := rag.Rule{ID: "five", Method: rag.Tolerance{AmberWithin: rag.MustParseAllowance("5")}}
	for name, c := range map[string]struct {
		actual, target string
		state          rag.State
		rating         rag.Rating
		reason         string
	}{
		"both per cent":                  {"88%", "90%", rag.Current, rag.Amber, ""},
		"a bare number above 1":          {"88%", "90", rag.Current, rag.Amber, ""},
		"a fraction beside per cent":     {"88%", "0.9", rag.NotComparable, rag.Unrated, "write 90% or 0.9%"},
		"the other way round":            {"0.88", "90%", rag.NotComparable, rag.Unrated, "write 88% or 0.88%"},
		"one beside per cent":            {"88%", "1", rag.NotComparable, rag.Unrated, "write 100% or 1%"},
		"just above one":                 {"88%", "1.01", rag.Current, rag.Green, ""},
		"zero beside per cent":           {"88%", "0", rag.Current, rag.Green, ""},
		"small both":                     {"0.4%", "0.5", rag.Current, rag.Amber, ""},
		"per cent at one":                {"1%", "0.5", rag.Current, rag.Green, ""},
		"a fraction beside a number":     {"0.88", "90", rag.NotComparable, rag.Unrated, "may be a fraction"},
		"a half of it at most":           {"0.45", "90", rag.NotComparable, rag.Unrated, "may be a fraction"},
		"less than a half of it":         {"0.44", "90", rag.Current, rag.Red, ""},
		"twice it at most":               {"0.9", "180", rag.NotComparable, rag.Unrated, "may be a fraction"},
		"more than twice it":             {"0.9", "181", rag.Current, rag.Red, ""},
		"whole numbers far apart":        {"1", "100", rag.Current, rag.Red, ""},
		"pounds and per cent":            {"£88", "90%", rag.NotComparable, rag.Unrated, "two units"},
		"pounds and thousands of them":   {"£1.2m", "1,250", rag.NotComparable, rag.Unrated, "factor of 1000 apart"},
		"pounds and a bare number":       {"£1,200", "1,202", rag.Current, rag.Amber, ""},
		"points beside per cent":         {"88%", "90pp", rag.Current, rag.Amber, ""},
		"fractions under points allowed": {"0.88", "0.9", rag.NotComparable, rag.Unrated, "allows every figure between 0 and 1"},
	} {
		x := rag.Reading{Actual: rag.MustPrinted(c.actual), Target: rag.MustPrinted(c.target), Polarity: rag.HigherBetter}
		a := five.Assess(x)
		assert.Equal(t, c.state, a.State, name)
		assert.Equal(t, c.rating, a.Rating, name)
		assert.Contains(t, a.Reason(), c.reason, name)
		rating, state := five.Rate(x)
		assert.Equal(t, []any{a.Rating, a.State}, []any{rating, state}, name)
	}

	fine := rag.Rule{Method: rag.Tolerance{AmberWithin: rag.MustParseAllowance("0.05")}}
	rating, _ := fine.Rate(rag.Reading{Actual: rag.MustPrinted("0.88"), Target: rag.MustPrinted("0.9"), Polarity: rag.HigherBetter})
	assert.Equal(t, rag.Amber, rating, "a tolerance in the unit of the figures")
	exact := rag.Reading{Actual: rag.Exact(decimal.RequireFromString("0.88")), Target: rag.Count(90), Polarity: rag.HigherBetter}
	rating, state := five.Rate(exact)
	assert.Equal(t, []any{rag.Red, rag.Current}, []any{rating, state}, "whoever makes exact values knows their unit")

	lines := rag.Rule{Method: rag.TargetFloor{Target: rag.Count(90), Floor: rag.Count(70)}}
	_, state = lines.Rate(rag.Reading{Actual: rag.MustPrinted("0.88"), Polarity: rag.HigherBetter})
	assert.Equal(t, rag.NotComparable, state, "the rule's own lines too")
	budget := rag.Rule{Method: rag.Budget{AmberWithin: rag.MustParseAllowance("2%")}}
	_, state = budget.Rate(rag.Reading{Actual: rag.MustPrinted("£1.2m"), Target: rag.MustPrinted("1,190")})
	assert.Equal(t, rag.NotComparable, state)
	trend := rag.Rule{Method: rag.ToleranceTrend{}}
	_, state = trend.Rate(rag.Reading{Actual: rag.MustPrinted("88%"), Target: rag.MustPrinted("90%"), Previous: rag.MustPrinted("0.85"), Polarity: rag.HigherBetter})
	assert.Equal(t, rag.NotComparable, state)
}

func TestADirectionNeedsOneUnit(t *testing.T) {
	by := rag.Comparing{Polarity: rag.HigherBetter}
	assert.Equal(t, rag.CannotCompare, rag.Travel(rag.MustPrinted("0.95"), rag.MustPrinted("88%"), by))
	assert.Equal(t, rag.Worsening, rag.Travel(rag.MustPrinted("95%"), rag.MustPrinted("88%"), by))
	assert.Equal(t, rag.Worsening, rag.Travel(rag.MustPrinted("95"), rag.MustPrinted("88%"), by))
}

func TestWordsOfScorecardsAreRead(t *testing.T) {
	for text, want := range map[string]rag.Polarity{
		"Higher is better": rag.HigherBetter, "HIGH": rag.HigherBetter, "bigger_is_better": rag.HigherBetter, "Maximise": rag.HigherBetter,
		"Lower is best": rag.LowerBetter, "low": rag.LowerBetter, "Decrease": rag.LowerBetter, "smaller": rag.LowerBetter,
		"Close to target": rag.CloserBetter, "in range": rag.CloserBetter, "-": rag.Neutral, "N/A": rag.Neutral, "": rag.Neutral, "None": rag.Neutral,
	} {
		var p rag.Polarity
		require.NoError(t, p.UnmarshalText([]byte(text)), text)
		assert.Equal(t, want, p, text)
	}
	for text, want := range map[string]rag.Status{
		"In progress": rag.InProgress, "in-progress": rag.InProgress, "Under way": rag.InProgress, "Not started": rag.NotStarted,
		"Awaiting sign-off": rag.AwaitingSignOff, "Completed": rag.StatusComplete, "DONE": rag.StatusComplete, "On hold": rag.StatusDeferred,
		"Cancelled": rag.StatusDiscontinued, "": rag.StatusNotStated,
	} {
		var s rag.Status
		require.NoError(t, s.UnmarshalText([]byte(text)), text)
		assert.Equal(t, want, s, text)
	}
	for text, want := range map[string]rag.Rating{"Green": rag.Green, "AMBER": rag.Amber, "R": rag.Red, "g": rag.Green, "a": rag.Amber, "Not rated": rag.Unrated} {
		var r rag.Rating
		require.NoError(t, json.Unmarshal([]byte(`"`+text+`"`), &r), text)
		assert.Equal(t, want, r, text)
	}
	for _, text := range []string{"up", "better", "yes"} {
		var p rag.Polarity
		assert.Error(t, p.UnmarshalText([]byte(text)), text)
	}
	for _, text := range []string{"closed", "on track", "late"} {
		var s rag.Status
		assert.Error(t, s.UnmarshalText([]byte(text)), text)
	}
	_, err := rag.ReadKPIs(strings.NewReader("name,actual,polarity\nA,1,Higher is better\n"))
	require.NoError(t, err)
}

func TestToleranceTrend_WithoutAnEarlierValueSaysWhatIsPossible(t *testing.T) {
	rule := rag.Rule{Method: rag.ToleranceTrend{GreenWithin: rag.MustParseAllowance("10%")}}
	at := func(actual, previous string) rag.Assessment {
		x := rag.Reading{Actual: rag.Exact(decimal.RequireFromString(actual)), Target: rag.Count(100), Polarity: rag.HigherBetter}
		if previous != "" {
			x.Previous = rag.MustPrinted(previous)
		}
		return rule.Assess(x)
	}
	a := at("89", "")
	assert.Equal(t, rag.Red, a.Rating)
	assert.Equal(t, []rag.Rating{rag.Amber, rag.Red}, a.Possible)
	assert.Contains(t, a.Reason(), "amber is possible")
	assert.Nil(t, at("90", "").Possible, "within the tolerance no earlier value is asked for")
	assert.Nil(t, at("89", "90").Possible)
	assert.Equal(t, rag.Amber, at("89", "88").Rating)

	// Known to half a point, 89.5 may be within the tolerance too.
	printed := rule.Assess(rag.Reading{Actual: rag.MustPrinted("90"), Target: rag.Count(100), Polarity: rag.HigherBetter})
	assert.Equal(t, []rag.Rating{rag.Green, rag.Red}, printed.Possible)
	short := rule.Assess(rag.Reading{Actual: rag.MustPrinted("89.9"), Target: rag.Count(100), Polarity: rag.HigherBetter})
	assert.Equal(t, []rag.Rating{rag.Amber, rag.Red}, short.Possible)
}
