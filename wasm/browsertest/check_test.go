package browsertest

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What the two Oldham reports print and what their own figures give: examples/oldham/reports/*.expected.json.
func TestCheck_FindsWhatTheOldhamReportsPrint(t *testing.T) {
	b := open(t, "/check")
	b.says("#answer", "2 printed results differ")
	b.says("#findings", "Net effect of new demand and mitigation")
	b.says("#findings", "£1.442m − £1.458m = −£0.016m, printed −£0.019m")
	b.says("#findings", "The final 2024/25 position")
	b.eval(`(() => { const s = document.getElementById("check-setting-example"); s.value = "oldham-2019"; s.dispatchEvent(new Event("change", {bubbles: true})); })()`)
	b.says("#findings", "printed 267: within rounding")
	b.says("#findings", "printed 471: within rounding")
	b.says("#answer", "Nothing differs")
	b.quiet()
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
	b.retype("claims-1-4", "-totl")
	b.says("#answer", "Correct what is marked")
	b.says("#problems", "totl")
	assert.Equal(t, "-totl", b.value("claims-1-4"))
	assert.Empty(t, b.axe())
	b.quiet()
}

func TestCheck_TheReportSavedReadsBackEqual(t *testing.T) {
	b := open(t, "/check")
	text := b.saved("check-save-application/vnd.scrutineer+json")
	b.click("check-clear")
	b.says("#answer", "Nothing differs")
	b.file("check-setting-file", "report.json", text)
	b.says("#answer", "2 printed results differ")
	assert.Equal(t, text, b.saved("check-save-application/vnd.scrutineer+json"))
}

func TestCheck_AWrongFileIsToldAndChangesNothing(t *testing.T) {
	b := open(t, "/check")
	b.file("check-setting-file", "report.json", `{"title": "x", "tables": [`)
	b.says("#fault", "report.json")
	b.says("#answer", "2 printed results differ")
}
