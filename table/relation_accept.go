package table

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// threshold is the evidence in bits from which a relation is said: one in four thousand by chance, after the price of the
// search.
const threshold = 12.0

// wordlessMean is the evidence that an average needs which no word announces.
const wordlessMean = 30.0

// reading is what is accepted of a view.
type reading struct {
	v        *view
	accepted []fit
	// parts and wholes say which positions are members, and targets, of an accepted sum.
	parts, wholes map[int32]bool
	byTarget      map[int32][]int
	unsettled     []unsettled
	// tried are the sequences whose runs were tried, by their hash: the same at a higher price finds nothing new.
	tried map[uint64]bool
}

func newReading(v *view) *reading {
	return &reading{v: v, parts: map[int32]bool{}, wholes: map[int32]bool{}, byTarget: map[int32][]int{}, tried: map[uint64]bool{}}
}

// accept takes the fits that stand, best first, as far as they do not contradict one taken before.
func (r *reading) accept(fits []fit) int {
	slices.SortStableFunc(fits, func(a, b fit) int { return cmp.Compare(b.score, a.score) })
	taken := 0
	for _, f := range fits {
		if f.score < threshold {
			break
		}
		if !r.admits(f) {
			continue
		}
		r.byTarget[f.target] = append(r.byTarget[f.target], len(r.accepted))
		r.accepted = append(r.accepted, f)
		taken++
		if f.kind == Sum {
			r.wholes[f.target] = true
			for _, m := range f.members {
				r.parts[m] = true
			}
		}
	}
	return taken
}

func overlap(a, b fit) bool { return a.from < b.to && b.from < a.to }

// admits says whether a fit may stand beside those accepted.
func (r *reading) admits(f fit) bool {
	most := max(1, f.holds/3)
	if f.kind == Running {
		// A wrong figure is missed by itself and by the one that goes on from it.
		most = max(2, most)
	}
	if f.misses > most || f.misses == f.holds && f.words < 8 {
		return false
	}
	if f.kind == Average && f.words <= 0 && (f.score < wordlessMean || f.misses*6 > f.holds || f.bits < 4*float64(f.holds) || len(f.members) < 3) {
		return false
	}
	if len(f.members) == 2 && f.kind != Sum && f.kind != Average && r.turned(f) {
		return false
	}
	others := 0
	for _, k := range r.byTarget[f.target] {
		g := r.accepted[k]
		if !overlap(f, g) {
			continue
		}
		if f.kind != Sum || g.kind != Sum || f.score < 25 || !disjoint(f.members, g.members) {
			return false
		}
		others++
	}
	if others > 1 {
		return false
	}
	if f.kind == Sum {
		return !r.implied(f)
	}
	return true
}

// turned says whether a quotient, a change or a product is one that is accepted, solved for another of its figures.
func (r *reading) turned(f fit) bool {
	for _, m := range f.members {
		for _, k := range r.byTarget[m] {
			g := r.accepted[k]
			if g.kind != Sum && len(g.members) == 2 && overlap(f, g) && slices.Contains(g.members, f.target) &&
				sorted3(f.target, f.members[0], f.members[1]) == sorted3(g.target, g.members[0], g.members[1]) {
				return true
			}
		}
	}
	return false
}

