package main

import (
	"io"
	"strings"
	"unicode/utf8"
)

// writeCSV writes the tables one after another, with an empty line between them. A cell that a spreadsheet would run as
// a formula is neutralised with an apostrophe; plain negative numbers are left as they are.
//
// Rows go out as they are walked: a table of a million cells is never held as one, and a plain cell is copied once.
func writeCSV(w io.Writer, out output) error {
	var line []byte
	for i, t := range out.tables() {
		if i > 0 {
			line = append(line, '\n')
		}
		for row := range t.all() {
			for j, cell := range row {
				if j > 0 {
					line = append(line, ',')
				}
				line = appendCell(line, cell)
			}
			line = append(line, '\n')
			if _, err := w.Write(line); err != nil {
				return err
			}
			line = line[:0]
		}
	}
	return nil
}

// appendCell writes one cell, between quotation marks where it needs them: those of encoding/csv.
func appendCell(line []byte, cell string) []byte {
	bare, quoted := bareCell(cell)
	if !bare {
		cell = neutral(cell)
		quoted = cell != "" && (cell[0] == ' ' || cell == `\.` || strings.ContainsAny(cell, ",\"\r\n") || startsWithSpace(cell))
	}
	if !quoted {
		return append(line, cell...)
	}
	line = append(line, '"')
	for i := range len(cell) {
		if cell[i] == '"' {
			line = append(line, '"')
		}
		line = append(line, cell[i])
	}
	return append(line, '"')
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

// neutral is cell with an apostrophe in front when it begins like a formula and is neither a number nor a dash for nil, and
// without the marks that [plainText] takes out; a cell of several lines keeps them.
func neutral(cell string) string {
	if strings.Contains(cell, "\n") {
		lines := strings.Split(strings.ReplaceAll(cell, "\r\n", "\n"), "\n")
		for i := range lines {
			lines[i] = plainText(lines[i])
		}
		cell = strings.Join(lines, "\n")
	} else {
		cell = plainText(cell)
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
