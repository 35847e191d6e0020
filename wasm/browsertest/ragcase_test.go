package browsertest

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestIndicators_AreRatedWithTheirReasonsByTheRuleThatIsChosen(t *testing.T) {
	b := open(t, "/rag/kpis")
	b.says("#answer", "3 green, 2 amber, 5 red, 3 unrated")
	b.says("#ratings", "Cases of a reviewing officer Amber")
	b.says("#ratings", "nobody states which way the measure gets better")
	b.until("document.querySelector('#ratings-chart svg[role=img]')", "the chart is drawn")
	b.retype("rag-kpis-setting-amber_within", "5%")
	b.says("#ratings", "Cases of a reviewing officer Red")
	b.choose("rag-kpis-setting-kind", "")
	b.says("#problems", "or a kind")
	b.retype("rag-kpis-setting-rule", `{"kind": "tolerance", "green_within": "-1", "amber_within": "-2"}`)
	b.says("#problems", "give 0 or more")
	assert.Empty(t, b.axe())
	b.retype("rag-kpis-setting-rule", `{"kind": "tolerance", "green_within": "4"}`)
	b.says("#ratings", "Cases of a reviewing officer Green")
	b.click("rag-kpis-reset")
	b.says("#answer", "3 green, 2 amber, 5 red, 3 unrated")
	assert.Equal(t, "10%", b.value("rag-kpis-setting-amber_within"))
	b.quiet()
}

func TestMovement_SaysWhatImprovedWorsenedAndIsGone(t *testing.T) {
	b := open(t, "/rag/movement")
	b.says("#answer", "1 improved, 2 worsened, 0 new and 0 gone")
	b.says("#changes", "worsened to Red from Amber")
	b.retype("earlier-0-1", "Red") // as councils print it
	b.says("#answer", "2 improved, 2 worsened")
	b.retype("earlier-1-0", "Another action")
	b.says("#changes", "Another action vanished, was Amber")
	b.says("#changes", "new, Amber")
	b.retype("earlier-2-1", "blue")
	b.says("#earlier-2-1-error", "blue")
	b.click("rag-movement-reset")
	b.says("#answer", "1 improved, 2 worsened, 0 new and 0 gone")
	b.quiet()
}

func TestRecruiting_IsTriedByKeyboard(t *testing.T) {
	b := open(t, "/caseload")
	b.says("#answer-recruiting", "the average goes from 17.0 to 15.4")
	b.enter("caseload-setting-recruit_asye")
	b.retype("caseload-setting-recruit_asye", "0")
	b.says("#answer-recruiting", "the average goes from 17.0 to 15.0")
	b.keys("\t")
	assert.Equal(t, "caseload-setting-recruit_share", b.focused())
	b.choose("caseload-setting-move", "team")
	b.says("#answer-transfers", "38 find no place")
	b.says("#still-over", "When cases have moved, to new workers too 0 0 nobody")
	b.choose("caseload-setting-with_recruits", "yes")
	b.says("#answer-transfers", "57 cases would have to move")
	b.says("#moves", "New worker 1 new")
	b.retype("caseload-setting-recruit", "lots")
	b.says("#problems", "Recruited")
	b.says("#answer-transfers", "Correct the new workers")
	assert.Empty(t, b.axe())
	b.click("caseload-reset")
	assert.Equal(t, "4", b.value("caseload-setting-recruit"))
	b.quiet()
}

func TestCaseloads_LimitsByGradeAndBands(t *testing.T) {
	b := open(t, "/caseload")
	b.retype("workers-9-4", "yes") // 14 cases, newly qualified
	b.choose("caseload-setting-asye", "0.6")
	b.says("#over", "Assessment J Assessment 14 10.8 3.2 129.6%")
	b.choose("caseload-setting-bands", "utilisation")
	b.says("#bands", "over 110")
	b.choose("caseload-setting-bands", "points")
	b.says("#problems", "no worker has points")
	b.quiet()
}

