package ui

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// takeDocument puts a document that was checked in the place of the report that stood.
func (p *checkPage) takeDocument(ctx app.Context, d form.DocumentCheck) {
	p.document, p.fault = &d, ""
	p.said = d.Name + " was checked."
	ctx.Defer(func(app.Context) { focus("answer") })
}

// closeDocument goes back to the report that stood.
func (p *checkPage) closeDocument(ctx app.Context, _ app.Event) {
	p.document = nil
	p.ctx.Defer(func(app.Context) { focus("answer") }) // the button is gone by then
}

// correct takes what was read out of the document as a report to work in.
func (p *checkPage) correct(_ app.Context, _ app.Event) {
	d := p.document
	p.document, p.found = nil, nil
	p.take(p.ctx, form.Inputs{Page: p.page, Text: d.Report}, "what was read of "+d.Name)
	p.ctx.Defer(func(app.Context) { focus("answer") })
}

// documentContent is the page with a document on it: what was found, the questions, what took part, the document itself.
func (p *checkPage) documentContent() []app.UI {
	d := p.document
	tools := []app.UI{
		p.tool("close-document", "Close the document", p.closeDocument),
		p.tool("save-findings", "Save the findings", func(app.Context, app.Event) {
			save("findings.json", "application/json", d.JSON)
			p.said = "Saved as findings.json."
		}),
		p.tool("print", "Print", p.print),
	}
	if d.HTML != "" {
		tools = append(tools, p.tool("save-marked", "Save the document with its figures marked", func(app.Context, app.Event) {
			save("checked.html", "text/html", d.HTML)
			p.said = "Saved as checked.html."
		}))
	}
	if d.Report != "" {
		tools = append(tools, p.tool("correct", "Correct what was read of it", p.correct))
	}
	content := []app.UI{
		html.Div().Class("tools no-print").Body(tools...),
		html.P().ID("printed-on").Class("print-only").Text(checkedOn()),
	}
	if len(d.Faults) > 0 {
		content = append(content, html.Div().ID("unread").Class("inset").Body(
			html.P().Text("Not everything could be read:"), html.Ul().Body(app.Range(d.Faults).Slice(func(i int) app.UI { return html.Li().Text(d.Faults[i]) }))))
	}
	content = append(content, html.Section().ID("results").Aria("label", "Findings").Body(
		p.documentFindings("findings", "Findings", "Nothing that was tested differs or holds only within rounding.", d.Check.Findings),
		p.documentFindings("questions", "Questions", "", d.Questions),
		html.H2().Text("What was tested"),
		html.Ul().ID("coverage").Body(app.Range(d.Coverage).Slice(func(i int) app.UI { return html.Li().Text(d.Coverage[i]) })),
		html.Details().Body(
			html.Summary().Text("What agrees, with the sums that were done"),
			html.Div().Body(html.Ul().ID("agreeing").Class("findings").Body(app.Range(few(d.Check.Agreeing)).Slice(func(i int) app.UI { return documentFinding(d.Check.Agreeing[i]) }))),
		),
		disclosure("A paragraph to read out", html.P().ID("paragraph").Text(d.Check.Paragraph)),
		notes(d.Check.Notes),
	))
	return append(content, &documentView{Document: d})
}

// mostAgreeing is how many of the findings that agree are listed: each is also marked in the document.
const mostAgreeing = 200

func few(findings []form.CheckFinding) []form.CheckFinding {
	return findings[:min(len(findings), mostAgreeing)]
}

// documentFindings is one list of findings under its heading; nothing where there is none and nothing is to be said of it.
func (p *checkPage) documentFindings(id, title, none string, findings []form.CheckFinding) app.UI {
	if len(findings) == 0 && none == "" {
		return html.Div()
	}
	body := []app.UI{html.H2().Text(title)}
	if len(findings) == 0 {
		body = append(body, html.P().Text(none))
	}
	return html.Div().Body(append(body,
		html.Ul().ID(id).Class("findings").Body(app.Range(findings).Slice(func(i int) app.UI { return documentFinding(findings[i]) })))...)
}

