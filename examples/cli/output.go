package main

import (
	"bufio"
	"io"

	"github.com/scrutineer-dev/scrutineer/operation"
)

// output is what a verb has to say: the result of an operation, or a text.
type output struct {
	operation.Result
	// Text is all there is to say, whatever the form. Defaults to the result.
	Text string
}

// write writes the output in a form.
func (out output) write(w io.Writer, form string) error {
	if out.Text != "" {
		_, err := io.WriteString(w, out.Text)
		return err
	}
	return out.Write(w, form)
}

// whole hands write a buffer before w and reports the first write that failed, also where write looked at none of them.
func whole(w io.Writer, write func(io.Writer) error) error {
	buffer := bufio.NewWriterSize(w, 64<<10)
	if err := write(buffer); err != nil {
		return err
	}
	return buffer.Flush()
}
