package ui

import (
	"encoding/json"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
	book "github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
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
		buttons = append(buttons, s.tool("save-"+d.id, d.label, s.save(d.id)))
	}
	return html.Div().Class("tools").Body(buttons...)
}

func (s *sheet) tool(name, text string, do app.EventHandler) app.UI {
	return html.Button().ID(id(form.FileName(s.page), name)).Class("button second").Text(text).OnClick(do)
}

func (s *sheet) save(id string) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		for _, d := range s.download() {
			switch {
			case d.id != id:
			case d.book != nil && d.after != nil:
				d.after(func() { s.saveBook(d) })
			case d.book != nil:
				s.saveBook(d)
			case d.ask != nil:
				s.saveAsked(d)
			default:
				save(d.name, d.kind, d.text())
				s.said = "Saved as " + d.name + "."
			}
		}
	}
}

// saveAsked has the worker write a file of text.
func (s *sheet) saveAsked(d download) {
	s.said, s.fault = "Making "+d.name+".", ""
	ask(s.ctx, longFiles, d.ask(), nil, func(app.Context, float64, string) {}, func(ctx app.Context, r reply) {
		var text string
		if err := json.Unmarshal([]byte(r.JSON), &text); err != nil || r.Problem != "" {
			s.said, s.fault = "", d.name+" could not be made: "+sentence(r.Problem)
			ctx.Defer(func(app.Context) { focus("fault") })
			return
		}
		save(d.name, d.kind, text)
		s.said = "Saved as " + d.name + "."
	})
}

// saveBook has a worker write a workbook.
func (s *sheet) saveBook(d download) {
	s.said, s.fault = "Making the workbook.", ""
	nothing := func(app.Context, float64, string) {}
	ask(s.files.ctx, workbooks, book.Task{Kind: "write", Tables: d.book()}, nil, nothing, func(ctx app.Context, r reply) {
		if r.Problem != "" {
			s.said, s.fault = "", "The workbook could not be made: "+sentence(r.Problem)+" Save as CSV instead."
			ctx.Defer(func(app.Context) { focus("fault") })
			return
		}
		saveFile(d.name, d.kind, r.File)
		s.said = "Saved as " + d.name + "."
	})
}

// excel is the kind of a workbook.
const excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// opener takes a file by picking it. The label says what the page can read.
func (s *sheet) opener(label, hint string) app.UI {
	return s.files.picker(settingID(s.page, "file"), label, hint)
}

// state is what the page says beside its figures: the live region, a fault, an offer, the summary of problems.
func (s *sheet) state() app.UI {
	var parts []app.UI
	parts = append(parts, s.files.view())
	if s.fault != "" && s.files.wrong == "" {
		parts = append(parts, html.Div().ID("fault").Class("problems").TabIndex(-1).Role("alert").Body(
			html.H2().Text("That did not work"), html.P().Text(s.fault)))
	}
	if s.offered != nil {
		parts = append(parts, s.offerView())
	}
	parts = append(parts, problemSummary(s.problems(), s.tableIDs(), s.settle))
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
	return html.Section().ID("offer").Class("problems offer").TabIndex(-1).Aria("label", "Replace your figures?").Body(
		html.H2().Text("Replace your figures?"),
		html.P().Text("You have figures of your own on this page. This is what "+s.offerOf+" holds:"),
		html.P().Body(html.Strong().Text(form.PreviewTitle(*s.offered))),
		html.Div().Body(s.preview()...),
		html.Div().Class("tools").Body(
			s.tool("replace", "Replace my figures", func(app.Context, app.Event) {
				in := *s.offered
				s.ctx.Defer(func(app.Context) { focus("answer") }) // the button goes, and what it deferred with it
				s.take(s.ctx, in, s.offerOf)
				s.syncSettings()
			}),
			s.tool("keep", "Keep my figures", func(app.Context, app.Event) {
				s.offered = nil
				s.ctx.Defer(func(app.Context) { focus("answer") })
			}),
		),
	)
}

// preview is what is offered: the first rows of each table.
func (s *sheet) preview() []app.UI {
	var ids []string
	for _, t := range s.tables {
		ids = append(ids, t.id)
	}
	rows, words := form.Preview(*s.offered, ids)
	var parts []app.UI
	for i, t := range s.tables {
		if len(rows[i]) == 0 {
			continue
		}
		var lines []app.UI
		for _, row := range rows[i] {
			var cells []app.UI
			for _, text := range row {
				cells = append(cells, html.Td().Text(text))
			}
			lines = append(lines, html.Tr().Body(cells...))
		}
		parts = append(parts,
			html.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", "What would be loaded: "+t.label).Body(
				html.Table().Body(html.Caption().Text(t.label), html.TBody().Body(lines...))),
			html.P().Class("quiet").Text(words[i]))
	}
	return parts
}

// problemSummary lists what is to be corrected, each with a link to its cell.
func problemSummary(problems []form.Problem, tables map[string]*sheetTable, settle func(form.Answer) app.EventHandler) app.UI {
	if len(problems) == 0 {
		return html.Div().Class("no-problems")
	}
	return html.Div().ID("problems").Class("problems").TabIndex(-1).Role("group").Aria("labelledby", "problems-title").Body(
		html.H2().ID("problems-title").Text(form.ProblemTitle(problems)),
		html.Ul().Body(app.Range(form.First(problems)).Slice(func(i int) app.UI {
			p := problems[i]
			if settle != nil && len(p.Ask) > 0 {
				return asked(p, settle)
			}
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

// asked is a question with a button for each answer.
func asked(p form.Problem, settle func(form.Answer) app.EventHandler) app.UI {
	parts := []app.UI{html.Span().Text(p.Sentence() + " ")}
	for _, a := range p.Ask {
		parts = append(parts, html.Button().Class("button second").Text(a.Text).Aria("label", a.Text+": "+a.Line).OnClick(settle(a), app.EventScope(a.Setting, a.Line)))
	}
	return html.Li().Class("tools").Body(parts...)
}

// field is a setting as free text.
func (s *sheet) field(name, label, hint string) app.UI {
	input := settingID(s.page, name)
	element := html.Input("text").ID(input).Attr("autocomplete", "off").Attr("value", s.settings[name]).OnInput(s.changed(name), app.EventScope(name))
	return s.labelled(name, label, hint, element)
}

// lines is a setting of several lines.
func (s *sheet) lines(name, label, hint string) app.UI {
	input := settingID(s.page, name)
	element := app.Elem("textarea").ID(input).OnInput(s.changed(name), app.EventScope(name)).Text(s.settings[name])
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
	// The place of a problem is always there: an input that moved down for one would be drawn anew, and lose the focus.
	var wrong []app.UI
	for _, p := range s.problems() {
		if p.Field == name {
			wrong = append(wrong, html.Span().ID(id(target, "error")).Class("wrong").Text(p.Text))
		}
	}
	parts = append(parts, html.Span().Body(wrong...))
	return html.Div().Class("field").Body(append(parts, input)...)
}
