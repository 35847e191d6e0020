package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// shell is what stands around every page: its name, the menu, the promise and the way to more.
func shell(path string, content ...app.UI) app.UI {
	body := append([]app.UI{&updateOffer{}, app.Elem("noscript").Body(html.P().Class("inset").Text(
		"To calculate, this page needs JavaScript, which this browser does not run. The example, its figures and how they were worked out can be read."))}, content...)
	return html.Div().Class("page").Body(
		html.A("#main").Class("skip").Text("Skip to main content").OnClick(skipToMain),
		html.Header().Class("top").Body(
			html.Div().Class("wide").Body(
				html.A("/").Class("name").Text("Scrutineer"),
				html.Nav().Aria("label", "Pages").Body(html.Ul().Body(menu(path)...)),
			),
		),
		html.Main().ID("main").Class("wide").TabIndex(-1).Body(body...),
		html.Footer().Class("foot").Body(
			html.Div().Class("wide").Body(
				html.Ul().Body(
					html.Li().Body(html.A("/accessibility").Text("Accessibility")),
					html.Li().Body(html.A("/web/licences.txt").Attr("target", "_blank").Attr("rel", "noopener").Text("Licences (opens a text file in a new tab)")),
				),
				html.P().Text("Your figures stay on this device. After it has loaded the calculator asks nothing of any server, and it works with the network off. It is not a service of the government or of any council."),
			),
		),
	)
}

func menu(path string) []app.UI {
	var items []app.UI
	for _, p := range pages() {
		if !p.inMenu {
			continue
		}
		link := html.A(p.path).Text(p.name)
		if p.path == path {
			link = link.Aria("current", "page")
		}
		items = append(items, html.Li().Body(link))
	}
	return items
}

// skipToMain moves the focus, which go-app's own handling of links does not.
func skipToMain(ctx app.Context, e app.Event) {
	ctx.PreventUpdate()
	e.PreventDefault()
	e.StopImmediatePropagation()
	e.Call("stopPropagation")
	focus("main")
}

// entered sets the title of a page that was opened, and moves the focus to its heading when the person came from another
// page, so that a screen reader says where they are.
func entered(ctx app.Context, name string) {
	title := "Scrutineer"
	if name != "Home" {
		title = name + " – Scrutineer"
	}
	ctx.Page().SetTitle("%s", title)
	if app.IsServer {
		return
	}
	if app.Window().Get("scrutineerEntered").Truthy() {
		ctx.Defer(func(app.Context) { focus("heading") })
	}
	// Only after the tables have been given their figures, which they defer too, is the page there for whoever waits for it.
	ctx.Defer(func(ctx app.Context) {
		ctx.Defer(func(app.Context) { app.Window().Set("scrutineerEntered", true) })
	})
}

// heading is the heading of a page.
func heading(text string) app.UI { return html.H1().ID("heading").TabIndex(-1).Text(text) }

// updateOffer offers a new version, and never forces it. go-app's own notice also comes on a first visit, so glue.js tells.
type updateOffer struct {
	app.Compo
	ready  bool
	notice app.Func
}

func (u *updateOffer) OnMount(ctx app.Context) {
	u.ready = app.Window().Get("scrutineerUpdateReady").Truthy()
	u.notice = app.FuncOf(func(app.Value, []app.Value) any {
		ctx.Dispatch(func(app.Context) { u.ready = true })
		return nil
	})
	app.Window().Set("scrutineerOnUpdate", u.notice)
}

func (u *updateOffer) OnDismount() {
	app.Window().Set("scrutineerOnUpdate", nil)
	if u.notice != nil {
		u.notice.Release()
	}
}

func (u *updateOffer) Render() app.UI {
	if !u.ready {
		return html.Div()
	}
	return html.Div().Class("banner").Role("status").Body(
		html.P().Text("A new version of the calculator is ready. Your figures are kept."),
		html.Button().ID("take-update").Class("button second").Text("Use the new version").OnClick(u.take),
	)
}

func (u *updateOffer) take(app.Context, app.Event) {
	if take := app.Window().Get("scrutineerTakeUpdate"); take.Truthy() {
		take.Invoke()
	}
}

// disclosure is a part that opens on demand.
func disclosure(title string, content ...app.UI) app.UI {
	return html.Details().Body(html.Summary().Text(title), html.Div().Body(content...))
}

// tag is a word with a colour and a shape, so that no sign is given by colour alone.
func tag(class, text string) app.UI { return html.Span().Class("tag " + class).Text(text) }

// id makes an id of words.
func id(words ...string) string { return strings.Join(words, "-") }
