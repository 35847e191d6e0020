package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Reading is what a text alone does not tell about how it is to be read; its column or file does. The zero value reads
// figures as they are printed in England.
type Reading struct {
	// DecimalComma reads "12,5" as 12.5 and "1.234,5" as 1234.5, as a spreadsheet set to another country writes them.
	// Defaults to a decimal point, and commas between thousands.
	DecimalComma bool
}

// Parse reads one printed figure as they are printed in England: [Reading.Parse] of the zero Reading.
func Parse(text string) (Figure, error) { return Reading{}.Parse(text) }

// Parse reads one printed figure: a sign, brackets or a minus behind for negative ones, a pound sign, digits with any one
// mark between thousands (a comma, a space, an apostrophe), decimals, an exponent, a unit, and note marks behind it. A
// single dash is [Nil]; in a DfE file, where it means missing, the reader says so before it calls Parse. The error is an
// [*Error].
func (r Reading) Parse(text string) (Figure, error) {
	text = trim(text)
	if text != "" && isDigit(text[0]) {
		// Most cells of a file are digits and nothing else.
		if n, end, problem := r.scan(text); problem == "" && end == len(text) {
			return r.figure(Figure{Text: text}, &n, false), nil
		}
	}
	f := Figure{Text: text}
	problem := r.read(&f)
	if problem != "" {
		if problem == NotNumber && strings.ContainsFunc(text, isForeignDigit) {
			problem = ForeignDigits
		}
		return Figure{Text: text}, &Error{Input: text, Problem: problem}
	}
	return f, nil
}

// read takes a cell apart from both ends: marks, signs, unit, and the digits that remain.
func (r Reading) read(f *Figure) Problem {
	if reason, ok := ParseReason(f.Text); ok {
		f.Reason = reason
		return ""
	}
	cell, mark := cutMark(f.Text)
	if mark != "" {
		f.Mark = mark
		if reason, ok := ParseReason(cell); ok {
			f.Reason = reason
			return ""
		}
	}
	amount, money := strings.CutPrefix(cell, "£")
	if isDash(trim(amount)) {
		f.Kind = Nil
		if money {
			f.Unit.Measure = Pounds
		}
		return ""
	}
	rest, negative, problem := f.takeMarks(cell)
	if problem != "" {
		return problem
	}
	n, end, problem := r.scan(rest)
	if problem != "" {
		if looksInfinite(rest) {
			problem = NotFinite
		}
		return problem
	}
	if end < len(rest) && rest[end] == '/' {
		return r.readRange(f, &n, rest[:end], rest[end+1:], negative)
	}
	if problem := f.takeSuffix(rest[end:]); problem != "" {
		return problem
	}
	*f = r.figure(*f, &n, negative)
	return ""
}

// figure completes a number from its digits.
func (r Reading) figure(f Figure, n *numeral, negative bool) Figure {
	f.Kind, f.Places = Number, n.places-n.exponent
	f.Value = n.value(negative)
	f.High = f.Value
	f.Style.Exponent, f.Style.DecimalComma = n.exponent, r.DecimalComma
	if n.separator != "" {
		f.Style.Grouped = true
		if n.separator != f.Style.comma() {
			f.Style.Separator = n.separator
		}
	}
	return f
}

// ParseDecimal reads a plain number as a data file holds it, within the limits of section 2 of the design. Thousands
// separators and note marks are allowed; units, ranges and symbols are not. The exponent of the result says with how many
// decimal places it was written: 90.0 has one.
func ParseDecimal(text string) (decimal.Decimal, error) { return Reading{}.ParseDecimal(text) }

// ParseDecimal is [ParseDecimal] of a column that is written as r says.
func (r Reading) ParseDecimal(text string) (decimal.Decimal, error) {
	f, err := r.Parse(text)
	if err != nil {
		return decimal.Decimal{}, err
	}
	if f.Kind != Number || f.Unit != (Unit{}) {
		return decimal.Decimal{}, &Error{Input: text, Problem: NotNumber}
	}
	return f.Value, nil
}

// trim drops space from both ends, and the marks without width that copying leaves there: byte-order, direction and
// zero-width ones.
func trim(s string) string {
	if s != "" && s[0] > ' ' && s[0] < utf8.RuneSelf && s[len(s)-1] > ' ' && s[len(s)-1] < utf8.RuneSelf {
		return s
	}
	return strings.TrimFunc(s, func(r rune) bool {
		switch {
		case unicode.IsSpace(r), r == '\ufeff', r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r == '\u2060':
			return true
		}
		return false
	})
}

