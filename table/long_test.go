package table_test

import (
	"math/rand/v2"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/table"
)

// random is a table of figures that have nothing to do with each other, from low up to high.
func random(rows, columns, low, high int) [][]string {
	source := rand.New(rand.NewPCG(uint64(rows), uint64(columns)))
	all := [][]string{{"Name"}}
	for c := range columns {
		all[0] = append(all[0], "Column "+string(rune('A'+c)))
	}
	for r := range rows {
		row := []string{"Row " + strconv.Itoa(r)}
		for range columns {
			row = append(row, strconv.Itoa(low+source.IntN(high-low)))
		}
		all = append(all, row)
	}
	return all
}

func TestALongTableOfChanceIsReadInBoundsAndSaysNothing(t *testing.T) {
	for name, of := range map[string][][]string{
		"8,000 rows of 4":                        random(8_000, 4, 1, 100_000),
		"20,000 rows of 6":                       random(20_000, 6, 1, 100_000),
		"8,000 rows of 4, small":                 random(8_000, 4, 1, 50),
		"8,000 rows of 4, some of them negative": random(8_000, 4, -100_000, 100_000),
		"8,000 rows of 1":                        random(8_000, 1, 1, 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			g := table.FromRows(of)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			begun := time.Now()
			s := table.Understand(g)
			took := time.Since(begun)
			runtime.ReadMemStats(&after)
			assert.Empty(t, s.Relations)
			assert.Empty(t, s.Questions)
			// A machine alone takes a hundredth of it; the rest is for a busy one under the race detector.
			assert.Less(t, took, time.Minute)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(256<<20))
		})
	}
}

func TestATotalOfALongTableNeedsNoWord(t *testing.T) {
	rows := random(20_000, 3, 1, 1_000)
	total := []string{""}
	for c := 1; c <= 3; c++ {
		sum := 0
		for _, row := range rows[1:] {
			n, err := strconv.Atoi(row[c])
			require.NoError(t, err)
			sum += n
		}
		total = append(total, strconv.Itoa(sum))
	}
	s := table.Understand(table.FromRows(append(rows, total)))
	require.Len(t, s.Relations, 1)
	assert.Equal(t, 20_001, s.Relations[0].Target)
	assert.Len(t, s.Relations[0].Members, 20_000)
	assert.Equal(t, 3, s.Relations[0].Holds)
}
