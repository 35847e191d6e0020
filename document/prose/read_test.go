package prose_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

// quantities are the figures of a text that say how much.
func quantities(text string, labels ...string) []prose.Figure {
	var found []prose.Figure
	for _, f := range prose.Read(text, labels...) {
		if f.Class == prose.Quantity {
			found = append(found, f)
		}
	}
	return found
}

func TestRead_ValueUnitAndScale(t *testing.T) {
	for _, tc := range []struct {
		text, figure, base string
		measure            figure.Measure
		places             int32
	}{
		{"The cost was £12.3m.", "£12.3m", "12300000", figure.Pounds, 1},
		{"The cost was £12.30 million.", "£12.30 million", "12300000", figure.Pounds, 2},
		{"an overspend of £1,332k", "£1,332k", "1332000", figure.Pounds, 0},
		{"It fell by -£0.6m.", "-£0.6m", "-600000", figure.Pounds, 1},
		{"31p goes on care", "31p", "0.31", figure.Pounds, 0},
		{"stands at 4.6%", "4.6%", "4.6", figure.Percent, 1},
		{"stands at 46 per cent", "46 per cent", "46", figure.Percent, 0},
		{"up 3.5 percentage points", "3.5 percentage points", "3.5", figure.Points, 1},
		{"There were 11,410 hours.", "11,410", "11410", figure.Plain, 0},
		{"scored -4 last year", "-4", "-4", figure.Plain, 0},
		{"a (29%) share", "29%", "29", figure.Percent, 0},
		{"twenty-one children", "twenty-one", "21", figure.Plain, 0},
		{"a hundred and two cases", "a hundred and two", "102", figure.Plain, 0},
		{"two million pounds", "two million pounds", "2000000", figure.Pounds, 0},
		{"two thirds of them", "two thirds", "0.6666666666666667", figure.Plain, 0},
		{"one in eight calls", "one in eight", "0.125", figure.Plain, 0},
		{"10.1 times the rate", "10.1 times", "10.1", figure.Plain, 1},
		{"it has doubled", "doubled", "2", figure.Plain, 0},
	} {
		t.Run(tc.text, func(t *testing.T) {
			found := quantities(tc.text)
			require.Len(t, found, 1)
			f := found[0]
			assert.Equal(t, tc.figure, f.Text)
			assert.Equal(t, tc.text[f.Start:f.End], f.Text)
			decimaltest.Equal(t, tc.base, f.Base())
			assert.Equal(t, tc.measure, f.Unit.Measure)
			assert.Equal(t, tc.places, f.Places)
		})
	}
}

func TestRead_WhatIsNoQuantity(t *testing.T) {
	for _, tc := range []struct {
		text  string
		class prose.Class
	}{
		{"on 31 March 2024", prose.Date},
		{"in 2023/24", prose.Date},
		{"by quarter 2", prose.Date},
		{"in 2019", prose.Year},
		{"as paragraph 6.3 says", prose.Paragraph},
		{"4.1 Social care", prose.Paragraph},
		{"under section 47", prose.Paragraph},
		{"see page 12", prose.Paragraph},
		{"those aged 16 to 18", prose.Age},
		{"16 and 17 year olds", prose.Age},
		{"at 9.30am", prose.Time},
		{"on 01632 960 001", prose.Telephone},
		{"at WX2 8AB", prose.Postcode},
		{"saving CS05", prose.Reference},
		{"(minute 47/23)", prose.Paragraph},
		{"key stage 2", prose.Label},
		{"a 4-bed home", prose.Label},
		{"per 10,000", prose.Base},
		{"rated 4.6 out of 5", prose.Rating},
		{"came 3rd", prose.Ordinal},
		{"within six weeks", prose.Duration},
		{"within 45 working days", prose.Duration},
	} {
		t.Run(tc.text, func(t *testing.T) {
			found := prose.Read(tc.text)
			require.NotEmpty(t, found)
			for _, f := range found {
				assert.Equal(t, tc.class, f.Class, f.Text)
			}
		})
	}
}

