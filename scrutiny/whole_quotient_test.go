package scrutiny_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// budgetTable is two services and their total: budget, variance and its per cent of the budget, as printed.
func budgetTable(rows [3][3]string) scrutiny.Report {
	cells := func(row [3]string) map[string]scrutiny.Input {
		return map[string]scrutiny.Input{"budget": scrutiny.Print(row[0]), "variance": scrutiny.Print(row[1]), "percent": scrutiny.Print(row[2])}
	}
	return scrutiny.Report{Tables: []scrutiny.Table{{
		ID: "t", Unit: "£k",
		Columns: []scrutiny.Column{{ID: "budget"}, {ID: "variance"}, {ID: "percent", Unit: "%", Formula: "variance / budget * 100"}},
		Rows:    []scrutiny.Row{{Label: "first", Cells: cells(rows[0])}, {Label: "second", Cells: cells(rows[1])}},
		Totals:  []scrutiny.Total{{Label: "Total", Of: []string{"*"}, Cells: cells(rows[2])}},
	}}}
}

func whole(result scrutiny.Result) *scrutiny.Finding {
	for i, f := range result.Findings {
		if f.ID == "t/whole" {
			return &result.Findings[i]
		}
	}
	return nil
}

// By hand: −9.8 % of 648.5 to 649.5 is −63.98 to −63.23, so that b is −63.98 or more; a is 268.5 or more; their sum is
// above 204.5, which is the most that 204 may be.
func TestCheck_AWholeTableIsHeldToItsRatiosToo(t *testing.T) {
	table := [3][3]string{{"2,073", "269", "13.0%"}, {"649", "(64)", "-9.8%"}, {"2,722", "204", "7.5%"}}
	alone := scrutiny.Check(budgetTable(table), scrutiny.Options{SingleOnly: true})
	require.Zero(t, alone.Summary.Differs, "every sum and every percentage passes alone")
	f := whole(scrutiny.Check(budgetTable(table), scrutiny.Options{}))
	require.NotNil(t, f)
	assert.Contains(t, f.Working, "second/percent (-9.8%)")
	assert.NotContains(t, f.Working, "first/budget", "only what contradicts is named")

	table[1][2] = "-9.9%" // then b may be −64.3, and 204.4 prints 204
	assert.Nil(t, whole(scrutiny.Check(budgetTable(table), scrutiny.Options{})))
}

// A negative base turns the two lines over.
func TestCheck_RatiosOfANegativeBase(t *testing.T) {
	report := budgetTable([3][3]string{{"(2,073)", "269", "-13.0%"}, {"(649)", "(64)", "9.8%"}, {"(2,722)", "204", "-7.5%"}})
	report.Tables[0].Columns[2].Unit = ""
	report.Tables[0].Columns[2].Formula = "variance / budget"
	for i, text := range []string{"-0.130", "0.098"} {
		report.Tables[0].Rows[i].Cells["percent"] = scrutiny.Print(text)
	}
	report.Tables[0].Totals[0].Cells["percent"] = scrutiny.Print("-0.075")
	require.NotNil(t, whole(scrutiny.Check(report, scrutiny.Options{})))
}

// vertices decides by another way whether true figures exist: a polytope that is not empty has a corner, so each choice
// of four of its faces is solved and tried. The unknowns are budget and variance of the two services.
func vertices(printed [3][3]float64, halves [3]float64) bool {
	var faces [][5]float64 // Σ a·x ≥ b
	between := func(a [4]float64, low, high float64) {
		faces = append(faces, [5]float64{a[0], a[1], a[2], a[3], low}, [5]float64{-a[0], -a[1], -a[2], -a[3], -high})
	}
	sums := [3][2][4]float64{{{1, 0, 0, 0}, {0, 1, 0, 0}}, {{0, 0, 1, 0}, {0, 0, 0, 1}}, {{1, 0, 1, 0}, {0, 1, 0, 1}}}
	for i, row := range printed {
		budget, variance := sums[i][0], sums[i][1]
		between(budget, row[0]-halves[0], row[0]+halves[0])
		between(variance, row[1]-halves[1], row[1]+halves[1])
		for _, end := range []float64{-1, 1} {
			ratio := (row[2] + end*halves[2]) / 100
			var a [4]float64
			for k := range a {
				a[k] = -end * (variance[k] - ratio*budget[k])
			}
			faces = append(faces, [5]float64{a[0], a[1], a[2], a[3], 0})
		}
	}
	inside := func(x [4]float64) bool {
		for _, f := range faces {
			if f[0]*x[0]+f[1]*x[1]+f[2]*x[2]+f[3]*x[3] < f[4]-1e-7 {
				return false
			}
		}
		return true
	}
	n := len(faces)
	for i := range n {
		for j := i + 1; j < n; j++ {
			for k := j + 1; k < n; k++ {
				for l := k + 1; l < n; l++ {
					if x, ok := corner(faces[i], faces[j], faces[k], faces[l]); ok && inside(x) {
						return true
					}
				}
			}
		}
	}
	return false
}

