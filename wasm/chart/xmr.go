package chart

import "strings"

// Control is one point of a control chart with the limits that hold for it.
type Control struct {
	Period                      string
	Value, Lower, Centre, Upper float64
	// Kind is what the point is: "usual variation", "special: concern"; Mark is one letter for its rule, or nothing.
	Kind, Mark string
}

const xmr = `{` + shared + `,
	"height": 300,
	"encoding": {"x": {"field": "period", "type": "ordinal", "sort": "{periods}", "title": null, "axis": {"labelAngle": 0, "labelOverlap": true}}},
	"layer": [
		{"mark": {"type": "line", "strokeWidth": 1.5, "color": "` + grey + `", "strokeDash": [6, 4], "interpolate": "step"}, "encoding": {"y": {"field": "upper", "type": "quantitative", "title": "{unit}", "scale": {"zero": false}}}},
		{"mark": {"type": "line", "strokeWidth": 1.5, "color": "` + grey + `", "strokeDash": [6, 4], "interpolate": "step"}, "encoding": {"y": {"field": "lower", "type": "quantitative"}}},
		{"mark": {"type": "line", "strokeWidth": 1.5, "color": "` + grey + `", "interpolate": "step"}, "encoding": {"y": {"field": "centre", "type": "quantitative"}}},
		{"mark": {"type": "line", "strokeWidth": 2, "color": "` + darkBlue + `"}, "encoding": {"y": {"field": "value", "type": "quantitative"}}},
		{
			"mark": {"type": "point", "filled": true, "size": 150, "opacity": 1},
			"encoding": {
				"y": {"field": "value", "type": "quantitative"},
				"color": {"field": "kind", "type": "nominal", "title": null, "scale": {"domain": "{kinds}", "range": "{colours}"}, "legend": {"columns": 1, "labelLimit": 280}},
				"shape": {"field": "kind", "type": "nominal", "title": null, "scale": {"domain": "{kinds}", "range": "{shapes}"}}
			}
		},
		{
			"mark": {"type": "text", "dy": -15, "fontWeight": "bold", "color": "#0b0c0c"},
			"encoding": {"y": {"field": "value", "type": "quantitative"}, "text": {"field": "mark"}}
		}{layers}
	]
}`

const xmrTarget = `,
		{"data": {"values": [{}]}, "mark": {"type": "rule", "aria": false, "strokeWidth": 2, "color": "` + darkPink + `", "strokeDash": [2, 3]}, "encoding": {"x": null, "y": {"datum": "{target}"}}},
		{"data": {"values": [{}]}, "mark": {"type": "text", "aria": false, "align": "left", "dx": 4, "dy": -8, "color": "` + darkPink + `", "fontWeight": "bold"}, "encoding": {"x": {"value": 0}, "y": {"datum": "{target}"}, "text": {"value": "target"}}}`

// XmR shows a control chart: the values, the centre as a line, the limits as dashes. Points of special cause have a shape
// and a colour of their own and the letter of their rule; target is nil for none.
func XmR(title, description, unit string, points []Control, target *float64) Chart {
	var values []object
	var periods, kinds []string
	for _, p := range points {
		values = append(values, object{
			"period": p.Period, "value": p.Value, "lower": p.Lower, "centre": p.Centre, "upper": p.Upper, "kind": p.Kind, "mark": p.Mark,
		})
		periods = append(periods, p.Period)
		kinds = appendNew(kinds, p.Kind)
	}
	var colours, shapes []string
	for _, kind := range kinds {
		style := controlStyles()[kind]
		colours, shapes = append(colours, style[0]), append(shapes, style[1])
	}
	places := object{"unit": unit, "values": values, "periods": periods, "kinds": kinds, "colours": colours, "shapes": shapes}
	extra := ""
	if target != nil {
		extra, places["target"] = xmrTarget, *target
	}
	return build(strings.Replace(xmr, "{layers}", extra, 1), title, description, places)
}

// The kinds of point that XmR draws.
const (
	Usual       = "usual variation"
	Improvement = "special cause: improvement"
	Concern     = "special cause: concern"
	High        = "special cause: high"
	Low         = "special cause: low"
)

func controlStyles() map[string][2]string {
	return map[string][2]string{
		Usual: {grey, "circle"}, Improvement: {turquoise, "diamond"}, Concern: {orange, "square"},
		High: {darkPink, "triangle-up"}, Low: {turquoise, "triangle-down"},
	}
}
