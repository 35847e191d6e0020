package column

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// Text is delimited text of which it is known where its rows begin. It shares the memory of the bytes that it was found in.
type Text struct {
	bytes []byte
	mark  byte
	// starts are where the rows begin, and one more where the last ends. Rows without a cell at the end of a text are none.
	starts []uint32
	// lines are the lines, from the first, on which rows begin; nil while each row is one line.
	lines []int32
}

// Limits bound what [Survey] takes.
type Limits struct {
	Cells int // of the text, and rows
	Line  int // bytes of a line, and of a cell
}

// Survey finds the rows of a text whose cells are parted by mark: one pass, eight bytes at a time where no quotation mark
// stands. The text is UTF-8 without a byte-order mark, and is not to be changed as long as the result is used.
func Survey(text []byte, mark byte, limits Limits) (t *Text, ok bool) {
	const most = 1<<32 - 1
	if uint64(len(text)) >= most || mark == 0 || mark == '"' {
		return nil, false
	}
	// A text has no more cells than bytes; only a long one needs them counted.
	if len(text) >= limits.Cells && bytes.Count(text, []byte{mark})+bytes.Count(text, []byte{'\n'}) >= limits.Cells {
		return nil, false
	}
	t = &Text{bytes: text, mark: mark, starts: make([]uint32, 0, rowsExpected(text))}
	line, full := int32(0), 0 // full is how many rows there are to the last that has a cell
	for at := 0; at < len(text); line++ {
		t.begin(at, line)
		end := at + bytes.IndexByte(text[at:], '\n')
		if end < at {
			end = len(text)
		}
		switch odd := oddByte(text[at:end]); {
		case odd < 0:
		case text[at+odd] == '\r' && at+odd == end-1 && end < len(text):
		default:
			var more int32
			if end, more, ok = t.quotedRow(at, limits.Line); !ok {
				return nil, false
			}
			line += more
		}
		if end-at > limits.Line {
			return nil, false
		}
		if end > at && (end > at+1 || text[at] != '\r') {
			full = len(t.starts)
		}
		at = end + 1
	}
	if len(t.starts) > limits.Cells {
		return nil, false
	}
	if full < len(t.starts) {
		t.starts = append(t.starts[:full], t.starts[full])
		if t.lines != nil {
			t.lines = t.lines[:min(full, len(t.lines))]
		}
	} else {
		t.starts = append(t.starts, uint32(len(text)))
	}
	return t, true
}

// rowsExpected is how many rows a text has, going by its first part.
func rowsExpected(text []byte) int {
	sample := text[:min(len(text), 16<<10)]
	rows := bytes.Count(sample, []byte{'\n'}) + 2
	if len(sample) == len(text) {
		return rows
	}
	return int(float64(rows)*1.02*float64(len(text))/float64(len(sample))) + 16
}

// begin begins a row on a line.
func (t *Text) begin(at int, line int32) {
	row := len(t.starts)
	if t.lines == nil && int(line) != row {
		t.lines = make([]int32, row, cap(t.starts))
		for i := range t.lines {
			t.lines[i] = int32(i)
		}
	}
	if t.lines != nil {
		t.lines = append(t.lines, line)
	}
	t.starts = append(t.starts, uint32(at))
}

const (
	ones  = 0x0101010101010101
	tops  = 0x8080808080808080
	space = ' ' * ones
	marks = '"' * ones
)

// oddByte is where a line first has a quotation mark or a control character other than a tab; -1 is nowhere.
func oddByte(line []byte) int {
	i := 0
	for ; i+8 <= len(line); i += 8 {
		w := binary.LittleEndian.Uint64(line[i:])
		quote := w ^ marks
		// The top bit of a byte of either term is set where it is below a space, or a quotation mark; a byte above it that
		// borrowed may be set too, and is looked at.
		if ((w-space)&^w|(quote-ones)&^quote)&tops == 0 {
			continue
		}
		for j := i; j < i+8; j++ {
			if c := line[j]; c == '"' || c < ' ' && c != '\t' {
				return j
			}
		}
	}
	for ; i < len(line); i++ {
		if c := line[i]; c == '"' || c < ' ' && c != '\t' {
			return i
		}
	}
	return -1
}

// quotedRow passes a row in which a quotation mark stands, and says where it ends: at the line feed, or at the end of the text.
// More are the line ends within it. A mark opens a cell where only spaces stand before it; elsewhere it is a letter.
func (t *Text) quotedRow(at, most int) (end int, more int32, ok bool) {
	text := t.bytes
	for begin := at; ; {
		i := begin
		for i < len(text) && text[i] == ' ' {
			i++
		}
		if i < len(text) && text[i] == '"' {
			var lines int32
			if i, lines, ok = quotedCell(text, i); !ok {
				return 0, 0, false
			}
			more += lines
			for i < len(text) && text[i] == ' ' {
				i++
			}
			if i < len(text) && text[i] != t.mark && text[i] != '\n' && text[i] != '\r' {
				return 0, 0, false
			}
		} else {
			for i < len(text) && text[i] != t.mark && text[i] != '\n' && (text[i] >= ' ' || text[i] == '\t') {
				i++
			}
		}
		switch {
		case i-at > most:
			return 0, 0, false
		case i == len(text):
			return i, more, true
		case text[i] == t.mark:
			begin = i + 1
		case text[i] == '\n':
			return i, more, true
		case text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n':
			return i + 1, more, true
		default:
			return 0, 0, false
		}
	}
}

