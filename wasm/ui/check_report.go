package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// action is a button that does something to one table or column. Its scope tells it from another that stands in its place.
func (p *checkPage) action(name, text string, do app.EventHandler, scope ...any) app.UI {
	return html.Button().ID(id(p.page, name)).Class("button second").Text(text).OnClick(do, app.EventScope(scope...))
}

// reportView is the report as it is typed over: what it is, its tables, the figures of its text.
func (p *checkPage) reportView() app.UI {
	parts := []app.UI{
		html.H2().Text("The report"),
		html.P().Class("narrow no-print").Text("Figures stand as they are printed: type over one to see what changes. A row that adds up others names them under “Adds up”, with semicolons between, or * for all rows; “less” before a name takes that row away."),
		html.Div().Class("fields").Body(
			p.field("title", "Title", ""),
			p.field("document", "Document", ""),
			p.field("date", "Date of the report", "As 2024-10-02: it bounds what the report can know."),
		),
	}
	for i, t := range p.kept.parts {
		if t.ID != form.ClaimsTable {
			parts = append(parts, p.tableView(i))
		}
	}
	parts = append(parts, html.Div().Class("tools").Body(
		p.tool("add-table", "Add an empty table", func(ctx app.Context, _ app.Event) {
			p.restructure(ctx, "A table was added.", form.AddTable, nil)
		}),
	))
	return html.Section().ID("report").Aria("label", "The report").Body(append(parts, p.claimsView()...)...)
}

// tableView is one table: what is known of it, and its figures.
func (p *checkPage) tableView(i int) app.UI {
	if i >= len(p.kept.parts) || i >= len(p.tables) {
		return html.Div()
	}
	part, t := p.kept.parts[i], p.tables[i]
	structure := html.Details().ID(id(part.ID, "structure")).Class("no-print")
	body := []app.UI{html.Div().Class("fields").Body(
		p.field(part.ID+".title", "Title of the table", ""),
		p.choice(part.ID+".unit", "Its figures are in", "", form.UnitChoices("nothing stated", p.settings[part.ID+".unit"])...),
		p.choice(part.ID+".exact", "Its counts are", "", [2]string{"no", "rounded as printed"}, [2]string{"yes", "exact"}),
	)}
	body = append(body, html.P().Class("quiet").Text("A formula names columns: "+part.Names()+". Without one a column is taken as it is printed."))
	for _, c := range part.Fields {
		body = append(body, p.columnView(i, c))
	}
	body = append(body, html.Div().Class("tools").Body(
		p.action(part.ID+"-add-column", "Add a column", func(ctx app.Context, _ app.Event) {
			p.restructure(ctx, "A column was added.", func(r scrutiny.Report) scrutiny.Report { return form.AddColumn(r, i) }, nil)
		}, part.ID),
	))
	views := []app.UI{html.H3().Text(form.TitleOf(p.result.Typed, i, t.label))}
	views = append(views, structure.Body(html.Summary().Text("Columns, units and formulas of this table"), html.Div().Body(body...)))
	views = append(views, newGridView(t.id, t.label, t.table, form.Cells(p.result.Problems, t.id), &p.sheet))
	views = append(views, html.Div().Class("tools").Body(p.action(part.ID+"-remove", "Remove this table", func(ctx app.Context, _ app.Event) {
		p.restructure(ctx, "The table was removed. Undo brings it back.", func(r scrutiny.Report) scrutiny.Report { return form.RemoveTable(r, i) }, nil)
	}, part.ID)))
	return html.Div().Class("report-table").Body(views...)
}

// columnView is what is known of one column.
func (p *checkPage) columnView(i int, c form.ColumnFields) app.UI {
	fields := []app.UI{
		p.field(c.Label, "Column", ""),
		p.choice(c.Unit, "holds", "", form.UnitChoices("what its table says", p.settings[c.Unit])...),
		p.field(c.Formula, "is worked out as", ""),
		p.choice(c.Added, "Totals add it up", "", [2]string{"auto", "unless a ratio"}, [2]string{"yes", "yes"}, [2]string{"no", "no"}),
	}
	if sign := form.VarianceSign(p.settings[c.Formula]); sign != "" {
		fields = append(fields, p.signView(c, sign))
	}
	fields = append(fields, p.action(c.Label+"-remove", "Remove this column", func(ctx app.Context, _ app.Event) {
		p.restructure(ctx, "The column was removed. Undo brings it back.", func(r scrutiny.Report) scrutiny.Report { return form.RemoveColumn(r, i, c.Name) }, nil)
	}, c.Label, c.Name))
	body := []app.UI{html.Div().Class("fields").Body(fields...)}
	if c.Note != "" {
		body = append(body, html.P().Class("quiet").Text(c.Note))
	}
	return html.Div().Class("column").Role("group").Aria("label", c.Heading).Body(body...)
}

