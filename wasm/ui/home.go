package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// homePage says what this is and leads to each calculator.
type homePage struct {
	app.Compo
	files opening
}

func (h *homePage) OnPreRender(ctx app.Context) { entered(ctx, "Home") }

func (h *homePage) OnMount(ctx app.Context) {
	entered(ctx, "Home")
	h.files.enter(ctx)
}

func (h *homePage) OnDismount() { h.files.leave() }

func (h *homePage) Render() app.UI {
	var cards []app.UI
	for _, p := range pages() {
		if p.about == "" {
			continue
		}
		cards = append(cards, html.Li().Body(html.H2().Body(html.A(p.path).Text(p.name)), html.P().Text(p.about)))
	}
	// A tool of a group whose page is of another kind is listed here.
	for _, t := range form.Tools("") {
		if t.Group == "demand" {
			cards = append(cards, html.Li().Body(html.H2().Body(html.A("/"+t.Page).Text(t.Title)), html.P().Text(t.Heading)))
		}
	}
	return shell("/",
		heading("Do these figures hold?"),
		html.P().Class("lead narrow").Text("Scrutineer works out and checks the figures by which English councils steer and scrutinise children's services. Each page opens with a real example, from the published reports of Oldham Council; type over it, paste from a spreadsheet, or open a file."),
		html.Div().Class("inset narrow").Body(
			html.P().Body(html.Strong().Text("Your figures stay on this device."), app.Text(" Nothing you type or open is sent anywhere. Once loaded, the calculator works with the network off.")),
		),
		h.files.view(),
		h.files.picker("home-file", "Open a file", "A table (CSV or Excel), a published file of the Department for Education, a list of statistical neighbours, or a file saved here. It opens on the page that it fits. You can also drop it anywhere on a page."),
		html.Ul().Class("cards").Body(cards...),
	)
}
