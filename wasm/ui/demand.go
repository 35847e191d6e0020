package ui

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
	book "github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
)

// demandPage sets an authority beside its neighbours, and charts a person's own figures. What it shows is worked out in a
// web worker, which also holds the files; until it is first asked the example stands as the host worked it out.
type demandPage struct {
	app.Compo
	sheet
	answer form.DemandAnswer

	worker  asker  // has everything worked out again as the inputs change
	reading string // the file that is being read
	share   string // how far
	cancel  func()
	queue   []received // files still to be read
	names   string     // files that are open in the worker, with semicolons between
	lost    string     // those that were before the page was loaded again
	asked   bool       // the national picture has been fetched, or could not be
}

// demandFilesKey is where the names of the open files are kept, so that a page that is loaded again can say what to open.
const demandFilesKey = "scrutineer.demand.files"

// received is a file that was picked, dropped or left by another page, or a sheet of a workbook.
type received struct {
	name string
	file app.Value
}

// demandPart is one of the tables of the page, in words.
type demandPart struct{ id, title, label, intro, file string }

func demandParts() []demandPart {
	return []demandPart{
		{form.SeriesTable, "Own figures over time", "The figures", "One row is one period, in order of time: a month, a quarter or a year, and its value. A numerator and a denominator can stand beside it for your own record.", "series"},
		{form.FunnelTable, "Places of different size", "The places", "One row is one place: how many there were, and of how many. A funnel shows which places lie further from the average than their size explains.", "funnel"},
		{form.StagesTable, "Conversion along the system", "The stages", "One row is one stage, in the order in which children come to it: contacts, referrals, assessments, section 47 enquiries, initial conferences, plans. Counts of one period.", "pipeline"},
	}
}

func newDemandPage() *demandPage {
	example := form.DemandExample()
	p := &demandPage{}
	p.sheet = sheet{
		page: "demand", path: "/demand", example: example, settings: map[string]string{},
		compute: func() { p.worker.ask() }, problems: p.allProblems, download: p.downloads,
	}
	for _, part := range demandParts() {
		p.tables = append(p.tables, &sheetTable{id: part.id, label: part.label, table: grid.New(form.DemandColumns(part.id), example.Tables[part.id])})
	}
	for name, value := range example.Settings {
		p.settings[name] = value
	}
	p.worker = asker{task: p.task, take: p.answered, fail: func(ctx app.Context, r reply) {
		p.failed(ctx, r, "What you see may not be up to date. Nothing you typed is lost.")
	}}
	p.sheet.files.receive = p.receive
	_ = json.Unmarshal([]byte(exampleOf(p.page)), &p.answer) // without it the page says that nothing is worked out
	return p
}

func (p *demandPage) OnPreRender(ctx app.Context) { entered(ctx, "Demand") }

func (p *demandPage) OnMount(ctx app.Context) {
	entered(ctx, "Demand")
	p.worker.ctx = ctx
	p.entered(ctx)
	if ctx.SessionStorage().Get(demandFilesKey, &p.lost) == nil {
		ctx.SessionStorage().Del(demandFilesKey)
	}
	if len(p.answer.Parts) == 0 {
		p.worker.ask()
	}
}

func (p *demandPage) OnDismount() {
	p.sheet.files.leave()
	if p.cancel != nil {
		p.cancel()
	}
}

func (p *demandPage) OnNav(ctx app.Context) {
	if app.IsClient {
		p.follow(ctx)
	}
}

func (p *demandPage) allProblems() []form.Problem {
	var all []form.Problem
	for _, part := range demandParts() {
		all = append(all, p.answer.Parts[part.id].Problems...)
	}
	return all
}

func (p *demandPage) downloads() []download {
	var files []download
	for _, part := range demandParts() {
		t := p.tableOf(part.id).table
		files = append(files, download{id: "csv-" + part.id, label: "Save " + part.file + ".csv", name: part.file + ".csv", kind: "text/csv", text: t.CSV})
	}
	files = append(files, download{id: "xlsx", label: "Save as Excel", name: "demand.xlsx", kind: excel, book: p.book})
	return append(files, download{id: "json", label: "Save as JSON", name: "demand.json", kind: "application/json", text: func() string { return p.inputs().JSON() }})
}

