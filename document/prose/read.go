package prose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/order"
)

// Read finds every figure of a text, and every number that is none, in order. Labels are names that hold digits and that
// the text may use, such as the row "10 to 15" of a table; a label of digits alone is left out.
func Read(text string, labels ...string) []Figure {
	r := reader{text: text, taken: make([]bool, len(text)+1)}
	r.listNumber()
	r.labels(labels)
	r.masks()
	r.digits()
	r.words()
	order.Stable(r.found, func(a, b Figure) int { return a.Start - b.Start })
	r.ranges()
	r.multiples()
	r.durations()
	r.bounds()
	return r.found
}

// reader is the work of one reading.
type reader struct {
	text  string
	taken []bool
	found []Figure
}

func (r *reader) free(start, end int) bool {
	return !slices.Contains(r.taken[start:end], true)
}

func (r *reader) take(f Figure) {
	f.Text = r.text[f.Start:f.End]
	for i := f.Start; i < f.End; i++ {
		r.taken[i] = true
	}
	r.found = append(r.found, f)
}

// listNumber takes the number of a list item or a paragraph at the very beginning: "4.1 ", "2. ", "(3) ".
func (r *reader) listNumber() {
	s := strings.TrimLeft(r.text, " \t*_#")
	start := len(r.text) - len(s)
	open := strings.HasPrefix(s, "(")
	i := 0
	if open {
		i++
	}
	digits := digitsAt(s, i)
	if digits == 0 || digits > 3 {
		return
	}
	i += digits
	dots := 0
	for i < len(s) && s[i] == '.' && digitsAt(s, i+1) > 0 && digitsAt(s, i+1) <= 2 {
		i += 1 + digitsAt(s, i+1)
		dots++
	}
	closed := i < len(s) && (s[i] == '.' || s[i] == ')')
	if closed {
		i++
	}
	if i >= len(s) || !isSpace(s[i]) || (open && !closed) {
		return
	}
	next := strings.TrimLeft(s[i:], " \t*_£")
	first, _ := utf8.DecodeRuneInString(next)
	if closed || (dots > 0 && unicode.IsUpper(first) && !strings.HasPrefix(next, "FTE") && !strings.HasPrefix(next, "WTE")) {
		r.take(Figure{Start: start, End: start + i, Class: Paragraph})
	}
}

// labels takes the names that hold digits.
func (r *reader) labels(labels []string) {
	lower := strings.ToLower(r.text)
	if len(lower) != len(r.text) {
		return
	}
	for _, label := range labels {
		label = strings.ToLower(strings.TrimSpace(label))
		if !strings.ContainsFunc(label, unicode.IsLetter) || !strings.ContainsFunc(label, unicode.IsDigit) || len(label) < 2 {
			continue
		}
		for from := 0; ; {
			at := strings.Index(lower[from:], label)
			if at < 0 {
				break
			}
			start, end := from+at, from+at+len(label)
			from = end
			if (start > 0 && (isWordByte(lower[start-1]) || lower[start-1] == '.' || lower[start-1] == ',')) || (end < len(lower) && (isWordByte(lower[end]) || lower[end] == '%')) || !r.free(start, end) ||
				followsNumber(lower, end) {
				continue
			}
			r.take(Figure{Start: start, End: end, Class: Label})
		}
	}
}

func (r *reader) masks() {
	for _, m := range masks {
		for _, at := range m.pattern.FindAllStringSubmatchIndex(r.text, -1) {
			start, end := at[0], at[1]
			for end > start && (isSpace(r.text[end-1]) || r.text[end-1] == ',' || (r.text[end-1] == '.' && m.class != Time)) {
				end--
			}
			if !r.free(start, end) {
				continue
			}
			groups := make([]string, len(at)/2)
			for i := range groups {
				if at[2*i] >= 0 {
					groups[i] = r.text[at[2*i]:at[2*i+1]]
				}
			}
			if m.holds != nil && !m.holds(r.text, groups, start, end) {
				continue
			}
			r.take(Figure{Start: start, End: end, Class: m.class})
		}
	}
}