// corner solves four equations by Gauss's elimination.
func corner(rows ...[5]float64) (x [4]float64, ok bool) {
	for c := range 4 {
		pivot := c
		for r := c + 1; r < 4; r++ {
			if math.Abs(rows[r][c]) > math.Abs(rows[pivot][c]) {
				pivot = r
			}
		}
		rows[c], rows[pivot] = rows[pivot], rows[c]
		if math.Abs(rows[c][c]) < 1e-9 {
			return x, false
		}
		for r := range 4 {
			if r != c {
				factor := rows[r][c] / rows[c][c]
				for k := c; k < 5; k++ {
					rows[r][k] -= factor * rows[c][k]
				}
			}
		}
	}
	for c := range 4 {
		x[c] = rows[c][4] / rows[c][c]
	}
	return x, true
}

func TestCheck_WholeWithRatiosAgainstTheCornersOfThePolytope(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 23))
	impossible, tried := 0, 0
	for tried < 300 {
		var printed [3][3]float64
		for i := range 2 {
			printed[i][0] = float64(300 + random.IntN(2500))
			printed[i][1] = float64(random.IntN(600) - 200)
			printed[i][2] = math.Round(printed[i][1]/printed[i][0]*1000)/10 + []float64{0, 0, 0.1, -0.1}[random.IntN(4)]
		}
		printed[2][0] = printed[0][0] + printed[1][0] + float64(random.IntN(3)-1)
		printed[2][1] = printed[0][1] + printed[1][1] + float64(random.IntN(3)-1)
		printed[2][2] = math.Round(printed[2][1]/printed[2][0]*1000) / 10
		var text [3][3]string
		for i, row := range printed {
			text[i] = [3]string{strconv.Itoa(int(row[0])), strconv.Itoa(int(row[1])), fmt.Sprintf("%.1f%%", row[2])}
		}
		alone := scrutiny.Check(budgetTable(text), scrutiny.Options{SingleOnly: true})
		if alone.Summary.Differs > 0 || slices.ContainsFunc(alone.Findings, func(f scrutiny.Finding) bool { return f.Slip == scrutiny.SlipTruncated }) {
			continue // a sum or a percentage fails alone, or the table is cut and not rounded
		}
		tried++
		possible := vertices(printed, [3]float64{0.5, 0.5, 0.05})
		if !possible {
			impossible++
		}
		assert.Equal(t, possible, whole(scrutiny.Check(budgetTable(text), scrutiny.Options{})) == nil, "%v", text)
	}
	assert.NotZero(t, impossible)
	t.Logf("%d of %d", impossible, tried)
}

// Whatever the true figures, a table that is printed from them is never accused.
func TestCheck_AnHonestTableWithRatiosIsNeverAccused(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 23))
	for range 300 {
		var truth [3][2]float64
		for i := range 2 {
			truth[i] = [2]float64{5 + 3000*random.Float64(), 600*random.Float64() - 300}
			truth[2][0], truth[2][1] = truth[2][0]+truth[i][0], truth[2][1]+truth[i][1]
		}
		var text [3][3]string
		for i, row := range truth {
			text[i] = [3]string{fmt.Sprintf("%.0f", row[0]), fmt.Sprintf("%.0f", row[1]), fmt.Sprintf("%.1f%%", row[1]/row[0]*100)}
		}
		assert.Nil(t, whole(scrutiny.Check(budgetTable(text), scrutiny.Options{})), "%v", text)
	}
}

func TestCheck_APercentageOfANegativeBaseIsCheckedAsItsOwnFormulaStandsWithANote(t *testing.T) {
	claim := scrutiny.Claim{
		ID: "a", Printed: scrutiny.Print("-3.1%"), Formula: "v / b * 100",
		Inputs: map[string]scrutiny.Input{"v": scrutiny.Print("119"), "b": scrutiny.Print("-3,810")},
	}
	f := scrutiny.Check(scrutiny.Report{Claims: []scrutiny.Claim{claim}}, scrutiny.Options{}).Findings[0]
	assert.Equal(t, scrutiny.Agrees, f.Verdict)
	require.Len(t, f.Notes, 1)
	assert.Contains(t, f.Notes[0], "base of the percentage is negative")

	// The formula of a column was meant for every row: there the row of income is not checked.
	column := budgetTable([3][3]string{{"2,073", "269", "13.0%"}, {"(649)", "(64)", "9.9%"}, {"1,424", "205", "14.4%"}})
	for _, f := range scrutiny.Check(column, scrutiny.Options{}).Findings {
		if f.ID == "t/second/percent" {
			assert.Equal(t, scrutiny.CannotCheck, f.Verdict)
		}
	}
}
