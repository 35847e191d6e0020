package scrutiny

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// ReadTable reads one table of text: CSV (comma, semicolon or tab, as pasted from a sheet) or Markdown. The first row
// names the columns, the first column the rows. The error is an [*InputError] with the line.
func ReadTable(r io.Reader) (Proposal, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxReportBytes+1))
	if err != nil {
		return Proposal{}, err
	}
	if len(data) > MaxReportBytes {
		return Proposal{}, &InputError{Problem: "the file is larger than 16 MB"}
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return Proposal{}, &InputError{Problem: "the file is empty: a header row and rows of figures are needed"}
	}
	if data, err = plainText(data); err != nil {
		return Proposal{}, err
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return Proposal{}, &InputError{Problem: "the file holds a NUL: save it as CSV UTF-8"}
	}
	if text := strings.TrimSpace(string(data)); strings.HasPrefix(text, "|") {
		return ProposeTable(markdownCells(text))
	}
	cells, err := csvCells(data)
	if err != nil {
		return Proposal{}, err
	}
	return ProposeTable(cells)
}

// markdownCells takes a Markdown table apart. The line of dashes under the header says nothing of the figures.
func markdownCells(text string) [][]string {
	var cells [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			continue
		}
		if strings.Trim(line, "|:- \t") == "" && strings.Contains(line, "-") && len(cells) == 1 {
			continue
		}
		// An escaped bar belongs to its cell.
		line = strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), `\|`, "\x00")
		row := strings.Split(line, "|")
		for i, text := range row {
			row[i] = strings.Trim(strings.ReplaceAll(strings.TrimSpace(text), "\x00", "|"), "*")
		}
		cells = append(cells, row)
	}
	return cells
}

func csvCells(data []byte) ([][]string, error) {
	reader := csv.NewReader(bytes.NewReader(data))
	reader.FieldsPerRecord = -1
	first, _, _ := strings.Cut(strings.TrimLeft(string(data), "\r\n"), "\n")
	for _, delimiter := range []rune{'\t', ';'} {
		if strings.ContainsRune(first, delimiter) {
			reader.Comma = delimiter
			break
		}
	}
	cells, err := reader.ReadAll()
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return nil, &InputError{Line: parse.StartLine, Problem: "a quotation mark is out of place or never closed: double it inside a quoted field"}
	}
	return cells, err
}
