package rag_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
	"github.com/scrutineer-dev/scrutineer/rag"
)

func TestPrinted_KeepsTheIntervalOfItsPrecision(t *testing.T) {
	for text, want := range map[string][3]string{
		"89.9":     {"89.9", "89.85", "89.95"},
		"90":       {"90", "89.5", "90.5"},
		"19%":      {"19", "18.5", "19.5"},
		"£12.261m": {"12261000", "12260500", "12261500"},
		"(279)":    {"-279", "-279.5", "-278.5"},
	} {
		v, err := rag.Printed(text)
		require.NoError(t, err)
		number, ok := v.Decimal()
		low, high, _ := v.Interval()
		assert.True(t, ok)
		assert.Equal(t, text, v.String())
		decimaltest.Equal(t, want[0], number)
		decimaltest.Equal(t, want[1], low)
		decimaltest.Equal(t, want[2], high)
	}
}

func TestPrinted_MissingValuesSayWhy(t *testing.T) {
	for text, want := range map[string]rag.State{
		"": rag.NoData, "-": rag.NoData, "x": rag.NoData, "c": rag.Suppressed, "*": rag.Suppressed, "z": rag.NotApplicable, "n/a": rag.NotApplicable,
	} {
		v, err := rag.Printed(text)
		require.NoError(t, err, text)
		assert.False(t, v.Known())
		assert.Equal(t, want, v.State(), text)
		assert.Equal(t, want.String(), v.String())
	}
	assert.Equal(t, rag.NoData, rag.Value{}.State())
	assert.True(t, rag.Value{}.IsZero())
	assert.False(t, rag.Count(0).IsZero())
}

func TestPrinted_RefusesWithTheInput(t *testing.T) {
	for _, text := range []string{"twelve", "1,23,456", "12.2.1", "1e999999999", "NaN", "522/3"} {
		_, err := rag.Printed(text)
		var wrong *rag.ValueError
		if assert.ErrorAs(t, err, &wrong, text) {
			assert.Equal(t, text, wrong.Input)
			assert.Contains(t, err.Error(), `"`+text+`" `)
		}
	}
}

func TestValue_EqualIsByNumberPrecisionAndReason(t *testing.T) {
	assert.True(t, rag.MustPrinted("1.50").Equal(rag.MustPrinted("£1.50")))
	assert.False(t, rag.MustPrinted("1.5").Equal(rag.MustPrinted("1.50")), "another precision")
	assert.True(t, number("1.50").Equal(number("1.5")))
	assert.True(t, rag.Absent(rag.NoData).Equal(rag.Value{}))
	assert.False(t, rag.Absent(rag.Suppressed).Equal(rag.Value{}))
}

func TestAllowance_IsPointsOrAShareOfTheSizeOfTheTarget(t *testing.T) {
	for text, want := range map[string]string{"5": "5", "5%": "10", "0.5%": "1", "0": "0"} {
		a, err := rag.ParseAllowance(text)
		require.NoError(t, err)
		assert.Equal(t, text, a.String())
		decimaltest.Equal(t, want, a.Of(decimal.NewFromInt(-200)))
	}
	none, err := rag.ParseAllowance(" ")
	require.NoError(t, err)
	assert.True(t, none.IsZero())
	for _, text := range []string{"five", "%", "5%%", "1e999999999", "£5 children"} {
		_, err := rag.ParseAllowance(text)
		assert.Error(t, err, text)
	}
	assert.True(t, rag.PerCent(decimal.NewFromInt(5)).Equal(rag.MustParseAllowance("5.0%")))
	assert.False(t, rag.Points(decimal.NewFromInt(5)).Equal(rag.MustParseAllowance("5%")))
}

func TestBound_TextBothWays(t *testing.T) {
	for _, text := range []string{"90", "-4.5", "target", "floor", "90% of target"} {
		b := rag.MustParseBound(text)
		assert.Equal(t, text, b.String())
	}
	assert.True(t, rag.MustParseBound("").IsZero())
	for _, text := range []string{"x", "90 of target", "90%"} {
		_, err := rag.ParseBound(text)
		assert.Error(t, err, text)
	}
}

func TestDate_IsADayOfTheCalendar(t *testing.T) {
	day := rag.MustParseDate("2019-08-31")
	assert.Equal(t, "31 August 2019", day.Long())
	assert.Equal(t, day, rag.DateOf(time.Date(2019, time.August, 31, 23, 59, 0, 0, time.FixedZone("BST", 3600))))
	assert.Equal(t, "2019-09-01", (day + 1).String())
	assert.Equal(t, time.Date(2019, time.August, 31, 0, 0, 0, 0, time.UTC), day.Time())
	for _, text := range []string{"2019-02-29", "31/08", "08/07/2019", "43708", "0000-01-01", "2019-13-01", ""} {
		_, err := rag.ParseDate(text)
		assert.Error(t, err, text)
	}
	leap, err := rag.NewDate(2020, time.February, 29)
	require.NoError(t, err)
	assert.Equal(t, "2020-02-29", leap.String())
	_, err = rag.NewDate(2019, time.February, 29)
	assert.Error(t, err)
	first, err := rag.NewDate(1, time.January, 1)
	require.NoError(t, err)
	assert.Equal(t, rag.Date(1), first, "the first day is not the zero value")
	last, err := rag.NewDate(9999, time.December, 31)
	require.NoError(t, err)
	assert.Equal(t, "9999-12-31", last.String())
	assert.Equal(t, "", rag.Date(0).String())
	assert.Equal(t, "no date", rag.Date(0).Long())
}

