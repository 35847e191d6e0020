package quantile_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/internal/decimaltest"
	"github.com/scrutineer-dev/scrutineer/internal/quantile"
)

func TestOf(t *testing.T) {
	// Worked by hand: h = (n − 1)p, then a straight line between the order statistics beside h.
	values := []decimal.Decimal{}
	for _, v := range []int64{40, 10, 20, 30} {
		values = append(values, decimal.NewFromInt(v))
	}
	quantile.Sort(values)
	for p, want := range map[string]string{"0": "10", "0.25": "17.5", "0.5": "25", "0.75": "32.5", "0.1": "13", "1": "40"} {
		got, ok := quantile.Of(values, decimal.RequireFromString(p))
		assert.True(t, ok)
		decimaltest.Equal(t, want, got, p)
	}
	for _, p := range []string{"-0.1", "1.1"} {
		_, ok := quantile.Of(values, decimal.RequireFromString(p))
		assert.False(t, ok, p)
	}
	_, ok := quantile.Median(nil)
	assert.False(t, ok)
	got, ok := quantile.Median(values[:3])
	assert.True(t, ok)
	decimaltest.Equal(t, "20", got)
}
