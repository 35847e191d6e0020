// Package markup scans XML in memory, tag by tag, several times as fast as encoding/xml, which is the slow part of reading an
// office document and four times slower still in a browser.
//
// Names are those without their prefix. Entities other than the five of XML and those of a number stay as they stand: nothing
// that a document declares is ever expanded.
package markup

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// Kind says what a token is.
type Kind int

const (
	// Start is a tag that opens an element; End closes one, also behind a tag that is both.
	Start Kind = iota
	// End closes an element.
	End
	// Text is what stands between tags.
	Text
)

// Scanner goes through a document. Its fields are those of the token in hand, until the next.
type Scanner struct {
	Kind Kind
	Name []byte // of an element, without its prefix
	// Prefix is what stood before the colon of the name.
	Prefix []byte
	Raw    []byte // a text as it stands
	Depth  int    // of elements that are open; the one that opens among them

	data   []byte
	at     int
	attrs  []byte
	both   bool // the tag in hand opens and closes
	cdata  bool
	deepst int
	broken string
}

// New begins a document in which elements nest so deep at most.
func New(data []byte, depth int) *Scanner { return &Scanner{data: data, deepst: depth} }

// Offset is where the token behind the one in hand begins.
func (s *Scanner) Offset() int { return s.at }

// Broken says what is wrong with the document where the scan ended early; empty where it did not.
func (s *Scanner) Broken() string { return s.broken }

// Next takes the next token. It is false at the end and where the document is broken.
func (s *Scanner) Next() bool {
	if s.both {
		s.both, s.Kind = false, End
		s.Depth--
		return true
	}
	if s.Kind == End && s.Depth < 0 {
		return s.fail("a tag closes what was not opened")
	}
	for s.at < len(s.data) {
		if s.data[s.at] != '<' {
			end := bytes.IndexByte(s.data[s.at:], '<')
			if end < 0 {
				end = len(s.data) - s.at
			}
			s.Kind, s.Raw, s.cdata = Text, s.data[s.at:s.at+end], false
			s.at += end
			return true
		}
		if s.at+1 >= len(s.data) {
			return s.fail("it breaks off")
		}
		switch s.data[s.at+1] {
		case '/':
			return s.closing()
		case '!', '?':
			if found, ok := s.special(); !ok || found {
				return ok
			}
		default:
			return s.opening()
		}
	}
	if s.Depth > 0 {
		return s.fail("it breaks off")
	}
	return false
}

// Inside goes through the tokens inside the element whose opening tag is in hand, at any depth, up to the tag that closes it. What the
// body of the loop takes itself is not met again.
func (s *Scanner) Inside() func(yield func() bool) {
	return func(yield func() bool) {
		for depth := s.Depth; s.Next(); {
			if s.Kind == End && s.Depth < depth || !yield() {
				return
			}
		}
	}
}

// Elements goes through the opening tags inside the element whose opening tag is in hand.
func (s *Scanner) Elements() func(yield func() bool) {
	return func(yield func() bool) {
		for range s.Inside() {
			if s.Kind == Start && !yield() {
				return
			}
		}
	}
}

func (s *Scanner) fail(why string) bool {
	s.broken, s.at, s.both = why, len(s.data), false
	s.Depth = 0
	return false
}

func (s *Scanner) closing() bool {
	end := bytes.IndexByte(s.data[s.at:], '>')
	if end < 0 {
		return s.fail("it breaks off")
	}
	s.setName(bytes.TrimRight(s.data[s.at+2:s.at+end], " \t\r\n"))
	s.Kind = End
	s.at += end + 1
	if s.Depth--; s.Depth < 0 {
		return s.fail("a tag closes what was not opened")
	}
	return true
}

func (s *Scanner) setName(name []byte) {
	s.Prefix = nil
	if colon := bytes.IndexByte(name, ':'); colon >= 0 {
		s.Prefix, name = name[:colon], name[colon+1:]
	}
	s.Name = name
}

// special passes comments, instructions and declarations, and takes CDATA as text.
func (s *Scanner) special() (found, ok bool) {
	rest := s.data[s.at:]
	end := 0
	switch {
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		end = bytes.Index(rest, []byte("]]>"))
		if end < 0 {
			return false, s.fail("it breaks off")
		}
		s.Kind, s.Raw, s.cdata = Text, rest[len("<![CDATA["):end], true
		s.at += end + 3
		return true, true
	case bytes.HasPrefix(rest, []byte("<!--")):
		end = index(rest, "-->", 4)
	case rest[1] == '?':
		end = index(rest, "?>", 2)
	default:
		end = declaration(rest)
	}
	if end < 0 {
		return false, s.fail("it breaks off")
	}
	s.at += end
	return false, true
}

