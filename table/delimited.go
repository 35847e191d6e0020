package table

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table/column"
)

// Limits bound what [ReadDelimited] takes in. The zero value is [DefaultLimits].
type Limits struct {
	Bytes int64 // of the file
	Cells int   // of the table
	Cell  int   // bytes of one cell
	Line  int   // bytes of one line
}

// DefaultLimits is a file of 64 MB, sixteen million cells, and a megabyte in one line or cell.
func DefaultLimits() Limits {
	return Limits{Bytes: 64 << 20, Cells: 16 << 20, Cell: 1 << 20, Line: 1 << 20}
}

// ReadDelimited reads a table of delimited text (CSV, TSV and their kin) whole; see [ParseDelimited]. The error is a
// [*figure.Fault], or what the reader itself returned.
func ReadDelimited(r io.Reader, source figure.Place, limits Limits) (*Grid, error) {
	if limits == (Limits{}) {
		limits = DefaultLimits()
	}
	content, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return nil, err
	}
	return ParseDelimited(content, source, limits)
}

// ParseDelimited reads delimited text that is in memory. It is the one reader of such text: the encoding is that which
// [Decode] finds, the delimiter that of [Sniff], a line ends with LF, CR or both, and a record is as long as it stands. Every
// line is a record, an empty one too, but for a line sep=; at the top and empty ones at the end.
//
// A cell that begins with a quotation mark ends with the next that stands alone; two within it are one. Elsewhere a mark is a
// letter like others, as in 6" pipe. Space around a cell is kept, as [Grid.Text] gives it.
//
// The grid shares the memory of content, which is not to be changed as long as the grid is used.
//
// A file too large, a control character, a quote that nobody closed and a file of another format are a [*figure.Fault] with
// the line.
func ParseDelimited(content []byte, source figure.Place, limits Limits) (*Grid, error) {
	if limits == (Limits{}) {
		limits = DefaultLimits()
	}
	g, fault := parseDelimited(content, source, limits)
	if fault != nil {
		place := source
		place.Row, place.Column, place.Line = 0, 0, fault.Place.Line
		fault.Place = place
		return nil, fault
	}
	return g, nil
}

func parseDelimited(content []byte, source figure.Place, limits Limits) (*Grid, *figure.Fault) {
	if int64(len(content)) > limits.Bytes {
		return nil, &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the file is larger than %d MB", limits.Bytes>>20), Remedy: "give the part that is needed"}
	}
	if bytes.HasPrefix(content, []byte("PK\x03\x04")) || bytes.HasPrefix(content, []byte("\xD0\xCF\x11\xE0")) {
		return nil, &figure.Fault{
			Code: "foreign_format", Place: figure.Place{Line: 1},
			Problem: "the file is a workbook or another packed format", Remedy: "save the sheet as CSV UTF-8",
		}
	}
	text, encoding, err := Decode(content)
	if fault, ok := err.(*figure.Fault); ok {
		return nil, fault
	}
	shape := Sniff(text)
	s := scanner{text: text, limits: limits, mark: shape.Delimiter, line: 1}
	if shape.Stated {
		_, s.text, _ = statedDelimiter(text)
		s.line = 2
	}
	if shape.Delimiter == 0 {
		s.mark = ','
	}
	s.begin(source)
	s.b.grid.Encoding, s.b.grid.Delimiter = encoding, shape.Delimiter
	if found, ok := column.Survey(s.text, s.mark, column.Limits{Cells: limits.Cells, Line: min(limits.Line, limits.Cell)}); ok {
		return s.uncut(found), nil
	}
	if fault := s.cut(); fault != nil {
		return nil, fault
	}
	return s.b.Grid(), nil
}

// begin begins a grid.
func (s *scanner) begin(source figure.Place) { s.b = NewBuilder(source) }

// cut takes the text apart.
func (s *scanner) cut() *figure.Fault {
	s.b.text.Grow(len(s.text))
	return s.scan()
}

