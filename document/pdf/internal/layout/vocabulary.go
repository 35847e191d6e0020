package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Vocabulary is the words of a document, by which a word that is cut at the end of a line is put together again: "chil-" and
// "dren" are children where children stands elsewhere, and "long-" and "term" long-term where that does.
type Vocabulary struct {
	words map[string]struct{}
	lines int // that end in a letter
	cut   int // that end in a hyphen after a letter
}

// mostWords bounds the vocabulary.
const mostWords = 200_000

// NewVocabulary is an empty vocabulary.
func NewVocabulary() *Vocabulary { return &Vocabulary{words: map[string]struct{}{}} }

// Add takes in the words of lines.
func (v *Vocabulary) Add(lines []Line) {
	for _, l := range lines {
		for _, w := range l.Words {
			if len(v.words) < mostWords && len(w.Text) < 40 {
				v.words[bare(w.Text)] = struct{}{}
			}
		}
		switch last := l.Words[len(l.Words)-1].Text; {
		case hyphenated(last):
			v.cut++
		default:
			v.lines++
		}
	}
}

func bare(word string) string {
	return strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }))
}

// hyphenated says whether a line's last word is cut: a hyphen after two letters at least.
func hyphenated(word string) bool {
	stem, ok := cutHyphen(word)
	last, _ := utf8.DecodeLastRuneInString(stem)
	return ok && len(stem) >= 2 && unicode.IsLetter(last)
}

func cutHyphen(word string) (string, bool) {
	if stem, ok := strings.CutSuffix(word, "\u00AD"); ok {
		return stem, true
	}
	return strings.CutSuffix(word, "-")
}

// seam stands where a line ended in a hyphen and the next began in lower case, until [Vocabulary.Resolve] says what is meant. It is
// of the private area, of which no text of a file is let in.
const seam = '\uE000'

// joinLines puts the texts of lines together.
func joinLines(lines []string) string {
	var b strings.Builder
	for i, l := range lines {
		if i == 0 {
			b.WriteString(l)
			continue
		}
		head := lines[i-1][strings.LastIndexByte(lines[i-1], ' ')+1:]
		first, _ := utf8.DecodeRuneInString(l)
		switch {
		case hyphenated(head) && unicode.IsLower(first):
			b.WriteRune(seam)
		case hyphenated(head):
		case len(head) > 1 && (strings.HasSuffix(head, "/") || strings.HasSuffix(head, "-") && unicode.IsDigit(first)):
			// "in/", "out" and "2019-", "20" are one word each.
		default:
			b.WriteByte(' ')
		}
		b.WriteString(l)
	}
	return b.String()
}

// Resolve decides of each seam whether the hyphen before it goes.
func (v *Vocabulary) Resolve(text string) string {
	for {
		at := strings.IndexRune(text, seam)
		if at < 0 {
			return strings.ReplaceAll(text, "\u00AD", "")
		}
		head, tail := text[:at], text[at+utf8.RuneLen(seam):]
		before := head[strings.LastIndexByte(head, ' ')+1:]
		after, _, _ := strings.Cut(tail, " ")
		if stem, _ := cutHyphen(before); strings.HasSuffix(head, "\u00AD") || v.whole(stem, after) {
			head, _ = cutHyphen(head)
		}
		text = head + tail
	}
}

// whole says whether the hyphen goes where two parts are put together. Where neither spelling stands in the document, a writer
// that cuts many words has cut this one.
func (v *Vocabulary) whole(stem, tail string) bool {
	if _, ok := v.words[bare(stem+tail)]; ok {
		return true
	}
	if _, ok := v.words[bare(stem+"-"+tail)]; ok {
		return false
	}
	return v.cut > 2 && v.cut*25 > v.lines
}
