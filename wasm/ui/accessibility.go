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
			html.P().Text("This statement is about the Scrutineer calculator as its authors publish it. A council that puts it on a site of its own answers for that site with a statement of its own."),
			html.P().Text("The calculator is meant to be used by everybody who reads or writes council reports: with a keyboard alone, with text enlarged to 200 %, on a screen 320 pixels wide, in high-contrast colours, without movement, and on paper."),

			html.H2().Text("How accessible it is"),
			html.P().Text("We aim for the Web Content Accessibility Guidelines, version 2.2, at level AA. We know of no failure of it apart from what is named below, and no person outside the project has confirmed that."),

			html.H2().Text("How it is tested"),
			html.P().Text("Tests in the Chromium browser go through the pages, the first of them with every change to the calculator and all of them before a release:"),
			html.Ul().Body(
				html.Li().Text("axe-core’s rules for WCAG 2.0, 2.1 and 2.2, levels A and AA: as the page opens, with figures of one’s own and every working open, cleared, with errors, with a file that is refused, with an offer to replace figures, and with the offer of a new version"),
				html.Li().Text("a whole task by keyboard alone: to a cell, a figure typed, the result, its working, a file saved; the focus is seen at every step, and is not lost when what had it goes away"),
				html.Li().Text("that results, errors and deeds are told to screen readers as they change"),
				html.Li().Text("a width of 320 pixels, and text of 200 %, without scrolling the page sideways and with nothing cut off or covered"),
				html.Li().Text("forced colours, reduced motion, print, and targets of at least 24 pixels"),
				html.Li().Text("each page without JavaScript and without WebAssembly: the example, its figures and its working can be read"),
			),
			html.P().Text("Not tested: use with a screen reader, with speech input or with a magnifier by people who depend on them, and browsers other than Chromium. A tool finds only part of what can be wrong."),

			html.H2().Text("What does not work well"),
			html.Ul().Body(
				html.Li().Text("Wide tables scroll sideways on narrow screens, each within its frame."),
				html.Li().Text("Words within narrow bars of a chart may be cut off on narrow screens. The table under each chart has the same figures, and the chart is described in words."),
				html.Li().Text("Tab goes through every cell of a table. “Skip past the table”, which is the first stop before each, leads past it."),
				html.Li().Text("Some published words are kept as their reports print them, with their abbreviations."),
			),

			html.H2().Text("Keys in tables"),
			html.P().Text("Tab moves to the next cell. The up and down arrows and Enter move between rows; the left and right arrows move between cells once the text is selected or the cursor stands at its end. Ctrl+Z takes a step back, Ctrl+Y makes it again. What is wrong with a cell is written under it and read with it; “Check the table” moves to the list of all that is to be corrected."),

			html.H2().Text("Tell us what is wrong"),
			html.P().Text("Open an issue in the project’s repository, github.com/scrutineer-dev/scrutineer, and say which page, which browser and which assistive technology. Do not put figures about children into it."),
			html.P().Class("quiet").Text("This statement was written on 22 November 2026, after the tests named above."),
		),
	)
}
