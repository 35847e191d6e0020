package chart

// GlanceCell is where an authority stands under one indicator in one period.
type GlanceCell struct {
	Indicator, Period string
	// Quarter is 1 lowest to 4 highest, 0 for none; Letter stands in the cell.
	Quarter int
	Letter  string
}

const glance = `{` + shared + `,
	"height": {"step": 50},
	"transform": [{"window": [{"op": "row_number", "as": "place"}]}],
	"encoding": {"y": {"field": "indicator", "type": "nominal", "sort": {"field": "place", "op": "min"}, "axis": null}},
	"layer": [
		{
			"mark": {"type": "rect", "height": 26, "yOffset": 10, "stroke": "white", "strokeWidth": 2},
			"encoding": {
				"x": {"field": "period", "type": "ordinal", "sort": "{periods}", "scale": {"domain": "{periods}"}, "title": null, "axis": {"labelAngle": 0, "orient": "top", "labelOverlap": true, "domain": false, "ticks": false}},
				"color": {"field": "place4", "type": "ordinal", "title": "Among the authorities of the file", "scale": {"domain": ["1: lowest quarter", "2: second-lowest", "3: second-highest", "4: highest quarter", "–: no figure"], "range": ["#d3e0ea", "#8aa6bf", "#4d7799", "` + darkBlue + `", "#f3f2f1"]}, "legend": {"columns": 2, "titleLimit": 280, "symbolStrokeColor": "#6f7071"}}
			}
		},
		{
			"mark": {"type": "text", "fontWeight": "bold", "dy": 10, "baseline": "middle"},
			"encoding": {
				"x": {"field": "period", "type": "ordinal", "sort": "{periods}"}, "text": {"field": "letter"},
				"color": {"condition": {"test": "datum.quarter >= 3", "value": "white"}, "value": "#0b0c0c"}
			}
		},
		{
			"transform": [{"aggregate": [{"op": "min", "field": "place", "as": "place"}], "groupby": ["indicator"]}],
			"mark": {"type": "text", "align": "left", "baseline": "middle", "dy": -12, "dx": 2, "color": "#0b0c0c", "limit": {"expr": "width"}},
			"encoding": {"x": {"value": 0}, "text": {"field": "indicator"}}
		}
	]
}`

// Glance shows all indicators of one authority at a glance, a row an indicator and a column a period: the darker, the
// higher the figure is among the authorities. The letter in a cell says the same, or by polarity from A best to D worst.
func Glance(title, description string, periods []string, cells []GlanceCell) Chart {
	quarters := []string{"–: no figure", "1: lowest quarter", "2: second-lowest", "3: second-highest", "4: highest quarter"}
	var values []object
	for _, c := range cells {
		values = append(values, object{"indicator": c.Indicator, "period": c.Period, "quarter": c.Quarter, "place4": quarters[c.Quarter], "letter": c.Letter})
	}
	return build(glance, title, description, object{"periods": periods, "values": values})
}
