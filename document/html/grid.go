package html

import (
	"math"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Caps on what a cell may span, as browsers have them.
const (
	mostColumns = 1_000
	mostRows    = 65_534
)

// deepestTable is how deep tables may stand in each other.
const deepestTable = 30

// mostFlow is how many pieces of text are kept of a table in case it only lays out the page.
const mostFlow = 2_000

// grid is a table that is open.
type grid struct {
	rows          *document.Rows
	caption       []document.Block
	inRow, inCell bool
	inCaption     bool
	text          []byte
	bold, plain   bool
	mark          table.Mark
	layout        bool
	count         int // cells
	pieces        []document.Block
	dropped       bool
	outer         flow   // the text of the page that the table broke
	lists         []list // that were open around it
}

// inTable takes a tag of a table; it is false for others.
func (p *page) inTable(name string, attributes map[string]string) bool {
	if name == "table" {
		if len(p.tables) >= deepestTable {
			p.flush()
			return true
		}
		p.flush()
		g := &grid{rows: document.NewRows(figure.Place{}), outer: p.flow, lists: p.lists, layout: attributes["role"] == "presentation" || attributes["role"] == "none"}
		p.flow, p.lists = flow{}, nil
		p.tables = append(p.tables, g)
		return true
	}
	if len(p.tables) == 0 {
		switch name {
		case "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup":
			return true
		case "caption":
			p.flush()
			return true
		}
		return false
	}
	g := p.tables[len(p.tables)-1]
	switch name {
	case "caption":
		p.endCell(g)
		g.inCaption = true
	case "thead", "tbody", "tfoot", "colgroup", "col":
		p.endRow(g)
	case "tr":
		p.endRow(g)
		g.inRow = true
	case "td", "th":
		p.endCell(g)
		g.inRow, g.inCell, g.inCaption = true, true, false
		g.mark = table.Mark{
			Heading: name == "th" || attributes["scope"] != "",
			Columns: span(attributes["colspan"], mostColumns), Rows: span(attributes["rowspan"], mostRows), Indent: indentOf(attributes["style"]),
		}
	default:
		return false
	}
	return true
}

func span(text string, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	switch {
	case err != nil || n < 0 || n == 0 && most == mostColumns:
		return 1
	case n == 0: // down to the end of the table
		return most
	}
	return min(n, most)
}

// indentOf is how far a cell's style sets its words in, in steps of one em.
func indentOf(style string) int {
	style = strings.ToLower(strings.ReplaceAll(style, " ", ""))
	for _, name := range []string{"padding-left:", "text-indent:", "margin-left:"} {
		_, value, ok := strings.Cut(style, name)
		if !ok {
			continue
		}
		value, _, _ = strings.Cut(value, ";")
		for unit, size := range map[string]float64{"em": 1, "px": 16, "pt": 12} {
			if n, err := strconv.ParseFloat(strings.TrimSuffix(value, unit), 64); err == nil && strings.HasSuffix(value, unit) && n > 0 {
				return int(math.Min(20, math.Round(n/size)))
			}
		}
	}
	return 0
}

// endsTable takes the end of an element of a table; it is false for others.
func (p *page) endsTable(name string) bool {
	switch name {
	case "table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup":
	default:
		return false
	}
	if len(p.tables) == 0 {
		return true
	}
	g := p.tables[len(p.tables)-1]
	switch name {
	case "table":
		p.endTable()
	case "td", "th", "caption":
		p.endCell(g)
	default:
		p.endRow(g)
	}
	return true
}

// add puts a piece of text into the cell that is open.
func (g *grid) add(b document.Block, f flow) {
	if g.inCaption {
		g.caption = append(g.caption, b)
		return
	}
	if len(g.text) > 0 {
		g.text = append(g.text, ' ')
	} else if g.mark.Indent == 0 {
		g.mark.Indent = leading(f.text)
	}
	g.text = append(g.text, b.Text...)
	g.bold, g.plain = g.bold || f.bold, g.plain || f.plain
	g.keep(b)
}

// leading is how far words are set in by no-break spaces, two to a step.
func leading(text []byte) int {
	rest := strings.TrimLeft(string(text), " \t\r\n")
	n := 0
	for strings.HasPrefix(rest, "\u00a0") {
		rest = rest[len("\u00a0"):]
		n++
	}
	return (n + 1) / 2
}

func (g *grid) keep(b document.Block) {
	if len(g.pieces) >= mostFlow {
		g.pieces, g.dropped = nil, true
	}
	if !g.dropped {
		g.pieces = append(g.pieces, b)
	}
}

func (p *page) endCell(g *grid) {
	if !g.inCell && !g.inCaption {
		// Text that stands in a table and in no cell is shown before it.
		if f := p.flow; strings.TrimSpace(string(f.text)) != "" {
			g.inCaption = true
			p.flush()
			g.inCaption = false
		}
		p.flow = flow{}
		return
	}
	p.flush()
	p.flow, p.lists = flow{}, nil
	if g.inCaption {
		g.inCaption = false
		return
	}
	g.inCell = false
	g.mark.Bold = g.bold && !g.plain
	before := g.rows.Cells
	g.rows.Add(string(g.text), g.mark)
	p.cells += g.rows.Cells - before
	p.cut = p.cut || g.rows.Cut
	g.count++
	g.text, g.bold, g.plain = g.text[:0], false, false
}

func (p *page) endRow(g *grid) {
	p.endCell(g)
	if g.inRow {
		before := g.rows.Cells
		g.rows.EndRow(0)
		p.cells += g.rows.Cells - before
		g.inRow = false
	}
}

// endTable closes the innermost table: a block, or what it held where it only lays out the page.
func (p *page) endTable() {
	last := len(p.tables) - 1
	g := p.tables[last]
	p.endRow(g)
	p.tables = p.tables[:last]
	p.flow, p.lists = g.outer, g.lists
	blocks := g.caption
	layout := !g.dropped && (g.layout || g.count == 1)
	if layout {
		blocks = append(blocks, g.pieces...)
	} else if built := g.rows.Grid(); g.count > 0 {
		blocks = append(blocks, document.Block{Kind: document.Table, Table: built})
		for _, piece := range g.pieces {
			if piece.Kind == document.Table {
				blocks = append(blocks, piece)
			}
		}
	}
	for _, b := range blocks {
		if last == 0 {
			p.add(b)
			continue
		}
		outer := p.tables[last-1]
		const mostCells = 60
		if b.Kind == document.Table {
			outer.layout = outer.layout || outer.count < mostCells
		}
		outer.keep(b)
		if b.Kind != document.Table {
			outer.text = append(append(outer.text, ' '), b.Text...)
		}
	}
}
