package object

import (
	"bytes"
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
