// Command browserbench is the least page that go-app can make: a heading and a counter, built with the flags of the
// calculator and given by its server. "make bench-browser" sets the calculator's size and time to the first answer beside
// it, so that what go and go-app cost is not mistaken for what the calculator costs.
package main

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// counter counts the presses of its button.
type counter struct {
	app.Compo
	count int
}

func (c *counter) Render() app.UI {
	return app.Elem("main").Body(
		app.Elem("h1").Text("Hello"),
		app.Elem("p").Body(app.Elem("output").ID("answer").Text(strconv.Itoa(c.count))),
		app.Elem("button").ID("press").Text("Count").OnClick(c.press),
	)
}

func (c *counter) OnMount(ctx app.Context) {
	ctx.Defer(func(app.Context) { app.Window().Set("scrutineerEntered", true) })
}

func (c *counter) press(app.Context, app.Event) { c.count++ }

func main() {
	app.Route("/", func() app.Composer { return &counter{} })
	app.RunWhenOnBrowser()
	host()
}
