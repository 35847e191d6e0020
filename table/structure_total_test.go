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
