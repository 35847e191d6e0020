package font

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// nameText is the text of a glyph's name, as the Adobe Glyph List specification has it: what follows a point is left off, parts
// joined by "_" are read one by one, and uniXXXX and uXXXXXX are numbers. It is empty for a name that says nothing, such as g17.
func nameText(name string) string {
	if at := strings.IndexByte(name, '.'); at > 0 {
		name = name[:at]
	}
	if text := listed(name); text != "" {
		return text
	}
	var b strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		text := listed(part)
		if text == "" {
			text = numbered(part)
		}
		if text == "" {
			return ""
		}
		b.WriteString(text)
	}
	return b.String()
}

// listed looks a name up in the sorted list.
func listed(name string) string {
	if name == "" || strings.ContainsAny(name, " \n") {
		return ""
	}
	at := sort.Search(len(glyphNames), func(i int) bool {
		word, _, _ := strings.Cut(glyphNames[entryStart(i):], " ")
		return word >= name
	})
	if at >= len(glyphNames) {
		return ""
	}
	word, rest, _ := strings.Cut(glyphNames[entryStart(at):], " ")
	if word != name {
		return ""
	}
	hex, _, _ := strings.Cut(rest, "\n")
	return parseHex(hex)
}

// entryStart is where the line of the list begins in which a place lies.
func entryStart(i int) int { return strings.LastIndexByte(glyphNames[:i], '\n') + 1 }

func parseHex(digits string) string {
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || n == 0 || n > utf8.MaxRune || n >= 0xD800 && n < 0xE000 {
		return ""
	}
	return string(rune(n))
}

// numbered reads uniXXXX, with several characters of four digits each, and uXXXX to uXXXXXX.
func numbered(name string) string {
	if digits, ok := strings.CutPrefix(name, "uni"); ok && len(digits) >= 4 && len(digits)%4 == 0 {
		var b strings.Builder
		for ; len(digits) > 0; digits = digits[4:] {
			text := parseHex(digits[:4])
			if text == "" {
				return ""
			}
			b.WriteString(text)
		}
		return b.String()
	}
	if digits, ok := strings.CutPrefix(name, "u"); ok && len(digits) >= 4 && len(digits) <= 6 {
		return parseHex(digits)
	}
	return ""
}

// dingbat is the character of a glyph of Zapf Dingbats, whose names a1 to a206 say nothing but stand at codes of which
// Unicode's block of dingbats keeps the order.
func dingbat(name string) string {
	for code, known := range readEncoding(dingbatsEncoding) {
		if known == name {
			return string(dingbatAt(code))
		}
	}
	return ""
}

func dingbatAt(code int) rune {
	switch code {
	case ' ':
		return ' '
	case 0x25:
		return 0x260E
	case 0x2A:
		return 0x261B
	case 0x2B:
		return 0x261E
	case 0x48:
		return 0x2605
	case 0x6C:
		return 0x25CF
	case 0x6E:
		return 0x25A0
	case 0x73:
		return 0x25B2
	case 0x74:
		return 0x25BC
	case 0x75:
		return 0x25C6
	case 0x77:
		return 0x25D7
	case 0xA8:
		return 0x2663
	case 0xA9:
		return 0x2666
	case 0xAA:
		return 0x2665
	case 0xAB:
		return 0x2660
	case 0xD5:
		return 0x2192
	case 0xD6:
		return 0x2194
	case 0xD7:
		return 0x2195
	}
	switch {
	case code >= 0xAC && code <= 0xB5:
		return rune(0x2460 + code - 0xAC)
	case code > 0x80:
		return rune(0x2761 + code - 0xA1)
	}
	return rune(0x2701 + code - 0x21)
}