// signMarks is how each [Sign] is printed beside a number.
var signMarks = [...]string{Hyphen: "-", Minus: "−", EnDash: "–"}

func isDash(s string) bool {
	return s == "-" || s == "−" || s == "–" || s == "—" || strings.EqualFold(s, "nil")
}

// takeMarks strips the signs, brackets and pound sign from the front and back, and notes them.
func (f *Figure) takeMarks(s string) (rest string, negative bool, problem Problem) {
	s, behind := f.takeSignBehind(s)
	before, s, ok := f.takeSign(s)
	if !ok {
		return "", false, BadSign
	}
	after := unsigned
	if rest, money := strings.CutPrefix(s, "£"); money {
		f.Unit.Measure, f.Style.Pound = Pounds, true
		if after, s, ok = f.takeSign(trim(rest)); !ok {
			return "", false, BadSign
		}
		f.Style.SignAfter = after != unsigned
	}
	signs := 0
	for _, p := range [...]polarity{before, after, behind} {
		if p != unsigned {
			signs++
		}
	}
	if signs > 1 || strings.ContainsAny(s, "()") || strings.IndexAny(s, "-−–+") == 0 {
		return "", false, BadSign
	}
	return s, before == minus || after == minus || behind == minus, ""
}

// polarity is the sign found beside a number.
type polarity int

const (
	unsigned polarity = iota
	plus
	minus
)

// takeSignBehind strips a minus that stands behind the number and its unit, as SAP and Oracle print it: "1,234-".
func (f *Figure) takeSignBehind(s string) (rest string, found polarity) {
	for style, mark := range signMarks {
		if rest, found := strings.CutSuffix(s, mark); found {
			f.Style.Sign, f.Style.SignBehind = Sign(style), true
			return trim(rest), minus
		}
	}
	return s, unsigned
}

// takeSign strips one sign, or one pair of brackets round the whole.
func (f *Figure) takeSign(s string) (found polarity, rest string, ok bool) {
	if inner, open := strings.CutPrefix(s, "("); open {
		// The unit stands inside or behind: "(£1.2m)", "£(1.2)m", "(12.5)%".
		inner, suffix, closed := strings.Cut(inner, ")")
		f.Style.Sign = Brackets
		return minus, trim(inner) + suffix, closed && !strings.ContainsAny(suffix, "0123456789")
	}
	for style, mark := range signMarks {
		if inner, found := strings.CutPrefix(s, mark); found {
			f.Style.Sign = Sign(style)
			return minus, trim(inner), true
		}
	}
	if inner, found := strings.CutPrefix(s, "+"); found {
		f.Style.Plus = true
		return plus, trim(inner), true
	}
	return unsigned, s, true
}

func looksInfinite(s string) bool {
	switch strings.ToLower(s) {
	case "nan", "inf", "infinity", "∞":
		return true
	}
	return false
}

// takeSuffix reads the unit behind the digits.
func (f *Figure) takeSuffix(suffix string) Problem {
	word := trim(suffix)
	if word == "" {
		return ""
	}
	f.Style.Suffix = suffix
	if word != "%" {
		word = strings.ToLower(strings.ReplaceAll(word, "\u00a0", " "))
	}
	measure := Plain
	switch word {
	case "%", "per cent", "percent":
		measure = Percent
	case "pp", "ppt", "percentage points", "% points":
		measure = Points
	default:
		power, ok := scale(word)
		if !ok {
			return NotNumber
		}
		f.Unit.Power = power
		return ""
	}
	if f.Unit.Measure == Pounds {
		return NotNumber
	}
	f.Unit.Measure = measure
	return ""
}

func scale(word string) (int32, bool) {
	switch word {
	case "k", "thousand", "thousands":
		return 3, true
	case "m", "mn", "million", "millions":
		return 6, true
	case "bn", "billion", "billions":
		return 9, true
	}
	return 0, false
}

// readRange reads "522/3": the high end repeats the low one but for its last digits.
func (r Reading) readRange(f *Figure, low *numeral, lowText, tail string, negative bool) Problem {
	if low.exponent != 0 || negative || tail == "" || len(tail) >= len(lowText) || strings.Trim(tail, "0123456789") != "" {
		return BadRange
	}
	high, end, problem := r.scan(lowText[:len(lowText)-len(tail)] + tail)
	if problem != "" || end != len(lowText) || high.places != low.places {
		return BadRange
	}
	g := r.figure(*f, low, false)
	g.Kind, g.High = Range, high.value(false)
	if !g.High.GreaterThan(g.Value) {
		return BadRange
	}
	*f = g
	return ""
}
