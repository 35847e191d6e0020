package ui

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// calm is the pause in typing after which the tables and charts of a long table follow its answer. Drawing them at every
// key would keep the next key waiting.
const calm = 250 * time.Millisecond

// resultsView draws what stands under the answer of a part. It is drawn again only when the result has changed.
type resultsView struct {
	app.Compo

	ID      string
	Label   string // empty where the part around it is named already
	Further bool   // its headings are one level down
	Result  form.Result

	all bool // every row is wanted
}

func (v *resultsView) Render() app.UI {
	title := html.H2
	if v.Further {
		title = html.H3
	}
	box := html.Section().ID(v.ID)
	if v.Label != "" {
		box = box.Aria("label", v.Label)
	}
	short, cut := form.Shorten(v.Result)
	if !cut || v.all {
		return box.Body(sections(v.Result, title)...)
	}
	return box.Body(append([]app.UI{html.Div().Class("tools").Body(
		html.Span().Text(form.ShortenedNote),
		html.Button().ID(id(v.ID, "all")).Class("button second").Text("Show every row").OnClick(v.showAll),
	)}, sections(short, title)...)...)
}

func (v *resultsView) showAll(ctx app.Context, _ app.Event) {
	v.all = true
	ctx.Defer(func(app.Context) { focus("answer") })
}

// show gives the results to the screen: at once where they are short, and where they are long after a pause in typing.
func (p *calculatorPage) show() {
	if !p.drawsLater() {
		p.shown = p.whole()
		return
	}
	if p.following {
		p.typedSince = true
		return
	}
	p.following = true
	p.ctx.After(calm, p.follows)
}

// drawsLater reports whether the tables and charts wait for a pause in typing.
func (p *calculatorPage) drawsLater() bool { return p.long() && p.ctx.Context != nil }

func (p *calculatorPage) follows(ctx app.Context) {
	if p.typedSince {
		p.typedSince = false
		ctx.After(calm, p.follows)
		return
	}
	p.following = false
	p.shown = p.whole()
}
