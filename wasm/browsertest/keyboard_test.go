package browsertest

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// focusSeen is empty where the element with the focus shows that it has it, and says what is amiss where not.
const focusSeen = `(() => {
	const at = document.activeElement;
	if (!at || at === document.body) return "the focus is lost";
	const style = getComputedStyle(at), box = at.getBoundingClientRect();
	if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return "no outline on " + at.outerHTML.slice(0, 120);
	if (box.width < 1 || box.height < 1) return "nothing to be seen of " + at.outerHTML.slice(0, 120);
	return "";
})()`

// tabTo goes from element to element with the Tab key until one fits, and looks at each on the way.
func (b *tab) tabTo(fits, what string, modifiers ...chromedp.Modifier) {
	b.t.Helper()
	for range 600 {
		b.keys("\t", modifiers...)
		if b.eval("document.activeElement === document.body") == "true" {
			continue // round the end of the page, where the browser's own buttons would be
		}
		require.Empty(b.t, b.eval(focusSeen))
		if b.eval(fits) == "true" {
			return
		}
	}
	require.Fail(b.t, "not reached by Tab", what)
}

func focusOn(id string) string { return "document.activeElement?.id === " + quote(id) }

func TestEveryCalculator_TheWholeTaskByKeyboardAlone(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		before := b.shown()
		b.tabTo(focusOn(k.cell), "the cell")
		b.keys(k.typed)
		b.changesFrom(before, "the result follows")
		require.Equal(t, k.cell, b.focused(), "typing keeps its cell")

		b.tabTo("document.activeElement.tagName === 'SUMMARY'", "the working", chromedp.ModifierShift)
		b.keys("\r")
		b.until("document.activeElement.closest('details').open", "the working opens")

		name := b.exports(k.page)[0]
		b.eval(`(() => { window.caught = undefined; window.scrutineerSave = (name, type, text) => { window.caught = text; }; })()`)
		for b.eval(focusOn(name)) != "true" { // a table is passed in one step
			b.tabTo(`document.activeElement.matches("a.pass, #`+name+`")`, "the button that saves, or the way past a table")
			if b.eval("document.activeElement.matches('a.pass')") == "true" {
				b.keys("\r")
				b.until("!document.activeElement.matches('a.pass, body')", "the focus is past the table")
			}
		}
		b.keys("\r")
		b.until("window.caught", "the file is saved")
		b.says("#said", "Saved")
		b.quiet()
	})
}

// After each of these the element that had the focus is gone or another: the focus must stand somewhere that can be seen.
func TestEveryCalculator_TheFocusIsNeverLost(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		kept := func(what string) {
			t.Helper()
			b.until("document.activeElement && document.activeElement !== document.body", "the focus is kept: "+what)
		}
		table := fmt.Sprintf("document.getElementById(%s).closest('table')", quote(k.cell))
		id := b.eval(table + ".id")
		b.click(id + "-add")
		kept("adding a row")
		b.eval(fmt.Sprintf("(() => { const button = %s.querySelector('tbody tr:last-child button.remove'); button.focus(); button.click(); })()", table))
		kept("removing a row")
		b.eval(fmt.Sprintf("(() => { const button = %s.querySelector('button.sort'); button.focus(); button.click(); })()", table))
		b.says("#said", "Sorted")
		kept("sorting")
		b.click(id + "-undo")
		kept("undo")
		for _, tool := range []string{"-check", "-reset", "-clear", "-reset"} {
			b.click(k.page + tool)
			kept(tool)
		}
		text := b.saved(b.document(k.page))
		b.retype(k.cell, k.typed)
		for _, answer := range []string{"-keep", "-replace"} {
			b.file(k.page+"-setting-file", "own.json", text)
			b.until("document.activeElement?.id === 'offer'", "the offer has the focus")
			b.click(k.page + answer)
			b.until("!document.querySelector('#offer')", "the offer is gone")
			kept(answer)
		}
		b.quiet()
	})
}

func TestEveryCalculator_ResultsAndDeedsAreReadOut(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		b.eval(`(() => {
			window.heard = [];
			new MutationObserver(() => {
				for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
					if (region.textContent.trim()) window.heard.push(region.textContent.trim());
				}
			}).observe(document.body, {subtree: true, childList: true, characterData: true});
		})()`)
		before := b.shown()
		b.retype(k.bad, k.badTyped)
		b.until("window.heard.some(text => text.includes('Correct'))", "an error is read out")
		b.click(k.page + "-reset")
		b.until("window.heard.some(text => text.includes('The example is loaded again'))", "a deed is read out")
		b.becomes(before, "the example")
		answer := b.text(k.answer)
		b.until("window.heard.map(text => text.replace(/\\s+/g, '')).includes("+quote(answer)+".replace(/\\s+/g, ''))", "the answer is read out")
	})
}
