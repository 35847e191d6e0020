package document

import (
	"context"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// readText reads what no other format claims.
func readText(_ context.Context, name string, _ []byte, _ Limits) (Document, error) {
	return Document{}, &figure.Fault{Code: "foreign_format", Place: figure.Place{File: name}, Problem: "the file is in no format that is read here"}
}
