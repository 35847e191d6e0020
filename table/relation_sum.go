package table

import (
	"math"
	"math/bits"
	"slices"
)

// The price of a family in bits: how many patterns of it were tried.
const (
	runCost       = 3.0
	hierarchyCost = 4.0
	sameCost      = 5.0
	stepCost      = 15.0
	offsetCost    = 4.0
	pairCost      = 9.0
	// besideCost is that of a difference of the two positions next to it, and besideSigned of a signed sum of the three.
	besideCost   = 5.0
	besideSigned = 7.0
	signedCost   = 14.0
	averageCost  = 5.0
	segmentCost  = 2.0
	blankCost    = 0.6
	// memberWorth is how much better the longer of two patterns is that hold alike. It decides between them and is no
	// evidence: beyond mostWorth it grows with the logarithm.
	memberWorth = 0.01
	mostWorth   = 100
	// fewTried is how many lengths of a run, and how many targets, the price of a family has paid for.
	fewTried = 256
	// reachSteps is how many cells the runs of the targets without words may go through, shared out evenly, and how many more
	// those may that want more than their share.
	reachSteps = 5_000_000
	leastReach = 32
	// leastBits is what a run shows on the lines that it is tried by before it is tried in full.
	leastBits = 8.0
	// longRun is the number of members from which neighbouring lengths hold alike within rounding: of those the best alone is
	// tried in full.
	longRun = 256
)

// runs tries, for every target, the sums and averages of the members of a sequence that stand next before it and next
// after it, as many as there are. The order of the sequence is that of the table.
func (v *view) runs(sequence []int32, fam family, cost float64, means bool) []fit {
	if len(sequence) == 0 {
		return nil
	}
	var fits []fit
	lines := v.probe
	acc, slack := make([]int64, len(lines)), make([]int64, len(lines))
	low, high := make([]int64, len(lines)), make([]int64, len(lines))
	count, filled := make([]int32, len(lines)), make([]int32, len(lines))
	dead := make([]bool, len(lines))
	var members []int32
	reach, beyond := max(leastReach, reachSteps/max(1, len(lines)*len(v.active))), reachSteps
	for _, t := range v.active {
		spoken := v.targetWords(t, Sum, lines) > 0
		// Chance finds averages in any long run, so that those that no word announces need much more to be admitted.
		leastMean := 6.0
		if v.targetWords(t, Average, lines) > 0 {
			spoken = true
		} else if len(lines) < probeLines {
			leastMean = wordlessMean - mostWorth*memberWorth
		}
		at, _ := slices.BinarySearch(sequence, t)
		for _, way := range []int{-1, 1} {
			start := at - 1
			if way > 0 {
				for start = at; start < len(sequence) && sequence[start] <= t; start++ {
				}
			}
			if start < 0 || start >= len(sequence) {
				continue
			}
			clear(acc)
			clear(slack)
			clear(count)
			clear(filled)
			for k, l := range lines {
				dead[k] = !v.n.amount(v.cell(t, l))
				low[k], high[k] = math.MaxInt64, math.MinInt64
			}
			members = members[:0]
			var bestSum, bestMean longest
			for s := start; s >= 0 && s < len(sequence); s += way {
				m := sequence[s]
				if m == t {
					continue
				}
				members = append(members, m)
				if !v.work.take(len(lines)) {
					return fits
				}
				if len(members) > reach && !spoken {
					if beyond -= len(lines); beyond < 0 {
						break
					}
				}
				edge := s+way < 0 || s+way >= len(sequence)
				alive, touched := false, false
				sumBits, meanBits := 0.0, 0.0
				for k, l := range lines {
					if dead[k] {
						continue
					}
					j := v.cell(m, l)
					if v.n.amount(j) {
						x := v.n.value[j]
						acc[k] += x
						slack[k] += v.n.step(j)
						low[k], high[k] = min(low[k], x), max(high[k], x)
						count[k]++
						if x != 0 {
							filled[k]++
						}
						touched = true
					}
					i := v.cell(t, l)
					target, step := v.n.value[i], v.n.step(i)
					gap := abs(acc[k] - target)
					if 2*gap <= slack[k]+step && count[k] > 0 {
						if filled[k] > 1 {
							told := float64(bits.Len64(uint64(abs(target) / step)))
							if gap != 0 && len(members) >= longRun {
								told = max(0.1, told-math.Log2(1+float64(slack[k]+step)/float64(step)))
							}
							sumBits += min(capBits, told)
						} else {
							sumBits += 0.2
						}
					}
					if means && count[k] > 1 && target >= low[k] && target <= high[k] &&
						math.Abs(float64(acc[k])/float64(count[k])-float64(target)) <= (float64(slack[k])/float64(count[k])+float64(step))/2 {
						meanBits += float64(bits.Len64(uint64((high[k] - low[k]) / step)))
					}
					if !means && !v.negative[l] && acc[k]-target > slack[k]+step {
						dead[k] = true
						continue
					}
					alive = true
				}
				if touched {
					words := 0.0
					if sumBits > 0 {
						words = v.targetWords(t, Sum, lines)
					}
					if sum := (longest{len(members), edge, sumBits}); sumBits+words >= leastBits && sumBits+words >= v.leastSum(len(members), cost, edge) {
						if sum.members < longRun {
							fits = append(fits, v.found(v.run(Sum, fam, t, members, cost, edge))...)
						} else if sum.bits > bestSum.bits {
							bestSum = sum
						}
					}
					if mean := (longest{len(members), edge, meanBits}); means && meanBits >= leastMean && len(members) > 1 {
						if mean.members < longRun {
							fits = append(fits, v.found(v.run(Average, fam, t, members, cost, edge))...)
						} else if mean.bits > bestMean.bits {
							bestMean = mean
						}
					}
				}
				if !alive {
					break
				}
			}
			if n := bestSum.members; n > 0 {
				fits = append(fits, v.found(v.run(Sum, fam, t, members[:n], cost, bestSum.edge))...)
			}
			if n := bestMean.members; n > 0 {
				fits = append(fits, v.found(v.run(Average, fam, t, members[:n], cost, bestMean.edge))...)
			}
		}
	}
	return fits
}

