package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/scrutineer-dev/scrutineer/figure"
)

// content is an input as a calculation reads it. A table that came as JSON has been written as CSV, so that one reader with
// one set of checks serves both.
type content struct {
	data []byte
	// kind is the media type that it came with.
	kind string
	// lines are the lines at which the records of a JSON table begin in data; nil for what came as CSV.
	lines []int
	// listed says that it came as one of an array of tables.
	listed bool
	// more are the further ones of an input that may be given again.
	more []content
}

// all are the content and the further ones.
func (c content) all() []content { return append([]content{c}, c.more...) }

// pointer is where in the JSON a place of the CSV is.
func (c content) pointer(at *figure.Fault) (string, bool) {
	if c.lines == nil || at.Place.Line < 1 {
		return "", false
	}
	record := -1
	for i, line := range c.lines {
		if line <= at.Place.Line {
			record = i
		}
	}
	if record < 0 {
		return "", true
	}
	pointer := "/" + strconv.Itoa(record)
	if at.Heading != "" {
		pointer += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(at.Heading)
	}
	return pointer, true
}

// read parts a body into the inputs of the operation.
func (op operation) read(contentType string, body []byte) (map[string]content, *problem) {
	kind, settings, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind = ""
	}
	var inputs map[string]content
	needed, single := op.needed()
	// encoding/json would put U+FFFD in the place of what is no text.
	if kind == "application/json" && !utf8.Valid(body) {
		return nil, &problem{Status: http.StatusBadRequest, Detail: "the body is not UTF-8 text: send JSON as UTF-8"}
	}
	switch {
	case kind == "application/json" && (len(op.inputs) == 1 || single && needed.is(body)):
		inputs, err = op.add(nil, needed.name, kind, body)
	case kind == "application/json":
		inputs, err = op.readObject(body)
	case kind == "text/csv" && single && needed.table, kind == "text/plain" && single && needed.text:
		inputs, err = op.add(nil, needed.name, kind, body)
	case single && needed.document && slices.Contains(documentTypes(), kind):
		inputs, err = op.add(nil, needed.name, kind, body)
	case kind == "multipart/form-data":
		inputs, err = op.readParts(multipart.NewReader(bytes.NewReader(body), settings["boundary"]))
	default:
		return nil, &problem{Status: http.StatusUnsupportedMediaType, Detail: fmt.Sprintf("Content-Type %s: use %s", quoted(contentType), strings.Join(op.mediaTypes(), " or "))}
	}
	if err != nil {
		var input *inputError
		p := &problem{Status: http.StatusBadRequest, Detail: oneLine(err.Error())}
		if errors.As(err, &input) && len(op.inputs) > 1 {
			p.Input = input.name
		}
		return nil, p
	}
	for _, in := range op.inputs {
		if _, given := inputs[in.name]; !given && !in.optional {
			return nil, &problem{Status: http.StatusBadRequest, Input: in.name, Detail: in.name + ": it is missing: " + in.doc}
		}
	}
	return inputs, nil
}

// is says whether a JSON body is the input itself, and not an object of inputs by their names.
func (in inputOf) is(body []byte) bool {
	if in.table {
		return bytes.HasPrefix(bytes.TrimSpace(body), []byte("["))
	}
	var members map[string]json.RawMessage
	err := json.Unmarshal(body, &members)
	return in.document && (err != nil || members[in.name] == nil)
}

// needed is the input that has to be there, when there is only one such: then it may be the whole body.
func (op operation) needed() (in inputOf, single bool) {
	for _, input := range op.inputs {
		if input.optional {
			continue
		}
		if single {
			return in, false
		}
		in, single = input, true
	}
	return in, single
}

func (op operation) mediaTypes() []string {
	types := []string{"application/json", "multipart/form-data"}
	switch in, single := op.needed(); {
	case single && in.document:
		types = append(types, documentTypes()...)
	case single && in.table:
		types = append(types, "text/csv")
	case single && in.text:
		types = append(types, "text/plain")
	}
	return types
}

// readObject reads {"input": …, "input": …}.
func (op operation) readObject(body []byte) (inputs map[string]content, err error) {
	decoder := json.NewDecoder(bytes.NewReader(body))
	if err := open(decoder, '{'); err != nil {
		return nil, err
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, badJSON(err)
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, badJSON(err)
		}
		if inputs, err = op.add(inputs, name.(string), "application/json", value); err != nil {
			return nil, err
		}
	}
	return inputs, end(decoder)
}

// readParts reads a form with one part an input.
func (op operation) readParts(parts *multipart.Reader) (inputs map[string]content, err error) {
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return inputs, nil
		}
		if err != nil {
			return nil, fmt.Errorf("the form cannot be read: %w", err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, fmt.Errorf("the form ended inside the part %s", quoted(part.FormName()))
		}
		kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if inputs, err = op.add(inputs, part.FormName(), kind, data); err != nil {
			return nil, err
		}
	}
}

// add puts one input among the others. A table may be CSV, an array of objects or {"csv": "…"}, a text is a string, as a document may be; anything else is JSON.
func (op operation) add(inputs map[string]content, name, kind string, data []byte) (map[string]content, error) {
	at := slices.IndexFunc(op.inputs, func(in inputOf) bool { return in.name == name })
	if at < 0 {
		return nil, fmt.Errorf("%s is not an input of %s", quoted(name), op.id)
	}
	first, twice := inputs[name]
	if twice && !op.inputs[at].many {
		return nil, &inputError{name: name, err: fmt.Errorf("%s is given twice", name)}
	}
	if inputs == nil {
		inputs = map[string]content{}
	}
	if in := op.inputs[at]; kind == "application/json" && (in.text || in.document && !in.table && bytes.HasPrefix(bytes.TrimSpace(data), []byte(`"`))) {
		var text string
		if err := json.Unmarshal(data, &text); err != nil {
			return nil, &inputError{name: name, err: errors.New("send it as a string")}
		}
		data = []byte(text)
	}
	added := []content{{data: data, kind: kind}}
	if op.inputs[at].table && kind == "application/json" {
		var err error
		if added, err = tablesOf(data, op.inputs[at].many); err != nil {
			return nil, &inputError{name: name, err: err}
		}
	}
	if twice {
		first.more = append(first.more, added...)
	} else {
		first = added[0]
		first.more = added[1:]
	}
	inputs[name] = first
	return inputs, nil
}

