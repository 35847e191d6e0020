package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

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
