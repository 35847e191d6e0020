package ui

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
	book "github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
)

// toolPage draws one calculation from its description: the answer in words, the results, the settings and tables to work in.
// The worker works it out; the page knows none.
type toolPage struct {
	app.Compo
	sheet
	tool   form.Tool
	result form.Result
	asker  asker
	all    bool            // every row of a long table is wanted
	broken string          // why the worker gave no answer
	begun  int             // how often one's own work was begun: what was asked before is not the answer to it
	warmed bool            // the worker was started before it was needed
	asked  int             // begun, as it was when the worker was asked
	whole  func()          // what waits for every row
	open   map[string]bool // tables that may stay empty and have been filled: they are not folded away again
}

func newToolPage(tool form.Tool) *toolPage {
	p := &toolPage{tool: tool, result: tool.Result, open: map[string]bool{}}
	p.sheet = sheet{
		page: tool.Page, path: "/" + tool.Page, example: tool.Example, settings: maps.Clone(tool.Example.Settings),
		compute: p.workOut, problems: func() []form.Problem { return p.result.Problems }, download: p.downloads, apart: true, based: true,
		prepare: p.prepare, ownSettings: func() map[string]string { return tool.OwnSettings(today()) },
	}
	p.fresh = func() {
		p.begun++
		p.result = form.Result{Unfed: true, Answer: "Working this out …"}
	}
	p.sheet.widen, p.sheet.settle = p.widen, p.settle
	p.asker = asker{task: p.task, take: p.taken, fail: func(_ app.Context, r reply) {
		p.broken = r.Problem + " Type again, or load the page again, to try once more. Nothing you typed is lost."
	}}
	for _, in := range tool.Inputs {
		p.tables = append(p.tables, &sheetTable{id: in.Name, label: in.Label, table: in.Table(tool.Example)})
	}
	return p
}

// CompoID tells go-app that two tools are two pages, though one type draws them.
func (p *toolPage) CompoID() string { return p.tool.Page }

func (p *toolPage) OnPreRender(ctx app.Context) { entered(ctx, p.tool.Title) }

func (p *toolPage) OnMount(ctx app.Context) {
	entered(ctx, p.tool.Title)
	p.asker.ctx = ctx
	p.entered(ctx)
	p.shareTables(ctx)
}

func (p *toolPage) OnDismount() { p.files.leave() }

func (p *toolPage) OnNav(ctx app.Context) {
	if app.IsClient {
		p.follow(ctx)
	}
}

// prepare makes the tables anew whose columns inputs have otherwise.
func (p *toolPage) prepare(in *form.Inputs) {
	tables := slices.Clone(p.tables)
	for i, t := range tables {
		rows, brought := in.Tables[t.id]
		if !brought {
			continue
		}
		columns := p.tool.Input(t.id).Columns(in.Columns[t.id])
		if !sameColumns(columns, t.table.Columns()) {
			tables[i] = &sheetTable{id: t.id, label: t.label, table: grid.New(columns, rows)}
		}
	}
	p.tables = tables
}

func sameColumns(a, b []grid.Column) bool {
	return slices.EqualFunc(a, b, func(a, b grid.Column) bool { return a.ID == b.ID })
}

// showColumn adds a column to a table, in its place.
func (p *toolPage) showColumn(table string) app.EventHandler {
	return func(ctx app.Context, e app.Event) {
		chosen := e.Get("target").Get("value").String()
		if chosen == "" {
			return
		}
		e.Get("target").Set("value", "")
		before := p.moment()
		p.widen(table, []string{chosen})
		p.stepped(before, "")
		p.said = "The column was added."
		p.tableChanged(ctx)
	}
}

// widen makes a table have some columns as well.
func (p *toolPage) widen(table string, with []string) {
	in := p.tool.Input(table)
	p.tables = slices.Clone(p.tables)
	for i, t := range p.tables {
		if t.id != table {
			continue
		}
		ids := slices.Clone(with)
		for _, c := range t.table.Columns() {
			ids = append(ids, c.ID)
		}
		columns := in.Columns(ids)
		if sameColumns(columns, t.table.Columns()) {
			return
		}
		p.tables[i] = &sheetTable{id: t.id, label: t.label, table: grid.New(columns, t.table.Under(columns))}
	}
}

// workOut has the worker work the tool out. What comes of the example is known.
func (p *toolPage) workOut() {
	p.all = false
	if p.isExample() {
		p.begun++
		p.result, p.broken = p.tool.Result, ""
		return
	}
	p.asker.ask()
}

// warm has the worker started when a person comes to what can be changed: it is there then when they have.
func (p *toolPage) warm(ctx app.Context, _ app.Event) {
	ctx.PreventUpdate()
	if !p.warmed {
		p.warmed = true
		p.asker.ask()
	}
}

// isExample says whether the example stands as it is.
func (p *toolPage) isExample() bool {
	if !maps.Equal(p.settings, p.example.Settings) {
		return false
	}
	for _, t := range p.tables {
		if !slices.EqualFunc(t.table.Filled(), p.example.Tables[t.id], slices.Equal[[]string]) {
			return false
		}
	}
	return true
}

func (p *toolPage) task() form.Task {
	p.asked = p.begun
	return form.Task{Kind: "calculate", Page: p.page, Inputs: p.inputs(), All: p.all}
}

func (p *toolPage) taken(_ app.Context, answer string) {
	var r form.Result
	switch {
	case p.asked != p.begun:
		return
	case json.Unmarshal([]byte(answer), &r) != nil:
		p.broken = "The answer could not be read."
		return
	}
	p.result, p.broken = r, ""
	if then := p.whole; then != nil && p.all {
		p.whole = nil
		then()
	}
}

// withAll does something once every row is there.
func (p *toolPage) withAll(then func()) {
	if p.all || !slices.ContainsFunc(p.result.Sections, func(s form.Section) bool { return s.Left > 0 }) {
		then()
		return
	}
	p.whole, p.all = then, true
	p.asker.ask()
}

// showAll has every row of the long tables given.
func (p *toolPage) showAll(app.Context, app.Event) {
	p.all = true
	p.asker.ask()
}

// settle answers a question.
func (p *toolPage) settle(answer form.Answer) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		before := p.moment()
		p.settings[answer.Setting] = answer.Settled(p.settings[answer.Setting])
		p.stepped(before, "")
		p.syncSettings()
		ctx.Defer(func(app.Context) { focus("answer") })
		p.tableChanged(ctx)
	}
}

func (p *toolPage) downloads() []download {
	var files []download
	for _, t := range p.tables {
		name := p.tool.Input(t.id).File
		if t.table.Empty() {
			continue
		}
		files = append(files, download{id: "csv-" + t.id, label: "Save " + t.label + " as CSV", name: name, kind: "text/csv", text: t.table.CSV})
	}
	name := form.FileName(p.page)
	return append(files,
		download{id: "xlsx", label: "Save as Excel", name: name + ".xlsx", kind: excel, book: p.book, after: p.withAll},
		download{id: "json", label: "Save as JSON", name: name + ".json", kind: "application/json", text: func() string { return p.inputs().JSON() }})
}

// book is the page as a workbook: only what was fed.
func (p *toolPage) book() []book.Table {
	var tables []form.NamedTable
	for _, t := range p.tables {
		if !t.table.Empty() {
			tables = append(tables, form.NamedTable{ID: t.id, Table: t.table})
		}
	}
	return form.Book(p.inputs(), tables, []form.NamedResult{{Name: p.tool.Title, Result: p.result}})
}
