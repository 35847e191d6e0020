package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What the two Oldham reports print and what their own figures give: examples/oldham/reports/*.expected.json.
func TestCheck_FindsWhatTheOldhamReportsPrint(t *testing.T) {
	b := open(t, "/check")
	b.says("#answer", "2 printed results differ")
	b.says("#findings", "Net effect of new demand and mitigation")
	b.says("#findings", "£1.442m − £1.458m = −£0.016m, printed −£0.019m")
	b.says("#findings", "The final 2024/25 position")
	b.choose("check-setting-example", "oldham-2019")
	b.says("#findings", "printed 267: within rounding")
	b.says("#findings", "printed 471: within rounding")
	b.says("#answer", "Nothing differs")
	b.quiet()
}

func TestCheck_ALinkOpensAnExample(t *testing.T) {
	b := open(t, "/check#example=oldham-2019")
	b.says("#answer", "Nothing differs")
	assert.Equal(t, "oldham-2019", b.value("check-setting-example"))
}

func TestCheck_AnEditChangesTheVerdictAndResetPutsItBack(t *testing.T) {
	b := open(t, "/check")
	b.retype("table0-0-2", "45,300") // budget of Children in Care: its variance and the total no longer follow
	b.says("#findings", "Children in Care, Variance")
	b.silent("#answer", "2 printed results differ")
	b.reload()
	b.until("document.getElementById('table0-0-2')?.value === '45,300'", "the edit is kept")
	b.click("check-reset")
	b.says("#answer", "2 printed results differ")
	assert.Equal(t, "41,300", b.value("table0-0-2"))
	b.quiet()
}

func TestCheck_AFormulaWithAnUnknownNameIsTold(t *testing.T) {
	b := open(t, "/check")
	b.retype("claims-1-5", "-totl")
	b.says("#answer", "Correct what is marked")
	b.says("#problems", "Row 2, Formula")
	b.says("#claims-1-5-error", "totl")
	assert.Equal(t, "-totl", b.value("claims-1-5"))
	assert.Empty(t, b.axe())
	b.quiet()
}

// The table of 2 October 2024, 1.2, with the variance of the second row printed as 763 and not as 673: first as a sheet
// gives it, then as a page does.
const (
	plantedSheet = "Service\tRevised Budget\tForecast\tUse of Reserves\tVariance\nChildren in Care\t41,300\t53,387\t0\t12,087\nFieldwork\t11,615\t12,288\t0\t763\n" +
		"Safeguarding\t2,902\t2,757\t0\t-145\nIntegration\t3,425\t3,386\t-315\t-354\nTotal\t59,242\t71,818\t-315\t12,261\n"
	plantedPage = "Revised \nBudget  \n\nForecast  \nUse of \nReserves  \n\nVariance \nM04 \n\n£k  £k  £k  £k  \n\nChildren in Care   41,300  53,387  0  12,087  \n\n" +
		"Fieldwork  11,615  12,288  0  763  \n\nSafeguarding   2,902  2,757  0  -145  \n\nIntegration  3,425  3,386  -315  -354  \n\nTotal  59,242  71,818  -315  12,261  \n"
)

func TestCheck_TheUnitOfATableChangesTheVerdict(t *testing.T) {
	b := open(t, "/check")
	b.eval("document.getElementById('table0-structure').open = true")
	b.choose("check-setting-table0.unit", "£m")
	b.silent("#answer", "2 printed results differ")
	b.says("#answer", "differ")
	b.click("table0-undo")
	b.says("#answer", "2 printed results differ")
	assert.Equal(t, "£k", b.value("check-setting-table0.unit"))
	b.quiet()
}

func TestCheck_TheSignOfAVarianceCanBeTurned(t *testing.T) {
	b := open(t, "/check")
	b.eval("document.getElementById('table0-structure').open = true")
	b.choose("check-setting-table0.c3.formula.sign", "underspend_positive")
	b.says("#findings", "Children in Care, Variance M04")
	assert.Equal(t, "-(forecast + reserves - budget)", b.value("check-setting-table0.c3.formula"))
}

func TestCheck_OneHistoryTakesEverythingBack(t *testing.T) {
	b := open(t, "/check")
	b.retype("table0-0-2", "45,300")
	b.choose("check-setting-example", "oldham-2019")
	b.click("check-replace")
	b.says("#answer", "Nothing differs")
	b.click("check-clear")
	b.says("#answer", "There is nothing to check yet")
	assert.Empty(t, b.axe())
	b.click("claims-undo")
	b.says("#answer", "Nothing differs")
	b.click("claims-undo")
	b.says("#findings", "Children in Care, Variance")
	assert.Equal(t, "45,300", b.value("table0-0-2"))
	b.click("claims-undo")
	b.says("#answer", "2 printed results differ")
	assert.Equal(t, "41,300", b.value("table0-0-2"))
	b.click("claims-redo")
	b.says("#findings", "Children in Care, Variance")
	b.click("claims-redo")
	b.says("#answer", "Nothing differs")
	b.click("claims-redo")
	b.says("#answer", "There is nothing to check yet")
	b.quiet()
}

func TestCheck_AClaimIsAddedByKeyboard(t *testing.T) {
	b := open(t, "/check")
	b.click("check-clear")
	b.says("#answer", "There is nothing to check yet")
	b.eval("document.getElementById('check-add-claim').focus()")
	b.keys("\r")
	b.until("document.activeElement?.id === 'claims-0-1'", "the new claim has the focus")
	b.until("document.getElementById('claims-0-2')?.value === 'formula'", "its kind is there")
	b.retype("claims-0-3", "25%") // 428 of 2,202 are 19%: Oldham, 2 October 2024, 2.3
	b.says("#answer", "One printed result differs")
	b.says("#findings", "printed 25%")
	b.retype("claims-0-2", "guess")
	b.says("#claims-0-2-error", "is no kind of claim")
	b.quiet()
}

func TestCheck_TablesAndColumnsComeAndGo(t *testing.T) {
	b := open(t, "/check")
	b.click("check-add-table")
	b.until("document.getElementById('table2')", "the table is there")
	b.retype("table2-0-2", "10")
	b.retype("table2-0-3", "15")
	b.retype("table2-0-4", "6")
	b.says("#findings", "First row, Variance")
	b.click("check-table2-remove")
	b.until("!document.getElementById('table2')", "the table is gone")
	b.says("#answer", "2 printed results differ")
	b.click("claims-undo")
	b.says("#findings", "First row, Variance")
	b.quiet()
}

func TestCheck_TheReportSavedReadsBackEqual(t *testing.T) {
	b := open(t, "/check")
	text := b.saved("check-save-report")
	b.click("check-clear")
	b.says("#answer", "There is nothing to check yet")
	b.file("check-setting-file", "report.json", text)
	b.says("#answer", "2 printed results differ")
	assert.Equal(t, text, b.saved("check-save-report"))
}

func TestCheck_PrintsAsASheet(t *testing.T) {
	b := open(t, "/check")
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	require.NoError(t, err)
	b.says("#printed-on", "Checked on")
	assert.Equal(t, "none", b.eval("getComputedStyle(document.getElementById('own')).display"))
	assert.Equal(t, "true", b.eval("document.getElementById('findings').innerText.includes('printed −£0.019m')"))
}

// write puts text into a box that does nothing until it is read.
func (b *tab) write(id, text string) {
	b.t.Helper()
	b.until("document.getElementById("+quote(id)+")", id+" is there")
	b.eval("void (document.getElementById(" + quote(id) + ").value = " + quote(text) + ")")
}

func TestCheck_APastedTableIsCheckedAsItStands(t *testing.T) {
	for name, text := range map[string]string{"from a sheet": plantedSheet, "from a page": plantedPage} {
		t.Run(name, func(t *testing.T) {
			b := open(t, "/check")
			b.write("check-setting-paste", text)
			b.click("check-read")
			b.says("#findings", "763")
			b.says("#answer", "differ")
			b.until("document.activeElement?.id === 'answer'", "the answer has the focus")
			b.silent("#results", "Oldham")
			assert.Empty(t, b.axe())
			b.quiet()
		})
	}
}

const documentText = `# Month 7 position

The position of the service is set out in the table below.

| Service | Budget £k | Forecast £k | Variance £k |
| --- | ---: | ---: | ---: |
| Fostering | 1,000 | 1,200 | 200 |
| Residential | 1,500 | 1,750 | 250 |
| Leaving care | 500 | 460 | (40) |
| Total | 3,000 | 3,410 | 401 |
`

func TestCheck_ADocumentIsShownWithItsFiguresMarked(t *testing.T) {
	b := open(t, "/check")
	b.file("check-setting-file", "month 7.md", documentText)
	b.says("#answer", "1 figure differs")
	b.says("#findings", "Total")
	b.silent("#results", "Oldham")
	b.says("#coverage", "figures seen")
	b.click("show-document")
	b.until("document.querySelectorAll('#document .figure.differs').length === 1", "one figure is marked as differing")
	assert.Equal(t, "401", b.eval("document.querySelector('#document .figure.differs').firstChild.textContent"))
	assert.Empty(t, b.axe())
	b.eval("document.querySelector('#document .figure.differs').click()")
	b.until("document.activeElement?.id === 'finding-1'", "the figure leads to its finding")
	b.click("check-close-document")
	b.says("#answer", "2 printed results differ")
	b.quiet()
}

func TestCheck_ARefusedFileStandsAlone(t *testing.T) {
	b := open(t, "/check")
	b.file("check-setting-file", "month 7.pdf", "%PDF-1.4 and nothing else")
	b.says("#fault", "month 7.pdf")
	b.says("#answer", "There is no result")
	b.silent("main", "2 printed results differ")
	b.click("check-back")
	b.says("#answer", "2 printed results differ")
}

func TestCheck_AWrongReportIsTold(t *testing.T) {
	b := open(t, "/check")
	b.file("check-setting-file", "report.json", `{"title": "x", "tables": [`)
	b.says("#fault", "report.json")
	b.says("#answer", "There is no result")
}

func TestCheck_WithNothingTestedItIsNotSaidThatNothingDiffers(t *testing.T) {
	b := open(t, "/check")
	b.write("check-setting-paste", "The service had a good year. Its staff were thanked by the committee.\n")
	b.click("check-read")
	b.until("/Nothing could be tested|There is no result/.test(document.querySelector('#answer')?.textContent)", "nothing was tested, and that is said")
	b.silent("#answer", "differs")
}
