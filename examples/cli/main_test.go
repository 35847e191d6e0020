package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/operation"
)

// count is a calculation made for these tests: it counts the words of a file, and finds something when there are more
// than -most.
var count = verb{
	group: "words", name: "count", reads: "FILE", short: "count words", example: "words count -most 3 poem.txt",
	setup: func(flags *flag.FlagSet) func(in input) (output, error) {
		most := flags.Int("most", 10, "`n` words are found to be many")
		return func(in input) (output, error) {
			var words []string
			err := in.read(func(r io.Reader) error {
				text, err := io.ReadAll(r)
				words = strings.Fields(string(text))
				if len(words) == 0 {
					return fmt.Errorf("line 1: no words")
				}
				return err
			})
			return output{Result: operation.Result{
				Value: map[string]int{"words": len(words)}, View: oneColumn("Words", "word", "first only", words[:min(1, len(words))]...), Found: len(words) > *most,
			}}, err
		}
	},
}

func TestRun_FlagsMayStandBeforeAndAfterTheFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "poem.txt")
	require.NoError(t, os.WriteFile(name, []byte("so much depends upon"), 0o600))
	for _, args := range [][]string{{"-format", "json", name}, {name, "-format", "json"}, {"-format=json", name, "-most", "4"}} {
		var out bytes.Buffer
		code, err := count.run(args, nil, &out, io.Discard)
		require.NoError(t, err)
		assert.Equal(t, exitDone, code)
		assert.JSONEq(t, `{"words": 4}`, out.String())
	}
}

func TestRun_StandardInputIsReadWithoutAFileOrWithADash(t *testing.T) {
	for _, args := range [][]string{{"-most", "1"}, {"-", "-most", "1"}} {
		var out bytes.Buffer
		code, err := count.run(args, strings.NewReader("a b"), &out, io.Discard)
		require.NoError(t, err)
		assert.Equal(t, exitFindings, code, "more than -most is a finding")
		assert.Equal(t, "Words\n\nword\na\nfirst only\n", out.String())
	}
}

func TestRun_NothingIsPrintedWhenTheWorkFails(t *testing.T) {
	for name, args := range map[string][]string{
		"no such file": {"no-such-file"}, "bad flag": {"-nonsense"}, "bad format": {"-format", "xml"}, "two files": {"a", "b"}, "bad input": {},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			code, err := count.run(args, strings.NewReader(""), &out, io.Discard)
			require.Error(t, err)
			assert.Equal(t, exitUsage, code)
			assert.Empty(t, out.String())
		})
	}
	_, err := count.run(nil, strings.NewReader(""), io.Discard, io.Discard)
	assert.EqualError(t, err, "words count: standard input: line 1: no words")
}

func TestRun_UnknownVerbSaysSoOnOneLine(t *testing.T) {
	var out, errs bytes.Buffer
	assert.Equal(t, exitUsage, run([]string{"finance", "guess"}, nil, &out, &errs))
	assert.Empty(t, out.String())
	assert.Equal(t, "\"finance guess\" is not a calculation; run cli help for the list\n", errs.String())
}

func TestHelp_NamesEveryVerb(t *testing.T) {
	var list bytes.Buffer
	assert.Equal(t, exitDone, run([]string{"help"}, nil, &list, io.Discard))
	for _, v := range verbs() {
		assert.Contains(t, list.String(), strings.Join(v.words(), " "))
		var help bytes.Buffer
		assert.Equal(t, exitDone, run(append(v.words(), "-help"), nil, &help, io.Discard))
		assert.Contains(t, help.String(), v.short)
	}
}

// oneColumn is a view of a single column.
func oneColumn(title, head, note string, cells ...string) operation.View {
	return operation.View{Sections: []operation.Section{{
		Title: title, Columns: []operation.Column{{ID: head}}, Notes: []string{note},
		Rows: func(yield func(operation.Row) bool) {
			for _, cell := range cells {
				if !yield(operation.Row{Cells: operation.Cells(cell)}) {
					return
				}
			}
		},
	}}}
}