// uncut is the grid of a text that has no fault, whose cells are cut when they are asked for.
func (s *scanner) uncut(found *column.Text) *Grid {
	g := s.b.Grid()
	g.lined = found.Len() > 0
	if first := max(1, g.Source.Row); s.line != first || found.Lines() != nil {
		g.lines = make([]int32, found.Len())
		for row := range g.lines {
			g.lines[row] = int32(s.line + found.Line(row))
		}
	}
	text := *s
	g.uncut = &uncut{text: found, cut: func() cells {
		s := text
		s.begin(figure.Place{})
		_ = s.cut() // it has none: see column.Survey
		return s.b.Grid().cells
	}}
	return g
}

// What a byte is to the scanner.
const (
	letter = iota
	mark
	quote
	lineFeed
	carriageReturn
	control
)

// scanner takes a text apart, byte by byte.
type scanner struct {
	text   []byte
	limits Limits
	mark   byte
	line   int // of the byte in hand
	b      *Builder
	from   int // where the line in hand begins
	rows   int
	blanks int // empty records that have not been written
	blank  int // the line of the first of them
}

// classes says what each byte is to the scanner.
func (s *scanner) classes() (classes [256]byte) {
	for c := range byte(' ') {
		classes[c] = control
	}
	classes['\t'], classes['\n'], classes['\r'], classes['"'] = letter, lineFeed, carriageReturn, quote
	// A form feed or a vertical tab is space: programs put one where a page ends.
	classes['\f'], classes['\v'] = letter, letter
	classes[s.mark] = mark
	return classes
}

func (s *scanner) scan() *figure.Fault {
	classes := s.classes()
	text, grid := s.text, &s.b.grid
	grid.ends = make([]uint32, 0, s.expected())
	begin := 0
	cell := func(end int) *figure.Fault {
		if len(grid.ends) >= s.limits.Cells {
			return s.tooMany()
		}
		if end-begin > s.limits.Cell {
			return s.fault("too_long", "the cell is longer than "+size(s.limits.Cell), "is a quote left open?")
		}
		s.b.text.Write(text[begin:end])
		grid.ends = append(grid.ends, uint32(s.b.text.Len()))
		return nil
	}
	started := s.line
	for i := 0; i < len(text); i++ {
		switch classes[text[i]] {
		case letter:
		case mark:
			if fault := cell(i); fault != nil {
				return fault
			}
			begin = i + 1
			// A mark at the very end is followed by one more cell, an empty one.
			if begin == len(text) {
				if fault := cell(begin); fault != nil {
					return fault
				}
			}
		case quote:
			if len(bytes.TrimLeft(text[begin:i], " ")) > 0 {
				continue
			}
			end, fault := s.quoted(i, classes[:])
			if fault != nil {
				return fault
			}
			// What follows is a delimiter, the end of the line or that of the text.
			if end == len(text) {
				return s.endRow(started)
			}
			if c := text[end]; c == s.mark {
				begin, i = end+1, end
				if begin == len(text) {
					if fault := cell(begin); fault != nil {
						return fault
					}
				}
				continue
			}
			i = s.newline(end)
			if fault := s.endRow(started); fault != nil {
				return fault
			}
			begin, started = i+1, s.line
		case lineFeed, carriageReturn:
			if s.open() || i > begin {
				if fault := cell(i); fault != nil {
					return fault
				}
			}
			if i-s.from > s.limits.Line {
				return s.fault("too_long", "the line is longer than "+size(s.limits.Line), "is a quote left open?")
			}
			i = s.newline(i)
			if fault := s.endRow(started); fault != nil {
				return fault
			}
			begin, started = i+1, s.line
		default:
			return s.fault("control_character", "the line holds a control character", "save the file as CSV UTF-8")
		}
	}
	if len(text)-s.from > s.limits.Line {
		return s.fault("too_long", "the line is longer than "+size(s.limits.Line), "is a quote left open?")
	}
	if begin < len(text) {
		if fault := cell(len(text)); fault != nil {
			return fault
		}
	}
	if s.open() {
		return s.endRow(started)
	}
	return nil
}

