package operation

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Document shows what is read of a document.
func Document() Operation {
	return Operation{
		Verb:  "document",
		Title: "What is read", Question: "What is read of this document?",
		Doc:    "show what is read of a document: its paragraphs and tables, each with its place",
		Inputs: []Input{{Name: "document", File: "FILE", Document: true, Label: "Document", Doc: "the document, of any form"}},
		Example: Example{Inputs: map[string]string{
			"document": "# Month 4\n\nThe forecast is £12.3m.\n\n| Service | Forecast |\n| --- | --- |\n| Children in Care | 12.3 |\n",
		}},
		Zero: document.Document{},
		Run: func(ctx context.Context, call Call) (Result, error) {
			source := call.Sources["document"]
			d, err := document.Read(ctx, source.file(), source.Content, call.Limits, call.Formats...)
			if err != nil {
				return Result{}, call.about("document", err)
			}
			return Result{Value: d, View: documentView(d)}, nil
		},
	}
}

// documentView is a document for people: its blocks in order, and each table by itself.
func documentView(d document.Document) View {
	list := Section{
		ID: "blocks", Title: d.Title, Count: len(d.Blocks),
		Columns: []Column{word("place", "Place"), word("kind", "Kind"), word("label", "Label"), word("text", "Text")},
		Rows: func(yield func(Row) bool) {
			for _, b := range d.Blocks {
				text := b.Text
				if b.Kind == document.Table {
					text = extent(b.Table)
				}
				if !yield(Row{Cells: Cells(placeOf(b), b.Kind.String(), b.Label, text)}) {
					return
				}
			}
		},
	}
	for _, f := range d.Faults {
		list.Notes = append(list.Notes, strings.TrimPrefix(f.Error(), d.Name+", "))
	}
	view := View{Sections: []Section{list}}
	for _, b := range d.Blocks {
		if b.Kind == document.Table {
			view.Sections = append(view.Sections, tableSection(b))
		}
	}
	return view
}

// placeOf is where a block stands within its document.
func placeOf(b document.Block) string {
	place := b.Place
	place.File, place.Line = "", 0
	return place.String()
}

func tableSection(b document.Block) Section {
	rows, columns := b.Table.Size()
	section := Section{
		ID: fmt.Sprintf("table_%d", b.Place.Table), Title: placeOf(b), Count: rows,
		Rows: func(yield func(Row) bool) {
			for r := range rows {
				if !yield(Row{Cells: Cells(b.Table.Row(r)...)}) {
					return
				}
			}
		},
	}
	for c := range columns {
		number := strconv.Itoa(b.Table.Place(-1, c).Column)
		section.Columns = append(section.Columns, word(number, number))
	}
	return section
}

// extent is how large a table is, in words.
func extent(g *table.Grid) string {
	rows, columns := g.Size()
	return counted(rows, "row", "rows") + " of " + counted(columns, "column", "columns")
}
