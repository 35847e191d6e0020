package font

import (
	"strings"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// loadComposite reads a font of several bytes a character: Type 0, over a descendant that has the widths.
func (t *Font) loadComposite(f *object.File, dict object.Dict) {
	t.composite = true
	var descendant object.Dict
	if list := f.Array(dict["DescendantFonts"]); len(list) > 0 {
		descendant = f.Dict(list[0])
	}
	descriptor := f.Dict(descendant["FontDescriptor"])
	t.style(f, descriptor, baseName(f, dict))
	switch encoding := f.Resolve(dict["Encoding"]).(type) {
	case *object.Stream:
		t.codes = readCMap(f, encoding, 0)
		t.Vertical = f.Int(encoding.Dict["WMode"], 0) == 1
	case object.Name:
		t.predefined(string(encoding))
	default:
		t.predefined("Identity-H")
	}
	t.width = number(f, descendant["DW"], 1000) / 1000
	t.cidWidths(f, f.Array(descendant["W"]))
	t.glyphs = readGlyphMap(f, descendant, descriptor)
}

// predefined is one of the maps that a reader is to know. Those of Unicode say what their codes are; of the others the part
// that is ASCII is read.
func (t *Font) predefined(name string) {
	t.Vertical = strings.HasSuffix(name, "-V") || name == "V"
	t.codes = &cmap{spaces: twoBytes(), identity: true}
	unicode := func(size int, read func(code uint32) string) {
		t.codes.spaces = []codeSpace{{size, 0, uint32(1<<(8*size) - 1)}}
		t.direct = read
	}
	switch {
	case strings.Contains(name, "UTF16"):
		t.codes.spaces = []codeSpace{{2, 0, 0xD7FF}, {2, 0xE000, 0xFFFF}, {4, 0xD800DC00, 0xDBFFDFFF}}
		t.direct = func(code uint32) string {
			if code > 0xFFFF {
				return string(0x10000 + rune(code>>16&0x3FF)<<10 + rune(code&0x3FF))
			}
			return character(code)
		}
	case strings.Contains(name, "UCS2"):
		unicode(2, character)
	case strings.Contains(name, "UTF32"):
		unicode(4, character)
	case strings.Contains(name, "UTF8"):
		t.codes.spaces = []codeSpace{{1, 0, 0x7F}, {2, 0xC280, 0xDFBF}, {3, 0xE08080, 0xEFBFBF}, {4, 0xF0808080, 0xF4BFBFBF}}
		t.direct = func(code uint32) string {
			r, _ := utf8.DecodeRune(utf8Bytes(code))
			return character(uint32(r))
		}
	case strings.Contains(name, "RKSJ"):
		t.codes.spaces = []codeSpace{{1, 0, 0x80}, {1, 0xA0, 0xDF}, {2, 0x8140, 0x9FFC}, {2, 0xE040, 0xFCFC}}
	case strings.HasPrefix(name, "Identity") || name == "H" || name == "V":
	default:
		// GBK-EUC-H, ETen-B5-H, KSCms-UHC-H and their kin: one byte of ASCII, or two.
		t.codes.spaces = []codeSpace{{1, 0, 0x80}, {2, 0x8140, 0xFEFE}}
	}
}

func character(code uint32) string {
	if code == 0 || code > utf8.MaxRune || code >= 0xD800 && code < 0xE000 {
		return Unknown
	}
	return string(rune(code))
}

func utf8Bytes(code uint32) []byte {
	bytes := []byte{byte(code >> 24), byte(code >> 16), byte(code >> 8), byte(code)}
	for len(bytes) > 1 && bytes[0] == 0 {
		bytes = bytes[1:]
	}
	return bytes
}

// cidWidths reads "first [w w …]" and "first last w".
func (t *Font) cidWidths(f *object.File, list object.Array) {
	const mostCIDs = 1 << 16
	for i := 0; i+1 < len(list) && f.Meter.Spend(1); {
		first := f.Int(list[i], -1)
		if widths := f.Array(list[i+1]); widths != nil {
			for k, w := range widths[:min(len(widths), mostCIDs)] {
				if cid := first + k; first >= 0 && cid < mostCIDs {
					t.widths[uint32(cid)] = number(f, w, 0) / 1000
				}
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			return
		}
		last, w := f.Int(list[i+1], -1), number(f, list[i+2], 0)/1000
		if first >= 0 && f.Meter.Spend(2*max(0, min(last, mostCIDs)-first)) {
			for cid := first; cid <= min(last, mostCIDs-1); cid++ {
				t.widths[uint32(cid)] = w
			}
		}
		i += 3
	}
}
