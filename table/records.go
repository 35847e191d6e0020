package table

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/fixed"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// Records are the rows of a table as a schema reads them: each cell read once, each row with its role. Rows count from 0 and
// leave out what is no record: titles, headings, rows of units, blank rows, notes. A column is taken out once, by its ID, and
// then read by row.
type Records struct {
	// Notes say what was left out or supposed: columns not read, totals among the lines, a group carried down.
	Notes []string
	// Faults are the cells that could not be read, in the order of the table; the records of the other rows stand.
	Faults figure.Faults

	schema Schema
	grid   *Grid
	header header
	rows   []int32 // the row of the grid of each record
	first  map[int]*figure.Fault
	roles  []Role    // nil where every record is a line
	values []*Values // by column of the schema; nil is not there
	dates  figure.DateReading
	below  []string // what stands in rows below the records
	// rounding is what the table says of it; a step of zero is nothing.
	rounding Rounding
}

// Read reads a table. The error is one that leaves nothing to read: no heading, a column that is missing or stands twice, a
// row longer than its heading, a question of which row is a total. Cells that cannot be read are in [Records.Faults], and
// [Records.Err] is the error of a caller that needs all of them.
func (s Schema) Read(g *Grid, o Options) (*Records, error) {
	if g.uncut != nil {
		if r, done, err := s.readUncut(g, o); done {
			return r, err
		}
	}
	rows, _ := g.Size()
	if firstFull(g); rows == 0 || g.blankRow(firstFull(g)) {
		place := g.Source
		place.Row, place.Column = 0, 0
		return nil, &figure.Fault{
			Code: "empty", Place: place, Problem: "the file is empty",
			Remedy: "the first line must name the columns " + strings.Join(s.needed(), ", "),
		}
	}
	h, err := s.findHeader(g, o)
	turned := false
	if err != nil && s.Across != nil && s.Across.Is != nil && h.columns[s.at(s.Across.Column)] < 0 {
		var down *Grid
		if down, o, turned = s.turned(g, o); turned {
			g = down
			h, err = s.findHeader(g, o)
		}
	}
	if err != nil {
		return nil, err
	}
	r := &Records{schema: s, grid: g, header: h, values: make([]*Values, len(s.Columns))}
	if turned {
		r.note("the periods stand across: the table was read with a row for each")
	}
	if err := r.takeRows(); err != nil {
		return nil, err
	}
	if len(r.rows) == 0 {
		return nil, &figure.Fault{
			Code: "no_rows", Place: r.HeadingPlace(""),
			Problem: "the file has a header but no rows: there is nothing to work out", Remedy: "give the rows below it",
		}
	}
	reading := r.decimalMark()
	r.openColumns(g)
	r.readColumns(reading)
	if err := r.settle(o); err != nil {
		return nil, err
	}
	return r, nil
}

// settle says what the cells of a table do not tell one by one, and what is wrong with them.
func (r *Records) settle(o Options) error {
	for _, v := range r.values {
		if v != nil && (v.column.Kind == KindChoice || v.column.Kind == KindYesNo) {
			v.settleWords()
		}
	}
	if err := r.settleDates(); err != nil {
		return err
	}
	if err := r.tellRows(o); err != nil {
		return err
	}
	r.carryGroups()
	r.judge()
	r.noteColumns()
	return nil
}

// needed are the columns that a table must have.
func (s Schema) needed() []string {
	var ids []string
	for i := range s.Columns {
		if !s.Columns[i].Optional {
			ids = append(ids, s.Columns[i].ID)
		}
	}
	return ids
}

// Err is all cells that could not be read, nil when there is none.
func (r *Records) Err() error { return r.Faults.Err() }

// Dates is how the dates of the table are read, for those that stand within other cells.
func (r *Records) Dates() figure.DateReading { return r.dates }

// FaultOf is the first cell of a record that could not be read, nil where all could.
func (r *Records) FaultOf(i int) *figure.Fault { return r.first[i] }

// Len is how many records there are, totals among them.
func (r *Records) Len() int { return len(r.rows) }

