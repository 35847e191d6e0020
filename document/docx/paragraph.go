package docx

import (
	"strings"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
)

// paragraph is one as it stands, before it is known what it is.
type paragraph struct {
	text       []byte
	style      string
	numID      string
	listLevel  int
	numbered   bool // it says something of lists itself
	outline    int  // from 1
	indent     int  // in twentieths of a point
	plain      bool // some of it is not bold
	bold       bool // some of it is
	endDeleted bool
	notes      []note
	boxes      []document.Block // the text boxes that hang on it
	fields     []bool           // the fields that are open: true while their code is read
}

// run is the format of a piece of text.
type run struct {
	bold, said, raised, struck, hidden bool
}

// paragraph reads a paragraph, in which an earlier one goes on where that is given.
func (r *reader) paragraph(s *markup.Scanner, before *paragraph) *paragraph {
	p := &paragraph{}
	if before != nil {
		p = before
		p.endDeleted = false
		p.text = append(p.text, ' ')
	}
	var f run
	inText := false
	for range s.Inside() {
		switch s.Kind {
		case markup.End:
			inText = false
			switch string(s.Name) {
			case "r":
				f = run{}
			case "num":
				if string(s.Prefix) == "m" {
					p.text = append(p.text, '/')
				}
			}
		case markup.Text:
			if inText {
				r.write(p, f, s)
			}
		case markup.Start:
			inText = false
			switch string(s.Name) {
			case "pPr":
				r.settings(s, p)
			case "r":
				f = run{}
			case "rPr":
				f = runFormat(s)
			case "t":
				inText = !p.inCode()
			default:
				r.inline(s, p, f)
			}
		}
		if r.stopped != nil {
			return p
		}
	}
	return p
}

// inline reads what stands in a paragraph and is no text itself.
func (r *reader) inline(s *markup.Scanner, p *paragraph, f run) {
	if f.hidden || p.inCode() && string(s.Name) != "fldChar" {
		return
	}
	switch string(s.Name) {
	case "tab", "ptab":
		p.text = append(p.text, '\t')
	case "br", "cr":
		p.text = append(p.text, '\n')
	case "noBreakHyphen":
		p.text = append(p.text, '-')
	case "fldChar":
		p.field(s.Attr("fldCharType"))
	case "footnoteReference", "endnoteReference":
		kind := strings.TrimSuffix(string(s.Name), "Reference")
		if mark := r.refer(p, kind, s.Attr("id")); s.RawAttr("customMarkFollows") == nil {
			p.text = append(p.text, mark...)
		}
	case "commentReference":
		r.refer(p, "comment", s.Attr("id"))
	case "txbxContent":
		p.boxes = append(p.boxes, r.blocks(s, s.Depth)...)
	default:
		passOver(s)
	}
}

func (p *paragraph) inCode() bool { return len(p.fields) > 0 && p.fields[len(p.fields)-1] }

// field opens and closes fields, which may stand in each other: their code is left out, and their result is text.
func (p *paragraph) field(kind string) {
	last := len(p.fields) - 1
	switch {
	case kind == "begin" && last < 50:
		p.fields = append(p.fields, true)
	case kind == "separate" && last >= 0:
		// The result of a field inside the code of another is code.
		p.fields[last] = last > 0 && p.fields[last-1]
	case kind == "end" && last >= 0:
		p.fields = p.fields[:last]
	}
}

// write adds a text in the format of its run.
func (r *reader) write(p *paragraph, f run, s *markup.Scanner) {
	if f.hidden {
		return
	}
	if f.struck {
		r.struck++
		return
	}
	if len(p.text) > r.limits.CellBytes {
		return
	}
	from := len(p.text)
	p.text = s.AppendText(p.text)
	added := p.text[from:]
	if f.raised {
		if mark := document.Superscript(string(added)); mark != "" && mark[0] != '[' {
			p.text = append(p.text[:from], mark...)
		}
		return
	}
	if strings.TrimSpace(string(added)) != "" {
		if f.bold || !f.said && r.styled(p).bold {
			p.bold = true
		} else {
			p.plain = true
		}
	}
}

