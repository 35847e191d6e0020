package xlsx

import (
	"strings"
	"unicode/utf8"
)

// format is a number format, taken apart: "#,##0;[Red](#,##0);-" has three sections.
type format struct {
	sections []section
}

// section is how a format shows the numbers of one kind.
type section struct {
	parts []piece
	// compare and bound are its own condition, "[>=1000]"; compare is empty where it has none.
	compare string
	bound   number

	general, date, hasText bool
	grouped                bool
	percent                int // signs: each makes a hundredth one
	thousands              int // commas behind the digits: each makes a thousand one
	whole, decimals        int // places for digits
	fixed                  int // of the decimals, those that are shown when they are zeros
	exponent               int // digits of the exponent; 0 for none
	fraction               int // digits of a denominator, or less than 0 for a stated one
}

// piece is one part of a section.
type piece struct {
	kind byte // of those below
	text string
}

// What a piece is.
const (
	literal   = 'l'
	digit     = 'd' // before the point
	decimal   = 'f' // behind it
	pointMark = '.'
	power     = 'e'
	textHere  = '@'
	dateWord  = 't' // y, m, d, h, s and their repetitions, AM/PM, [h]
	slash     = '/'
)

// parseFormat takes a format code apart. What it does not understand it shows as it stands.
func parseFormat(code string) *format {
	f := &format{}
	for _, text := range splitSections(code) {
		f.sections = append(f.sections, parseSection(text))
	}
	return f
}

// splitSections parts a code at the semicolons outside of quotes, brackets and escapes.
func splitSections(code string) []string {
	var sections []string
	start, quoted, bracket := 0, false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case c == ';' && !bracket:
			sections = append(sections, code[start:i])
			start = i + 1
		}
	}
	return append(sections, code[start:])
}

func parseSection(code string) section {
	var s section
	pointed := false
	for i := 0; i < len(code); {
		rest := code[i:]
		c := rest[0]
		lower := c | 0x20
		took := 1
		switch {
		case c == '"':
			end := strings.IndexByte(rest[1:], '"')
			if end < 0 {
				end = len(rest) - 1
			}
			s.add(literal, rest[1:1+end])
			took = min(len(rest), end+2)
		case c == '\\':
			_, size := utf8.DecodeRuneInString(rest[1:])
			s.add(literal, rest[1:1+size])
			took = 1 + size
		case c == '_' || c == '*':
			_, size := utf8.DecodeRuneInString(rest[1:])
			if took = 1 + size; c == '_' {
				s.add(literal, " ")
			}
		case c == '[':
			took = s.bracket(rest)
		case len(rest) >= 7 && strings.EqualFold(rest[:7], "general"):
			s.general = true
			s.add(digit, "general")
			took = 7
		case len(rest) >= 5 && strings.EqualFold(rest[:5], "am/pm"):
			s.word("am/pm")
			took = 5
		case len(rest) >= 3 && strings.EqualFold(rest[:3], "a/p"):
			s.word("a/p")
			took = 3
		case strings.IndexByte("ymdhsYMDHS", c) >= 0:
			for took < len(rest) && rest[took]|0x20 == lower {
				took++
			}
			s.word(strings.ToLower(rest[:took]))
		case c == '0' || c == '#' || c == '?':
			s.place(rest[:1], pointed)
		case c == '.':
			if s.date {
				s.add(literal, ".")
				break
			}
			pointed = true
			s.add(pointMark, ".")
		case c == ',':
			s.comma(rest)
		case c == '%':
			s.percent++
			s.add(literal, "%")
		case (c == 'E' || c == 'e') && len(rest) > 1 && (rest[1] == '+' || rest[1] == '-'):
			for took = 2; took < len(rest) && (rest[took] == '0' || rest[took] == '#' || rest[took] == '?'); took++ {
				s.exponent++
			}
			s.exponent = max(1, s.exponent)
			s.add(power, rest[1:2])
		case c == '@':
			s.hasText = true
			s.add(textHere, "")
		case c == '/' && s.whole > 0 && !s.date:
			took += s.denominator(rest[1:])
		default:
			_, took = utf8.DecodeRuneInString(rest)
			s.add(literal, rest[:took])
		}
		i += took
	}
	return s
}

