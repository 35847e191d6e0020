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
	found := map[[3]int32]*triad{}
	var order []*triad
	keep := func(f fit, aptness float64, x, y, z int32) {
		triple := sorted3(x, y, z)
		t := found[triple]
		if t == nil {
			t = &triad{}
			found[triple], order = t, append(order, t)
		}
		t.keep(f, aptness)
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
	var fits []fit
	for _, t := range order {
		fits = append(fits, v.products(t.best)...)
		fits = append(fits, t.best...)
		for _, f := range t.rest {
			f.score = min(f.score, t.best[0].score) - restPrice
			fits = append(fits, f)
		}
	}
	return fits
}

// triad is what is found of three positions. Of the ways to read them the one whose target looks most like a quotient is
// kept, and the others for where another relation takes that target: where a column of rates of exchange serves several
// columns of amounts, it is made of none of them.
type triad struct {
	best, rest []fit
	aptness    float64
}

// restPrice is how much worse the other readings of three positions are.
const restPrice = 2.0

func (t *triad) keep(f fit, aptness float64) {
	switch {
	case len(t.best) == 0:
		t.best, t.aptness = []fit{f}, aptness
	case t.best[0].target == f.target:
		t.best = append(t.best, f)
	case aptness > t.aptness || aptness == t.aptness && f.score > t.best[0].score:
		t.rest = append(t.rest, t.best...)
		t.best, t.aptness = []fit{f}, aptness
	default:
		t.rest = append(t.rest, f)
	}
}

// products reads a quotient as what it comes from where words speak of a price and the value stands behind it and the number:
// units, unit price, value.
func (v *view) products(quotients []fit) []fit {
	var fits []fit
	for _, q := range quotients {
		if q.kind != Ratio || q.factor != 1 || len(q.members) != 2 {
			continue
		}
		value, number := q.members[0], q.members[1]
		if value < max(q.target, number) || v.label(value, q.from).rate || !priced(v.label(q.target, q.from)) && !priced(v.label(number, q.from)) {
			continue
		}
		p := pattern{kind: Product, family: familyRatio, target: value, members: []int32{min(q.target, number), max(q.target, number)}, factor: 1, cost: q.cost}
		for _, f := range v.found(p) {
			if f.exact < q.exact || f.misses > q.misses {
				// The price was worked out from the value, and rounded.
				continue
			}
			// It says what the quotient says, and comes before it.
			f.score = max(f.score, q.score) + 1
			fits = append(fits, f)
		}
	}
	return fits
}

// priced says whether a label speaks of what one of a thing costs.
func priced(l label) bool {
	return wordList(fields(l.text), "price", "prices", "cost", "rate", "fee", "unit", "tariff", "each", "per", "wage", "charge", "hourly", "weekly")
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
