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
func AppendCSV(line []byte, cell string) []byte {
	bare, quoted := bareCell(cell)
	if !bare {
		cell = Inert(cell)
		quoted = cell != "" && (cell[0] == ' ' || cell == `\.` || strings.ContainsAny(cell, ",\"\r\n") || startsWithSpace(cell))
	}
	if !quoted {
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

// bareCell says whether a cell is printable ASCII that begins like no formula, as nearly all are, which stands as it is; and
// whether a comma in it needs quotation marks.
func bareCell(cell string) (bare, quoted bool) {
	if cell == "" {
		return true, false
	}
	switch c := cell[0]; {
	case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '(':
	default:
		return false, false
	}
	for i := range len(cell) {
		switch c := cell[i]; {
		case c < ' ', c >= 0x7F:
			return false, false
		case c == ',', c == '"':
			quoted = true
		}
	}
	return true, quoted
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