// Role says what a record is. Only a line is to be counted.
func (r *Records) Role(i int) Role {
	if r.roles == nil {
		return RoleLine
	}
	return r.roles[i]
}

// AllLines says that every record is a line: none is to be left out.
func (r *Records) AllLines() bool { return r.roles == nil }

// Lines gives the records that are lines, in the order of the table.
func (r *Records) Lines() []int {
	lines := make([]int, 0, len(r.rows))
	for i := range r.rows {
		if r.Role(i) == RoleLine {
			lines = append(lines, i)
		}
	}
	return lines
}

// Line is where a record stands: the line of a text file, and the row of the table elsewhere. It counts from 1.
func (r *Records) Line(i int) int {
	place := r.grid.Place(int(r.rows[i]), -1)
	if place.Line > 0 {
		return place.Line
	}
	return place.Row
}

// Place is where a record has a column; the whole row where it has no such column.
func (r *Records) Place(i int, id string) figure.Place {
	at := -1
	if c := r.Column(id); c.Present() {
		at = c.at
	}
	return r.grid.Place(int(r.rows[i]), at)
}

// Has says whether the table has a column.
func (r *Records) Has(id string) bool { return r.Column(id).Present() }

// Column is a column by its ID. One that the table does not have reads as empty cells.
func (r *Records) Column(id string) *Values {
	if i := r.schema.at(id); i >= 0 && r.values[i] != nil {
		return r.values[i]
	}
	return &Values{records: r, at: -1, column: Column{ID: id}}
}

// Fault is an error at a cell of a record.
func (r *Records) Fault(i int, id, code, problem, remedy string) *figure.Fault {
	f := &figure.Fault{Code: code, Place: r.Place(i, id), Heading: id, Problem: problem, Remedy: remedy}
	if c := r.Column(id); c.Present() {
		f.Value = r.text(i, c.at)
	}
	if label := r.schema.Label; label != "" && label != id {
		f.Label = r.Column(label).Text(i)
	}
	return f
}

// HeadingPlace is where the heading stands: of a column, or of all where the table does not have it.
func (r *Records) HeadingPlace(id string) figure.Place {
	return r.grid.Place(r.header.first+r.header.rows-1, max(-1, r.Column(id).at))
}

// Values is one column of [Records].
type Values struct {
	column  Column
	records *Records
	at      int // its column in the grid; -1 is not there
	unit    figure.Unit
	reading figure.Reading
	numbers *column.Numbers
	other   map[int32]figure.Figure // figures that no number holds
	dates   []figure.Date
	twoWays []twoWays     // before it is settled which
	codes   *column.Codes // the values of choices, and groups
	filled  bool          // no cell is empty, of a column of words
	heard   bool          // telling are the records whose cells have words that may tell what a row is
	telling []int32
}

// Present says whether the table has the column.
func (v *Values) Present() bool { return v.at >= 0 }

// ID is the column's in the schema.
func (v *Values) ID() string { return v.column.ID }

// Unit is the unit of a bare figure of the column: that of its heading, title or note, or of the schema.
func (v *Values) Unit() figure.Unit {
	if v.at < 0 {
		return v.column.Unit
	}
	return v.unit
}

// Text is a cell as it stands, without space around it.
func (v *Values) Text(i int) string {
	switch {
	case v.at < 0:
		return ""
	case v.codes != nil:
		return v.codes.Text(i)
	}
	return v.records.text(i, v.at)
}

// AppendText writes [Values.Text] behind a text, without a string for it.
func (v *Values) AppendText(text []byte, i int) []byte {
	switch {
	case v.at < 0:
		return text
	case v.codes != nil:
		return append(text, v.codes.Text(i)...)
	}
	return v.records.appendText(text, i, v.at)
}

