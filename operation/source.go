package operation

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"maps"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// Source is one input as a person gave it.
type Source struct {
	// Name is what the person calls it, for messages: the name of the file, "standard input".
	Name string
	// Stream is true where the name says only where it came from, as standard input does, and is that of no file.
	Stream bool
	// Content is its bytes.
	Content []byte
	// Open gives the bytes as they come, in the place of Content, of an input that may be longer than memory. Whoever calls it
	// closes what it gives. Defaults to the content.
	Open func() (io.ReadCloser, error)
	// Grid is a table that stands as cells already, as in an editable table of a page: it is read in place of the content, and
	// its places come back in the faults. Defaults to none.
	Grid *table.Grid
}

// file is the name of the file, where it is one.
func (s Source) file() string {
	if s.Stream {
		return ""
	}
	return s.Name
}

// Read hands an input to its reader, and puts its name to the faults that come back.
func Read[T any](c Call, input string, read func(io.Reader) (T, error)) (T, error) {
	value, err := read(bytes.NewReader(c.Sources[input].Content))
	return value, c.about(input, err)
}

// open is the content as a stream, unpacked.
func (s Source) open() (r *bufio.Reader, closing func(), err error) {
	if s.Open == nil {
		r, err = document.Unpacking(bytes.NewReader(s.Content))
		return r, func() {}, err
	}
	stream, err := s.Open()
	if err != nil {
		return nil, nil, err
	}
	closing = func() { _ = stream.Close() } // it was read to its end, or is refused
	if r, err = document.Unpacking(stream); err != nil {
		closing()
	}
	return r, closing, err
}

// about says of which input an error speaks, and puts the name of its source to the faults. The error is an [*InputError], or
// nil where there is none.
func (c Call) about(input string, err error) error {
	if err == nil {
		return nil
	}
	name := c.Sources[input].Name
	if len(c.More[input]) > 0 {
		name = "" // it is about all of them
	}
	err = named(name, err)
	if whole := (*InputError)(nil); errors.As(err, &whole) {
		whole.Input, whole.At = input, c.at
		return err
	}
	return &InputError{Input: input, At: c.at, Err: err}
}

// each walks the sources of an input that may be given again: it is the call with one of them after another in the place of
// the first.
func (c Call) each(input string) iter.Seq[Call] {
	return func(yield func(Call) bool) {
		all := append([]Source{c.Sources[input]}, c.More[input]...)
		if !c.Given(input) {
			all = nil
		}
		for i, source := range all {
			one := c
			one.Sources, one.More, one.at = maps.Clone(c.Sources), nil, i
			one.Sources[input] = source
			if !yield(one) {
				return
			}
		}
	}
}

// named puts the name of a source to the faults of it.
func named(source string, err error) error {
	var all figure.Faults
	var one *figure.Fault
	switch {
	case err == nil:
		return nil
	case errors.As(err, &all):
		for _, fault := range all {
			fault.Place.File = source
		}
		return all
	case errors.As(err, &one) && error(one) == err:
		one.Place.File = source
		return one
	}
	return &InputError{Name: source, Err: err}
}

// InputError is what stands against one input: a fault at its place, all of them, or what no single place has, such as
// figures that contradict the settings they are read by.
type InputError struct {
	// Input is the name of the input, "statement"; empty where it was read outside of a call.
	Input string
	// At is which of its sources, from 0, where it was given again.
	At int
	// Name is what the person calls the source, where the error does not name it.
	Name string
	Err  error
}

func (e *InputError) Error() string {
	if e.Name == "" {
		return e.Err.Error()
	}
	return e.Name + ": " + e.Err.Error()
}

// Unwrap is the fault itself.
func (e *InputError) Unwrap() error { return e.Err }