// book is the page as a workbook.
func (p *demandPage) book() []book.Table {
	var tables []form.NamedTable
	results := []form.NamedResult{{Name: "Comparison", Result: p.answer.Parts[form.PublishedPart]}}
	for _, part := range demandParts() {
		tables = append(tables, form.NamedTable{ID: part.id, Table: p.tableOf(part.id).table})
		results = append(results, form.NamedResult{Name: part.title, Result: p.answer.Parts[part.id]})
	}
	return form.Book(p.inputs(), tables, results)
}

// task is the page as it stands, for the worker.
func (p *demandPage) task() form.Task {
	if !p.own && p.reading == "" {
		p.opens(p.ctx, "")
		p.lost = ""
	}
	in := p.inputs()
	in.Settings = maps.Clone(in.Settings)
	in.Settings[form.OpenFiles] = p.names
	return form.Task{Kind: "answer", Page: p.page, Inputs: in}
}

func (p *demandPage) answered(ctx app.Context, text string) {
	var answer form.DemandAnswer
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		p.fault = "The answer could not be read: " + err.Error()
		return
	}
	if answer.Lacking && !p.asked {
		p.asked = true
		openPicture(ctx, func(_ app.Context, problem string) {
			p.said = problem // the example answers without it
			p.worker.ask()
		})
		return
	}
	p.asked = p.asked && answer.Lacking // a worker that was started anew is given it again
	p.answer = answer
	ctx.Defer(p.syncFields)
}

// opens notes which files are open. Where none is, the worker closes what it holds.
func (p *demandPage) opens(ctx app.Context, names string) {
	p.names = names
	if names == "" {
		ctx.SessionStorage().Del(demandFilesKey)
		return
	}
	_ = ctx.SessionStorage().Set(demandFilesKey, names) // without it the page cannot say what to open again
}

// failed says what went wrong with the worker, and what that means for the files.
func (p *demandPage) failed(ctx app.Context, r reply, also string) {
	p.fault = r.Problem + " " + also
	if r.Lost && p.names != "" {
		p.fault += " The files that were open (" + p.names + ") have to be opened again."
		p.opens(ctx, "")
	}
	ctx.Defer(func(app.Context) { focus("fault") })
}

// syncFields writes the choices in force to their lists: go-app does not set a value that it believes to stand there.
func (p *demandPage) syncFields(app.Context) {
	for _, f := range p.answer.Fields {
		if len(f.Options) == 0 {
			continue
		}
		if list := app.Window().GetElementByID(settingID(p.page, f.Name)); list.Truthy() && list.Get("value").String() != f.Value {
			list.Set("value", f.Value)
		}
	}
}

// receive gives a file of figures or a list to the worker, when those before it have been read.
func (p *demandPage) receive(ctx app.Context, name string, file app.Value) {
	p.queue = append(p.queue, received{name, file})
	p.openNext(ctx)
}

func (p *demandPage) openNext(ctx app.Context) {
	if p.reading != "" || len(p.queue) == 0 {
		return
	}
	name, file := p.queue[0].name, p.queue[0].file
	p.queue = p.queue[1:]
	p.reading, p.share, p.fault = name, "", ""
	before := p.names
	p.opens(ctx, withFile(before, name))
	p.cancel = ask(ctx, longFiles, form.Task{Kind: "open", Page: p.page, Name: name, Inputs: form.Inputs{Page: p.page}}, file,
		func(_ app.Context, _ float64, words string) { p.share = words },
		func(ctx app.Context, r reply) {
			p.reading, p.cancel = "", nil
			p.readFile(ctx, name, before, r)
			p.openNext(ctx)
		})
}

// withFile adds a name to those of the open files.
func withFile(names, name string) string {
	list := strings.Split(names, "; ")
	switch {
	case names == "":
		return name
	case slices.Contains(list, name):
		return names
	}
	return names + "; " + name
}

