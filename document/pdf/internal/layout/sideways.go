package layout

import (
	"math"
	"strings"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/content"
)

// sideways is the lines of a page that run up or down, each as one word in the frame of the text that runs to the right: so the headings
// of narrow columns come into the cells in which they stand.
type sideways struct {
	lines []Line
	words []Word
	taken []bool
}

// newSideways takes the lines of one direction. They are read one after the other from the left where they run up, and from the right
// where they run down.
func newSideways(page *content.Page, lines []Line, d content.Direction) sideways {
	s := sideways{lines: lines, taken: make([]bool, len(lines))}
	for _, l := range lines {
		x0, y0 := turnBack(l.X0, l.Top(), page, d)
		x1, y1 := turnBack(l.X1, l.Bottom(), page, d)
		s.words = append(s.words, Word{
			Text: l.Text(), X0: math.Min(x0, x1), X1: math.Max(x0, x1), Y: (y0+y1)/2 + 0.3*l.Size, Size: l.Size, Bold: l.Bold(), Spaced: true,
			Mark: l.Words[0].Mark,
		})
	}
	return s
}

// turnBack is the place on the page of a place in the frame of a direction.
func turnBack(x, y float64, page *content.Page, d content.Direction) (float64, float64) {
	switch d {
	case content.Down:
		return page.Width - y, x
	case content.Up:
		return y, page.Height - x
	}
	return x, y
}

// left is the words of the lines that stand in no table.
func (s sideways) left() []Word {
	var words []Word
	for i, l := range s.lines {
		if !s.taken[i] {
			words = append(words, l.Words...)
		}
	}
	return words
}

// within are the numbers of the lines whose middle lies in a box.
func (s sideways) within(b box) []int {
	var found []int
	for i, w := range s.words {
		if x, y := w.Middle(); !s.taken[i] && b.holds(x, y) && strings.TrimSpace(w.Text) != "" {
			found = append(found, i)
		}
	}
	return found
}
