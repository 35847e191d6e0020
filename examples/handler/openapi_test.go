package main

import (
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write openapi.json")

func TestOpenAPI_TheCommittedDocumentIsCurrent(t *testing.T) {
	if *update {
		require.NoError(t, os.WriteFile("openapi.json", OpenAPI(), 0o600))
	}
	committed, err := os.ReadFile("openapi.json")
	require.NoError(t, err)
	assert.True(t, string(committed) == string(OpenAPI()), "openapi.json is not what the handler says: go test ./examples/handler -update writes it")
}

// openAPI is what the test needs of the OpenAPI document.
type openAPI struct {
	Paths map[string]map[string]struct {
		OperationID string
		Parameters  []struct {
			Name     string
			Example  *string
			Required bool
			Schema   struct{ Default *string }
		}
		RequestBody struct {
			Content map[string]struct {
				Schema  schema
				Example json.RawMessage
			}
		}
		Responses map[string]response
	}
	Components struct {
		Schemas   map[string]schema
		Responses map[string]response
	}
}

type response struct {
	Ref     string `json:"$ref"`
	Content map[string]struct{ Schema schema }
}

type schema = map[string]any

func described(t *testing.T, h http.Handler) openAPI {
	t.Helper()
	out := httptest.NewRecorder()
	h.ServeHTTP(out, httptest.NewRequest(http.MethodGet, "/openapi.json", nil))
	require.Equal(t, http.StatusOK, out.Code)
	var d openAPI
	require.NoError(t, json.Unmarshal(out.Body.Bytes(), &d))
	return d
}

func TestOpenAPI_EveryExampleIsAnsweredAsDescribed(t *testing.T) {
	h := New(Settings{})
	d := described(t, h)
	require.Len(t, d.Paths, len(operations())+1, "and the health check")
	for path, methods := range d.Paths {
		op, ok := methods["post"]
		if !ok {
			continue
		}
		t.Run(op.OperationID, func(t *testing.T) {
			query := url.Values{}
			for _, p := range op.Parameters {
				switch {
				case p.Example != nil:
					query.Set(p.Name, *p.Example)
				case p.Schema.Default != nil:
					query.Set(p.Name, *p.Schema.Default) // what is said to be the default is accepted
				}
				assert.False(t, p.Required && p.Example == nil, "%s needs an example", p.Name)
			}
			request := op.RequestBody.Content["application/json"]
			require.NotEmpty(t, request.Example)
			valid(t, d, "request", request.Schema, parsed(t, request.Example))
			out := post(t, h, path+"?"+query.Encode(), "application/json", string(request.Example))
			require.Equal(t, http.StatusOK, out.Code, out.Body.String())
			assert.Equal(t, "application/json", out.Header().Get("Content-Type"))
			valid(t, d, "answer", op.Responses["200"].Content["application/json"].Schema, parsed(t, out.Body.Bytes()))

			// A default that is stated is the one that is used.
			fewer := url.Values{}
			for _, p := range op.Parameters {
				if p.Example != nil {
					fewer.Set(p.Name, *p.Example)
				}
			}
			assert.Equal(t, out.Body.String(), post(t, h, path+"?"+fewer.Encode(), "application/json", string(request.Example)).Body.String())

			refusal := post(t, h, path+"?nonsense=1", "application/json", string(request.Example))
			assert.Equal(t, http.StatusBadRequest, refusal.Code)
			valid(t, d, "problem", d.Components.Responses[op.Responses["400"].Ref[len("#/components/responses/"):]].Content["application/problem+json"].Schema, parsed(t, refusal.Body.Bytes()))
		})
	}
}

func parsed(t *testing.T, text []byte) any {
	t.Helper()
	var value any
	require.NoError(t, json.Unmarshal(text, &value))
	return value
}

// valid holds a value against the parts of JSON Schema that the document uses; a property that the schema does not name is
// wrong, so that nothing is answered that is not described.
func valid(t *testing.T, d openAPI, at string, s schema, value any) {
	t.Helper()
	if !matches(d, s, value) {
		text, _ := json.Marshal(value)
		want, _ := json.Marshal(s)
		t.Errorf("%s is not as described:\n%s\nschema %s", at, text, want)
	}
}

func matches(d openAPI, s schema, value any) bool {
	if ref, ok := s["$ref"].(string); ok {
		named, ok := d.Components.Schemas[ref[len("#/components/schemas/"):]]
		return ok && matches(d, named, value)
	}
	for _, key := range []string{"anyOf", "oneOf"} {
		if options, ok := s[key].([]any); ok {
			return slices.ContainsFunc(options, func(o any) bool { return matches(d, o.(schema), value) })
		}
	}
	if types, ok := s["type"]; ok && !ofType(types, value) {
		return false
	}
	if words, ok := s["enum"].([]any); ok && !slices.Contains(words, value) {
		return false
	}
	switch v := value.(type) {
	case map[string]any:
		properties, _ := s["properties"].(map[string]any)
		required, _ := s["required"].([]any)
		for _, name := range required {
			if _, has := v[name.(string)]; !has {
				return false
			}
		}
		more, open := s["additionalProperties"].(map[string]any)
		for name, inner := range v {
			switch property, ok := properties[name].(map[string]any); {
			case ok && !matches(d, property, inner):
				return false
			case !ok && open && !matches(d, more, inner):
				return false
			case !ok && !open && properties != nil:
				return false
			}
		}
	case []any:
		items, _ := s["items"].(map[string]any)
		return !slices.ContainsFunc(v, func(inner any) bool { return !matches(d, items, inner) })
	}
	return true
}

func ofType(types, value any) bool {
	list, ok := types.([]any)
	if !ok {
		list = []any{types}
	}
	name := "null"
	switch v := value.(type) {
	case string:
		name = "string"
	case bool:
		name = "boolean"
	case map[string]any:
		name = "object"
	case []any:
		name = "array"
	case float64:
		name = "number"
		if v == float64(int64(v)) && slices.Contains(list, any("integer")) {
			name = "integer"
		}
	}
	return slices.Contains(list, any(name))
}

func TestTheSchemaCheckFindsWhatIsWrong(t *testing.T) {
	s := schema{"type": "object", "required": []any{"a"}, "properties": schema{"a": schema{"type": []any{"string", "null"}}}}
	assert.False(t, matches(openAPI{}, schema{"type": "string", "enum": []any{"x"}}, "y"), "a word that is not listed")
	for text, want := range map[string]bool{`{"a":"x"}`: true, `{"a":null}`: true, `{}`: false, `{"a":1}`: false, `{"a":"x","b":1}`: false, `[]`: false} {
		assert.Equal(t, want, matches(openAPI{}, s, parsed(t, []byte(text))), text)
	}
}
