package ui

import (
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"github.com/scrutineer-dev/scrutineer/wasm/grid"
	"github.com/scrutineer-dev/scrutineer/wasm/html"
)

// gridOwner is the page that a table stands on.
type gridOwner interface {
	// tableChanged is called after every change of a table, before the page is drawn again.
	tableChanged(ctx app.Context)
	// pasted is offered a block before the table takes it, and reports whether that is done with.
	pasted(ctx app.Context, table string, at grid.Position, text string) bool
	// say tells the person something about a table.
	say(text string)
	// undo and redo walk the one history of the page.
	undo(ctx app.Context, e app.Event)
	redo(ctx app.Context, e app.Event)
}

// gridView draws a table to work in: native inputs over a model. While a person types nothing is written to an input; only
// after a change that typing did not make (paste, undo, sort, another page) the inputs are given what the model holds. A
// render that set the value of an input would lose what was typed since.
type gridView struct {
	app.Compo

	ID         string
	Label      string
	Table      *grid.Table
	Generation int
	Errors     map[grid.Position]string
	Owner      gridOwner

	ctx        app.Context // a row that is removed takes what it deferred with it
	page       int
	sorted     int // column that the rows are sorted by, from 1; 0 for none
	descending bool
}

// newGridView is the view of a table as it now stands.
func newGridView(id, label string, table *grid.Table, errors map[grid.Position]string, owner gridOwner) *gridView {
	return &gridView{ID: id, Label: label, Table: table, Generation: table.Generation(), Errors: errors, Owner: owner}
}

func (g *gridView) OnMount(ctx app.Context) {
	g.ctx = ctx
	ctx.Defer(g.fill)
}

func (g *gridView) OnUpdate(ctx app.Context) {
	g.page = min(g.page, g.Table.LastPage())
	ctx.Defer(g.fill)
}

// fill gives every input on screen what the model holds.
func (g *gridView) fill(app.Context) {
	first, after := g.Table.PageRows(g.page)
	for row := first; row < after; row++ {
		for col := range g.Table.Columns() {
			at := grid.Position{Row: row, Col: col}
			input := app.Window().GetElementByID(g.cellID(at))
			if input.Truthy() && input.Get("value").String() != g.Table.Cell(at) {
				input.Set("value", g.Table.Cell(at))
			}
		}
	}
}

func (g *gridView) Render() app.UI {
	first, after := g.Table.PageRows(g.page)
	var rows []app.UI
	for row := first; row < after; row++ {
		rows = append(rows, g.row(row))
	}
	return html.Div().Class("grid-view").Body(
		g.pass(),
		html.Div().Class("scroll").Body(
			html.Table().ID(g.ID).Class("grid").Role("grid").Aria("label", g.Label).Aria("rowcount", g.Table.Count()).
				OnInput(g.typed).OnKeyDown(g.key).OnPaste(g.paste).Body(
				html.THead().Body(html.Tr().Body(g.header()...)),
				html.TBody().Body(rows...),
			),
		),
		g.pager(),
		html.Div().Class("tools").Body(
			g.tool("add", "Add a row", g.add),
			g.tool("undo", "Undo", g.undo),
			g.tool("redo", "Redo", g.redo),
			g.tool("copy", "Copy the table", g.copy),
		),
	)
}

// pass leads a person without a mouse past the table: Tab goes through every cell of it.
func (g *gridView) pass() app.UI {
	after := id(g.ID, "add")
	return html.A("#"+after).Class("skip pass").Text("Skip past the table").OnClick(func(ctx app.Context, e app.Event) {
		ctx.PreventUpdate()
		e.PreventDefault()
		e.Call("stopPropagation")
		focus(after)
	}, app.EventScope(after))
}

func (g *gridView) header() []app.UI {
	cells := []app.UI{html.Th("col").Body(html.Span().Class("hidden-text").Text("Row"))}
	for col, column := range g.Table.Columns() {
		cell := html.Th("col").Class(kindClass(column)).Body(
			html.Button().Class("sort").Title("Sort by "+column.Label).Text(column.Label).OnClick(g.sortBy(col), app.EventScope(g.ID, col)))
		if g.sorted == g.Table.Ordinal(col) {
			cell = cell.Aria("sort", map[bool]string{false: "ascending", true: "descending"}[g.descending])
		}
		cells = append(cells, cell)
	}
	return append(cells, html.Th("col").Class("remove-cell").Body(html.Span().Class("hidden-text").Text("Remove")))
}