// digits takes the numbers that are written in digits.
func (r *reader) digits() {
	s := r.text
	for i := 0; i < len(s); i++ {
		if r.taken[i] || (!isDigit(s[i]) && (s[i] != '.' || i+1 >= len(s) || !isDigit(s[i+1]))) {
			continue
		}
		if s[i] == '.' && i > 0 && isWordByte(s[i-1]) {
			continue
		}
		n, ok := scanNumber(s, i)
		if !ok {
			i += max(0, digitsAt(s, i)-1)
			continue
		}
		for end := i; end < n.end; end++ {
			if r.taken[end] {
				n.end = i + 1 // a mask begins inside: leave the digit
				break
			}
		}
		f := r.number(i, n)
		if f.End > f.Start && r.free(f.Start, f.End) {
			r.take(f)
		}
		i = max(i, f.End-1)
	}
}

// number makes a figure of digits that begin at i.
func (r *reader) number(i int, n number) Figure {
	s := r.text
	f := Figure{Start: i, End: n.end, Places: n.places, Value: n.value()}
	pound, foreign := false, false
	sign := func() {
		for _, mark := range []string{"-", "−", "–"} {
			at := f.Start - len(mark)
			if at < 0 || s[at:f.Start] != mark || r.taken[at] {
				continue
			}
			if at == 0 || strings.IndexByte(" (£[\t", s[at-1]) >= 0 || strings.HasSuffix(s[:at], "£") {
				f.Value = f.Value.Neg()
				f.Start = at
			}
		}
		if f.Start > 0 && s[f.Start-1] == '+' && (f.Start == 1 || s[f.Start-2] == ' ' || s[f.Start-2] == '(') {
			f.Start--
		}
	}
	sign()
	front := strings.TrimRight(s[:f.Start], " \u00a0")
	switch {
	case strings.HasSuffix(front, "£"):
		pound, f.Start = true, len(front)-len("£")
		if f.Value.Sign() >= 0 {
			sign()
		}
	case strings.HasSuffix(front, "$"), strings.HasSuffix(front, "€"), strings.HasSuffix(front, "¥"):
		foreign = true
	case f.Start > 0 && isWordByte(s[f.Start-1]):
		f.Class = Reference
		for f.End < len(s) && isWordByte(s[f.End]) {
			f.End++
		}
		return f
	}
	// The second of "£10-12m" is money as well.
	if n := len(r.found); n > 0 && !pound && f.Value.Sign() >= 0 {
		if last := r.found[n-1]; last.Unit.Measure == figure.Pounds && last.End < i {
			between := strings.TrimSpace(s[last.End:i])
			pound = between == "-" || between == "–"
		}
	}
	f.Unit, f.End = takeUnit(s, n.end, pound, n.places)
	if !pound {
		f = r.fractionInDigits(f)
	}
	f = r.andAHalf(f)
	if word, at, ok := wordAt(s, f.End); ok && f.Unit == (figure.Unit{}) && (word == "dozen" || word == "dozens") {
		f.Value, f.End = f.Value.Mul(decimal.NewFromInt(12)), at+len(word)
	}
	if front := strings.TrimRight(s[:f.Start], " "); before(s, f.Start) == "minus" && len(front) < f.Start {
		f.Value, f.Start = f.Value.Neg(), len(front)-len("minus")
	}
	f.High = f.Value
	switch {
	case n.dotted:
		f.Class = Paragraph
	case foreign:
		f.Class = Other
	case f.End < len(s) && isWordByte(s[f.End]) && f.End == n.end:
		f.Class = r.suffixed(&f)
	case f.End == n.end && f.End+1 < len(s) && s[f.End] == '-' && isLetter(s[f.End+1]):
		// "4-bed", "12-month": the number is part of a name.
		f.Class = Label
		for f.End < len(s) && (isWordByte(s[f.End]) || s[f.End] == '-') {
			f.End++
		}
	}
	return f
}

