package finance_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/finance"
	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
)

// £22,085 a week: £1.148m over 52 weeks, £1.152m over 365 days.
func TestAnnualFactor_IsAlwaysNamed(t *testing.T) {
	weekly := dec("22085")
	assert.Equal(t, "£1.148m", finance.TextStyle(finance.Millions).Print(finance.Weeks52.Annual(weekly, 2)))
	assert.Equal(t, "£1.152m", finance.TextStyle(finance.Millions).Print(finance.Weeks365.Annual(weekly, 2)))
	assert.Equal(t, finance.Weeks366, finance.AnnualFactorOf(2023))
	assert.Equal(t, finance.Weeks365, finance.AnnualFactorOf(2024))
	assert.Equal(t, "AnnualFactor(99)", finance.AnnualFactor(99).String())
}

func TestPlacement_Between(t *testing.T) {
	from, to := day("2024-04-01"), day("2025-04-01")
	tests := []struct {
		name       string
		start, end string
		nights     int
	}{
		{"began centuries ago", "1500-01-01", "2024-04-02", 1},
		{"the whole of a year of 365 days", "2024-04-01", "", 365},
		{"one night", "2024-06-10", "2024-06-11", 1},
		{"leaves on the day of arrival", "2024-06-10", "2024-06-10", 0},
		{"leaves on 1 April", "2023-01-01", "2024-04-01", 0},
		{"leaves on 2 April", "2023-01-01", "2024-04-02", 1},
		{"arrives on 31 March", "2025-03-31", "", 1},
		{"arrives on the next 1 April", "2025-04-01", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := finance.Placement{Start: day(tt.start), Weekly: dec("700"), Income: dec("70")}
			if tt.end != "" {
				p.End = day(tt.end)
			}
			cost, err := p.Between(from, to)
			require.NoError(t, err)
			assert.Equal(t, tt.nights, cost.Nights)
			decimaltest.Equal(t, decimal.NewFromInt(int64(100*tt.nights)).String(), cost.Gross(2))
			decimaltest.Equal(t, decimal.NewFromInt(int64(90*tt.nights)).String(), cost.Net(2))
		})
	}
}

func TestPlacement_Refuses(t *testing.T) {
	for name, p := range map[string]finance.Placement{
		"no start":             {Weekly: dec("1")},
		"an end before it":     {Start: day("2024-06-10"), End: day("2024-06-09")},
		"a negative price":     {Start: day("2024-06-10"), Weekly: dec("-1")},
		"a later negative one": {Start: day("2024-06-10"), Prices: []finance.Price{{From: day("2024-07-01"), Weekly: dec("-1")}}},
		"signed income":        {Start: day("2024-06-10"), Income: dec("-1")},
	} {
		_, err := p.Between(day("2024-04-01"), day("2025-04-01"))
		var fault *finance.PlacementError
		require.ErrorAs(t, err, &fault, name)
		_, err = finance.CostYear([]finance.Placement{{Start: day("2024-04-01")}, p}, 2024)
		require.ErrorAs(t, err, &fault, name)
		assert.Equal(t, 2, fault.Row)
	}
}

// An uplift of 5 per cent on 1 April splits a pay week by the day: 5 nights at £100 and 9 at £105 are £1,445.
func TestPlacement_Uplifted(t *testing.T) {
	p := finance.Placement{Type: "fostering", Start: day("2025-03-27"), End: day("2025-04-10"), Weekly: dec("700")}
	uplift := finance.Uplift{On: day("2025-04-01"), Percent: dec("5")}
	cost, err := p.Uplifted(uplift).Between(day("2025-03-01"), day("2025-05-01"))
	require.NoError(t, err)
	decimaltest.Equal(t, "1445", cost.Gross(2))
	assert.Empty(t, p.Prices, "the placement itself stays as it is")

	other := uplift
	other.Type = "residential"
	assert.Empty(t, p.Uplifted(other).Prices)

	before := uplift
	before.On = day("2025-03-01")
	whole, err := p.Uplifted(before).Between(day("2025-03-01"), day("2025-05-01"))
	require.NoError(t, err)
	decimaltest.Equal(t, "1470", whole.Gross(2)) // 14 nights at £105

	twice, err := p.Uplifted(uplift).Uplifted(finance.Uplift{On: day("2025-04-06"), Percent: dec("10")}).Between(day("2025-03-01"), day("2025-05-01"))
	require.NoError(t, err)
	decimaltest.Equal(t, "1487", twice.Gross(2)) // 5 nights at 100, 5 at 105, 4 at 115.50
}

