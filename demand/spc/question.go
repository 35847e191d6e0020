package spc

import (
	"fmt"
	"math"
	"slices"
)

// ask adds what a reader should settle before the limits are trusted: a lone spike, and assurance after a step.
func (c *Chart) ask(s Settings) {
	for _, part := range c.Parts {
		if at, ok := spike(c.Points, part, s.Exclude); ok {
			c.Notes = append(c.Notes, fmt.Sprintf("point %d (%v) stands alone, far from all others, and widens the limits: is it a slip, or one event? Correct it, or leave it out of the limits (exclude)", at+1, c.Points[at].Value))
		}
	}
	last := len(c.Points) - 1
	if c.Assurance == NoAssurance {
		return
	}
	from, centre := last, c.Last().Centre
	side := sign(c.Points[last].Value - centre)
	for from > c.Last().From && sign(c.Points[from-1].Value-centre) == side {
		from--
	}
	if side == 0 || last-from+1 < s.run() {
		return
	}
	c.Notes = append(c.Notes, fmt.Sprintf("the last %d points lie on one side of the centre: if the process has changed, the assurance is of limits that hold before and after; begin new limits at point %d (rebase)", last-from+1, from+1))
}

// lone is how many median moving ranges from the median a spike lies: twice the limits of a chart of medians, which are at
// 3.145 of them (Wheeler 1993), so that a common signal is no spike.
const lone = 2 * 3.145

// spike is the one point of a part that lies alone beyond; ok is false when there is none, or several, or it is left out of
// the limits, or it is the last, which may be the beginning of something.
func spike(points []Point, part Part, excluded []int) (at int, ok bool) {
	var values, ranges []float64
	for i := part.From; i < part.To; i++ {
		values = append(values, points[i].Value)
		if i > part.From {
			ranges = append(ranges, math.Abs(points[i].Value-points[i-1].Value))
		}
	}
	middle, width := median(values), lone*median(ranges)
	if len(values) < 5 || width == 0 {
		return 0, false
	}
	at = -1
	for i := part.From; i < part.To; i++ {
		if math.Abs(points[i].Value-middle) > width {
			if at >= 0 {
				return 0, false
			}
			at = i
		}
	}
	return at, at >= 0 && at < part.To-1 && !slices.Contains(excluded, at)
}
