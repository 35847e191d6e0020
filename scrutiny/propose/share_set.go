package propose

import (
	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// sharePart is a part and the percentage in brackets beside it.
type sharePart struct{ part, share *said }

// shareParts are the parts of a sentence beside which their percentages stand: "schools 1,402 (22%), police 2,711 (42%)".
func (s *sentence) shareParts() []sharePart {
	var found []sharePart
	for _, q := range s.said {
		if q.value.unit.Measure == figure.Percent && q.exact() && q.form() == formPlain {
			if next := s.neighbour(q, 1); q.labelled(next) && !next.changed() {
				found = append(found, sharePart{next, q})
				continue
			}
		}
		prev := s.neighbour(q, -1)
		if q.value.unit.Measure == figure.Percent && q.exact() && q.form() == formPlain && prev != nil && prev.value.unit.Measure != figure.Percent && q.bracketed() && q.closeTo(prev, true) && prev.exact() && !prev.changed() && !prev.measured() &&
			!q.ofSomethingElse() {
			found = append(found, sharePart{prev, q})
		}
	}
	return found
}

// shareSets accuses the one of several shares in a sentence that does not fit the whole that all others fit. Of three shares any
// whole will do; of two, one that the paragraph states or that is the total of the line in which both parts stand.
func (p *proposer) shareSets(s *sentence) {
	members := s.shareParts()
	if len(members) == 1 {
		p.soleShare(s, members[0])
	}
	p.shareSet(s, members)
	members = nil
	for _, item := range s.run() {
		if found := item.shareParts(); len(found) == 1 {
			members = append(members, found[0])
		}
	}
	p.shareSet(s, members)
}

// shareSet holds the shares of a sentence, or of a list that a sentence opens, to the whole that they have in common.
func (p *proposer) shareSet(s *sentence, members []sharePart) {
	if len(members) < 2 {
		return
	}
	var parts []*said
	for _, m := range members {
		parts = append(parts, m.part)
	}
	sum, _ := total(parts)
	var best *shareWhole
	for _, m := range members {
		for _, b := range m.share.wholesOf(m.part) {
			if sum > b.value.base*1.0001 && !s.list || b.said != nil && b.said.in == s && isOneOf(parts, b.said) {
				continue
			}
			x := shareWhole{whole: b}
			for _, n := range members {
				if (pair{a: ofSaid(n.part), b: b}).sharesAs(n.share) {
					x.fits++
				} else {
					x.odd = n
				}
			}
			if best == nil || x.fits > best.fits {
				best = &x
			}
		}
	}
	switch {
	case best == nil || best.fits < 2 && !best.whole.wholeOfLine(parts):
	case best.fits >= 2 && best.fits < len(members)-1:
	case best.fits == len(members):
		bindParts(parts, best.whole)
		p.lastPart(s, parts, best.whole)
	case best.fits == len(members)-1 && best.fits > 0:
		odd := best.odd
		if odd.share.firmlyTied() || s.supposes() || p.accused(odd.share) || best.fits < 2 && odd.otherwise(parts) {
			return
		}
		bindParts(parts, best.whole)
		p.retract(odd.share)
		p.share(odd.share, pair{a: ofSaid(odd.part), b: best.whole}, "The other shares of the sentence are of this whole.", true)
	}
}

// run is the items of the list that opens with a sentence; nil for an item that does not open it.
func (s *sentence) run() []*sentence {
	if !s.list {
		return nil
	}
	all := s.page.sentences
	if s.number > 0 && all[s.number-1].list && all[s.number-1].block >= s.block-1 {
		return nil
	}
	var items []*sentence
	const most = 20
	for i := s.number; i < len(all) && all[i].list && (i == s.number || all[i].block <= all[i-1].block+1) && len(items) < most; i++ {
		items = append(items, all[i])
	}
	return items
}

// bindParts makes some figures parts of a whole that the text states.
func bindParts(parts []*said, whole operand) {
	if whole.said == nil {
		return
	}
	for _, f := range parts {
		if f.bond == nil {
			f.bond = &bond{whole: whole.said, sure: true, why: "The shares beside it are of this whole."}
		}
	}
}

// shareWhole is a figure that may be the whole of the parts of a sentence, how many of their percentages it fits, and the last that
// it does not.
type shareWhole struct {
	whole operand
	fits  int
	odd   sharePart
}

// soleShare closes a sentence with one share of the count of the sentence before it.
func (p *proposer) soleShare(s *sentence, m sharePart) {
	if b := m.part.bond; b != nil && b.sure && b.whole.in == s {
		if x := (pair{a: ofSaid(m.part), b: ofSaid(b.whole)}); b.whole.token < m.part.token && x.sharesAs(m.share) {
			p.lastPart(s, []*said{m.part}, ofSaid(b.whole))
		}
		return
	}
	if s.before == nil {
		return
	}
	if whole := s.before.soleCount(); whole != nil && whole.value.exact == m.part.value.exact && (pair{a: ofSaid(m.part), b: ofSaid(whole)}).sharesAs(m.share) {
		p.lastPart(s, []*said{m.part}, ofSaid(whole))
	}
}

// lastPart proposes that a count without a percentage, behind the parts that have one, is what they leave of their whole: "1,358 (94%)
// were on time and 80 were late".
func (p *proposer) lastPart(s *sentence, parts []*said, whole operand) {
	var last *said
	for _, q := range s.said {
		if !q.countable() || isOneOf(parts, q) || whole.said == q {
			continue
		}
		if last != nil {
			return
		}
		last = q
	}
	if last == nil || last.changed() || last.claimed && last.tie == nil || last.firmlyTied() || last.token < parts[len(parts)-1].token || last.hasShare() || !last.closes() || last.value.unit.Measure != whole.value.unit.Measure {
		return
	}
	sum, off := total(parts)
	rest := whole.value.base - sum
	holds := rest > 0 && last.value.fits(rest, off+whole.value.slack())
	if !holds && (rest <= 0 || s.supposes()) {
		return
	}
	operands, formula := []operand{whole}, nameOf(0)
	for i, f := range parts {
		operands = append(operands, ofSaid(f).minus())
		formula += " - " + nameOf(i+1)
	}
	p.retract(last)
	p.propose(scrutiny.RelationDifference, last.at(), ofSaid(last).input, formula, "What the parts with a percentage leave of their whole.", !holds, operands...)
	last.claimed = true
}

// closes says whether the words behind a count make it all that is left: "were late", "elsewhere", "did not".
func (q *said) closes() bool {
	return q.around(2, 6, "late", "overdue", "elsewhere", "other", "others", "not", "outstanding", "unknown", "missed", "refused", "incomplete", "unfilled", "vacant", "without", "none", "rest", "remaining", "outside", "no", "neither", "unfounded", "first time")
}

// wholeOfLine says whether an operand is a count of the paragraph of which nothing else is said, or the total of the line of a table
// in which all parts stand.
func (o operand) wholeOfLine(parts []*said) bool {
	if o.said != nil {
		return o.said.in == parts[0].in.before && o.said.in.soleCount() == o.said
	}
	for _, f := range parts {
		if f.tie == nil || o.cell == nil || f.tie.in != o.cell.in {
			return false
		}
		if !(f.tie.row == o.cell.row && o.cell.colAxis().isTotal()) && !(f.tie.col == o.cell.col && o.cell.rowAxis().isTotal()) {
			return false
		}
	}
	return true
}

// otherwise says whether a share fits some other whole than a sibling of its part.
func (m sharePart) otherwise(parts []*said) bool {
	for _, b := range m.share.wholesOf(m.part) {
		if !(b.said != nil && isOneOf(parts, b.said)) && (pair{a: ofSaid(m.part), b: b}).sharesAs(m.share) {
			return true
		}
	}
	return false
}

func isOneOf(list []*said, q *said) bool {
	for _, f := range list {
		if f == q {
			return true
		}
	}
	return false
}
