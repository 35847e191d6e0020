package book

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/wasm/workbook/sheet"
)

// row is one row that holds something: its number in the sheet, and its cells up to the last that is not blank.
type row struct {
	number    int
	cells     []string
	hidden    bool
	notStored int // formulas without a stored value
}

// read goes through the rows of a sheet that hold something, in their order. The library has a reader of rows, but it passes
// over what it cannot decode: a sheet that breaks off would read as a shorter one.
func (b *Book) read(p part, each func(row) error) error {
	data, ok := content(b.file, p.path)
	if !ok {
		return damaged(fmt.Errorf("the sheet %q is missing", p.name))
	}
	if err := b.loadTexts(); err != nil {
		return err
	}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	last := 0
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return damaged(fmt.Errorf("the sheet %q breaks off: %w", p.name, err))
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "row" {
			continue
		}
		r, err := b.row(decoder, start, last)
		if err != nil {
			var problem *Error
			if errors.As(err, &problem) {
				return err
			}
			return damaged(fmt.Errorf("the sheet %q, row %d: %w", p.name, r.number, err))
		}
		last = r.number
		if len(r.cells) == 0 && r.notStored == 0 {
			continue
		}
		if err := each(r); err != nil {
			return err
		}
	}
}

func (b *Book) row(decoder *xml.Decoder, start xml.StartElement, last int) (row, error) {
	r := row{number: last + 1}
	if text := attribute(start, "r"); text != "" {
		number, err := strconv.Atoi(text)
		if err != nil || number <= last || number > maxRow {
			return r, fmt.Errorf("a row is numbered %q after row %d", text, last)
		}
		r.number = number
	}
	hidden := attribute(start, "hidden")
	r.hidden = hidden == "1" || hidden == "true"
	column := 0
	for {
		token, err := decoder.Token()
		if err != nil {
			return r, err
		}
		switch element := token.(type) {
		case xml.EndElement:
			if element.Name.Local == "row" {
				return r, nil
			}
		case xml.StartElement:
			if element.Name.Local != "c" {
				if err := decoder.Skip(); err != nil {
					return r, err
				}
				continue
			}
			column++
			if ref := attribute(element, "r"); ref != "" {
				if column = columnOf(ref); column == 0 {
					return r, fmt.Errorf("a cell is named %q", ref)
				}
			}
			if err := b.cell(decoder, element, column, &r); err != nil {
				return r, err
			}
		}
	}
}

// cell reads one cell into its row.
func (b *Book) cell(decoder *xml.Decoder, start xml.StartElement, column int, r *row) error {
	var c struct {
		Value   string    `xml:"v"`
		Formula *struct{} `xml:"f"`
		Inline  *text     `xml:"is"`
	}
	if err := decoder.DecodeElement(&c, &start); err != nil {
		return err
	}
	kind, value := attribute(start, "t"), c.Value
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(b.texts) {
			return fmt.Errorf("the text of cell %s is missing", attribute(start, "r"))
		}
		value = b.texts[i]
	case "inlineStr":
		if c.Inline != nil {
			value = c.Inline.String()
		}
	case "b":
		value = map[string]string{"0": "FALSE", "1": "TRUE"}[value]
	case "", "n":
		style, _ := strconv.Atoi(attribute(start, "s")) // without one it is the first style
		value = b.number(strings.TrimSpace(value), style)
	case "d":
		value = strings.TrimSuffix(value, "T00:00:00")
	}
	value = oneLine(value)
	if value == "" {
		if c.Formula != nil && kind != "str" {
			r.notStored++
		}
		return nil
	}
	if column > maxColumns {
		return &Error{fmt.Sprintf("row %d has something in column %d, more than the %d that are read: delete what stands far to the right, or save the table as CSV", r.number, column, maxColumns)}
	}
	for len(r.cells) < column {
		r.cells = append(r.cells, "")
	}
	r.cells[column-1] = value
	return nil
}

// oneLine takes line breaks out of a cell, so that a line of the text is a row of the sheet.
func oneLine(s string) string {
	s = strings.ReplaceAll(s, "_x000D_", "")
	if !strings.ContainsAny(s, "\r\n\x00") {
		return strings.TrimSpace(s)
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\r' || r == '\n' || r == 0 }), " ")
}

// text is a text of the file: plain, or in runs of several looks. What is said of its pronunciation is left out.
type text struct {
	Plain string `xml:"t"`
	Runs  []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (t text) String() string {
	if len(t.Runs) == 0 {
		return t.Plain
	}
	var b strings.Builder
	b.WriteString(t.Plain)
	for _, run := range t.Runs {
		b.WriteString(run.Text)
	}
	return b.String()
}

// loadTexts reads the texts that cells share, once.
func (b *Book) loadTexts() error {
	if b.texts != nil {
		return nil
	}
	b.texts = []string{}
	data, ok := content(b.file, "xl/sharedStrings.xml")
	if !ok {
		return nil
	}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			b.texts = nil
			return damaged(fmt.Errorf("its texts break off: %w", err))
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "si" {
			continue
		}
		var t text
		if err := decoder.DecodeElement(&t, &start); err != nil {
			b.texts = nil
			return damaged(fmt.Errorf("its texts break off: %w", err))
		}
		b.texts = append(b.texts, t.String())
	}
}

func attribute(element xml.StartElement, name string) string {
	for _, a := range element.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// columnOf is the number of the column of a cell such as "AB12", 0 where it names none.
func columnOf(ref string) int {
	column := 0
	for i := range len(ref) {
		c := ref[i]
		if c < 'A' || c > 'Z' {
			if i == 0 || c < '0' || c > '9' {
				return 0
			}
			return column
		}
		if i == 3 {
			return 0
		}
		column = column*26 + int(c-'A') + 1
	}
	return 0
}

// Read makes CSV of a sheet. pause is called now and then with the rows that were read, and its error ends the reading.
func (b *Book) Read(name string, pause func(rows int) error) (t sheet.Text, text []byte, err error) {
	i := slices.IndexFunc(b.sheets, func(p part) bool { return p.name == name })
	if i < 0 {
		return t, nil, &Error{fmt.Sprintf("the workbook has no sheet %q", name)}
	}
	var rows []row
	width, cells, hidden, notStored := 0, 0, 0, 0
	err = b.read(b.sheets[i], func(r row) error {
		rows = append(rows, r)
		width = max(width, len(r.cells))
		cells += len(r.cells)
		notStored += r.notStored
		if r.hidden {
			hidden++
		}
		if cells > maxCells {
			return &Error{fmt.Sprintf("the sheet %q has more than %d cells: use the command line for a table this long", name, maxCells)}
		}
		if len(rows)%500 == 0 {
			return pause(len(rows))
		}
		return nil
	})
	if err != nil {
		return t, nil, err
	}
	t.Rows = len(rows)
	if hidden > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("%d hidden rows of the sheet were read as well.", hidden))
	}
	if notStored > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("%d cells hold a formula whose result is not stored, and read as blank: open the workbook in Excel and save it.", notStored))
	}
	return t, lines(rows, width), nil
}

// lines writes every row at the line of its number, filled up to the same width.
func lines(rows []row, width int) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	line := 1
	filled := make([]string, width)
	for _, r := range rows {
		if r.number > line {
			w.Flush()
			b.WriteString(strings.Repeat("\n", r.number-line))
		}
		clear(filled)
		copy(filled, r.cells)
		_ = w.Write(filled) // a bytes.Buffer does not fail
		line = r.number + 1
	}
	w.Flush()
	return b.Bytes()
}
