package table

import (
	"strings"
	"unicode/utf8"
)

// Markdown is text within a line of Markdown: emphasis, code, links, footnotes, tags, entities, formulas, strikes and columns
// are escaped (CommonMark 0.31, 2.4 and 6; GitHub's tables, strikes and bare addresses). An underscore between letters marks
// nothing and is left.
func Markdown(text string) string {
	text = strings.TrimSpace(PlainText(text))
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

// MarkdownParagraph is text as a paragraph of its own, that begins no heading, list, quotation or rule.
func MarkdownParagraph(text string) string {
	text = Markdown(text)
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
