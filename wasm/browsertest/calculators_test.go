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
	b.says("#answer", "2 green, 20 amber")
	b.retype("actions-0-5", "nonsense")
	b.says("#actions-0-5-error", "nonsense")
	b.click("rag-actions-check")
	b.until("document.activeElement?.id === 'problems'", "the summary has the focus")
	assert.Empty(t, b.axe())
	b.click("rag-actions-reset")
	b.says("#answer", "1 green, 21 amber")
	b.quiet()
}

func TestCaseloads_OpenWithOldhamsAverageAndBands(t *testing.T) {
	b := open(t, "/caseload/profile")
	b.says("#answer", "17.0 per worker")
	b.says("#over", "Assessment A")
	b.until("document.querySelector('#bands-chart svg[role=img]')", "the chart is drawn")
	b.quiet()
}

func TestCaseloads_AnEditChangesTheResultAndResetPutsItBack(t *testing.T) {
	b := open(t, "/caseload/profile")
	b.retype("workers-0-3", "61") // thirty cases more among thirty workers
	b.says("#answer", "18.0 per worker")
	b.retype("workers-0-3", "-1")
	b.says("#workers-0-3-error", "-1")
	assert.Equal(t, "-1", b.value("workers-0-3"))
	assert.Empty(t, b.axe())
	b.click("caseload-profile-reset")
	b.says("#answer", "17.0 per worker")
	assert.Equal(t, "31", b.value("workers-0-3"))
	b.quiet()
}

func TestPages_OfOneTypeDoNotShowEachOther(t *testing.T) {
	b := open(t, "/rag/actions")
	b.eval(`document.querySelector("nav a[href='/caseload']").click()`)
	b.eval(`document.querySelector("main a[href='/caseload/profile']").click()`)
	b.says("#answer", "17.0 per worker")
	b.eval(`document.querySelector("nav a[href='/rag']").click()`)
	b.eval(`document.querySelector("main a[href='/rag/actions']").click()`)
	b.says("#answer", "Overall Amber")
	b.quiet()
}
