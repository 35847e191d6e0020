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
	var content []app.UI
	switch one := p.place.Measure; {
	case one != nil:
		content = append(content, heading(one.Title+": "+p.place.Name))
	default:
		content = append(content, heading("How does this authority stand?"))
	}
	content = append(content, p.choices(), p.state())
	switch {
	case p.waits != "":
		content = append(content, html.P().Class("quiet").Text("Working out "+p.waits+" …"))
	case p.place.Problem != "" || p.fault != "":
	case p.place.Measure != nil:
		content = append(content, p.one()...)
	default:
		content = append(content, p.profile()...)
	}
	content = append(content,
		html.Div().Class("tools").Body(html.Button().ID("place-print").Class("button second").Text("Print").OnClick(p.print)),
		html.P().Class("quiet narrow").Text(p.place.Attribution+" The figures come with the calculator; nothing is asked of anybody else. A file of your own that has the same series, opened on the page of demand, goes before them."),
	)
	return shell("/demand", content...)
}

// choices are the authority, by typing its name, and the list of neighbours.
func (p *placePage) choices() app.UI {
	var names []app.UI
	for _, a := range p.place.Authorities {
		names = append(names, html.Option(a[1]))
	}
	input := html.Input("text").ID(placeInput).Attr("list", "place-authorities").Attr("autocomplete", "off").Attr("value", p.place.Name).
		Aria("describedby", placeInput+"-hint").OnChange(p.choose).OnKeyDown(p.pressed)
	field := []app.UI{
		html.Label(placeInput).Text("Authority"),
		html.Span().ID(placeInput + "-hint").Class("hint").Text("Type a part of its name, or its three-digit code"),
	}
	var wrong []app.UI
	if p.place.Problem != "" && p.waits == "" {
		wrong = append(wrong, html.Span().ID(placeInput+"-error").Class("wrong").Text(p.place.Problem))
		input = input.Aria("invalid", "true").Aria("describedby", placeInput+"-error")
	}
	field = append(field, html.Span().Body(wrong...), input, app.Elem("datalist").ID("place-authorities").Body(names...))
	list := html.Select().ID(placeLists).OnChange(p.chooseList).Body(app.Range(p.place.Lists).Slice(func(i int) app.UI {
		option := html.Option(p.place.Lists[i]).Text(p.place.Lists[i])
		if p.place.Lists[i] == p.place.List {
			option = option.Attr("selected", true) // false would be written as if it were true
		}
		return option
	}))
	return html.Div().Class("fields").Body(
		html.Div().Class("field").Body(field...),
		html.Div().Class("field").Body(html.Label(placeLists).Text("Neighbours"), html.Span().Class("hint").Text("Both are DfE’s"), list),
		html.Button().ID("place-show").Class("button").Text("Show").OnClick(p.choose),
	)
}

// state says what went wrong, and what a screen reader is told.
func (p *placePage) state() app.UI {
	parts := []app.UI{html.Div().Class("hidden-text").Role("status").ID("said").Text(p.said)}
	if p.fault != "" {
		parts = append(parts, html.Div().ID("fault").Class("problems").TabIndex(-1).Role("alert").Body(html.H2().Text("That did not work"), html.P().Text(p.fault)))
	}
	return html.Div().Class("state").Body(parts...)
}

// profile is every measure, group by group.
func (p *placePage) profile() []app.UI {
	parts := []app.UI{answerBox(p.place.Answer, p.place.More, true), notes(p.place.Notes)}
	var items []app.UI
	for _, g := range p.place.Groups {
		items = append(items, html.Li().Body(jump("group-"+g.ID, g.Title)))
	}
	parts = append(parts, html.Nav().Class("contents").Aria("label", "On this page").Body(html.P().Text("On this page"), html.Ul().Body(items...)))
	for _, g := range p.place.Groups {
		parts = append(parts, p.group(g))
	}
	parts = append(parts, notes(p.place.Earlier))
	return parts
}

// placeHeads are the headings of the profile.
func (p *placePage) heads() []string {
	return []string{"Measure", p.place.Name, "England", p.place.Regional, "Neighbours’ median", "Neighbours’ mean", "Among all authorities", "Since the year before", "Up to ten years (dashed: England)"}
}

