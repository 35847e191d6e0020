package object

import (
	"bytes"
	"compress/flate"
)

// inflate unpacks zlib data, or bare deflate where the head of zlib is missing. The checksum is not looked at, and of data
// that break off or are damaged what came before counts.
func inflate(data []byte, limit int) []byte {
	data = bytes.TrimLeft(data, "\r\n")
	body := data
	if len(data) >= 2 && data[0]&0x0F == 8 {
		body = data[2:]
	}
	var out bytes.Buffer
	r := flate.NewReader(bytes.NewReader(body))
	buffer := make([]byte, 32<<10)
	for out.Len() < limit {
		n, err := r.Read(buffer)
		out.Write(buffer[:min(n, limit-out.Len())])
		if err != nil {
			break
		}
	}
	return out.Bytes()
}

// unlzw unpacks LZW with codes of 9 to 12 bits, high bit first. Early says that the codes grow one code early, as nearly all
// files have it.
func unlzw(data []byte, early bool, limit int) []byte {
	const clearCode, endCode = 256, 257
	type link struct {
		prefix int16
		last   byte
		first  byte
		length int32
	}
	var table [4096]link
	for i := range 256 {
		table[i] = link{-1, byte(i), byte(i), 1}
	}
	next, width, previous := 258, 9, -1
	ahead := 0
	if early {
		ahead = 1
	}
	var out []byte
	bits, have := uint32(0), 0
	for _, c := range data {
		bits, have = bits<<8|uint32(c), have+8
		if have < width {
			continue
		}
		code := int(bits>>(have-width)) & (1<<width - 1)
		have -= width
		switch {
		case code == endCode:
			return out
		case code == clearCode:
			next, width, previous = 258, 9, -1
			continue
		case code > next || code == next && previous < 0 || code >= 4096:
			return out
		}
		if previous >= 0 && next < 4096 {
			first := table[previous].first
			last := first
			if code < next {
				last = table[code].first
			}
			table[next] = link{int16(previous), last, table[previous].first, table[previous].length + 1}
			next++
		}
		length := int(table[code].length)
		if length == 0 || len(out)+length > limit {
			return out
		}
		start := len(out)
		out = append(out, make([]byte, length)...)
		for at, i := code, start+length-1; at >= 0 && i >= start; at, i = int(table[at].prefix), i-1 {
			out[i] = table[at].last
		}
		previous = code
		for width < 12 && next+ahead >= 1<<width {
			width++
		}
	}
	return out
}

// unascii85 unpacks five characters to four bytes. It ends at "~".
func unascii85(data []byte, limit int) []byte {
	var out []byte
	group, count := uint32(0), 0
	for _, c := range data {
		switch {
		case c == '~' || len(out) >= limit:
			return append(out, tail85(group, count)...)
		case c == 'z' && count == 0:
			out = append(out, 0, 0, 0, 0)
		case c >= '!' && c <= 'u':
			group, count = group*85+uint32(c-'!'), count+1
			if count == 5 {
				out = append(out, byte(group>>24), byte(group>>16), byte(group>>8), byte(group))
				group, count = 0, 0
			}
		}
	}
	return append(out, tail85(group, count)...)
}

func tail85(group uint32, count int) []byte {
	if count < 2 {
		return nil
	}
	for range 5 - count {
		group = group*85 + 84
	}
	return []byte{byte(group >> 24), byte(group >> 16), byte(group >> 8), byte(group)}[:count-1]
}

func unascii(data []byte, limit int) []byte {
	if end := bytes.IndexByte(data, '>'); end >= 0 {
		data = data[:end]
	}
	return unhex(data[:min(len(data), 2*limit)])
}

// unrun unpacks runs of equal bytes.
func unrun(data []byte, limit int) []byte {
	var out []byte
	for len(data) > 0 && len(out) < limit {
		n := int(data[0])
		data = data[1:]
		switch {
		case n == 128:
			return out
		case n < 128:
			n = min(n+1, len(data))
			out = append(out, data[:n]...)
			data = data[n:]
		case len(data) > 0:
			out = append(out, bytes.Repeat(data[:1], 257-n)...)
			data = data[1:]
		}
	}
	return out[:min(len(out), limit)]
}
