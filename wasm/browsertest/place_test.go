package browsertest

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The analyst's journey: open the page, type a name, Enter, and one link to the ranked comparison. Four actions.
func TestPlace_LeedsBesideItsNeighboursInFourActions(t *testing.T) {
	b := open(t, "/demand/profile") // 1
	b.says("#answer", "Oldham is in the worst quarter of all authorities on")
	b.until("document.querySelectorAll('#place-authorities option').length === 153", "every authority can be chosen")
	b.retype("place-authority", "Leeds") // 2
	b.keys("\r")                         // 3
	b.says("#answer", "Leeds is in the worst quarter of all authorities on 6 and in the best on 4 of the 14 measures")
	b.says("#line-looked_after_rate", "85 1,498 of 176,239 67 77 77.5 10 of 10 75.1 10 of 10 second-highest quarter down 4")
	b.says("#line-population", "176,239")
	b.click("measure-looked_after_rate") // 4
	b.says("#answer", "Leeds’ figure of 85")
	b.says("#answer", "above both its neighbours’ median (77.5) and their mean (75.1)")
	b.says("#comparison", "Bristol, City of")
	b.says("#claim", "DfE April 2021 median")
	b.until("document.querySelector('#comparison-chart svg[role=img]')", "the ranked bars are drawn")
	assert.Equal(t, "heading", b.focused())
	assert.Empty(t, b.axe())

	b.click("way-time")
	b.says("#xmr", "2016")
	b.says("#trend", "2025 85 77.5 75.1 10 of 10 77 67")
	b.click("way-funnel")
	b.says("#answer", "Leeds (number 62, 85): Within the limits.")
	b.click("way-forecast")
	b.says("#forecast", "95 % of the time")
	assert.Empty(t, b.axe())
	b.eval("history.back()")
	b.says("#funnel", "Leeds")
	b.click("all-measures")
	b.says("#line-looked_after_rate", "1,498")
	assert.Empty(t, b.axe())
	b.quiet()
}

func TestPlace_IsUsedByKeyboardAlone(t *testing.T) {
	b := open(t, "/demand/profile")
	b.do()
	for range 30 {
		if b.focused() == "place-authority" {
			break
		}
		b.keys("\t")
	}
	assert.Equal(t, "place-authority", b.focused())
	b.eval("document.activeElement.select()")
	b.keys("Bristol\r")
	b.says("#answer", "Bristol, City of is in the worst quarter")
	assert.Equal(t, "Bristol, City of", b.value("place-authority"))
	for range 60 {
		if b.focused() == "measure-looked_after_rate" {
			break
		}
		b.keys("\t")
	}
	b.keys("\r")
	b.says("#answer", "Bristol, City of’s figure")
	b.says("#comparison", "Leeds")
	b.quiet()
}

func TestPlace_AWrongNameIsToldAtItsFieldAndNothingElseStands(t *testing.T) {
	b := open(t, "/demand/profile")
	b.retype("place-authority", "Yorkshi")
	b.click("place-show")
	b.says("#place-authority-error", "perhaps East Riding of Yorkshire (811) or North Yorkshire (815)")
	b.silent("main", "Oldham is in the worst")
	assert.Equal(t, "place-authority", b.focused())
	assert.Equal(t, "Yorkshi", b.value("place-authority"))
	assert.Empty(t, b.axe())
	b.retype("place-authority", "942")
	b.click("place-show")
	b.says("main", "Cumberland has figures since 2023 only. Before that its area was in Cumbria.")
	b.choose("place-list", "DfE April 2021")
	b.says("main", "The list DfE April 2021 has no neighbours of Cumberland")
	b.quiet()
}

func TestPlace_WorksWithoutTheNetworkAndFromItsAddress(t *testing.T) {
	b := open(t, "/demand/profile")
	b.offlineReady()
	b.unplug()
	b.visit("/demand/profile#area=Herefordshire&list=DfE+April+2021")
	b.reload()
	b.says("#answer", "Herefordshire, County of is in the worst")
	b.says("main", "Its neighbour Cumbria was abolished in 2023, and Cumberland and Westmorland and Furness took its place")
	b.says("#line-looked_after_rate", "9 of 10")
	b.visit("/demand")
	b.choose("demand-setting-authority", "383")
	b.says("#answer", "Leeds’ figure of 85")
}

func TestPlace_IsSavedAndPrinted(t *testing.T) {
	b := open(t, "/demand/profile")
	text := b.saved("place-csv")
	assert.Contains(t, text, "Oldham,353,Children looked after,\"Children looked after per 10,000\",\"per 10,000 children\",31 March,2025,91,")
	b.media("print")
	b.until("getComputedStyle(document.querySelector('.fields')).display === 'none'", "what is chosen is not printed")
	b.says("#answer", "Oldham is in the worst quarter")
	b.quiet()
}

func TestPlace_APersonsOwnFileGoesBeforeThePicture(t *testing.T) {
	b := open(t, "/demand")
	b.file("demand-setting-file", "mine.csv", "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,population_type,rate_per_10000\n2026,Reporting year,Local authority,E92000001,England,E12000003,Yorkshire and The Humber,383,E08000035,Leeds,Children looked after on 31 March each year,83\n")
	b.says("#files", "mine.csv")
	b.click("to-profile")
	b.says("#answer", "Leeds is in the worst")
	b.says("#line-looked_after_rate", "83")
	b.says("#line-looked_after_rate", "2026")
}
