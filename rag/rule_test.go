package rag_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// rule reads a rule that must be right.
func rule(t testing.TB, text string) rag.Rule {
	t.Helper()
	r, err := rag.ReadRule(strings.NewReader(text))
	require.NoError(t, err, text)
	return r
}

// number is a value known exactly; empty text is none.
func number(text string) rag.Value {
	if text == "" {
		return rag.Value{}
	}
	return rag.Exact(decimal.RequireFromString(text))
}

// reading is what most rules look at.
func reading(polarity rag.Polarity, actual, target string) rag.Reading {
	return rag.Reading{Name: "measure", Polarity: polarity, Actual: number(actual), Target: number(target)}
}

type boundary struct {
	name, rule     string
	polarity       rag.Polarity
	actual, target string
	want           rag.Rating
}

func (b boundary) run(t *testing.T) {
	t.Run(b.name+" "+b.actual, func(t *testing.T) {
		a := rule(t, b.rule).Assess(reading(b.polarity, b.actual, b.target))
		assert.Equal(t, b.want, a.Rating, a.Reason())
		assert.NotEmpty(t, a.Reason())
	})
}

func TestTolerance_EveryEdgeAndPolarity(t *testing.T) {
	const five, worse = `{"kind":"tolerance","amber_within":"5"}`, `{"kind":"tolerance","amber_within":"5","edges":{"green":"worse","red":"worse"}}`
	const percent = `{"kind":"tolerance","green_within":"2%","amber_within":"5%"}`
	for _, b := range []boundary{
		{"higher, on or above the target", five, rag.HigherBetter, "90.01", "90", rag.Green},
		{"higher, on the target", five, rag.HigherBetter, "90", "90", rag.Green},
		{"higher, below the target", five, rag.HigherBetter, "89.99", "90", rag.Amber},
		{"higher, inside the tolerance", five, rag.HigherBetter, "85.01", "90", rag.Amber},
		{"higher, on the tolerance", five, rag.HigherBetter, "85", "90", rag.Amber},
		{"higher, beyond the tolerance", five, rag.HigherBetter, "84.99", "90", rag.Red},
		{"lower, on the target", five, rag.LowerBetter, "90", "90", rag.Green},
		{"lower, above the target", five, rag.LowerBetter, "90.01", "90", rag.Amber},
		{"lower, on the tolerance", five, rag.LowerBetter, "95", "90", rag.Amber},
		{"lower, beyond the tolerance", five, rag.LowerBetter, "95.01", "90", rag.Red},
		{"close, on the target", five, rag.CloserBetter, "90", "90", rag.Green},
		{"close, above", five, rag.CloserBetter, "90.01", "90", rag.Amber},
		{"close, on the upper tolerance", five, rag.CloserBetter, "95", "90", rag.Amber},
		{"close, on the lower tolerance", five, rag.CloserBetter, "85", "90", rag.Amber},
		{"close, beyond the lower", five, rag.CloserBetter, "84.99", "90", rag.Red},
		{"edges worse, better than the target", worse, rag.HigherBetter, "90.01", "90", rag.Green},
		{"edges worse, on the target", worse, rag.HigherBetter, "90", "90", rag.Amber},
		{"edges worse, inside the tolerance", worse, rag.HigherBetter, "85.01", "90", rag.Amber},
		{"edges worse, on the tolerance", worse, rag.HigherBetter, "85", "90", rag.Red},
		// 2% and 5% of 200 are 4 and 10.
		{"share, on the green line", percent, rag.HigherBetter, "196", "200", rag.Green},
		{"share, beyond the green line", percent, rag.HigherBetter, "195.99", "200", rag.Amber},
		{"share, on the red line", percent, rag.HigherBetter, "190", "200", rag.Amber},
		{"share, beyond the red line", percent, rag.HigherBetter, "189.99", "200", rag.Red},
		// A share of a negative target is of its size: 4 and 10 below −200.
		{"negative target, on the green line", percent, rag.HigherBetter, "-204", "-200", rag.Green},
		{"negative target, on the red line", percent, rag.HigherBetter, "-210", "-200", rag.Amber},
		{"negative target, beyond", percent, rag.HigherBetter, "-210.01", "-200", rag.Red},
		{"negative target, far better", percent, rag.HigherBetter, "90", "-100", rag.Green},
		// Public code returns green for any value of a target of 0.
		{"target 0, lower, met", percent, rag.LowerBetter, "0", "0", rag.Green},
		{"target 0, lower, missed", percent, rag.LowerBetter, "12", "0", rag.Red},
		{"target 0 in points", five, rag.LowerBetter, "5", "0", rag.Amber},
		{"no tolerance: any miss is red", `{"kind":"tolerance"}`, rag.HigherBetter, "89.999", "90", rag.Red},
		{"no polarity", five, rag.Neutral, "90", "90", rag.Unrated},
		{"no target", five, rag.HigherBetter, "90", "", rag.Unrated},
		{"no value", five, rag.HigherBetter, "", "90", rag.Unrated},
	} {
		b.run(t)
	}
}

