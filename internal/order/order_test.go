package order_test

import (
	"cmp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/internal/order"
)

func FuzzStable_SortsAsSlicesDoes(f *testing.F) {
	f.Add([]byte("stable sorting keeps what is equal in its order"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, keys []byte) {
		type value struct {
			key   byte
			place int
		}
		var list []value
		for i, key := range keys {
			list = append(list, value{key % 7, i})
		}
		byKey := func(a, b value) int { return cmp.Compare(a.key, b.key) }
		want := slices.Clone(list)
		slices.SortStableFunc(want, byKey)
		order.Stable(list, byKey)
		assert.Equal(t, want, list)
	})
}
