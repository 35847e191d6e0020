package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/chart"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// The ids of the choices.
const (
	placeInput = "place-authority"
	placeLists = "place-list"
)

func (p *placePage) Render() app.UI {
	title := "How does this authority stand?"
	if one := p.place.Measure; one != nil {
		title = one.Title + ": " + p.place.Name
	}
	content := []app.UI{heading(title), p.choices(), p.state()}
	switch {
	case p.waits != "":
		content = append(content, html.T("p", "class=quiet", "Working out "+p.waits+" …"))
	case p.place.Problem != "" || p.fault != "":
	case p.place.Measure != nil:
		content = append(content, p.one()...)
	default:
		content = append(content, p.profile()...)
	}
	content = append(content,
		html.E("div", "class=tools", html.T("button", "type=button|id=place-print|class=button second", "Print").OnClick(p.print),
			html.T("button", "type=button|id=place-csv|class=button second", "Save as CSV").OnClick(p.saveCSV)),
		html.T("p", "class=quiet narrow", p.place.Attribution+" The figures come with the calculator; nothing is asked of anybody else. A file of your own that has the same series, opened on the page of demand, goes before them."),
	)
	return shell("/demand", content...)
}

// choices are the authority, by typing its name, and the list of neighbours.
func (p *placePage) choices() app.UI {
	wrong, invalid := "", "false"
	if p.waits == "" && p.place.Problem != "" {
		wrong, invalid = p.place.Problem, "true"
	}
	var names, lists []app.UI
	for _, a := range p.place.Authorities {
		names = append(names, html.E("option", "").Attr("value", a[1]))
	}
	for _, name := range p.place.Lists {
		selected := ""
		if name == p.place.List {
			selected = "selected=selected"
		}
		lists = append(lists, html.T("option", selected, name))
	}
	input := html.Input("text").ID(placeInput).Attr("list", "place-authorities").Attr("autocomplete", "off").Attr("value", p.place.Name).
		Attr("aria-invalid", invalid).Attr("aria-describedby", placeInput+"-hint").OnChange(p.choose).OnKeyDown(p.pressed)
	return html.E("div", "class=fields",
		placeChoice(placeInput, "Authority", "Type a part of its name, or its three-digit code", wrong, input),
		html.E("datalist", "id=place-authorities", names...),
		placeChoice(placeLists, "Neighbours", "Both are DfE’s", "", html.E("select", "id="+placeLists, lists...).OnChange(p.chooseList)),
		html.T("button", "type=button|id=place-show|class=button", "Show").OnClick(p.choose),
	)
}

// placeChoice is a choice with its label, its hint and what is wrong with it.
func placeChoice(of, label, hint, wrong string, input app.UI) app.UI {
	return html.E("div", "class=field",
		html.T("label", "for="+of, label),
		html.E("span", "class=hint|id="+of+"-hint", html.T("span", "", hint), html.T("span", "class=wrong|id="+of+"-error", wrong)),
		input)
}

// state says what went wrong, and what a screen reader is told.
func (p *placePage) state() app.UI {
	parts := []app.UI{html.T("div", "class=hidden-text|role=status|id=said", p.said)}
	if p.fault != "" {
		parts = append(parts, html.E("div", "class=problems|role=alert|id=fault|tabindex=-1", html.T("h2", "", "That did not work"), html.T("p", "", p.fault)))
	}
	return html.E("div", "class=state", parts...)
}

// profile is every measure, group by group.
func (p *placePage) profile() []app.UI {
	parts := []app.UI{answerBox(p.place.Answer, p.place.More, true), notes(p.place.Notes)}
	var items []app.UI
	for _, g := range p.place.Groups {
		items = append(items, html.E("li", "", jump("group-"+g.ID, g.Title)))
	}
	parts = append(parts, html.E("nav", "class=contents|aria-label=On this page", html.T("p", "", "On this page"), html.E("ul", "", items...)))
	for _, g := range p.place.Groups {
		parts = append(parts, p.group(g))
	}
	return append(parts, notes(p.place.Earlier))
}

