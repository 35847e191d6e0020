package book_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/scrutineer-dev/scrutineer/wasm/workbook/book"
	"github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
	"github.com/scrutineer-dev/scrutineer/wasm/worker/port"
)

// made is a workbook as a person saves one.
func made(t *testing.T, fill func(f *excelize.File), options ...excelize.Options) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	require.NoError(t, f.Write(&b, options...))
	return b.Bytes()
}

// parts packs parts into a file, as a workbook is packed.
func parts(t *testing.T, names map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range names {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = io.WriteString(w, text)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// bare is the least workbook there is, around the XML of one sheet.
func bare(t *testing.T, sheetXML, sharedXML string) []byte {
	t.Helper()
	names := map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/styles.xml":              `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`,
		"xl/worksheets/sheet1.xml":   sheetXML,
	}
	if sharedXML != "" {
		names["xl/sharedStrings.xml"] = sharedXML
	}
	return parts(t, names)
}

func read(t *testing.T, data []byte, name string) (sheet.Text, string, error) {
	t.Helper()
	b, err := book.Open(bytes.NewReader(data))
	if err != nil {
		return sheet.Text{}, "", err
	}
	text, csv, err := b.Read(name, func(int) error { return nil })
	return text, string(csv), err
}

func TestRead_ACellIsItsValue(t *testing.T) {
	percent, places, day, money, month := 9, "0.00", 14, `"£"#,##0.00;[Red]-"£"#,##0.00`, "mmm-yy"
	data := made(t, func(f *excelize.File) {
		style := func(s *excelize.Style) int {
			id, err := f.NewStyle(s)
			require.NoError(t, err)
			return id
		}
		put := func(cell string, value any, s *excelize.Style) {
			require.NoError(t, f.SetCellValue("Sheet1", cell, value))
			if s != nil {
				require.NoError(t, f.SetCellStyle("Sheet1", cell, cell, style(s)))
			}
		}
		put("A1", "what", nil)
		put("B1", "value", nil)
		put("A2", "the sum of 0.1 and 0.2 as a computer adds", nil)
		put("B2", 0.30000000000000004, nil)
		put("A3", "twelve per cent", nil)
		put("B3", 0.12, &excelize.Style{NumFmt: percent})
		put("A4", "more than the format shows", nil)
		put("B4", 0.1234, &excelize.Style{NumFmt: percent})
		put("A5", "two places", nil)
		put("B5", 12.5, &excelize.Style{CustomNumFmt: &places})
		put("A6", "a day", nil)
		put("B6", time.Date(2024, 10, 2, 0, 0, 0, 0, time.UTC), &excelize.Style{NumFmt: day})
		put("A7", "pounds", nil)
		put("B7", -1234.5, &excelize.Style{CustomNumFmt: &money})
		put("A8", "a month", nil)
		put("B8", 45383, &excelize.Style{CustomNumFmt: &month}) // 1 April 2024
		put("A9", "a truth", nil)
		put("B9", true, nil)
		put("A10", "a line\nbreak, a comma and a \"quote\"", nil)
		put("B10", "=1+1", nil)
		put("A12", "after a blank row", nil)
		put("B12", 123456789.12, nil)
		require.NoError(t, f.SetCellRichText("Sheet1", "A13", []excelize.RichTextRun{{Text: "in "}, {Text: "two looks", Font: &excelize.Font{Bold: true}}}))
		put("A14", "only a style", nil)
		put("B14", nil, &excelize.Style{NumFmt: percent})
	})
	_, csv, err := read(t, data, "Sheet1")
	require.NoError(t, err)
	assert.Equal(t, strings.Join([]string{
		"what,value",
		"the sum of 0.1 and 0.2 as a computer adds,0.3",
		"twelve per cent,12%",
		"more than the format shows,12.34%",
		"two places,12.50",
		"a day,2024-10-02",
		"pounds,-1234.50",
		"a month,2024-04-01",
		"a truth,TRUE",
		`"a line break, a comma and a ""quote""",=1+1`,
		"",
		"after a blank row,123456789.12",
		"in two looks,",
		"only a style,",
		"",
	}, "\n"), csv)
}

// What the calculator saves it reads as it was, in value and in printed places.
func TestWrite_ReadsBackEqual(t *testing.T) {
	columns := []sheet.Column{{Name: "service"}, {Name: "budget", Number: true}}
	for _, c := range []struct{ name, written, read string }{
		{"a figure with a comma", "41,300", "41300"},
		{"places that are zeros", "12.50", "12.50"},
		{"below zero", "-145", "-145"},
		{"below zero in brackets", "(279)", "-279"},
		{"a minus sign of print", "−145", "-145"},
		{"per cent", "19.4%", "19.4%"},
		{"per cent with a zero", "20.0%", "20.0%"},
		{"a unit stays text", "£12.261m", "£12.261m"},
		{"nil stays text", "-", "-"},
		{"suppressed stays text", "c", "c"},
		{"a long number stays text", "12345678901234567.89", "12345678901234567.89"},
		{"zero", "0", "0"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, err := book.Write([]sheet.Table{{Name: "statement", Columns: columns, Rows: [][]string{{"Fieldwork", c.written}}}})
			require.NoError(t, err)
			_, csv, err := read(t, data, "statement")
			require.NoError(t, err)
			assert.Equal(t, "service,budget\nFieldwork,"+c.read+"\n", csv)
		})
	}
}

