package prose

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// number is digits as they stand: where they end, and what they say.
type number struct {
	end    int
	digits string // without separators
	places int32
	// dotted says that a second point follows, as in 4.2.1, which is no number.
	dotted  bool
	grouped bool
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func digitsAt(s string, i int) int {
	n := 0
	for i+n < len(s) && isDigit(s[i+n]) {
		n++
	}
	return n
}

// scanNumber reads the digits that begin at i: "1,204", "4.6", ".5", "1 414 021".
func scanNumber(s string, i int) (number, bool) {
	n := number{end: i}
	run := digitsAt(s, i)
	if run == 0 && (s[i] != '.' || digitsAt(s, i+1) == 0) {
		return n, false
	}
	var b strings.Builder
	b.WriteString(s[i : i+run])
	n.end = i + run
	if run >= 1 && run <= 3 {
		n.group(s, &b)
	}
	if n.end < len(s) && s[n.end] == '.' {
		if places := digitsAt(s, n.end+1); places > 0 {
			b.WriteString(s[n.end : n.end+1+places])
			n.places = int32(places)
			n.end += 1 + places
			n.dotted = n.end+1 < len(s) && s[n.end] == '.' && isDigit(s[n.end+1])
		}
	}
	n.digits = b.String()
	if strings.HasPrefix(n.digits, ".") {
		n.digits = "0" + n.digits
	}
	return n, len(n.digits) <= figure.MaxDigits
}

// group takes the thousands that follow the first one to three digits.
func (n *number) group(s string, b *strings.Builder) {
	for n.end < len(s) && s[n.end] == ',' && digitsAt(s, n.end+1) == 3 {
		b.WriteString(s[n.end+1 : n.end+4])
		n.end += 4
		n.grouped = true
	}
	if n.grouped {
		return
	}
	// Thousands behind spaces: a hard space says so itself; behind a soft one only "000" or a second group does.
	for _, space := range []string{"\u00a0", "\u202f", "\u2009", " "} {
		at, groups, zeros := n.end, 0, false
		for strings.HasPrefix(s[at:], space) && digitsAt(s, at+len(space)) == 3 {
			zeros = zeros || s[at+len(space):at+len(space)+3] == "000"
			at += len(space) + 3
			groups++
		}
		if groups == 0 || (space == " " && groups == 1 && !zeros) {
			continue
		}
		b.WriteString(strings.ReplaceAll(s[n.end:at], space, ""))
		n.end, n.grouped = at, true
		return
	}
}

// value is the number; the digits were bounded when they were read.
func (n number) value() decimal.Decimal {
	v, err := decimal.NewFromString(n.digits)
	if err != nil {
		return decimal.Zero
	}
	return v
}

// unitWord is a word behind a number and the unit that it makes of it.
type unitWord struct {
	text string
	unit figure.Unit
	// attached says that the word must touch the number: "31p".
	attached bool
}

// unitWords lists longer words before those that they begin with.
func unitWords() []unitWord {
	percent, points := figure.Unit{Measure: figure.Percent}, figure.Unit{Measure: figure.Points}
	return []unitWord{
		{"percentage points", points, false},
		{"percentage point", points, false},
		{"percentage-point", points, false},
		{"per cent points", points, false},
		{"% points", points, false},
		{"%pts", points, false},
		{"points", points, false},
		{"point", points, false},
		{"pts", points, false},
		{"ppts", points, false},
		{"ppt", points, false},
		{"pp", points, false},
		{"per cent", percent, false},
		{"percentage", percent, false},
		{"percent", percent, false},
		{"per-cent", percent, false},
		{"%", percent, false},
		{"pence", figure.Unit{Measure: figure.Pounds, Power: -2}, false},
		{"p", figure.Unit{Measure: figure.Pounds, Power: -2}, true},
	}
}

// scaleWord is a power of ten behind a number.
type scaleWord struct {
	text  string
	power int32
}

func scaleWords() []scaleWord {
	return []scaleWord{
		{"trillion", 12},
		{"tln", 12},
		{"billion", 9},
		{"bln", 9},
		{"bn", 9},
		{"millions", 6},
		{"million", 6},
		{"mln", 6},
		{"mil", 6},
		{"mn", 6},
		{"thousand", 3},
		{"thousands", 3},
		{"hundred", 2},
		{"K", 3},
		{"k", 3},
		{"M", 6},
		{"m", 6},
		{"b", 9},
	}
}

// takeUnit reads the scale and the unit behind a number that ends at end; pound says that a pound sign stood before it.
func takeUnit(s string, end int, pound bool, places int32) (figure.Unit, int) {
	unit := figure.Unit{}
	if pound {
		unit.Measure = figure.Pounds
	}
	if word, at, ok := wordAt(s, end); ok {
		for _, w := range scaleWords() {
			short := len(w.text) == 1
			switch {
			case short && word != w.text, !short && !strings.EqualFold(word, w.text):
				continue
			case w.text == "m" && !pound && places == 0, w.text == "b" && !pound && places == 0:
				continue // "1m" may be a metre
			case short && at > end && !pound && places == 0:
				continue
			}
			unit.Power, end = w.power, at+len(word)
			break
		}
	}
	if pound {
		return unit, end
	}
	rest := s[end:]
	gap := len(rest) - len(strings.TrimLeft(rest, " \u00a0"))
	rest = rest[gap:]
	for _, w := range unitWords() {
		if len(rest) < len(w.text) || !strings.EqualFold(rest[:len(w.text)], w.text) || (w.attached && gap > 0) {
			continue
		}
		last := w.text[len(w.text)-1]
		if last != '%' && len(rest) > len(w.text) && isWordByte(rest[len(w.text)]) {
			continue
		}
		if gap > 3 {
			break
		}
		unit.Measure, end = w.unit.Measure, end+gap+len(w.text)
		if w.unit.Power != 0 {
			unit.Power = w.unit.Power
		}
		break
	}
	return unit, end
}

// wordAt is the word that begins at i, or behind one space.
func wordAt(s string, i int) (word string, at int, ok bool) {
	at = i
	for at < len(s) && at < i+3 && (s[at] == ' ' || s[at] == '-') {
		at++
	}
	if strings.HasPrefix(s[at:], "\u00a0") {
		at += len("\u00a0")
	}
	end := at
	for end < len(s) && isLetter(s[end]) {
		end++
	}
	return s[at:end], at, end > at
}

func isLetter(b byte) bool { return (b|0x20) >= 'a' && (b|0x20) <= 'z' }

func isWordByte(b byte) bool { return isLetter(b) || isDigit(b) || b >= 0x80 }
