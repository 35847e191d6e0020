package document

import "strings"

// OneSpace is a text as a block holds it: every run of spaces, tabs and line breaks is one space, and none stands at either
// end. The spaces that group digits (no-break and thin ones) stay inside a word.
func OneSpace(text string) string {
	text = strings.TrimSpace(text)
	if !strings.ContainsAny(text, "\t\r\n\v\f") && !strings.Contains(text, "  ") {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	gap := false
	for i := range len(text) {
		switch c := text[i]; c {
		case ' ', '\t', '\r', '\n', '\v', '\f':
			gap = true
		default:
			if gap {
				b.WriteByte(' ')
				gap = false
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}

// Superscript is the mark of a note as it stands behind a word or a figure: its digits raised, so that the 1,234 that note 1
// speaks of is never read as 12,341. A mark of letters stands in brackets.
func Superscript(mark string) string {
	const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"
	mark = strings.Trim(strings.TrimSpace(mark), "[]()")
	if mark == "" {
		return ""
	}
	var b strings.Builder
	for _, c := range mark {
		switch {
		case c >= '0' && c <= '9':
			b.WriteRune([]rune(raised)[c-'0'])
		case c == '*' || c == '†' || c == '‡' || c == '§' || c == ',' || c == ' ' || strings.ContainsRune(raised, c):
			b.WriteRune(c)
		default:
			return "[" + mark + "]"
		}
	}
	return b.String()
}
