// Package chart writes the charts of the calculator as Vega-Lite specifications: plain data with no code in it, which
// draw the same in any Vega-Lite tool that an analyst takes them to. It computes nothing but what a chart itself is: sums
// along a waterfall are a transform of the specification.
//
// Colours are those of the Government Analysis Function's palette, and never the only sign.
package chart

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Chart is one chart and the words that stand for it where it cannot be seen.
type Chart struct {
	Title, Description string
	// Spec is the Vega-Lite specification as JSON.
	Spec string
}

// The Analysis Function's palette for up to four categories, and the colours of ratings, which always come with a word.
const (
	darkBlue  = "#12436D"
	turquoise = "#28A197"
	darkPink  = "#801650"
	orange    = "#F46A25"
	grey      = "#3D3D3D"
	red       = "#942828"
	amber     = "#FFC65C"
	green     = "#0B5C3E"
)

type object = map[string]any

// shared is what every chart has. Here and in the charts a name in braces stands for what build puts there.
const shared = `
	"$schema": "https://vega.github.io/schema/vega-lite/v6.json",
	"title": {"text": "{title}", "anchor": "start", "fontSize": 16},
	"description": "{description}",
	"width": "container", "autosize": {"type": "fit-x", "contains": "padding"}, "background": "white",
	"config": {
		"font": "Arial, sans-serif",
		"axis": {"labelFontSize": 14, "titleFontSize": 14, "titleFontWeight": "normal", "labelColor": "` + grey + `", "titleColor": "` + grey + `", "labelLimit": 170, "gridColor": "#e5e5e5"},
		"text": {"fontSize": 14}, "legend": {"labelFontSize": 14, "titleFontSize": 14, "orient": "top"}, "view": {"stroke": null}
	},
	"data": {"values": "{values}"}`

// build puts values in the places of a specification.
func build(spec, title, description string, places object) Chart {
	places["title"], places["description"] = heading(title), description
	var pairs []string
	for name, value := range places {
		text, _ := json.Marshal(value) // texts, numbers and lists of them always marshal
		pairs = append(pairs, `"{`+name+`}"`, string(text))
	}
	return Chart{Title: title, Description: description, Spec: strings.NewReplacer(pairs...).Replace(spec)}
}

// heading is a title that a narrow chart breaks into lines, because a drawing does not break them by itself.
func heading(title string) any {
	const narrow = 30 // characters that fit on a screen of 320 pixels
	var lines []string
	for _, word := range strings.Fields(title) {
		last := len(lines) - 1
		if last >= 0 && len(lines[last])+1+len(word) <= narrow {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	if len(lines) < 2 {
		return title
	}
	broken, _ := json.Marshal(lines) // texts always marshal
	whole, _ := json.Marshal(title)
	return object{"expr": "width < " + strconv.Itoa(10*len(title)) + " ? " + string(broken) + " : " + string(whole)}
}
