package font

import (
	"math"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// loadSimple reads a font of one byte a character: Type 1, TrueType or Type 3.
func (t *Font) loadSimple(f *object.File, dict object.Dict) {
	descriptor := f.Dict(dict["FontDescriptor"])
	name := baseName(f, dict)
	t.style(f, descriptor, name)
	standard := standardFont(name)
	names, explicit := encodingNames(f, dict, descriptor, standard)
	t.simple = &[256]string{}
	var built *builtIn
	if !explicit {
		built = readBuiltIn(f, descriptor)
	}
	dingbats := standard == "ZapfDingbats"
	lower := strings.ToLower(name)
	pictorial := strings.Contains(lower, "wingdings") || strings.Contains(lower, "webdings")
	for code := range t.simple {
		text := ""
		if name := names[code]; name != "" {
			if dingbats {
				text = dingbat(name)
			}
			if text == "" {
				text = nameText(name)
			}
		}
		if pictorial {
			text = pictured(text)
		}
		if text == "" || !explicit && built.has(byte(code)) {
			if b := built.text(byte(code)); b != "" {
				text = b
			}
		}
		if text == "" {
			text = Unknown
		}
		t.simple[code] = text
	}
	t.simpleWidths(f, dict, descriptor, standard, names)
	if f.Name(dict["Subtype"]) == "Type3" {
		t.typeThree(f, dict)
	}
}

// pictured is what a letter is drawn as in Wingdings: the marks of lists, a tick and a cross. Any other is not known.
func pictured(letter string) string {
	switch letter {
	case "l", "n", "o", "p", "q", "u", "v", "w", "§", "·", "Ø", "¡", "¨", "à", "è":
		return "•"
	case "ü", "þ":
		return "✓"
	case "û", "ý":
		return "✗"
	case " ":
		return letter
	}
	return Unknown
}

func baseName(f *object.File, dict object.Dict) string {
	name := string(f.Name(dict["BaseFont"]))
	if len(name) > 7 && name[6] == '+' {
		name = name[7:]
	}
	return name
}

// style tells bold and italic by the descriptor, and by the name, which is often all there is.
func (t *Font) style(f *object.File, descriptor object.Dict, name string) {
	const italic, forceBold = 1 << 6, 1 << 18
	flags := f.Int(descriptor["Flags"], 0)
	lower := strings.ToLower(name)
	t.Bold = flags&forceBold != 0 || f.Int(descriptor["FontWeight"], 400) >= 600
	for _, word := range []string{"bold", "black", "heavy", "demi"} {
		t.Bold = t.Bold || strings.Contains(lower, word)
	}
	t.Italic = flags&italic != 0 || strings.Contains(lower, "italic") || strings.Contains(lower, "oblique")
}

// encodingNames are the names of the glyphs by code. Explicit is true where the file states an encoding, so that what a font
// program has built in does not count.
func encodingNames(f *object.File, dict, descriptor object.Dict, standard string) (names [256]string, explicit bool) {
	const symbolic = 1 << 2
	encoding := f.Resolve(dict["Encoding"])
	base, _ := encoding.(object.Name)
	differences, _ := encoding.(object.Dict)
	if differences != nil {
		base = f.Name(differences["BaseEncoding"])
	}
	explicit = true
	switch {
	case standard == "Symbol":
		names = readEncoding(symbolEncoding)
	case standard == "ZapfDingbats":
		names = readEncoding(dingbatsEncoding)
	case base == "WinAnsiEncoding":
		names = readEncoding(winAnsiEncoding)
	case base == "MacRomanEncoding":
		names = readEncoding(macRomanEncoding)
	case base == "StandardEncoding":
		names = readEncoding(standardEncoding)
	default:
		names = readEncoding(standardEncoding)
		trueType := f.Name(dict["Subtype"]) == "TrueType"
		if trueType {
			// Subsets of TrueType fonts without an encoding are, when nothing tells more, in that of Windows.
			names = readEncoding(winAnsiEncoding)
		}
		explicit = descriptor["FontFile"] == nil && descriptor["FontFile2"] == nil && descriptor["FontFile3"] == nil
		if f.Int(descriptor["Flags"], 0)&symbolic != 0 && !explicit && !trueType {
			names = [256]string{}
		}
	}
	differ(f, differences, &names)
	return names, explicit
}

// differ applies the differences: a number begins, each name that follows takes the next code.
func differ(f *object.File, encoding object.Dict, names *[256]string) {
	code := 0
	differences := f.Array(encoding["Differences"])
	for _, o := range differences[:min(len(differences), 4096)] {
		switch v := f.Resolve(o).(type) {
		case int64:
			code = int(max(0, min(v, 256)))
		case object.Name:
			if code < 256 {
				names[code] = string(v)
			}
			code++
		}
	}
}

func (t *Font) simpleWidths(f *object.File, dict, descriptor object.Dict, standard string, names [256]string) {
	t.width = number(f, descriptor["MissingWidth"], 0) / 1000
	widths := f.Array(dict["Widths"])
	first := f.Int(dict["FirstChar"], 0)
	if len(widths) == 0 {
		t.standardWidths(standard, names)
		return
	}
	for i, o := range widths[:min(len(widths), 256)] {
		if code := first + i; code >= 0 && code < 256 {
			t.widths[uint32(code)] = number(f, o, 0) / 1000
		}
	}
}

// standardWidths are those of the fonts that need no widths: the 14 standard ones, and for any other the nearest of them.
func (t *Font) standardWidths(standard string, names [256]string) {
	if standard == "" {
		standard = "Helvetica"
	}
	t.width = 0.6
	if standard == "Courier" {
		return
	}
	byName := readWidths(standard)
	for code, name := range names {
		if w, ok := byName[name]; ok {
			t.widths[uint32(code)] = w / 1000
		}
	}
}

// typeThree scales a font whose glyphs are drawings in units of their own. Its size is then the height of its box.
func (t *Font) typeThree(f *object.File, dict object.Dict) {
	matrix, ok := f.Numbers(dict["FontMatrix"])
	if !ok || len(matrix) != 6 {
		matrix = []float64{0.001, 0, 0, 0.001, 0, 0}
	}
	for code, w := range t.widths {
		t.widths[code] = w * 1000 * matrix[0]
	}
	t.width *= 1000 * matrix[0]
	t.Scale = math.Abs(matrix[3]) * 1000
	if box, ok := f.Numbers(dict["FontBBox"]); ok && len(box) == 4 && box[3] != box[1] {
		t.Scale = math.Abs((box[3] - box[1]) * matrix[3])
	}
	if !(t.Scale > 0.001 && t.Scale < 1000) {
		t.Scale = 1
	}
}

func number(f *object.File, o object.Object, otherwise float64) float64 {
	if n, ok := f.Number(o); ok && math.Abs(n) < 1e6 {
		return n
	}
	return otherwise
}
