package browsertest

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// hostile are texts that would do something if anybody let them: leave the page, run, or calculate in a spreadsheet.
var hostile = []string{
	`<img src="http://scrutineer.invalid/x" onerror="window.pwned=1">`,
	`"><script>window.pwned=1</script>`,
	`=HYPERLINK("http://scrutineer.invalid/","x")`,
	`@SUM(1+1)*cmd|' /C calc'!A0`,
	`javascript:window.pwned=1`,
	`<svg onload="window.pwned=1"><foreignObject><iframe src="http://scrutineer.invalid/"></iframe></foreignObject></svg>`,
	`${window.pwned=1}{{constructor.constructor('window.pwned=1')()}}`,
	`+1+1`, `-1-1x`, "\t=1+1", "%0d%0a", `]]></text><script>window.pwned=1</script>`,
}

// inert fails when anything hostile has become more than text, here or in what is saved.
func (b *tab) inert(k task) {
	b.t.Helper()
	assert.Equal(b.t, "undefined", b.eval("typeof window.pwned"), "no script has run")
	assert.Empty(b.t, b.eval(`[...document.querySelectorAll("main img, main script, main iframe, main object, main embed, main form:not(.vega-bindings), main foreignObject, main image, main svg a, main [onerror], main [onload]")].map(e => e.outerHTML.slice(0, 100)).join(" ")`), "no element was made of a text")
	assert.Empty(b.t, b.eval(`[...document.querySelectorAll("main a")].map(a => a.href).filter(href => !href.startsWith(location.origin)).join(" ")`), "no link leads away")
	b.mu.Lock()
	dialogs := b.dialogs
	b.mu.Unlock()
	assert.Empty(b.t, dialogs)
	for _, name := range b.exports(k.page) {
		if !strings.Contains(name, "-csv") {
			continue
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.saved(name), "\ufeff"))).ReadAll()
		require.NoError(b.t, err)
		for _, row := range rows {
			for _, cell := range row {
				assert.False(b.t, formula(cell), "%q leaves as a formula", cell)
			}
		}
	}
	for _, chart := range strings.Fields(b.eval(`[...document.querySelectorAll("button[id$='-svg']")].map(e => e.id).join(" ")`)) {
		id := strings.TrimSuffix(chart, "-svg")
		if b.eval("!!document.querySelector("+quote("#"+id+" svg")+")") != "true" {
			continue // nothing is drawn where there is nothing to compute
		}
		text := b.saved(chart)
		assert.Equal(b.t, "", b.eval(`(() => {
			const svg = new DOMParser().parseFromString(`+quote(text)+`, "image/svg+xml");
			if (svg.querySelector("parsererror")) return "not well-formed";
			return [...svg.querySelectorAll("script, foreignObject, image, a, [onerror], [onload], [href]")].map(e => e.outerHTML).join(" ");
		})()`), "a saved chart holds no more than shapes and words")
	}
}

// formula reports whether a spreadsheet would calculate a cell. A negative number is none.
func formula(cell string) bool {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return false
	}
	return strings.Trim(cell, "+-0123456789,.%£km") != ""
}

func TestFormula_IsKnownFromANumber(t *testing.T) {
	for _, cell := range []string{"=1", "+1+1x", "-1-1x", "@SUM(1)", "\t=1"} {
		assert.True(t, formula(cell), cell)
	}
	for _, cell := range []string{"", "-354", "+1.5", "-£3m", "'=1", "Fostering"} {
		assert.False(t, formula(cell), cell)
	}
}

func TestEveryCalculator_HostileFilesAreInertAndNothingLeavesThePage(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		b.offlineReady()
		b.until("[...document.querySelectorAll('.chart')].every(chart => chart.querySelector('svg'))", "the charts are drawn")
		b.eval(`window.scrutineerCopy = (text, done) => done(true)`)
		for _, name := range b.exports(k.page) {
			text := b.saved(name)
			b.forget()
			if strings.Contains(name, "-csv") {
				for _, columns := range []int{1, 1 << 10} {
					b.openHostile(k, fmt.Sprintf("%s-%d.csv", name, columns), hostileCSV(t, text, columns))
					b.inert(k)
				}
			} else {
				b.openHostile(k, name+".json", hostileJSON(t, text))
				b.inert(k)
			}
			b.click(k.page + "-link")
			b.says("#said", "clipboard")
			b.eval(`document.querySelectorAll("button[id$='-png'], button[id$='-svg'], button[id$='-spec']").forEach(button => button.click())`)
			for _, asked := range b.requests() {
				assert.True(t, needed(asked, b.server.URL), "asked for %s", asked)
			}
			b.click(k.page + "-reset")
			b.says("#said", "The example is loaded again")
		}
		assert.Equal(t, "undefined", b.eval("typeof window.pwned"))
	})
}

// needed reports whether a request is for one of the site's own programs, which are loaded when they are first needed, or
// the browser's own question whether the service worker is still the same.
func needed(asked, site string) bool {
	path := strings.TrimPrefix(asked, site)
	return path == "/app-worker.js" || path == "/web/worker.js" || path == "/web/worker.wasm" || path == "/web/workbook.wasm" || path == "/wasm_exec.js"
}

// openHostile opens a file and waits until the page has taken it or said why not.
func (b *tab) openHostile(k task, name, text string) {
	b.t.Helper()
	b.opens(k.page, name, text)
	if b.text("#offer") != "" {
		b.click(k.page + "-replace")
		b.until("!document.querySelector('#offer')", "the offer is taken")
	}
}

// hostileCSV puts hostile texts into the first columns of every row.
func hostileCSV(t *testing.T, text string, columns int) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	require.NoError(t, err)
	for i, row := range rows[1:] {
		for j := range row[:min(columns, len(row))] {
			row[j] = fmt.Sprintf("%s%d", hostile[(i+j)%len(hostile)], i)
		}
	}
	var b strings.Builder
	require.NoError(t, csv.NewWriter(&b).WriteAll(rows))
	return b.String()
}

// hostileJSON puts hostile texts into every text of a document that is not a figure, a name of the format or a formula.
func hostileJSON(t *testing.T, text string) string {
	t.Helper()
	var document any
	require.NoError(t, json.Unmarshal([]byte(text), &document))
	n := 0
	var spoil func(key string, v any) any
	spoil = func(key string, v any) any {
		switch v := v.(type) {
		case map[string]any:
			for name, inner := range v {
				v[name] = spoil(name, inner)
			}
			return v
		case []any:
			for i, inner := range v {
				if _, row := inner.([]any); row {
					v[i] = spoil("cell", inner)
					continue
				}
				v[i] = spoil(key, inner)
			}
			return v
		case string:
			switch key {
			case "cell", "title", "label", "where", "document", "council", "section", "note", "notes", "heading":
				n++
				return fmt.Sprintf("%s%d", hostile[n%len(hostile)], n)
			}
		}
		return v
	}
	out, err := json.Marshal(spoil("", document))
	require.NoError(t, err)
	return string(out)
}
