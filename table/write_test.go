package table_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

func TestInert(t *testing.T) {
	for cell, want := range map[string]string{
		"=HYPERLINK(1)": "'=HYPERLINK(1)", "+1+1": "'+1+1", "@SUM(A1)": "'@SUM(A1)", "-2+3": "'-2+3", "＝1": "'＝1", " =1": "' =1", "\t=1": "' =1",
		"-145": "-145", "-1,145.5%": "-1,145.5%", "-": "-", "+44": "+44", "a=b": "a=b", "": "", "(279)": "(279)",
		"a\x1b[31mb": "a\uFFFD[31mb", "a\u202Eb": "a\uFFFDb",
	} {
		assert.Equal(t, want, table.Inert(cell), "%q", cell)
	}
}

func TestWriteCSV_ReadsBackTheSame(t *testing.T) {
	rows := [][]string{{"service", "budget"}, {`say "so"`, "1,234"}, {"two\nlines", ""}, {" led by a space", "-145"}, {"Café £", "x"}}
	var b strings.Builder
	require.NoError(t, table.WriteCSV(&b, slices.Values(rows)))
	g, err := table.ReadDelimited(strings.NewReader(b.String()), figure.Place{}, table.Limits{})
	require.NoError(t, err)
	n, _ := g.Size()
	require.Equal(t, len(rows), n)
	for i, row := range rows {
		for j, cell := range row {
			assert.Equal(t, cell, g.Text(i, j))
		}
	}
}

func TestMarkdown(t *testing.T) {
	assert.Equal(t, `a\|b`, table.Markdown("a|b"))
	assert.Equal(t, "&lt;script>", table.Markdown("<script>"))
	assert.Equal(t, "use_of_reserves", table.Markdown("use_of_reserves"))
	assert.Equal(t, `\# no heading`, table.MarkdownParagraph("# no heading"))
}