// documentFinding is one finding, with the sentence it stands in.
func documentFinding(f form.CheckFinding) app.UI {
	parts := []app.UI{tag(f.Class, f.Word), html.H3().Text(f.Title)}
	if f.Quote != "" {
		parts = append(parts, app.Elem("blockquote").Text(f.Quote))
	}
	parts = append(parts, html.P().Text(f.Sentence))
	for _, detail := range f.Details {
		parts = append(parts, html.P().Class("quiet").Text(detail))
	}
	item := html.Li().Class("finding")
	if f.Number > 0 {
		item = item.ID(findingID(f.Number)).TabIndex(-1)
	}
	return item.Body(parts...)
}

func findingID(number int) string { return "finding-" + strconv.Itoa(number) }

// documentView is the document as it stands, each figure that was judged marked. It is drawn when it is asked for: a long
// document takes a second.
type documentView struct {
	app.Compo

	Document *form.DocumentCheck
	shown    bool
}

func (v *documentView) Render() app.UI {
	box := html.Section().ID("document").Aria("label", "The document")
	title := html.H2().Text("The document as it stands")
	if !v.shown {
		return box.Body(title,
			html.P().Class("narrow").Text("Each figure that was tested is marked: ✓ agrees, ≈ within rounding, ≠ differs, ? cannot be checked. What is not marked was not tested."),
			html.Div().Class("tools").Body(html.Button().ID("show-document").Class("button second").Text("Show the document with its figures marked").OnClick(v.show)))
	}
	parts := []app.UI{title}
	for _, b := range v.Document.Blocks {
		parts = append(parts, v.block(b))
	}
	if v.Document.Cut {
		parts = append(parts, html.P().Class("quiet").Text("The document goes on: what is not shown was tested too."))
	}
	return box.Body(html.Div().Class("document").Body(parts...))
}

func (v *documentView) show(ctx app.Context, _ app.Event) {
	v.shown = true
	ctx.Defer(func(app.Context) { focus("document") })
}

func (v *documentView) block(b form.MarkedBlock) app.UI {
	if b.Kind == "table" {
		return v.table(b)
	}
	element := html.P()
	if b.Kind == "heading" {
		element = html.H3()
	}
	var words []app.UI
	if b.Label != "" {
		words = append(words, app.Text(b.Label+" "))
	}
	for _, w := range b.Words {
		words = append(words, marked(w))
	}
	return element.Body(words...)
}

func (v *documentView) table(b form.MarkedBlock) app.UI {
	var rows []app.UI
	for _, cells := range b.Rows {
		var row []app.UI
		for i, cell := range cells {
			element := html.Td()
			if cell.Heading || i == 0 {
				element = html.Th(map[bool]string{true: "row", false: "col"}[i == 0 && !cell.Heading])
			}
			if cell.Rows > 1 {
				element = element.Attr("rowspan", cell.Rows)
			}
			if cell.Columns > 1 {
				element = element.Attr("colspan", cell.Columns)
			}
			row = append(row, element.Body(marked(cell.Marked)))
		}
		rows = append(rows, html.Tr().Body(row...))
	}
	return html.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", b.Place).Body(
		html.Table().Body(html.Caption().Class("quiet").Text(b.Place), html.TBody().Body(rows...)))
}

// marked is a piece of text; a figure that was judged leads to its finding, and says its verdict to a screen reader too.
func marked(m form.Marked) app.UI {
	if m.Class == "" {
		return app.Text(m.Text)
	}
	target := findingID(m.Finding)
	return html.A("#"+target).Class("figure "+m.Class).Body(app.Text(m.Text), html.Span().Class("hidden-text").Text(" ("+form.VerdictWord(m.Class)+")")).
		OnClick(func(ctx app.Context, e app.Event) {
			ctx.PreventUpdate()
			e.PreventDefault()
			e.Call("stopPropagation")
			openAround(target)
			focus(target)
		}, app.EventScope(m.Finding, m.Text))
}
