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

func TestArrange_EachValueGoesToThePlaceThatHasItsNumber(t *testing.T) {
	for name, tt := range map[string]struct {
		places []int32
		want   string
	}{
		"nothing":               {nil, ""},
		"one stays":             {[]int32{0}, "a"},
		"all stay":              {[]int32{0, 1, 2}, "abc"},
		"two change":            {[]int32{1, 0, 2}, "bac"},
		"all go round":          {[]int32{2, 0, 1}, "cab"},
		"two rounds and a rest": {[]int32{3, 2, 1, 0, 4}, "dcbae"},
	} {
		t.Run(name, func(t *testing.T) {
			list := []byte("abcde")[:len(tt.places)]
			order.Arrange(list, tt.places)
			assert.Equal(t, tt.want, string(list))
		})
	}
}
