package document

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline is the words of a piece of Markdown without their marks: bold, emphasis, code, links, tags, entities and escapes.
// Struck-out text is left out, because its author took it back. Bold says that the whole was bold. A star or an underscore
// that marks nothing stays, since a star alone stands for a suppressed figure.
func inline(text string) (words string, bold bool) {
	text = strings.TrimSpace(text)
	for _, mark := range []string{"**", "__"} {
		if inner, ok := wrapped(text, mark); ok {
			text, bold = inner, true
		}
	}
	if strings.ContainsAny(text, "\\*_`[]<&~") {
		text = unmark(text)
	}
	return OneSpace(text), bold
}

// wrapped is what stands between two marks where they hold the whole text.
func wrapped(text, mark string) (string, bool) {
	inner, opened := strings.CutPrefix(text, mark)
	inner, closed := strings.CutSuffix(inner, mark)
	if !opened || !closed || inner == "" || strings.Contains(inner, mark) || strings.HasSuffix(inner, `\`) {
		return text, false
	}
	return inner, true
}

func unmark(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		took, words := markAt(text, b.String())
		if took == 0 {
			_, took = utf8.DecodeRuneInString(text)
			words = text[:took]
		}
		b.WriteString(words)
		text = text[took:]
	}
	return b.String()
}

// markAt reads a mark at the start of text, behind what was read before: how many bytes it takes, and its words.
func markAt(text, before string) (took int, words string) {
	switch text[0] {
	case '\\':
		if len(text) > 1 && text[1] < utf8.RuneSelf && (unicode.IsPunct(rune(text[1])) || unicode.IsSymbol(rune(text[1]))) {
			return 2, text[1:2]
		}
	case '`':
		if end := strings.IndexByte(text[1:], '`'); end > 0 {
			return end + 2, text[1 : end+1]
		}
	case '~':
		if strings.HasPrefix(text, "~~") {
			if end := strings.Index(text[2:], "~~"); end > 0 {
				return end + 4, ""
			}
		}
	case '*', '_':
		return emphasis(text, before)
	case '!', '[':
		return link(text)
	case '<':
		return tag(text)
	case '&':
		if end := strings.IndexByte(text[:min(len(text), 12)], ';'); end > 0 {
			if words := html.UnescapeString(text[:end+1]); words != text[:end+1] {
				return end + 1, words
			}
		}
	}
	return 0, ""
}

// emphasis reads "*words*", "**words**" and the same with underscores: the marks stand against the words and outside of them.
func emphasis(text, before string) (int, string) {
	for n := 3; n > 0; n-- {
		mark := strings.Repeat(text[:1], n)
		if !strings.HasPrefix(text, mark) || endsInWord(before) {
			continue
		}
		inner := text[n:]
		end := strings.Index(inner, mark)
		if end <= 0 || inner[0] == ' ' || inner[0] == text[0] || inner[end-1] == ' ' || inner[end-1] == '\\' {
			continue
		}
		if after, _ := utf8.DecodeRuneInString(inner[end+n:]); unicode.IsLetter(after) || unicode.IsDigit(after) {
			continue
		}
		return end + 2*n, unmark(inner[:end])
	}
	return 0, ""
}

func endsInWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// link reads "[words](address)" and "[^1]", the mark of a note.
func link(text string) (int, string) {
	start := 0
	if text[0] == '!' {
		start = 1
	}
	if len(text) <= start || text[start] != '[' {
		return 0, ""
	}
	end := strings.IndexByte(text, ']')
	if end < 0 {
		return 0, ""
	}
	words := text[start+1 : end]
	if mark, ok := strings.CutPrefix(words, "^"); ok {
		return end + 1, Superscript(mark)
	}
	if end+1 < len(text) && text[end+1] == '(' {
		if closed := strings.IndexByte(text[end:], ')'); closed > 0 {
			return end + closed + 1, unmark(words)
		}
	}
	return 0, ""
}

// tag reads an HTML tag of those that stand in Markdown; "<5" and "a < b" are none.
func tag(text string) (int, string) {
	end := strings.IndexByte(text, '>')
	if end < 0 {
		return 0, ""
	}
	name := strings.Trim(text[1:end], "/ ")
	name, _, _ = strings.Cut(strings.ToLower(name), " ")
	switch name {
	case "br", "p", "div", "li":
		return end + 1, " "
	case "sup":
		if closed := strings.Index(text, "</sup>"); text[1] != '/' && closed > end {
			if raised := Superscript(text[end+1 : closed]); !strings.HasPrefix(raised, "[") {
				return closed + len("</sup>"), raised
			}
		}
		return end + 1, ""
	case "b", "strong", "i", "em", "u", "span", "small", "sub", "a", "code", "mark", "font", "center":
		return end + 1, ""
	case "del", "s", "strike":
		if closed := strings.Index(text, "</"+name+">"); text[1] != '/' && closed > end {
			return closed + len(name) + 3, ""
		}
	}
	return 0, ""
}
