package chart

// AreaRatings are how many items of one area have each rating.
type AreaRatings struct {
	Area                       string
	Green, Amber, Red, Unrated int
}

// Names stand above their bars, so that a narrow screen leaves the bars their width; a part too narrow for its words has none.
const ratings = `{` + shared + `,
	"height": {"step": 58},
	"transform": [
		{"stack": "count", "groupby": ["area"], "sort": [{"field": "place"}], "as": ["from", "to"]},
		{"joinaggregate": [{"op": "max", "field": "to", "as": "most"}]},
		{"calculate": "(datum.from + datum.to) / 2", "as": "middle"},
		{"calculate": "datum.letter + ' ' + datum.count", "as": "words"}
	],
	"encoding": {"y": {"field": "area", "type": "nominal", "sort": "{order}", "axis": null}},
	"layer": [
		{
			"mark": {"type": "bar", "stroke": "white", "height": 30, "yOffset": 10},
			"encoding": {
				"x": {"field": "from", "type": "quantitative", "title": "Items", "axis": {"tickMinStep": 1, "tickCount": 6, "format": "d"}}, "x2": {"field": "to"},
				"color": {"field": "rating", "type": "nominal", "title": null, "scale": {"domain": ["Red", "Amber", "Green", "Unrated"], "range": ["` + red + `", "` + amber + `", "` + green + `", "#b1b4b6"]}, "legend": {"columns": {"expr": "width < 400 ? 2 : 4"}}}
			}
		},
		{
			"mark": {"type": "text", "fontWeight": "bold", "yOffset": 11},
			"encoding": {
				"x": {"field": "middle", "type": "quantitative"}, "text": {"field": "words"},
				"opacity": {"condition": {"test": "(datum.to - datum.from) / datum.most * width < 30", "value": 0}, "value": 1},
				"color": {"condition": {"test": "datum.rating === 'Amber' || datum.rating === 'Unrated'", "value": "#0b0c0c"}, "value": "white"}
			}
		},
		{
			"transform": [{"filter": "datum.from === 0"}],
			"mark": {"type": "text", "align": "left", "yOffset": -16, "color": "` + grey + `", "limit": {"expr": "width"}},
			"encoding": {"x": {"value": 0}, "text": {"field": "area"}}
		}
	]
}`

// Ratings stacks the ratings of each area; every part carries its number and the letter of its colour.
func Ratings(title, description string, areas []AreaRatings) Chart {
	var values []object
	var order []string
	for _, a := range areas {
		order = append(order, a.Area)
		for _, part := range []struct {
			rating, letter string
			place, count   int
		}{{"Red", "R", 0, a.Red}, {"Amber", "A", 1, a.Amber}, {"Green", "G", 2, a.Green}, {"Unrated", "U", 3, a.Unrated}} {
			if part.count > 0 {
				values = append(values, object{"area": a.Area, "rating": part.rating, "letter": part.letter, "place": part.place, "count": part.count})
			}
		}
	}
	return build(ratings, title, description, object{"order": order, "values": values})
}