// tablesOf reads an array of objects, or where several tables may be given an array of such arrays.
func tablesOf(data []byte, several bool) ([]content, error) {
	var tables []json.RawMessage
	inner := bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("[")))
	if !several || !bytes.HasPrefix(inner, []byte("[")) || json.Unmarshal(data, &tables) != nil {
		one, err := tableOf(data)
		return []content{one}, err
	}
	all := make([]content, len(tables))
	for i, text := range tables {
		var err error
		if all[i], err = tableOf(text); err != nil {
			return nil, fmt.Errorf("table %d: %w", i+1, err)
		}
		all[i].listed = true
	}
	return all, nil
}

// tableOf writes an array of flat JSON objects as CSV. Columns stand in the order in which they first appear; numbers keep
// their digits.
func tableOf(data []byte) (content, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := open(decoder, '['); err != nil {
		return content{}, err
	}
	var header []string
	columns := map[string]int{}
	var rows [][]string
	values, replaced := 0, !bytes.ContainsRune(data, utf8.RuneError)
	for decoder.More() {
		row, err := readRow(decoder, len(rows), func(key string) int {
			if _, known := columns[key]; !known {
				columns[key] = len(header)
				header = append(header, key)
			}
			return columns[key]
		})
		if err != nil {
			return content{}, err
		}
		for _, text := range row {
			if text != "" {
				values++
			}
			if replaced && strings.ContainsRune(text, utf8.RuneError) {
				return content{}, fmt.Errorf("/%d: half of a character is escaped: send the character itself", len(rows))
			}
		}
		rows = append(rows, row)
	}
	if _, err := decoder.Token(); err != nil {
		return content{}, badJSON(err)
	}
	if err := end(decoder); err != nil {
		return content{}, err
	}
	// A row is as long as its last column, so that one object of 200 keys before many of one makes millions of empty cells.
	if cells := len(header) * len(rows); cells > 100_000+sparse*values {
		return content{}, fmt.Errorf("%d objects of %d keys in all hold %d values: send the columns that are used", len(rows), len(header), values)
	}
	return writeRows(header, rows)
}

// sparse is how many cells a value may stand for: a table whose columns are nearly all empty is no table.
const sparse = 10

// readRow reads one flat object.
func readRow(decoder *json.Decoder, number int, column func(key string) int) (row []string, err error) {
	if err := open(decoder, '{'); err != nil {
		return nil, fmt.Errorf("/%d: %w", number, err)
	}
	seen := map[int]bool{}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, badJSON(err)
		}
		value, err := decoder.Token()
		if err != nil {
			return nil, badJSON(err)
		}
		at := column(key.(string))
		if at >= 200 {
			return nil, fmt.Errorf("/%d: more than 200 columns", number)
		}
		if seen[at] {
			return nil, fmt.Errorf("/%d/%s: the key stands twice in one object", number, key)
		}
		seen[at] = true
		for len(row) <= at {
			row = append(row, "")
		}
		if row[at], err = cell(value); err != nil {
			return nil, fmt.Errorf("/%d/%s: %w", number, key, err)
		}
	}
	if _, err := decoder.Token(); err != nil {
		return nil, badJSON(err)
	}
	return row, nil
}

// cell is a JSON value as a cell of a CSV file has it.
func cell(value json.Token) (string, error) {
	switch v := value.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	case bool:
		if v {
			return "yes", nil
		}
		return "no", nil
	}
	return "", errors.New("a cell holds a text, a number, true, false or null")
}

func writeRows(header []string, rows [][]string) (content, error) {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	lines := make([]int, 0, len(rows))
	line := 1
	write := func(record []string) {
		for _, text := range record {
			line += strings.Count(text, "\n")
		}
		line++
		_ = out.Write(record) // into memory: it cannot fail
	}
	if len(header) > 0 {
		write(header)
	}
	whole := make([]string, len(header))
	for _, row := range rows {
		lines = append(lines, line)
		clear(whole[copy(whole, row):])
		if len(header) > 0 {
			write(whole)
		}
	}
	out.Flush()
	return content{data: b.Bytes(), lines: lines}, out.Error()
}

// open reads the bracket that begins an array or object.
func open(decoder *json.Decoder, bracket json.Delim) error {
	token, err := decoder.Token()
	if err != nil {
		return badJSON(err)
	}
	if token != bracket {
		return map[json.Delim]error{
			'[': errors.New("send an array of objects, one a row"), '{': errors.New("send an object"),
		}[bracket]
	}
	return nil
}

// end refuses what stands after the value.
func end(decoder *json.Decoder) error {
	for {
		switch token, err := decoder.Token(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return badJSON(err)
		case token == json.Delim('}') || token == json.Delim(']'):
		default:
			return errors.New("something stands after the end of the JSON")
		}
	}
}

func badJSON(err error) error {
	if err == io.EOF || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the JSON ends too early")
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("the JSON is broken at its character %d", syntax.Offset)
	}
	return errors.New("the JSON cannot be read: a text, a number, true, false, null, a list or an object is expected")
}
