package table

import "math"

// RelationKind says what one figure is of others.
type RelationKind uint8

const (
	// Sum: the target is the sum of its members, each with its sign.
	Sum RelationKind = iota
	// Average: the plain mean of the members that have a figure.
	Average
	// Ratio: the first member divided by the second, times the factor.
	Ratio
	// Change: the second member less the first, divided by the first, times the factor.
	Change
	// Product: the first member times the second.
	Product
	// Share: the first member divided by the second, which stands on a line of its own (the total of the column).
	Share
	// Running: the figure of the position Base on the line before, and the members on this one. A cumulative figure goes on
	// from itself, an opening balance from the closing one.
	Running
)

// family says how a relation was come upon, for its cost and for what may be said of a cell that breaks it.
type family uint8

const (
	familyRun family = iota
	familyRoots
	familyLeaves
	familySubs
	familyTotals
	familyLines
	familySame
	familyStep
	familyPair
	familySigned
	familyAverage
	familyRatio
	familyShare
	familyRunning
	familyStated
)

// pattern is a way in which a position may follow from others, before it is known where it holds.
type pattern struct {
	kind    RelationKind
	family  family
	target  int32
	members []int32
	signs   []int8 // nil: all are added
	factor  float64
	// split is how many of the members of a quotient are added up above the line; 0 is 1.
	split int
	// base is the line on which the whole of a share stands, and the position that a running sum goes on from.
	base int32
	cost float64
}

func (p pattern) sign(i int) int64 {
	if p.signs == nil {
		return 1
	}
	return int64(p.signs[i])
}

// quotient says whether the last members stand below a line.
func (p pattern) quotient() bool { return p.kind == Ratio || p.kind == Share }

// outcome is what a pattern comes to on one line.
type outcome uint8

const (
	// noTarget: there is no figure to be made.
	noTarget outcome = iota
	// idle: no member has a figure.
	idle
	// untold: a member is suppressed or cannot be read.
	untold
	// zeros: all figures are zero.
	zeros
	// exact: the members as printed give the target as printed.
	exact
	// rounded: not so, but some values that print as they do.
	rounded
	// missed: no values do.
	missed
)

// line is a pattern tried on one line.
type line struct {
	outcome outcome
	// bits is the evidence of a line on which the pattern holds.
	bits float64
	// near says of a miss that it is so small, or so much like a slip, that another figure of the same meaning was printed, not
	// another thing.
	near bool
	// beyond says of a miss that the figure is no mean, count or other measure of its members, however far it lies: far below
	// the least of them or above what they come to. Of differences and quotients, for which their words speak, any is.
	beyond bool
	// slip is what it says for the pattern, in bits, that one slip explains a miss.
	slip float64
	// loose says of a line on which the pattern holds that it does so only because its figures are taken to be known to fewer
	// places than they print.
	loose bool
}

// fit is a pattern and a run of lines over which it holds.
type fit struct {
	pattern
	from, to             int32
	bits, score          float64
	holds, exact, misses int
	// telling are the lines whose evidence is 3 bits or more.
	telling int
	words   float64
}

// The weights of a line, in bits.
const (
	capBits    = 14
	missAcross = -4.0
	missDown   = -3.0
	idleBits   = -1.0
	zeroBits   = 0.05
	// maxZeros is how many lines of zeros say anything.
	maxZeros = 40
	// fewLines is up to how many lines one slip is evidence when a pattern is looked for.
	fewLines = 12
	// leastMiss is the part of a quotient by which it misses at least.
	leastMiss = 0.03
	// dropBits is how far evidence may fall before a run of lines ends.
	dropBits = 24.0
)

