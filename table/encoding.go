package table

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Encoding is how the characters of a text file stand in its bytes.
type Encoding int

const (
	// UTF8 is UTF-8, with or without a byte-order mark, and the zero value.
	UTF8 Encoding = iota
	// UTF16LE is UTF-16 with the small end first: Excel's "Unicode Text" and what PowerShell writes.
	UTF16LE
	// UTF16BE is UTF-16 with the big end first.
	UTF16BE
	// Windows1252 is a byte for a character, as Excel's plain CSV is on an English machine.
	Windows1252
)

var encodingNames = [...]string{UTF8: "UTF-8", UTF16LE: "UTF-16 LE", UTF16BE: "UTF-16 BE", Windows1252: "Windows-1252"}

func (e Encoding) String() string {
	if e >= 0 && int(e) < len(encodingNames) {
		return encodingNames[e]
	}
	return fmt.Sprintf("Encoding(%d)", int(e))
}

// Decode gives a text in UTF-8 without a byte-order mark, and says how it was encoded. UTF-16 is known by its mark, or by the
// zero beside each of its first letters; what is not UTF-8 is Windows-1252 unless a byte of it means nothing there or other
// parts are UTF-8. The result may share the memory of content. The error is a [*figure.Fault] with the line.
func Decode(content []byte) ([]byte, Encoding, error) {
	switch {
	case bytes.HasPrefix(content, []byte("\xFF\xFE\x00\x00")), bytes.HasPrefix(content, []byte("\x00\x00\xFE\xFF")):
		return nil, UTF8, &figure.Fault{Code: "encoding", Problem: "the text is UTF-32", Remedy: "save it as UTF-8"}
	case bytes.HasPrefix(content, []byte{0xFF, 0xFE}):
		text, err := decode16(content[2:], binary.LittleEndian)
		return text, UTF16LE, err
	case bytes.HasPrefix(content, []byte{0xFE, 0xFF}):
		text, err := decode16(content[2:], binary.BigEndian)
		return text, UTF16BE, err
	}
	if content = bytes.TrimPrefix(content, []byte("\uFEFF")); utf8.Valid(content) {
		if order, encoding, ok := unmarked16(content); ok {
			text, err := decode16(content, order)
			return text, encoding, err
		}
		return content, UTF8, nil
	}
	if order, encoding, ok := unmarked16(content); ok {
		text, err := decode16(content, order)
		return text, encoding, err
	}
	text, err := decode1252(content)
	return text, Windows1252, err
}

// unmarked16 recognises UTF-16 without a mark: of the first thousand bytes, one of each pair is zero in most pairs, and the
// other in none.
func unmarked16(content []byte) (binary.ByteOrder, Encoding, bool) {
	sample := content[:min(len(content), 1000)]
	if len(content)%2 != 0 || len(sample) < 4 {
		return nil, UTF8, false
	}
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(sample) / 2
	switch {
	case zeros[0] == 0 && zeros[1]*4 >= pairs*3:
		return binary.LittleEndian, UTF16LE, true
	case zeros[1] == 0 && zeros[0]*4 >= pairs*3:
		return binary.BigEndian, UTF16BE, true
	}
	return nil, UTF8, false
}

func decode16(content []byte, order binary.ByteOrder) ([]byte, error) {
	if len(content)%2 != 0 {
		return nil, &figure.Fault{Code: "encoding", Problem: "the text is UTF-16 and ends within a character", Remedy: "save it as UTF-8"}
	}
	text := make([]byte, 0, len(content)/2+len(content)/16)
	line := 1
	for i := 0; i < len(content); i += 2 {
		r := rune(order.Uint16(content[i:]))
		if r == '\n' {
			line++
		}
		if utf16.IsSurrogate(r) {
			if i += 2; i < len(content) {
				r = utf16.DecodeRune(r, rune(order.Uint16(content[i:])))
			}
			if i >= len(content) || r == utf8.RuneError {
				return nil, &figure.Fault{
					Code: "encoding", Place: figure.Place{Line: line},
					Problem: "half of a UTF-16 character stands alone", Remedy: "save the file as UTF-8",
				}
			}
		}
		text = utf8.AppendRune(text, r)
	}
	return text, nil
}

// windows1252 is what the bytes 80 to 9F mean in Windows-1252; zero is nothing. The others are those of Unicode.
var windows1252 = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// decode1252 reads text that is not UTF-8. A text of which some characters are UTF-8 and others are not was damaged on its
// way, and which of its letters are right cannot be told.
func decode1252(content []byte) ([]byte, error) {
	text := make([]byte, 0, len(content)+len(content)/16)
	line, mixed, first, whole := 1, false, 0, 0
	for i := 0; i < len(content); i++ {
		b := content[i]
		switch {
		case b == '\n':
			line++
		case b < utf8.RuneSelf || i < whole:
		case isRune(content[i:]):
			_, size := utf8.DecodeRune(content[i:])
			mixed, whole = true, i+size
		case first == 0:
			first = line
		}
		r := rune(b)
		if b >= 0x80 && b < 0xA0 {
			r = windows1252[b-0x80]
		}
		if r == 0 && b != 0 {
			return nil, &figure.Fault{
				Code: "encoding", Place: figure.Place{Line: line},
				Problem: fmt.Sprintf("the byte %02X is no character, neither in UTF-8 nor in Windows-1252", b), Remedy: "save the file as UTF-8",
			}
		}
		text = utf8.AppendRune(text, r)
	}
	if mixed {
		return nil, &figure.Fault{
			Code: "encoding", Place: figure.Place{Line: first},
			Problem: "the line is not UTF-8 text, and other lines are", Remedy: "save the file as UTF-8",
		}
	}
	return text, nil
}

// isRune says whether a text begins with a character of more than one byte.
func isRune(content []byte) bool {
	r, size := utf8.DecodeRune(content)
	return r != utf8.RuneError && size > 1
}
