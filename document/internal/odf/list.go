package odf

import (
	"strconv"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
)

const levels = 10

// ListStyle is how a list numbers its levels.
type ListStyle struct{ levels [levels]listLevel }

type listLevel struct {
	numbered               bool
	format, prefix, suffix string
	start, shown           int // shown is how many levels the number has
}

func readListStyle(s *markup.Scanner) *ListStyle {
	l := &ListStyle{}
	for range s.Elements() {
		name := string(s.Name)
		if name != "list-level-style-number" && name != "list-level-style-bullet" && name != "outline-level-style" {
			continue
		}
		if at := s.Int("level", 0) - 1; at >= 0 && at < levels {
			format := s.Attr("num-format")
			l.levels[at] = listLevel{
				numbered: name != "list-level-style-bullet" && format != "", format: format, prefix: s.Attr("num-prefix"), suffix: s.Attr("num-suffix"),
				start: s.Int("start-value", 1), shown: max(1, s.Int("display-levels", 1)),
			}
		}
	}
	return l
}

// Count is how far a list has counted.
type Count struct {
	at  [levels]int
	has [levels]bool
}

// Next counts a paragraph of a level, from 0, and gives its number: "1.4", "(b)"; empty for a bullet. A stop at its end is left off.
func (c *Count) Next(l *ListStyle, level int) string {
	if l == nil || level < 0 || level >= levels {
		return ""
	}
	if c.has[level] {
		c.at[level]++
	} else {
		c.at[level], c.has[level] = l.levels[level].start, true
	}
	for deeper := level + 1; deeper < levels; deeper++ {
		c.has[deeper] = false
	}
	lv := l.levels[level]
	if !lv.numbered {
		return ""
	}
	var parts []string
	for above := max(0, level-lv.shown+1); above <= level; above++ {
		n := c.at[above]
		if !c.has[above] {
			n = l.levels[above].start
		}
		if above == level || l.levels[above].numbered {
			parts = append(parts, numeral(n, l.levels[above].format))
		}
	}
	return strings.TrimSuffix(strings.TrimSpace(lv.prefix+strings.Join(parts, ".")+lv.suffix), ".")
}

func numeral(n int, format string) string {
	switch format {
	case "a", "A":
		if n > 0 && n <= 26 {
			return string(rune(format[0]) + rune(n-1))
		}
	case "i", "I":
		if n > 0 && n < 40 {
			text := strings.Repeat("x", n/10) + [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}[n%10]
			if format == "I" {
				return strings.ToUpper(text)
			}
			return text
		}
	}
	return strconv.Itoa(n)
}