func TestTolerance_OfTheIndicatorGoesBeforeThatOfTheRule(t *testing.T) {
	x := reading(rag.HigherBetter, "80", "90")
	x.Tolerance = rag.MustParseAllowance("10")
	got, _ := rule(t, `{"kind":"tolerance","amber_within":"5"}`).Rate(x)
	assert.Equal(t, rag.Amber, got)
	got, _ = rule(t, `{"kind":"tolerance","tolerance_column":"green"}`).Rate(x)
	assert.Equal(t, rag.Green, got)
	got, _ = rule(t, `{"kind":"tolerance_trend"}`).Rate(x)
	assert.Equal(t, rag.Green, got, "under tolerance_trend the tolerance is the green one")
}

func TestToleranceTrend_RedNeedsNoImprovementToo(t *testing.T) {
	// Havering 2013/14: green on or within 10% of target, else amber if improved or maintained, else red.
	const havering = `{"kind":"tolerance_trend","green_within":"10%","against":"year_ago"}`
	const strict = `{"kind":"tolerance_trend","green_within":"10%","against":"year_ago","unchanged":"worse"}`
	for _, tc := range []struct {
		name, rule, actual, yearAgo string
		polarity                    rag.Polarity
		want                        rag.Rating
	}{
		{"on the tolerance", havering, "90", "99", rag.HigherBetter, rag.Green},
		{"beyond, improved", havering, "89.99", "89.98", rag.HigherBetter, rag.Amber},
		{"beyond, maintained", havering, "80", "80", rag.HigherBetter, rag.Amber},
		{"beyond, maintained, strictly", strict, "80", "80", rag.HigherBetter, rag.Red},
		{"beyond, worse", havering, "80", "80.01", rag.HigherBetter, rag.Red},
		{"beyond, nothing earlier", havering, "80", "", rag.HigherBetter, rag.Red},
		{"lower, beyond, improved", havering, "111", "112", rag.LowerBetter, rag.Amber},
		{"lower, beyond, worse", havering, "111", "110", rag.LowerBetter, rag.Red},
		{"close, nearer from the other side", havering, "85", "116", rag.CloserBetter, rag.Amber},
		{"close, farther", havering, "85", "114", rag.CloserBetter, rag.Red},
	} {
		t.Run(tc.name, func(t *testing.T) {
			x := reading(tc.polarity, tc.actual, "100")
			x.YearAgo = number(tc.yearAgo)
			a := rule(t, tc.rule).Assess(x)
			assert.Equal(t, tc.want, a.Rating, a.Reason())
		})
	}
	// Thurrock: amber when the target is missed but the value is better than last year's.
	thurrock := rule(t, `{"kind":"tolerance_trend","unchanged":"worse"}`)
	x := reading(rag.HigherBetter, "50", "90")
	x.Previous = number("49")
	got, _ := thurrock.Rate(x)
	assert.Equal(t, rag.Amber, got)
}

