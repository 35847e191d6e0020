package dfe

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"

	"github.com/scrutineer-dev/scrutineer/figure"
)

const (
	// chunk is how much of a file is in memory at a time.
	chunk = 64 << 10
	// maxLine keeps a file without line ends, or with a quotation mark left open, from filling the memory.
	maxLine = 1 << 20
)

// lines hands out the records of a CSV file one by one. A record ends at a line end outside quotation marks. The bytes of
// a record are valid until the next one is asked for.
type lines struct {
	r          io.Reader
	buf        []byte
	start, end int
	err        error     // what the reader returned last
	marks      bool      // what is in memory holds a quotation mark
	nul        bool      // what is in memory holds a NUL character
	number     int       // the line on which the last record began
	grid       *gridRows // the rows of a table that stands as cells, in the place of all the above; nil for text
	following  int       // the line on which the next one begins
	quoted     bool      // the last record holds a quotation mark
}

func newLines(r io.Reader) *lines {
	return &lines{r: r, buf: make([]byte, chunk), following: 1}
}

// place is that of a field of the last record, counted from 0, or of the whole record for −1.
func (l *lines) place(column int) figure.Place {
	if l.grid != nil {
		return l.grid.place(column)
	}
	return figure.Place{Line: l.number, Column: column + 1}
}

// next is the next record without its line end, or io.EOF.
func (l *lines) next() ([]byte, error) {
	// Each line of a quoted field is looked at once: counting its marks from the start again takes the square of its length.
	searched, counted, marks := 0, 0, 0
	for {
		if i := bytes.IndexByte(l.buf[l.start+searched:l.end], '\n'); i >= 0 {
			length := searched + i
			record := l.buf[l.start : l.start+length]
			if l.marks {
				marks += bytes.Count(record[counted:], []byte{'"'})
			}
			counted = length
			l.quoted = marks > 0
			if marks%2 == 1 {
				searched = length + 1
				continue
			}
			l.start += length + 1
			return l.take(record)
		}
		searched = l.end - l.start
		if l.err != nil {
			return l.last()
		}
		if searched > maxLine {
			return nil, &figure.Fault{Code: "too_large", Place: figure.Place{Line: l.following}, Problem: "the line is longer than 1 MB: is a quotation mark left open?"}
		}
		l.fill()
	}
}

// open reports whether a quotation mark in the record is not closed yet.
func (l *lines) open(record []byte) bool {
	l.quoted = l.marks && bytes.IndexByte(record, '"') >= 0
	if !l.quoted {
		return false
	}
	marks := 0
	for _, b := range record {
		if b == '"' {
			marks++
		}
	}
	return marks%2 == 1
}

// last is what stands after the last line end.
func (l *lines) last() ([]byte, error) {
	if !errors.Is(l.err, io.EOF) {
		return nil, l.err
	}
	record := l.buf[l.start:l.end]
	l.start = l.end
	if len(record) == 0 {
		return nil, io.EOF
	}
	if l.open(record) {
		return nil, &figure.Fault{Code: "bad_quotes", Place: figure.Place{Line: l.following}, Problem: "a quotation mark is never closed: double it inside a quoted field"}
	}
	return l.take(record)
}

// take counts the lines of a record and refuses bytes that no text file has.
func (l *lines) take(record []byte) ([]byte, error) {
	l.number = l.following
	l.following++
	if l.quoted {
		l.following += bytes.Count(record, []byte{'\n'})
	}
	if n := len(record); n > 0 && record[n-1] == '\r' {
		record = record[:n-1]
	}
	if l.nul && bytes.IndexByte(record, 0) >= 0 {
		return nil, &figure.Fault{Code: "encoding", Place: figure.Place{Line: l.number}, Problem: "the line holds a NUL character: save the file as CSV UTF-8"}
	}
	return record, nil
}

