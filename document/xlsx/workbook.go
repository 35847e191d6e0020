package xlsx

import (
	"context"
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/internal/drawing"
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
	"github.com/scrutineer-dev/scrutineer/document/internal/pack"
	"github.com/scrutineer-dev/scrutineer/document/internal/sheets"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// Format is the reader of Excel workbooks, for [document.Open].
func Format() document.Format {
	return document.Format{Name: "xlsx", Claims: claims, Read: read}
}

const binary = "xl/workbook.bin"

func claims(content []byte) bool {
	return pack.Holds(content, "xl/workbook.xml", binary, "xl/worksheets/sheet1.xml")
}

// workbook is an opened workbook.
type workbook struct {
	archive  *pack.Archive
	limits   document.Limits
	strings  *shared
	styles   []style
	from1904 bool
	cells    int // built so far
	faults   figure.Faults
}

func read(ctx context.Context, _ string, content []byte, limits document.Limits) (document.Document, error) {
	archive, err := pack.Open(content, limits.Unpacked)
	if err != nil {
		return document.Document{}, err
	}
	if archive.Has(binary) {
		return document.Document{}, &figure.Fault{Code: "foreign_format", Problem: "the file is a binary workbook (.xlsb)", Remedy: "save it as .xlsx"}
	}
	w := &workbook{archive: archive, limits: limits}
	parts, err := w.open()
	if err != nil {
		return document.Document{}, err
	}
	d := document.Document{}
	for _, p := range parts {
		if err := ctx.Err(); err != nil {
			return document.Document{}, err
		}
		if p.hidden {
			w.faults = append(w.faults, &figure.Fault{
				Code: "hidden_sheet", Place: figure.Place{Sheet: p.name}, Problem: "the sheet is hidden and was not read", Remedy: "show it in Excel to have it read",
			})
			continue
		}
		if err := w.sheet(ctx, p, &d); err != nil {
			return document.Document{}, err
		}
	}
	d.Faults = w.faults
	if len(d.Sheets) == 0 {
		return document.Document{}, &figure.Fault{Code: "empty", Problem: "no sheet of the workbook that is shown holds anything", Remedy: "give a workbook with a table"}
	}
	return d, nil
}

// part is a sheet of cells and where it stands in the file.
type part struct {
	name, path string
	hidden     bool
}

// open reads the workbook's own parts and finds its sheets.
func (w *workbook) open() ([]part, error) {
	main := w.archive.Main("xl/workbook.xml")
	data, err := w.archive.Read(main)
	if err != nil {
		return nil, err
	}
	if data == nil {
		return nil, pack.Damaged("it lacks the list of its sheets")
	}
	relations, err := w.archive.Relations(main)
	if err != nil {
		return nil, err
	}
	targets := map[string]pack.Relation{}
	for _, r := range relations {
		targets[r.ID] = r
		switch r.Type {
		case "sharedStrings":
			if err := w.readShared(r.Part); err != nil {
				return nil, err
			}
		case "styles":
			data, err := w.archive.Read(r.Part)
			if err != nil {
				return nil, err
			}
			w.styles = readStyles(data)
		}
	}
	return w.list(data, targets)
}

func (w *workbook) readShared(part string) error {
	data, err := w.archive.Read(part)
	if err != nil {
		return err
	}
	texts, broken := readShared(data, w.limits.Cells)
	if broken != "" {
		return pack.Damaged("its texts: " + broken)
	}
	w.strings = texts
	return nil
}

// list reads the sheets of the workbook in their order. A sheet that is a chart has no cells.
func (w *workbook) list(data []byte, targets map[string]pack.Relation) ([]part, error) {
	var parts []part
	s := markup.New(data, deepest)
	for s.Next() {
		if s.Kind != markup.Start {
			continue
		}
		switch string(s.Name) {
		case "workbookPr":
			v := s.Attr("date1904")
			w.from1904 = v == "1" || v == "true"
		case "sheet":
			switch r := targets[s.Attr("id")]; r.Type {
			case "worksheet":
				state := s.Attr("state")
				parts = append(parts, part{s.Attr("name"), r.Part, state != "" && state != "visible"})
			case "chartsheet":
				w.faults = append(w.faults, &figure.Fault{
					Code: "chart", Place: figure.Place{Sheet: s.Attr("name")}, Problem: "the sheet is a chart and was not read", Remedy: "give the figures that it shows as a table",
				})
			}
		}
		if len(parts) > w.limits.SheetCount {
			return nil, &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the workbook has more than %d sheets", w.limits.SheetCount), Remedy: "save the sheets that are needed as a file of their own"}
		}
	}
	if s.Broken() != "" {
		return nil, pack.Damaged("the list of its sheets: " + s.Broken())
	}
	if len(parts) == 0 {
		return nil, pack.Damaged("it has no sheet of cells")
	}
	return parts, nil
}

// sheet reads one sheet into the document.
func (w *workbook) sheet(ctx context.Context, p part, d *document.Document) error {
	data, err := w.archive.Read(p.path)
	if err != nil {
		return err
	}
	if data == nil {
		return pack.Damaged(fmt.Sprintf("the sheet %q is missing", p.name))
	}
	r := reader{workbook: w, name: p.name}
	g, fault := r.read(ctx, data)
	if fault != nil {
		if fault.Place.Sheet = p.name; fault.Code == "damaged" {
			fault.Place.Sheet = ""
		}
		return fault
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if rows, _ := g.Size(); rows > 0 {
		d.Sheets = append(d.Sheets, g)
		d.Blocks = append(d.Blocks, sheets.Blocks(g)...)
	}
	if len(d.Blocks) > w.limits.Blocks {
		return &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the workbook has more than %d tables and lines of text", w.limits.Blocks), Remedy: "save the sheets that are needed as a file of their own"}
	}
	return w.beside(p, d)
}

// beside reads what belongs to a sheet and is no cell: text boxes and comments. Charts and embedded objects are named.
func (w *workbook) beside(p part, d *document.Document) error {
	faults, err := drawing.NotRead(w.archive, figure.Place{Sheet: p.name}, p.path)
	if err != nil {
		return err
	}
	w.faults = append(w.faults, faults...)
	relations, err := w.archive.Relations(p.path)
	if err != nil {
		return err
	}
	for _, r := range relations {
		if r.Type != "drawing" && r.Type != "comments" {
			continue
		}
		data, err := w.archive.Read(r.Part)
		if err != nil {
			return err
		}
		if r.Type == "drawing" {
			d.Blocks = append(d.Blocks, textBoxes(data, p.name)...)
		} else {
			d.Blocks = append(d.Blocks, comments(data, p.name)...)
		}
	}
	return nil
}

// comments are the comments on a sheet's cells, each a note that stands at its cell.
func comments(data []byte, name string) []document.Block {
	var blocks []document.Block
	s := markup.New(data, deepest)
	for s.Next() {
		if s.Kind != markup.Start || string(s.Name) != "comment" {
			continue
		}
		row, column := parseReference(s.RawAttr("ref"))
		text := string(richText(s, nil))
		// What Excel writes for those who cannot see a conversation comes before what was said.
		if _, said, ok := strings.Cut(text, "Comment:"); ok && strings.HasPrefix(text, "[Threaded comment]") {
			text = said
		}
		if text = document.OneSpace(text); text != "" {
			blocks = append(blocks, document.Block{Kind: document.Note, Text: text, Place: figure.Place{Sheet: name, Row: row, Column: column}})
		}
	}
	return blocks
}

// textBoxes are the paragraphs of the shapes on a sheet.
func textBoxes(data []byte, name string) []document.Block {
	var blocks []document.Block
	s := markup.New(data, deepest)
	var text []byte
	inText := false
	for s.Next() {
		switch {
		case s.Kind == markup.Text && inText:
			text = s.AppendText(text)
		case s.Kind == markup.Start:
			inText = string(s.Name) == "t"
			if string(s.Name) == "br" || string(s.Name) == "tab" {
				text = append(text, ' ')
			}
		case s.Kind == markup.End:
			inText = false
			if string(s.Name) == "p" {
				if words := document.OneSpace(string(text)); words != "" {
					blocks = append(blocks, document.Block{Kind: document.Paragraph, Text: words, Place: figure.Place{Sheet: name}})
				}
				text = text[:0]
			}
		}
	}
	return blocks
}
