package object

import (
	"math"
	"strconv"
)

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
