package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"text/tabwriter"
	"unicode"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/operation"
)

// output is what a verb has to say: the JSON that section 8 of the design fixes, and the same as tables for people.
type output struct {
	JSON any
	// Value makes the JSON when it is asked for, where there may be very much. Defaults to JSON.
	Value  func() any
	Tables []printable
	// Lay makes the tables when they are asked for, where there may be very many rows. Defaults to Tables.
	Lay func() []printable
	// View is what an operation has to show, made into tables when they are asked for. Defaults to Tables.
	View  *operation.View
	Found bool // a check found something: exit 1
	// Untested says that nothing could be tested: exit 3, whatever the form. A gate that tested nothing is not passed.
	Untested bool
	// Forms write the forms that the verb has beside those of every verb.
	Forms map[string]func(io.Writer) error
	// Text is all there is to say, whatever the form. Defaults to JSON and Tables.
	Text string
}

// value is the JSON to write.
func (out output) value() any {
	if out.Value != nil {
		return out.Value()
	}
	return out.JSON
}

// tables are the tables to write.
func (out output) tables() []printable {
	switch {
	case out.View != nil:
		return printables(*out.View)
	case out.Lay != nil:
		return out.Lay()
	}
	return out.Tables
}

// printable is one table. Notes are sentences under it.
type printable struct {
	Title  string
	Header []string
	Rows   [][]string
	// Walk gives more rows behind those, one after another, where there may be very many; none by default. A row is good
	// until the next.
	Walk  iter.Seq[[]string]
	Notes []string
}

// all walks the header and the rows.
func (t printable) all() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		if !yield(t.Header) {
			return
		}
		for row := range t.body() {
			if !yield(row) {
				return
			}
		}
	}
}

// body walks the rows.
func (t printable) body() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for _, row := range t.Rows {
			if !yield(row) {
				return
			}
		}
		if t.Walk != nil {
			t.Walk(yield)
		}
	}
}

// writer writes an output in one form. Each form has one, and what a file says is text to all of them: it steers no
// terminal, opens no heading and runs no formula.
type writer func(io.Writer, output) error

// writers are the forms of output, by the name that -format takes.
var writers = map[string]writer{
	"json":     writeJSON,
	"csv":      writeCSV,
	"markdown": writeMarkdown,
	"table":    writeTable,
}

// whole hands write a buffer before w and reports the first write that failed, also where write looked at none of them.
func whole(w io.Writer, write func(io.Writer) error) error {
	buffer := bufio.NewWriterSize(w, 64<<10)
	if err := write(buffer); err != nil {
		return err
	}
	return buffer.Flush()
}

func writeJSON(w io.Writer, out output) error {
	encoder := json.NewEncoder(asciiMarks{w})
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out.value())
}

// asciiMarks writes the marks of JSON text that a terminal would obey as \u escapes, which read back as the same text.
// encoding/json escapes the others, and hands over a value in one piece.
type asciiMarks struct{ io.Writer }

func (w asciiMarks) Write(text []byte) (int, error) {
	done := 0
	for at := 0; at < len(text); {
		if text[at] < 0x7F {
			at++
			continue
		}
		r, size := utf8.DecodeRune(text[at:])
		if isMark(r) {
			if _, err := w.Writer.Write(text[done:at]); err != nil {
				return done, err
			}
			if _, err := fmt.Fprintf(w.Writer, `\u%04x`, r); err != nil {
				return at, err
			}
			done = at + size
		}
		at += size
	}
	if _, err := w.Writer.Write(text[done:]); err != nil {
		return done, err
	}
	return len(text), nil
}

func writeText(w io.Writer, out output) error {
	_, err := io.WriteString(w, out.Text)
	return err
}

func writeTable(w io.Writer, out output) error {
	for i, t := range out.tables() {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if t.Title != "" {
			fmt.Fprintf(w, "%s\n\n", plainText(t.Title))
		}
		columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for row := range t.all() {
			for i, cell := range row {
				if i > 0 {
					io.WriteString(columns, "\t")
				}
				io.WriteString(columns, plainText(cell))
			}
			io.WriteString(columns, "\n")
		}
		if err := columns.Flush(); err != nil {
			return err
		}
		for _, note := range t.Notes {
			fmt.Fprintln(w, plainText(note))
		}
	}
	return nil
}

// plainText is text on one line as a terminal may print it: white space is a space, and a mark that would move the cursor, change
// colours or turn the reading direction stands as U+FFFD, so that a reader sees that something was there.
func plainText(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return isMark(r) || r == utf8.RuneError }) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\t\n\v\f\r\u0085\u2028\u2029", r):
			return ' '
		case isMark(r):
			return utf8.RuneError
		}
		return r
	}, text)
}

// isMark says that r is no text but tells a terminal what to do: the control characters C0, DEL and C1, the marks of reading
// direction, and the separators of lines and paragraphs.
func isMark(r rune) bool {
	if r < 0x7F {
		return r < ' '
	}
	return unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Zl, unicode.Zp)
}

func writeMarkdown(w io.Writer, out output) error {
	row := func(cells []string) {
		for _, cell := range cells {
			fmt.Fprintf(w, "| %s ", markdown(cell))
		}
		fmt.Fprintln(w, "|")
	}
	for i, t := range out.tables() {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if t.Title != "" {
			fmt.Fprintf(w, "## %s\n\n", markdown(t.Title))
		}
		row(t.Header)
		fmt.Fprintln(w, strings.Repeat("| --- ", len(t.Header))+"|")
		for cells := range t.body() {
			row(cells)
		}
		for _, note := range t.Notes {
			fmt.Fprintf(w, "\n%s\n", markdownParagraph(note))
		}
	}
	return nil
}

// markdown is text within a line of Markdown: emphasis, code, links, footnotes, tags, entities, formulas, strikes and columns
// are escaped (CommonMark 0.31, 2.4 and 6; GitHub's tables, strikes and bare addresses). An underscore between letters marks
// nothing and is left.
func markdown(text string) string {
	text = strings.TrimSpace(plainText(text))
	if !strings.ContainsAny(text, "\\`*_[]<>&|~$#:") && !strings.Contains(strings.ToLower(text), "www.") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '<': // a reader that knows tags and no escapes must not meet one either
			b.WriteString("&lt;")
			continue
		case escapedInMarkdown(text, i):
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

func escapedInMarkdown(text string, i int) bool {
	before, after := byte(' '), byte(' ')
	if i > 0 {
		before = text[i-1]
	}
	if i+1 < len(text) {
		after = text[i+1]
	}
	switch text[i] {
	case '\\', '`', '*', '[', ']', '|', '~', '$':
		return true
	case '_':
		return !isWord(before) || !isWord(after)
	case '&':
		return after == '#' || isWord(after)
	case '#':
		return before == ' ' // the closing mark of a heading
	case ':':
		return after == '/' // an address becomes a link by itself
	case '.':
		return i >= 3 && strings.EqualFold(text[i-3:i], "www")
	}
	return false
}

func isWord(b byte) bool {
	return b >= utf8.RuneSelf || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

// markdownParagraph is text as a paragraph of its own, that begins no heading, list, quotation or rule.
func markdownParagraph(text string) string {
	text = markdown(text)
	number := len(text) - len(strings.TrimLeft(text, "0123456789"))
	switch {
	case text == "":
		return text
	case strings.ContainsRune("#>-+=", rune(text[0])):
		return `\` + text
	case number > 0 && number < len(text) && (text[number] == '.' || text[number] == ')'):
		return text[:number] + `\` + text[number:]
	}
	return text
}
