package browsertest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// demandFile is a file of the example, as a person has one on the device.
func demandFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "examples", "oldham", "demand", name))
	require.NoError(t, err)
	return string(text)
}

func TestDemand_OpensWithOldhamBesideItsNeighbours(t *testing.T) {
	b := open(t, "/demand")
	b.says("#answer", "Oldham’s figure of 91")
	b.says("#answer", "above its neighbours’ median (89) and below their mean (95.8): which average is used decides")
	b.says("#claim", "Too close to call")
	b.says("#glance", "Child protection plans per 10,000 68.8 highest quarter fell by 11.9 44.9 (+23.9)")
	b.says("#comparison", "Stoke-on-Trent 170 159.96 to 180.56 a neighbour, close")
	b.says("#significance", "Higher (99.8 %)")
	b.says("#trend", "2021 85 97.5 102.2 10 of 10 98 69")
	b.says("#xmr", "Special cause: low")
	b.says("#forecast", "3,129.85 to 5,262.15")
	b.says("#funnel", "8 Stoke-on-Trent")
	b.says("#steps", "19.4 %")
	for _, chart := range []string{"glance", "comparison", "trend", "xmr", "forecast", "funnel", "steps"} {
		b.until("document.querySelector('#"+chart+"-chart svg[role=img]')", chart+" is drawn")
	}
	b.mu.Lock()
	assert.NotContains(t, strings.Join(b.sent, " "), "worker.js", "what nobody asked for is not started")
	b.mu.Unlock()
	b.quiet()
}

func TestDemand_AChoiceIsWorkedOutAndKept(t *testing.T) {
	b := open(t, "/demand")
	b.choose("demand-setting-list", "DfE April 2021")
	b.says("#answer", "is above both its neighbours’ median (84.5) and their mean (88.3)")
	b.choose("demand-setting-claim", "above")
	b.says("#results", "Oldham is above its neighbours")
	b.reload()
	b.says("#answer", "median (84.5)")
	assert.Equal(t, "DfE April 2021", b.value("demand-setting-list"))
	b.click("demand-reset")
	b.says("#answer", "median (89)")
	b.until("document.getElementById('demand-setting-list').value === 'DfE May 2025'", "the list is the example's again")
	assert.Empty(t, b.axe())
	b.quiet()
}

func TestDemand_OwnFiguresAreChartedAndFaultsStandAtTheirCell(t *testing.T) {
	b := open(t, "/demand")
	b.retype("series-12-1", "9000")
	b.says("#answer-series", "9,000 is higher than the usual movement explains")
	b.retype("series-12-1", "lots")
	b.says("#series-12-1-error", "lots")
	assert.Equal(t, "lots", b.value("series-12-1"))
	assert.Equal(t, "series-12-1", b.focused(), "typing goes on")
	b.says("#answer", "Oldham’s figure of 91")
	b.says("#answer-funnel", "outside the 99.8 % limits")
	b.click("demand-check")
	b.until("document.activeElement?.id === 'problems'", "the summary has the focus")
	assert.Empty(t, b.axe())
	b.click("series-undo")
	b.says("#answer-series", "4,196")
	b.enter("stages-1-0")
	b.paste("Referrals\t428\r\nAssessments\t300\r\n")
	b.says("#answer-stages", "70.1 % of referrals came to assessments")
	b.quiet()
}

func TestDemand_FilesAreToldByTheirColumnsAndStayOnTheDevice(t *testing.T) {
	b := open(t, "/demand")
	b.offlineReady()
	figures := strings.ReplaceAll(demandFile(t, "figures.csv"), "Oldham", "Oldham of the file")
	b.choose("demand-setting-claim", "above") // starts the worker
	b.says("#results", "Oldham is above its neighbours")
	b.forget()
	b.file("demand-setting-file", "figures.csv", figures)
	b.says("#answer", "Oldham of the file")
	b.says("#files", "figures.csv: Figures of 15 local authorities, 10 columns of figures, 2021 to 2025.")
	b.file("demand-setting-file", "figures.meta.csv", demandFile(t, "figures.meta.csv"))
	b.says("#answer", "(Children looked after per 10,000; 2025)")
	b.file("demand-setting-file", "mine.csv", demandFile(t, "neighbours_2021.csv"))
	b.says("#answer", "Neighbours: mine, 10 of 10 with data")
	b.file("demand-setting-file", "wrong.csv", "service,budget\nA,1\n")
	b.says("#fault", "wrong.csv")
	b.says("#fault", "This page also opens")
	b.says("#answer", "Oldham of the file")
	assert.Empty(t, b.axe())
	for _, asked := range b.requests() {
		assert.True(t, needed(asked, b.server.URL), "%s is asked for while files are opened", asked)
	}
	b.reload()
	b.says("#answer", "Oldham’s figure of 91")
	b.says("main", "Open it again: figures.csv; figures.meta.csv; mine.csv")
	b.quiet()
}

func TestDemand_AFileOfOwnFiguresGoesIntoItsTable(t *testing.T) {
	b := open(t, "/demand")
	b.file("demand-setting-file", "pipeline.csv", "stage,count\nContacts,100\nReferrals,25\n")
	b.says("#answer-stages", "25.0 % of contacts came to referrals")
	assert.Equal(t, "25", b.value("stages-1-1"))
	b.file("demand-setting-file", "pipeline.csv", "stage,count\nContacts,100\nReferrals,50\n")
	b.says("#offer", "Replace your figures?")
	b.click("demand-replace")
	b.says("#answer-stages", "50.0 %")
	text := b.saved("demand-save-json")
	var kept struct{ Tables map[string][][]string }
	require.NoError(t, json.Unmarshal([]byte(text), &kept))
	assert.Equal(t, [][]string{{"Contacts", "100"}, {"Referrals", "50"}}, kept.Tables["stages"])
	b.click("demand-reset")
	b.says("#answer-stages", "19.4 %")
	b.file("demand-setting-file", "demand.json", text)
	b.says("#answer-stages", "50.0 %")
	b.quiet()
}

func TestDemand_WorksWithoutTheNetwork(t *testing.T) {
	b := open(t, "/demand")
	b.offlineReady()
	b.unplug()
	b.reload()
	b.choose("demand-setting-list", "DfE April 2021")
	b.says("#answer", "median (84.5)")
}

// What a file says is shown as text, whatever it looks like.
func TestDemand_AFileIsInert(t *testing.T) {
	b := open(t, "/demand")
	evil := `<img src=x onerror="window.evil=1">`
	b.file("demand-setting-file", "evil.csv", "time_period,time_identifier,geographic_level,old_la_code,la_name,rate\n2025,Reporting year,Local authority,353,\""+strings.ReplaceAll(evil, `"`, `""`)+"\",91\n2025,Reporting year,Local authority,350,=1+1,90\n")
	b.says("#answer", "onerror")
	assert.Equal(t, "undefined", b.eval("typeof window.evil"))
	b.quiet()
}