// trial tries a pattern on all lines and returns the runs of lines on which it stands.
func (v *view) trial(p pattern) []fit {
	if !v.work.take(v.lines * (len(p.members) + 2)) {
		return nil
	}
	clear(v.seen)
	miss := missDown
	if v.across {
		miss = missAcross
	}
	var fits []fit
	none := fit{pattern: p, from: -1}
	current, best := none, none
	reset := func() {
		if best.bits > 2 && best.holds > 0 {
			fits = append(fits, best)
		}
		current, best = none, none
	}
	ref, nothing := int32(-1), 0
	for l := range int32(v.lines) {
		got := v.try(p, l, ref)
		held := got.outcome == exact || got.outcome == rounded
		if got.outcome == noTarget || got.outcome == untold || current.from < 0 && !held {
			continue
		}
		switch got.outcome {
		case idle:
			current.bits += idleBits
		case missed:
			// One slip among few lines may be what keeps a pattern from sight. Among many the others tell, and two are a pattern
			// that does not hold.
			if current.misses++; current.misses == 1 && len(v.probe) <= fewLines {
				current.bits += max(miss, min(got.slip-slipPrice, -miss))
			} else {
				current.bits += miss
			}
		case zeros:
			if nothing++; nothing <= maxZeros {
				current.bits += zeroBits
			}
			current.holds++
			current.exact++
		default:
			if current.from < 0 {
				current.from = l
			}
			ref = l
			bits := got.bits
			h := v.tuple(p, l)
			v.seen[h]++
			if n := v.seen[h]; n > 1 {
				bits /= float64(n * n)
			}
			current.bits += bits
			current.holds++
			if got.outcome == exact {
				current.exact++
			}
			if bits >= 3 {
				current.telling++
			}
		}
		current.to = l + 1
		if current.bits >= best.bits && (held || got.outcome == zeros) {
			best = current
		}
		if current.bits < 0 || current.bits < best.bits-dropBits {
			reset()
		}
	}
	reset()
	return fits
}

// tuple is a hash of the figures of a pattern on a line.
func (v *view) tuple(p pattern, l int32) uint64 {
	h := uint64(v.n.value[v.cell(p.target, l)])*0x9E3779B97F4A7C15 + 1
	for _, m := range p.members {
		h = (h ^ uint64(v.n.value[v.cell(m, l)])) * 0x100000001B3
		h ^= h >> 29
	}
	return h
}

// try is a pattern on one line. Ref is an earlier line on which it held, -1 for none.
func (v *view) try(p pattern, l, ref int32) line {
	i := v.cell(p.target, l)
	if !v.n.amount(i) && (!v.dashes || v.n.content[i] != cellNil) {
		return line{}
	}
	switch p.kind {
	case Sum:
		return v.trySum(p, l, ref, i)
	case Average:
		return v.tryAverage(p, l, i)
	case Running:
		return v.tryRunning(p, l)
	case Ratio, Change, Product, Share:
		return v.tryRatio(p, l, ref, i)
	}
	return line{}
}

// tryShifted holds the target of one line against the members of another, to see what chance gives.
func (v *view) tryShifted(p pattern, target, members int32) outcome {
	i, j := v.cell(p.target, target), v.cell(p.target, members)
	n := v.n
	if !n.amount(i) || !n.amount(j) || n.value[i] == 0 || n.value[i] == n.value[j] {
		return noTarget
	}
	value, places := n.value[j], n.places[j]
	n.value[j], n.places[j] = n.value[i], n.places[i]
	got := v.try(p, members, -1)
	n.value[j], n.places[j] = value, places
	return got.outcome
}

func (v *view) trySum(p pattern, l, ref int32, i int) line {
	n := v.n
	target, step := n.value[i], n.step(i)
	slack, total := step, int64(0)
	printed, largest := n.printedStep(i), int64(0)
	low, high := int64(math.MaxInt64), int64(math.MinInt64)
	held, filled, same, gone := 0, 0, false, false
	for k, m := range p.members {
		j := v.cell(m, l)
		switch n.content[j] {
		case cellNumber:
			if n.marks[j]&ordinalMark != 0 {
				continue
			}
			held++
			if n.value[j] != 0 {
				filled++
			}
			same = same || n.value[j] == target
			low, high = min(low, n.value[j]), max(high, n.value[j])
			if p.signs != nil {
				largest = max(largest, abs(n.value[j])/2)
			}
			total += p.sign(k) * n.value[j]
			slack += n.step(j)
			printed += n.printedStep(j)
			step = max(step, n.step(j))
		case cellNil:
			held++
		case cellMissing:
			gone = true
		}
	}
	switch {
	case gone:
		return line{outcome: untold}
	case held == 0:
		return line{outcome: idle}
	case filled == 0 && target == 0:
		return line{outcome: zeros}
	}
	gap := abs(total - target)
	if 2*gap > slack {
		bits, slipped := v.slipped(p, l, total, slack)
		return line{
			outcome: missed, slip: bits, near: slipped || v.near(gap, target, max(abs(total), largest)),
			beyond: p.signs != nil || held > 1 && low >= 0 && (2*target < low || target > total),
		}
	}
	out := line{outcome: exact}
	spread := math.Abs(float64(target))
	if p.family == familyPair && p.cost != besideCost || p.family == familySigned || p.family == familyStep {
		spread = v.surprise(p, l, ref, spread)
	}
	out.bits = math.Log2(1 + spread/float64(step))
	if gap != 0 {
		out.outcome, out.loose = rounded, 2*gap > printed
		out.bits = max(0.1, out.bits-math.Log2(1+float64(slack)/float64(step)))
	}
	out.bits = min(out.bits, capBits)
	switch {
	case held < 2 && p.family == familyStated:
		out.bits *= 0.1
	case held < 2:
		out.bits = 0
	case filled == 1:
		out.bits *= 0.1
	case same:
		out.bits *= 0.5
	}
	return out
}

