package propose

import (
	"slices"

	"github.com/scrutineer-dev/scrutineer/figure"
	"github.com/scrutineer-dev/scrutineer/scrutiny"
)

// rests proposes what is left of a whole after the parts that the paragraph named: "31 of the 52 … The remaining 21 …".
func (p *proposer) rests(s *sentence) {
	for _, q := range s.said {
		if !q.countable() || q.changed() || !q.saysRest() {
			continue
		}
		whole := q.lastWhole()
		if whole == nil {
			whole = q.leftOf()
		}
		if whole == nil || whole.value.unit.Measure != q.value.unit.Measure || whole == q {
			continue
		}
		parts := q.partsOf(whole)
		if len(parts) == 0 || len(parts) > 8 {
			continue
		}
		// Which of the parts come off is not said where a part is named within another: any of them may.
		found, holds := parts, false
		for mask := 1; mask < 1<<len(parts) && !holds; mask++ {
			var some []*said
			for i, f := range parts {
				if mask&(1<<i) != 0 {
					some = append(some, f)
				}
			}
			sum, off := total(some)
			if q.value.fits(whole.value.base-sum, off+whole.value.slack()) {
				found, holds = some, true
			}
		}
		if !holds && (s.supposes() || q.firmlyTied() || q.leavesOut(whole, parts) || q.betweenOthers()) {
			continue
		}
		if sum, _ := total(found); sum >= whole.value.base {
			continue // parts that overlap leave nothing to say
		}
		p.remains(q, whole, found, "What is left of the whole after the parts that are named.", !holds)
	}
}

// remains proposes that a figure is what some parts leave of their whole.
func (p *proposer) remains(q, whole *said, parts []*said, why string, accuses bool) {
	operands := []operand{ofSaid(whole)}
	formula := nameOf(0)
	for i, f := range parts {
		operands = append(operands, ofSaid(f).minus())
		formula += " - " + nameOf(i+1)
	}
	if accuses {
		p.retract(q)
	}
	p.propose(scrutiny.RelationDifference, q.at(), ofSaid(q).input, formula, why, accuses, operands...)
	q.claimed = true
}

// leavesOut says whether the sentence has a count before a figure that may be a part of the whole too, and is not known as one.
func (q *said) leavesOut(whole *said, parts []*said) bool {
	return slices.ContainsFunc(q.in.said[:q.index], func(f *said) bool {
		return f.countable() && !f.changed() && f != whole && f.value.unit.Measure == whole.value.unit.Measure && f.value.base < whole.value.base && !slices.Contains(parts, f)
	})
}

// hasDifference says whether a figure is said to be a difference already.
func (p *proposer) hasDifference(q *said) bool {
	at := q.at()
	return slices.ContainsFunc(p.proposals, func(x proposal) bool { return x.claim.Relation == scrutiny.RelationDifference && x.claim.At == at })
}

// saysRest says whether words right before a figure, or behind it, make it what is left.
func (q *said) saysRest() bool {
	s := q.in
	if s.word(q.token-1) == "leaving" || s.word(q.token-1) == "leaves" || s.word(q.token-2) == "leaving" && s.word(q.token-1) == "just" {
		return true
	}
	for i := q.token - 1; i >= max(0, q.token-3); i-- {
		switch s.word(i) {
		case "remaining", "other", "rest", "others", "balance":
			return s.word(i-1) == "the" || s.word(i-2) == "the" || s.word(i) == "rest"
		}
		if s.tokens[i].said != nil || s.tokens[i].punct && s.tokens[i].text != "(" {
			return false
		}
	}
	return s.word(q.token+1) == "remaining" && s.word(q.token-1) == "the"
}

// leftOf is the only count of the sentence before, where this one opens with the part that goes from it: "The plan has 12 actions. Eight
// are complete, leaving four". The part is bound to it.
func (q *said) leftOf() *said {
	s := q.in
	if s.before == nil || q.index != 1 || s.said[0].token > 1 || !s.said[0].countable() || s.said[0].changed() || s.said[0].bond != nil {
		return nil
	}
	whole := s.before.soleCount()
	if whole == nil || whole.value.unit.Measure != figure.Plain || whole.value.base <= s.said[0].value.base {
		return nil
	}
	s.said[0].bond = &bond{whole: whole, sure: true, why: "The sentence opens with a part of the figure before it."}
	return whole
}