func (r *reader) styled(p *paragraph) *style {
	if st := r.styles[p.style]; st != nil {
		return st
	}
	return &style{}
}

// settings reads what a paragraph says of itself.
func (r *reader) settings(s *markup.Scanner, p *paragraph) {
	for range s.Elements() {
		switch string(s.Name) {
		case "pStyle":
			p.style = s.Attr("val")
		case "numId":
			p.numID, p.numbered = s.Attr("val"), true
		case "ilvl":
			p.listLevel = s.Int("val", 0)
		case "outlineLvl":
			p.outline = s.Int("val", 9) + 1
		case "ind":
			p.indent = max(s.Int("left", 0), s.Int("start", 0))
		case "rPr":
			r.endOf(s, p)
		case "pPrChange", "sectPr":
			s.Skip()
		}
	}
}

// endOf reads the format of a paragraph's end, which may have been deleted.
func (r *reader) endOf(s *markup.Scanner, p *paragraph) {
	for range s.Elements() {
		switch string(s.Name) {
		case "del", "moveFrom":
			p.endDeleted = true
		case "rPrChange":
			s.Skip()
		}
	}
}

func runFormat(s *markup.Scanner) (f run) {
	for range s.Elements() {
		switch string(s.Name) {
		case "b":
			f.bold, f.said = s.On("val"), true
		case "vertAlign":
			f.raised = s.Attr("val") == "superscript"
		case "strike", "dstrike":
			f.struck = f.struck || s.On("val")
		case "vanish", "webHidden":
			f.hidden = f.hidden || string(s.Name) == "vanish" && s.On("val")
		case "rPrChange":
			s.Skip()
		}
	}
	return f
}

// finish makes the blocks of a paragraph: itself, what hangs on it and the notes that it refers to.
func (r *reader) finish(p *paragraph) []document.Block {
	var blocks []document.Block
	if b, ok := r.block(p); ok {
		blocks = append(blocks, b)
	}
	blocks = append(blocks, p.boxes...)
	for _, n := range p.notes {
		if b := r.noteBlock(n); b.Text != "" {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// block says what a paragraph is.
func (r *reader) block(p *paragraph) (document.Block, bool) {
	b := document.Block{Text: document.OneSpace(string(p.text))}
	st := r.styled(p)
	// Word counts an empty paragraph of a list too, and shows its number.
	numID, at := st.numID, st.level
	if p.numbered {
		numID = p.numID
	}
	if p.listLevel > 0 {
		at = p.listLevel
	}
	bullet, listed := false, false
	if numID != "" && numID != "0" {
		b.Label, bullet, listed = r.numbering.next(numID, at)
	}
	if b.Text == "" {
		return b, false
	}
	outline := p.outline
	if outline == 0 {
		outline = st.outline
	}
	switch {
	case strings.HasPrefix(st.name, "toc ") || strings.HasPrefix(st.name, "table of figures") || st.name == "header" || st.name == "footer":
		b.Kind = document.Furniture
	case outline > 0 && outline < 10:
		b.Kind, b.Level = document.Heading, outline
		r.level = outline
	case bullet || listed && !strings.Contains(b.Label, "."):
		b.Kind, b.Level = document.List, at+1
	case !listed && looksHeading(p, b.Text):
		b.Kind, b.Level = document.Heading, min(9, max(1, r.level)+1)
	}
	return b, true
}

// looksHeading says whether a paragraph is a heading by its look: bold from end to end, short, and no sentence.
func looksHeading(p *paragraph, text string) bool {
	const most = 120
	return p.bold && !p.plain && utf8.RuneCountInString(text) <= most && !strings.ContainsAny(text[len(text)-1:], ".;,")
}
