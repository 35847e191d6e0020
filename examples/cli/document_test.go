package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDocument_ShowsWhatIsRead(t *testing.T) {
	const text = "# Month 4\n\nCare is over by £5k.\n\n| a | b |\n|---|---|\n| x | 1 |\n"
	var out, errs bytes.Buffer
	require.Equal(t, exitDone, run([]string{"document", "-format", "json"}, strings.NewReader(text), &out, &errs), errs.String())
	for _, want := range []string{`"kind": "heading"`, `"paragraph": 2`, `"row": 2`, `"table": 1`, `"faults": []`} {
		assert.Contains(t, out.String(), want)
	}
	out.Reset()
	require.Equal(t, exitDone, run([]string{"document"}, strings.NewReader(text), &out, &errs), errs.String())
	assert.Contains(t, out.String(), "table 1      table             2 rows of 2 columns")
}

func TestDocument_ReadsWhatIsPacked(t *testing.T) {
	var packed, plain, out bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = io.WriteString(w, "a,b\n1,2\n")
	require.NoError(t, w.Close())
	require.Equal(t, exitDone, run([]string{"document"}, strings.NewReader("a,b\n1,2\n"), &plain, io.Discard))
	require.Equal(t, exitDone, run([]string{"document"}, bytes.NewReader(packed.Bytes()), &out, io.Discard))
	assert.Equal(t, plain.String(), out.String())
	var errs bytes.Buffer
	assert.Equal(t, exitUsage, run([]string{"document"}, bytes.NewReader(packed.Bytes()[:20]), io.Discard, &errs))
	assert.Equal(t, "document: standard input: the file is packed with gzip and damaged: pack it again, or give it unpacked\n", errs.String())
}

func TestDocument_RefusesInOneLine(t *testing.T) {
	for name, content := range map[string]string{
		"empty": "", "old": "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "picture": "\x89PNG", "zip": "PK\x03\x04xxxx", "pdf": "%PDF-1.7", "json": `{"a":1}`,
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			assert.Equal(t, exitUsage, run([]string{"document"}, strings.NewReader(content), &out, &errs))
			assert.Empty(t, out.String())
			assert.Equal(t, 1, strings.Count(errs.String(), "\n"))
		})
	}
}