// lastWhole is the whole of which the paragraph spoke last before a figure.
func (q *said) lastWhole() *said {
	for i := q.index - 1; i >= 0; i-- {
		if b := q.in.said[i].bond; b != nil && b.sure {
			return b.whole
		}
	}
	if s := q.in.before; s != nil && q.index == 0 {
		for i := len(s.said) - 1; i >= 0; i-- {
			if b := s.said[i].bond; b != nil && b.sure {
				return b.whole
			}
		}
	}
	return nil
}

// partitions proposes that parts make up their whole where words say that they are all of it: "91 were concluded: 31 …, 48 … and 12
// …", a list under "120 complaints were decided:".
func (p *proposer) partitions(s *sentence) {
	wholes := s.said
	if sole := s.subject(); sole != nil {
		wholes = append([]*said{sole}, wholes...)
	}
	for _, whole := range wholes {
		if !whole.countable() || whole.changed() {
			continue
		}
		parts, closed := s.partsListed(whole)
		colon := len(parts) > 0
		if !colon {
			if parts = s.elided(whole); len(parts) == 0 {
				parts = s.bareParts(whole)
			}
			closed = len(parts) > 0
		}
		if len(parts) < 2 {
			continue
		}
		sum, off := total(parts)
		holds := whole.value.fits(sum, off)
		gap := sum/whole.value.base - 1
		if f := slippedPart(whole, parts, sum); f != nil && !holds {
			if closed && !s.supposes() && !f.firmlyTied() && !p.claimedSum(whole) {
				p.sum(whole, parts, true)
			}
			continue
		}
		accuses := closed && (gap < 0.25 || !colon && gap < 0.5) && gap > -0.15 && !s.supposes() && !whole.firmlyTied()
		if len(parts) == 2 || !colon {
			// Two, or a list that no mark opens, may leave others unsaid; but they cannot be more than all.
			accuses = accuses && (gap > 0 || similarTo(whole.value, sum, off))
		}
		if !holds && !accuses {
			continue
		}
		if p.claimedSum(whole) {
			continue
		}
		p.sum(whole, parts, !holds)
		for _, f := range parts {
			if holds && f.bond == nil {
				f.bond = &bond{whole: whole, sure: true, why: "The parts make up their whole."}
			}
		}
	}
}

// subject is the only count of the sentence before one that opens with a count itself.
func (s *sentence) subject() *said {
	if s.before == nil || len(s.said) < 3 || s.said[0].token > 1 {
		return nil
	}
	if sole := s.before.soleCount(); sole != nil && sole.value.unit.Measure == figure.Plain {
		return sole
	}
	return nil
}

// slippedPart is the part that is greater than its whole, and a slip from what the others leave of it.
func slippedPart(whole *said, parts []*said, sum float64) *said {
	for _, f := range parts {
		if f.value.base > whole.value.base && similarTo(f.value, whole.value.base-(sum-f.value.base), 0) {
			return f
		}
	}
	return nil
}

// bareParts are the parts that a sentence lists behind its first count without a noun of their own: "the 7 cases were judged: 3 to be
// good, 3 to require improvement and 1 to be inadequate".
func (s *sentence) bareParts(whole *said) []*said {
	if whole.in != s || whole.hasShare() && slices.ContainsFunc(s.said, func(f *said) bool { return f != whole && f.hasShare() }) {
		return nil
	}
	var parts []*said
	for _, f := range s.said {
		if f.token <= whole.token {
			if f != whole && f.countable() {
				return nil
			}
			continue
		}
		if f.value.unit.Measure == figure.Percent || f.measured() {
			continue
		}
		if !f.countable() || f.changed() || f.value.unit.Measure != whole.value.unit.Measure || f.value.base > whole.value.base || !f.bare() {
			return nil
		}
		parts = append(parts, f)
	}
	if len(parts) < 3 || !parts[0].listed(parts) {
		return nil
	}
	return parts
}

// bare says whether no noun follows a count.
func (q *said) bare() bool {
	s := q.in
	if i := q.token + 1; i >= len(s.tokens) || s.tokens[i].punct {
		return true
	}
	switch s.word(q.token + 1) {
	case "to", "in", "at", "with", "on", "from", "against", "between", "under", "over", "within", "by", "for", "outside", "further", "not", "placed", "lived", "rated", "judged", "graded", "go", "went", "use", "used", "receive", "received", "attend", "attended", "live", "travel", "have", "get", "as", "elsewhere", "others", "undecided":
		return true
	}
	return false
}

