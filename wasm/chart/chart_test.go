package chart_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/chart"
)

func charts() map[string]chart.Chart {
	return map[string]chart.Chart{
		"waterfall": chart.Waterfall("Variance", "Parts and total.", "£k", []chart.Part{{"A", decimal.NewFromInt(5), "5"}, {"B", decimal.NewFromInt(-2), "-2"}}, chart.Part{Label: "Total", Amount: decimal.NewFromInt(3), Printed: "3"}),
		"ratings":   chart.Ratings("Ratings", "By area.", []chart.AreaRatings{{Area: "A", Green: 1, Red: 2}}),
		"histogram": chart.Histogram("Cases", "By band.", []string{"low", "high"}, []chart.Count{{Cases: 17, Workers: 2, Band: "low"}}),
	}
}

func TestCharts_ArePlainDataWithATitleAndADescription(t *testing.T) {
	for name, c := range charts() {
		t.Run(name, func(t *testing.T) {
			var spec map[string]any
			require.NoError(t, json.Unmarshal([]byte(c.Spec), &spec))
			assert.Equal(t, c.Description, spec["description"])
			assert.NotEmpty(t, c.Title)
			assert.NotContains(t, c.Spec, `"url"`, "data stands in the chart: nothing is fetched")
			assert.NotContains(t, c.Spec, "http://")
			assert.NotContains(t, c.Spec, `"{`, "every place is filled")
			assert.NotNil(t, spec["data"].(map[string]any)["values"])
		})
	}
}

func TestRatings_CarryALetterBesideTheColour(t *testing.T) {
	spec := charts()["ratings"].Spec
	assert.Contains(t, spec, `"letter":"R"`)
	assert.NotContains(t, spec, `"letter":"A"`, "no part for what nothing has")
}

func TestWaterfall_TellsAdverseFromFavourable(t *testing.T) {
	spec := charts()["waterfall"].Spec
	assert.Contains(t, spec, `"amount":5,"kind":"Adverse"`)
	assert.Contains(t, spec, `"amount":-2,"kind":"Favourable"`)
}

func TestCountsOf(t *testing.T) {
	assert.Equal(t, []chart.Count{{Cases: 3, Workers: 1}, {Cases: 17, Workers: 2}}, chart.CountsOf([]int{17, 3, 17}))
	assert.Empty(t, chart.CountsOf(nil))
}
