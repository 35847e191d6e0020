package finance_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
)

func day(text string) time.Time {
	d, err := time.Parse("2006-01-02", text)
	if err != nil {
		panic(err)
	}
	return d
}

func TestParsePeriod(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2024/25", "2024/25"},
		{"2024-25", "2024/25"},
		{"2024–25", "2024/25"},
		{"2024/2025", "2024/25"},
		{"end of 18/19", "2018/19"},
		{"1999/00", "1999/00"},
		{"2024/25 original budget", "2024/25"},
		{"Quarter 4 2023/24 (outturn)", "2023/24 outturn"},
		{"month 12, 2023/24 outturn", "2023/24 outturn"},
		{"month-end July 2024", "2024/25 M4"},
		{"forecast outturn", "forecast outturn"},
		{"M04", "M4"},
		{"month 4", "M4"},
		{"Month 12", "M12"},
		{"P4", "M4"},
		{"2019/20 Month 3", "2019/20 M3"},
		{"Month 4 of 2024/25", "2024/25 M4"},
		{"M04 2024-25", "2024/25 M4"},
		{"Q1", "Q1"},
		{"Quarter 1 2024/25", "2024/25 Q1"},
		{"outturn", "outturn"},
		{"2024/25 outturn", "2024/25 outturn"},
		{"provisional outturn 2023/24", "2023/24 outturn"},
		{"final 2024/25 position", "2024/25 outturn"},
		{"2024/25 forecast outturn", "2024/25"},
		{"30 July 2024", "30 July 2024"},
		{"30th July 2024", "30 July 2024"},
		{"as at 2024-07-30", "30 July 2024"},
		{"30/07/2024", "30 July 2024"},
		{"29 February 2024", "29 February 2024"},
		{"30 July 2024 (month 4)", "2024/25 M4"},
		{"July 2024", "2024/25 M4"},
		{"end of May 2019", "2019/20 M2"},
		{"March 2025", "2024/25 M12"},
		{"31 March 2025", "31 March 2025"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			p, err := finance.ParsePeriod(tt.text)
			require.NoError(t, err)
			assert.Equal(t, tt.want, p.String())
			again, err := finance.ParsePeriod(p.String())
			require.NoError(t, err)
			assert.True(t, p.Equal(again))
		})
	}
}

func TestParsePeriod_Refuses(t *testing.T) {
	for _, text := range []string{
		"", "2024/26", "2024/24", "M13", "M0", "M00", "Q5", "Q0", "month", "month four", "31 June 2024", "29 February 2025", "2024",
		"30 July", "M4 M5", "M4 Q2", "Q1 outturn", "M4 outturn", "July 2024 (month 5)", "30 July 2024 2025/26", "1e9/10", "July 99999", "\x00", "0024-25", "1899/00",
	} {
		t.Run(text, func(t *testing.T) {
			_, err := finance.ParsePeriod(text)
			var fault *finance.PeriodError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, text, fault.Input)
		})
	}
}

func TestPeriod_Compare(t *testing.T) {
	ordered := []string{"2023/24 M11", "2023/24 M12", "2023/24 outturn", "2024/25 M1", "30 May 2024", "2024/25 M2", "30 June 2024 ", "2024/25 Q1", "30 July 2024", "2024/25 M4", "2024/25 M12", "2024/25 outturn"}
	for i := 1; i < len(ordered); i++ {
		a, err := finance.ParsePeriod(ordered[i-1])
		require.NoError(t, err)
		b, err := finance.ParsePeriod(ordered[i])
		require.NoError(t, err)
		order, ok := a.Compare(b)
		require.True(t, ok)
		assert.LessOrEqual(t, order, 0, "%s before %s", a, b)
	}
	withYear, _ := finance.ParsePeriod("2024/25 M4")
	without, _ := finance.ParsePeriod("M5")
	_, ok := withYear.Compare(without)
	assert.False(t, ok, "a month without its year cannot be ordered against one with")
	order, ok := without.Compare(finance.Period{Kind: finance.Outturn})
	assert.True(t, ok)
	assert.Negative(t, order)
	_, ok = finance.Period{}.Compare(withYear)
	assert.False(t, ok)
}