// index is where a text ends behind the first so many bytes, or -1.
func index(data []byte, text string, from int) int {
	if from > len(data) {
		return -1
	}
	at := bytes.Index(data[from:], []byte(text))
	if at < 0 {
		return -1
	}
	return from + at + len(text)
}

// declaration is where a declaration ends, what it declares inside brackets included.
func declaration(data []byte) int {
	deep, quote := 0, byte(0)
	for i, c := range data {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '[':
			deep++
		case c == ']':
			deep--
		case c == '>' && deep <= 0:
			return i + 1
		}
	}
	return -1
}

func (s *Scanner) opening() bool {
	data := s.data
	i := s.at + 1
	for i < len(data) && data[i] > ' ' && data[i] != '>' && data[i] != '/' {
		i++
	}
	s.setName(data[s.at+1 : i])
	from := i
	for i < len(data) && data[i] != '>' {
		if c := data[i]; c == '"' || c == '\'' {
			end := bytes.IndexByte(data[i+1:], c)
			if end < 0 {
				return s.fail("it breaks off")
			}
			i += end + 1
		}
		i++
	}
	if i >= len(data) {
		return s.fail("it breaks off")
	}
	s.both = data[i-1] == '/'
	s.attrs = data[from:i]
	s.Kind = Start
	s.at = i + 1
	if s.Depth++; s.Depth > s.deepst {
		return s.fail("its elements nest too deep")
	}
	return true
}

// Skip passes the rest of the element that the token in hand opens.
func (s *Scanner) Skip() {
	if s.Kind != Start {
		return
	}
	for deep := s.Depth; s.Next(); {
		if s.Kind == End && s.Depth < deep {
			return
		}
	}
}

// RawAttr is an attribute of the tag in hand as it stands, by its name without prefix; nil where there is none.
func (s *Scanner) RawAttr(name string) []byte {
	a := s.attrs
	for i := 0; i < len(a); {
		for i < len(a) && (a[i] <= ' ' || a[i] == '/') {
			i++
		}
		from := i
		for i < len(a) && a[i] != '=' && a[i] > ' ' {
			if a[i] == ':' {
				from = i + 1
			}
			i++
		}
		key := a[from:i]
		for i < len(a) && a[i] != '"' && a[i] != '\'' {
			i++
		}
		if i >= len(a) {
			return nil
		}
		end := bytes.IndexByte(a[i+1:], a[i])
		if end < 0 {
			return nil
		}
		value := a[i+1 : i+1+end]
		i += end + 2
		if string(key) == name {
			if value == nil {
				return []byte{}
			}
			return value
		}
	}
	return nil
}

// Attr is an attribute of the tag in hand, by its name without prefix; empty where there is none.
func (s *Scanner) Attr(name string) string { return string(AppendText(nil, s.RawAttr(name))) }

// On reads an attribute that is true or false: given without a value it is what a tag without it means, true.
func (s *Scanner) On(name string) bool {
	switch v := s.RawAttr(name); {
	case v == nil:
		return true
	default:
		return string(v) != "0" && string(v) != "false" && string(v) != "off" && string(v) != "none"
	}
}

// Int reads an attribute that is a whole number, and is otherwise where there is none or it is none.
func (s *Scanner) Int(name string, otherwise int) int {
	v := s.RawAttr(name)
	if len(v) == 0 || len(v) > 12 {
		return otherwise
	}
	n, err := strconv.Atoi(string(v))
	if err != nil {
		return otherwise
	}
	return n
}

// AppendText adds the text in hand to dst, its entities read.
func (s *Scanner) AppendText(dst []byte) []byte {
	if s.cdata {
		return append(dst, s.Raw...)
	}
	return AppendText(dst, s.Raw)
}

// AppendText adds a text to dst, its entities read.
func AppendText(dst, raw []byte) []byte {
	for {
		at := bytes.IndexByte(raw, '&')
		if at < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:at]...)
		raw = raw[at:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if r := entity(raw, end); r >= 0 {
			dst = utf8.AppendRune(dst, r)
			raw = raw[end+1:]
		} else {
			dst = append(dst, '&')
			raw = raw[1:]
		}
	}
}

// entity is the character of "&name;", or -1.
func entity(raw []byte, end int) rune {
	if end < 2 {
		return -1
	}
	switch name := string(raw[1:end]); name {
	case "amp":
		return '&'
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "quot":
		return '"'
	case "apos":
		return '\''
	default:
		if name[0] != '#' {
			return -1
		}
		base, digits := 10, name[1:]
		if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
			base, digits = 16, digits[1:]
		}
		n, err := strconv.ParseUint(digits, base, 32)
		if err != nil || n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
			return -1
		}
		return rune(n)
	}
}
