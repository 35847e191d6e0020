package font

import (
	"slices"
	"sort"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
)

// cmap says how a string falls into codes, and what each code is: a CID, or characters.
type cmap struct {
	spaces   []codeSpace
	single   map[uint32]string // characters of a code
	cids     map[uint32]uint32
	ranges   []codeRange
	identity bool // each code is its own CID
	sorted   bool
}

// codeSpace is codes of one length: each byte lies between those of low and high.
type codeSpace struct {
	size      int
	low, high uint32
}

// codeRange gives a run of codes their CIDs, or characters of which the last counts up.
type codeRange struct {
	low, high uint32
	cid       uint32
	text      string
}

// mostCodes is how many entries one map may have: every character there is in the basic plane, twice.
const mostCodes = 1 << 17

// twoBytes is the code space of Identity-H and of most maps.
func twoBytes() []codeSpace { return []codeSpace{{2, 0, 0xFFFF}} }

// next takes the first code off a string, and says of how many bytes it is. Bytes that are in no code space are taken as the
// shortest code there is.
func (m *cmap) next(s object.String) (code uint32, size int) {
	for n := 1; n <= min(4, len(s)); n++ {
		code = code<<8 | uint32(s[n-1])
		for _, space := range m.spaces {
			if space.size == n && space.holds(code) {
				return code, n
			}
		}
	}
	shortest := 4
	for _, space := range m.spaces {
		shortest = min(shortest, space.size)
	}
	shortest = min(shortest, len(s))
	code = 0
	for i := range shortest {
		code = code<<8 | uint32(s[i])
	}
	return code, shortest
}

func (c codeSpace) holds(code uint32) bool {
	for shift := 0; shift < 8*c.size; shift += 8 {
		b := code >> shift & 0xFF
		if b < c.low>>shift&0xFF || b > c.high>>shift&0xFF {
			return false
		}
	}
	return true
}

// find is the range that holds a code; of several the last counts.
func (m *cmap) find(code uint32) (codeRange, bool) {
	if !m.sorted {
		slices.SortStableFunc(m.ranges, func(a, b codeRange) int {
			if a.low != b.low {
				if a.low < b.low {
					return -1
				}
				return 1
			}
			return 0
		})
		m.sorted = true
	}
	at := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].low > code })
	// Ranges that overlap are rare; a few steps back find the one meant.
	for i := at - 1; i >= 0 && i >= at-8; i-- {
		if m.ranges[i].high >= code {
			return m.ranges[i], true
		}
	}
	return codeRange{}, false
}

func (m *cmap) cid(code uint32) uint32 {
	if cid, ok := m.cids[code]; ok {
		return cid
	}
	if m.identity {
		return code
	}
	if r, ok := m.find(code); ok {
		return r.cid + code - r.low
	}
	return 0
}

func (m *cmap) text(code uint32) (string, bool) {
	if text, ok := m.single[code]; ok {
		return text, true
	}
	r, ok := m.find(code)
	if !ok || r.text == "" {
		return "", false
	}
	runes := []rune(r.text)
	runes[len(runes)-1] += rune(code - r.low)
	return string(runes), true
}

// readCMap reads a map that is embedded in the file; another that it builds on (usecmap) is read before it.
func readCMap(f *object.File, s *object.Stream, depth int) *cmap {
	m := &cmap{single: map[uint32]string{}, cids: map[uint32]uint32{}}
	if base := f.Resolve(s.Dict["UseCMap"]); base != nil && depth < 4 {
		if under, ok := base.(*object.Stream); ok {
			*m = *readCMap(f, under, depth+1)
		} else if name, ok := base.(object.Name); ok {
			m.identity = strings.HasPrefix(string(name), "Identity")
			m.spaces = twoBytes()
		}
	}
	data, _ := f.Decode(s)
	p := object.NewParser(data, f.Meter)
	var operands []object.Object
	for {
		o, ok := p.Next()
		if !ok {
			break
		}
		word, operator := o.(object.Keyword)
		if !operator {
			if len(operands) < 1<<12 {
				operands = append(operands, o)
			}
			continue
		}
		m.apply(string(word), operands)
		operands = operands[:0]
	}
	if len(m.spaces) == 0 {
		m.spaces = twoBytes()
	}
	return m
}

// apply reads the operands of one section.
func (m *cmap) apply(operator string, operands []object.Object) {
	if len(m.single)+len(m.cids)+len(m.ranges) > mostCodes {
		return
	}
	switch operator {
	case "endcodespacerange":
		for ; len(operands) >= 2; operands = operands[2:] {
			low, size, ok := codeOf(operands[0])
			high, _, second := codeOf(operands[1])
			if ok && second && len(m.spaces) < 256 {
				m.spaces = append(m.spaces, codeSpace{size, low, high})
			}
		}
	case "endbfchar":
		for ; len(operands) >= 2; operands = operands[2:] {
			if code, _, ok := codeOf(operands[0]); ok {
				m.single[code] = target(operands[1])
			}
		}
	case "endbfrange":
		for ; len(operands) >= 3; operands = operands[3:] {
			m.characters(operands[0], operands[1], operands[2])
		}
	case "endcidchar":
		for ; len(operands) >= 2; operands = operands[2:] {
			code, _, ok := codeOf(operands[0])
			if cid, whole := operands[1].(int64); ok && whole {
				m.cids[code] = uint32(cid)
			}
		}
	case "endcidrange":
		for ; len(operands) >= 3; operands = operands[3:] {
			low, _, ok := codeOf(operands[0])
			high, _, second := codeOf(operands[1])
			if cid, whole := operands[2].(int64); ok && second && whole && high >= low {
				m.ranges = append(m.ranges, codeRange{low: low, high: high, cid: uint32(cid)})
			}
		}
	}
}

func (m *cmap) characters(from, to, o object.Object) {
	low, _, ok := codeOf(from)
	high, _, second := codeOf(to)
	if !ok || !second || high < low {
		return
	}
	if list, ok := o.(object.Array); ok {
		for i, o := range list[:min(len(list), int(min(high-low, 0xFFFF))+1)] {
			m.single[low+uint32(i)] = target(o)
		}
		return
	}
	if text := target(o); text != "" {
		m.ranges = append(m.ranges, codeRange{low: low, high: high, text: text})
	}
}

// codeOf is the number that the bytes of a string are.
func codeOf(o object.Object) (code uint32, size int, ok bool) {
	s, ok := o.(object.String)
	if !ok || len(s) == 0 || len(s) > 4 {
		return 0, 0, false
	}
	for i := range len(s) {
		code = code<<8 | uint32(s[i])
	}
	return code, len(s), true
}

// target is the characters that a code stands for: UTF-16, a single byte, or the name of a glyph.
func target(o object.Object) string {
	switch v := o.(type) {
	case object.String:
		if len(v) == 1 {
			return string(rune(v[0]))
		}
		return object.UTF16(v[:min(len(v), 128)])
	case object.Name:
		return nameText(string(v))
	}
	return ""
}
