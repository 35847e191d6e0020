package disclosure_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/disclosure"
)

func recovered(t *testing.T, text string) []string {
	t.Helper()
	table, err := disclosure.ReadTable(strings.NewReader(text))
	require.NoError(t, err, text)
	exposures, err := disclosure.Audit(table, disclosure.Knowledge{AtLeast: 1})
	require.NoError(t, err, text)
	var words []string
	for _, e := range disclosure.Recovered(exposures) {
		words = append(words, e.String())
	}
	return words
}

func TestAMarginIsFoundByWhatItIsAndNotByItsName(t *testing.T) {
	for _, name := range []string{"Total", "All", "Overall", "", "Grand total", "Persons", "All children", "Both sexes", "Under 18"} {
		text := fmt.Sprintf("group,a,b,%[1]s\nx,c,5,9\ny,7,8,15\n%[1]s,11,13,24\n", name)
		assert.Equal(t, []string{"x, a: exactly 4"}, recovered(t, text), name)
	}
	// One line that shows a sum and a word, or two lines, are needed; a word alone does where nothing is shown.
	assert.Equal(t, []string{"x, a: exactly 4"}, recovered(t, "group,a,b,All\nx,c,5,9\ny,7,8,15\n"))
	assert.Equal(t, []string{"x, a: exactly 4"}, recovered(t, "group,a,b,All\nx,c,5,9\n"))
	assert.Empty(t, recovered(t, "group,a,b,d\nx,c,5,9\ny,7,8,15\n"), "one line may be chance")
	assert.Equal(t, []string{"x, a: exactly 4"}, recovered(t, "group,a,b,d\nx,c,5,9\ny,7,8,15\nz,20,30,50\n"), "two are not")
	assert.Equal(t, []string{"x, a: exactly 4"}, recovered(t, "group,Total,a,b\nx,9,c,5\ny,15,7,8\n"), "a total that stands first")
	assert.Empty(t, recovered(t, "group,a,b,Total Place programme\nx,c,5,60\ny,7,8,1\n"), "a word is no margin where the figures speak against it")
}

func TestATotalThatNothingAddsUpToIsRefused(t *testing.T) {
	for text, phrase := range map[string]string{
		"group,a,b,Total\nx,c,50,9\ny,7,8,15\n": "contradict each other",
		"group,Total,a\nx,9,c\ny,15,700\n":      "is called a total, and no other columns add up to it",
	} {
		table, err := disclosure.ReadTable(strings.NewReader(text))
		if err == nil {
			_, err = disclosure.Audit(table, disclosure.Knowledge{})
		}
		var fault *disclosure.TableError
		require.ErrorAs(t, err, &fault, text)
		assert.Contains(t, fault.Problem, phrase)
	}
}

func TestATotalIsNeverAddedToItsParts(t *testing.T) {
	c, err := disclosure.ReadCounts(strings.NewReader("group,a,b,All,Persons\nx,3,50,53,53\ny,70,80,150,150\nz,60,90,150,150\nAll,133,220,353,353\n"))
	require.NoError(t, err)
	assert.Equal(t, []string{"a", "b"}, c.Columns)
	assert.Equal(t, []string{"x", "y", "z"}, c.Rows)
	assert.Len(t, c.Notes, 1, "the second printing of the total is named: %v", c.Notes)
	r, err := disclosure.Suppress(c, disclosure.Options{})
	require.NoError(t, err)
	assert.Equal(t, "53", r.Published.RowTotals[0].String())
	assert.Equal(t, "353", r.Published.Total.String())
	assert.Equal(t, "c", r.Published.Cells[0][0].String())
}

const regions = "area,boys,girls,all\nOldham,c,12,16\nBury,20,30,50\nNorth West,24,42,66\nLeeds,40,50,90\nHull,11,9,20\nYorkshire,51,59,110\nEngland,75,101,176\n"

