package propose

import (
	"github.com/scrutineer-dev/scrutineer/document/prose"
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// fractions proposes shares that a sentence gives in words: "two thirds of them (40)", "40 of the 60, or two thirds", "almost half of
// referrals came from the police".
func (p *proposer) fractions(s *sentence) {
	for _, q := range s.said {
		if q.claimed || q.figure.Form != prose.Fraction || q.figure.Class != prose.Quantity {
			continue
		}
		span := q.extent()
		if x, ok := q.fractionPair(); ok {
			percent, off, whole := x.share()
			if holds := whole && span.holds(percent, off); whole && (holds || !s.supposes()) {
				p.fraction(q, x, span, !holds)
			}
			continue
		}
		p.fractionOfLabel(q, span)
	}
}

func (p *proposer) fraction(q *said, x pair, span extent, accuses bool) {
	percent, _, _ := x.share()
	p.propose(scrutiny.KindShare, q.at(), span.input(percent), shareFormula, x.why, accuses, x.a, x.b)
	q.claimed = true
}

// fractionPair is the part and the whole that the paragraph states for a fraction.
func (q *said) fractionPair() (pair, bool) {
	if x, ok := q.namedPair(); ok && x.a.said.exact() && x.b.said.exact() && x.a.value.unit.Measure == x.b.value.unit.Measure && x.a.value.base <= x.b.value.base && x.a.value.unit.Measure != figure.Percent && x.a.said.figure.Form <= prose.Words && x.b.said.figure.Form <= prose.Words {
		return x, true
	}
	part := q.partBeside()
	if part == nil || part.bond == nil || !part.bond.sure {
		part = q.partConcluded()
	}
	if part == nil && q.in.before != nil && q.index == 0 {
		part = q.samePredicate(q.in.before)
	}
	if part == nil || part.bond == nil || !part.bond.sure {
		return pair{}, false
	}
	return pair{a: ofSaid(part), b: ofSaid(part.bond.whole), why: part.bond.why}, true
}

// fractionOfLabel proposes that a fraction is the share of one cell in another, where the words name both.
func (p *proposer) fractionOfLabel(q *said, span extent) {
	pairs := q.pairsByLabel()
	if len(pairs) == 0 {
		return
	}
	top := pairs[0]
	for _, x := range pairs[:min(len(pairs), 4)] {
		if percent, off, ok := x.share(); ok && x.score >= 1.2 && x.score > top.score-0.3 && span.holds(percent, off) {
			p.fraction(q, x.pair, span, false)
			return
		}
	}
	percent, off, ok := top.share()
	wide := extent{low: span.low * 0.8, high: span.high * 1.2}
	if ok && top.named && top.stated && percent <= 100 && !wide.holds(percent, off) && (len(pairs) == 1 || pairs[1].score < top.score-0.15) && !q.in.supposes() {
		p.fraction(q, top.pair, span, true)
	}
}
