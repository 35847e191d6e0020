package prose

import (
	"strings"

	"github.com/shopspring/decimal"
)

// wordKind says what part of a number a word is.
type wordKind int

const (
	noNumber  wordKind = iota
	small              // nought to nineteen
	tens               // twenty to ninety
	scale              // hundred, thousand, million
	dozen              // dozen
	article            // a, which begins "a hundred" and "a third"
	and                // and
	point              // point, in "nought point five"
	minus              // minus
	half               // half
	fraction           // quarter, third, fifths, hundredths
	smallPart          // the ordinal of a small number, which may stand behind tens: "twenty-first"
)

// numberWord is what a word says in a number.
func numberWord(word string) (wordKind, int64) {
	switch word {
	case "a", "an":
		return article, 1
	case "and":
		return and, 0
	case "point":
		return point, 0
	case "minus", "negative":
		return minus, 0
	case "half", "halves":
		return half, 2
	case "quarter", "quarters":
		return fraction, 4
	case "dozen", "dozens", "dozs":
		return dozen, 12
	case "nought", "naught", "zero":
		return small, 0
	}
	for n, name := range smallNames() {
		if word == name {
			return small, int64(n)
		}
		if n > 2 && (word == ordinalOf(name) || word == ordinalOf(name)+"s") {
			return smallPart, int64(n)
		}
	}
	if word == "first" || word == "firsts" {
		return smallPart, 1
	}
	for i, name := range [...]string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"} {
		if word == name {
			return tens, int64(20 + 10*i)
		}
		if part := strings.TrimSuffix(name, "y") + "ieth"; word == part || word == part+"s" {
			return fraction, int64(20 + 10*i)
		}
	}
	for _, s := range scaleNames() {
		switch word {
		case s.name, s.name + "s":
			return scale, s.value
		case s.name + "th", s.name + "ths":
			return fraction, s.value
		}
	}
	return noNumber, 0
}

func smallNames() [20]string {
	return [...]string{
		"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
		"sixteen", "seventeen", "eighteen", "nineteen",
	}
}

type scaleName struct {
	name  string
	value int64
}

func scaleNames() [5]scaleName {
	return [...]scaleName{{"hundred", 100}, {"thousand", 1_000}, {"million", 1_000_000}, {"billion", 1_000_000_000}, {"trillion", 1_000_000_000_000}}
}

// ordinalOf is "fifth" of "five".
func ordinalOf(name string) string {
	switch name {
	case "three":
		return "third"
	case "five":
		return "fifth"
	case "eight":
		return "eighth"
	case "nine":
		return "ninth"
	case "twelve":
		return "twelfth"
	}
	return name + "th"
}

// part is one word of a number.
type part struct {
	kind       wordKind
	value      int64
	start, end int
	text       string
	// joined says that a hyphen stands before it.
	joined bool
}

// parts are the number words that follow each other from i on.
func parts(s string, i int) []part {
	var found []part
	const most = 24 // words of one number; more would be no number that anybody prints
	for {
		if len(found) == most {
			return found
		}
		at, joined := i, false
		for at < len(s) && (s[at] == ' ' || s[at] == '-') {
			joined = joined || s[at] == '-'
			at++
		}
		end := at
		for end < len(s) && isLetter(s[end]) {
			end++
		}
		if end == at || (end < len(s) && isWordByte(s[end])) {
			return found
		}
		text := strings.ToLower(s[at:end])
		kind, value := numberWord(text)
		if kind == noNumber {
			return found
		}
		found = append(found, part{kind: kind, value: value, start: at, end: end, text: text, joined: joined})
		i = end
	}
}

// spelt is a number in words.
type spelt struct {
	value       decimal.Decimal
	under, over int64
	places      int32
	end         int
	form        Form
}

// scanWords reads the number that the words from i on spell, as far as they do.
func scanWords(s string, i int) (spelt, bool) {
	words := parts(s, i)
	negative := false
	if len(words) > 0 && words[0].kind == minus {
		negative, words = true, words[1:]
	}
	n, ok := spell(words, s)
	if ok && negative {
		n.value = n.value.Neg()
	}
	return n, ok
}

func spell(words []part, s string) (spelt, bool) {
	if len(words) == 0 {
		return spelt{}, false
	}
	if n, ok := halfOf(words); ok {
		return n, true
	}
	if n, ok := asFraction(words); ok {
		return n, true
	}
	value, used := cardinal(words)
	if used == 0 {
		return spelt{}, false
	}
	n := spelt{value: decimal.NewFromInt(value), end: words[used-1].end}
	rest := words[used:]
	n.form = Words
	switch {
	case len(rest) > 1 && rest[0].kind == point && (rest[1].kind == small || rest[1].kind == tens):
		digits := "0."
		for _, w := range rest[1:] {
			if w.kind != small {
				break
			}
			digits += decimal.NewFromInt(w.value).String()
			n.end = w.end
		}
		if d, err := decimal.NewFromString(digits); err == nil && len(digits) > 2 {
			n.value, n.places = n.value.Add(d), int32(len(digits)-2)
		}
	case len(rest) > 1 && rest[0].kind == and:
		n.mixed(rest[1:], words[used-1])
	}
	return n, true
}