func (p *placePage) group(g form.PlaceGroup) app.UI {
	heads := p.heads()
	var head, rows []app.UI
	for i, text := range heads {
		cell := html.Th("col").Role("columnheader").Text(text)
		if i > 0 && i < 6 {
			cell = cell.Class("number")
		}
		head = append(head, cell)
	}
	for _, m := range g.Measures {
		rows = append(rows, p.line(m, heads))
	}
	return html.Section().Aria("labelledby", "group-"+g.ID).Body(
		html.H2().ID("group-"+g.ID).TabIndex(-1).Text(g.Title),
		html.Table().ID("table-"+g.ID).Class("profile").Role("table").Body(
			html.Caption().Class("hidden-text").Text(g.Title+", "+p.place.Name),
			html.THead().Role("rowgroup").Body(html.Tr().Role("row").Body(head...)),
			html.TBody().Role("rowgroup").Body(rows...)),
		disclosure("Year by year", resultTable(g.Years)),
	)
}

// line is one measure: a narrow screen shows it as a card, with the heading of each figure before it.
func (p *placePage) line(m form.PlaceLine, heads []string) app.UI {
	name := []app.UI{html.Strong().Text(m.Name)}
	if m.Looked {
		name = []app.UI{html.A(p.address([2]string{form.PlaceMeasure, m.ID}, [2]string{form.PlaceView, ""})).ID("measure-" + m.ID).Text(m.Name)}
	}
	name = append(name, html.Span().Class("under").Text(m.When))
	for _, note := range m.Notes {
		name = append(name, html.Span().Class("under").Text(note))
	}
	cell := func(i int, body ...app.UI) app.UI {
		td := html.Td().Role("cell").DataSet("head", heads[i])
		if i < 6 {
			td = td.Class("number")
		}
		return td.Body(body...)
	}
	average := func(i int, text string) app.UI {
		body := []app.UI{app.Text(text)}
		if text != "" {
			body = append(body, html.Span().Class("under").Text(m.Neighbours))
		}
		return cell(i, body...)
	}
	standing := []app.UI{app.Text(m.Quarter.Text)}
	if m.Quarter.Tag != "" {
		standing = []app.UI{tag(m.Quarter.Tag, m.Quarter.Text)}
	}
	if m.Rank != "" {
		standing = append(standing, html.Span().Class("under").Text("rank "+m.Rank))
	}
	return html.Tr().ID("line-"+m.ID).Role("row").Body(
		html.Th("row").Role("rowheader").Body(name...),
		cell(1, html.Strong().Text(m.Value), html.Span().Class("under").Text(m.Number)),
		cell(2, app.Text(m.England)), cell(3, app.Text(m.Region)),
		average(4, m.Median), average(5, m.Mean),
		cell(6, standing...), cell(7, app.Text(m.Change.Text)), cell(8, spark(m.Spark)),
	)
}

// spark draws the small chart of a line. The table "Year by year" has its figures.
func spark(s *chart.Spark) app.UI {
	if s == nil {
		return html.Span()
	}
	const svg = "http://www.w3.org/2000/svg"
	element := func(name string) app.HTMLElem { return app.Elem(name).XMLNS(svg) }
	return element("svg").Class("spark").Attr("viewBox", s.ViewBox).Aria("hidden", "true").Body(
		element("path").Class("england").Attr("d", s.England),
		element("path").Class("own").Attr("d", s.Own),
		element("circle").Class("own").Attr("cx", s.X).Attr("cy", s.Y).Attr("r", "2.5"),
	)
}

// one is one measure, looked at in one way.
func (p *placePage) one() []app.UI {
	one := p.place.Measure
	var ways []app.UI
	for _, way := range form.PlaceViews() {
		link := html.A(p.address([2]string{form.PlaceView, way[0]})).ID("way-" + way[0]).Text(way[1])
		if way[0] == one.View {
			link = link.Aria("current", "page")
		}
		ways = append(ways, html.Li().Body(link))
	}
	parts := []app.UI{
		html.P().Body(html.A(p.address([2]string{form.PlaceMeasure, ""}, [2]string{form.PlaceView, ""})).ID("all-measures").Text("All measures of " + p.place.Name)),
		html.Nav().Class("ways").Aria("label", "Ways to look at it").Body(html.Ul().Body(ways...)),
		answerBox(p.place.Answer, p.place.More, true),
	}
	for _, s := range one.Result.Sections {
		parts = append(parts, section(s, html.H2()))
		if text := one.Definitions[s.ID]; text != "" {
			parts = append(parts, disclosure("Definition and source", html.P().Text(text)))
		}
	}
	return append(parts, notes(one.Result.Notes), notes(p.place.Notes), notes(p.place.Earlier))
}
