package font

import (
	"strconv"
	"strings"
)

// readEncoding reads one of the lists of names by code.
func readEncoding(list string) (names [256]string) {
	code := 0
	for word := range strings.FieldsSeq(list) {
		if n, err := strconv.Atoi(word); err == nil {
			code = n
			continue
		}
		if code < 256 {
			names[code] = word
		}
		code++
	}
	return names
}

// readWidths reads the widths of a standard font by name of glyph.
func readWidths(standard string) map[string]float64 {
	list := ""
	switch standard {
	case "Helvetica":
		list = helveticaWidths
	case "Helvetica-Bold":
		list = helveticaBoldWidths
	case "Times-Roman":
		list = timesWidths
	case "Times-Bold":
		list = timesBoldWidths
	case "Times-Italic":
		list = timesItalicWidths
	case "Times-BoldItalic":
		list = timesBoldItalicWidths
	case "Symbol":
		list = symbolWidths
	case "ZapfDingbats":
		list = dingbatsWidths
	}
	widths := map[string]float64{}
	width := 0.0
	for word := range strings.FieldsSeq(list) {
		if n, err := strconv.Atoi(word); err == nil {
			width = float64(n)
			continue
		}
		widths[word] = width
	}
	return widths
}

// standardFont is which of the 14 standard fonts a name means, without the slant of Helvetica and Courier, which has no
// widths of its own; empty for any other.
func standardFont(name string) string {
	lower := strings.NewReplacer(" ", "", ",", "-", "mt", "", "ps", "").Replace(strings.ToLower(name))
	bold, italic := strings.Contains(lower, "bold"), strings.Contains(lower, "italic") || strings.Contains(lower, "oblique")
	switch {
	case lower == "symbol" || strings.HasPrefix(lower, "symbol-"):
		return "Symbol"
	case strings.HasPrefix(lower, "zapfdingbats"):
		return "ZapfDingbats"
	case strings.HasPrefix(lower, "courier"):
		return "Courier"
	case strings.HasPrefix(lower, "times"):
		switch {
		case bold && italic:
			return "Times-BoldItalic"
		case bold:
			return "Times-Bold"
		case italic:
			return "Times-Italic"
		}
		return "Times-Roman"
	case strings.HasPrefix(lower, "helvetica") || strings.HasPrefix(lower, "arial"):
		if bold {
			return "Helvetica-Bold"
		}
		return "Helvetica"
	}
	return ""
}
