package object

import (
	"bytes"
	"context"
	"errors"
)

// Limits bound what is read of a file.
type Limits struct {
	Work    int64 // in units of [Meter]
	Decoded int64 // bytes that all streams unpack to
	Stream  int   // bytes that one stream unpacks to
}

// File is a PDF file whose objects are read when they are asked for.
type File struct {
	Trailer Dict
	Meter   *Meter

	content []byte
	limits  Limits
	decoded int64
	entries map[int]entry
	crypt   *crypt
	rebuilt bool

	cache   map[int]Object
	cost    int          // what the cache holds, in bytes of the file
	loading map[int]bool // objects that are being read: one that needs itself is null
	packs   map[int]*pack
	// noEnd and noObject are places behind which neither "endstream" nor "endobj" stands, so that they are looked for once.
	noEnd, noObject int
}

// entry says where an object stands: at an offset, or in an object stream.
type entry struct {
	offset     int
	generation int
	pack       int // the number of the object stream, 0 for none
	index      int
}

// ErrNoPDF says that no object could be found at all.
var ErrNoPDF = errors.New("no object of a PDF was found")

// deepestLoad is how many objects may be in hand at once: a stream, its length, the object streams that these stand in.
const deepestLoad = 8

// cached is how many bytes of the file the cache stands for at most; then it begins anew.
const cached = 8 << 20

// Open finds the objects of a file. The error is [ErrNoPDF], [ErrPassword] or that of the meter.
func Open(ctx context.Context, content []byte, limits Limits) (*File, error) {
	// Offsets count from the header, whatever a mail program put before it.
	if at := bytes.Index(content[:min(len(content), 1024)], []byte("%PDF-")); at > 0 {
		content = content[at:]
	}
	f := &File{
		Trailer: Dict{}, Meter: NewMeter(ctx, limits.Work), content: content, limits: limits,
		entries: map[int]entry{}, cache: map[int]Object{}, loading: map[int]bool{}, packs: map[int]*pack{},
		noEnd: len(content) + 1, noObject: len(content) + 1,
	}
	f.readXref()
	if err := f.unlock(); err != nil {
		return nil, err
	}
	if !f.sound() {
		if err := f.rebuild(); err != nil {
			return nil, err
		}
	}
	if err := f.Meter.Err(); err != nil {
		return nil, err
	}
	if len(f.entries) == 0 {
		return nil, ErrNoPDF
	}
	return f, nil
}

// sound says whether the cross-reference leads to a tree of pages.
func (f *File) sound() bool {
	pages := f.Dict(f.Catalog()["Pages"])
	return len(f.Array(pages["Kids"])) > 0 || f.Name(pages["Type"]) == "Page"
}

// Catalog is the root of the document.
func (f *File) Catalog() Dict { return f.Dict(f.Trailer["Root"]) }

// Resolve follows references to the object itself. A missing object, or one that refers to itself, is nil.
func (f *File) Resolve(o Object) Object {
	for range 32 {
		ref, ok := o.(Ref)
		if !ok {
			return o
		}
		o = f.load(ref.Number)
	}
	return nil
}

func (f *File) load(number int) Object {
	if o, ok := f.cache[number]; ok {
		return o
	}
	e, ok := f.entries[number]
	if !ok || f.loading[number] || len(f.loading) > deepestLoad || !f.Meter.Spend(100) {
		return nil
	}
	f.loading[number] = true
	defer delete(f.loading, number)
	if e.pack > 0 {
		o := f.unpack(e.pack, number, e.index)
		return f.keep(number, o, 64)
	}
	o, size, ok := f.indirect(e.offset, number)
	if !ok && !f.rebuilt {
		// The cross-reference lies: what stands in the file decides from here on.
		if f.rebuild() == nil {
			if e, ok = f.entries[number]; ok && e.pack == 0 {
				o, size, _ = f.indirect(e.offset, number)
			}
		}
	}
	return f.keep(number, o, size)
}

func (f *File) keep(number int, o Object, size int) Object {
	if f.cost += size + 64; f.cost > cached {
		f.cost = 0
		clear(f.cache)
	}
	f.cache[number] = o
	return o
}

