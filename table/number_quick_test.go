package table

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// TestQuickNumber_ReadsWhatTheCarefulReaderReads takes texts that are made of what figures are made of, in any order.
func TestQuickNumber_ReadsWhatTheCarefulReaderReads(t *testing.T) {
	parts := []string{"1", "23", "456", "000", "7", ",", ".", "£", "-", "(", ")", "k", "m", "M", "%", " ", "bn", "e", "r", "*", "0"}
	source := rand.New(rand.NewPCG(4, 7))
	taken := 0
	for range 400_000 {
		text := ""
		for range 1 + source.IntN(7) {
			text += parts[source.IntN(len(parts))]
		}
		v := Values{column: Column{Kind: KindMoney, Dash: Dash(source.IntN(3))}, unit: figure.Unit{Measure: figure.Measure(source.IntN(3)), Power: int32(source.IntN(3) * 3)}}
		n, ok := quickNumber(text, &v.column, v.unit)
		if !ok {
			continue
		}
		taken++
		f, err := v.parse(text, "")
		require.NoError(t, err, text)
		want, fits := compact(f)
		require.True(t, fits, text)
		require.Equal(t, want, n, fmt.Sprintf("%q in %+v", text, v.unit))
		same, _ := quickNumber([]byte(text), &v.column, v.unit)
		require.Equal(t, n, same)
	}
	require.Greater(t, taken, 20_000)
}
