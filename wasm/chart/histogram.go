package chart

// Count is how many workers hold so many cases, and the band that falls in.
type Count struct {
	Cases, Workers int
	Band           string
}

const histogram = `{` + shared + `,
	"height": 260,
	"mark": {"type": "bar"},
	"encoding": {
		"x": {"field": "cases", "type": "quantitative", "title": "Cases held", "bin": {"step": 1}, "axis": {"format": "d", "values": null}},
		"y": {"field": "workers", "type": "quantitative", "aggregate": "sum", "title": "Workers", "axis": {"tickMinStep": 1, "format": "d"}},
		"color": {"field": "band", "type": "nominal", "title": null, "scale": {"domain": "{bands}", "range": "{colours}"}}
	}
}`

// Histogram shows how many workers hold how many cases. Bands are told apart by colour and named in the legend.
func Histogram(title, description string, bands []string, counts []Count) Chart {
	var values []object
	for _, c := range counts {
		values = append(values, object{"cases": c.Cases, "workers": c.Workers, "band": c.Band})
	}
	colours := []string{darkBlue, orange, darkPink, turquoise}
	return build(histogram, title, description, object{"bands": bands, "colours": colours[:min(len(bands), len(colours))], "values": values})
}
