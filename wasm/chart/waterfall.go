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

// Bars are 38 pixels apart, so that labels never collide however many there are.
const waterfall = `{` + shared + `,
	"height": {"step": 38},
	"transform": [
		{"window": [{"op": "row_number", "as": "place"}]},
		{"window": [{"op": "sum", "field": "amount", "as": "after"}]},
		{"calculate": "datum.kind === 'Total' ? 0 : datum.after - datum.amount", "as": "from"},
		{"calculate": "datum.kind === 'Total' ? datum.amount : datum.after", "as": "to"},
		{"calculate": "max(datum.from, datum.to)", "as": "end"}
	],
	"encoding": {"y": {"field": "label", "type": "nominal", "sort": {"field": "place"}, "title": null}},
	"layer": [
		{
			"mark": {"type": "bar"},
			"encoding": {
				"x": {"field": "from", "type": "quantitative", "title": "{unit}"}, "x2": {"field": "to"},
				"color": {"field": "kind", "type": "nominal", "title": null, "scale": {"domain": ["Adverse", "Favourable", "Total"], "range": ["` + orange + `", "` + turquoise + `", "` + darkBlue + `"]}}
			}
		},
		{
			"mark": {"type": "text", "align": "left", "dx": 5, "color": "` + grey + `"},
			"encoding": {"x": {"field": "end", "type": "quantitative"}, "text": {"field": "printed", "type": "nominal"}}
		}
	]
}`

// Waterfall shows how parts add up to a total, the largest first as the caller orders them. Steps that raise the total are
// orange, steps that lower it turquoise; the total is dark blue. Each bar carries its printed amount.
func Waterfall(title, description, unit string, parts []Part, total Part) Chart {
	var values []object
	for _, p := range parts {
		values = append(values, object{"label": p.Label, "amount": json.Number(p.Amount.String()), "printed": p.Printed, "kind": kindOf(p.Amount)})
	}
	values = append(values, object{"label": total.Label, "amount": json.Number(total.Amount.String()), "printed": total.Printed, "kind": "Total"})
	return build(waterfall, title, description, object{"unit": unit, "values": values})
}

func kindOf(amount decimal.Decimal) string {
	if amount.IsNegative() {
		return "Favourable"
	}
	return "Adverse"
}
