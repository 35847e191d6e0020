package chart_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/chart"
)

func years(values ...float64) []decimal.NullDecimal {
	var list []decimal.NullDecimal
	for _, v := range values {
		list = append(list, decimal.NullDecimal{Decimal: decimal.NewFromFloat(v), Valid: v >= 0})
	}
	return list
}

func TestSpark(t *testing.T) {
	s := chart.SparkOf(years(10, 20, -1, 15), years(12, 12, 12, 12))
	require.NotNil(t, s)
	assert.Equal(t, "M3.0 29.0L41.0 3.0M117.0 16.0", s.Own, "a year without a figure is a gap")
	assert.Equal(t, "M3.0 23.8L41.0 23.8L79.0 23.8L117.0 23.8", s.England)
	assert.Equal(t, "117.0", s.X)
	assert.Equal(t, "16.0", s.Y)
	assert.Nil(t, chart.SparkOf(years(10, -1), nil), "one figure is no course")
	flat := chart.SparkOf(years(5, 5), nil)
	require.NotNil(t, flat)
	assert.Equal(t, "M3.0 3.0L117.0 3.0", flat.Own)
}
