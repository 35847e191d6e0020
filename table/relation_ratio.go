package table

import (
	"math"
)

const (
	ratioCost  = 7.0
	changeCost = 9.0
	// ratioExtra is what a quotient needs more than a sum: there are three ways to read each triple, and a factor.
	ratioExtra = 3.0
)

// factors by which councils and departments print a quotient: a plain ratio, per cent, and rates per 1,000, 10,000 and 100,000.
func factors() []float64 { return []float64{1, 100, 1000, 10_000, 100_000} }

// ratios tries every triple of positions within a window as quotient, and as a change of one against the other.
func (v *view) ratios(window int) []fit {
	lines := v.probe
	if len(lines) == 0 {
		return nil
	}
	best := map[[3]int32][]fit{}
	apt := map[[3]int32]float64{}
	var order [][3]int32
	// Of the three ways to read a triple the one whose target looks most like a quotient is kept.
	keep := func(f fit, aptness float64, x, y, z int32) {
		triple := sorted3(x, y, z)
		old, met := best[triple]
		if !met {
			order = append(order, triple)
		}
		switch {
		case met && old[0].target == f.target:
			best[triple] = append(old, f)
		case !met || aptness > apt[triple] || aptness == apt[triple] && f.score > old[0].score:
			best[triple], apt[triple] = []fit{f}, aptness
		}
	}
	for at, t := range v.active {
		aptness, able := v.quotientLike(t)
		if !able {
			continue
		}
		low, high := max(0, at-window), min(len(v.active), at+window+1)
		for ia := low; ia < high; ia++ {
			for ib := low; ib < high; ib++ {
				if ia == at || ib == at || ia == ib {
					continue
				}
				a, b := v.active[ia], v.active[ib]
				if !v.work.take(8) {
					return nil
				}
				for _, p := range v.quotients(t, a, b) {
					p.cost += 0.3 * float64(max(abs(int64(ia-at)), abs(int64(ib-at))))
					for _, f := range v.found(p) {
						f.score += aptness
						if f.score > 0 {
							keep(f, aptness, t, a, b)
						}
					}
				}
			}
		}
	}
	fits := make([]fit, 0, len(best))
	for _, triple := range order {
		fits = append(fits, best[triple]...)
	}
	return fits
}

func sorted3(x, y, z int32) [3]int32 {
	if x > y {
		x, y = y, x
	}
	if y > z {
		y, z = z, y
	}
	if x > y {
		x, y = y, x
	}
	return [3]int32{x, y, z}
}

// quotientLike says how much a position looks like a quotient: by its marks, words, places and size.
func (v *view) quotientLike(p int32) (bits float64, able bool) {
	seen, percent, fraction, small := 0, 0, 0, 0
	for _, l := range v.probe {
		i := v.cell(p, l)
		if !v.n.amount(i) {
			continue
		}
		seen++
		if v.n.marks[i]&percentMark != 0 {
			percent++
		}
		if v.n.places[i] > 0 && v.n.marks[i]&moneyMark == 0 {
			fraction++
		}
		if math.Abs(float64(v.n.value[i])) <= math.Pow10(v.n.scale) {
			small++
		}
	}
	if seen == 0 {
		return 0, false
	}
	if 2*percent > seen {
		bits += 4
	}
	if v.label(p, v.probe[0]).rate {
		bits += 3
	}
	if 2*fraction > seen {
		bits++
		if 4*small > 3*seen {
			bits++
		}
	}
	if bits == 0 {
		// A whole number without a word for it is a quotient only in rows of figures, and dearer.
		return -4, v.across
	}
	return bits, true
}

// quotients are the quotient and the change that some line bears out for a target and an ordered pair.
func (v *view) quotients(t, a, b int32) []pattern {
	var found []pattern
	tried, ratios, changes := 0, [5]int{}, [2]int{}
	scale := math.Pow10(-v.n.scale)
	for _, l := range v.probe {
		i, j, k := v.cell(t, l), v.cell(a, l), v.cell(b, l)
		if !v.n.amount(i) || !v.n.amount(j) || !v.n.amount(k) || v.n.value[j] == 0 || v.n.value[k] == 0 || v.n.value[i] == 0 {
			continue
		}
		x, y, z := float64(v.n.value[i])*scale, float64(v.n.value[j]), float64(v.n.value[k])
		h := float64(v.n.step(i)) * scale / 2
		hy, hz := float64(v.n.step(j))/2, float64(v.n.step(k))/2
		spread := hy/math.Abs(y) + hz/math.Abs(z)
		if spread > 0.5 {
			continue
		}
		tried++
		for f, factor := range factors() {
			r := y / z * factor
			if math.Abs(r-x) <= h+math.Abs(r)*spread*1.5 {
				ratios[f]++
			}
			if f < 2 {
				r := (z/y - 1) * factor
				if math.Abs(r-x) <= h+math.Abs(z/y)*factor*spread*1.5 {
					changes[f]++
				}
			}
		}
		if tried == 12 {
			break
		}
	}
	if tried == 0 {
		return nil
	}
	need := max(1, (tried+2)/3)
	for f, factor := range factors() {
		if ratios[f] >= need {
			found = append(found, pattern{kind: Ratio, family: familyRatio, target: t, members: []int32{a, b}, factor: factor, cost: ratioCost + ratioExtra})
		}
		if f < 2 && changes[f] >= need {
			found = append(found, pattern{kind: Change, family: familyRatio, target: t, members: []int32{a, b}, factor: factor, cost: changeCost + ratioExtra})
		}
	}
	return found
}
