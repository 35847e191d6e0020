package chart

import (
	"encoding/json"

	"github.com/shopspring/decimal"
)

// Indicator is one measure against its target, all of a chart in one unit.
type Indicator struct {
	Name, Rating, Printed string
	Actual                decimal.Decimal
	Target                decimal.NullDecimal
}

// Names stand above their lines and are as wide as the chart, so that a narrow screen cuts none into another.
const indicators = `{` + shared + `,
	"height": {"step": 50},
	"transform": [{"calculate": "slice(datum.rating, 0, 1)", "as": "letter"}],
	"encoding": {"y": {"field": "name", "type": "nominal", "sort": null, "title": null, "axis": null}},
	"layer": [
		{
			"mark": {"type": "text", "align": "left", "dy": -15, "color": "` + grey + `", "limit": {"expr": "width"}},
			"encoding": {"x": {"value": 0}, "text": {"field": "words"}}
		},
		{
			"mark": {"type": "rule", "color": "#b1b4b6", "yOffset": 8},
			"encoding": {"x": {"field": "actual", "type": "quantitative"}, "x2": {"datum": 0}}
		},
		{
			"mark": {"type": "tick", "thickness": 4, "size": 22, "yOffset": 8, "color": "` + darkBlue + `"},
			"encoding": {"x": {"field": "target", "type": "quantitative", "title": "{unit}", "axis": {"tickCount": 5}}}
		},
		{
			"mark": {"type": "point", "filled": true, "size": 380, "opacity": 1, "yOffset": 8, "stroke": "` + grey + `"},
			"encoding": {
				"x": {"field": "actual", "type": "quantitative"},
				"color": {"field": "rating", "type": "nominal", "legend": null, "scale": {"domain": ["Red", "Amber", "Green", "Unrated"], "range": ["` + red + `", "` + amber + `", "` + green + `", "#b1b4b6"]}}
			}
		},
		{
			"mark": {"type": "text", "fontWeight": "bold", "yOffset": 9},
			"encoding": {
				"x": {"field": "actual", "type": "quantitative"}, "text": {"field": "letter"},
				"color": {"condition": {"test": "datum.rating === 'Amber' || datum.rating === 'Unrated'", "value": "#0b0c0c"}, "value": "white"}
			}
		}
	]
}`

// Indicators shows each measure as a point with the letter of its rating, and its target as a line.
func Indicators(title, description, unit string, list []Indicator) Chart {
	var values []object
	for _, i := range list {
		value := object{"name": i.Name, "rating": i.Rating, "words": i.Name + ": " + i.Printed, "actual": json.Number(i.Actual.String())}
		if i.Target.Valid {
			value["target"] = json.Number(i.Target.Decimal.String())
		}
		values = append(values, value)
	}
	return build(indicators, title, description, object{"unit": unit, "values": values})
}
