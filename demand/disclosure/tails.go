package disclosure

import (
	"github.com/scrutineer-dev/scrutineer/demand"
	"github.com/scrutineer-dev/scrutineer/internal/fixed"
)

// tails are the sums of the last so many of some items, in every line. Which of all tails an item is the sum of is asked for
// each item of a table: adding them up anew took hours for ten thousand rows.
type tails struct {
	lines [][]demand.Value
	small []smallLine // none where a figure is no small whole number
}

// smallLine is one line in whole numbers, and its sums up to each of the items that are open.
type smallLine struct {
	values []int64
	absent []bool
	sums   []int64 // of the first so many; the first is of none
	gaps   []int   // how many of them are absent
}

// mostSmall keeps the sums of a million figures within an int64.
const mostSmall = int64(1e12)

func newTails(lines [][]demand.Value) *tails {
	t := &tails{lines: lines}
	for _, line := range lines {
		s := smallLine{values: make([]int64, len(line)), absent: make([]bool, len(line)), sums: []int64{0}, gaps: []int{0}}
		for i, v := range line {
			d, ok := v.Decimal()
			if s.absent[i] = !ok; !ok {
				continue
			}
			n, small := fixed.Of(d)
			if n, ok = n.At(0); !small || !ok || n.Units > mostSmall || n.Units < -mostSmall {
				return &tails{lines: lines}
			}
			s.values[i] = n.Units
		}
		t.small = append(t.small, s)
	}
	return t
}

// push opens one more item, and cut leaves the first so many open.
func (t *tails) push(item int) {
	for i := range t.small {
		s := &t.small[i]
		last, gap := len(s.sums)-1, 0
		if s.absent[item] {
			gap = 1
		}
		s.sums, s.gaps = append(s.sums, s.sums[last]+s.values[item]), append(s.gaps, s.gaps[last]+gap)
	}
}

func (t *tails) cut(open int) {
	for i := range t.small {
		s := &t.small[i]
		s.sums, s.gaps = s.sums[:open+1], s.gaps[:open+1]
	}
}

// adds is adds of an item and the last of the open ones, which are of.
func (t *tails) adds(item int, of []int) (fits bool, evidence int) {
	if t.small == nil {
		return adds(t.lines, item, of)
	}
	for i := range t.small {
		s := &t.small[i]
		if s.absent[item] {
			continue
		}
		end := len(s.sums) - 1
		begin := end - len(of)
		sum, hidden, total := s.sums[end]-s.sums[begin], s.gaps[end] > s.gaps[begin], s.values[item]
		switch {
		case hidden && sum > total, !hidden && sum != total:
			return false, 0
		case !hidden && sum != 0:
			evidence++
		}
	}
	return true, evidence
}
