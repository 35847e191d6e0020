package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// calculation says what one page with one table computes, and in which words.
type calculation struct {
	page, path, name string
	heading          string
	table, label     string // id of the table, and what it holds
	intro            string
	columns          func() []grid.Column
	example          func() form.Inputs
	read             func(*grid.Table, map[string]string) form.Result
	options          func(*sheet) []app.UI
	file             string // name of the CSV file
	hint             string // what the page opens
	definitions      []string
	source           string // where the example comes from
}

// calculatorPage draws a calculation: the answer in words, the table to work in, the results.
type calculatorPage struct {
	app.Compo
	sheet
	calculation calculation
	table       *grid.Table
	result      form.Result
}

func newCalculatorPage(c calculation) *calculatorPage {
	example := c.example()
	p := &calculatorPage{calculation: c, table: grid.New(c.columns(), example.Tables[c.table])}
	p.sheet = sheet{
		page: c.page, path: c.path, example: example, settings: map[string]string{},
		tables:   []*sheetTable{{id: c.table, label: c.label, table: p.table}},
		compute:  func() { p.result = c.read(p.table, p.settings) },
		problems: func() []form.Problem { return p.result.Problems },
		download: p.downloads,
	}
	for name, value := range example.Settings {
		p.settings[name] = value
	}
	p.compute()
	return p
}

// CompoID tells go-app that two calculations are two pages, though one type draws them.
func (p *calculatorPage) CompoID() string { return p.calculation.page }

func (p *calculatorPage) downloads() []download {
	return []download{
		{label: "Save as CSV", name: p.calculation.file + ".csv", kind: "text/csv", text: p.table.CSV},
		{label: "Save as JSON", name: p.calculation.file + ".json", kind: "application/json", text: func() string { return p.inputs().JSON() }},
	}
}

func (p *calculatorPage) OnPreRender(ctx app.Context) { entered(ctx, p.calculation.name) }

func (p *calculatorPage) OnMount(ctx app.Context) {
	entered(ctx, p.calculation.name)
	p.entered(ctx)
}

func (p *calculatorPage) OnNav(ctx app.Context) {
	if app.IsClient {
		p.follow(ctx)
	}
}

func (p *calculatorPage) Render() app.UI {
	c := p.calculation
	content := []app.UI{
		heading(c.heading),
		answerBox(p.result.Answer, p.result.More, len(p.result.Problems) == 0),
		p.state(),
		html.Section().ID("results").Aria("label", "Results").Body(p.sections()...),
		html.H2().Text(c.label),
		html.P().Text(c.intro),
		html.Div().Class("fields").Body(c.options(&p.sheet)...),
		newGridView(c.table, c.label, p.table, form.Cells(p.result.Problems, c.table), &p.sheet),
		p.sheet.tools(),
		p.opener("Open a file", c.hint),
		html.H2().Text("Definitions"),
	}
	for _, text := range c.definitions {
		content = append(content, html.P().Text(text))
	}
	return shell(c.path, append(content, html.P().Class("quiet").Text(c.source))...)
}

// answerBox says the result in words, and is read out when it changes.
func answerBox(answer, more string, ok bool) app.UI {
	box := html.Div().ID("answer").Class("answer").TabIndex(-1).Role("status")
	if !ok {
		return box.Body(html.P().Text("Correct what is marked in the table to see the result. Nothing you typed is lost."))
	}
	return box.Body(html.P().Text(answer), html.P().Class("small").Text(more))
}

func (p *calculatorPage) sections() []app.UI {
	var parts []app.UI
	for _, s := range p.result.Sections {
		parts = append(parts, section(s))
	}
	return append(parts, notes(p.result.Notes))
}

// section is one part of a result: its chart, its table, its working.
func section(s form.Section) app.UI {
	parts := []app.UI{html.H2().Text(s.Title)}
	if s.Intro != "" {
		parts = append(parts, html.P().Text(s.Intro))
	}
	if s.Chart != nil {
		parts = append(parts, &chartView{ID: s.ID + "-chart", Title: s.Chart.Title, Description: s.Chart.Description, Spec: s.Chart.Spec})
	}
	parts = append(parts, resultTable(s))
	if len(s.Working) > 0 {
		parts = append(parts, disclosure("How this was worked out", html.Ul().Class("working").Body(
			app.Range(s.Working).Slice(func(i int) app.UI { return html.Li().Text(s.Working[i]) }))))
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
			cells = append(cells, html.Th("row").Text(cell.Text))
			continue
		}
		td := html.Td()
		if heads[i].Number {
			td = td.Class("number")
		}
		if cell.Tag != "" {
			cells = append(cells, td.Body(tag(cell.Tag, cell.Text)))
			continue
		}
		cells = append(cells, td.Text(cell.Text))
	}
	tr := html.Tr()
	if row.Total {
		tr = tr.Class("total")
	}
	return tr.Body(cells...)
}
