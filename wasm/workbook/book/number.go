package book

import (
	"math"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// format is what the format of a cell makes of a number.
type format struct {
	date    bool
	percent bool
	places  int32 // that it always shows
}

// number is the text of a number under a style.
func (b *Book) number(raw string, style int) string {
	value, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return raw
	}
	f := b.format(style)
	if f.date {
		if text, ok := b.date(value); ok {
			return text
		}
	}
	if math.Abs(value) >= 1e21 || value != 0 && math.Abs(value) < 1e-18 {
		return strconv.FormatFloat(value, 'e', -1, 64)
	}
	exact := fifteen(value)
	if f.percent {
		exact = exact.Shift(2)
	}
	text := exact.String()
	if places := -exact.Exponent(); places < f.places {
		text = exact.StringFixed(f.places)
	}
	if f.percent {
		text += "%"
	}
	return text
}

// fifteen is a number to the fifteen digits that Excel keeps, written short.
func fifteen(value float64) decimal.Decimal {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(value, 'g', 15, 64), 64) // what was printed parses
	return decimal.RequireFromString(strconv.FormatFloat(rounded, 'f', -1, 64))
}

// date is a day, or a day and a time, or a time alone.
func (b *Book) date(value float64) (string, bool) {
	at, err := excelize.ExcelDateToTime(value, b.from04)
	switch {
	case err != nil || at.Year() > 9999:
		return "", false
	case value < 1:
		return at.Format("15:04:05"), true
	case at.Hour() == 0 && at.Minute() == 0 && at.Second() == 0:
		return at.Format("2006-01-02"), true
	}
	return at.Format("2006-01-02 15:04:05"), true
}

// format finds the format of a style, once.
func (b *Book) format(style int) format {
	if f, ok := b.formats[style]; ok {
		return f
	}
	f := b.formatOf(style)
	b.formats[style] = f
	return f
}

func (b *Book) formatOf(style int) format {
	s := b.file.Styles
	if s == nil || s.CellXfs == nil || style < 0 || style >= len(s.CellXfs.Xf) || s.CellXfs.Xf[style].NumFmtID == nil {
		return format{}
	}
	id := *s.CellXfs.Xf[style].NumFmtID
	if s.NumFmts != nil {
		for _, own := range s.NumFmts.NumFmt {
			if own != nil && own.NumFmtID == id {
				return readFormat(own.FormatCode)
			}
		}
	}
	return builtIn(id)
}

// builtIn are the formats that a workbook names by number only (ECMA-376 part 1, 18.8.30; those from 27 to 36 and 50 to 58
// are dates of East Asian languages).
func builtIn(id int) format {
	switch {
	case id == 2 || id == 4 || id == 7 || id == 8 || id == 39 || id == 40 || id == 43 || id == 44:
		return format{places: 2}
	case id == 9:
		return format{percent: true}
	case id == 10:
		return format{percent: true, places: 2}
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return format{date: true}
	}
	return format{}
}

// readFormat reads the first part of a format code, that for numbers above zero: "£#,##0.00;[Red]-£#,##0.00".
func readFormat(code string) format {
	code, _, _ = strings.Cut(bare(code), ";")
	code = strings.ToLower(code)
	if strings.Contains(code, "general") {
		return format{}
	}
	if strings.ContainsAny(code, "ymdhs") {
		return format{date: true}
	}
	f := format{percent: strings.Contains(code, "%")}
	if _, decimals, ok := strings.Cut(code, "."); ok && !strings.ContainsAny(code, "e?/") {
		zeros := decimals[:len(decimals)-len(strings.TrimLeft(decimals, "0"))]
		if !strings.Contains(decimals, ",") { // a comma after the digits scales them: what is shown is not the value
			f.places = int32(min(len(zeros), 15))
		}
	}
	return f
}

// bare takes what stands for itself out of a format code: words in quotes, what follows a backslash or underscore, and what
// stands in square brackets, such as a colour, unless it is a length of time.
func bare(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '\\', '_', '*':
			i++
		case '"', '[':
			end := strings.IndexByte(code[i+1:], map[byte]byte{'"': '"', '[': ']'}[code[i]])
			if end < 0 {
				return b.String()
			}
			if inside := strings.ToLower(code[i+1 : i+1+end]); code[i] == '[' && strings.Trim(inside, "hms") == "" {
				b.WriteString(inside)
			}
			i += end + 1
		default:
			b.WriteByte(code[i])
		}
	}
	return b.String()
}