func (p *placePage) group(g form.PlaceGroup) app.UI {
	var head, rows []app.UI
	for _, h := range p.place.Heads {
		head = append(head, html.T("th", "scope=col|role=columnheader|class="+side(h), h.Text))
	}
	for _, m := range g.Measures {
		rows = append(rows, p.line(m))
	}
	return html.E("section", "aria-labelledby=group-"+g.ID,
		html.T("h2", "tabindex=-1|id=group-"+g.ID, g.Title),
		html.E("div", "class=scroll|tabindex=0|role=region", // with large text the table is wider than the page
			html.E("table", "class=profile|role=table|id=table-"+g.ID,
				html.T("caption", "class=hidden-text", g.Title+", "+p.place.Name),
				html.E("thead", "role=rowgroup", html.E("tr", "role=row", head...)),
				html.E("tbody", "role=rowgroup", rows...))).Attr("aria-label", g.Title+", table"),
		disclosure("Year by year", resultTable(g.Years)),
	)
}

// side is the class of a cell by its heading.
func side(h form.Heading) string {
	if h.Number {
		return "number"
	}
	return "words"
}

// line is one measure: a narrow screen shows it as a card, with the heading of each figure before it.
func (p *placePage) line(m form.PlaceLine) app.UI {
	name := html.T("strong", "", m.Name)
	if m.Looked {
		name = html.T("a", "id=measure-"+m.ID, m.Name).Attr("href", p.address([2]string{form.PlaceMeasure, m.ID}, [2]string{form.PlaceView, ""}))
	}
	cells := []app.UI{html.E("th", "scope=row|role=rowheader", below(name, m.Under...)...)}
	for i, h := range p.place.Heads[1:] {
		body := []app.UI{spark(m.Spark)}
		if i < len(m.Cells) {
			body = figures(m.Cells[i])
		}
		cells = append(cells, html.E("td", "role=cell|class="+side(h), body...).Attr("data-head", h.Text))
	}
	return html.E("tr", "role=row|id=line-"+m.ID, cells...)
}

// figures are a cell's text, and below it what it was made of.
func figures(c form.PlaceCell) []app.UI {
	var text app.UI = app.Text(c.Text)
	if c.Tag != "" {
		text = tag(c.Tag, c.Text)
	}
	return below(text, c.Under)
}

// below are an element and texts below it.
func below(first app.UI, texts ...string) []app.UI {
	list := []app.UI{first}
	for _, text := range texts {
		if text != "" {
			list = append(list, html.T("span", "class=under", text))
		}
	}
	return list
}

// spark draws the small chart of a line. The table "Year by year" has its figures.
func spark(s *chart.Spark) app.UI {
	if s == nil {
		return html.Span()
	}
	element := func(name, attributes string, body ...app.UI) app.HTMLElem {
		return html.E(name, attributes, body...).XMLNS("http://www.w3.org/2000/svg")
	}
	return element("svg", "class=spark|aria-hidden=true|viewBox="+s.ViewBox,
		element("path", "class=england|d="+s.England), element("path", "class=own|d="+s.Own), element("circle", "class=own|r=2.5|cx="+s.X+"|cy="+s.Y))
}

// one is one measure, looked at in one way.
func (p *placePage) one() []app.UI {
	one := p.place.Measure
	var ways []app.UI
	for _, way := range form.PlaceViews() {
		current := "false"
		if way[0] == one.View {
			current = "page"
		}
		ways = append(ways, html.E("li", "", html.T("a", "id=way-"+way[0]+"|aria-current="+current, way[1]).Attr("href", p.address([2]string{form.PlaceView, way[0]}))))
	}
	parts := []app.UI{
		html.E("p", "", html.T("a", "id=all-measures", "All measures of "+p.place.Name).Attr("href", p.address([2]string{form.PlaceMeasure, ""}, [2]string{form.PlaceView, ""}))),
		html.E("nav", "class=ways|aria-label=Ways to look at it", html.E("ul", "", ways...)),
		answerBox(p.place.Answer, p.place.More, true),
	}
	for _, s := range one.Result.Sections {
		parts = append(parts, section(s, html.H2()))
		if text := one.Definitions[s.ID]; text != "" {
			parts = append(parts, disclosure("Definition and source", html.T("p", "", text)))
		}
	}
	return append(parts, notes(one.Result.Notes), notes(p.place.Notes), notes(p.place.Earlier))
}
