package operation

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// TableSettings are what a person says about the table of any input: where it stands, and which of its columns and rows are
// meant.
func TableSettings() []Setting {
	return []Setting{
		{Name: "sheet", Label: "Sheet", Doc: "sheet of the workbook that holds the table", Value: "sheet"},
		{Name: "table", Label: "Table", Doc: "number of the table in the file, from 1", Value: "number", Kind: Whole},
		{Name: "map", Label: "Columns", Doc: "column of the calculation and its heading or place in the table, budget=Net budget; may be given again", Value: "column", Many: true},
		{Name: "total", Label: "Totals", Doc: "label of a row that is a total, whatever its figures say; may be given again", Value: "label", Many: true},
		{Name: "line", Label: "Lines", Doc: "label of a row that is a line and no total; may be given again", Value: "label", Many: true},
	}
}

// Chosen is what a person says about the table of an input. The zero value leaves all to the table.
type Chosen struct {
	// Sheet is the name of a sheet, and Table the number of a table in its file, from 1.
	Sheet string
	Table int
	// Options settle its columns and rows.
	Options table.Options
}

// ParseChosen reads the texts of [TableSettings]. Those that may be given again have a text a line. The error is a
// [*figure.Fault] that names the setting.
func ParseChosen(text func(setting string) string) (c Chosen, err error) {
	fault := func(setting, problem, remedy string) error {
		return &figure.Fault{Code: "setting", Path: setting, Value: text(setting), Problem: problem, Remedy: remedy}
	}
	c.Sheet = text("sheet")
	if number := text("table"); number != "" {
		if c.Table, err = strconv.Atoi(number); err != nil || c.Table < 1 {
			return Chosen{}, fault("table", quoted(number)+" is no number of a table", "count the tables from 1")
		}
	}
	for _, pair := range lines(text("map")) {
		column, heading, ok := strings.Cut(pair, "=")
		if !ok || strings.TrimSpace(column) == "" || strings.TrimSpace(heading) == "" {
			return Chosen{}, fault("map", quoted(pair)+" maps nothing", "write COLUMN=HEADING, as in budget=Net budget")
		}
		if c.Options.Map == nil {
			c.Options.Map = map[string]string{}
		}
		c.Options.Map[strings.TrimSpace(column)] = strings.TrimSpace(heading)
	}
	c.Options.Totals, c.Options.Lines = lines(text("total")), lines(text("line"))
	return c, nil
}