// longest is how far the best of the long runs of a target goes, whether that is to the end of the sequence, and its evidence.
type longest struct {
	members int
	edge    bool
	bits    float64
}

// run is the pattern of a run, with its price.
func (v *view) run(kind RelationKind, fam family, t int32, members []int32, cost float64, edge bool) pattern {
	if kind == Average {
		cost += averageCost - runCost
	}
	return pattern{kind: kind, family: fam, target: t, members: slices.Clone(members), cost: cost + v.chosen(len(members), edge)}
}

// leastSum is the evidence by which a run is tried in full. A long one is so only where the lines that it was tried by can
// carry it to [threshold].
func (v *view) leastSum(members int, cost float64, edge bool) float64 {
	const short, margin = 16, 3
	if members <= short || len(v.probe) >= probeLines {
		return leastBits
	}
	return max(leastBits, threshold+cost+v.chosen(members, edge)-worth(members)-margin)
}

// chosen is the price in bits of choosing a run among many: of the lengths tried where it ends before its sequence does, and
// of the targets of a long table.
func (v *view) chosen(members int, edge bool) float64 {
	price := math.Log2(max(1, float64(len(v.active))/fewTried))
	if !edge {
		price += math.Log2(max(1, float64(members)/fewTried))
	}
	return price
}

// worth is how much a pattern is preferred for the number of its members.
func worth(members int) float64 {
	n := float64(members)
	if members <= mostWorth {
		return memberWorth * n
	}
	return memberWorth * (mostWorth + math.Log2(n/mostWorth))
}

// targetWords is what the words of a target may add to a sum, by its own label or that above it.
func (v *view) targetWords(t int32, kind RelationKind, lines []int32) float64 {
	if len(lines) == 0 {
		return 0
	}
	return wordBits(v.label(t, lines[0]), kind)
}

// wordBits is what the words of a label add to the evidence that its row or column is made of others, or take from it.
func wordBits(l label, kind RelationKind) float64 {
	switch kind {
	case Sum:
		bits := 0.0
		switch l.kind {
		case wordsTotal:
			bits = 8
		case wordsWeak:
			bits = 3
		case wordsDifference, wordsChange:
			bits = 5
		case wordsAverage:
			return -8
		}
		if l.rate {
			bits -= 8
		}
		return bits
	case Average:
		switch {
		case l.kind == wordsAverage:
			return 10
		case l.kind == wordsTotal:
			return -4
		}
	case Ratio, Share:
		if l.rate {
			return quotientBits
		}
	case Running:
		if cumulative(l) {
			return cumulativeBits
		}
		if opening(l) || wordList(fields(l.text), "balance") {
			return runningBits
		}
	case Change:
		if l.kind == wordsChange || l.kind == wordsDifference || l.rate {
			return 4
		}
	}
	return 0
}

