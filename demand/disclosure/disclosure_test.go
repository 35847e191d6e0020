package disclosure_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/demand/disclosure"
)

func TestRule_OneToFiveAreHidden(t *testing.T) {
	for count, want := range map[int]string{0: "0", 1: "c", 5: "c", 6: "6", 100: "100"} {
		v, err := disclosure.Rule{}.Publish(count, disclosure.LocalAuthority)
		require.NoError(t, err)
		assert.Equal(t, want, v.String())
	}
	for count, want := range map[int]string{0: "0", 4: "0", 5: "10", 14: "10", 15: "20"} {
		v, err := disclosure.Rule{}.Publish(count, disclosure.National)
		require.NoError(t, err)
		assert.Equal(t, want, v.String())
	}
	_, err := disclosure.Rule{}.Publish(-1, disclosure.Regional)
	require.Error(t, err)
	assert.True(t, disclosure.Rule{High: 9}.Hides(9))
	assert.False(t, disclosure.Rule{High: 9}.Hides(10))
}

func TestLevel_TextBothWays(t *testing.T) {
	for _, l := range []disclosure.Level{disclosure.LocalAuthority, disclosure.Regional, disclosure.National} {
		text, err := l.MarshalText()
		require.NoError(t, err)
		var back disclosure.Level
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, l, back)
	}
	_, err := disclosure.Level(7).MarshalText()
	require.Error(t, err)
	assert.Equal(t, "Level(7)", disclosure.Level(7).String())
	var l disclosure.Level
	require.Error(t, l.UnmarshalText([]byte("parish")))
}

func TestRow2008_LeavesARowRecoverable(t *testing.T) {
	row, err := disclosure.Row2008([]int{3, 22, 45, 60})
	require.NoError(t, err)
	assert.Equal(t, "22", row[1].String(), "the next smallest is not under 20")
	exposures, err := disclosure.Audit(disclosure.Table{
		Rows: []string{"row"}, Columns: []string{"a", "b", "c", "d"}, Cells: [][]demand.Value{row}, RowTotals: []demand.Value{demand.Whole(130)},
	}, disclosure.Knowledge{})
	require.NoError(t, err)
	require.Len(t, exposures, 1)
	assert.Equal(t, "row, a: exactly 3", exposures[0].String())
	_, err = disclosure.Row2008([]int{-3})
	require.Error(t, err)
}

func TestSuppress_NobodyCanSubtract(t *testing.T) {
	r, err := disclosure.Suppress(disclosure.Counts{
		Rows: []string{"north", "south", "west"}, Columns: []string{"a", "b", "c"}, Cells: [][]int{{3, 12, 45}, {20, 7, 9}, {11, 8, 0}},
	}, disclosure.Options{})
	require.NoError(t, err)
	assert.Equal(t, []disclosure.Cell{{Row: 0, Column: 0}}, r.Primary)
	// The cheapest closed path through the 3 takes 12, 8 and 11: 31 children. Through the south it would take 12, 7 and 20.
	assert.Equal(t, []disclosure.Cell{{Row: 0, Column: 1}, {Row: 2, Column: 0}, {Row: 2, Column: 1}}, r.Secondary)
	assert.Empty(t, disclosure.Recovered(r.Exposures))
	assert.Equal(t, "0", r.Published.Cells[2][2].String(), "a zero is printed")
	assert.Equal(t, "115", r.Published.Total.String())
}

func TestSuppress_ATableThatCannotBeMadeSafeIsRefused(t *testing.T) {
	for name, c := range map[string]disclosure.Counts{
		"one row":            {Rows: []string{"r"}, Columns: []string{"a", "b"}, Cells: [][]int{{3, 12}}},
		"zeros all round it": {Rows: []string{"r", "s"}, Columns: []string{"a", "b"}, Cells: [][]int{{3, 0}, {0, 8}}},
	} {
		_, err := disclosure.Suppress(c, disclosure.Options{})
		require.ErrorIs(t, err, disclosure.ErrUnprotected, name)
	}
	nothing, err := disclosure.Suppress(disclosure.Counts{Rows: []string{"r"}, Columns: []string{"a", "b"}, Cells: [][]int{{0, 12}}}, disclosure.Options{})
	require.NoError(t, err)
	assert.Empty(t, nothing.Primary)
}

