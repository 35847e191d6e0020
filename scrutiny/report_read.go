package scrutiny

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// MaxReportBytes is the largest document [ReadReport] takes.
const MaxReportBytes = 16 << 20

// ReadReport reads the JSON document of a report and validates it. The error is a [*figure.Fault] for the first fault, or
// what the reader itself returned. Fields that the format does not know are left out, and the result of a check says so.
func ReadReport(r io.Reader) (Report, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxReportBytes+1))
	if err != nil {
		return Report{}, err
	}
	if len(data) > MaxReportBytes {
		return Report{}, &figure.Fault{Code: "too_large", Problem: fmt.Sprintf("the file is larger than %d MB", MaxReportBytes>>20)}
	}
	if data, err = plainText(data); err != nil {
		return Report{}, err
	}
	report, err := decodeReport(data)
	if err != nil {
		return Report{}, err
	}
	if faults := report.Validate(); len(faults) > 0 {
		first := faults[0]
		line, column := locate(data, first.Path)
		return Report{}, &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: line, Column: column}, Path: first.Path, Problem: first.Message}
	}
	return report, nil
}

// plainText strips a byte-order mark and refuses what is not UTF-8.
func plainText(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return nil, &figure.Fault{Code: "encoding", Place: figure.Place{Line: 1}, Problem: "the file is UTF-16: save it as UTF-8"}
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return nil, &figure.Fault{Code: "foreign_format", Place: figure.Place{Line: 1}, Problem: "the file is a workbook or a zip archive: a JSON document is needed"}
	case !utf8.Valid(data):
		return nil, &figure.Fault{Code: "encoding", Place: figure.Place{Line: 1}, Problem: "the file is not UTF-8 text: save it as UTF-8"}
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, &figure.Fault{Code: "empty", Problem: "the file is empty: a JSON document with tables or claims is needed"}
	}
	return data, nil
}

func decodeReport(data []byte) (Report, error) {
	var report Report
	strict := json.NewDecoder(bytes.NewReader(data))
	strict.DisallowUnknownFields()
	strictErr := strict.Decode(&report)
	if strictErr == nil {
		report.ignored = report.ignoredInFigures()
		return report, trailing(data, strict)
	}
	report = Report{}
	lenient := json.NewDecoder(bytes.NewReader(data))
	if err := lenient.Decode(&report); err != nil {
		return Report{}, jsonFault(data, err)
	}
	if field, unknown := strings.CutPrefix(strictErr.Error(), "json: unknown field "); unknown {
		report.ignored = field
	}
	return report, trailing(data, lenient)
}

// ignoredInFigures is the first field of a figure that the format does not know.
func (r Report) ignoredInFigures() string {
	first := func(figures map[string]Input) string {
		for _, name := range sortedKeys(figures) {
			if figures[name].ignored != "" {
				return figures[name].ignored
			}
		}
		return ""
	}
	for _, t := range r.Tables {
		for _, row := range t.Rows {
			if field := first(row.Cells); field != "" {
				return field
			}
		}
		for _, total := range t.Totals {
			if field := first(total.Cells); field != "" {
				return field
			}
		}
	}
	for _, c := range r.Claims {
		own := cmp.Or(c.Printed.ignored, c.Value.ignored, c.Against.ignored, c.Base.ignored, c.Target.ignored)
		if field := cmp.Or(own, first(c.Inputs)); field != "" {
			return field
		}
	}
	return ""
}

// trailing refuses a second document behind the first.
func trailing(data []byte, decoder *json.Decoder) error {
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		line, column := lineColumn(data, int(decoder.InputOffset()))
		return &figure.Fault{Code: figure.BadValue, Place: figure.Place{Line: line, Column: column}, Problem: "something follows the end of the document"}
	}
	return nil
}