// mixed adds "and a half", "and three quarters", of the last scale where there is one: "one million and a half".
func (n *spelt) mixed(rest []part, last part) {
	piece, ok := asFraction(rest)
	if !ok {
		piece, ok = halfOf(rest)
	}
	if !ok || piece.under >= piece.over || piece.over == 0 {
		return
	}
	add := decimal.NewFromInt(piece.under)
	if last.kind == scale && last.value > 100 {
		add = add.Mul(decimal.NewFromInt(last.value))
	}
	n.value = n.value.Add(add.DivRound(decimal.NewFromInt(piece.over), 16))
	n.end, n.form, n.places = piece.end, Words, 1
}

// cardinal is the whole number that words begin with, and how many of them it takes.
func cardinal(words []part) (value int64, used int) {
	var total, current int64
	last := noNumber
	const most = int64(1e15)
	for i, w := range words {
		switch w.kind {
		case article:
			if i > 0 || len(words) < 2 || (words[1].kind != scale && words[1].kind != dozen) {
				return total + current, used
			}
			current = 1
			last = w.kind
			continue
		case small:
			if last == small || (last == tens && w.value > 9) {
				return total + current, used
			}
			if last == tens && w.value == 0 {
				return total + current, used
			}
			current += w.value
		case tens:
			if last == small || last == tens {
				return total + current, used
			}
			current += w.value
		case scale:
			switch {
			case i == 0 && w.text != "hundred":
				if len(words) < 2 {
					return 0, 0
				}
				current = 1
			case i == 0:
				current = 1
			case last == and, current == 0 && total == 0:
				return total + current, used
			}
			if w.value == 100 {
				current *= 100
			} else {
				total, current = total+max(1, current)*w.value, 0
			}
			if total > most || current > most {
				return 0, 0
			}
		case dozen:
			if i > 0 && last != small && last != tens && last != article {
				return total + current, used
			}
			current = max(1, current) * 12
		case and:
			if last != scale || i+1 == len(words) || (words[i+1].kind != small && words[i+1].kind != tens) || beginsPart(words[i+1:]) {
				return total + current, used
			}
			last = w.kind
			continue
		default:
			return total + current, used
		}
		last, used = w.kind, i+1
	}
	return total + current, used
}

// beginsPart says whether a fraction below one begins, so that "and three quarters" adds a part and not three.
func beginsPart(words []part) bool {
	if len(words) < 2 {
		return false
	}
	switch words[1].kind {
	case half:
		return words[0].value == 1
	case fraction, smallPart:
		return words[0].kind == small && words[0].value < words[1].value && (words[0].value == 1 || strings.HasSuffix(words[1].text, "s"))
	}
	return false
}

// halfOf reads "half", "a half", "half a dozen", "half a million".
func halfOf(words []part) (spelt, bool) {
	i := 0
	if words[0].kind == article || (words[0].kind == small && words[0].value == 1) {
		i = 1
	}
	if i >= len(words) || words[i].kind != half {
		return spelt{}, false
	}
	n := spelt{value: decimal.New(5, -1), under: 1, over: 2, end: words[i].end, form: Fraction}
	rest := words[i+1:]
	if i == 0 && len(rest) > 0 && rest[0].kind == article {
		rest = rest[1:]
	}
	if i == 0 && len(rest) > 0 && (rest[0].kind == scale || rest[0].kind == dozen) {
		n = spelt{value: decimal.NewFromInt(rest[0].value).Div(decimal.NewFromInt(2)), end: rest[0].end, form: Words}
	}
	return n, true
}

// asFraction reads "a third", "two thirds", "three quarters", "one twenty-fifth": a number and an ordinal behind it.
func asFraction(words []part) (spelt, bool) {
	for last := 1; last < len(words); last++ {
		if words[last].kind == and && beginsPart(words[last+1:]) {
			return spelt{}, false // a whole number and a part
		}
		switch words[last].kind {
		case fraction, smallPart, half:
		default:
			continue
		}
		from := last // where the denominator begins
		over := words[last].value
		for from > 1 && joins(words[from-1], words[from]) {
			from--
		}
		if from < last {
			over = 0
			whole, used := cardinal(words[from:last])
			if used != last-from {
				from, over = last, words[last].value
			} else if words[last].kind == smallPart {
				over = whole + words[last].value
			} else {
				over = max(1, whole) * words[last].value
			}
		}
		under, used := cardinal(words[:from])
		if words[0].kind == article && from == 1 {
			under, used = 1, 1
		}
		if used != from || over < 2 || under == 0 {
			continue
		}
		if words[last].kind == smallPart && last == 1 && words[0].kind == small && words[0].value == 1 && words[last].value < 3 {
			continue
		}
		// An ordinal in the singular behind a number above one counts nothing: "two third places".
		if under > 1 && !strings.HasSuffix(words[last].text, "s") {
			continue
		}
		value := decimal.NewFromInt(under).DivRound(decimal.NewFromInt(over), 16)
		return spelt{value: value, under: under, over: over, end: words[last].end, form: Fraction}, true
	}
	return spelt{}, false
}

// joins says whether a word belongs to the denominator that the next one ends: "thirty" in "one hundred thirty-fifths".
func joins(before, word part) bool {
	switch word.kind {
	case smallPart:
		return before.kind == tens || before.kind == scale
	case scale, small:
		return false
	}
	return false
}
