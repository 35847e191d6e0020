package form

import (
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// ReportTable is one table of a report as a person works in it: a label, what a total row adds up, and the cells.
type ReportTable struct {
	ID, Title string
	Columns   []grid.Column
	Rows      [][]string
	// Fields are what is known of its columns, in their order; none for the claims.
	Fields []ColumnFields
}

// Names are the columns as formulas call them.
func (t ReportTable) Names() string {
	var names []string
	for _, c := range t.Fields {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}

// ColumnFields are the settings of one column: their names, and how the column is called in formulas.
type ColumnFields struct {
	Name, Heading               string
	Label, Unit, Formula, Added string
	Note                        string // a proposal that was made for it
}

// tableID is the id of a table by its place in the report, and the beginning of the names of its settings.
func tableID(i int) string { return "table" + strconv.Itoa(i) }

// ReportTables are the tables of a report, and last the figures in its text.
func ReportTables(report scrutiny.Report) []ReportTable {
	var tables []ReportTable
	for i := range report.Tables {
		tables = append(tables, reportTable(tableID(i), &report.Tables[i]))
	}
	return append(tables, claimsTable(report.Claims))
}

func reportTable(id string, table *scrutiny.Table) ReportTable {
	t := ReportTable{ID: id, Title: tableTitle(table), Columns: []grid.Column{{ID: "label", Label: "Row"}, {ID: "total_of", Label: "Adds up", Optional: true}}}
	for j := range table.Columns {
		c := &table.Columns[j]
		t.Columns = append(t.Columns, grid.Column{ID: c.ID, Label: columnLabel(c), Kind: grid.Figure, Optional: true})
		field := columnField(id, j)
		t.Fields = append(t.Fields, ColumnFields{
			Name: c.ID, Heading: columnLabel(c), Label: field("label"), Unit: field("unit"), Formula: field("formula"), Added: field("sums"), Note: c.Note,
		})
	}
	for _, row := range table.Rows {
		t.Rows = append(t.Rows, append([]string{row.Label, ""}, cellTexts(table, row.Cells)...))
	}
	for _, total := range table.Totals {
		t.Rows = append(t.Rows, append([]string{total.Label, addsUp(total)}, cellTexts(table, total.Cells)...))
	}
	return t
}

// less marks a row that a total takes away.
const less = "less "

func addsUp(total scrutiny.Total) string {
	parts := append([]string(nil), total.Of...)
	for _, label := range total.Less {
		parts = append(parts, "less "+label)
	}
	return strings.Join(parts, "; ")
}

func tableTitle(table *scrutiny.Table) string {
	title := table.Where
	if table.Title != "" {
		title = strings.Trim(title+", "+table.Title, ", ")
	}
	if title == "" {
		title = "Table " + table.ID
	}
	if table.Unit != "" {
		title += ", in " + table.Unit
	}
	return title
}

func columnLabel(c *scrutiny.Column) string {
	if c.Label != "" {
		return c.Label
	}
	return c.ID
}

func cellTexts(table *scrutiny.Table, cells map[string]scrutiny.Input) []string {
	var texts []string
	for i := range table.Columns {
		texts = append(texts, cells[table.Columns[i].ID].Value)
	}
	return texts
}

// places are where the parts of a report stand on the page: the rows of the grids, by table.
type places struct {
	rows, totals map[string][]int // rows of a grid by the order in the report
	claims       []int
}

// typedReport is the report with the texts of the tables and the settings in it.
func typedReport(base scrutiny.Report, tables map[string]*grid.Table, settings map[string]string) (scrutiny.Report, places, []Problem) {
	report, at := withSettings(base, settings), places{rows: map[string][]int{}, totals: map[string][]int{}}
	var problems []Problem
	for i := range report.Tables {
		if t, ok := tables[tableID(i)]; ok {
			problems = append(problems, typedTable(&report.Tables[i], tableID(i), t, &at)...)
		}
	}
	if t, ok := tables[ClaimsTable]; ok {
		var found []Problem
		report.Claims, at.claims, found = typedClaims(base.Claims, t)
		problems = append(problems, found...)
	}
	return report, at, problems
}

// typedTable puts the rows of a grid into a table. What the report knows of a row beside its figures stays with the row of
// the same name, or with that in the same place where it was given another name.
func typedTable(table *scrutiny.Table, id string, t *grid.Table, at *places) []Problem {
	base := *table
	rows, totals := map[string]int{}, map[string]int{}
	for i := range base.Rows {
		rows[base.Rows[i].Label] = i
	}
	for i := range base.Totals {
		totals[base.Totals[i].Label] = i
	}
	typed := map[string]bool{}
	for row := range t.Len() {
		typed[strings.TrimSpace(t.Get(row, "label"))] = true
	}
	table.Rows, table.Totals = nil, nil
	var problems []Problem
	for row := range t.Len() {
		if t.Blank(row) {
			continue
		}
		label := strings.TrimSpace(t.Get(row, "label"))
		if label == "" {
			cell := grid.Position{Row: row}
			problems = append(problems, Problem{Table: id, At: cell, Label: t.Place(cell), Text: "name the row"})
		}
		of := strings.TrimSpace(t.Get(row, "total_of"))
		if of == "" {
			place, found := rows[label]
			if next := len(table.Rows); !found && next < len(base.Rows) && !typed[base.Rows[next].Label] {
				place, found = next, true
			}
			var known scrutiny.Row
			if found {
				known = base.Rows[place]
			}
			known.Label, known.Cells = label, typedCells(base.Columns, known.Cells, t, row)
			table.Rows = append(table.Rows, known)
			at.rows[id] = append(at.rows[id], row)
			continue
		}
		place, found := totals[label]
		if next := len(table.Totals); !found && next < len(base.Totals) && !typed[base.Totals[next].Label] {
			place, found = next, true
		}
		var known scrutiny.Total
		if found {
			known = base.Totals[place]
		}
		known.Label, known.Cells = label, typedCells(base.Columns, known.Cells, t, row)
		known.Of, known.Less = nil, nil
		for _, name := range list(of) {
			if taken, ok := strings.CutPrefix(name, less); ok {
				known.Less = append(known.Less, strings.TrimSpace(taken))
				continue
			}
			known.Of = append(known.Of, name)
		}
		table.Totals = append(table.Totals, known)
		at.totals[id] = append(at.totals[id], row)
	}
	return problems
}

// typedCells keeps what the report knows of a figure beside its text: that it is exact, its unit, its step.
func typedCells(columns []scrutiny.Column, known map[string]scrutiny.Input, t *grid.Table, row int) map[string]scrutiny.Input {
	cells := map[string]scrutiny.Input{}
	for i := range columns {
		id := columns[i].ID
		text := strings.TrimSpace(t.Get(row, id))
		input, had := known[id]
		if text == "" && !had {
			continue
		}
		if text != "" {
			input.Missing = ""
		}
		input.Value = text
		if text == "" && input.Missing == "" && input.SameAs == "" {
			input.Missing = "not given"
		}
		cells[id] = input
	}
	return cells
}

// list takes a list apart at its semicolons.
func list(text string) []string {
	var parts []string
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// faultProblem puts a fault of the report beside what it means on the page.
func faultProblem(fault scrutiny.Fault, tables map[string]*grid.Table, at places) Problem {
	p := Problem{At: grid.Position{Row: -1}, Text: fault.Message}
	head, rest, _ := strings.Cut(fault.Path, ".")
	if i, ok := indexed(head, "tables"); ok {
		p.tableFault(tableID(i), rest, tables, at)
	}
	if i, ok := indexed(head, "claims"); ok && i < len(at.claims) && tables[ClaimsTable] != nil {
		field, _, _ := strings.Cut(rest, ".")
		t := tables[ClaimsTable]
		p.Table, p.At = ClaimsTable, grid.Position{Row: at.claims[i], Col: max(0, t.ColumnOf(field))}
		p.Label = t.Place(p.At)
	}
	if fault.Path == "source.date" {
		p.Field, p.Label = "date", "Date of the report"
	}
	return p
}

func (p *Problem) tableFault(id, rest string, tables map[string]*grid.Table, at places) {
	t := tables[id]
	head, field, _ := strings.Cut(rest, ".")
	if j, ok := indexed(head, "columns"); ok {
		p.Field = columnField(id, j)(field)
		return
	}
	if head == "unit" {
		p.Field = id + ".unit"
		return
	}
	lines := at.rows[id]
	i, ok := indexed(head, "rows")
	if !ok {
		i, ok = indexed(head, "totals")
		lines = at.totals[id]
	}
	if !ok || i >= len(lines) || t == nil {
		return
	}
	p.Table, p.At = id, grid.Position{Row: lines[i]}
	if column, isCell := strings.CutPrefix(field, "cells."); isCell {
		p.At.Col = max(0, t.ColumnOf(strings.TrimSuffix(column, ".unit")))
	} else if strings.HasPrefix(field, "of") {
		p.At.Col = max(0, t.ColumnOf("total_of"))
	}
	p.Label = t.Place(p.At)
}

// indexed reads the 3 of "rows[3]".
func indexed(text, name string) (int, bool) {
	number, ok := strings.CutPrefix(text, name+"[")
	if !ok {
		return 0, false
	}
	i, err := strconv.Atoi(strings.TrimSuffix(number, "]"))
	return i, err == nil && i >= 0
}
