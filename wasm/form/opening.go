package form

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/wasm/grid"
)

// PageRows is the longest table that a page works in: it computes again at every key. A longer file is computed once, by the
// worker, and its results are shown.
const PageRows = 2_000

// LongRows is the longest table that the worker computes.
const LongRows = 500_000

// HeadBytes is how much of a file is read to tell what it is. A file that is no longer is read by the page itself.
const HeadBytes = 262_144

// Identity is what a file was found to be by its beginning.
type Identity struct {
	// Page is the page that it belongs to.
	Page string
	// Tables are those of the page that it fits; none where the file is not one table.
	Tables []Shape
}

// Identify tells what a file is by its beginning, for a page or, where that is empty, for any. The error is an [*Unfit], or
// says what is the matter with the file.
func Identify(page string, head []byte) (Identity, error) {
	if len(bytes.TrimSpace(head)) == 0 {
		return Identity{}, &grid.FileError{Problem: "the file is empty."}
	}
	if isJSON(head) {
		of := pageOfJSON(string(head))
		if of == "" {
			return Identity{}, &grid.FileError{Problem: "the file is JSON, but neither figures saved here nor a report."}
		}
		return Identity{Page: of}, nil
	}
	if page == "check" {
		return Identity{Page: page}, nil // a table of any columns, and its own reader knows more kinds of them
	}
	records, err := grid.Head(head)
	if err != nil {
		return Identity{}, err
	}
	shapes := Fitting(page, records)
	switch {
	case len(shapes) == 0:
		return Identity{}, unfit(page, records)
	case shapes[0].Table == "":
		return Identity{Page: shapes[0].Page}, nil
	}
	return Identity{Page: shapes[0].Page, Tables: shapes}, nil
}

// ForWorker reports a file that the page of demand hands to its worker: whatever is not known to belong elsewhere, and was
// not saved here. The reader there says best what else a file looks like.
func ForWorker(found Identity, err error, head []byte) bool {
	var unfit *Unfit
	return errors.As(err, &unfit) || err == nil && found.Page == "demand" && !isJSON(head)
}

// ForReader reports a file that the worker which reads documents takes for the check of a report: every form but a report or
// inputs as JSON.
func ForReader(head []byte) bool { return !isJSON(head) }

// IsDocument reports a file that is a document by its form and no table: Word, PDF, a web page. A workbook is a table first.
func IsDocument(head []byte) bool {
	start := bytes.ToLower(bytes.TrimSpace(head[:min(len(head), 512)]))
	switch {
	case bytes.HasPrefix(head, []byte("%PDF-")), bytes.HasPrefix(start, []byte("<!doctype html")), bytes.HasPrefix(start, []byte("<html")):
		return true
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return bytes.Contains(head, []byte("word/")) || bytes.Contains(head, []byte("application/vnd.oasis.opendocument.text"))
	}
	return false
}

func isJSON(head []byte) bool {
	text := bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff")))
	return bytes.HasPrefix(text, []byte("{")) || bytes.HasPrefix(text, []byte("["))
}

// pageOfJSON is the page of a file that was saved here, or that of a report. The text may be cut off.
func pageOfJSON(text string) string {
	if _, after, ok := strings.Cut(text, `"page"`); ok {
		name, _, _ := strings.Cut(strings.TrimLeft(after, " \t\r\n:\""), `"`)
		if tools := Tools(name); name != "" && name != "demand" && len(tools) > 0 {
			return tools[0].Page // saved when the tools of a group stood on one page; that of demand is one still
		}
		if PageName(name) != name {
			return name
		}
	}
	if strings.Contains(text, `"tables"`) || strings.Contains(text, `"claims"`) {
		return "check"
	}
	return ""
}

// IsWorkbook reports a file that is packed as workbooks are, in the new format of Excel or in the old one.
func IsWorkbook(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0"))
}

// TooLong reports inputs with a table that is too long for a page to work in.
func TooLong(in Inputs) bool {
	for _, rows := range in.Tables {
		if len(rows) > PageRows {
			return true
		}
	}
	return false
}

// Opened is a file that was read for a page.
type Opened struct {
	// Inputs are what it holds, where the page can work in it.
	Inputs Inputs
	// Notes say what was left out, or should be known.
	Notes string
	// Long is what stands in their place for a file that is too long to work in.
	Long *Long `json:",omitempty"`
}

// Long is a long file: how it begins, and what the page makes of it.
type Long struct {
	Name, Table, Label string
	Rows               string // how many
	Columns            []string
	First              [][]string
	Result             Result
}

// ReadLong reads a file of any length for one table of a page, and where it is too long for the page to work in computes
// it, with the other tables and the settings of in. A tool is worked out by calculate. step is told what is done next, and its error ends the reading.
func ReadLong(page, table, name string, data []byte, in Inputs, calculate func(Inputs) (Result, error), step func(words string) error) (Opened, error) {
	shapes := Shapes()
	shape := Shape{}
	for _, s := range shapes {
		if s.Page == page && s.Table == table {
			shape = s
		}
	}
	if shape.Table == "" || isJSON(data[:min(len(data), HeadBytes)]) {
		in, notes, err := ReadFile(page, name, data)
		return Opened{Inputs: in, Notes: notes}, err
	}
	if err := step("Reading the rows"); err != nil {
		return Opened{}, err
	}
	if opened, long, err := readVeryLong(shape, name, data, in, calculate, step); long {
		return opened, err
	}
	taken, err := readRows(shape, data, LongRows)
	if err != nil {
		return Opened{}, err
	}
	rows, notes := taken.Rows, takenNotes(taken)
	if len(rows) <= PageRows {
		return Opened{Inputs: taken.inputs(shape), Notes: notes}, nil
	}
	if err := step("Working out " + strconv.Itoa(len(rows)) + " rows"); err != nil {
		return Opened{}, err
	}
	result, err := longResult(shape, taken, in, calculate)
	if err != nil {
		return Opened{}, err
	}
	return Opened{Notes: notes, Long: longOf(shape, name, len(rows), taken, result)}, nil
}