func TestTargetFloor_EveryEdge(t *testing.T) {
	const higher = `{"kind":"target_floor","polarity":"higher","target":"90","floor":"75"}`
	const lower = `{"kind":"target_floor","polarity":"lower","target":"10","floor":"20"}`
	const worse = `{"kind":"target_floor","polarity":"higher","target":"90","floor":"75","edges":{"green":"worse","red":"worse"}}`
	const one = `{"kind":"target_floor","polarity":"higher","target":"90","floor":"90"}`
	for _, b := range []boundary{
		{"above the target", higher, 0, "90.01", "", rag.Green},
		{"on the target", higher, 0, "90", "", rag.Green},
		{"below the target", higher, 0, "89.99", "", rag.Amber},
		{"above the floor", higher, 0, "75.01", "", rag.Amber},
		{"on the floor", higher, 0, "75", "", rag.Amber},
		{"below the floor", higher, 0, "74.99", "", rag.Red},
		{"lower, on the target", lower, 0, "10", "", rag.Green},
		{"lower, above the target", lower, 0, "10.01", "", rag.Amber},
		{"lower, on the floor", lower, 0, "20", "", rag.Amber},
		{"lower, beyond the floor", lower, 0, "20.01", "", rag.Red},
		{"worse, on the target", worse, 0, "90", "", rag.Amber},
		{"worse, on the floor", worse, 0, "75", "", rag.Red},
		{"worse, above the floor", worse, 0, "75.01", "", rag.Amber},
		{"two colours, on the line", one, 0, "90", "", rag.Green},
		{"two colours, below the line", one, 0, "89.99", "", rag.Red},
		{"the reading's own target", higher, 0, "90", "95", rag.Amber},
	} {
		b.run(t)
	}
}

func TestTargetFloor_WhatCannotBeRated(t *testing.T) {
	r := rule(t, `{"kind":"target_floor"}`)
	x := reading(rag.HigherBetter, "85", "90")
	rating, state := r.Rate(x)
	assert.Equal(t, rag.Unrated, rating)
	assert.Equal(t, rag.NoTarget, state, "a miss without a floor is amber or red")
	x.Actual = number("90")
	rating, _ = r.Rate(x)
	assert.Equal(t, rag.Green, rating, "a target that is met needs no floor")
	x.Floor = number("95")
	a := r.Assess(x)
	assert.Equal(t, rag.Contradictory, a.State)
	assert.NotEmpty(t, a.Notes)
	x.Polarity = rag.CloserBetter
	for actual, want := range map[string]rag.Rating{"90": rag.Green, "90.01": rag.Amber, "95": rag.Amber, "85": rag.Amber, "84.99": rag.Red, "95.01": rag.Red} {
		x.Actual = number(actual)
		got, _ := r.Rate(x)
		assert.Equal(t, want, got, "close to target, %s: the floor of 95 is 5 away", actual)
	}
	x.Polarity = rag.Neutral
	_, state = r.Rate(x)
	assert.Equal(t, rag.NoPolarity, state)
}