func kindClass(c grid.Column) string {
	switch c.Kind {
	case grid.Figure:
		return "number"
	case grid.Short:
		return "short"
	}
	return "text"
}

func (g *gridView) row(row int) app.UI {
	r := &gridRow{GridID: g.ID, Row: row, Name: g.Table.RowName(row), Columns: g.Table.Columns(), View: g}
	for col := range g.Table.Columns() {
		r.Errors = append(r.Errors, g.Errors[grid.Position{Row: row, Col: col}])
		if app.IsServer {
			r.Text = append(r.Text, g.Table.Cell(grid.Position{Row: row, Col: col}))
		}
	}
	return r
}

func (g *gridView) pager() app.UI {
	if g.Table.Pages() == 1 {
		return html.Div()
	}
	return html.Nav().Class("tools").Aria("label", g.Label+": pages").Body(
		g.tool("before", "Rows before", g.turn(g.Table.PageBefore)),
		html.Span().Text(g.Table.PageName(g.page)),
		g.tool("after", "Rows after", g.turn(g.Table.PageAfter)),
	)
}

func (g *gridView) tool(name, text string, do app.EventHandler) app.UI {
	return html.Button().ID(id(g.ID, name)).Class("button second").Text(text).OnClick(do)
}

func (g *gridView) cellID(at grid.Position) string { return cellID(g.ID, at) }

func cellID(table string, at grid.Position) string {
	return id(table, strconv.Itoa(at.Row), strconv.Itoa(at.Col))
}

// at is the cell that an event happened in.
func (g *gridView) at(e app.Event) (at grid.Position, input app.Value, ok bool) {
	input = e.Get("target")
	name, found := strings.CutPrefix(input.Get("id").String(), g.ID+"-")
	row, col, cut := strings.Cut(name, "-")
	if !found || !cut {
		return at, input, false
	}
	var errRow, errCol error
	at.Row, errRow = strconv.Atoi(row)
	at.Col, errCol = strconv.Atoi(col)
	return at, input, errRow == nil && errCol == nil
}

func (g *gridView) typed(ctx app.Context, e app.Event) {
	at, input, ok := g.at(e)
	if !ok {
		return
	}
	g.sorted = 0
	g.Table.Type(at, input.Get("value").String())
	g.Owner.tableChanged(ctx)
}

func (g *gridView) key(ctx app.Context, e app.Event) {
	at, input, ok := g.at(e)
	if !ok || e.Get("isComposing").Truthy() {
		ctx.PreventUpdate()
		return
	}
	key := e.Get("key").String()
	if e.Get("ctrlKey").Truthy() || e.Get("metaKey").Truthy() {
		g.command(ctx, e, key)
		return
	}
	if e.Get("altKey").Truthy() || e.Get("shiftKey").Truthy() {
		ctx.PreventUpdate()
		return
	}
	caret := grid.CaretIn(input.Get("value").String(), input.Get("selectionStart").Int(), input.Get("selectionEnd").Int())
	to, ok := g.Table.Move(at, key, caret)
	if !ok {
		ctx.PreventUpdate()
		return
	}
	e.PreventDefault()
	g.goTo(ctx, to)
}

// command takes the keys of the one history, in place of the browser's own for each input.
func (g *gridView) command(ctx app.Context, e app.Event, key string) {
	switch strings.ToLower(key) {
	case "z":
		e.PreventDefault()
		if e.Get("shiftKey").Truthy() {
			g.redo(ctx, e)
			return
		}
		g.undo(ctx, e)
	case "y":
		e.PreventDefault()
		g.redo(ctx, e)
	default:
		ctx.PreventUpdate()
	}
}

// goTo moves the focus to a cell, to another page first where it stands on one.
func (g *gridView) goTo(ctx app.Context, to grid.Position) {
	if page := g.Table.PageOf(to.Row); page != g.page {
		g.page = page
		ctx.Defer(func(ctx app.Context) {
			g.fill(ctx)
			g.enter(to)
		})
		return
	}
	ctx.PreventUpdate()
	g.enter(to)
}

func (g *gridView) enter(to grid.Position) {
	if input := app.Window().GetElementByID(g.cellID(to)); input.Truthy() {
		input.Call("focus")
		input.Call("select")
	}
}