// quotedCell passes the cell that a quotation mark opens at i, and counts the line ends in it.
func quotedCell(text []byte, i int) (end int, lines int32, ok bool) {
	for i++; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' && i+1 < len(text) && text[i+1] == '"':
			i++
		case c == '"':
			return i + 1, lines, true
		case c == '\n':
			lines++
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
			i++
			lines++
		case c < ' ' && c != '\t':
			return 0, 0, false
		}
	}
	return 0, 0, false
}

// Len is how many rows there are, those without a cell among them.
func (t *Text) Len() int { return len(t.starts) - 1 }

// Line is the line on which a row begins, counted from 0.
func (t *Text) Line(row int) int {
	if t.lines == nil {
		return row
	}
	return int(t.lines[row])
}

// Lines are the lines of all rows, nil where each row is one line. They are not to be changed.
func (t *Text) Lines() []int32 { return t.lines }

// Row is the bytes of a row without its line end.
func (t *Text) Row(row int) []byte {
	text := t.bytes[t.starts[row]:t.starts[row+1]]
	if n := len(text); n > 0 && text[n-1] == '\n' {
		text = text[:n-1]
		if n > 1 && text[n-2] == '\r' {
			text = text[:n-2]
		}
	}
	return text
}

// Fields cuts a row into its cells and puts them behind those in hand. A cell keeps the space around it, and is that of the
// text itself but where it has doubled quotation marks. A row without a cell has none.
func (t *Text) Fields(row int, fields [][]byte) [][]byte {
	text := t.Row(row)
	if len(text) == 0 {
		return fields
	}
	if plain, ok := t.plainFields(text, fields); ok {
		return plain
	}
	for {
		i := bytes.IndexByte(text, t.mark)
		cell := text
		if i >= 0 {
			cell = text[:i]
		}
		if first := bytes.IndexByte(cell, '"'); first >= 0 && len(bytes.TrimLeft(cell[:first], " ")) == 0 {
			cell, i = unquote(text, first, t.mark)
		}
		fields = append(fields, cell)
		if i < 0 {
			return fields
		}
		text = text[i+1:]
	}
}

// plainFields cuts a row in which no quotation mark stands, eight bytes at a time; ok is false where one does.
func (t *Text) plainFields(text []byte, fields [][]byte) (_ [][]byte, ok bool) {
	mark, from, i := uint64(t.mark)*ones, 0, 0
	for ; i+8 <= len(text); i += 8 {
		w := binary.LittleEndian.Uint64(text[i:])
		if zeros(w^marks) != 0 {
			return fields, false
		}
		for found := zeros(w ^ mark); found != 0; found &= found - 1 {
			at := i + bits.TrailingZeros64(found)>>3
			fields = append(fields, text[from:at])
			from = at + 1
		}
	}
	for ; i < len(text); i++ {
		switch text[i] {
		case '"':
			return fields, false
		case t.mark:
			fields = append(fields, text[from:i])
			from = i + 1
		}
	}
	return append(fields, text[from:]), true
}

// zeros has the top bit of each byte set that is zero, and no other.
func zeros(w uint64) uint64 { return ^((w&^tops + ^uint64(tops)) | w | ^uint64(tops)) }

// unquote is the cell that the quotation mark at i opens, and where the delimiter behind it stands; -1 is none.
func unquote(text []byte, i int, mark byte) (cell []byte, next int) {
	from := i + 1
	for i++; ; i++ {
		i += bytes.IndexByte(text[i:], '"')
		if i+1 < len(text) && text[i+1] == '"' {
			cell = append(cell, text[from:i+1]...)
			i++
			from = i + 1
			continue
		}
		if cell == nil {
			cell = text[from:i:i]
		} else {
			cell = append(cell, text[from:i]...)
		}
		if behind := bytes.IndexByte(text[i:], mark); behind >= 0 {
			return cell, i + behind
		}
		return cell, -1
	}
}

// Field is one cell of a row; ok is false where the row has fewer.
func (t *Text) Field(row, column int) (cell []byte, ok bool) {
	return t.fieldOf(t.Row(row), column)
}

// FieldOfEach puts the cells of a column in several rows behind those in hand, nil for a row that has none. Rows that stand far
// apart in a long text have to be waited for; here that is for all of them at once.
func (t *Text) FieldOfEach(rows []int32, column int, cells [][]byte) [][]byte {
	from := len(cells)
	for _, row := range rows {
		cells = append(cells, t.Row(int(row)))
	}
	for i, text := range cells[from:] {
		cells[from+i], _ = t.fieldOf(text, column)
	}
	return cells
}

func (t *Text) fieldOf(text []byte, column int) (cell []byte, ok bool) {
	if len(text) == 0 {
		return nil, false
	}
	for ; ; column-- {
		i := bytes.IndexByte(text, t.mark)
		cell = text
		if i >= 0 {
			cell = text[:i]
		}
		if first := bytes.IndexByte(cell, '"'); first >= 0 && len(bytes.TrimLeft(cell[:first], " ")) == 0 {
			cell, i = unquote(text, first, t.mark)
		}
		switch {
		case column == 0:
			return cell, true
		case i < 0:
			return nil, false
		}
		text = text[i+1:]
	}
}
