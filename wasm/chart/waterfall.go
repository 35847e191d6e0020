package chart

import (
	"encoding/json"

	"github.com/shopspring/decimal"
)

// Part is one step of a waterfall, printed as it should be read.
type Part struct {
	Label   string
	Amount  decimal.Decimal
	Printed string
}

// Names and amounts stand above their bars, so that the longest of them needs no room beside the bars on a narrow screen.
const waterfall = `{` + shared + `,
	"height": {"step": 46},
	"transform": [
		{"window": [{"op": "row_number", "as": "place"}]},
		{"window": [{"op": "sum", "field": "amount", "as": "after"}]},
		{"calculate": "datum.kind === 'Total' ? 0 : datum.after - datum.amount", "as": "from"},
		{"calculate": "datum.kind === 'Total' ? datum.amount : datum.after", "as": "to"},
		{"calculate": "datum.label + ': ' + datum.printed", "as": "words"}
	],
	"encoding": {"y": {"field": "place", "type": "ordinal", "axis": null}},
	"layer": [
		{
			"mark": {"type": "bar", "height": 16, "yOffset": 9},
			"encoding": {
				"x": {"field": "from", "type": "quantitative", "title": "{unit}", "axis": {"tickCount": 5, "labelOverlap": true}}, "x2": {"field": "to"},
				"color": {"field": "kind", "type": "nominal", "title": null, "scale": {"domain": ["Adverse", "Favourable", "Total"], "range": ["` + orange + `", "` + turquoise + `", "` + darkBlue + `"]}, "legend": {"orient": "bottom", "columns": 3}}
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

// Waterfall shows how parts add up to a total, the largest first as the caller orders them. Steps that raise the total are
// orange, steps that lower it turquoise; the total is dark blue. Each bar carries its printed amount.
func Waterfall(title, description, unit string, parts []Part, total Part) Chart {
	return build(waterfall, title, description, object{"unit": unit, "values": append(between(parts), step(total, "Total"))})
}

// Bridge shows what leads from one total to another: both dark blue, the parts between them as in [Waterfall]. The parts
// must add to the difference.
func Bridge(title, description, unit string, from Part, parts []Part, to Part) Chart {
	values := append([]object{step(from, "Total")}, between(parts)...)
	return build(waterfall, title, description, object{"unit": unit, "values": append(values, step(to, "Total"))})
}

func between(parts []Part) []object {
	var values []object
	for _, p := range parts {
		values = append(values, step(p, kindOf(p.Amount)))
	}
	return values
}

func step(p Part, kind string) object {
	return object{"label": p.Label, "amount": json.Number(p.Amount.String()), "printed": p.Printed, "kind": kind}
}

func kindOf(amount decimal.Decimal) string {
	if amount.IsNegative() {
		return "Favourable"
	}
	return "Adverse"
}
