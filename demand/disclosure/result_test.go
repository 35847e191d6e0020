package disclosure_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/demand/disclosure"
)

// readsBack marshals a result and reads it again.
func readsBack(t *testing.T, made disclosure.Result) {
	t.Helper()
	text, err := json.Marshal(made)
	require.NoError(t, err)
	var back disclosure.Result
	require.NoError(t, json.Unmarshal(text, &back))
	require.True(t, made.Equal(back), "%s", text)
	again, err := json.Marshal(back)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))
}

func TestResult_ReadsBackEqual(t *testing.T) {
	random := rand.New(rand.NewPCG(20, 26))
	for range 60 {
		c := disclosure.Counts{}
		for j := range 3 + random.IntN(3) {
			c.Columns = append(c.Columns, fmt.Sprintf("column %d", j))
		}
		for i := range 4 + random.IntN(4) {
			c.Rows = append(c.Rows, fmt.Sprintf("row %d", i))
			row := make([]int, len(c.Columns))
			for j := range row {
				row[j] = random.IntN(40)
			}
			c.Cells = append(c.Cells, row)
		}
		if random.IntN(2) == 0 {
			c.Groups = []disclosure.Group{{Label: "the first two", Of: []int{0, 1}}, {Label: "the others", Of: []int{2, 3}}}
		}
		c.Notes = []string{"a note"}
		made, err := disclosure.Suppress(c, disclosure.Options{ZerosMayHide: random.IntN(2) == 0})
		if err != nil {
			continue // it cannot be made safe
		}
		readsBack(t, made)
	}
}

func TestResult_OfAnAuditReadsBackEqual(t *testing.T) {
	for _, text := range []string{
		",a,b,total\nn,c,12,15\ns,20,c,27\ntotal,23,19,42\n", ",a,b\nn,c,12\ns,20,c\n",
		"area,under 5,over 5,total,under 5 (%)\nnorth,c,12,15,20%\nsouth,20,7,27,74%\n",
	} {
		published, err := disclosure.ReadTable(strings.NewReader(text))
		require.NoError(t, err)
		made, err := disclosure.Audited(published, disclosure.Knowledge{AtLeast: 1})
		require.NoError(t, err)
		readsBack(t, made)
	}
}

func TestResult_AnswersWhetherACellCanBeRecovered(t *testing.T) {
	answer := func(text string) string {
		published, err := disclosure.ReadTable(strings.NewReader(text))
		require.NoError(t, err)
		made, err := disclosure.Audited(published, disclosure.Knowledge{AtLeast: 1})
		require.NoError(t, err)
		return made.Answer()
	}
	assert.Equal(t, "2 of the 2 hidden cells can be recovered from the totals.", answer(",a,b,total\nn,c,12,15\ns,20,c,27\ntotal,23,19,42\n"))
	assert.Equal(t, "2 cells are hidden and none can be recovered from the totals.", answer(",a,b\nn,c,12\ns,20,c\n"))
	assert.Equal(t, "1 cell is hidden and cannot be recovered from the totals.", answer(",a,b\nn,c,12\ns,20,7\n"))
	assert.Equal(t, "No cell is hidden: there was nothing to recover.", answer(",a,b\nn,3,12\ns,20,7\n"))
}
