package chart

import "github.com/shopspring/decimal"

// Line is a series over time.
type Line struct {
	Name   string
	Points []LinePoint
}

// LinePoint is one period of a line; a value that is not valid leaves a gap.
type LinePoint struct {
	Period string
	Value  decimal.NullDecimal
}

const lines = `{` + shared + `,
	"height": 300,
	"encoding": {
		"x": {"field": "period", "type": "ordinal", "sort": "{periods}", "title": null, "scale": {"domain": "{periods}"}, "axis": {"labelAngle": 0, "labelOverlap": true}},
		"y": {"field": "value", "type": "quantitative", "title": "{unit}", "scale": {"zero": false, "nice": true}},
		"color": {"field": "line", "type": "nominal", "title": null, "scale": {"domain": "{names}", "range": "{colours}"}, "legend": {"columns": 1, "labelLimit": 280, "symbolSize": 120}},
		"shape": {"field": "line", "type": "nominal", "title": null, "scale": {"domain": "{names}", "range": ["circle", "square", "triangle-up", "diamond"]}},
		"strokeDash": {"field": "line", "type": "nominal", "title": null, "legend": null, "scale": {"domain": "{names}", "range": [[1, 0], [8, 3], [3, 3], [10, 3, 2, 3]]}}
	},
	"layer": [
		{"mark": {"type": "line", "strokeWidth": 2.5, "invalid": "break-paths-show-domains"}},
		{"transform": [{"filter": "isValid(datum.value)"}], "mark": {"type": "point", "filled": true, "size": 90, "opacity": 1}, "encoding": {"strokeDash": {"value": [1, 0]}}}
	]
}`

// Lines shows up to four series over the same periods, told apart by colour, shape and dash.
func Lines(title, description, unit string, periods []string, series []Line) Chart {
	var values []object
	var names []string
	for _, line := range series {
		names = append(names, line.Name)
		for _, p := range line.Points {
			value := object{"line": line.Name, "period": p.Period, "value": nil}
			if p.Value.Valid {
				value["value"] = number(p.Value.Decimal)
			}
			values = append(values, value)
		}
	}
	colours := []string{darkBlue, orange, darkPink, turquoise}
	return build(lines, title, description, object{
		"unit": unit, "values": values, "periods": periods, "names": names, "colours": colours[:min(len(names), len(colours))],
	})
}
