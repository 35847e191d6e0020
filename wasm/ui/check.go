package ui

import (
	"encoding/json"
	"maps"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
	book "github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
)

// checkPage holds a report against its own arithmetic.
type checkPage struct {
	app.Compo
	sheet
	kept   checkKept
	result form.Check
	found  *form.Check // the findings as they were told last; nil before the first
	worker asker
	failed string // why there are none
	// document is a document that was checked as it is; nil where a report stands on the page.
	document *form.DocumentCheck
}

// checkKept is what the page keeps beside its tables: the report that they are typed over.
type checkKept struct {
	report scrutiny.Report
	parts  []form.ReportTable
}

func newCheckPage() *checkPage {
	p := &checkPage{}
	example := form.CheckExample(form.CheckExamples()[0][0])
	p.sheet = sheet{
		page: "check", path: "/check", example: example, settings: map[string]string{},
		prepare: p.prepare,
		compute: p.read, problems: func() []form.Problem { return p.result.Problems },
		download: p.downloads,
	}
	p.worker = asker{task: p.task, take: p.takeFindings, fail: func(_ app.Context, r reply) {
		p.failed = r.Problem + " Type again, or load the page again, to try once more. Nothing you typed is lost."
	}}
	p.history.remember = func() any { return p.kept }
	p.history.recall = func(kept any) { p.kept = kept.(checkKept) }
	p.takeFindings(app.Context{}, exampleOf(p.page))
	p.load(example)
	p.forget()
	return p
}

// prepare makes the tables of another report, before their rows are loaded.
func (p *checkPage) prepare(in *form.Inputs) {
	report, err := form.KeptReport(in.Text)
	if err != nil {
		p.fault, p.text = err.Error(), form.ReportText(p.kept.report)
		return
	}
	rows := in.Tables
	p.stand(report, in.Settings)
	for _, t := range p.tables {
		if typed, ok := rows[t.id]; ok && in.Text != "" {
			t.table.Replace(typed)
		}
	}
	in.Tables = nil // they stand
}

// stand puts a report on the page, with settings over what it says itself.
func (p *checkPage) stand(report scrutiny.Report, over map[string]string) {
	p.kept = checkKept{report, form.ReportTables(report)}
	p.tables, p.text = nil, form.ReportText(report)
	for _, part := range p.kept.parts {
		p.tables = append(p.tables, &sheetTable{id: part.ID, label: part.Title, table: grid.New(part.Columns, part.Rows)})
	}
	p.settings = form.ReportSettings(report)
	p.settings["example"] = noExample
	maps.Copy(p.settings, over)
	if p.ctx.Context != nil {
		p.ctx.Defer(func(app.Context) { p.syncSettings() })
	}
}

// restructure puts a changed report in the place of that which stands, as one step.
func (p *checkPage) restructure(ctx app.Context, said string, change func(scrutiny.Report) scrutiny.Report, settings map[string]string) {
	before := p.moment()
	p.stand(change(p.result.Typed), settings)
	p.stepped(before, "")
	p.own, p.said = true, said
	p.read()
	p.keep(ctx)
}

func (p *checkPage) read() {
	tables := map[string]*grid.Table{}
	for _, t := range p.tables {
		tables[t.id] = t.table
	}
	if app.IsServer {
		p.result = form.ReadCheck(p.kept.report, tables, p.settings)
		return
	}
	p.typed(form.TypedCheck(p.kept.report, tables, p.settings))
	p.worker.ask()
}

// typed shows what was typed with the findings that are known: they follow a moment later.
func (p *checkPage) typed(typed form.Check) {
	if len(typed.Problems) > 0 || typed.Empty || p.found == nil {
		p.result = typed
		return
	}
	p.result = typed.With(*p.found)
}

func (p *checkPage) task() form.Task {
	return form.Task{Kind: "answer", Page: p.page, Inputs: form.Inputs{Page: p.page, Text: form.ReportText(p.result.Report)}}
}

// takeFindings takes what the worker found, or what was found of the example when the site was built.
func (p *checkPage) takeFindings(_ app.Context, answer string) {
	var found form.Check
	if json.Unmarshal([]byte(answer), &found) != nil {
		return
	}
	p.found, p.failed = &found, ""
	p.typed(p.result)
}

// findingsFile asks the worker for the findings as a file.
func (p *checkPage) findingsFile(format string) func() form.Task {
	return func() form.Task {
		task := p.task()
		task.Kind, task.Name = "findings", format
		return task
	}
}

