package docx

import (
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
)

// style is what a paragraph style says.
type style struct {
	name    string // in lower case
	basedOn string
	outline int // level from 1, 0 for none
	numID   string
	level   int // of the list
	bold    bool
	numbers bool // it says something of lists
	says    bool // it says something of bold
}

// readStyles reads the styles of paragraphs, each with what it has from those it is based on.
func readStyles(data []byte) map[string]*style {
	styles := map[string]*style{}
	s := markup.New(data, deepest)
	var st *style
	for s.Next() {
		if s.Kind == markup.End && string(s.Name) == "style" {
			st = nil
		}
		if s.Kind != markup.Start {
			continue
		}
		if string(s.Name) == "style" {
			if st = nil; s.Attr("type") != "character" && s.Attr("type") != "table" {
				st = &style{}
				styles[s.Attr("styleId")] = st
			}
			continue
		}
		if st == nil {
			if name := string(s.Name); name == "docDefaults" || name == "latentStyles" {
				s.Skip()
			}
			continue
		}
		switch string(s.Name) {
		case "name":
			st.name = strings.ToLower(s.Attr("val"))
		case "basedOn":
			st.basedOn = s.Attr("val")
		case "outlineLvl":
			st.outline = s.Int("val", 9) + 1
		case "numId":
			st.numID, st.numbers = s.Attr("val"), true
		case "ilvl":
			st.level = s.Int("val", 0)
		case "b":
			st.bold, st.says = s.On("val"), true
		case "tblStylePr":
			s.Skip()
		}
	}
	for _, st := range styles {
		st.inherit(styles)
	}
	return styles
}

// inherit fills in what a style has from those that it is based on.
func (st *style) inherit(styles map[string]*style) {
	const most = 20 // a chain that goes in a circle ends too
	base := styles[st.basedOn]
	for range most {
		if base == nil {
			break
		}
		if st.outline == 0 {
			st.outline = base.outline
		}
		if !st.numbers && base.numbers {
			st.numID, st.level, st.numbers = base.numID, max(st.level, base.level), true
		}
		if !st.says && base.says {
			st.bold, st.says = base.bold, true
		}
		base = styles[base.basedOn]
	}
	if st.outline > 9 {
		st.outline = 0
	}
	if rest, ok := strings.CutPrefix(st.name, "heading "); ok && st.outline == 0 {
		if level, err := strconv.Atoi(rest); err == nil && level > 0 && level < 10 {
			st.outline = level
		}
	}
	if st.name == "title" {
		st.outline = 1
	}
}
