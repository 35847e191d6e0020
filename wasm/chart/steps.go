package chart

// Stage is one step along the system: how many came to it, and in words how many that is of the step before.
type Stage struct {
	Name, Printed string
	Count         int
}

const steps = `{` + shared + `,
	"height": {"step": 50},
	"transform": [{"window": [{"op": "row_number", "as": "place"}]}, {"calculate": "datum.name + ': ' + datum.printed", "as": "words"}],
	"encoding": {"y": {"field": "name", "type": "nominal", "sort": {"field": "place"}, "axis": null}},
	"layer": [
		{"mark": {"type": "bar", "height": 18, "yOffset": 10, "color": "` + darkBlue + `"}, "encoding": {"x": {"field": "count", "type": "quantitative", "title": "Number", "axis": {"tickCount": 4, "format": ",d"}}}},
		{"mark": {"type": "text", "align": "left", "baseline": "middle", "dy": -9, "dx": 3, "color": "#0b0c0c", "limit": {"expr": "width"}}, "encoding": {"x": {"value": 0}, "text": {"field": "words"}}}
	]
}`

// Steps shows how many come to each stage of the way through the system, in its order.
func Steps(title, description string, stages []Stage) Chart {
	var values []object
	for _, s := range stages {
		values = append(values, object{"name": s.Name, "printed": s.Printed, "count": s.Count})
	}
	return build(steps, title, description, object{"values": values})
}
