package object

import (
	"bytes"
)

// mostObjects is how many objects a file may have: the largest number that a cross-reference may name.
const mostObjects = 8_388_607

// readXref follows the chain of cross-reference sections from the last one. What an earlier read section said of an object
// stands: it is the later one in the file.
func (f *File) readXref() {
	tail := f.content[max(0, len(f.content)-2048):]
	at := bytes.LastIndex(tail, []byte("startxref"))
	if at < 0 {
		return
	}
	p := &Parser{data: tail, pos: at + len("startxref"), meter: f.Meter}
	p.blank()
	start, ok := whole(p.token())
	seen := map[int64]bool{}
	for ok && start > 0 && start < int64(len(f.content)) && !seen[start] && f.Meter.Spend(100) {
		seen[start] = true
		trailer := f.readSection(int(start))
		if trailer == nil {
			return
		}
		for key, value := range trailer {
			if _, known := f.Trailer[key]; !known {
				f.Trailer[key] = value
			}
		}
		if hybrid, both := trailer["XRefStm"].(int64); both && hybrid > 0 && hybrid < int64(len(f.content)) && !seen[hybrid] {
			seen[hybrid] = true
			f.readSection(int(hybrid))
		}
		start, ok = trailer["Prev"].(int64)
	}
}

// readSection reads a table or a stream of cross-references, and returns its trailer; nil where neither stands.
func (f *File) readSection(offset int) Dict {
	p := &Parser{data: f.content, pos: offset, meter: f.Meter, refs: true}
	p.blank()
	if bytes.HasPrefix(p.Rest(), []byte("xref")) {
		p.pos += len("xref")
		return f.readTable(p)
	}
	o, _, ok := f.indirect(p.pos, -1)
	s, stream := o.(*Stream)
	if !ok || !stream {
		return nil
	}
	f.readXrefStream(s)
	return s.Dict
}

func (f *File) readTable(p *Parser) Dict {
	for f.Meter.Spend(1) {
		p.blank()
		if bytes.HasPrefix(p.Rest(), []byte("trailer")) {
			p.pos += len("trailer")
			o, _ := p.object(0)
			trailer, _ := o.(Dict)
			return trailer
		}
		first, ok := whole(p.token())
		p.blank()
		count, counted := whole(p.token())
		if !ok || !counted || first < 0 || first > mostObjects || count < 0 {
			return nil
		}
		for i := range min(count, mostObjects-first) {
			p.blank()
			offset, ok := whole(p.token())
			p.blank()
			generation, second := whole(p.token())
			p.blank()
			kind := string(p.token())
			if !ok || !second || kind != "n" && kind != "f" || !f.Meter.Spend(1) {
				return nil
			}
			if kind == "n" && offset > 0 && offset < int64(len(f.content)) {
				f.note(int(first+i), entry{offset: int(offset), generation: int(min(generation, 65535))})
			} else if kind == "f" {
				f.note(int(first+i), entry{offset: -1})
			}
		}
	}
	return nil
}

// note keeps the first that is said of an object.
func (f *File) note(number int, e entry) {
	if _, known := f.entries[number]; !known {
		f.entries[number] = e
	}
}

func (f *File) readXrefStream(s *Stream) {
	widths, ok := f.Numbers(s.Dict["W"])
	if !ok || len(widths) < 3 {
		return
	}
	size := 0
	for _, w := range widths[:3] {
		if w < 0 || w > 8 {
			return
		}
		size += int(w)
	}
	data, _ := f.Decode(s)
	index, _ := f.Resolve(s.Dict["Index"]).(Array)
	if index == nil {
		index = Array{int64(0), int64(f.Int(s.Dict["Size"], 0))}
	}
	if size == 0 {
		return
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, count := f.Int(index[i], -1), f.Int(index[i+1], 0)
		if first < 0 {
			return
		}
		for n := first; n < first+count && n <= mostObjects && len(data) >= size && f.Meter.Spend(1); n++ {
			f.note(n, xrefEntry(data[:size], widths, len(f.content)))
			data = data[size:]
		}
	}
}

// xrefEntry reads one row of a cross-reference stream; a kind that is not stated is 1.
func xrefEntry(row []byte, widths []float64, length int) entry {
	fields := [3]int64{1, 0, 0}
	for i := range fields {
		w := int(widths[i])
		if w == 0 {
			continue
		}
		fields[i] = 0
		for _, c := range row[:w] {
			fields[i] = fields[i]<<8 | int64(c)
		}
		row = row[w:]
	}
	switch {
	case fields[0] == 1 && fields[1] > 0 && fields[1] < int64(length):
		return entry{offset: int(fields[1]), generation: int(fields[2] & 0xFFFF)}
	case fields[0] == 2 && fields[1] > 0 && fields[1] <= mostObjects:
		return entry{pack: int(fields[1]), index: int(max(0, min(fields[2], mostObjects)))}
	}
	return entry{offset: -1}
}