func (p *checkPage) downloads() []download {
	return []download{
		{id: "findings", label: "Save the findings", name: "findings.json", kind: "application/json", ask: p.findingsFile("json")},
		{id: "text", label: "Save the findings as text", name: "findings.md", kind: "text/markdown", ask: p.findingsFile("markdown")},
		{id: "xlsx", label: "Save as Excel", name: "check.xlsx", kind: excel, book: p.book},
		{id: "report", label: "Save the report", name: "report.json", kind: "application/vnd.scrutineer+json", text: func() string { return p.result.ReportJSON() }},
	}
}

// book is the page as a workbook.
func (p *checkPage) book() []book.Table {
	var tables []form.NamedTable
	for _, t := range p.tables {
		tables = append(tables, form.NamedTable{ID: t.label, Table: t.table})
	}
	return form.CheckBook(p.inputs(), tables, p.result)
}

func (p *checkPage) OnPreRender(ctx app.Context) { entered(ctx, "Check a report") }

func (p *checkPage) OnMount(ctx app.Context) {
	entered(ctx, "Check a report")
	p.worker.ctx = ctx
	p.files.checked = p.takeDocument
	p.entered(ctx)
	if p.own {
		p.found = nil // the findings of the example
	}
	if p.found == nil {
		p.read()
	}
	p.followExample(ctx)
}

func (p *checkPage) OnDismount() { p.files.leave() }

func (p *checkPage) OnNav(ctx app.Context) {
	if app.IsClient {
		p.follow(ctx)
		p.followExample(ctx)
	}
}

// noExample is the choice of none.
const noExample = "none"

// followExample opens the example that the address names, as in #example=oldham-2019.
func (p *checkPage) followExample(ctx app.Context) {
	name, ok := form.LinkedExample(app.Window().URL().Fragment)
	if ok && p.settings["example"] != name {
		p.offer(ctx, form.CheckExample(name), "the example")
	}
}

func (p *checkPage) Render() app.UI {
	content := []app.UI{heading("Do the figures in this report hold?"), p.answer(), p.state()}
	switch {
	case p.files.busy() || p.files.wrong != "":
		// Nothing of another report stands as if it were the result of this file.
		content = append(content, p.pasting())
	case p.document != nil:
		content = append(append(content, p.documentContent()...), p.pasting())
	default:
		content = append(content, p.findings(), p.pasting(), p.reportView(),
			html.H2().Class("no-print").Text("Files, links and printing"), p.sheet.tools())
	}
	content = append(content,
		html.H2().Text("What the verdicts mean"),
		verdicts(),
		html.H2().ID("definitions").Text("Definitions"),
		definitionList(areaOf(p.page)),
	)
	return shell("/check", content...)
}

// answer says the result in words, and is read out when it changes.
func (p *checkPage) answer() app.UI {
	box := html.Div().ID("answer").Class("answer").TabIndex(-1).Role("status")
	switch {
	case p.files.busy():
		return box.Body(html.P().Text("Reading " + p.files.name + " …"))
	case p.files.wrong != "":
		return box.Body(html.P().Text("There is no result: the file was not opened."), html.P().Class("small").Body(
			html.Button().ID(id(p.page, "back")).Class("button second").Text("Back to what stood here").OnClick(p.back)))
	case p.document != nil:
		return box.Body(html.P().Text(p.document.Check.Answer), html.P().Class("small").Text(p.document.Name))
	}
	if len(p.result.Problems) > 0 {
		return box.Body(html.P().Text("Correct what is marked to see the findings. Nothing you typed is lost."))
	}
	switch {
	case p.failed != "":
		return box.Body(html.P().Text(p.failed))
	case p.result.Answer == "":
		return box.Body(html.P().Text("Checking …"))
	}
	return box.Body(html.P().Text(p.result.Answer))
}

// back puts the fault of a file aside.
func (p *checkPage) back(app.Context, app.Event) {
	p.files.wrong = ""
	p.ctx.Defer(func(app.Context) { focus("answer") })
}