// fill reads on, and makes room first.
func (l *lines) fill() {
	if l.start > 0 {
		copy(l.buf, l.buf[l.start:l.end])
		l.end -= l.start
		l.start = 0
	}
	if l.end == len(l.buf) {
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	n, err := l.r.Read(l.buf[l.end:])
	l.end += n
	l.err = err
	// Looking once at all that is in memory is cheaper than once a line.
	l.marks = bytes.IndexByte(l.buf[:l.end], '"') >= 0
	l.nul = bytes.IndexByte(l.buf[:l.end], 0) >= 0
}

// sample is the records that are in memory after the present one, at most most of them, without moving on.
func (l *lines) sample(most int) [][]byte {
	for l.end-l.start < chunk/2 && l.err == nil {
		l.fill()
	}
	ahead := *l
	ahead.err = errBeyond // reading on would overwrite what this one has in memory
	var records [][]byte
	for len(records) < most {
		record, err := ahead.next()
		if err != nil {
			break
		}
		records = append(records, record)
	}
	if errors.Is(l.err, io.EOF) && len(records) == 0 && l.end > l.start {
		records = append(records, l.buf[l.start:l.end])
	}
	return records
}

var errBeyond = errors.New("beyond what is in memory")

// split cuts a record into fields. A field in quotation marks loses them; a doubled one inside becomes one, in place.
func split(record []byte, delimiter byte, quoted bool, fields [][]byte) ([][]byte, error) {
	fields = fields[:0]
	if !quoted {
		return splitPlain(record, delimiter, fields), nil
	}
	for {
		if len(record) == 0 || record[0] != '"' {
			i := bytes.IndexByte(record, delimiter)
			if i < 0 {
				return append(fields, record), nil
			}
			fields = append(fields, record[:i])
			record = record[i+1:]
			continue
		}
		field, rest, ok := unquote(record)
		if !ok || len(rest) > 0 && rest[0] != delimiter {
			return nil, fmt.Errorf("a quotation mark is out of place: double it inside a quoted field")
		}
		fields = append(fields, field)
		if len(rest) == 0 {
			return fields, nil
		}
		record = rest[1:]
	}
}

// splitter cuts records one after another. Published rows of one place follow each other and differ only behind the first
// lead columns, which say when and where: those are cut, and looked up, once.
type splitter struct {
	delimiter byte
	lead      int
	fields    [][]byte
	prefix    []byte // the lead columns of the record before, with the delimiter behind them
	same      bool   // the record has the lead columns of the one before
	hits      int    // how many records had, less those that had not
}

// giveUp is how many records without a predecessor of the same place, more than with, show that looking does not pay.
const giveUp = -256

func (s *splitter) cut(record []byte, quoted bool) ([][]byte, error) {
	s.same = false
	if quoted || s.lead == 0 {
		s.prefix = s.prefix[:0]
		var err error
		s.fields, err = split(record, s.delimiter, quoted, s.fields)
		return s.fields, err
	}
	if len(s.prefix) > 0 && bytes.HasPrefix(record, s.prefix) {
		s.same = true
		s.hits++
		s.fields = splitPlain(record[len(s.prefix):], s.delimiter, s.fields[:s.lead])
		return s.fields, nil
	}
	s.fields = splitPlain(record, s.delimiter, s.fields[:0])
	if s.hits--; s.hits < giveUp {
		s.lead = 0
	}
	s.remember(record)
	return s.fields, nil
}

// remember keeps the lead columns, and lets their fields point at what is kept: the record itself will be overwritten.
func (s *splitter) remember(record []byte) {
	s.prefix = s.prefix[:0]
	if len(s.fields) <= s.lead {
		return
	}
	end := 0
	for _, field := range s.fields[:s.lead] {
		end += len(field) + 1
	}
	s.prefix = append(s.prefix, record[:end]...)
	start := 0
	for i, field := range s.fields[:s.lead] {
		s.fields[i] = s.prefix[start : start+len(field)]
		start += len(field) + 1
	}
}

// splitPlain cuts at every delimiter, eight bytes at a time, and appends the parts to fields.
func splitPlain(record []byte, delimiter byte, fields [][]byte) [][]byte {
	const ones, sevens = 0x0101010101010101, 0x7F7F7F7F7F7F7F7F
	pattern := uint64(delimiter) * ones
	start, i := 0, 0
	for ; i+8 <= len(record); i += 8 {
		// A byte that is the delimiter becomes 0, and the top bit of hits says which bytes are 0.
		w := binary.LittleEndian.Uint64(record[i:]) ^ pattern
		for hits := ^((w&sevens + sevens) | w | sevens); hits != 0; hits &= hits - 1 {
			at := i + bits.TrailingZeros64(hits)>>3
			fields = append(fields, record[start:at])
			start = at + 1
		}
	}
	for ; i < len(record); i++ {
		if record[i] == delimiter {
			fields = append(fields, record[start:i])
			start = i + 1
		}
	}
	return append(fields, record[start:])
}

// unquote is the field in quotation marks at the front of record, and what stands after it.
func unquote(record []byte) (field, rest []byte, ok bool) {
	at := 1
	for i := 1; i < len(record); i++ {
		if record[i] != '"' {
			record[at] = record[i]
			at++
			continue
		}
		if i+1 < len(record) && record[i+1] == '"' {
			record[at] = '"'
			at++
			i++
			continue
		}
		return record[1:at], record[i+1:], true
	}
	return nil, nil, false
}
