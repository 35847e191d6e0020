package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// tools are the things that can be done with a page's figures as a whole.
func (s *sheet) tools() app.UI {
	buttons := []app.UI{
		s.tool("check", "Check the table", s.check),
		s.tool("reset", "Reset to the example", s.reset),
		s.tool("clear", "Clear my figures", s.clear),
		s.tool("link", "Copy a link", s.link),
		s.tool("print", "Print", s.print),
	}
	for _, d := range s.download() {
		buttons = append(buttons, s.tool("save-"+d.kind, d.label, s.save(d.kind)))
	}
	return html.Div().Class("tools").Body(buttons...)
}

func (s *sheet) tool(name, text string, do app.EventHandler) app.UI {
	return html.Button().ID(id(s.page, name)).Class("button second").Text(text).OnClick(do)
}

func (s *sheet) save(kind string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		for _, d := range s.download() {
			if d.kind == kind {
				save(d.name, kind, d.text())
				s.said = "Saved as " + d.name + "."
			}
		}
	}
}

// opener takes a file by picking it. The label says what the page can read.
func (s *sheet) opener(label, hint string) app.UI {
	input := settingID(s.page, "file")
	return html.Div().Class("fields").Body(
		html.Div().Class("field").Body(
			html.Label(input).Text(label),
			html.Span().ID(id(input, "hint")).Class("hint").Text(hint),
			html.Input("file").ID(input).Attr("accept", ".csv,.tsv,.txt,.json,.xlsx").Aria("describedby", id(input, "hint")).OnChange(s.open),
		),
	)
}

// state is what the page says beside its figures: the live region, a fault, an offer, the summary of problems.
func (s *sheet) state() app.UI {
	var parts []app.UI
	if s.fault != "" {
		parts = append(parts, html.Div().ID("fault").Class("problems").TabIndex(-1).Role("alert").Body(
			html.H2().Text("That did not work"), html.P().Text(s.fault)))
	}
	if s.offered != nil {
		parts = append(parts, s.offerView())
	}
	parts = append(parts, problemSummary(s.problems(), s.tableIDs()))
	parts = append(parts, html.Div().Class("hidden-text").Role("status").ID("said").Text(s.said))
	return html.Div().Class("state").Body(parts...)
}

func (s *sheet) tableIDs() map[string]*sheetTable {
	tables := map[string]*sheetTable{}
	for _, t := range s.tables {
		tables[t.id] = t
	}
	return tables
}

func (s *sheet) offerView() app.UI {
	return html.Section().ID("offer").Class("problems").TabIndex(-1).Aria("label", "Replace your figures?").Body(
		html.H2().Text("Replace your figures?"),
		html.P().Text("You have figures of your own on this page. "+strings.ToUpper(s.offerOf[:1])+s.offerOf[1:]+" holds these rows:"),
		html.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", "What would be loaded").Body(
			html.Table().Body(html.TBody().Body(app.Range(form.Preview(*s.offered)).Slice(func(i int) app.UI {
				row := form.Preview(*s.offered)[i]
				return html.Tr().Body(app.Range(row).Slice(func(j int) app.UI { return html.Td().Text(row[j]) }))
			}))),
		),
		html.Div().Class("tools").Body(
			s.tool("replace", "Replace my figures", func(ctx app.Context, _ app.Event) {
				in := *s.offered
				s.take(ctx, in, s.offerOf)
				s.syncSettings()
			}),
			s.tool("keep", "Keep my figures", func(app.Context, app.Event) { s.offered = nil }),
		),
	)
}

// problemSummary lists what is to be corrected, each with a link to its cell.
func problemSummary(problems []form.Problem, tables map[string]*sheetTable) app.UI {
	if len(problems) == 0 {
		return html.Div().Class("no-problems")
	}
	return html.Div().ID("problems").Class("problems").TabIndex(-1).Role("group").Aria("labelledby", "problems-title").Body(
		html.H2().ID("problems-title").Text(form.ProblemTitle(problems)),
		html.Ul().Body(app.Range(form.First(problems)).Slice(func(i int) app.UI {
			p := problems[i]
			_, known := tables[p.Table]
			if !known || p.At.Row < 0 {
				return html.Li().Text(p.Sentence())
			}
			target := cellID(p.Table, p.At)
			return html.Li().Body(html.A("#"+target).Text(p.Sentence()).OnClick(func(ctx app.Context, e app.Event) {
				ctx.PreventUpdate()
				e.PreventDefault()
				e.Call("stopPropagation")
				focus(target)
			}, app.EventScope(target)))
		})),
	)
}

// field is a setting as free text.
func (s *sheet) field(name, label, hint string) app.UI {
	input := settingID(s.page, name)
	element := html.Input("text").ID(input).Attr("autocomplete", "off").Attr("value", s.settings[name]).OnInput(s.changed(name), app.EventScope(name))
	return s.labelled(name, label, hint, element)
}

// choice is a setting with few values.
func (s *sheet) choice(name, label, hint string, values ...[2]string) app.UI {
	input := settingID(s.page, name)
	element := html.Select().ID(input).OnChange(s.changed(name), app.EventScope(name)).Body(
		app.Range(values).Slice(func(i int) app.UI {
			option := html.Option(values[i][0]).Text(values[i][1])
			if values[i][0] == s.settings[name] {
				option = option.Attr("selected", true) // false would be written as if it were true
			}
			return option
		}))
	return s.labelled(name, label, hint, element)
}

// labelled puts a label, a hint and, where there is one, a problem around an input.
func (s *sheet) labelled(name, label, hint string, input app.UI) app.UI {
	target := settingID(s.page, name)
	parts := []app.UI{html.Label(target).Text(label)}
	if hint != "" {
		parts = append(parts, html.Span().ID(id(target, "hint")).Class("hint").Text(hint))
	}
	for _, p := range s.problems() {
		if p.Field == name {
			parts = append(parts, html.Span().ID(id(target, "error")).Class("wrong").Text(p.Text))
		}
	}
	return html.Div().Class("field").Body(append(parts, input)...)
}
