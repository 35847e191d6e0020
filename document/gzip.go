package document

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Unpack is a content unpacked where it was packed with gzip, and itself where it was not, within a limit of bytes. The error
// is a [*figure.Fault], or what the reader itself returned.
func Unpack(r io.Reader, most int64) ([]byte, error) {
	content, err := within(r, most)
	if err != nil || !bytes.HasPrefix(content, []byte("\x1F\x8B")) {
		return content, err
	}
	packed, err := gzip.NewReader(bytes.NewReader(content))
	if err == nil {
		content, err = within(packed, most)
	}
	var fault *figure.Fault
	if err != nil && !errors.As(err, &fault) {
		err = &figure.Fault{Code: "damaged", Problem: "the file is packed with gzip and damaged", Remedy: "pack it again, or give it unpacked"}
	}
	return content, err
}

// within reads up to a limit and refuses what goes beyond it.
func within(r io.Reader, most int64) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(content)) > most {
		return nil, &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the file is larger than %d MB", most>>20), Remedy: "give the part that is needed"}
	}
	return content, err
}
