package pdf

import (
	"math"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/layout"
)

// joinContinued makes one table of a table that goes on at the head of the next page: under the same headings, which are left out
// there, or under none, with its columns in the same places. It stands on the page on which it begins.
func (r *reader) joinContinued(furniture map[where]bool) {
	open := where{-1, -1}
	for p := range r.laid {
		first := true
		for i := range r.laid[p].Blocks {
			b := &r.laid[p].Blocks[i]
			switch {
			case b.Artifact || furniture[where{p, i}]:
				continue
			case b.Table == nil:
				open = where{-1, -1}
			case first && open.page >= 0 && goesOn(r.laid[open.page].Blocks[open.block].Table, b.Table):
				b.Table = nil // text of a block without words is left out
			default:
				open = where{p, i}
			}
			first = false
		}
	}
}

// goesOn adds a table to one of the page before, where it is the same, and says whether it is.
func goesOn(t, next *layout.Table) bool {
	if t.Columns != next.Columns || t.Tag != next.Tag {
		return false
	}
	if t.Tag > 0 {
		t.Join(next)
		return true
	}
	repeated := sameHeadings(t, next)
	if repeated == 0 && (!aligned(t, next) || headed(next)) {
		return false
	}
	for _, c := range next.Cells {
		if c.Row < repeated {
			continue
		}
		c.Row += t.Rows - repeated
		t.Cells = append(t.Cells, c)
	}
	t.Rows += next.Rows - repeated
	return true
}

// sameHeadings is how many rows at the head of two tables say the same, the first with words.
func sameHeadings(t, next *layout.Table) int {
	a, b := t.Texts(), next.Texts()
	rows := 0
	for rows < min(t.Rows, next.Rows, 6) {
		same, words := true, false
		for c := range t.Columns {
			x, y := a[[2]int{rows, c}], b[[2]int{rows, c}]
			same = same && x == y
			words = words || x != ""
		}
		if !same || !words {
			break
		}
		rows++
	}
	return rows
}

// aligned says whether the columns of two tables lie in the same places.
func aligned(t, next *layout.Table) bool {
	if len(t.Edges) != len(next.Edges) || len(t.Edges) == 0 {
		return false
	}
	near := 4.0
	if !t.Ruled {
		near = 12
	}
	for i := range t.Edges {
		if math.Abs(t.Edges[i]-next.Edges[i]) > near {
			return false
		}
	}
	return true
}

// headed says whether a table begins with headings of its own.
func headed(t *layout.Table) bool {
	for _, c := range t.Cells {
		if c.Row == 0 && (c.Heading || c.Columns > 1) {
			return true
		}
	}
	return bold(t, 0) && !bold(t, min(1, t.Rows-1))
}

func bold(t *layout.Table, row int) bool {
	all, any := true, false
	for _, c := range t.Cells {
		if c.Row == row && c.Text != "" {
			all, any = all && c.Bold, true
		}
	}
	return all && any
}
