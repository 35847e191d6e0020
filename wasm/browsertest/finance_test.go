package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFinance_OpensWithOldhamComputed(t *testing.T) {
	b := open(t, "/finance/statement")
	b.says("#answer", "£12,261k") // Oldham, report of 2 October 2024, executive summary: £12.261m
	b.says("#variances", "12,087 29.3% adverse")
	b.says("#variances", "-354 -10.3% favourable")
	b.says("#drivers", "Children in Care")
	b.says("#printed", "Total Children's Social Care")
	assert.NotContains(t, b.text("#printed"), "differs", "every printed figure of the statement adds up")
	b.quiet()
}

func TestFinance_AnEditChangesTheResultAndResetPutsItBack(t *testing.T) {
	b := open(t, "/finance/statement")
	b.retype("statement-0-2", "54,387") // £1,000k more forecast
	b.says("#answer", "£13,261k")
	b.click("finance-statement-reset")
	b.says("#answer", "£12,261k")
	require.Equal(t, "53,387", b.value("statement-0-2"))
	b.quiet()
}

func TestFinance_ResetPutsBackACellThatWasEmptied(t *testing.T) {
	b := open(t, "/finance/statement")
	b.enter("statement-0-2")
	b.keys(kb.Delete)
	b.says("#problems", "Row 1, Forecast")
	b.click("finance-statement-reset")
	b.says("#answer", "£12,261k")
	assert.Equal(t, "53,387", b.value("statement-0-2"))
}

func TestFinance_BadInputIsToldBesideTheCellAndNothingIsLost(t *testing.T) {
	b := open(t, "/finance/statement")
	for _, bad := range []struct{ typed, told string }{
		{"lots", "is not a number"},
		{"1,23,456", "comma that does not separate thousands"},
		{"12.2.1", "more than one decimal point"},
		{"1e999999999", "exponent beyond"},
		{"NaN", "is not a finite number"},
		{"19%", "percentage"},
		{strings.Repeat("9", 41), "more than 40 digits"},
	} {
		b.retype("statement-1-2", bad.typed)
		b.says("#statement-1-2-error", bad.told)
		b.says("#answer", "Correct what is marked")
		assert.Equal(t, bad.typed, b.value("statement-1-2"))
		assert.Equal(t, "true", b.eval("document.getElementById('statement-1-2').getAttribute('aria-invalid')"))
		assert.Equal(t, "statement-1-2-error", b.eval("document.getElementById('statement-1-2').getAttribute('aria-describedby')"))
		b.click("finance-statement-check")
		b.until("document.activeElement?.id === 'problems'", "the summary has the focus")
		b.says("#problems", "Row 2, Forecast")
		b.eval("document.querySelector('#problems a').click()")
		b.until("document.activeElement?.id === 'statement-1-2'", "the link leads to the cell")
	}
	assert.Empty(t, b.axe())
	b.retype("statement-1-2", "12,288")
	b.says("#answer", "£12,261k")
	b.quiet()
}

func TestFinance_AnEmptyTableSaysWhatToDo(t *testing.T) {
	b := open(t, "/finance/statement")
	b.click("finance-statement-clear")
	b.says("#answer", "Type, paste or open “Budget statement”")
	assert.Empty(t, b.axe())
	b.click("statement-undo")
	b.click("statement-undo")
	b.says("#answer", "£12,261k")
}

func TestFinance_TypedFiguresLandInTheirCells(t *testing.T) {
	b := open(t, "/finance/statement")
	b.click("finance-statement-clear")
	b.says("#answer", "Type, paste or open “Budget statement”")
	b.enter("statement-0-0")
	b.paste(strings.Repeat("x\t\n", 50))
	b.until("document.getElementById('statement-49-0')?.value === 'x'", "fifty rows are there")
	b.enter("statement-0-0")
	for row := range 50 {
		b.keys(fmt.Sprintf("Service %d\t%d\t%d", row, 1000+row, 2000+row))
		if row < 49 {
			b.enter(fmt.Sprintf("statement-%d-0", row+1))
		}
	}
	for row := range 50 {
		assert.Equal(t, fmt.Sprintf("Service %d", row), b.value(fmt.Sprintf("statement-%d-0", row)))
		assert.Equal(t, fmt.Sprint(1000+row), b.value(fmt.Sprintf("statement-%d-1", row)))
		assert.Equal(t, fmt.Sprint(2000+row), b.value(fmt.Sprintf("statement-%d-2", row)))
	}
	b.says("#answer", "£50,000,")
}

