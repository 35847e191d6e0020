package scrutiny_test

import (
	"encoding/json"
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// square is a table of two rows and two columns with its totals: cells a b / c d, row totals r, column totals k, total t.
func square(a, b, c, d, r1, r2, k1, k2, t int) scrutiny.Report {
	cells := func(one, two, total int) map[string]scrutiny.Input {
		return map[string]scrutiny.Input{"one": scrutiny.Print(strconv.Itoa(one)), "two": scrutiny.Print(strconv.Itoa(two)), "total": scrutiny.Print(strconv.Itoa(total))}
	}
	return scrutiny.Report{Tables: []scrutiny.Table{{
		ID:      "t",
		Columns: []scrutiny.Column{{ID: "one"}, {ID: "two"}, {ID: "total", Formula: "one + two"}},
		Rows:    []scrutiny.Row{{Label: "first", Cells: cells(a, b, r1)}, {Label: "second", Cells: cells(c, d, r2)}},
		Totals:  []scrutiny.Total{{Label: "both", Of: []string{"*"}, Cells: cells(k1, k2, t)}},
	}}}
}

// The example of the design: column two needs b + d of at least 2.5, and the rows allow each at most 1.
func TestCheck_FindsATableThatNoTrueFiguresPrint(t *testing.T) {
	report := square(1, 1, 1, 1, 1, 1, 1, 3, 3)
	single := scrutiny.Check(report, scrutiny.Options{SingleOnly: true})
	assert.Zero(t, single.Summary.Differs, "every sum passes alone")

	result := scrutiny.Check(report, scrutiny.Options{})
	require.Equal(t, 1, result.Summary.Differs)
	f := result.Findings[0]
	assert.Equal(t, "t/whole", f.ID)
	assert.Equal(t, scrutiny.KindTable, f.Kind)
	assert.NotEmpty(t, f.Cells)
	assert.Less(t, len(f.Cells), 9, "only the cells that contradict each other are named")
}

func TestCheck_AcceptsATableThatSomeFiguresPrint(t *testing.T) {
	// a = b = c = d = 1.25 prints 1, every pair 2.5 prints 3 and the four 5.
	assert.Zero(t, scrutiny.Check(square(1, 1, 1, 1, 3, 3, 3, 3, 5), scrutiny.Options{}).Summary.Differs)
}

// METHODS F2 counts 32,805 tables of four cells 0 to 2: each total of two within 1 of its printed sum, the grand total within
// 2 of the sum of all. 11,259 pass every sum alone, and 1,296 of them are printed from no true figures. What the cells are
// makes no difference, only how far the totals are from their sums, so 405 patterns of totals over any one of the 81 sets of
// cells stand for all: 139 and 16 of them. The witness is an independent search over values at half steps, which decides a
// network.
func TestCheck_WholeAgainstASearchOverHalfSteps(t *testing.T) {
	for _, cells := range [][4]int{{1, 1, 1, 1}, {0, 2, 1, 2}} {
		alone, impossible := 0, 0
		a, b, c, d := cells[0], cells[1], cells[2], cells[3]
		for code := range 3 * 3 * 3 * 3 * 5 {
			r1, r2, k1, k2 := a+b+code%3-1, c+d+code/3%3-1, a+c+code/9%3-1, b+d+code/27%3-1
			total := a + b + c + d + code/81 - 2
			report := square(a, b, c, d, r1, r2, k1, k2, total)
			if scrutiny.Check(report, scrutiny.Options{SingleOnly: true}).Summary.Differs > 0 {
				continue
			}
			alone++
			possible := searchHalfSteps([9]int{a, b, c, d, r1, r2, k1, k2, total})
			if !possible {
				impossible++
			}
			found := scrutiny.Check(report, scrutiny.Options{}).Summary.Differs == 0
			require.Equal(t, possible, found, "%v", []int{a, b, c, d, r1, r2, k1, k2, total})
		}
		assert.Equal(t, 11_259, 81*alone)
		assert.Equal(t, 1_296, 81*impossible)
	}
}

// searchHalfSteps looks for four values, each at its printed value or half a step to either side, whose sums print as the
// totals.
func searchHalfSteps(v [9]int) bool {
	within := func(twice, printed int) bool { return twice >= 2*printed-1 && twice <= 2*printed+1 }
	for code := range 81 {
		a, b, c, d := 2*v[0]+code%3-1, 2*v[1]+code/3%3-1, 2*v[2]+code/9%3-1, 2*v[3]+code/27%3-1
		if within(a+b, v[4]) && within(c+d, v[5]) && within(a+c, v[6]) && within(b+d, v[7]) && within(a+b+c+d, v[8]) {
			return true
		}
	}
	return false
}

func TestSharedJointTables(t *testing.T) {
	var file struct {
		Cases []struct {
			ID      string
			Cells   [2][2]int
			Rows    [2]int `json:"row_totals"`
			Columns [2]int `json:"column_totals"`
			Total   int    `json:"grand_total"`
			Jointly string
		}
	}
	require.NoError(t, json.Unmarshal(sharedFile(t, "vectors/calc11_joint_tables.json"), &file))
	for _, tc := range file.Cases {
		c := tc.Cells
		result := scrutiny.Check(square(c[0][0], c[0][1], c[1][0], c[1][1], tc.Rows[0], tc.Rows[1], tc.Columns[0], tc.Columns[1], tc.Total), scrutiny.Options{})
		want := map[string]int{"feasible": 0, "infeasible": 1}[tc.Jointly]
		assert.Equal(t, want, result.Summary.Differs, fmt.Sprint(tc.ID, result.Differing()))
	}
	t.Logf("%d tables", len(file.Cases))
}
