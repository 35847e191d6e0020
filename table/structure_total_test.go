package table_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/table"
)

// A column that is plainly called the total of the others is held against them where two rows bear it out.
func TestUnderstand_AColumnCalledTotalIsHeldAgainstItsParts(t *testing.T) {
	g := table.FromRows([][]string{{"Area", "Total", "Boys", "Girls"}, {"A", "300", "160", "140"}, {"B", "490", "210", "190"}, {"C", "120", "70", "50"}})
	differs := 0
	for c := range table.Understand(g).Checks() {
		if c.Outcome == table.Differs {
			differs++
			assert.Equal(t, 2, c.Row)
			assert.Equal(t, 1, c.Column)
		}
	}
	assert.Equal(t, 1, differs)
}

// Percentages that were added up come to more than the whole: that the sum is right is no agreement. Shares that make the whole
// are one.
func TestUnderstand_AddedPercentagesAgreeWithNothing(t *testing.T) {
	for name, tc := range map[string]struct {
		cells []string // of the column of percentages
		want  int
	}{
		"added percentages":           {[]string{"80%", "90%", "170%"}, 0},
		"shares that make a whole":    {[]string{"60%", "40%", "100%"}, 1},
		"shares that round above one": {[]string{"60%", "41%", "101%"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			g := table.FromRows([][]string{{"Area", "Visits", "In time"}, {"North", "10", tc.cells[0]}, {"South", "30", tc.cells[1]}, {"Total", "40", tc.cells[2]}})
			agree := 0
			for c := range table.Understand(g).Checks() {
				if c.Outcome == table.Agrees && c.Row == 3 && c.Column == 2 {
					agree++
				}
			}
			assert.Equal(t, tc.want, agree)
		})
	}
}
