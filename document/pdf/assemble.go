package pdf

import (
	"math"
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/layout"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// document makes the document of the pages that were laid out.
func (r *reader) document() (document.Document, error) {
	if r.read == 0 && len(r.faults) > 0 {
		return document.Document{}, &figure.Fault{
			Code: "picture", Problem: "the PDF holds pictures of pages and no text",
			Remedy: "give the document it was scanned from, or have the text recognised first",
		}
	}
	d := document.Document{Faults: r.faults}
	d.Title, _ = r.file.Text(r.file.Dict(r.file.Trailer["Info"])["Title"])
	furniture := repeated(r.laid)
	r.joinContinued(furniture)
	sizes := bodySize(r.laid)
	cells := 0
	for number, page := range r.laid {
		for i := range page.Blocks {
			b := &page.Blocks[i]
			place := figure.Place{Page: number + 1}
			if b.Table != nil {
				cells += b.Table.Rows * b.Table.Columns
				d.Blocks = append(d.Blocks, document.Block{Kind: document.Table, Table: r.grid(b.Table, place), Place: place})
			} else if text := r.vocabulary.Resolve(b.Text); text != "" || b.Label != "" {
				block := document.Block{Kind: kind(b, sizes), Text: text, Label: b.Label, Place: place}
				if block.Kind == document.Heading {
					block.Level = sizes.level(b)
				}
				if b.Artifact || furniture[where{number, i}] {
					block.Kind = document.Furniture
				}
				d.Blocks = append(d.Blocks, block)
			}
			if len(d.Blocks) > r.limits.Blocks || cells > r.limits.Cells {
				return document.Document{}, &figure.Fault{
					Code: "too_large", Place: place, Problem: "the PDF has more paragraphs or cells than are read", Remedy: "give the pages that are needed",
				}
			}
		}
	}
	return d, nil
}

// grid is the cells of a table, what spans put once.
func (r *reader) grid(t *layout.Table, place figure.Place) *table.Grid {
	cells := make(map[[2]int]*layout.Cell, len(t.Cells))
	for i := range t.Cells {
		c := &t.Cells[i]
		cells[[2]int{c.Row, c.Column}] = c
	}
	b := table.NewBuilder(place)
	for row := range t.Rows {
		for column := range t.Columns {
			c := cells[[2]int{row, column}]
			if c == nil {
				b.Cell("")
				continue
			}
			mark := table.Mark{Bold: c.Bold, Heading: c.Heading}
			if c.Rows > 1 || c.Columns > 1 {
				mark.Rows, mark.Columns = c.Rows, c.Columns
			}
			b.Marked(r.vocabulary.Resolve(c.Text), mark)
		}
		b.EndRow(0)
	}
	return b.Grid()
}

// sizes are those of a document's text: that of most of it, and those of its headings from the largest.
type sizes struct {
	body     float64
	headings []float64
}

// bodySize weighs the sizes of text by its length.
func bodySize(pages []layout.Page) sizes {
	weight := map[float64]int{}
	round := func(size float64) float64 { return math.Round(size*2) / 2 }
	for _, p := range pages {
		for _, b := range p.Blocks {
			if b.Table == nil {
				weight[round(b.Size)] += len(b.Text)
			}
		}
	}
	var s sizes
	for size, w := range weight {
		if w > weight[s.body] || w == weight[s.body] && size < s.body {
			s.body = size
		}
	}
	for size := range weight {
		if size > 1.1*s.body {
			s.headings = append(s.headings, size)
		}
	}
	slices.SortFunc(s.headings, func(a, b float64) int {
		if a > b {
			return -1
		}
		return 1
	})
	return s
}

func (s sizes) level(b *layout.Block) int {
	for i, size := range s.headings {
		if b.Size >= size-0.3 {
			return min(i+1, 6)
		}
	}
	return min(len(s.headings)+1, 6)
}

// kind says what a block of text is, by its size, weight and label.
func kind(b *layout.Block, s sizes) document.Kind {
	const longHeading = 200
	sentence := strings.HasSuffix(b.Text, ".") || strings.HasSuffix(b.Text, ";") || strings.HasSuffix(b.Text, ",")
	switch {
	case b.Note:
		return document.Note
	case b.Size > 1.1*s.body && len(b.Text) < longHeading && b.Lines <= 4 && !sentence, b.Bold && b.Lines <= 3 && len(b.Text) < longHeading && !sentence && b.Size > 0.95*s.body:
		return document.Heading
	case b.Label != "":
		return document.List
	}
	return document.Paragraph
}
