package ui

import (
	"maps"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
	book "github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
)

// calculation says what one page computes, and in which words.
type calculation struct {
	page, path, name string
	heading          string
	example          func() form.Inputs
	parts            []part // the first is what the page is for
	hint             string // what the page opens
	definitions      []string
	source           string // where the example comes from
}

// part is one question of a page: what is typed for it, and what is worked out. Its id is that of its table, where it has
// one; a part without columns works on the tables of the others.
type part struct {
	id      string
	title   string // heading of the part; the first has that of the page
	label   string // what the table holds
	intro   string // how the table is filled
	columns func() []grid.Column
	options func(*sheet) []app.UI
	file    string // name of the CSV file
	// read works out the first part of a page as it is typed. The others are worked out in the worker.
	read func(map[string]*grid.Table, map[string]string) form.Result
	// answer works out what the first part says in words, where that is quicker: what stands under it follows for a long table.
	answer func(map[string]*grid.Table, map[string]string) form.Result
}

// calculatorPage draws a calculation: the answer in words, the results, the tables to work in.
type calculatorPage struct {
	app.Compo
	sheet
	calculation calculation
	results     form.Parts
	shown       form.Parts // what of them is drawn: with long tables, after a pause in typing
	further     *furtherParts
	unread      bool // of the first part only the answer is worked out
	following   bool // what is drawn will follow the results
	typedSince  bool // something was typed since that was said
}

func newCalculatorPage(c calculation) *calculatorPage {
	example := c.example()
	p := &calculatorPage{calculation: c}
	p.sheet = sheet{
		page: c.page, path: c.path, example: example, settings: map[string]string{},
		compute: p.read, problems: p.allProblems, download: p.downloads, apart: true, based: true,
	}
	p.fresh = func() {
		clear(p.further.told)
		p.forgetFurther()
	}
	for _, q := range c.parts {
		if q.columns != nil {
			p.tables = append(p.tables, &sheetTable{id: q.id, label: q.label, table: grid.New(q.columns(), example.Tables[q.id])})
		}
	}
	for name, value := range example.Settings {
		p.settings[name] = value
	}
	p.partOf = func(id string) form.Result { return p.results[id] }
	p.further = newFurtherParts(p.inputs, p.takeFurther)
	p.read()
	p.further.example()
	return p
}

// CompoID tells go-app that two calculations are two pages, though one type draws them.
func (p *calculatorPage) CompoID() string { return p.calculation.page }

// read works out the first part at once, of a long table its answer, and has the others worked out.
func (p *calculatorPage) read() {
	first := p.calculation.parts[0]
	p.unread = first.answer != nil && p.drawsLater()
	if p.unread {
		p.workOut(first.id, first.answer)
	} else {
		p.workOut(first.id, first.read)
	}
	p.show()
	p.further.ask()
}

// whole are the results with all that stands under the first answer.
func (p *calculatorPage) whole() form.Parts {
	if p.unread {
		first := p.calculation.parts[0]
		p.unread = false
		p.workOut(first.id, first.read)
	}
	return p.results
}

// workOut works out a part from what is typed.
func (p *calculatorPage) workOut(id string, read func(map[string]*grid.Table, map[string]string) form.Result) {
	tables := map[string]*grid.Table{}
	for _, t := range p.tables {
		tables[t.id] = t.table
	}
	results := maps.Clone(p.results)
	if results == nil {
		results = form.Parts{}
	}
	results[id] = read(tables, p.settings)
	p.results = results
}

// takeFurther takes the results of the parts after the first that have changed.
func (p *calculatorPage) takeFurther(changed form.Parts) {
	results := maps.Clone(p.results)
	maps.Copy(results, changed)
	p.results = results
	p.show()
}

func (p *calculatorPage) allProblems() []form.Problem {
	var all []form.Problem
	for _, q := range p.calculation.parts {
		all = append(all, p.results[q.id].Problems...)
	}
	return all
}

func (p *calculatorPage) downloads() []download {
	var files []download
	for _, q := range p.calculation.parts {
		if t := p.tableOf(q.id); t != nil {
			files = append(files, download{id: "csv-" + q.id, label: "Save " + q.file + ".csv", name: q.file + ".csv", kind: "text/csv", text: t.table.CSV})
		}
	}
	files = append(files, download{id: "xlsx", label: "Save as Excel", name: p.page + ".xlsx", kind: excel, book: p.book})
	return append(files, download{id: "json", label: "Save as JSON", name: p.page + ".json", kind: "application/json", text: func() string { return p.inputs().JSON() }})
}

// book is the page as a workbook.
func (p *calculatorPage) book() []book.Table {
	var tables []form.NamedTable
	for _, t := range p.tables {
		tables = append(tables, form.NamedTable{ID: t.id, Table: t.table})
	}
	var results []form.NamedResult
	whole := p.whole()
	for _, q := range p.calculation.parts {
		name := q.title
		if name == "" {
			name = "Result"
		}
		results = append(results, form.NamedResult{Name: name, Result: whole[q.id]})
	}
	return form.Book(p.inputs(), tables, results)
}

