package disclosure_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/disclosure"
)

func read(t *testing.T, name string, into any) {
	t.Helper()
	shared := os.Getenv("SCRUTINEER_SHARED")
	if shared == "" {
		t.Skip("SCRUTINEER_SHARED names no folder of shared data")
	}
	text, err := os.ReadFile(filepath.Join(shared, "vectors", name+".json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, into))
}

func TestVectors_SuppressionRule(t *testing.T) {
	var file struct {
		Cases []struct {
			Name   string
			Inputs struct {
				Count *int
				Level disclosure.Level
				Row   []int
				Total int
			}
			Expected struct{ Published any }
		}
	}
	read(t, "dfe_suppression_rule", &file)
	require.NotEmpty(t, file.Cases)
	for _, c := range file.Cases {
		if c.Inputs.Count != nil {
			got, err := disclosure.Rule{}.Publish(*c.Inputs.Count, c.Inputs.Level)
			require.NoError(t, err)
			assert.Equal(t, c.Expected.Published, got.String(), c.Name)
			continue
		}
		got, err := disclosure.Row2008(c.Inputs.Row)
		require.NoError(t, err)
		for i, want := range c.Expected.Published.([]any) {
			assert.Equal(t, want, got[i].String(), c.Name)
		}
	}
}

func TestVectors_TwoInEveryLineIsNotEnough(t *testing.T) {
	var file struct {
		Cases []struct {
			Inputs struct {
				Rows, Cols []string
				Table      map[string][]int
				Suppressed []string
			}
			Expected struct {
				Recoverable map[string]int
				Interval    map[string][2]int
			}
		}
	}
	read(t, "secondary_suppression_sdctable", &file)
	require.Len(t, file.Cases, 2)
	before := file.Cases[0]
	counts := disclosure.Counts{Rows: before.Inputs.Rows, Columns: before.Inputs.Cols}
	var hidden []disclosure.Cell
	for i, row := range counts.Rows {
		counts.Cells = append(counts.Cells, before.Inputs.Table[row])
		for j, column := range counts.Columns {
			for _, name := range before.Inputs.Suppressed {
				if name == row+"|"+column {
					hidden = append(hidden, disclosure.Cell{Row: i, Column: j})
				}
			}
		}
	}
	table, err := counts.Hide(hidden...)
	require.NoError(t, err)
	exposures, err := disclosure.Audit(table, disclosure.Knowledge{})
	require.NoError(t, err)
	found := disclosure.Recovered(exposures)
	require.Len(t, found, len(before.Expected.Recoverable))
	assert.Equal(t, before.Expected.Recoverable[found[0].Row+"|"+found[0].Column], found[0].Low)

	// The file suggests x|b as the further cell; its interval is that of x|d, the cheapest, which leaves w|b + x|d = 78.
	// With x|b instead w|b would be 0 to 141: row w leaves 141 for its three hidden cells, and nothing else binds.
	result, err := disclosure.Protect(counts, hidden, disclosure.Options{ZerosMayHide: true})
	require.NoError(t, err)
	assert.Equal(t, []disclosure.Cell{{Row: 1, Column: 3}}, result.Secondary)
	exposures = result.Exposures
	assert.Empty(t, disclosure.Recovered(exposures))
	for name, want := range file.Cases[1].Expected.Interval {
		row, column, _ := strings.Cut(name, "|")
		for _, e := range exposures {
			if e.Row == row && e.Column == column {
				assert.Equal(t, want, [2]int{e.Low, e.High})
			}
		}
	}
}
