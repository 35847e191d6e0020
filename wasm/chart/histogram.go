package chart

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/shopspring/decimal"
)

// Count is how many workers hold so many cases, and the band that falls in.
type Count struct {
	Cases, Workers int
	Band           string
}

// CountsOf says how many workers hold each number of cases that somebody holds.
func CountsOf(held []int) []Count {
	workers := map[int]int{}
	for _, cases := range held {
		workers[cases]++
	}
	counts := make([]Count, 0, len(workers))
	for _, cases := range slices.Sorted(maps.Keys(workers)) {
		counts = append(counts, Count{Cases: cases, Workers: workers[cases]})
	}
	return counts
}

// Mark is a line at a number of cases. Its label stands after it, or before.
type Mark struct {
	Label  string
	At     decimal.Decimal
	Before bool
}

// A bar takes the place from half a case below its number to half a case above. The domain leaves room above for the labels
// of the lines.
const histogram = `{` + shared + `,
	"height": 280,
	"transform": [
		{"aggregate": [{"op": "sum", "field": "workers", "as": "workers"}], "groupby": ["cases", "band"]},
		{"calculate": "datum.cases - 0.45", "as": "from"}, {"calculate": "datum.cases + 0.45", "as": "to"}
	],
	"layer": [
		{
			"mark": {"type": "bar"},
			"encoding": {
				"x": {"field": "from", "type": "quantitative", "title": "Cases held", "scale": {"zero": false, "nice": true}, "axis": {"format": "d", "tickMinStep": 1, "grid": false, "labelOverlap": true}}, "x2": {"field": "to"},
				"y": {"field": "workers", "type": "quantitative", "title": "Workers", "stack": null, "scale": {"zero": true}, "axis": {"tickMinStep": 1, "format": "d", "tickCount": 6}}, "y2": {"datum": 0},
				"color": {"field": "band", "type": "nominal", "title": null, "scale": {"domain": "{bands}", "range": "{colours}"}, "legend": {"columns": 1, "labelLimit": 400}}
			}
		},
		{
			"data": {"values": "{lines}"},
			"mark": {"type": "rule", "color": "` + grey + `", "strokeDash": [5, 4], "strokeWidth": 2},
			"encoding": {"x": {"field": "at", "type": "quantitative"}}
		},
		{
			"data": {"values": "{lines}"}, "transform": [{"filter": "!datum.before"}],
			"mark": {"type": "text", "align": "left", "dx": 5, "dy": -8, "color": "` + grey + `"},
			"encoding": {"x": {"field": "at", "type": "quantitative"}, "y": {"value": 0}, "text": {"field": "label"}}
		},
		{
			"data": {"values": "{lines}"}, "transform": [{"filter": "datum.before"}],
			"mark": {"type": "text", "align": "right", "dx": -5, "dy": -8, "color": "` + grey + `"},
			"encoding": {"x": {"field": "at", "type": "quantitative"}, "y": {"value": 0}, "text": {"field": "label"}}
		}
	]
}`

// Histogram shows how many workers hold how many cases. Bands are told apart by colour and named in the legend.
func Histogram(title, description string, bands []string, counts []Count, lines ...Mark) Chart {
	var values []object
	for _, c := range counts {
		values = append(values, object{"cases": c.Cases, "workers": c.Workers, "band": c.Band})
	}
	marks := []object{}
	for _, l := range lines {
		marks = append(marks, object{"label": l.Label, "at": json.Number(l.At.String()), "before": l.Before})
	}
	colours := []string{darkBlue, orange, darkPink, turquoise}
	return build(histogram, title, description, object{"bands": bands, "colours": colours[:min(len(bands), len(colours))], "values": values, "lines": marks})
}