// text is an enumeration.
type text interface {
	String() string
	MarshalText() ([]byte, error)
}

func TestEnumerations_ZeroIsSafeAndNamesGoBothWays(t *testing.T) {
	assert.Equal(t, rag.Unrated, rag.Rating(0))
	assert.Equal(t, rag.Neutral, rag.Polarity(0))
	assert.Equal(t, rag.Current, rag.State(0))
	assert.Equal(t, rag.Better, rag.Edge(0))
	bothWays(t, 4, func(i int) text { return rag.Rating(i) }, func(b []byte) (text, error) { var v rag.Rating; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 4, func(i int) text { return rag.Polarity(i) }, func(b []byte) (text, error) { var v rag.Polarity; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 14, func(i int) text { return rag.State(i) }, func(b []byte) (text, error) { var v rag.State; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 8, func(i int) text { return rag.Status(i) }, func(b []byte) (text, error) { var v rag.Status; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 5, func(i int) text { return rag.Direction(i) }, func(b []byte) (text, error) { var v rag.Direction; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 6, func(i int) text { return rag.Outlook(i) }, func(b []byte) (text, error) { var v rag.Outlook; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 3, func(i int) text { return rag.MissingData(i) }, func(b []byte) (text, error) { var v rag.MissingData; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 3, func(i int) text { return rag.Column(i) }, func(b []byte) (text, error) { var v rag.Column; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 2, func(i int) text { return rag.Edge(i) }, func(b []byte) (text, error) { var v rag.Edge; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 2, func(i int) text { return rag.Path(i) }, func(b []byte) (text, error) { var v rag.Path; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 2, func(i int) text { return rag.Sides(i) }, func(b []byte) (text, error) { var v rag.Sides; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 2, func(i int) text { return rag.Match(i) }, func(b []byte) (text, error) { var v rag.Match; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 2, func(i int) text { return rag.Basis(i) }, func(b []byte) (text, error) { var v rag.Basis; err := v.UnmarshalText(b); return v, err })
	bothWays(t, 2, func(i int) text { return rag.Earlier(i) }, func(b []byte) (text, error) { var v rag.Earlier; err := v.UnmarshalText(b); return v, err })
	assert.Equal(t, "Course(9)", rag.Course(9).String())
	assert.Equal(t, "will meet", rag.WillMeet.String())
}

// bothWays writes and reads n values, and refuses the one after them.
func bothWays(t *testing.T, n int, of func(int) text, read func([]byte) (text, error)) {
	t.Helper()
	for i := range n {
		written, err := of(i).MarshalText()
		require.NoError(t, err)
		assert.Equal(t, of(i).String(), string(written))
		back, err := read(written)
		require.NoError(t, err)
		assert.Equal(t, of(i), back)
	}
	for _, i := range []int{-1, n} {
		_, err := of(i).MarshalText()
		assert.Error(t, err)
		assert.Regexp(t, `^[A-Z]\w+\(-?\d+\)$`, of(i).String())
	}
	_, err := read([]byte("what nobody wrote"))
	assert.ErrorContains(t, err, "what nobody wrote")
}

func TestValue_JSONIsExact(t *testing.T) {
	for text, want := range map[string]rag.Value{`"0.5"`: number("0.5"), `0.5`: number("0.5"), `null`: {}} {
		var v rag.Value
		require.NoError(t, json.Unmarshal([]byte(text), &v))
		assert.True(t, want.Equal(v), text)
	}
	var v rag.Value
	assert.Error(t, json.Unmarshal([]byte(`"five"`), &v))
	assert.Error(t, json.Unmarshal([]byte(`true`), &v))
	written, err := json.Marshal([]rag.Value{number("1.50"), {}})
	require.NoError(t, err)
	assert.Equal(t, `["1.5",null]`, string(written))
}

func TestRatio_ComparesExactly(t *testing.T) {
	ratio := func(over, under int64) rag.Ratio {
		return rag.NewRatio(decimal.NewFromInt(over), decimal.NewFromInt(under))
	}
	assert.Zero(t, ratio(1, 3).Cmp(ratio(2, 6)))
	assert.Zero(t, ratio(1, -3).Cmp(ratio(-1, 3)))
	assert.Equal(t, -1, ratio(1, 3).CmpDecimal(decimal.RequireFromString("0.333333333333333333334")))
	assert.False(t, ratio(1, 0).Defined())
	assert.Equal(t, "undefined", ratio(1, 0).String())
	assert.Equal(t, 1, ratio(1, 0).Cmp(ratio(1, 1)))
	assert.Equal(t, -1, ratio(1, 1).Cmp(ratio(1, 0)))
	assert.Zero(t, rag.Ratio{}.Cmp(ratio(0, 0)))
	assert.False(t, rag.Score(rag.Ratio{}).Defined())
}
