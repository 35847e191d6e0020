package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// answerBox says the result in words, and is read out when it changes.
func answerBox(answer, more string, ok bool) app.UI {
	box := html.Div().ID("answer").Class("answer").TabIndex(-1).Role("status")
	if !ok {
		return box.Body(html.P().Text("Correct what is marked in the table to see the result. Nothing you typed is lost."))
	}
	return box.Body(html.P().Text(answer), html.P().Class("small").Text(more))
}

// sections are the parts of a result under headings of one level.
func sections(r form.Result, title func() app.HTMLElem) []app.UI {
	var parts []app.UI
	for _, s := range r.Sections {
		parts = append(parts, section(s, title()))
	}
	return append(parts, notes(r.Notes))
}

// section is one part of a result: its chart, its table, its working.
func section(s form.Section, title app.HTMLElem) app.UI {
	parts := []app.UI{title.Text(s.Title)}
	if s.Intro != "" {
		parts = append(parts, html.P().Class("narrow").Text(s.Intro))
	}
	if s.Chart != nil {
		parts = append(parts, &chartView{ID: s.ID + "-chart", Title: s.Chart.Title, Description: s.Chart.Description, Spec: s.Chart.Spec})
	}
	if len(s.Rows) > 0 {
		parts = append(parts, resultTable(s))
	}
	if len(s.Working) > 0 || len(s.By) > 0 {
		parts = append(parts, disclosure("How this was worked out", html.Div().Body(
			html.Ul().Class("working").Body(app.Range(s.Working).Slice(func(i int) app.UI { return html.Li().Text(s.Working[i]) })),
			definitionLinks(s.By))))
	}
	if len(s.Notes) > 0 {
		parts = append(parts, html.P().Class("quiet narrow").Text(strings.Join(s.Notes, " ")))
	}
	return html.Div().Body(parts...)
}

func resultTable(s form.Section) app.UI {
	var heads []app.UI
	for _, h := range s.Columns {
		cell := html.Th("col").Text(h.Text)
		if h.Number {
			cell = cell.Class("number")
		}
		heads = append(heads, cell)
	}
	return html.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", s.Title+", table").Body(
		html.Table().ID(s.ID).Body(
			html.Caption().Class("hidden-text").Text(s.Title),
			html.THead().Body(html.Tr().Body(heads...)),
			html.TBody().Body(app.Range(s.Rows).Slice(func(i int) app.UI { return resultRow(s.Columns, s.Rows[i]) })),
		),
	)
}

func resultRow(heads []form.Heading, row form.Row) app.UI {
	var cells []app.UI
	for i, cell := range row.Cells {
		if i == 0 {
			cells = append(cells, filled(html.Th("row"), cell))
			continue
		}
		td := html.Td()
		if heads[i].Number {
			td = td.Class("number")
		}
		cells = append(cells, filled(td, cell))
	}
	tr := html.Tr()
	if row.Total {
		tr = tr.Class("total")
	}
	return tr.Body(cells...)
}

// filled puts a cell's text into its element, and its word beside it.
func filled(td app.HTMLElem, cell form.Cell) app.UI {
	switch {
	case cell.Tag == "":
		return td.Text(cell.Text)
	case cell.Word == "":
		return td.Body(tag(cell.Tag, cell.Text))
	}
	return td.Body(app.Text(cell.Text+" "), tag(cell.Tag, cell.Word))
}

// jump leads to an element of the same page, and moves the focus there.
func jump(target, text string) app.UI {
	return html.A("#"+target).Text(text).OnClick(func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		e.PreventDefault()
		e.Call("stopPropagation")
		openAround(target)
		focus(target)
	}, app.EventScope(target))
}
