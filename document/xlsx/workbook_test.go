package xlsx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/xlsx"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// packed packs parts into a file, as a workbook is packed.
func packed(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = w.Write([]byte(parts[name]))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

const (
	relationType = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	relationsOf  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`
)

func relation(id, kind, target string) string {
	return fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s"/>`, id, relationType, kind, target)
}

// parts are those of a workbook with one sheet, which a test changes.
func parts(sheet string) map[string]string {
	return map[string]string{
		"_rels/.rels":                fmt.Sprintf(relationsOf, relation("rId1", "officeDocument", "xl/workbook.xml")),
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="Month 4" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": fmt.Sprintf(relationsOf, relation("rId1", "worksheet", "worksheets/sheet1.xml")+relation("rId2", "sharedStrings", "sharedStrings.xml")+relation("rId3", "styles", "styles.xml")),
		"xl/sharedStrings.xml":       `<sst><si><t>Care</t></si><si><r><t>Total</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si><si><t xml:space="preserve">R&amp;D _x000D_</t></si></sst>`,
		"xl/styles.xml": `<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0;[Red](#,##0)"/></numFmts>
			<fonts><font/><font><b/></font></fonts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
			<cellXfs><xf numFmtId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="164" fontId="1"/><xf numFmtId="0"><alignment indent="2"/></xf></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": `<worksheet>` + sheet + `</worksheet>`,
	}
}

func read(t testing.TB, content []byte) document.Document {
	t.Helper()
	d, err := document.Read(context.Background(), "book.xlsx", content, document.Limits{}, xlsx.Format())
	require.NoError(t, err)
	require.Equal(t, "xlsx", d.Format)
	return d
}

func rowsOf(g *table.Grid) []string {
	rows, _ := g.Size()
	lines := make([]string, rows)
	for r := range rows {
		lines[r] = strings.Join(g.Row(r), " | ")
	}
	return lines
}

func TestRead_ShowsTheCellsAsExcelDoes(t *testing.T) {
	d := read(t, packed(t, parts(`<sheetData>
		<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>-1234.4</v></c><c r="C1" s="2"><v>0.19440000000000001</v></c><c r="D1" s="3"><v>45567</v></c></row>
		<row r="2"><c r="A2" t="s" s="5"><v>1</v></c><c r="B2" s="4"><f>SUM(B1:B1)</f><v>-1234.4</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="e"><f>D9/0</f><v>#DIV/0!</v></c></row>
		<row r="3"><c r="A3" t="s"><v>2</v></c><c r="C3" t="inlineStr"><is><t>x</t></is></c><c r="D3" t="str"><f>"a"</f><v>a</v></c></row></sheetData>`)))
	require.Len(t, d.Tables(), 1)
	g := d.Tables()[0]
	assert.Equal(t, []string{"Care | (1,234) | 19.44% | 02/10/2024", "Total¹ | (1,234) | TRUE | #DIV/0!", "R&D |  | x | a"}, rowsOf(g))
	assert.Equal(t, table.Mark{Stored: "-1234.4"}, g.Mark(0, 1))
	assert.Equal(t, table.Mark{}, g.Mark(0, 2), "what is shown says all")
	assert.Equal(t, "2024-10-02", g.Mark(0, 3).Date)
	assert.Equal(t, table.Mark{Bold: true, Stored: "-1234.4", Formula: "SUM(B1:B1)"}, g.Mark(1, 1))
	assert.Equal(t, 2, g.Mark(1, 0).Indent)
	assert.Equal(t, figure.Place{File: "book.xlsx", Sheet: "Month 4", Table: 1, Row: 2, Column: 2}, g.Place(1, 1))
}

func TestRead_CoversMergedCells(t *testing.T) {
	g := read(t, packed(t, parts(`<sheetData>
		<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>9</v></c></row>
		<row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>9</v></c><c r="C2"><v>9</v></c><c r="D2"><v>4</v></c></row></sheetData>
		<mergeCells count="1"><mergeCell ref="B1:C2"/></mergeCells>`))).Tables()[0]
	assert.Equal(t, []string{"1 | 2 |  | ", "3 |  |  | 4"}, rowsOf(g))
	assert.Equal(t, table.Mark{Rows: 2, Columns: 2}, g.Mark(0, 1))
}

func TestRead_NamesWhatIsHidden(t *testing.T) {
	p := parts(`<cols><col min="3" max="16384" hidden="1"/></cols><sheetData>
		<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c><c r="C1"><v>9</v></c></row>
		<row r="2" hidden="1"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>9</v></c></row>
		<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>2</v></c></row></sheetData>`)
	p["xl/workbook.xml"] = `<workbook xmlns:r="r"><sheets><sheet name="Old" sheetId="2" state="hidden" r:id="rId1"/><sheet name="Month 4" sheetId="1" r:id="rId1"/></sheets></workbook>`
	d := read(t, packed(t, p))
	g := d.Tables()[0]
	assert.True(t, g.Hidden(1, 0))
	assert.True(t, g.Hidden(0, 2))
	assert.False(t, g.Hidden(0, 1))
	var said []string
	for _, f := range d.Faults {
		said = append(said, f.Code+": "+f.Error())
	}
	assert.Equal(t, []string{
		`hidden_sheet: book.xlsx, sheet "Old": the sheet is hidden and was not read: show it in Excel to have it read`,
		`hidden_columns: book.xlsx, sheet "Month 4": column C is hidden and was not judged: show it in Excel to have it judged`,
		`hidden_rows: book.xlsx, sheet "Month 4": row 2 is hidden and was not judged: show it in Excel to have it judged`,
	}, said)
}

func TestRead_AFormulaWithoutAValueIsNoFigure(t *testing.T) {
	d := read(t, packed(t, parts(`<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2</v></c></row>
		<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><f>SUM(B1)</f></c></row></sheetData>`)))
	g := d.Tables()[0]
	assert.Empty(t, g.Text(1, 1))
	assert.Equal(t, "SUM(B1)", g.Mark(1, 1).Formula)
	require.Len(t, d.Faults, 1)
	assert.Equal(t, "no_value", d.Faults[0].Code)
	assert.Contains(t, d.Faults[0].Problem, "B2")
}

func TestRead_WritesSharedFormulasForTheirCell(t *testing.T) {
	g := read(t, packed(t, parts(`<sheetData>
		<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">SUM(A1:$A$1)+LOG10(A1)&amp;"A1"</f><v>1</v></c></row>
		<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f t="shared" si="0"/><v>1</v></c></row></sheetData>`))).Tables()[0]
	assert.Equal(t, `SUM(A2:$A$1)+LOG10(A2)&"A1"`, g.Mark(1, 1).Formula)
}

// lay is a workbook whose sheet holds these rows.
func lay(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		require.NoError(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

func TestRead_PartsASheetIntoTablesAndText(t *testing.T) {
	d := read(t, lay(t,
		[]any{"Budget monitoring, month 4"},
		[]any{"£000"},
		[]any{},
		[]any{"Service", "Budget", "Forecast"},
		[]any{"Care", 10, 12},
		[]any{"Help", 20, 21},
		[]any{},
		[]any{"Total", 30, 33},
		[]any{"Note: provisional"},
		[]any{},
		[]any{"Placements"},
		[]any{"Kind", 2023, 2024},
		[]any{"Foster", 5, 6},
		[]any{"Of the children in care 11 were placed, as the table above shows."},
	))
	var lines []string
	for _, b := range d.Blocks {
		if b.Kind == document.Table {
			lines = append(lines, fmt.Sprintf("table %d from row %d: %s", b.Place.Table, b.Table.Place(0, 0).Row, strings.Join(rowsOf(b.Table), " / ")))
		} else {
			lines = append(lines, fmt.Sprintf("row %d: %s", b.Place.Row, b.Text))
		}
	}
	assert.Equal(t, []string{
		"row 1: Budget monitoring, month 4", "row 2: £000",
		"table 1 from row 4: Service | Budget | Forecast / Care | 10 | 12 / Help | 20 | 21 /  |  |  / Total | 30 | 33",
		"row 9: Note: provisional", "row 11: Placements",
		"table 2 from row 12: Kind | 2023 | 2024 / Foster | 5 | 6",
		"row 14: Of the children in care 11 were placed, as the table above shows.",
	}, lines)
	require.Len(t, d.Sheets, 1)
	rows, _ := d.Sheets[0].Size()
	assert.Equal(t, 14, rows, "the sheet is whole beside its parts")
}

func TestRead_TakesTablesSideBySideApart(t *testing.T) {
	d := read(t, lay(t,
		[]any{"Team", "Cases", nil, "Area", "Rate"},
		[]any{"North", 10, nil, "Oldham", 91},
		[]any{"South", 20, nil, "Rochdale", 80},
	))
	require.Len(t, d.Tables(), 2)
	assert.Equal(t, 4, d.Tables()[1].Place(0, 0).Column)
	d = read(t, lay(t,
		[]any{"Team", "Cases", nil, "Last year", "Change"},
		[]any{"North", 10, nil, 9, 1},
		[]any{"South", 20, nil, 8, 12},
	))
	assert.Len(t, d.Tables(), 1, "an empty column for the eye parts nothing")
}

func TestRead_ReadsCommentsAndTextBoxes(t *testing.T) {
	p := parts(`<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>`)
	p["xl/worksheets/_rels/sheet1.xml.rels"] = fmt.Sprintf(relationsOf, relation("a", "comments", "../comments1.xml")+relation("b", "drawing", "/xl/drawings/d.xml"))
	p["xl/comments1.xml"] = `<comments><commentList><comment ref="B1"><text><r><t>Rounded to </t></r><r><t>tens</t></r></text></comment></commentList></comments>`
	p["xl/drawings/d.xml"] = `<wsDr><sp><txBody><p><r><t>Spend is £5m.</t></r></p></txBody></sp></wsDr>`
	d := read(t, packed(t, p))
	var notes []string
	for _, b := range d.Blocks[1:] {
		notes = append(notes, b.Kind.String()+": "+b.Text)
	}
	assert.ElementsMatch(t, []string{"note: Rounded to tens", "paragraph: Spend is £5m."}, notes)
}

func TestRead_NamesChartsAndEmbeddedObjects(t *testing.T) {
	p := parts(`<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>`)
	p["xl/worksheets/_rels/sheet1.xml.rels"] = fmt.Sprintf(relationsOf, relation("a", "drawing", "../drawings/d.xml")+relation("b", "oleObject", "../embeddings/o.bin"))
	p["xl/drawings/d.xml"] = `<wsDr/>`
	p["xl/drawings/_rels/d.xml.rels"] = fmt.Sprintf(relationsOf, relation("a", "chart", "../charts/c1.xml")+relation("b", "chart", "../charts/c2.xml"))
	p["xl/charts/c1.xml"] = `<chartSpace><chart><title><tx><rich><p><r><t>Referrals</t></r><r><t> by month</t></r></p></rich></tx></title><plotArea/></chart></chartSpace>`
	p["xl/charts/c2.xml"] = `<chartSpace><chart><plotArea><valAx><title><tx><rich><p><r><t>Children</t></r></p></rich></tx></title></valAx></plotArea></chart></chartSpace>`
	d := read(t, packed(t, p))
	var said []string
	for _, f := range d.Faults {
		said = append(said, f.Code+": "+f.Problem)
	}
	assert.Equal(t, []string{"chart: 2 charts were not read: “Referrals by month”", "embedded_object: 1 embedded object was not read"}, said)
}

func TestRead_RefusesHostileWorkbooks(t *testing.T) {
	bomb := parts(`<sheetData>` + strings.Repeat(" ", 5<<20) + `</sheetData>`)
	for name, test := range map[string]struct {
		content []byte
		code    string
	}{
		"a bomb":                  {packed(t, bomb), "too_large"},
		"cut off":                 {packed(t, parts(`<sheetData><row r="1"><c r="A1"><v>1`)), "damaged"},
		"rows out of order":       {packed(t, parts(`<sheetData><row r="2"/><row r="1"/></sheetData>`)), "damaged"},
		"a row beyond the last":   {packed(t, parts(`<sheetData><row r="1048577"/></sheetData>`)), "damaged"},
		"cells out of order":      {packed(t, parts(`<sheetData><row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row></sheetData>`)), "damaged"},
		"a text that is not":      {packed(t, parts(`<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>`)), "damaged"},
		"far cells in every row":  {packed(t, parts(`<sheetData>`+strings.Repeat(`<row><c r="XFD`+`"><v>1</v></c></row>`, 1000)+`</sheetData>`)), "too_large"},
		"no sheet":                {packed(t, map[string]string{"xl/workbook.xml": "<workbook/>"}), "damaged"},
		"an empty sheet":          {packed(t, parts(`<sheetData/>`)), "empty"},
		"nested without end":      {packed(t, parts(strings.Repeat("<a>", 200))), "damaged"},
		"the zip is cut":          {packed(t, parts(`<sheetData/>`))[:900], "damaged"},
		"a binary workbook":       {packed(t, map[string]string{"xl/workbook.bin": ""}), "foreign_format"},
		"an entity that explodes": {packed(t, parts(`<!DOCTYPE a [<!ENTITY b "bbbb">]><sheetData/>`)), "empty"},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			limits := document.DefaultLimits()
			limits.Unpacked = 4 << 20
			_, err := document.Read(context.Background(), "book.xlsx", test.content, limits, xlsx.Format())
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, test.code, fault.Code)
			assert.NotEmpty(t, fault.Remedy)
			assert.Less(t, time.Since(start), 5*time.Second)
		})
	}
}

func TestRead_StopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := document.Read(ctx, "book.xlsx", lay(t, []any{"a", 1}), document.Limits{}, xlsx.Format())
	assert.ErrorIs(t, err, context.Canceled)
}

func FuzzRead(f *testing.F) {
	for _, sheet := range []string{
		`<sheetData><row r="1"><c r="A1" s="1"><f>A2</f><v>1</v></c></row></sheetData>`,
		`<cols><col min="1" max="2" hidden="1"/></cols><sheetData><row><c t="inlineStr"><is><t>x</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>`,
		`<sheetData><row r="9" hidden="1"><c r="B9" t="s"><v>1</v></c></row></sheetData>`,
	} {
		f.Add(sheet, "#,##0")
	}
	f.Fuzz(func(t *testing.T, sheet, code string) {
		p := parts(sheet)
		p["xl/styles.xml"] = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="` + code + `"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs></styleSheet>`
		_, _ = document.Read(context.Background(), "x", packed(t, p), document.Limits{}, xlsx.Format())
	})
}

func BenchmarkRead_ThirtyThousandRows(b *testing.B) {
	rows := make([][]any, 30_001)
	rows[0] = []any{"service", "budget", "forecast", "reserves", "group", "note"}
	for i := range rows[1:] {
		rows[i+1] = []any{fmt.Sprintf("Service %d", i), i * 7, float64(i) * 1.25, 0, "People", "none"}
	}
	content := lay(b, rows...)
	b.SetBytes(int64(len(content)))
	b.ResetTimer()
	for b.Loop() {
		read(b, content)
	}
}
