// Package port is how a Go program in a web worker talks with the page: tasks come in as JSON with a file beside them,
// progress and one reply go out. The file is never sent over whole: the browser hands over a handle, and what is read of it
// is read in pieces, between which the worker hears a cancellation.
package port

import (
	"errors"
	"fmt"
	"io"
)

// ErrCancelled is what reading gives once the person has cancelled the task.
var ErrCancelled = errors.New("cancelled")

// Progress tells the page how far a task is: the share done from 0 to 1, below 0 where it is not known, and the words for
// it.
type Progress func(share float64, words string)

// Task is one thing that the page asks.
type Task struct {
	// Text is the task as JSON.
	Text []byte
	// File is the file that came with it; it reads as empty when none did.
	File io.Reader
	// Size is the size of the file in bytes.
	Size int64
	// Progress is never nil.
	Progress Progress
	// Pause lets the page be heard, and reports whether the task is to go on. It is never nil. Work that takes long
	// without reading calls it now and then.
	Pause func() error
}

// Work answers a task: a reply that is marshalled as JSON, and a file where there is one to hand back. The text of its
// error is what the person reads.
type Work func(Task) (reply any, file []byte, err error)

// piece is what is read of a file at a time.
const piece = 512 << 10

// reader reads a file in pieces, tells how far it is, and ends with [ErrCancelled] once the task is cancelled.
type reader struct {
	size, at  int64
	left      []byte
	read      func(from, to int64) ([]byte, error)
	progress  Progress
	cancelled func() bool
}

func (r *reader) Read(p []byte) (int, error) {
	if len(r.left) == 0 {
		if err := r.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

func (r *reader) next() error {
	if r.cancelled() {
		return ErrCancelled
	}
	if r.at >= r.size {
		return io.EOF
	}
	data, err := r.read(r.at, min(r.at+piece, r.size))
	if err != nil {
		return fmt.Errorf("the file could not be read on (%w): was it moved, changed or taken away?", err)
	}
	if len(data) == 0 {
		return errors.New("the file ended before its end: was it changed while it was read?")
	}
	if r.cancelled() {
		return ErrCancelled
	}
	r.at += int64(len(data))
	r.left = data
	r.progress(float64(r.at)/float64(r.size), "Reading")
	return nil
}

// Do runs a task and keeps a panic of it from ending the program, and with it all that it holds.
func (w Work) Do(t Task) (reply any, file []byte, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			reply, file, err = nil, nil, fmt.Errorf("this could not be worked out, through a fault of the calculator itself (%v)", fault)
		}
	}()
	return w(t)
}
