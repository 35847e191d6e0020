package document

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// Limits bound what a reader of any format takes in and builds. The zero value is [DefaultLimits].
type Limits struct {
	Bytes      int64 // of the file
	Unpacked   int64 // of all that is unpacked from it
	Cells      int   // of all tables
	Blocks     int   // paragraphs, list items, notes and tables
	Pages      int
	Depth      int // of nesting
	CellBytes  int // of one cell or paragraph
	LineBytes  int // of one line of a text file
	SheetCount int
}

// DefaultLimits is what a laptop reads in seconds: a file of 64 MB, 256 MB unpacked, four million cells.
func DefaultLimits() Limits {
	return Limits{
		Bytes: 64 << 20, Unpacked: 256 << 20, Cells: 4_000_000, Blocks: 200_000, Pages: 5_000, Depth: 64,
		CellBytes: 1 << 20, LineBytes: 1 << 20, SheetCount: 500,
	}
}

// Format is a reader of one format. The packages below this one have theirs in a function Format, and a caller hands those
// that it wants to [Open].
type Format struct {
	// Name is the format's usual file ending: "docx".
	Name string
	// Claims says whether a content is of this format.
	Claims func(content []byte) bool
	// Read reads it. It obeys the limits, and stops with the context's error when the context ends.
	Read func(ctx context.Context, name string, content []byte, limits Limits) (Document, error)
}

// Open reads a document of any of the formats, chosen by its content and never by its name, which only helps messages. What
// no format claims is read as text: CSV, TSV, Markdown, pasted cells or prose. The error is a [*figure.Fault] with the
// remedy, or what the reader itself returned.
func Open(ctx context.Context, name string, r io.Reader, limits Limits, formats ...Format) (Document, error) {
	if limits == (Limits{}) {
		limits = DefaultLimits()
	}
	content, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return Document{}, err
	}
	if int64(len(content)) > limits.Bytes {
		return Document{}, &figure.Fault{
			Code: "too_large", Place: figure.Place{File: name},
			Problem: fmt.Sprintf("the file is larger than %d MB", limits.Bytes>>20), Remedy: "give the part that is needed",
		}
	}
	return Read(ctx, name, content, limits, formats...)
}

// Read is [Open] for a content that is in memory already.
func Read(ctx context.Context, name string, content []byte, limits Limits, formats ...Format) (Document, error) {
	if limits == (Limits{}) {
		limits = DefaultLimits()
	}
	for _, f := range formats {
		if f.Claims(content) {
			d, err := f.Read(ctx, name, content, limits)
			d.Format = f.Name
			return finish(d, name, err)
		}
	}
	if fault := foreign(content); fault != nil {
		fault.Place.File = name
		return Document{}, fault
	}
	d, err := readText(ctx, name, content, limits)
	return finish(d, name, err)
}

// finish gives the document its name and its blocks their places, and a fault the file that it is of.
func finish(d Document, name string, err error) (Document, error) {
	if err != nil {
		var fault *figure.Fault
		if errors.As(err, &fault) && fault.Place.File == "" {
			fault.Place.File = name
		}
		return Document{}, err
	}
	d.Name = name
	d.settle(name)
	return d, nil
}

// foreign recognises what is no text and no format that was handed in.
func foreign(content []byte) *figure.Fault {
	if bytes.HasPrefix(content, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
		return compound(content)
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(content[:min(len(content), 200)], []byte("\uFEFF")), " \t\r\n")
	for _, known := range []struct{ magic, what, remedy string }{
		{"PK\x03\x04", "a zip archive or a format that is not read here", "give the document itself, as .docx, .xlsx, .odt, .ods, .pdf, .html or text"},
		{"%PDF-", "a PDF, which is not read here", "save its text or its tables as a file of their own"},
		{"\x89PNG", "a picture", "give the document it was taken of"},
		{"\xFF\xD8\xFF", "a picture", "give the document it was taken of"},
		{"GIF8", "a picture", "give the document it was taken of"},
		{"II*\x00", "a picture", "give the document it was taken of"},
		{"MM\x00*", "a picture", "give the document it was taken of"},
		{"\x1F\x8B", "compressed", "unpack it first"},
		{"BZh", "compressed", "unpack it first"},
		{"7z\xBC\xAF", "compressed", "unpack it first"},
		{"{\\rtf", "a rich text file", "save it as .docx"},
		{"<!doctype html", "a web page, which is not read here", "save its text or its tables as a file of their own"},
		{"<html", "a web page, which is not read here", "save its text or its tables as a file of their own"},
	} {
		// The tags of a page are written in either case.
		if bytes.HasPrefix(start, []byte(known.magic)) || known.magic[0] == '<' && len(start) >= len(known.magic) && bytes.EqualFold(start[:len(known.magic)], []byte(known.magic)) {
			return &figure.Fault{Code: "foreign_format", Problem: "the file is " + known.what, Remedy: known.remedy}
		}
	}
	return nil
}

// compound says what a file is in the container of the old programs of Office, by the names of the parts that it has: one with
// a password comes in that container too.
func compound(content []byte) *figure.Fault {
	has := func(name string) bool {
		wide := make([]byte, 0, 2*len(name))
		for i := range len(name) {
			wide = append(wide, name[i], 0)
		}
		return bytes.Contains(content, wide)
	}
	switch {
	case has("EncryptedPackage"):
		return &figure.Fault{Code: "encrypted", Problem: "the file is protected with a password", Remedy: "save it without one"}
	case has("WordDocument"):
		return &figure.Fault{Code: "foreign_format", Problem: "the file is an old Word document (.doc)", Remedy: "save it as .docx"}
	case has("Workbook") || has("Book"):
		return &figure.Fault{Code: "foreign_format", Problem: "the file is an old Excel workbook (.xls)", Remedy: "save it as .xlsx"}
	}
	return &figure.Fault{Code: "foreign_format", Problem: "the file is of an old Office program", Remedy: "save it as .docx, .xlsx or .pdf"}
}
