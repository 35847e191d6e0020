package series

import "hash/maphash"

// labels tell whether a label of many stands twice. They are the numbers of the points by the hash of their periods: a map by text
// took a third of the memory of a long series.
type labels struct {
	seed  maphash.Seed
	slots []int32 // one more than the number of a point, or 0
}

// newLabels has room for n labels.
func newLabels(n int) labels {
	size := 4
	for size < 2*n {
		size *= 2
	}
	return labels{maphash.MakeSeed(), make([]int32, size)}
}

// add takes the period of the last point. Where it stood before, twice, it says in which point it did last.
func (l *labels) add(points []Point) (before int, twice bool) {
	last := len(points) - 1
	mask := len(l.slots) - 1
	for at := int(maphash.String(l.seed, points[last].Period)) & mask; ; at = (at + 1) & mask {
		switch slot := &l.slots[at]; {
		case *slot == 0:
			*slot = int32(last + 1)
			return 0, false
		case points[*slot-1].Period == points[last].Period:
			before, *slot = int(*slot-1), int32(last+1)
			return before, true
		}
	}
}
