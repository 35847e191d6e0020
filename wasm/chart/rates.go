package chart

import (
	"encoding/json"

	"github.com/shopspring/decimal"
)

// Rate is one bar with its value as it is printed.
type Rate struct {
	Label, Printed string
	Value          decimal.Decimal
}

const rates = `{` + shared + `,
	"height": {"step": 42},
	"encoding": {"y": {"field": "label", "type": "nominal", "sort": null, "title": null}, "x": {"field": "value", "type": "quantitative", "title": "{unit}", "axis": {"tickCount": 5}}},
	"layer": [
		{"mark": {"type": "bar", "color": "` + darkBlue + `"}},
		{"mark": {"type": "text", "align": "right", "dx": -6, "color": "white", "fontWeight": "bold"}, "encoding": {"text": {"field": "printed"}}}
	]
}`

// Rates shows a bar for each row, in its order, with the figure inside.
func Rates(title, description, unit string, list []Rate) Chart {
	var values []object
	for _, r := range list {
		values = append(values, object{"label": r.Label, "value": json.Number(r.Value.String()), "printed": r.Printed})
	}
	return build(rates, title, description, object{"unit": unit, "values": values})
}
