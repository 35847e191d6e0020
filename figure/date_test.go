package figure_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
)

func TestParseDate_AsPeopleWriteIt(t *testing.T) {
	for _, text := range []string{
		"2024-03-31", "2024/03/31", "2024-3-31", "31/03/2024", "31/3/2024", "31/3/24", "31-03-2024", "31.03.2024", "31 03 2024",
		"31 March 2024", "31 Mar 2024", "31-Mar-24", "31-Mar-2024", "31/Mar/2024", "31st March 2024", "31st of March, 2024", "31 MARCH 2024", "31Mar2024", "31 Mar. 2024",
		"March 31, 2024", "Mar 31 2024", "March 31st, 2024", "Sunday 31 March 2024", "Sun, 31 Mar 2024", "2024 March 31",
		"2024-03-31T00:00:00Z", "2024-03-31T00:00:00.000+01:00", "2024-03-31 00:00:00", "31/03/2024 00:00", "31/03/2024 12:30:00 PM", " 31\u00a0March\u00a02024 ", "31‑03‑2024",
		"3/31/2024", "03-31-24",
	} {
		d, err := figure.ParseDate(text)
		if assert.NoError(t, err, text) {
			assert.Equal(t, "2024-03-31", d.String(), text)
		}
	}
	for text, want := range map[string]string{
		"29/02/2024": "2024-02-29", "1 Sept 2025": "2025-09-01", "4/4/2024": "2024-04-04", "31/12/49": "2049-12-31", "31/12/50": "1950-12-31", "22nd May 1999": "1999-05-22",
		"3rd August 2019": "2019-08-03", "13/12/2024": "2024-12-13", "12/13/2024": "2024-12-13",
	} {
		d, err := figure.ParseDate(text)
		if assert.NoError(t, err, text) {
			assert.Equal(t, want, d.String(), text)
		}
	}
}

func TestParseDate_RefusesWithACode(t *testing.T) {
	for text, want := range map[string]string{
		"": figure.NotDate, "soon": figure.NotDate, "March 2024": figure.NotDate, "31/03": figure.NotDate, "31 March": figure.NotDate, "2024/25": figure.NotDate, "Q1": figure.NotDate,
		"45382": figure.NotDate, "31/03/2024/1": figure.NotDate, "31/03-2024": figure.NotDate, "31//03/2024": figure.NotDate, "31 Mar Apr 2024": figure.NotDate, "31/03/2024/": figure.NotDate,
		"30/02/2024": figure.NoSuchDay, "29/02/2023": figure.NoSuchDay, "2024-13-01": figure.NoSuchDay, "32/13/2024": figure.NoSuchDay, "31 June 2024": figure.NoSuchDay,
		"31/03/0024": figure.NoSuchDay, "31/03/2200": figure.NoSuchDay, "31/03/024": figure.NoSuchDay, "0/3/2024": figure.NoSuchDay, "2024-0-1": figure.NoSuchDay,
		"31st March 2024 to 1 April 2024": figure.NotDate, "10:30": figure.NotDate, "１/２/2024": figure.NotDate, strings.Repeat("1/", 1000): figure.NotDate,
	} {
		_, err := figure.ParseDate(text)
		var fault *figure.Fault
		if assert.ErrorAs(t, err, &fault, text) {
			assert.Equal(t, want, fault.Code, text)
			assert.False(t, fault.Question)
		}
	}
}

