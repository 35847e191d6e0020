package ui

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

func (p *toolPage) Render() app.UI {
	if p.longFile != nil {
		return p.longView()
	}
	content := []app.UI{p.trail(), heading(p.tool.Heading), p.answer(), p.exampleNote(), p.state(), p.contents()}
	// Every part has its place whether it says something or not: a table that moved for one would be drawn anew, and lose the
	// focus and what was typed since.
	work := []app.UI{html.H2().ID("type").TabIndex(-1).Text("Your figures"), p.choices()}
	for _, t := range p.tables {
		work = append(work, p.workbench(t))
	}
	content = append(content, p.results(), html.Div().On("focusin", p.warm).Body(work...))
	content = append(content, html.H2().Class("no-print").Text("Files, links and printing"), p.sheet.tools(), p.opener("Open a file", "A table (CSV or Excel) under any headings, or a file saved here. It goes to the table whose columns it has."))
	return shell("/"+p.tool.Group, append(content, p.method())...)
}

// trail leads back to the tools of the group.
func (p *toolPage) trail() app.UI {
	return html.Nav().Class("trail").Aria("label", "Where you are").Body(
		html.A("/"+p.tool.Group).Text(form.PageName(p.tool.Group)), html.Span().Aria("hidden", "true").Text(" › "), html.Span().Text(p.tool.Title))
}

func (p *toolPage) answer() app.UI {
	switch {
	case p.broken != "":
		return html.Div().ID("answer").Class("answer").TabIndex(-1).Role("status").Body(html.P().Text(p.broken))
	case len(p.result.Problems) > 0:
		return answerBox("", "", false)
	}
	return answerBox(p.result.Answer, p.result.More, true)
}

func (p *toolPage) exampleNote() app.UI {
	if !p.based {
		return html.Div().ID("example-note")
	}
	words := "This is an example. Paste or open your own figures, and they take its place."
	if p.own {
		words = "This is the example with your changes. Paste or open your own figures, and they take its place."
	}
	return html.Div().ID("example-note").Class("inset example").Body(
		html.P().Text(words+" "+p.tool.Source),
		html.Div().Class("no-print").Body(p.sheet.tool("own", "Begin with an empty table", p.startEmpty)))
}

// contents leads to what stands below the first screen.
func (p *toolPage) contents() app.UI {
	items := []app.UI{html.Li().Body(jump("type", "Type or paste your own figures"))}
	if !p.result.Unfed {
		for _, s := range p.result.Sections {
			items = append(items, html.Li().Body(jump("section-"+s.ID, s.Title)))
		}
	}
	return html.Nav().Class("contents").Aria("label", "On this page").Body(html.P().Text("On this page"), html.Ul().Body(items...))
}

// results are the sections of the answer.
func (p *toolPage) results() app.UI {
	if p.result.Unfed {
		return html.Section().ID("results").Aria("label", "Results")
	}
	parts := []app.UI{questions(p.result.Questions)}
	left := false
	for _, s := range p.result.Sections {
		left = left || s.Left > 0
		parts = append(parts, section(s, html.H2().ID("section-"+s.ID).TabIndex(-1)))
	}
	parts = append(parts, notes(p.result.Notes))
	more := html.Div()
	if left {
		more = html.Div().Class("tools no-print").Body(html.Span().Text(form.ShortenedNote), html.Button().ID("results-all").Class("button second").Text("Show every row").OnClick(p.showAll))
	}
	return html.Section().ID("results").Aria("label", "Results").Body(more, html.Div().Body(parts...))
}

// questions are what has to be settled before the answer can be relied on.
func questions(list []string) app.UI {
	if len(list) == 0 {
		return html.Div()
	}
	return html.Div().Class("inset").Body(
		html.P().Body(html.Strong().Text("To be settled before you rely on this")),
		html.Ul().Body(app.Range(list).Slice(func(i int) app.UI { return html.Li().Text(list[i]) })))
}

// choices are the settings; on paper they are a line of words.
func (p *toolPage) choices() app.UI {
	var fields []app.UI
	for _, s := range append(slices.Clip(p.tool.Settings), p.tool.Texts...) {
		fields = append(fields, p.setting(s))
	}
	words := html.Div()
	if chosen := p.tool.Chosen(p.settings); len(chosen) > 0 {
		words = html.Ul().Class("print-only").Body(app.Range(chosen).Slice(func(i int) app.UI { return html.Li().Text(chosen[i]) }))
	}
	return html.Div().Body(html.Div().Class("fields").Body(fields...), words)
}

