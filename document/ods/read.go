// Package ods reads OpenDocument spreadsheets (.ods) into a document, as package xlsx reads those of Excel: what each cell
// shows is its text, [table.Mark.Stored] the value that stands behind it where that says more, and hidden sheets, rows and
// columns are named. A cell that is repeated stands as often as the file says, within the limits.
package ods

import (
	"context"
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/internal/drawing"
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
	"github.com/scrutineer-dev/scrutineer/document/internal/odf"
	"github.com/scrutineer-dev/scrutineer/document/internal/pack"
	"github.com/scrutineer-dev/scrutineer/document/internal/sheets"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// Format is the reader of OpenDocument spreadsheets, for [document.Open].
func Format() document.Format {
	return document.Format{Name: "ods", Claims: func(content []byte) bool { return odf.Claims(content, "spreadsheet") }, Read: read}
}

func read(ctx context.Context, _ string, content []byte, limits document.Limits) (document.Document, error) {
	file, err := odf.Open(content, limits.Unpacked)
	if err != nil {
		return document.Document{}, err
	}
	d := document.Document{Faults: drawing.Faults(figure.Place{}, file.Charts, file.Objects, nil)}
	r := reader{File: file, limits: limits, s: markup.New(file.Content, odf.Deepest), ctx: ctx}
	for count := 0; r.s.Next(); {
		if r.s.Kind != markup.Start {
			continue
		}
		switch string(r.s.Name) {
		case "font-face-decls", "automatic-styles", "tracked-changes", "forms", "shapes":
			r.s.Skip()
		case "table":
			if count++; count > limits.SheetCount {
				return document.Document{}, &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the file has more than %d sheets", limits.SheetCount), Remedy: "save the sheets that are needed as a file of their own"}
			}
			if err := r.sheet(&d); err != nil {
				return document.Document{}, err
			}
		}
	}
	if broken := r.s.Broken(); broken != "" {
		return document.Document{}, pack.Damaged("its content: " + broken)
	}
	if len(d.Sheets) == 0 {
		return document.Document{}, &figure.Fault{Code: "empty", Problem: "no sheet that is shown holds anything", Remedy: "give a spreadsheet with a table"}
	}
	return d, nil
}

// sheet reads the sheet whose tag is in hand.
func (r *reader) sheet(d *document.Document) error {
	name := r.s.Attr("name")
	if r.Style("table", r.s.Attr("style-name")).Hidden {
		r.s.Skip()
		d.Faults = append(d.Faults, &figure.Fault{
			Code: "hidden_sheet", Place: figure.Place{Sheet: name}, Problem: "the sheet is hidden and was not read", Remedy: "show it to have it read",
		})
		return nil
	}
	g, err := r.cells(name)
	if err != nil {
		return err
	}
	d.Faults = append(d.Faults, r.hidden(name)...)
	if rows, _ := g.Size(); rows > 0 {
		d.Sheets = append(d.Sheets, g)
		d.Blocks = append(d.Blocks, sheets.Blocks(g)...)
		d.Blocks = append(d.Blocks, r.after...)
	}
	if len(d.Blocks) > r.limits.Blocks {
		return &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the file has more than %d tables and lines of text", r.limits.Blocks), Remedy: "save the sheets that are needed as a file of their own"}
	}
	return r.ctx.Err()
}

// hidden names what is hidden on a sheet and holds something.
func (r *reader) hidden(name string) figure.Faults {
	var faults figure.Faults
	for _, what := range []struct {
		code, noun string
		places     []string
	}{{"hidden_columns", "column", r.foldedPlaces()}, {"hidden_rows", "row", r.hiddenRows}} {
		if len(what.places) == 0 {
			continue
		}
		const most = 12
		problem := fmt.Sprintf("%s %s is hidden and was not judged", what.noun, what.places[0])
		if n := len(what.places); n > 1 {
			more := ""
			if n > most {
				more = fmt.Sprintf(" and %d more", n-most)
			}
			problem = fmt.Sprintf("%ss %s%s are hidden and were not judged", what.noun, strings.Join(what.places[:min(n, most)], ", "), more)
		}
		faults = append(faults, &figure.Fault{Code: what.code, Place: figure.Place{Sheet: name}, Problem: problem, Remedy: "show it to have it judged"})
	}
	return faults
}
