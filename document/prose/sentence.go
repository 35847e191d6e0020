package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a piece of a text, by its bytes.
type Span struct{ Start, End int }

// In is the piece itself.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Sentences divides a text into its sentences, in order. A full stop inside a figure ("4.6"), behind an abbreviation
// ("approx.") or before a small letter ends none.
func Sentences(text string) []Span {
	var spans []Span
	start := 0
	cut := func(end int) {
		s := Span{start, end}
		for s.Start < s.End && isSpace(text[s.Start]) {
			s.Start++
		}
		for s.End > s.Start && isSpace(text[s.End-1]) {
			s.End--
		}
		if s.End > s.Start {
			spans = append(spans, s)
		}
		start = end
	}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			cut(i)
		case '.', '!', '?':
			end := i + 1
			for end < len(text) && strings.IndexByte(`"')]*_`, text[end]) >= 0 {
				end++
			}
			if strings.HasPrefix(text[end:], "”") || strings.HasPrefix(text[end:], "’") {
				end += len("”")
			}
			if end >= len(text) || !isSpace(text[end]) {
				continue
			}
			next := strings.TrimLeft(text[end:], " \t\u00a0*_\"'“‘([")
			first, _ := utf8.DecodeRuneInString(next)
			if unicode.IsLower(first) || (text[i] == '.' && abbreviated(text[start:i])) {
				continue
			}
			cut(end)
			i = end
		}
	}
	cut(len(text))
	return spans
}

// abbreviated says whether a text, which a full stop follows, ends in an abbreviation and not in a sentence.
func abbreviated(before string) bool {
	word := before[strings.LastIndexAny(before, " (\t\n")+1:]
	switch strings.ToLower(word) {
	case "approx", "e.g", "eg", "i.e", "ie", "no", "nos", "para", "paras", "p", "pp", "st", "dr", "mr", "mrs", "ms", "vs", "v", "incl", "excl", "est",
		"c", "ca", "cf", "ref", "cllr", "fig", "max", "min", "avg", "dept":
		return true
	}
	return len(word) == 1 && word[0] >= 'A' && word[0] <= 'Z'
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
