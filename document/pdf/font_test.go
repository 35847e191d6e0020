package pdf_test

import (
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

func big(values ...any) string {
	var b []byte
	for _, v := range values {
		switch v := v.(type) {
		case string:
			b = append(b, v...)
		default:
			b, _ = binary.Append(b, binary.BigEndian, v)
		}
	}
	return string(b)
}

// trueType is a program with one map, in the format given, of a platform and an encoding.
func trueType(platform, encoding uint16, table string) string {
	cmap := big(uint16(0), uint16(1), platform, encoding, uint32(12), table)
	return big("\x00\x01\x00\x00", uint16(1), uint16(0), uint16(0), uint16(0), "cmap", uint32(0), uint32(28), uint32(len(cmap)), cmap)
}

// compact is a program in the Compact Font Format with two glyphs of its own names.
func compact() string {
	index := func(items ...string) string {
		out, at := big(uint16(len(items)), uint8(1)), 1
		for _, item := range items {
			out += big(uint8(at))
			at += len(item)
		}
		out += big(uint8(at))
		for _, item := range items {
			out += item
		}
		return out
	}
	number := func(n int) string { return big(uint8(28), int16(n)) }
	head := "\x01\x00\x04\x01" + index("X")
	strings, routines := index("sterling.alt", "uni0037"), big(uint16(0))
	size := len(head) + len(index(number(0)+"\x0F"+number(0)+"\x10"+number(0)+"\x11")) + len(strings) + len(routines)
	charset := big(uint8(0), uint16(391), uint16(392))
	encoding := big(uint8(0), uint8(2), "AB")
	top := index(number(size) + "\x0F" + number(size+len(charset)) + "\x10" + number(size+len(charset)+len(encoding)) + "\x11")
	return head + top + strings + routines + charset + encoding + index("\x0E", "\x0E", "\x0E")
}

func TestCharactersAreLookedForInTheFontItself(t *testing.T) {
	segments := big(uint16(4), uint16(32), uint16(0), uint16(4), uint16(0), uint16(0), uint16(0), // two segments
		uint16(0x42), uint16(0xFFFF), uint16(0), uint16(0x41), uint16(0xFFFF), int16(1-0x41), int16(1), uint16(0), uint16(0))
	groups := big(uint16(12), uint16(0), uint32(28), uint32(0), uint32(1), uint32(0x41), uint32(0x42), uint32(1))
	trimmed := big(uint16(6), uint16(14), uint16(0), uint16(0x41), uint16(2), uint16(1), uint16(2))
	const composite = "/Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Subtype /CIDFontType2 %s/FontDescriptor << /FontFile2 %d 0 R >> >>]"
	const simple = "/Subtype /Type1 /BaseFont /X %s/FontDescriptor << /Flags 4 /FontFile%s %d 0 R >>"
	for name, c := range map[string]struct {
		program string
		font    func(n int) string
		shown   string
		want    string
	}{
		"by segments of a Unicode map": {trueType(3, 1, segments), func(n int) string { return fmt.Sprintf(composite, "", n) }, "<00010002>", "AB"},
		"by groups of a Unicode map":   {trueType(3, 10, groups), func(n int) string { return fmt.Sprintf(composite, "", n) }, "<00010002>", "AB"},
		"by a trimmed Unicode map":     {trueType(0, 3, trimmed), func(n int) string { return fmt.Sprintf(composite, "", n) }, "<00010002>", "AB"},
		"in the encoding of a Type 1":  {"%!PS\n/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\ndup 65 /sterling put\ndup 8#102 /seven put\nreadonly def currentfile eexec", func(n int) string { return fmt.Sprintf(simple, "", "", n) }, "(AB)", "£7"},
		"in that of a compact program": {compact(), func(n int) string { return fmt.Sprintf(simple, "", "3", n) }, "(AB)", "£7"},
		"but differences count for more": {compact(), func(n int) string {
			return fmt.Sprintf(simple, "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [65 /eight] >> ", "3", n)
		}, "(AB)", "8B"},
		"and a program of rubbish tells nothing": {"rubbish", func(n int) string { return fmt.Sprintf(composite, "", n) }, "<00010002>", "\uFFFD\uFFFD"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile()
			n := f.stream("", c.program)
			f.resources = fmt.Sprintf("/Font << /F1 %d 0 R >>", f.add("<< /Type /Font "+c.font(n)+" >>"))
			f.page("BT /F1 12 Tf 72 700 Td "+c.shown+" Tj ET", "")
			assert.Equal(t, c.want, texts(open(t, f.bytes())))
		})
	}
}

func TestACodeIsReadThroughAMapOfTheFile(t *testing.T) {
	f := newFile()
	codes := f.stream("/Type /CMap", "1 begincodespacerange <00> <7F> endcodespacerange 1 begincodespacerange <8000> <FFFF> endcodespacerange 1 begincidrange <8001> <8002> 1 endcidrange 1 begincidchar <41> 2 endcidchar")
	program := f.stream("", trueType(3, 1, big(uint16(6), uint16(14), uint16(0), uint16(0x41), uint16(2), uint16(1), uint16(2))))
	f.resources = fmt.Sprintf("/Font << /F1 %d 0 R >>", f.add(fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding %d 0 R /DescendantFonts [<< /Subtype /CIDFontType2 /W [1 [600] 2 3 500] /FontDescriptor << /FontFile2 %d 0 R >> >>] >>", codes, program)))
	f.page("BT /F1 12 Tf 72 700 Td <8001418002> Tj ET", "")
	assert.Equal(t, "ABB", texts(open(t, f.bytes())))
}