// near says whether a miss is that of a figure which was meant to be the result: at most half of the larger. Rates and
// averages among counts miss by far more.
func (v *view) near(gap, target, total int64) bool {
	return float64(gap) <= 0.49*float64(max(abs(target), abs(total)))
}

// surprise is how far the target lies from what could be foretold of it without the relation, by a line met before: where
// columns rise together, or by a constant, a sum that holds once holds always and later lines prove nothing.
func (v *view) surprise(p pattern, l, ref int32, spread float64) float64 {
	spread = v.smooth(p, l, spread)
	if ref < 0 {
		return spread
	}
	t, before := float64(v.n.value[v.cell(p.target, l)]), float64(v.n.value[v.cell(p.target, ref)])
	spread = min(spread, math.Abs(t-before))
	for k, m := range p.members {
		if k == 4 {
			break
		}
		a, b := float64(v.n.value[v.cell(m, l)]), float64(v.n.value[v.cell(m, ref)])
		if b != 0 && a != 0 {
			spread = min(spread, math.Abs(t-before*a/b))
		}
		s := float64(p.sign(k))
		spread = min(spread, math.Abs(t-before-s*(a-b)))
	}
	return spread
}

// smooth is how far the target lies from its members, and from what a straight line through two of them foretells: along a
// series that rises evenly t = a + b - c holds everywhere and means nothing.
func (v *view) smooth(p pattern, l int32, spread float64) float64 {
	t := float64(v.n.value[v.cell(p.target, l)])
	for k, m := range p.members {
		if k == 4 {
			break
		}
		a := float64(v.n.value[v.cell(m, l)])
		spread = min(spread, math.Abs(t-a))
		if p.family != familySigned {
			continue
		}
		for _, o := range p.members {
			if o != m {
				spread = min(spread, math.Abs(t-2*a+float64(v.n.value[v.cell(o, l)])))
			}
		}
	}
	return spread
}

func (v *view) tryAverage(p pattern, l int32, i int) line {
	n := v.n
	target, step := float64(n.value[i]), n.step(i)
	sum, slack, low, high, held := 0.0, int64(0), math.Inf(1), math.Inf(-1), 0
	for _, m := range p.members {
		j := v.cell(m, l)
		switch n.content[j] {
		case cellNumber:
			if n.marks[j]&ordinalMark != 0 {
				continue
			}
			x := float64(n.value[j])
			sum, slack, low, high = sum+x, slack+n.step(j), min(low, x), max(high, x)
			held++
		case cellMissing:
			return line{outcome: untold}
		}
	}
	if held == 0 {
		return line{outcome: idle}
	}
	if low == 0 && high == 0 && target == 0 {
		return line{outcome: zeros}
	}
	gap := math.Abs(sum/float64(held) - target)
	bound := (float64(slack)/float64(held) + float64(step)) / 2
	if gap > bound*(1+1e-12) {
		return line{outcome: missed, near: target >= low && target <= high}
	}
	out := line{outcome: exact, bits: math.Log2(1 + (high-low)/2/float64(step))}
	if gap > float64(step)/2 {
		out.outcome = rounded
		out.bits = max(0.1, out.bits-math.Log2(1+2*bound/float64(step)))
	}
	out.bits = min(out.bits, capBits)
	if held < 2 {
		out.bits = 0
	}
	return out
}

