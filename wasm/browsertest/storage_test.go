package browsertest

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// refusals are the ways in which a device keeps nothing.
var refusals = []struct{ name, script string }{
	{"the storage is full", `(() => {
		let piece = "x".repeat(1 << 20);
		for (let i = 0; piece.length > 0;) {
			try { localStorage.setItem("full" + i++, piece); } catch { piece = piece.slice(0, piece.length >> 1); }
		}
	})()`},
	{"writing is refused", `Storage.prototype.setItem = () => { throw new DOMException("refused", "QuotaExceededError"); };`},
	{"there is no storage at all", `for (const name of ["localStorage", "sessionStorage"]) {
		Object.defineProperty(window, name, {get() { throw new DOMException("denied", "SecurityError"); }});
	}`},
}

func TestEveryCalculator_WorksWhereNothingCanBeKept(t *testing.T) {
	for _, refusal := range refusals {
		t.Run(refusal.name, func(t *testing.T) {
			for _, r := range routes {
				if !r.calculates {
					continue
				}
				if testing.Short() && r.path != "/finance/statement" {
					continue // three refusals on every page take a minute; the code that keeps figures is the same for all
				}
				t.Run(r.path, func(t *testing.T) {
					t.Parallel()
					b := newTab(t)
					b.before(refusal.script)
					b.visit(r.path)
					k := b.taskOf(r)
					before := b.shown()
					b.retype(k.cell, k.typed)
					b.changesFrom(before, "it still computes")
					b.says("#fault", "could not be kept on this device")
					b.says("#fault", "save them as a file")
					assert.Equal(t, k.typed, b.value(k.cell), "nothing is lost")
					assert.Equal(t, k.cell, b.focused(), "and typing goes on")
					edited := b.shown()
					text := b.saved(b.document(k.page))
					b.click(k.page + "-reset")
					b.becomes(before, "the example")
					b.file(k.page+"-setting-file", "own.json", text)
					b.becomes(edited, "what was saved as a file can be opened again")
				})
			}
		})
	}
}

// versions are those that the device keeps, the oldest first.
const versions = `caches.keys().then(names => names.filter(name => name !== "scrutineer-versions").join(" "))`

func TestUpdate_IsOfferedAndTakenOnlyWhenAsked(t *testing.T) {
	b := open(t, "/finance/statement")
	b.offlineReady()
	first := b.await(versions)
	b.retype("statement-0-2", "54387")
	b.says("#answer", "£13,261k")
	b.serves("/app-worker.js", func(text string) string { return strings.Replace(text, first, first+"-next", 1) })
	b.serves("/finance/statement", func(text string) string { return strings.Replace(text, "<html", `<html data-version="next"`, 1) })
	const isNext = "document.documentElement.dataset.version === 'next'"
	for range 2 {
		b.reload()
		b.says(".banner", "A new version of the calculator is ready. Your figures are kept.")
		b.says("#answer", "£13,261k")
		require.Equal(t, "false", b.eval(isNext), "the version that is used stays until the other is taken")
	}
	assert.Empty(t, b.axe(), "axe-core with the offer")
	// What the page asks for just then starts the worker again that was to give way.
	b.eval(`(() => {
		let asked = 0;
		const timer = setInterval(() => { fetch("/web/icon-192.png"); if (++asked > 40) clearInterval(timer); }, 5);
	})()`)
	b.click("take-update")
	b.until(isNext, "the page is loaded anew")
	b.ready()
	b.says("#answer", "£13,261k")
	b.until("document.getElementById('statement-0-2').value === '54387'", "the figures are kept")
	b.reload()
	assert.Equal(t, "true", b.eval(isNext))
	assert.Empty(t, b.text(".banner"), "nothing more is offered")
	for range 20 {
		if b.await(versions) == first+"-next" {
			break
		}
		b.do(chromedp.Navigate("about:blank"))
		time.Sleep(500 * time.Millisecond) // the browser changes workers when no page is open
		b.visit("/finance/statement")
	}
	assert.Equal(t, first+"-next", b.await(versions), "only the new version is kept once no page of the old one is open")
	assert.Equal(t, "true", b.eval(isNext))
	b.says("#answer", "£13,261k")
	assert.Empty(t, b.text(".banner"))
	b.quiet()
}

func TestUpdate_IsNotOfferedOnAFirstVisit(t *testing.T) {
	b := open(t, "/finance/statement")
	b.offlineReady()
	assert.Empty(t, b.text(".banner"))
	b.reload()
	assert.Empty(t, b.text(".banner"))
}
