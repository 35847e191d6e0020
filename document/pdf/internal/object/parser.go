package object

import (
	"bytes"
	"math"
	"strconv"
)

// Parser reads objects one after the other from bytes.
type Parser struct {
	data  []byte
	pos   int
	meter *Meter
	// refs is true where "5 0 R" is a reference: in a file, and not in a content stream.
	refs  bool
	items int // how many objects the one in hand holds so far
}

// deepest is how far arrays and dictionaries may nest. Honest files stay below ten.
const deepest = 100

// mostItems is how many objects one object may hold. Those of a million pages hold fewer.
const mostItems = 3_000_000

// NewParser reads the operands and operators of a content stream.
func NewParser(data []byte, meter *Meter) *Parser { return &Parser{data: data, meter: meter} }

// Next is the next object, and false at the end. What cannot be read is skipped.
func (p *Parser) Next() (Object, bool) {
	for {
		p.items = 0
		o, ok := p.object(0)
		if !ok {
			return nil, false
		}
		if k, word := o.(Keyword); word && (k == "]" || k == ">>" || k == ")" || k == "}" || k == "{" || k == ">") {
			continue
		}
		return o, true
	}
}

// Rest is the bytes that have not been read yet.
func (p *Parser) Rest() []byte { return p.data[p.pos:] }

// Skip passes over bytes.
func (p *Parser) Skip(n int) { p.pos = min(len(p.data), p.pos+max(0, n)) }

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (p *Parser) blank() {
	for p.pos < len(p.data) {
		switch c := p.data[p.pos]; {
		case space(c):
			p.pos++
		case c == '%':
			for p.pos < len(p.data) && p.data[p.pos] != '\n' && p.data[p.pos] != '\r' {
				p.pos++
			}
		default:
			return
		}
	}
}

func (p *Parser) object(depth int) (Object, bool) {
	start := p.pos
	p.blank()
	if p.items++; p.pos >= len(p.data) || depth > deepest || p.items > mostItems || !p.meter.Spend(2+(p.pos-start)/16) {
		return nil, false
	}
	switch c := p.data[p.pos]; {
	case c == '/':
		p.pos++
		return p.name(), true
	case c == '(':
		return p.literal(), true
	case c == '[':
		p.pos++
		return p.array(depth), true
	case c == '<':
		if p.pos+1 < len(p.data) && p.data[p.pos+1] == '<' {
			p.pos += 2
			return p.dict(depth), true
		}
		return p.hex(), true
	case c == '>' && p.pos+1 < len(p.data) && p.data[p.pos+1] == '>':
		p.pos += 2
		return Keyword(">>"), true
	case delimiter(c):
		p.pos++
		return Keyword(c), true
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		return p.number(), true
	default:
		return p.word(), true
	}
}

func (p *Parser) token() []byte {
	start := p.pos
	for p.pos < len(p.data) && !space(p.data[p.pos]) && !delimiter(p.data[p.pos]) {
		p.pos++
	}
	return p.data[start:p.pos]
}

func (p *Parser) word() Object {
	switch t := string(p.token()); t {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	default:
		return Keyword(t)
	}
}

func (p *Parser) name() Name {
	token := p.token()
	if bytes.IndexByte(token, '#') < 0 {
		return Name(token)
	}
	name := make([]byte, 0, len(token))
	for i := 0; i < len(token); i++ {
		if token[i] == '#' && i+2 < len(token) && digit(token[i+1]) >= 0 && digit(token[i+2]) >= 0 {
			name = append(name, byte(digit(token[i+1])<<4|digit(token[i+2])))
			i += 2
			continue
		}
		name = append(name, token[i])
	}
	return Name(name)
}

func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// number reads 12, -3.5 and what damaged writers make of them (--3, 1.2.3, 4-5): the part that is a number counts. A word
// that begins like a number and is none is a keyword, such as a glyph name or an operator run into it.
func (p *Parser) number() Object {
	token := p.token()
	if n, ok := whole(token); ok {
		if p.refs && n >= 0 && n <= math.MaxInt32 {
			if ref, ok := p.reference(int(n)); ok {
				return ref
			}
		}
		return n
	}
	if value, err := strconv.ParseFloat(string(token), 64); err == nil && !math.IsInf(value, 0) && !math.IsNaN(value) {
		return value
	}
	sign, i := 1.0, 0
	for i < len(token) && (token[i] == '-' || token[i] == '+') {
		if token[i] == '-' {
			sign = -1
		}
		i++
	}
	end, points := i, 0
	for end < len(token) && (token[end] >= '0' && token[end] <= '9' || token[end] == '.' && points == 0) {
		if token[end] == '.' {
			points++
		}
		end++
	}
	if value, err := strconv.ParseFloat(string(token[i:end]), 64); err == nil && !math.IsInf(value, 0) {
		if end < len(token) && token[end] != '-' && token[end] != '.' {
			p.pos -= len(token) - end // an operator run into its operand: "0.5w"
		}
		return sign * value
	}
	if len(token) == end {
		return int64(0) // "-", "." and "+" stand for zero
	}
	return Keyword(token)
}