// TextOfEach puts [Values.Text] of several records behind those in hand. They are good until the text that was read changes.
// It is for records in another order than that of the table, of which one at a time costs a wait each.
func (v *Values) TextOfEach(records []int32, texts [][]byte) [][]byte {
	var t *column.Text
	if v.at >= 0 && v.codes == nil {
		t = v.records.uncut()
	}
	if t == nil {
		for _, i := range records {
			texts = append(texts, v.AppendText(nil, int(i)))
		}
		return texts
	}
	from := len(texts)
	rows := make([]int32, len(records))
	for k, i := range records {
		rows[k] = v.records.rows[i]
	}
	texts = t.FieldOfEach(rows, v.at, texts)
	for k, cell := range texts[from:] {
		texts[from+k] = trimmed(cell)
	}
	return texts
}

// Cells puts the cells of a record behind those in hand, found in one pass over its row; [Values.In] takes that of a column. They
// are good as long as the text that was read. ok is false where the records stand in no such text: then [Values.AppendText] has
// their texts.
func (r *Records) Cells(i int, cells [][]byte) (_ [][]byte, ok bool) {
	t := r.uncut()
	if t == nil {
		return cells, false
	}
	return t.Fields(int(r.rows[i]), cells), true
}

// In is the cell of a column among those of [Records.Cells], without space around it.
func (v *Values) In(cells [][]byte) []byte {
	if v.at < 0 || v.at >= len(cells) {
		return nil
	}
	return trimmed(cells[v.at])
}

// Codes are the words of a column as numbers; see [column.Codes]. Those of the groups of a schema and of choices are there
// already, others are made anew with every call.
func (v *Values) Codes() *column.Codes {
	if v.codes != nil {
		return v.codes
	}
	n := v.records.Len()
	codes := column.NewCodes(n)
	var text []byte
	for i := range n {
		text = v.AppendText(text[:0], i)
		codes.Add(text)
	}
	return codes
}

// Numbers are the figures of a column as whole numbers of one power of ten; nil where the table does not have it.
func (v *Values) Numbers() *column.Numbers { return v.numbers }

// Days are the days of a column of them, zero where a cell is empty and below zero where it is no day; nil where the table does
// not have it. They are not to be changed.
func (v *Values) Days() []figure.Date { return v.dates }

// text is a cell without space around it.
func (r *Records) text(i, at int) string {
	if t := r.uncut(); t != nil {
		cell, _ := t.Field(int(r.rows[i]), at)
		return string(bytes.TrimSpace(cell))
	}
	return strings.TrimSpace(r.grid.Text(int(r.rows[i]), at))
}

func (r *Records) appendText(text []byte, i, at int) []byte {
	if t := r.uncut(); t != nil {
		cell, _ := t.Field(int(r.rows[i]), at)
		return append(text, trimmed(cell)...)
	}
	return append(text, strings.TrimSpace(r.grid.Text(int(r.rows[i]), at))...)
}

// uncut is the text that the records stand in, where its cells were not taken apart.
func (r *Records) uncut() *column.Text {
	if r.grid.uncut == nil {
		return nil
	}
	return r.grid.uncut.text
}

// trimmed is a cell without space around it, of which most have none.
func trimmed(cell []byte) []byte {
	if n := len(cell); n > 0 && (cell[0] <= ' ' || cell[0] >= utf8.RuneSelf || cell[n-1] <= ' ' || cell[n-1] >= utf8.RuneSelf) {
		return bytes.TrimSpace(cell)
	}
	return cell
}

// Blank says whether a cell is empty.
func (v *Values) Blank(i int) bool { return v.Text(i) == "" }

// Has says whether a cell has a figure: a number, a nil or a range.
func (v *Values) Has(i int) bool {
	if v.at < 0 || v.numbers == nil {
		return false
	}
	state := v.numbers.Form(i).State
	return state == column.Value || state == column.Nil || state == column.Other
}

// Decimal is the value of a figure in base units (pounds, per cent, children), zero where there is none.
func (v *Values) Decimal(i int) decimal.Decimal {
	if !v.Has(i) {
		return decimal.Decimal{}
	}
	switch n := v.number(i); {
	case n.State == column.Other:
		return v.other[int32(i)].Base()
	case n.coefficient == 0:
		// A column of which most cells are zero, as uses of reserves are, shares one.
		return fixed.Zero(n.exponent())
	default:
		return decimal.New(n.coefficient, n.exponent())
	}
}

