package dfe

import (
	"bytes"
	"unicode/utf8"
)

// IsFigures reports whether a text that begins so is what [Read] reads: UTF-8, with the columns of a file of figures on its
// first line. What is not may still be a table that [DataOf] reads, below a title or in another form.
func IsFigures(head []byte) bool {
	h := firstLine(head, nil)
	if h == nil {
		return false
	}
	_, err := h.layout()
	return err == nil
}

// IsNeighbours reports whether a text that begins so is what [ReadNeighbours] reads.
func IsNeighbours(head []byte) bool {
	h := firstLine(head, repeatsSNP)
	return h != nil && (&neighbourFile{header: h}).layout() != nil
}

// firstLine is the header of a text, or nil where it has none.
func firstLine(head []byte, twice func(name string) bool) *header {
	// The last character may be cut in two.
	whole := head
	for n := 0; n < utf8.UTFMax-1 && len(whole) > 0 && !utf8.RuneStart(whole[len(whole)-1]); n++ {
		whole = whole[:len(whole)-1]
	}
	if len(whole) > 0 && whole[len(whole)-1] >= utf8.RuneSelf {
		whole = whole[:len(whole)-1]
	}
	if !utf8.Valid(whole) {
		return nil
	}
	h, err := readHeader(newLines(bytes.NewReader(head)), twice)
	if err != nil {
		return nil
	}
	return h
}
