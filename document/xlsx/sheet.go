package xlsx

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
	"github.com/scrutineer-dev/scrutineer/document/internal/pack"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// How large a sheet is, by Excel's own limits.
const (
	mostRows    = 1_048_576
	mostColumns = 16_384
)

// reader reads the cells of one sheet.
type reader struct {
	*workbook
	name string
	b    *table.Builder
	s    *markup.Scanner

	row, column int // the place of the cell that comes next, from 0
	filled      int // rows begun so far
	width       int
	merges      merges
	hidden      []stretch // columns
	used        []bool    // columns with something in them
	hiddenRows  []int     // those with something in them, from 1
	rowHidden   bool
	unworked    []string // formulas without a value
	formulas    map[string]formula

	value, inline, code []byte
}

// stretch is a run of columns, from 0.
type stretch struct{ from, to int }

func (r *reader) read(ctx context.Context, data []byte) (*table.Grid, *figure.Fault) {
	place := figure.Place{Sheet: r.name, Row: 1, Column: 1}
	r.b = table.NewBuilder(place)
	r.formulas = map[string]formula{}
	var fault *figure.Fault
	if r.merges, fault = readMerges(data); fault != nil {
		return nil, fault
	}
	r.s = markup.New(data, deepest)
	rows := 0
	for r.s.Next() {
		if r.s.Kind != markup.Start {
			continue
		}
		switch string(r.s.Name) {
		case "col":
			if from, to := r.s.Int("min", 0), r.s.Int("max", 0); from > 0 && to >= from && (r.truth("hidden") || string(r.s.RawAttr("width")) == "0") {
				r.hidden = append(r.hidden, stretch{from - 1, min(to, mostColumns) - 1})
			}
		case "row":
			if fault := r.readRow(); fault != nil {
				return nil, fault
			}
			if rows++; rows%1024 == 0 && ctx.Err() != nil {
				return table.FromRows(nil), nil
			}
		}
	}
	if broken := r.s.Broken(); broken != "" {
		return nil, pack.Damaged(fmt.Sprintf("the sheet %q: %s", r.name, broken))
	}
	r.hide()
	r.tell()
	return r.b.Grid(), nil
}

func (r *reader) truth(name string) bool {
	v := r.s.RawAttr(name)
	return string(v) == "1" || string(v) == "true"
}

// readRow reads a row up to its end.
func (r *reader) readRow() *figure.Fault {
	row := r.s.Int("r", r.filled+1)
	if row <= r.filled || row > mostRows {
		return pack.Damaged(fmt.Sprintf("row %d of the sheet %q is out of order", row, r.name))
	}
	for ; r.filled < row-1; r.filled++ {
		r.b.EndRow(0)
	}
	r.filled = row
	r.row, r.column = row-1, 0
	r.merges.reach(r.row)
	if r.rowHidden = r.truth("hidden"); r.rowHidden {
		r.b.HideRow(r.row)
	}
	depth, next, something := r.s.Depth, 0, false
	for r.s.Next() {
		if r.s.Kind == markup.End && r.s.Depth < depth {
			break
		}
		if r.s.Kind != markup.Start || string(r.s.Name) != "c" {
			continue
		}
		column := next
		if ref := r.s.RawAttr("r"); ref != nil {
			if _, c := parseReference(ref); c > 0 {
				column = c - 1
			}
		}
		if column < next || column >= mostColumns {
			return pack.Damaged(fmt.Sprintf("a cell of row %d of the sheet %q is out of order", row, r.name))
		}
		next = column + 1
		if r.cells++; r.cells > r.limits.Cells {
			return r.tooMany()
		}
		filled, fault := r.cell(column)
		if fault != nil {
			return fault
		}
		something = something || filled
	}
	if r.rowHidden && something {
		r.hiddenRows = append(r.hiddenRows, row)
	}
	r.b.EndRow(0)
	return nil
}

func (r *reader) tooMany() *figure.Fault {
	return &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the workbook has more than %d cells", r.limits.Cells), Remedy: "save the sheet that is needed as CSV"}
}

