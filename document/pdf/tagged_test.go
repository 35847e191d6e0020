package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/scrutineer-dev/scrutineer/table"
)

// tagged is a file whose table is in its structure: each cell a piece of marked content, drawn without any line. Cells are "TH 2 1" (the
// kind, columns, rows), a colon and the text, and stand where the places say.
type tagged struct {
	file    *file
	content strings.Builder
	rows    []string
	marks   int
	row     strings.Builder
}

func newTagged() *tagged { return &tagged{file: newFile()} }

func (g *tagged) cell(kind string, columns, rows int, x, y float64, text string) {
	fmt.Fprintf(&g.content, "/%s << /MCID %d >> BDC %s EMC\n", kind, g.marks, at(x, y, text))
	fmt.Fprintf(&g.row, "<< /S /%s /A << /O /Table /ColSpan %d /RowSpan %d >> /K %d >> ", kind, columns, rows, g.marks)
	g.marks++
}

func (g *tagged) endRow() {
	g.rows = append(g.rows, "<< /S /Zeile /K ["+g.row.String()+"] >>")
	g.row.Reset()
}

func (g *tagged) bytes() []byte {
	p := g.file.page(g.content.String(), "/StructParents 0")
	root := g.file.add(fmt.Sprintf("<< /Type /StructTreeRoot /RoleMap << /Zeile /TR >> /K [<< /S /Document /K [<< /S /Table /Pg %d 0 R /K [<< /S /TBody /K [%s] >>] >>] >>] >>", p, strings.Join(g.rows, " ")))
	g.file.catalog = fmt.Sprintf("/MarkInfo << /Marked true >> /StructTreeRoot %d 0 R", root)
	return g.file.bytes()
}

func TestATableOfTheStructureIsTakenAsItIs(t *testing.T) {
	g := newTagged()
	g.cell("TH", 1, 2, 72, 700, "Service")
	g.cell("TH", 2, 1, 200, 700, "Year")
	g.endRow()
	g.cell("TH", 1, 1, 200, 686, "one")
	g.cell("TH", 1, 1, 300, 686, "two")
	g.endRow()
	g.cell("TD", 1, 1, 72, 672, "Homes")
	g.cell("TD", 1, 1, 200, 672, "good")
	g.cell("TD", 1, 1, 300, 672, "better")
	g.endRow()
	d := open(t, g.bytes())
	assert.Equal(t, "table:\n  Service | Year | \n   | one | two\n  Homes | good | better\n", written(d))
	assert.Equal(t, table.Mark{Heading: true, Rows: 1, Columns: 2}, d.Tables()[0].Mark(0, 1))
	assert.Equal(t, table.Mark{Heading: true, Rows: 2, Columns: 1}, d.Tables()[0].Mark(0, 0))
}

func TestARowThatLeavesEmptyCellsOutKeepsItsColumns(t *testing.T) {
	g := newTagged()
	g.cell("TH", 1, 1, 200, 700, "2023")
	g.cell("TH", 1, 1, 300, 700, "2024")
	g.endRow()
	for i, name := range []string{"Homes", "Teams"} {
		y := 686 - 14*float64(i)
		g.cell("TH", 1, 1, 72, y, name)
		g.cell("TD", 1, 1, 200, y, "1,200")
		g.cell("TD", 1, 1, 300, y, "1,250")
		g.endRow()
	}
	assert.Equal(t, "table:\n   | 2023 | 2024\n  Homes | 1,200 | 1,250\n  Teams | 1,200 | 1,250\n", written(open(t, g.bytes())))
}

func TestAStructureThatThePageDoesNotShowIsNotTaken(t *testing.T) {
	g := newTagged()
	for i, name := range []string{"Homes", "Teams", "Total"} {
		// The figures of all rows are tagged as two cells of the first.
		y := 700 - 14*float64(i)
		g.cell("TD", 1, 1, 72, y, name)
	}
	g.endRow()
	g.cell("TD", 1, 1, 200, 700, "x")
	g.cell("TD", 1, 1, 300, 700, "y")
	g.endRow()
	d := open(t, g.bytes())
	assert.Empty(t, d.Tables(), written(d))
}
