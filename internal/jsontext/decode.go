package jsontext

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Format is what a document may be. The zero value is a document of 16 MB, 100 deep.
type Format struct {
	// MaxBytes bounds the document. Defaults to 16 MB.
	MaxBytes int
	// MaxDepth bounds how deep lists and objects stand in each other. Defaults to 100.
	MaxDepth int
	// Shapes are the objects that types with an UnmarshalJSON of their own read, as structs: their keys are checked as those
	// of any other object. What is no object is left to the type. Defaults to no shapes: such a type checks its keys itself.
	Shapes map[reflect.Type]reflect.Type
}

// maxFaults is how many faults are looked for. A file of another kind has thousands.
const maxFaults = 100

// Read is [Decode] of what a reader holds. The error is a [*figure.Fault], [figure.Faults] or what the reader returned.
func Read(r io.Reader, f Format, into ...any) error {
	most := f.maxBytes()
	data, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err != nil {
		return err
	}
	return Decode(data, f, into...)
}

// Decode reads a document into each of the values, which are pointers: the keys of an object may be those of any. The error
// is a [*figure.Fault] or, where there are several, [figure.Faults]; then the values may be half filled.
func Decode(data []byte, f Format, into ...any) error {
	data, fault := text(data, f.maxBytes())
	if fault != nil {
		return fault
	}
	types := make([]reflect.Type, len(into))
	for i, value := range into {
		types[i] = reflect.TypeOf(value).Elem()
	}
	s := scanner{data: data, format: f, fields: map[reflect.Type]*keySet{}}
	if err := s.document(types); err != nil {
		return err
	}
	for _, value := range into {
		if err := json.Unmarshal(data, value); err != nil {
			return s.diagnose(types, err)
		}
	}
	return nil
}

// Check is [Decode] into nothing: it holds the text against the rules of every document.
func Check(data []byte, f Format) error { return Decode(data, f) }

func (f Format) maxBytes() int {
	if f.MaxBytes > 0 {
		return f.MaxBytes
	}
	return 16 << 20
}

func (f Format) maxDepth() int {
	if f.MaxDepth > 0 {
		return f.MaxDepth
	}
	return 100
}

// text is the document without a byte-order mark, within its size, and UTF-8.
func text(data []byte, most int) ([]byte, *figure.Fault) {
	fault := func(code, problem, remedy string, offset int) *figure.Fault {
		f := &figure.Fault{Code: code, Problem: problem, Remedy: remedy}
		if offset >= 0 {
			f.Place.Line, f.Place.Column = position(data, offset)
		}
		return f
	}
	switch {
	case len(data) > most && most >= 1<<20:
		return nil, fault("too_large", fmt.Sprintf("the document is larger than %d MB", most>>20), "give the part that is needed", -1)
	case len(data) > most:
		return nil, fault("too_large", fmt.Sprintf("the document is larger than %d kB", most>>10), "give the part that is needed", -1)
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return nil, fault("not_utf8", "the document is UTF-16", "save it as UTF-8", -1)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return nil, fault("foreign_format", "the file is a workbook or a zip archive", "give a JSON document", -1)
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		at := 0
		for at < len(data) {
			r, size := utf8.DecodeRune(data[at:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
		return nil, fault("not_utf8", "the text is not UTF-8 here", "save the document as UTF-8", at)
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, fault("empty", "the document is empty", "give a JSON document", -1)
	}
	return data, nil
}

// position is the line and the character of the line at which an offset stands, from 1.
func position(data []byte, offset int) (line, column int) {
	before := data[:max(0, min(offset, len(data)))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}
