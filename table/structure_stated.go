package table

import (
	"math"
	"slices"
)

// statedWorth is what it says in bits that a label promises a total and the lines before it, or after it, all of them, make
// it: there are few such readings to choose from.
const statedWorth = 10.0

// stated looks at each total that the words announce and nothing was found for: what holds on the readings that the words
// leave open is accepted with less evidence than a search needs, and what does not is accused where one reading alone is
// open, or else asked about.
func (r *reading) stated() {
	v := r.v
	if !v.across {
		r.headed()
	}
	for _, t := range v.active {
		line, amounts := v.firstLine(t)
		if amounts == 0 {
			continue
		}
		label := v.label(t, line)
		if label.kind != wordsTotal || r.covered(t) {
			continue
		}
		r.settle(t, line, label)
	}
}

// headed takes the rows that stand further out than those below them for heads of groups: a head comes to what its rows do,
// those of the next depth, where the figures bear it out in every column.
func (r *reading) headed() {
	v := r.v
	for k := len(v.active) - 1; k >= 0; k-- {
		t := v.active[k]
		indent := v.labels.row[t].indent
		if k+1 == len(v.active) || v.labels.row[v.active[k+1]].indent <= indent || r.covered(t) {
			continue
		}
		var members []int32
		depth, plain := v.labels.row[v.active[k+1]].indent, true
		for _, m := range v.active[k+1:] {
			l := v.labels.row[m]
			if l.indent <= indent || v.boundary(m, t) {
				break
			}
			plain = plain && l.kind != wordsPart && l.kind != wordsAverage && !l.rate
			if l.indent == depth {
				members = append(members, m)
			}
		}
		if !plain || len(members) < 2 {
			continue
		}
		p := pattern{kind: Sum, family: familyStated, target: t, members: members, cost: runCost}
		holds, misses, _, bits := v.count(p)
		f := fit{pattern: p, from: 0, to: int32(v.lines), bits: bits, holds: holds, misses: misses, words: statedWorth}
		f.score = bits + f.words - p.cost + worth(len(members))
		if misses == 0 && f.score >= threshold {
			r.take(f)
		}
	}
}

// take accepts a sum.
func (r *reading) take(f fit) {
	r.byTarget[f.target] = append(r.byTarget[f.target], len(r.accepted))
	r.accepted = append(r.accepted, f)
	r.wholes[f.target] = true
	for _, m := range f.members {
		r.parts[m] = true
	}
}

// covered says whether a relation for a target is accepted on most of its lines.
func (r *reading) covered(t int32) bool {
	lines, told := 0, 0
	for l := range int32(r.v.lines) {
		if !r.v.n.amount(r.v.cell(t, l)) {
			continue
		}
		lines++
		for _, k := range r.byTarget[t] {
			if f := r.accepted[k]; l >= f.from && l < f.to {
				told++
				break
			}
		}
	}
	return 2*told >= lines
}

// firstLine is the first line on which a position holds an amount, and on how many it does.
func (v *view) firstLine(t int32) (line int32, amounts int) {
	line = -1
	for l := range int32(v.lines) {
		if v.n.amount(v.cell(t, l)) {
			if line < 0 {
				line = l
			}
			amounts++
		}
	}
	return max(0, line), amounts
}

// settle tries the readings that the words of a total leave open.
func (r *reading) settle(t, line int32, label label) {
	v := r.v
	var best fit
	open := r.readings(t, line)
	for _, o := range open {
		members := o.members
		p := pattern{kind: Sum, family: familyStated, target: t, members: members, cost: runCost}
		holds, misses, untold, bits := v.count(p)
		if holds+untold == 0 || misses > 1 && misses*8 > holds || misses == 1 && holds < 2 && !(label.strong && bits >= besideBits && v.oneMiss(p)) {
			continue
		}
		f := fit{pattern: p, from: 0, to: int32(v.lines), bits: bits, holds: holds, misses: misses}
		f.words = statedWorth
		f.score = bits + f.words - p.cost + worth(len(members))
		if holds == 0 {
			f.score = threshold
		}
		if best.members == nil || f.score > best.score {
			best = f
		}
	}
	if best.members != nil && (best.score >= threshold || best.misses == 0 && best.bits >= 1) {
		r.take(best)
		return
	}
	r.unsettled = append(r.unsettled, unsettled{t, line, open})
}

