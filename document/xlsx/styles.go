package xlsx

import (
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
)

// style is what a cell's style says of it.
type style struct {
	format *format
	bold   bool
	indent int
}

// deepest is how deep the elements of a part may nest.
const deepest = 100

// builtIn are the formats that have a number and stand in no file, as Excel shows them in the United Kingdom.
var builtIn = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `"£"#,##0;-"£"#,##0`, 6: `"£"#,##0;-"£"#,##0`, 7: `"£"#,##0.00;-"£"#,##0.00`, 8: `"£"#,##0.00;-"£"#,##0.00`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
	37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
	41: `-#,##0_-;-#,##0_-;"-"_-;@`, 42: `"£"#,##0_-;-"£"#,##0_-;"£-"_-;@`,
	43: `#,##0.00_-;-#,##0.00_-;"-"_-;@`, 44: `"£"#,##0.00_-;-"£"#,##0.00_-;"£-"_-;@`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}

// readStyles reads the styles of a workbook, by the number that a cell has.
func readStyles(data []byte) []style {
	general := parseFormat("General")
	codes := map[int]string{}
	made := map[int]*format{}
	formatOf := func(id int) *format {
		if f := made[id]; f != nil {
			return f
		}
		f := general
		if code, ok := codes[id]; ok {
			f = parseFormat(code)
		} else if code, ok := builtIn[id]; ok {
			f = parseFormat(code)
		} else if id >= 27 && id <= 36 || id >= 50 && id <= 58 {
			f = parseFormat(builtIn[14])
		}
		made[id] = f
		return f
	}
	var styles []style
	var bold []bool
	s := markup.New(data, deepest)
	within := ""
	for s.Next() {
		if s.Kind == markup.End {
			if string(s.Name) == within {
				within = ""
			}
			continue
		}
		if s.Kind != markup.Start {
			continue
		}
		switch name := string(s.Name); {
		case name == "numFmt" && within == "numFmts":
			codes[s.Int("numFmtId", -1)] = s.Attr("formatCode")
		case name == "font" && within == "fonts":
			bold = append(bold, false)
		case name == "b" && within == "fonts" && len(bold) > 0:
			bold[len(bold)-1] = s.On("val")
		case name == "xf" && within == "cellXfs":
			st := style{format: formatOf(s.Int("numFmtId", 0))}
			if font := s.Int("fontId", -1); font >= 0 && font < len(bold) {
				st.bold = bold[font]
			}
			styles = append(styles, st)
		case name == "alignment" && within == "cellXfs" && len(styles) > 0:
			styles[len(styles)-1].indent = min(max(0, s.Int("indent", 0)), 15)
		case name == "numFmts" || name == "fonts" || name == "cellXfs" || name == "cellStyleXfs" || name == "dxfs":
			within = name
		}
	}
	return styles
}
