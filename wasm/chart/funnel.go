package chart

import "github.com/shopspring/decimal"

// FunnelPlace is one place of a funnel with the limits at its size. Number is its row in the table beside the chart.
type FunnelPlace struct {
	Number string
	// Name is written beside the place in the number's stead, wherever it lies. Defaults to none.
	Name                                 string
	Size, Value                          decimal.Decimal
	Lower95, Upper95, Lower998, Upper998 decimal.Decimal
	// Kind is where it lies, one of the Within constants.
	Kind string
}

// Where a place of a funnel lies.
const (
	WithinLimits = "within the limits"
	Outside95    = "outside the 95 % limits"
	Outside998   = "outside the 99.8 % limits"
)

const (
	funnelLabel = `{"encoding": {"y": {"field": "value", "type": "quantitative"}, "text": {"field": "number"}}, `
	funnelText  = `"type": "text", "baseline": "middle", "fontWeight": "bold", "color": "#0b0c0c"`
)

const funnel = `{` + shared + `,
	"height": 340,
	"encoding": {"x": {"field": "size", "type": "quantitative", "title": "{size}", "scale": {"zero": false, "padding": 16}, "axis": {"tickCount": 4, "format": ",d"}}},
	"layer": [
		{"mark": {"type": "line", "strokeWidth": 1.5, "color": "` + grey + `"}, "encoding": {"y": {"field": "upper998", "type": "quantitative", "title": "{unit}", "scale": {"zero": false}}}},
		{"mark": {"type": "line", "strokeWidth": 1.5, "color": "` + grey + `"}, "encoding": {"y": {"field": "lower998", "type": "quantitative"}}},
		{"mark": {"type": "line", "strokeWidth": 1.5, "color": "` + grey + `", "strokeDash": [6, 4]}, "encoding": {"y": {"field": "upper95", "type": "quantitative"}}},
		{"mark": {"type": "line", "strokeWidth": 1.5, "color": "` + grey + `", "strokeDash": [6, 4]}, "encoding": {"y": {"field": "lower95", "type": "quantitative"}}},
		{"data": {"values": [{}]}, "mark": {"type": "rule", "aria": false, "color": "` + darkBlue + `", "strokeWidth": 2}, "encoding": {"x": null, "y": {"datum": "{average}"}}},
		{
			"mark": {"type": "point", "filled": true, "size": 120, "opacity": 1},
			"encoding": {
				"y": {"field": "value", "type": "quantitative"},
				"color": {"field": "kind", "type": "nominal", "title": null, "scale": {"domain": ["` + WithinLimits + `", "` + Outside95 + `", "` + Outside998 + `"], "range": ["` + grey + `", "` + orange + `", "` + darkPink + `"]}, "legend": {"columns": 1, "labelLimit": 280}},
				"shape": {"field": "kind", "type": "nominal", "title": null, "scale": {"domain": ["` + WithinLimits + `", "` + Outside95 + `", "` + Outside998 + `"], "range": ["circle", "square", "triangle-up"]}}
			}
		},
		` + funnelLabel + `"transform": [{"filter": "datum.side === 'above left'"}], "mark": {` + funnelText + `, "align": "right", "dx": -7, "dy": -9}},
		` + funnelLabel + `"transform": [{"filter": "datum.side === 'above right'"}], "mark": {` + funnelText + `, "align": "left", "dx": 7, "dy": -9}},
		` + funnelLabel + `"transform": [{"filter": "datum.side === 'below left'"}], "mark": {` + funnelText + `, "align": "right", "dx": -7, "dy": 9}},
		` + funnelLabel + `"transform": [{"filter": "datum.side === 'below right'"}], "mark": {` + funnelText + `, "align": "left", "dx": 7, "dy": 9}}
	]
}`

// Funnel shows places by their size, with the average as a line, the 95 % limits dashed and the 99.8 % limits whole. A
// place outside these carries the number of its row in the table, away from the limits, left and right by turns, so that
// neighbours in size do not write over each other. The places come in the order of their size.
func Funnel(title, description, size, unit string, average decimal.Decimal, places []FunnelPlace) Chart {
	var values []object
	turns := map[string]int{}
	for _, p := range places {
		side := ""
		label := p.Number
		if p.Name != "" {
			label = p.Name
		}
		if p.Kind == Outside998 || p.Name != "" {
			height := map[bool]string{true: "above", false: "below"}[p.Value.GreaterThan(average)]
			side = height + []string{" left", " right"}[turns[height]%2]
			turns[height]++
		}
		values = append(values, object{
			"side":   side,
			"number": label, "size": number(p.Size), "value": number(p.Value), "kind": p.Kind,
			"lower95": number(p.Lower95), "upper95": number(p.Upper95), "lower998": number(p.Lower998), "upper998": number(p.Upper998),
		})
	}
	return build(funnel, title, description, object{"size": size, "unit": unit, "average": number(average), "values": values})
}
