package browsertest

import (
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// task is what every page that calculates is tried with.
type task struct {
	page     string // the name in its ids
	path     string // its address behind a stroke
	cell     string // a cell that decides the result
	typed    string // what is typed there
	bad      string // a cell, and what is no answer there
	badTyped string
	answer   string // where the page says what the cell decides; #answer where it is empty
}

// tasks are the cells to try. A page that is not named here is tried with the first figure of its first table.
var tasks = map[string]task{
	"rag-actions":       {cell: "actions-0-5", typed: "complete", bad: "actions-0-5", badTyped: "nonsense"},
	"caseload-profile":  {cell: "workers-0-3", typed: "61", bad: "workers-0-3", badTyped: "-1"},
	"finance-statement": {cell: "statement-0-2", typed: "54,387", bad: "statement-0-2", badTyped: "lots"},
	"demand":            {cell: "series-12-1", typed: "9000", bad: "series-12-1", badTyped: "lots", answer: "#answer-series"},
	"check":             {cell: "table0-0-2", typed: "45,300", bad: "claims-1-4", badTyped: "-totl"},
}

// taskOf is what a page is tried with.
func (b *tab) taskOf(r route) task {
	b.t.Helper()
	path := strings.TrimPrefix(r.path, "/")
	page := strings.ReplaceAll(path, "/", "-")
	k, known := tasks[page]
	if !known {
		cell := b.eval(`document.querySelector(".grid td.number input")?.id ?? ""`)
		k = task{cell: cell, typed: "7", bad: cell, badTyped: "lots"}
	}
	k.page, k.path = page, path
	if k.answer == "" {
		k.answer = "#answer"
	}
	return k
}

// onEveryCalculator opens the pages that are named in tasks and runs a test on each; with -short on two of them. The other tools are
// drawn by the same code as those: that each opens with its example is tried on all.
func onEveryCalculator(t *testing.T, try func(t *testing.T, b *tab, k task)) {
	t.Helper()
	found := 0
	for _, r := range routes {
		if !r.calculates {
			continue
		}
		page := strings.ReplaceAll(strings.TrimPrefix(r.path, "/"), "/", "-")
		if _, named := tasks[page]; !named && t.Name() != "TestEveryCalculator_OpensWithItsExampleComputed" {
			continue
		}
		found++
		if testing.Short() && r.path != "/finance/statement" && r.path != "/check" {
			continue // one tool that is drawn from its operation, and the page of its own: the other tools are drawn by the same code
		}
		t.Run(strings.TrimPrefix(r.path, "/"), func(t *testing.T) {
			t.Parallel()
			b := open(t, r.path)
			try(t, b, b.taskOf(r))
		})
	}
	require.GreaterOrEqual(t, found, len(tasks), "the pages that calculate are found by their button to clear")
}

// result is what the page says the result of its first part is: answer, tables and workings. Charts say the same, and the
// further parts are worked out beside the page; the first table of the page of demand has a part of its own.
const result = `[...document.querySelectorAll("#answer, #results, #answer-series, #results-series")].map(part => {
	const copy = part.cloneNode(true);
	copy.querySelectorAll(".chart-view").forEach(chart => chart.remove());
	return copy.textContent.split(/\s+/).filter(Boolean).join(" ");
}).join(" | ")`

// shown is the result that the page says, once it has been worked out.
func (b *tab) shown() string {
	b.t.Helper()
	b.until(`!/Checking …|Working this out …/.test(`+result+`)`, "the result is worked out")
	return b.eval(result)
}

// becomes waits until the result is the very one that is wanted.
func (b *tab) becomes(wanted, what string) {
	b.t.Helper()
	for deadline := time.Now().Add(*patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if b.shown() == wanted {
			return
		}
	}
	require.Equal(b.t, wanted, b.shown(), what) // which says what differs
}

// changesFrom waits until the result is another.
func (b *tab) changesFrom(before, what string) {
	b.t.Helper()
	b.until("("+result+") !== "+quote(before), what)
}

// exports are the buttons that save what the page can open again.
func (b *tab) exports(page string) []string {
	b.t.Helper()
	return strings.Fields(b.eval(`[...document.querySelectorAll("button[id]")].map(e => e.id).filter(id => /^` + page + `-save-(json|csv|report)/.test(id)).join(" ")`))
}

// document is the button that saves all that the page holds.
func (b *tab) document(page string) string {
	b.t.Helper()
	for _, name := range b.exports(page) {
		if !strings.Contains(name, "-csv") {
			return name
		}
	}
	require.Fail(b.t, "no file holds the whole page")
	return ""
}

// opens opens a file and waits until the page has taken it, asks whether to, or says why not. Where it fits several tables
// the first is meant.
func (b *tab) opens(page, name, text string) {
	b.t.Helper()
	b.file(page+"-setting-file", name, text)
	const asked = "#opening .tools button:not(#opening-cancel)"
	ended := "[...document.querySelectorAll('#fault, #offer, #said')].some(e => e.textContent.includes(" + quote(name) + "))"
	b.until(ended+" || document.querySelector("+quote(asked)+")", "the file is taken or refused")
	if b.eval(ended) != "true" {
		b.eval("document.querySelector(" + quote(asked) + ").click()")
		b.until(ended, "the file is taken or refused")
	}
}

func TestEveryCalculator_OpensWithItsExampleComputed(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		written := b.await(`fetch(location.pathname).then(r => r.text()).then(text => new DOMParser().parseFromString(text, "text/html").querySelector("#answer").textContent)`)
		assert.Equal(t, strings.Join(strings.Fields(written), ""), strings.Join(strings.Fields(b.eval(`document.querySelector("#answer").textContent`)), ""),
			"the page says what is written without a script")
		assert.NotEmpty(t, b.text("#results"))
		assert.Equal(t, "status", b.eval(`document.querySelector("#answer").getAttribute("role")`), "the answer is read out when it changes")
		assert.Equal(t, "0", b.eval("localStorage.length"), "looking keeps nothing on the device")
		b.quiet()
	})
}

