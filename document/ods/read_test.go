package ods_test

import (
	"archive/zip"
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/ods"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

func packed(t testing.TB, sheets, manifest string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		{"META-INF/manifest.xml", "<manifest>" + manifest + "</manifest>"},
		{"content.xml", `<office:document-content><office:automatic-styles>
			<style:style style:name="hide" style:family="table"><style:table-properties table:display="false"/></style:style>
			<style:style style:name="bold" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>
			<style:style style:name="in" style:family="table-cell"><style:paragraph-properties fo:margin-left="1cm"/></style:style>
			</office:automatic-styles><office:body><office:spreadsheet>` + sheets + `</office:spreadsheet></office:body></office:document-content>`},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part[0], Method: map[bool]uint16{true: zip.Store, false: zip.Deflate}[part[0] == "mimetype"]})
		require.NoError(t, err)
		_, err = w.Write([]byte(part[1]))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

func sheet(name, style, rows string) string {
	return `<table:table table:name="` + name + `" table:style-name="` + style + `">` + rows + `</table:table>`
}

func row(cells ...string) string {
	return `<table:table-row>` + strings.Join(cells, "") + `</table:table-row>`
}

func cell(attributes, text string) string {
	return `<table:table-cell ` + attributes + `><text:p>` + text + `</text:p></table:table-cell>`
}

func float(value, text string) string {
	return cell(`office:value-type="float" office:value="`+value+`"`, text)
}

func rowsOf(g *table.Grid) []string {
	rows, _ := g.Size()
	lines := make([]string, rows)
	for r := range rows {
		lines[r] = strings.Join(g.Row(r), " | ")
	}
	return lines
}

func TestRead_ShowsTheCells(t *testing.T) {
	content := packed(t, sheet("Old", "hide", row(float("1", "1")))+sheet("Month 4", "",
		`<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>`+
			row(cell(`table:style-name="bold"`, "Team"), cell(`table:number-columns-spanned="2"`, "2024"), `<table:covered-table-cell/>`, float("9", "9"))+
			row(cell(`table:style-name="in"`, "A &amp; B"), float("1234.5", "1,235"), cell(`office:value-type="percentage" office:value="0.19" table:formula="of:=[.B1]/2"`, "19%"))+
			`<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1000"/></table:table-row>`+
			`<table:table-row table:visibility="filter">`+cell(`office:value-type="date" office:date-value="2024-10-02"`, "2 Oct 24")+`<table:table-cell office:value-type="float" office:value="5" table:number-columns-repeated="2"><office:annotation><dc:date>2024</dc:date><text:p>A note.</text:p></office:annotation><text:p>5</text:p></table:table-cell></table:table-row>`+
			`<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`,
	), "")
	d, err := document.Read(context.Background(), "book.ods", content, document.Limits{}, ods.Format())
	require.NoError(t, err)
	assert.Equal(t, "ods", d.Format)
	require.Len(t, d.Sheets, 1)
	g := d.Sheets[0]
	assert.Equal(t, []string{"Team | 2024 |  | 9", "A & B | 1,235 | 19% | ", " |  |  | ", " |  |  | ", "2 Oct 24 | 5 | 5 | "}, rowsOf(g))
	assert.Equal(t, table.Mark{Bold: true}, g.Mark(0, 0))
	assert.Equal(t, table.Mark{Rows: 1, Columns: 2}, g.Mark(0, 1))
	assert.Equal(t, table.Mark{Stored: "1234.5"}, g.Mark(1, 1))
	assert.Equal(t, table.Mark{Formula: "[.B1]/2"}, g.Mark(1, 2))
	assert.Equal(t, 2, g.Mark(1, 0).Indent)
	assert.Equal(t, "2024-10-02", g.Mark(4, 0).Date)
	assert.True(t, g.Hidden(4, 0))
	assert.True(t, g.Hidden(0, 3))
	codes := make([]string, len(d.Faults))
	for i, f := range d.Faults {
		codes[i] = f.Code
	}
	assert.Equal(t, []string{"hidden_sheet", "hidden_columns", "hidden_rows"}, codes)
	last := d.Blocks[len(d.Blocks)-1]
	assert.Equal(t, "A note.", last.Text)
	assert.Equal(t, 5, last.Place.Row)
}

func TestRead_RefusesHostileFiles(t *testing.T) {
	for name, test := range map[string]struct {
		content []byte
		code    string
	}{
		"cells without end": {packed(t, sheet("a", "", row(`<table:table-cell table:number-columns-repeated="999999999" office:value="1"><text:p>1</text:p></table:table-cell>`)+
			`<table:table-row table:number-rows-repeated="999999999">`+cell(`table:number-columns-repeated="16384"`, "1")+`</table:table-row>`), ""), "too_large"},
		"a password": {packed(t, "", `<file-entry><encryption-data/></file-entry>`), "encrypted"},
		"cut off":    {packed(t, `<table:table><table:table-row>`, ""), "damaged"},
		"empty":      {packed(t, sheet("a", "", ""), ""), "empty"},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := document.Read(context.Background(), "book.ods", test.content, document.Limits{}, ods.Format())
			assert.Less(t, time.Since(start), 8*time.Second)
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, test.code, fault.Code)
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sheet("a", "", row(float("1", "1"))))
	f.Add(sheet("a", "hide", row(cell(`table:number-columns-repeated="3"`, "<text:span>x</text:span>"))))
	f.Fuzz(func(t *testing.T, sheets string) {
		limits := document.DefaultLimits()
		limits.Cells = 10_000
		_, _ = document.Read(context.Background(), "x", packed(t, sheets, ""), limits, ods.Format())
	})
}