// readFile takes what the worker found in a file.
func (p *demandPage) readFile(ctx app.Context, name, before string, r reply) {
	var found form.DemandFile
	switch {
	case r.Cancelled:
		p.opens(ctx, before)
		p.said = name + " was not opened. Everything is as it was."
		return
	case r.Problem != "":
		p.opens(ctx, before)
		p.failed(ctx, reply{Problem: name + ": " + r.Problem, Lost: r.Lost}, "Nothing has been changed.")
		return
	case json.Unmarshal([]byte(r.JSON), &found) != nil:
		p.opens(ctx, before)
		p.fault = name + ": the answer could not be read."
		return
	}
	p.lost = ""
	if found.Table != "" {
		p.opens(ctx, before)
		p.offer(ctx, form.Inputs{Page: p.page, Tables: map[string][][]string{found.Table: found.Rows}}, name)
	} else {
		p.own = true
		p.keep(ctx)
		p.worker.ask()
	}
	p.said = name + ": " + found.Words
}

func (p *demandPage) Render() app.UI {
	published := p.answer.Parts[form.PublishedPart]
	content := []app.UI{
		heading("How does an authority stand beside its neighbours?"),
		answerBox(published.Answer, published.More, true),
		html.P().Body(html.A(placePath + "#" + url.Values{form.PlaceArea: {p.authority()}}.Encode()).ID("to-profile").Text("All headline measures of a place on one page")),
		p.state(),
		p.contents(),
		html.H2().Text("What is compared"),
		p.fields(form.PublishedPart),
		p.openView(),
		html.Section().ID("results").Aria("label", "Results").Body(p.results(published, html.H2)...),
		html.Div().Body(p.results(p.answer.Parts[form.SamplesPart], html.H2)...), // none where no file is open
	}
	for _, part := range demandParts() {
		content = append(content, p.part(part))
	}
	content = append(content,
		html.H2().Text("Links, files and printing"),
		p.sheet.tools(),
		html.P().Class("quiet narrow").Text("Figures of authorities: Department for Education and Office for National Statistics, each named with its figure. The example of own figures: referrals of Oldham, Children in need, 2025, table C1. Contacts and referrals of July 2024: Oldham Council, report of 2 October 2024, 2.3. Contains public sector information licensed under the Open Government Licence v3.0."),
	)
	return shell("/demand", content...)
}

// authority is the one that is compared.
func (p *demandPage) authority() string {
	for _, f := range p.answer.Fields {
		if f.Name == "authority" {
			return f.Value
		}
	}
	return p.settings["authority"]
}

// contents leads to the parts of the page.
func (p *demandPage) contents() app.UI {
	var items []app.UI
	for _, part := range demandParts() {
		items = append(items, html.Li().Body(jump("part-"+part.id, part.title)))
	}
	return html.Nav().Class("contents").Aria("label", "On this page").Body(html.P().Text("On this page"), html.Ul().Body(items...))
}

// results are the sections of a part, each with its definition.
func (p *demandPage) results(r form.Result, title func() app.HTMLElem) []app.UI {
	var parts []app.UI
	for _, s := range r.Sections {
		parts = append(parts, section(s, title()))
		if text := p.answer.Definitions[s.ID]; text != "" {
			parts = append(parts, disclosure("Definition and source", html.P().Text(text)))
		}
	}
	return append(parts, notes(r.Notes))
}

// part is one table with what is worked out from it.
func (p *demandPage) part(part demandPart) app.UI {
	r := p.answer.Parts[part.id]
	answer, results := []app.UI{html.P().Text(r.Answer), html.P().Class("small").Text(r.More)}, p.results(r, html.H3)
	if len(r.Problems) > 0 {
		answer, results = []app.UI{html.P().Text("Correct what is marked to see this result. Nothing you typed is lost.")}, nil
	}
	// Both stay where they are: a table that moved up would be drawn anew, and lose the focus and what is typed.
	body := []app.UI{
		html.H2().ID("part-" + part.id).TabIndex(-1).Text(part.title),
		html.Div().ID("answer-" + part.id).Class("part-answer").Role("status").Body(answer...),
		html.Div().ID("results-" + part.id).Body(results...),
	}
	body = append(body,
		html.H3().Text(part.label), html.P().Class("narrow").Text(part.intro), p.fields(part.id),
		newGridView(part.id, part.label, p.tableOf(part.id).table, form.Cells(r.Problems, part.id), &p.sheet))
	return html.Section().Class("part").Aria("labelledby", "part-"+part.id).Body(body...)
}

// fields are the choices of a part.
func (p *demandPage) fields(part string) app.UI {
	var inputs []app.UI
	for _, f := range p.answer.Fields {
		switch {
		case f.Part != part:
		case len(f.Options) == 0:
			inputs = append(inputs, p.field(f.Name, f.Label, f.Hint))
		default:
			inputs = append(inputs, p.list(f))
		}
	}
	return html.Div().Class("fields").Body(inputs...)
}

