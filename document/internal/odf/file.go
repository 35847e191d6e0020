// Package odf holds what the readers of OpenDocument text and spreadsheets share: the file, its styles, its lists and the
// paragraphs of which both are made.
package odf

import (
	"bytes"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
	"github.com/scrutineer-dev/scrutineer/document/internal/pack"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// Deepest is how deep elements may nest.
const Deepest = 400

const mime = "application/vnd.oasis.opendocument."

// Claims says whether a content is an OpenDocument file of a kind, "text" or "spreadsheet". A damaged one is known by its
// first part, which is its kind.
func Claims(content []byte, kind string) bool {
	if !bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		return false
	}
	if bytes.Contains(content[:min(len(content), 200)], []byte(mime+kind)) {
		return true
	}
	a, err := pack.Open(content, 1<<10)
	if err != nil || !a.Has("content.xml") {
		return false
	}
	stated, err := a.Read("mimetype")
	return err == nil && strings.HasPrefix(string(stated), mime+kind)
}

// File is an opened file: its content and its styles.
type File struct {
	Content []byte
	Styles  map[string]*Style
	Lists   map[string]*ListStyle
	// Pages are the styles of pages, which hold headers and footers.
	Pages []byte
	// Charts and Objects are how many of them are embedded. They are not read.
	Charts, Objects int
}

// embedded counts the charts and the other objects of a manifest. Each is a folder with a type of its own.
func (f *File) embedded(manifest []byte) {
	s := markup.New(manifest, Deepest)
	for s.Next() {
		if s.Kind != markup.Start || string(s.Name) != "file-entry" {
			continue
		}
		path, media := s.Attr("full-path"), s.Attr("media-type")
		switch {
		case path == "/" || !strings.HasSuffix(path, "/"):
		case strings.HasSuffix(media, "opendocument.chart"):
			f.Charts++
		case strings.Contains(media, "opendocument."):
			f.Objects++
		}
	}
}

// Open opens a file of which at most so many bytes are unpacked.
func Open(content []byte, unpacked int64) (*File, error) {
	a, err := pack.Open(content, unpacked)
	if err != nil {
		return nil, err
	}
	manifest, err := a.Read("META-INF/manifest.xml")
	if err != nil {
		return nil, err
	}
	if bytes.Contains(manifest, []byte("encryption-data")) {
		return nil, &figure.Fault{Code: "encrypted", Problem: "the file is protected with a password", Remedy: "save it without one"}
	}
	f := &File{Styles: map[string]*Style{}, Lists: map[string]*ListStyle{}}
	f.embedded(manifest)
	if f.Pages, err = a.Read("styles.xml"); err != nil {
		return nil, err
	}
	if f.Content, err = a.Read("content.xml"); err != nil {
		return nil, err
	}
	if f.Content == nil {
		return nil, pack.Damaged("it has no content")
	}
	f.readStyles(f.Pages)
	f.readStyles(f.Content)
	return f, nil
}

// Style is what a style says, with what it has from its parents.
type Style struct {
	parent         string
	bold, plain    bool
	Raised, Struck bool
	Hidden         bool   // of a table: the sheet is not shown
	List           string // the list style of a paragraph
	Indent         int    // steps of about half a centimetre
	Outline        int
}

// Style is the style of a name, of the family that uses it: "text", "paragraph", "table", "table-cell".
func (f *File) Style(family, name string) Style {
	if st := f.Styles[family+" "+name]; st != nil {
		return *st
	}
	return Style{}
}

// Bold says whether a style is bold, and whether it says anything of it.
func (f *File) Bold(family, name string) (bold, said bool) {
	const most = 20
	for range most {
		st := f.Styles[family+" "+name]
		if st == nil {
			break
		}
		if st.bold || st.plain {
			return st.bold, true
		}
		name = st.parent
	}
	return false, false
}

// ListOf is the list style of a paragraph style.
func (f *File) ListOf(name string) string {
	const most = 20
	for range most {
		st := f.Styles["paragraph "+name]
		if st == nil || st.List != "" {
			if st != nil {
				return st.List
			}
			break
		}
		name = st.parent
	}
	return ""
}

func (f *File) readStyles(data []byte) {
	s := markup.New(data, Deepest)
	var st *Style
	for s.Next() {
		if s.Kind == markup.End && string(s.Name) == "style" {
			st = nil
		}
		if s.Kind != markup.Start {
			continue
		}
		switch string(s.Name) {
		case "body", "master-styles":
			s.Skip()
		case "style":
			st = &Style{parent: s.Attr("parent-style-name"), List: s.Attr("list-style-name"), Outline: s.Int("default-outline-level", 0)}
			f.Styles[s.Attr("family")+" "+s.Attr("name")] = st
		case "list-style", "outline-style":
			name := s.Attr("name")
			if string(s.Name) == "outline-style" {
				name = OutlineStyle
			}
			f.Lists[name] = readListStyle(s)
		default:
			if st != nil {
				st.read(s)
			}
		}
	}
}

// OutlineStyle is the name under which the numbers of headings are kept.
const OutlineStyle = " outline"

func (st *Style) read(s *markup.Scanner) {
	switch string(s.Name) {
	case "text-properties":
		switch weight := s.Attr("font-weight"); weight {
		case "":
		case "bold", "600", "700", "800", "900":
			st.bold = true
		default:
			st.plain = true
		}
		position := s.Attr("text-position")
		st.Raised = strings.HasPrefix(position, "super") || position != "" && position[0] >= '1' && position[0] <= '9'
		if line := s.Attr("text-line-through-style") + s.Attr("text-line-through-type"); line != "" && !strings.Contains(line, "none") {
			st.Struck = true
		}
	case "table-properties":
		st.Hidden = s.Attr("display") == "false"
	case "paragraph-properties":
		st.Indent = steps(s.Attr("margin-left"))
	}
}

// steps is how far a length sets in.
func steps(length string) int {
	for unit, size := range map[string]float64{"cm": 0.5, "mm": 5, "in": 0.2, "pt": 14} {
		if digits, ok := strings.CutSuffix(length, unit); ok {
			n := 0.0
			scale := 1.0
			after := false
			for _, c := range digits {
				switch {
				case c == '.':
					after = true
				case c >= '0' && c <= '9':
					n = n*10 + float64(c-'0')
					if after {
						scale *= 10
					}
				default:
					return 0
				}
			}
			return min(15, int(n/scale/size+0.5))
		}
	}
	return 0
}