func TestWrite_NothingIsAFormula(t *testing.T) {
	cells := []string{"=1+1", "+1", "-1+1", "@SUM(A1)", `=HYPERLINK("http://x")`, "<script>", "_x000D_ and \x01"}
	var rows [][]string
	for _, cell := range cells {
		rows = append(rows, []string{cell, cell})
	}
	data, err := book.Write([]sheet.Table{{Name: "a", Columns: []sheet.Column{{Name: "text"}, {Name: "number", Number: true}}, Rows: rows}})
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	for i := range rows {
		for _, column := range []string{"A", "B"} {
			at := fmt.Sprintf("%s%d", column, i+2)
			formula, err := f.GetCellFormula("a", at)
			require.NoError(t, err)
			assert.Empty(t, formula, cells[i])
			kind, err := f.GetCellType("a", at)
			require.NoError(t, err)
			assert.NotEqual(t, excelize.CellTypeFormula, kind)
		}
	}
}

func TestWrite_SheetNamesAreAllowedAndDiffer(t *testing.T) {
	long := "Over their limit in teams that are within theirs"
	data, err := book.Write([]sheet.Table{{Name: long}, {Name: long}, {Name: "a/b: [c]*?"}, {Name: ""}, {Name: "A B C"}, {Name: "a b  c"}})
	require.NoError(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	assert.Equal(t, []string{"Over their limit in teams that", "Over their limit in teams tha 2", "a b   c", "Sheet", "A B C", "a b  c"}, f.GetSheetList())
	_, err = book.Write([]sheet.Table{{Name: "a", Columns: []sheet.Column{{Name: "x"}}, Rows: [][]string{{strings.Repeat("x", 40_000)}}}})
	assert.ErrorContains(t, err, "at most 32767 characters")
}

func TestOpen_SaysWhatAFileIs(t *testing.T) {
	locked := made(t, func(*excelize.File) {}, excelize.Options{Password: "secret"})
	whole := made(t, func(f *excelize.File) { _ = f.SetCellValue("Sheet1", "A1", "x") })
	for _, c := range []struct {
		name string
		data []byte
		says string
	}{
		{"empty", nil, "empty"},
		{"text", []byte("service,budget\n"), "not an Excel workbook"},
		{"a password", locked, "protected with a password"},
		{"the old format", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), "old format of Excel"},
		{"cut short", whole[:len(whole)/2], "damaged"},
		{"only a beginning", []byte("PK\x03\x04"), "damaged"},
		{"no sheets", parts(t, map[string]string{"xl/readme.txt": "no"}), "damaged"},
		{"a document of Word", parts(t, map[string]string{"word/document.xml": "<w/>"}), "Word"},
		{"a binary workbook", parts(t, map[string]string{"xl/workbook.bin": "x"}), ".xlsb"},
		{"a bomb", stating(t, bare(t, "<worksheet><sheetData/></worksheet>", ""), 480<<20), "larger than 384 MB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := book.Open(bytes.NewReader(c.data))
			var problem *book.Error
			require.ErrorAs(t, err, &problem)
			assert.Contains(t, err.Error(), c.says)
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

// stating is a workbook whose first sheet says that it holds so many bytes when it is unpacked.
func stating(t *testing.T, data []byte, size uint64) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		head := f.FileHeader
		if strings.HasSuffix(f.Name, "sheet1.xml") {
			head.UncompressedSize64 = size
		}
		raw, err := f.OpenRaw()
		require.NoError(t, err)
		to, err := w.CreateRaw(&head)
		require.NoError(t, err)
		_, err = io.Copy(to, raw)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

// A part that holds more than the file says is refused while it is unpacked.
func TestOpen_ASizeThatLies(t *testing.T) {
	data := bare(t, `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`, "")
	_, err := book.Open(bytes.NewReader(stating(t, data, 10)))
	var problem *book.Error
	require.ErrorAs(t, err, &problem)
}

func TestRead_ADamagedSheetIsNotAShorterOne(t *testing.T) {
	row := func(cells string) string {
		return `<worksheet><sheetData><row r="1">` + cells + `</row></sheetData></worksheet>`
	}
	const entities = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`
	for _, c := range []struct{ name, sheet, shared, says string }{
		{"it breaks off", `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c`, "", "damaged"},
		{"it ends early", `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>`, "", "damaged"},
		{"a text that is not there", row(`<c r="A1" t="s"><v>7</v></c>`), `<sst><si><t>a</t></si></sst>`, "missing"},
		{"the texts break off", row(`<c r="A1" t="s"><v>0</v></c>`), `<sst><si><t>a</t></si><si>`, "damaged"},
		{"entities that grow", entities + row(`<c r="A1" t="inlineStr"><is><t>&b;</t></is></c>`), "", "damaged"},
		{"an entity from a file", entities + row(`<c r="A1" t="inlineStr"><is><t>&f;</t></is></c>`), "", "damaged"},
		{"rows out of order", `<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>`, "", "damaged"},
		{"a row beyond the last", `<worksheet><sheetData><row r="99999999"/></sheetData></worksheet>`, "", "damaged"},
		{"a cell without a place", row(`<c r="A"><v>1</v></c>`), "", "damaged"},
		{"far to the right", row(`<c r="XFD1"><v>1</v></c>`), "", "1000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := read(t, bare(t, c.sheet, c.shared), "One")
			var problem *book.Error
			require.ErrorAs(t, err, &problem)
			assert.Contains(t, err.Error(), c.says)
			assert.NotContains(t, err.Error(), "(EOF)", "the sheet is what is told of")
		})
	}
}

func TestRead_SaysWhatShouldBeKnown(t *testing.T) {
	text, csv, err := read(t, bare(t, `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f></c></row>`+
		`<row r="2" hidden="1"><c r="A2"><f>A1*2</f><v>2</v></c></row></sheetData></worksheet>`, ""), "One")
	require.NoError(t, err)
	assert.Equal(t, "1\n2\n", csv)
	assert.Equal(t, 2, text.Rows)
	assert.Len(t, text.Notes, 2)
	assert.Contains(t, text.Notes[0], "1 hidden row")
	assert.Contains(t, text.Notes[1], "1 cells hold a formula")
}

func TestDesk_OpensReadsAndWrites(t *testing.T) {
	var told []string
	ask := func(d *book.Desk, task sheet.Task, file []byte, pause error) (any, []byte, error) {
		text, err := json.Marshal(task)
		require.NoError(t, err)
		return d.Do(port.Task{Text: text, File: bytes.NewReader(file), Progress: func(_ float64, words string) { told = append(told, words) }, Pause: func() error { return pause }})
	}
	d := new(book.Desk)
	_, _, err := ask(d, sheet.Task{Kind: "read", Name: "a"}, nil, nil)
	require.ErrorContains(t, err, "open it again")
	var rows [][]string
	for range 1200 {
		rows = append(rows, []string{"1"})
	}
	_, file, err := ask(d, sheet.Task{Kind: "write", Tables: []sheet.Table{{Name: "a", Columns: []sheet.Column{{Name: "x", Number: true}}, Rows: rows}, {Name: "b"}}}, nil, nil)
	require.NoError(t, err)
	reply, _, err := ask(d, sheet.Task{Kind: "open"}, file, nil)
	require.NoError(t, err)
	sheets := reply.([]sheet.Sheet)
	require.Len(t, sheets, 1, "a sheet with nothing in it is left out")
	assert.Equal(t, "a", sheets[0].Name)
	assert.Len(t, sheets[0].First, 40)
	text, csv, err := ask(d, sheet.Task{Kind: "read", Name: "a"}, nil, nil)
	require.NoError(t, err)
	assert.Equal(t, 1201, text.(sheet.Text).Rows)
	assert.Equal(t, 1201, bytes.Count(csv, []byte("\n")))
	assert.Contains(t, told, "Reading the sheet a: 1000 rows so far")
	_, _, err = ask(d, sheet.Task{Kind: "read", Name: "a"}, nil, port.ErrCancelled)
	assert.True(t, errors.Is(err, port.ErrCancelled))
	_, _, err = ask(d, sheet.Task{Kind: "read", Name: "z"}, nil, nil)
	assert.ErrorContains(t, err, `no sheet "z"`)
	_, _, err = ask(d, sheet.Task{Kind: "dance"}, nil, nil)
	assert.Error(t, err)
}

func FuzzOpen_NeverPanics(f *testing.F) {
	file := excelize.NewFile()
	var b bytes.Buffer
	if err := file.Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := book.Open(bytes.NewReader(data))
		if err != nil {
			return
		}
		sheets, err := b.Sheets()
		if err != nil {
			return
		}
		for _, s := range sheets {
			_, _, _ = b.Read(s.Name, func(int) error { return nil })
		}
	})
}
