package font

import (
	"bytes"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// builtIn is the encoding that the program of a simple font has in itself.
type builtIn struct{ texts [256]string }

func (b *builtIn) has(code byte) bool { return b != nil && b.texts[code] != "" }

func (b *builtIn) text(code byte) string {
	if b == nil {
		return ""
	}
	return b.texts[code]
}

// readBuiltIn reads the encoding of an embedded program; nil where there is none.
func readBuiltIn(f *object.File, descriptor object.Dict) *builtIn {
	b := &builtIn{}
	switch {
	case descriptor["FontFile"] != nil:
		program, _ := f.Decode(f.Stream(descriptor["FontFile"]))
		b.typeOne(program, f.Meter)
	case descriptor["FontFile2"] != nil:
		program, _ := f.Decode(f.Stream(descriptor["FontFile2"]))
		b.trueType(openTrueType(program, f.Meter))
	case descriptor["FontFile3"] != nil:
		program, _ := f.Decode(f.Stream(descriptor["FontFile3"]))
		if bytes.HasPrefix(program, []byte("OTTO")) {
			program = openTrueType(program, f.Meter).table("CFF ")
		}
		if c := openCFF(program, f.Meter); c != nil {
			for code, name := range c.encoding() {
				b.texts[code] = nameText(name)
			}
		}
	default:
		return nil
	}
	return b
}

// typeOne reads "dup 65 /A put" between /Encoding and the encrypted part. A font that says StandardEncoding has that.
func (b *builtIn) typeOne(program []byte, meter *object.Meter) {
	if end := bytes.Index(program, []byte("eexec")); end >= 0 {
		program = program[:end]
	}
	at := bytes.Index(program, []byte("/Encoding"))
	if at < 0 {
		return
	}
	p := object.NewParser(program[at+len("/Encoding"):], meter)
	code := int64(-1)
	for {
		o, ok := p.Next()
		if !ok {
			return
		}
		switch v := o.(type) {
		case object.Keyword:
			if v == "StandardEncoding" {
				for code, name := range readEncoding(standardEncoding) {
					b.texts[code] = nameText(name)
				}
				return
			}
			if v == "def" || v == "readonly" {
				return
			}
			if digits, octal := strings.CutPrefix(string(v), "#"); octal { // 8#102
				code = 0
				for _, d := range digits[:min(len(digits), 3)] {
					code = code*8 + int64(d-'0')
				}
			}
		case int64:
			code = v
		case object.Name:
			if code >= 0 && code < 256 {
				b.texts[code] = nameText(string(v))
			}
			code = -1
		}
	}
}

// trueType takes the glyph that the font's own map gives for a code, and the character of that glyph by any other table.
func (b *builtIn) trueType(t *trueType) {
	if t == nil {
		return
	}
	byCode := t.codes()
	characters := t.characters()
	for code := range b.texts {
		glyph, ok := byCode[uint32(code)]
		if !ok {
			continue
		}
		if r, ok := characters[glyph]; ok {
			b.texts[code] = r
		}
	}
}

// glyphMap gives the characters of CIDs that no ToUnicode map names, from the program of the font.
type glyphMap struct {
	texts map[uint32]string
	toGID []byte // two bytes a CID; nil where the CID is the glyph
	// latin is true for Adobe's collections of Chinese, Japanese and Korean, whose CIDs 1 to 95 are ASCII.
	latin bool
}

func readGlyphMap(f *object.File, descendant, descriptor object.Dict) *glyphMap {
	m := &glyphMap{}
	ordering, _ := f.Text(f.Dict(descendant["CIDSystemInfo"])["Ordering"])
	switch ordering {
	case "Japan1", "GB1", "CNS1", "Korea1", "KR":
		m.latin = true
		return m
	}
	if s := f.Stream(descendant["CIDToGIDMap"]); s != nil {
		m.toGID, _ = f.Decode(s)
	}
	switch {
	case descriptor["FontFile2"] != nil:
		program, _ := f.Decode(f.Stream(descriptor["FontFile2"]))
		if t := openTrueType(program, f.Meter); t != nil {
			m.texts = t.characters()
		}
	case descriptor["FontFile3"] != nil:
		program, _ := f.Decode(f.Stream(descriptor["FontFile3"]))
		if bytes.HasPrefix(program, []byte("OTTO")) {
			t := openTrueType(program, f.Meter)
			if m.texts = t.characters(); len(m.texts) > 0 {
				return m
			}
			program = t.table("CFF ")
		}
		if c := openCFF(program, f.Meter); c != nil && !c.keyed {
			m.texts = map[uint32]string{}
			for glyph, name := range c.names() {
				m.texts[uint32(glyph)] = nameText(name)
			}
		}
	}
	return m
}

func (m *glyphMap) text(cid uint32) string {
	if m == nil {
		return ""
	}
	if m.latin {
		if cid >= 1 && cid <= 95 {
			return string(rune(' ' + cid - 1))
		}
		return ""
	}
	if m.toGID != nil {
		if int(cid)*2+1 >= len(m.toGID) {
			return ""
		}
		cid = uint32(m.toGID[cid*2])<<8 | uint32(m.toGID[cid*2+1])
	}
	return m.texts[cid]
}
