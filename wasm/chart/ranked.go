package chart

import (
	"encoding/json"

	"github.com/shopspring/decimal"
)

// Place is one authority, region or country among others. Lower and Upper are the interval of its value, where there is one.
type Place struct {
	// Name stands above the bar; Kind is what the bar is: "Oldham", "a neighbour", "the region", "England".
	Name, Kind   string
	Printed      string
	Value        decimal.Decimal
	Lower, Upper decimal.NullDecimal
}

// Average is a line across the bars.
type Average struct {
	Name  string // with its figure: "Neighbours' mean, 95.8"
	Value decimal.Decimal
}

// Names stand above their bars, so that the longest of them needs no room beside the bars on a narrow screen.
const ranked = `{` + shared + `,
	"height": {"step": 46},
	"transform": [{"calculate": "datum.name + ': ' + datum.printed", "as": "words"}],
	"encoding": {"y": {"field": "name", "type": "nominal", "sort": "{order}", "scale": {"domain": "{order}"}, "axis": null}},
	"layer": [
		{
			"mark": {"type": "bar", "height": 16, "yOffset": 9},
			"encoding": {
				"x": {"field": "value", "type": "quantitative", "title": "{unit}", "scale": {"zero": true, "domainMax": "{most}"}},
				"color": {"field": "kind", "type": "nominal", "title": null, "scale": {"domain": "{kinds}", "range": "{colours}"}, "legend": {"columns": 2, "labelLimit": 260, "orient": "bottom"}}
			}
		},
		{
			"transform": [{"filter": "isValid(datum.lower)"}],
			"mark": {"type": "rule", "yOffset": 9, "y2Offset": 9, "strokeWidth": 3, "color": "white"},
			"encoding": {"x": {"field": "lower", "type": "quantitative"}, "x2": {"field": "upper"}}
		},
		{
			"transform": [{"filter": "isValid(datum.lower)"}],
			"mark": {"type": "rule", "yOffset": 9, "y2Offset": 9, "strokeWidth": 1.5, "color": "#0b0c0c"},
			"encoding": {"x": {"field": "lower", "type": "quantitative"}, "x2": {"field": "upper"}}
		},
		{
			"data": {"values": "{averages}"},
			"mark": {"type": "rule", "strokeWidth": 2.5, "color": "` + darkPink + `"},
			"encoding": {
				"x": {"field": "value", "type": "quantitative"}, "y": null,
				"strokeDash": {"field": "name", "type": "nominal", "title": null, "scale": {"domain": "{lines}", "range": [[1, 0], [6, 4], [2, 3]]}, "legend": {"columns": 1, "labelLimit": 300, "symbolSize": 400, "symbolStrokeWidth": 2.5, "symbolType": "stroke"}}
			}
		},
		{
			"mark": {"type": "text", "align": "left", "baseline": "middle", "dy": -9, "dx": 3, "color": "white", "stroke": "white", "strokeWidth": 5, "strokeJoin": "round", "limit": {"expr": "width"}},
			"encoding": {"x": {"value": 0}, "text": {"field": "words"}}
		},
		{
			"mark": {"type": "text", "align": "left", "baseline": "middle", "dy": -9, "dx": 3, "color": "#0b0c0c", "limit": {"expr": "width"}},
			"encoding": {"x": {"value": 0}, "text": {"field": "words"}}
		}
	]
}`

// Ranked shows places as bars in the order given, each with its name and printed value above it, intervals as thin lines,
// and averages as lines across, told apart by their dashes and named in the legend. kinds are up to four, in the order of
// the legend; the first stands out.
func Ranked(title, description, unit string, kinds []string, places []Place, averages []Average) Chart {
	var values, lines []object
	var order, names []string
	most := decimal.Zero
	for _, p := range places {
		value := object{"name": p.Name, "printed": p.Printed, "kind": p.Kind, "value": number(p.Value)}
		most = decimal.Max(most, p.Value)
		if p.Lower.Valid && p.Upper.Valid {
			value["lower"], value["upper"] = number(p.Lower.Decimal), number(p.Upper.Decimal)
			most = decimal.Max(most, p.Upper.Decimal)
		}
		values = append(values, value)
		order = append(order, p.Name)
	}
	for _, a := range averages {
		lines = append(lines, object{"name": a.Name, "value": number(a.Value)})
		names = append(names, a.Name)
	}
	colours := []string{darkBlue, turquoise, orange, grey}
	return build(ranked, title, description, object{
		"unit": unit, "values": values, "averages": lines, "lines": names, "kinds": kinds, "order": order,
		"colours": colours[:min(len(kinds), len(colours))], "most": number(most),
	})
}

func number(d decimal.Decimal) json.Number { return json.Number(d.String()) }

func appendNew(list []string, text string) []string {
	for _, have := range list {
		if have == text {
			return list
		}
	}
	return append(list, text)
}