// veryLong is from how many lines on a file goes to its tool as it is: rows made of so many would take more memory than all else.
const veryLong = 10_000

// headLines is how many lines of such a file are read to show how it begins.
const headLines = 60

// readVeryLong works out a very long file from its bytes, and reads no more rows of it than it shows. long is false for a file that is
// shorter, or whose beginning is no such table: it is read with care.
func readVeryLong(s Shape, name string, data []byte, in Inputs, calculate func(Inputs) (Result, error), step func(words string) error) (o Opened, long bool, err error) {
	lines, head := linesOf(data)
	if lines < veryLong {
		return Opened{}, false, nil
	}
	taken, err := readRows(s, data[:head], headLines)
	if err != nil || len(taken.Rows) < shown {
		return Opened{}, false, nil
	}
	inHead, _ := linesOf(data[:head])
	rows := lines - (inHead - len(taken.Rows))
	if rows > LongRows {
		return Opened{}, true, &grid.FileError{Problem: "more than " + strconv.Itoa(LongRows) + " rows: use the command line for a file this long"}
	}
	if err := step("Working out " + strconv.Itoa(rows) + " rows"); err != nil {
		return Opened{}, true, err
	}
	whole := Inputs{Page: s.Page, Settings: map[string]string{}, Tables: in.Tables, Columns: in.Columns, Files: map[string][]byte{s.Table: data}}
	maps.Copy(whole.Settings, in.Settings)
	for _, said := range []string{"total", "line"} {
		delete(whole.Settings, said) // of rows of the page's own table
	}
	result, err := calculate(whole)
	if err != nil {
		return Opened{}, true, err
	}
	return Opened{Notes: takenNotes(taken), Long: longOf(s, name, rows, taken, result)}, true, nil
}

// linesOf counts the lines with anything in them, line ends within quotation marks aside, and says where the first of them end.
func linesOf(data []byte) (lines, head int) {
	quoted, blank := false, true
	for i, c := range data {
		switch {
		case c == '"':
			quoted, blank = !quoted, false
		case c == '\n' && !quoted:
			if !blank {
				lines++
			}
			if blank = true; lines == headLines && head == 0 {
				head = i + 1
			}
		case c > ' ':
			blank = false
		}
	}
	if !blank {
		lines++
	}
	if head == 0 {
		head = len(data)
	}
	return lines, head
}

// longOf is a long file with its result, bounded to what a page can show.
func longOf(s Shape, name string, rows int, taken Taken, result Result) *Long {
	long := &Long{Name: name, Table: s.Table, Label: s.Label, Rows: strconv.Itoa(rows), First: taken.Rows[:shown], Result: bounded(result)}
	for _, c := range s.Columns {
		if len(taken.Columns) == 0 || slices.Contains(taken.Columns, c.ID) {
			long.Columns = append(long.Columns, c.Label)
		}
	}
	return long
}

// longResult is what a tool makes of a long table beside its other inputs.
func longResult(s Shape, taken Taken, in Inputs, calculate func(Inputs) (Result, error)) (Result, error) {
	whole := Inputs{Page: s.Page, Settings: map[string]string{}, Tables: map[string][][]string{}, Columns: map[string][]string{}}
	maps.Copy(whole.Settings, in.Settings)
	maps.Copy(whole.Settings, taken.Settings)
	maps.Copy(whole.Tables, in.Tables)
	maps.Copy(whole.Columns, in.Columns)
	whole.Tables[s.Table], whole.Columns[s.Table] = taken.Rows, taken.Columns
	return calculate(whole)
}

// FirstRows are the first rows of a long file, as a table to look at.
func FirstRows(l *Long) Section {
	s := Section{ID: "first-rows", Title: "The first rows of " + l.Name, Columns: headings(len(l.Columns), l.Columns...)}
	for _, row := range l.First {
		s.Rows = append(s.Rows, textRow(row...))
	}
	return s
}

func notRead(ignored []string) string {
	if len(ignored) == 0 {
		return ""
	}
	return "Columns that were not read: " + strings.Join(ignored, ", ") + "."
}

// Bounds of what is shown of a long file.
const (
	longTable = 25
	longChart = 40_000
)

// bounded keeps of a result what a page can show, and says what it leaves out.
func bounded(r Result) Result {
	if n := len(r.Problems); n > shown {
		r.Notes = append(r.Notes, "The first "+strconv.Itoa(shown)+" of "+strconv.Itoa(n)+" things to correct are listed.")
		r.Problems = r.Problems[:shown]
	}
	for i := range r.Sections {
		s := &r.Sections[i]
		if n := len(s.Rows); n > longTable {
			var last Row
			for _, row := range s.Rows {
				last = row
			}
			s.Rows = s.Rows[:longTable:longTable]
			if last.Total {
				s.Rows = append(s.Rows, last)
			}
			s.Intro = strings.TrimSpace(s.Intro + " The first " + strconv.Itoa(longTable) + " of " + strconv.Itoa(n) + " rows are shown.")
		}
		s.Working = s.Working[:min(len(s.Working), longTable)]
		if s.Chart != nil && len(s.Chart.Spec) > longChart {
			s.Chart = nil
			s.Intro = strings.TrimSpace(s.Intro + " The chart is left out: it would have too many marks to be read.")
		}
	}
	return r
}
