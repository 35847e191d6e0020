package table

import (
	"math"
	"slices"
)

const (
	// runningCost is the price of a running sum: of the pairs of positions that were tried.
	runningCost = 9.0
	// spokenCost is that of one that words announce beside what it adds.
	spokenCost = 4.0
	// cumulativeBits is what the words "cumulative" and "to date" say, and runningBits those of a balance.
	cumulativeBits = 8.0
	runningBits    = 5.0
	// runningWindow is how far what is added, or carried on, may stand from the figure.
	runningWindow = 40
)

// running tries the positions that words say go on from the line before: a cumulative column, of which each figure is the one above it
// and what the row adds, and an opening balance, which is the closing one of the period before.
func (v *view) running() []fit {
	var fits []fit
	for at, t := range v.active {
		low, high := max(0, at-runningWindow), min(len(v.active), at+runningWindow+1)
		label := v.labelOf(t)
		if wordBits(label, Running) == 0 {
			continue
		}
		for _, m := range v.active[low:high] {
			if m == t || !v.work.take(2*len(v.probe)) {
				continue
			}
			cost := runningCost
			if cumulative(label) {
				cost = spokenCost + 0.3*float64(abs(int64(m-t)))
			}
			tries := []pattern{{kind: Running, family: familyRunning, target: t, base: t, members: []int32{m}, cost: cost}}
			if opening(label) && closing(v.labelOf(m)) {
				tries = append(tries, pattern{kind: Running, family: familyRunning, target: t, base: m, cost: runningCost})
			}
			for _, p := range tries {
				if !v.goesOn(p) {
					continue
				}
				for _, f := range v.found(p) {
					if f.holds >= 2 && f.words > 0 {
						fits = append(fits, f)
					}
				}
			}
		}
	}
	return fits
}

// cumulative says whether words announce a figure that goes on from line to line.
func cumulative(l label) bool {
	words := fields(l.text)
	return wordList(words, "cumulative", "cumul", "running", "ytd", "accumulated") || slices.Contains(words, "date") && slices.Contains(words, "to")
}

// opening says whether words speak of a balance at the beginning.
func opening(l label) bool {
	words := fields(l.text)
	return wordList(words, "opening", "open", "brought", "beginning", "start", "b")
}

// closing says whether they speak of one at the end.
func closing(l label) bool {
	words := fields(l.text)
	return wordList(words, "closing", "close", "carried", "ending", "end", "c", "balance")
}

// goesOn says whether a running sum holds on two of the first lines that it can be tried on, and on most.
func (v *view) goesOn(p pattern) bool {
	held, missing := 0, 0
	for _, l := range v.probe {
		switch got := v.tryRunning(p, l); got.outcome {
		case exact, rounded:
			held++
		case missed:
			missing++
		}
		if held+missing == 12 || missing > 3 {
			break
		}
	}
	return held >= 2 && held > missing
}

// before is the line that a running sum goes on from: the last one of the two before that has a figure to go on with.
func (v *view) before(p pattern, l int32) int32 {
	for k := l - 1; k >= max(0, l-2); k-- {
		if v.n.amount(v.cell(p.base, k)) {
			return k
		}
		if v.n.amount(v.cell(p.target, k)) || v.n.content[v.cell(p.base, k)] == cellMissing {
			break
		}
	}
	return -1
}

// tryRunning is a running sum on one line. The first has nothing to go on from, and tells nothing.
func (v *view) tryRunning(p pattern, l int32) line {
	n := v.n
	i := v.cell(p.target, l)
	from := v.before(p, l)
	if from < 0 || !n.amount(i) {
		return line{}
	}
	b := v.cell(p.base, from)
	total, slack, added := n.value[b], n.step(i)+n.step(b), int64(0)
	for _, m := range p.members {
		j := v.cell(m, l)
		switch {
		case n.content[j] == cellMissing:
			return outcomeOf(untold)
		case n.amount(j):
			total, slack, added = total+n.value[j], slack+n.step(j), added+n.value[j]
		case n.content[j] != cellNil && n.content[j] != cellBlank:
			return outcomeOf(idle)
		}
	}
	gap := abs(total - n.value[i])
	if 2*gap > slack {
		bits, slipped := 0.0, slip(n.value[i]/n.step(i), total/n.step(i), 0)
		if slipped {
			bits = slipPrice
		}
		return line{outcome: missed, slip: bits, near: slipped || v.near(gap, n.value[i], abs(total))}
	}
	if total == 0 && n.value[b] == 0 {
		return outcomeOf(zeros)
	}
	out := line{outcome: exact}
	if gap != 0 {
		out.outcome = rounded
	}
	// What was added is what could not be foretold, and of a figure carried on how it moved.
	spread := abs(added)
	if len(p.members) == 0 {
		if k := v.cell(p.target, from); n.amount(k) {
			spread = abs(n.value[i] - n.value[k])
		}
	}
	out.bits = min(capBits, math.Log2(1+float64(spread)/float64(n.step(i))))
	return out
}

// brokenRunning are the lines on which a running sum is said to differ: three others bear it out at least, or two where one slip
// explains the miss, and no more than two neighbours miss, as one wrong figure makes of them.
func (v *view) brokenRunning(f fit) map[int32]bool {
	var broken []int32
	bits, telling, slipped := 0.0, 0, false
	for l := f.from; l < min(f.to+1, int32(v.lines)); l++ {
		switch got := v.try(f.pattern, l, -1); got.outcome {
		case exact, rounded:
			bits += got.bits
			if got.bits >= 2 {
				telling++
			}
		case missed:
			if !got.near || !v.alike(f, l) || v.lineLabel(l).kind == wordsTotal {
				return nil
			}
			slipped = slipped || len(broken) == 0 && got.slip > 0
			broken = append(broken, l)
		}
	}
	if bits < accuseBits || telling < 2 || telling < 3 && !slipped || f.words <= 0 {
		return nil
	}
	switch {
	case len(broken) == 1:
		return map[int32]bool{broken[0]: true}
	case len(broken) == 2 && broken[1] <= broken[0]+2:
		return map[int32]bool{broken[0]: true}
	}
	return nil
}
