package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cutLabel takes the mark or the number off the start of a list item or a numbered paragraph: "- ", "• ", "1. ", "2) ", "(a) ",
// "iv. ", "2.4 ". Numbered says that it counts; a bullet has no label. What is no such mark is all rest.
func cutLabel(text string) (label, rest string, listed bool) {
	head, rest, found := strings.Cut(strings.ReplaceAll(text, "\t", " "), " ")
	rest = strings.TrimSpace(rest)
	if !found || rest == "" {
		return "", text, false
	}
	switch head {
	case "-", "*", "+", "•", "‣", "◦", "▪", "●", "○", "·", "\uf0b7", "\uf0a7", "➢", "o", "–":
		if head == "o" || head == "–" {
			r, _ := utf8.DecodeRuneInString(rest)
			if !unicode.IsUpper(r) {
				return "", text, false
			}
		}
		return head, rest, true
	}
	body := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(head, "("), "."), ")")
	switch {
	case body == head || body == "":
		if isOutline(head) {
			return head, rest, true
		}
		return "", text, false
	case isDigits(body) && len(body) <= 3, isOutline(body), len(body) == 1 && unicode.IsLetter(rune(body[0])) && strings.HasSuffix(head, ")"), isRoman(body):
		return strings.TrimSuffix(head, "."), rest, true
	}
	return "", text, false
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// isOutline says whether a text is a number of several parts: "2.4", "1.10.3".
func isOutline(s string) bool {
	parts := strings.Split(s, ".")
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		if !isDigits(p) || len(p) > 2 {
			return false
		}
	}
	return true
}

func isRoman(s string) bool {
	return s != "" && len(s) <= 5 && strings.Trim(strings.ToLower(s), "ivx") == ""
}

// follows says whether an outline number can stand behind another: the next of its level, the first below it, or the next of
// a level above. A paragraph that begins with a figure ("1.4 million …") is told from a numbered one by it.
func follows(label, last string) bool {
	a, b := strings.Split(label, "."), strings.Split(last, ".")
	switch final := a[len(a)-1]; {
	case last == "":
		return final == "0" || final == "1"
	case final == "1" || final == "0":
		return true
	}
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			// A number or two may have been lost on the way to text.
			step := number(a[i]) - number(b[i])
			return i == len(a)-1 && step > 0 && step <= 3
		}
	}
	return false
}

func number(digits string) int {
	n := 0
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	return n
}
