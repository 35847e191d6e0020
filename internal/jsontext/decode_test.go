package jsontext_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/internal/jsontext"
)

type document struct {
	Title  string           `json:"title"`
	Places *int             `json:"places,omitempty"`
	Small  int8             `json:"small,omitempty"`
	Share  float64          `json:"share,omitempty"`
	Final  bool             `json:"final,omitempty"`
	Claims []claim          `json:"claims,omitempty"`
	Cells  map[string]figly `json:"cells,omitempty"`
	Colour colour           `json:"colour,omitempty"`
	Any    any              `json:"any,omitempty"`
}

type claim struct {
	ID      string `json:"id"`
	Formula string `json:"formula"`
}

// figly reads "12", 12 and {"value": "12", "exact": true}, as figures of a report do.
type figly struct{ value string }

type figlyObject struct {
	Value json.Number `json:"value"`
	Exact bool        `json:"exact"`
}

func (f *figly) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '{':
		var o figlyObject
		err := json.Unmarshal(data, &o)
		f.value = o.Value.String()
		return err
	case '[':
		return errors.New("a list is no figure")
	}
	f.value = strings.Trim(string(data), `"`)
	return nil
}

type colour int

func (c *colour) UnmarshalText(text []byte) error {
	if string(text) != "red" {
		return fmt.Errorf("%q is no colour: use red", text)
	}
	return nil
}

func format() jsontext.Format {
	return jsontext.Format{Shapes: map[reflect.Type]reflect.Type{reflect.TypeFor[figly](): reflect.TypeFor[figlyObject]()}}
}

