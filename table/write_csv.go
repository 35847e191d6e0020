package table

import (
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// WriteCSV writes rows as CSV, one after another: a table of a million cells is never held as one. Every cell is made
// [Inert].
func WriteCSV(w io.Writer, rows iter.Seq[[]string]) error {
	var line []byte
	for row := range rows {
		for i, cell := range row {
			if i > 0 {
				line = append(line, ',')
			}
			line = AppendCSV(line, cell)
		}
		line = append(line, '\n')
		if _, err := w.Write(line); err != nil {
			return err
		}
		line = line[:0]
	}
	return nil
}

// AppendCSV writes one cell of a CSV file behind a line, made [Inert], and between quotation marks where it needs them:
// those of encoding/csv.
func AppendCSV[T string | []byte](line []byte, cell T) []byte {
	switch bareCell(cell) {
	case bare:
		return append(line, cell...)
	case bareWithComma:
		return append(append(append(line, '"'), cell...), '"')
	}
	return appendInert(line, Inert(string(cell)))
}

// appendInert writes a cell that is inert.
func appendInert(line []byte, cell string) []byte {
	if cell == "" || cell[0] != ' ' && cell != `\.` && !strings.ContainsAny(cell, ",\"\r\n") && !startsWithSpace(cell) {
		return append(line, cell...)
	}
	line = append(line, '"')
	for {
		i := strings.IndexByte(cell, '"')
		if i < 0 {
			return append(append(line, cell...), '"')
		}
		line = append(append(line, cell[:i+1]...), '"')
		cell = cell[i+1:]
	}
}

// What a cell needs in a file, as far as one look at its letters tells.
const (
	other = iota
	bare
	bareWithComma
)

// bareCell says whether a cell is printable ASCII without a quotation mark that begins like no formula, or is a negative number, as
// nearly all are: it stands as it is, or between quotation marks where it has a comma.
func bareCell[T string | []byte](cell T) int {
	if len(cell) == 0 {
		return bare
	}
	class := bare
	switch c := cell[0]; {
	case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '(':
		for i := range len(cell) {
			switch c := cell[i]; {
			case c < ' ', c >= 0x7F, c == '"':
				return other
			case c == ',':
				class = bareWithComma
			}
		}
	case c == '-':
		for i := 1; i < len(cell); i++ {
			switch c := cell[i]; {
			case c >= '0' && c <= '9', c == '.', c == '%':
			case c == ',':
				class = bareWithComma
			default:
				return other
			}
		}
	default:
		return other
	}
	return class
}

func startsWithSpace(cell string) bool {
	first, _ := utf8.DecodeRuneInString(cell)
	return strings.TrimSpace(string(first)) == ""
}

// Inert is a cell with an apostrophe in front when it begins like a formula and is neither a number nor a dash for nil, and
// without the marks that [PlainText] takes out; a cell of several lines keeps them.
func Inert(cell string) string {
	if strings.Contains(cell, "\n") {
		lines := strings.Split(strings.ReplaceAll(cell, "\r\n", "\n"), "\n")
		for i := range lines {
			lines[i] = PlainText(lines[i])
		}
		cell = strings.Join(lines, "\n")
	} else {
		cell = PlainText(cell)
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(cell, " \n"))
	if !strings.ContainsRune("=+-@＝＋－＠", first) {
		return cell
	}
	if strings.ContainsRune("+-", rune(cell[0])) && strings.Trim(cell[1:], "0123456789.,%") == "" {
		return cell
	}
	return "'" + cell
}
