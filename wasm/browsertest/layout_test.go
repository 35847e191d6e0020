package browsertest

import (
	"bytes"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// media sets what the browser says of its device: the medium, and features as name and value.
func (b *tab) media(medium string, features ...string) {
	b.t.Helper()
	params := emulation.SetEmulatedMediaParams{Media: medium}
	for i := 0; i < len(features); i += 2 {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, params)
	require.NoError(b.t, err)
}

// onEveryPage opens each page and runs a test on it; with -short three of them, of three kinds.
func onEveryPage(t *testing.T, try func(t *testing.T, b *tab, r route)) {
	t.Helper()
	for _, r := range routes {
		if testing.Short() && r.path != "/" && r.path != "/finance/statement" && r.path != "/demand" {
			continue // a page without figures, one that computes here, and one that asks the worker: the others are drawn by the same code
		}
		t.Run(r.path, func(t *testing.T) {
			t.Parallel()
			try(t, open(t, r.path), r)
		})
	}
}

// wide names what reaches beyond the right edge of the page. Tables and charts scroll by themselves.
const wide = `[...document.querySelectorAll("body *")].filter(e => !e.closest(".scroll, .chart, .hidden-text, .skip") && e.getBoundingClientRect().right > innerWidth + 1)
	.map(e => e.tagName + "#" + e.id + "." + e.className).join(" ")`

// covered names words that are cut off, and buttons, labels and headings that stand over each other.
const covered = `(() => {
	const found = [], seen = e => e.checkVisibility() && !e.closest(".hidden-text, .skip, .chart");
	for (const e of document.querySelectorAll("h1, h2, h3, p, li, label, button, th, td, summary, .tag, .hint")) {
		if (!seen(e)) continue;
		const style = getComputedStyle(e);
		if (style.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1) found.push("cut off: " + e.outerHTML.slice(0, 100));
		if (style.overflowY !== "visible" && e.scrollHeight > e.clientHeight + 1) found.push("cut off: " + e.outerHTML.slice(0, 100));
	}
	const boxes = [...document.querySelectorAll("h1, h2, h3, label, button, select, summary, input, .tag, nav a")].filter(seen)
		.map(e => ({e, box: e.getBoundingClientRect()})).filter(({box}) => box.width > 0);
	for (let i = 0; i < boxes.length; i++) {
		for (let j = i + 1; j < boxes.length; j++) {
			const a = boxes[i], b = boxes[j];
			if (a.e.contains(b.e) || b.e.contains(a.e)) continue;
			const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
			const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
			if (across > 2 && down > 2) found.push("over each other: " + a.e.outerHTML.slice(0, 80) + " and " + b.e.outerHTML.slice(0, 80));
		}
	}
	return found.slice(0, 5).join("\n");
})()`

// small names targets under 24 px either way that are not words within a sentence.
const small = `[...document.querySelectorAll("a, button, input, select, summary, textarea")].filter(e => {
	if (!e.checkVisibility() || e.closest(".hidden-text") || e.matches(".skip")) return false;
	if (e.tagName === "A" && getComputedStyle(e).display === "inline" && e.parentElement.textContent.trim() !== e.textContent.trim()) return false;
	const box = e.getBoundingClientRect();
	return box.width < 24 || box.height < 24;
}).map(e => e.outerHTML.slice(0, 100) + " " + JSON.stringify(e.getBoundingClientRect())).join("\n")`

func TestEveryPage_FitsANarrowScreenAndLargeText(t *testing.T) {
	for _, view := range []struct {
		name   string
		width  int64
		text   string
		scrape bool
	}{
		{"320 px wide", 320, "100%", true},
		{"text of 200 % on 1,280 px", 1280, "200%", true},
		{"text of 200 % on 640 px", 640, "200%", true},
	} {
		t.Run(view.name, func(t *testing.T) {
			onEveryPage(t, func(t *testing.T, b *tab, r route) {
				b.do(chromedp.EmulateViewport(view.width, 800))
				b.eval("document.documentElement.style.fontSize = " + quote(view.text))
				states := []string{"as it opens"}
				if r.calculates {
					states = append(states, "with an error")
				}
				for _, state := range states {
					if state == "with an error" {
						k := b.taskOf(r)
						b.retype(k.bad, k.badTyped)
						b.says(k.answer, "Correct")
						b.click(k.page + "-check")
					}
					b.until("document.documentElement.scrollWidth <= innerWidth", "nothing but tables and charts scrolls sideways, "+state+": "+b.eval(wide))
					assert.Empty(t, b.eval(covered), state)
					assert.Empty(t, b.eval(small), state)
				}
			})
		})
	}
}

func TestEveryPage_KeepsItsSignsInForcedColours(t *testing.T) {
	onEveryPage(t, func(t *testing.T, b *tab, r route) {
		b.media("", "forced-colors", "active")
		require.Equal(t, "true", b.eval("matchMedia('(forced-colors: active)').matches"))
		assert.Empty(t, b.eval(`[...document.querySelectorAll(".tag")].filter(e => e.checkVisibility()).filter(e => {
			const style = getComputedStyle(e);
			return style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1 || !e.textContent.trim();
		}).map(e => e.outerHTML).join(" ")`), "a tag keeps its border and its word")
		assert.Empty(t, b.eval(`[...document.querySelectorAll(".button, input, select")].filter(e => e.checkVisibility() && e.type !== "file").filter(e => getComputedStyle(e).borderTopStyle === "none").map(e => e.outerHTML).join(" ")`), "what can be used keeps its border")
		for range 12 {
			b.keys("\t")
			if b.eval("document.activeElement === document.body") != "true" {
				require.Empty(t, b.eval(focusSeen))
				require.NotEqual(t, "rgba(0, 0, 0, 0)", b.eval("getComputedStyle(document.activeElement).outlineColor"), "the focus is seen")
			}
		}
	})
}

func TestEveryPage_KeepsStillWhereMotionIsNotWanted(t *testing.T) {
	onEveryPage(t, func(t *testing.T, b *tab, r route) {
		b.media("", "prefers-reduced-motion", "reduce")
		assert.Equal(t, "auto", b.eval("getComputedStyle(document.documentElement).scrollBehavior"))
		assert.Empty(t, b.eval(`[...document.querySelectorAll("*")].filter(e => {
			const style = getComputedStyle(e);
			return style.animationName !== "none" || style.transitionDuration.split(", ").some(time => parseFloat(time) > 0);
		}).map(e => e.outerHTML.slice(0, 80)).join(" ")`))
		assert.Equal(t, "0", b.eval("document.getAnimations().length"))
	})
}

func TestEveryPage_PrintsAsAPaper(t *testing.T) {
	onEveryPage(t, func(t *testing.T, b *tab, r route) {
		b.media("print")
		for _, gone := range []string{".top", ".foot", ".tools", "input[type=file]", ".grid button.remove", ".skip"} {
			assert.Equal(t, "0", b.eval(`[...document.querySelectorAll(`+quote(gone)+`)].filter(e => e.checkVisibility()).length`), "%s is not printed", gone)
		}
		if r.calculates {
			assert.Equal(t, "true", b.eval(`document.querySelector("#answer").checkVisibility() && document.querySelector("#results").checkVisibility()`))
			assert.Empty(t, b.eval(`[...document.querySelectorAll(".grid input")].filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).borderTopWidth) > 0).map(e => e.id).slice(0, 3).join(" ")`), "figures are printed, not boxes")
			assert.Empty(t, b.eval(`[...document.querySelectorAll(".scroll, .chart")].filter(e => e.checkVisibility() && getComputedStyle(e).overflowX !== "visible").map(e => e.outerHTML.slice(0, 80)).join(" ")`), "no table is cut off at an edge that scrolls")
		}
		b.media("")
		b.drawn()
		whole, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{})
		require.NoError(t, err)
		assert.True(t, bytes.HasPrefix(whole.Data, []byte("%PDF-")))
		if r.calculates {
			assert.Greater(t, bytes.Count(whole.Data, []byte("/Type /Page\n")), 1, "a calculator fills more than one sheet")
		}
	})
}