func TestFinance_KeysMoveBetweenCells(t *testing.T) {
	b := open(t, "/finance/statement")
	b.enter("statement-0-1")
	b.keys(kb.ArrowDown)
	assert.Equal(t, "statement-1-1", b.focused())
	b.keys(kb.ArrowRight)
	assert.Equal(t, "statement-1-2", b.focused())
	b.keys(kb.ArrowUp)
	assert.Equal(t, "statement-0-2", b.focused())
	b.keys("\r")
	assert.Equal(t, "statement-1-2", b.focused())
	b.keys(kb.ArrowLeft)
	assert.Equal(t, "statement-1-1", b.focused())
	b.keys("\t")
	assert.Equal(t, "statement-1-2", b.focused())
	b.keys("7")
	b.keys(kb.ArrowLeft) // within the text: the caret stands at its end
	assert.Equal(t, "statement-1-2", b.focused())
}

func TestFinance_OneHistoryTakesBackTypingPasteAndRows(t *testing.T) {
	b := open(t, "/finance/statement")
	b.retype("statement-0-2", "1")
	b.says("#variances", "-41,299")
	b.click("statement-add")
	b.until("document.activeElement?.id === 'statement-5-0'", "the new row has the focus")
	b.keys("z", chromedp.ModifierCtrl)
	b.until("!document.getElementById('statement-5-0')", "the row is gone")
	b.enter("statement-0-2")
	b.keys("z", chromedp.ModifierCtrl)
	b.says("#answer", "£12,261k")
	assert.Equal(t, "53,387", b.value("statement-0-2"))
	b.keys("y", chromedp.ModifierCtrl)
	b.says("#variances", "-41,299")
	assert.Equal(t, "1", b.value("statement-0-2"))
}

func TestFinance_ABlockFromASpreadsheetIsPasted(t *testing.T) {
	b := open(t, "/finance/statement")
	b.click("finance-statement-clear")
	b.enter("statement-0-0")
	b.paste("Fostering\t1,000\t1,200\t0\r\n\"Homes, large\"\t2000\t1900\t(50)\r\n")
	b.says("#answer", "£50,") // what is typed without a unit is pounds, until a person says otherwise
	assert.Equal(t, "Homes, large", b.value("statement-1-0"))
	assert.Equal(t, "(50)", b.value("statement-1-3"))
	b.says("#said", "Pasted 2 rows")
	b.quiet()
}

func TestFinance_AFileIsReadAndWhatIsSavedReadsBackEqual(t *testing.T) {
	b := open(t, "/finance/statement")
	b.opens("finance-statement", "statement.csv", "\ufeffForecast;Service;Budget;Reserves\n110;\"=HYPERLINK(\"\"http://x\"\")\";100;0\n90;<script>alert(1)</script>;100;-5\n")
	b.says("#answer", "£5.")
	assert.Equal(t, `=HYPERLINK("http://x")`, b.value("statement-0-0"))
	text := b.saved("finance-statement-save-csv-statement")
	assert.Contains(t, text, `"'=HYPERLINK(""http://x"")"`, "a formula leaves as text")
	b.click("finance-statement-clear")
	b.says("#answer", "Type, paste or open “Budget statement”")
	b.opens("finance-statement", "statement.csv", text)
	b.until("document.getElementById('statement-0-0')?.value === '=HYPERLINK(\"http://x\")'", "the file reads back equal")
	assert.Equal(t, "<script>alert(1)</script>", b.value("statement-1-0"))
	b.quiet()
}