func TestSubtotalsOfRowsNest(t *testing.T) {
	table, err := disclosure.ReadTable(strings.NewReader(regions))
	require.NoError(t, err)
	assert.Equal(t, []string{"Oldham", "Bury", "Leeds", "Hull"}, table.Rows)
	require.Len(t, table.Groups, 2)
	assert.Equal(t, []int{0, 1}, table.Groups[0].Of)
	assert.Equal(t, "Yorkshire", table.Groups[1].Label)
	assert.Equal(t, []int{2, 3}, table.Groups[1].Of)
	assert.Equal(t, "176", table.Total.String())
	assert.Equal(t, []string{"Oldham, boys: exactly 4"}, recovered(t, regions))

	// Two hidden in every row and column of all are safe; the subtotal gives one of them away.
	text := "area,boys,girls,all\nOldham,c,c,16\nBury,20,30,50\nNorth West,24,42,66\nLeeds,c,c,90\nHull,11,9,20\nYorkshire,51,59,110\nEngland,75,101,176\n"
	assert.Len(t, recovered(t, text), 4)
}

func TestSubtotalsOfColumnsNest(t *testing.T) {
	text := "area,under 1,1 to 4,under 5,5 to 9,10 to 17,5 and over,All\nx,c,12,15,20,30,50,65\ny,9,11,20,15,25,40,60\nz,8,10,18,25,35,60,78\nAll,20,33,53,60,90,150,203\n"
	table, err := disclosure.ReadTable(strings.NewReader(text))
	require.NoError(t, err)
	assert.Equal(t, []string{"under 1", "1 to 4", "5 to 9", "10 to 17"}, table.Columns)
	require.Len(t, table.ColumnGroups, 2)
	assert.Equal(t, []int{2, 3}, table.ColumnGroups[1].Of)
	assert.Equal(t, []string{"x, under 1: exactly 3"}, recovered(t, text))

	counts, err := disclosure.ReadCounts(strings.NewReader(strings.Replace(text, "x,c,", "x,3,", 1)))
	require.NoError(t, err)
	r, err := disclosure.Suppress(counts, disclosure.Options{})
	require.NoError(t, err)
	assert.Equal(t, []disclosure.Cell{{Row: 0, Column: 0}}, r.Primary)
	assert.Len(t, r.Published.ColumnGroups, 2)
	assert.Equal(t, "203", r.Published.Total.String())
	again, err := disclosure.Audit(r.Published, disclosure.Knowledge{AtLeast: 1})
	require.NoError(t, err)
	assert.Empty(t, disclosure.Recovered(again))
	assert.Equal(t, r.Exposures, again)

	both := "area,a,b,a and b,d,All\nx,3,12,15,20,35\ny,9,11,20,15,35\nx and y,12,23,35,35,70\nz,8,10,18,25,43\nAll,20,33,53,60,113\n"
	_, err = disclosure.ReadTable(strings.NewReader(both))
	var fault *disclosure.TableError
	require.ErrorAs(t, err, &fault)
	assert.Contains(t, fault.Problem, "both have subtotals")
}

func TestASmallMarginIsHiddenToo(t *testing.T) {
	c, err := disclosure.ReadCounts(strings.NewReader("area,a,b\nx,1,2\ny,40,50\nz,30,20\n"))
	require.NoError(t, err)
	r, err := disclosure.Suppress(c, disclosure.Options{})
	require.NoError(t, err)
	assert.Contains(t, r.Primary, disclosure.Cell{Row: 0, Column: 2}, "three children in all of x")
	assert.Equal(t, "c", r.Published.RowTotals[0].String())
	assert.Empty(t, disclosure.Recovered(r.Exposures))
}

func TestAPercentageGivesTheCountBesideItAway(t *testing.T) {
	assert.Equal(t, []string{"x, a: exactly 4"}, recovered(t, "group,a,b,% b\nx,c,20,83.3%\ny,40,30,42.9%\n"))
	assert.Equal(t, []string{"x, a: exactly 4"}, recovered(t, "group,a,b,per cent\nx,c,20,83.3\ny,40,30,42.9\n"), "by its figures")
	assert.Equal(t, []string{"x, a: exactly 4", "x, b: exactly 20"}, recovered(t, "group,a,b,b %,Total\nx,c,c,83.3,24\ny,40,30,42.9,70\n"))
	assert.Empty(t, recovered(t, "group,a,b,% b\nx,c,200,83%\ny,40,30,43%\n"), "200 are 83 % of 240, 241 and 242")
	_, err := disclosure.ReadCounts(strings.NewReader("group,a,b,% b\nx,4,20,83.3%\ny,40,30,42.9%\n"))
	var fault *disclosure.TableError
	require.ErrorAs(t, err, &fault)
	assert.Contains(t, fault.Problem, "would give hidden counts away")
	_, err = disclosure.ReadTable(strings.NewReader("group,a,b,rate %\nx,c,20,1%\ny,40,30,2%\n"))
	require.ErrorAs(t, err, &fault)
	assert.Contains(t, fault.Problem, "it cannot be told of which count")
}

