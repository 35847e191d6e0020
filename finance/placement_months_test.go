package finance_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/finance"
)

// TestCostYear_MonthsAreThoseOfBetween holds the months of a year against each placement's nights of each month.
func TestCostYear_MonthsAreThoseOfBetween(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	first := time.Date(2023, time.January, 1, 0, 0, 0, 0, time.UTC)
	var placements []finance.Placement
	for range 300 {
		p := finance.Placement{
			Type: fmt.Sprint("type ", random.IntN(3)), Start: first.AddDate(0, 0, random.IntN(1000)),
			Weekly: decimal.New(random.Int64N(900_000), -2), Income: decimal.New(random.Int64N(5_000), -1),
		}
		switch random.IntN(4) {
		case 0:
			p.Weekly = decimal.New(random.Int64N(1<<60), -3) // sums beyond an int64
		case 1:
			p.Prices = []finance.Price{{From: p.Start.AddDate(0, 0, random.IntN(200)-20), Weekly: decimal.New(random.Int64N(900), 0)}}
		}
		if random.IntN(3) > 0 {
			p.End = p.Start.AddDate(0, 0, random.IntN(500))
		}
		placements = append(placements, p)
	}
	year, err := finance.CostYear(placements, 2024)
	require.NoError(t, err)
	require.Len(t, year.Types, 3)
	for _, got := range year.Types {
		for m, month := range got.Months {
			var want finance.Cost
			from := time.Date(2024, time.April+time.Month(m), 1, 0, 0, 0, 0, time.UTC)
			for _, p := range placements {
				if p.Type == got.Type {
					cost, err := p.Between(from, from.AddDate(0, 1, 0))
					require.NoError(t, err)
					want = want.Add(cost)
				}
			}
			assert.True(t, want.Equal(month), "%s, month %d: %v, not %v", got.Type, m, want, month)
		}
	}
}

func TestStatement_LargestDriverIsTheFirst(t *testing.T) {
	_, ok := finance.Statement{Lines: []finance.Line{{Service: "level"}}}.LargestDriver()
	assert.False(t, ok)
	line := func(name string, forecast int64) finance.Line {
		return finance.Line{Service: name, Budget: decimal.NewFromInt(100), Forecast: decimal.NewFromInt(forecast)}
	}
	s := finance.Statement{Lines: []finance.Line{line("a", 101), line("b", 90), line("c", 110), line("d", 100)}}
	largest, ok := s.LargestDriver()
	assert.True(t, ok)
	assert.Equal(t, s.Drivers()[0], largest)
	assert.Equal(t, "b", largest.Service)
}