// list is a choice whose value in force the answer says.
func (p *demandPage) list(f form.DemandField) app.UI {
	target := settingID(p.page, f.Name)
	element := html.Select().ID(target).OnChange(p.changed(f.Name), app.EventScope(f.Name)).Body(
		app.Range(f.Options).Slice(func(i int) app.UI {
			option := html.Option(f.Options[i][0]).Text(f.Options[i][1])
			if f.Options[i][0] == f.Value {
				option = option.Attr("selected", true) // false would be written as if it were true
			}
			return option
		}))
	return p.labelled(f.Name, f.Label, f.Hint, element)
}

// openView says what is open, opens more, and says where they are published.
func (p *demandPage) openView() app.UI {
	parts := []app.UI{html.H2().Text("Files")}
	if p.lost != "" {
		parts = append(parts, html.Div().Class("inset").Body(html.P().Text("A file is not kept when the page is loaded again, and the figures shown are those that come with the calculator. Open it again: "+p.lost+".")))
	}
	if len(p.answer.Files) == 0 {
		parts = append(parts, html.P().Class("narrow").Text("The figures are those that come with the calculator: published headline series of every English authority, with both of DfE’s lists of neighbours. For other series, or a later release, open a file of figures or a list of your own. It is read on this device, is not kept when the page is loaded again, and is not sent anywhere."))
	} else {
		parts = append(parts, html.P().Class("narrow").Text("These files are open until the page is closed or loaded again; they are not kept on this device."),
			html.Ul().ID("files").Body(app.Range(p.answer.Files).Slice(func(i int) app.UI {
				f := p.answer.Files[i]
				return html.Li().Body(html.Strong().Text(f.Name), app.Text(": "+f.Words))
			})))
	}
	input := settingID(p.page, "file")
	parts = append(parts, p.packed(), html.Div().Class("fields").Body(html.Div().Class("field").Body(
		html.Label(input).Text("Open files"),
		html.Span().ID(id(input, "hint")).Class("hint").Text("CSV as DfE publishes it, or a workbook of it, a list of neighbours, a .meta.csv, your own figures, or a file saved here"),
		html.Input("file").ID(input).Attr("accept", accepted).Attr("multiple", true).Aria("describedby", id(input, "hint")).OnChange(p.sheet.files.picked),
	)))
	if p.reading != "" {
		parts = append(parts, html.Div().Class("banner").Role("status").Body(
			html.P().Text("Reading "+p.reading+" "+p.share+" …"),
			p.tool("cancel", "Cancel", func(app.Context, app.Event) {
				if p.cancel != nil {
					p.cancel()
				}
			})))
	}
	return html.Div().Body(append(parts, disclosure("Which files, and where DfE publishes them",
		html.Ul().Body(app.Range(demandSources()).Slice(func(i int) app.UI { return html.Li().Text(demandSources()[i]) }))))...)
}

func demandSources() []string {
	return []string{
		"Children looked after in England including adoptions: explore-education-statistics.service.gov.uk/find-statistics/children-looked-after-in-england-including-adoptions, the data set with the number and rate per 10,000.",
		"Children in need: explore-education-statistics.service.gov.uk/find-statistics/children-in-need, any table with local authorities (referrals, child protection plans, children in need).",
		"Children's social work workforce: explore-education-statistics.service.gov.uk/find-statistics/children-s-social-work-workforce.",
		"Local Authority Interactive Tool (LAIT): www.gov.uk/government/publications/local-authority-interactive-tool-lait, as a long file with the columns Short Desc, Years, Values and LA Number.",
		"Statistical neighbours: the list of May 2025 (old_la_code, SN_1, SN_1P …) or that of April 2021 (LA num, SN1, SNP …), published with the children's social care dashboard and with LAIT. The Office for National Statistics' lists are read too.",
		"LAIT’s dictionary of measures (Measure_short, Polarity) says which way is better, so that figures are ranked and banded.",
		"The .meta.csv beside a file gives its columns their names.",
		"Mid-year population estimates with one column population_estimate: counts of other files are then also there per 10,000.",
	}
}