// Whatever is suppressed in a table with subtotals, nothing can be recovered by trying every filling of what is hidden.
func TestSuppress_NobodyCanSubtractThroughSubtotals(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 23))
	safe := 0
	for range 80 {
		c := disclosure.Counts{Rows: []string{"p", "q", "r", "s"}, Columns: []string{"a", "b"}, Groups: []disclosure.Group{{Label: "p and q", Of: []int{0, 1}}, {Label: "r and s", Of: []int{2, 3}}}}
		for range c.Rows {
			c.Cells = append(c.Cells, []int{random.IntN(4), random.IntN(4)})
		}
		o := disclosure.Options{Rule: disclosure.Rule{Low: 1, High: 1}}
		r, err := disclosure.Suppress(c, o)
		if err != nil {
			require.ErrorIs(t, err, disclosure.ErrUnprotected)
			continue
		}
		safe++
		low, high := fillings(c, r)
		for _, e := range r.Exposures {
			if e.Cell.Row < len(c.Rows) && e.Cell.Column < len(c.Columns) {
				assert.Equal(t, []int{low[e.Cell], high[e.Cell]}, []int{e.Low, e.High}, "%v: %s", c.Cells, e)
				assert.Less(t, e.Low, e.High)
			}
		}
	}
	assert.Greater(t, safe, 10)
}

// fillings tries every filling of the hidden cells, 1 to 7 each, that agrees with what is printed.
func fillings(c disclosure.Counts, r disclosure.Result) (low, high map[disclosure.Cell]int) {
	low, high = map[disclosure.Cell]int{}, map[disclosure.Cell]int{}
	cells := make([][]int, len(c.Rows))
	var hidden []disclosure.Cell
	for i, row := range r.Published.Cells {
		cells[i] = make([]int, len(row))
		for j, v := range row {
			if d, ok := v.Decimal(); ok {
				cells[i][j] = int(d.IntPart())
			} else {
				hidden = append(hidden, disclosure.Cell{Row: i, Column: j})
			}
		}
	}
	agrees := func() bool {
		again, err := disclosure.Counts{Rows: c.Rows, Columns: c.Columns, Cells: cells, Groups: c.Groups}.Hide()
		if err != nil {
			return false
		}
		same := func(printed, made interface{ String() string }) bool {
			return printed.String() == "c" || printed.String() == made.String()
		}
		for i := range c.Rows {
			if !same(r.Published.RowTotals[i], again.RowTotals[i]) {
				return false
			}
		}
		for j := range c.Columns {
			if !same(r.Published.ColumnTotals[j], again.ColumnTotals[j]) {
				return false
			}
			for g := range c.Groups {
				if !same(r.Published.Groups[g].Cells[j], again.Groups[g].Cells[j]) || !same(r.Published.Groups[g].Total, again.Groups[g].Total) {
					return false
				}
			}
		}
		return same(r.Published.Total, again.Total)
	}
	if len(hidden) > 5 {
		for _, e := range r.Exposures { // too many to try: taken as audited
			low[e.Cell], high[e.Cell] = e.Low, e.High
		}
		return low, high
	}
	var try func(k int)
	try = func(k int) {
		if k == len(hidden) {
			if agrees() {
				for _, h := range hidden {
					v := cells[h.Row][h.Column]
					if old, seen := low[h]; !seen || v < old {
						low[h] = v
					}
					high[h] = max(high[h], v)
				}
			}
			return
		}
		for v := 1; v <= 7; v++ {
			cells[hidden[k].Row][hidden[k].Column] = v
			try(k + 1)
		}
	}
	try(0)
	return low, high
}
