package odf

import (
	"strings"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
)

// Paragraph is what stands in a text:p or text:h.
type Paragraph struct {
	Text        string
	Style       string
	Bold, Plain bool // of its words some are, or are not
	Struck      int  // places in which text was struck out, which is left out
	// After is what hangs on it: notes, comments and the blocks of text boxes.
	After []document.Block
}

// Paragraph reads the paragraph whose tag is in hand. Blocks reads what stands inside a text box; nil leaves it out.
func (f *File) Paragraph(s *markup.Scanner, blocks func(s *markup.Scanner, depth int) []document.Block) Paragraph {
	p := Paragraph{Style: s.Attr("style-name")}
	own, _ := f.Bold("paragraph", p.Style)
	type span struct {
		depth                int
		bold, raised, struck bool
	}
	spans := []span{{bold: own}}
	var text []byte
	for range s.Inside() {
		in := spans[len(spans)-1]
		switch s.Kind {
		case markup.End:
			if len(spans) > 1 && s.Depth < in.depth {
				spans = spans[:len(spans)-1]
			}
		case markup.Text:
			if in.struck {
				p.Struck++
				continue
			}
			from := len(text)
			text = s.AppendText(text)
			added := string(text[from:])
			if strings.TrimSpace(added) == "" {
				continue
			}
			if in.raised {
				if mark := document.Superscript(added); !strings.HasPrefix(mark, "[") {
					text = append(text[:from], mark...)
				}
				continue
			}
			p.Bold, p.Plain = p.Bold || in.bold, p.Plain || !in.bold
		case markup.Start:
			switch string(s.Name) {
			case "span":
				name := s.Attr("style-name")
				st := f.Style("text", name)
				bold, said := f.Bold("text", name)
				if !said {
					bold = in.bold
				}
				spans = append(spans, span{s.Depth, bold, st.Raised || in.raised, st.Struck || in.struck})
			case "s":
				text = append(text, strings.Repeat(" ", min(100, max(1, s.Int("c", 1))))...)
			case "tab", "line-break":
				text = append(text, ' ')
			case "note":
				b := f.note(s)
				text = append(text, document.Superscript(b.Label)...)
				p.After = append(p.After, b)
			case "annotation":
				p.After = append(p.After, f.Annotation(s))
			case "text-box":
				if blocks == nil {
					s.Skip()
				} else {
					p.After = append(p.After, blocks(s, s.Depth)...)
				}
			case "hidden-text", "hidden-paragraph", "ruby-text", "title", "desc", "tracked-changes", "object", "image", "binary-data":
				s.Skip()
			}
		}
	}
	p.Text = document.OneSpace(string(text))
	return p
}

// note reads a footnote or an endnote.
func (f *File) note(s *markup.Scanner) document.Block {
	b := document.Block{Kind: document.Note}
	var text []byte
	citation := false
	for range s.Inside() {
		switch {
		case s.Kind == markup.End && string(s.Name) == "note-citation":
			citation = false
		case s.Kind == markup.Text && citation:
			b.Label += string(s.AppendText(nil))
		case s.Kind == markup.Start && string(s.Name) == "note-citation":
			citation = true
		case s.Kind == markup.Start && (string(s.Name) == "p" || string(s.Name) == "h"):
			text = append(append(text, ' '), f.Paragraph(s, nil).Text...)
		}
	}
	b.Text = document.OneSpace(string(text))
	return b
}

// Annotation reads a comment.
func (f *File) Annotation(s *markup.Scanner) document.Block {
	b := document.Block{Kind: document.Note, Label: "comment"}
	var text []byte
	for range s.Inside() {
		if s.Kind == markup.Start && string(s.Name) == "p" {
			text = append(append(text, ' '), f.Paragraph(s, nil).Text...)
		} else if s.Kind == markup.Start && (string(s.Name) == "creator" || string(s.Name) == "date") {
			s.Skip()
		}
	}
	b.Text = document.OneSpace(string(text))
	return b
}
