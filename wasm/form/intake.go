package form

import (
	"errors"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// Taken is a table as it was taken into one of a page.
type Taken struct {
	Rows [][]string
	// Columns are those of the rows; none where they are all that the table of the page has.
	Columns []string
	// Settings are what the table says of itself: the unit of its amounts.
	Settings map[string]string
	Notes    []string
}

// Intake reads a table under any headings into the columns of one of a page: titles above it and notes below are left out, and
// so are columns that the page has not. Rows that are totals stay: the page holds them against the others. ok is false where
// the headings are not known; the error is a fault of what stands under known ones.
func Intake(s Shape, g *table.Grid) (taken Taken, ok bool, err error) {
	schema := s.Schema
	if len(schema.Columns) == 0 {
		return Taken{}, false, nil
	}
	records, err := schema.Read(g, table.Options{})
	if asked := rowsAsked(err); len(asked) > 0 {
		// All rows are taken: what they are is asked again, and answered, where they are worked out.
		records, err = schema.Read(g, table.Options{Lines: asked})
	}
	if err != nil {
		return Taken{}, headingsKnown(err), err
	}
	taken = Taken{Notes: records.Notes, Settings: map[string]string{}}
	var columns []*table.Values
	money := figure.Unit{}
	for _, c := range s.Columns {
		column := records.Column(c.ID)
		if len(s.Usual) > 0 && !column.Present() && !slices.Contains(s.Usual, c.ID) {
			continue
		}
		if unit := column.Unit(); column.Present() && unit.Measure == figure.Pounds && unit.Power > money.Power {
			money = unit
		}
		columns = append(columns, column)
		if len(s.Usual) > 0 {
			taken.Columns = append(taken.Columns, c.ID)
		}
	}
	for row := range records.Len() {
		cells := make([]string, len(columns))
		for i, column := range columns {
			cells[i] = grid.Live(column.Text(row))
		}
		taken.Rows = append(taken.Rows, cells)
	}
	if t, ok := ToolOf(s.Page); ok && t.Unit() != "" && money.Power > 0 {
		taken.Settings[t.Unit()] = money.String()
	}
	if _, ok := ToolOf(s.Page); ok {
		KeepTotals(taken.Settings, schema, records)
	}
	return taken, true, nil
}

// KeepTotals puts into settings which rows were read as totals: they stay totals when a figure of them or of their lines is changed.
func KeepTotals(settings map[string]string, schema table.Schema, records *table.Records) {
	var totals []string
	for row := range records.Len() {
		if role := records.Role(row); role == table.RoleTotal || role == table.RoleSubtotal {
			totals = append(totals, strings.TrimSpace(records.Column(schema.Label).Text(row)))
		}
	}
	if len(totals) > 0 {
		settings[totalName] = strings.Join(totals, "\n")
	}
}

// totalName and lineName are the settings that name the rows that are totals, and that are lines.
const (
	totalName = "total"
	lineName  = "line"
)

// rowsAsked are the labels of rows that may be lines or totals, where that is all that is the matter.
func rowsAsked(err error) (labels []string) {
	var all figure.Faults
	if one := (*figure.Fault)(nil); !errors.As(err, &all) && errors.As(err, &one) {
		all = figure.Faults{one}
	}
	for _, fault := range all {
		if fault.Code != TotalOrLine {
			return nil
		}
		labels = append(labels, fault.Label)
	}
	return labels
}

// TotalOrLine is the code of the question what a row is.
const TotalOrLine = "total_or_line"

// headingsKnown says whether a fault is one of the rows and not of the headings.
func headingsKnown(err error) bool {
	var fault *figure.Fault
	if !errors.As(err, &fault) {
		return false
	}
	return !slices.Contains([]string{"missing_column", "empty", "no_rows"}, fault.Code)
}

// IntakePasted is [Intake] for cells as a spreadsheet puts them on the clipboard.
func IntakePasted(page, id, text string) (taken Taken, ok bool, err error) {
	i := slices.IndexFunc(Shapes(), func(s Shape) bool { return s.Page == page && s.Table == id })
	if i < 0 {
		return Taken{}, false, nil
	}
	taken, ok, err = Intake(Shapes()[i], table.FromRows(grid.Block(text)))
	switch {
	case !ok:
		return Taken{}, false, nil
	case err != nil:
		return Taken{}, true, grid.Faulted(err)
	}
	return taken, true, nil
}

// TakenWords say what was taken of a block that had headings.
func TakenWords(t Taken) string {
	words := []string{amount(len(t.Rows), "row") + " taken by the headings."}
	if unit := t.Settings["unit"]; unit != "" {
		words = append(words, "Amounts are in "+unit+", as the heading says.")
	}
	for _, note := range t.Notes {
		words = append(words, sentence(note))
	}
	return strings.Join(words, " ")
}

// sentence is a text with a capital and a full stop.
func sentence(text string) string {
	if text == "" {
		return text
	}
	return capital(strings.TrimSuffix(text, ".")) + "."
}