func (g *gridView) paste(ctx app.Context, e app.Event) {
	at, _, ok := g.at(e)
	text := e.Get("clipboardData").Call("getData", "text/plain").String()
	if !ok || !strings.ContainsAny(text, "\t\n\r") {
		ctx.PreventUpdate()
		return // one cell: the browser pastes it, and an input event follows
	}
	e.PreventDefault()
	g.sorted = 0
	if g.Owner.pasted(ctx, g.ID, at, text) {
		return
	}
	g.Owner.say(g.Table.PasteText(at, text))
	g.Owner.tableChanged(ctx)
}

func (g *gridView) add(ctx app.Context, _ app.Event) {
	row := g.Table.Append()
	g.page = g.Table.PageOf(row)
	g.Owner.say("A row was added.")
	g.Owner.tableChanged(ctx)
	ctx.Defer(func(ctx app.Context) { g.fill(ctx); g.enter(grid.Position{Row: row}) })
}

func (g *gridView) remove(ctx app.Context, row int) {
	name := g.Table.RowName(row)
	g.Table.RemoveRow(row)
	g.Owner.say("Removed " + name + ". Undo brings it back.")
	g.Owner.tableChanged(ctx)
	g.ctx.Defer(func(app.Context) {
		if row < g.Table.Len() {
			g.enter(grid.Position{Row: row})
			return
		}
		focus(id(g.ID, "undo"))
	})
}

func (g *gridView) undo(ctx app.Context, e app.Event) {
	g.sorted = 0
	g.Owner.undo(ctx, e)
}

func (g *gridView) redo(ctx app.Context, e app.Event) {
	g.sorted = 0
	g.Owner.redo(ctx, e)
}

func (g *gridView) copy(ctx app.Context, _ app.Event) {
	copyText(g.Table.Clipboard(), func(ok bool) {
		ctx.Dispatch(func(app.Context) {
			g.Owner.say(map[bool]string{true: "The table is on the clipboard: paste it into a spreadsheet.", false: "This browser did not allow copying: save the table as CSV."}[ok])
		})
	})
}

func (g *gridView) sortBy(col int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		column := g.Table.Ordinal(col)
		g.descending = g.sorted == column && !g.descending
		g.sorted = column
		g.Table.Sort(col, g.descending)
		g.Owner.say("Sorted by " + g.Table.Columns()[col].Label + ". Undo restores the order.")
		g.Owner.tableChanged(ctx)
	}
}

func (g *gridView) turn(to func(page int) int) app.EventHandler {
	return func(ctx app.Context, _ app.Event) {
		g.page = to(g.page)
		ctx.Defer(g.fill)
	}
}

// gridRow is one row. It is drawn again only when one of its fields changes; what is typed is none of them.
type gridRow struct {
	app.Compo

	GridID  string
	Row     int
	Name    string
	Columns []grid.Column
	Errors  []string
	Text    []string // only where the page is written without a browser
	View    *gridView
}

func (r *gridRow) Render() app.UI {
	cells := []app.UI{html.Th("row").Class("row-number").Text(r.View.Table.Ordinal(r.Row))}
	for col, column := range r.Columns {
		cells = append(cells, r.cell(col, column))
	}
	cells = append(cells, html.Td().Class("remove-cell").Body(r.removal()))
	return html.Tr().Body(cells...)
}

func (r *gridRow) cell(col int, column grid.Column) app.UI {
	if app.IsServer {
		return html.Td().Role("gridcell").Class(kindClass(column)).Body(html.Span().Class("cell").Text(r.Text[col]))
	}
	at := grid.Position{Row: r.Row, Col: col}
	cell := cellID(r.GridID, at)
	input := html.Input("text").ID(cell).Attr("autocomplete", "off").Attr("spellcheck", "false").
		Aria("label", r.View.Table.Place(at))
	problem := app.UI(nil)
	if text := r.Errors[col]; text != "" {
		input = input.Aria("invalid", "true").Aria("describedby", id(cell, "error"))
		problem = html.Span().ID(id(cell, "error")).Class("cell-error").Body(html.Span().Class("hidden-text").Text("Error: "), app.Text(text))
	}
	return html.Td().Role("gridcell").Class(kindClass(column)).Body(input, app.If(problem != nil, func() app.UI { return problem }))
}

func (r *gridRow) removal() app.UI {
	if app.IsServer {
		return html.Span()
	}
	return html.Button().Class("remove").Aria("label", "Remove "+r.Name).Text("×").OnClick(r.remove)
}

func (r *gridRow) remove(ctx app.Context, _ app.Event) { r.View.remove(ctx, r.Row) }
