package figure

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Limits on a number at the door. A decimal such as 1e999999999 would otherwise eat the memory of whoever embeds us.
const (
	MaxDigits   = 40
	MaxExponent = 30
)

// Problem is why a text is not a figure: a stable code for callers to test.
type Problem string

const (
	// NotNumber is a word or a mark where a number is needed.
	NotNumber Problem = "not_a_number"
	// BadGrouping is a comma that does not separate thousands, "1,23,456".
	BadGrouping Problem = "bad_grouping"
	// TwoPoints is more than one decimal point, "12.2.1".
	TwoPoints Problem = "two_decimal_points"
	// TooManyDigits is more than [MaxDigits] digits.
	TooManyDigits Problem = "too_many_digits"
	// ExponentTooLarge is an exponent beyond ±[MaxExponent].
	ExponentTooLarge Problem = "exponent_too_large"
	// NotFinite is NaN or an infinity.
	NotFinite Problem = "not_finite"
	// BadRange is a pair such as "12/10" that is not a range.
	BadRange Problem = "bad_range"
	// BadSign is a sign or bracket that is doubled, unclosed or misplaced.
	BadSign Problem = "bad_sign"
)

var problemText = map[Problem]string{
	NotNumber:        "is not a number: write digits, as in 12,087 or £12.261m",
	BadGrouping:      "has a comma that does not separate thousands: write 123,456 or 123456",
	TwoPoints:        "has more than one decimal point",
	TooManyDigits:    "has more than 40 digits",
	ExponentTooLarge: "has an exponent beyond ±30: write the number out",
	NotFinite:        "is not a finite number: leave the cell blank or use x for unavailable",
	BadRange:         "is not a range: write the low value, a slash and the digits that differ, as in 522/3",
	BadSign:          "has a sign or bracket out of place: write -145 or (145)",
}

// Error is a text that is not a figure.
type Error struct {
	Input   string
	Problem Problem
}

func (e *Error) Error() string {
	return fmt.Sprintf("%q %s", abbreviate(e.Input), problemText[e.Problem])
}

// abbreviate keeps a message readable when a whole file lands in one cell.
func abbreviate(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}

// ParseReason reads a symbol that stands for a missing value. Letters are read in either case and in the square
// brackets that the GSS recommends.
func ParseReason(s string) (Reason, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if len(s) > 2 && s[0] == '[' && s[len(s)-1] == ']' {
		s = s[1 : len(s)-1]
	}
	switch s {
	case "":
		return Blank, true
	case "c", "*", "suppressed":
		return Confidential, true
	case "z", "n/a", "not applicable":
		return NotApplicable, true
	case "x", ":", "..", "...", "…", ".", "na", "null", "not available", "tbc", "tbd", "to be confirmed", "n/k", "not known", "unknown":
		return Unavailable, true
	case "u":
		return Unreliable, true
	case "low", "k", "~":
		return Low, true
	}
	return NotMissing, false
}

// Parse reads one printed figure. A single dash is [Nil]; in a DfE file, where it means missing, the reader says so
// before it calls Parse. The error is an [*Error].
func Parse(text string) (Figure, error) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\u00a0", " "))
	f := Figure{Text: text}
	if reason, ok := ParseReason(text); ok {
		f.Reason = reason
		return f, nil
	}
	fail := func(p Problem) (Figure, error) { return Figure{Text: text}, &Error{Input: text, Problem: p} }
	if isDash(text) || isDash(strings.TrimSpace(strings.TrimPrefix(text, "£"))) {
		f.Kind = Nil
		if strings.HasPrefix(text, "£") {
			f.Unit.Measure = Pounds
		}
		return f, nil
	}

	rest, negative, problem := f.takeMarks(text)
	if problem != "" {
		return fail(problem)
	}
	digits, suffix := splitSuffix(rest)
	if problem := f.takeSuffix(suffix); problem != "" {
		if looksInfinite(rest) {
			problem = NotFinite
		}
		return fail(problem)
	}
	if low, high, isRange := strings.Cut(digits, "/"); isRange {
		return f.parseRange(low, high, negative)
	}
	value, places, grouped, exponent, problem := number(digits)
	if problem != "" {
		return fail(problem)
	}
	f.Kind, f.Places = Number, places
	f.Style.Grouped, f.Style.Exponent = grouped, exponent
	if negative {
		value = value.Neg()
	}
	f.Value, f.High = value, value
	return f, nil
}