func TestBudget_SidesAndShares(t *testing.T) {
	const oxfordshire = `{"kind":"budget","sides":"two","green_within":"2%","amber_within":"5%"}`
	const oxfordCity = `{"kind":"budget","green_within":"0%","amber_within":"5%"}`
	const cambridgeshire = `{"kind":"budget"}`
	const rounded = `{"kind":"budget","green_within":"2%","amber_within":"5%","round":0}`
	for _, b := range []boundary{
		{"two-sided, 2% over", oxfordshire, 0, "102", "100", rag.Green},
		{"two-sided, beyond 2% over", oxfordshire, 0, "102.01", "100", rag.Amber},
		{"two-sided, 2% under", oxfordshire, 0, "98", "100", rag.Green},
		{"two-sided, beyond 2% under", oxfordshire, 0, "97.99", "100", rag.Amber},
		{"two-sided, 5% under", oxfordshire, 0, "95", "100", rag.Amber},
		{"two-sided, beyond 5% under", oxfordshire, 0, "94.99", "100", rag.Red},
		{"one-sided, on budget", oxfordCity, 0, "100", "100", rag.Green},
		{"one-sided, over", oxfordCity, 0, "100.01", "100", rag.Amber},
		{"one-sided, 105%", oxfordCity, 0, "105", "100", rag.Amber},
		{"one-sided, beyond 105%", oxfordCity, 0, "105.01", "100", rag.Red},
		{"one-sided, far under", oxfordCity, 0, "10", "100", rag.Green},
		{"any overspend", cambridgeshire, 0, "100.01", "100", rag.Red},
		{"income short", oxfordCity, rag.HigherBetter, "99", "100", rag.Amber},
		{"income above", oxfordCity, rag.HigherBetter, "120", "100", rag.Green},
		// A net budget of −100 is income of 100: −96 is an overspend of 4% of its size.
		{"negative budget, over", oxfordCity, 0, "-96", "-100", rag.Amber},
		{"negative budget, under", oxfordCity, 0, "-104", "-100", rag.Green},
		{"budget 0, nothing spent", oxfordCity, 0, "0", "0", rag.Green},
		{"budget 0, something spent", oxfordCity, 0, "1", "0", rag.Red},
		{"rounded to 2%", rounded, 0, "102.49", "100", rag.Green},
		{"rounded to 3%", rounded, 0, "102.5", "100", rag.Amber},
		{"no budget", oxfordCity, 0, "1", "", rag.Unrated},
	} {
		b.run(t)
	}
}

func TestRange_LinesAndAllowance(t *testing.T) {
	const lines = `{"kind":"range","low":"100","high":"120","amber_within":"10"}`
	const hard = `{"kind":"range","low":"100","high":"120"}`
	const worse = `{"kind":"range","low":"100","high":"120","amber_within":"10","edges":{"green":"worse","red":"worse"}}`
	const upper = `{"kind":"range","high":"120","amber_within":"10%"}`
	for _, b := range []boundary{
		{"below red", lines, 0, "89.99", "", rag.Red},
		{"on the lower red line", lines, 0, "90", "", rag.Amber},
		{"below the range", lines, 0, "99.99", "", rag.Amber},
		{"on the lower line", lines, 0, "100", "", rag.Green},
		{"on the upper line", lines, 0, "120", "", rag.Green},
		{"above the range", lines, 0, "120.01", "", rag.Amber},
		{"on the upper red line", lines, 0, "130", "", rag.Amber},
		{"above red", lines, 0, "130.01", "", rag.Red},
		{"no amber, below", hard, 0, "99.99", "", rag.Red},
		{"no amber, on the line", hard, 0, "100", "", rag.Green},
		{"worse, on the lower line", worse, 0, "100", "", rag.Amber},
		{"worse, on the lower red line", worse, 0, "90", "", rag.Red},
		{"worse, on the upper line", worse, 0, "120", "", rag.Amber},
		{"worse, on the upper red line", worse, 0, "130", "", rag.Red},
		{"one line, far below", upper, 0, "-1000", "", rag.Green},
		{"one line, 10% above", upper, 0, "132", "", rag.Amber},
		{"one line, beyond", upper, 0, "132.01", "", rag.Red},
		{"no lines", `{"kind":"range"}`, 0, "1", "", rag.Unrated},
	} {
		b.run(t)
	}
	x := reading(0, "110", "120")
	x.Floor = number("100")
	got, _ := rule(t, `{"kind":"range"}`).Rate(x)
	assert.Equal(t, rag.Green, got, "the reading's floor and target are the lines")
}