func TestFinance_AWrongFileSaysWhatIsNeededAndChangesNothing(t *testing.T) {
	for name, file := range map[string][2]string{
		"missing column":   {"service,budget\na,1\n", `has no column named forecast`},
		"duplicate column": {"service,budget,budget,forecast,reserves\na,1,1,1,1\n", "stands twice"},
		"ragged row":       {"service,budget,forecast,reserves\na,1,2,3,4\n", "line 2"},
		"empty":            {"", "the file is empty"},
		"not text":         {"service,budget\x00", "control character"},
		"workbook":         {"PK\x03\x04rest", "workbook"},
		"open quote":       {"service,budget,forecast,reserves\n\"a,1,2,3\n", "quotation mark"},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, "/finance/statement")
			b.file("finance-statement-setting-file", "wrong.csv", file[0])
			b.says("#fault", file[1])
			b.says("#answer", "£12,261k")
			assert.Equal(t, "53,387", b.value("statement-0-2"))
			b.quiet()
		})
	}
}

func TestFinance_WhatIsTypedIsKeptOnTheDeviceUntilCleared(t *testing.T) {
	b := open(t, "/finance/statement")
	b.retype("statement-0-2", "54,387")
	b.says("#answer", "£13,261k")
	b.reload()
	b.says("#answer", "£13,261k")
	b.until("document.getElementById('statement-0-2').value === '54,387'", "the cell shows it")
	b.click("finance-statement-clear")
	b.reload()
	b.says("#answer", "£12,261k")
	assert.Equal(t, "0", b.eval("localStorage.length"))
}

func TestFinance_ALinkCarriesTheFiguresAndAsksBeforeItReplaces(t *testing.T) {
	b := open(t, "/finance/statement")
	b.eval("window.scrutineerCopy = (text, done) => { window.linked = text; done(true); }")
	b.retype("statement-0-2", "55,387")
	b.says("#answer", "£14,261k")
	b.click("finance-statement-link")
	b.until("window.linked", "a link is copied")
	link := strings.TrimPrefix(b.eval("window.linked"), b.server.URL)
	require.Contains(t, link, "/finance/statement#in=")
	b.retype("statement-0-2", "53,388")
	b.says("#answer", "£12,262k")
	b.visit("/accessibility")
	b.visit(link)
	b.says("#offer", "Replace your figures?")
	b.says("#answer", "£12,262k")
	assert.Empty(t, b.axe())
	b.click("finance-statement-replace")
	b.says("#answer", "£14,261k")
	for _, asked := range b.requests() {
		assert.NotContains(t, asked, "in=", "the figures never reach a server")
	}
	b.quiet()
}

func TestFinance_ADamagedLinkIsToldAndNothingChanges(t *testing.T) {
	b := open(t, "/finance/statement#in=AAAA")
	b.says("#fault", "link is damaged")
	b.says("#answer", "£12,261k")
}

func TestFinance_NothingIsAskedAfterLoading(t *testing.T) {
	b := open(t, "/finance/statement")
	b.offlineReady()
	b.until("!document.getElementById('drivers-chart') || document.querySelector('#drivers-chart svg')", "the chart is drawn")
	b.retype("statement-0-2", "53,388")
	b.says("#answer", "£12,262k") // the worker is there
	b.forget()
	b.retype("statement-0-2", "54,000")
	b.says("#answer", "£12,874k")
	b.opens("finance-statement", "s.csv", "service,budget,forecast,reserves\n<img src=http://127.0.0.1:1/x>,1,2,0\n\"=WEBSERVICE(\"\"http://127.0.0.1:1\"\")\",1,2,0\n")
	b.says("#offer", "WEBSERVICE")
	b.click("finance-statement-replace")
	b.says("#answer", "£2,")
	b.saved("finance-statement-save-csv-statement")
	assert.Empty(t, b.requests())
	b.quiet()
}

