package pdf

import (
	"bytes"
	"context"
	"errors"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/object"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// Format is the reader of PDF, to be handed to [document.Open].
func Format() document.Format {
	return document.Format{Name: "pdf", Claims: claims, Read: read}
}

// claims looks for the header, before which a mail program may have put a kilobyte of its own.
func claims(content []byte) bool {
	return bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-"))
}

// The work that a file may ask for: so much for any, and more for a long one. A report of 100 pages asks for 7 million units; what
// asks for the most takes some seconds to be refused.
const (
	leastWork = 60_000_000
	mostWork  = 200_000_000
	workAByte = 30
	// mostStream is how far one stream may unpack. The largest honest ones are pictures, which are not unpacked.
	mostStream = 48 << 20
)

func read(ctx context.Context, _ string, content []byte, limits document.Limits) (document.Document, error) {
	work := min(mostWork, leastWork+workAByte*int64(len(content)))
	f, err := object.Open(ctx, content, object.Limits{Work: work, Decoded: limits.Unpacked, Stream: int(min(mostStream, limits.Unpacked))})
	if err != nil {
		return document.Document{}, refusal(err)
	}
	r := newReader(f, limits)
	if err := r.pages(); err != nil {
		return document.Document{}, refusal(err)
	}
	return r.document()
}

// refusal is the fault for an error of the file; an end of the context stays what it is.
func refusal(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var fault *figure.Fault
	if errors.As(err, &fault) {
		return fault
	}
	fault = &figure.Fault{}
	switch {
	case errors.Is(err, object.ErrPassword):
		fault.Code, fault.Problem, fault.Remedy = "encrypted", "the PDF opens only with a password", "save it without a password, or print it to a new PDF"
	case errors.Is(err, object.ErrSpent):
		fault.Code, fault.Problem, fault.Remedy = "too_large", "the PDF asks for more work than any honest one of its size", "print it to a new PDF, or give the pages that are needed"
	default:
		fault.Code, fault.Problem, fault.Remedy = "damaged", "no page can be found in the PDF", "open it in a viewer and print it to a new PDF"
	}
	return fault
}
