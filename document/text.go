package document

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/table"
)

// readText reads what no other format claims: a table of delimited text whole, as one grid that counts the file's records, or
// running text with tables in it.
func readText(ctx context.Context, name string, content []byte, limits Limits) (Document, error) {
	fail := func(fault *figure.Fault) (Document, error) {
		fault.Place.File = name
		return Document{}, fault
	}
	text, _, err := table.Decode(content)
	if err != nil {
		var fault *figure.Fault
		if errors.As(err, &fault) {
			return fail(fault)
		}
		return Document{}, err
	}
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return fail(&figure.Fault{Code: "empty", Problem: "the file is empty", Remedy: "give a report or a table"})
	case isJSON(text):
		return fail(&figure.Fault{Code: "foreign_format", Problem: "the file is JSON, which is no report that a person reads", Remedy: "give the table or the report itself"})
	}
	if delimited(text) {
		return readDelimited(name, content, limits)
	}
	if line := binaryLine(text); line > 0 {
		return fail(&figure.Fault{
			Code: "foreign_format", Place: figure.Place{Line: line}, Problem: "the file holds control characters and is no text",
			Remedy: "save it as .docx, .xlsx, .pdf, .html or text",
		})
	}
	d, fault := readRunning(ctx, text, limits)
	if fault != nil {
		return fail(fault)
	}
	if err := ctx.Err(); err != nil {
		return Document{}, err
	}
	return d, nil
}

// isJSON says whether a text is JSON by more than its first byte: a sentence may begin with a bracket.
func isJSON(text []byte) bool {
	text = bytes.TrimSpace(text)
	inner, object := bytes.CutPrefix(text, []byte("{"))
	inner = bytes.TrimSpace(inner)
	return object && (bytes.HasPrefix(inner, []byte(`"`)) || bytes.HasPrefix(inner, []byte("}"))) || text[0] == '[' && json.Valid(text)
}

// readDelimited reads a file that is a table from end to end. Several tables below each other stay one grid, so that a row is
// the record of the file.
func readDelimited(name string, content []byte, limits Limits) (Document, error) {
	g, err := table.ParseDelimited(content, figure.Place{File: name}, table.Limits{
		Bytes: limits.Bytes, Cells: limits.Cells, Cell: limits.CellBytes, Line: limits.LineBytes,
	})
	if err != nil {
		return Document{}, err
	}
	format := "csv"
	if g.Delimiter == '\t' {
		format = "tsv"
	}
	return Document{Format: format, Blocks: []Block{{Kind: Table, Table: g}}}, nil
}

// binaryLine is the first line with a control character that no text has, and 0 where there is none.
func binaryLine(text []byte) int {
	line := 1
	for _, c := range text {
		switch {
		case c == '\n':
			line++
		case c < ' ' && c != '\t' && c != '\r' && c != '\f' && c != '\v' && c != 0x1B:
			return line
		}
	}
	return 0
}

func tooLarge(what string, most int) *figure.Fault {
	return &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the document has more than %d %s", most, what), Remedy: "give the part that is needed"}
}
