package order_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/internal/order"
)

func magnitude(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}

func TestLargest(t *testing.T) {
	for name, values := range map[string][]int64{
		"nothing":                               nil,
		"only zeros stay as they stood":         {0, 0, 0},
		"equal sizes stay whatever their sign":  {5, -5, 7, -7, 5},
		"both sides of eleven bits":             {2047, 2048, -2047, 2049, -2048, 2046},
		"both sides of twenty-two bits":         {1 << 22, 1<<22 - 1, -(1 << 22), 1<<22 + 1},
		"the lowest is larger than the highest": {math.MaxInt64, math.MinInt64, 0, -1, math.MinInt64 + 1},
	} {
		t.Run(name, func(t *testing.T) { agrees(t, values) })
	}
}

func FuzzLargest_SortsAsPlacesDoes(f *testing.F) {
	f.Add([]byte("sizes of two bytes, shifted by what the first says"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var values []int64
		for i := 0; i+1 < len(text); i += 2 {
			values = append(values, int64(int8(text[i]))<<(text[i+1]%56))
		}
		agrees(t, values)
	})
}

func agrees(t *testing.T, values []int64) {
	want := order.Places(len(values), func(i, j int) bool { return magnitude(values[i]) > magnitude(values[j]) })
	assert.Equal(t, want, order.Largest(values))
}