// cell reads a cell and puts it into its place, where there is anything to put.
func (r *reader) cell(column int) (filled bool, fault *figure.Fault) {
	kind := kindOf(r.s.RawAttr("t"))
	st := r.style(r.s.Int("s", 0))
	hasFormula := r.content(column)
	if len(r.value) > r.limits.CellBytes || len(r.inline) > r.limits.CellBytes {
		return false, &figure.Fault{Code: "too_long", Place: figure.Place{Row: r.row + 1, Column: column + 1}, Problem: "the cell holds more text than a cell can", Remedy: "is the file a workbook?"}
	}
	mark := table.Mark{Bold: st.bold, Indent: st.indent}
	text, fault := r.shown(kind, st, &mark, column)
	if fault != nil {
		return false, fault
	}
	if hasFormula {
		mark.Formula = string(r.code)
		if len(r.value) == 0 && kind != sharedText && kind != formulaText {
			r.unworked = append(r.unworked, reference(r.row, column))
		}
	}
	if r.merges.active != nil {
		merged, covered := r.merges.at(r.row, column)
		if covered {
			return false, nil
		}
		mark.Rows, mark.Columns = merged.rows, merged.columns
	}
	if len(bytes.TrimSpace(text)) == 0 && mark.Stored == "" && !hasFormula && mark.Columns < 2 {
		return false, nil
	}
	return true, r.put(column, text, mark)
}

// put adds a cell, behind the empty ones before it.
func (r *reader) put(column int, text []byte, mark table.Mark) *figure.Fault {
	if r.cells += column - r.column; r.cells > r.limits.Cells {
		return r.tooMany()
	}
	for ; r.column < column; r.column++ {
		r.b.Cell("")
	}
	for len(r.used) <= column {
		r.used = append(r.used, false)
	}
	r.used[column] = r.used[column] || len(text) > 0
	// A Mark costs; most cells have none of their own.
	if len(text) == 0 && mark.Stored == "" && mark.Formula == "" {
		mark.Bold, mark.Indent = false, 0
	}
	r.b.Marked(string(text), mark)
	r.column++
	r.width = max(r.width, r.column)
	return nil
}

// What the value of a cell is.
type kind int

const (
	numberValue kind = iota
	sharedText
	inlineText
	formulaText
	truthValue
	errorValue
	dateValue
)

func kindOf(t []byte) kind {
	switch string(t) {
	case "s":
		return sharedText
	case "inlineStr":
		return inlineText
	case "str":
		return formulaText
	case "b":
		return truthValue
	case "e":
		return errorValue
	case "d":
		return dateValue
	}
	return numberValue
}

func (r *reader) style(i int) style {
	if i < 0 || i >= len(r.styles) {
		return style{}
	}
	return r.styles[i]
}

// content reads what stands in a cell: its value, its text and its formula.
func (r *reader) content(column int) (hasFormula bool) {
	r.value, r.inline, r.code = r.value[:0], r.inline[:0], r.code[:0]
	depth := r.s.Depth
	for r.s.Next() {
		switch r.s.Kind {
		case markup.End:
			if r.s.Depth < depth {
				return hasFormula
			}
		case markup.Start:
			switch string(r.s.Name) {
			case "v":
				r.value = r.element(r.value)
			case "is":
				r.inline = richText(r.s, r.inline)
			case "f":
				hasFormula = true
				r.formula(column)
			}
		}
	}
	return hasFormula
}

// element adds the text of the element in hand.
func (r *reader) element(dst []byte) []byte {
	for range r.s.Inside() {
		if r.s.Kind == markup.Text {
			dst = r.s.AppendText(dst)
		}
	}
	return dst
}