func TestHistogramSharesStandardsAndWorkforce(t *testing.T) {
	b := open(t, "/caseload")
	b.says("#answer-histogram", "17.0 per worker holding a case; 12 of 30 workers")
	b.retype("histogram-18-1", "31") // thirty more workers of 31 cases
	b.says("#answer-histogram", "42 of 60 workers")
	b.says("#answer-shares", "Either 67% or 70%")
	b.retype("caseload-setting-high", "50")
	b.retype("caseload-setting-very_high", "18")
	b.says("#answer-shares", "Either 32% or 50%") // the year before
	b.says("#answer-standards", "Over the standard: Independent reviewing officers")
	b.retype("standards-0-1", "70")
	b.says("#answer-standards", "Over the standard: Child protection chairs")
	b.says("#rates", "Oldham 2024 19.2 18.3% 32.3% 38.7%")
	b.until("document.querySelector('#rates-chart svg[role=img]')", "the chart is drawn")
	b.retype("workforce-2-3", "c")
	b.says("#answer-workforce", "Oldham 2025: undefined of social workers are agency workers")
	b.quiet()
}

func TestCaseloads_AFileIsReadIntoTheTableThatHasItsColumns(t *testing.T) {
	b := open(t, "/caseload")
	b.file("caseload-setting-file", "workforce.csv", "area,in_post,vacancies,agency,agency_covering,leavers,cases,case_holders\nBolton,100,10,25,10,12,1800,100\n")
	b.says("#rates", "Bolton 18.0 12.0% 20.0% 9.1%")
	b.silent("#example-note", "example")
	b.file("caseload-setting-file", "wrong.csv", "colour,shape\n1,2\n")
	b.says("#fault", "Caseloads, workforce figures, needs the columns area, in_post")
	b.quiet()
}

func TestDefinitions_StandOnTheirPagesAndAreLedTo(t *testing.T) {
	onlyWhole(t)
	for page, name := range map[string]string{"/rag/actions": "rag.delivery, version 1", "/caseload": "caseload.mean_per_fte, version 1", "/finance/statement": "finance.variance, version", "/check": "version 1"} {
		b := open(t, page)
		b.says(".definitions", name)
		assert.Empty(t, b.axe(), page)
	}
	b := open(t, "/rag/kpis")
	b.says("#ratings", "Amber")
	b.eval("[...document.querySelectorAll('details')].forEach(d => d.open = true)")
	b.eval(`document.querySelector("#ratings ~ details a, details a[href='#definition-rag.tolerance']").click()`)
	b.until("document.activeElement?.id.startsWith('definition-rag.')", "the link leads to the definition")
	b.quiet()
}

// collisions are the texts of a chart that stand on each other or beyond its edge, and those smaller than 12 pixels.
const collisions = `[...document.querySelectorAll(".chart svg")].flatMap(svg => {
	const edge = svg.getBoundingClientRect();
	const shown = t => t.textContent.trim() && getComputedStyle(t).opacity !== "0" && t.closest("[opacity='0']") === null;
	const texts = [...svg.querySelectorAll("text")].filter(shown).map(t => [t.textContent, t.getBoundingClientRect()]);
	const beyond = texts.filter(([, r]) => r.left < edge.left - 1 || r.right > edge.right + 1).map(([t]) => t + " beyond the edge of " + svg.ariaLabel);
	const small = texts.filter(([, r]) => Math.min(r.height, r.width) > 0 && Math.min(r.height, 99) < 11 && r.width > r.height).map(([t, r]) => t + " is " + r.height + " high");
	const pairs = texts.flatMap(([a, r], i) => texts.slice(i + 1).filter(([, s]) => r.left < s.right - 1 && s.left < r.right - 1 && r.top < s.bottom - 3 && s.top < r.bottom - 3).map(([b]) => a + " on " + b));
	return [...beyond, ...small, ...pairs];
}).join("; ")`

func TestCharts_OfRatingsAndCaseloadsKeepTheirLabelsApart(t *testing.T) {
	onlyWhole(t)
	for _, page := range []string{"/rag/actions", "/rag/kpis", "/caseload"} {
		b := open(t, page)
		for _, width := range []int64{1440, 768, 320} {
			_, err := chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1})
			require.NoError(t, err)
			b.reload()
			b.until("document.querySelectorAll('.chart').length > 0 && [...document.querySelectorAll('.chart')].every(c => c.querySelector('svg[role=img]'))", "the charts are drawn")
			assert.Empty(t, b.eval(collisions), "%s at %d", page, width)
		}
	}
}
