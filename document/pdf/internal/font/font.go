package font

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// Font reads the strings of one font.
type Font struct {
	Bold, Italic bool
	// Vertical is true where the text runs downwards.
	Vertical bool
	// Scale is by how much the size of a Type 3 font is larger than it says; 1 for all others.
	Scale float64

	composite bool
	codes     *cmap // of a composite font: how a string falls into codes, and their CIDs
	unicode   *cmap // ToUnicode
	direct    func(code uint32) string
	texts     map[uint32]string
	widths    map[uint32]float64
	width     float64
	simple    *[256]string
	glyphs    *glyphMap
}

// Character is one code of a string.
type Character struct {
	// Text is usually one character, more for a ligature, empty for what has no meaning.
	Text string
	// Width is how far the next character stands, in parts of the size; downwards in a vertical font.
	Width float64
	// Space is true for the code 32 of one byte, which word spacing widens.
	Space bool
}

// Unknown is the text of a code of which the file does not tell the character.
const Unknown = "\uFFFD"

// Load reads a font. It never fails: a font that is damaged has characters that are unknown.
func Load(f *object.File, o object.Object) *Font {
	dict := f.Dict(o)
	font := &Font{Scale: 1, texts: map[uint32]string{}, widths: map[uint32]float64{}}
	if s := f.Stream(dict["ToUnicode"]); s != nil {
		font.unicode = readCMap(f, s, 0)
	}
	if f.Name(dict["Subtype"]) == "Type0" {
		font.loadComposite(f, dict)
	} else {
		font.loadSimple(f, dict)
	}
	return font
}

// Characters calls yield for each code of a string.
func (t *Font) Characters(s object.String, yield func(Character)) {
	if !t.composite {
		for i := range len(s) {
			code := uint32(s[i])
			yield(Character{Text: t.text(code, 1), Width: t.codeWidth(code), Space: code == ' '})
		}
		return
	}
	for len(s) > 0 {
		code, size := t.codes.next(s)
		s = s[size:]
		yield(Character{Text: t.text(code, size), Width: t.codeWidth(t.codes.cid(code)), Space: size == 1 && code == ' '})
	}
}

func (t *Font) codeWidth(code uint32) float64 {
	if t.Vertical {
		return 1
	}
	if w, ok := t.widths[code]; ok {
		return w
	}
	return t.width
}

// text is what a code says, remembered.
func (t *Font) text(code uint32, size int) string {
	if text, ok := t.texts[code]; ok {
		return text
	}
	text := t.lookUp(code, size)
	if len(t.texts) < 1<<16 {
		t.texts[code] = text
	}
	return text
}

func (t *Font) lookUp(code uint32, size int) string {
	if t.unicode != nil {
		if text, ok := t.unicode.text(code); ok && meaningful(text) {
			return clean(text)
		}
	}
	if !t.composite {
		return clean(t.simple[code&0xFF])
	}
	if t.direct != nil {
		return clean(t.direct(code))
	}
	cid := t.codes.cid(code)
	if text := t.glyphs.text(cid); text != "" {
		return clean(text)
	}
	if size == 1 && code >= ' ' && code < 0x7F {
		return string(rune(code))
	}
	return Unknown
}

// meaningful says whether a map tells anything: some writers map what they do not know to NUL or to the private area.
func meaningful(text string) bool {
	for _, r := range text {
		if r != 0 && r != 0xFFFD && r != 0xFFFF && (r < 0xE000 || r > 0xF8FF) {
			return true
		}
	}
	return false
}

// clean writes ligatures out, and what looks the same as one character.
func clean(text string) string {
	plain := true
	for i := range len(text) {
		plain = plain && text[i] >= ' ' && text[i] < 0x7F
	}
	if plain {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\u00A0' || r == '\u2007' || r == '\u202F' || r == '\t' || r == '\n' || r == '\r':
			b.WriteByte(' ')
		case r == '\u2010' || r == '\u2011':
			b.WriteByte('-')
		case r < ' ' || r == 0x7F || r == '\u200B' || r == '\u200C' || r == '\u200D' || r == '\u2060' || r == '\uFEFF' || r >= '\u202A' && r <= '\u202E':
		case r >= 0xFB00 && r <= 0xFB04:
			b.WriteString([]string{"ff", "fi", "fl", "ffi", "ffl"}[r-0xFB00])
		case r >= 0xF000 && r <= 0xF0FF:
			b.WriteString(private(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// private reads the private area where Windows keeps the glyphs of its symbol fonts: bullets as such, the rest as Latin.
func private(r rune) string {
	switch r {
	case 0xF0B7, 0xF0A7, 0xF0A8, 0xF076, 0xF0D8, 0xF0FC, 0xF071, 0xF0E8, 0xF06E, 0xF0F0:
		return "•"
	}
	if r -= 0xF000; r >= ' ' && r < 0x7F {
		return string(r)
	}
	return Unknown
}
