package main

import (
	"mime"

	"github.com/scrutineer-dev/scrutineer/document"
)

const (
	// documentBody is how large a document may be that is sent: a report of some hundred pages.
	documentBody = 8 << 20
	// reportBody is how large a report.json may be; a table judged whole takes time with the square of its size.
	reportBody = 1 << 20
	// formulaCost is a quarter of a second of formulas in all: others wait.
	formulaCost = 25_000_000
)

// documentTypes are the media types as which a document may be sent. Its content decides what it is, since browsers and
// programs often send another type.
func documentTypes() []string {
	return []string{
		"application/octet-stream", "application/pdf", "text/csv", "text/html", "text/markdown", "text/plain", "text/tab-separated-values",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet",
	}
}

// largest is how large the body of an operation may be by the type of it; 0 for no limit of its own.
func (op operation) largest(contentType string) int64 {
	if kind, _, err := mime.ParseMediaType(contentType); op.maxDocument > 0 && err == nil && kind != "application/json" {
		return op.maxDocument
	}
	return op.maxBody
}

// handlerLimits are less than those of a program on somebody's desk: what one question unpacks and builds stays small beside
// the memory of the handler.
func handlerLimits() document.Limits {
	limits := document.DefaultLimits()
	limits.Bytes, limits.Unpacked = documentBody, 64<<20
	limits.Cells, limits.Blocks, limits.Pages = 400_000, 40_000, 500
	return limits
}
