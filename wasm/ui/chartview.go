package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// chartView draws one chart. The table beside it says the same, so the chart may be missing.
type chartView struct {
	app.Compo
	ID, Title, Description, Spec string

	fault  string
	failed app.Func
}

// hasCharts reports whether the chart library was built into the site.
func hasCharts() bool { return app.Getenv("SCRUTINEER_CHARTS") == "yes" }

func (c *chartView) OnMount(ctx app.Context) {
	c.failed = app.FuncOf(func(_ app.Value, args []app.Value) any {
		reason := args[0].String()
		ctx.Dispatch(func(app.Context) { c.fault = reason })
		return nil
	})
	ctx.Defer(c.draw)
}

func (c *chartView) OnUpdate(ctx app.Context) { ctx.Defer(c.draw) }

// OnResize draws again, because the width decides where labels stand.
func (c *chartView) OnResize(ctx app.Context) { ctx.Defer(c.draw) }

func (c *chartView) draw(app.Context) {
	if hasCharts() {
		app.Window().Call("scrutineerChart", c.ID, c.Spec, c.Title, c.Description, c.failed)
	}
}

func (c *chartView) OnDismount() {
	if hasCharts() {
		app.Window().Call("scrutineerForget", c.ID)
	}
	if c.failed != nil {
		c.failed.Release()
	}
}

func (c *chartView) Render() app.UI {
	if !hasCharts() {
		return html.Div()
	}
	if c.fault != "" {
		return html.P().Class("inset").Text("The chart could not be drawn (" + c.fault + "). The table has the same figures.")
	}
	return html.Div().Class("chart-view").Body(
		html.Div().ID(c.ID).Class("chart"),
		html.Div().Class("tools").Body(
			c.tool("svg", "Save the chart as SVG"), c.tool("png", "as PNG"),
			html.Button().ID(id(c.ID, "spec")).Class("button second").Text("as Vega-Lite").OnClick(c.saveSpec),
		),
	)
}

func (c *chartView) tool(kind, text string) app.UI {
	return html.Button().ID(id(c.ID, kind)).Class("button second").Text(text).
		OnClick(func(ctx app.Context, _ app.Event) {
			ctx.PreventUpdate()
			app.Window().Call("scrutineerSaveChart", c.ID, c.ID, kind)
		}, app.EventScope(kind))
}

func (c *chartView) saveSpec(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	save(c.ID+".vl.json", "application/json", c.Spec)
}
