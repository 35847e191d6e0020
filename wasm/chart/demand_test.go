package chart_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/chart"
)

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func known(text string) decimal.NullDecimal { return decimal.NewNullDecimal(dec(text)) }

// demandCharts are drawn from figures of Oldham and its neighbours, 31 March 2025.
func demandCharts() map[string]chart.Chart {
	target := 60.0
	return map[string]chart.Chart{
		"ranked": chart.Ranked("Rate per 10,000, 2025", "A bar for each authority.", "Per 10,000", []string{"Oldham", "a neighbour", "the region", "England"}, []chart.Place{
			{Name: "Stoke-on-Trent", Kind: "a neighbour", Printed: "170 (160 to 181)", Value: dec("170"), Lower: known("160"), Upper: known("181")},
			{Name: "Oldham", Kind: "Oldham", Printed: "91 (84 to 99)", Value: dec("91"), Lower: known("84"), Upper: known("99")},
			{Name: "Blackburn with Darwen", Kind: "a neighbour", Printed: "90", Value: dec("90")},
			{Name: "North West", Kind: "the region", Printed: "90", Value: dec("90")},
			{Name: "England", Kind: "England", Printed: "67", Value: dec("67")},
		}, []chart.Average{{Name: "Neighbours' median, 89", Value: dec("89")}, {Name: "Neighbours' mean, 95.8", Value: dec("95.8")}}),
		"lines": chart.Lines("Rate over time", "Four lines.", "Per 10,000", []string{"2021", "2022", "2023"}, []chart.Line{
			{Name: "Oldham", Points: []chart.LinePoint{{"2021", known("85")}, {"2022", decimal.NullDecimal{}}, {"2023", known("86")}}},
			{Name: "England", Points: []chart.LinePoint{{"2021", known("67")}, {"2022", known("70")}, {"2023", known("71")}}},
		}),
		"xmr": chart.XmR("Referrals", "A control chart.", "Referrals", []chart.Control{
			{Period: "2013", Value: 40, Lower: 30, Centre: 50, Upper: 70, Kind: chart.Usual},
			{Period: "2014", Value: 75, Lower: 30, Centre: 50, Upper: 70, Kind: chart.Concern, Mark: "L"},
		}, &target),
		"fan": chart.Fan("Referrals, carried forward", "A fan.", "Referrals", []chart.Observed{{"2024", 50}, {"2025", 60}},
			[]chart.Step{{Period: "+1", Mean: 60, Lower80: 55, Upper80: 65, Lower95: 50, Upper95: 70}}),
		"funnel": chart.Funnel("Rates by size", "A funnel.", "Children", "Per 10,000", dec("90"), []chart.FunnelPlace{
			{Number: "1", Size: dec("64069"), Value: dec("91"), Lower95: dec("80"), Upper95: dec("98"), Lower998: dec("75"), Upper998: dec("103"), Kind: chart.WithinLimits},
			{Number: "2", Size: dec("292859"), Value: dec("79"), Lower95: dec("85"), Upper95: dec("94"), Lower998: dec("82"), Upper998: dec("97"), Kind: chart.Outside998},
		}),
		"steps":  chart.Steps("Contact to plan", "A bar for each stage.", []chart.Stage{{"Contacts", "2,202", 2202}, {"Referrals", "428, 19.4 % of contacts", 428}}),
		"glance": chart.Glance("Oldham at a glance", "A grid.", []string{"2024", "2025"}, []chart.GlanceCell{{"Looked after", "2024", 3, "3"}, {"Looked after", "2025", 0, "–"}}),
	}
}

func TestDemandCharts_ArePlainDataWithATitleAndADescription(t *testing.T) {
	for name, c := range demandCharts() {
		t.Run(name, func(t *testing.T) {
			var spec map[string]any
			require.NoError(t, json.Unmarshal([]byte(c.Spec), &spec), c.Spec)
			assert.Equal(t, c.Description, spec["description"])
			assert.NotEmpty(t, c.Title)
			assert.NotContains(t, c.Spec, `"url"`, "data stands in the chart: nothing is fetched")
			assert.NotContains(t, c.Spec, "http://")
			assert.NotContains(t, c.Spec, `"{`, "every place is filled")
			assert.NotContains(t, c.Spec, `{layers}`)
			assert.NotNil(t, spec["data"].(map[string]any)["values"])
			if folder := os.Getenv("SCRUTINEER_CHARTS_TO"); folder != "" {
				require.NoError(t, os.WriteFile(filepath.Join(folder, name+".vl.json"), []byte(c.Spec), 0o600))
			}
		})
	}
}

func TestRanked_HasIntervalsOnlyWhereThereAreSome(t *testing.T) {
	spec := demandCharts()["ranked"].Spec
	assert.Contains(t, spec, `"lower":84`)
	assert.Contains(t, spec, `{"kind":"England","name":"England","printed":"67","value":67}`)
	assert.Contains(t, spec, `"domainMax": 181`, "the longest interval fits")
}

func TestLines_LeaveAGapWhereAFigureIsMissing(t *testing.T) {
	assert.Contains(t, demandCharts()["lines"].Spec, `{"line":"Oldham","period":"2022","value":null}`)
}

// Never colour alone: a kind has a shape, and a special cause the letter of its rule.
func TestXmR_CarriesAShapeAndALetterBesideTheColour(t *testing.T) {
	spec := demandCharts()["xmr"].Spec
	assert.Contains(t, spec, `["circle","square"]`)
	assert.Contains(t, spec, `"mark":"L"`)
	assert.Contains(t, spec, `"datum": 60`)
	assert.NotContains(t, chart.XmR("", "", "", nil, nil).Spec, "target")
}

func TestGlance_SaysEveryCellInALetter(t *testing.T) {
	spec := demandCharts()["glance"].Spec
	assert.Contains(t, spec, `"letter":"3","period":"2024","place4":"3: second-highest"`)
	assert.Contains(t, spec, `"place4":"–: no figure"`)
}
