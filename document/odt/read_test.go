package odt_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/odt"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

const styles = `<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
	<style:style style:name="Sup" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
	<style:style style:name="Out" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
	<style:style style:name="PB" style:family="paragraph" style:parent-style-name="PP"/><style:style style:name="PP" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
	<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
		<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/><text:list-level-style-number text:level="3" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>
	<text:list-style style:name="D"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>`

func packed(t testing.TB, body string, more ...[2]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range append([][2]string{
		{"mimetype", "application/vnd.oasis.opendocument.text"},
		{"styles.xml", `<office:document-styles><office:master-styles><style:master-page><style:header><text:p>Committee, item 7</text:p></style:header></style:master-page></office:master-styles></office:document-styles>`},
		{"content.xml", `<office:document-content><office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`},
	}, more...) {
		w, err := z.Create(part[0])
		require.NoError(t, err)
		_, err = w.Write([]byte(part[1]))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

func outline(d document.Document) []string {
	var lines []string
	for _, b := range d.Blocks {
		if b.Kind == document.Table {
			rows, _ := b.Table.Size()
			var cells []string
			for r := range rows {
				cells = append(cells, strings.Join(b.Table.Row(r), " | "))
			}
			lines = append(lines, "table: "+strings.Join(cells, " / "))
			continue
		}
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s", b.Kind, b.Label))+": "+b.Text)
	}
	return lines
}

func read(t *testing.T, body string) document.Document {
	t.Helper()
	d, err := document.Read(context.Background(), "report.odt", packed(t, body), document.Limits{}, odt.Format())
	require.NoError(t, err)
	require.Equal(t, "odt", d.Format)
	return d
}

func TestRead_Text(t *testing.T) {
	d := read(t, `<text:tracked-changes><text:p>£9.999m</text:p></text:tracked-changes><text:h text:outline-level="2">Position</text:h>
		<text:p text:style-name="PB">Key messages</text:p>
		<text:p>Spend<text:s text:c="2"/>was <text:span text:style-name="B">£5m</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Rounded.</text:p></text:note-body></text:note> or<text:line-break/>so<text:span text:style-name="Out">gone</text:span>.</text:p>
		<text:list text:style-name="L"><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>One one</text:p></text:list-item><text:list-item><text:p>One two</text:p><text:list><text:list-item><text:p>a</text:p></text:list-item></text:list></text:list-item></text:list></text:list-item></text:list>
		<text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>Two</text:p></text:list-item></text:list>
		<text:list text:style-name="D"><text:list-item><text:p>Dot</text:p></text:list-item></text:list>
		<text:section text:display="none"><text:p>hidden</text:p></text:section>
		<text:p>Before<draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame></text:p>
		<text:table-of-content><text:index-body><text:p>Position 7</text:p></text:index-body></text:table-of-content>`)
	assert.Equal(t, []string{
		"heading: Position", "heading: Key messages", "paragraph: Spend was £5m¹ or so.", "note 1: Rounded.", "list 1: One", "paragraph 1.1: One one",
		"paragraph 1.2: One two", "list (a): a", "list 2: Two", "list: Dot", "paragraph: Before", "paragraph: Boxed.", "furniture: Position 7", "furniture: Committee, item 7",
	}, outline(d))
	require.Len(t, d.Faults, 1)
	assert.Equal(t, "struck_out", d.Faults[0].Code)
}

func TestRead_Tables(t *testing.T) {
	cell := func(attributes, inner string) string {
		return `<table:table-cell ` + attributes + `>` + inner + `</table:table-cell>`
	}
	d := read(t, `<table:table><table:table-column/><table:table-header-rows><table:table-row>`+cell(`table:number-rows-spanned="2"`, `<text:p>Team</text:p>`)+cell(`table:number-columns-spanned="2"`, `<text:p>2024</text:p>`)+`<table:covered-table-cell/></table:table-row></table:table-header-rows>
		<table:table-row><table:covered-table-cell/>`+cell("", `<text:p>Budget</text:p>`)+cell("", `<text:p>Actual</text:p>`)+`</table:table-row>
		<table:table-row>`+cell("", `<text:p text:style-name="PB">North</text:p>`)+cell("", `<text:p>1,234<text:span text:style-name="Sup">1</text:span></text:p>`)+cell("", `<text:p>5</text:p><table:table><table:table-row>`+cell("", "<text:p>in</text:p>")+cell("", "<text:p>8</text:p>")+`</table:table-row></table:table>`)+`</table:table-row></table:table>
		<table:table><table:table-row>`+cell("", `<text:p>Framed.</text:p>`)+`</table:table-row></table:table>`)
	assert.Equal(t, []string{"table: Team | 2024 |  /  | Budget | Actual / North | 1,234¹ | 5", "table: in | 8", "paragraph: Framed.", "furniture: Committee, item 7"}, outline(d))
	g := d.Tables()[0]
	assert.Equal(t, table.Mark{Heading: true, Rows: 2, Columns: 1}, g.Mark(0, 0))
	assert.True(t, g.Mark(2, 0).Bold)
}

func TestRead_RefusesHostileFiles(t *testing.T) {
	for name, test := range map[string]struct{ body, code string }{
		"cut off":             {"<text:p>x", "damaged"},
		"nested without end":  {strings.Repeat("<text:section>", 5000), "damaged"},
		"spans without end":   {`<table:table>` + strings.Repeat(`<table:table-row><table:table-cell table:number-columns-repeated="16000" table:number-rows-spanned="9999"><text:p>x</text:p></table:table-cell></table:table-row>`, 80) + `</table:table>`, "too_large"},
		"too many paragraphs": {strings.Repeat("<text:p>x</text:p>", 200_100), "too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := document.Read(context.Background(), "report.odt", packed(t, test.body), document.Limits{}, odt.Format())
			assert.Less(t, time.Since(start), 8*time.Second)
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, test.code, fault.Code)
		})
	}
}

func TestRead_NamesChartsAndEmbeddedObjects(t *testing.T) {
	manifest := `<manifest:manifest><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
		<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="application/vnd.oasis.opendocument.chart"/>
		<manifest:file-entry manifest:full-path="Object 1/content.xml" manifest:media-type="text/xml"/>
		<manifest:file-entry manifest:full-path="Object 2/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>`
	d, err := document.Read(context.Background(), "report.odt", packed(t, "<text:p>Words</text:p>", [2]string{"META-INF/manifest.xml", manifest}), document.Limits{}, odt.Format())
	require.NoError(t, err)
	require.Len(t, d.Faults, 2)
	assert.Equal(t, "1 chart was not read", d.Faults[0].Problem)
	assert.Equal(t, "1 embedded object was not read", d.Faults[1].Problem)
}

func FuzzRead(f *testing.F) {
	f.Add(`<text:list text:style-name="L"><text:list-item><text:p>x</text:p></text:list-item></text:list>`)
	f.Add(`<table:table><table:table-row><table:table-cell table:number-rows-spanned="3"><text:p>x</text:p></table:table-cell></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, body string) {
		_, _ = document.Read(context.Background(), "x", packed(t, body), document.Limits{}, odt.Format())
	})
}