func TestRange_BandsKeepTheirLabels(t *testing.T) {
	// CQC of local authorities: whole per cent, 25-38, 39-62, 63-87, 88 and above.
	cqc := rule(t, `{"kind":"range","round":0,"lowest":"25","highest":"100","bands":[
		{"label":"inadequate","rating":"red","at_most":"38"},{"label":"requires improvement","rating":"amber","at_least":"39","at_most":"62"},
		{"label":"good","rating":"green","at_least":"63","at_most":"87"},{"label":"outstanding","rating":"green","at_least":"88"}]}`)
	// 14 of 36 is 38.89%: without rounding it is in no band.
	a := cqc.Assess(reading(0, "38.89", ""))
	assert.Equal(t, "requires improvement", a.Band)
	assert.Equal(t, rag.Amber, a.Rating)
	_, state := cqc.Rate(reading(0, "24", ""))
	assert.Equal(t, rag.Contradictory, state)
}

func TestQuartile_BandsByPolarity(t *testing.T) {
	const q = `{"kind":"quartile","quartiles":{"min":"0","lower":"25","median":"50","upper":"75","max":"100"}}`
	for _, b := range []boundary{
		{"lower, lowest", q, rag.LowerBetter, "0", "", rag.Green},
		{"lower, on the quartile", q, rag.LowerBetter, "25", "", rag.Green},
		{"lower, above it", q, rag.LowerBetter, "25.01", "", rag.Amber},
		{"lower, on the upper", q, rag.LowerBetter, "75", "", rag.Amber},
		{"lower, above the upper", q, rag.LowerBetter, "75.01", "", rag.Red},
		{"lower, highest", q, rag.LowerBetter, "100", "", rag.Red},
		{"higher, lowest quarter", q, rag.HigherBetter, "25", "", rag.Red},
		{"higher, highest quarter", q, rag.HigherBetter, "75.01", "", rag.Green},
		{"outside", q, rag.HigherBetter, "100.01", "", rag.Unrated},
		{"no polarity", q, rag.Neutral, "10", "", rag.Unrated},
		{"close", q, rag.CloserBetter, "10", "", rag.Unrated},
	} {
		b.run(t)
	}
}

func TestQuartilesOf_AreType7(t *testing.T) {
	values := make([]decimal.Decimal, 0, 4)
	for _, n := range []int64{40, 10, 30, 20} {
		values = append(values, decimal.NewFromInt(n))
	}
	q, ok := rag.QuartilesOf(values)
	require.True(t, ok)
	// h = 3 × 0.25 = 0.75: 10 + 0.75 × 10.
	lower, _ := q.Lower.Decimal()
	decimaltest.Equal(t, "17.5", lower)
	median, _ := q.Median.Decimal()
	decimaltest.Equal(t, "25", median)
	_, ok = rag.QuartilesOf(nil)
	assert.False(t, ok)
	const authorities = `{"kind":"quartile","polarity":"lower","authorities":["40","10",null,"30","20"]}`
	for _, b := range []boundary{
		{"of the authorities in the rule", authorities, 0, "17.5", "", rag.Green},
		{"of the authorities in the rule", authorities, 0, "17.51", "", rag.Amber},
		{"without a value", `{"kind":"quartile","polarity":"lower","authorities":[null]}`, 0, "1", "", rag.Unrated},
	} {
		b.run(t)
	}
}