func (s *section) add(kind byte, text string) { s.parts = append(s.parts, piece{kind, text}) }

// place is a place for a digit: "0" shows a zero, "#" and "?" do not.
func (s *section) place(mark string, pointed bool) {
	switch {
	case s.date: // the fractions of a second, "ss.0"
		s.add(literal, "0")
	case s.exponent > 0:
	case pointed:
		s.decimals++
		if mark == "0" {
			s.fixed = s.decimals
		}
		s.add(decimal, mark)
	default:
		s.whole++
		s.add(digit, mark)
	}
}

// comma is a mark between thousands where a place for a digit follows, and takes three digits away where none does.
func (s *section) comma(rest string) {
	switch follows := strings.TrimLeft(rest, ","); {
	case s.whole == 0 && s.decimals == 0:
		s.add(literal, ",")
	case follows != "" && strings.IndexByte("0#?", follows[0]) >= 0 && s.decimals == 0:
		s.grouped = true
	default:
		s.thousands++
	}
}

// word is a word of a date.
func (s *section) word(text string) {
	s.date = true
	s.add(dateWord, text)
}

// bracket reads "[Red]", "[>=100]", "[$£-809]", "[h]".
func (s *section) bracket(rest string) (took int) {
	end := strings.IndexByte(rest, ']')
	if end < 0 {
		s.add(literal, rest)
		return len(rest)
	}
	inner := rest[1:end]
	switch {
	case strings.HasPrefix(inner, "$"):
		symbol, _, _ := strings.Cut(inner[1:], "-")
		s.add(literal, symbol)
	case inner != "" && strings.ContainsAny(inner[:1], "hmsHMS") && strings.Trim(strings.ToLower(inner), strings.ToLower(inner[:1])) == "":
		s.word("[" + strings.ToLower(inner[:1]) + "]")
	case inner != "" && strings.IndexByte("<>=", inner[0]) >= 0:
		bound := strings.TrimLeft(inner, "<>=")
		if n, ok := parseNumber([]byte(bound)); ok {
			s.compare, s.bound = inner[:len(inner)-len(bound)], n
		}
	}
	return end + 1
}

// denominator reads what stands behind the stroke of a fraction.
func (s *section) denominator(rest string) (took int) {
	for took < len(rest) && strings.IndexByte("0#?123456789", rest[took]) >= 0 {
		took++
	}
	stated := 0
	for _, c := range rest[:took] {
		if c >= '1' && c <= '9' || stated > 0 && c == '0' {
			stated = stated*10 + int(c-'0')
		}
	}
	if s.fraction = took; stated > 0 && stated < 10_000 {
		s.fraction = -stated
	}
	s.add(slash, "")
	return took
}

// choose is the section for a number, and whether its sign is shown before it.
func (f *format) choose(n number) (s *section, signed bool) {
	sections := f.sections
	if len(sections) > 1 && sections[len(sections)-1].hasText && !sections[len(sections)-1].general && len(sections[len(sections)-1].parts) > 0 && sections[len(sections)-1].whole == 0 {
		sections = sections[:len(sections)-1]
	}
	if len(sections) > 3 {
		sections = sections[:3]
	}
	conditional := false
	for i := range sections {
		conditional = conditional || sections[i].compare != ""
	}
	if conditional {
		for i := range sections {
			if c := &sections[i]; c.holds(n) {
				return c, n.negative && !(strings.HasPrefix(c.compare, "<") && (c.bound.count == 0 || c.bound.negative)) && !(i > 0 && c.compare == "" && len(sections) > 2 && i == 1)
			}
		}
		return &sections[len(sections)-1], n.negative
	}
	switch {
	case len(sections) == 1:
		return &sections[0], n.negative
	case n.negative && n.count > 0:
		return &sections[1], false
	case n.count == 0 && len(sections) > 2:
		return &sections[2], false
	}
	return &sections[0], false
}

// holds says whether a number meets the section's condition; one without takes every number.
func (s *section) holds(n number) bool {
	if s.compare == "" {
		return true
	}
	a, b := n.float(), s.bound.float()
	switch s.compare {
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	case ">=":
		return a >= b
	case "=":
		return a == b
	case "<>":
		return a != b
	}
	return true
}

