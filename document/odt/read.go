// Package odt reads OpenDocument text (.odt) into a document, as package docx reads that of Word: headings by level or look, the
// numbers of lists, tables with their merged cells, notes behind what refers to them, text boxes behind the paragraph that they
// hang on, headers and footers as furniture. What was deleted, hidden or struck out is left out.
package odt

import (
	"context"
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/internal/drawing"
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
	"github.com/scrutineer-dev/scrutineer/document/internal/odf"
	"github.com/scrutineer-dev/scrutineer/document/internal/pack"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Format is the reader of OpenDocument text, for [document.Open].
func Format() document.Format {
	return document.Format{Name: "odt", Claims: func(content []byte) bool { return odf.Claims(content, "text") }, Read: read}
}

// reader reads one document.
type reader struct {
	*odf.File
	ctx     context.Context
	limits  document.Limits
	outline odf.Count
	lists   map[string]*odf.Count // by the list style
	made    int
	cells   int
	struck  int
	level   int // of the last heading
	stopped error
}

func read(ctx context.Context, _ string, content []byte, limits document.Limits) (document.Document, error) {
	file, err := odf.Open(content, limits.Unpacked)
	if err != nil {
		return document.Document{}, err
	}
	r := &reader{File: file, ctx: ctx, limits: limits, lists: map[string]*odf.Count{}}
	d := document.Document{Faults: drawing.Faults(figure.Place{}, file.Charts, file.Objects, nil)}
	s := markup.New(file.Content, odf.Deepest)
	for s.Next() {
		if s.Kind == markup.Start && string(s.Name) == "text" && string(s.Prefix) == "office" {
			d.Blocks = r.blocks(s, s.Depth)
		}
	}
	if r.stopped != nil {
		return document.Document{}, r.stopped
	}
	if broken := s.Broken(); broken != "" {
		return document.Document{}, pack.Damaged("its text: " + broken)
	}
	d.Blocks = append(d.Blocks, r.furniture()...)
	if r.struck > 0 {
		places := "1 place"
		if r.struck > 1 {
			places = fmt.Sprintf("%d places", r.struck)
		}
		d.Faults = append(d.Faults, &figure.Fault{Code: "struck_out", Problem: "text that is struck out was left out in " + places, Remedy: "delete it, or take the line off it"})
	}
	if len(d.Blocks) == 0 {
		return document.Document{}, &figure.Fault{Code: "empty", Problem: "the document holds no text", Remedy: "give a document with text"}
	}
	return d, nil
}

// furniture are the headers and footers of the pages.
func (r *reader) furniture() []document.Block {
	var blocks []document.Block
	s := markup.New(r.Pages, odf.Deepest)
	inside := false
	for s.Next() {
		name := string(s.Name)
		if strings.HasPrefix(name, "header") || strings.HasPrefix(name, "footer") {
			if string(s.Prefix) == "style" && !strings.HasSuffix(name, "style") {
				inside = s.Kind == markup.Start
			}
		}
		if inside && s.Kind == markup.Start && (name == "p" || name == "h") {
			if text := r.Paragraph(s, nil).Text; text != "" {
				blocks = append(blocks, document.Block{Kind: document.Furniture, Text: text})
			}
		}
	}
	return blocks
}

// blocks reads what stands in the element in hand until it ends.
func (r *reader) blocks(s *markup.Scanner, depth int) []document.Block {
	var blocks []document.Block
	for s.Next() {
		if s.Kind == markup.End && s.Depth < depth {
			break
		}
		if s.Kind != markup.Start || r.stopped != nil {
			continue
		}
		switch string(s.Name) {
		case "p", "h":
			blocks = append(blocks, r.paragraph(s, "", 0)...)
		case "list":
			blocks = append(blocks, r.list(s, "", 0)...)
		case "table":
			blocks = append(blocks, r.table(s)...)
		case "section":
			if s.Attr("display") == "none" {
				s.Skip()
			}
		case "table-of-content", "illustration-index", "table-index", "alphabetical-index", "user-index":
			for _, b := range r.blocks(s, s.Depth) {
				blocks = append(blocks, document.Block{Kind: document.Furniture, Text: b.Text, Label: b.Label})
			}
		case "tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls", "index-title-template", "table-of-content-source":
			s.Skip()
		}
		r.watch()
	}
	return blocks
}

func (r *reader) watch() {
	r.made++
	switch {
	case r.stopped != nil:
	case r.made%256 == 0 && r.ctx.Err() != nil:
		r.stopped = r.ctx.Err()
	case r.made > r.limits.Blocks:
		r.stopped = &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the document has more than %d paragraphs and tables", r.limits.Blocks), Remedy: "give the part that is needed"}
	case r.cells > min(r.limits.Cells, 1_000_000):
		r.stopped = &figure.Fault{Code: "too_large", Problem: "the document has more than 1000000 cells", Remedy: "give the part that is needed"}
	}
}

// list reads a list: its items, and the lists in them. Style is that of the list around it.
func (r *reader) list(s *markup.Scanner, style string, level int) []document.Block {
	if own := s.Attr("style-name"); own != "" {
		style = own
	}
	if level == 0 && !truth(s, "continue-numbering") && s.Attr("continue-list") == "" {
		r.lists[style] = &odf.Count{}
	}
	var blocks []document.Block
	for range s.Elements() {
		if r.stopped != nil {
			continue
		}
		switch string(s.Name) {
		case "list":
			blocks = append(blocks, r.list(s, style, level+1)...)
		case "p", "h":
			blocks = append(blocks, r.paragraph(s, style, level)...)
		case "table":
			blocks = append(blocks, r.table(s)...)
		case "number":
			s.Skip()
		}
		r.watch()
	}
	return blocks
}

func truth(s *markup.Scanner, name string) bool { return string(s.RawAttr(name)) == "true" }

// paragraph makes the blocks of a paragraph: itself and what hangs on it. List is the style of the list that it is an item of.
func (r *reader) paragraph(s *markup.Scanner, list string, level int) []document.Block {
	heading, outline := string(s.Name) == "h", s.Int("outline-level", 1)
	p := r.Paragraph(s, r.blocks)
	r.struck += p.Struck
	b := document.Block{Text: p.Text}
	if list != "" {
		count := r.lists[list]
		if count == nil {
			count = &odf.Count{}
			r.lists[list] = count
		}
		b.Label = count.Next(r.Lists[list], level)
	}
	switch {
	case heading:
		b.Kind, b.Level = document.Heading, min(max(1, outline), 9)
		if list == "" && p.Text != "" {
			b.Label = r.outline.Next(r.Lists[odf.OutlineStyle], b.Level-1)
		}
		r.level = b.Level
	case list != "" && !strings.Contains(b.Label, "."):
		b.Kind, b.Level = document.List, level+1
	case list == "" && p.Bold && !p.Plain && len(p.Text) <= 120 && p.Text != "" && !strings.ContainsAny(p.Text[len(p.Text)-1:], ".;,"):
		b.Kind, b.Level = document.Heading, min(9, max(1, r.level)+1)
	}
	var blocks []document.Block
	if b.Text != "" {
		blocks = append(blocks, b)
	}
	for _, after := range p.After {
		if after.Text != "" || after.Table != nil {
			blocks = append(blocks, after)
		}
	}
	return blocks
}

// table reads a table, and gives behind it what stood inside its cells and is no text. A table of one cell is a frame.
func (r *reader) table(s *markup.Scanner) []document.Block {
	rows := document.NewRows(figure.Place{})
	var inner, frame []document.Block
	heading, inRow, count := false, false, 0
	for range s.Inside() {
		if s.Kind == markup.End {
			switch string(s.Name) {
			case "table-header-rows":
				heading = false
			case "table-row":
				rows.EndRow(0)
				inRow = false
			}
			continue
		}
		if s.Kind != markup.Start || r.stopped != nil {
			continue
		}
		switch string(s.Name) {
		case "table-header-rows":
			heading = true
		case "table-row":
			if inRow = true; string(s.RawAttr("visibility")) == "collapse" {
				rows.HideRow()
			}
		case "covered-table-cell":
			s.Skip()
		case "table-cell":
			mark := table.Mark{Heading: heading, Columns: s.Int("number-columns-spanned", 1), Rows: s.Int("number-rows-spanned", 1)}
			repeat := min(max(1, s.Int("number-columns-repeated", 1)), document.MaxColumns)
			text, blocks := r.cell(s, &mark)
			for range repeat {
				rows.Add(text, mark)
			}
			if count += repeat; count == 1 {
				frame = blocks
			}
			for _, b := range blocks {
				if b.Kind == document.Table || b.Kind == document.Note {
					inner = append(inner, b)
				}
			}
			r.cells += repeat * max(1, mark.Columns)
		}
		r.watch()
	}
	if inRow {
		rows.EndRow(0)
	}
	if rows.Cut && r.stopped == nil {
		r.stopped = &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("a table has more than %d columns", document.MaxColumns), Remedy: "give the part that is needed"}
	}
	switch count {
	case 0:
		return nil
	case 1:
		return frame
	}
	return append([]document.Block{{Kind: document.Table, Table: rows.Grid()}}, inner...)
}

// cell reads the cell in hand: its text, and its blocks.
func (r *reader) cell(s *markup.Scanner, mark *table.Mark) (string, []document.Block) {
	blocks := r.blocks(s, s.Depth)
	var texts []string
	bold, words := true, false
	for _, b := range blocks {
		if b.Kind == document.Table || b.Kind == document.Note {
			continue
		}
		texts = append(texts, b.Text)
		words = true
		bold = bold && b.Kind == document.Heading
	}
	mark.Bold = bold && words
	return strings.Join(texts, " "), blocks
}
