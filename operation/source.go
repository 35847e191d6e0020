package operation

import (
	"bytes"
	"errors"
	"io"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Source is one input as a person gave it.
type Source struct {
	// Name is what the person calls it, for messages: the name of the file, "standard input".
	Name string
	// Content is its bytes.
	Content []byte
}

// Read hands an input to its reader, and puts its name to the faults that come back.
func Read[T any](c Call, input string, read func(io.Reader) (T, error)) (T, error) {
	source := c.Sources[input]
	value, err := read(bytes.NewReader(source.Content))
	return value, named(source.Name, err)
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

// InputError is a fault of a whole input that no single place has: figures that contradict the settings they are read by.
type InputError struct {
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
