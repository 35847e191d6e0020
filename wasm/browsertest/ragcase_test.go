package browsertest

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIndicators_AreRatedWithTheirReasonsByTheRuleThatIsChosen(t *testing.T) {
	b := open(t, "/rag/kpis")
	const setting = "rag-kpis-setting-"
	b.says("#answer", "3 green, 2 amber, 5 red, 3 unrated")
	b.says("#ratings", "nobody states which way the measure gets better")
	b.until("document.querySelector('#ratings-chart svg[role=img]')", "the chart is drawn")
	b.retype(setting+"amber_within", "5%")
	b.says("#answer", "3 green, 0 amber, 7 red, 3 unrated")
	b.retype(setting+"rule.text", `{"kind": "tolerance", "green_within": "-1", "amber_within": "-2"}`)
	b.says("#answer", "Correct what is marked")
	assert.Empty(t, b.axe())
	b.click("rag-kpis-reset")
	b.says("#answer", "3 green, 2 amber, 5 red, 3 unrated")
	assert.Equal(t, "10%", b.value(setting+"amber_within"))
	b.quiet()
}

func TestIndicators_ArePastedAndABadOneIsToldAtItsCell(t *testing.T) {
	b := open(t, "/rag/kpis")
	b.click("rag-kpis-clear")
	b.says("#answer", "Type, paste or open “Indicators”")
	b.enter("kpis-0-0")
	b.paste("Timely reviews\t89%\t90%\t\thigher\r\nSickness\tc\t4\t\tlower\r\nVisits\tlots\t4\t\tlower\r\n")
	b.says("#kpis-2-1-error", "lots")
	b.says("#problems", "Row 3, Actual")
	b.retype("kpis-2-1", "9")
	b.says("#ratings", "Visits Red")
	b.quiet()
}

func TestMovement_SaysWhatImprovedWorsenedAndIsGone(t *testing.T) {
	b := open(t, "/rag/movement")
	b.says("#answer", "1 improved, 2 worsened, 0 new and 0 gone")
	b.says("#changes", "worsened to Red from Amber")
	b.retype("earlier-1-0", "Another action")
	b.says("#changes", "Another action")
	b.says("#answer", "1 new and 1 gone")
	b.retype("earlier-2-1", "blue")
	b.says("#earlier-2-1-error", "blue")
	b.click("rag-movement-reset")
	b.says("#answer", "1 improved, 2 worsened, 0 new and 0 gone")
	b.quiet()
}

func TestRecruiting_IsTriedByKeyboard(t *testing.T) {
	b := open(t, "/caseload/plan")
	b.says("#answer", "the average goes from 17.0 to 15.4")
	b.retype("caseload-plan-setting-newly_qualified", "0")
	b.says("#answer", "the average goes from 17.0 to 15.0")
	b.keys("\t")
	assert.Equal(t, "caseload-plan-setting-opening", b.focused())
	b.retype("caseload-plan-setting-joining", "lots")
	b.says("#problems", "lots")
	assert.Empty(t, b.axe())
	b.click("caseload-plan-reset")
	assert.Equal(t, "4", b.value("caseload-plan-setting-joining"))
	b.quiet()
}

func TestTransfers_WithNewWorkers(t *testing.T) {
	b := open(t, "/caseload/transfers")
	b.says("#answer", "57 cases would have to move")
	b.choose("caseload-transfers-setting-same_team", "true")
	b.silent("#answer", "57 cases would have to move")
	b.quiet()
}

func TestCaseloads_LimitsByGradeAndBands(t *testing.T) {
	b := open(t, "/caseload/profile")
	b.choose("workers-column", "asye")
	b.until("document.getElementById('workers-9-4')", "the column is there")
	b.retype("workers-9-4", "yes") // 14 cases, newly qualified
	b.choose("caseload-profile-setting-asye", "0.6")
	b.says("#over", "Assessment J")
	b.choose("caseload-profile-setting-bands", "utilisation")
	b.says("#bands", "over 110")
	b.choose("caseload-profile-setting-bands", "points")
	b.says("#problems", "No worker has points")
	b.quiet()
}

func TestHistogramSharesStandardsAndWorkforce(t *testing.T) {
	b := open(t, "/caseload/histogram")
	b.says("#answer", "17.0 per worker holding a case; 12 of 30 workers")
	b.retype("histogram-18-1", "31") // thirty more workers of 31 cases
	b.says("#answer", "42 of 60 workers")
	b.visit("/caseload/shares")
	b.says("#answer", "Either 67% or 70%")
	b.retype("caseload-shares-setting-high", "50")
	b.retype("caseload-shares-setting-very_high", "18")
	b.says("#answer", "Either 32% or 50%") // the year before
	b.visit("/caseload/standards")
	b.says("#answer", "Over the standard: Independent reviewing officers")
	b.retype("standards-0-1", "70")
	b.says("#answer", "Over the standard: Child protection chairs")
	b.visit("/caseload/ratios")
	b.says("#rates", "Oldham 2024")
	b.until("document.querySelector('#rates-chart svg[role=img]')", "the chart is drawn")
	b.quiet()
}

// A list of workers is given once: the other questions about it are answered from the same.
func TestCaseloads_AListOfWorkersIsGivenOnce(t *testing.T) {
	b := open(t, "/caseload/profile")
	b.file("caseload-profile-setting-file", "team.csv", "Social worker,Team,FTE,Caseload\nA Smith,North,1.0,30\nB Jones,North,0.6,9\n")
	b.says("#answer", "19.5 per worker")
	b.silent("#example-note", "example")
	b.visit("/caseload/limits")
	b.says("#over", "A Smith")
	b.silent("#example-note", "example")
	b.file("caseload-limits-setting-file", "wrong.csv", "colour,shape\n1,2\n")
	b.says("#fault", "no table is recognised")
	b.quiet()
}

func TestDefinitions_StandOnTheirPagesAndAreLedTo(t *testing.T) {
	onlyWhole(t)
	for page, name := range map[string]string{"/rag/actions": "rag.delivery, version 1", "/caseload/profile": "caseload.mean_per_fte, version 1", "/finance/statement": "finance.variance, version", "/check": "version 1"} {
		b := open(t, page)
		b.eval("[...document.querySelectorAll('details')].forEach(d => d.open = true)")
		b.says(".definitions", name)
		assert.Empty(t, b.axe(), page)
	}
	b := open(t, "/rag/actions")
	b.eval("[...document.querySelectorAll('#results details')].forEach(d => d.open = true)")
	b.eval(`document.querySelector("#results a[href^='#definition-rag.']").click()`)
	b.until("document.activeElement?.id.startsWith('definition-rag.')", "the link leads to the definition")
	b.quiet()
}
