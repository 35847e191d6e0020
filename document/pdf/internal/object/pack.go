package object

// pack is an object stream, unpacked: many objects in one stream.
type pack struct {
	data    []byte
	numbers []int
	offsets []int
}

// openPack unpacks an object stream; nil where the number is of something else. The last few stay open.
func (f *File) openPack(number int) *pack {
	if p, ok := f.packs[number]; ok {
		return p
	}
	e, ok := f.entries[number]
	if !ok || e.pack > 0 || f.loading[-number] {
		return nil
	}
	// An object stream whose length stands in itself would be opened without end.
	f.loading[-number] = true
	defer delete(f.loading, -number)
	s, _ := f.load(number).(*Stream)
	if s == nil {
		return nil
	}
	data, _ := f.Decode(s)
	p := f.readPack(s, data)
	if f.held() > f.limits.Stream || len(f.packs) > mostPacks {
		clear(f.packs)
	}
	f.packs[number] = p
	return p
}

// mostPacks is how many object streams stay open.
const mostPacks = 64

// held is how many bytes the open object streams hold.
func (f *File) held() int {
	held := 0
	for _, p := range f.packs {
		held += len(p.data)
	}
	return held
}

// readPack reads the list of numbers and offsets at the head of an object stream.
func (f *File) readPack(s *Stream, data []byte) *pack {
	p := &pack{data: data}
	head := &Parser{data: data, meter: f.Meter}
	first := f.Int(s.Dict["First"], 0)
	for range f.Int(s.Dict["N"], 0) {
		head.blank()
		number, ok := whole(head.token())
		head.blank()
		offset, second := whole(head.token())
		if !ok || !second || !f.Meter.Spend(1) {
			break
		}
		if number < 0 || number > mostObjects || offset < 0 || offset > int64(len(data)) {
			number = -1
		}
		p.numbers = append(p.numbers, int(number))
		p.offsets = append(p.offsets, min(len(data), max(0, first)+int(offset)))
	}
	return p
}

// unpack reads one object of an object stream: at its index, or wherever its number stands.
func (f *File) unpack(number, object, index int) Object {
	p := f.openPack(number)
	if p == nil {
		return nil
	}
	if index >= len(p.numbers) || p.numbers[index] != object {
		index = -1
		for i, n := range p.numbers {
			if n == object {
				index = i
			}
		}
		f.Meter.Spend(len(p.numbers) / 8)
	}
	if index < 0 {
		return nil
	}
	parser := &Parser{data: p.data, pos: p.offsets[index], meter: f.Meter, refs: true}
	o, _ := parser.object(0)
	if _, word := o.(Keyword); word {
		return nil
	}
	return o
}