// andAHalf adds "and a half" behind a scale: "3 million and a half".
func (r *reader) andAHalf(f Figure) Figure {
	if f.Unit.Power < 3 {
		return f
	}
	for text, part := range map[string]int64{" and a half": 2, " and one half": 2, " and a quarter": 4} {
		if rest := r.text[f.End:]; strings.HasPrefix(rest, text) && (len(rest) == len(text) || !isWordByte(rest[len(text)])) {
			f.Value = f.Value.Add(quotient(1, part))
			f.Places = max(f.Places, 1)
			f.End += len(text)
			break
		}
	}
	return f
}

// suffixed judges digits with letters behind them that are no unit: "3rd", "180ml".
func (r *reader) suffixed(f *Figure) Class {
	s, end := r.text, f.End
	for end < len(s) && isWordByte(s[end]) {
		end++
	}
	suffix := strings.ToLower(s[f.End:end])
	for sign, over := range map[string]int64{"½": 2, "¼": 4, "⅓": 3} {
		if suffix == sign {
			f.Value = f.Value.Add(quotient(1, over))
			f.High, f.End = f.Value, end
			return Quantity
		}
	}
	f.End = end
	switch suffix {
	case "st", "nd", "rd", "th":
		return Ordinal
	case "x":
		f.Form = Multiple
		return Quantity
	}
	return Other
}

// fractionInDigits reads "4/5" and "1 in 8".
func (r *reader) fractionInDigits(f Figure) Figure {
	s := r.text
	if f.Places > 0 || f.Unit != (figure.Unit{}) || !f.Value.IsPositive() || !f.Value.BigInt().IsInt64() {
		return f
	}
	under := f.Value.IntPart()
	rest := s[f.End:]
	gap := ""
	switch {
	case strings.HasPrefix(rest, "/"):
		gap = "/"
	case strings.HasPrefix(rest, " in "):
		gap = " in "
	default:
		return f
	}
	at := f.End + len(gap)
	digits := digitsAt(s, at)
	if digits == 0 || digits > 3 || !r.free(f.Start, at+digits) || (at+digits < len(s) && (isWordByte(s[at+digits]) || s[at+digits] == '%' || s[at+digits] == '/')) || followsNumber(s, at+digits) {
		return f
	}
	n, _ := scanNumber(s, at)
	over := n.value().IntPart()
	if n.places > 0 || n.grouped || over <= under || (gap == " in " && under != 1 && over != 5 && over != 10 && over != 20 && over != 100) {
		return f
	}
	f.End, f.Form, f.Under, f.Over = n.end, Fraction, under, over
	f.Value = quotient(under, over)
	return f
}

// words takes the numbers that are written in words.
func (r *reader) words() {
	s := r.text
	for i := 0; i < len(s); i++ {
		if r.taken[i] || !isLetter(s[i]) || (i > 0 && (isWordByte(s[i-1]) || s[i-1] == '\'')) {
			if i+2 < len(s) && !r.taken[i] && s[i] >= 0x80 {
				r.vulgar(i)
			}
			continue
		}
		if f, ok := r.spelled(i); ok {
			r.take(f)
			i = f.End - 1
			continue
		}
		for i+1 < len(s) && isWordByte(s[i+1]) {
			i++
		}
	}
}

// vulgar reads a fraction that is one sign: ½.
func (r *reader) vulgar(i int) {
	for _, sign := range []struct {
		text        string
		under, over int64
	}{{"½", 1, 2}, {"¼", 1, 4}, {"¾", 3, 4}, {"⅓", 1, 3}, {"⅔", 2, 3}} {
		if strings.HasPrefix(r.text[i:], sign.text) && r.free(i, i+len(sign.text)) {
			v := quotient(sign.under, sign.over)
			r.take(Figure{Start: i, End: i + len(sign.text), Form: Fraction, Under: sign.under, Over: sign.over, Value: v, High: v})
		}
	}
}