func TestAssess_SaysWhatPrintedPrecisionLeavesOpen(t *testing.T) {
	r := rule(t, `{"kind":"tolerance","amber_within":"5"}`)
	for _, tc := range []struct {
		printed string
		target  string
		want    []rag.Rating
	}{
		{"89.9", "89.95", []rag.Rating{rag.Green, rag.Amber}},
		{"89.9", "89.96", nil},
		{"89.9", "89.85", nil},
		{"90", "90", []rag.Rating{rag.Green, rag.Amber}},
		{"90", "90.6", nil},
		{"85", "90.2", []rag.Rating{rag.Amber, rag.Red}},
	} {
		x := reading(rag.HigherBetter, "0", tc.target)
		x.Actual = rag.MustPrinted(tc.printed)
		assert.Equal(t, tc.want, r.Assess(x).Possible, "%s against %s", tc.printed, tc.target)
	}
	// A printed 1 reaches all three colours where the lines are close together.
	x := reading(rag.HigherBetter, "0", "1.2")
	x.Actual = rag.MustPrinted("1")
	a := rule(t, `{"kind":"tolerance","amber_within":"0.1"}`).Assess(x)
	assert.Equal(t, []rag.Rating{rag.Green, rag.Amber, rag.Red}, a.Possible)
	assert.Contains(t, a.Notes, rag.Note("Green or Amber or Red: 1 printed may be 0.5 to 1.5"))
	x.Actual = number("1")
	assert.Nil(t, rule(t, `{"kind":"tolerance","amber_within":"0.1"}`).Assess(x).Possible, "an exact value leaves nothing open")
	// Close to target: both ends amber, the middle green.
	x = reading(rag.CloserBetter, "0", "90")
	x.Actual = rag.MustPrinted("90")
	assert.Equal(t, []rag.Rating{rag.Green, rag.Amber}, r.Assess(x).Possible)
}

func TestAssess_ReasonsAreSentences(t *testing.T) {
	reason := func(text string, x rag.Reading) string { return rule(t, text).Assess(x).Reason() }
	printed := func(p rag.Polarity, actual, target string) rag.Reading {
		return rag.Reading{Polarity: p, Actual: rag.MustPrinted(actual), Target: rag.MustPrinted(target)}
	}
	floor := printed(rag.HigherBetter, "70%", "90%")
	floor.Floor = rag.MustPrinted("75%")
	trend := printed(rag.HigherBetter, "70%", "90%")
	trend.Previous = rag.MustPrinted("65%")
	for want, got := range map[string]string{
		"88% against a target of 90%: short by 2 points, within the 5 points allowed for amber":                                  reason(`{"kind":"tolerance","amber_within":"5"}`, printed(rag.HigherBetter, "88%", "90%")),
		"80 against a target of 90: short by 10, more than the 5% (4.5) allowed for amber":                                       reason(`{"kind":"tolerance","amber_within":"5%"}`, printed(rag.HigherBetter, "80", "90")),
		"95 against a target of 90: better by 5":                                                                                 reason(`{"kind":"tolerance"}`, printed(rag.HigherBetter, "95", "90")),
		"91 against a target of 90: over by 1, and no miss is allowed":                                                           reason(`{"kind":"tolerance"}`, printed(rag.LowerBetter, "91", "90")),
		"90 against a target of 90: on it":                                                                                       reason(`{"kind":"tolerance"}`, printed(rag.CloserBetter, "90", "90")),
		"70% against a target of 90%: short by 20 points, more than the 10% (9 points) allowed for green, but improved from 65%": reason(`{"kind":"tolerance_trend","green_within":"10%"}`, trend),
		"70% is beyond the floor of 75% (target 90%)":                                                                            reason(`{"kind":"target_floor"}`, floor),
		"£12.261m against a budget of £12.000m: £0.261m (2.18% of budget) over, within the 5% (£0.600m) allowed for amber":       reason(`{"kind":"budget","amber_within":"5%"}`, printed(0, "£12.261m", "£12.000m")),
		"38.89 (rounded to 39) is in band amber: at least 39":                                                                    reason(`{"kind":"range","round":0,"bands":[{"rating":"red","below":"39"},{"rating":"amber","at_least":"39"}]}`, printed(0, "38.89", "")),
		"30 is in quartile band B (quartiles at 25, 50 and 75; lower is better)":                                                 reason(`{"kind":"quartile","quartiles":{"min":"0","lower":"25","median":"50","upper":"75","max":"100"}}`, printed(rag.LowerBetter, "30", "")),
		"the value is suppressed": reason(`{"kind":"tolerance"}`, printed(rag.LowerBetter, "c", "90")),
		"no value is given":       reason(`{"kind":"tolerance"}`, printed(rag.LowerBetter, "-", "90")),
		"no target is stated":     reason(`{"kind":"tolerance"}`, printed(rag.LowerBetter, "5", "")),
	} {
		assert.Equal(t, want, got)
	}
	assert.NotEmpty(t, rag.Assessment{}.Reason())
	due := reading(rag.HigherBetter, "", "90")
	due.Actual = rag.Absent(rag.NotYetDue)
	assert.Equal(t, "no value is given: not yet due", reason(`{"kind":"tolerance"}`, due))
}