// indirect reads "N G obj … endobj" at an offset, and how many bytes it took without those of a stream. It is false where
// something else stands.
func (f *File) indirect(offset, number int) (Object, int, bool) {
	if offset < 0 || offset >= len(f.content) {
		return nil, 0, false
	}
	p := &Parser{data: f.content, pos: offset, meter: f.Meter}
	p.blank()
	found, first := whole(p.token())
	p.blank()
	generation, second := whole(p.token())
	p.blank()
	// "obj<<" and "obj[" are one token only up to the bracket; "obj12" is not.
	if !first || !second || number >= 0 && found != int64(number) || !bytes.HasPrefix(p.Rest(), []byte("obj")) {
		return nil, 0, false
	}
	p.pos += 3
	p.refs = true
	o, ok := p.object(0)
	if !ok {
		return nil, 0, true
	}
	if _, word := o.(Keyword); word {
		return nil, 0, true
	}
	size := p.pos - offset
	ref := Ref{int(found), int(generation)}
	if f.crypt != nil && !f.crypt.exempt(ref.Number) {
		o = f.crypt.strings(o, ref, 0)
	}
	dict, ok := o.(Dict)
	if !ok {
		return o, size, true
	}
	p.blank()
	if !bytes.HasPrefix(p.Rest(), []byte("stream")) {
		return o, size, true
	}
	p.pos += len("stream")
	if p.pos < len(p.data) && p.data[p.pos] == '\r' {
		p.pos++
	}
	if p.pos < len(p.data) && p.data[p.pos] == '\n' {
		p.pos++
	}
	return &Stream{Dict: dict, Ref: ref, raw: f.streamBytes(dict, p.Rest())}, size, true
}

// streamBytes are those that Length says, where "endstream" follows, and else those up to "endstream" or the next object.
func (f *File) streamBytes(dict Dict, rest []byte) []byte {
	if length := f.Int(dict["Length"], -1); length >= 0 && length <= len(rest) {
		after := bytes.TrimLeft(rest[length:min(len(rest), length+32)], " \r\n\t\x00")
		if bytes.HasPrefix(after, []byte("endstream")) || bytes.HasPrefix(after, []byte("endobj")) {
			return rest[:length]
		}
	}
	end := f.find(rest, "endstream", &f.noEnd)
	if end < 0 {
		if end = f.find(rest, "endobj", &f.noObject); end < 0 {
			end = len(rest)
		}
	}
	return bytes.TrimSuffix(bytes.TrimSuffix(rest[:end], []byte("\n")), []byte("\r"))
}

// find is where a word stands in the rest of the file, -1 where it does not. None is the place behind which it is known not to.
func (f *File) find(rest []byte, word string, none *int) int {
	from := len(f.content) - len(rest)
	if from >= *none {
		return -1
	}
	end := bytes.Index(rest, []byte(word))
	if end < 0 {
		*none = from
		f.Meter.Spend(len(rest) / 10)
		return -1
	}
	f.Meter.Spend(end / 10)
	return end
}

// Dict is a dictionary, that of a stream included; nil for anything else.
func (f *File) Dict(o Object) Dict {
	switch v := f.Resolve(o).(type) {
	case Dict:
		return v
	case *Stream:
		return v.Dict
	}
	return nil
}

// Array is a list; nil for anything else.
func (f *File) Array(o Object) Array {
	a, _ := f.Resolve(o).(Array)
	return a
}

// Name is a name; empty for anything else.
func (f *File) Name(o Object) Name {
	n, _ := f.Resolve(o).(Name)
	return n
}

// Stream is a stream; nil for anything else.
func (f *File) Stream(o Object) *Stream {
	s, _ := f.Resolve(o).(*Stream)
	return s
}

// Int is a whole number within 32 bits, or what is given for want of one.
func (f *File) Int(o Object, otherwise int) int {
	n, ok := f.Number(o)
	if !ok || n < -1<<31 || n > 1<<31-1 {
		return otherwise
	}
	return int(n)
}

// Number is a number of either kind.
func (f *File) Number(o Object) (float64, bool) {
	switch n := f.Resolve(o).(type) {
	case int64:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// Numbers are those of an array; ok is false where one of them is none.
func (f *File) Numbers(o Object) (numbers []float64, ok bool) {
	array := f.Array(o)
	if len(array) > 64 {
		return nil, false
	}
	for _, entry := range array {
		n, ok := f.Number(entry)
		if !ok {
			return nil, false
		}
		numbers = append(numbers, n)
	}
	return numbers, array != nil
}

// Text is a text string: UTF-16 with its mark, UTF-8 with its, or PDFDocEncoding, of which the part that is Latin-1 is read.
func (f *File) Text(o Object) (string, bool) {
	s, ok := f.Resolve(o).(String)
	return TextString(s), ok
}