// found tries a pattern in full and prices what stands.
func (v *view) found(p pattern) []fit {
	fits := v.trial(v.turned(p))
	kept := fits[:0]
	for _, f := range fits {
		v.extend(&f)
		p = f.pattern
		f.words = v.words(p, f.from)
		v.discount(&f)
		f.score = f.bits + f.words - p.cost + worth(len(p.members)) - blankCost*float64(v.blanksCrossed(p))
		if f.score > 0 {
			kept = append(kept, f)
		}
	}
	return kept
}

// turned makes a plain sum across of which the first position is the whole and the last is called a remainder (target,
// delivered, on track, at risk) into the remainder.
func (v *view) turned(p pattern) pattern {
	n := len(p.members)
	if p.kind != Sum || p.signs != nil || n < 2 || n > 5 || len(v.probe) == 0 {
		return p
	}
	line := v.probe[0]
	last := slices.Max(p.members)
	said := v.label(last, line)
	if last < p.target || v.label(p.target, line).kind == wordsTotal || !said.net && (!v.across || said.kind != wordsDifference) {
		return p
	}
	t := p
	t.target, t.members, t.signs = last, []int32{p.target}, []int8{1}
	for _, m := range p.members {
		if m != last {
			t.members, t.signs = append(t.members, m), append(t.signs, -1)
		}
	}
	return t
}

// extend adds the lines before the first on which a pattern holds, as long as it holds on them with zeros alone.
func (v *view) extend(f *fit) {
	from, nothing := f.from, 0
	for l := f.from - 1; l >= 0; l-- {
		got := v.try(f.pattern, l, -1).outcome
		if got == zeros {
			from, nothing = l, nothing+1
			f.holds++
			f.exact++
		}
		if got != zeros && got != noTarget {
			break
		}
	}
	f.from = from
	f.bits += zeroBits * float64(min(nothing, maxZeros))
}

// discount takes away what chance gives: the choice of a run of lines among many, and figures so small or so much alike that
// the pattern holds as well between lines that have nothing to do with each other.
func (v *view) discount(f *fit) {
	outside := 0
	for _, l := range v.probe {
		if (l < f.from || l >= f.to) && v.n.amount(v.cell(f.target, l)) {
			outside++
		}
	}
	if len(v.probe) > 0 {
		f.bits -= segmentCost * math.Log2(1+float64(outside))
	}
	plain := f.family == familyRun && f.kind == Sum
	if !plain && !v.material(f) {
		f.bits = 0
		return
	}
	tries, hits := 0, 0
	length := f.to - f.from
	stride := max(1, length/24)
	for l := f.from; l < f.to; l += stride {
		for _, shift := range [...]int32{1, 2, 3, 5, 7, 11} {
			other := l + shift
			if other >= f.to {
				break
			}
			got := v.tryShifted(f.pattern, l, other)
			switch got {
			case exact, rounded:
				if got == exact || f.kind == Sum {
					hits++
				}
				tries++
			case missed:
				tries++
			}
		}
	}
	if tries >= 6 && hits > 0 && (!plain || 3*hits > tries) {
		limit := -math.Log2((float64(hits) + 0.5) / (float64(tries) + 1))
		f.bits = min(f.bits, limit*float64(f.holds)-3*float64(f.misses))
	}
}

// material says whether each member matters on some line: one that is always less than what rounding lets pass makes a sum of
// others into one more.
func (v *view) material(f *fit) bool {
	if f.kind != Sum {
		return true
	}
	for _, m := range f.members {
		matters := false
		for l := f.from; l < f.to && !matters; l++ {
			i, j := v.cell(f.target, l), v.cell(m, l)
			matters = v.n.amount(i) && v.n.amount(j) && abs(v.n.value[j]) > v.n.step(i)
		}
		if !matters {
			return false
		}
	}
	return true
}

// words is what the labels of a pattern's target and members say, in bits.
func (v *view) words(p pattern, line int32) float64 {
	target := v.label(p.target, line)
	bits := wordBits(target, p.kind)
	if p.quotient() && bits > 0 {
		bits += v.kinship(p, line)
	}
	if p.kind != Sum || len(p.members) > 64 {
		return bits
	}
	totals, rates := 0, 0
	for _, m := range p.members {
		l := v.label(m, line)
		if l.kind == wordsTotal {
			totals++
		}
		if l.rate {
			rates++
		}
	}
	if totals > 0 && target.kind != wordsTotal && p.signs == nil {
		bits -= 4
	}
	if rates > 0 && rates < len(p.members) && (!target.rate || p.signs != nil) || rates > 0 && p.signs == nil && !target.rate {
		bits -= 4
	}
	return bits
}

