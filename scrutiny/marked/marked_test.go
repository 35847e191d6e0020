package marked_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/marked"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
)

func page(t *testing.T, text string) string {
	t.Helper()
	d, err := document.Read(context.Background(), "", []byte(text), document.Limits{})
	require.NoError(t, err)
	var b strings.Builder
	require.NoError(t, marked.HTML(&b, []document.Document{d}, scrutiny.Check(propose.Document(d), scrutiny.Options{})))
	return b.String()
}

const report = "# Month 4\n\n### Detail\n\n| Service | Budget | Forecast |\n|---|---:|---:|\n| Care | 41,300 | 53,387 |\n| Help | 11,615 | 12,288 |\n| Total | 52,915 | 65,765 |\n\nThe budget is 52,915 in all.\n"

func TestHTML_MarksEachFigureAndLeadsToItsSum(t *testing.T) {
	text := page(t, report)
	assert.Contains(t, text, `<a class="figure differs"`)
	assert.Contains(t, text, `65,765<span aria-hidden="true"> ≠</span><span class="word"> (differs, sum 1)</span></a>`)
	assert.Contains(t, text, `<li class="sum" id="sum-1" value="1"><strong>65,765 differs</strong>`)
	assert.Contains(t, text, `<a class="back" href="#figure-1">`)
	assert.Contains(t, text, `52,915<span aria-hidden="true"> =</span>`)
	assert.Contains(t, text, "<h2>Month 4</h2>\n<h3>Detail</h3>")
	assert.NotContains(t, text, "<script")
}

// Every link of the page leads somewhere on it, no id stands twice, and its tags close.
func TestHTML_IsWhole(t *testing.T) {
	root, err := html.Parse(strings.NewReader(page(t, report)))
	require.NoError(t, err)
	ids, links := map[string]int{}, []string{}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				ids[a.Val]++
			case "href":
				links = append(links, strings.TrimPrefix(a.Val, "#"))
			}
		}
	}
	assert.NotEmpty(t, links)
	for _, link := range links {
		assert.Equal(t, 1, ids[link], link)
	}
}

func TestHTML_TakesTextAsText(t *testing.T) {
	text := page(t, "# <script>alert(1)</script> \u202Eevil & \"quoted\"\n\n<img src=x onerror=alert(2)>\n\n| a | <b>1</b> |\n|---|---|\n| `<i>` | 2 |\n")
	assert.NotContains(t, text, "<script")
	assert.NotContains(t, text, "<img")
	assert.NotContains(t, text, "\u202E")
	assert.Contains(t, text, "&lt;script&gt;")
	assert.Contains(t, text, "&lt;i&gt;")
}

func TestHTML_ShowsWhatWasAccepted(t *testing.T) {
	d, err := document.Read(context.Background(), "", []byte(report), document.Limits{})
	require.NoError(t, err)
	result := scrutiny.Check(propose.Document(d), scrutiny.Options{})
	result = result.Accept([]scrutiny.Acceptance{{ID: result.Differing()[0].ID, Reason: "published <so>", Who: "J Smith", Date: "2024-10-02"}})
	var b strings.Builder
	require.NoError(t, marked.HTML(&b, []document.Document{d}, result))
	assert.Contains(t, b.String(), "published &lt;so&gt; (J Smith, 2024-10-02)")
	assert.Contains(t, b.String(), `class="figure accepted"`)
}

func TestHTML_OfAReportThatIsNoDocument(t *testing.T) {
	result := scrutiny.Check(scrutiny.Report{Title: "T", Claims: []scrutiny.Claim{{ID: "a", Where: "1.1", Printed: scrutiny.Count("8"), Formula: "x + y", Inputs: map[string]scrutiny.Input{"x": scrutiny.Count("3"), "y": scrutiny.Count("4")}}}}, scrutiny.Options{})
	var b strings.Builder
	require.NoError(t, marked.HTML(&b, nil, result))
	assert.Contains(t, b.String(), "(1.1)")
}