func TestParseDate_AnOrderThatCannotBeToldIsAQuestion(t *testing.T) {
	for _, text := range []string{"03/04/2024", "3-4-24", "12/11/2024", "03.04.2024"} {
		_, err := figure.ParseDate(text)
		var fault *figure.Fault
		require.ErrorAs(t, err, &fault, text)
		assert.Equal(t, figure.AmbiguousDate, fault.Code)
		assert.True(t, fault.Question)
	}
	_, err := figure.ParseDate("03/04/2024")
	assert.EqualError(t, err, `"03/04/2024" is 3 April 2024 or 4 March 2024: write 2024-04-03 or 2024-03-04`)
	british, american, err := figure.DateCandidates("03/04/2024")
	require.NoError(t, err)
	assert.Equal(t, "2024-04-03 2024-03-04", british.String()+" "+american.String())
	british, american, err = figure.DateCandidates("31/03/2024")
	require.NoError(t, err)
	assert.True(t, american.IsZero())
	assert.Equal(t, "2024-03-31", british.String())

	for order, want := range map[figure.DateOrder]string{figure.DayFirst: "2024-04-03", figure.MonthFirst: "2024-03-04"} {
		d, err := figure.DateReading{Order: order}.Parse("03/04/2024")
		require.NoError(t, err)
		assert.Equal(t, want, d.String())
		d, err = figure.DateReading{Order: order}.Parse("3 April 2024")
		require.NoError(t, err, "a named month has one meaning in any column")
		assert.Equal(t, "2024-04-03", d.String())
	}
	_, err = figure.DateReading{Order: figure.MonthFirst}.Parse("31/03/2024")
	assert.ErrorContains(t, err, "no such month")
}

func TestDateOrders_AreSettledByTheOtherDates(t *testing.T) {
	settle := func(dates string) (figure.DateOrder, string, error) {
		var orders figure.DateOrders
		for text := range strings.SplitSeq(dates, "|") {
			if day, month, err := figure.DateCandidates(text); err == nil {
				orders.Add(text, day, month)
			}
		}
		return orders.Settle()
	}
	for _, tc := range []struct {
		dates, note string
		want        figure.DateOrder
	}{
		{"03/04/2024|31/03/2024|", "", figure.DayFirst},
		{"03/04/2024|3/31/2024|soon", "dates are read with the month first, as some of them must be", figure.MonthFirst},
		{"2024-05-20|03/04/2024|05/06/2024|4 May 2024", "dates are read with the day first, as Britain writes them: 03/04/2024", figure.DayFirst},
		{"05/05/2024", "", figure.DayFirst},
		{"", "", figure.DayFirst},
	} {
		order, note, err := settle(tc.dates)
		require.NoError(t, err)
		assert.Equal(t, tc.want, order, tc.dates)
		assert.Equal(t, tc.note, note, tc.dates)
	}
	_, _, err := settle("31/03/2024|3/31/2024")
	var fault *figure.Fault
	require.ErrorAs(t, err, &fault)
	assert.True(t, fault.Question)
}

func TestDateReading_SerialsOfASpreadsheet(t *testing.T) {
	reading := figure.DateReading{Serials: true}
	for text, want := range map[string]string{"45382": "2024-03-31", "20000": "1954-10-03", "80000": "2119-01-11", "31/03/2024": "2024-03-31"} {
		d, err := reading.Parse(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, d.String())
	}
	for _, text := range []string{"19999", "80001", "603", "-45382"} {
		_, err := reading.Parse(text)
		assert.Error(t, err, text)
	}
}

func TestDate_ItsJSONIsISO(t *testing.T) {
	text, err := json.Marshal([]figure.Date{figure.MustParseDate("31 March 2024"), 0})
	require.NoError(t, err)
	assert.Equal(t, `["2024-03-31",""]`, string(text))
	var back []figure.Date
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, []figure.Date{figure.MustParseDate("31 March 2024"), 0}, back)
	assert.Error(t, json.Unmarshal([]byte(`["31/03/2024"]`), &back), "a program writes ISO")
	assert.PanicsWithValue(t, `figure.MustParseDate("soon"): "soon" is not a date: write 2024-03-31, 31/03/2024 or 31 March 2024`, func() { figure.MustParseDate("soon") })
}

// What ParseDate reads, it reads again from how it prints.
func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2024-03-31", "31/3/24", "31st of March, 2024", "March 31, 2024", "45382", "03/04/2024", "2024-03-31T00:00:00Z"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, order := range []figure.DateOrder{figure.OrderNotKnown, figure.DayFirst, figure.MonthFirst} {
			d, err := figure.DateReading{Order: order, Serials: true}.Parse(text)
			if err != nil {
				var fault *figure.Fault
				require.ErrorAs(t, err, &fault)
				continue
			}
			for _, printed := range []string{d.String(), d.Long()} {
				again, err := figure.DateReading{Order: order}.Parse(printed)
				require.NoError(t, err, "%q -> %q", text, printed)
				require.Equal(t, d, again)
			}
		}
	})
}
