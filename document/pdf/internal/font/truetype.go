package font

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// trueType is the tables of a TrueType or OpenType program. All reading is by offsets that may lie: what lies outside is zero.
type trueType struct {
	data   []byte
	tables map[string][2]int // offset and length
	meter  *object.Meter
}

func openTrueType(data []byte, meter *object.Meter) *trueType {
	t := &trueType{data: data, tables: map[string][2]int{}, meter: meter}
	if strings.HasPrefix(string(data[:min(4, len(data))]), "ttcf") {
		return t
	}
	for i := range min(64, t.u16(4)) {
		at := 12 + 16*i
		if at+16 > len(data) {
			break
		}
		offset, length := t.u32(at+8), t.u32(at+12)
		if offset < 0 || offset > len(data) {
			continue
		}
		t.tables[string(data[at:at+4])] = [2]int{offset, max(0, min(length, len(data)-offset))}
	}
	return t
}

func (t *trueType) table(name string) []byte {
	at, ok := t.tables[name]
	if !ok {
		return nil
	}
	return t.data[at[0] : at[0]+at[1]]
}

func (t *trueType) u16(at int) int {
	if at < 0 || at+2 > len(t.data) {
		return 0
	}
	return int(t.data[at])<<8 | int(t.data[at+1])
}

// u32 is a number of 32 bits; one that no offset can be is -1.
func (t *trueType) u32(at int) int {
	high, low := t.u16(at), t.u16(at+2)
	if high > 0x7FFF {
		return -1
	}
	return high<<16 | low
}

// maps are the offsets of the maps of a font by platform and encoding.
func (t *trueType) maps() map[[2]int]int {
	maps := map[[2]int]int{}
	base, ok := t.tables["cmap"]
	if !ok {
		return maps
	}
	for i := range min(32, t.u16(base[0]+2)) {
		at := base[0] + 4 + 8*i
		if offset := t.u32(at + 4); offset > 0 {
			maps[[2]int{t.u16(at), t.u16(at + 2)}] = base[0] + offset
		}
	}
	return maps
}

// codes are the glyphs of the codes of a simple font: by the symbol map, in which codes stand from 0xF000 on, or by that of the
// Macintosh.
func (t *trueType) codes() map[uint32]uint32 {
	maps := t.maps()
	codes := map[uint32]uint32{}
	if at, ok := maps[[2]int{1, 0}]; ok {
		t.each(at, func(code, glyph uint32) { codes[code] = glyph })
	}
	if at, ok := maps[[2]int{3, 0}]; ok {
		t.each(at, func(code, glyph uint32) { codes[code&0xFF] = glyph })
	}
	return codes
}

// characters are those of the glyphs, by the Unicode maps and, for what they leave out, by the names of the glyphs.
func (t *trueType) characters() map[uint32]string {
	texts := map[uint32]string{}
	for glyph, name := range t.names() {
		if text := nameText(name); text != "" {
			texts[uint32(glyph)] = text
		}
	}
	maps := t.maps()
	for _, key := range [][2]int{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {3, 1}, {0, 4}, {0, 6}, {3, 10}} {
		at, ok := maps[key]
		if !ok {
			continue
		}
		taken := map[uint32]bool{}
		t.each(at, func(code, glyph uint32) {
			// Of several characters of one glyph the lowest is the usual one: a space before a no-break space.
			if text := character(code); text != Unknown && !taken[glyph] && glyph != 0 {
				taken[glyph] = true
				texts[glyph] = text
			}
		})
	}
	return texts
}

// each calls yield for every code of a map, in ascending order, of the formats 0, 4, 6 and 12.
func (t *trueType) each(at int, yield func(code, glyph uint32)) {
	switch t.u16(at) {
	case 0:
		for code := range 256 {
			if at+6+code < len(t.data) && t.data[at+6+code] != 0 {
				yield(uint32(code), uint32(t.data[at+6+code]))
			}
		}
	case 4:
		t.segments(at, yield)
	case 6:
		first := t.u16(at + 6)
		for i := range t.u16(at + 8) {
			if glyph := t.u16(at + 10 + 2*i); glyph != 0 && t.meter.Spend(1) {
				yield(uint32(first+i), uint32(glyph))
			}
		}
	case 12:
		count := 0
		for i := range min(1<<16, max(0, t.u32(at+12))) {
			group := at + 16 + 12*i
			first, last, glyph := t.u32(group), t.u32(group+4), t.u32(group+8)
			for code := first; code >= 0 && code <= last && count < mostCodes && t.meter.Spend(1); code++ {
				yield(uint32(code), uint32(glyph+code-first))
				count++
			}
		}
	}
}

// segments reads format 4.
func (t *trueType) segments(at int, yield func(code, glyph uint32)) {
	twice := t.u16(at+6) &^ 1
	ends, starts := at+14, at+16+twice
	deltas, offsets := starts+twice, starts+2*twice
	for i := 0; i < twice; i += 2 {
		first, last, delta, offset := t.u16(starts+i), t.u16(ends+i), t.u16(deltas+i), t.u16(offsets+i)
		for code := first; code <= last && code < 0xFFFF && t.meter.Spend(1); code++ {
			glyph := code
			if offset != 0 {
				if glyph = t.u16(offsets + i + offset + 2*(code-first)); glyph == 0 {
					continue
				}
			}
			if glyph = (glyph + delta) & 0xFFFF; glyph != 0 {
				yield(uint32(code), uint32(glyph))
			}
		}
	}
}

// names are those of the glyphs, from a post table of format 2.
func (t *trueType) names() []string {
	post := t.table("post")
	if len(post) < 34 || string(post[:4]) != "\x00\x02\x00\x00" {
		return nil
	}
	count := int(post[32])<<8 | int(post[33])
	if len(post) < 34+2*count {
		return nil
	}
	var own []string
	for rest := post[34+2*count:]; len(rest) > 0 && len(own) < 1<<16; {
		n := min(int(rest[0]), len(rest)-1)
		own = append(own, string(rest[1:1+n]))
		rest = rest[1+n:]
	}
	standard := macGlyphs()
	names := make([]string, count)
	for i := range names {
		index := int(post[34+2*i])<<8 | int(post[35+2*i])
		switch {
		case index < len(standard):
			names[i] = standard[index]
		case index-258 >= 0 && index-258 < len(own):
			names[i] = own[index-258]
		}
	}
	return names
}

// macGlyphs are the 258 names that a post table counts by: those of the MacRoman encoding and some more.
func macGlyphs() []string {
	names := []string{"", "", ""}
	for code, name := range readEncoding(macRomanEncoding) {
		if code >= ' ' && code != 0x7F {
			names = append(names, name)
		}
	}
	return append(names, strings.Fields("Lslash lslash Scaron scaron Zcaron zcaron brokenbar Eth eth Yacute yacute Thorn thorn minus multiply "+
		"onesuperior twosuperior threesuperior onehalf onequarter threequarters franc Gbreve gbreve Idotaccent Scedilla scedilla Cacute cacute "+
		"Ccaron ccaron dcroat")...)
}
