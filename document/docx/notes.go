package docx

import (
	"strconv"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
)

// notes finds the notes of a part, each as the piece of the part that it is, by id. Lines that part notes from text are none.
func notes(data []byte, name string) map[string][]byte {
	found := map[string][]byte{}
	s := markup.New(data, deepest)
	for s.Next() {
		if s.Kind != markup.Start || string(s.Name) != name {
			continue
		}
		id, kind := s.Attr("id"), s.Attr("type")
		from := s.Offset()
		s.Skip()
		if kind == "" || kind == "normal" {
			found[id] = data[from:s.Offset()]
		}
	}
	return found
}

// refer gives the mark of a note that the text refers to, and keeps the note for the end of the paragraph.
func (r *reader) refer(p *paragraph, kind, id string) string {
	of := map[string]map[string][]byte{"footnote": r.footnotes, "endnote": r.endnotes, "comment": r.comments}[kind]
	text, ok := of[id]
	if !ok {
		return ""
	}
	key := kind + id
	mark, met := r.noted[key]
	if !met {
		switch kind {
		case "footnote":
			r.counts[0]++
			mark = strconv.Itoa(r.counts[0])
		case "endnote":
			r.counts[1]++
			mark = counted(r.counts[1], "lowerRoman")
		default:
			mark = "comment"
		}
		r.noted[key] = mark
		p.notes = append(p.notes, note{mark, text})
	}
	if kind == "comment" {
		return ""
	}
	return document.Superscript(mark)
}

// note is one that a paragraph refers to.
type note struct {
	mark string
	text []byte
}

// noteBlock is a note as a block: all of its paragraphs. Notes on notes are followed a few steps and no further.
func (r *reader) noteBlock(n note) document.Block {
	const most = 4
	if r.inNotes >= most {
		return document.Block{}
	}
	r.inNotes++
	defer func() { r.inNotes-- }()
	s := markup.New(n.text, deepest)
	var text []byte
	// The element that held the note has been opened already, and is closed at the end of its piece.
	for _, b := range r.blocks(s, -1) {
		if b.Kind == document.Table {
			continue
		}
		text = append(append(text, ' '), b.Text...)
	}
	return document.Block{Kind: document.Note, Label: n.mark, Text: document.OneSpace(string(text))}
}
