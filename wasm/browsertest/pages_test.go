package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// route is a page: its address, its heading, and whether it computes something from figures that a person can change.
type route struct {
	path, heading string
	calculates    bool
}

// routes are all pages of the site.
var routes []route

func TestEveryPage_OpensCleanAndAccessible(t *testing.T) {
	for _, route := range routes {
		t.Run(route.path, func(t *testing.T) {
			t.Parallel()
			b := open(t, route.path)
			b.says("h1", route.heading)
			assert.Empty(t, b.axe(), "axe-core, WCAG 2.2 A and AA")
			b.quiet()
		})
	}
}

func TestEveryPage_WorksWithoutTheNetwork(t *testing.T) {
	b := open(t, "/")
	b.offlineReady()
	b.unplug()
	for _, route := range routes {
		b.visit(route.path)
		b.says("h1", route.heading)
		b.reload()
		b.says("h1", route.heading)
	}
}

func TestEveryPage_ReadsWithoutTheWasm(t *testing.T) {
	for _, route := range routes {
		t.Run(route.path, func(t *testing.T) {
			t.Parallel()
			b := newTab(t)
			b.do(chromedp.Navigate(b.server.URL + route.path + "?wasm=false"))
			b.says("h1", route.heading)
			assert.Empty(t, b.axe())
		})
	}
}

func TestNavigation_MovesFocusToTheHeading(t *testing.T) {
	b := open(t, "/")
	b.eval(`document.querySelector("nav a[href='/finance']").click()`)
	b.says("h1", "Finance")
	b.until("document.activeElement?.id === 'heading'", "the heading has the focus")
	assert.Equal(t, "Finance – Scrutineer", b.eval("document.title"))
	b.quiet()
}

func TestSkipLink_MovesFocusToTheContent(t *testing.T) {
	b := open(t, "/finance/statement")
	b.keys("\t")
	require.Equal(t, "skip", b.eval("document.activeElement.className"))
	b.keys("\r")
	b.until("document.activeElement?.id === 'main'", "the content has the focus")
}
