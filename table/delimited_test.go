package table_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// read gives the cells of a text and the lines that its rows begin on.
func read(t *testing.T, text string) (rows [][]string, lines []int) {
	t.Helper()
	g, err := table.ReadDelimited(strings.NewReader(text), figure.Place{}, table.Limits{})
	require.NoError(t, err)
	n, _ := g.Size()
	for i := range n {
		row := make([]string, g.Width(i))
		for j := range row {
			row[j] = g.Text(i, j)
		}
		rows = append(rows, row)
		at := g.Place(i, 0)
		lines = append(lines, max(at.Line, at.Row*min(1, max(0, 1-at.Line))))
	}
	return rows, lines
}

func TestReadDelimited_Cells(t *testing.T) {
	for name, tc := range map[string]struct {
		text  string
		rows  [][]string
		lines []int
	}{
		"commas":                           {"a,b\n1,2\n", [][]string{{"a", "b"}, {"1", "2"}}, []int{1, 2}},
		"no final newline":                 {"a,b\n1,2", [][]string{{"a", "b"}, {"1", "2"}}, []int{1, 2}},
		"CRLF":                             {"a,b\r\n1,2\r\n", [][]string{{"a", "b"}, {"1", "2"}}, []int{1, 2}},
		"CR only":                          {"a,b\r1,2\r", [][]string{{"a", "b"}, {"1", "2"}}, []int{1, 2}},
		"an empty line is a record":        {"a,b\n\n1,2\n", [][]string{{"a", "b"}, {}, {"1", "2"}}, []int{1, 2, 3}},
		"ragged rows stay as they are":     {"a,b,c\n1\n1,2,3,4\n", [][]string{{"a", "b", "c"}, {"1"}, {"1", "2", "3", "4"}}, []int{1, 2, 3}},
		"a final comma makes a cell":       {"a,b\n1,", [][]string{{"a", "b"}, {"1", ""}}, []int{1, 2}},
		"a final comma before a newline":   {"a,\n,b\n", [][]string{{"a", ""}, {"", "b"}}, []int{1, 2}},
		"quotes":                           {"a,b\n\"x, y\",\"say \"\"so\"\"\"\n", [][]string{{"a", "b"}, {"x, y", `say "so"`}}, []int{1, 2}},
		"a quoted line break":              {"a,b\n\"x\ny\",1\nz,2\n", [][]string{{"a", "b"}, {"x\ny", "1"}, {"z", "2"}}, []int{1, 2, 4}},
		"space around quotes":              {"a,b\n1, \"x, y\" \n", [][]string{{"a", "b"}, {"1", "x, y"}}, []int{1, 2}},
		"a quote within a word":            {"a,b\n6\" pipe,1\n", [][]string{{"a", "b"}, {`6" pipe`, "1"}}, []int{1, 2}},
		"an empty quoted cell":             {"a,b\n\"\",\"\"\n", [][]string{{"a", "b"}, {"", ""}}, []int{1, 2}},
		"a quoted cell before a comma":     {"a,b\n1,\"2\",", [][]string{{"a", "b"}, {"1", "2", ""}}, []int{1, 2}},
		"space in a cell stays":            {"a,b\n x , 1\n", [][]string{{"a", "b"}, {" x ", " 1"}}, []int{1, 2}},
		"semicolons with decimal commas":   {"a;b\nx;0,435\ny;1,286\n", [][]string{{"a", "b"}, {"x", "0,435"}, {"y", "1,286"}}, []int{1, 2, 3}},
		"commas in words beside":           {"Name, place;Value, pounds\nA, B;1,5\n", [][]string{{"Name, place", "Value, pounds"}, {"A, B", "1,5"}}, []int{1, 2}},
		"tabs with thousands":              {"a\tb\nx\t41,300\ny\t1,200\n", [][]string{{"a", "b"}, {"x", "41,300"}, {"y", "1,200"}}, []int{1, 2, 3}},
		"bars":                             {"a|b\nx|1\n", [][]string{{"a", "b"}, {"x", "1"}}, []int{1, 2}},
		"a semicolon in a heading":         {"Service; all ages,2023,2024\nA,3,5\nB,4,6\n", [][]string{{"Service; all ages", "2023", "2024"}, {"A", "3", "5"}, {"B", "4", "6"}}, []int{1, 2, 3}},
		"semicolons within cells":          {"a,b\nx,1:5;2:6\ny,1:5;2:6;3:7\n", [][]string{{"a", "b"}, {"x", "1:5;2:6"}, {"y", "1:5;2:6;3:7"}}, []int{1, 2, 3}},
		"a title with commas above":        {"Budget, month 4, net\n\na;b\nx;1\ny;2\n", [][]string{{"Budget, month 4, net"}, {}, {"a", "b"}, {"x", "1"}, {"y", "2"}}, []int{1, 2, 3, 4, 5}},
		"Excel's sep line":                 {"sep=;\na;b\n1;2,5\n", [][]string{{"a", "b"}, {"1", "2,5"}}, []int{2, 3}},
		"a quoted sep line and CRLF":       {"\"sep=;\"\r\na;b\r\n1;2\r\n", [][]string{{"a", "b"}, {"1", "2"}}, []int{2, 3}},
		"a sep line against appearances":   {"SEP=,\na;1,b;2\n", [][]string{{"a;1", "b;2"}}, []int{2}},
		"a heading that begins with sep":   {"separate,b\n1,2\n", [][]string{{"separate", "b"}, {"1", "2"}}, []int{1, 2}},
		"one column":                       {"a\n1\n2\n", [][]string{{"a"}, {"1"}, {"2"}}, []int{1, 2, 3}},
		"empty lines at the end":           {"a,b\n\n1,2\n\n\n", [][]string{{"a", "b"}, {}, {"1", "2"}}, []int{1, 2, 3}},
		"empty lines at the top":           {"\n\na,\"b\"\n", [][]string{{}, {}, {"a", "b"}}, []int{1, 2, 3}},
		"nothing":                          {"", nil, nil},
		"a byte-order mark before a quote": {"\uFEFF\"a\",b\n1,2\n", [][]string{{"a", "b"}, {"1", "2"}}, []int{1, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			rows, lines := read(t, tc.text)
			assert.Equal(t, tc.rows, rows)
			assert.Equal(t, tc.lines, lines)
		})
	}
}