// besideBits is what a reading must show in one column to be held against another.
const besideBits = 8.0

// oneMiss says whether the line on which a reading misses cannot be told from a slip: a figure above the sum, or a slip away
// from it. What is counted once where it stands in several lines comes to less than they do, and is no miss.
func (v *view) oneMiss(p pattern) bool {
	for l := range int32(v.lines) {
		got := v.try(p, l, -1)
		if got.outcome != missed {
			continue
		}
		total := int64(0)
		for k, m := range p.members {
			if j := v.cell(m, l); v.n.amount(j) {
				total += p.sign(k) * v.n.value[j]
			}
		}
		if !v.alike(fit{pattern: p}, l) || !got.near || got.slip == 0 && v.n.value[v.cell(p.target, l)] < total {
			return false
		}
	}
	return true
}

// unsettled is a total of which no reading holds.
type unsettled struct {
	target, line int32
	open         []open
}

// open is a reading that the word total leaves open.
type open struct {
	// rule names which members it takes, the same for every total of a table.
	rule    rule
	members []int32
}

// rule says which lines a total adds up, by where they stand.
type rule int8

// The rules; those of what stands behind a total have the same number below zero.
const (
	// ruleNear is what stands between a total and the one before it, or the edge of its block.
	ruleNear rule = iota + 1
	// ruleUpTo is the same and the total before it.
	ruleUpTo
	// ruleLines is all lines of the block.
	ruleLines
	// ruleRoots is all that is part of nothing else.
	ruleRoots
	// ruleTotals is the totals.
	ruleTotals
)

// count tries a pattern on all lines.
func (v *view) count(p pattern) (holds, misses, untoldLines int, total float64) {
	seen := map[uint64]bool{}
	for l := range int32(v.lines) {
		got := v.try(p, l, -1)
		switch got.outcome {
		case exact, rounded:
			holds++
			if h := v.tuple(p, l); !seen[h] {
				seen[h] = true
				total += got.bits
			}
		case zeros:
			holds++
		case missed:
			if len(p.members) == 1 || got.near || v.alike(fit{pattern: p}, l) {
				misses++
			}
		case untold:
			untoldLines++
		}
	}
	return holds, misses, untoldLines, total
}

// readings are the sets of members that the word total leaves open: what stands between it and the boundary before it, or
// behind it; all lines of its block that are parts of nothing else; and the totals among them.
func (r *reading) readings(t, line int32) []open {
	v := r.v
	var all []open
	add := func(which rule, members []int32) {
		if len(members) > 0 {
			all = append(all, open{which, members})
		}
	}
	for _, way := range []int32{-1, 1} {
		var near, upTo, lines, roots, totals []int32
		closed := false
		for p := t + way; p >= 0 && p < int32(v.positions); p += way {
			if v.boundary(p, t) {
				break
			}
			amount := v.amounts(p)
			l := v.label(p, line)
			whole := r.wholes[p] || l.strong
			if whole || !amount && len(near) > 0 {
				closed = true
			}
			if !amount || l.kind == wordsPart || l.kind == wordsAverage {
				continue
			}
			if !closed {
				near = append(near, p)
			} else if whole && len(upTo) == 0 {
				upTo = append(slices.Clone(near), p)
			}
			if !whole {
				lines = append(lines, p)
			} else {
				totals = append(totals, p)
			}
			if !r.parts[p] {
				roots = append(roots, p)
			}
		}
		side := rule(-way)
		add(side*ruleNear, near)
		add(side*ruleUpTo, upTo)
		add(side*ruleLines, lines)
		add(side*ruleRoots, roots)
		add(side*ruleTotals, totals)
	}
	return all
}