// spelled reads the number in words at i, and what stands behind it.
func (r *reader) spelled(i int) (Figure, bool) {
	s := r.text
	word, _, _ := wordAt(s, i)
	if times, ok := multipleWord(strings.ToLower(word)); ok {
		end := i + len(word)
		if end < len(s) && isWordByte(s[end]) {
			return Figure{}, false
		}
		return Figure{Start: i, End: end, Form: Multiple, Value: times, High: times}, true
	}
	n, ok := scanWords(s, i)
	if !ok || !r.free(i, n.end) || r.noCount(i, n) {
		return Figure{}, false
	}
	f := Figure{Start: i, End: n.end, Form: n.form, Value: n.value, Under: n.under, Over: n.over, Places: n.places}
	if n.form == Words {
		f = r.oneIn(f)
	}
	if f.Form == Words {
		f.Unit, f.End = takeUnit(s, f.End, false, 0)
		if f.Unit.Measure == figure.Pounds {
			f.Unit.Measure = figure.Pounds
		}
		if word, at, ok := wordAt(s, f.End); ok && (strings.EqualFold(word, "pounds") || strings.EqualFold(word, "pound")) && f.Unit == (figure.Unit{}) {
			f.Unit.Measure, f.End = figure.Pounds, at+len(word)
		}
	}
	f.High = f.Value
	return f, true
}

// noCount says whether number words count nothing: "this one", "the first quarter", "one another", "a second opinion".
func (r *reader) noCount(i int, n spelt) bool {
	s := r.text
	text := strings.ToLower(s[i:n.end])
	was := before(s, i)
	word, _, _ := wordAt(s, n.end)
	word = strings.ToLower(word)
	switch text {
	case "one":
		switch was {
		case "this", "that", "which", "each", "every", "no", "any", "some", "another", "last", "previous", "next", "or", "the", "every-":
			return was != "or" && (was != "the" || word != "in") || word == "more"
		}
		switch word {
		case "another", "off", "to", "stop", "day", "hand", "s", "way", "size", "which", "that", "where", "who", "person":
			return true
		}
	case "half":
		switch was {
		case "first", "second", "latter", "other", "this", "last", "better":
			return true
		}
		return word == "term" || word == "year" || word == "yearly" || word == "day" || word == "days" || word == "way" || word == "hour"
	case "a quarter", "one quarter":
		return word != "of" && !strings.HasPrefix(s[n.end:], ")") && n.end < len(s) && s[n.end] != ','
	case "a second", "a third":
		return text == "a second" || (word != "of" && word != "are" && word != "were" && word != "in" && word != "more" && word != "fewer" && word != "less" && n.end < len(s) && s[n.end] != '.' && s[n.end] != ',' && s[n.end] != ')')
	case "zero", "a hundred", "a thousand", "hundred", "a million":
		return word == "hours" || word == "tolerance" || word == "based" || word == "rated" || word == "carbon"
	}
	return n.form == Fraction && strings.HasPrefix(word, "party")
}

// oneIn reads "one in eight", "nine out of ten".
func (r *reader) oneIn(f Figure) Figure {
	s := r.text
	for _, gap := range []string{" in every ", " in ", " out of every ", " out of "} {
		if !strings.HasPrefix(strings.ToLower(s[f.End:]), gap) {
			continue
		}
		at := f.End + len(gap)
		n, ok := scanWords(s, at)
		end := n.end
		if !ok || n.form != Words {
			digits, found := scanNumber(s, min(at, len(s)-1))
			if !found || digits.places > 0 || digits.digits == "" {
				return f
			}
			n.value, end = digits.value(), digits.end
		}
		over := n.value
		if gap == " out of " && (!over.Equal(over.Truncate(0)) || (over.GreaterThan(f.Value) && !round(over.IntPart()))) {
			return f // "three out of seven areas" counts things
		}
		if !over.GreaterThan(f.Value) || !over.BigInt().IsInt64() || !round(over.IntPart()) && !f.Value.Equal(one()) || !r.free(f.Start, end) || f.Value.IntPart() > 99 {
			return f
		}
		f.Under, f.Over = f.Value.IntPart(), over.IntPart()
		f.Value, f.Form, f.End = quotient(f.Under, f.Over), Fraction, end
		return f
	}
	return f
}

// round are the wholes of which people say "nine in ten".
func round(n int64) bool { return n == 5 || n == 10 || n == 20 || n == 100 }