// in16 writes a text in UTF-16, a pair of bytes a unit.
func in16(text string, big bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		if big {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func TestReadDelimited_Encodings(t *testing.T) {
	const text = "a,b\nChildren’s homes,£5\n"
	for name, tc := range map[string]struct {
		content  string
		encoding table.Encoding
	}{
		"UTF-8":                         {text, table.UTF8},
		"UTF-8 with a mark":             {"\uFEFF" + text, table.UTF8},
		"UTF-16 LE with a mark":         {"\xFF\xFE" + in16(text, false), table.UTF16LE},
		"UTF-16 BE with a mark":         {"\xFE\xFF" + in16(text, true), table.UTF16BE},
		"UTF-16 LE known by its zeros":  {in16(text, false), table.UTF16LE},
		"UTF-16 BE known by its zeros":  {in16(text, true), table.UTF16BE},
		"Windows-1252":                  {"a,b\nChildren\x92s homes,\xA35\n", table.Windows1252},
		"Windows-1252 with accents, CR": {"a,b\rChildren\x92s homes,\xA35\r", table.Windows1252},
	} {
		t.Run(name, func(t *testing.T) {
			g, err := table.ReadDelimited(strings.NewReader(tc.content), figure.Place{}, table.Limits{})
			require.NoError(t, err)
			assert.Equal(t, tc.encoding, g.Encoding)
			assert.Equal(t, "Children’s homes", g.Text(1, 0))
			assert.Equal(t, "£5", g.Text(1, 1))
		})
	}
}

func TestReadDelimited_FaultsNameTheirLine(t *testing.T) {
	small := table.Limits{Bytes: 100, Cells: 6, Cell: 20, Line: 30}
	for name, tc := range map[string]struct {
		text   string
		limits table.Limits
		code   string
		line   int
	}{
		"NUL":                           {"a,b\nx\x00,1\n", table.Limits{}, "control_character", 2},
		"a control character in quotes": {"a,b\n\"x\n\x01\",1\n", table.Limits{}, "control_character", 3},
		"a quote never closed":          {"a,b\nx,1\n\"y,2\nz,3\n", table.Limits{}, "quote", 3},
		"a quote out of place":          {"a,b\n\"x\"y,1\n", table.Limits{}, "quote", 2},
		"a workbook":                    {"PK\x03\x04...", table.Limits{}, "foreign_format", 1},
		"neither UTF-8 nor 1252":        {"a,b\nx\x81,1\n", table.Limits{}, "encoding", 2},
		"UTF-8 with one byte damaged":   {"a,b\né,1\nx\xE9,2\n", table.Limits{}, "encoding", 3},
		"half a character of UTF-16":    {"\xFF\xFEa\x00\n\x00\x00\xD8b\x00", table.Limits{}, "encoding", 2},
		"UTF-16 of an odd length":       {"\xFF\xFEa\x00b", table.Limits{}, "encoding", 0},
		"UTF-32":                        {"\xFF\xFE\x00\x00a\x00\x00\x00", table.Limits{}, "encoding", 0},
		"101 bytes of 100":              {strings.Repeat("1234567,\n", 11) + "ab", small, "too_large", 0},
		"seven cells of six":            {"1,2\n3,4\n5,6\n7\n", small, "too_large", 4},
		"seven quoted cells of six":     {"1,2\n3,4\n5,6\n\"7\"\n", small, "too_large", 4},
		"21 bytes in a cell of 20":      {"a\n" + strings.Repeat("x", 21) + "\n", small, "too_long", 2},
		"31 bytes in a line of 30":      {"a,b,c\n" + strings.Repeat("1234567890,", 2) + "123456789\n", small, "too_long", 2},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := table.ReadDelimited(strings.NewReader(tc.text), figure.Place{File: "x.csv"}, tc.limits)
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tc.code, fault.Code)
			assert.Equal(t, figure.Place{File: "x.csv", Line: tc.line}, fault.Place)
			assert.NotEmpty(t, fault.Remedy)
		})
	}
}

