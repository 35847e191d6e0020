package figure_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// TestDateCandidates_QuickAndSlowFormsAgree holds every day of four centuries against the same day with spaces around it in a
// form that is always taken apart.
func TestDateCandidates_QuickAndSlowFormsAgree(t *testing.T) {
	last := time.Date(2200, time.January, 1, 0, 0, 0, 0, time.UTC)
	for day := time.Date(1800, time.January, 1, 0, 0, 0, 0, time.UTC); day.Before(last); day = day.AddDate(0, 0, 1) {
		want := figure.DateOf(day)
		got, err := figure.ParseDate(day.Format("2006-01-02"))
		require.NoError(t, err)
		require.Equal(t, want, got)
		if day.Year()%20 != 0 {
			continue
		}
		first, second, err := figure.DateCandidates(day.Format("02/01/2006"))
		require.NoError(t, err)
		slowFirst, slowSecond, err := figure.DateCandidates(day.Format("02/01/2006 00:00"))
		require.NoError(t, err)
		require.Equal(t, [2]figure.Date{slowFirst, slowSecond}, [2]figure.Date{first, second})
	}
	for _, text := range []string{"2023-02-29", "2100-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "1799-12-31", "2200-01-01", "00/01/2024", "32/01/2024", "31/04/2024", "13/13/2024", "2024-1a-01"} {
		_, err := figure.ParseDate(text)
		require.Error(t, err, text)
	}
}