func (p *calculatorPage) OnPreRender(ctx app.Context) { entered(ctx, p.calculation.name) }

func (p *calculatorPage) OnMount(ctx app.Context) {
	entered(ctx, p.calculation.name)
	p.further.ctx = ctx
	p.entered(ctx)
	p.further.begin(p.own, p.forgetFurther)
}

// forgetFurther takes the example's results away, because other figures stand.
func (p *calculatorPage) forgetFurther() {
	first := p.calculation.parts[0].id
	p.results = form.Parts{first: p.results[first]}
	p.show()
}

func (p *calculatorPage) OnDismount() { p.files.leave() }

func (p *calculatorPage) OnNav(ctx app.Context) {
	if app.IsClient {
		p.follow(ctx)
	}
}

func (p *calculatorPage) Render() app.UI {
	if p.longFile != nil {
		return p.longView()
	}
	c := p.calculation
	first := p.results[c.parts[0].id]
	content := []app.UI{
		heading(c.heading),
		p.exampleNote(),
		answerBox(first.Answer, first.More, len(first.Problems) == 0),
		p.state(),
		p.contents(),
		&resultsView{ID: "results", Label: "Results", Result: p.shown[c.parts[0].id]},
	}
	content = append(content, p.workbench(c.parts[0], first, html.H2)...)
	for _, q := range c.parts[1:] {
		content = append(content, p.furtherPart(q))
	}
	content = append(content,
		html.H2().Text("Files, links and printing"),
		p.sheet.tools(),
		p.opener("Open a file", c.hint),
		html.H2().ID("definitions").Text("Definitions"),
	)
	for _, text := range c.definitions {
		content = append(content, html.P().Class("narrow").Text(text))
	}
	content = append(content, definitionList(areaOf(c.page)))
	if p.based {
		content = append(content, html.P().Class("quiet narrow").Text(c.source))
	}
	return shell(c.path, content...)
}

// exampleNote says that what stands is an example, and what begins one's own work. Its place stays when there is nothing to say.
func (p *calculatorPage) exampleNote() app.UI {
	if !p.based {
		return html.Div().ID("example-note")
	}
	words := "This is an example. Paste or open your own figures, and they take its place."
	if p.own {
		words = "This is the example with your changes. Paste or open your own figures, and they take its place."
	}
	return html.Div().ID("example-note").Class("inset").Body(
		html.P().Text(words),
		html.Div().Class("tools no-print").Body(p.tool("own", "Begin with an empty table", p.startEmpty)))
}

// contents leads to the table to type in, which stands below its results, and to the other parts.
func (p *calculatorPage) contents() app.UI {
	first, further := p.calculation.parts[0], p.calculation.parts[1:]
	items := []app.UI{html.Li().Body(jump("type-"+first.id, "Type or paste your own figures: "+first.label))}
	for _, q := range further {
		items = append(items, html.Li().Body(jump("part-"+q.id, q.title)))
	}
	return html.Nav().Class("contents").Aria("label", "On this page").Body(html.P().Text("On this page"), html.Ul().Body(items...))
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

// furtherPart is a part after the first: its answer, its results, its table.
func (p *calculatorPage) furtherPart(q part) app.UI {
	r, known := p.results[q.id]
	body := []app.UI{html.H2().ID("part-" + q.id).TabIndex(-1).Text(q.title)}
	none := html.Div() // in the place of the results: a table that moved up for them would be drawn anew, and lose the focus
	switch {
	case !known:
		body = append(body, html.Div().ID("answer-"+q.id).Class("part-answer").Role("status").Body(html.P().Text(p.further.standing())), none)
	case len(r.Problems) > 0:
		body = append(body, html.Div().ID("answer-"+q.id).Class("part-answer").Role("status").Body(html.P().Text("Correct what is marked to see this result.")), none)
	default:
		body = append(body,
			html.Div().ID("answer-"+q.id).Class("part-answer").Role("status").Body(html.P().Text(r.Answer), html.P().Class("small").Text(r.More)),
			&resultsView{ID: "results-" + q.id, Further: true, Result: p.shown[q.id]})
	}
	return html.Section().Class("part").Aria("labelledby", "part-"+q.id).Body(append(body, p.workbench(q, r, html.H3)...)...)
}

// workbench is what is typed for a part: its options and its table.
func (p *calculatorPage) workbench(q part, r form.Result, title func() app.HTMLElem) []app.UI {
	parts := []app.UI{title().ID("type-" + q.id).TabIndex(-1).Text(q.label), html.P().Class("narrow").Text(q.intro)}
	if q.options != nil {
		parts = append(parts, html.Div().Class("fields").Body(q.options(&p.sheet)...))
	}
	if t := p.tableOf(q.id); t != nil {
		parts = append(parts, newGridView(q.id, q.label, t.table, form.Cells(r.Problems, q.id), &p.sheet))
	}
	return parts
}

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