// quotientEnds are the least and the greatest quotient of two figures known within half a step each; the divisor does not reach
// zero.
func quotientEnds(a, ha, b, hb float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, x := range [2]float64{a - ha, a + ha} {
		for _, y := range [2]float64{b - hb, b + hb} {
			low, high = min(low, x/y), max(high, x/y)
		}
	}
	return low, high
}

// outcomeOf is a line without evidence.
func outcomeOf(o outcome) line { return line{outcome: o} }

// added is the sum of some positions on a line and half of its step. A dash is nothing; a blank is no figure.
func (v *view) added(positions []int32, l int32) (sum, half float64, state outcome) {
	for _, p := range positions {
		i := v.cell(p, l)
		switch {
		case v.n.content[i] == cellMissing:
			return 0, 0, untold
		case v.n.amount(i):
			sum, half = sum+float64(v.n.value[i]), half+float64(v.n.step(i))/2
		case v.n.content[i] != cellNil:
			return 0, 0, idle
		}
	}
	return sum, half, exact
}

// tryRatio tries a quotient, a change or a product in floating point, wide enough that no true one is lost.
func (v *view) tryRatio(p pattern, l, ref int32, i int) line {
	n := v.n
	above, below := p.members[:max(1, p.split)], p.members[max(1, p.split):]
	whole := l
	if p.kind == Share {
		whole = p.base
	}
	a, ha, told := v.added(above, l)
	b, hb, known := v.added(below, whole)
	switch {
	case told == untold || known == untold:
		return outcomeOf(untold)
	case told == idle || known == idle:
		return outcomeOf(idle)
	}
	t, ht := float64(n.value[i]), float64(n.step(i))/2
	unit := p.factor * math.Pow10(n.scale)
	var r, low, high float64
	switch p.kind {
	case Product:
		unit = p.factor * math.Pow10(-n.scale)
		r, low, high = a*b*unit, (math.Abs(a)-ha)*(math.Abs(b)-hb)*unit, (math.Abs(a)+ha)*(math.Abs(b)+hb)*unit
		if a*b < 0 {
			low, high = -high, -low
		}
	case Change:
		// (b - a) / a = b/a - 1: both are known within their steps, and so is the quotient.
		if math.Abs(a) <= ha {
			return line{outcome: idle}
		}
		r = (b/a - 1) * unit
		low, high = quotientEnds(b, hb, a, ha)
		low, high = (low-1)*unit, (high-1)*unit
	default:
		if math.Abs(b) <= hb {
			if a == 0 && t == 0 {
				return line{outcome: zeros}
			}
			return line{outcome: idle}
		}
		r = a / b * unit
		low, high = quotientEnds(a, ha, b, hb)
		if len(below) == 2 && len(above) == 1 && below[0] == above[0] {
			// The part stands in its whole as well, and varies with it.
			rest, half := b-a, hb-ha
			if a < 0 || rest < 0 {
				return line{outcome: missed}
			}
			low, high = (a-ha)/(a-ha+rest+half), (a+ha)/(a+ha+max(0, rest-half))
		}
		low, high = low*unit, high*unit
	}
	if a == 0 && t == 0 && p.kind != Change {
		return line{outcome: zeros}
	}
	small := 1e-9 * (math.Abs(r) + ht)
	if t+ht < low-small || t-ht > high+small {
		// A miss of one in the last place is that of digits cut off, and one of a few hundredths that of another figure which
		// rises and falls with this one, not a slip.
		gap, meant := math.Abs(t-r), int64(math.Round(r/(2*ht)))
		wide := gap > 3*ht && gap > leastMiss*math.Abs(r)
		return line{outcome: missed, beyond: wide, near: wide && (gap <= 0.49*math.Max(math.Abs(t), math.Abs(r)) || slip(n.value[i]/n.step(i), meant, 1))}
	}
	spread := math.Abs(t)
	if ref >= 0 {
		spread = min(spread, math.Abs(t-float64(n.value[v.cell(p.target, ref)])))
	}
	if p.kind == Share && l == p.base {
		// The whole is all of itself.
		return line{outcome: exact, bits: 1}
	}
	out := line{outcome: exact, bits: math.Log2(1 + spread/(2*ht))}
	if math.Abs(t-r) > ht+small {
		out.outcome = rounded
		out.bits = max(0.1, math.Log2(1+spread/math.Max(2*ht, high-low))-1)
	}
	out.bits = min(out.bits, capBits)
	return out
}