// jsonFault says what encoding/json found in our words.
func jsonFault(data []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	fault := &figure.Fault{Code: figure.BadValue, Problem: strings.TrimPrefix(err.Error(), "json: ")}
	switch {
	case errors.As(err, &syntax):
		fault.Place.Line, fault.Place.Column = lineColumn(data, int(syntax.Offset)-1)
		fault.Problem = "the document is not valid JSON: " + syntax.Error()
	case errors.As(err, &kind):
		fault.Place.Line, fault.Place.Column = lineColumn(data, int(kind.Offset)-1)
		fault.Heading, fault.Value = kind.Field, kind.Value
		fault.Problem = fmt.Sprintf("%s stands where the format has %s", plainValue(kind.Value), plainType(kind.Type.String()))
	case errors.Is(err, io.ErrUnexpectedEOF):
		fault.Place.Line, fault.Place.Column = lineColumn(data, len(data))
		fault.Problem = "the document ends in the middle: a bracket or a quotation mark is never closed"
	default:
		if offset, found := misplaced(json.NewDecoder(bytes.NewReader(data)), ""); found {
			fault.Place.Line, fault.Place.Column = lineColumn(data, valueStart(data, offset))
		}
	}
	return fault
}

// misplaced finds the first list or truth value that stands where a figure does, which [Input.UnmarshalJSON] refuses
// without knowing where it is. key is what the next value is the value of.
func misplaced(decoder *json.Decoder, key string) (offset int, found bool) {
	offset = int(decoder.InputOffset())
	opening, err := decoder.Token()
	if err != nil {
		return 0, false
	}
	figure := false
	switch key {
	case "printed", "value", "against", "base", "target", "weight", "count", "figure":
		figure = true
	}
	switch opening {
	case json.Delim('{'), json.Delim('['):
		if figure && opening == json.Delim('[') {
			return offset, true
		}
		for decoder.More() && !found {
			name := key
			if opening == json.Delim('{') {
				token, err := decoder.Token()
				if err != nil {
					return 0, false
				}
				if name, _ = token.(string); key == "cells" || key == "inputs" {
					name = "figure"
				}
			}
			offset, found = misplaced(decoder, name)
		}
		_, _ = decoder.Token() // the closing mark
		return offset, found
	case true, false:
		return offset, figure
	}
	return 0, false
}

// plainValue names a JSON value as a person would.
func plainValue(kind string) string {
	switch {
	case kind == "array":
		return "a list"
	case kind == "object":
		return "an object"
	case kind == "string":
		return "a text"
	case kind == "bool":
		return "true or false"
	}
	return "a " + kind // number, with its digits
}

// plainType names a Go type as a reader of JSON would.
func plainType(name string) string {
	switch {
	case strings.HasPrefix(name, "[]"):
		return "a list"
	case strings.HasPrefix(name, "map"), strings.HasPrefix(name, "scrutiny."):
		return "an object"
	case name == "bool", name == "*bool":
		return "true or false"
	case name == "int":
		return "a whole number"
	}
	return "a text"
}

func lineColumn(data []byte, offset int) (line, column int) {
	offset = max(0, min(offset, len(data)))
	before := data[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}

// locate finds where a path such as tables[0].rows[2].cells.budget stands in the document; where the last steps are not
// written, it is the nearest step above.
func locate(data []byte, path string) (line, column int) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	offset := 0
	for path != "" {
		var step string
		step, path = nextStep(path)
		if !descend(decoder, step, path) {
			break
		}
		offset = valueStart(data, int(decoder.InputOffset()))
	}
	return lineColumn(data, offset)
}

// nextStep takes the first step from a path. A map's key, after cells. or inputs., may hold anything.
func nextStep(path string) (step, rest string) {
	if strings.HasPrefix(path, "[") {
		step, rest, _ = strings.Cut(path[1:], "]")
		return step, strings.TrimPrefix(rest, ".")
	}
	at := strings.IndexAny(path, ".[")
	if at < 0 {
		return path, ""
	}
	step, rest = path[:at], strings.TrimPrefix(path[at:], ".")
	return step, rest
}

// descend moves the decoder to just before the value of a step.
func descend(decoder *json.Decoder, step, rest string) bool {
	opening, err := decoder.Token()
	if err != nil {
		return false
	}
	index, numberErr := strconv.Atoi(step)
	for i := 0; decoder.More(); i++ {
		if opening == json.Delim('[') {
			if numberErr == nil && i == index {
				return true
			}
		} else {
			key, err := decoder.Token()
			if err != nil {
				return false
			}
			if key == step || key == step+"."+rest {
				return true
			}
		}
		var skipped json.RawMessage
		if decoder.Decode(&skipped) != nil {
			return false
		}
	}
	return false
}

// valueStart skips the marks between a key and its value.
func valueStart(data []byte, offset int) int {
	for offset < len(data) && strings.IndexByte(" \t\r\n:,", data[offset]) >= 0 {
		offset++
	}
	return offset
}