// measured says whether a figure is a length, and counts nothing: "within 20 miles", "between 20 and 50 miles".
func (q *said) measured() bool {
	s := q.in
	for i := q.token + 1; i <= q.token+3; i++ {
		switch s.word(i) {
		case "mile", "miles", "km", "kilometres", "metres", "hours", "minutes":
			return true
		case "and", "to", "-":
		default:
			if i >= len(s.tokens) || s.tokens[i].said == nil {
				return false
			}
		}
	}
	return false
}

// elided are the parts of a whole that opens a sentence, where the later ones share the verb of the first: "Of 88 replies, 61 were in
// favour, 19 against and 8 undecided". What shares a verb so excludes each other.
func (s *sentence) elided(whole *said) []*said {
	var parts []*said
	for _, f := range s.said {
		if whole.in == s && f.token <= whole.token || f.value.unit.Measure == figure.Percent {
			continue
		}
		if whole.in == s && (f.bond == nil || f.bond.whole != whole) || f.value.base > whole.value.base || !f.countable() || f.changed() {
			return nil
		}
		parts = append(parts, f)
	}
	if len(parts) < 3 || !parts[0].listed(parts) {
		return nil
	}
	for i, f := range parts[1:] {
		for k := f.token + 1; k < len(s.tokens) && (i+2 >= len(parts) || k < parts[i+2].token); k++ {
			switch s.word(k) {
			case "were", "was", "are", "is", "had", "have", "has", "did":
				return nil
			}
			if s.tokens[k].text == "." || s.tokens[k].text == ";" {
				break
			}
		}
	}
	return parts
}

// claimedSum says whether a sum has been proposed for a figure already.
func (p *proposer) claimedSum(q *said) bool {
	at := q.at()
	return slices.ContainsFunc(p.proposals, func(x proposal) bool { return x.claim.Relation == scrutiny.KindSum && x.claim.At == at })
}

// partsListed are the parts that follow a whole behind a colon in its sentence, or in the list under it; closed says that words make
// them all of it.
func (s *sentence) partsListed(whole *said) (parts []*said, closed bool) {
	colon := -1
	for i := whole.token + 1; i < len(s.tokens); i++ {
		if s.tokens[i].said != nil {
			break
		}
		if s.tokens[i].text == ":" {
			colon = i
			break
		}
	}
	if colon < 0 {
		return nil, false
	}
	for _, f := range s.said {
		if f.token < colon || f.value.unit.Measure == figure.Percent || f.measured() {
			continue
		}
		if !f.countable() || f.changed() || f.value.unit.Measure != whole.value.unit.Measure {
			return nil, false
		}
		parts = append(parts, f)
	}
	if len(parts) > 0 {
		return parts, whole.listed(parts) && s.opensFigures(colon)
	}
	items := s.itemsUnder()
	for _, item := range items {
		first := item.firstCount(whole)
		if first == nil {
			return nil, false
		}
		parts = append(parts, first)
	}
	return parts, len(parts) >= 3
}

// opensFigures says whether a count follows a colon within a few words.
func (s *sentence) opensFigures(colon int) bool {
	for i := colon + 1; i < min(len(s.tokens), colon+6); i++ {
		if s.tokens[i].said != nil {
			return true
		}
	}
	return false
}

// itemsUnder are the items of the list that a sentence leads to.
func (s *sentence) itemsUnder() []*sentence {
	var items []*sentence
	all := s.page.sentences
	if n := len(s.tokens); n == 0 || s.tokens[n-1].text != ":" {
		return nil
	}
	block := s.block
	const most = 12
	for i := s.number + 1; i < len(all) && len(items) <= most; i++ {
		next := all[i]
		if next.block == block && len(items) == 0 {
			return nil
		}
		if !next.list || next.block > block+1 {
			break
		}
		if next.block != block {
			items = append(items, next)
			block = next.block
		}
	}
	if len(items) > most {
		return nil
	}
	return items
}

// firstCount is the only count of an item of a list that can be a part; nil where there is none, or several.
func (s *sentence) firstCount(whole *said) *said {
	var only *said
	for _, f := range s.said {
		if f.value.unit.Measure == figure.Percent {
			continue
		}
		if only != nil || !f.countable() || f.changed() || f.value.unit.Measure != whole.value.unit.Measure || f.value.base > whole.value.base {
			return nil
		}
		only = f
	}
	return only
}
