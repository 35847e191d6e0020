package demand_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/rag"
)

// proportions are counts of 1,000 a year from 2021.
func proportions(counts ...int) []demand.TrendPoint {
	points := make([]demand.TrendPoint, len(counts))
	for i, c := range counts {
		points[i] = demand.TrendPoint{Year: 2021 + i, Count: c, Denominator: 1000}
	}
	return points
}

func TestASignificantRiseIsARise(t *testing.T) {
	// Fingertips' older code calls this decreasing. By hand: N = 5000, X = 1000, Σtx = 3200, Σtn = 15000, Σt²n = 55000;
	// 5000 (5000·3200 − 1000·15000)² / (1000·4000·(5000·55000 − 15000²)) = 5000·10¹²/(4·10⁶·5·10⁷) = 25.
	marker, err := demand.FivePointTrend(proportions(160, 180, 200, 220, 240), demand.TrendProportion, rag.LowerBetter)
	require.NoError(t, err)
	assert.InDelta(t, 25, marker.ChiSquare, 1e-9)
	assert.Equal(t, demand.TrendIncreasing, marker.Direction)
	assert.Equal(t, demand.TrendGettingWorse, marker.Judgement)
	assert.Equal(t, 2021, marker.From)
	assert.Equal(t, 2025, marker.To)
}

func TestPolarityJudgesTheTrend(t *testing.T) {
	for _, c := range []struct {
		counts    []int
		polarity  rag.Polarity
		direction demand.TrendDirection
		judgement demand.TrendJudgement
	}{
		{[]int{160, 180, 200, 220, 240}, rag.HigherBetter, demand.TrendIncreasing, demand.TrendGettingBetter},
		{[]int{160, 180, 200, 220, 240}, rag.Neutral, demand.TrendIncreasing, demand.TrendNotJudged},
		{[]int{160, 180, 200, 220, 240}, rag.CloserBetter, demand.TrendIncreasing, demand.TrendNotJudged},
		{[]int{240, 220, 200, 180, 160}, rag.HigherBetter, demand.TrendDecreasing, demand.TrendGettingWorse},
		{[]int{240, 220, 200, 180, 160}, rag.LowerBetter, demand.TrendDecreasing, demand.TrendGettingBetter},
		{[]int{200, 201, 199, 200, 201}, rag.LowerBetter, demand.TrendNoChange, demand.TrendNotJudged},
	} {
		marker, err := demand.FivePointTrend(proportions(c.counts...), demand.TrendProportion, c.polarity)
		require.NoError(t, err)
		assert.Equal(t, c.direction, marker.Direction)
		assert.Equal(t, c.judgement, marker.Judgement)
	}
}

func TestATrendThatOneYearMakesIsNoTrend(t *testing.T) {
	// Flat but for the last year, which alone is far above 99.8 %; without it the slope falls.
	marker, err := demand.FivePointTrend(proportions(203, 202, 201, 200, 320), demand.TrendProportion, rag.LowerBetter)
	require.NoError(t, err)
	assert.Greater(t, marker.ChiSquare, 9.55)
	assert.False(t, marker.Significant)
	assert.Equal(t, demand.TrendNoChange, marker.Direction)
	assert.NotEmpty(t, marker.Notes)
}

func TestTheCriticalValueItselfIsNotSignificant(t *testing.T) {
	// Values rising by b with standard errors of 1: chi-square is b²·10. The critical value is strict.
	at := func(b float64) demand.TrendMarker {
		points := make([]demand.TrendPoint, 5)
		for i := range points {
			v := decimal.NewFromFloat(b).Mul(decimal.NewFromInt(int64(i)))
			half := decimal.RequireFromString("1.96")
			points[i] = demand.TrendPoint{Year: 2021 + i, Value: decimal.NewNullDecimal(v), Lower: decimal.NewNullDecimal(v.Sub(half)), Upper: decimal.NewNullDecimal(v.Add(half))}
		}
		marker, err := demand.FivePointTrend(points, demand.TrendInterval, rag.Neutral)
		require.NoError(t, err)
		return marker
	}
	critical := math.Sqrt(9.54953570608324 / 10)
	assert.False(t, at(critical*0.999999).Significant)
	assert.True(t, at(critical*1.000001).Significant)
}