func TestTables_Refused(t *testing.T) {
	for name, c := range map[string]disclosure.Counts{
		"no rows":       {Columns: []string{"a"}},
		"a label short": {Rows: []string{"r"}, Columns: []string{"a"}, Cells: [][]int{{1}, {2}}},
		"a ragged row":  {Rows: []string{"r"}, Columns: []string{"a"}, Cells: [][]int{{1, 2}}},
		"negative":      {Rows: []string{"r"}, Columns: []string{"a"}, Cells: [][]int{{-1}}},
		"too large":     {Rows: []string{"r"}, Columns: []string{"a"}, Cells: [][]int{{math.MaxInt}}},
	} {
		var fault *disclosure.TableError
		_, err := disclosure.Suppress(c, disclosure.Options{})
		require.ErrorAs(t, err, &fault, name)
	}
	good := disclosure.Counts{Rows: []string{"r"}, Columns: []string{"a"}, Cells: [][]int{{0}}}
	_, err := good.Hide(disclosure.Cell{Row: 1})
	require.Error(t, err)
	_, err = disclosure.Protect(good, []disclosure.Cell{{}}, disclosure.Options{})
	require.Error(t, err, "a zero is hidden while zeros are known to be printed")

	c := demand.Absent(demand.Confidential)
	for name, table := range map[string]disclosure.Table{
		"contradicting totals": {Rows: []string{"r"}, Columns: []string{"a", "b"}, Cells: [][]demand.Value{{c, demand.Whole(9)}}, RowTotals: []demand.Value{demand.Whole(5)}},
		"no columns":           {Rows: []string{"r"}},
		"ragged":               {Rows: []string{"r"}, Columns: []string{"a"}, Cells: [][]demand.Value{{}}},
		"totals short":         {Rows: []string{"r"}, Columns: []string{"a"}, Cells: [][]demand.Value{{c}}, RowTotals: []demand.Value{}},
	} {
		var fault *disclosure.TableError
		_, err := disclosure.Audit(table, disclosure.Knowledge{})
		require.ErrorAs(t, err, &fault, name)
	}
	_, err = disclosure.Audit(disclosure.Table{Rows: []string{"r"}, Columns: []string{"a"}, Cells: [][]demand.Value{{c}}}, disclosure.Knowledge{AtLeast: -1})
	require.Error(t, err)
}

func TestAudit_HiddenTotalsBoundNothing(t *testing.T) {
	c := demand.Absent(demand.Confidential)
	exposures, err := disclosure.Audit(disclosure.Table{Rows: []string{"r"}, Columns: []string{"a", "b"}, Cells: [][]demand.Value{{c, demand.Whole(9)}}}, disclosure.Knowledge{AtLeast: 1})
	require.NoError(t, err)
	require.Len(t, exposures, 1)
	assert.True(t, exposures[0].Unbounded)
	assert.Equal(t, "r, a: 1 or more", exposures[0].String())
	exposures, err = disclosure.Audit(disclosure.Table{Rows: []string{"r"}, Columns: []string{"a", "b", "d"}, Cells: [][]demand.Value{{c, c, demand.Whole(9)}}, Total: demand.Whole(15)}, disclosure.Knowledge{AtLeast: 1})
	require.NoError(t, err)
	assert.Equal(t, "r, a: 1 to 5", exposures[0].String())
}

// FuzzAudit holds the bounds against every table there is: all fillings of the hidden cells that agree with the totals.
func FuzzAudit(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(seed, seed%2 == 0)
	}
	f.Fuzz(func(t *testing.T, seed uint64, fromOne bool) {
		random := rand.New(rand.NewPCG(seed, 7))
		rows, columns := 1+random.IntN(3), 1+random.IntN(3)
		c := disclosure.Counts{}
		var hidden []disclosure.Cell
		for i := range rows {
			c.Rows = append(c.Rows, fmt.Sprint("r", i))
			row := make([]int, columns)
			for j := range row {
				row[j] = 1 + random.IntN(4)
				if random.IntN(2) == 0 && len(hidden) < 6 {
					hidden = append(hidden, disclosure.Cell{Row: i, Column: j})
				}
			}
			c.Cells = append(c.Cells, row)
		}
		for j := range columns {
			c.Columns = append(c.Columns, fmt.Sprint("c", j))
		}
		table, err := c.Hide(hidden...)
		require.NoError(t, err)
		known := disclosure.Knowledge{}
		if fromOne {
			known.AtLeast = 1
		}
		exposures, err := disclosure.Audit(table, known)
		require.NoError(t, err)
		require.Len(t, exposures, len(hidden))
		low, high := bruteForce(c, hidden, known.AtLeast)
		for i, e := range exposures {
			require.Equal(t, []int{low[i], high[i]}, []int{e.Low, e.High}, "%v hidden %v: %s", c.Cells, hidden, e)
		}

		// Whatever is suppressed, nothing can be recovered.
		r, err := disclosure.Suppress(c, disclosure.Options{Rule: disclosure.Rule{Low: 1, High: 2}})
		if err != nil {
			require.ErrorIs(t, err, disclosure.ErrUnprotected)
			return
		}
		assert.Empty(t, disclosure.Recovered(r.Exposures))
		assert.Len(t, r.Exposures, len(r.Primary)+len(r.Secondary))
	})
}