func (p *checkPage) findings() app.UI {
	if len(p.result.Problems) > 0 || p.result.Answer == "" || p.result.Empty {
		return html.Div()
	}
	return html.Section().ID("results").Aria("label", "Findings").Body(
		html.H2().Text("Findings"),
		html.P().Class("quiet").Text(p.result.Heading()),
		html.P().ID("printed-on").Class("print-only").Text(checkedOn()),
		html.Ul().Class("tally").Body(app.Range(p.result.Counts).Slice(func(i int) app.UI { return html.Li().Text(p.result.Counts[i]) })),
		html.P().Class("print-only").Text(p.result.Paragraph),
		html.Ul().ID("findings").Class("findings").Body(app.Range(p.result.Findings).Slice(func(i int) app.UI { return finding(p.result.Findings[i]) })),
		html.Details().Body(
			html.Summary().Text("What agrees, with the sums that were done"),
			html.Div().Body(html.Ul().ID("agreeing").Class("findings").Body(app.Range(p.result.Agreeing).Slice(func(i int) app.UI { return finding(p.result.Agreeing[i]) }))),
		),
		disclosure("A paragraph to read out", html.P().ID("paragraph").Text(p.result.Paragraph)),
		notes(p.result.Notes),
	)
}

// checkedOn is the line of the printed sheet that says when; a page that is written ahead knows no day.
func checkedOn() string {
	if app.IsServer {
		return ""
	}
	return "Checked on " + time.Now().Format("2 January 2006") + " with Scrutineer, by the report's own figures."
}

func finding(f form.CheckFinding) app.UI {
	parts := []app.UI{tag(f.Class, f.Word), html.H3().Text(f.Title), html.P().Text(f.Sentence)}
	for _, detail := range f.Details {
		parts = append(parts, html.P().Class("quiet").Text(detail))
	}
	return html.Li().Class("finding").Body(parts...)
}

// pasting is where another report comes in: a file, a pasted text, an example.
func (p *checkPage) pasting() app.UI {
	target := settingID(p.page, "paste")
	return html.Section().ID("own").Class("part no-print").Aria("labelledby", "own-title").Body(
		html.H2().ID("own-title").Text("Check a report of your own"),
		p.opener("Open a report", "Word, PDF, Excel, OpenDocument, a web page, text, CSV, or a report saved here. It is read on this device and goes nowhere."),
		html.Div().Class("fields").Body(html.Div().Class("field wide-field").Body(
			html.Label(target).Text("Or paste its text, or a table of it"),
			html.Span().ID(id(target, "hint")).Class("hint").Text("From a report, a spreadsheet, a web page or a PDF, with the headings of its tables."),
			app.Elem("textarea").ID(target).Attr("rows", "7").Attr("spellcheck", "false").Attr("autocomplete", "off").Aria("describedby", id(target, "hint")),
		)),
		html.Div().Class("tools").Body(html.Button().ID(id(p.page, "read")).Class("button").Text("Check what is pasted").OnClick(p.paste)),
		p.chooser(),
	)
}

// paste has the reader check what stands in the box, which keeps it.
func (p *checkPage) paste(ctx app.Context, _ app.Event) {
	text := app.Window().GetElementByID(settingID(p.page, "paste")).Get("value").String()
	p.files.pasted(ctx, text)
}

func (p *checkPage) chooser() app.UI {
	target := settingID(p.page, "example")
	return html.Div().Class("fields").Body(html.Div().Class("field").Body(
		html.Label(target).Text("Or look at an example"),
		html.Select().ID(target).OnChange(p.choose).Body(
			selectable(noExample, "none", p.settings["example"]),
			app.Range(form.CheckExamples()).Slice(func(i int) app.UI {
				return selectable(form.CheckExamples()[i][0], form.CheckExamples()[i][1], p.settings["example"])
			}),
		),
	))
}

func (p *checkPage) choose(ctx app.Context, e app.Event) {
	in := form.CheckExample(e.Get("target").Get("value").String())
	if in.Text == "" {
		return
	}
	p.example = in
	p.offer(ctx, in, "the example")
	if p.offered == nil {
		p.own = false
		ctx.LocalStorage().Del(storageKey(p.page))
	}
}

func verdicts() app.UI {
	line := func(class, word, meaning string) app.UI {
		return html.Li().Class("finding").Body(tag(class, word), html.P().Text(meaning))
	}
	return html.Ul().Class("findings").Body(
		line("differs", "Differs", "No values that print as the inputs do can give the printed result. That is no judgement: a figure may come from data that the report does not print."),
		line("rounding", "Within rounding", "The inputs as printed do not give it, but values that print the same would. Every printed figure stands for all the values that round to it; no tolerance is chosen."),
		line("unchecked", "Cannot be checked", "An input is missing or suppressed, a base is zero or negative, or no possible figure could have failed."),
		line("agrees", "Agrees", "The inputs as printed give the printed result, rounded half away from zero at its printed precision."),
	)
}