func TestDecode_AFaultHasItsPathItsPlaceAndItsRemedy(t *testing.T) {
	for name, tt := range map[string]struct {
		text, code, path string
		line, column     int
		says             string
	}{
		"a misspelt key":                {`{"title":"a","claims":[{"id":"x","formla":"1"}]}`, "unknown_key", "claims[0].formla", 1, 34, `write "formula": the keys here are id, formula`},
		"letters exchanged":             {`{"titel":"a"}`, "unknown_key", "titel", 1, 2, `write "title"`},
		"a key in capitals":             {`{"Title":"a"}`, "unknown_key", "Title", 1, 2, `write "title"`},
		"a key like none":               {`{"heading":"a"}`, "unknown_key", "heading", 1, 2, "remove it: the keys here are title, places"},
		"a key of a figure":             {`{"cells":{"n":{"value":1,"exakt":true}}}`, "unknown_key", "cells.n.exakt", 1, 26, `write "exact"`},
		"a key twice":                   {`{"title":"a","title":"b"}`, "duplicate_key", "title", 1, 14, `the key "title" stands twice`},
		"a key twice, once escaped":     {`{"title":"a","t\u0069tle":"b"}`, "duplicate_key", "title", 1, 14, "stands twice"},
		"a cell twice":                  {"{\"cells\":{\"n\":1,\n \"n\":2}}", "duplicate_key", "cells.n", 2, 2, "stands twice"},
		"a key twice where all go":      {`{"any":{"a":1,"a":2}}`, "duplicate_key", "any.a", 1, 15, "stands twice"},
		"a number for a text":           {`{"title":5}`, "wrong_kind", "title", 1, 10, "a number stands where a text in quotation marks is needed"},
		"a list for an object":          {`[]`, "wrong_kind", "", 1, 1, "a list stands where an object in braces is needed"},
		"an object for a list":          {`{"claims":{}}`, "wrong_kind", "claims", 1, 11, "an object stands where a list in square brackets is needed"},
		"a fraction for a whole number": {`{"places":1.5}`, "wrong_kind", "places", 1, 11, "a whole number is needed"},
		"a text for a truth":            {`{"final":"yes"}`, "wrong_kind", "final", 1, 10, "a text stands where true or false is needed"},
		"a number too large":            {`{"small":1000}`, "unusable", "small", 1, 10, "does not fit"},
		"a word that is none":           {`{"colour":"blue"}`, "unusable", "colour", 1, 11, `"blue" is no colour: use red`},
		"a list for a figure":           {`{"cells":{"n":[1]}}`, "unusable", "cells.n", 1, 15, "a list is no figure"},
		"a second document":             {`{} {}`, "broken_json", "", 1, 4, "something stands after the end"},
		"a comma too many":              {`{"title":"a",}`, "broken_json", "title", 1, 14, "a comma stands after the last value"},
		"a comma too many in a list":    {`{"claims":[{},]}`, "broken_json", "claims[0]", 1, 15, "a comma stands after the last item"},
		"a comma too few":               {`{"title":"a" "places":1}`, "broken_json", "title", 1, 14, "a comma or } is expected"},
		"a key without its marks":       {`{title:"a"}`, "broken_json", "", 1, 2, "a key in quotation marks is expected"},
		"a text without its marks":      {`{"title":a}`, "broken_json", "title", 1, 10, `"a" stands where a value is expected`},
		"true misspelt":                 {`{"final":ture}`, "broken_json", "final", 1, 10, "begins no value"},
		"an end in the middle":          {`{"title":`, "broken_json", "title", 1, 10, "it ends in the middle"},
		"a text never closed":           {`{"title":"a`, "broken_json", "title", 1, 12, "never closed"},
		"a list never closed":           {`{"claims":[{}`, "broken_json", "claims[0]", 1, 14, "never closed"},
		"a line end in a text":          {"{\"title\":\"a\nb\"}", "broken_json", "title", 1, 12, "line end stands in a text"},
		"an escape of nothing":          {`{"title":"\x"}`, "broken_json", "title", 1, 11, "backslash"},
		"half a character":              {`{"title":"\ud83d"}`, "broken_json", "title", 1, 11, "half of a character"},
		"the other half":                {`{"title":"\ude00"}`, "broken_json", "title", 1, 11, "half of a character"},
		"a number with a plus":          {`{"places":+1}`, "broken_json", "places", 1, 11, "stands where a value is expected"},
		"a number with a zero before":   {`{"places":012}`, "broken_json", "places", 1, 14, "a number is not written"},
		"a number with a bare point":    {`{"share":1.}`, "broken_json", "share", 1, 12, "a number is not written"},
		"a number with a bare exponent": {`{"share":1e}`, "broken_json", "share", 1, 12, "a number is not written"},
		"not a number":                  {`{"share":NaN}`, "broken_json", "share", 1, 10, "stands where a value is expected"},
		"bytes that are no text":        {"{\"title\":\n\"a\xff\"}", "not_utf8", "", 2, 3, "not UTF-8"},
		"UTF-16":                        {"\xff\xfe{\x00", "not_utf8", "", 0, 0, "UTF-16"},
		"a workbook":                    {"PK\x03\x04", "foreign_format", "", 0, 0, "workbook"},
		"nothing":                       {" \n", "empty", "", 0, 0, "empty"},
		"deep lists":                    {`{"any":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + `}`, "broken_json", "any" + strings.Repeat("[0]", 99), 1, 107, "more than 100 deep"},
	} {
		t.Run(name, func(t *testing.T) {
			var d document
			err := jsontext.Decode([]byte(tt.text), format(), &d)
			var f *figure.Fault
			require.ErrorAs(t, err, &f)
			assert.Equal(t, tt.code, f.Code)
			assert.Equal(t, tt.path, f.Path)
			assert.Equal(t, [2]int{tt.line, tt.column}, [2]int{f.Place.Line, f.Place.Column})
			assert.Contains(t, f.Error(), tt.says)
			for _, word := range []string{"json:", "Go ", "struct", "int8", "jsontext", "unmarshal", "invalid character"} {
				assert.NotContains(t, f.Error(), word)
			}
		})
	}
}

func TestDecode_ReadsWhatIsRight(t *testing.T) {
	var d document
	require.NoError(t, jsontext.Decode([]byte("\uFEFF"+`{"$schema":"x","title":"\ud83d\ude00 é","places":2,"share":1,"small":-128,"final":true,
		"claims":[{"id":"a"},{}],"cells":{"n":"12","m":3,"o":{"value":5,"exact":true},"p":null},"colour":"red","any":[1.5e3,null,{}]}`), format(), &d))
	assert.Equal(t, "😀 é", d.Title)
	assert.Equal(t, 2, *d.Places)
	assert.Equal(t, "5", d.Cells["o"].value)
	assert.Len(t, d.Claims, 2)
}

func TestDecode_FindsAllFaultsAtOnce(t *testing.T) {
	var d document
	err := jsontext.Decode([]byte("{\"titel\":1,\n\"places\":\"2\",\n\"places\":3}"), format(), &d)
	var all figure.Faults
	require.ErrorAs(t, err, &all)
	require.Len(t, all, 3)
	assert.Equal(t, []string{"unknown_key", "wrong_kind", "duplicate_key"}, []string{all[0].Code, all[1].Code, all[2].Code})
	assert.Contains(t, err.Error(), "and 2 more (lines 2, 3)")
}

func TestDecode_StopsAfterAHundredFaults(t *testing.T) {
	var d document
	err := jsontext.Decode([]byte(`{"cells":{`+strings.Repeat(`"n":1,`, 5_000)+`"m":1}}`), format(), &d)
	var all figure.Faults
	require.ErrorAs(t, err, &all)
	assert.Len(t, all, 100)
}

func TestDecode_KeysMayBeThoseOfAnyOfTheValues(t *testing.T) {
	var a claim
	var b figlyObject
	require.NoError(t, jsontext.Decode([]byte(`{"id":"x","value":3}`), jsontext.Format{}, &a, &b))
	assert.Equal(t, "x", a.ID)
	assert.Equal(t, "3", b.Value.String())
	err := jsontext.Decode([]byte(`{"id":"x","valu":3}`), jsontext.Format{}, &a, &b)
	assert.ErrorContains(t, err, `write "value": the keys here are id, formula, value, exact`)
}

func TestDecode_AtItsLimits(t *testing.T) {
	f := jsontext.Format{MaxBytes: 10, MaxDepth: 2}
	var v any
	require.NoError(t, jsontext.Decode([]byte(`[[     1]]`), f, &v))
	assert.ErrorContains(t, jsontext.Decode([]byte(`[[      1]]`), f, &v), "larger than")
	assert.ErrorContains(t, jsontext.Decode([]byte(`[[[1]]]`), f, &v), "more than 2 deep")
	assert.ErrorContains(t, jsontext.Read(strings.NewReader(`[[      1]]`), f, &v), "larger than")
	assert.ErrorIs(t, jsontext.Read(stopped{}, f, &v), errStopped)
	assert.NoError(t, jsontext.Check([]byte(`[1]`), f))
}

var errStopped = errors.New("the disk was taken out")

type stopped struct{}

func (stopped) Read([]byte) (int, error) { return 0, errStopped }

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"title":"a","claims":[{"id":"x","formula":"1"}]}`, `{"cells":{"n":{"value":1,"exact":true}}}`, `{"title":"a","title":"b"}`,
		`{"any":[1.5e-3,null,{"a":[]}]}`, `{"title":"\ud83d\ude00"}`, `[`, `{"small":1000}`, "\uFEFF{}", `{"colour":"blue"}`, `{"a":"\u00zz"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var v any
		err := jsontext.Decode(data, jsontext.Format{}, &v)
		var fault *figure.Fault
		switch {
		case err == nil:
			require.True(t, json.Valid([]byte(strings.TrimPrefix(string(data), "\uFEFF"))), "what is taken is JSON")
		case errors.As(err, &fault) && fault.Code == "broken_json" && !strings.Contains(fault.Problem, "half of a character") && !strings.Contains(fault.Problem, "deep"):
			require.False(t, json.Valid(data), "what is called broken is no JSON: %s", err)
		}
		var d document
		if err := jsontext.Decode(data, format(), &d); err == nil {
			require.NoError(t, json.Unmarshal([]byte(strings.TrimPrefix(string(data), "\uFEFF")), &d))
		}
	})
}
