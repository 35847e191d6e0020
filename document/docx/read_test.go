package docx_test

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

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/docx"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// packed packs parts into a file, as a Word document is packed; the text is the body's.
func packed(t testing.TB, body string, more map[string]string) []byte {
	t.Helper()
	parts := map[string]string{
		"_rels/.rels":       `<Relationships><Relationship Id="rId1" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml": `<w:document xmlns:w="w"><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships>` + strings.Join([]string{
			link("styles"), link("numbering"), link("footnotes"), link("endnotes"), link("comments"), link("header"), link("footer"),
		}, "") + `</Relationships>`,
	}
	maps.Copy(parts, more)
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

func link(kind string) string {
	return fmt.Sprintf(`<Relationship Id="%s" Type="http://x/%s" Target="%s.xml"/>`, kind, kind, kind)
}

func read(t testing.TB, body string, more map[string]string) document.Document {
	t.Helper()
	d, err := document.Read(context.Background(), "report.docx", packed(t, body, more), document.Limits{}, docx.Format())
	require.NoError(t, err)
	require.Equal(t, "docx", d.Format)
	return d
}

// outline is a document in short.
func outline(d document.Document) []string {
	var lines []string
	for _, b := range d.Blocks {
		if b.Kind == document.Table {
			lines = append(lines, "table: "+strings.Join(rowsOf(b.Table), " / "))
			continue
		}
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s", b.Kind, b.Label))+": "+b.Text)
	}
	return lines
}

func rowsOf(g *table.Grid) []string {
	rows, _ := g.Size()
	lines := make([]string, rows)
	for r := range rows {
		lines[r] = strings.Join(g.Row(r), " | ")
	}
	return lines
}

// p is a paragraph of text, with what it says of itself before.
func p(settings, text string) string {
	return `<w:p><w:pPr>` + settings + `</w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

func TestRead_TellsHeadingsByStyleLevelAndLook(t *testing.T) {
	d := read(t, p(`<w:pStyle w:val="Mine"/>`, "Position")+p(`<w:outlineLvl w:val="2"/>`, "Detail")+
		`<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Key </w:t></w:r><w:r><w:rPr><w:b w:val="1"/></w:rPr><w:t>messages</w:t></w:r></w:p>`+
		`<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Note:</w:t></w:r><w:r><w:t> plain.</w:t></w:r></w:p>`+
		`<w:p><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>Not bold</w:t></w:r></w:p>`+p(`<w:pStyle w:val="TOC1"/>`, "Position 7"), map[string]string{
		"word/styles.xml": `<w:styles><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
			<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H"/></w:style>
			<w:style w:type="paragraph" w:styleId="H"><w:name w:val="x"/><w:basedOn w:val="Mine"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
			<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>`,
	})
	assert.Equal(t, []string{"heading: Position", "heading: Detail", "heading: Key messages", "paragraph: Note: plain.", "paragraph: Not bold", "furniture: Position 7"}, outline(d))
	assert.Equal(t, 1, d.Blocks[0].Level)
	assert.Equal(t, 3, d.Blocks[1].Level)
}

const lists = `<w:numbering>
	<w:abstractNum w:abstractNumId="1">
		<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
		<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
		<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>
	<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
	<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
	<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
	<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>`

func inList(id, level string) string {
	return `<w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + id + `"/></w:numPr>`
}

func TestRead_ShowsTheNumbersThatWordShows(t *testing.T) {
	d := read(t, p(inList("1", "0"), "One")+p(inList("1", "1"), "One one")+p(inList("1", "1"), "One two")+p(inList("1", "2"), "a")+p(inList("1", "2"), "b")+
		p(inList("1", "0"), "Two")+p(inList("1", "1"), "Two one")+p(inList("2", "0"), "Dot")+p(inList("3", "0"), "Seven")+p(inList("3", "0"), "Eight")+
		p(inList("0", "0"), "None"), map[string]string{"word/numbering.xml": lists})
	assert.Equal(t, []string{
		"list 1: One", "paragraph 1.1: One one", "paragraph 1.2: One two", "list (a): a", "list (b): b", "list 2: Two", "paragraph 2.1: Two one",
		"list: Dot", "list 7: Seven", "list 8: Eight", "paragraph: None",
	}, outline(d))
}

func tc(settings, text string) string {
	return `<w:tc><w:tcPr>` + settings + `</w:tcPr>` + p("", text) + `</w:tc>`
}

func tr(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }

func TestRead_Tables(t *testing.T) {
	d := read(t, `<w:tbl>`+
		tr(`<w:trPr><w:tblHeader/></w:trPr>`, tc(`<w:vMerge w:val="restart"/>`, "Team"), tc(`<w:gridSpan w:val="2"/>`, "2024"))+
		tr(tc(`<w:vMerge/>`, "lost"), tc("", "Budget"), tc("", "Actual"))+
		tr(`<w:trPr><w:gridBefore w:val="1"/></w:trPr>`, tc("", "5"), tc("", "6"))+
		tr(`<w:trPr><w:del w:id="1"/></w:trPr>`, tc("", "deleted"), tc("", "1"), tc("", "2"))+
		`<w:tr><w:tc><w:p><w:pPr><w:ind w:left="284"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>North</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>West</w:t></w:r></w:p></w:tc>`+
		`<w:tc><w:p><w:r><w:t>1,234</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r></w:p></w:tc>`+
		`<w:tc><w:tbl>`+tr(tc("", "in"), tc("", "8"))+tr(tc("", "ner"), tc("", "9"))+`</w:tbl></w:tc></w:tr>`+
		`</w:tbl>`, nil)
	assert.Equal(t, []string{"table: Team | 2024 |  /  | Budget | Actual /  | 5 | 6 / North West | 1,234¹ | ", "table: in | 8 / ner | 9"}, outline(d))
	g := d.Tables()[0]
	assert.Equal(t, table.Mark{Heading: true, Rows: 2, Columns: 1}, g.Mark(0, 0))
	assert.Equal(t, table.Mark{Heading: true, Rows: 1, Columns: 2}, g.Mark(0, 1))
	assert.Equal(t, table.Mark{Bold: true, Indent: 1}, g.Mark(3, 0))
	assert.Equal(t, figure.Place{File: "report.docx", Table: 1, Row: 4, Column: 2}, g.Place(3, 1))
}

func TestRead_ATableOfOneCellIsAFrame(t *testing.T) {
	d := read(t, `<w:tbl>`+tr(`<w:tc>`+p("", "Spend is £5m.")+`<w:tbl>`+tr(tc("", "a"), tc("", "1"))+`</w:tbl></w:tc>`)+`</w:tbl>`, nil)
	assert.Equal(t, []string{"paragraph: Spend is £5m.", "table: a | 1"}, outline(d))
}

func TestRead_TakesTheTextAsItStandsAfterTheChanges(t *testing.T) {
	d := read(t, `<w:p><w:r><w:t>Spend is </w:t></w:r><w:del><w:r><w:delText>£9.999m</w:delText></w:r></w:del><w:ins><w:r><w:t>£5m</w:t></w:r></w:ins>`+
		`<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:rPr><w:strike/></w:rPr><w:t>struck</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>`+
		`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Torn</w:t></w:r></w:p>`+p("", "together."), nil)
	assert.Equal(t, []string{"paragraph: Spend is £5m.", "paragraph: Torn together."}, outline(d))
	require.Len(t, d.Faults, 1)
	assert.Equal(t, "struck_out", d.Faults[0].Code)
}

func TestRead_ReadsResultsOfFieldsAndNotTheirCode(t *testing.T) {
	field := func(code, result string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>` + code + `</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + result + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	d := read(t, `<w:p><w:r><w:t>Page </w:t></w:r>`+field("PAGE", `<w:r><w:t>3</w:t></w:r>`)+`<w:fldSimple w:instr="X"><w:r><w:t> of 9</w:t></w:r></w:fldSimple>`+
		`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>`+
		`<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>, kept</w:t></w:r></w:sdtContent></w:sdt><w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink></w:p>`+
		`<w:sdt><w:sdtContent>`+p("", "In a frame.")+`</w:sdtContent></w:sdt>`, nil)
	assert.Equal(t, []string{"paragraph: Page 3 of 9, kept link", "paragraph: In a frame."}, outline(d))
}

func TestRead_ReadsATableThatWasTypedWithTabs(t *testing.T) {
	line := func(cells ...string) string {
		return `<w:p><w:r><w:t>` + strings.Join(cells, `</w:t><w:tab/><w:t>`) + `</w:t></w:r></w:p>`
	}
	d := read(t, p("", "Cases by team:")+line("Team", "Cases", "FTE")+line("North", "312", "14.5")+line("All", "312", "14.5")+p("", "As shown.")+line("Signed", "J Smith"), nil)
	assert.Equal(t, []string{"paragraph: Cases by team:", "table: Team | Cases | FTE / North | 312 | 14.5 / All | 312 | 14.5", "paragraph: As shown.", "paragraph: Signed J Smith"}, outline(d))
}

func TestRead_ReadsTextBoxesOnce(t *testing.T) {
	box := `<w:txbxContent>` + p("", "Boxed.") + `</w:txbxContent>`
	d := read(t, `<w:p><w:r><w:t>Before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>`+box+`</mc:Choice><mc:Fallback>`+box+`</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> and after.</w:t></w:r></w:p>`, nil)
	assert.Equal(t, []string{"paragraph: Before and after.", "paragraph: Boxed."}, outline(d))
}

func TestRead_ReadsNotesWhereTheyAreReferredTo(t *testing.T) {
	note := func(id, text string) string {
		return `<w:footnote w:id="` + id + `"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> ` + text + `</w:t></w:r></w:p></w:footnote>`
	}
	d := read(t, `<w:p><w:r><w:t>Spend was £5m</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r><w:r><w:t> or so</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>`+
		`<w:tbl>`+tr(`<w:tc><w:p><w:r><w:t>Total</w:t></w:r><w:r><w:footnoteReference w:id="4"/></w:r></w:p></w:tc>`, tc("", "5"))+`</w:tbl>`, map[string]string{
		"word/footnotes.xml": `<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>` + note("2", "Second.") + note("3", "First.") + note("4", "Of the table.") + note("5", "Never referred to.") + `</w:footnotes>`,
		"word/endnotes.xml":  `<w:endnotes><w:endnote w:id="1"><w:p><w:r><w:t>End.</w:t></w:r></w:p></w:endnote></w:endnotes>`,
		"word/comments.xml":  `<w:comments><w:comment w:id="0"><w:p><w:r><w:t>Check this.</w:t></w:r></w:p></w:comment></w:comments>`,
		"word/header.xml":    `<w:hdr>` + p("", "Committee, 12 March 2025") + `</w:hdr>`,
	})
	assert.Equal(t, []string{
		"paragraph: Spend was £5m¹ or so²[i]", "note 1: First.", "note 2: Second.", "note i: End.", "note comment: Check this.",
		"table: Total³ | 5", "note 3: Of the table.", "furniture: Committee, 12 March 2025",
	}, outline(d))
	assert.Equal(t, []string{"Of the table."}, d.Tables()[0].Notes)
}

func TestRead_RefusesHostileDocuments(t *testing.T) {
	around := func(n int, name, inner string) string {
		return strings.Repeat("<w:"+name+">", n) + inner + strings.Repeat("</w:"+name+">", n)
	}
	circle := `<w:footnotes>`
	for i := range 2000 {
		circle += fmt.Sprintf(`<w:footnote w:id="%d"><w:p><w:r><w:t>n</w:t><w:footnoteReference w:id="%d"/></w:r></w:p></w:footnote>`, i, (i+1)%2000)
	}
	for name, test := range map[string]struct {
		content []byte
		code    string // empty where it may be read
	}{
		"cut off":               {packed(t, "<w:p><w:r><w:t>x", nil), "damaged"},
		"nested without end":    {packed(t, around(5000, "tbl", ""), nil), "damaged"},
		"no text":               {packed(t, "", nil), "empty"},
		"too many cells":        {packed(t, `<w:tbl><w:tr>`+strings.Repeat("<w:tc/>", 1_000_100)+`</w:tr></w:tbl>`, nil), "too_large"},
		"too many paragraphs":   {packed(t, strings.Repeat(p("", "x"), 200_100), nil), "too_large"},
		"spans without end":     {packed(t, `<w:tbl>`+strings.Repeat(tr(tc(`<w:gridSpan w:val="16000"/>`, "x"), tc("", "y")), 500)+`</w:tbl>`, nil), "too_large"},
		"notes in a circle":     {packed(t, `<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id="0"/></w:r></w:p>`, map[string]string{"word/footnotes.xml": circle + `</w:footnotes>`}), ""},
		"fields without end":    {packed(t, `<w:p>`+strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, 9000)+`<w:r><w:t>x</w:t></w:r></w:p>`+p("", "y"), nil), ""},
		"the archive is cut":    {packed(t, p("", "x"), nil)[:700], "damaged"},
		"styles in a circle":    {packed(t, p(`<w:pStyle w:val="A"/>`, "x"), map[string]string{"word/styles.xml": `<w:styles><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>`}), ""},
		"a list that is beyond": {packed(t, p(inList("1", "99999"), "x"), map[string]string{"word/numbering.xml": lists}), ""},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := document.Read(context.Background(), "report.docx", test.content, document.Limits{}, docx.Format())
			assert.Less(t, time.Since(start), 8*time.Second)
			if test.code == "" {
				assert.NoError(t, err)
				return
			}
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, test.code, fault.Code)
			assert.NotEmpty(t, fault.Remedy)
		})
	}
}

