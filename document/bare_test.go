package document_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document"
)

// What is copied from a printed page has one space between its cells: the words over the columns are their headings.
func TestATableCopiedWithSingleSpacesKeepsItsHeadings(t *testing.T) {
	for name, tc := range map[string]struct {
		text string
		head []string
	}{
		"a word for each column":         {"Service Budget Forecast\nChildren in Care 41,300 53,387\nFieldwork 11,615 12,288\nTotal 52,915 65,675\n", []string{"Service", "Budget", "Forecast"}},
		"none over the names of the row": {"2023 2024\nChildren in Care 41 53\nFieldwork 11 12\nTotal 52 65\n", []string{"", "2023", "2024"}},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := document.Read(context.Background(), "", []byte(tc.text), document.Limits{})
			require.NoError(t, err)
			require.Len(t, d.Tables(), 1)
			g := d.Tables()[0]
			assert.Equal(t, tc.head, g.Row(0))
			assert.Equal(t, "Children in Care", g.Text(1, 0))
			assert.Equal(t, 4, g.Place(3, 0).Row)
		})
	}
}

func TestASentenceBeforeFiguresIsNoHeading(t *testing.T) {
	d, err := document.Read(context.Background(), "", []byte("The budget rose.\nCare 41 53\nFieldwork 11 12\nHomes 3 4\n"), document.Limits{})
	require.NoError(t, err)
	for _, g := range d.Tables() {
		assert.NotContains(t, g.Row(0), "budget")
	}
}
