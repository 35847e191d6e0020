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
			return output{
				JSON:   map[string]int{"words": len(words)},
				Tables: []printable{{Title: "Words", Header: []string{"word"}, Rows: [][]string{words[:min(1, len(words))]}, Notes: []string{"first only"}}},
				Found:  len(words) > *most,
			}, err
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

func TestWriters_MakeASpreadsheetCellInert(t *testing.T) {
	out := output{Tables: []printable{{Header: []string{"label"}, Rows: [][]string{
		{"=HYPERLINK(1)"}, {"+1+1"}, {"@SUM(A1)"}, {"-145"}, {"-1,145.5%"}, {"-"}, {"+44"}, {"-2+3"},
	}}}}
	var b bytes.Buffer
	require.NoError(t, writeCSV(&b, out))
	assert.Equal(t, "label\n'=HYPERLINK(1)\n'+1+1\n'@SUM(A1)\n-145\n\"-1,145.5%\"\n-\n+44\n'-2+3\n", b.String())
}

func TestWriteMarkdown_EscapesWhatWouldBreakTheTable(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, writeMarkdown(&b, output{Tables: []printable{{Title: "T", Header: []string{"a", "b"}, Rows: [][]string{{"x|y", "<script>"}}}}}))
	assert.Equal(t, "## T\n\n| a | b |\n| --- | --- |\n| x\\|y | &lt;script> |\n", b.String())
}