// distinct are the readings that differ from each other; those of what stands behind a total count only where nothing stands
// before it.
func distinct(all []open) []open {
	var kept []open
	for _, o := range all {
		if o.rule < 0 && len(kept) > 0 && kept[0].rule > 0 {
			continue
		}
		if !slices.ContainsFunc(kept, func(k open) bool { return sameMembers(k.members, o.members) }) {
			kept = append(kept, o)
		}
	}
	return kept
}

// rules tells by which rules the accepted totals of the table add up, in bits of evidence.
func (r *reading) rules() map[rule]float64 {
	told := map[rule]float64{}
	for _, f := range r.accepted {
		if f.kind != Sum || f.signs != nil || f.misses > 0 || r.v.label(f.target, f.from).kind != wordsTotal {
			continue
		}
		met := map[rule]bool{}
		for _, o := range r.readings(f.target, f.from) {
			if !met[o.rule] && sameSet(o.members, f.members) {
				met[o.rule] = true
				told[o.rule] += f.bits
			}
		}
	}
	return told
}

// sameSet says whether two lists of positions hold the same, in whatever order.
func sameSet(a, b []int32) bool {
	if len(a) != len(b) {
		return false
	}
	x, y := slices.Clone(a), slices.Clone(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// bySiblings accuses an unsettled total by the rule that other totals of the table keep.
func (r *reading) bySiblings(u unsettled, told map[rule]float64) (fit, map[int32]bool, bool) {
	v := r.v
	for _, o := range u.open {
		// "Total Place programme" may be a line or a total: with such a row among them the words leave more than one reading.
		for _, m := range o.members {
			if l := v.label(m, u.line); l.kind == wordsTotal && !l.strong {
				return fit{}, nil, false
			}
		}
	}
	for _, o := range u.open {
		if told[o.rule] < accuseBits || len(o.members) < 2 || !v.label(u.target, u.line).strong {
			continue
		}
		if slices.ContainsFunc(o.members, func(m int32) bool { return !r.wholes[m] && v.label(m, u.line).kind == wordsTotal }) {
			continue
		}
		f := fit{pattern: pattern{kind: Sum, family: familyStated, target: u.target, members: o.members, cost: runCost}, from: 0, to: int32(v.lines), words: statedWorth}
		accused := map[int32]bool{}
		for l := range int32(v.lines) {
			switch got := v.try(f.pattern, l, -1); {
			case got.outcome == exact || got.outcome == rounded:
				f.holds++
			case got.outcome != missed:
			case !got.near || !v.alike(f, l) || v.between(f.pattern, l) || r.omits(f, l) || r.mayRound(f, l):
				f.misses += 2
			default:
				f.misses++
				accused[l] = true
			}
		}
		if len(accused) == 1 && f.misses == 1 {
			return f, accused, true
		}
	}
	return fit{}, nil, false
}

func sameMembers(a, b []int32) bool {
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if a[k] != b[k] {
			return false
		}
	}
	return true
}

// amounts says whether a position holds one on any line.
func (v *view) amounts(p int32) bool {
	for l := range int32(v.lines) {
		if c := v.n.content[v.cell(p, l)]; c == cellNil || c == cellMissing || v.n.amount(v.cell(p, l)) {
			return true
		}
	}
	return false
}

// boundary says whether a block of figures ends at a position: words or years stand where the target has figures.
func (v *view) boundary(p, t int32) bool {
	if v.across {
		return v.labels.labelColumn[p]
	}
	for l := range int32(v.lines) {
		if !v.n.amount(v.cell(t, l)) {
			continue
		}
		i := v.cell(p, l)
		if v.n.content[i] == cellText || v.n.marks[i]&ordinalMark != 0 {
			return true
		}
	}
	return false
}

// nearest is the reading of an unsettled total that misses by least on its first line, and by how much.
func (r *reading) nearest(u unsettled) (members []int32, line int32, gap int64) {
	gap = math.MaxInt64
	for _, o := range u.open {
		m := o.members
		for l := range int32(r.v.lines) {
			p := pattern{kind: Sum, target: u.target, members: m}
			if r.v.try(p, l, -1).outcome != missed {
				continue
			}
			total := int64(0)
			for _, q := range m {
				if i := r.v.cell(q, l); r.v.n.amount(i) {
					total += r.v.n.value[i]
				}
			}
			if d := abs(total - r.v.n.value[r.v.cell(u.target, l)]); d < gap {
				members, line, gap = m, l, d
			}
			break
		}
	}
	return members, line, gap
}

// plainly says whether an unsettled total states its sum plainly: it alone is called a total, the rest are lines of one unit,
// one reading is open, and the figure missed is that of a sum. Then the line on which it misses is accused.
func (r *reading) plainly(u unsettled) (fit, map[int32]bool, bool) {
	v := r.v
	label := v.label(u.target, u.line)
	left := distinct(u.open)
	if !label.plain || !label.strong || len(left) != 1 || r.otherTotals(u) {
		return fit{}, nil, false
	}
	p := pattern{kind: Sum, family: familyStated, target: u.target, members: left[0].members, cost: runCost}
	if len(p.members) < 2 {
		return fit{}, nil, false
	}
	for _, m := range p.members {
		l := v.label(m, u.line)
		if l.kind == wordsTotal || l.rate && !label.rate {
			return fit{}, nil, false
		}
	}
	holds, misses, _, _ := v.count(p)
	accused := map[int32]bool{}
	for l := range int32(v.lines) {
		got := v.try(p, l, -1)
		if got.outcome != missed {
			continue
		}
		if v.shortOfAll(p, l) {
			accused[l] = true
			continue
		}
		if !got.near || !v.alike(fit{pattern: p}, l) || v.between(p, l) || r.mayRound(fit{pattern: p}, l) {
			return fit{}, nil, false
		}
		accused[l] = true
	}
	// In several columns a total that is missed in each has another meaning than a sum of these rows.
	if len(accused) == 0 || misses > 1 && misses > holds {
		return fit{}, nil, false
	}
	f := fit{pattern: p, from: 0, to: int32(v.lines), holds: holds, misses: misses, words: statedWorth}
	return f, accused, true
}

// shortOfAll says whether a target is all, 100 per cent, and its members are percentages that come to less and each is below
// it: of rates the total would lie among them, and of answers of which several could be given they would come to more.
func (v *view) shortOfAll(p pattern, l int32) bool {
	if v.across {
		return false
	}
	i := v.cell(p.target, l)
	all := 100 * pow10(max(0, v.n.scale))
	if v.n.scale < 0 || v.n.value[i] != all || v.n.marks[i]&percentMark == 0 && !v.labels.column[l].rate {
		return false
	}
	sum, slack := int64(0), v.n.step(i)
	for _, m := range p.members {
		j := v.cell(m, l)
		if v.n.content[j] == cellMissing || v.n.amount(j) && (v.n.value[j] < 0 || v.n.value[j] >= all) {
			return false
		}
		if v.n.amount(j) {
			sum, slack = sum+v.n.value[j], slack+v.n.step(j)
		}
	}
	return 2*sum > all && 2*(all-sum) > slack
}

// otherTotals says whether another row of the block is called a total as well.
func (r *reading) otherTotals(u unsettled) bool {
	v := r.v
	for _, way := range []int32{-1, 1} {
		for p := u.target + way; p >= 0 && p < int32(v.positions) && !v.boundary(p, u.target); p += way {
			if v.label(p, u.line).kind == wordsTotal && v.amounts(p) {
				return true
			}
		}
	}
	return false
}

// between says whether a target lies among its members, as an average does and a sum of figures above zero does not.
func (v *view) between(p pattern, l int32) bool {
	t := v.n.value[v.cell(p.target, l)]
	low, high := int64(math.MaxInt64), int64(math.MinInt64)
	for _, m := range p.members {
		if i := v.cell(m, l); v.n.amount(i) {
			low, high = min(low, v.n.value[i]), max(high, v.n.value[i])
		}
	}
	return t >= low && t <= high
}
