package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// financePage shows a budget statement: the variance of each service and in all.
type financePage struct {
	app.Compo
	sheet
	table  *grid.Table
	result form.Finance
}

func newFinancePage() *financePage {
	p := &financePage{table: grid.New(form.StatementColumns(), form.FinanceExample().Tables[form.StatementTable])}
	p.sheet = sheet{
		page: "finance", path: "/finance", example: form.FinanceExample(), settings: map[string]string{},
		tables:   []*sheetTable{{id: form.StatementTable, label: "Budget statement", table: p.table}},
		compute:  func() { p.result = form.ReadFinance(p.table, p.settings) },
		problems: func() []form.Problem { return p.result.Problems },
		download: p.downloads,
	}
	for name, value := range p.example.Settings {
		p.settings[name] = value
	}
	p.compute()
	return p
}

func (p *financePage) downloads() []download {
	return []download{
		{label: "Save as CSV", name: "statement.csv", kind: "text/csv", text: p.table.CSV},
		{label: "Save as JSON", name: "finance.json", kind: "application/json", text: func() string { return p.inputs().JSON() }},
	}
}

func (p *financePage) OnPreRender(ctx app.Context) { entered(ctx, "Finance") }

func (p *financePage) OnMount(ctx app.Context) {
	entered(ctx, "Finance")
	p.entered(ctx)
}

func (p *financePage) OnNav(ctx app.Context) {
	if app.IsClient {
		p.follow(ctx)
	}
}

func (p *financePage) Render() app.UI {
	return shell("/finance",
		heading("Is this service over budget, by how much, and why?"),
		answerBox(p.result.Answer, p.result.More, len(p.result.Problems) == 0),
		p.state(),
		html.H2().Text("The statement"),
		html.P().Text("Type over the figures, paste rows from a spreadsheet, or open a CSV file with the columns service, budget, forecast, reserves and, where it is printed, variance. A row whose service begins with “Total” is held against the sum of the others."),
		p.options(),
		newGridView(form.StatementTable, "Budget statement", p.table, form.Cells(p.result.Problems, form.StatementTable), &p.sheet),
		p.tools(),
		p.opener("Open a file", "CSV, or a JSON file saved here"),
		p.results(),
		html.H2().Text("Definitions"),
		html.P().Text("Variance = forecast + use of reserves − revised budget. The use of reserves is negative when reserves are drawn. A variance above nought is adverse (an overspend), below nought favourable. The percentage is of the revised budget, and undefined where that is nought. Amounts are exact; a percentage is rounded once, half away from zero."),
		html.P().Class("quiet").Text("Example: Oldham Council, Financial position of children's services, month 4 of 2024/25, report of 2 October 2024, 1.2."),
	)
}

func (p *financePage) options() app.UI {
	return html.Div().Class("fields").Body(
		p.choice("unit", "Amounts are in", "", [2]string{"£", "£"}, [2]string{"£k", "£k (thousands)"}, [2]string{"£m", "£m (millions)"}),
		p.choice("convention", "Printed variances show", "", [2]string{"overspend_positive", "an overspend as positive"}, [2]string{"underspend_positive", "an underspend as positive"}),
		p.field("period", "Period", ""),
	)
}

func (p *financePage) results() app.UI {
	if len(p.result.Problems) > 0 {
		return html.Div()
	}
	return html.Section().ID("results").Aria("label", "Results").Body(
		html.H2().Text("Variance by service"),
		html.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", "Variance by service, table").Body(
			html.Table().ID("variances").Body(
				html.Caption().Class("hidden-text").Text("Variance by service, "+p.result.Unit),
				columns("Service", "Budget", "Forecast", "Reserves", "Variance", "Per cent"),
				html.TBody().Body(append(p.lines(), p.line(p.result.Total, "total"))...),
			),
		),
		disclosure("How this was worked out",
			html.P().Text("Forecast + use of reserves − revised budget = variance, in "+p.result.Unit+":"),
			html.Ul().Class("working").Body(app.Range(p.result.Lines).Slice(func(i int) app.UI {
				return html.Li().Text(p.result.Lines[i].Service + ": " + p.result.Lines[i].Working)
			})),
			html.P().Text("In all: "+p.result.Total.Working),
		),
		html.H2().Text("What drives it"),
		&chartView{ID: "variance-chart", Title: p.result.Chart.Title, Description: p.result.Chart.Description, Spec: p.result.Chart.Spec},
		html.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", "What drives the variance, table").Body(
			html.Table().ID("drivers").Body(
				html.Caption().Class("hidden-text").Text("Services by the size of their variance"),
				columns("Service", "Variance", "Share of the total variance"),
				html.TBody().Body(app.Range(p.result.Drivers).Slice(func(i int) app.UI {
					d := p.result.Drivers[i]
					return html.Tr().Body(html.Th("row").Text(d.Service), variance(d.Variance, d.Direction), html.Td().Class("number").Text(d.Share))
				})),
			),
		),
		p.findings(),
		notes(p.result.Notes),
	)
}

// findings hold the printed variances and the printed total against the lines.
func (p *financePage) findings() app.UI {
	if len(p.result.Findings) == 0 {
		return html.Div()
	}
	return html.Div().Body(
		html.H2().Text("Do the printed figures add up?"),
		html.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", "Printed figures, table").Body(
			html.Table().ID("printed").Body(
				html.Caption().Class("hidden-text").Text("Printed figures held against their rows and columns"),
				html.THead().Body(html.Tr().Body(html.Th("col").Text("Figure"), html.Th("col").Text("Verdict"), html.Th("col").Text("The sum that was done"))),
				html.TBody().Body(app.Range(p.result.Findings).Slice(func(i int) app.UI {
					f := p.result.Findings[i]
					return html.Tr().Body(html.Th("row").Text(f.Title), html.Td().Body(tag(f.Class, f.Word)), html.Td().Text(f.Sentence))
				})),
			),
		),
	)
}

func (p *financePage) lines() []app.UI {
	var rows []app.UI
	for _, line := range p.result.Lines {
		rows = append(rows, p.line(line, "line"))
	}
	return rows
}

func (p *financePage) line(line form.StatementLine, class string) app.UI {
	return html.Tr().Class(class).Body(
		html.Th("row").Text(line.Service), number(line.Budget), number(line.Forecast), number(line.Reserves),
		variance(line.Variance, line.Direction), number(line.Percent),
	)
}

// variance is an amount with the word for its direction beside it.
func variance(amount, direction string) app.UI {
	return html.Td().Class("number").Body(app.Text(amount+" "), tag(direction, direction))
}