// endRow ends the record that began on a line. Empty ones wait for one that is not: those at the end of a file cost nothing.
func (s *scanner) endRow(line int) *figure.Fault {
	if !s.open() {
		if s.blanks++; s.blanks == 1 {
			s.blank = line
		}
		return nil
	}
	// A row costs as much as a cell.
	if s.rows += s.blanks + 1; s.rows > s.limits.Cells {
		return s.tooMany()
	}
	if s.blanks > 0 {
		// The cells of the row in hand come after the empty rows.
		g := &s.b.grid
		first := int(g.rows[len(g.rows)-1])
		last := len(g.ends)
		cells := slices.Clone(g.ends[first:last])
		g.ends = g.ends[:first]
		for i := range s.blanks {
			s.b.EndRow(s.blank + i)
		}
		g.ends = append(g.ends, cells...)
		s.blanks = 0
	}
	s.b.EndRow(line)
	return nil
}

// open says whether the record in hand has a cell.
func (s *scanner) open() bool {
	g := &s.b.grid
	return len(g.ends) > int(g.rows[len(g.rows)-1])
}

// expected is how many cells the text will have, going by its first part, so that the places are set aside once.
func (s *scanner) expected() int {
	sample := s.text[:min(len(s.text), sniffBytes)]
	found := 1
	for _, c := range sample {
		if c == s.mark || c == '\n' {
			found++
		}
	}
	if len(sample) == len(s.text) {
		return found
	}
	return min(s.limits.Cells, found*(len(s.text)/len(sample)+1))
}

// newline passes the end of a line at i, CR, LF or both, and gives the place of its last byte.
func (s *scanner) newline(i int) int {
	if s.text[i] == '\r' && i+1 < len(s.text) && s.text[i+1] == '\n' {
		i++
	}
	s.line++
	s.from = i + 1
	return i
}

// quoted takes the cell that a quotation mark opens at i, and gives the place behind it.
func (s *scanner) quoted(i int, classes []byte) (end int, fault *figure.Fault) {
	opened, text := s.line, s.text
	before := s.b.text.Len()
	from := i + 1
	for i++; i < len(text); i++ {
		switch classes[text[i]] {
		case lineFeed, carriageReturn:
			i = s.newline(i)
		case control:
			return 0, s.fault("control_character", "the line holds a control character", "save the file as CSV UTF-8")
		case quote:
			if i+1 < len(text) && text[i+1] == '"' {
				s.b.text.Write(text[from : i+1])
				i++
				from = i + 1
				continue
			}
			if len(s.b.grid.ends) >= s.limits.Cells {
				return 0, s.tooMany()
			}
			s.b.text.Write(text[from:i])
			s.b.grid.ends = append(s.b.grid.ends, uint32(s.b.text.Len()))
			for i++; i < len(text) && text[i] == ' '; i++ {
			}
			if i < len(text) && text[i] != s.mark && text[i] != '\n' && text[i] != '\r' {
				return 0, s.fault("quote", "a quotation mark is out of place", "double it inside a quoted cell")
			}
			return i, nil
		}
		if s.b.text.Len()-before+i-from > s.limits.Cell {
			break
		}
	}
	s.line = opened
	return 0, s.fault("quote", "a quotation mark is never closed", "close it, or double it inside a quoted cell")
}

func (s *scanner) fault(code, problem, remedy string) *figure.Fault {
	return &figure.Fault{Code: code, Place: figure.Place{Line: s.line}, Problem: problem, Remedy: remedy}
}

func (s *scanner) tooMany() *figure.Fault {
	return s.fault("too_large", fmt.Sprintf("the table has more than %d rows and cells", s.limits.Cells), "give the part that is needed")
}

// size is a number of bytes in words.
func size(bytes int) string {
	if bytes >= 1<<20 {
		return fmt.Sprintf("%d MB", bytes>>20)
	}
	return fmt.Sprintf("%d bytes", bytes)
}
