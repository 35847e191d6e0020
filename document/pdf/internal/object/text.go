package object

import (
	"strings"
	"unicode/utf16"
)

// TextString reads a string that is meant for people: UTF-16 or UTF-8 with its mark, else PDFDocEncoding.
func TextString(s String) string {
	switch {
	case strings.HasPrefix(string(s), "\xFE\xFF"):
		return UTF16(s[2:])
	case strings.HasPrefix(string(s), "\xFF\xFE"):
		swapped := make([]byte, 0, len(s))
		for i := 2; i+1 < len(s); i += 2 {
			swapped = append(swapped, s[i+1], s[i])
		}
		return UTF16(String(swapped))
	case strings.HasPrefix(string(s), "\xEF\xBB\xBF"):
		return strings.ToValidUTF8(string(s[3:]), "\uFFFD")
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteRune(docEncoding(s[i]))
	}
	return b.String()
}

// UTF16 reads two bytes a unit, high byte first.
func UTF16(s String) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// docEncoding is PDFDocEncoding (ISO 32000-1, annex D.3), which differs from Latin-1 in 0x18 to 0x1F and 0x80 to 0xA0.
func docEncoding(c byte) rune {
	const (
		low  = "\u02D8\u02C7\u02C6\u02D9\u02DD\u02DB\u02DA\u02DC"
		high = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\uFFFD€"
	)
	switch {
	case c >= 0x18 && c <= 0x1F:
		return []rune(low)[c-0x18]
	case c >= 0x80 && c <= 0xA0:
		return []rune(high)[c-0x80]
	}
	return rune(c)
}
