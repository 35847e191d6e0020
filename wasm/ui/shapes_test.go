package ui

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// A table that a page draws must be in the list by which files are recognised.
func TestShapes_HaveEveryTableOfAPage(t *testing.T) {
	for _, c := range []calculation{caseloadCalculation()} {
		for _, q := range c.parts {
			if q.columns == nil {
				continue
			}
			i := slices.IndexFunc(form.Shapes(), func(s form.Shape) bool { return s.Page == c.page && s.Table == q.id })
			if assert.GreaterOrEqual(t, i, 0, "%s, %s", c.page, q.id) {
				assert.Equal(t, q.columns(), form.Shapes()[i].Columns)
			}
		}
		assert.NotEqual(t, c.page, form.PageName(c.page))
	}
}
