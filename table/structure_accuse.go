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
	from, to := f.from, f.to
	if !v.across {
		// Columns are few and unlike each other: what happens in the others tells whether a rule is one of the whole table.
		from, to = 0, int32(v.lines)
	}
	var broken []int32
	near, holds := 0, 0
	bits := 0.0
	telling := 0
	ref := int32(-1)
	seen := map[uint64]bool{}
	for l := from; l < to; l++ {
		got := v.try(f.pattern, l, ref)
		switch got.outcome {
		case exact, rounded:
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
			if got.near && v.alike(f, l) {
				near++
				broken = append(broken, l)
			}
		}
	}
	if len(broken) == 0 {
		return nil
	}
	target := v.label(f.target, f.from)
	need, fewest := accuseBits, 2
	switch {
	case v.across:
		fewest = 3
	case target.kind == wordsTotal && (f.family == familyRun || f.family == familyRoots || f.family == familySubs || f.family == familyStated):
		fewest = 1
		need = 8
	}
	allowed := max(1, holds/8)
	switch f.family {
	case familyPair, familyStep, familySigned, familyLeaves, familyLines, familySubs, familyRatio:
		if f.words < 3 {
			need, fewest = 40, fewest+1
			allowed = max(1, holds/12)
		}
	case familyAverage:
		return nil
	}
	if bits < need || telling < fewest || near > allowed {
		return nil
	}
	accused := map[int32]bool{}
	for _, l := range broken {
		if !r.explained(f, l) {
			accused[l] = true
		}
	}
	return accused
}

// alike says whether the figures of a line are of one kind with each other: no percentage among counts.
func (v *view) alike(f fit, l int32) bool {
	if f.kind != Sum {
		return true
	}
	i := v.cell(f.target, l)
	marks := v.n.marks[i] & percentMark
	for _, m := range f.members {
		j := v.cell(m, l)
		if v.n.content[j] == cellNumber && v.n.marks[j]&percentMark != marks {
			return false
		}
	}
	if !v.across && v.labels.column[l].rate || v.across && v.labels.row[l].rate && !v.labels.row[l].plain {
		return false
	}
	return true
}

// explained says whether another accepted reading of the same target holds on a line.
func (r *reading) explained(f fit, l int32) bool {
	return slices.ContainsFunc(r.byTarget[f.target], func(k int) bool {
		g := r.accepted[k]
		if slices.Equal(g.members, f.members) || l < g.from || l >= g.to {
			return false
		}
		got := r.v.try(g.pattern, l, -1).outcome
		return got == exact || got == rounded
	})
}
