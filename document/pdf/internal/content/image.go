package content

import (
	"bytes"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// inlineImage passes over "BI … ID data EI". The data may hold anything, so their length is worked out where they are not
// packed; else EI counts where what follows it reads like operators.
func (i *interpreter) inlineImage(p *object.Parser) {
	dict := object.Dict{}
	for {
		o, ok := p.Next()
		if !ok {
			return
		}
		if o == object.Keyword("ID") {
			break
		}
		key, named := o.(object.Name)
		if !named {
			continue
		}
		value, ok := p.Next()
		if !ok {
			return
		}
		dict[key] = value
	}
	p.Skip(1)
	data := p.Rest()
	if n := plainLength(dict); n > 0 && n < len(data) {
		if tail := bytes.TrimLeft(data[n:min(len(data), n+8)], "\r\n \t"); bytes.HasPrefix(tail, []byte("EI")) {
			p.Skip(n + bytes.Index(data[n:], []byte("EI")) + 2)
			i.picture()
			return
		}
	}
	p.Skip(endOfImage(data))
	i.file.Meter.Spend(len(data) / 200)
	i.picture()
}

// plainLength is how many bytes an image without a filter has; 0 where that is not known.
func plainLength(dict object.Dict) int {
	get := func(short, long object.Name) object.Object {
		if o := dict[short]; o != nil {
			return o
		}
		return dict[long]
	}
	if get("F", "Filter") != nil {
		return 0
	}
	w, _ := get("W", "Width").(int64)
	h, _ := get("H", "Height").(int64)
	bits, _ := get("BPC", "BitsPerComponent").(int64)
	colours := int64(1)
	switch get("CS", "ColorSpace") {
	case object.Name("RGB"), object.Name("DeviceRGB"):
		colours = 3
	case object.Name("CMYK"), object.Name("DeviceCMYK"):
		colours = 4
	}
	if mask, _ := get("IM", "ImageMask").(bool); mask {
		bits = 1
	}
	if w <= 0 || h <= 0 || bits <= 0 || w > 1<<16 || h > 1<<16 || bits > 16 {
		return 0
	}
	return int(min((w*bits*colours+7)/8*h, 1<<30))
}

// endOfImage is where the data of an inline image end, behind EI.
func endOfImage(data []byte) int {
	for at := 0; ; {
		next := bytes.Index(data[at:], []byte("EI"))
		if next < 0 {
			return len(data)
		}
		at += next
		before := at == 0 || blank(data[at-1])
		after := at+2 >= len(data) || blank(data[at+2])
		if before && after && readable(data[at+2:min(len(data), at+26)]) {
			return at + 2
		}
		at += 2
	}
}

func blank(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func readable(data []byte) bool {
	for _, c := range data {
		if !blank(c) && (c < ' ' || c > 0x7E) {
			return false
		}
	}
	return true
}
