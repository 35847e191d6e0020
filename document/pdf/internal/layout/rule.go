package layout

import (
	"cmp"
	"math"
	"slices"

	"github.com/scrutineer-dev/scrutineer/document/pdf/internal/content"
)

// span is a ruling line: at a place across, from one end to the other along it.
type span struct{ at, from, to float64 }

// rules are the ruling lines of a page, pieces of one line joined.
type rules struct {
	horizontal, vertical []span
	boxes                []box // that are filled
}

// Pieces of a line that meet within meet points, and lines within twin points of each other, are one: cells that are drawn one by
// one, and double lines under a total.
const (
	meet = 2.5
	twin = 3.0
)

// mostRules is how many ruling lines a page may have, joined, for a table to be sought among them. Drawings have more.
const mostRules = 3000

// Boxes that are shaded like the rows of a table are so high, and so wide at least; their upper and lower edges part rows as lines do.
const (
	lowestRow  = 6
	highestRow = 90
	widthOfRow = 15
)

// joinRules are the ruling lines of a page in the frame of one direction.
func joinRules(page *content.Page, d content.Direction) rules {
	var r rules
	for _, rule := range page.Rules {
		b := turnedBox(page, d, rule.X0, rule.Y0, rule.X1, rule.Y1)
		if b.x1-b.x0 >= b.y1-b.y0 {
			r.horizontal = append(r.horizontal, span{b.y0, b.x0, b.x1})
		} else {
			r.vertical = append(r.vertical, span{b.x0, b.y0, b.y1})
		}
	}
	for _, shade := range page.Boxes {
		b := turnedBox(page, d, shade.X0, shade.Y0, shade.X1, shade.Y1)
		r.boxes = append(r.boxes, b)
		if h := b.y1 - b.y0; h > lowestRow && h < highestRow && b.x1-b.x0 > widthOfRow {
			r.horizontal = append(r.horizontal, span{b.y0, b.x0, b.x1}, span{b.y1, b.x0, b.x1})
		}
	}
	r.horizontal, r.vertical = join(r.horizontal), join(r.vertical)
	if len(r.horizontal)+len(r.vertical) > mostRules {
		return rules{boxes: r.boxes}
	}
	return r
}

func turnedBox(page *content.Page, d content.Direction, x0, y0, x1, y1 float64) box {
	x0, y0 = turn(x0, y0, page.Width, page.Height, d)
	x1, y1 = turn(x1, y1, page.Width, page.Height, d)
	return box{math.Min(x0, x1), math.Min(y0, y1), math.Max(x0, x1), math.Max(y0, y1)}
}

// join makes one of the pieces that lie on one line and meet, and leaves out those that are too short to part anything.
func join(pieces []span) []span {
	slices.SortFunc(pieces, func(a, b span) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from)) })
	var joined []span
	for start := 0; start < len(pieces); {
		end := start + 1
		for end < len(pieces) && pieces[end].at-pieces[end-1].at < 1 && pieces[end].at-pieces[start].at < twin {
			end++
		}
		level := slices.Clone(pieces[start:end])
		slices.SortFunc(level, func(a, b span) int { return cmp.Compare(a.from, b.from) })
		current := level[0]
		for _, next := range level[1:] {
			if next.from <= current.to+meet {
				current.to = math.Max(current.to, next.to)
				continue
			}
			joined = append(joined, current)
			current = next
		}
		joined = append(joined, current)
		start = end
	}
	return slices.DeleteFunc(joined, func(s span) bool { return s.to-s.from < 4 })
}

// positions are where lines lie across, twins taken as one.
func positions(lines []span) []float64 {
	at := make([]float64, 0, len(lines))
	for _, l := range lines {
		at = append(at, l.at)
	}
	slices.Sort(at)
	return spread(at)
}

func spread(at []float64) []float64 {
	var kept []float64
	for _, x := range at {
		if len(kept) == 0 || x-kept[len(kept)-1] > twin {
			kept = append(kept, x)
		}
	}
	return kept
}

// frames are the groups of ruling lines that cross or meet each other.
func (r rules) frames() []rules {
	g := newGroups(len(r.horizontal) + len(r.vertical))
	for i, h := range r.horizontal {
		for k, v := range r.vertical {
			if v.at >= h.from-meet && v.at <= h.to+meet && h.at >= v.from-meet && h.at <= v.to+meet {
				g.union(i, len(r.horizontal)+k)
			}
		}
	}
	var frames []rules
	for _, members := range g.sets() {
		var frame rules
		for _, i := range members {
			if i < len(r.horizontal) {
				frame.horizontal = append(frame.horizontal, r.horizontal[i])
			} else {
				frame.vertical = append(frame.vertical, r.vertical[i-len(r.horizontal)])
			}
		}
		frames = append(frames, frame)
	}
	return frames
}

// box is a rectangle.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) holds(x, y float64) bool { return x >= b.x0 && x <= b.x1 && y >= b.y0 && y <= b.y1 }

func (b box) with(o box) box {
	return box{math.Min(b.x0, o.x0), math.Min(b.y0, o.y0), math.Max(b.x1, o.x1), math.Max(b.y1, o.y1)}
}

// bounds is the box of ruling lines.
func (r rules) bounds() box {
	b := box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, h := range r.horizontal {
		b = b.with(box{h.from, h.at, h.to, h.at})
	}
	for _, v := range r.vertical {
		b = b.with(box{v.at, v.from, v.at, v.to})
	}
	return b
}