// The earlier statement is made up; now is Oldham's month 4 (report of 2 October 2024, 1.2).
func TestFinance_MovementSaysWhatMovedAndFollowsAnEdit(t *testing.T) {
	b := open(t, "/finance/movement")
	b.says("#answer", "worsened by £518k between 2024/25 M3 and 2024/25 M4")
	b.says("#answer", "Most moved Children in Care, £747k adverse")
	b.says("#movement", "Family Group Conferencing")
	b.until("document.querySelector('#movement-chart svg[role=img]')", "the chart is drawn")
	b.enter("earlier-0-2")
	b.keys("53,387") // the forecast that stands now: Children in Care did not move
	b.says("#answer", "improved by £229k")
	b.keys("x")
	b.says("#earlier-0-2-error", "53,387x")
	b.says("#answer", "Correct what is marked")
	b.keys(kb.Backspace)
	b.says("#answer", "improved by £229k")
	assert.Empty(t, b.axe())
	b.quiet()
}

// A person's own statement goes on to the next question, and this month's is the earlier one of the next.
func TestFinance_AStatementIsTakenOverWhereAnotherToolReadsOne(t *testing.T) {
	b := open(t, "/finance/statement")
	b.enter("statement-0-0")
	b.paste(budgetSheet)
	b.answers("An overspend is positive")
	b.says("#answer", "£160k")
	b.eval(`document.querySelector(".trail a").click()`)
	b.eval(`document.querySelector("a[href='/finance/reconcile']").click()`)
	b.says("#answer", "printed figures agree") // a table of the same name is the same table
	assert.Equal(t, "Residential", b.value("statement-1-0"))
	b.eval(`document.querySelector(".trail a").click()`)
	b.eval(`document.querySelector("a[href='/finance/movement']").click()`)
	b.says("#example-note", "This is an example")
	for range 2 {
		b.eval(`[...document.querySelectorAll("main button")].find(e => e.textContent.startsWith("Take over “Budget statement")).click()`)
	}
	b.says("#said", "was taken over")
	assert.Equal(t, "Residential", b.value("earlier-1-0"))
	b.quiet()
}

func TestFinance_APlacementScenarioByKeyboard(t *testing.T) {
	b := open(t, "/finance/placements")
	const setting = "finance-placements-setting-"
	b.says("#answer", "With 2 children moved from External residential to Internal fostering from 1 October 2024")
	b.says("#sensitivity", "1 child more in Semi-independent")
	b.until("document.querySelector('#scenario-chart svg[role=img]')", "the chart is drawn")
	b.enter(setting + "move")
	b.keys("1")
	b.says("#answer", "With 1 child moved from External residential")
	b.keys("\t")
	assert.Equal(t, setting+"move_from", b.focused())
	b.enter(setting + "move")
	b.keys("9")
	b.says("#problems", "9 cannot move on 1 October 2024: 3 are in it then")
	assert.Equal(t, setting+"move", b.focused(), "the problem leaves the focus where it is")
	b.keys(kb.Backspace + "0")
	b.says("#answer", "The placements cost £1,347,899")
	assert.Empty(t, b.axe())
	b.quiet()
}

func TestFinance_AFileThatAnotherToolReadsGoesThere(t *testing.T) {
	b := open(t, "/finance/statement")
	b.file("finance-statement-setting-file", "savings.csv", "saving,target,achieved\nOne,100,50\n")
	b.says("#opening", "it fits “Finance: Savings”")
	b.eval(`document.querySelector("#opening .tools button").click()`)
	b.until("location.pathname === '/finance/savings'", "the file leads to its page")
	b.says("#answer", "£50 of £100 is achieved (50.0%)")
	b.silent("#example-note", "example")
	b.quiet()
}