// signView says how the formula of a variance signs an overspend, and turns it.
func (p *checkPage) signView(c form.ColumnFields, sign string) app.UI {
	target := settingID(p.page, c.Formula+".sign")
	return html.Div().Class("field").Body(
		html.Label(target).Text("An overspend is"),
		html.Select().ID(target).OnChange(func(ctx app.Context, e app.Event) {
			if e.Get("target").Get("value").String() == form.VarianceSign(p.settings[c.Formula]) {
				return
			}
			before := p.moment()
			p.settings[c.Formula] = form.TurnSign(p.settings[c.Formula])
			p.stepped(before, "")
			p.tableChanged(ctx)
			ctx.Defer(func(app.Context) { p.syncSettings() })
		}, app.EventScope(target)).Body(
			selectable("overspend_positive", "positive", sign), selectable("underspend_positive", "negative or in brackets", sign),
		),
	)
}

// selectable is an option, chosen where it has the value that stands.
func selectable(value, text, now string) app.UI {
	option := html.Option(value).Text(text)
	if value == now {
		option = option.Attr("selected", true)
	}
	return option
}

// claimsView is the figures of the text.
func (p *checkPage) claimsView() []app.UI {
	t := p.tableOf(form.ClaimsTable)
	if t == nil {
		return nil
	}
	kinds := form.ClaimKinds()
	target := settingID(p.page, "claim-kind")
	parts := []app.UI{
		html.H3().Text(t.label),
		html.P().Class("narrow no-print").Text("A figure of the text names the figures it comes from, as in contacts = 2,202 exact; referrals = 428 exact, and the formula over their names. A figure that stands in a table is written @TABLE/ROW/COLUMN. “exact” marks a count that is not rounded; “in £k” a figure that does not print its unit."),
		newGridView(t.id, t.label, t.table, form.Cells(p.result.Problems, t.id), &p.sheet),
		html.Div().Class("fields no-print").Body(
			html.Div().Class("field").Body(
				html.Label(target).Text("What the claim says"),
				html.Select().ID(target).Body(app.Range(kinds).Slice(func(i int) app.UI {
					return html.Option(string(kinds[i].Kind)).Text(kinds[i].Asks)
				})),
			),
			p.tool("add-claim", "Add a claim", p.addClaim),
		),
		disclosure("What each kind of claim needs", html.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", "What each kind of claim needs, table").Body(html.Table().Body(
			html.THead().Body(html.Tr().Body(html.Th("col").Text("Kind"), html.Th("col").Text("What it says"), html.Th("col").Text("What it needs"))),
			html.TBody().Body(app.Range(kinds).Slice(func(i int) app.UI {
				return html.Tr().Body(html.Th("row").Body(html.Code().Text(string(kinds[i].Kind))), html.Td().Text(kinds[i].Asks), html.Td().Text(kinds[i].Needs))
			})),
		))),
	}
	if kept := form.KeptClaims(p.result.Typed.Claims); len(kept) > 0 {
		parts = append(parts, disclosure("What cannot be edited here and is kept as it is", html.Ul().Body(app.Range(kept).Slice(func(i int) app.UI { return html.Li().Text(kept[i]) }))))
	}
	return parts
}

// addClaim adds a row to begin a claim of the chosen kind with.
func (p *checkPage) addClaim(ctx app.Context, _ app.Event) {
	kind := app.Window().GetElementByID(settingID(p.page, "claim-kind")).Get("value").String()
	t := p.tableOf(form.ClaimsTable)
	t.table.AppendRow(form.NewClaim(kind))
	p.said = "A claim was added: type over what it says, what is printed, and its figures."
	p.tableChanged(ctx)
	place := cellID(t.id, t.table.LastCell("label"))
	ctx.Defer(func(ctx app.Context) { ctx.Defer(func(app.Context) { focus(place) }) })
}
