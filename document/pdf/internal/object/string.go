package object

import (
	"bytes"
)

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
