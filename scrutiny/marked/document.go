package marked

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/table"
)

// document writes a document block by block.
func (p *page) document(d document.Document, named bool) {
	p.raw("<main>\n")
	if named {
		p.raw("<h2>")
		p.text(cmp.Or(d.Name, d.Title))
		p.raw("</h2>\n")
	}
	sheet, number := "", 0
	listed := false
	p.level = 1
	if named {
		p.level = 2
	}
	for _, b := range d.Blocks {
		if listed && b.Kind != document.List {
			p.raw("</ul>\n")
			listed = false
		}
		if b.Place.Sheet != sheet {
			sheet = b.Place.Sheet
			p.raw(`<p class="note">Sheet `)
			p.text(sheet)
			p.raw("</p>\n")
		}
		if b.Place.Page > number {
			number = b.Place.Page
			p.raw(fmt.Sprintf(`<p class="note">Page %d</p>`+"\n", number))
		}
		if b.Kind == document.List && !listed {
			p.raw(`<ul role="list">` + "\n")
			listed = true
		}
		p.block(b)
	}
	if listed {
		p.raw("</ul>\n")
	}
	for _, f := range d.Faults {
		p.raw(`<p class="note">Not read: `)
		p.text(f.Error())
		p.raw("</p>\n")
	}
	p.raw("</main>\n")
}

func (p *page) block(b document.Block) {
	if b.Kind == document.Table {
		p.table(b.Table)
		return
	}
	element, class := "p", ""
	switch b.Kind {
	case document.Heading:
		// A heading is one level below the one before at most, as readers by ear go from heading to heading.
		p.level = min(6, p.level+1, max(1, b.Level)+1)
		element = "h" + strconv.Itoa(p.level)
	case document.List:
		element = "li"
	case document.Note:
		class = ` class="note"`
	case document.Furniture:
		class = ` class="furniture"`
	}
	p.raw("<" + element + class + ">")
	if b.Label != "" {
		p.text(b.Label + " ")
	}
	p.marked(b.Text, p.found.at[spot{file: b.Place.File, paragraph: b.Place.Paragraph}])
	p.raw("</" + element + ">\n")
}

// marked writes a text with the figures marked that findings speak of.
func (p *page) marked(text string, entries []*entry) {
	at := 0
	for _, piece := range pieces(text, entries) {
		if piece.from < at {
			continue
		}
		p.text(text[at:piece.from])
		p.figure(text[piece.from:piece.to], piece.entries)
		at = piece.to
	}
	p.text(text[at:])
}

// figure writes a figure that leads to its sum: the worst of its findings marks it, and the others are led to behind it.
func (p *page) figure(text string, entries []*entry) {
	worst := entries[0]
	for _, e := range entries {
		if rank(e) < rank(worst) {
			worst = e
		}
	}
	class, said := worst.finding.Verdict.String(), words[worst.finding.Verdict]
	if worst.accepted {
		class, said.word = "accepted", said.word+", accepted"
	}
	p.raw(fmt.Sprintf(`<a class="figure %s" id="figure-%d" href="#sum-%d" title="`, class, worst.number, worst.number))
	p.text(worst.finding.Working)
	p.raw(`">`)
	p.text(text)
	p.raw(`<span aria-hidden="true"> ` + said.sign + `</span><span class="word"> (` + said.word + fmt.Sprintf(`, sum %d)</span></a>`, worst.number))
	for _, e := range entries {
		if e != worst {
			p.raw(fmt.Sprintf(`<a class="figure %s" id="figure-%d" href="#sum-%d"><sup>%d</sup><span class="word"> (%s)</span></a>`, e.finding.Verdict.String(), e.number, e.number, e.number, words[e.finding.Verdict].word))
		}
	}
}

// rank orders findings from worst to best.
func rank(e *entry) int {
	order := map[string]int{"differs": 0, "within_rounding": 2, "cannot_check": 3, "agrees": 4}
	if e.accepted {
		return 1
	}
	return order[e.finding.Verdict.String()]
}

// table writes a table with its spans. Its first row and column are headings where the cells say so, or where the first column is
// words.
func (p *page) table(g *table.Grid) {
	rows, columns := g.Size()
	place := g.Source
	p.raw(`<div class="scroll"><table><caption class="note">`)
	caption := fmt.Sprintf("Table %d", place.Table)
	if g.Title != "" {
		caption += ": " + strings.ReplaceAll(g.Title, "\n", "; ")
	}
	p.text(caption)
	p.raw("</caption>\n")
	covered := map[[2]int]bool{}
	for r := range rows {
		p.raw("<tr>")
		for c := range columns {
			if covered[[2]int{r, c}] {
				continue
			}
			p.cell(g, r, c, covered)
		}
		p.raw("</tr>\n")
	}
	p.raw("</table></div>\n")
}

func (p *page) cell(g *table.Grid, r, c int, covered map[[2]int]bool) {
	rows, columns := g.Size()
	text, mark := strings.TrimSpace(g.Text(r, c)), g.Mark(r, c)
	wide, deep := min(max(1, mark.Columns), columns-c), min(max(1, mark.Rows), rows-r)
	for i := range deep {
		for j := range wide {
			if i+j > 0 {
				covered[[2]int{r + i, c + j}] = true
			}
		}
	}
	element, scope := "td", ""
	switch {
	case mark.Heading && r == 0 || r == 0 && text != "":
		element, scope = "th", ` scope="col"`
	case c == 0 && text != "":
		element, scope = "th", ` scope="row"`
	}
	p.raw("<" + element + scope)
	if wide > 1 {
		p.raw(fmt.Sprintf(` colspan="%d"`, wide))
	}
	if deep > 1 {
		p.raw(fmt.Sprintf(` rowspan="%d"`, deep))
	}
	if g.Hidden(r, c) {
		p.raw(` class="hidden"`)
	}
	p.raw(">")
	at := g.Place(r, c)
	p.marked(text, p.found.at[spot{file: at.File, table: at.Table, row: at.Row, column: at.Column}])
	p.raw("</" + element + ">")
}
