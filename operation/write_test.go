package operation_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/operation"
	"github.com/scrutineer-dev/scrutineer/table"
)

// shown is a result of one section.
func shown(title string, header []string, rows ...[]string) operation.Result {
	s := operation.Section{Title: title, Count: len(rows)}
	for _, id := range header {
		s.Columns = append(s.Columns, operation.Column{ID: id})
	}
	s.Rows = func(yield func(operation.Row) bool) {
		for _, row := range rows {
			if !yield(operation.Row{Cells: operation.Cells(row...)}) {
				return
			}
		}
	}
	return operation.Result{View: operation.View{Sections: []operation.Section{s}}}
}

func written(t *testing.T, r operation.Result, form string) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.Write(&b, form))
	return b.String()
}

// full takes so many bytes and no more, as a disk does.
type full struct{ room int }

var errFull = errors.New("no space left on device")

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		n := f.room
		f.room = 0
		return n, errFull
	}
	f.room -= len(p)
	return len(p), nil
}

func TestResult_EveryFormReportsAWriteThatFails(t *testing.T) {
	rows := make([][]string, 20_000)
	for i := range rows {
		rows[i] = []string{"Children in Care", "41,300"}
	}
	long := shown("Variance", []string{"service", "budget"}, rows...)
	long.Value, long.View.Notes = rows, []string{"as printed"}
	for _, form := range operation.WrittenForms() {
		for _, room := range []int{0, 1, 5_000, 100_000, 300_000} {
			assert.ErrorIs(t, long.Write(&full{room}, form), errFull, "%s with room for %d bytes", form, room)
		}
	}
}

// hostile is a name with what steers a terminal: a colour, a C1 sequence, a bell, a return, a turn of direction, a new line.
const hostile = "Old\x1b[31mham\u009b2J\a\rX\u202eY\u2066Z\u200f\u061c\nnext\u2028line\x7f"

func TestResult_AFilesTextSteersNoTerminal(t *testing.T) {
	r := shown(hostile, []string{hostile}, []string{hostile})
	r.Value, r.View.Notes = map[string]string{hostile: hostile}, []string{hostile}
	for _, form := range operation.WrittenForms() {
		text := written(t, r, form)
		for _, mark := range []string{"\x1b", "\u009b", "\a", "\r", "\u202e", "\u2066", "\u200f", "\u061c", "\u2028", "\x7f"} {
			assert.NotContains(t, text, mark, "%s with %q", form, mark)
		}
	}
	var back map[string]string
	require.NoError(t, json.Unmarshal([]byte(written(t, r, "json")), &back))
	assert.Equal(t, map[string]string{hostile: hostile}, back, "it reads back as it was")
}

func TestResult_CSVMakesASpreadsheetCellInert(t *testing.T) {
	r := shown("", []string{"label"}, []string{"=HYPERLINK(1)"}, []string{"+1+1"}, []string{"@SUM(A1)"}, []string{"-145"}, []string{"-1,145.5%"}, []string{"-"}, []string{"+44"}, []string{"-2+3"})
	assert.Equal(t, "label\n'=HYPERLINK(1)\n'+1+1\n'@SUM(A1)\n-145\n\"-1,145.5%\"\n-\n+44\n'-2+3\n", written(t, r, "csv"))
}

func TestResult_MarkdownEscapesWhatWouldBreakTheTable(t *testing.T) {
	assert.Equal(t, "## T\n\n| a | b |\n| --- | --- |\n| x\\|y | &lt;script> |\n", written(t, shown("T", []string{"a", "b"}, []string{"x|y", "<script>"}), "markdown"))
}

func TestResult_NotesStandUnderTheirSection(t *testing.T) {
	r := shown("First", []string{"a"}, []string{"1"})
	r.View.Sections[0].Notes = []string{"of the first"}
	r.View.Sections = append(r.View.Sections, operation.Section{Title: "Second", Columns: []operation.Column{{ID: "b"}}})
	r.View.Notes = []string{"of all"}
	assert.Equal(t, "First\n\na\n1\nof the first\n\nSecond\n\nb\nof all\n", written(t, r, "table"))
	assert.Equal(t, "\nof all\n", written(t, operation.Result{View: operation.View{Notes: []string{"of all"}}}, "table"), "and where there is no section, alone")
}

func TestResult_AFormThatThereIsNot(t *testing.T) {
	assert.EqualError(t, operation.Result{}.Write(&bytes.Buffer{}, "pdf"), `there is no form "pdf"`)
	assert.False(t, operation.Result{}.HasForm("pdf"))
}

// FuzzResult_CSV holds that a row is written as encoding/csv writes it with every cell neutralised.
func FuzzResult_CSV(f *testing.F) {
	for _, row := range []string{"a|1,234|-5", "=1+1|+44|@x", " leads|\u00a0leads|\ttab", "two\nlines|\"said\"|\\.", "£5|－1|-5%|--", "\x1b[2J|\u202e|é", "|", "a\r\nb|'x|-|-1,2.3"} {
		f.Add(row)
	}
	f.Fuzz(func(t *testing.T, text string) {
		row := strings.Split(text, "|")
		var want bytes.Buffer
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = table.Inert(cell)
		}
		writer := csv.NewWriter(&want)
		require.NoError(t, writer.Write(safe))
		writer.Flush()
		require.Equal(t, want.String(), written(t, shown("", row), "csv"))
	})
}