func TestCostYear_ByMonthQuarterAndType(t *testing.T) {
	placements := []finance.Placement{
		{Type: "residential", Start: day("2024-01-01"), Weekly: dec("7000"), Income: dec("700")},
		{Type: "fostering", Start: day("2024-06-15"), End: day("2024-07-15"), Weekly: dec("700")},
		{Type: "fostering", Start: day("2024-07-15"), Weekly: dec("700")},
	}
	y, err := finance.CostYear(placements, 2024)
	require.NoError(t, err)
	require.Len(t, y.Types, 2)
	fostering := y.Types[0]
	assert.Equal(t, "fostering", fostering.Type)
	assert.Equal(t, 16, fostering.Months[2].Nights, "15 to 30 June")
	assert.Equal(t, 31, fostering.Months[3].Nights, "the day of the move is charged once")
	decimaltest.Equal(t, "365000", y.Types[1].Year().Gross(2))
	decimaltest.Equal(t, "328500", y.Types[1].Year().Net(2))
	decimaltest.Equal(t, "91000", y.Types[1].Quarter(1).Gross(2))
	assert.Zero(t, y.Types[1].Quarter(0).Nights)
	assert.Zero(t, y.Types[1].Quarter(5).Nights)
	assert.Equal(t, 290+365, y.Total().Year().Nights)
	weekly, ok := y.Types[1].Year().AverageWeekly(2)
	require.True(t, ok)
	decimaltest.Equal(t, "7000", weekly)
	_, ok = finance.Cost{}.AverageWeekly(2)
	assert.False(t, ok)
}

// 2024/25 begins on a Monday, so Mondays are paid 53 times and every other day 52: one placement at £700 costs £36,500 by
// days and £37,100 in cash.
func TestPayByWeek(t *testing.T) {
	placements := []finance.Placement{{Start: day("2020-01-01"), Weekly: dec("700")}}
	for weekday, want := range map[time.Weekday]struct {
		payDays int
		cash    string
	}{time.Monday: {53, "37100"}, time.Tuesday: {52, "36400"}} {
		runs, err := finance.PayByWeek(placements, 2024, weekday)
		require.NoError(t, err)
		assert.Equal(t, want.payDays, runs.PayDays)
		decimaltest.Equal(t, want.cash, runs.Cash.Gross(2))
		decimaltest.Equal(t, "36500", runs.ByDays.Gross(2))
		decimaltest.Equal(t, dec(want.cash).Sub(dec("36500")).String(), runs.Timing().Gross(2))
	}
}

func TestLeapDay(t *testing.T) {
	assert.Equal(t, "27397", finance.LeapDay(dec("10000000"), 0).String()) // METHODS I6
}

func TestReadPlacements(t *testing.T) {
	placements, err := finance.ReadPlacements(strings.NewReader("type;start;end;weekly;income\nresidential;2024-04-01;;£5,750;500\nfostering;2024-04-01;2024-05-01;520;\n"))
	require.NoError(t, err)
	require.Len(t, placements, 2)
	assert.True(t, placements[0].End.IsZero())
	decimaltest.Equal(t, "5750", placements[0].Weekly)
	for name, text := range map[string]string{
		"header only":      "type,start,weekly\n",
		"no type":          "type,start,weekly\n,2024-04-01,1\n",
		"29 February":      "type,start,weekly\na,2025-02-29,1\n",
		"a year for a day": "type,start,weekly\na,2024,1\n",
		"an end before":    "type,start,end,weekly\na,2024-04-02,2024-04-01,1\n",
		"a negative price": "type,start,weekly\na,2024-04-02,-1\n",
		"a blank price":    "type,start,weekly\na,2024-04-02,\n",
	} {
		_, err := finance.ReadPlacements(strings.NewReader(text))
		var fault *figure.Fault
		assert.ErrorAs(t, err, &fault, name)
	}
}

// Months add to quarters, quarters to the year, and the year is the cost of its days; cutting a range in two changes
// nothing.
func FuzzPlacement(f *testing.F) {
	f.Add(10, 400, 100, int64(575000), uint8(3))
	f.Add(-500, 2000, 365, int64(1), uint8(200))
	f.Fuzz(func(t *testing.T, start, length, cut int, weekly int64, percent uint8) {
		start, length, cut = start%1000, max(length%1500, -length%1500), cut%1000
		april := day("2024-04-01")
		p := finance.Placement{
			Type: "a", Start: april.AddDate(0, 0, start), End: april.AddDate(0, 0, start+length),
			Weekly: decimal.New(weekly&0xffffff, -2), Income: decimal.New(weekly&0xff, -2),
		}
		p = p.Uplifted(finance.Uplift{On: april.AddDate(0, 0, cut), Percent: decimal.NewFromInt(int64(percent))})
		y, err := finance.CostYear([]finance.Placement{p}, 2024)
		require.NoError(t, err)
		whole, err := p.Between(april, day("2025-04-01"))
		require.NoError(t, err)
		var quarters finance.Cost
		for q := 1; q <= 4; q++ {
			quarters = quarters.Add(y.Types[0].Quarter(q))
		}
		assert.True(t, whole.Equal(quarters))
		assert.True(t, whole.Equal(y.Total().Year()))

		at := april.AddDate(0, 0, max(0, min(cut, 365)))
		first, err := p.Between(april, at)
		require.NoError(t, err)
		second, err := p.Between(at, day("2025-04-01"))
		require.NoError(t, err)
		assert.True(t, whole.Equal(first.Add(second)))
	})
}

func TestPlacement_Between_CenturiesAreCounted(t *testing.T) {
	cost, err := finance.Placement{Start: day("1600-01-01"), Weekly: dec("7")}.Between(day("1600-01-01"), day("2000-01-01"))
	require.NoError(t, err)
	assert.Equal(t, 146097, cost.Nights) // the days of four hundred years of the Gregorian calendar
}
