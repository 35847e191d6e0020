package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// accessibilityPage is the accessibility statement. It says only what the browser tests show.
type accessibilityPage struct {
	app.Compo
}

func (a *accessibilityPage) OnPreRender(ctx app.Context) { entered(ctx, "Accessibility") }

func (a *accessibilityPage) OnMount(ctx app.Context) { entered(ctx, "Accessibility") }

func (a *accessibilityPage) Render() app.UI {
	return shell("/accessibility",
		heading("Accessibility of the calculator"),
		html.Div().Class("narrow").Body(
			html.P().Text("The calculator is meant to be used by everybody who reads or writes council reports: with a keyboard alone, with a screen reader, with text enlarged to 200 %, on a screen 320 pixels wide, in high-contrast colours, and on paper."),
			html.H2().Text("What has been tested"),
			html.P().Text("Every page is run through axe-core's rules for WCAG 2.2 at levels A and AA, in a browser, with every change: as it opens, with figures of one's own, and with errors. A tool finds only part of what can be wrong. No audit by people who use assistive technology has been made yet."),
			html.H2().Text("In tables"),
			html.P().Text("Tab moves to the next cell. The up and down arrows and Enter move between rows; the left and right arrows move between cells once the text is selected or the cursor stands at its end. Ctrl+Z takes a step back, Ctrl+Y makes it again. What is wrong with a cell is written under it and read with it; “Check the table” moves to the list of all that is to be corrected."),
			html.H2().Text("What is not done"),
			html.P().Text("Long tables scroll sideways on narrow screens. Some published words are kept as their reports print them, with their abbreviations."),
		),
	)
}