func whole(token []byte) (int64, bool) {
	i, negative := 0, false
	if len(token) > 1 && (token[0] == '-' || token[0] == '+') {
		negative, i = token[0] == '-', 1
	}
	if len(token)-i > 15 || i == len(token) {
		return 0, false
	}
	n := int64(0)
	for ; i < len(token); i++ {
		if token[i] < '0' || token[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(token[i]-'0')
	}
	if negative {
		n = -n
	}
	return n, true
}

// reference looks whether "G R" follows a number.
func (p *Parser) reference(number int) (Ref, bool) {
	start := p.pos
	p.blank()
	generation, ok := whole(p.token())
	if ok && generation >= 0 && generation <= 65535 {
		p.blank()
		if p.pos < len(p.data) && p.data[p.pos] == 'R' && (p.pos+1 == len(p.data) || space(p.data[p.pos+1]) || delimiter(p.data[p.pos+1])) {
			p.pos++
			return Ref{number, int(generation)}, true
		}
	}
	p.pos = start
	return Ref{}, false
}

func (p *Parser) array(depth int) Array {
	array := Array{}
	for {
		o, ok := p.object(depth + 1)
		if !ok {
			return array
		}
		if k, word := o.(Keyword); word {
			switch k {
			case "]":
				return array
			case "endobj", "endstream", "stream":
				p.pos -= len(k)
				return array
			case ">>":
				p.pos -= 2
				return array
			}
		}
		array = append(array, o)
	}
}

func (p *Parser) dict(depth int) Dict {
	dict := Dict{}
	for {
		o, ok := p.object(depth + 1)
		if !ok {
			return dict
		}
		if k, word := o.(Keyword); word {
			switch k {
			case ">>":
				return dict
			case "endobj", "endstream", "stream":
				p.pos -= len(k)
				return dict
			}
		}
		key, named := o.(Name)
		if !named {
			continue
		}
		value, ok := p.object(depth + 1)
		if !ok {
			return dict
		}
		if value == Keyword(">>") {
			return dict
		}
		if k, word := value.(Keyword); word && (k == "endobj" || k == "stream") {
			p.pos -= len(k)
			return dict
		}
		dict[key] = value
	}
}

func (p *Parser) hex() String {
	p.pos++
	end := bytes.IndexByte(p.data[p.pos:], '>')
	digits := p.data[p.pos:]
	if end >= 0 {
		digits = digits[:end]
		p.pos += end + 1
	} else {
		p.pos = len(p.data)
	}
	p.meter.Spend(len(digits) / 4)
	return String(unhex(digits))
}

// unhex reads pairs of hexadecimal digits, passes over anything else, and takes a last single one as if zero followed.
func unhex(digits []byte) []byte {
	out := make([]byte, 0, len(digits)/2+1)
	high := -1
	for _, c := range digits {
		d := digit(c)
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return out
}

func (p *Parser) literal() String {
	p.pos++
	start := p.pos
	var out []byte
	nested := 0
	for p.pos < len(p.data) {
		c := p.data[p.pos]
		p.pos++
		switch c {
		case '(':
			nested++
		case ')':
			if nested == 0 {
				p.meter.Spend((p.pos - start) / 8)
				return String(out)
			}
			nested--
		case '\\':
			out = p.escape(out)
			continue
		}
		out = append(out, c)
	}
	p.meter.Spend((p.pos - start) / 8)
	return String(out)
}

func (p *Parser) escape(out []byte) []byte {
	if p.pos >= len(p.data) {
		return out
	}
	c := p.data[p.pos]
	p.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\r':
		if p.pos < len(p.data) && p.data[p.pos] == '\n' {
			p.pos++
		}
		return out
	case '\n':
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	code := int(c - '0')
	for range 2 {
		if p.pos < len(p.data) && p.data[p.pos] >= '0' && p.data[p.pos] <= '7' {
			code = code<<3 | int(p.data[p.pos]-'0')
			p.pos++
		}
	}
	return append(out, byte(code))
}
