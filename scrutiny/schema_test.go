package scrutiny_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// follows validates a document against the part of JSON Schema that ours uses, and returns what does not follow it.
func follows(root, schema map[string]any, value any, path string) []string {
	if ref, ok := schema["$ref"].(string); ok {
		name := strings.TrimPrefix(ref, "#/$defs/")
		return follows(root, root["$defs"].(map[string]any)[name].(map[string]any), value, path)
	}
	if options, ok := schema["anyOf"].([]any); ok {
		for _, option := range options {
			if len(follows(root, option.(map[string]any), value, path)) == 0 {
				return nil
			}
		}
		return []string{path + ": follows none of the alternatives"}
	}
	if allowed, ok := schema["enum"].([]any); ok && !slices.Contains(allowed, value) {
		return []string{fmt.Sprintf("%s: %v is not allowed", path, value)}
	}
	if kind, ok := schema["type"]; ok && !isOfType(kind, value) {
		return []string{fmt.Sprintf("%s: %T is no %v", path, value, kind)}
	}
	var problems []string
	switch v := value.(type) {
	case map[string]any:
		properties, _ := schema["properties"].(map[string]any)
		for _, name := range anyStrings(schema["required"]) {
			if _, given := v[name]; !given {
				problems = append(problems, path+": "+name+" is required")
			}
		}
		for name, inner := range v {
			switch extra := schema["additionalProperties"].(type) {
			case bool:
				if properties[name] == nil && !extra {
					problems = append(problems, path+": "+name+" is unknown")
					continue
				}
			case map[string]any:
				if properties[name] == nil {
					problems = append(problems, follows(root, extra, inner, path+"."+name)...)
					continue
				}
			}
			if property, ok := properties[name].(map[string]any); ok {
				problems = append(problems, follows(root, property, inner, path+"."+name)...)
			}
		}
	case []any:
		if least, ok := schema["minItems"].(float64); ok && len(v) < int(least) {
			problems = append(problems, path+": is too short")
		}
		if items, ok := schema["items"].(map[string]any); ok {
			for i, inner := range v {
				problems = append(problems, follows(root, items, inner, fmt.Sprintf("%s[%d]", path, i))...)
			}
		}
	}
	return problems
}

func anyStrings(value any) []string {
	list, _ := value.([]any)
	names := make([]string, len(list))
	for i, one := range list {
		names[i] = one.(string)
	}
	return names
}

func isOfType(kind, value any) bool {
	if list, ok := kind.([]any); ok {
		return slices.ContainsFunc(list, func(one any) bool { return isOfType(one, value) })
	}
	switch v := value.(type) {
	case nil:
		return kind == "null"
	case bool:
		return kind == "boolean"
	case string:
		return kind == "string"
	case float64:
		return kind == "number" || (kind == "integer" && v == float64(int64(v)))
	case []any:
		return kind == "array"
	case map[string]any:
		return kind == "object"
	}
	return false
}

func parsedSchema(t *testing.T) map[string]any {
	t.Helper()
	data, err := os.ReadFile("report.schema.json")
	require.NoError(t, err)
	var schema map[string]any
	require.NoError(t, json.Unmarshal(data, &schema))
	return schema
}

func TestSchema_TheExamplesFollowIt(t *testing.T) {
	schema := parsedSchema(t)
	files, err := filepath.Glob("../examples/*/reports/oldham-20??.json")
	require.NoError(t, err)
	more, err := filepath.Glob("../examples/validate/*.json")
	require.NoError(t, err)
	require.Len(t, append(files, more...), 3)
	for _, file := range append(files, more...) {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		var document any
		require.NoError(t, json.Unmarshal(data, &document))
		assert.Empty(t, follows(schema, schema, document, "report"), file)

		// What is written of a report that was read follows it as well.
		report, err := scrutiny.ReadReport(bytes.NewReader(data))
		require.NoError(t, err)
		written, err := json.Marshal(report)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(written, &document))
		assert.Empty(t, follows(schema, schema, document, "report"), file)
	}
}

func TestSchema_RefusesWhatIsNotOfTheFormat(t *testing.T) {
	schema := parsedSchema(t)
	for _, document := range []string{
		`{"claim": []}`, `{"tables": {}}`, `{"tables": [{"columns": [{}]}]}`, `{"claims": [{"kind": "guess"}]}`,
		`{"claims": [{"inputs": {"a": {"val": "1"}}}]}`, `{"tables": [{"totals": [{"label": "T", "of": []}]}]}`, `{"claims": [{"printed": true}]}`,
	} {
		var value any
		require.NoError(t, json.Unmarshal([]byte(document), &value))
		assert.NotEmpty(t, follows(schema, schema, value, "report"), document)
	}
}

// Every field of the Go types is a property of the schema, and the other way.
func TestSchema_NamesTheFieldsOfTheTypes(t *testing.T) {
	schema := parsedSchema(t)
	defs := schema["$defs"].(map[string]any)
	table := defs["table"].(map[string]any)
	inner := func(of map[string]any, name string) map[string]any {
		property := of["properties"].(map[string]any)[name].(map[string]any)
		if items, ok := property["items"].(map[string]any); ok {
			return items
		}
		return property
	}
	claim := defs["claim"].(map[string]any)
	for _, tc := range []struct {
		of     any
		schema map[string]any
	}{
		{scrutiny.Report{}, schema},
		{scrutiny.Source{}, inner(schema, "source")},
		{scrutiny.Table{}, table},
		{scrutiny.Column{}, inner(table, "columns")},
		{scrutiny.Row{}, inner(table, "rows")},
		{scrutiny.Total{}, inner(table, "totals")},
		{scrutiny.Claim{}, claim},
		{scrutiny.Tally{}, inner(claim, "tally")},
		{scrutiny.Band{}, inner(claim, "bands")},
		{scrutiny.Item{}, inner(claim, "items")},
		{scrutiny.At{}, defs["at"].(map[string]any)},
		{scrutiny.Question{}, defs["question"].(map[string]any)},
	} {
		var names []string
		for field := range fields(tc.of) {
			names = append(names, field)
		}
		var properties []string
		for name := range tc.schema["properties"].(map[string]any) {
			properties = append(properties, name)
		}
		assert.ElementsMatch(t, names, properties, "%T", tc.of)
	}
}

// fields are the names in JSON of a struct's fields.
func fields(of any) map[string]bool {
	names := map[string]bool{}
	kind := reflect.TypeOf(of)
	for i := range kind.NumField() {
		if kind.Field(i).Anonymous {
			maps.Copy(names, fields(reflect.Zero(kind.Field(i).Type).Interface()))
			continue
		}
		if name, _, _ := strings.Cut(kind.Field(i).Tag.Get("json"), ","); name != "" {
			names[name] = true
		}
	}
	return names
}
