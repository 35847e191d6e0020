package browsertest

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What stands in the page as it is written, between the tags.
var (
	tags    = regexp.MustCompile(`(?s)<script.*?</script>|<[^>]*>`)
	figures = regexp.MustCompile(`\d`)
)

func TestEveryPage_ReadsWithoutJavaScript(t *testing.T) {
	for _, r := range routes {
		t.Run(r.path, func(t *testing.T) {
			t.Parallel()
			b := newTab(t)
			_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			require.NoError(t, err)
			b.do(chromedp.Navigate(b.server.URL + r.path))
			b.until("document.readyState === 'complete'", "the page is there")
			assert.Equal(t, r.heading, b.text("h1"))
			assert.Contains(t, b.text("main"), "needs JavaScript", "the page says why nothing can be typed")
			assert.Equal(t, "none", b.eval("getComputedStyle(document.getElementById('app-wasm-loader')).display"), "nothing seems to load")
			assert.Equal(t, "0", b.eval("[...document.querySelectorAll('main button')].filter(e => e.checkVisibility() && !e.closest('thead')).length"), "no button that does nothing")
			if r.calculates {
				assert.NotEmpty(t, b.text("#answer"), "the answer of the example")
				assert.Regexp(t, figures, b.text("#results"), "its figures")
				b.eval("document.querySelectorAll('details').forEach(d => d.open = true)")
				assert.NotEqual(t, "0", b.eval("document.querySelectorAll('details').length"), "its working")
			}
		})
	}
}

// A search engine, a screen reader's preview and a person on an old machine read the page as it is written.
func TestEveryPage_IsWrittenWithItsFigures(t *testing.T) {
	for _, r := range routes {
		t.Run(r.path, func(t *testing.T) {
			text, err := fetched(r.path)
			require.NoError(t, err)
			words := strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(text, " "))), " ")
			assert.Contains(t, words, r.heading)
			assert.Contains(t, words, "Your figures stay on this device")
		})
	}
}

func TestEveryPage_SaysWhenTheBrowserHasNoWebAssembly(t *testing.T) {
	for _, r := range routes {
		t.Run(r.path, func(t *testing.T) {
			t.Parallel()
			b := newTab(t)
			b.before("delete window.WebAssembly;")
			b.do(chromedp.Navigate(b.server.URL + r.path))
			b.says("#app-wasm-loader", "This browser cannot run the calculator")
			b.until("!document.querySelector('#app-wasm-loader progress')", "nothing seems to load")
			assert.Equal(t, r.heading, b.text("h1"))
			if r.calculates {
				assert.NotEmpty(t, b.text("#answer"))
				assert.Regexp(t, figures, b.text("#results"))
			}
			assert.Empty(t, b.axe())
		})
	}
}