// Seed 004, 1.1: a report of 2 October 2024 on month 4 of 2024/25 prints "the final 2024/25 position".
func TestPeriod_AnOutturnBeforeItsYearHasEnded(t *testing.T) {
	claimed, err := finance.ParsePeriod("final 2024/25 position")
	require.NoError(t, err)
	latest, err := finance.ParsePeriod("30 July 2024 (month 4)")
	require.NoError(t, err)

	var fault *finance.OrderError
	require.ErrorAs(t, claimed.KnownAt(latest), &fault)
	assert.Equal(t, "2024/25 outturn", fault.Claimed.String())
	require.ErrorAs(t, claimed.KnownOn(day("2024-10-02")), &fault)
	assert.EqualError(t, fault, "a figure of 2024/25 outturn cannot stand in a report of 2 October 2024: the period had not ended")

	lastYear, err := finance.ParsePeriod("2023/24 outturn")
	require.NoError(t, err)
	require.NoError(t, lastYear.KnownAt(latest))
	require.NoError(t, lastYear.KnownOn(day("2024-10-02")))
}

func TestPeriod_KnownOn(t *testing.T) {
	tests := []struct {
		period, printed string
		known           bool
	}{
		{"2024/25 outturn", "2025-03-31", false},
		{"2024/25 outturn", "2025-04-01", true},
		{"2024/25", "2024-02-01", true}, // a budget
		{"2024/25 forecast outturn", "2024-10-02", true},
		{"2024/25 M4", "2024-07-26", false},
		{"2024/25 M4", "2024-07-27", true}, // five days before 1 August
		{"30 July 2024", "2024-07-29", false},
		{"30 July 2024", "2024-07-30", true},
		{"M4", "2024-01-01", true}, // no year: cannot be told
	}
	for _, tt := range tests {
		t.Run(tt.period+" on "+tt.printed, func(t *testing.T) {
			p, err := finance.ParsePeriod(tt.period)
			require.NoError(t, err)
			err = p.KnownOn(day(tt.printed))
			assert.Equal(t, tt.known, err == nil, "%v", err)
		})
	}
}

func TestPeriod_KnownAt(t *testing.T) {
	tests := []struct {
		claimed, latest string
		known           bool
	}{
		{"2024/25 outturn", "2024/25 M12", true},
		{"2024/25 outturn", "2024/25 M11", false},
		{"2024/25 M5", "2024/25 M4", false},
		{"2024/25 M4", "2024/25 M4", true},
		{"2024/25 M4", "30 July 2024", true}, // the same position, dated a day before the month ends
		{"31 July 2024", "2024/25 M4", true},
		{"2025/26", "2024/25 M4", true}, // next year's budget
		{"M9", "2024/25 M4", true},
	}
	for _, tt := range tests {
		t.Run(tt.claimed+" in "+tt.latest, func(t *testing.T) {
			claimed, err := finance.ParsePeriod(tt.claimed)
			require.NoError(t, err)
			latest, err := finance.ParsePeriod(tt.latest)
			require.NoError(t, err)
			err = claimed.KnownAt(latest)
			assert.Equal(t, tt.known, err == nil, "%v", err)
		})
	}
}

func TestPeriod_MonthsElapsed(t *testing.T) {
	for text, want := range map[string]int{
		"M4": 4, "Q2": 6, "2024/25 outturn": 12, "30 July 2024": 3, "31 July 2024": 4, "31 March 2025": 12, "30 March 2025": 11, "1 April 2024": 0,
	} {
		p, err := finance.ParsePeriod(text)
		require.NoError(t, err)
		months, ok := p.MonthsElapsed()
		assert.True(t, ok)
		assert.Equal(t, want, months, text)
	}
	_, ok := finance.Period{}.MonthsElapsed()
	assert.False(t, ok)
}

func TestFinancialYear(t *testing.T) {
	assert.Equal(t, finance.FinancialYear(2023), finance.FinancialYearOf(day("2024-03-31")))
	assert.Equal(t, finance.FinancialYear(2024), finance.FinancialYearOf(day("2024-04-01")))
	assert.Equal(t, 366, finance.FinancialYear(2023).Days())
	assert.Equal(t, 365, finance.FinancialYear(2024).Days())
	assert.Equal(t, "1999/00", finance.FinancialYear(1999).String())
	assert.Empty(t, finance.FinancialYear(0).String())
	assert.Equal(t, [12]int{30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29, 31}, finance.FinancialYear(2023).MonthDays())
	_, err := finance.ParseFinancialYear("2024/25 M4")
	assert.Error(t, err)
}

func FuzzParsePeriod(f *testing.F) {
	for _, seed := range []string{"2024/25 M4", "outturn", "30 July 2024", "Q1 2024-25", "month 4 of 2019/20", "12/13", "1/2/2003"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := finance.ParsePeriod(text)
		if err != nil {
			return
		}
		again, err := finance.ParsePeriod(p.String())
		require.NoError(t, err, "%q reads as %q", text, p.String())
		assert.True(t, p.Equal(again), "%q reads as %#v, then as %#v", text, p, again)
	})
}