// Fixed is the value of a figure as units × 10^exponent, as precisely as it is printed; ok is false where a cell has none, or one
// that 64 bits do not hold. [Values.Numbers] gives a whole column of them.
func (v *Values) Fixed(i int) (units int64, exponent int32, ok bool) {
	if v.at < 0 || v.numbers == nil {
		return 0, 0, false
	}
	n := v.number(i)
	return n.coefficient, n.exponent(), n.State == column.Value || n.State == column.Nil
}

// Null is [Values.Decimal], not valid where there is no figure.
func (v *Values) Null(i int) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: v.Decimal(i), Valid: v.Has(i)}
}

// Int is the value of a count, zero where there is none.
func (v *Values) Int(i int) int {
	if units, exponent, ok := v.Fixed(i); ok && exponent == 0 {
		return int(units)
	}
	return int(v.Decimal(i).IntPart())
}

// Step is what a figure is rounded to, in base units: one unit in its last printed place, or more where the table says so
// ([StatedRounding]).
func (v *Values) Step(i int) decimal.Decimal {
	if !v.Has(i) {
		return decimal.Decimal{}
	}
	n := v.number(i)
	step, measure := fixed.PowerOfTen(n.exponent()), figure.Measure(n.Measure)
	if n.State == column.Other {
		f := v.other[int32(i)]
		step, measure = f.Step(), f.Unit.Measure
	}
	if v.rounded() && measure != figure.Percent && measure != figure.Points {
		return decimal.Max(step, v.records.rounding.In(v.unit))
	}
	return step
}

// Figure is a cell as a figure, in the unit of its heading; how it was written beside its text is not kept. A cell that could
// not be read has none.
func (v *Values) Figure(i int) figure.Figure {
	if v.at < 0 || v.numbers == nil || v.numbers.Form(i).State == column.Bad {
		return figure.Figure{Reason: figure.Blank}
	}
	n := v.number(i)
	f := figure.Figure{
		Text: v.Text(i), Unit: figure.Unit{Measure: figure.Measure(n.Measure), Power: int32(n.Power)}, Reason: figure.Reason(n.Reason), Places: int32(n.Places),
	}
	switch n.State {
	case column.Other:
		return v.other[int32(i)]
	case column.Nil:
		f.Kind = figure.Nil
	case column.Value:
		f.Kind, f.Value = figure.Number, decimal.New(n.coefficient, -int32(n.Places))
		f.High = f.Value
	}
	return f
}

// Reason says why a cell has no figure.
func (v *Values) Reason(i int) figure.Reason {
	if v.at < 0 || v.numbers == nil {
		return figure.Blank
	}
	return figure.Reason(v.numbers.Form(i).Reason)
}

// Yes is a cell of yes or no.
func (v *Values) Yes(i int) bool { return v.at >= 0 && v.Text(i) == "yes" }

// blankRow says whether a row has no cell that is not empty.
func (g *Grid) blankRow(row int) bool {
	for at := range g.Width(row) {
		if strings.TrimSpace(g.Text(row, at)) != "" {
			return false
		}
	}
	return true
}

// takeRows finds the records below the heading, and leaves out what is none.
func (r *Records) takeRows() error {
	g, h := r.grid, r.header
	rows, _ := g.Size()
	width := h.width(g)
	first := h.first + h.rows
	if first < rows && r.unitRow(g, first) {
		first++
	}
	last := r.beforeNotes(g, first)
	r.rows = make([]int32, 0, max(0, last-first))
	hidden := 0
	for row := first; row < last; row++ {
		switch {
		case g.blankRow(row), h.rows == 1 && r.repeatsHeading(row):
			continue
		case g.Hidden(row, -1):
			hidden++
			continue
		}
		for at := width; at < g.Width(row); at++ {
			if strings.TrimSpace(g.Text(row, at)) != "" {
				return &figure.Fault{
					Code: "ragged", Place: g.Place(row, -1), Value: g.Text(row, at),
					Problem: fmt.Sprintf("the row has %d fields, the heading has %d", g.Width(row), width),
					Remedy:  "give every row as many, and quote a figure that has a comma",
				}
			}
		}
		r.rows = append(r.rows, int32(row))
	}
	if hidden > 0 {
		r.note("%s hidden and not read", plural(hidden, "row is", "rows are"))
	}
	return nil
}

