package browsertest

import (
	"regexp"
	"testing"

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
				if testing.Short() && r.path != "/finance" {
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

func TestUpdate_IsOfferedAndTakenOnlyWhenAsked(t *testing.T) {
	b := open(t, "/finance")
	b.offlineReady()
	before := b.await("caches.keys().then(names => names.join(' '))")
	b.retype("statement-0-2", "54387")
	b.says("#answer", "£13,261k")
	b.serves("/app-worker.js", func(text string) string { return "// another version\n" + renamed(text) })
	b.reload()
	b.says(".banner", "A new version of the calculator is ready. Your figures are kept.")
	assert.Empty(t, b.axe(), "axe-core with the offer")
	b.says("#answer", "£13,261k")
	b.reload()
	b.says(".banner", "A new version")
	require.Contains(t, b.await("caches.keys().then(names => names.join(' '))"), before, "the version that is used stays until the other is taken")
	b.eval("window.old = true")
	b.click("take-update")
	b.until("!window.old", "the page is loaded anew")
	b.ready()
	b.says("#answer", "£13,261k")
	b.until("document.getElementById('statement-0-2').value === '54387'", "the figures are kept")
	b.until("!document.querySelector('.banner')", "nothing more is offered")
	assert.Equal(t, before+"-next", b.await(`(async () => {
		for (let tries = 0; tries < 200 && (await caches.keys()).length > 1; tries++) await new Promise(done => setTimeout(done, 50));
		return (await caches.keys()).join(" ");
	})()`), "only the new version is kept")
	b.quiet()
}

var cacheName = regexp.MustCompile(`const cacheName = "([^"]+)";`)

// renamed is the service worker of another version.
func renamed(worker string) string {
	return cacheName.ReplaceAllString(worker, `const cacheName = "$1-next";`)
}

func TestUpdate_IsNotOfferedOnAFirstVisit(t *testing.T) {
	b := open(t, "/finance")
	b.offlineReady()
	assert.Empty(t, b.text(".banner"))
	b.reload()
	assert.Empty(t, b.text(".banner"))
}
