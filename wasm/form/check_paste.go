package form

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/scrutiny/propose"
	"github.com/scrutineer-dev/scrutineer/table"
	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// ReadPasted reads one table of text, as CSV, as Markdown, as pasted from a sheet or copied from a page, and says what it
// was taken for. Nothing of it is checked until a person has confirmed it.
func ReadPasted(text string) (scrutiny.Table, []string, error) {
	pasted, notes, err := pastedGrid(text)
	if err != nil {
		return scrutiny.Table{}, nil, pasteError(err)
	}
	read, said, err := propose.Table(pasted)
	if err != nil {
		return scrutiny.Table{}, nil, pasteError(err)
	}
	return read, append(append(notes, said...), doubts(read)...), nil
}

// pastedGrid are the cells of a pasted text.
func pastedGrid(text string) (*table.Grid, []string, error) {
	cells, named, ok, err := grid.Printed(text)
	if err != nil {
		return nil, nil, err
	}
	if ok {
		notes := []string{"The text was taken apart where two or more spaces stand, or before the figures at the end of a row."}
		if !named {
			notes = append(notes, "The headings of the columns could not be told apart: name the columns below.")
		}
		return table.FromRows(cells), notes, nil
	}
	d, err := document.Read(context.Background(), "", []byte(text), document.Limits{})
	if err != nil {
		return nil, nil, err
	}
	if tables := d.Tables(); len(tables) > 0 {
		return tables[0], nil, nil
	}
	if strings.TrimSpace(text) == "" {
		return table.FromRows(nil), nil, nil
	}
	return table.FromRows([][]string{{text}}), nil, nil
}

// pasteError says what was found and what is needed.
func pasteError(err error) error {
	var fault *figure.Fault
	if !errors.As(err, &fault) {
		return err
	}
	if fault.Code == "one_column" {
		return &grid.FileError{Line: fault.Place.Row, Problem: "no columns could be told apart: paste from a spreadsheet or a CSV file, or put two spaces between the cells"}
	}
	return &grid.FileError{Line: max(fault.Place.Line, fault.Place.Row), Problem: fault.Detail()}
}

// doubts are columns that look as if they were worked out and for which no formula fits.
func doubts(table scrutiny.Table) []string {
	var notes []string
	for i := range table.Columns {
		c := &table.Columns[i]
		if c.Formula == "" && (strings.Contains(c.ID, "variance") || strings.Contains(c.ID, "difference")) {
			notes = append(notes, "For "+columnLabel(c)+" no formula holds in most rows: if it is worked out from the other columns, say how, as in forecast - budget.")
		}
	}
	if len(table.Totals) == 0 {
		notes = append(notes, "No row was taken for a total. If one adds up others, name them under “Adds up”, or write * for all.")
	}
	return notes
}

// pasted is a table that was read from text, and what it was taken for.
type pasted struct {
	Table scrutiny.Table
	Notes []string
}

// PastedInputs are the inputs that a pasted table brings: the table as it was read, waiting to be confirmed.
func PastedInputs(text string) (Inputs, error) {
	table, notes, err := ReadPasted(text)
	if err != nil {
		return Inputs{}, err
	}
	read, _ := json.Marshal(pasted{table, notes}) // a table always marshals
	return Inputs{Page: "check", Settings: map[string]string{settingPaste: string(read)}}, nil
}

// WithPasted is the report with the table at its end that [PastedInputs] read: it waits to be confirmed. A table that waits
// already gives way.
func WithPasted(report scrutiny.Report, settings map[string]string, in Inputs) (scrutiny.Report, map[string]string, error) {
	var read pasted
	if err := json.Unmarshal([]byte(in.Settings[settingPaste]), &read); err != nil {
		return report, nil, ErrLink
	}
	table, notes := read.Table, read.Notes
	report = Confirmed(report, settings, LeaveOut)
	table.ID = freeID("pasted", func(id string) bool { return hasTable(report, id) })
	table.Title = "Pasted table"
	report.Tables = append(slices.Clone(report.Tables), table)
	return report, map[string]string{settingPending: "yes", settingNotes: strings.Join(notes, "\n")}, nil
}

// Decision is what becomes of a table that waits.
type Decision int

const (
	// LeaveOut takes it out again.
	LeaveOut Decision = iota
	// AddToReport checks it with the rest of the report.
	AddToReport
	// CheckAlone checks it and nothing else.
	CheckAlone
)

// Confirmed is the report after a decision on the table that waits, if one does.
func Confirmed(report scrutiny.Report, settings map[string]string, d Decision) scrutiny.Report {
	if !Pending(settings) || len(report.Tables) == 0 {
		return report
	}
	var pending scrutiny.Table
	var before []scrutiny.Table
	for i, last := range slices.Backward(report.Tables) {
		pending, before = last, report.Tables[:i]
		break
	}
	pending.Columns = slices.Clone(pending.Columns)
	for i := range pending.Columns {
		pending.Columns[i].Note = ""
	}
	switch d {
	case AddToReport:
		report.Tables = append(slices.Clone(before), pending)
	case CheckAlone:
		report = scrutiny.Report{Title: pending.Title, Tables: []scrutiny.Table{pending}}
	default:
		report.Tables = before
	}
	return report
}

// readReportFile opens a report.
func readReportFile(data []byte) (Inputs, string, error) {
	report, err := ReadReport(strings.TrimPrefix(string(data), "\ufeff"))
	if err != nil {
		return Inputs{}, "", err
	}
	if len(report.Tables) == 0 && len(report.Claims) == 0 {
		return Inputs{}, "", &grid.FileError{Problem: "the report has no tables and no claims."}
	}
	return Inputs{Page: "check", Text: string(data)}, "", nil
}

// Adds reports whether the inputs bring a table that waits to be confirmed, and replace nothing.
func (in Inputs) Adds() bool {
	return in.Page == "check" && in.Text == "" && in.Tables == nil && in.Settings[settingPaste] != ""
}