// width is how many cells the heading has.
func (h header) width(g *Grid) int {
	width := 0
	for row := h.first; row < h.first+h.rows; row++ {
		width = max(width, g.Width(row))
	}
	return width
}

// repeatsHeading says whether a row says the heading again, as each page of a long export does.
func (r *Records) repeatsHeading(row int) bool {
	g := r.grid
	for at := range g.Width(row) {
		if !strings.EqualFold(strings.TrimSpace(g.Text(row, at)), r.header.headings[at].Text) {
			return false
		}
	}
	return true
}

// unitRow takes a row of units under the heading, "£", "£000", "%", into the headings.
func (r *Records) unitRow(g *Grid, row int) bool {
	found := false
	for at := range g.Width(row) {
		text := strings.TrimSpace(g.Text(row, at))
		if text == "" {
			continue
		}
		unit, ok := figure.ParseUnit(text)
		if !ok || unit == (figure.Unit{}) && !slices.Contains([]string{"no.", "no", "number", "fte", "days", "count"}, strings.ToLower(text)) {
			return false
		}
		found = true
	}
	if !found {
		return false
	}
	for at := range g.Width(row) {
		if unit, ok := figure.ParseUnit(g.Text(row, at)); ok && unit != (figure.Unit{}) {
			r.header.headings[at].Unit, r.header.headings[at].Stated = unit, true
		}
	}
	return true
}

// beforeNotes is the row at which the notes below a table begin: at its end, rows of one cell that is the first of a row or
// stands under no column that is read, and says something.
func (r *Records) beforeNotes(g *Grid, first int) int {
	last, _ := g.Size()
	for last > first {
		row := last - 1
		if g.blankRow(row) {
			last--
			continue
		}
		text, ok := g.loneText(row)
		if !ok || !isNoteText(text) {
			break
		}
		r.below = append(r.below, text)
		last--
	}
	return last
}

// loneText is the text of a row of one cell, which a table of one column does not have.
func (g *Grid) loneText(row int) (string, bool) {
	text, n := "", 0
	for at := range g.Width(row) {
		if t := strings.TrimSpace(g.Text(row, at)); t != "" {
			text, n = t, n+1
		}
	}
	_, width := g.Size()
	return text, n == 1 && width > 1
}

// isNoteText tells a note from the label of a row that has no figures: it begins as notes do, or is a sentence.
func isNoteText(text string) bool {
	lower := strings.ToLower(text)
	for _, start := range []string{"source", "note", "*", "†", "(1)", "[", "all figures", "figures ", "data ", "produced", "printed", "prepared", "extracted", "n.b", "nb ", "nb:", "¹", "²", "end of", "page "} {
		if strings.HasPrefix(lower, start) {
			return true
		}
	}
	return strings.Count(text, " ") >= 4 || len(text) > 1 && text[0] >= '1' && text[0] <= '9' && (text[1] == '.' || text[1] == ')' || text[1] == ' ')
}

func (r *Records) note(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// noteColumns names the columns that nobody asked for: a misspelt optional one is among them.
func (r *Records) noteColumns() {
	if ignored := r.Ignored(); len(ignored) > 0 {
		r.note("columns not read: %s", strings.Join(ignored, ", "))
	}
}

// Ignored are the headings of the columns that are not read, in the order of the table.
func (r *Records) Ignored() []string {
	var ignored []string
	for at, heading := range r.header.headings {
		if heading.Text != "" && !slices.Contains(r.header.columns, at) {
			ignored = append(ignored, heading.Text)
		}
	}
	return ignored
}
