package docx

import (
	"context"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/internal/drawing"
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
	"github.com/scrutineer-dev/scrutineer/document/internal/pack"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// Format is the reader of Word documents, for [document.Open].
func Format() document.Format {
	return document.Format{Name: "docx", Claims: claims, Read: read}
}

const usualMain = "word/document.xml"

// deepest is how deep the elements of a part may nest: tables in text boxes in tables go far.
const deepest = 400

func claims(content []byte) bool { return pack.Holds(content, usualMain, "word/document2.xml") }

// reader reads one document.
type reader struct {
	ctx       context.Context
	limits    document.Limits
	archive   *pack.Archive
	styles    map[string]*style
	numbering numbering
	footnotes map[string][]byte // each note's element, by its id
	endnotes  map[string][]byte
	comments  map[string][]byte
	noted     map[string]string // the marks of notes that have been met
	counts    [2]int            // of footnotes and endnotes met
	inNotes   int               // how deep in notes on notes the reading is
	cells     int
	made      int // blocks
	struck    int
	level     int // of the last heading
	stopped   error
}

func read(ctx context.Context, _ string, content []byte, limits document.Limits) (document.Document, error) {
	archive, err := pack.Open(content, limits.Unpacked)
	if err != nil {
		return document.Document{}, err
	}
	r := &reader{ctx: ctx, limits: limits, archive: archive, noted: map[string]string{}}
	main := archive.Main(usualMain)
	data, err := archive.Read(main)
	if err != nil {
		return document.Document{}, err
	}
	if data == nil {
		return document.Document{}, pack.Damaged("it has no text")
	}
	furniture, err := r.open(main)
	if err != nil {
		return document.Document{}, err
	}
	d := document.Document{}
	if d.Blocks, err = r.part(data); err != nil {
		return document.Document{}, err
	}
	for _, name := range furniture {
		data, err := archive.Read(name)
		if err != nil {
			return document.Document{}, err
		}
		blocks, err := r.part(data)
		if err != nil {
			return document.Document{}, err
		}
		d.Blocks = append(d.Blocks, asFurniture(blocks)...)
	}
	if d.Faults, err = drawing.NotRead(archive, figure.Place{}, append([]string{main}, furniture...)...); err != nil {
		return document.Document{}, err
	}
	if r.struck > 0 {
		d.Faults = append(d.Faults, &figure.Fault{
			Code: "struck_out", Problem: fmt.Sprintf("text that is struck out was left out in %d %s", r.struck, plural(r.struck, "place", "places")),
			Remedy: "delete it, or take the line off it",
		})
	}
	if len(d.Blocks) == 0 {
		return document.Document{}, &figure.Fault{Code: "empty", Problem: "the document holds no text", Remedy: "give a document with text"}
	}
	return d, nil
}

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// open reads the parts that the text leans on, and names those of its headers and footers.
func (r *reader) open(main string) (furniture []string, err error) {
	relations, err := r.archive.Relations(main)
	if err != nil {
		return nil, err
	}
	parts := map[string][]byte{}
	for _, link := range relations {
		switch link.Type {
		case "styles", "numbering", "footnotes", "endnotes", "comments":
			if parts[link.Type], err = r.archive.Read(link.Part); err != nil {
				return nil, err
			}
		case "header", "footer":
			furniture = append(furniture, link.Part)
		}
	}
	r.styles = readStyles(parts["styles"])
	r.numbering = readNumbering(parts["numbering"], r.styles)
	r.footnotes, r.endnotes, r.comments = notes(parts["footnotes"], "footnote"), notes(parts["endnotes"], "endnote"), notes(parts["comments"], "comment")
	return furniture, nil
}

// part reads the blocks of one part.
func (r *reader) part(data []byte) ([]document.Block, error) {
	s := markup.New(data, deepest)
	blocks := r.blocks(s, -1)
	if r.stopped != nil {
		return nil, r.stopped
	}
	if broken := s.Broken(); broken != "" {
		return nil, pack.Damaged("its text: " + broken)
	}
	return blocks, nil
}

// asFurniture marks what a page repeats. A table in a header is one of the frame.
func asFurniture(blocks []document.Block) []document.Block {
	var furniture []document.Block
	for _, b := range blocks {
		if b.Kind == document.Table {
			rows, columns := b.Table.Size()
			for row := range rows {
				for column := range columns {
					if text := b.Table.Text(row, column); text != "" {
						furniture = append(furniture, document.Block{Kind: document.Furniture, Text: text})
					}
				}
			}
			continue
		}
		furniture = append(furniture, document.Block{Kind: document.Furniture, Text: b.Text, Label: b.Label})
	}
	return furniture
}

// blocks reads what stands in the element in hand until it ends, or to the end of the part where depth is -1.
func (r *reader) blocks(s *markup.Scanner, depth int) []document.Block {
	var blocks []document.Block
	var joined *paragraph // one whose end was deleted: the next goes on in it
	var lines tabbed
	for s.Next() {
		if s.Kind == markup.End && s.Depth < depth {
			break
		}
		if s.Kind != markup.Start || r.stopped != nil {
			continue
		}
		switch string(s.Name) {
		case "p":
			p := r.paragraph(s, joined)
			if joined = nil; p.endDeleted {
				joined = p
				continue
			}
			made := r.finish(p)
			if !lines.take(p, made, len(blocks)) {
				blocks = r.tabTable(&lines, blocks)
			}
			blocks = append(blocks, made...)
		case "tbl":
			blocks = r.tabTable(&lines, blocks)
			blocks = append(blocks, r.table(s)...)
		default:
			passOver(s)
		}
		r.watch(len(blocks))
	}
	blocks = r.tabTable(&lines, blocks)
	if joined != nil {
		blocks = append(blocks, r.finish(joined)...)
	}
	return blocks
}

// passOver skips what is no part of what a reader sees: deleted and moved text, the second form of a thing that stands in two,
// and settings.
func passOver(s *markup.Scanner) (skipped bool) {
	switch string(s.Name) {
	case "del", "moveFrom", "Fallback", "sectPr", "instrText", "delText", "delInstrText", "rt", "tblPr", "tblGrid", "tblPrEx", "docPartObj", "binData":
		s.Skip()
		return true
	case "sdtPr":
		if placeholder(s) {
			skipContent(s)
		}
		return true
	}
	return false
}

// placeholder reads the settings of a field to fill in, and says whether it still shows the words that ask for an entry.
func placeholder(s *markup.Scanner) bool {
	asks := false
	for range s.Inside() {
		if s.Kind == markup.Start && string(s.Name) == "showingPlcHdr" {
			asks = s.On("val")
		}
	}
	return asks
}

// skipContent passes the content of a field to fill in, which follows its settings.
func skipContent(s *markup.Scanner) {
	for range s.Inside() {
		if s.Kind == markup.Start {
			content := string(s.Name) == "sdtContent"
			s.Skip()
			if content {
				return
			}
		}
	}
}

// watch stops the reading where the time is over or the document is too large.
func (r *reader) watch(blocks int) {
	r.made++
	switch {
	case r.stopped != nil:
	case r.made%256 == 0 && r.ctx.Err() != nil:
		r.stopped = r.ctx.Err()
	case r.made > r.limits.Blocks || blocks > r.limits.Blocks:
		r.stopped = &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the document has more than %d paragraphs and tables", r.limits.Blocks), Remedy: "give the part that is needed"}
	case r.cells > r.mostCells():
		r.stopped = &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the document has more than %d cells", r.mostCells()), Remedy: "give the part that is needed"}
	}
}

// mostCells is how many cells the tables may have: a million at most, since a cell of a document costs more than one of a sheet.
func (r *reader) mostCells() int { return min(r.limits.Cells, 1_000_000) }
