package table

import "slices"

// accuseBits is the evidence that other cells must give before one is said to differ.
const accuseBits = 12.0

// verdicts tells, for each line on which an accepted pattern misses, whether the figure there is accused.
//
// A structure must stand without the accused cell: the same pattern is borne out by other lines, the misses are few, and each
// is that of a figure meant to be the result. Rates and averages in a row of totals miss by far, and a pattern that is broken
// often has exceptions of its own.
func (r *reading) accusations(f fit) map[int32]bool {
	v := r.v
	if f.kind == Running {
		return v.brokenRunning(f)
	}
	from, to := f.from, f.to
	if !v.across {
		// Columns are few and unlike each other: what happens in the others tells whether a rule is one of the whole table.
		from, to = 0, int32(v.lines)
	} else {
		// The first or the last line of a block may be the one that misses.
		for k := 0; k < 3 && from > 0 && v.n.amount(v.cell(f.target, from-1)); k++ {
			from--
		}
		for k := 0; k < 3 && to < int32(v.lines) && v.n.amount(v.cell(f.target, to)); k++ {
			to++
		}
	}
	var broken, loose []int32
	slips := map[int32]float64{}
	near, far, holds := 0, 0, 0
	bits := 0.0
	telling := 0
	ref := int32(-1)
	seen := map[uint64]bool{}
	for l := from; l < to; l++ {
		got := v.try(f.pattern, l, ref)
		switch got.outcome {
		case exact, rounded:
			if got.loose && v.alike(f, l) && v.wide(f, l) {
				loose = append(loose, l)
				continue
			}
			ref = l
			holds++
			if h := v.tuple(f.pattern, l); !seen[h] {
				seen[h] = true
				bits += got.bits
				if got.bits >= 3 {
					telling++
				}
			}
		case zeros:
			holds++
		case missed:
			switch {
			case !v.alike(f, l):
			case got.near || got.beyond && (f.kind == Sum && f.signs == nil || f.words >= 3):
				near++
				broken = append(broken, l)
				slips[l] = got.slip
			default:
				far++
			}
		}
	}
	// Where rows of whole numbers add up exactly elsewhere, they are not rounded, and a gap of one is a gap.
	if len(loose) <= max(1, holds/8) {
		broken, near = append(broken, loose...), near+len(loose)
	}
	if len(broken) == 0 {
		return nil
	}
	target := v.label(f.target, f.from)
	need, fewest := accuseBits, 2
	allowed := max(1, holds/8)
	switch {
	case f.kind == Average || len(f.members) < 2:
		return nil
	case f.family == familySigned && !f.plainFamily():
		return nil
	case !f.plainFamily():
		// What was searched for far and wide has exceptions of its own: the misses must be rare.
		need, fewest = 45, fewest+1
		allowed = min(1, holds/8)
		if !v.across && holds >= 3 || f.kind != Sum && f.words >= 3 {
			allowed = 1
		}
		if f.kind != Sum && f.words >= 3 {
			// Words that call it a quotient, and of what, stand beside the figures.
			need = max(accuseBits, 20-f.words)
			if f.words >= quotientBits+2*kinBits || f.kind == Share && f.words > quotientBits {
				fewest = 2
			}
		}
	case v.across && target.kind == wordsTotal && target.strong && r.structural(f):
		// A column that is plainly the total of the others: two rows that bear it out are enough, or one of large figures.
		if need = 8; bits >= accuseBits {
			fewest = 1
		}
	case v.across && len(f.members) < 3 && target.kind != wordsTotal && target.kind != wordsDifference && target.kind != wordsChange:
		fewest = 3
	case !v.across && target.kind == wordsTotal && r.structural(f):
		// A word that may be the name of a line as well takes two columns beside the one that misses.
		if need = 14; target.strong {
			need, fewest = 8, 1
		}
	case !v.across:
		need = 20
	}
	// One slip that explains a miss speaks for the pattern as another line does.
	mended := false
	for _, l := range broken {
		if slip := slips[l] - slipPrice; slip > 0 && len(broken) == 1 {
			bits += slip
			mended = slip >= 2
		}
	}
	if mended && telling > 0 {
		telling++
	}
	if bits < need || telling < fewest || near > allowed || v.across && 5*(near+far) > holds && near+far > 1 || near+far > 1 && 2*(near+far) > holds {
		return nil
	}
	if f.kind == Ratio && v.widened(f, broken) {
		return nil
	}
	accused := map[int32]bool{}
	for _, l := range broken {
		if !r.explained(f, l) && !r.mayRound(f, l) && !r.reads(f, l) && (telling > 1 || !r.omits(f, l)) {
			accused[l] = true
		}
	}
	return accused
}

// wide says whether a sum misses by more than one unit of what its figures are known to: a gap of one is rounding's.
func (v *view) wide(f fit, l int32) bool {
	i := v.cell(f.target, l)
	total, step := -v.n.value[i], v.n.step(i)
	for k, m := range f.members {
		if j := v.cell(m, l); v.n.amount(j) {
			total += f.sign(k) * v.n.value[j]
			step = max(step, v.n.step(j))
		}
	}
	return abs(total) > step
}

// plainFamily says whether the members stand next to the target, or are all lines or totals of its kind: such a reading is
// found without searching.
func (f fit) plainFamily() bool {
	switch f.family {
	case familyRun, familyRoots, familyStated:
		return true
	case familyPair, familySigned, familySame, familyTotals:
		return f.cost == besideCost || f.cost == besideSigned || f.cost == sameCost && f.words >= 8
	}
	return false
}

