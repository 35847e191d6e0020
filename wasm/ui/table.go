package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// columns is the head of a table of results: the first column names, the others count.
func columns(first string, others ...string) app.UI {
	cells := []app.UI{html.Th("col").Text(first)}
	for _, name := range others {
		cells = append(cells, html.Th("col").Class("number").Text(name))
	}
	return html.THead().Body(html.Tr().Body(cells...))
}

func number(text string) app.UI { return html.Td().Class("number").Text(text) }

// notes are what a reader should know about a result.
func notes(list []string) app.UI {
	if len(list) == 0 {
		return html.Div()
	}
	return html.Div().Class("inset").Body(
		html.P().Body(html.Strong().Text("Note")),
		html.Ul().Body(app.Range(list).Slice(func(i int) app.UI { return html.Li().Text(list[i]) })),
	)
}