// shown is what a cell shows.
func (r *reader) shown(k kind, st style, mark *table.Mark, column int) ([]byte, *figure.Fault) {
	switch k {
	case sharedText:
		i, ok := index(r.value)
		if !ok {
			return nil, nil
		}
		if r.strings != nil {
			if text, ok := r.strings.at(i); ok {
				return r.asText(text, st), nil
			}
		}
		return nil, pack.Damaged(fmt.Sprintf("cell %s of the sheet %q refers to a text that is not there", reference(r.row, column), r.name))
	case inlineText:
		return r.asText(r.inline, st), nil
	case formulaText:
		return r.asText(unescape(r.value, 0), st), nil
	case truthValue:
		if string(r.value) == "1" || string(r.value) == "true" {
			return []byte("TRUE"), nil
		}
		if len(r.value) == 0 {
			return nil, nil
		}
		return []byte("FALSE"), nil
	case errorValue:
		return r.value, nil
	case dateValue:
		date, _, _ := strings.Cut(string(r.value), "T")
		mark.Date = date
		return r.value, nil
	}
	if len(r.value) == 0 {
		return nil, nil
	}
	n, ok := parseNumber(bytes.TrimSpace(r.value))
	if !ok {
		// A value that is no number has been written by something else than Excel; it is shown as it stands.
		return r.value, nil
	}
	if st.format == nil {
		text, less := n.general()
		if less {
			mark.Stored = n.plain()
		}
		return []byte(text), nil
	}
	l := st.format.shown(n, r.from1904)
	if mark.Date = l.date; l.less {
		mark.Stored = n.plain()
	}
	return []byte(l.text), nil
}

func (r *reader) asText(text []byte, st style) []byte {
	if st.format == nil || len(st.format.sections) == 1 && !st.format.sections[0].hasText {
		return text
	}
	return []byte(st.format.text(string(text)))
}

func index(text []byte) (int, bool) {
	if len(text) == 0 || len(text) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range bytes.TrimSpace(text) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// hide marks the hidden columns that hold something.
func (r *reader) hide() {
	var found []string
	for _, run := range r.hidden {
		for c := run.from; c <= run.to && c < r.width; c++ {
			r.b.HideColumn(c)
			if c < len(r.used) && r.used[c] {
				found = append(found, columnName(c))
			}
		}
	}
	if found != nil {
		r.faults = append(r.faults, r.named("hidden_columns", "column", found))
	}
	if r.hiddenRows != nil {
		rows := make([]string, 0, min(len(r.hiddenRows), 12))
		for i, row := range r.hiddenRows {
			if i >= 12 {
				break
			}
			rows = append(rows, fmt.Sprint(row))
		}
		f := r.named("hidden_rows", "row", rows)
		if more := len(r.hiddenRows) - len(rows); more > 0 {
			f.Problem = strings.Replace(f.Problem, " are hidden", fmt.Sprintf(" and %d more are hidden", more), 1)
		}
		r.faults = append(r.faults, f)
	}
}

func (r *reader) named(code, noun string, names []string) *figure.Fault {
	problem := fmt.Sprintf("%s %s is hidden and was not judged", noun, names[0])
	if len(names) > 1 {
		problem = fmt.Sprintf("%ss %s are hidden and were not judged", noun, strings.Join(names, ", "))
	}
	return &figure.Fault{Code: code, Place: figure.Place{Sheet: r.name}, Problem: problem, Remedy: "show it in Excel to have it judged"}
}

// tell says which formulas have no value.
func (r *reader) tell() {
	if r.unworked == nil {
		return
	}
	const most = 12
	shown := r.unworked[:min(most, len(r.unworked))]
	problem := "the formula in " + shown[0] + " has no value stored with it"
	if len(r.unworked) > 1 {
		problem = fmt.Sprintf("%d formulas have no value stored with them (%s", len(r.unworked), strings.Join(shown, ", "))
		if len(r.unworked) > most {
			problem += ", …"
		}
		problem += ")"
	}
	r.faults = append(r.faults, &figure.Fault{
		Code: "no_value", Place: figure.Place{Sheet: r.name}, Problem: problem, Remedy: "open the workbook in Excel, let it calculate, and save it",
	})
}