// A unit of time makes a duration below 200 and counts from there on.
func TestRead_ACountOfHoursIsNoDuration(t *testing.T) {
	assert.Empty(t, quantities("after 199 hours"))
	assert.Len(t, quantities("after 200 hours"), 1)
	assert.Len(t, quantities("after 201 hours"), 1)
}

func TestRead_AMonthBeforeAFigureMakesNoDate(t *testing.T) {
	found := quantities("In July 19% became referrals.")
	require.Len(t, found, 1)
	assert.Equal(t, "19%", found[0].Text)
	assert.Len(t, quantities("On 31 March 2025 581 children were looked after."), 1)
}

func TestRead_LabelsThatHoldDigits(t *testing.T) {
	assert.Len(t, quantities("222 children are 10 to 15"), 2)
	found := quantities("222 children are 10 to 15", "10 to 15")
	require.Len(t, found, 1)
	assert.Equal(t, "222", found[0].Text)
}

func TestRead_BoundsHedgesAndRanges(t *testing.T) {
	for _, tc := range []struct {
		text  string
		bound figure.Bound
		hedge string
		exact bool
	}{
		{"40 cases", figure.Exactly, "", true},
		{"over 40 cases", figure.Over, "", false},
		{"fewer than 40 cases", figure.Under, "", false},
		{"at least 40 cases", figure.AtLeast, "", false},
		{"no more than 40 cases", figure.AtMost, "", false},
		{"40 or more cases", figure.AtLeast, "", false},
		{"around 40 cases", figure.Exactly, "around", false},
		{"just over 40 cases", figure.Exactly, "just over", false},
		{"nearly two points", figure.Exactly, "nearly", false},
		{"10-15 %", figure.Exactly, "", false},
		{"£10-12m", figure.Exactly, "", false},
		{"between 40 and 50 cases", figure.Exactly, "", false},
	} {
		t.Run(tc.text, func(t *testing.T) {
			found := quantities(tc.text)
			require.Len(t, found, 1)
			assert.Equal(t, tc.bound, found[0].Bound)
			assert.Equal(t, tc.hedge, found[0].Hedge)
			assert.Equal(t, tc.exact, found[0].Exact())
		})
	}
	money := quantities("£10-12m")[0]
	decimaltest.Equal(t, "10", money.Value)
	decimaltest.Equal(t, "12", money.High)
	assert.Equal(t, figure.Unit{Measure: figure.Pounds, Power: 6}, money.Unit)
	assert.Len(t, quantities("It rose from 40 to 50."), 2, "a movement is no range")
}

func TestSentences(t *testing.T) {
	for _, tc := range []struct {
		text string
		want []string
	}{
		{"One. Two.", []string{"One.", "Two."}},
		{"It cost £1.2m. 40 stayed.", []string{"It cost £1.2m.", "40 stayed."}},
		{"It fell (29%). Then it rose.", []string{"It fell (29%).", "Then it rose."}},
		{"See para. 4 and Dr. Day, i.e. page 2.", []string{"See para. 4 and Dr. Day, i.e. page 2."}},
		{"No stop", []string{"No stop"}},
		{"", nil},
	} {
		var got []string
		for _, s := range prose.Sentences(tc.text) {
			got = append(got, s.In(tc.text))
		}
		assert.Equal(t, tc.want, got, tc.text)
	}
}

// Whatever is read, the spans lie in the text in order and do not overlap.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"£12.3m (29%)", "a hundred and two", "½ of 1 234 567", "−£-4k", "one in", "1/2/3", "£ 4 m", "10 – 15%", "\u00a012", "twenty twenty fifths"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, g := range prose.Read(text, "10 to 15") {
			require.GreaterOrEqual(t, g.Start, end)
			require.Greater(t, g.End, g.Start)
			require.LessOrEqual(t, g.End, len(text))
			require.Equal(t, text[g.Start:g.End], g.Text)
			end = g.End
		}
		for _, s := range prose.Sentences(text) {
			require.Less(t, s.Start, s.End)
		}
	})
}
