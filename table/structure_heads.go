package table

import (
	"sort"
	"strings"
)

// heads are the headings of each column, from top to bottom: where a heading ends and what it says.
type heads [][]head

type head struct {
	row  int
	text string
}

// maxHeading is how many rows a heading has at most.
const maxHeading = 4

// readHeads gathers the runs of words and years in each column. A heading is joined by spaces over its rows, and what is
// merged over several columns stands in the first of them alone, so an empty cell beside it takes it over.
func readHeads(g *Grid, n *numbers) heads {
	h := make(heads, n.columns)
	for c := range n.columns {
		var run []string
		last := -2
		for r := range n.rows {
			i := r*n.columns + c
			text := ""
			switch {
			case n.content[i] == cellText, n.content[i] == cellNumber && n.marks[i]&ordinalMark != 0 && n.marks[i]&(moneyMark|percentMark) == 0:
				text = strings.Join(strings.Fields(g.Text(r, c)), " ")
			case n.content[i] == cellBlank && c > 0 && n.headingRow(r):
				text = n.mergedText(g, r, c)
			}
			if text == "" {
				continue
			}
			if r != last+1 || len(run) == maxHeading {
				run = run[:0]
			}
			if len(run) == 0 || run[len(run)-1] != text {
				run = append(run, text)
			}
			joined := head{r, strings.Join(run, " ")}
			if k := len(h[c]) - 1; k >= 0 && len(run) > 1 && h[c][k].row == last {
				h[c][k] = joined
			} else {
				h[c] = append(h[c], joined)
			}
			last = r
		}
	}
	return h
}

// headingRow says whether a row has words and no amount.
func (n *numbers) headingRow(r int) bool {
	words := 0
	for c := range n.columns {
		i := r*n.columns + c
		if n.amount(i) || n.content[i] == cellNil || n.content[i] == cellMissing {
			return false
		}
		if n.content[i] == cellText || n.content[i] == cellNumber {
			words++
		}
	}
	return words > 1
}

// mergedText is the heading to the left that an empty heading cell belongs to.
func (n *numbers) mergedText(g *Grid, r, c int) string {
	for c--; c > 0; c-- {
		switch i := r*n.columns + c; n.content[i] {
		case cellText, cellNumber:
			return strings.Join(strings.Fields(g.Text(r, c)), " ")
		}
	}
	return ""
}

// above is the heading over a cell.
func (h heads) above(row, column int) string {
	if column >= len(h) {
		return ""
	}
	k := sort.Search(len(h[column]), func(k int) bool { return h[column][k].row >= row })
	if k == 0 {
		return ""
	}
	return h[column][k-1].text
}
