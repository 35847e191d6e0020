package operation

import (
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
	"github.com/scrutineer-dev/scrutineer/internal/version"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Version is the semantic version of this library.
const Version = version.Version

// WrittenForms are the names of the forms that every result can be written in: as a table for people, as JSON, as CSV and as
// Markdown.
func WrittenForms() []string { return []string{"table", "json", "csv", "markdown"} }

// HasForm says whether the result can be written in a form.
func (r Result) HasForm(form string) bool {
	return r.Forms[form] != nil || slices.Contains(WrittenForms(), form)
}

// Write writes the result in a form: one of its own, or one of [WrittenForms]. What a file says is text in each of them: it
// steers no terminal, opens no heading and runs no formula. Rows go out as they are walked, so that a table of a million
// rows is never held as one. The error is that of the writer.
func (r Result) Write(w io.Writer, form string) error {
	if own := r.Forms[form]; own != nil {
		return own(w)
	}
	switch form {
	case "table":
		return r.View.writeTable(w)
	case "json":
		return marshal.Write(asciiMarks{w}, r.Value)
	case "csv":
		return r.View.writeCSV(w)
	case "markdown":
		return r.View.writeMarkdown(w)
	}
	return fmt.Errorf("there is no form %q", form)
}

// parts are the sections with what is said under each. A view without a section has one that says its notes.
func (v View) parts() iter.Seq2[Section, iter.Seq[string]] {
	return func(yield func(Section, iter.Seq[string]) bool) {
		sections := v.Sections
		if len(sections) == 0 {
			sections = []Section{{}}
		}
		for i, s := range sections {
			notes := func(yield func(string) bool) {
				for _, note := range s.Notes {
					if !yield(note) {
						return
					}
				}
				if i == len(sections)-1 {
					for _, note := range v.Said() {
						if !yield(note) {
							return
						}
					}
				}
				if s.Beneath != nil {
					s.Beneath(yield)
				}
			}
			if !yield(s, notes) {
				return
			}
		}
	}
}

// lines walks the heading and the rows of a section as texts. One is good until the next.
func (s Section) lines() iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		texts := make([]string, len(s.Columns))
		for i, c := range s.Columns {
			texts[i] = c.ID
		}
		if !yield(texts) || s.Rows == nil {
			return
		}
		for row := range s.Rows {
			texts = texts[:0]
			for _, cell := range row.Cells {
				texts = append(texts, cell.Text)
			}
			if !yield(texts) {
				return
			}
		}
	}
}

// out remembers the first write that failed, so that nobody has to look at each.
type out struct {
	io.Writer
	err error
}

func (o *out) put(texts ...string) {
	for _, text := range texts {
		if o.err == nil {
			_, o.err = io.WriteString(o.Writer, text)
		}
	}
}

func (v View) writeTable(w io.Writer) error {
	o, first := &out{Writer: w}, true
	for s, notes := range v.parts() {
		if !first {
			o.put("\n")
		}
		first = false
		if s.Title != "" {
			o.put(table.PlainText(s.Title), "\n\n")
		}
		columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		cells := &out{Writer: columns}
		for line := range s.lines() {
			for i, text := range line {
				if i > 0 {
					cells.put("\t")
				}
				cells.put(table.PlainText(text))
			}
			cells.put("\n")
		}
		if err := columns.Flush(); err != nil {
			return err
		}
		for note := range notes {
			o.put(table.PlainText(note), "\n")
		}
	}
	return o.err
}

func (v View) writeMarkdown(w io.Writer) error {
	o, first := &out{Writer: w}, true
	for s, notes := range v.parts() {
		if !first {
			o.put("\n")
		}
		first = false
		if s.Title != "" {
			o.put("## ", table.Markdown(s.Title), "\n\n")
		}
		head := true
		for line := range s.lines() {
			for _, text := range line {
				o.put("| ", table.Markdown(text), " ")
			}
			o.put("|\n")
			if head {
				o.put(strings.Repeat("| --- ", len(s.Columns)), "|\n")
			}
			head = false
		}
		for note := range notes {
			o.put("\n", table.MarkdownParagraph(note), "\n")
		}
	}
	return o.err
}

// pieceOfCSV is about how much is written at once.
const pieceOfCSV = 32 << 10

// writeCSV writes the sections one after another, with an empty line between them.
func (v View) writeCSV(w io.Writer) error {
	to := csvWriter{Writer: w}
	first := true
	for s := range v.parts() {
		if !first {
			to.text = append(to.text, '\n')
		}
		first = false
		to.section(s)
	}
	to.flush()
	return to.err
}

// csvWriter gathers lines before it writes them.
type csvWriter struct {
	io.Writer
	text []byte
	err  error
}

func (w *csvWriter) section(s Section) {
	lines := s.lines()
	if s.texts != nil {
		lines = Section{Columns: s.Columns}.lines()
	}
	for line := range lines {
		for j, cell := range line {
			if j > 0 {
				w.text = append(w.text, ',')
			}
			w.text = table.AppendCSV(w.text, cell)
		}
		w.text = append(w.text, '\n')
		if !w.ended() {
			return
		}
	}
	if s.texts == nil {
		return
	}
	for row := range s.texts {
		if w.text = row.appendCSV(w.text); !w.ended() {
			return
		}
	}
}

// ended ends a line, and says whether lines can go on.
func (w *csvWriter) ended() bool {
	if len(w.text) >= pieceOfCSV {
		w.flush()
	}
	return w.err == nil
}

func (w *csvWriter) flush() {
	if w.err == nil {
		_, w.err = w.Write(w.text)
	}
	w.text = w.text[:0]
}

// plainASCII says whether eight bytes are all below DEL.
func plainASCII(eight uint64) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	return (eight|(eight+ones))&tops == 0
}

// plainASCIIs says whether 32 bytes are all below DEL.
func plainASCIIs(text []byte) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	_ = text[31]
	a, b := binary.LittleEndian.Uint64(text), binary.LittleEndian.Uint64(text[8:])
	c, d := binary.LittleEndian.Uint64(text[16:]), binary.LittleEndian.Uint64(text[24:])
	return (a|(a+ones)|b|(b+ones)|c|(c+ones)|d|(d+ones))&tops == 0
}

// asciiMarks writes the marks of JSON text that a terminal would obey as \u escapes, which read back as the same text.
// encoding/json escapes the others, and no character is parted between two pieces.
type asciiMarks struct{ io.Writer }

func (w asciiMarks) Write(text []byte) (int, error) {
	done := 0
	for at := 0; at < len(text); {
		if text[at] < 0x7F {
			for at++; at+32 <= len(text) && plainASCIIs(text[at:at+32]); {
				at += 32
			}
			for at+8 <= len(text) && plainASCII(binary.LittleEndian.Uint64(text[at:])) {
				at += 8
			}
			continue
		}
		r, size := utf8.DecodeRune(text[at:])
		if table.IsMark(r) {
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
