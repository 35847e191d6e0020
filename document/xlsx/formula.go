package xlsx

import (
	"strconv"
	"strings"
)

// formula is one that other cells share: its text, and the cell that it was written in, from 0.
type formula struct {
	text        string
	row, column int
}

// formula reads the formula of the cell in hand into code. One that is shared is written for its own cell.
func (r *reader) formula(column int) {
	shared := string(r.s.RawAttr("t")) == "shared"
	id := string(r.s.RawAttr("si"))
	r.code = r.element(r.code)
	if !shared {
		return
	}
	if len(r.code) > 0 {
		r.formulas[id] = formula{string(r.code), r.row, column}
		return
	}
	if f, ok := r.formulas[id]; ok {
		r.code = append(r.code, f.at(r.row, column)...)
	}
}

// at is the formula as it would stand in another cell: what it refers to moves along, but for what a dollar sign holds.
func (f formula) at(row, column int) string {
	var b strings.Builder
	text := f.text
	for i := 0; i < len(text); {
		if c := text[i]; c == '"' || c == '\'' {
			end := strings.IndexByte(text[i+1:], c)
			if end < 0 {
				end = len(text) - i - 2
			}
			b.WriteString(text[i : i+end+2])
			i += end + 2
			continue
		}
		end := i
		for end < len(text) && wordByte(text[end]) {
			end++
		}
		if end == i {
			b.WriteByte(text[i])
			i++
			continue
		}
		word := text[i:end]
		if end < len(text) && (text[end] == '(' || text[end] == '!') {
			b.WriteString(word)
		} else {
			b.WriteString(moved(word, row-f.row, column-f.column))
		}
		i = end
	}
	return b.String()
}

func wordByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '$' || c == '_' || c == '.'
}

// moved is a reference so many rows and columns on; what is none stays.
func moved(word string, rows, columns int) string {
	letters := strings.TrimLeft(word, "$")
	letters = letters[:len(letters)-len(strings.TrimLeft(strings.ToUpper(letters), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
	row, column := parseReference([]byte(word))
	if row == 0 || column == 0 || column > mostColumns || letters == "" || len(letters) > 3 {
		return word
	}
	heldColumn := strings.HasPrefix(word, "$")
	heldRow := strings.LastIndexByte(word, '$') > 0
	if !heldColumn {
		column += columns
	}
	if !heldRow {
		row += rows
	}
	if row < 1 || column < 1 {
		return "#REF!"
	}
	var b strings.Builder
	if heldColumn {
		b.WriteByte('$')
	}
	b.WriteString(columnName(column - 1))
	if heldRow {
		b.WriteByte('$')
	}
	b.WriteString(strconv.Itoa(row))
	return b.String()
}
