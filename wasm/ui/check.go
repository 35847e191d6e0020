package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// checkPage holds a report against its own arithmetic.
type checkPage struct {
	app.Compo
	sheet
	report scrutiny.Report
	parts  []form.ReportTable
	result form.Check
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
	p.load(example)
	return p
}

// prepare makes the tables of another report, before their rows are loaded.
func (p *checkPage) prepare(in *form.Inputs) {
	report, err := form.ReadReport(in.Text)
	if err != nil {
		p.fault = err.Error()
		return
	}
	p.report, p.parts = report, form.ReportTables(report)
	p.tables = nil
	rows := map[string][][]string{}
	for _, part := range p.parts {
		p.tables = append(p.tables, &sheetTable{id: part.ID, label: part.Title, table: grid.New(part.Columns, part.Rows)})
		rows[part.ID] = part.Rows
	}
	if in.Tables == nil {
		in.Tables = rows
	}
}

func (p *checkPage) read() {
	tables := map[string]*grid.Table{}
	for _, t := range p.tables {
		tables[t.id] = t.table
	}
	p.result = form.ReadCheck(p.report, tables)
}

func (p *checkPage) downloads() []download {
	return []download{
		{label: "Save the findings", name: "findings.json", kind: "application/json", text: func() string { return p.result.JSON() }},
		{label: "Save the findings as text", name: "findings.md", kind: "text/markdown", text: func() string { return p.result.Result.Markdown() }},
		{label: "Save the report", name: "report.json", kind: "application/vnd.scrutineer+json", text: func() string { return p.result.ReportJSON() }},
	}
}

func (p *checkPage) OnPreRender(ctx app.Context) { entered(ctx, "Check a report") }

func (p *checkPage) OnMount(ctx app.Context) {
	entered(ctx, "Check a report")
	p.entered(ctx)
}

func (p *checkPage) OnNav(ctx app.Context) {
	if app.IsClient {
		p.follow(ctx)
	}
}

func (p *checkPage) Render() app.UI {
	content := []app.UI{
		heading("Do the figures in this report hold?"),
		p.answer(),
		p.state(),
		p.findings(),
		html.H2().Text("The report"),
		html.P().Text("Figures stand as they are printed: type over one to see what changes. A row that adds up others names them under “Adds up”, with semicolons between, or * for all rows. A figure of the text names the figures it comes from and the formula that gives it."),
		p.chooser(),
	}
	for i, t := range p.tables {
		content = append(content, html.H3().Text(t.label))
		for _, formula := range p.parts[i].Formulas {
			content = append(content, html.P().Body(html.Code().Text(formula)))
		}
		content = append(content, newGridView(t.id, t.label, t.table, form.Cells(p.result.Problems, t.id), &p.sheet))
	}
	content = append(content, p.sheet.tools(), p.opener("Open a report", "JSON in the document format of package scrutiny, as saved here"),
		html.H2().Text("What the verdicts mean"),
		verdicts(),
	)
	return shell("/check", content...)
}

// answer says the result in words, and is read out when it changes.
func (p *checkPage) answer() app.UI {
	box := html.Div().ID("answer").Class("answer").TabIndex(-1).Role("status")
	if len(p.result.Problems) > 0 {
		return box.Body(html.P().Text("Correct what is marked to see the findings. Nothing you typed is lost."))
	}
	return box.Body(html.P().Text(p.result.Answer))
}

func (p *checkPage) findings() app.UI {
	if len(p.result.Problems) > 0 {
		return html.Div()
	}
	return html.Section().ID("results").Aria("label", "Findings").Body(
		html.H2().Text("Findings"),
		html.P().Class("quiet").Text(p.result.Title+". "+p.result.Source),
		html.Ul().Class("tally").Body(app.Range(p.result.Counts).Slice(func(i int) app.UI { return html.Li().Text(p.result.Counts[i]) })),
		html.Ul().ID("findings").Class("findings").Body(app.Range(p.result.Findings).Slice(func(i int) app.UI { return finding(p.result.Findings[i]) })),
		html.Details().Body(
			html.Summary().Text("What agrees, with the sums that were done"),
			html.Div().Body(html.Ul().ID("agreeing").Class("findings").Body(app.Range(p.result.Agreeing).Slice(func(i int) app.UI { return finding(p.result.Agreeing[i]) }))),
		),
		disclosure("A paragraph to read out", html.P().ID("paragraph").Text(p.result.Paragraph)),
		notes(p.result.Notes),
	)
}

func finding(f form.CheckFinding) app.UI {
	parts := []app.UI{tag(f.Class, f.Word), html.H3().Text(f.Title), html.P().Text(f.Sentence)}
	for _, detail := range f.Details {
		parts = append(parts, html.P().Class("quiet").Text(detail))
	}
	return html.Li().Class("finding").Body(parts...)
}

func (p *checkPage) chooser() app.UI {
	target := settingID(p.page, "example")
	return html.Div().Class("fields").Body(html.Div().Class("field").Body(
		html.Label(target).Text("Example"),
		html.Select().ID(target).OnChange(p.choose).Body(app.Range(form.CheckExamples()).Slice(func(i int) app.UI {
			example := form.CheckExamples()[i]
			option := html.Option(example[0]).Text(example[1])
			if example[0] == p.settings["example"] {
				option = option.Attr("selected", true)
			}
			return option
		})),
	))
}

func (p *checkPage) choose(ctx app.Context, e app.Event) {
	in := form.CheckExample(e.Get("target").Get("value").String())
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
		line("unchecked", "Cannot be checked", "An input is missing or suppressed, a base is nought or negative, or no possible figure could have failed."),
		line("agrees", "Agrees", "The inputs as printed give the printed result, rounded half away from nought at its printed precision."),
	)
}
