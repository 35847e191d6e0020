package finance_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

func on(year int, month time.Month, date int) time.Time {
	return time.Date(year, month, date, 0, 0, 0, 0, time.UTC)
}

func placed(kind, weekly string, start time.Time, end time.Time) finance.Placement {
	return finance.Placement{Type: kind, Weekly: decimal.RequireFromString(weekly), Start: start, End: end}
}

// From 1 October 2024 to 31 March 2025 are 182 nights, 26 weeks: one child of £7,000 a week goes to one of £700.
func TestPlacementMove_CostsTheNightsToTheEndOfTheYear(t *testing.T) {
	year, err := finance.ParseFinancialYear("2024/25")
	require.NoError(t, err)
	all := []finance.Placement{
		placed("residential", "7000", on(2024, 4, 1), time.Time{}), placed("residential", "7000", on(2024, 4, 1), time.Time{}),
		placed("fostering", "700", on(2024, 4, 1), time.Time{}),
	}
	costs, err := finance.CostYear(all, year)
	require.NoError(t, err)
	base := costs.Position()
	move := finance.PlacementMove{Children: 1, From: "residential", To: "fostering", On: on(2024, 10, 1)}
	require.NoError(t, move.Check(all))
	decimaltest.Equal(t, "26", move.ChildWeeks(year, 4))
	scenario, err := base.With(move.Changes(year)...)
	require.NoError(t, err)
	decimaltest.Equal(t, "-163800", scenario.Cost().Sub(base.Cost()).Round(2)) // 26 × (700 − 7,000)
	assert.Equal(t, []string{
		"1 from 1 October 2024 to the end of 2024/25: 26.00 child-weeks",
		"residential: -26.00 child-weeks × £7,000.00 a week = -£182,000.00",
		"fostering: 26.00 child-weeks × £700.00 a week = £18,200.00",
	}, move.Working(base, year))
}

func TestPlacementMove_ADayBeforeTheYearIsAllOfItAndOneAfterItNothing(t *testing.T) {
	year, err := finance.ParseFinancialYear("2024/25")
	require.NoError(t, err)
	for day, weeks := range map[time.Time]string{
		on(2023, 1, 1): "52.14", on(2024, 4, 1): "52.14", on(2024, 4, 2): "52", on(2025, 3, 31): "0.14", on(2025, 4, 1): "0", on(2026, 1, 1): "0",
	} {
		decimaltest.Equal(t, weeks, finance.PlacementMove{Children: 1, To: "fostering", On: day}.ChildWeeks(year, 2), day)
	}
	decimaltest.Equal(t, "0", finance.PlacementMove{}.ChildWeeks(year, 2))
}

func TestPlacementMove_OnlyThoseWhoAreThereCanMove(t *testing.T) {
	all := []finance.Placement{placed("residential", "7000", on(2024, 4, 1), on(2024, 10, 1)), placed("residential", "7000", on(2024, 9, 30), time.Time{})}
	for name, tc := range map[string]struct {
		move finance.PlacementMove
		told string
	}{
		"two on the last night of the first": {finance.PlacementMove{Children: 2, From: "residential", To: "x", On: on(2024, 9, 30)}, ""},
		"two on the day after":               {finance.PlacementMove{Children: 2, From: "residential", To: "x", On: on(2024, 10, 1)}, "2 cannot move on 1 October 2024: 1 are in it then"},
		"before either starts":               {finance.PlacementMove{Children: 1, From: "residential", To: "x", On: on(2024, 3, 31)}, "0 are in it then"},
		"fewer than nobody":                  {finance.PlacementMove{Children: -1, From: "residential", To: "x"}, "swap the two types"},
		"to the same":                        {finance.PlacementMove{Children: 1, From: "x", To: "x"}, "choose two types"},
		"new to care":                        {finance.PlacementMove{Children: 9, To: "x", On: on(2024, 10, 1)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			err := tc.move.Check(all)
			if tc.told == "" {
				require.NoError(t, err)
				return
			}
			var fault *finance.PositionError
			require.ErrorAs(t, err, &fault)
			assert.Contains(t, err.Error(), tc.told)
		})
	}
}
