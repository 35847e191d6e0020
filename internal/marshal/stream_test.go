package marshal_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/internal/marshal"
)

type answer struct {
	Name    string            `json:"name"`
	Rows    []row             `json:"rows"`
	None    []row             `json:"none"`
	Left    []row             `json:"left,omitempty"`
	Zero    shade             `json:"zero,omitzero"`
	Shades  []shade           `json:"shades"`
	Bytes   []byte            `json:"bytes"`
	By      map[string]int    `json:"by"`
	Hidden  int               `json:"-"`
	Plain   *int              // its own name
	Itself  itself            `json:"itself"`
	Given   *string           `json:"given,omitempty"`
	Nothing map[string]string `json:"nothing,omitempty"`
	inside  int
}

type row struct {
	Text  string `json:"text"`
	Parts []int  `json:"parts"`
	In    *row   `json:"in,omitempty"`
}

type shade int

func (s shade) IsZero() bool                 { return s == 0 }
func (s shade) MarshalText() ([]byte, error) { return []byte{'a' + byte(s)}, nil }

type itself []int

func (i itself) MarshalJSON() ([]byte, error) { return []byte(`{"itself":true}`), nil }

type streamed struct{ rows []row }

func (s streamed) JSONStream() (any, map[string]iter.Seq[any]) {
	return answer{Name: "streamed", Rows: []row{}}, map[string]iter.Seq[any]{"rows": marshal.Each(s.rows, func(r row) row { return r })}
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	require.NoError(t, e.Encode(v))
	return b.String()
}

func TestWrite_WritesWhatAnEncoderDoes(t *testing.T) {
	rows := []row{{Text: "a & <b>", Parts: []int{1, 2}, In: &row{Text: "\u2028é"}}, {}, {Parts: []int{}}}
	for name, v := range map[string]any{
		"a struct":          answer{Name: "x", Rows: rows, Shades: []shade{0, 1}, Bytes: []byte("abc"), By: map[string]int{"b": 1, "a": 2}, inside: 1},
		"a pointer":         &answer{Rows: rows},
		"an empty struct":   struct{}{},
		"a map":             map[string]any{"z": rows, "a": nil, "m": []string{"x"}, "e": []string{}},
		"an empty map":      map[string]any{},
		"a list":            rows,
		"what embeds":       struct{ answer }{answer{Name: "in"}},
		"itself":            itself{1},
		"null":              nil,
		"a text":            "<x>",
		"a map of no lists": map[string]int{"a": 1},
	} {
		var b bytes.Buffer
		require.NoError(t, marshal.Write(&b, v), name)
		assert.Equal(t, encoded(t, v), b.String(), name)
	}
	for _, list := range [][]row{rows, {}} {
		var b bytes.Buffer
		require.NoError(t, marshal.Write(&b, streamed{list}))
		assert.Equal(t, encoded(t, answer{Name: "streamed", Rows: list}), b.String())
	}
}

func TestWrite_ReportsWhatFails(t *testing.T) {
	broken := errors.New("full")
	many := make([]row, 10_000)
	assert.ErrorIs(t, marshal.Write(failing{broken}, map[string]any{"rows": many}), broken)
	assert.Error(t, marshal.Write(&bytes.Buffer{}, map[string]any{"f": func() {}}))
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
