package layout

import (
	"strconv"
	"strings"
)

// year says whether a text is a year, or a financial year: 2019, 2019/20, 2019-2020.
func year(text string) bool {
	text = strings.TrimRight(text, "*†‡¹²³⁴⁵⁶⁷⁸⁹")
	for i, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '-' || r == '–' }) {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || i > 1 || i == 0 && (n < 1900 || n > 2100) || len(part) != 4 && len(part) != 2 {
			return false
		}
	}
	return len(text) >= 4
}

// small reads a whole number below 1,000, in brackets or not.
func small(text string) (int, bool) {
	n, err := strconv.Atoi(strings.Trim(text, "(). "))
	return n, err == nil && n >= 0 && n < 1000
}
