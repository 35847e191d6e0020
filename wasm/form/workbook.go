package form

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/wasm/grid"
	"github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
)

// Sheets is what is to be read of a workbook.
type Sheets struct {
	// Page is the page that they belong to.
	Page string
	// Read are the sheets to read. Of a workbook that was saved here each is the table that Tables names.
	Read, Tables []string
	// Settings are those of a workbook that was saved here.
	Settings map[string]string
	// Ask are the sheets among which the person chooses; nothing is read before.
	Ask []string
}

// settingsSheet is the sheet on which the choices beside the tables are saved.
const settingsSheet = "settings"

// ChooseSheets finds the sheets of a workbook that belong to a page or, where that is empty, to any. The error says which
// sheets there are.
func ChooseSheets(page string, sheets []sheet.Sheet) (Sheets, error) {
	if own, ok := ownSheets(page, sheets); ok {
		return own, nil
	}
	var visible []sheet.Sheet
	var names []string
	fitting := map[string][]string{}
	for _, s := range sheets {
		if !s.Hidden {
			visible, names = append(visible, s), append(names, s.Name)
		}
		if shapes := Fitting(page, s.First); len(shapes) > 0 {
			fitting[shapes[0].Page] = append(fitting[shapes[0].Page], s.Name)
		}
	}
	switch {
	case len(visible) == 0:
		return Sheets{}, &grid.FileError{Problem: "the workbook has no sheet with anything in it."}
	case page == "check":
		return oneOf(page, names), nil // it reads a table of any columns
	}
	order := []string{page}
	for _, s := range Shapes() {
		order = append(order, s.Page)
	}
	for _, of := range append(order, "demand") {
		if names := fitting[of]; len(names) > 0 {
			return oneOf(of, names), nil
		}
	}
	if len(visible) == 1 {
		return oneOf(page, []string{visible[0].Name}), nil
	}
	e := unfit(page, nil)
	var found []string
	for _, s := range visible {
		found = append(found, "“"+s.Name+"” begins with "+firstLine(s.First))
	}
	e.Found = "no table is recognised in its sheets. " + strings.Join(found, "; ") + "."
	return Sheets{}, e
}

func oneOf(page string, names []string) Sheets {
	if len(names) == 1 {
		return Sheets{Page: page, Read: names}
	}
	return Sheets{Page: page, Ask: names}
}

// ownSheets recognises a workbook that was saved here by the names of its sheets, which are those of the tables of one page.
func ownSheets(page string, sheets []sheet.Sheet) (own Sheets, ok bool) {
	settings := slices.IndexFunc(sheets, func(s sheet.Sheet) bool { return s.Name == settingsSheet })
	if settings < 0 {
		return own, false
	}
	own.Settings = map[string]string{}
	for i, row := range sheets[settings].First {
		if i > 0 && len(row) > 1 {
			own.Settings[row[0]] = row[1]
		}
	}
	own.Page = own.Settings["page"]
	delete(own.Settings, "page")
	if page != "" && own.Page != page {
		return own, false
	}
	for _, shape := range savedShapes() {
		if shape.Page != own.Page {
			continue
		}
		for _, s := range sheets {
			if row, _ := grid.Fit(shape.Columns, s.First); s.Name == shape.Table && row == 0 {
				own.Read, own.Tables = append(own.Read, s.Name), append(own.Tables, shape.Table)
			}
		}
	}
	return own, len(own.Read) > 0
}

// savedShapes are the tables that a workbook saved here can have: those of the page of demand are computed in its worker, but
// stand in the page too.
func savedShapes() []Shape {
	shapes := Shapes()
	for _, table := range []string{SeriesTable, FunnelTable, StagesTable} {
		shapes = append(shapes, Shape{Page: "demand", Table: table, Columns: DemandColumns(table)})
	}
	return shapes
}

// ReadOwn reads a sheet of a workbook that was saved here into its table.
func ReadOwn(page, table string, data []byte, whole bool) ([][]string, error) {
	for _, s := range savedShapes() {
		if s.Page != page || s.Table != table || !whole {
			continue
		}
		in, _, err := ReadInto(s, data)
		return in.Tables[table], err
	}
	return nil, &grid.FileError{Problem: "the sheet " + table + " is too long for a workbook that was saved here: save it as CSV and open that."}
}

// Book is a page as a workbook: its tables, its results, and the choices beside them.
func Book(in Inputs, tables []NamedTable, results []NamedResult) []sheet.Table {
	var book []sheet.Table
	for _, t := range tables {
		s := sheet.Table{Name: t.ID, Rows: t.Table.Filled()}
		for _, c := range t.Table.Columns() {
			s.Columns = append(s.Columns, sheet.Column{Name: c.ID, Number: c.Kind == grid.Figure})
		}
		book = append(book, s)
	}
	for _, r := range results {
		if r.Answer != "" {
			book = append(book, sheet.Table{Name: r.Name, Columns: []sheet.Column{{Name: r.Name}}, Rows: lines(append([]string{r.Answer, r.More}, r.Notes...))})
		}
		for _, s := range r.Sections {
			if len(s.Rows) > 0 {
				book = append(book, sectionSheet(s))
			}
		}
	}
	choices := sheet.Table{Name: settingsSheet, Columns: []sheet.Column{{Name: "setting"}, {Name: "value"}}, Rows: [][]string{{"page", in.Page}}}
	for _, name := range sortedNames(in.Settings) {
		choices.Rows = append(choices.Rows, []string{name, in.Settings[name]})
	}
	return append(book, choices)
}

// CheckBook is a checked report as a workbook: its tables, and what was found.
func CheckBook(in Inputs, tables []NamedTable, c Check) []sheet.Table {
	found := Section{Title: "Findings", Columns: headings(5, "Verdict", "Figure", "The sum that was done", "More")}
	for _, f := range slices.Concat(c.Findings, c.Agreeing) {
		found.Rows = append(found.Rows, textRow(f.Word, f.Title, f.Sentence, strings.Join(f.Details, " ")))
	}
	return Book(Inputs{Page: in.Page}, tables, []NamedResult{{Name: "Result", Result: Result{Answer: c.Answer, More: c.Paragraph, Sections: []Section{found}, Notes: c.Notes}}})
}

// NamedTable is a table and its id.
type NamedTable struct {
	ID    string
	Table *grid.Table
}

// NamedResult is a result and what it answers.
type NamedResult struct {
	Name string
	Result
}

func lines(texts []string) [][]string {
	var rows [][]string
	for _, text := range texts {
		if text != "" {
			rows = append(rows, []string{text})
		}
	}
	return rows
}

// sectionSheet is a part of a result. A word that stands beside a figure gets a column of its own, so that the figure stays
// a number.
func sectionSheet(s Section) sheet.Table {
	t := sheet.Table{Name: s.Title}
	words := make([]bool, len(s.Columns))
	for _, row := range s.Rows {
		for i, cell := range row.Cells[:min(len(row.Cells), len(words))] {
			words[i] = words[i] || cell.Word != ""
		}
	}
	for i, h := range s.Columns {
		t.Columns = append(t.Columns, sheet.Column{Name: h.Text, Number: h.Number})
		if words[i] {
			t.Columns = append(t.Columns, sheet.Column{Name: h.Text + " is"})
		}
	}
	for _, row := range s.Rows {
		var cells []string
		for i, cell := range row.Cells {
			cells = append(cells, cell.Text)
			if i < len(words) && words[i] {
				cells = append(cells, cell.Word)
			}
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

func sortedNames(settings map[string]string) []string {
	var names []string
	for name := range settings {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
