package desk

import (
	"slices"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// What is shown of a document at most: beyond it a page would take seconds to draw.
const (
	mostBlocks = 400
	mostRows   = 1_500
)

// mark is the verdict on one figure of the document.
type mark struct {
	class   string
	finding int
	rank    int    // the worse verdict of two on one figure is shown
	text    string // the figure as it stands
	offset  int    // where it begins in its block, from 1; 0 where that is not known
}

// ranks of the verdicts, the worst first.
var ranks = map[scrutiny.Verdict]int{scrutiny.Differs: 4, scrutiny.CannotCheck: 1, scrutiny.WithinRounding: 3, scrutiny.Agrees: 2}

// shownBlocks is the document as it stands, each figure that was judged with its verdict.
func shownBlocks(d document.Document, result scrutiny.Result, shown form.Check) (blocks []form.MarkedBlock, cut bool) {
	cells, sentences := marks(result, shown)
	rows := 0
	for _, b := range d.Blocks {
		if b.Kind == document.Furniture {
			continue
		}
		if len(blocks) >= mostBlocks || rows >= mostRows {
			return blocks, true
		}
		place := b.Place
		place.File, place.Line, place.Row, place.Column = "", 0, 0, 0
		out := form.MarkedBlock{Kind: b.Kind.String(), Level: b.Level, Label: b.Label, Place: place.String()}
		if b.Kind == document.Table {
			out.Rows = tableRows(b, cells)
			rows += len(out.Rows)
		} else {
			out.Words = words(b.Text, sentences[b.Place.Paragraph])
		}
		blocks = append(blocks, out)
	}
	return blocks, false
}

// cellPlace is a cell by its coordinates alone.
type cellPlace struct {
	sheet              string
	table, row, column int
}

func cellOf(p figure.Place) cellPlace { return cellPlace{p.Sheet, p.Table, p.Row, p.Column} }

// marks are the verdicts by the cell, and by the paragraph, that they speak of.
func marks(result scrutiny.Result, shown form.Check) (cells map[cellPlace]mark, sentences map[int][]mark) {
	cells, sentences = map[cellPlace]mark{}, map[int][]mark{}
	// The page lists what agrees after everything else, each in the order of the result.
	number, agreeing := 0, len(shown.Findings)
	for _, f := range result.Findings {
		at := &number
		if f.Verdict == scrutiny.Agrees {
			at = &agreeing
		}
		*at++
		class := classOf(f.Verdict)
		m := mark{class: class, finding: *at, rank: ranks[f.Verdict], text: f.At.Text, offset: f.At.Offset}
		switch {
		case f.At.IsZero():
		case f.At.Paragraph > 0:
			sentences[f.At.Paragraph] = append(sentences[f.At.Paragraph], m)
		case cells[cellOf(f.At.Place)].rank < m.rank:
			cells[cellOf(f.At.Place)] = m
		}
	}
	return cells, sentences
}

func classOf(v scrutiny.Verdict) string {
	switch v {
	case scrutiny.Agrees:
		return "agrees"
	case scrutiny.WithinRounding:
		return "rounding"
	case scrutiny.Differs:
		return "differs"
	}
	return "unchecked"
}

// tableRows are the cells of a table; those that others cover are left out.
func tableRows(b document.Block, marks map[cellPlace]mark) [][]form.MarkedCell {
	g := b.Table
	count, width := g.Size()
	covered := map[[2]int]bool{}
	rows := make([][]form.MarkedCell, 0, min(count, mostRows))
	for row := range min(count, mostRows) {
		var cells []form.MarkedCell
		for column := range width {
			if covered[[2]int{row, column}] || g.Hidden(row, column) {
				continue
			}
			m := g.Mark(row, column)
			cell := form.MarkedCell{Marked: form.Marked{Text: strings.TrimSpace(g.Text(row, column))}, Heading: m.Heading}
			if m.Rows > 1 || m.Columns > 1 {
				cell.Rows, cell.Columns = max(1, m.Rows), max(1, m.Columns)
				for r := range cell.Rows {
					for c := range cell.Columns {
						covered[[2]int{row + r, column + c}] = true
					}
				}
			}
			if verdict, judged := marks[cellOf(g.Place(row, column))]; judged {
				cell.Class, cell.Finding = verdict.class, verdict.finding
			}
			cells = append(cells, cell)
		}
		if len(cells) > 0 {
			rows = append(rows, cells)
		}
	}
	return rows
}

// words parts a text at the figures that were judged.
func words(text string, found []mark) []form.Marked {
	type span struct {
		from, to int
		mark
	}
	var spans []span
	for _, m := range found {
		from := m.offset - 1
		if from < 0 || from+len(m.text) > len(text) || text[from:from+len(m.text)] != m.text {
			if from = strings.Index(text, m.text); from < 0 || m.text == "" {
				continue
			}
		}
		spans = append(spans, span{from, from + len(m.text), m})
	}
	slices.SortStableFunc(spans, func(a, b span) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return b.rank - a.rank
	})
	var parts []form.Marked
	at := 0
	for _, s := range spans {
		if s.from < at {
			continue // it lies in one that is marked already
		}
		if s.from > at {
			parts = append(parts, form.Marked{Text: text[at:s.from]})
		}
		parts = append(parts, form.Marked{Text: text[s.from:s.to], Class: s.class, Finding: s.finding})
		at = s.to
	}
	if at < len(text) {
		parts = append(parts, form.Marked{Text: text[at:]})
	}
	return parts
}