func TestEveryCalculator_AnEditCanBeTakenBackAndMadeAgain(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		example := b.shown()
		b.retype(k.cell, k.typed)
		b.changesFrom(example, "the result follows the edit")
		b.until("!document.querySelector('#problems')", "nothing is wrong with it")
		edited := b.shown()
		b.keys("z", chromedp.ModifierCtrl)
		b.becomes(example, "undo takes the edit back")
		b.keys("y", chromedp.ModifierCtrl)
		b.becomes(edited, "redo makes it again")
		b.reload()
		b.becomes(edited, "what was typed is kept on the device")
		b.click(k.page + "-reset")
		b.becomes(example, "reset puts the example back")
		assert.Equal(t, "0", b.eval("localStorage.length"), "and keeps nothing")
		b.quiet()
	})
}

func TestEveryCalculator_WhatIsSavedReadsBackEqual(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		before := b.shown()
		b.retype(k.cell, k.typed)
		b.changesFrom(before, "the result follows the edit")
		edited := b.shown()
		names := b.exports(k.page)
		require.NotEmpty(t, names)
		files, headers := map[string]string{}, map[string]bool{}
		for _, name := range names {
			files[name] = b.saved(name)
			assert.NotEmpty(t, files[name], name)
		}
		first := true // the first table decides the result
		for _, name := range names {
			header, _, _ := strings.Cut(files[name], "\n")
			table := strings.Contains(name, "-csv")
			if table && headers[header] {
				continue // a file with the columns of another table is read into that
			}
			headers[header] = true
			b.click(k.page + "-reset")
			b.becomes(before, "the example")
			file := name + map[bool]string{true: ".csv", false: ".json"}[table]
			b.opens(k.page, file, files[name])
			b.says("#said", file)
			// Of a table alone an edited total adds up no more, and is asked about; and the day of a rating is today.
			if !table || first && k.page != "finance-statement" && k.page != "rag-actions" {
				b.becomes(edited, name+" brings back the very result")
			}
			first = first && !table
			assert.Equal(t, files[name], b.saved(name), "%s reads back equal", name)
		}
		b.quiet()
	})
}

func TestEveryCalculator_ABlockFromASpreadsheetGivesTheSameResult(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		var name string
		for _, export := range b.exports(k.page) {
			if strings.Contains(export, "-csv") {
				name = export
				break
			}
		}
		if name == "" {
			t.Skip("the tables of this page are those of a document")
		}
		example := b.shown()
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.saved(name), "\ufeff"))).ReadAll()
		require.NoError(t, err)
		var block strings.Builder
		for _, row := range rows[1:] {
			block.WriteString(strings.Join(row, "\t") + "\r\n")
		}
		table, _, _ := strings.Cut(k.cell, "-")
		b.enter(table + "-0-0")
		b.keys("x")
		b.changesFrom(example, "an edit") // whatever it does
		b.enter(table + "-0-0")
		b.paste(block.String())
		b.says("#said", "Pasted")
		switch k.page { // one's own work begins without what the example says of itself
		case "finance-statement":
			b.choose("finance-statement-setting-unit", "£k")
			b.choose("finance-statement-setting-convention", "overspend_positive")
			b.retype("finance-statement-setting-period", "2024/25 M4")
		case "rag-actions":
			b.retype("rag-actions-setting-on", "2019-08-31")
		}
		b.becomes(example, "the pasted rows give the result of the example")
		b.quiet()
	})
}