// What a row is, where its words and its figures leave two readings, is asked before it is answered.
func TestFinance_ATotalThatMayBeALineIsAsked(t *testing.T) {
	b := open(t, "/finance/statement")
	b.enter("statement-0-0")
	b.paste("Service\tBudget\tForecast\r\nFostering\t100\t120\r\nResidential\t200\t260\r\nLump sum payments\t300\t380\r\n")
	b.says("#problems", "Lump sum payments")
	b.says("#answer", "Correct what is marked")
	b.answers("It is a total")
	b.says("#answer", "£80")
	b.quiet()
}

func TestFinance_AColumnIsAddedAndUndone(t *testing.T) {
	b := open(t, "/finance/statement")
	b.choose("statement-column", "actual")
	b.until("document.querySelector('#statement thead').innerText.includes('Actual')", "the column is there")
	assert.Equal(t, "53,387", b.value("statement-0-2"), "what stood in the others stays")
	b.click("statement-undo")
	b.until("!document.querySelector('#statement thead').innerText.includes('Actual')", "the column is gone")
	b.says("#answer", "£12,261k")
	b.quiet()
}

// Every address that finance had leads on.
func TestFinance_TheOldAddressListsTheTools(t *testing.T) {
	b := open(t, "/finance")
	b.says("main", "Budget statement")
	b.says("main", "How long would the reserves last?")
	b.eval(`document.querySelector("main a[href='/finance/reserves']").click()`)
	b.says("h1", "How long would the reserves last?")
	b.visit("/finance#" + `in=eyJwYWdlIjoiZmluYW5jZSIsInNldHRpbmdzIjp7InVuaXQiOiLCo2sifSwidGFibGVzIjp7InN0YXRlbWVudCI6W1siRm9zdGVyaW5nIiwiMTAwIiwiMTIwIiwiIiwiIl1dfX0`)
	b.until("location.pathname === '/finance/statement'", "an old link leads to its tool")
	b.says("#answer", "£20k")
	b.quiet()
}

// answers answers the question of a page with one of its buttons.
func (b *tab) answers(text string) {
	b.t.Helper()
	button := `[...document.querySelectorAll("#problems button")].find(e => e.textContent === ` + quote(text) + `)`
	b.until(button, "the page asks")
	b.eval(button + ".click()")
}

const budgetSheet = "Children's services: budget monitoring, month 7\r\n\r\nService area\tRevised Budget £000\tForecast Outturn £000\tVariance £000\r\n" +
	"Fostering\t1,000\t1,200\t200\r\nResidential\t1,500\t1,460\t(40)\r\nTotal\t2,500\t2,660\t160\r\nSource: finance system\r\n"

// The first block of one's own takes the place of the example, by its headings; nothing of the example stands beside it.
func TestFinance_APastedSheetTakesThePlaceOfTheExample(t *testing.T) {
	b := open(t, "/finance/statement")
	b.says("#example-note", "This is an example")
	b.enter("statement-2-1")
	b.paste(budgetSheet)
	b.answers("An overspend is positive")
	b.says("#answer", "£160k")
	b.says("#answer", "6.4%")
	b.silent("#results", "Children in Care")
	b.silent("#example-note", "example")
	assert.Equal(t, "£k", b.value("finance-statement-setting-unit"))
	assert.Equal(t, "Residential", b.value("statement-1-0"))
	assert.Empty(t, b.value("finance-statement-setting-period"))
	b.says("#said", "taken by the headings")
	b.reload()
	b.says("#answer", "£160k")
	assert.Equal(t, "Residential", b.value("statement-1-0"))
	b.quiet()
}

func TestFinance_AnEditOfTheExampleIsSaidToBeOne(t *testing.T) {
	b := open(t, "/finance/statement")
	b.retype("statement-0-2", "54,000")
	b.says("#example-note", "the example with your changes")
	b.click("finance-statement-own")
	b.silent("#example-note", "example")
	b.says("#answer", "Type, paste or open “Budget statement”")
	assert.Empty(t, b.value("statement-0-0"))
	b.click("statement-undo")
	b.says("#example-note", "the example with your changes")
	assert.Equal(t, "54,000", b.value("statement-0-2"))
}