func TestAssess_PositionMarginAndWorking(t *testing.T) {
	r := rule(t, `{"kind":"target_floor","polarity":"higher","target":"90","floor":"75"}`)
	a := r.Assess(reading(0, "80", ""))
	// p = (80 − 75) / (90 − 75) = 1/3; score 10 (1 + 1/3) / 3.
	position, ok := a.Position.Round(4)
	require.True(t, ok)
	decimaltest.Equal(t, "0.3333", position)
	score, _ := rag.Score(a.Position).Round(4)
	decimaltest.Equal(t, "4.4444", score)
	assert.Equal(t, rag.Green, a.Margin.Better)
	assert.Equal(t, "10", a.Margin.ToBetter.String())
	assert.Equal(t, rag.Red, a.Margin.Worse)
	assert.Equal(t, "5", a.Margin.ToWorse.String())
	assert.Equal(t, []rag.Working{
		{Label: "miss", Expression: "how far on the wrong side", Value: "10"},
		{Label: "green line", Expression: "the largest miss that is green", Value: "0"},
		{Label: "red line", Expression: "the largest miss that is amber", Value: "15"},
		{Label: "position", Expression: "(15 − 10) / (15 − 0)", Value: "0.33"},
	}, a.Working())
	two := rule(t, `{"kind":"tolerance"}`).Assess(reading(rag.HigherBetter, "80", "90"))
	assert.False(t, two.Position.Defined(), "two colours have no position")
	assert.Equal(t, rag.Green, two.Margin.Better)
}

func TestAssess_DirectionAndMetButWorsening(t *testing.T) {
	r := rule(t, `{"kind":"tolerance","no_change":"0.2"}`)
	x := reading(rag.LowerBetter, "9", "10")
	x.Previous, x.YearAgo = number("8"), number("9.2")
	a := r.Assess(x)
	assert.Equal(t, rag.Green, a.Rating)
	assert.Equal(t, rag.Worsening, a.Short)
	assert.Equal(t, rag.NoMaterialChange, a.Long, "0.2 is not more than 0.2")
	assert.True(t, a.MetButWorsening)
	x.PreviousTarget = number("8")
	assert.Equal(t, rag.CannotCompare, r.Assess(x).Short)
}

func TestAssess_NotesARuleThatDidNotApplyYet(t *testing.T) {
	x := reading(rag.HigherBetter, "90", "90")
	x.Date = rag.MustParseDate("2019-03-31")
	assert.NotEmpty(t, rule(t, `{"kind":"tolerance","id":"k","since":"2019-04-01"}`).Assess(x).Notes)
	x.Date = rag.MustParseDate("2019-04-01")
	assert.Empty(t, rule(t, `{"kind":"tolerance","id":"k","since":"2019-04-01"}`).Assess(x).Notes)
}

func TestRate_WithoutAMethodIsUnrated(t *testing.T) {
	rating, state := rag.Rule{}.Rate(reading(rag.HigherBetter, "1", "1"))
	assert.Equal(t, rag.Unrated, rating)
	assert.Equal(t, rag.NotApplicable, state)
	rating, state = rag.DeliveryRule().Rate(reading(rag.HigherBetter, "1", "1"))
	assert.Equal(t, rag.Unrated, rating)
	assert.Equal(t, rag.NotApplicable, state)
}