func TestRead_StopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := document.Read(ctx, "x", packed(t, strings.Repeat(p("", "x"), 1000), nil), document.Limits{}, docx.Format())
	assert.ErrorIs(t, err, context.Canceled)
}

func TestRead_NamesChartsAndEmbeddedObjects(t *testing.T) {
	d := read(t, `<w:p><w:r><w:t>Words</w:t></w:r></w:p>`, map[string]string{
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="a" Type="http://x/chart" Target="charts/c.xml"/><Relationship Id="b" Type="http://x/package" Target="embeddings/b.xlsx"/></Relationships>`,
		"word/charts/c.xml":            `<c:chartSpace><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Children in care</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart></c:chartSpace>`,
	})
	require.Len(t, d.Faults, 2)
	assert.Equal(t, "1 chart was not read: “Children in care”", d.Faults[0].Problem)
	assert.Equal(t, "1 embedded object was not read", d.Faults[1].Problem)
}

func FuzzRead(f *testing.F) {
	f.Add(p(inList("1", "1"), "x"))
	f.Add(`<w:tbl>` + tr(tc(`<w:vMerge w:val="restart"/>`, "a")) + tr(tc(`<w:vMerge/>`, "b")) + `</w:tbl>`)
	f.Add(`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>x</w:t><w:footnoteReference w:id="1"/></w:r></w:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		_, _ = document.Read(context.Background(), "x", packed(t, body, map[string]string{
			"word/numbering.xml": lists, "word/footnotes.xml": `<w:footnotes><w:footnote w:id="1">` + body + `</w:footnote></w:footnotes>`,
		}), document.Limits{}, docx.Format())
	})
}