// text is what a text looks like in the format.
func (f *format) text(value string) string {
	for i, s := range f.sections {
		if s.hasText && i == len(f.sections)-1 || i == 3 {
			var b strings.Builder
			for _, p := range s.parts {
				switch p.kind {
				case textHere:
					b.WriteString(value)
				case literal:
					b.WriteString(p.text)
				}
			}
			return b.String()
		}
	}
	return value
}

// look is how a cell shows its number.
type look struct {
	text string
	// less is true where the text says less than the number: digits were rounded away, thousands cut off, or a word stands for it.
	less bool
	// date is the ISO date, or date and time, that the number stands for in a format of dates.
	date string
}

// shown is what a number looks like in the format. A negative number in a format of dates, of which Excel shows nothing but
// ####, is shown as the number.
func (f *format) shown(n number, from1904 bool) look {
	s, signed := f.choose(n)
	if s.date {
		if text, date, ok := s.asDate(n, from1904); ok {
			return look{text, true, date}
		}
		return look{text: n.plain()}
	}
	if !signed {
		n.negative = false
	}
	var l look
	switch {
	case s.general && s.whole == 0:
		l.text, l.less = s.generalText(n)
	case s.hasText:
		l.text = f.text(n.plain())
	case s.fraction != 0:
		l.text, l.less = s.asFraction(n), true
	case s.exponent > 0:
		l.text, l.less = s.asPower(n)
	default:
		l.text, l.less = s.digits(n)
	}
	return l
}

func (s *section) generalText(n number) (string, bool) {
	var b strings.Builder
	lost := false
	for _, p := range s.parts {
		switch p.kind {
		case literal:
			b.WriteString(p.text)
		case digit:
			text, less := n.general()
			b.WriteString(text)
			lost = less
		}
	}
	return strings.TrimSpace(b.String()), lost
}

// digits lays a number's digits on their places.
func (s *section) digits(n number) (string, bool) {
	if n.count > 0 {
		n.point += 2*s.percent - 3*s.thousands
	}
	lost := n.round(s.decimals) || s.thousands > 0 || s.whole+s.decimals == 0
	b := make([]byte, 0, 24)
	if n.negative {
		b = append(b, '-')
	}
	left := s.whole // places that are still to come before the point
	decimals := 0
	shownDecimals := max(s.fixed, min(n.places(), s.decimals))
	for _, p := range s.parts {
		switch p.kind {
		case literal:
			b = append(b, p.text...)
		case digit:
			first := left - 1
			if left == s.whole {
				first = max(first, n.whole()-1)
			}
			for place := first; place >= left-1; place-- {
				if place >= n.whole() && p.text != "0" {
					continue
				}
				b = append(b, n.digit(place))
				if s.grouped && place > 0 && place%3 == 0 {
					b = append(b, ',')
				}
			}
			left--
		case pointMark:
			if s.decimals == 0 || shownDecimals > 0 {
				b = append(b, '.')
			}
		case decimal:
			if decimals++; decimals <= shownDecimals {
				b = append(b, n.digit(-decimals))
			}
		}
	}
	return strings.TrimSpace(string(b)), lost
}

// asPower writes a number with an exponent.
func (s *section) asPower(n number) (string, bool) {
	lost := false
	if n.count > 0 {
		lost = n.round(s.decimals - (n.point - 1))
	}
	return n.scientific(s.decimals, s.exponent), lost
}

// asFraction writes a number as a whole one and a fraction: "2 1/3".
func (s *section) asFraction(n number) string {
	value := n.float()
	sign := ""
	if value < 0 {
		sign, value = "-", -value
	}
	whole := int64(value)
	over, under := nearest(value-float64(whole), s.fraction)
	if over == under && under > 0 {
		whole, over = whole+1, 0
	}
	switch {
	case over == 0:
		return sign + itoa(whole)
	case whole == 0:
		return sign + itoa(over) + "/" + itoa(under)
	}
	return sign + itoa(whole) + " " + itoa(over) + "/" + itoa(under)
}
