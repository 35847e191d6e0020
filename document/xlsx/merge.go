package xlsx

import (
	"bytes"
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/internal/markup"
	"github.com/scrutineer-dev/scrutineer/document/internal/pack"
	"github.com/scrutineer-dev/scrutineer/figure"
)

// Limits of merged cells: in all, and of those that reach into one row.
const (
	mostMerges = 200_000
	mostActive = 4_000
)

// merge is a cell that covers others, from 0.
type merge struct{ row, column, rows, columns int }

// merges are the merged cells of a sheet, and those that reach into the row in hand.
type merges struct {
	all    []merge
	next   int
	active []merge
}

// readMerges finds the merged cells, which stand behind the cells of the sheet.
func readMerges(data []byte) (merges, *figure.Fault) {
	at := bytes.LastIndex(data, []byte("mergeCells"))
	if at < 0 {
		return merges{}, nil
	}
	at = bytes.Index(data, []byte("mergeCells"))
	var m merges
	s := markup.New(data[max(0, bytes.LastIndexByte(data[:at], '<')):], deepest)
	for s.Next() {
		if s.Kind == markup.End && string(s.Name) == "mergeCells" {
			break
		}
		if s.Kind != markup.Start || string(s.Name) != "mergeCell" {
			continue
		}
		first, last, ok := bytes.Cut(s.RawAttr("ref"), []byte(":"))
		r1, c1 := parseReference(first)
		r2, c2 := parseReference(last)
		if !ok || r1 == 0 || c1 == 0 || r2 < r1 || c2 < c1 {
			continue
		}
		if m.all = append(m.all, merge{r1 - 1, c1 - 1, min(r2, mostRows) - r1 + 1, min(c2, mostColumns) - c1 + 1}); len(m.all) > mostMerges {
			return merges{}, pack.Damaged("it has more merged cells than a sheet can have")
		}
	}
	slices.SortFunc(m.all, func(a, b merge) int { return a.row - b.row })
	return m, nil
}

// reach makes the merges of a row those in hand.
func (m *merges) reach(row int) {
	m.active = slices.DeleteFunc(m.active, func(c merge) bool { return c.row+c.rows <= row })
	for ; m.next < len(m.all) && m.all[m.next].row <= row; m.next++ {
		if c := m.all[m.next]; c.row+c.rows > row && len(m.active) < mostActive {
			m.active = append(m.active, c)
		}
	}
}

// at says what a cell covers, or that another covers it.
func (m *merges) at(row, column int) (found merge, covered bool) {
	for _, c := range m.active {
		if column < c.column || column >= c.column+c.columns {
			continue
		}
		if c.row == row && c.column == column {
			return c, false
		}
		return merge{}, true
	}
	return merge{}, false
}
