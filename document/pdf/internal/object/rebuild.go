package object

import (
	"bytes"
)

// rebuild finds the objects by looking through the whole file, as its writer should have listed them. Of two objects with one
// number the later counts.
func (f *File) rebuild() error {
	if f.rebuilt {
		return f.Meter.Err()
	}
	f.rebuilt = true
	if !f.Meter.Spend(len(f.content) / 10) {
		return f.Meter.Err()
	}
	clear(f.cache)
	clear(f.packs)
	f.cost = 0
	f.entries = map[int]entry{}
	f.scan()
	f.scanTrailers()
	if err := f.unlock(); err != nil {
		return err
	}
	f.scanStreams()
	f.findCatalog()
	return f.Meter.Err()
}

// scan notes every "N G obj".
func (f *File) scan() {
	for at := 0; f.Meter.Spend(1); {
		next := bytes.Index(f.content[at:], []byte("obj"))
		if next < 0 {
			return
		}
		at += next
		if number, generation, start, ok := f.header(at); ok {
			f.entries[number] = entry{offset: start, generation: generation}
		}
		at += len("obj")
	}
}

// header reads "N G " backwards from the word obj.
func (f *File) header(at int) (number, generation, start int, ok bool) {
	generation, at, ok = f.backwards(at)
	if !ok || generation > 65535 {
		return 0, 0, 0, false
	}
	number, start, ok = f.backwards(at)
	return number, generation, start, ok && number > 0 && number <= mostObjects
}

// backwards reads a number that stands before a place, with space between.
func (f *File) backwards(at int) (n, start int, ok bool) {
	end := at
	for end > 0 && space(f.content[end-1]) && at-end < 16 {
		end--
	}
	start = end
	for start > 0 && end-start < 10 && f.content[start-1] >= '0' && f.content[start-1] <= '9' {
		start--
	}
	value, ok := whole(f.content[start:end])
	return int(min(value, 1<<31-1)), start, ok && value < 1<<31
}

// scanTrailers takes the last of every key that a trailer has.
func (f *File) scanTrailers() {
	for at := 0; f.Meter.Spend(1); {
		next := bytes.Index(f.content[at:], []byte("trailer"))
		if next < 0 {
			return
		}
		at += next + len("trailer")
		p := &Parser{data: f.content, pos: at, meter: f.Meter, refs: true}
		o, _ := p.object(0)
		if trailer, ok := o.(Dict); ok {
			for key, value := range trailer {
				f.Trailer[key] = value
			}
		}
	}
}

// scanStreams opens the object streams, and takes the trailer of cross-reference streams where no other has a root. They are
// known by their words, so that the other objects need not be read.
func (f *File) scanStreams() {
	var packs []int
	for number, e := range f.entries {
		if e.offset < 0 || !f.Meter.Spend(20) {
			continue
		}
		head := f.content[e.offset:min(len(f.content), e.offset+2048)]
		if end := bytes.Index(head, []byte("stream")); end >= 0 {
			head = head[:end]
		}
		if bytes.Contains(head, []byte("ObjStm")) {
			packs = append(packs, number)
		}
		if f.Trailer["Root"] == nil && bytes.Contains(head, []byte("XRef")) {
			o, _, _ := f.indirect(e.offset, number)
			if s, ok := o.(*Stream); ok && s.Dict["Root"] != nil {
				for key, value := range s.Dict {
					f.Trailer[key] = value
				}
			}
		}
	}
	if f.crypt == nil && f.Trailer["Encrypt"] != nil && f.unlock() != nil {
		return
	}
	sortByOffset(packs, f.entries)
	for _, number := range packs {
		p := f.openPack(number)
		if p == nil {
			continue
		}
		for i, object := range p.numbers {
			if old, known := f.entries[object]; object > 0 && (!known || old.pack > 0) && f.Meter.Spend(1) {
				f.entries[object] = entry{pack: number, index: i}
			}
		}
	}
}

// seek is what reading an object costs of which nothing is known.
const seek = 300

// findCatalog looks for the root where no trailer names one.
func (f *File) findCatalog() {
	if f.sound() {
		return
	}
	best := 0
	for number := range f.entries {
		if !f.Meter.Spend(seek) {
			return
		}
		dict := f.Dict(Ref{Number: number})
		if dict["Type"] == Name("Catalog") && number > best && f.Dict(dict["Pages"]) != nil {
			best = number
		}
	}
	if best > 0 {
		f.Trailer["Root"] = Ref{Number: best}
	}
}

// Pages are the objects that call themselves pages, in the order of the file, so many at most: what is left where the tree of pages
// is lost.
func (f *File) Pages(most int) []Ref {
	if f.rebuild() != nil {
		return nil
	}
	numbers := make([]int, 0, len(f.entries))
	for number := range f.entries {
		numbers = append(numbers, number)
	}
	sortByOffset(numbers, f.entries)
	var refs []Ref
	for _, number := range numbers {
		if len(refs) == most || !f.Meter.Spend(seek) {
			break
		}
		if ref := (Ref{Number: number}); f.Dict(ref)["Type"] == Name("Page") {
			refs = append(refs, ref)
		}
	}
	return refs
}
