package chart

// Observed is one period of the past, Step one of a forecast.
type (
	Observed struct {
		Period string
		Value  float64
	}
	Step struct {
		Period                                   string
		Mean, Lower80, Upper80, Lower95, Upper95 float64
	}
)

const fan = `{` + shared + `,
	"height": 300,
	"encoding": {"x": {"field": "period", "type": "ordinal", "sort": "{periods}", "title": null, "scale": {"domain": "{periods}"}, "axis": {"labelAngle": 0, "labelOverlap": true}}},
	"layer": [
		{
			"transform": [{"fold": ["95 % of the time", "80 % of the time"], "as": ["band", "unused"]}, {"filter": "isValid(datum.lower95)"}, {"calculate": "datum.band === '95 % of the time' ? datum.lower95 : datum.lower80", "as": "from"}, {"calculate": "datum.band === '95 % of the time' ? datum.upper95 : datum.upper80", "as": "to"}],
			"mark": {"type": "area"},
			"encoding": {
				"y": {"field": "from", "type": "quantitative", "title": "{unit}", "scale": {"zero": false}}, "y2": {"field": "to"},
				"color": {"field": "band", "type": "nominal", "title": "The value lies in the band", "scale": {"domain": ["80 % of the time", "95 % of the time"], "range": ["#8aa6bf", "#c9d6e2"]}, "legend": {"columns": 1, "titleLimit": 280}},
				"order": {"field": "band", "sort": "descending"}
			}
		},
		{
			"transform": [{"filter": "isValid(datum.value) || isValid(datum.mean)"}, {"calculate": "isValid(datum.value) ? 'published or typed' : 'forecast'", "as": "line"}, {"calculate": "isValid(datum.value) ? datum.value : datum.mean", "as": "height"}],
			"mark": {"type": "point", "filled": true, "size": 80, "opacity": 1, "color": "` + darkBlue + `"},
			"encoding": {
				"y": {"field": "height", "type": "quantitative"},
				"shape": {"field": "line", "type": "nominal", "title": null, "scale": {"domain": ["published or typed", "forecast"], "range": ["circle", "diamond"]}, "legend": {"orient": "bottom", "columns": 1, "symbolFillColor": "` + darkBlue + `"}}
			}
		},
		{"transform": [{"filter": "isValid(datum.value)"}], "mark": {"type": "line", "strokeWidth": 2.5, "color": "` + darkBlue + `"}, "encoding": {"y": {"field": "value", "type": "quantitative"}}},
		{"transform": [{"filter": "isValid(datum.mean)"}], "mark": {"type": "line", "strokeWidth": 2.5, "strokeDash": [6, 4], "color": "` + darkBlue + `"}, "encoding": {"y": {"field": "mean", "type": "quantitative"}}}
	]
}`

// Fan shows a series carried forward, with the bands in which the values will lie 80 and 95 times in a hundred if it goes
// on as it did. The bands begin at the last value.
func Fan(title, description, unit string, past []Observed, steps []Step) Chart {
	var values []object
	var periods []string
	for i, p := range past {
		value := object{"period": p.Period, "value": p.Value}
		if i == len(past)-1 {
			value["mean"], value["lower80"], value["upper80"], value["lower95"], value["upper95"] = p.Value, p.Value, p.Value, p.Value, p.Value
		}
		values = append(values, value)
		periods = append(periods, p.Period)
	}
	for _, s := range steps {
		values = append(values, object{"period": s.Period, "mean": s.Mean, "lower80": s.Lower80, "upper80": s.Upper80, "lower95": s.Lower95, "upper95": s.Upper95})
		periods = append(periods, s.Period)
	}
	return build(fan, title, description, object{"unit": unit, "values": values, "periods": periods})
}