// alike says whether the figures of a line are of one kind with each other: no percentage among counts.
func (v *view) alike(f fit, l int32) bool {
	if v.across && (v.labels.row[l].rate || v.labels.row[l].kind == wordsAverage || v.labels.row[l].statistic) && !v.labels.row[l].plain {
		return false
	}
	if f.kind != Sum {
		return true
	}
	i := v.cell(f.target, l)
	marks := v.n.marks[i] & percentMark
	held, same := 0, 0
	for _, m := range f.members {
		j := v.cell(m, l)
		if !v.n.amount(j) {
			continue
		}
		if v.n.marks[j]&percentMark != marks {
			return false
		}
		held++
		if v.n.value[j] == v.n.value[i] {
			same++
		}
	}
	// An index of 100 throughout, or one figure alone, is no sum.
	if held < 2 || same == held {
		return false
	}
	return v.across || !v.labels.column[l].rate
}

// omits says whether a miss is exactly one member that is a total of its own: then the words leave another reading open.
func (r *reading) omits(f fit, l int32) bool {
	v := r.v
	gap := -v.n.value[v.cell(f.target, l)]
	for k, m := range f.members {
		if j := v.cell(m, l); v.n.amount(j) {
			gap += f.sign(k) * v.n.value[j]
		}
	}
	for k, m := range f.members {
		if j := v.cell(m, l); v.n.amount(j) && f.sign(k)*v.n.value[j] == gap {
			return true
		}
	}
	return false
}

// structural says whether the members of a pattern are those that its words leave open, and no chance choice among rows.
func (r *reading) structural(f fit) bool {
	return slices.ContainsFunc(r.readings(f.target, f.from), func(o open) bool { return sameSet(o.members, f.members) })
}

// mayRound says whether a miss is one that rounding makes where the table rounds to fives, tens or hundreds, as all its whole
// figures end.
func (r *reading) mayRound(f fit, l int32) bool {
	v := r.v
	if v.n.coarse == 0 || f.kind != Sum {
		return v.n.coarse > 0
	}
	gap, n := -v.n.value[v.cell(f.target, l)], int64(1)
	for k, m := range f.members {
		if j := v.cell(m, l); v.n.amount(j) {
			gap += f.sign(k) * v.n.value[j]
			n++
		}
	}
	return 2*abs(gap) <= n*v.n.coarse
}

// reads says whether another reading of the same words holds on a line, and on as many others.
func (r *reading) reads(f fit, l int32) bool {
	v := r.v
	if f.kind != Sum || f.signs != nil || v.label(f.target, f.from).kind != wordsTotal {
		return false
	}
	for _, o := range r.readings(f.target, f.from) {
		if sameSet(o.members, f.members) {
			continue
		}
		g := fit{pattern: pattern{kind: Sum, family: familyStated, target: f.target, members: o.members}}
		if !v.holds(g, l) {
			continue
		}
		holds := 0
		for m := f.from; m < f.to; m++ {
			if v.holds(g, m) {
				holds++
			}
		}
		if holds >= f.holds {
			return true
		}
	}
	return false
}

// explained says whether a line on which a pattern misses belongs to another accepted reading of the same target, one that
// holds there and not where the pattern does: two readings that hold together elsewhere explain nothing of each other.
func (r *reading) explained(f fit, l int32) bool {
	return slices.ContainsFunc(r.byTarget[f.target], func(k int) bool {
		g := r.accepted[k]
		if slices.Equal(g.members, f.members) || l < g.from || l >= g.to || !g.plainFamily() && g.score < f.score || !r.v.holds(g, l) {
			return false
		}
		both := 0
		for m := f.from; m < f.to; m++ {
			if r.v.holds(f, m) && r.v.holds(g, m) {
				both++
			}
		}
		return 2*both < f.holds
	})
}

// widened says whether a quotient of two figures holds where it misses, and everywhere else, once one of them is another or its
// lower figure is the sum of two others: agency workers as a share of all in post, where most teams have an agency worker in each vacancy, are a share of the
// establishment too.
func (v *view) widened(f fit, broken []int32) bool {
	if len(f.members) != 2 {
		return false
	}
	at, _ := slices.BinarySearch(v.active, f.target)
	near := v.active[max(0, at-shareWindow):min(len(v.active), at+shareWindow)]
	mends := func(p pattern) bool {
		return !slices.ContainsFunc(broken, func(l int32) bool { return !v.holds(fit{pattern: p}, l) }) && v.holdsWhere(p, f)
	}
	for i, x := range near {
		// A column of shares rises and falls with the figures that it is of, to fewer places.
		for _, factor := range factors() {
			for _, members := range [][]int32{{x, f.members[1]}, {f.members[0], x}} {
				if x != f.target && !slices.Equal(members, f.members) && members[0] != members[1] && v.work.take(8) &&
					mends(pattern{kind: Ratio, family: f.family, target: f.target, members: members, factor: factor}) {
					return true
				}
			}
		}
		for _, y := range near[i+1:] {
			if x == f.target || y == f.target || !v.work.take(8) {
				continue
			}
			p := pattern{kind: Ratio, family: f.family, target: f.target, members: []int32{f.members[0], x, y}, split: 1, factor: f.factor}
			if mends(p) {
				return true
			}
		}
	}
	return false
}

// holdsWhere says whether a pattern misses nowhere on the lines of a fit.
func (v *view) holdsWhere(p pattern, f fit) bool {
	for l := f.from; l < f.to; l++ {
		if v.try(p, l, -1).outcome == missed {
			return false
		}
	}
	return true
}

// holds says whether a pattern holds on a line.
func (v *view) holds(f fit, l int32) bool {
	got := v.try(f.pattern, l, -1).outcome
	return got == exact || got == rounded
}
