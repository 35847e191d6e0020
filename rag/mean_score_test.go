package rag_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/rag"
)

// FuzzMeanScore_SmallAsLarge holds that the mean of small fractions is that of the decimals, which a stated weight of 1 takes.
func FuzzMeanScore_SmallAsLarge(f *testing.F) {
	f.Add([]byte{10, 3, 250, 7, 0, 0, 128, 1, 90, 255, 3, 3})
	f.Add([]byte{255, 254, 253, 251, 1, 241, 3, 239, 5, 233, 7, 229, 9, 227, 11, 223, 13, 211, 15, 199, 17, 197})
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, parts []byte) {
		var small, large []rag.Item
		for i := 0; i+1 < len(parts); i += 2 {
			position := rag.NewRatio(decimal.New(int64(int8(parts[i])), -int32(parts[i]%3)), decimal.New(int64(parts[i+1]), -int32(parts[i+1]%2)))
			small = append(small, rag.Item{Position: position})
			large = append(large, rag.Item{Position: position, Weight: rag.Count(1)})
		}
		want, got := rag.MeanScore(large), rag.MeanScore(small)
		require.Equal(t, want.Defined(), got.Defined())
		assert.True(t, want.Equal(got), "%s, not %s", want, got)
	})
}

func TestComparison_UnderOnePolicyIsItsRollUp(t *testing.T) {
	items := []rag.Item{{Name: "A", Rating: rag.Green}, {Name: "B", Rating: rag.Red}, {Name: "C", State: rag.NoData}}
	for _, settings := range []rag.Settings{{}, {Missing: rag.CountRed}, {Missing: rag.Block}} {
		every := rag.UnderEvery(items, settings)
		for _, policy := range rag.Policies() {
			one, ok := every.Under(policy.Name())
			require.True(t, ok)
			assert.Equal(t, rag.RollUp(items, policy, settings), one)
		}
	}
	_, ok := rag.UnderEvery(items, rag.Settings{}).Under("none")
	assert.False(t, ok)
}