// ParseDecimal reads a plain number as a data file holds it, within the limits of section 2 of the design. Thousands
// separators are allowed; units, brackets and symbols are not. The exponent of the result says with how many decimal places
// it was written: 90.0 has one.
func ParseDecimal(text string) (decimal.Decimal, error) {
	f, err := Parse(text)
	if err != nil {
		return decimal.Decimal{}, err
	}
	if f.Kind != Number || f.Unit != (Unit{}) {
		return decimal.Decimal{}, &Error{Input: text, Problem: NotNumber}
	}
	return f.Value, nil
}

// signMarks is how each [Sign] is printed in front of a number.
var signMarks = [...]string{Hyphen: "-", Minus: "−", EnDash: "–"}

func isDash(s string) bool {
	return s == "-" || s == "−" || s == "–" || s == "—" || strings.EqualFold(s, "nil")
}

// takeMarks strips the sign, brackets and pound sign from the front and back, and notes them.
func (f *Figure) takeMarks(s string) (rest string, negative bool, problem Problem) {
	before, s, ok := f.takeSign(s)
	if !ok {
		return "", false, BadSign
	}
	after := unsigned
	if rest, money := strings.CutPrefix(s, "£"); money {
		f.Unit.Measure, f.Style.Pound = Pounds, true
		if after, s, ok = f.takeSign(strings.TrimSpace(rest)); !ok || (before != unsigned && after != unsigned) {
			return "", false, BadSign
		}
		f.Style.SignAfter = after != unsigned
	}
	if strings.ContainsAny(s, "()") || strings.IndexAny(s, "-−–+") == 0 {
		return "", false, BadSign
	}
	return s, before == minus || after == minus, ""
}

// polarity is the sign found in front of a number.
type polarity int

const (
	unsigned polarity = iota
	plus
	minus
)

// takeSign strips one sign, or one pair of brackets round the whole.
func (f *Figure) takeSign(s string) (found polarity, rest string, ok bool) {
	if inner, open := strings.CutPrefix(s, "("); open {
		// The unit stands inside or behind: "(£1.2m)", "£(1.2)m", "(12.5)%".
		inner, suffix, closed := strings.Cut(inner, ")")
		f.Style.Sign = Brackets
		return minus, strings.TrimSpace(inner) + suffix, closed && !strings.ContainsAny(suffix, "0123456789")
	}
	for style, mark := range signMarks {
		if inner, found := strings.CutPrefix(s, mark); found {
			f.Style.Sign = Sign(style)
			return minus, strings.TrimSpace(inner), true
		}
	}
	if inner, found := strings.CutPrefix(s, "+"); found {
		f.Style.Plus = true
		return plus, strings.TrimSpace(inner), true
	}
	return unsigned, s, true
}

