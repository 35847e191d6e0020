package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// groupPage is the list of the tools of one group.
type groupPage struct {
	app.Compo
	group string
	lead  string
	files opening
	fault string
}

// CompoID tells go-app that two groups are two pages.
func (g *groupPage) CompoID() string { return g.group }

func (g *groupPage) OnPreRender(ctx app.Context) { entered(ctx, form.PageName(g.group)) }

func (g *groupPage) OnMount(ctx app.Context) {
	entered(ctx, form.PageName(g.group))
	g.files.enter(ctx)
}

func (g *groupPage) OnDismount() { g.files.leave() }

// OnNav follows a link that was made when the tools of a group stood on one page.
func (g *groupPage) OnNav(ctx app.Context) {
	if app.IsServer {
		return
	}
	linked, ok, err := form.ReadLink(app.Window().URL().Fragment)
	switch {
	case err != nil:
		g.fault = err.Error()
	case ok:
		if to, ok := form.ToolOfLink(g.group, linked); ok {
			ctx.Navigate("/" + to.Page + "#" + to.Link())
		}
	}
}

func (g *groupPage) Render() app.UI {
	var cards []app.UI
	for _, t := range form.Tools(g.group) {
		cards = append(cards, html.Li().Body(html.H2().Body(html.A("/"+t.Page).Text(t.Title)), html.P().Text(t.Heading)))
	}
	fault := html.Div()
	if g.fault != "" {
		fault = html.Div().ID("fault").Class("problems").TabIndex(-1).Role("alert").Body(html.P().Text(g.fault))
	}
	return shell("/"+g.group,
		heading(form.PageName(g.group)), html.P().Class("lead narrow").Text(g.lead), fault, g.files.view(),
		html.Ul().Class("cards").Body(cards...),
		g.files.picker(id(g.group, "file"), "Open a file", "A table (CSV or Excel) under any headings. It opens on the page that it fits."))
}
