package document

import (
	"bufio"
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
		err = damaged()
	}
	return content, err
}

// Unpacking reads a stream unpacked where it is packed with gzip, and as it is where it is not: for readers that need not
// have the whole in memory, and bound what they keep. A stream that is damaged ends in a [*figure.Fault].
func Unpacking(r io.Reader) (*bufio.Reader, error) {
	const ahead = 64 << 10
	plain := bufio.NewReaderSize(r, ahead)
	if head, _ := plain.Peek(2); !bytes.HasPrefix(head, []byte("\x1F\x8B")) {
		return plain, nil
	}
	packed, err := gzip.NewReader(plain)
	if err != nil {
		return nil, damaged()
	}
	return bufio.NewReaderSize(unpacking{packed}, ahead), nil
}

// unpacking says a damage as a fault.
type unpacking struct{ io.Reader }

func (u unpacking) Read(into []byte) (int, error) {
	n, err := u.Reader.Read(into)
	if err != nil && !errors.Is(err, io.EOF) {
		err = damaged()
	}
	return n, err
}

func damaged() *figure.Fault {
	return &figure.Fault{Code: "damaged", Problem: "the file is packed with gzip and damaged", Remedy: "pack it again, or give it unpacked"}
}

// within reads up to a limit and refuses what goes beyond it. A reader that tells its Size, as that of a file may, is read into
// one piece: growing to it would copy every byte several times.
func within(r io.Reader, most int64) ([]byte, error) {
	var whole bytes.Buffer
	if sized, ok := r.(interface{ Size() int64 }); ok && sized.Size() > 0 {
		whole.Grow(int(min(sized.Size(), most)) + bytes.MinRead)
	}
	_, err := whole.ReadFrom(io.LimitReader(r, most+1))
	content := whole.Bytes()
	if err == nil && int64(len(content)) > most {
		return nil, &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the file is larger than %d MB", most>>20), Remedy: "give the part that is needed"}
	}
	return content, err
}
