package figure

import (
	"math/big"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Limits on a number at the door. A decimal such as 1e999999999 would otherwise eat the memory of whoever embeds us.
const (
	MaxDigits   = 40
	MaxExponent = 30
)

// numeral is the unsigned digits of a figure as they were found.
type numeral struct {
	coefficient uint64
	// long has all digits of a number that coefficient cannot hold.
	long      []byte
	digits    int
	places    int32 // decimal places printed
	exponent  int32
	separator string // between thousands; empty for none
}

// fits is how many digits a uint64 holds without overflow, and an int64 with a sign.
const fits = 18

func (n *numeral) take(c byte) {
	if n.digits < fits {
		n.coefficient = n.coefficient*10 + uint64(c-'0')
	} else {
		if n.digits == fits {
			n.long = append(make([]byte, 0, MaxDigits), pad(n.coefficient)...)
		}
		if n.digits < MaxDigits {
			n.long = append(n.long, c)
		}
	}
	n.digits++
}

// pad is the coefficient in [fits] digits.
func pad(v uint64) []byte {
	var b [fits]byte
	for i := fits - 1; i >= 0; i-- {
		b[i] = byte('0' + v%10)
		v /= 10
	}
	return b[:]
}

// value is the number, whose exponent says with how many places it was printed.
func (n *numeral) value(negative bool) decimal.Decimal {
	exponent := n.exponent - n.places
	if n.digits <= fits {
		v := int64(n.coefficient)
		if negative {
			v = -v
		}
		return decimal.New(v, exponent)
	}
	v, _ := new(big.Int).SetString(string(n.long), 10)
	if negative {
		v.Neg(v)
	}
	return decimal.NewFromBigInt(v, exponent)
}

// scan reads digits, their separators, decimals and exponent from the front of s, and says where it stopped.
func (r Reading) scan(s string) (n numeral, end int, problem Problem) {
	point, comma := byte('.'), byte(',')
	if r.DecimalComma {
		point, comma = comma, point
	}
	end, problem = n.scanWhole(s, point, comma)
	if problem != "" {
		return n, end, problem
	}
	if end < len(s) && s[end] == point {
		if end, problem = n.scanFraction(s, end+1, point, comma); problem != "" {
			return n, end, problem
		}
	}
	switch {
	case n.digits == 0:
		return n, end, NotNumber
	case n.digits > MaxDigits:
		return n, end, TooManyDigits
	}
	return n.scanExponent(s, end)
}

// scanWhole reads the whole part: digits, or groups of three behind a group of one to three that does not begin with 0.
func (n *numeral) scanWhole(s string, point, comma byte) (end int, problem Problem) {
	group, groups := 0, 0
	for end < len(s) {
		c := s[end]
		if isDigit(c) {
			n.take(c)
			group++
			end++
			continue
		}
		separator := separatorAt(s[end:], comma)
		if separator == "" || c == point {
			break
		}
		next := end + len(separator)
		if c != comma && (next >= len(s) || !isDigit(s[next])) {
			break // a space before a unit, or an apostrophe that closes a quotation
		}
		switch {
		case groups == 0 && (group == 0 || group > 3), groups > 0 && (group != 3 || separator != n.separator):
			return end, ungrouped(s, comma)
		case groups == 0 && s[0] == '0':
			return end, ungrouped(s, comma)
		}
		n.separator = separator
		groups++
		group = 0
		end = next
	}
	if groups > 0 && group != 3 {
		return end, ungrouped(s, comma)
	}
	return end, ""
}

// ungrouped tells a decimal comma from thousands that are grouped wrongly: "0,435" is the one, "1,23,456" the other, and
// "12,34" may be either.
func ungrouped(s string, comma byte) Problem {
	if comma == ',' && len(s) > 2 && s[0] == '0' && s[1] == ',' && isDigit(s[2]) {
		return DecimalComma
	}
	return BadGrouping
}

func (n *numeral) scanFraction(s string, from int, point, comma byte) (end int, problem Problem) {
	for end = from; end < len(s) && isDigit(s[end]); end++ {
		n.take(s[end])
		n.places++
	}
	switch {
	case end == from:
		return end, NotNumber
	case end == len(s):
		return end, ""
	case s[end] == point:
		return end, TwoPoints
	case s[end] == comma:
		// "1.234,5" is a comma before decimals behind a point between thousands.
		if comma == ',' && n.separator == "" && n.places == 3 && from <= 4 && s[0] != '0' {
			return end, DecimalComma
		}
		return end, BadGrouping
	}
	if groupFollows(s[end:], comma) {
		return end, BadGrouping
	}
	return end, ""
}

// scanExponent reads e±n. An e without digits is no exponent, and left to the unit.
func (n numeral) scanExponent(s string, at int) (numeral, int, Problem) {
	if at >= len(s) || (s[at] != 'e' && s[at] != 'E') {
		return n, at, ""
	}
	end := at + 1
	negative := false
	if end < len(s) && (s[end] == '+' || s[end] == '-') {
		negative = s[end] == '-'
		end++
	}
	first := end
	for ; end < len(s) && isDigit(s[end]); end++ {
		if n.exponent <= MaxExponent {
			n.exponent = n.exponent*10 + int32(s[end]-'0')
		}
	}
	switch {
	case end == first:
		n.exponent = 0
		return n, at, ""
	case n.exponent > MaxExponent:
		return n, end, ExponentTooLarge
	}
	if negative {
		n.exponent = -n.exponent
	}
	if end < len(s) && (s[end] == '.' || s[end] == ',' || groupFollows(s[end:], ',')) {
		return n, end, BadExponent
	}
	return n, end, ""
}

// separatorAt is the mark between thousands at the front of s: the comma (the point, where the comma stands before
// decimals), an apostrophe, or any space. It is empty where there is none.
func separatorAt(s string, comma byte) string {
	switch c := s[0]; {
	case c == comma || c == '\'' || c == ' ':
		return s[:1]
	case c < utf8.RuneSelf:
		return ""
	}
	if r, size := utf8.DecodeRuneInString(s); r == '’' || isSpace(r) {
		return s[:size]
	}
	return ""
}

// groupFollows reports whether s begins with a separator and a digit.
func groupFollows(s string, comma byte) bool {
	size := len(separatorAt(s, comma))
	return size > 0 && size < len(s) && isDigit(s[size])
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isSpace is a space within a line: the ordinary, no-break, thin, narrow no-break, figure and punctuation ones among them.
func isSpace(r rune) bool { return r == ' ' || (r > 0x7f && unicode.Is(unicode.Zs, r)) }

// isForeignDigit is a digit other than 0 to 9.
func isForeignDigit(r rune) bool { return r > 0x7f && unicode.IsDigit(r) }