func TestRatesAndCountsHavePoissonIntervals(t *testing.T) {
	points := []demand.TrendPoint{}
	for i, c := range []int{400, 450, 500, 550, 600} {
		points = append(points, demand.TrendPoint{Year: 2021 + i, Count: c, Denominator: 60_000})
	}
	for _, kind := range []demand.TrendKind{demand.TrendRate, demand.TrendCount} {
		marker, err := demand.FivePointTrend(points, kind, rag.Neutral)
		require.NoError(t, err)
		assert.Equal(t, demand.TrendIncreasing, marker.Direction, kind.String())
	}
	// No events at all in a year: the interval is 0 to 3.69, and still a width.
	for i := range points {
		points[i].Count = 0
	}
	marker, err := demand.FivePointTrend(points, demand.TrendCount, rag.Neutral)
	require.NoError(t, err)
	assert.Equal(t, demand.TrendNoChange, marker.Direction)
	assert.Empty(t, marker.Notes)
	assert.Zero(t, marker.ChiSquare)
}

func TestWhenTheMarkerCannotBeCalculated(t *testing.T) {
	for name, points := range map[string][]demand.TrendPoint{
		"none":       nil,
		"four years": proportions(1, 2, 3, 4),
		"a gap":      append(proportions(160, 180, 200, 220), demand.TrendPoint{Year: 2026, Count: 240, Denominator: 1000}),
		"none of":    proportions(0, 180, 200, 220, 240),
		"all of":     proportions(160, 180, 200, 220, 1000),
	} {
		marker, err := demand.FivePointTrend(points, demand.TrendProportion, rag.LowerBetter)
		require.NoError(t, err, name)
		assert.Equal(t, demand.TrendCannotBeCalculated, marker.Direction, name)
		assert.False(t, marker.Significant, name)
		assert.NotEmpty(t, marker.Notes, name)
	}
	// Six years of which the last five follow one another are enough.
	marker, err := demand.FivePointTrend(append([]demand.TrendPoint{{Year: 2015, Count: 1, Denominator: 2}}, proportions(160, 180, 200, 220, 240)...), demand.TrendProportion, rag.Neutral)
	require.NoError(t, err)
	assert.Equal(t, demand.TrendIncreasing, marker.Direction)
}

func TestATrendOfWhatCannotBeIsAnError(t *testing.T) {
	for name, point := range map[string]demand.TrendPoint{
		"negative count": {Year: 2026, Count: -1, Denominator: 10},
		"no population":  {Year: 2026, Count: 1},
		"more than all":  {Year: 2026, Count: 11, Denominator: 10},
		"year twice":     {Year: 2025, Count: 1, Denominator: 10},
	} {
		_, err := demand.FivePointTrend(append(proportions(160, 180, 200, 220, 240), point), demand.TrendProportion, rag.Neutral)
		var fault *demand.TrendValueError
		require.ErrorAs(t, err, &fault, name)
		assert.Equal(t, point.Year, fault.Year)
	}
	_, err := demand.FivePointTrend(nil, demand.TrendKind(9), rag.Neutral)
	require.Error(t, err)
	limits := demand.TrendPoint{Year: 2021, Value: decimal.NewNullDecimal(decimal.NewFromInt(1)), Lower: decimal.NewNullDecimal(decimal.NewFromInt(2)), Upper: decimal.NewNullDecimal(decimal.NewFromInt(1))}
	_, err = demand.FivePointTrend([]demand.TrendPoint{limits}, demand.TrendInterval, rag.Neutral)
	require.Error(t, err)
}

func TestTrendNamesReadBack(t *testing.T) {
	var d demand.TrendDirection
	require.NoError(t, d.UnmarshalText([]byte("increasing")))
	assert.Equal(t, demand.TrendIncreasing, d)
	var k demand.TrendKind
	require.NoError(t, k.UnmarshalText([]byte("rate")))
	assert.Equal(t, demand.TrendRate, k)
	var j demand.TrendJudgement
	require.Error(t, j.UnmarshalText([]byte("fine")))
	assert.Equal(t, "TrendDirection(7)", demand.TrendDirection(7).String())
	_, err := demand.TrendKind(-1).MarshalText()
	require.Error(t, err)
}