// blanksCrossed is how many empty positions lie between a target and its farthest member.
func (v *view) blanksCrossed(p pattern) int32 {
	low, high := p.target, p.target
	for _, m := range p.members {
		low, high = min(low, m), max(high, m)
	}
	return v.blanks[high] - v.blanks[low]
}

// steps tries the sums over every second, third … position, which is how totals stand where measures alternate: budget,
// actual, budget, actual, total budget, total actual.
func (v *view) steps(most int) []fit {
	var fits []fit
	for k := 2; k <= most && k*2 < len(v.active)+1; k++ {
		for r := range k {
			var sequence []int32
			for i := r; i < len(v.active); i += k {
				sequence = append(sequence, v.active[i])
			}
			if len(sequence) < 2 {
				continue
			}
			for _, f := range v.runs(sequence, familyStep, stepCost, false) {
				if _, own := slices.BinarySearch(sequence, f.target); !own {
					f.score -= offsetCost
					f.cost += offsetCost
				}
				fits = append(fits, f)
			}
		}
	}
	return fits
}

// sames tries the sums over the positions that bear the same label, or the same word in a second column of labels.
func (v *view) sames() []fit {
	groups := map[string][]int32{}
	var order []string
	for _, p := range v.active {
		for _, name := range v.names(p) {
			if _, met := groups[name]; !met {
				order = append(order, name)
			}
			if g := groups[name]; len(g) == 0 || g[len(g)-1] != p {
				groups[name] = append(g, p)
			}
		}
	}
	var fits []fit
	for _, name := range order {
		if g := groups[name]; len(g) > 2 && len(g) < len(v.active) {
			fits = append(fits, v.among(g, familySame, sameCost)...)
		}
	}
	return fits
}

// among is runs with the targets of the sequence alone.
func (v *view) among(sequence []int32, fam family, cost float64) []fit {
	active := v.active
	v.active = sequence
	defer func() { v.active = active }()
	return v.runs(sequence, fam, cost, false)
}

// pairs tries x + y = z, x - y = z and y - x = z over all triples of positions within a window, and the sums of three with a
// sign each.
func (v *view) pairs(window, signedWindow int) []fit {
	var fits []fit
	n := len(v.active)
	for a := 0; a < n; a++ {
		for b := a + 1; b < n && b <= a+window; b++ {
			for c := b + 1; c < n && c <= a+window; c++ {
				if !v.work.take(len(v.probe)) {
					return fits
				}
				x, y, z := v.active[a], v.active[b], v.active[c]
				fits = append(fits, v.triple(x, y, z, float64(c-a))...)
			}
		}
	}
	for a := 0; a < n; a++ {
		for b := a + 1; b < n && b <= a+signedWindow; b++ {
			for c := b + 1; c < n && c <= a+signedWindow; c++ {
				for d := c + 1; d < n && d <= a+signedWindow; d++ {
					if !v.work.take(len(v.probe)) {
						return fits
					}
					fits = append(fits, v.quadruple([4]int32{v.active[a], v.active[b], v.active[c], v.active[d]}, d == a+3)...)
				}
			}
		}
	}
	return fits
}

// triple finds which of three positions is the sum of the other two on most of the probing lines, and the bits of that.
func (v *view) triple(x, y, z int32, distance float64) []fit {
	var holds [3]float64
	var fails [3]int
	for _, l := range v.probe {
		i, j, k := v.cell(x, l), v.cell(y, l), v.cell(z, l)
		if !v.n.amount(i) || !v.n.amount(j) || !v.n.amount(k) {
			continue
		}
		a, b, c := v.n.value[i], v.n.value[j], v.n.value[k]
		slack := v.n.step(i) + v.n.step(j) + v.n.step(k)
		for w, gap := range [3]int64{a - b - c, b - a - c, c - a - b} {
			if 2*abs(gap) <= slack {
				holds[w] += float64(bits.Len64(uint64(max(abs(a), abs(b), abs(c)) / max(v.n.step(i), v.n.step(j), v.n.step(k)))))
			} else {
				fails[w]++
			}
		}
	}
	var fits []fit
	least := 10.0
	if len(v.probe) >= probeLines {
		least = threshold + pairCost
	}
	for w, h := range holds {
		if h < least {
			continue
		}
		whole, one, other := [3]int32{x, y, z}[w], [3]int32{y, x, x}[w], [3]int32{z, z, y}[w]
		line := int32(0)
		if len(v.probe) > 0 {
			line = v.probe[0]
		}
		p := v.directed(whole, one, other, line)
		p.cost = pairCost + 0.3*distance
		if distance == 2 && (p.target == x || p.target == z) {
			p.cost = besideCost
		}
		fits = append(fits, v.found(p)...)
	}
	return fits
}

