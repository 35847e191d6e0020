package browsertest

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRatings_OpenWithOldhamsPlanRated(t *testing.T) {
	b := open(t, "/rag/actions")
	b.says("#answer", "Overall Amber by plurality on 31 August 2019")
	b.says("#answer", "Red whatever the policy")
	b.says("#tally", "Practice Improvement")
	b.says("#policies", "worst")
	b.until("document.querySelector('#tally-chart svg[role=img]')", "the chart is drawn")
	b.quiet()
}

func TestRatings_AnEditChangesTheResultAndResetPutsItBack(t *testing.T) {
	b := open(t, "/rag/actions")
	b.retype("actions-0-5", "complete")
	b.says("#tally", "Total 2 20 2 1")
	b.retype("actions-0-5", "nonsense")
	b.says("#actions-0-5-error", "nonsense")
	b.click("rag-actions-check")
	b.until("document.activeElement?.id === 'problems'", "the summary has the focus")
	assert.Empty(t, b.axe())
	b.click("rag-actions-reset")
	b.says("#tally", "Total 1 21 2 1")
	b.quiet()
}

func TestRatings_AWrongDateIsToldAtItsField(t *testing.T) {
	b := open(t, "/rag/actions")
	b.retype("rag-actions-setting-on", "31 February 2019")
	b.says("#problems", "Rated on")
	b.click("rag-actions-reset")
	b.says("#answer", "Overall Amber")
	assert.Equal(t, "2019-08-31", b.value("rag-actions-setting-on"))
}

func TestCaseloads_OpenWithOldhamsAverageAndBands(t *testing.T) {
	b := open(t, "/caseload")
	b.says("#answer", "17.0 per worker")
	b.says("#bands", "high 21 to under 30 9 30.0%")
	b.says("#bands", "very high 30 and over 1 3.3%")
	b.says("#over", "Assessment A")
	b.until("document.querySelector('#bands-chart svg[role=img]')", "the chart is drawn")
	b.quiet()
}

func TestCaseloads_AnEditChangesTheResultAndResetPutsItBack(t *testing.T) {
	b := open(t, "/caseload")
	b.retype("workers-0-3", "61") // thirty cases more among thirty workers
	b.says("#answer", "18.0 per worker")
	b.retype("workers-0-3", "-1")
	b.says("#workers-0-3-error", "-1")
	assert.Equal(t, "-1", b.value("workers-0-3"))
	assert.Empty(t, b.axe())
	b.click("caseload-reset")
	b.says("#answer", "17.0 per worker")
	assert.Equal(t, "31", b.value("workers-0-3"))
	b.quiet()
}

func TestPages_OfOneTypeDoNotShowEachOther(t *testing.T) {
	b := open(t, "/rag/actions")
	b.says("#answer", "Overall Amber")
	b.eval(`document.querySelector("nav a[href='/caseload']").click()`)
	b.says("#answer", "17.0 per worker")
	b.eval(`document.querySelector("nav a[href='/rag']").click()`)
	b.until("document.querySelector(\"main a[href='/rag/actions']\")", "the tools of the group are listed")
	b.quiet()
}
