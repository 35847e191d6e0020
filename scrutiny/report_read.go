package scrutiny

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/jsontext"
)

// MaxReportBytes is the largest document [ReadReport] takes.
const MaxReportBytes = 16 << 20

// ReadReport reads the JSON document of a report and validates it. The error is a [*figure.Fault] or [figure.Faults] with the
// path, line and column of everything that is wrong, or what the reader itself returned. A key that the format does not
// know is a fault: a misspelt one would leave a check out and pass the report.
func ReadReport(r io.Reader) (Report, error) {
	var text bytes.Buffer
	if held, ok := r.(interface{ Len() int }); ok { // what is in memory already says how long it is
		text.Grow(min(held.Len(), MaxReportBytes) + bytes.MinRead)
	}
	if _, err := text.ReadFrom(io.LimitReader(r, MaxReportBytes+1)); err != nil {
		return Report{}, err
	}
	data := text.Bytes()
	var report Report
	if err := jsontext.Decode(data, reportFormat(), &report); err != nil {
		return Report{}, err
	}
	var faults figure.Faults
	for _, f := range report.Validate() {
		fault := &figure.Fault{Code: string(f.Code), Path: f.Path, Problem: f.Message}
		fault.Place.Line, fault.Place.Column = locate(bytes.TrimPrefix(data, []byte("\uFEFF")), f.Path)
		faults = append(faults, fault)
	}
	if err := faults.Err(); err != nil {
		return Report{}, err
	}
	return report, nil
}

// reportFormat is the form of the document: what the types that read themselves are written as.
func reportFormat() jsontext.Format {
	return jsontext.Format{MaxBytes: MaxReportBytes, Shapes: map[reflect.Type]reflect.Type{
		reflect.TypeFor[Input](): reflect.TypeFor[inputObject](),
		reflect.TypeFor[Band]():  reflect.TypeFor[bandObject](),
	}}
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