// directed chooses which of three figures is made of the other two: the whole, where the words or the place say so, and else
// a difference at the end.
func (v *view) directed(whole, one, other, line int32) pattern {
	differs := func(p int32) bool {
		k := v.label(p, line).kind
		return k == wordsDifference || k == wordsChange
	}
	sum := pattern{kind: Sum, family: familyPair, target: whole, members: []int32{min(one, other), max(one, other)}}
	if v.label(whole, line).kind == wordsTotal && !differs(one) && !differs(other) {
		return sum
	}
	for _, t := range []int32{max(one, other), min(one, other)} {
		if differs(t) {
			return pattern{kind: Sum, family: familyPair, target: t, members: []int32{whole, one + other - t}, signs: []int8{1, -1}}
		}
	}
	if last := max(whole, one, other); last != whole && min(whole, one, other) != whole || last == max(one, other) && v.label(last, line).kind == wordsTotal {
		return pattern{kind: Sum, family: familyPair, target: last, members: []int32{whole, one + other - last}, signs: []int8{1, -1}}
	}
	if last := max(one, other); last > whole && v.label(whole, line).kind != wordsTotal && v.across {
		// What is left of a figure stands behind it.
		return pattern{kind: Sum, family: familyPair, target: last, members: []int32{whole, one + other - last}, signs: []int8{1, -1}}
	}
	// The whole stands first or last: it is made of the others where nothing says otherwise.
	return sum
}

// quadruple tries one of four positions as a sum of the other three with signs, at least one of them taken away.
func (v *view) quadruple(at [4]int32, beside bool) []fit {
	// a ± b ± c ± d = 0, the sign of a fixed; those with one sign alone unlike the others are plain sums, the rest signed.
	var holds [8]float64
	fails := 0
	for _, l := range v.probe {
		var x [4]int64
		slack, largest, step, held := int64(0), int64(0), int64(1), 0
		for k, p := range at {
			j := v.cell(p, l)
			if v.n.content[j] == cellNil {
				continue
			}
			if !v.n.amount(j) {
				held = -4
				break
			}
			if x[k] = v.n.value[j]; x[k] != 0 {
				held++
			}
			own := v.n.step(j)
			slack += own
			step = max(step, own)
			largest = max(largest, abs(x[k]))
		}
		if held < 3 {
			continue
		}
		hit := false
		for mask := 1; mask < 8; mask++ {
			sum := x[0]
			for k := range 3 {
				if mask>>k&1 == 1 {
					sum -= x[k+1]
				} else {
					sum += x[k+1]
				}
			}
			if 2*abs(sum) <= slack {
				holds[mask] += float64(bits.Len64(uint64(largest / step)))
				hit = true
			}
		}
		if !hit {
			if fails++; fails > 12 && holds == [8]float64{} {
				return nil
			}
		}
	}
	var fits []fit
	for mask := range 8 {
		if holds[mask] < 16 {
			continue
		}
		signs := [4]int64{1, 1, 1, 1}
		minus := 0
		for k := range 3 {
			if mask>>k&1 == 1 {
				signs[k+1] = -1
				minus++
			}
		}
		// The last position of the sign that stands alone or, with two and two, the last of all is the target.
		target := 3
		if minus == 1 || minus == 3 {
			alone := int64(-1)
			if minus == 3 {
				alone = 1
			}
			for k := range 4 {
				if signs[k] == alone {
					target = k
				}
			}
		}
		line := v.probe[0]
		for k := 3; k >= 0; k-- {
			if kind := v.label(at[k], line).kind; kind == wordsDifference || kind == wordsTotal {
				target = k
				break
			}
		}
		p := pattern{kind: Sum, family: familySigned, target: at[target], cost: signedCost}
		if beside && (target == 0 || target == 3) {
			p.cost = besideSigned
		}
		for k := range 4 {
			if k != target {
				p.members = append(p.members, at[k])
				p.signs = append(p.signs, int8(-signs[k]*signs[target]))
			}
		}
		fits = append(fits, v.found(p)...)
	}
	return fits
}
