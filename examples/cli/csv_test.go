package main

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/table"
)

// FuzzWriteCSV holds that a row is written as encoding/csv writes it with every cell neutralised.
func FuzzWriteCSV(f *testing.F) {
	for _, row := range []string{"a|1,234|-5", "=1+1|+44|@x", " leads|\u00a0leads|\ttab", "two\nlines|\"said\"|\\.", "£5|－1|-5%|--", "\x1b[2J|\u202e|é", "|", "a\r\nb|'x|-|-1,2.3"} {
		f.Add(row)
	}
	f.Fuzz(func(t *testing.T, text string) {
		row := strings.Split(text, "|")
		var want, got bytes.Buffer
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = table.Inert(cell)
		}
		writer := csv.NewWriter(&want)
		require.NoError(t, writer.Write(safe))
		writer.Flush()
		require.NoError(t, writeCSV(&got, output{Tables: []printable{{Header: row}}}))
		require.Equal(t, want.String(), got.String())
	})
}