// splitSuffix parts the digits from the unit that follows them. An exponent belongs to the digits.
func splitSuffix(s string) (digits, suffix string) {
	i := 0
	for i < len(s) {
		c := s[i]
		if (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '/' {
			i++
			continue
		}
		if (c == 'e' || c == 'E') && i > 0 {
			j := i + 1
			if j < len(s) && (s[j] == '+' || s[j] == '-') {
				j++
			}
			if j < len(s) && s[j] >= '0' && s[j] <= '9' {
				for j < len(s) && s[j] >= '0' && s[j] <= '9' {
					j++
				}
				i = j
				continue
			}
		}
		break
	}
	return s[:i], s[i:]
}

func looksInfinite(s string) bool {
	switch strings.ToLower(s) {
	case "nan", "inf", "infinity", "∞":
		return true
	}
	return false
}

func (f *Figure) takeSuffix(suffix string) Problem {
	f.Style.Suffix = suffix
	money := f.Unit.Measure == Pounds
	switch word := strings.TrimSpace(suffix); {
	case word == "":
		f.Style.Suffix = ""
	case word == "%" || word == "per cent" || word == "percent":
		if money {
			return NotNumber
		}
		f.Unit.Measure = Percent
	case word == "pp" || word == "ppt" || word == "percentage points" || word == "% points":
		if money {
			return NotNumber
		}
		f.Unit.Measure = Points
	default:
		power, ok := scale(word)
		if !ok {
			return NotNumber
		}
		f.Unit.Power = power
	}
	return ""
}

func scale(word string) (int32, bool) {
	switch strings.ToLower(word) {
	case "k", "thousand", "thousands":
		return 3, true
	case "m", "mn", "million", "millions":
		return 6, true
	case "bn", "billion", "billions":
		return 9, true
	}
	return 0, false
}

// parseRange reads "522/3": the high end repeats the low one but for its last digits.
func (f Figure) parseRange(lowText, highText string, negative bool) (Figure, error) {
	low, places, grouped, exponent, problem := number(lowText)
	if problem == "" && exponent == 0 && !negative && highText != "" && len(highText) < len(lowText) && !strings.ContainsAny(highText, ".,/eE") {
		high, highPlaces, _, _, p := number(lowText[:len(lowText)-len(highText)] + highText)
		if p == "" && highPlaces == places && high.GreaterThan(low) {
			f.Kind, f.Value, f.High, f.Places, f.Style.Grouped = Range, low, high, places, grouped
			return f, nil
		}
	}
	if problem == "" {
		problem = BadRange
	}
	return Figure{Text: f.Text}, &Error{Input: f.Text, Problem: problem}
}

// number reads unsigned digits with optional thousands separators, decimals and exponent.
func number(s string) (value decimal.Decimal, places int32, grouped bool, exponent int32, problem Problem) {
	mantissa, exp, hasExp := cutExponent(s)
	if hasExp {
		n, ok := smallInt(exp)
		if !ok {
			return value, 0, false, 0, ExponentTooLarge
		}
		exponent = n
	}
	if strings.Count(mantissa, ".") > 1 {
		return value, 0, false, 0, TwoPoints
	}
	whole, fraction, point := strings.Cut(mantissa, ".")
	if strings.Contains(fraction, ",") {
		return value, 0, false, 0, BadGrouping
	}
	if strings.Contains(whole, ",") {
		if !goodGroups(whole) {
			return value, 0, false, 0, BadGrouping
		}
		grouped = true
		whole = strings.ReplaceAll(whole, ",", "")
	}
	if whole+fraction == "" || strings.Contains(whole+fraction, "/") || (point && fraction == "") {
		return value, 0, false, 0, NotNumber
	}
	if len(whole)+len(fraction) > MaxDigits {
		return value, 0, false, 0, TooManyDigits
	}
	// Bounded above, so NewFromString cannot be made to do unbounded work.
	text := "0" + whole
	if fraction != "" {
		text += "." + fraction
	}
	value, err := decimal.NewFromString(text)
	if err != nil {
		return value, 0, false, 0, NotNumber
	}
	return value.Shift(exponent), int32(len(fraction)) - exponent, grouped, exponent, ""
}

func cutExponent(s string) (mantissa, exponent string, ok bool) {
	i := strings.IndexAny(s, "eE")
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

func smallInt(s string) (int32, bool) {
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimLeft(strings.TrimLeft(s, "+-"), "0")
	if len(s) > 2 {
		return 0, false
	}
	n := int32(0)
	for _, c := range s {
		n = n*10 + (c - '0')
	}
	if n > MaxExponent {
		return 0, false
	}
	if negative {
		n = -n
	}
	return n, true
}

func goodGroups(whole string) bool {
	groups := strings.Split(whole, ",")
	if len(groups[0]) == 0 || len(groups[0]) > 3 {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return true
}