func TestEveryCalculator_ALinkShowsWhatItHoldsBeforeItReplacesAnything(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		b.eval("window.scrutineerCopy = (text, done) => { window.linked = text; done(true); }")
		example := b.shown()
		b.retype(k.cell, k.typed)
		b.changesFrom(example, "the result follows the edit")
		linked := b.shown()
		b.click(k.page + "-link")
		b.until("window.linked", "a link is copied")
		link := b.eval("window.linked")
		require.Contains(t, link, "/"+k.path+"#in=")
		b.click(k.page + "-reset")
		b.becomes(example, "the example is back")

		b.visit("/accessibility")
		b.do(chromedp.Navigate(link))
		b.ready()
		b.becomes(linked, "a link opens where no figures of one's own stand")

		b.click(k.page + "-reset")
		b.becomes(example, "the example is back")
		b.retype(k.cell, " ")
		b.changesFrom(example, "figures of one's own")
		mine := b.shown()
		b.visit("/accessibility")
		b.do(chromedp.Navigate(link))
		b.ready()
		b.says("#offer", "Replace your figures?")
		b.until("document.activeElement?.id === 'offer'", "the offer has the focus")
		assert.NotEmpty(t, b.text("#offer table, #offer ul, #offer p"), "what would be loaded is shown")
		assert.Empty(t, b.axe())
		b.click(k.page + "-keep")
		b.until("!document.querySelector('#offer')", "the offer is gone")
		b.becomes(mine, "one's own figures stay")
		b.visit("/accessibility")
		b.do(chromedp.Navigate(link))
		b.ready()
		b.click(k.page + "-replace")
		b.becomes(linked, "the figures of the link are loaded")
		for _, asked := range b.requests() {
			assert.NotContains(t, asked, "in=", "the figures never reach a server")
		}
		b.quiet()
	})
}

func TestEveryCalculator_ADamagedLinkIsToldAndChangesNothing(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		example := b.shown()
		for _, fragment := range []string{"#in=AAAA", "#in=%%%", "#in=", "#in=eyJwYWdlIjoib3RoZXIifQ"} {
			b.visit("/accessibility")
			b.visit("/" + k.path + fragment)
			b.says("#fault", "link")
			b.becomes(example, "nothing has changed")
			assert.Equal(t, "0", b.eval("localStorage.length"))
		}
		assert.Empty(t, b.axe())
		b.quiet()
	})
}

func TestEveryCalculator_ClearForgetsAndUndoBringsBack(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		before := b.shown()
		b.retype(k.cell, k.typed)
		b.changesFrom(before, "the result follows the edit")
		b.until("localStorage.length > 0", "the figures are kept")
		edited := b.shown()
		b.click(k.page + "-clear")
		b.changesFrom(edited, "the figures are gone from the page")
		b.says("#said", "cleared")
		assert.Equal(t, "0", b.eval("localStorage.length"), "and from the device")
		assert.Empty(t, b.axe(), "axe-core on the empty page")
		b.eval(`document.querySelector("button[id$='-undo']").click()`)
		b.becomes(edited, "undo brings the figures back")
		b.quiet()
	})
}

func TestEveryCalculator_AnErrorIsToldAtItsCellAndInASummary(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		b.retype(k.bad, k.badTyped)
		b.until("document.getElementById("+quote(k.bad)+").getAttribute('aria-invalid') === 'true'", "the cell is marked")
		assert.Equal(t, k.badTyped, b.value(k.bad), "what was typed stays")
		assert.Equal(t, k.bad, b.focused(), "typing goes on")
		assert.NotEmpty(t, b.text("#"+k.bad+"-error"), "the cell says what is wrong")
		assert.Equal(t, k.bad+"-error", b.eval("document.getElementById("+quote(k.bad)+").getAttribute('aria-describedby')"))
		b.says(k.answer, "Correct")
		b.click(k.page + "-check")
		b.until("document.activeElement?.id === 'problems'", "the summary has the focus")
		assert.Empty(t, b.axe(), "axe-core with errors")
		b.keys("\t") // to the first link
		require.Equal(t, "A", b.eval("document.activeElement.tagName"))
		b.keys("\r")
		b.until("document.activeElement?.id === "+quote(k.bad), "the link leads to the cell")
		b.quiet()
	})
}

func TestEveryCalculator_IsAccessibleWithItsWorkingOpenAndAFault(t *testing.T) {
	onEveryCalculator(t, func(t *testing.T, b *tab, k task) {
		before := b.shown()
		b.retype(k.cell, k.typed)
		b.changesFrom(before, "the result follows the edit")
		opened := b.eval(`[...document.querySelectorAll("details")].map(d => d.open = true).length`)
		assert.NotEqual(t, "0", opened, "the working is there to be opened")
		assert.Empty(t, b.axe(), "axe-core with figures of one's own and all workings open")
		wrong := map[bool]string{true: "wrong.pdf", false: "wrong.csv"}[k.page == "check"] // which reads any table
		b.file(k.page+"-setting-file", wrong, map[bool]string{true: "%PDF-1.4 and nothing else", false: "one,two\n1\n"}[k.page == "check"])
		b.says("#fault", wrong)
		b.until("document.activeElement?.id === 'fault'", "the fault has the focus")
		assert.Empty(t, b.axe(), "axe-core with a fault")
		b.quiet()
	})
}
