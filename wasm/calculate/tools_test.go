package calculate_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/wasm/calculate"
	"github.com/scrutineer-dev/scrutineer/wasm/form"
)

// The page reads what stands here as JSON, and draws from that alone.
func TestTools_ReadBackEqual(t *testing.T) {
	tools, err := calculate.Tools()
	require.NoError(t, err)
	text, err := json.Marshal(tools)
	require.NoError(t, err)
	var back []form.Tool
	require.NoError(t, json.Unmarshal(text, &back))
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.JSONEq(t, string(text), string(again))
}

// schemaOf is a schema as the page has it.
func schemaOf(t *testing.T, in form.ToolInput) string {
	t.Helper()
	text, err := json.Marshal(in.Schema)
	require.NoError(t, err)
	return string(text)
}

func TestTools_SayWhatAPersonReads(t *testing.T) {
	tools, err := calculate.Tools()
	require.NoError(t, err)
	schemas := map[string]any{}
	for _, tool := range tools {
		t.Run(tool.Page, func(t *testing.T) {
			assert.NotEmpty(t, tool.Title)
			assert.NotEmpty(t, tool.Heading)
			assert.Empty(t, tool.Result.Problems, "the example is sound")
			assert.NotEmpty(t, tool.Result.Answer, "the example is answered")
			assert.NotEmpty(t, tool.Result.Sections)
			assert.NotEmpty(t, tool.Source, "where the figures of the example are from")
			for _, text := range tool.Texts {
				assert.False(t, slices.ContainsFunc(tool.Settings, func(s form.Setting) bool { return s.Name == text.Name }), "%s stands among the settings", text.Name)
			}
			for _, in := range tool.Inputs {
				key := tool.Group + "." + in.Name
				if schemas[key] == nil {
					schemas[key] = schemaOf(t, in)
				}
				assert.Equal(t, schemas[key], schemaOf(t, in), "tables of one name in a group are one table")
			}
		})
	}
}