// setting is the control of one setting, by its kind.
func (p *toolPage) setting(s form.Setting) app.UI {
	switch {
	case s.Kind == "one" || len(s.Choices) > 0 && p.amongChoices(s):
		values := [][2]string{}
		if s.Default == "" {
			values = append(values, [2]string{"", "Not chosen"})
		}
		for _, c := range s.Choices {
			values = append(values, [2]string{c.Value, c.Label})
		}
		return p.choice(s.Name, s.Label, s.Doc, values...)
	case s.Kind == "yes":
		return p.choice(s.Name, s.Label, s.Doc, [2]string{"false", "No"}, [2]string{"true", "Yes"})
	case s.Kind == "date": // a field of text: a person pastes a day as their file has it, and what is wrong with it is said
		return p.field(s.Name, s.Label, strings.TrimSpace(s.Doc+" As 2026-04-30."))
	case s.Kind == "document":
		return p.lines(s.Name, s.Label, s.Doc)
	case s.Many:
		return p.lines(s.Name, s.Label, s.Doc+" One on each line.")
	}
	return p.field(s.Name, s.Label, s.Doc)
}

// amongChoices says whether what stands is one of the usual values, so that a list of them serves.
func (p *toolPage) amongChoices(s form.Setting) bool {
	text := p.settings[s.Name]
	for _, c := range s.Choices {
		if c.Value == text {
			return true
		}
	}
	return text == ""
}

// workbench is one table to work in. One that may stay empty is folded away while it is.
func (p *toolPage) workbench(t *sheetTable) app.UI {
	in := p.tool.Input(t.id)
	doc := in.Doc
	if in.Optional {
		doc = "May stay empty. " + doc
	}
	parts := []app.UI{
		html.P().Class("narrow quiet no-print").Text(doc),
		newGridView(t.id, t.label, t.table, form.Cells(p.result.Problems, t.id), &p.sheet),
		p.beside(in, t),
	}
	title := html.H3().ID("type-" + t.id).TabIndex(-1).Text(in.Label)
	if in.Optional {
		fold := html.Details().ID("fold-" + t.id)
		if p.open[t.id] = p.open[t.id] || !t.table.Empty(); p.open[t.id] {
			fold = fold.Attr("open", true)
		}
		return fold.Body(html.Summary().Body(html.Strong().Text(in.Label)), html.Div().Body(parts...))
	}
	return html.Section().Aria("labelledby", "type-"+t.id).Body(append([]app.UI{title}, parts...)...)
}

// beside are what can be done with the table as a whole: further columns, and the same table of another tool.
func (p *toolPage) beside(in form.ToolInput, t *sheetTable) app.UI {
	var parts []app.UI
	if further := in.Further(t.table.Columns()); len(further) > 0 {
		name := id(t.id, "column")
		parts = append(parts, html.Label(name).Text("Add a column"), html.Select().ID(name).Class("plain").OnChange(p.showColumn(t.id), app.EventScope(t.id)).Body(
			html.Option("").Text("Choose one"),
			app.Range(further).Slice(func(i int) app.UI { return html.Option(further[i].Value).Text(further[i].Label) })))
	}
	for _, other := range p.sameTables(in) {
		parts = append(parts, html.Button().Class("button second").Text("Take over “"+other.label+"”").OnClick(p.takeOver(t.id, other), app.EventScope(other.page, other.table)))
	}
	if len(parts) == 0 {
		return html.Div()
	}
	return html.Div().Class("tools").Body(parts...)
}

// method is how the answer comes about, and what it is defined by.
func (p *toolPage) method() app.UI {
	parts := []app.UI{html.H2().ID("definitions").Text("How it is worked out")}
	if p.tool.Method != "" {
		parts = append(parts, html.P().Class("narrow").Text(p.tool.Method))
	}
	return html.Div().Body(append(parts, disclosure("All definitions of "+form.PageName(p.tool.Group), definitionList(areaOf(p.tool.Group))))...)
}

// longView is the page while a file is shown that is too long to work in.
func (p *toolPage) longView() app.UI {
	l := p.longFile
	content := []app.UI{p.trail(), heading(p.tool.Heading), longAnswer(l), p.state(), longNote(l, &p.sheet), p.choices()}
	results := form.Result{Sections: p.longDrawn}
	var begins []app.UI
	if p.longWhole {
		results.Notes = l.Result.Notes
		begins = []app.UI{html.H2().Text("How the file begins"), resultTable(form.FirstRows(l))}
	}
	return shell("/"+p.tool.Group, append(content,
		html.Section().ID("results").Aria("label", "Results").Body(sections(results, html.H2)...),
		html.Div().Body(begins...), html.H2().Text("Another file"), p.opener("Open a file", "A table (CSV or Excel) under any headings."))...)
}