// bruteForce tries every filling of the hidden cells.
func bruteForce(c disclosure.Counts, hidden []disclosure.Cell, least int) (low, high []int) {
	rows, columns := make([]int, len(c.Rows)), make([]int, len(c.Columns))
	for _, h := range hidden {
		rows[h.Row] += c.Cells[h.Row][h.Column]
		columns[h.Column] += c.Cells[h.Row][h.Column]
	}
	low, high = make([]int, len(hidden)), make([]int, len(hidden))
	for i := range low {
		low[i], high[i] = 1<<30, -1
	}
	filling := make([]int, len(hidden))
	var try func(k int)
	try = func(k int) {
		if k == len(hidden) {
			for _, left := range append(append([]int{}, rows...), columns...) {
				if left != 0 {
					return
				}
			}
			for i, v := range filling {
				low[i], high[i] = min(low[i], v), max(high[i], v)
			}
			return
		}
		h := hidden[k]
		for v := least; v <= min(rows[h.Row], columns[h.Column]); v++ {
			filling[k] = v
			rows[h.Row] -= v
			columns[h.Column] -= v
			try(k + 1)
			rows[h.Row] += v
			columns[h.Column] += v
		}
	}
	try(0)
	return low, high
}

func TestReadCounts(t *testing.T) {
	c, err := disclosure.ReadCounts(strings.NewReader("\uFEFFarea,Under 1,1 to 4,Total\nnorth,3,12,15\nsouth,20,\"1,007\",\"1,027\"\nTotal,23,1019,1042\n"))
	require.NoError(t, err)
	assert.Equal(t, []string{"north", "south"}, c.Rows)
	assert.Equal(t, []string{"Under 1", "1 to 4"}, c.Columns)
	assert.Equal(t, [][]int{{3, 12}, {20, 1007}}, c.Cells)
	corner, err := disclosure.ReadCounts(strings.NewReader(",a,b\nnorth,3,12\n"))
	require.NoError(t, err)
	assert.Equal(t, []string{"a", "b"}, corner.Columns)

	for text, phrase := range map[string]string{
		"":                                 "the file is empty",
		"area\nnorth\n":                    "a column of labels and a column of counts",
		"area,a\n":                         "no rows",
		"area,a\nnorth,many\n":             "line 2, column 2 (a)",
		"area,a\nnorth,1.5\n":              "1.5 is not a count",
		"area,a\nnorth,-1\n":               "-1 is not a count",
		"area,a\nnorth,c\n":                "give the true counts",
		"area,a,total\nnorth,1,2\n":        "the total of north is 2, its counts add to 1",
		"area,a\nnorth,1\ntotal,2\n":       "the total of a is 2",
		"area,a,a\nnorth,1,2\n":            "stands twice",
		"area,a\nnorth,9999999999999999\n": "1,000,000,000",
		"area,a\nnorth,1,2\n":              "the row has 3 fields",
	} {
		_, err := disclosure.ReadCounts(strings.NewReader(text))
		require.Error(t, err, text)
		assert.Contains(t, err.Error(), phrase, text)
	}
}

func TestReadTable_AsPublished(t *testing.T) {
	read, err := disclosure.ReadTable(strings.NewReader("area,a,b,total\nnorth,c,12,15\nsouth,20,c,27\ntotal,23,19,42\n"))
	require.NoError(t, err)
	exposures, err := disclosure.Audit(read, disclosure.Knowledge{})
	require.NoError(t, err)
	assert.Len(t, disclosure.Recovered(exposures), 2)
}

// x is 5 and c of 9, so that the hidden cell is 4 whatever the totals are called.
func TestReadTable_TotalsOfAnyName(t *testing.T) {
	for _, name := range []string{"All", "Overall", "", "Grand total", "Persons", "TOTAL", "Total [note 1]"} {
		t.Run(name, func(t *testing.T) {
			read, err := disclosure.ReadTable(strings.NewReader("Children by placement\n\ngroup,a,b," + name + "\nx,c,5,9\ny,7,8,15\n" + name + ",11,13,24\nSource: return\n"))
			require.NoError(t, err)
			assert.Equal(t, []string{"a", "b"}, read.Columns)
			assert.Equal(t, []string{"x", "y"}, read.Rows)
			exposures, err := disclosure.Audit(read, disclosure.Knowledge{})
			require.NoError(t, err)
			assert.NotEmpty(t, disclosure.Recovered(exposures))
		})
	}
}
