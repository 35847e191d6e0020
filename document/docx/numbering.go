package docx

import (
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
)

// Levels of a list.
const levels = 9

// numbering is the lists of a document and how far each has counted.
type numbering struct {
	lists     map[string]*list     // by the id that paragraphs have
	abstracts map[string]*abstract // what several lists may share, their count too
}

// list is a list as paragraphs refer to it.
type list struct {
	abstract *abstract
	// starts are the numbers at which this list begins anew; -1 where it goes on.
	starts    [levels]int
	overrides [levels]*level
	begun     [levels]bool
}

// abstract is the pattern of a list, and its count.
type abstract struct {
	levels  [levels]level
	counts  [levels]int
	counted [levels]bool
	link    string
}

// level is how one level of a list counts.
type level struct {
	start   int
	format  string
	text    string // "%1.%2"
	restart int    // the level from 1 behind which it begins anew; -1 for the one above, 0 for never
	legal   bool   // all numbers of it are digits
}

// readNumbering reads the lists of a document.
func readNumbering(data []byte, styles map[string]*style) numbering {
	n := numbering{lists: map[string]*list{}, abstracts: map[string]*abstract{}}
	s := markup.New(data, deepest)
	for s.Next() {
		if s.Kind != markup.Start {
			continue
		}
		switch string(s.Name) {
		case "abstractNum":
			id := s.Attr("abstractNumId")
			n.abstracts[id] = readAbstract(s)
		case "num":
			id := s.Attr("numId")
			n.lists[id] = n.readList(s)
		}
	}
	for _, a := range n.abstracts {
		if st := styles[a.link]; st != nil {
			if l := n.lists[st.numID]; l != nil && l.abstract != nil && l.abstract != a {
				linked := *l.abstract
				a.levels = linked.levels
			}
		}
	}
	return n
}

func readAbstract(s *markup.Scanner) *abstract {
	a := &abstract{}
	for i := range a.levels {
		a.levels[i] = level{start: 1, format: "decimal", restart: -1}
	}
	for range s.Elements() {
		switch string(s.Name) {
		case "lvl":
			i := s.Int("ilvl", levels)
			if l := readLevel(s); i >= 0 && i < levels {
				a.levels[i] = l
			}
		case "numStyleLink":
			a.link = s.Attr("val")
		}
	}
	return a
}

func readLevel(s *markup.Scanner) level {
	l := level{start: 0, format: "decimal", restart: -1}
	for range s.Elements() {
		switch string(s.Name) {
		case "start":
			l.start = s.Int("val", 0)
		case "numFmt":
			l.format = s.Attr("val")
		case "lvlText":
			l.text = s.Attr("val")
		case "lvlRestart":
			l.restart = s.Int("val", -1)
		case "isLgl":
			l.legal = s.On("val")
		}
	}
	return l
}

func (n *numbering) readList(s *markup.Scanner) *list {
	l := &list{}
	for i := range l.starts {
		l.starts[i] = -1
	}
	at := levels
	for range s.Elements() {
		switch string(s.Name) {
		case "abstractNumId":
			l.abstract = n.abstracts[s.Attr("val")]
		case "lvlOverride":
			at = s.Int("ilvl", levels)
		case "startOverride":
			if at >= 0 && at < levels {
				l.starts[at] = s.Int("val", 1)
			}
		case "lvl":
			if lv := readLevel(s); at >= 0 && at < levels {
				l.overrides[at] = &lv
			}
		}
	}
	return l
}

// next counts a paragraph of a list, and gives the number that Word shows before it. Bullet says that it shows a mark and no
// number; listed that there is such a list.
func (n *numbering) next(id string, at int) (label string, bullet, listed bool) {
	l := n.lists[id]
	if l == nil || l.abstract == nil || at < 0 || at >= levels {
		return "", false, false
	}
	a := l.abstract
	if !l.begun[at] {
		if l.begun[at] = true; l.starts[at] >= 0 {
			a.counts[at], a.counted[at] = l.starts[at], false
		}
	}
	if a.counted[at] {
		a.counts[at]++
	} else {
		a.counted[at] = true
		if l.starts[at] < 0 || a.counts[at] == 0 {
			a.counts[at] = max(l.starts[at], l.level(at).start)
		}
	}
	for deeper := at + 1; deeper < levels; deeper++ {
		if restart := l.level(deeper).restart; restart != 0 && (restart < 0 || at < restart) {
			a.counted[deeper], a.counts[deeper] = false, 0
		}
	}
	lv := l.level(at)
	if lv.format == "bullet" {
		return "", true, true
	}
	if lv.format == "none" {
		return "", false, true
	}
	return l.label(at), false, true
}

func (l *list) level(at int) *level {
	if l.overrides[at] != nil {
		return l.overrides[at]
	}
	return &l.abstract.levels[at]
}

// label is the number of a paragraph in the form that the level has: "1.4", "(b)". A stop at its end is left off.
func (l *list) label(at int) string {
	lv := l.level(at)
	var b strings.Builder
	for i := 0; i < len(lv.text); i++ {
		if lv.text[i] != '%' || i+1 >= len(lv.text) || lv.text[i+1] < '1' || lv.text[i+1] > '9' {
			b.WriteByte(lv.text[i])
			continue
		}
		i++
		above := int(lv.text[i] - '1')
		count := l.abstract.counts[above]
		if !l.abstract.counted[above] {
			count = l.level(above).start
		}
		form := l.level(above).format
		if lv.legal {
			form = "decimal"
		}
		b.WriteString(counted(count, form))
	}
	return strings.TrimSuffix(strings.TrimSpace(b.String()), ".")
}

// counted is a number in one of Word's forms.
func counted(n int, form string) string {
	switch form {
	case "lowerLetter", "upperLetter":
		if n < 1 || n > 26*20 {
			break
		}
		letters := strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
		if form == "upperLetter" {
			return strings.ToUpper(letters)
		}
		return letters
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "decimalZero":
		if n < 10 && n >= 0 {
			return "0" + strconv.Itoa(n)
		}
	case "none":
		return ""
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		value int
		text  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.text)
		}
	}
	return b.String()
}