func TestReadDelimited_LimitsAreInclusive(t *testing.T) {
	for name, text := range map[string]string{
		"100 bytes":          strings.Repeat("1234567,\n", 2) + strings.Repeat("\n", 82),
		"six cells":          "1,2\n3,4\n5,6\n",
		"20 bytes in a cell": "a\n" + strings.Repeat("x", 20) + "\n",
		"30 bytes in a line": "a,b,c\n" + strings.Repeat("123456789,", 2) + "1234567890\n",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := table.ReadDelimited(strings.NewReader(text), figure.Place{}, table.Limits{Bytes: 100, Cells: 6, Cell: 20, Line: 30})
			assert.NoError(t, err)
		})
	}
}

func TestReadDelimited_PassesTheReadersErrorOn(t *testing.T) {
	broken := errors.New("the line went dead")
	_, err := table.ReadDelimited(failing{broken}, figure.Place{}, table.Limits{})
	assert.ErrorIs(t, err, broken)
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// FuzzReadDelimited holds that any text is read or refused with a place, and that what was read can be written and read again.
func FuzzReadDelimited(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "sep=;\na;b", "\"a\"\"b\",c\r\n", "a\tb\r1\t2", "\xFF\xFEa\x00", "a|b\n\"\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		g, err := table.ParseDelimited(content, figure.Place{}, table.Limits{})
		if err != nil {
			var fault *figure.Fault
			require.ErrorAs(t, err, &fault)
			return
		}
		rows, _ := g.Size()
		var b strings.Builder
		b.WriteString("sep=,\n")
		for i := range rows {
			for j := range g.Width(i) {
				if j > 0 {
					b.WriteByte(',')
				}
				b.WriteString(`"` + strings.ReplaceAll(g.Text(i, j), `"`, `""`) + `"`)
			}
			b.WriteByte('\n')
		}
		again, err := table.ParseDelimited([]byte(b.String()), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		for i := range rows {
			require.Equal(t, g.Width(i), again.Width(i))
			for j := range g.Width(i) {
				require.Equal(t, g.Text(i, j), again.Text(i, j))
			}
		}
	})
}

func BenchmarkReadDelimited(b *testing.B) {
	line := "2025,Reporting year,Local authority,E92000001,England,E12000002,North West,353,Oldham,E08000004,91,\"1,234\",c,12.5\n"
	content := []byte(strings.Repeat(line, 60<<20/len(line)))
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := table.ParseDelimited(content, figure.Place{}, table.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
