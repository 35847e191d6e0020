package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// given are the examples by their page, for writing the pages ahead: see [GiveExamples].
var given map[string]string

// GiveExamples hands over what is worked out of the examples when the site is built, as JSON by the page, for writing the
// pages ahead. In the browser the same stands in /web/examples.json: what the worker works out of a page is then shown
// before the worker is there.
func GiveExamples(byPage map[string]string) { given = byPage }

// exampleOf is what is worked out of the example of a page, as JSON; it is empty where it is not at hand.
func exampleOf(page string) string {
	if app.IsServer {
		return given[page]
	}
	return textOf(app.Window().Call("scrutineerExample", page))
}