func disjoint(a, b []int32) bool {
	for _, x := range a {
		if slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// implied says whether a sum follows from those accepted on the lines it holds on.
func (r *reading) implied(f fit) bool {
	s := span{}
	own := f.vector()
	// Only sums that share a position with it, directly or through others, can make it.
	reach := map[int32]bool{}
	for p := range own {
		reach[p] = true
	}
	used := make([]bool, len(r.accepted))
	for range 3 {
		grown := false
		for k, g := range r.accepted {
			if used[k] || g.kind != Sum || !overlap(f, g) || len(g.members) > 400 {
				continue
			}
			touches := reach[g.target]
			for _, m := range g.members {
				touches = touches || reach[m]
			}
			if !touches {
				continue
			}
			used[k], grown = true, true
			s.add(g.vector())
			reach[g.target] = true
			for _, m := range g.members {
				reach[m] = true
			}
		}
		if !grown {
			break
		}
	}
	return s.has(own)
}

// vector is a sum as coefficients of positions that add up to zero.
func (p pattern) vector() map[int32]uint64 {
	v := map[int32]uint64{p.target: prime - 1}
	for k, m := range p.members {
		x := uint64(1)
		if p.sign(k) < 0 {
			x = prime - 1
		}
		v[m] = (v[m] + x) % prime
	}
	return v
}

// prime is the modulus of the arithmetic on coefficients, which are all small.
const prime = 1<<61 - 1

// span is a space of sums: each kept by its first position, of which its coefficient is 1.
type span map[int32]map[int32]uint64

func mulmod(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	_, rest := bits.Div64(high%prime, low, prime)
	return rest
}

func (s span) reduce(v map[int32]uint64) map[int32]uint64 {
	for {
		pivot, found := int32(0), false
		for p := range v {
			if _, known := s[p]; known && (!found || p < pivot) {
				pivot, found = p, true
			}
		}
		if !found {
			return v
		}
		c := v[pivot]
		for p, x := range s[pivot] {
			y := (v[p] + prime - mulmod(c, x)) % prime
			if y == 0 {
				delete(v, p)
			} else {
				v[p] = y
			}
		}
	}
}

func (s span) add(v map[int32]uint64) {
	v = s.reduce(v)
	if len(v) == 0 {
		return
	}
	pivot, first := int32(0), true
	for p := range v {
		if first || p < pivot {
			pivot, first = p, false
		}
	}
	inverse := power(v[pivot], prime-2)
	for p, x := range v {
		v[p] = mulmod(x, inverse)
	}
	s[pivot] = v
}

func (s span) has(v map[int32]uint64) bool { return len(s.reduce(v)) == 0 }

func power(x, n uint64) uint64 {
	result := uint64(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			result = mulmod(result, x)
		}
		x = mulmod(x, x)
	}
	return result
}

// sequences of positions by what is accepted so far and by words.
func (r *reading) where(keep func(p int32) bool) []int32 {
	var positions []int32
	for _, p := range r.v.active {
		if keep(p) {
			positions = append(positions, p)
		}
	}
	return positions
}

// hierarchy tries totals over totals and over lines until nothing new is found: four levels at most.
func (r *reading) hierarchy() {
	named := func(p int32) label {
		line := int32(0)
		if len(r.v.probe) > 0 {
			line = r.v.probe[0]
		}
		return r.v.label(p, line)
	}
	total := func(p int32) bool { return named(p).kind == wordsTotal }
	line := func(p int32) bool {
		l := named(p)
		return l.kind != wordsTotal && l.kind != wordsPart && !l.rate
	}
	for range 4 {
		var fits []fit
		for _, s := range []struct {
			family family
			among  func(p int32) bool
		}{
			{familyRoots, func(p int32) bool { return !r.parts[p] && named(p).kind != wordsPart }},
			{familyLeaves, func(p int32) bool { return !r.wholes[p] }},
			{familySubs, func(p int32) bool { return r.wholes[p] }},
			{familyTotals, total},
			{familyLines, line},
		} {
			if sequence := r.where(s.among); r.untried(sequence) {
				fits = append(fits, r.v.runs(sequence, s.family, hierarchyCost, false)...)
			}
		}
		if r.accept(fits) == 0 {
			break
		}
	}
}

// untried says whether the runs of a sequence were not tried yet, and notes that they are.
func (r *reading) untried(sequence []int32) bool {
	h := uint64(len(sequence))
	for _, p := range sequence {
		h = (h ^ uint64(p)) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	if r.tried[h] {
		return false
	}
	r.tried[h] = true
	return true
}

// means tries the averages that words announce over lines alone, where totals or rates stand between them and the average.
func (r *reading) means() []fit {
	v := r.v
	spoken := r.where(func(p int32) bool { return v.labelOf(p).kind == wordsAverage })
	if len(spoken) == 0 {
		return nil
	}
	active := v.active
	lines := r.where(func(p int32) bool {
		l := v.labelOf(p)
		return !r.wholes[p] && l.kind != wordsTotal && l.kind != wordsPart && l.kind != wordsAverage
	})
	v.active = spoken
	defer func() { v.active = active }()
	return v.runs(lines, familyLines, hierarchyCost, true)
}

// names are the words by which a position may belong together with others.
func (v *view) names(p int32) []string {
	var names []string
	add := func(r, c int) {
		if v.n.content[r*v.n.columns+c] == cellText && len(names) < 4 {
			if text := strings.ToLower(strings.Join(strings.Fields(v.grid.Text(r, c)), " ")); text != "" && len(text) < 60 {
				names = append(names, text)
			}
		}
	}
	if !v.across {
		for c := range v.n.columns {
			add(int(p), c)
		}
		return names
	}
	for r := range v.n.rows {
		if v.n.amount(r*v.n.columns + int(p)) {
			break
		}
		add(r, int(p))
	}
	return names
}
