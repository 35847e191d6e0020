package xlsx

import (
	"bytes"
	"strconv"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
)

// shared are the texts of a workbook that its cells refer to by number, one behind the other.
type shared struct {
	text []byte
	ends []uint32
}

func (t *shared) at(i int) ([]byte, bool) {
	if i < 0 || i >= len(t.ends) {
		return nil, false
	}
	start := uint32(0)
	if i > 0 {
		start = t.ends[i-1]
	}
	return t.text[start:t.ends[i]], true
}

// readShared reads the texts, so many at most: there are no more of them than cells.
func readShared(data []byte, most int) (t *shared, broken string) {
	t = &shared{text: make([]byte, 0, min(len(data)/3, 8<<20))}
	s := markup.New(data, deepest)
	for s.Next() {
		if s.Kind == markup.Start && string(s.Name) == "si" {
			t.text = richText(s, t.text)
			if t.ends = append(t.ends, uint32(len(t.text))); len(t.ends) > most {
				return t, "there are more than cells can show"
			}
		}
	}
	return t, s.Broken()
}

// richText adds the text of the element in hand, whose runs may have formats of their own: a raised digit is the mark of a
// note, and what is struck out or stands for pronunciation is left out.
func richText(s *markup.Scanner, dst []byte) []byte {
	raised, struck, inText := false, false, false
	for range s.Inside() {
		switch s.Kind {
		case markup.Start:
			switch string(s.Name) {
			case "r":
				raised, struck = false, false
			case "vertAlign":
				raised = s.Attr("val") == "superscript"
			case "strike":
				struck = s.On("val")
			case "t":
				inText = true
			case "rPh", "phoneticPr":
				s.Skip()
			}
		case markup.End:
			if string(s.Name) == "t" {
				inText = false
			}
		case markup.Text:
			switch {
			case !inText || struck:
			case raised:
				if mark := document.Superscript(string(s.AppendText(nil))); mark != "" && mark[0] != '[' {
					dst = append(dst, mark...)
					break
				}
				fallthrough
			default:
				dst = unescape(s.AppendText(dst), len(dst))
			}
		}
	}
	return dst
}

// unescape reads the characters that Excel writes as _x000D_, behind the first so many bytes.
func unescape(text []byte, from int) []byte {
	at := bytes.Index(text[from:], []byte("_x"))
	if at < 0 {
		return text
	}
	out := from + at
	for i := out; i < len(text); {
		if text[i] == '_' && i+6 < len(text) && text[i+1] == 'x' && text[i+6] == '_' {
			if n, err := strconv.ParseUint(string(text[i+2:i+6]), 16, 16); err == nil {
				if n >= ' ' {
					// No more room is needed than the seven bytes that it stands in.
					out += copy(text[out:], string(rune(n)))
				} else if n == '\n' || n == '\t' {
					text[out] = byte(n)
					out++
				}
				i += 7
				continue
			}
		}
		text[out] = text[i]
		out++
		i++
	}
	return text[:out]
}
