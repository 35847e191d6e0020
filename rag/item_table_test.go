package rag_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/rag"
	"github.com/scrutineer-dev/scrutineer/table"
)

func ratingsText(r *rand.Rand, rows int) string {
	columns := []string{"area", "name", "rating"}
	for _, more := range []string{"state", "weight", "score", "date", "priority"} {
		if r.IntN(4) == 0 {
			columns = append(columns, more)
		}
	}
	if r.IntN(4) == 0 {
		columns = columns[1:]
	}
	r.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	var b strings.Builder
	b.WriteString(strings.Join(columns, ",") + "\n")
	for _, n := range r.Perm(rows) {
		for j, column := range columns {
			if j > 0 {
				b.WriteByte(',')
			}
			switch column {
			case "area":
				b.WriteString([]string{"North", "South", "", `"East, and West"`}[n%4])
			case "name":
				if n += r.IntN(40) / 39 * 1000; r.IntN(200) == 0 {
					n = 0
				}
				fmt.Fprintf(&b, "Action %d", n)
			case "rating":
				b.WriteString([]string{"green", "Amber", "RED", "r", "unrated", "not rated"}[r.IntN(6)])
				if r.IntN(400) == 0 {
					b.WriteString("blue")
				}
			case "state":
				b.WriteString([]string{"", "no_data", "complete"}[r.IntN(3)])
			case "weight", "score":
				b.WriteString([]string{"", "2", "0.5", "-1"}[min(r.IntN(300), 2+r.IntN(300)/299)])
			case "date":
				b.WriteString([]string{"", "2019-08-31"}[r.IntN(2)])
			case "priority":
				b.WriteString([]string{"", "yes", "no"}[r.IntN(3)])
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Where the items of two tables are joined as they stand they move as those that were read one by one do, and what is wrong is told
// alike.
func TestItemTable_MovesAsItsItemsDo(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	read := func(text string) (rag.ItemTable, []rag.Item, []string, error) {
		g, err := table.ParseDelimited([]byte(text), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		items, notes, wrong := rag.ItemsOf(g, table.Options{})
		g, err = table.ParseDelimited([]byte(text), figure.Place{}, table.Limits{})
		require.NoError(t, err)
		list, err := rag.ItemTableOf(g, table.Options{})
		if err == nil {
			err = list.Twice()
		}
		if wrong != nil {
			require.EqualError(t, err, wrong.Error(), text)
			return list, nil, nil, wrong
		}
		require.NoError(t, err, text)
		require.Equal(t, items, list.Items())
		return list, items, notes, nil
	}
	moved, refused := 0, 0
	for range 300 {
		a, before, beforeNotes, wrongA := read(ratingsText(r, 1+r.IntN(60)))
		b, after, afterNotes, wrongB := read(ratingsText(r, 1+r.IntN(90)))
		if wrongA != nil || wrongB != nil {
			refused++
			if wrongA == nil && strings.Contains(wrongB.Error(), "stands twice") && b.Len() > 0 {
				_, ok := a.Movement(b)
				assert.False(t, ok)
				_, ok = b.Movement(a)
				assert.False(t, ok)
			}
			continue
		}
		want := rag.MovementOf(before, after)
		want.Notes = append(append(want.Notes, beforeNotes...), afterNotes...)
		got, ok := a.Movement(b)
		require.True(t, ok)
		require.Equal(t, want, got)
		moved++
	}
	assert.Greater(t, moved, 100)
	assert.Greater(t, refused, 20)
	m, ok := rag.ItemTable{}.Movement(rag.ItemTable{})
	assert.True(t, ok)
	assert.True(t, m.Equal(rag.Movement{}))
}
