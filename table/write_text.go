package table

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// PlainText is text on one line as a terminal may print it: white space is a space, and a mark that would move the cursor, change
// colours or turn the reading direction stands as U+FFFD, so that a reader sees that something was there.
func PlainText(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return IsMark(r) || r == utf8.RuneError }) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\t\n\v\f\r\u0085\u2028\u2029", r):
			return ' '
		case IsMark(r):
			return utf8.RuneError
		}
		return r
	}, text)
}

// IsMark says that r is no text but tells a terminal what to do: the control characters C0, DEL and C1, the marks of reading
// direction, and the separators of lines and paragraphs.
func IsMark(r rune) bool {
	if r < 0x7F {
		return r < ' '
	}
	return unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Zl, unicode.Zp)
}
