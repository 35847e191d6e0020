package scrutiny_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// 700 cases of 40 workers are 17.5 each; 15.0 is the plain mean of 10.0 and 20.0.
func TestCheck_AnAverageOfAveragesIsNamed(t *testing.T) {
	cells := func(workers, cases, each string) map[string]scrutiny.Input {
		return map[string]scrutiny.Input{"workers": scrutiny.Print(workers), "cases": scrutiny.Print(cases), "each": scrutiny.Print(each)}
	}
	notes := func(total string) (scrutiny.Verdict, string) {
		r := scrutiny.Check(scrutiny.Report{Tables: []scrutiny.Table{{
			ID: "t", Columns: []scrutiny.Column{{ID: "workers"}, {ID: "cases"}, {ID: "each", Formula: "cases / workers"}},
			Rows:   []scrutiny.Row{{Label: "North", Cells: cells("10", "100", "10.0")}, {Label: "South", Cells: cells("30", "600", "20.0")}},
			Totals: []scrutiny.Total{{Label: "Total", Of: []string{"*"}, Cells: cells("40", "700", total)}},
		}}}, scrutiny.Options{})
		for _, f := range r.Findings {
			if f.ID == "t/Total/each" {
				return f.Verdict, strings.Join(f.Notes, "; ")
			}
		}
		require.Fail(t, "no finding")
		return scrutiny.CannotCheck, ""
	}
	verdict, note := notes("15.0")
	assert.Equal(t, scrutiny.Differs, verdict)
	assert.Contains(t, note, "average of averages")
	verdict, note = notes("17.5")
	assert.Equal(t, scrutiny.Agrees, verdict)
	assert.Empty(t, note)
	verdict, note = notes("15.1")
	assert.Equal(t, scrutiny.Differs, verdict)
	assert.Empty(t, note, "it is no mean of anything")
}
