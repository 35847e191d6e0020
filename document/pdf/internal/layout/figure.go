package layout

import (
	"strings"
	"unicode"
)

// figure says whether a text is a figure as a table has them: digits with signs, brackets, a currency, a per cent sign, a short
// unit. Whether it can be read is not asked here.
func figure(text string) bool {
	digits, letters := 0, 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case unicode.IsLetter(r):
			letters++
		case strings.ContainsRune(" .,:'’()[]%£$€+-−–—/*†‡~<>≤≥±¹²³⁴⁵⁶⁷⁸⁹⁰ⁿ•", r):
		default:
			return false
		}
	}
	// "12.3m", "4k", "7pp", "12 bn", "(r)", "p": two letters are a unit or a flag.
	return digits > 0 && letters <= 2
}

// placeholder says whether a text stands where a figure would: a dash, two points, "n/a", "c", "nil".
func placeholder(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "-", "–", "—", "−", "--", "---", ":", "..", "...", "…", ".", "x", "z", "c", "k", "u", "*", "n/a", "na", "n.a.", "n.a", "nil", "nm", "n/m", "#", "~", "†", "‡", "s", "p", "^", "(-)", "- -",
		"(x)", "(z)", "(d)", "(s)", "(na)", "x)", "tbc", "no data", "low", "[c]", "[x]", "[z]", "[low]", "[u]", "[k]":
		return true
	}
	return false
}

// numeric says whether a text stands in a column of figures.
func numeric(text string) bool { return figure(text) || placeholder(text) }

// unit says whether a text is only a currency or a per cent sign, which some writers set apart from its figure.
func unit(text string) bool {
	switch text {
	case "£", "$", "€", "%", "US$", "£m", "£k":
		return true
	}
	return false
}
