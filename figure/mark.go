package figure

import (
	"strings"
	"unicode/utf8"
)

// cutMark parts a printed cell from the note marks behind it: "1,234" and " [r]", "1,234" and "¹". A letter in brackets
// is a mark of the GSS (p provisional, r revised, e estimated, f forecast, b break in the series, u low reliability),
// and so is r or e alone after a space; "p" alone could be pence, and stays. A star, a dagger or a superscript behind a
// figure calls a note. A "(1)" could be a negative figure of its own, and stays too.
func cutMark(s string) (cell, mark string) {
	cell = s
	for {
		rest := trim(cutOneMark(cell))
		if rest == "" || rest == cell {
			return cell, s[len(cell):]
		}
		cell = rest
	}
}

// cutOneMark drops the last mark, if s ends with one.
func cutOneMark(s string) string {
	last, size := utf8.DecodeLastRuneInString(s)
	switch {
	case last == ']':
		if i := strings.LastIndexByte(s, '['); i > 0 && isNote(s[i+1:len(s)-1]) {
			return s[:i]
		}
	case last == ')':
		if i := strings.LastIndexByte(s, '('); i > 0 && i == len(s)-3 && isMarkLetter(s[i+1]) {
			return s[:i]
		}
	case last == '*' || last == '†' || last == '‡':
		return s[:len(s)-size]
	case isSuperscript(last):
		rest := strings.TrimRightFunc(s, func(r rune) bool { return isSuperscript(r) || r == ',' })
		// "10⁶" is a power of ten and not 10 with a note.
		if number := strings.TrimLeft(rest[len(strings.TrimRight(rest, "0123456789")):], "0"); number == "10" {
			return s
		}
		return rest
	case last == 'r' || last == 'R' || last == 'e' || last == 'E':
		if before, space := utf8.DecodeLastRuneInString(s[:len(s)-1]); isSpace(before) && space > 0 {
			return s[:len(s)-1]
		}
	}
	return s
}

// isNote reports whether the text between square brackets is a mark and no symbol that stands for a figure: "r", "p, r",
// "1", "note 2".
func isNote(s string) bool {
	marks := 0
	for part := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return r == ',' || isSpace(r) }) {
		number := strings.TrimPrefix(strings.TrimPrefix(part, "notes"), "note")
		switch {
		case part == "note" || part == "notes" || part == "and":
			continue
		case len(part) == 1 && isMarkLetter(part[0]):
		case number == "" || len(number) > 3 || strings.Trim(number, "0123456789") != "":
			return false
		}
		marks++
	}
	return marks > 0
}

func isMarkLetter(c byte) bool {
	switch c | 0x20 {
	case 'p', 'r', 'e', 'f', 'b', 'u':
		return true
	}
	return false
}

func isSuperscript(r rune) bool {
	switch {
	case r == '¹' || r == '²' || r == '³' || r == '⁰', r >= '⁴' && r <= '⁹', r == '⁽' || r == '⁾':
		return true
	case r == 'ᵃ' || r == 'ᵇ' || r == 'ᶜ' || r == 'ᵈ' || r == 'ᵉ' || r == 'ᵖ' || r == 'ʳ':
		return true
	}
	return false
}
