package table

import (
	"math"
	"slices"
)

// The prices of shares in bits.
const (
	shareCost = 9.0
	partCost  = 10.0
	// shareWindow is how far the amounts of a share may stand from it.
	shareWindow = 12
)

// shares tries positions that are a part of a whole which stands on a line of its own: the percentages beside a column of
// counts, each of the total of the column. Wholes are the lines that words call totals, that other lines were found to add
// up to, or on which the share is all.
func (r *reading) shares() []fit {
	v := r.v
	var fits []fit
	for at, t := range v.active {
		aptness, able := v.quotientLike(t)
		if !able || aptness < 2 || !v.across && aptness < 3 || r.covered(t) {
			continue
		}
		wholes := v.wholes(t)
		if len(wholes) == 0 {
			continue
		}
		var best fit
		for k := max(0, at-shareWindow); k < min(len(v.active), at+shareWindow+1); k++ {
			a := v.active[k]
			if a == t {
				continue
			}
			for _, base := range wholes {
				for _, factor := range []float64{100, 1} {
					p := pattern{kind: Share, family: familyShare, target: t, members: []int32{a, a}, factor: factor, base: base, cost: shareCost + 0.3*math.Abs(float64(k-at))}
					if !v.work.take(8) {
						return fits
					}
					if !v.parted(t, factor) || !v.likely(p) {
						continue
					}
					for _, f := range v.found(p) {
						if f.score += aptness; f.score > best.score && f.from <= base+2 && base <= f.to+2 {
							best = f
						}
					}
				}
			}
		}
		if best.members != nil {
			fits = append(fits, best)
		}
	}
	return fits
}

// parted says whether the figures of a position lie between zero and all, but for one in ten.
func (v *view) parted(t int32, factor float64) bool {
	all := factor * math.Pow10(v.n.scale)
	seen, beyond := 0, 0
	for _, l := range v.probe {
		if i := v.cell(t, l); v.n.amount(i) {
			seen++
			if x := float64(v.n.value[i]); x < 0 || x > all {
				beyond++
			}
		}
	}
	return 10*beyond <= seen
}

// likely says whether a pattern holds on one of the first lines on which it can.
func (v *view) likely(p pattern) bool {
	tried := 0
	for _, l := range v.probe {
		got := v.try(p, l, -1)
		switch got.outcome {
		case exact, rounded:
			if got.bits > 1 {
				return true
			}
		case missed:
			if tried++; tried > 6 {
				return false
			}
		}
	}
	return false
}

// wholes are the lines that may be the whole of what stands on the others of a position.
func (v *view) wholes(t int32) []int32 {
	var found []int32
	all := [2]float64{100 * math.Pow10(v.n.scale), math.Pow10(v.n.scale)}
	for _, l := range v.probe {
		i := v.cell(t, l)
		x := float64(v.n.value[i])
		var said label
		if v.across {
			said = v.labels.row[l]
		} else {
			said = v.labels.column[l]
		}
		if said.kind == wordsTotal || v.n.amount(i) && slices.Contains(all[:], x) {
			found = append(found, l)
		}
		if len(found) == 8 {
			break
		}
	}
	return found
}

// parts tries, for positions that words or marks call a rate, a part of the sum of two (vacancies of posts filled and vacant)
// and two parts of one whole.
func (v *view) parts() []fit {
	var fits []fit
	for at, t := range v.active {
		aptness, able := v.quotientLike(t)
		if !able || aptness < 3 {
			continue
		}
		low, high := max(0, at-8), min(len(v.active), at+9)
		for x := low; x < high; x++ {
			for y := low; y < high; y++ {
				if x == y || x == at || y == at {
					continue
				}
				a, b := v.active[x], v.active[y]
				tries := [][]int32{{a, a, b}}
				splits := []int{1}
				if x < y {
					for z := low; z < high; z++ {
						if z != x && z != y && z != at {
							tries, splits = append(tries, []int32{a, b, v.active[z]}), append(splits, 2)
						}
					}
				}
				for k, members := range tries {
					p := pattern{kind: Ratio, family: familyShare, target: t, members: members, split: splits[k], factor: 100, cost: partCost}
					if !v.work.take(8) {
						return fits
					}
					if !v.likely(p) {
						continue
					}
					for _, f := range v.found(p) {
						f.score += aptness
						fits = append(fits, f)
					}
				}
			}
		}
	}
	return fits
}
