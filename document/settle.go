package document

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/table"
)

// settle gives every block its place, and each table the words above and below it, after a reader of any format: the counts
// are the same for all of them.
func (d *Document) settle(name string) {
	for _, sheet := range d.Sheets {
		sheet.Source.File = name
	}
	for _, f := range d.Faults {
		f.Place.File = name
	}
	d.dropContents()
	tables, paragraphs := 0, 0
	for i := range d.Blocks {
		b := &d.Blocks[i]
		b.Place.File = name
		if b.Kind == Table {
			tables++
			b.Place.Table = tables
			source := &b.Table.Source
			source.File, source.Table = name, tables
			source.Sheet, source.Page = b.Place.Sheet, b.Place.Page
			continue
		}
		paragraphs++
		b.Place.Paragraph = paragraphs
		if d.Title == "" && b.Kind == Heading {
			d.Title = b.Text
		}
	}
	after := 0 // the block behind the notes of the table before
	for i, b := range d.Blocks {
		if b.Kind == Table {
			if b.Table.Title == "" {
				b.Table.Title = d.caption(i, after)
			}
			if b.Table.Notes == nil {
				b.Table.Notes = d.notes(i)
			}
			for after = i + 1; after < len(d.Blocks) && contains(b.Table.Notes, d.Blocks[after].Text); {
				after++
			}
		}
	}
}

// From longestCaption on a paragraph above a table is no caption of it; lines up to shortCaption may stand several above it.
const longestCaption, shortCaption = 300, 40

// caption is what stands above a table: the paragraph or list item before it where that is short enough to be about it, short
// lines above that, and the heading that all stand under. What stands before a block is of the table above it.
func (d *Document) caption(table, from int) string {
	var parts []string
	for i := table - 1; i >= from; i-- {
		b := d.Blocks[i]
		if b.Kind == Furniture || b.Kind == Note {
			continue
		}
		most := longestCaption
		if len(parts) > 0 {
			most = shortCaption
		}
		heading := b.Kind == Heading
		if b.Kind == Table || b.Kind == List && len(parts) > 0 || b.Place.Sheet != d.Blocks[table].Place.Sheet || len(parts) > 3 || !heading && len(b.Text) > most {
			break
		}
		if parts = append([]string{b.Text}, parts...); heading && len(b.Text) > shortCaption || heading && b.Level < 2 {
			break
		}
	}
	return strings.Join(parts, "\n")
}

// notes are the paragraphs straight below a table that begin as notes do, and the footnotes that its cells refer to.
func (d *Document) notes(at int) []string {
	var notes []string
	for _, b := range d.Blocks[at+1:] {
		if b.Kind != Note && (b.Kind != Paragraph || !beginsNote(b.Text)) {
			break
		}
		notes = append(notes, b.Text)
	}
	for _, b := range d.Blocks[at+1:] {
		if b.Kind == Note && b.Label != "" && !contains(notes, b.Text) && refers(d.Blocks[at].Table, Superscript(b.Label)) {
			notes = append(notes, b.Text)
		}
	}
	return notes
}

func contains(texts []string, text string) bool {
	for _, t := range texts {
		if t == text {
			return true
		}
	}
	return false
}

// beginsNote says whether a paragraph below a table is a note on it: "Note: …", "Source: …", "* provisional", "¹ rounded".
func beginsNote(text string) bool {
	lower := strings.ToLower(text)
	for _, start := range []string{"note", "source", "*", "†", "‡", "[", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "(1)", "figures "} {
		if strings.HasPrefix(lower, start) {
			return true
		}
	}
	return false
}

// refers says whether a cell of a table, of which a note can only stand in the first rows or columns or behind a figure,
// carries the mark of a note.
func refers(g *table.Grid, mark string) bool {
	rows, columns := g.Size()
	for r := range min(rows, 1000) {
		for c := range min(columns, 64) {
			if text := g.Text(r, c); len(text) > len(mark) && strings.HasSuffix(text, mark) {
				return true
			}
		}
	}
	return false
}
