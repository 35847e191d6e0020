package font

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// cff is the head of a Compact Font Format program (Adobe technical note 5176): enough to know the names of its glyphs and its
// encoding.
type cff struct {
	data    []byte
	top     map[int][]int // operands of the top dictionary by operator
	strings [][]byte
	glyphs  int
	keyed   bool // glyphs have CIDs and no names
	meter   *object.Meter
}

// The operators of a top dictionary that are used here; 12 is an escape.
const (
	opCharset     = 15
	opEncoding    = 16
	opCharStrings = 17
	opROS         = 12<<8 | 30
)

func openCFF(data []byte, meter *object.Meter) *cff {
	if len(data) < 4 || data[0] != 1 {
		return nil
	}
	c := &cff{data: data, meter: meter}
	_, rest, ok := c.index(int(data[2]))
	if !ok {
		return nil
	}
	dicts, rest, ok := c.index(rest)
	if !ok || len(dicts) == 0 {
		return nil
	}
	if c.strings, _, ok = c.index(rest); !ok {
		return nil
	}
	c.top = topDict(dicts[0])
	_, c.keyed = c.top[opROS]
	if glyphs, _, ok := c.index(c.operand(opCharStrings, 0)); ok {
		c.glyphs = len(glyphs)
	}
	return c
}

// index reads a list of byte strings, and returns where it ends.
func (c *cff) index(at int) (list [][]byte, end int, ok bool) {
	if at < 0 || at+2 > len(c.data) {
		return nil, 0, false
	}
	count := int(c.data[at])<<8 | int(c.data[at+1])
	if count == 0 {
		return nil, at + 2, true
	}
	size := int(c.data[min(at+2, len(c.data)-1)])
	base := at + 3 + (count+1)*size - 1
	if size < 1 || size > 4 || base > len(c.data) || !c.meter.Spend(count) {
		return nil, 0, false
	}
	offset := func(i int) int {
		n := 0
		for _, b := range c.data[at+3+i*size : at+3+(i+1)*size] {
			n = n<<8 | int(b)
		}
		return base + n
	}
	for i := range count {
		from, to := offset(i), offset(i+1)
		if from < 0 || to < from || to > len(c.data) {
			return nil, 0, false
		}
		list = append(list, c.data[from:to])
	}
	return list, offset(count), true
}

// topDict reads operands and operators. Real numbers, which no operator here has, are passed over.
func topDict(data []byte) map[int][]int {
	dict := map[int][]int{}
	var operands []int
	for i := 0; i < len(data); {
		b := int(data[i])
		byteAt := func(k int) int {
			if i+k < len(data) {
				return int(data[i+k])
			}
			return 0
		}
		switch {
		case b == 12:
			dict[b<<8|byteAt(1)] = operands
			operands = nil
			i += 2
		case b <= 21:
			dict[b] = operands
			operands = nil
			i++
		case b == 28:
			operands = append(operands, int(int16(byteAt(1)<<8|byteAt(2))))
			i += 3
		case b == 29:
			operands = append(operands, int(int32(uint32(byteAt(1))<<24|uint32(byteAt(2))<<16|uint32(byteAt(3))<<8|uint32(byteAt(4)))))
			i += 5
		case b == 30:
			for i++; i < len(data) && data[i]&0x0F != 0x0F && data[i]>>4 != 0x0F; i++ {
			}
			operands = append(operands, 0)
			i++
		case b >= 32 && b <= 246:
			operands = append(operands, b-139)
			i++
		case b >= 247 && b <= 250:
			operands = append(operands, (b-247)*256+byteAt(1)+108)
			i += 2
		case b >= 251 && b <= 254:
			operands = append(operands, -(b-251)*256-byteAt(1)-108)
			i += 2
		default:
			i++
		}
	}
	return dict
}

func (c *cff) operand(operator, otherwise int) int {
	if operands := c.top[operator]; len(operands) > 0 {
		return operands[0]
	}
	return otherwise
}

func (c *cff) byteAt(at int) int {
	if at < 0 || at >= len(c.data) {
		return 0
	}
	return int(c.data[at])
}

// names are those of the glyphs in their order.
func (c *cff) names() []string {
	if c.keyed {
		return nil
	}
	ids := make([]int, 1, c.glyphs+1)
	at := c.operand(opCharset, 0)
	if at <= 2 {
		// A predefined set of characters: that of ISO Adobe counts 228.
		for id := 1; id < min(c.glyphs, 229); id++ {
			ids = append(ids, id)
		}
	} else {
		format := c.byteAt(at)
		for at++; len(ids) < c.glyphs && at < len(c.data) && c.meter.Spend(1); {
			id := c.byteAt(at)<<8 | c.byteAt(at+1)
			at += 2
			left := 0
			switch format {
			case 1:
				left = c.byteAt(at)
				at++
			case 2:
				left = c.byteAt(at)<<8 | c.byteAt(at+1)
				at += 2
			}
			for k := 0; k <= left && len(ids) < c.glyphs; k++ {
				ids = append(ids, id+k)
			}
		}
	}
	standard := cffStrings()
	names := make([]string, len(ids))
	for i, id := range ids {
		switch {
		case id < len(standard):
			names[i] = standard[id]
		case id >= 239 && id <= 248:
			names[i] = standard[17+id-239] // figures of the old style
		case id >= 391 && id-391 < len(c.strings):
			names[i] = string(c.strings[id-391])
		}
	}
	return names
}

// encoding is the names by code.
func (c *cff) encoding() (byCode [256]string) {
	at := c.operand(opEncoding, 0)
	if at <= 1 {
		return readEncoding(standardEncoding)
	}
	names := c.names()
	set := func(code, glyph int) {
		if code < 256 && glyph < len(names) {
			byCode[code] = names[glyph]
		}
	}
	format, count := c.byteAt(at)&0x7F, c.byteAt(at+1)
	glyph := 1
	for i := range count {
		switch format {
		case 0:
			set(c.byteAt(at+2+i), glyph)
			glyph++
		case 1:
			first, left := c.byteAt(at+2+2*i), c.byteAt(at+3+2*i)
			for k := range left + 1 {
				set(first+k, glyph)
				glyph++
			}
		}
	}
	return byCode
}

// cffStrings are the standard strings 0 to 228: those of the standard encoding in its order, and the other letters of Latin-1.
// Those beyond are names of an expert set.
func cffStrings() []string {
	names := []string{".notdef"}
	for _, name := range readEncoding(standardEncoding) {
		if name != "" {
			names = append(names, name)
		}
	}
	return append(names, strings.Fields("onesuperior logicalnot mu trademark Eth onehalf plusminus Thorn onequarter divide brokenbar degree thorn "+
		"threequarters twosuperior registered minus eth multiply threesuperior copyright Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla "+
		"Eacute Ecircumflex Edieresis Egrave Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute "+
		"Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis agrave aring atilde ccedilla eacute ecircumflex edieresis "+
		"egrave iacute icircumflex idieresis igrave ntilde oacute ocircumflex odieresis ograve otilde scaron uacute ucircumflex udieresis ugrave "+
		"yacute ydieresis zcaron")...)
}