// lines are the lines of a text that are not empty.
func lines(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// ReadTable hands the table of an input to its reader: a grid, delimited or Markdown text, or a document of one of the call's formats. Of
// several tables it is the one that was chosen, or the only one that has the reader's columns. The name of the input goes
// into the faults that come back.
func ReadTable[T any](ctx context.Context, c Call, input string, read func(*table.Grid, table.Options) (T, error)) (T, error) {
	chosen, err := ParseChosen(c.Text)
	if err != nil {
		var none T
		return none, err
	}
	value, err := tableOf(ctx, c.Sources[input], chosen, c.Limits, c.Formats, read)
	return value, c.about(input, err)
}

// TableOf is [ReadTable] for a source outside of a call.
func TableOf[T any](ctx context.Context, source Source, chosen Chosen, formats []document.Format, read func(*table.Grid, table.Options) (T, error)) (value T, err error) {
	return tableOf(ctx, source, chosen, document.Limits{}, formats, read)
}

func tableOf[T any](ctx context.Context, source Source, chosen Chosen, limits document.Limits, formats []document.Format, read func(*table.Grid, table.Options) (T, error)) (value T, err error) {
	if source.Grid != nil {
		value, err = read(source.Grid, chosen.Options)
		return value, named(source.Name, err)
	}
	grids, err := tablesOf(ctx, source, chosen, limits, formats)
	if err != nil {
		return value, named(source.Name, err)
	}
	var fits []int
	var first error
	for i, g := range grids {
		found, err := read(g, chosen.Options)
		switch {
		case notThisTable(err):
			if first == nil {
				first = err
			}
			continue
		case len(grids) == 1:
			return found, named(source.Name, err)
		}
		if fits = append(fits, i); len(fits) == 1 {
			value, first = found, err
		}
	}
	switch {
	case len(fits) == 1 || len(grids) == 1:
		return value, named(source.Name, first)
	case len(fits) == 0 && len(grids) > 1:
		var none T
		return none, named(source.Name, fmt.Errorf("no table of %d can be read: the first says: %w", len(grids), first))
	}
	var none T
	return none, named(source.Name, severalTables(grids, fits))
}

// notThisTable says whether a table lacks what its reader needs, so that it is another that is meant.
func notThisTable(err error) bool {
	var fault *figure.Fault
	return errors.As(err, &fault) && slices.Contains([]string{"missing_column", "unknown_heading", "empty", "no_rows"}, fault.Code)
}

// severalTables asks which table is meant.
func severalTables(grids []*table.Grid, fits []int) error {
	var where []string
	sheets := map[string]int{}
	for _, i := range fits {
		place := grids[i].Source
		sheets[place.Sheet]++
		rows, _ := grids[i].Size()
		said := fmt.Sprintf("table %d", place.Table)
		if place.Sheet != "" {
			said = fmt.Sprintf("%q (table %d)", place.Sheet, place.Table)
		}
		where = append(where, fmt.Sprintf("%s with %d rows", said, rows))
	}
	flag := "-table N"
	if len(sheets) == len(fits) {
		flag = "-sheet NAME"
	}
	const most = 6
	if len(where) > most {
		where = append(where[:most], "…")
	}
	return &figure.Fault{
		Code: "several_tables", Question: true, Problem: fmt.Sprintf("the file has %d such tables: %s", len(fits), strings.Join(where, ", ")),
		Remedy: "say which is meant with " + flag,
	}
}

// tablesOf are the tables of a source that may be meant.
func tablesOf(ctx context.Context, source Source, chosen Chosen, limits document.Limits, formats []document.Format) ([]*table.Grid, error) {
	if limits == (document.Limits{}) {
		limits = document.DefaultLimits()
		limits.Cells = table.DefaultLimits().Cells
	}
	d, err := document.Read(ctx, "", source.Content, limits, formats...)
	if fault := (*figure.Fault)(nil); errors.As(err, &fault) && fault.Code == "empty" {
		d, err = document.Document{}, nil
	}
	if err != nil {
		return nil, err
	}
	grids := d.Tables()
	if d.Format == "txt" || d.Format == "" {
		// Text that reads as prose may still be a table of one column, or of few rows below a long title.
		whole, err := table.ParseDelimited(source.Content, figure.Place{}, table.Limits{})
		if err != nil && len(grids) == 0 {
			return nil, err
		}
		if err == nil {
			grids = append(grids, whole)
		}
	}
	if len(grids) == 0 {
		return nil, &figure.Fault{Code: "no_table", Problem: "the file holds no table", Remedy: "give a table as CSV, a workbook or a document that has one"}
	}
	return choose(grids, chosen)
}

// choose leaves the tables of the sheet or the number that was said.
func choose(grids []*table.Grid, chosen Chosen) ([]*table.Grid, error) {
	if chosen.Sheet != "" {
		var sheets []string
		grids = slices.DeleteFunc(grids, func(g *table.Grid) bool {
			if name := g.Source.Sheet; name != "" && !slices.Contains(sheets, name) {
				sheets = append(sheets, name)
			}
			return !strings.EqualFold(g.Source.Sheet, chosen.Sheet)
		})
		if len(grids) == 0 {
			remedy := "the file has no sheets"
			if len(sheets) > 0 {
				remedy = "the file has " + strings.Join(sheets, ", ")
			}
			return nil, &figure.Fault{Code: "unknown_sheet", Value: chosen.Sheet, Problem: fmt.Sprintf("no sheet with a table is called %q", chosen.Sheet), Remedy: remedy}
		}
	}
	if chosen.Table == 0 {
		if len(grids) == 1 && grids[0].Source.Sheet == "" {
			grids[0].Source.Table = 0 // the only table needs no number
		}
		return grids, nil
	}
	for _, g := range grids {
		if g.Source.Table == chosen.Table || g.Source.Table == 0 && chosen.Table == 1 {
			return []*table.Grid{g}, nil
		}
	}
	return nil, &figure.Fault{
		Code: "unknown_table", Value: strconv.Itoa(chosen.Table), Problem: fmt.Sprintf("there is no table %d", chosen.Table),
		Remedy: fmt.Sprintf("the file has %d", len(grids)),
	}
}
