package checked_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/internal/checked"
)

func TestInt(t *testing.T) {
	most, least := decimal.NewFromInt(math.MaxInt), decimal.NewFromInt(math.MinInt)
	one := decimal.NewFromInt(1)
	for name, tt := range map[string]struct {
		number decimal.Decimal
		want   int
		ok     bool
	}{
		"zero":                         {decimal.Zero, 0, true},
		"a whole number with a point":  {decimal.RequireFromString("18.00"), 18, true},
		"half a case":                  {decimal.RequireFromString("18.5"), 0, false},
		"the most":                     {most, math.MaxInt, true},
		"one above the most":           {most.Add(one), 0, false},
		"the least":                    {least, math.MinInt, true},
		"one below the least":          {least.Sub(one), 0, false},
		"2^64 + 1, whose low bits are": {decimal.RequireFromString("18446744073709551617"), 0, false},
		"1e30":                         {decimal.New(1, 30), 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := checked.Int(tt.number)
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.ok, ok)
		})
	}
}

func TestAdd(t *testing.T) {
	for _, tt := range []struct {
		a, b int
		ok   bool
	}{
		{1, 2, true},
		{-1, -2, true},
		{math.MaxInt, 0, true},
		{math.MaxInt, 1, false},
		{math.MaxInt, -1, true},
		{math.MinInt, 0, true},
		{math.MinInt, -1, false},
		{math.MinInt, 1, true},
		{math.MaxInt, math.MinInt, true},
		{math.MaxInt, math.MaxInt, false},
		{math.MinInt, math.MinInt, false},
	} {
		sum, ok := checked.Add(tt.a, tt.b)
		assert.Equal(t, tt.ok, ok, "%d + %d", tt.a, tt.b)
		if ok {
			assert.Equal(t, tt.a+tt.b, sum)
		}
	}
}
